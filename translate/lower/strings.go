package lower

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// joined lowers an f-string.
func (f *function) joined(e *syntax.JoinedStr) ir.Expr {
	pieces := f.pieces(e.Parts)
	if text, ok := plain(pieces); ok {
		return strLit(text, e)
	}
	return formatOf(pieces, e)
}

// formatOf is the text that pieces make, which are not all plain.
func formatOf(pieces []ir.Piece, at syntax.Node) ir.Expr {
	if len(pieces) == 1 && pieces[0].Rust == "" {
		if x := pieces[0].Value; x.Type() == ir.Str && !isShown(x) {
			return x
		}
	}
	return &ir.Format{Base: base(ir.Str, at), Pieces: pieces}
}

// isShown reports whether x is a value for format! alone.
func isShown(x ir.Expr) bool {
	op, ok := x.(*ir.Op)
	return ok && strings.HasPrefix(op.Op.Name, "display")
}

// plain is the text of pieces that hold no value.
func plain(pieces []ir.Piece) (string, bool) {
	text := ""
	for _, p := range pieces {
		if p.Value != nil {
			return "", false
		}
		text += p.Text
	}
	return text, true
}

func (f *function) pieces(parts []syntax.Expr) []ir.Piece {
	var out []ir.Piece
	for _, part := range parts {
		switch part := part.(type) {
		case *syntax.Str:
			out = addText(out, f.literal(part).(*ir.StrLit).Value)
		case *syntax.FormattedValue:
			out = f.replacement(out, part)
		default:
			f.refuse("PT521", part, "this part of an f-string is not translated")
		}
	}
	return out
}

// addText adds literal text to pieces.
func addText(pieces []ir.Piece, text string) []ir.Piece {
	if text == "" {
		return pieces
	}
	if n := len(pieces); n > 0 && pieces[n-1].Value == nil {
		pieces[n-1].Text += text
		return pieces
	}
	return append(pieces, ir.Piece{Text: text})
}

// replacement adds one replacement field of an f-string.
func (f *function) replacement(pieces []ir.Piece, e *syntax.FormattedValue) []ir.Piece {
	conversion := e.Conversion
	if e.Debug != "" {
		pieces = addText(pieces, e.Debug)
		if conversion == 0 && e.Spec == nil {
			conversion = 'r'
		}
	}
	x := f.expr(e.Value)
	if e.Spec == nil {
		return f.addShown(pieces, e, x, conversion)
	}
	spec := f.pieces(e.Spec.Parts)
	text, ok := plain(spec)
	if ok && isDynamic(x.Type()) {
		x = f.converted(e, x, conversion)
		return append(pieces, ir.Piece{Value: f.must("PT405", e, "format", x, strLit(text, e))})
	}
	if ok {
		return f.addFormatted(pieces, e, x, conversion, text)
	}
	x = f.converted(e, x, conversion)
	return append(pieces, ir.Piece{Value: f.must("PT405", e, "format", x, formatOf(spec, e))})
}

// converted applies !s, !r or !a.
func (f *function) converted(at syntax.Node, x ir.Expr, conversion byte) ir.Expr {
	if out := f.shown(at, x, conversion == 'r'); out != nil && conversion != 0 {
		return out
	}
	switch conversion {
	case 's':
		return f.str(at, x)
	case 'r':
		return f.must("PT405", at, "repr", x)
	case 'a':
		return f.must("PT405", at, "ascii", x)
	}
	return x
}

// addShown adds str(x), or what the conversion says.
func (f *function) addShown(pieces []ir.Piece, at syntax.Node, x ir.Expr, conversion byte) []ir.Piece {
	if conversion != 'r' {
		x = f.asShown(x)
	}
	if out := f.shown(at, x, conversion == 'r'); out != nil {
		return append(pieces, ir.Piece{Value: out})
	}
	if op, ok := x.(*ir.Op); ok && conversion != 'r' && conversion != 'a' && op.Op.Name == "str" && op.Args[0].Type() == ir.Error {
		x = op.Args[0] // str(e) shows e
	}
	name := "display"
	switch conversion {
	case 'r':
		name = "display:repr"
	case 'a':
		return append(pieces, ir.Piece{Value: f.must("PT405", at, "ascii", x)})
	}
	if lit, ok := x.(*ir.StrLit); ok && name == "display" {
		return addText(pieces, lit.Value)
	}
	if lit, ok := x.(*ir.IntLit); ok {
		return addText(pieces, strconv.FormatInt(lit.Value, 10))
	}
	if x.Type() == ir.Big && f.fail(set("ValueError")) != ir.Stop { // of too many digits
		return append(pieces, ir.Piece{Value: f.must("PT405", at, "str", x)})
	}
	if x.Type() == ir.Unit {
		if !inert(x) {
			f.refuse("PT521", at, "the None that this call gives is not translated as text")
		}
		return addText(pieces, "None")
	}
	shown := f.must("PT405", at, name, x)
	if op, ok := shown.(*ir.Op); ok && op.Op.Rust == "{0}" {
		shown = op.Args[0] // its Display is what Python shows
	}
	return append(pieces, ir.Piece{Value: shown})
}

// addFormatted adds format(x, spec) for a spec that is known.
func (f *function) addFormatted(pieces []ir.Piece, at syntax.Node, x ir.Expr, conversion byte, text string) []ir.Piece {
	if text == "" {
		if conversion == 0 {
			return f.addShown(pieces, at, x, 's')
		}
		return f.addShown(pieces, at, x, conversion)
	}
	x = f.unwrapped(f.converted(at, x, conversion))
	spec, ok := parseSpec(text)
	if !ok || !spec.fits(x.Type()) {
		f.refuse("PT405", at, "the format specification %q is not translated for %s", text, pythonType(x.Type()))
	}
	if rust, ok := spec.rust(x.Type()); ok {
		return append(pieces, ir.Piece{Value: x, Rust: rust})
	}
	if x.Type() == ir.Float && spec == (formatSpec{width: -1, precision: spec.precision, kind: 'f'}) && spec.precision >= 0 {
		places := intLit(int64(spec.precision), at)
		return append(pieces, ir.Piece{Value: f.must("PT405", at, "format:fixed", x, places)})
	}
	if x.Type() == ir.Int && strings.ContainsRune("eEfFgG%", rune(spec.kind)) && spec.kind != 0 {
		x = f.float(x)
	}
	return append(pieces, ir.Piece{Value: f.must("PT405", at, "format", x, strLit(text, at))})
}

// A formatSpec is a parsed format specification; width and precision are -1
// where there is none. https://docs.python.org/3/library/string.html#formatspec
type formatSpec struct {
	fill      rune
	align     byte
	sign      byte
	alternate bool
	zero      bool
	width     int
	grouping  byte
	precision int
	kind      byte
}

// parseSpec parses a format specification; ok is false when it is not valid or
// holds what we do not know.
func parseSpec(text string) (s formatSpec, ok bool) {
	s.width, s.precision = -1, -1
	first, size := utf8.DecodeRuneInString(text)
	if size < len(text) && strings.IndexByte("<>=^", text[size]) >= 0 {
		s.fill, s.align = first, text[size]
		text = text[size+1:]
	} else if text != "" && strings.IndexByte("<>=^", text[0]) >= 0 {
		s.align = text[0]
		text = text[1:]
	}
	take := func(set string) byte {
		if text != "" && strings.IndexByte(set, text[0]) >= 0 {
			c := text[0]
			text = text[1:]
			return c
		}
		return 0
	}
	number := func() int {
		end := 0
		for end < len(text) && '0' <= text[end] && text[end] <= '9' {
			end++
		}
		if end == 0 {
			return -1
		}
		n, err := strconv.Atoi(text[:end])
		text = text[end:]
		if err != nil || n > 1<<16 {
			return -2
		}
		return n
	}
	s.sign = take("+- ")
	s.alternate = take("#") != 0
	s.zero = take("0") != 0
	s.width = number()
	s.grouping = take(",_")
	if take(".") != 0 {
		s.precision = number()
		if s.precision < 0 {
			return s, false
		}
	}
	if text != "" {
		s.kind = text[0]
		text = text[1:]
	}
	return s, text == "" && s.width > -2
}

// fits reports whether Python accepts the specification for values of type t,
// and rt does.
func (s formatSpec) fits(t ir.Type) bool {
	if isText(t) {
		return (s.kind == 0 || s.kind == 's') && s.sign == 0 && !s.alternate && s.grouping == 0 && s.align != '='
	}
	if t == ir.Float {
		return s.kind == 0 || strings.IndexByte("eEfFgG%", s.kind) >= 0
	}
	if t != ir.Int && t != ir.Bool && t != ir.Usize && t != ir.Big {
		return false
	}
	if s.kind != 0 && strings.IndexByte("eEfFgG%", s.kind) >= 0 {
		return true
	}
	if s.kind != 0 && strings.IndexByte("bdoxX", s.kind) < 0 || s.precision >= 0 {
		return false
	}
	return s.grouping != ',' || s.kind == 0 || s.kind == 'd'
}

// rust is the Rust specification that means the same, where there is one.
func (s formatSpec) rust(t ir.Type) (string, bool) {
	plainInt := (t == ir.Int || t == ir.Big) && (s.kind == 0 || s.kind == 'd') && s.precision < 0
	text := isText(t) && !s.zero
	if !plainInt && !text || s.alternate || s.grouping != 0 || s.align == '=' || s.sign == ' ' || s.sign == '-' {
		return "", false
	}
	if s.zero && (s.align != 0 || s.width < 0) || t == ir.Char && s.precision >= 0 {
		return "", false
	}
	out := ""
	if s.align != 0 {
		if s.fill != 0 {
			if s.fill == '{' || s.fill == '}' {
				return "", false
			}
			out += string(s.fill)
		}
		out += string(s.align)
	}
	if s.sign == '+' {
		out += "+"
	}
	if s.zero {
		out += "0"
	}
	if s.width >= 0 {
		out += strconv.Itoa(s.width)
	}
	if s.precision >= 0 {
		out += "." + strconv.Itoa(s.precision)
	}
	if out == "" {
		return "", true
	}
	return ":" + out, true
}

// print lowers print(…) as statements.
func (f *function) print(e *syntax.Call) []ir.Stmt {
	named := f.keywords(e, "sep", "end", "flush")
	if named[2] != nil {
		if _, ok := named[2].(*syntax.Bool); !ok {
			f.refuse("PT404", named[2], "flush has to be True or False")
		}
	}
	sep := f.printText(named[0], " ")
	end := f.printText(named[1], "\n")
	var before []ir.Stmt
	var pieces []ir.Piece
	if hasStar(e.Args) {
		lets, text := f.printed(e, sep)
		before, pieces = lets, append(pieces, ir.Piece{Value: text})
	} else {
		for i, a := range e.Args {
			if i > 0 {
				pieces = addText(pieces, sep)
			}
			pieces = f.addShown(pieces, a, f.expr(a), 's')
		}
	}
	out := &ir.Print{Place: place(e)}
	if strings.HasSuffix(end, "\n") {
		out.Newline = true
		end = strings.TrimSuffix(end, "\n")
	}
	pieces = addText(pieces, end)
	out.Line = &ir.Format{Base: base(ir.Str, e), Pieces: pieces}
	return append(before, out)
}

// printText is the value of sep= or end=, which has to be written out.
func (f *function) printText(e syntax.Expr, missing string) string {
	if e == nil || isNone(e) {
		return missing
	}
	lit, ok := f.expr(e).(*ir.StrLit)
	if !ok {
		f.refuse("PT404", e, "this argument of print has to be a string that is written out")
	}
	return lit.Value
}

// printValue is print(…) where its None is used as a value.
func (f *function) printValue(e *syntax.Call, _ ir.Type) ir.Expr {
	return within(f.print(e), &ir.UnitLit{Base: base(ir.Unit, e)})
}

func plainOperand(e syntax.Expr) bool {
	switch e.(type) {
	case *syntax.Name, *syntax.Int, *syntax.Float, *syntax.Str, *syntax.Bool, *syntax.None:
		return true
	}
	return false
}

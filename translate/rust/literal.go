package rust

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/portalis-dev/portalis/translate/ir"
)

func (p *printer) intLit(e *ir.IntLit) node {
	text := strconv.FormatInt(e.Value, 10)
	if e.T == ir.Big {
		if e.Value != int64(int32(e.Value)) {
			text += "_i64"
		}
		return call("rt::BigInt::from", atom(text))
	}
	if e.Value == math.MinInt64 {
		return atom("i64::MIN")
	}
	if p.spelled[e] {
		return atom(text + "_" + e.T.Rust())
	}
	return atom(text)
}

// floatLit writes a float so that it reads back as the same bits.
func floatLit(x float64) string {
	text := strconv.FormatFloat(x, 'g', -1, 64)
	if exp := strings.IndexByte(text, 'e'); exp >= 0 {
		if abs := math.Abs(x); abs >= 1e-7 && abs < 1e17 {
			text = strconv.FormatFloat(x, 'f', -1, 64)
		} else {
			return strings.Replace(text, "e+", "e", 1)
		}
	}
	if !strings.Contains(text, ".") {
		return text + ".0"
	}
	return text
}

// wellKnown are constants that clippy takes a literal close to them for.
var wellKnown = []float64{
	math.E, 1 / math.Pi, 1 / math.Sqrt2, 2 / math.Pi, 2 / math.Sqrt(math.Pi), math.Pi / 2, math.Pi / 3, math.Pi / 4,
	math.Pi / 6, math.Pi / 8, math.Ln2, math.Ln10, math.Log10E, math.Log10(2), math.Log2E, math.Log2(10), math.Phi,
	math.Pi, math.Sqrt2, 2 * math.Pi,
}

func nearConstant(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	places := len(digits) - strings.IndexByte(digits, '.') - 1
	if len(digits) < 4 {
		return false
	}
	for _, c := range wellKnown {
		if strings.HasPrefix(strconv.FormatFloat(c, 'f', 17, 64), digits) || strconv.FormatFloat(c, 'f', places, 64) == digits {
			return true
		}
	}
	return false
}

// quote writes a string literal.
func quote(s string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range s {
		out.WriteString(escape(r, '"'))
	}
	out.WriteByte('"')
	return out.String()
}

func quoteChar(r rune) string { return "'" + escape(r, '\'') + "'" }

func escape(r, end rune) string {
	switch {
	case r == end || r == '\\':
		return "\\" + string(r)
	case r == '\n':
		return "\\n"
	case r == '\r':
		return "\\r"
	case r == '\t':
		return "\\t"
	case r == 0:
		return "\\0"
	case r != ' ' && !unicode.IsPrint(r) || unicode.Is(unicode.Mn, r):
		return fmt.Sprintf("\\u{%x}", r)
	}
	return string(r)
}

// formatText writes text inside a format string.
func formatText(s string) string {
	q := quote(s)
	return strings.NewReplacer("{", "{{", "}", "}}").Replace(q[1 : len(q)-1])
}

// unescapeUnicode undoes the doubling of braces in \u{…}.
func unescapeUnicode(s string) string {
	var out strings.Builder
	for {
		i := strings.Index(s, "\\u{{")
		if i < 0 {
			return out.String() + s
		}
		end := i + strings.Index(s[i:], "}}")
		out.WriteString(s[:i] + "\\u{" + s[i+4:end] + "}")
		s = s[end+2:]
	}
}

// formatParts makes the format string and its arguments.
func (p *printer) formatParts(pieces []ir.Piece) (string, []node) {
	var text strings.Builder
	var args []node
	for _, piece := range pieces {
		if piece.Value == nil {
			text.WriteString(unescapeUnicode(formatText(piece.Text)))
			continue
		}
		if inner, ok := piece.Value.(*ir.Format); ok && piece.Rust == "" {
			sub, more := p.formatParts(inner.Pieces)
			text.WriteString(sub[1 : len(sub)-1])
			args = append(args, more...)
			continue
		}
		if lit, ok := literalText(piece); ok {
			text.WriteString(unescapeUnicode(formatText(lit)))
			continue
		}
		n := p.pinned(piece.Value, func() node { return p.shown(piece.Value) })
		if name, ok := n.(atom); ok && isName(string(name)) {
			text.WriteString("{" + string(name) + piece.Rust + "}")
			continue
		}
		text.WriteString("{" + piece.Rust + "}")
		args = append(args, n)
	}
	return `"` + text.String() + `"`, args
}

// shown writes a value for a format macro, which takes references by itself.
func (p *printer) shown(e ir.Expr) node {
	if op, ok := e.(*ir.Op); ok && op.Op.Rust == "{0}" && len(op.Args) == 1 {
		return p.shown(op.Args[0])
	}
	v := p.expr(e, ir.Recv)
	if v.form == formOptRef {
		return p.owned(e)
	}
	if v.lazy {
		return unary("*", v.n)
	}
	return v.n
}

func literalText(piece ir.Piece) (string, bool) {
	if piece.Rust != "" {
		return "", false
	}
	e := piece.Value
	for {
		op, ok := e.(*ir.Op)
		if !ok || op.Op.Rust != "{0}" || len(op.Args) != 1 {
			break
		}
		e = op.Args[0]
	}
	switch e := e.(type) {
	case *ir.StrLit:
		return e.Value, true
	case *ir.CharLit:
		return string(e.Value), true
	case *ir.IntLit:
		return strconv.FormatInt(e.Value, 10), true
	}
	return "", false
}

func isName(s string) bool {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return s != "" && s != "true" && s != "false"
}

// formatExpr writes a str made of pieces.
func (p *printer) formatExpr(e *ir.Format) node {
	if len(e.Pieces) == 1 && e.Pieces[0].Value != nil && e.Pieces[0].Rust == "" {
		x := e.Pieces[0].Value
		for {
			op, ok := x.(*ir.Op)
			if !ok || op.Op.Rust != "{0}" || len(op.Args) != 1 {
				break
			}
			x = op.Args[0]
		}
		if x.Type() == ir.Str {
			v := p.expr(x, ir.Recv)
			if v.form == formValue {
				if _, view := x.(*ir.Op); view && displayed(flatText(v.n)) {
					return method(v.n, "to_string")
				}
				return v.n
			}
			if v.form == formRef {
				return p.cloned(v, ir.Str)
			}
			return method(v.n, "clone")
		}
		return method(p.pinned(x, func() node { return p.shown(x) }), "to_string")
	}
	text, args := p.formatParts(e.Pieces)
	if len(args) == 0 && !strings.Contains(strings.NewReplacer("{{", "", "}}", "").Replace(text), "{") || text == `""` {
		return method(atom(strings.NewReplacer("{{", "{", "}}", "}").Replace(text)), "to_owned")
	}
	return macroNode{name: "format", args: append([]node{atom(text)}, args...), format: true}
}

// displayed reports whether text makes something to be displayed, not a String.
func displayed(text string) bool {
	return strings.HasPrefix(text, "rt::show(") || strings.HasPrefix(text, "rt::repr(")
}

func flatText(n node) string {
	text, _ := flat(n)
	return text
}

// errorClass is the name of an exception class in rt::Kind.
func errorClass(class string) string {
	switch class {
	case "IOError", "EnvironmentError":
		return "OSError"
	case "re.error":
		return "ReError"
	}
	return class[strings.LastIndexByte(class, '.')+1:]
}

// errorFunction is the constructor of rt::Error for a class: value_error for
// ValueError.
func errorFunction(class string) string {
	var out strings.Builder
	name := []rune(errorClass(class))
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 && (unicode.IsLower(name[i-1]) || i+1 < len(name) && unicode.IsLower(name[i+1])) {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}

// quoteBytes writes a byte string literal.
func quoteBytes(value []byte) string {
	var out strings.Builder
	out.WriteString(`b"`)
	for _, c := range value {
		switch {
		case c == '"' || c == '\\':
			out.WriteByte('\\')
			out.WriteByte(c)
		case c == '\n':
			out.WriteString(`\n`)
		case c == '\r':
			out.WriteString(`\r`)
		case c == '\t':
			out.WriteString(`\t`)
		case c == 0:
			out.WriteString(`\0`)
		case c < ' ' || c > '~':
			fmt.Fprintf(&out, `\x%02x`, c)
		default:
			out.WriteByte(c)
		}
	}
	out.WriteByte('"')
	return out.String()
}

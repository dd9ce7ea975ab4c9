package syntax

import "strings"

// A piece is what one string literal gives: literal text, or a field of an
// f-string.
type piece struct {
	rng   Range
	text  string
	lone  bool // text has a lone surrogate
	field *FormattedValue
}

// stringLiteral lowers one string or several side by side.
func (l *lowerer) stringLiteral(n *cst) Expr {
	literals := []*cst{n}
	if n.kind == "concatenated_string" {
		literals = nil
		for c := n.first; c != nil; c = c.next {
			if c.kind == "string" {
				literals = append(literals, c)
			}
		}
	}
	var pieces []piece
	bytes, format := 0, false
	for _, c := range literals {
		prefix, ok := l.prefix(c)
		if !ok {
			return &BadExpr{n.rng()}
		}
		if strings.Contains(prefix, "b") {
			bytes++
		}
		format = format || strings.Contains(prefix, "f")
		pieces = append(pieces, l.pieces(c, prefix)...)
	}
	switch {
	case bytes > 0 && bytes < len(literals):
		l.errorf(clip(n.rng(), l.text), "cannot mix bytes and nonbytes literals")
		return &BadExpr{n.rng()}
	case bytes > 0:
		var value []byte
		for _, p := range pieces {
			value = append(value, p.text...)
		}
		return &Bytes{n.rng(), value}
	case format:
		return &JoinedStr{n.rng(), parts(pieces)}
	}
	s := &Str{Range: n.rng()}
	var value strings.Builder
	for _, p := range pieces {
		value.WriteString(p.text)
		s.Surrogate = s.Surrogate || p.lone
	}
	s.Value = value.String()
	return s
}

// prefix returns the prefix of a literal in small letters, if it is a good one.
func (l *lowerer) prefix(n *cst) (string, bool) {
	start, end := n.of("string_start"), n.of("string_end")
	if start == nil || end == nil {
		return "", false
	}
	prefix := strings.ToLower(strings.TrimRight(l.source(start), `'"`))
	switch prefix {
	case "", "r", "u", "b", "br", "rb", "f", "fr", "rf":
		return prefix, true
	}
	if strings.Contains(prefix, "`") {
		l.errorf(start.rng(), "invalid syntax: backquotes are not Python 3; use repr()")
	} else {
		l.errorf(start.rng(), "invalid string prefix '%s'", prefix)
	}
	return "", false
}

// pieces splits a literal into its text and its fields.
func (l *lowerer) pieces(n *cst, prefix string) []piece {
	d := decoder{
		lowerer: l,
		raw:     strings.Contains(prefix, "r"),
		bytes:   strings.Contains(prefix, "b"),
		format:  strings.Contains(prefix, "f"),
	}
	var out []piece
	at := n.of("string_start").end
	for c := n.first; c != nil; c = c.next {
		if c.kind == "interpolation" {
			out = append(out, d.decode(Range{at, c.start}))
			out = append(out, piece{rng: c.rng(), field: l.interpolation(c, d)})
			at = c.end
		}
	}
	return append(out, d.decode(Range{at, n.of("string_end").start}))
}

// parts makes the parts of an f-string, with adjacent text joined.
func parts(pieces []piece) []Expr {
	var out []Expr
	for _, p := range pieces {
		if p.field != nil {
			out = append(out, p.field)
			continue
		}
		if p.text == "" {
			continue
		}
		if len(out) > 0 {
			if last, ok := out[len(out)-1].(*Str); ok {
				last.End = p.rng.End
				last.Value += p.text
				last.Surrogate = last.Surrogate || p.lone
				continue
			}
		}
		out = append(out, &Str{p.rng, p.text, p.lone})
	}
	return out
}

// interpolation lowers one {…} of an f-string.
func (l *lowerer) interpolation(n *cst, d decoder) *FormattedValue {
	f := &FormattedValue{Range: n.rng(), Value: l.field(n, "expression")}
	switch f.Value.(type) {
	case *Starred:
		l.errorf(f.Value.Span(), "f-string: cannot use starred expression here")
	case *Lambda:
		if n.child("expression").kind == "lambda" {
			l.errorf(f.Value.Span(), "f-string: put parentheses around the lambda; its ':' begins a format specification")
		}
	}
	if c := n.child("type_conversion"); c != nil {
		if f.Conversion = l.text[c.end-1]; c.end-c.start != 2 || !strings.ContainsRune("sra", rune(f.Conversion)) {
			l.errorf(c.rng(), "f-string: invalid conversion character: expected 's', 'r', or 'a'")
			f.Conversion = 0
		}
	}
	if c := n.child("format_specifier"); c != nil {
		f.Spec = l.spec(c, d)
	}
	if eq := n.of("="); eq != nil && eq.next != nil {
		f.Debug = string(newlines(l.text[n.first.end:eq.next.start]))
		if f.Conversion == 0 && f.Spec == nil {
			f.Conversion = 'r'
		}
	}
	return f
}

// spec lowers a format specification: text with fields in it.
func (l *lowerer) spec(n *cst, d decoder) *JoinedStr {
	if !l.enter(n) {
		return &JoinedStr{Range: n.rng()}
	}
	defer l.leave()
	s := &JoinedStr{Range: Range{n.first.end, n.end}}
	var pieces []piece
	at := n.first.end
	for c := n.first.next; c != nil; c = c.next {
		if c.kind == "format_expression" || c.kind == "interpolation" {
			pieces = append(pieces, d.decode(Range{at, c.start}), piece{rng: c.rng(), field: l.interpolation(c, d)})
			at = c.end
		}
	}
	s.Parts = parts(append(pieces, d.decode(Range{at, n.end})))
	return s
}

// newlines turns the line ends of text into "\n", as Python does on reading.
func newlines(text []byte) []byte {
	if !strings.Contains(string(text), "\r") {
		return text
	}
	s := strings.ReplaceAll(string(text), "\r\n", "\n")
	return []byte(strings.ReplaceAll(s, "\r", "\n"))
}

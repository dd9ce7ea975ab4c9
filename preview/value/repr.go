package value

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// Repr returns v as Python's repr writes it.
func Repr(v Value) string {
	var b strings.Builder
	writeRepr(&b, v)
	return b.String()
}

func writeRepr(b *strings.Builder, v Value) {
	switch v.Kind {
	case None:
		b.WriteString("None")
	case Bool:
		if v.Bool {
			b.WriteString("True")
		} else {
			b.WriteString("False")
		}
	case Int:
		b.WriteString(strconv.FormatInt(v.Int, 10))
	case Float:
		b.WriteString(FloatRepr(v.Float))
	case Str:
		b.WriteString(StrRepr(v.Text))
	case List:
		writeElems(b, "[", v.Elems, "]")
	case Tuple:
		if len(v.Elems) == 1 {
			writeElems(b, "(", v.Elems, ",)")
		} else {
			writeElems(b, "(", v.Elems, ")")
		}
	case Set:
		if len(v.Elems) == 0 {
			b.WriteString("set()")
		} else {
			writeElems(b, "{", v.Elems, "}")
		}
	case Frozenset:
		if len(v.Elems) == 0 {
			b.WriteString("frozenset()")
		} else {
			writeElems(b, "frozenset({", v.Elems, "})")
		}
	case Bytes:
		b.WriteString(BytesRepr(v.Text))
	case Dict:
		writeEntries(b, v.Elems)
	default: // BigInt, Opaque
		b.WriteString(v.Text)
	}
}

func writeElems(b *strings.Builder, open string, elems []Value, end string) {
	b.WriteString(open)
	for i, e := range elems {
		if i > 0 {
			b.WriteString(", ")
		}
		writeRepr(b, e)
	}
	b.WriteString(end)
}

func writeEntries(b *strings.Builder, entries []Value) {
	b.WriteString("{")
	for i := 0; i+1 < len(entries); i += 2 {
		if i > 0 {
			b.WriteString(", ")
		}
		writeRepr(b, entries[i])
		b.WriteString(": ")
		writeRepr(b, entries[i+1])
	}
	b.WriteString("}")
}

// BytesRepr returns data as Python's repr(bytes) writes it.
func BytesRepr(data string) string {
	quote := byte('\'')
	if strings.Contains(data, "'") && !strings.Contains(data, `"`) {
		quote = '"'
	}
	var b strings.Builder
	b.WriteByte('b')
	b.WriteByte(quote)
	for i := range len(data) {
		switch c := data[i]; {
		case c == quote || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\t':
			b.WriteString(`\t`)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c < ' ' || c > '~':
			const digits = "0123456789abcdef"
			b.WriteString(`\x`)
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte(quote)
	return b.String()
}

// FloatRepr returns f as Python's repr(float) writes it: the shortest digits
// that give f back, with an exponent below 1e-4 and from 1e16 on.
func FloatRepr(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	case f == 0 || 1e-4 <= math.Abs(f) && math.Abs(f) < 1e16:
		text := strconv.FormatFloat(f, 'f', -1, 64)
		if !strings.Contains(text, ".") {
			text += ".0"
		}
		return text
	}
	return strconv.FormatFloat(f, 'e', -1, 64)
}

// StrRepr returns s as Python's repr(str) writes it.
func StrRepr(s string) string {
	quote := '\''
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		quote = '"'
	}
	var b strings.Builder
	b.WriteRune(quote)
	for _, r := range s {
		switch {
		case r == quote || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case printable(r):
			b.WriteRune(r)
		case r < 0x100:
			b.WriteString(escape('x', r, 2))
		case r < 0x10000:
			b.WriteString(escape('u', r, 4))
		default:
			b.WriteString(escape('U', r, 8))
		}
	}
	b.WriteRune(quote)
	return b.String()
}

func escape(letter byte, r rune, width int) string {
	digits := strconv.FormatInt(int64(r), 16)
	return `\` + string(letter) + strings.Repeat("0", width-len(digits)) + digits
}

// printable is Python's str.isprintable for one code point.
func printable(r rune) bool {
	return unicode.IsPrint(r) && !unicode.Is(assignedSince14, r)
}

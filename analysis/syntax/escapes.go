package syntax

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// A decoder turns the text between quotes into the value it stands for.
type decoder struct {
	*lowerer
	raw, bytes, format bool // the literal's prefix
}

// simpleEscapes are the escapes of one character.
var simpleEscapes = map[byte]byte{
	'\\': '\\', '\'': '\'', '"': '"', 'a': 7, 'b': 8, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11,
}

// decode returns the value of the literal text at rng.
func (d decoder) decode(rng Range) piece {
	p := piece{rng: rng}
	text := d.text[rng.Start:rng.End]
	if d.bytes {
		for i, c := range text {
			if c >= utf8.RuneSelf {
				at := rng.Start + i
				d.errorf(Range{at, at + 1}, "bytes can only contain ASCII literal characters")
				break
			}
		}
	}
	special := "\\\r"
	if d.format {
		special = "\\\r{}"
	}
	var out []byte
	for i := 0; i < len(text); {
		next := bytes.IndexAny(text[i:], special)
		if next < 0 {
			out = append(out, text[i:]...)
			break
		}
		out = append(out, text[i:i+next]...)
		i += next
		switch c := text[i]; {
		case c == '\r':
			out = append(out, '\n')
			i++
			if i < len(text) && text[i] == '\n' {
				i++
			}
		case c == '{' || c == '}':
			out = append(out, c)
			if i+1 < len(text) && text[i+1] == c {
				i++
			} else {
				at := rng.Start + i
				d.errorf(Range{at, at + 1}, "f-string: single '%c' is not allowed", c)
			}
			i++
		case d.raw:
			out = append(out, c)
			i++
		default:
			var used int
			out, used = d.escape(out, text[i:], rng.Start+i, &p.lone)
			i += used
		}
	}
	p.text = string(out)
	return p
}

// escape decodes the escape at the start of text, which lies at offset at, and
// returns how many bytes it took.
func (d decoder) escape(out, text []byte, at int, lone *bool) ([]byte, int) {
	if len(text) == 1 {
		return append(out, '\\'), 1
	}
	c := text[1]
	if value, ok := simpleEscapes[c]; ok {
		return append(out, value), 2
	}
	switch {
	case c == '\n':
		return out, 2
	case c == '\r':
		if len(text) > 2 && text[2] == '\n' {
			return out, 3
		}
		return out, 2
	case '0' <= c && c <= '7':
		value, n := 0, 1
		for ; n < 4 && n < len(text) && '0' <= text[n] && text[n] <= '7'; n++ {
			value = value*8 + int(text[n]-'0')
		}
		return d.code(out, value, lone), n
	case c == 'x':
		return d.hex(out, text, 2, at, lone)
	case c == 'u' && !d.bytes:
		return d.hex(out, text, 4, at, lone)
	case c == 'U' && !d.bytes:
		return d.hex(out, text, 8, at, lone)
	case c == 'N' && !d.bytes:
		end := bytes.IndexByte(text, '}') + 1
		if end == 0 || text[2] != '{' {
			d.errorf(Range{at, at + 2}, "(unicode error) malformed \\N character escape")
			return out, 2
		}
		d.report(codeUnicode, Range{at, at + end}, "\\N{...} names are not read; write the character itself or its \\u escape")
		return utf8.AppendRune(out, utf8.RuneError), end
	}
	_, size := utf8.DecodeRune(text[1:])
	d.warnings = append(d.warnings, Error{Range{at, at + 1 + size}, codeEscape,
		fmt.Sprintf("'%s' is not an escape sequence: write '\\%s', or a raw string", text[:1+size], text[:1+size])})
	return append(out, '\\'), 1 // it stays as it is
}

// hex decodes \x, \u and \U with the given number of digits.
func (d decoder) hex(out, text []byte, digits, at int, lone *bool) ([]byte, int) {
	end := 2 + digits
	if end <= len(text) {
		if value, err := strconv.ParseUint(string(text[2:end]), 16, 32); err == nil && value <= utf8.MaxRune {
			if value >= 0xD800 && value <= 0xDFFF {
				d.report(codeSurrogate, Range{at, at + end}, "lone surrogate \\u%04x: no Rust string can hold it; write the whole character", value)
			}
			return d.code(out, int(value), lone), end
		}
	}
	end = min(end, len(text))
	kind := "unicode"
	if d.bytes {
		kind = "value"
	}
	d.errorf(Range{at, at + end}, "(%s error) truncated or invalid \\%c escape", kind, text[1])
	return out, end
}

// code appends a code point, or a byte.
func (d decoder) code(out []byte, value int, lone *bool) []byte {
	if d.bytes {
		return append(out, byte(value))
	}
	if value >= 0xD800 && value <= 0xDFFF {
		*lone = true
	}
	return utf8.AppendRune(out, rune(value))
}

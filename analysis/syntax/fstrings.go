package syntax

import "strings"

// fstrings finds the ends of f-strings in a text.
type fstrings struct {
	text    []byte
	equals  []int   // each "=" that begins a format specification
	literal []Range // the text outside fields, and that of strings inside them
}

// maxFields is how deeply f-strings may be nested in each other.
const maxFields = 30

// end is stringEnd for an f-string as Python 3.12 reads them, where the
// quote may be used again inside a field. It returns -1 also for one that only
// older Pythons would have an end for; stringEnd finds that.
func (f *fstrings) end(pos int, quote string, raw bool, depth int) int {
	if depth > maxFields {
		return -1
	}
	literal := pos
	done := func(end int) { f.literal = append(f.literal, Range{literal, end}) }
	for pos < len(f.text) {
		switch c := f.text[pos]; {
		case c == '{' && pos+1 < len(f.text) && f.text[pos+1] == '{':
			pos += 2
		case c == '{':
			done(pos)
			if pos = f.fieldEnd(pos+1, quote, raw, depth); pos < 0 {
				return -1
			}
			literal = pos
		case c == '\\' && !raw && pos+2 < len(f.text) && f.text[pos+1] == 'N' && f.text[pos+2] == '{':
			for pos < len(f.text) && f.text[pos] != '}' && lineEnd(f.text[pos:]) == 0 {
				pos++
			}
			pos++
		case c == '\\' && pos+1 < len(f.text) && (f.text[pos+1] == '{' || f.text[pos+1] == '}'):
			pos++
		case c == '\\':
			pos += 1 + max(1, lineEnd(f.text[pos+1:]))
		case c == '}' && (pos+1 >= len(f.text) || f.text[pos+1] != '}'):
			return -1
		case c == '}':
			pos += 2
		case c == quote[0] && hasQuote(f.text, pos, quote):
			done(pos)
			return pos + len(quote)
		case len(quote) == 1 && lineEnd(f.text[pos:]) > 0:
			return -1
		default:
			pos++
		}
	}
	return -1
}

// fieldEnd returns the offset after the "}" of a field that begins at pos, or -1.
func (f *fstrings) fieldEnd(pos int, quote string, raw bool, depth int) int {
	var open []byte
	for pos < len(f.text) {
		switch c := f.text[pos]; {
		case c == '#':
			for pos < len(f.text) && lineEnd(f.text[pos:]) == 0 {
				pos++
			}
		case c == '"' || c == '\'':
			q := quoteAt(f.text, pos)
			if len(quote) == 1 && q[:1] == quote && len(q) == 3 {
				q = quote // f'{x''' is an empty string and a quote, not three
			}
			end := stringEnd(f.text, pos+len(q), q)
			if end < 0 {
				return -1
			}
			f.literal = append(f.literal, Range{pos + len(q), end - len(q)})
			pos = end
		case isWord(c):
			end := wordEnd(f.text, pos)
			word := strings.ToLower(string(f.text[pos:min(end, pos+3)]))
			pos = end
			if strings.Contains(word, "f") && len(word) <= 2 && pos < len(f.text) && (f.text[pos] == '"' || f.text[pos] == '\'') {
				q := quoteAt(f.text, pos)
				if pos = f.end(pos+len(q), q, strings.Contains(word, "r"), depth+1); pos < 0 {
					return -1
				}
			}
		case c == '(' || c == '[' || c == '{':
			open = append(open, closing(c))
			pos++
		case c == '}' && len(open) == 0:
			return pos + 1
		case c == ')' || c == ']' || c == '}':
			if len(open) == 0 || open[len(open)-1] != c {
				return -1
			}
			open = open[:len(open)-1]
			pos++
		case c == '!' && pos+1 < len(f.text) && f.text[pos+1] == '=':
			pos += 2
		case c == ':' && len(open) == 0:
			if pos+1 < len(f.text) && f.text[pos+1] == '=' {
				f.equals = append(f.equals, pos+1)
			}
			return f.specEnd(pos+1, quote, raw, depth)
		default:
			pos++
		}
	}
	return -1
}

// specEnd is fieldEnd from the format specification on.
func (f *fstrings) specEnd(pos int, quote string, raw bool, depth int) int {
	if depth > maxFields {
		return -1
	}
	for pos < len(f.text) {
		switch c := f.text[pos]; {
		case c == '{':
			if pos = f.fieldEnd(pos+1, quote, raw, depth+1); pos < 0 {
				return -1
			}
		case c == '}':
			return pos + 1
		case c == quote[0] && hasQuote(f.text, pos, quote):
			return -1
		case len(quote) == 1 && lineEnd(f.text[pos:]) > 0:
			return -1
		default:
			pos++
		}
	}
	return -1
}

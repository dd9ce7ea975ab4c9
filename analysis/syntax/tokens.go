package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token steps over one token or blank of a logical line.
func (l *layout) token() {
	switch c := l.text[l.pos]; {
	case c == '#':
		own := len(strings.TrimSpace(string(l.text[l.lineStart():l.pos]))) == 0
		l.comment(own)
	case c == '\\':
		l.continuation()
	case c == '"' || c == '\'':
		l.str("", l.pos)
	case isWord(c):
		l.word()
	case c == '(' || c == '[' || c == '{':
		l.brackets = append(l.brackets, bracket{c, l.pos})
		if len(l.brackets) > maxBrackets {
			l.spoil(codeDeep, Range{l.pos, l.pos + 1}, "nested too deeply: more than %d brackets; split it into named parts", maxBrackets)
		}
		l.pos++
	case c == ')' || c == ']' || c == '}':
		l.closeBracket(c)
		l.pos++
	case c == '$' || c == '?' || c == '`' || c == '!' && !l.at(l.pos+1, '='):
		l.spoil(codeSyntax, Range{l.pos, l.pos + 1}, "invalid syntax: '%c' has no meaning in Python", c)
		l.pos++
	case c < ' ' && c != '\t' && c != '\f' || c == 0x7f:
		l.spoil(codeSyntax, Range{l.pos, l.pos + 1}, "invalid non-printable character U+%04X", c)
		l.pos++
	default:
		l.pos++
	}
}

func (l *layout) at(pos int, c byte) bool { return pos < len(l.text) && l.text[pos] == c }

func (l *layout) lineStart() int {
	i := l.pos
	for i > 0 && l.text[i-1] != '\n' && l.text[i-1] != '\r' {
		i--
	}
	return i
}

// continuation reads a backslash, which joins two lines.
func (l *layout) continuation() {
	n := lineEnd(l.text[l.pos+1:])
	switch {
	case n > 0:
		l.blank(l.pos, l.pos+1+n)
		l.pos += 1 + n
		if l.pos == len(l.text) {
			l.spoil(codeSyntax, Range{l.pos - 1 - n, l.pos - n}, "unexpected end of file after a line continuation")
		}
	case l.pos+1 == len(l.text):
		l.spoil(codeSyntax, Range{l.pos, l.pos + 1}, "unexpected end of file after a line continuation")
		l.pos++
	default:
		l.spoil(codeSyntax, Range{l.pos, l.pos + 1}, "unexpected character after line continuation character")
		l.pos++
	}
}

func (l *layout) closeBracket(c byte) {
	r := Range{l.pos, l.pos + 1}
	if len(l.brackets) == 0 {
		l.spoil(codeSyntax, r, "unmatched '%c'", c)
		return
	}
	open := l.brackets[len(l.brackets)-1]
	l.brackets = l.brackets[:len(l.brackets)-1]
	if closing(open.char) != c {
		l.spoil(codeSyntax, r, "closing parenthesis '%c' does not match opening parenthesis '%c'", c, open.char)
	}
}

// closing is the bracket that closes another.
func closing(open byte) byte {
	switch open {
	case '(':
		return ')'
	case '[':
		return ']'
	}
	return '}'
}

// word reads a name, a keyword, a number, or a string with a prefix.
func (l *layout) word() {
	start := l.pos
	l.pos = wordEnd(l.text, l.pos)
	word := l.text[start:l.pos]
	if l.pos < len(l.text) && (l.text[l.pos] == '"' || l.text[l.pos] == '\'') && len(word) <= 2 {
		l.str(strings.ToLower(string(word)), start)
		return
	}
	if string(word) == "except" {
		l.exceptStar()
	}
	for i, r := range string(word) {
		if r >= utf8.RuneSelf && !isIdentifierRune(r, false) {
			at := Range{start + i, start + i + utf8.RuneLen(r)}
			if unicode.IsPrint(r) {
				l.spoil(codeSyntax, at, "invalid character '%c' (U+%04X)", r, r)
			} else {
				l.spoil(codeSyntax, at, "invalid non-printable character U+%04X", r)
			}
			return
		}
	}
}

// exceptStar moves the star of "except *T" to where the grammar wants it.
func (l *layout) exceptStar() {
	at := l.pos
	for l.at(at, ' ') || l.at(at, '\t') {
		at++
	}
	if l.at(at, '*') {
		l.clean[at], l.clean[l.pos] = ' ', '*'
	}
}

func wordEnd(text []byte, pos int) int {
	for pos < len(text) && isWord(text[pos]) {
		pos++
	}
	return pos
}

// str reads a string literal whose prefix, already read, began at start. Its
// text is blanked: tree-sitter only has to know where the literal ends, and it
// mistakes some escapes.
func (l *layout) str(prefix string, start int) {
	switch prefix {
	case "t", "tr", "rt":
		l.spoil(codeNewer, Range{start, l.pos + 1}, "t-strings need Python 3.14 and are not read yet; use an f-string")
	}
	quote := quoteAt(l.text, l.pos)
	if strings.Contains(prefix, "f") || strings.Contains(prefix, "t") {
		f := fstrings{text: l.text}
		if end := f.end(l.pos+len(quote), quote, strings.Contains(prefix, "r"), 0); end >= 0 {
			// The grammar would read "{x:=5}" as an assignment expression.
			for _, at := range f.equals {
				l.clean[at] = '_'
			}
			for _, r := range f.literal {
				l.blank(r.Start, r.End)
			}
			l.pos = end
			return
		}
	}
	end := stringEnd(l.text, l.pos+len(quote), quote)
	if end >= 0 {
		if !strings.Contains(prefix, "f") {
			l.blank(l.pos+len(quote), end-len(quote))
		}
		l.pos = end
		return
	}
	l.pos += len(quote)
	if len(quote) == 3 {
		l.spoil(codeSyntax, Range{start, l.pos}, "unterminated triple-quoted string literal")
		l.pos = len(l.text)
		return
	}
	for l.pos < len(l.text) && lineEnd(l.text[l.pos:]) == 0 {
		l.pos++
	}
	l.spoil(codeSyntax, Range{start, l.pos}, "unterminated string literal")
}

// quoteAt returns the one or three quotes at pos.
func quoteAt(text []byte, pos int) string {
	c := text[pos]
	if pos+2 < len(text) && text[pos+1] == c && text[pos+2] == c {
		return string(text[pos : pos+3])
	}
	return string(text[pos : pos+1])
}

func hasQuote(text []byte, pos int, quote string) bool {
	return pos+len(quote) <= len(text) && string(text[pos:pos+len(quote)]) == quote
}

// stringEnd returns the offset after the closing quote, or -1.
func stringEnd(text []byte, pos int, quote string) int {
	for pos < len(text) {
		switch c := text[pos]; {
		case c == '\\':
			pos += 1 + max(1, lineEnd(text[pos+1:]))
		case c == quote[0] && hasQuote(text, pos, quote):
			return pos + len(quote)
		case len(quote) == 1 && lineEnd(text[pos:]) > 0:
			return -1
		default:
			pos++
		}
	}
	return -1
}

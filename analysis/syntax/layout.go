package syntax

import (
	"bytes"
	"fmt"
)

// The limits of CPython's tokenizer.
const (
	maxBrackets = 200
	maxIndents  = 100
)

// A line is one logical line: what Python's grammar calls a line, which inside
// brackets goes on over several.
type line struct {
	Range        // from its first token to its last
	level int    // how many blocks it is in
	bad   *Range // what was wrong with it, which has been reported; else nil
	colon bool   // whether it ends in ":", so that a block follows
}

// A layout is the source cut into logical lines as CPython's tokenizer does it.
// It also has the text in the form that tree-sitter's scanner cannot get wrong:
// every logical line on one line, comments blanked, one space of indentation
// for each level. No byte changes its place.
type layout struct {
	text     []byte
	clean    []byte
	lines    []line
	comments []Comment
	errors   []Error

	pos      int
	brackets []bracket
	indents  []indent
	last     byte // the last byte of the logical line so far that is not blank
	bad      *Range
	deep     bool // whether a line was too deep
}

type bracket struct {
	char byte
	pos  int
}

// An indent is the width of a line's indentation with tabs to the next multiple
// of eight, and with tabs as one. Python wants both to agree.
type indent struct{ width, plain int }

// newLayout reads the lines of text.
func newLayout(text []byte) *layout {
	l := &layout{text: text, clean: bytes.Clone(text), indents: []indent{{}}}
	if bytes.HasPrefix(text, bom) {
		l.pos = len(bom)
		l.blank(0, len(bom))
	}
	for l.pos < len(text) {
		l.logicalLine()
	}
	return l
}

func (l *layout) report(code string, r Range, format string, args ...any) {
	l.errors = append(l.errors, Error{r, code, fmt.Sprintf(format, args...)})
}

// spoil reports that the logical line is not readable from r on.
func (l *layout) spoil(code string, r Range, format string, args ...any) {
	if l.bad == nil {
		l.report(code, r, format, args...)
		l.bad = &r
	}
}

// blank overwrites part of the clean text with spaces.
func (l *layout) blank(start, end int) {
	for i := start; i < end; i++ {
		l.clean[i] = ' '
	}
}

// logicalLine reads one logical line, or one blank one.
func (l *layout) logicalLine() {
	start := l.pos
	width := l.indentation()
	at := l.pos
	if at == len(l.text) || l.text[at] == '#' || lineEnd(l.text[at:]) > 0 {
		l.blank(start, at)
		if at < len(l.text) && l.text[at] == '#' {
			l.comment(true)
		}
		l.newline()
		return
	}
	l.last, l.bad = 0, nil
	level := l.indent(width, Range{start, at})
	l.brackets = l.brackets[:0]
	end := at
	for l.pos < len(l.text) {
		if c := l.text[l.pos]; c == ' ' { // as most that is no token
			l.pos++
			continue
		} else if c == '\n' || c == '\r' {
			n := lineEnd(l.text[l.pos:])
			if len(l.brackets) == 0 || l.neverClosed(l.pos+n) {
				break
			}
			l.blank(l.pos, l.pos+n)
			l.pos += n
			continue
		}
		before := l.pos
		l.token()
		if c := l.text[before]; c != ' ' && c != '\t' && c != '\f' && c != '#' && c != '\\' {
			end, l.last = l.pos, l.text[l.pos-1]
		}
	}
	if len(l.brackets) > 0 {
		b := l.brackets[len(l.brackets)-1]
		l.spoil(codeSyntax, Range{b.pos, b.pos + 1}, "'%c' was never closed", b.char)
		l.brackets = l.brackets[:0]
	}
	// Whatever precedes the line, tree-sitter sees its level and nothing else: a
	// form feed starts the count of its columns anew.
	for i := start; i < at; i++ {
		l.clean[i] = '\f'
		if at-i <= level {
			l.clean[i] = ' '
		}
	}
	l.lines = append(l.lines, line{Range{at, end}, level, l.bad, l.last == ':' || opensBlock(l.text[at:end])})
	if l.bad != nil {
		l.remove(&l.lines[len(l.lines)-1])
	}
	l.newline()
}

// remove puts a placeholder in the clean text for a line that is not readable,
// so that what stands around it is.
func (l *layout) remove(n *line) {
	l.blank(n.Start, n.End)
	placeholder := "0"
	if n.colon && n.End-n.Start >= len("if 0:") {
		placeholder = "if 0:"
	}
	copy(l.clean[n.Start:n.End], placeholder)
}

// newline steps over the end of a line and makes it "\n" in the clean text.
func (l *layout) newline() {
	n := lineEnd(l.text[l.pos:])
	if n == 0 {
		return
	}
	l.blank(l.pos, l.pos+n)
	l.clean[l.pos+n-1] = '\n'
	l.pos += n
}

// indentation steps over the white space that starts a line and measures it.
func (l *layout) indentation() indent {
	var in indent
	for ; l.pos < len(l.text); l.pos++ {
		switch l.text[l.pos] {
		case ' ':
			in.width++
			in.plain++
		case '\t':
			in.width = (in.width/8 + 1) * 8
			in.plain++
		case '\f':
			in = indent{}
		case '\\': // a continued line keeps the indentation before the backslash
			n := lineEnd(l.text[l.pos+1:])
			if n == 0 {
				return in
			}
			kept := in
			l.pos += 1 + n
			rest := l.indentation()
			if kept == (indent{}) {
				return rest
			}
			return kept
		default:
			return in
		}
	}
	return in
}

// indent compares a line's indentation with those of the blocks it may be in,
// and returns its level.
func (l *layout) indent(in indent, where Range) int {
	top := l.indents[len(l.indents)-1]
	switch {
	case in.width == top.width:
		if in.plain != top.plain {
			l.report(codeSyntax, where, "inconsistent use of tabs and spaces in indentation")
		}
	case in.width > top.width && len(l.indents) == maxIndents:
		l.tooDeep(where)
	case in.width > top.width:
		opens := len(l.lines) > 0 && l.lines[len(l.lines)-1].colon
		switch {
		case !opens:
			l.report(codeSyntax, where, "unexpected indent")
			return len(l.indents) - 1
		case in.plain <= top.plain:
			l.report(codeSyntax, where, "inconsistent use of tabs and spaces in indentation")
		}
		l.indents = append(l.indents, in)
	default:
		for l.indents[len(l.indents)-1].width > in.width {
			l.indents = l.indents[:len(l.indents)-1]
		}
		switch top = l.indents[len(l.indents)-1]; {
		case top.width != in.width:
			l.report(codeSyntax, where, "unindent does not match any outer indentation level")
		case top.plain != in.plain:
			l.report(codeSyntax, where, "inconsistent use of tabs and spaces in indentation")
		}
	}
	return len(l.indents) - 1
}

// tooDeep takes a line out that is in more blocks than Python allows, and says
// so at the first.
func (l *layout) tooDeep(where Range) {
	if !l.deep {
		l.report(codeDeep, where, "nested too deeply: more than %d levels of indentation; move the inner part into a function", maxIndents-1)
	}
	l.deep, l.bad = true, &where
}

// comment reads a comment to the end of its line.
func (l *layout) comment(own bool) {
	start := l.pos
	for l.pos < len(l.text) && l.text[l.pos] != '\n' && l.text[l.pos] != '\r' {
		l.pos++
	}
	l.comments = append(l.comments, Comment{Range{start, l.pos}, string(l.text[start:l.pos]), own})
	l.blank(start, l.pos)
}

// neverClosed reports whether the line at offset begins with a word that no
// expression can hold, so that a bracket before it was forgotten.
func (l *layout) neverClosed(offset int) bool {
	rest := bytes.TrimLeft(l.text[offset:], " \t\f")
	n := 0
	for n < len(rest) && n < 9 && 'a' <= rest[n] && rest[n] <= 'z' {
		n++
	}
	if n < len(rest) && (isWord(rest[n]) || rest[n] == '=') {
		return false
	}
	switch string(rest[:n]) {
	case "def", "class", "return", "while", "with", "try", "except", "finally", "raise", "import",
		"global", "nonlocal", "del", "pass", "break", "continue", "assert", "elif":
		return true
	}
	return false
}

func isWord(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80
}

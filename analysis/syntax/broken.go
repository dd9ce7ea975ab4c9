package syntax

import (
	"bytes"
	"slices"
)

// removeBroken finds those lines of a section that tree-sitter cannot read, reports
// them and takes them out of the clean text. In a broken tree an ERROR may begin far
// from the mistake, so each line is parsed alone.
func (l *layout) removeBroken(lines []line) {
	for i := range lines {
		n := &lines[i]
		if n.bad != nil {
			continue
		}
		if at, ok := l.mistake(n); ok {
			n.bad = &at
			l.reportMistake(n, at)
			l.remove(n)
		}
	}
}

// lastToken returns where the last word or sign of a line begins.
func lastToken(text []byte, r Range) int {
	i := r.End - 1
	for i > r.Start && isWord(text[i]) && isWord(text[i-1]) {
		i--
	}
	return max(i, r.Start)
}

// reportAssignment reports "=" after what cannot be assigned to, or where only
// an expression may stand.
func (l *layout) reportAssignment(n *line) bool {
	at := assignment(l.clean[n.Start:n.End])
	if at < 0 {
		return false
	}
	if first := string(firstWord(l.clean[n.Start:n.End])); keywords[first] && first != "None" && first != "True" && first != "False" {
		if first == "if" || first == "elif" || first == "while" || first == "return" || first == "assert" {
			l.report(codeSyntax, Range{n.Start + at, n.Start + at + 1}, "invalid syntax; maybe you meant '==' or ':=' instead of '='?")
			return true
		}
		return false
	}
	left := bytes.TrimRight(l.clean[n.Start:n.Start+at], " \t")
	t := freshTree(left)
	if t.broken || t.root.first == nil || t.root.first != t.root.last || t.root.first.kind != "expression_statement" {
		return false
	}
	e := (&lowerer{text: left}).sequence(t.root.first)
	switch e.(type) {
	case *Name, *Attribute, *Subscript, *Tuple, *List, *Starred, *BadExpr:
		return false
	}
	l.report(codeSyntax, Range{n.Start, n.Start + len(left)}, "cannot assign to %s here; maybe you meant '==' instead of '='?", describe(e))
	return true
}

// assignment returns the offset of the first "=" of a line that stands alone
// and outside brackets and strings, or -1.
func assignment(text []byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '"', '\'':
			q := quoteAt(text, i)
			end := stringEnd(text, i+len(q), q)
			if end < 0 {
				return -1
			}
			i = end - 1
		case '=':
			switch {
			case i+1 < len(text) && text[i+1] == '=':
				i++
			case depth == 0 && (i == 0 || bytes.IndexByte([]byte("<>!=:+-*/%&|^@"), text[i-1]) < 0):
				return i
			}
		}
	}
	return -1
}

func firstWord(text []byte) []byte { return text[:wordEnd(text, 0)] }

// mistake parses one line alone and returns the place that is wrong with it.
func (l *layout) mistake(n *line) (Range, bool) {
	before, after := company(l.clean[n.Start:n.End])
	text := slices.Concat([]byte(before), l.clean[n.Start:n.End], []byte("\n"+after))
	t := freshTree(text)
	if !t.broken {
		return Range{}, false
	}
	at := firstError(t.root).rng()
	at.Start += n.Start - len(before)
	at.End += n.Start - len(before)
	at.Start = min(max(at.Start, n.Start), max(n.Start, n.End-1))
	at.End = min(max(at.End, at.Start), n.End)
	if at.Start == at.End {
		at.End = min(at.Start+1, n.End)
	}
	return at, true
}

// company returns what must stand before and after a line for it to be a
// program by itself.
func company(text []byte) (before, after string) {
	first, _, _ := bytes.Cut(text, []byte{' '})
	switch string(bytes.TrimRight(first, ":*(")) {
	case "elif", "else":
		return "if 0:0\n", ""
	case "except", "finally":
		return "try:0\n", ""
	case "try":
		return "", "finally:0\n"
	case "case":
		if bytes.HasSuffix(text, []byte(":")) {
			return "match 0:\n ", ""
		}
	}
	if len(text) > 0 && text[0] == '@' {
		return "", "def f():0\n"
	}
	return "", ""
}

// firstError returns the first ERROR or missing node of a broken tree that has
// no smaller one inside.
func firstError(n *cst) *cst {
	stack := []*cst{n}
	var found *cst
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if found != nil && n.start >= found.end && n != found {
			return found
		}
		if n.kind == errorKind || n.missing {
			found = n
		}
		from := len(stack)
		for c := n.first; c != nil; c = c.next {
			stack = append(stack, c)
		}
		slices.Reverse(stack[from:])
	}
	if found == nil {
		return n
	}
	return found
}

// reportMistake words the error of a line that could not be read.
func (l *layout) reportMistake(n *line, at Range) {
	text := l.text[n.Start:n.End]
	switch {
	case isDefinition(text) && bytes.Contains(text, []byte("[")) && bytes.Contains(l.text[n.Start:at.End], []byte("=")) && typeDefault(text):
		l.report(codeNewer, at, "defaults of type parameters need Python 3.13 and are not read yet; leave the default out")
	case opensBlock(text):
		l.report(codeSyntax, Range{max(n.Start, n.End-1), n.End}, "expected ':'")
	case l.reportAssignment(n):
	case at == n.Range: // all of it: point at where it ends, as CPython does
		l.report(codeSyntax, Range{lastToken(l.text, n.Range), n.End}, "invalid syntax")
	default:
		l.report(codeSyntax, at, "invalid syntax")
	}
}

func isDefinition(text []byte) bool {
	return bytes.HasPrefix(text, []byte("class ")) || bytes.HasPrefix(text, []byte("def ")) ||
		bytes.HasPrefix(text, []byte("async def ")) || bytes.HasPrefix(text, []byte("type "))
}

// typeDefault reports whether a definition has "=" in the brackets of its type
// parameters.
func typeDefault(text []byte) bool {
	open := bytes.IndexByte(text, '[')
	if paren := bytes.IndexByte(text, '('); paren >= 0 && paren < open {
		return false
	}
	end := bytes.IndexByte(text[open:], ']')
	return end > 0 && bytes.IndexByte(text[open:open+end], '=') > 0
}

// opensBlock reports whether a line begins as the header of a block and has no
// colon anywhere: then the colon was forgotten, or is yet to be typed.
func opensBlock(text []byte) bool {
	word := firstWord(text)
	if rest := bytes.TrimLeft(text[len(word):], " "); len(rest) > 0 && rest[0] == '=' {
		return false // an attempt to assign to a keyword
	}
	switch string(word) {
	case "def", "class", "if", "elif", "else", "for", "while", "try", "except", "finally", "with":
		return bytes.IndexByte(text, ':') < 0
	}
	return false
}

// reportBroken reports what is still broken when every line by itself is good,
// such as an else without an if.
func (l *layout) reportBroken(root *cst) {
	stack := []*cst{root}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n != root && (n.kind == errorKind || n.missing) {
			at := clip(n.rng(), l.text)
			if at.Start == at.End && at.End < len(l.text) {
				at.End++
			}
			l.report(codeSyntax, at, "invalid syntax")
			continue
		}
		for c := n.first; c != nil; c = c.next {
			stack = append(stack, c)
		}
	}
	if root.kind == errorKind && root.first == nil {
		l.report(codeSyntax, Range{root.start, min(root.end, root.start+1)}, "invalid syntax")
	}
}

// relevant drops the errors in lines that are reported as unreadable already.
func (l *layout) relevant(errors []Error) []Error {
	return slices.DeleteFunc(errors, func(e Error) bool {
		i, _ := slices.BinarySearchFunc(l.lines, e.Start, func(n line, at int) int {
			switch {
			case n.End < at:
				return -1
			case n.Start > at:
				return 1
			}
			return 0
		})
		return i < len(l.lines) && l.lines[i].bad != nil && l.lines[i].Start <= e.Start && e.Start <= l.lines[i].End
	})
}

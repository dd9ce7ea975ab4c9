package rust

import (
	"slices"
	"strings"
)

func formatBlock(b *blockNode, s shape) string {
	label := ""
	if b.label != "" {
		label = "'" + b.label + ": "
	}
	if b.async {
		label = "async move "
	}
	if len(b.stmts) == 0 {
		return label + "{}"
	}
	return label + "{\n" + formatStmts(b.stmts, s.indent+tab) + pad(s.indent) + "}"
}

func formatStmts(stmts []stmt, indent int) string {
	var out strings.Builder
	for _, st := range withoutLastLet(stmts) {
		out.WriteString(formatStmt(st, indent))
	}
	return out.String()
}

// withoutLastLet lets the value of a block be what a variable was bound to just
// for that: "let out = f(x); out" is f(x).
func withoutLastLet(stmts []stmt) []stmt {
	n := len(stmts) - 2
	if n < 0 {
		return stmts
	}
	let, last := stmts[n], stmts[n+1]
	name, ok := last.x.(atom)
	if !ok || last.semi || last.let != "" || last.lhs != nil || len(last.comments) > 0 || last.trailing != "" {
		return stmts
	}
	if let.let != "let "+unmarked(string(name)) || let.x == nil || let.els != nil || let.trailing != "" || diverges(let.x) {
		return stmts
	}
	let.let, let.semi = "", false
	return append(slices.Clone(stmts[:n]), let)
}

func formatStmt(st stmt, indent int) string {
	var out strings.Builder
	for _, c := range st.comments {
		out.WriteString(strings.TrimRight(pad(indent)+c, " ") + "\n")
	}
	if st.attr != "" {
		out.WriteString(pad(indent) + st.attr + "\n")
	}
	text := stmtText(st, indent)
	if text == "" {
		return out.String()
	}
	if st.trailing != "" {
		head, rest, more := strings.Cut(text, "\n")
		text = head + " " + st.trailing
		if more {
			text += "\n" + rest
		}
	}
	if id, ok := st.src.(int); ok {
		text = mark(id) + text + markClose
	}
	return out.String() + pad(indent) + text + "\n"
}

func stmtText(st stmt, indent int) string {
	s := at(indent, indent, 0)
	if st.semi {
		s.tail = 1
	}
	semi := ""
	if st.semi {
		semi = ";"
	}
	switch {
	case st.let != "" && st.x == nil:
		return st.let + semi
	case st.let != "" && st.els != nil:
		return formatLetElse(st, s)
	case st.let != "":
		return st.let + " =" + formatRight(st.x, s.after(width(st.let)+2)) + semi
	case st.lhs != nil:
		left := format(st.lhs, s)
		return left + " " + st.op + formatRight(st.x, at(indent, lastCol(left, s)+1+len(st.op), s.tail)) + semi
	case st.x == nil:
		return ""
	}
	if only, ok := st.x.(*ifNode); ok && st.semi { // a statement is not written on one line
		return formatIf(only, s) + semi
	}
	return format(st.x, s) + semi
}

func formatLetElse(st stmt, s shape) string {
	head := st.let + " ="
	x, ok := flat(st.x)
	els, ok2 := onlyJump(st.els)
	if line := head + " " + x + " else { " + els + " };"; ok && ok2 && s.indent+width(line) <= maxWidth && width(line)-1 <= letElseWidth {
		return line
	}
	right := formatRight(st.x, at(s.indent, s.col+width(head), len(" else {")))
	return head + right + " else " + formatBlock(st.els, s) + ";"
}

func onlyJump(b *blockNode) (string, bool) {
	if len(b.stmts) != 1 || len(b.stmts[0].comments) > 0 || b.stmts[0].trailing != "" || b.stmts[0].let != "" || b.stmts[0].lhs != nil {
		return "", false
	}
	return flat(b.stmts[0].x)
}

// A header is what stands before the brace of a block, and the brace.
type header struct {
	text string
	used int // columns that rustfmt counts as taken when it looks for room for "{}"
}

// formatHeader lays out a keyword and what stands between it and its block. The
// brace goes to the next line where it does not fit, which rustfmt measures in bytes.
// behind is how much stands before the keyword of an if behind an else.
func formatHeader(keyword string, cond node, s shape, behind int) header {
	cond = beforeBlock(cond)
	start := at(s.indent, s.col+behind+width(keyword), 0)
	text := keyword + format(cond, start)
	if strings.HasPrefix(keyword, "for ") || strings.Contains(keyword, ": for ") {
		text = strings.TrimRight(keyword, " ") + formatRight(cond, start.after(-1))
	}
	bytes := len(unmarked(text))
	h := header{text: text, used: bytes + 1}
	last := unmarked(lastLine(text))
	next := s.col+behind+bytes+len(" {") > maxWidth
	if multi(text) {
		h.used = width(last)
		next = !onlyBrackets(last) || indentOf(last) > s.col
	}
	if next {
		h.text += "\n" + pad(s.indent) + "{"
	} else {
		h.text += " {"
	}
	return h
}

// onlyBrackets reports whether a line does nothing but close what was opened, so
// that a brace may stand behind it.
func onlyBrackets(line string) bool { return strings.Trim(line, " ()]}?>") == "" }

// closed is the header with a block that holds nothing.
func (h header) closed(s shape) string {
	if h.used+len("{}") <= maxWidth-s.col-s.tail {
		return h.text + "}"
	}
	return h.text + bodyOf(nil, s.indent)
}

// formatMatched lays out a match up to its brace.
func formatMatched(x node, s shape) string {
	text := "match " + format(beforeBlock(x), at(s.indent, s.col+len("match "), 0))
	last := unmarked(lastLine(text))
	if multi(text) && !onlyBrackets(last) || !multi(text) && s.col+len(unmarked(text))+len(" {") > maxWidth {
		return text + "\n" + pad(s.indent) + "{"
	}
	return text + " {"
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// beforeBlock puts the struct literals of what stands before a block in parentheses,
// whose braces Rust would take for the block.
func beforeBlock(n node) node {
	switch n := n.(type) {
	case structNode:
		return parenNode{n}
	case binaryNode:
		n.l, n.r = beforeBlock(n.l), beforeBlock(n.r)
		return n
	case chainNode:
		n.head = beforeBlock(n.head)
		return n
	case unaryNode:
		n.x = beforeBlock(n.x)
		return n
	case castNode:
		n.x = beforeBlock(n.x)
		return n
	case rangeNode:
		n.a, n.b = beforeBlock(n.a), beforeBlock(n.b)
		return n
	case letNode:
		n.x = beforeBlock(n.x)
		return n
	}
	return n
}

func formatIf(n *ifNode, s shape) string { return formatElseIf(n, s, 0) }

// formatElseIf lays out an if that stands behind that much of an else.
func formatElseIf(n *ifNode, s shape, behind int) string {
	head := formatHeader("if ", n.cond, s, behind)
	if n.other == nil && (n.then == nil || len(n.then.stmts) == 0) {
		if behind > 0 { // rustfmt keeps it open
			return head.text + bodyOf(nil, s.indent)
		}
		return head.closed(s)
	}
	out := head.text + bodyOf(n.then, s.indent)
	switch other := n.other.(type) {
	case *blockNode:
		out += " else " + formatBlock(other, s)
	case *ifNode:
		out += " else " + formatElseIf(other, s, len("} else "))
	}
	return out
}

// bodyOf is a block whose "{" is already written.
func bodyOf(b *blockNode, indent int) string {
	if b == nil || len(b.stmts) == 0 {
		return "\n" + pad(indent) + "}"
	}
	return "\n" + formatStmts(b.stmts, indent+tab) + pad(indent) + "}"
}

func formatLoop(n *loopNode, s shape) string {
	keyword := n.keyword
	if n.label != "" {
		keyword = "'" + n.label + ": " + keyword
	}
	head := header{text: keyword + " {", used: width(keyword) + 1}
	if n.x != nil {
		head = formatHeader(keyword, n.x, s, 0)
	}
	if len(n.body.stmts) == 0 {
		return head.closed(s)
	}
	return head.text + bodyOf(n.body, s.indent)
}

func formatMatch(n *matchNode, s shape) string {
	out := formatMatched(n.x, s)
	in := s.indent + tab
	for _, a := range n.arms {
		head := a.pattern
		if a.guard != nil {
			guard, _ := flat(a.guard)
			head += " if " + guard
		}
		out += "\n" + pad(in) + head + " => " + armBody(a.x, in, width(head)+4)
	}
	return out + "\n" + pad(s.indent) + "}"
}

func armBody(x node, indent, used int) string {
	if b, ok := x.(*blockNode); ok && b.label == "" {
		return formatBlock(b, at(indent, indent+used, 0))
	}
	text := format(x, at(indent, indent+used, 1))
	if fits(text, at(indent, indent+used, 1)) && (!multi(text) || bodyMayBreak(x)) {
		return text + ","
	}
	switch x.(type) {
	case *matchNode, *loopNode, chainNode:
		if fits(text, at(indent, indent+used, 1)) {
			return text + ","
		}
	}
	_, jumps := x.(jumpNode)
	return formatBlock(&blockNode{stmts: []stmt{{x: x, semi: jumps}}}, at(indent, indent+used, 0))
}

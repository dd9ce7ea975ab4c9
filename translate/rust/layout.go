package rust

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// rustfmt's default widths.
const (
	maxWidth     = 100
	callWidth    = 60 // fn_call_width, also of macros
	chainWidth   = 60
	arrayWidth   = 60
	ifElseWidth  = 50 // single_line_if_else_max_width
	letElseWidth = 50
	shortElement = 10 // short_array_element_width_threshold
	closureWidth = 6  // what rustfmt wants for "||" and the brace, whatever stands between
	tab          = 4
)

// A shape is where a piece of code goes: indent is that of the lines that it may
// add, col where it begins, tail how much must fit behind its last line. max,
// when not 0, is how wide it may be on one line: rustfmt keeps nested calls short.
type shape struct{ indent, col, tail, max int }

func at(indent, col, tail int) shape { return shape{indent: indent, col: col, tail: tail} }

// room is how much of one line is left.
func (s shape) room() int {
	room := maxWidth - s.col - s.tail
	if s.max > 0 {
		room = min(room, s.max)
	}
	return room
}

// after is the shape behind n columns.
func (s shape) after(n int) shape {
	s.col += n
	if s.max > 0 {
		s.max = max(s.max-n, 1)
	}
	return s
}

// behind is the shape that leaves room for a tail of n.
func (s shape) behind(n int) shape {
	if s.max > 0 {
		s.max = max(s.max-(n-s.tail), 1)
	}
	s.tail = n
	return s
}

func pad(n int) string          { return strings.Repeat(" ", n) }
func multi(s string) bool       { return strings.Contains(s, "\n") }
func firstLine(s string) string { head, _, _ := strings.Cut(s, "\n"); return head }
func lastLine(s string) string  { return s[strings.LastIndexByte(s, '\n')+1:] }
func lines(s string) int        { return strings.Count(s, "\n") + 1 }

// width is how many columns a text takes.
func width(s string) int {
	s = unmarked(s)
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if r >= 0x1100 && unicode.In(r, wide) {
			n++
		}
	}
	return n
}

// wide has the characters that take two columns.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x1100, Hi: 0x115f, Stride: 1}, {Lo: 0x2e80, Hi: 0xa4cf, Stride: 1}, {Lo: 0xac00, Hi: 0xd7a3, Stride: 1}, {Lo: 0xf900, Hi: 0xfaff, Stride: 1}, {Lo: 0xff00, Hi: 0xff60, Stride: 1}},
	R32: []unicode.Range32{{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1}, {Lo: 0x1f680, Hi: 0x1f6ff, Stride: 1}, {Lo: 0x1f900, Hi: 0x1f9ff, Stride: 1}, {Lo: 0x20000, Hi: 0x3fffd, Stride: 1}},
}

// fits reports whether text, begun at s, stays within the line width.
func fits(text string, s shape) bool {
	for i, line := range strings.Split(text, "\n") {
		w := width(line)
		if i == 0 {
			w += s.col
		}
		if i == lines(text)-1 {
			w += s.tail
		}
		if w > maxWidth {
			return false
		}
	}
	return true
}

// format lays n out at s.
func format(n node, s shape) string {
	if text, ok := flat(n); ok && width(text) <= s.room() {
		return text
	}
	switch n := n.(type) {
	case callNode:
		head := format(n.fn, s)
		if multi(head) {
			return head + formatArgs(n.args, at(s.indent, width(lastLine(head)), s.tail), "(", ")", width(lastLine(head)), false)
		}
		return head + formatArgs(n.args, s.after(width(head)), "(", ")", width(head), false)
	case macroNode:
		return formatMacro(n, s)
	case chainNode:
		return formatChain(n, s)
	case unaryNode:
		return n.op + format(n.x, s.after(len(n.op)))
	case binaryNode:
		return formatBinary(n, s)
	case castNode:
		text := format(n.x, s.behind(0))
		if as := " as " + n.t; width(lastLine(text))+len(as) <= maxWidth-s.col-s.tail {
			return text + as
		}
		return text + "\n" + pad(s.indent+tab) + "as " + n.t
	case closureNode:
		return formatClosure(n, s)
	case structNode:
		return formatStruct(n, s)
	case tupleNode:
		if len(n.elems) == 1 {
			return formatArgs(n.elems, s, "(", ",)", tab, false)
		}
		return formatArgs(n.elems, s, "(", ")", tab, false)
	case arrayNode:
		return formatArray(n.elems, s, 0)
	case parenNode:
		return "(" + format(n.x, s.after(1).behind(s.tail+1)) + ")"
	case *blockNode:
		return formatBlock(n, s)
	case *ifNode:
		return formatIf(n, s)
	case *matchNode:
		return formatMatch(n, s)
	case *loopNode:
		return formatLoop(n, s)
	case jumpNode:
		if n.x == nil {
			return n.keyword
		}
		return n.keyword + " " + format(n.x, s.after(len(n.keyword)+1))
	case rangeNode:
		return formatRange(n, s)
	case letNode:
		head := "let " + n.pattern + " ="
		return head + formatRight(n.x, s.after(width(head)))
	}
	text, _ := flat(n)
	return strings.ReplaceAll(text, "\n", "\n"+pad(s.indent))
}

func formatRange(n rangeNode, s shape) string {
	a, b := "", ""
	if n.a != nil {
		a = format(n.a, s.behind(s.tail+len(n.op)))
	}
	if n.b != nil {
		b = format(n.b, s.after(width(lastLine(a))+len(n.op)))
	}
	return a + n.op + b
}

// formatArgs lays out arguments between parentheses: on one line, with the last
// one running over, or one on each line.
func formatArgs(args []node, s shape, open, end string, headWidth int, macro bool) string {
	if len(args) == 0 {
		return open + end
	}
	last := len(args) - 1
	head, ok := flatList(args[:last], maxWidth)
	beside := last == 0 && headWidth < tab // the only argument goes on where such a short name ends
	if ok && (overflows(args[last], len(args) == 1) || beside) {
		before := open + head
		if last > 0 {
			before += ", "
		}
		inner := s.after(width(before)).behind(s.tail + len(end))
		if last > 0 || nestedCall(args[last]) {
			inner.max = max(min(callWidth-(width(before)-len(open)), inner.room()), 1)
		}
		text, runs := formatOver(args[last], inner, beside)
		free := at(s.indent, inner.col, inner.tail)
		first := width(firstLine(text))
		if multi(text) && width(before)-len(open)+first > callWidth { // rustfmt counts it as that of a call
			first = maxWidth
		}
		crowded := last > 0 && width(before)-len(open) >= callWidth
		if runs && !crowded && !conditionBreaks(args[last], inner) && (multi(text) || width(text) <= inner.room()) && fits(text, free) && first <= inner.room() {
			if lines(text) != 2 || len(args) > 1 || !betterAlone(args[last], s) {
				return before + text + end
			}
		}
	}
	if len(args) == 1 {
		if text, ok := flat(args[0]); ok && width(text)+len(open)+len(end) <= s.room() {
			return open + text + end
		}
	}
	list := vertical(args, s.indent+tab)
	if len(args) > 1 && !macro && plainArgs(args) && shortArgs(args) {
		list = pad(s.indent+tab) + packed(args, s.indent+tab) + "\n"
	}
	if macro {
		list = strings.TrimSuffix(list, ",\n") + "\n"
	}
	return open + "\n" + list + pad(s.indent) + strings.TrimPrefix(end, ",") // on a line of its own each has its comma
}

// formatOver lays out an argument that runs over; false says that it may not. Of a
// chain all but the last call must stand on the line, unless the argument is beside
// so short a name that it goes there in any case.
func formatOver(n node, s shape, beside bool) (string, bool) {
	switch n := n.(type) {
	case unaryNode:
		text, ok := formatOver(n.x, s.after(len(n.op)), beside)
		return n.op + text, ok
	case closureNode:
		return format(n, s), s.room() >= closureWidth
	case chainNode:
		root, children := splitChain(n)
		if len(children) == 0 || beside {
			break
		}
		if text, ok := flat(n); ok && width(text) <= s.room() {
			return text, true
		}
		return chainOnLine(formatRoot(root, s), children, s)
	}
	return format(n, s), true
}

// conditionBreaks reports whether what stands between the keyword of n and its
// block takes several lines; then the block does not run over from a call.
func conditionBreaks(n node, s shape) bool {
	switch n := n.(type) {
	case *matchNode:
		return multi(formatMatched(n.x, s))
	case *ifNode:
		return multi(formatHeader("if ", n.cond, s, 0).text)
	}
	return false
}

// betterAlone reports whether an argument that would run over by one line fits
// on a line of its own.
func betterAlone(n node, s shape) bool {
	text, ok := flat(n)
	return ok && width(text) <= maxWidth-s.indent-tab-1
}

// nestedCall reports whether an argument is itself a call.
func nestedCall(n node) bool {
	switch n := n.(type) {
	case callNode, macroNode:
		return true
	case unaryNode:
		return nestedCall(n.x)
	case castNode:
		return nestedCall(n.x)
	case chainNode:
		head, ok := askedHead(n)
		return ok && nestedCall(head)
	}
	return false
}

func vertical(args []node, indent int) string {
	var out strings.Builder
	for _, a := range args {
		out.WriteString(pad(indent) + format(a, at(indent, indent, 1)) + ",\n")
	}
	return out.String()
}

// overflows reports whether an argument may run over from the line of the call.
func overflows(n node, only bool) bool {
	switch n := n.(type) {
	case closureNode, *blockNode:
		return true
	case *matchNode, *ifNode, *loopNode:
		return only
	case macroNode, callNode, tupleNode, structNode, arrayNode:
		return only
	case unaryNode:
		return overflows(n.x, only)
	case chainNode:
		if head, ok := askedHead(n); ok {
			return overflows(head, only)
		}
		return only && n.links[len(n.links)-1].index == nil && callsLast(n)
	}
	return false
}

// askedHead is the x of "x?".
func askedHead(n chainNode) (node, bool) {
	for _, l := range n.links {
		if !l.try {
			return nil, false
		}
	}
	return n.head, true
}

// callsLast reports whether a chain ends in a call of a method, maybe with a "?".
func callsLast(n chainNode) bool {
	for _, l := range slices.Backward(n.links) {
		if !l.try {
			return l.call
		}
	}
	return false
}

// flatList joins nodes on one line.
func flatList(args []node, room int) (string, bool) {
	parts := make([]string, len(args))
	for i, a := range args {
		text, ok := flat(a)
		if !ok {
			return "", false
		}
		parts[i] = text
	}
	text := strings.Join(parts, ", ")
	return text, width(text) <= room
}

func formatMacro(n macroNode, s shape) string {
	head := n.name + "!"
	if n.bracket {
		if n.repeat {
			head += "["
			first := format(n.args[0], s.after(width(head)))
			return head + first + "; " + format(n.args[1], s.after(width(head)+width(lastLine(first))+2)) + "]"
		}
		return head + formatArray(n.args, s.after(width(head)), width(head))
	}
	if !n.format || len(n.args) < 2 {
		return head + formatArgs(n.args, s.after(width(head)), "(", ")", width(head), true)
	}
	if _, block := n.args[len(n.args)-1].(*blockNode); block {
		return head + formatArgs(n.args, s.after(width(head)), "(", ")", width(head), true)
	}
	// The format string stands alone; what it shows is packed behind it.
	in := pad(s.indent + tab)
	text, _ := flat(n.args[0])
	out := head + "(\n" + in + text + ",\n"
	if rest, ok := flatList(n.args[1:], maxWidth-s.indent-tab); ok && plainArgs(n.args[1:]) {
		return out + in + rest + "\n" + pad(s.indent) + ")"
	}
	if !plainArgs(n.args[1:]) {
		out += vertical(n.args[1:], s.indent+tab)
		return strings.TrimSuffix(out, ",\n") + "\n" + pad(s.indent) + ")"
	}
	line := in
	for i, a := range n.args[1:] {
		piece := format(a, at(s.indent+tab, s.indent+tab, 1))
		if i < len(n.args)-2 {
			piece += ","
		}
		switch {
		case line == in:
			line += piece
		case !multi(piece) && width(line)+1+width(piece) <= maxWidth:
			line += " " + piece
		default:
			out += line + "\n"
			line = in + piece
		}
	}
	return out + line + "\n" + pad(s.indent) + ")"
}

// plainArgs reports whether all arguments are so simple that rustfmt packs them.
func plainArgs(args []node) bool {
	for _, a := range args {
		switch a := a.(type) {
		case atom:
		case chainNode:
			if !plainArgs([]node{a.head}) {
				return false
			}
			for _, l := range a.links {
				if l.call || l.try || l.index != nil && !plainArgs([]node{l.index}) {
					return false
				}
			}
		case unaryNode:
			if !plainArgs([]node{a.x}) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// shortArgs reports whether all arguments, counted in bytes, are as short as the
// elements that rustfmt packs.
func shortArgs(args []node) bool {
	for _, a := range args {
		text, ok := flat(a)
		if !ok || len(unmarked(text)) > shortElement || strings.Contains(text, "::") {
			return false
		}
	}
	return true
}

// formatArray lays out the elements of an array or vec!: short ones are packed.
func formatArray(elems []node, s shape, headWidth int) string {
	short := len(elems) > 0
	for _, e := range elems {
		text, ok := flat(e)
		short = short && ok && width(text) <= shortElement
	}
	if !short {
		return formatArgs(elems, s, "[", "]", headWidth, false)
	}
	return "[\n" + pad(s.indent+tab) + packed(elems, s.indent+tab) + "\n" + pad(s.indent) + "]"
}

// packed writes as many short elements on each line as go there.
func packed(elems []node, indent int) string {
	in := "\n" + pad(indent)
	out, col := "", indent
	for i, e := range elems {
		text := flatText(e) + ","
		switch {
		case i == 0:
		case col+1+width(text) <= maxWidth:
			text = " " + text
		default:
			out, col = out+in, indent
		}
		out, col = out+text, col+width(text)
	}
	return out
}

// formatBinary breaks before the operators of one kind; a block at the end may
// run over, and an operator goes beside an operand that ends short.
func formatBinary(n binaryNode, s shape) string {
	operands, ops := operandsOf(n)
	if text, ok := pairsOnLine(operands, ops, s); ok {
		return text
	}
	in := s.indent + tab
	out := format(operands[0], s.behind(0))
	for i, x := range operands[1:] {
		tail := 0
		if i == len(operands)-2 {
			tail = s.tail
		}
		end := width(lastLine(out))
		if !multi(out) {
			end += s.col
		}
		if end <= in {
			beside := at(s.indent, end+len(ops[i])+2, tail)
			beside.max = max(s.room()-len(ops[i])-2-width(strings.TrimLeft(lastLine(out), " ")), 1)
			out += " " + ops[i] + " " + format(x, beside)
			continue
		}
		out += "\n" + pad(in) + ops[i] + " " + format(x, at(in, in+len(ops[i])+1, tail))
	}
	return out
}

// pairsOnLine writes all operands but the last on one line, and the last behind
// them if it is a block or the others are short.
func pairsOnLine(operands []node, ops []string, s shape) (string, bool) {
	out := ""
	last := len(operands) - 1
	for i, x := range operands[:last] {
		text, ok := flat(x)
		if !ok {
			return "", false
		}
		out += text + " " + ops[i] + " "
	}
	text := format(operands[last], s.after(width(out)))
	if width(firstLine(out+text)) > maxWidth-s.col || !fits(text, s.after(width(out))) {
		return "", false
	}
	if multi(text) && !strings.HasPrefix(text, "{") && (strings.HasPrefix(text, "(") || width(out) > tab) {
		return "", false
	}
	return out + text, true
}

func operandsOf(n binaryNode) (operands []node, ops []string) {
	if l, ok := n.l.(binaryNode); ok && l.op == n.op {
		operands, ops = operandsOf(l)
	} else {
		operands = []node{n.l}
	}
	return append(operands, n.r), append(ops, n.op)
}

func formatClosure(n closureNode, s shape) string {
	head := "|" + n.params + "| "
	if n.move {
		head = "move " + head
	}
	if b, ok := n.body.(*blockNode); ok {
		return head + formatBlock(b, s.after(width(head)))
	}
	text := format(n.body, s.after(width(head)))
	if multi(text) && !bodyMayBreak(n.body) || !multi(text) && width(text) > s.after(width(head)).room() {
		return head + formatBlock(&blockNode{stmts: []stmt{{x: n.body}}}, s.after(width(head)))
	}
	return head + text
}

// bodyMayBreak reports whether rustfmt leaves a closure's body that takes more
// than one line without braces.
func bodyMayBreak(n node) bool {
	switch n := n.(type) {
	case *matchNode, *loopNode, *blockNode, structNode:
		return true
	case unaryNode:
		return bodyMayBreak(n.x)
	}
	return false
}

// formatRight lays out what stands behind "=" (the space included): on the same
// line, or on the next one where that is better.
func formatRight(x node, s shape) string {
	here := s.after(1)
	same := format(x, here)
	if !multi(same) && fits(same, here) {
		return " " + same
	}
	in := at(s.indent+tab, s.indent+tab, s.tail)
	next := format(x, in)
	if fits(next, in) && (!fits(same, here) || preferNextLine(same, next)) {
		return "\n" + pad(in.indent) + next
	}
	return " " + same
}

// preferNextLine is rustfmt's rule for a right side that takes several lines.
func preferNextLine(same, next string) bool {
	ends := func(text, bracket string) bool { return strings.HasSuffix(unmarked(firstLine(text)), bracket) }
	if !multi(next) || lines(same) > lines(next)+1 {
		return true
	}
	for _, bracket := range []string{"(", "{", "["} {
		if ends(same, bracket) && !ends(next, bracket) {
			return true
		}
	}
	return false
}

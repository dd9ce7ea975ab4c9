package rust

import (
	"slices"
	"strings"
)

// flat writes n on one line; ok is false when rustfmt would not.
func flat(n node) (text string, ok bool) {
	switch n := n.(type) {
	case nil:
		return "", true
	case atom:
		return string(n), !multi(string(n))
	case callNode:
		fn, ok := flat(n.fn)
		args, ok2 := flatArgs(n.args)
		return fn + "(" + args + ")", ok && ok2
	case macroNode:
		return flatMacro(n)
	case chainNode:
		return flatChain(n)
	case unaryNode:
		x, ok := flat(n.x)
		return n.op + x, ok
	case binaryNode:
		l, ok := flat(n.l)
		r, ok2 := flat(n.r)
		return l + " " + n.op + " " + r, ok && ok2
	case castNode:
		x, ok := flat(n.x)
		return x + " as " + n.t, ok
	case rangeNode:
		a, ok := flat(n.a)
		b, ok2 := flat(n.b)
		return a + n.op + b, ok && ok2
	case closureNode:
		head := "|" + n.params + "| "
		if n.move {
			head = "move " + head
		}
		body, ok := flat(n.body)
		if b, block := n.body.(*blockNode); block && len(b.stmts) > 0 {
			return "", false
		}
		return head + body, ok
	case structNode:
		return flatStruct(n)
	case tupleNode:
		args, ok := flatArgs(n.elems)
		if len(n.elems) == 1 {
			args += ","
		}
		return "(" + args + ")", ok
	case arrayNode:
		args, ok := flatList(n.elems, arrayWidth)
		return "[" + args + "]", ok
	case parenNode:
		x, ok := flat(n.x)
		return "(" + x + ")", ok
	case letNode:
		x, ok := flat(n.x)
		return "let " + n.pattern + " = " + x, ok
	case jumpNode:
		if n.x == nil {
			return n.keyword, true
		}
		x, ok := flat(n.x)
		return n.keyword + " " + x, ok
	case *blockNode:
		return flatBlock(n)
	case *ifNode:
		return flatIf(n)
	}
	return "", false
}

func flatArgs(args []node) (string, bool) {
	room := callWidth
	if len(args) == 1 && !nestedCall(args[0]) {
		room = maxWidth
	}
	return flatList(args, room)
}

func flatMacro(n macroNode) (string, bool) {
	if n.repeat {
		args, ok := flatList(n.args, maxWidth)
		return n.name + "![" + strings.Replace(args, ", ", "; ", 1) + "]", ok && strings.Count(args, ", ") == 1
	}
	if n.bracket {
		args, ok := flatList(n.args, arrayWidth)
		return n.name + "![" + args + "]", ok
	}
	args, ok := flatArgs(n.args)
	return n.name + "!(" + args + ")", ok
}

// flatBlock writes a block that is at most one expression on one line.
func flatBlock(n *blockNode) (string, bool) {
	if n.label == "" && len(n.stmts) == 0 {
		return "{}", true
	}
	text, ok := onlyExpr(n)
	return "{ " + text + " }", ok && !n.async
}

// flatIf writes "if a { b } else { c }" where it is short.
func flatIf(n *ifNode) (string, bool) {
	cond, ok := flat(beforeBlock(n.cond))
	then, ok2 := onlyExpr(n.then)
	other, isBlock := n.other.(*blockNode)
	if !ok || !ok2 || !isBlock {
		return "", false
	}
	els, ok := onlyExpr(other)
	text := "if " + cond + " { " + then + " } else { " + els + " }"
	return text, ok && len(unmarked(text)) <= ifElseWidth
}

func onlyExpr(b *blockNode) (string, bool) {
	if b == nil || b.label != "" {
		return "", false
	}
	stmts := withoutLastLet(b.stmts)
	if len(stmts) != 1 {
		return "", false
	}
	s := stmts[0]
	if s.semi || s.let != "" || s.lhs != nil || len(s.comments) > 0 || s.trailing != "" || s.x == nil {
		return "", false
	}
	return flat(s.x)
}

func flatLink(l link) (string, bool) {
	switch {
	case l.try:
		return "?", true
	case l.index != nil:
		at, ok := flat(l.index)
		return "[" + at + "]", ok
	case l.call:
		args, ok := flatArgs(l.args)
		return "." + l.name + "(" + args + ")", ok
	}
	return "." + l.name, true
}

func flatChain(n chainNode) (string, bool) {
	text, ok := flat(n.head)
	for _, l := range n.links {
		t, ok2 := flatLink(l)
		text, ok = text+t, ok && ok2
	}
	_, steps := splitChain(n)
	if len(steps) > 1 && width(text) > chainWidth {
		ok = false
	}
	return text, ok
}

// splitChain separates a chain into what rustfmt sees as its root and its
// children: indexes and "?" belong to what they follow.
func splitChain(n chainNode) (root chainNode, children [][]link) {
	root = chainNode{head: n.head}
	for _, l := range n.links {
		inRoot := len(children) == 0
		switch {
		case l.index != nil:
			// An index makes all before it the root.
			for _, c := range children {
				root.links = append(root.links, c...)
			}
			root.links, children = append(root.links, l), nil
		case l.try && inRoot:
			root.links = append(root.links, l)
		case l.try:
			children[len(children)-1] = append(children[len(children)-1], l)
		default:
			children = append(children, []link{l})
		}
	}
	return root, children
}

func formatChain(n chainNode, s shape) string {
	root, children := splitChain(n)
	head := formatRoot(root, s)
	if len(children) == 0 {
		return head
	}
	if out, ok := chainOnLine(head, children, s); ok {
		return out
	}
	in := s.indent + tab
	ends := multi(head) && blockLike(root)
	// A root narrower than a tab, in bytes, takes the first children beside it.
	for !multi(head) && len(children) > 1 && len(unmarked(head)) <= tab-(s.col-s.indent) {
		head += formatChild(children[0], at(s.indent, s.col+width(head), 0))
		children = children[1:]
		ends = multi(head) && onlyBrackets(unmarked(lastLine(head)))
	}
	if ends {
		in = s.indent
		if _, literal := n.head.(structNode); strings.HasSuffix(head, "}") && !literal && len(children) > 0 {
			head += formatChild(children[0], at(s.indent, width(lastLine(head)), s.tail))
			children = children[1:]
		}
	}
	for i, c := range children {
		tail := 0
		if i == len(children)-1 {
			tail = s.tail
		}
		head += "\n" + pad(in) + formatChild(c, at(in, in, tail))
	}
	return head
}

func formatRoot(root chainNode, s shape) string {
	if k := lastIndex(root); k > 0 { // what it indexes is a chain of its own
		out := format(chainNode{root.head, root.links[:k]}, s)
		for _, l := range root.links[k:] {
			out += formatIndex(l, out, s)
		}
		return out
	}
	out := format(root.head, s)
	for _, l := range root.links {
		out += formatIndex(l, out, s)
	}
	return out
}

// formatIndex lays out an index, or what else belongs to the root of a chain, behind
// what stands there: on the next line where it takes one line only there.
func formatIndex(l link, before string, s shape) string {
	here := formatChild([]link{l}, at(s.indent, lastCol(before, s), 0))
	if l.index == nil || !multi(here) {
		return here
	}
	next := formatChild([]link{l}, at(s.indent+tab, s.indent+tab, s.tail))
	if multi(next) {
		return here
	}
	return "\n" + pad(s.indent+tab) + next
}

// blockLike reports whether the children of a chain stand below the beginning of
// its root, which takes several lines, since its end does.
func blockLike(root chainNode) bool {
	for _, l := range slices.Backward(root.links) {
		switch {
		case l.index != nil:
			return endsLikeBlock(l.index)
		case !l.try:
			return l.call
		}
	}
	return endsLikeBlock(root.head)
}

func endsLikeBlock(n node) bool {
	switch n := n.(type) {
	case parenNode:
		return endsLikeBlock(n.x)
	case binaryNode:
		return endsLikeBlock(n.r)
	case unaryNode:
		return !strings.HasPrefix(n.op, "&") && endsLikeBlock(n.x)
	case closureNode:
		return endsLikeBlock(n.body)
	case chainNode:
		return blockLike(n)
	case castNode, rangeNode, tupleNode, letNode, jumpNode, atom:
		return false
	}
	return true
}

// lastIndex is where in the links of a chain its last index stands, or -1.
func lastIndex(n chainNode) int {
	for i := len(n.links) - 1; i >= 0; i-- {
		if n.links[i].index != nil {
			return i
		}
	}
	return -1
}

func lastCol(text string, s shape) int {
	if multi(text) {
		return width(lastLine(text))
	}
	return s.col + width(text)
}

// chainOnLine tries to keep all but the last child on the first line.
func chainOnLine(head string, children [][]link, s shape) (string, bool) {
	if multi(head) {
		return "", false
	}
	before := head
	last := len(children) - 1
	for _, c := range children[:last] {
		t, ok := flatChild(c)
		if !ok {
			return "", false
		}
		before += t
	}
	budget := s.room()
	if len(children) > 1 {
		budget = min(budget, chainWidth)
	}
	over := formatChild(children[last], at(s.indent, s.col+width(before), s.tail))
	line := before + over
	if !multi(over) {
		return line, width(line) <= budget && fits(line, s)
	}
	if width(firstLine(line)) > budget || !fits(over, at(s.indent, s.col+width(before), s.tail)) {
		return "", false
	}
	if lines(over) >= 5 {
		return line, true
	}
	own := formatChild(children[last], at(s.indent+tab, s.indent+tab, s.tail))
	return line, lines(own) >= lines(over)
}

func flatChild(c []link) (string, bool) {
	text, ok := "", true
	for _, l := range c {
		t, ok2 := flatLink(l)
		text, ok = text+t, ok && ok2
	}
	return text, ok
}

func formatChild(c []link, s shape) string {
	if text, ok := flatChild(c); ok && width(text) <= s.room() {
		return text
	}
	l := c[0]
	rest, _ := flatChild(c[1:])
	switch {
	case l.index != nil:
		return "[" + format(l.index, at(s.indent, s.col+1, s.tail+1+width(rest))) + "]" + rest
	case l.call:
		head := "." + l.name
		return head + formatArgs(l.args, at(s.indent, s.col+width(head), s.tail+width(rest)), "(", ")", width(head), false) + rest
	}
	return "." + l.name + rest
}

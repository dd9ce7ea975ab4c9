package rust

import "strings"

// A node is a piece of Rust as the layout sees it: it knows enough of the
// structure to break lines where rustfmt does.
type node interface{}

// Expressions.
type (
	// atom is text without breaks: a path, a literal, a name.
	atom string
	// callNode is fn(args).
	callNode struct {
		fn   node
		args []node
	}
	// macroNode is name!(args); format strings come first where format is set.
	macroNode struct {
		name    string
		args    []node
		bracket bool
		format  bool
		repeat  bool // vec![x; n]
	}
	// chainNode is a head with fields, indexes, method calls and "?" after it.
	chainNode struct {
		head  node
		links []link
	}
	// unaryNode is a prefix operator: "-", "!", "*", "&", "&mut ".
	unaryNode struct {
		op string
		x  node
	}
	// binaryNode is an infix operator; prec orders it among others.
	binaryNode struct {
		op   string
		prec int
		l, r node
	}
	// castNode is x as t.
	castNode struct {
		x node
		t string
	}
	// rangeNode is a..b or a..=b; either end may be nil.
	rangeNode struct {
		op   string
		a, b node
	}
	// closureNode is |params| body.
	closureNode struct {
		move   bool
		params string
		body   node
	}
	// tupleNode is (elems).
	tupleNode struct{ elems []node }
	// arrayNode is [elems].
	arrayNode struct{ elems []node }
	// blockNode is label: { stmts }, or async move { stmts }.
	blockNode struct {
		label string
		async bool
		stmts []stmt
	}
	// ifNode is if cond { then } else { other }; other is nil, a blockNode or an ifNode.
	ifNode struct {
		cond  node
		then  *blockNode
		other node
	}
	// matchNode is match x { arms }.
	matchNode struct {
		x    node
		arms []arm
	}
	// loopNode is label: head { body }, head being "loop", or while or for with a
	// pattern and an expression.
	loopNode struct {
		label   string
		keyword string // "loop", "while ", "for x in "
		x       node   // nil for loop
		body    *blockNode
	}
	// jumpNode is return x, break 'label x or continue 'label.
	jumpNode struct {
		keyword string
		x       node
	}
	// parenNode is (x), where precedence does not tell.
	parenNode struct{ x node }
	// letNode is the condition let pattern = x.
	letNode struct {
		pattern string
		x       node
	}
)

// A link is one step of a chain: a field, an index, a method call, or "?".
type link struct {
	name  string // with its turbofish; "" for an index
	call  bool
	args  []node
	index node
	try   bool
}

// An arm is pattern => x.
type arm struct {
	pattern string
	guard   node
	x       node
}

// A stmt is a statement with what stands around it.
type stmt struct {
	comments []string // whole lines before it
	attr     string   // an attribute line before it
	let      string   // "let x" or "let mut x: T"; the value is x, nil for none
	lhs      node     // the left side of an assignment
	op       string   // "=", "+="
	x        node
	els      *blockNode // of let … else
	semi     bool
	trailing string // a comment at the end of its first line
	src      any    // what it came from, for the source map
}

// Precedences of the layout's binary operators, low to high.
const (
	precJump = iota
	precAssign
	precRange
	precOr
	precAnd
	precCompare
	precBitOr
	precBitXor
	precBitAnd
	precShift
	precAdd
	precMul
	precCast
	precUnary
	precCall
)

var binaryPrec = map[string]int{
	"||": precOr, "&&": precAnd,
	"==": precCompare, "!=": precCompare, "<": precCompare, "<=": precCompare, ">": precCompare, ">=": precCompare,
	"|": precBitOr, "^": precBitXor, "&": precBitAnd, "<<": precShift, ">>": precShift,
	"+": precAdd, "-": precAdd, "*": precMul, "/": precMul, "%": precMul,
}

// precOf is the precedence of the outermost operator of n.
func precOf(n node) int {
	switch n := n.(type) {
	case binaryNode:
		return n.prec
	case castNode:
		return precCast
	case unaryNode:
		return precUnary
	case rangeNode:
		return precRange
	case closureNode, jumpNode:
		return precJump
	case letNode:
		return precAnd
	case *ifNode, *matchNode, *blockNode, *loopNode:
		return precCall
	case atom:
		if len(n) > 0 && n[0] == '-' {
			return precUnary
		}
	}
	return precCall
}

// atLeast puts n in parentheses when it binds less than prec.
func atLeast(n node, prec int) node {
	if precOf(n) < prec {
		return parenNode{n}
	}
	return n
}

// binary joins two operands, with the parentheses that Rust needs.
func binary(op string, l, r node) node {
	prec := binaryPrec[op]
	left, right := prec, prec+1
	if prec == precCompare {
		left = prec + 1
	}
	r = atLeast(r, right)
	if prec >= precBitOr && prec <= precShift {
		l, r = apartFromBits(l), apartFromBits(r)
	}
	l = atLeast(l, left)
	// "x as i64 < y" would read as the start of generic arguments.
	if _, cast := lastOperand(l).(castNode); cast && (op == "<" || op == "<<") {
		l = parenNode{l}
	}
	return binaryNode{op, prec, blockFirst(l), r}
}

// apartFromBits puts arithmetic beside bit operators in parentheses, for people.
func apartFromBits(n node) node {
	if b, ok := n.(binaryNode); ok && (b.prec == precAdd || b.prec == precMul || b.prec == precShift) {
		return parenNode{n}
	}
	return n
}

func lastOperand(n node) node {
	for {
		b, ok := n.(binaryNode)
		if !ok {
			return n
		}
		n = b.r
	}
}

// blockFirst puts what would be read as a statement in parentheses.
func blockFirst(n node) node {
	switch n.(type) {
	case *ifNode, *matchNode, *blockNode:
		return parenNode{n}
	}
	return n
}

func unary(op string, x node) node {
	if op == "-" && strings.HasPrefix(flatText(x), "-") {
		return unaryNode{op, parenNode{x}}
	}
	if op == "-" || op == "!" || op == "*" || op == "&" || op == "&mut " {
		return unaryNode{op, atLeast(x, precUnary)}
	}
	return unaryNode{op, x}
}

func cast(x node, t string) node {
	return castNode{blockFirst(atLeast(x, precCast)), t}
}

// method adds a method call to x.
func method(x node, name string, args ...node) node {
	return addLink(x, link{name: name, call: true, args: args})
}

func field(x node, name string) node    { return addLink(x, link{name: name}) }
func indexed(x node, at node) node      { return addLink(x, link{index: at}) }
func try(x node) node                   { return addLink(x, link{try: true}) }
func call(fn string, args ...node) node { return callNode{atom(fn), args} }

func addLink(x node, l link) node {
	if c, ok := x.(chainNode); ok {
		return chainNode{c.head, append(append([]link(nil), c.links...), l)}
	}
	return chainNode{blockFirst(atLeast(x, precCall)), []link{l}}
}

package syntax

// An operand is one operand of a chain of binary operators, with the operator
// that stands before it.
type operand struct {
	op      Op
	opRange Range
	node    *cst
	expr    Expr
}

// binary lowers a binary operation. The grammar gives ^ a higher precedence
// than &, Python a lower one; so a chain of | ^ & is taken apart and put
// together again in Python's way. All others are as in Python.
func (l *lowerer) binary(n *cst) Expr {
	op := operator(n)
	if op == nil {
		return &BadExpr{n.rng()}
	}
	if op.kind == "|" || op.kind == "^" || op.kind == "&" {
		var chain []operand
		l.bitwise(n, &chain)
		for i := range chain {
			chain[i].expr = l.expr(chain[i].node)
		}
		return l.join(chain)
	}
	return l.join([]operand{{node: left(n), expr: l.optional(left(n))}, {Op(op.kind), op.rng(), right(n), l.optional(right(n))}})
}

// bitwise collects the operands of a chain of | ^ & in source order.
func (l *lowerer) bitwise(n *cst, chain *[]operand) {
	var spine []*cst // from the outermost operation to the leftmost operand
	for ; isBitwise(n); n = left(n) {
		spine = append(spine, n)
	}
	*chain = append(*chain, operand{node: n})
	for i := len(spine) - 1; i >= 0; i-- {
		op, at := operator(spine[i]), len(*chain)
		if r := right(spine[i]); isBitwise(r) && l.enter(r) {
			l.bitwise(r, chain)
			l.leave()
		} else {
			*chain = append(*chain, operand{node: r})
		}
		(*chain)[at].op, (*chain)[at].opRange = Op(op.kind), op.rng()
	}
}

func isBitwise(n *cst) bool {
	if n == nil {
		return false
	}
	if n.kind == "type" && n.first != nil && n.first == n.last {
		return false
	}
	op := operator(n)
	return op != nil && (op.kind == "|" || op.kind == "^" || op.kind == "&") && left(n) != nil && right(n) != nil
}

// operator, left and right work for operators in expressions and for the "|" of
// annotations, which has no fields.
func operator(n *cst) *cst {
	switch n.kind {
	case "binary_operator":
		return n.child("operator")
	case "union_type":
		return n.of("|")
	}
	return nil
}

func left(n *cst) *cst {
	if n.kind == "union_type" {
		return plain(n.only())
	}
	return n.child("left")
}

func right(n *cst) *cst {
	if n.kind == "union_type" {
		if n.last != nil && n.last.named && n.last != n.only() {
			return plain(n.last)
		}
		return nil
	}
	return n.child("right")
}

// plain takes the "type" around an annotation off.
func plain(n *cst) *cst {
	for n != nil && n.kind == "type" && n.first != nil && n.first == n.last {
		n = n.first
	}
	return n
}

var bitwisePrecedence = map[Op]int{"|": 1, "^": 2, "&": 3}

// join builds the operations over a chain of operands by precedence, all
// operators associating to the left.
func (l *lowerer) join(chain []operand) Expr {
	for i := range chain {
		if chain[i].expr == nil {
			return &BadExpr{Range{chain[0].opRange.Start, chain[0].opRange.End}}
		}
	}
	start := chain[0].node.start
	first, wrap := hoist(chain[0].node, chain[0].expr)
	values := []Expr{first}
	starts := []int{start}
	ends := []int{chain[0].node.end}
	var pending []operand
	reduce := func() {
		last, op := len(values)-1, pending[len(pending)-1]
		values[last-1] = &BinOp{Range{starts[last-1], ends[last]}, op.op, op.opRange, values[last-1], values[last]}
		ends[last-1] = ends[last]
		values, starts, ends, pending = values[:last], starts[:last], ends[:last], pending[:len(pending)-1]
	}
	for _, o := range chain[1:] {
		for len(pending) > 0 && bitwisePrecedence[pending[len(pending)-1].op] >= bitwisePrecedence[o.op] {
			reduce()
		}
		pending = append(pending, o)
		values, starts, ends = append(values, o.expr), append(starts, o.node.start), append(ends, o.node.end)
	}
	for len(pending) > 0 {
		reduce()
	}
	return wrap(values[0])
}

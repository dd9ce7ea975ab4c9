package rust

import "github.com/portalis-dev/portalis/translate/ir"

// between writes "low <= x && x <= high" over literal bounds, and its negation
// with "||", as a range that contains x; nil for anything else.
func (p *printer) between(e *ir.Logic) node {
	a, ok := boundOf(e.L)
	b, ok2 := boundOf(e.R)
	if !ok || !ok2 || a.v != b.v {
		return nil
	}
	if a.upper {
		a, b = b, a
	}
	if a.upper || !b.upper {
		return nil
	}
	if e.Or {
		// x < low || x > high is outside of low..=high, whose ends are the other way
		// round; but NaN lies on no side.
		if a.v.T == ir.Float {
			p.lints["manual_range_contains"] = true
			return nil
		}
		a, b = b, a
		a.inside, b.inside = !a.inside, !b.inside
	}
	if !a.inside {
		return nil // Rust has no range without its first element
	}
	if lo, ok := a.bound.(*ir.IntLit); ok {
		if hi, ok := b.bound.(*ir.IntLit); ok && (lo.Value > hi.Value || lo.Value == hi.Value && !b.inside) {
			return nil // nothing lies between
		}
	}
	op := ".."
	if b.inside {
		op = "..="
	}
	x := p.expr(a.v0, ir.Recv)
	var arg node
	switch {
	case a.v.T == ir.Str && (x.form == formPlace || x.strict):
		arg = unary("&", method(x.n, "as_str"))
	case x.form == formRef && ir.IsCopy(a.v.T):
		arg = x.n
	default:
		arg = unary("&", x.n)
	}
	n := method(parenNode{rangeNode{op, p.expr(a.bound, ir.Ref).n, p.expr(b.bound, ir.Ref).n}}, "contains", arg)
	if e.Or {
		return unary("!", n)
	}
	return n
}

// A bound is one comparison of a variable with a literal.
type bound struct {
	v      *ir.Var
	v0     *ir.Local
	bound  ir.Expr
	upper  bool // the variable is below
	inside bool // the variable may be equal to it
}

func boundOf(e ir.Expr) (bound, bool) {
	op, ok := e.(*ir.Op)
	if !ok || len(op.Args) != 2 {
		return bound{}, false
	}
	var upper, equal bool
	switch op.Op.Rust {
	case "{0} < {1}":
		upper = true
	case "{0} <= {1}":
		upper, equal = true, true
	case "{0} > {1}":
	case "{0} >= {1}":
		equal = true
	default:
		return bound{}, false
	}
	if l, ok := op.Args[0].(*ir.Local); ok && isLiteral(op.Args[1]) {
		return bound{l.Var, l, op.Args[1], upper, equal}, true
	}
	if l, ok := op.Args[1].(*ir.Local); ok && isLiteral(op.Args[0]) {
		return bound{l.Var, l, op.Args[0], !upper, equal}, true
	}
	return bound{}, false
}

func isLiteral(e ir.Expr) bool {
	switch e.(type) {
	case *ir.IntLit, *ir.FloatLit, *ir.StrLit, *ir.CharLit:
		return true
	}
	return false
}

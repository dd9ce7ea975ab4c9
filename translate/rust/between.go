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
			return p.outside(e)
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
	n := p.contains(rangeNode{op, p.expr(a.bound, ir.Ref).n, p.expr(b.bound, ir.Ref).n}, a.v0)
	if e.Or {
		return unary("!", n)
	}
	return n
}

// contains asks whether a range contains the value of a variable.
func (p *printer) contains(r rangeNode, v *ir.Local) node {
	x := p.expr(v, ir.Recv)
	var arg node
	switch {
	case v.Var.T == ir.Str && (x.form == formPlace || x.strict):
		arg = unary("&", method(x.n, "as_str"))
	case x.form == formRef && ir.IsCopy(v.Var.T):
		arg = x.n
	default:
		arg = unary("&", x.n)
	}
	return method(parenNode{r}, "contains", arg)
}

// outside writes "x < low || x > high" of floats, of which NaN is neither: the side
// below is a range of its own, so that nobody takes both for the outside of one.
func (p *printer) outside(e *ir.Logic) node {
	side := func(e ir.Expr) node {
		b, _ := boundOf(e)
		switch {
		case !b.upper:
			return p.owned(e)
		case b.inside:
			return p.contains(rangeNode{"..=", nil, p.expr(b.bound, ir.Ref).n}, b.v0)
		}
		return p.contains(rangeNode{"..", nil, p.expr(b.bound, ir.Ref).n}, b.v0)
	}
	return binary("||", side(e.L), side(e.R))
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

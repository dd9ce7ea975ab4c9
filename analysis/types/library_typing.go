package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// claimed is cast(T, x) and assert_type(x, T), which give x as it is: the claim
// is for type checkers.
func (w *walker) claimed(c call) val {
	pos, _, ok := w.args(c, 2, 2)
	if !ok {
		return notKnown()
	}
	x, claim := pos[1], pos[0]
	if c.name == "typing.assert_type" {
		x, claim = claim, x
	}
	if !isTypeExpr(claim) {
		w.arguments(c.node)
		w.refuse("PT401", c.node, "%s is translated for a type that is written out", c.name)
		return notKnown()
	}
	return w.means(c.node, x)
}

// isTypeExpr reports whether e is written as annotations are, so that to evaluate it
// does nothing.
func isTypeExpr(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Name, *syntax.Str, *syntax.None:
		return true
	case *syntax.Attribute:
		return isTypeExpr(e.Value)
	case *syntax.Subscript:
		return isTypeExpr(e.Value) && isTypeExpr(e.Index)
	case *syntax.Tuple:
		for _, elt := range e.Elts {
			if !isTypeExpr(elt) {
				return false
			}
		}
		return true
	case *syntax.List:
		for _, elt := range e.Elts {
			if !isTypeExpr(elt) {
				return false
			}
		}
		return true
	case *syntax.BinOp:
		return e.Op == "|" && isTypeExpr(e.Left) && isTypeExpr(e.Right)
	}
	return false
}

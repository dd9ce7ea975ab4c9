package lower

import "github.com/portalis-dev/portalis/translate/ir"

// piecewise lets loops over s.split() and s.splitlines() take the pieces one by
// one, as parts of s, rather than from a list of copies.
func piecewise(body []ir.Stmt) {
	ir.Walk(body, func(s ir.Stmt) bool {
		if loop, ok := s.(*ir.For); ok {
			cutLazily(&loop.Iter, loop.Body)
		}
		return true
	}, func(e ir.Expr) bool {
		if comp, ok := e.(*ir.Comp); ok {
			for _, clause := range comp.Clauses {
				cutLazily(&clause.Iter, nil)
			}
		}
		return true
	})
}

// cutLazily changes what is walked; body is that of the loop.
func cutLazily(iter *ir.Expr, body []ir.Stmt) {
	switch x := (*iter).(type) {
	case *ir.EnumerateIter:
		cutLazily(&x.X, body)
	case *ir.ListIter:
		cut, ok := x.List.(*ir.Op)
		if !ok || len(cut.Args) == 0 || x.Reversed || cut.OnFail != ir.Stop || mayReplace(body, cut.Args[0]) {
			return
		}
		if never, fails := cannotFail[cut.Op.Name]; len(cut.Op.Raises) > 0 && !(fails && never(cut.Args)) {
			return
		}
		if lazy := ir.Lookup(cut.Op.Name+":iter", typesOf(cut.Args)); lazy != nil {
			*iter = &ir.Op{Base: iterOf(ir.Str, x.Range), Op: lazy, Args: cut.Args}
		}
	}
}

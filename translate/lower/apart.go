package lower

import "github.com/portalis-dev/portalis/translate/ir"

// apart reports whether the conditions of clauses and what is given for each turn can be
// closures side by side: none changes an object that another looks at, since they hold
// what they use all the time.
func (f *function) apart(clauses []*ir.Clause, given ...ir.Expr) bool {
	closures := [][]ir.Expr{given}
	for i, clause := range clauses {
		if i > 0 {
			closures = append(closures, []ir.Expr{clause.Iter})
		}
		for _, cond := range clause.Conds {
			closures = append(closures, []ir.Expr{cond})
		}
	}
	if len(closures) == 1 {
		return true
	}
	for i, one := range closures {
		changed := f.changedIn(one)
		for j, other := range closures {
			if j != i && len(changed) > 0 && mentionsAny(other, changed) {
				return false
			}
		}
	}
	return true
}

func mentionsAny(exprs []ir.Expr, vars map[*ir.Var]bool) bool {
	found := false
	for _, x := range exprs {
		ir.WalkExpr(x, nil, func(e ir.Expr) bool {
			l, ok := e.(*ir.Local)
			found = found || ok && vars[l.Var]
			return !found
		})
	}
	return found
}

// changedIn are the variables whose objects evaluating exprs may change. What a handle
// leads to is left out: a closure borrows the handle, which stays as it is.
func (f *function) changedIn(exprs []ir.Expr) map[*ir.Var]bool {
	changed := map[*ir.Var]bool{}
	change := func(x ir.Expr) {
		roots, _ := ir.Roots(x)
		for _, v := range roots {
			if ir.IsMutable(v.T) || ir.HasGenerator(v.T) {
				changed[v] = true
			}
		}
	}
	for _, x := range exprs {
		ir.WalkExpr(x, nil, func(e ir.Expr) bool {
			switch e := e.(type) {
			case *ir.Op:
				for i, p := range e.Op.Params {
					if i < len(e.Args) && (p.Mode == ir.RefMut || p.Mode == ir.RecvMut) {
						change(e.Args[i])
					}
				}
			case *ir.Call:
				for i, a := range e.Args {
					if f.mayMutate(e.Func, i) {
						change(a)
					}
				}
			case *ir.CallValue:
				for _, a := range e.Args {
					if ir.IsMutable(a.Type()) || ir.HasGenerator(a.Type()) {
						change(a)
					}
				}
			}
			return true
		})
	}
	return changed
}

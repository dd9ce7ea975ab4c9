package lower

import "github.com/portalis-dev/portalis/translate/ir"

// inspectVars calls visit with every variable that body declares or mentions,
// in order of first appearance, possibly several times.
func inspectVars(body []ir.Stmt, visit func(*ir.Var)) {
	all := func(vars []*ir.Var) {
		for _, v := range vars {
			visit(v)
		}
	}
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Let:
			visit(s.Var)
		case *ir.LetPattern:
			all(ir.PatternVars(s.Pattern))
		case *ir.For:
			all(ir.PatternVars(s.Target))
		case *ir.Try:
			for _, h := range s.Handlers {
				if h.Var != nil {
					visit(h.Var)
				}
			}
		}
		return true
	}, func(x ir.Expr) bool {
		switch x := x.(type) {
		case *ir.Local:
			visit(x.Var)
		case *ir.IfSome:
			visit(x.Var)
		case *ir.Lambda:
			all(x.Params)
		case *ir.Comp:
			for _, c := range x.Clauses {
				all(ir.PatternVars(c.Target))
			}
		}
		return true
	})
}

// readVars has the variables that are read somewhere in body; being the target
// of an assignment is not a read.
func readVars(body []ir.Stmt) map[*ir.Var]bool {
	targets := map[*ir.Local]bool{}
	target := func(e ir.Expr) {
		if l, ok := e.(*ir.Local); ok {
			targets[l] = true
		}
	}
	read := map[*ir.Var]bool{}
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Assign:
			target(s.Target)
		case *ir.AssignTuple:
			for _, t := range s.Targets {
				target(t)
			}
		case *ir.AugAssign:
			if ir.IsCopy(s.Target.Type()) {
				target(s.Target)
			}
		}
		return true
	}, func(x ir.Expr) bool {
		if l, ok := x.(*ir.Local); ok && !targets[l] {
			read[l.Var] = true
		}
		return true
	})
	return read
}

package lower

import "github.com/portalis-dev/portalis/translate/ir"

// slots calls visit with each direct operand of x, in order of evaluation, as a
// place that can be replaced. Statements inside x are not visited.
func slots(x ir.Expr, visit func(*ir.Expr)) {
	one := func(e *ir.Expr) {
		if *e != nil {
			visit(e)
		}
	}
	many := func(es []ir.Expr) {
		for i := range es {
			one(&es[i])
		}
	}
	switch x := x.(type) {
	case *ir.Index:
		one(&x.List)
		one(&x.Index)
	case *ir.Item:
		one(&x.Dict)
		one(&x.Key)
	case *ir.Field:
		one(&x.Tuple)
	case *ir.Unwrap:
		one(&x.X)
	case *ir.Op:
		many(x.Args)
	case *ir.Call:
		many(x.Args)
	case *ir.CallValue:
		one(&x.Func)
		many(x.Args)
	case *ir.Closure:
		many(x.Captured)
	case *ir.Logic:
		one(&x.L)
		one(&x.R)
	case *ir.Not:
		one(&x.X)
	case *ir.If:
		one(&x.Cond)
		one(&x.Then)
		one(&x.Else)
	case *ir.IfSome:
		one(&x.X)
		one(&x.Then)
		one(&x.Else)
	case *ir.Block:
		one(&x.Value)
	case *ir.Convert:
		one(&x.X)
	case *ir.TupleLit:
		many(x.Elems)
	case *ir.ListLit:
		many(x.Elems)
	case *ir.DictLit:
		for i := range x.Keys {
			one(&x.Keys[i])
			one(&x.Values[i])
		}
	case *ir.Format:
		for i := range x.Pieces {
			one(&x.Pieces[i].Value)
		}
	case *ir.Comp:
		for _, c := range x.Clauses {
			one(&c.Iter)
			many(c.Conds)
		}
		one(&x.Key)
		one(&x.Elt)
		many(x.Rest)
	case *ir.Lambda:
		one(&x.Body)
	case *ir.NewError:
		many(x.Args)
	default:
		iterSlots(x, one, many)
	}
}

func iterSlots(x ir.Expr, one func(*ir.Expr), many func([]ir.Expr)) {
	switch x := x.(type) {
	case *ir.RangeIter:
		one(&x.Start)
		one(&x.Stop)
		one(&x.Step)
	case *ir.ListIter:
		one(&x.List)
	case *ir.TupleIter:
		one(&x.Tuple)
	case *ir.CharIter:
		one(&x.Str)
	case *ir.DictIter:
		one(&x.Dict)
	case *ir.EnumerateIter:
		one(&x.X)
		one(&x.Start)
	case *ir.ZipIter:
		many(x.Xs)
	}
}

// stmtSlots calls visit with each expression that s itself evaluates, in order;
// the target of an assignment comes after its value.
func stmtSlots(s ir.Stmt, visit func(*ir.Expr)) {
	one := func(e *ir.Expr) {
		if *e != nil {
			visit(e)
		}
	}
	switch s := s.(type) {
	case *ir.Let:
		one(&s.Value)
	case *ir.LetPattern:
		one(&s.Value)
	case *ir.Assign:
		one(&s.Value)
		one(&s.Target)
	case *ir.AssignTuple:
		one(&s.Value)
		for i := range s.Targets {
			one(&s.Targets[i])
		}
	case *ir.AugAssign:
		one(&s.Value)
		one(&s.Target)
	case *ir.ExprStmt:
		one(&s.X)
	case *ir.Print:
		for i := range s.Line.Pieces {
			one(&s.Line.Pieces[i].Value)
		}
	case *ir.Return:
		one(&s.Value)
	case *ir.Yield:
		one(&s.Value)
	case *ir.IfStmt:
		one(&s.Cond)
	case *ir.While:
		one(&s.Cond)
	case *ir.For:
		one(&s.Iter)
	case *ir.Raise:
		one(&s.Error)
	}
}

// blocks returns the statement lists directly inside s.
func blocks(s ir.Stmt) []*[]ir.Stmt {
	switch s := s.(type) {
	case *ir.IfStmt:
		return []*[]ir.Stmt{&s.Then, &s.Else}
	case *ir.While:
		return []*[]ir.Stmt{&s.Body}
	case *ir.For:
		return []*[]ir.Stmt{&s.Body}
	case *ir.Labelled:
		return []*[]ir.Stmt{&s.Body}
	case *ir.Try:
		out := []*[]ir.Stmt{&s.Body}
		for _, h := range s.Handlers {
			out = append(out, &h.Body)
		}
		return append(out, &s.Else, &s.Finally)
	}
	return nil
}

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

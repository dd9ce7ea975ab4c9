package ir

// Slots calls visit with each direct operand of x, in order of evaluation, as a
// place that can be replaced. Statements inside x are not visited.
func Slots(x Expr, visit func(*Expr)) {
	one := func(e *Expr) {
		if *e != nil {
			visit(e)
		}
	}
	many := func(es []Expr) {
		for i := range es {
			one(&es[i])
		}
	}
	switch x := x.(type) {
	case *Index:
		one(&x.List)
		one(&x.Index)
	case *Item:
		one(&x.Dict)
		one(&x.Key)
	case *Field:
		one(&x.Tuple)
	case *Unwrap:
		one(&x.X)
	case *Op:
		many(x.Args)
	case *Call:
		many(x.Args)
	case *CallValue:
		one(&x.Func)
		many(x.Args)
	case *Closure:
		many(x.Captured)
	case *Logic:
		one(&x.L)
		one(&x.R)
	case *Not:
		one(&x.X)
	case *If:
		one(&x.Cond)
		one(&x.Then)
		one(&x.Else)
	case *IfSome:
		one(&x.X)
		one(&x.Then)
		one(&x.Else)
	case *Block:
		one(&x.Value)
	case *Convert:
		one(&x.X)
	case *TupleLit:
		many(x.Elems)
	case *ListLit:
		many(x.Elems)
	case *DictLit:
		for i := range x.Keys {
			one(&x.Keys[i])
			one(&x.Values[i])
		}
	case *Format:
		for i := range x.Pieces {
			one(&x.Pieces[i].Value)
		}
	case *Comp:
		for _, c := range x.Clauses {
			one(&c.Iter)
			many(c.Conds)
		}
		one(&x.Key)
		one(&x.Elt)
		many(x.Rest)
	case *Lambda:
		one(&x.Body)
	case *NewError:
		many(x.Args)
	default:
		iterSlots(x, one, many)
	}
}

func iterSlots(x Expr, one func(*Expr), many func([]Expr)) {
	switch x := x.(type) {
	case *RangeIter:
		one(&x.Start)
		one(&x.Stop)
		one(&x.Step)
	case *ListIter:
		one(&x.List)
	case *TupleIter:
		one(&x.Tuple)
	case *CharIter:
		one(&x.Str)
	case *DictIter:
		one(&x.Dict)
	case *EnumerateIter:
		one(&x.X)
		one(&x.Start)
	case *ZipIter:
		many(x.Xs)
	}
}

// StmtSlots calls visit with each expression that s itself evaluates, in order;
// the target of an assignment comes after its value.
func StmtSlots(s Stmt, visit func(*Expr)) {
	one := func(e *Expr) {
		if *e != nil {
			visit(e)
		}
	}
	switch s := s.(type) {
	case *Let:
		one(&s.Value)
	case *LetPattern:
		one(&s.Value)
	case *Assign:
		one(&s.Value)
		one(&s.Target)
	case *AssignTuple:
		one(&s.Value)
		for i := range s.Targets {
			one(&s.Targets[i])
		}
	case *AugAssign:
		one(&s.Value)
		one(&s.Target)
	case *ExprStmt:
		one(&s.X)
	case *Print:
		for i := range s.Line.Pieces {
			one(&s.Line.Pieces[i].Value)
		}
	case *Return:
		one(&s.Value)
	case *Yield:
		one(&s.Value)
	case *IfStmt:
		one(&s.Cond)
	case *While:
		one(&s.Cond)
	case *For:
		one(&s.Iter)
	case *Raise:
		one(&s.Error)
	}
}

// Blocks returns the statement lists directly inside s.
func Blocks(s Stmt) []*[]Stmt {
	switch s := s.(type) {
	case *IfStmt:
		return []*[]Stmt{&s.Then, &s.Else}
	case *While:
		return []*[]Stmt{&s.Body}
	case *For:
		return []*[]Stmt{&s.Body}
	case *Labelled:
		return []*[]Stmt{&s.Body}
	case *Try:
		out := []*[]Stmt{&s.Body}
		for _, h := range s.Handlers {
			out = append(out, &h.Body)
		}
		return append(out, &s.Else, &s.Finally)
	}
	return nil
}

// ReplaceExprs calls visit with every expression in body, those inside others
// first, as a place that can be replaced.
func ReplaceExprs(body []Stmt, visit func(*Expr)) {
	for _, s := range body {
		StmtSlots(s, func(e *Expr) { ReplaceIn(e, visit) })
		for _, b := range Blocks(s) {
			ReplaceExprs(*b, visit)
		}
	}
}

// ReplaceIn is ReplaceExprs for one expression.
func ReplaceIn(e *Expr, visit func(*Expr)) {
	if *e == nil {
		return
	}
	if b, ok := (*e).(*Block); ok {
		ReplaceExprs(b.Stmts, visit)
	}
	Slots(*e, func(e *Expr) { ReplaceIn(e, visit) })
	visit(e)
}

package lower

import (
	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// countUp lowers count(start, step).
func (f *function) countUp(e *syntax.Call) ir.Expr {
	named := f.keywords(e, "start", "step")
	f.arity(e, 0, 2)
	copy(named, e.Args)
	t := itemOfIter(f.typeOf(e))
	var args []ir.Expr
	if named[0] == nil && named[1] != nil {
		args = append(args, f.as(intLit(0, e), t))
	}
	for _, a := range named {
		if a != nil {
			args = append(args, f.exprAs(a, t))
		}
	}
	return f.must("PT404", e, f.builtinName(e), args...)
}

// itemOfIter is the type of the items of an iterator.
func itemOfIter(t ir.Type) ir.Type {
	if elem := walkedItem(t); elem != nil {
		return elem
	}
	return t
}

// walkedItem is the type of the items of an iterator, nil for anything else.
func walkedItem(t ir.Type) ir.Type {
	switch t := t.(type) {
	case ir.Iter:
		return storable(t.Elem)
	case ir.Generator:
		return storable(t.Elem)
	case ir.Basic:
		if t == ir.Range {
			return ir.Int
		}
	}
	return nil
}

// atMost walks no more than n items.
func (f *function) atMost(at syntax.Node, iter ir.Expr, n int) ir.Expr {
	return f.must("PT509", at, "itertools.islice", iter, f.as(intLit(int64(n), at), ir.Option{Elem: ir.Int}))
}

// slicing lowers islice(xs, stop) and islice(xs, start, stop, step).
func (f *function) slicing(e *syntax.Call) ir.Expr {
	f.keywords(e)
	f.arity(e, 2, 4)
	args := []ir.Expr{f.walkable(e.Args[0])}
	for _, a := range e.Args[1:] {
		args = append(args, f.exprAs(a, ir.Option{Elem: ir.Int}))
	}
	if len(args) == 3 {
		args = append(args, &ir.NoneLit{Base: base(ir.Option{Elem: ir.Int}, e)})
	}
	return f.must("PT404", e, f.builtinName(e), args...)
}

// repeating lowers repeat(x) and repeat(x, n).
func (f *function) repeating(e *syntax.Call) ir.Expr {
	times := f.keywords(e, "times")[0]
	f.arity(e, 1, 2)
	x := f.exprAs(e.Args[0], itemOfIter(f.typeOf(e)))
	if len(e.Args) == 2 {
		times = e.Args[1]
	}
	if times == nil {
		return f.must("PT404", e, f.builtinName(e), x)
	}
	return f.must("PT404", e, f.builtinName(e), x, f.exprAs(times, ir.Int))
}

// testing lowers takewhile, dropwhile and filterfalse.
func (f *function) testing(e *syntax.Call) ir.Expr {
	f.keywords(e)
	f.arity(e, 2, 2)
	iter := f.walkable(e.Args[1])
	return f.must("PT404", e, f.builtinName(e), f.test(e.Args[0], itemOf(iter)), iter)
}

// test lowers a function that is asked about items of type elem. It runs as they
// are walked, between what else is done with them.
func (f *function) test(e syntax.Expr, elem ir.Type) ir.Expr {
	v := f.temp("item", elem, e.Span())
	before := f.escapes
	f.closures++
	var body ir.Expr
	if isNone(e) {
		body = f.truth(localOf(v, e.Span()))
	} else {
		body = f.truth(f.applied(e, []ir.Expr{localOf(v, e.Span())}))
	}
	f.closures--
	if f.escapes > before || weigh(body) >= acts && !f.quiet(e) {
		f.refuse("PT510", e, "a function that does more than to look at the item is not translated here")
	}
	fn := ir.Fn{Params: []ir.Type{elem}, Result: ir.Bool}
	return &ir.Lambda{Base: base(fn, e), Params: []*ir.Var{v}, Body: body}
}

// quiet reports whether calling a function that is passed on does nothing that
// shows but to give its result.
func (f *function) quiet(e syntax.Expr) bool {
	if lambda, ok := e.(*syntax.Lambda); ok {
		ok := true
		syntax.Inspect(lambda.Body, func(n syntax.Node) bool {
			if call, is := n.(*syntax.Call); is {
				callee := f.m.info.CalleeOf(call)
				ok = ok && callee != nil && (callee.Func == nil || f.pure(callee.Func))
			}
			return ok
		})
		return ok
	}
	callee := f.m.info.RefOf(e)
	return callee != nil && (callee.Func == nil || f.pure(callee.Func))
}

// pure reports whether a call of fn can be noticed by nothing but its result and
// what it raises.
func (f *function) pure(fn *types.Function) bool {
	known := f.m.res.Effects[fn]
	return known != nil && known.Purity() == effects.Pure
}

// compress lowers compress(xs, selectors).
func (f *function) compress(e *syntax.Call) ir.Expr {
	f.keywords(e)
	f.arity(e, 2, 2)
	xs := f.walkable(e.Args[0])
	chosen := f.items(e.Args[1], f.truth)
	if chosen.x == nil {
		list := ir.List{Elem: ir.Bool}
		chosen.x = f.over(&ir.Comp{Base: base(list, e), Kind: ir.ListComp, Clauses: chosen.clauses, Elt: chosen.elt})
	}
	return f.must("PT404", e, f.builtinName(e), xs, chosen.x)
}

// groupby lowers groupby(xs) and groupby(xs, key), whose groups are lists:
// inference has made sure that each is walked once, at once.
func (f *function) groupby(e *syntax.Call) ir.Expr {
	key := f.keywords(e, "key")[0]
	f.arity(e, 1, 2)
	if len(e.Args) == 2 {
		key = e.Args[1]
	}
	iter := f.walkable(e.Args[0])
	if key == nil || isNone(key) {
		return f.must("PT404", e, f.builtinName(e), iter)
	}
	by := f.key(key, itemOf(iter)).(*ir.Lambda)
	if weigh(by.Body) >= acts && !f.quiet(key) {
		f.refuse("PT510", key, "a key that does more than to look at the item is not translated here")
	}
	return f.must("PT404", e, f.builtinName(e), iter, by)
}

// starWalk gives f(*x) for each tuple x.
func (f *function) starWalk(e *syntax.Call) walk {
	f.keywords(e)
	f.arity(e, 2, 2)
	var vars []*ir.Var
	w := walk{
		iter: func() ir.Expr { return f.iter(e.Args[1]) },
		bind: func(elem ir.Type) ir.Pattern {
			tuple, ok := elem.(ir.Tuple)
			if !ok {
				f.refuse("PT404", e, "starmap is translated for tuples of one length")
			}
			vars = nil
			var pattern ir.Patterns
			for _, t := range tuple.Elems {
				v := f.temp("item", t, e.Range)
				vars, pattern = append(vars, v), append(pattern, v)
			}
			return pattern
		},
	}
	w.item = func() ir.Expr {
		args := make([]ir.Expr, len(vars))
		for i, v := range vars {
			args[i] = localOf(v, e.Range)
		}
		return f.applied(e.Args[0], args)
	}
	return w
}

// accumulate lowers accumulate. The totals that a function makes are made at once,
// which nobody can tell when that does nothing else.
func (f *function) accumulate(e *syntax.Call) ir.Expr {
	named := f.keywords(e, "func", "initial")
	f.arity(e, 1, 2)
	if len(e.Args) == 2 {
		named[0] = e.Args[1]
	}
	t := itemOfIter(f.typeOf(e))
	if named[0] == nil || isNone(named[0]) {
		if named[1] == nil || isNone(named[1]) {
			return f.must("PT404", e, f.builtinName(e), f.walkableAs(e.Args[0], t))
		}
		return f.must("PT404", e, "itertools.accumulate:sum", f.walkableAs(e.Args[0], t), f.exprAs(named[1], t))
	}
	list := ir.List{Elem: t}
	totals, total := f.temp("totals", list, e.Range), f.temp("total", t, e.Range)
	iter := f.walkable(e.Args[0])
	add := func() ir.Stmt {
		return &ir.ExprStmt{Place: place(e), X: f.must("PT404", e, "list.append", localOf(totals, e.Range), localOf(total, e.Range))}
	}
	step := func(iter ir.Expr) ir.Stmt {
		item := f.temp("item", itemOf(iter), e.Range)
		next := f.applied(named[0], []ir.Expr{localOf(total, e.Range), localOf(item, e.Range)})
		if weigh(next) >= acts && !f.quiet(named[0]) {
			f.refuse("PT510", named[0], "a function that does more than to look at the items is not translated here")
		}
		assign := &ir.Assign{Place: place(e), Target: localOf(total, e.Range), Value: f.as(next, t)}
		return &ir.For{Place: place(e), Iter: iter, Target: item, Body: []ir.Stmt{assign, add()}}
	}
	lets := []ir.Stmt{&ir.Let{Place: place(e), Var: totals, Value: &ir.ListLit{Base: base(list, e)}}}
	if named[1] != nil && !isNone(named[1]) {
		lets = append([]ir.Stmt{f.bindItems(e, &iter)}, lets...)
		lets = append(lets, &ir.Let{Place: place(e), Var: total, Value: f.exprAs(named[1], t)}, add(), step(iter))
	} else {
		lets = append([]ir.Stmt{f.bindItems(e, &iter)}, lets...)
		items := iter.(*ir.ListIter).List.(*ir.Local)
		some := f.must("PT404", e, "bool", localOf(items.Var, e.Range))
		first := &ir.Index{Base: base(itemOf(iter), e), List: localOf(items.Var, e.Range), Index: intLit(0, e)}
		rest := f.must("PT404", e, "list.slice", localOf(items.Var, e.Range), f.boundAt(1, e), f.boundOf(e, nil))
		lets = append(lets, &ir.IfStmt{Place: place(e), Cond: some, Then: []ir.Stmt{
			&ir.Let{Place: place(e), Var: total, Value: f.as(first, t)}, add(), step(f.over(rest)),
		}})
	}
	f.eagers = append(f.eagers, e)
	return f.over(within(lets, localOf(totals, e.Range)))
}

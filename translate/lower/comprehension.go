package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A walk is something that gives items one after the other: a comprehension, a
// generator expression, or map and filter. It can become the clauses of a Comp
// or, where an item may raise into a try, a loop.
type walk struct {
	generators []*syntax.Comprehension
	// item lowers what is given for each turn, within the last clause.
	item func() ir.Expr
	// iter and bind stand for the only clause of a map or filter.
	iter func() ir.Expr
	bind func(elem ir.Type) ir.Pattern
	cond func() ir.Expr
}

// listComp lowers a list comprehension to type want.
func (f *function) listComp(e syntax.Node, gens []*syntax.Comprehension, elt syntax.Expr, want ir.List) ir.Expr {
	w := walk{generators: gens, item: func() ir.Expr { return f.exprAs(elt, want.Elem) }}
	return f.collect(e, w, want)
}

// collect makes a list of the items of w.
func (f *function) collect(at syntax.Node, w walk, want ir.List) ir.Expr {
	clauses, items, ok := f.closure(w, w.item)
	if ok {
		return &ir.Comp{Base: base(want, at), Kind: ir.ListComp, Clauses: clauses, Elt: items}
	}
	out := f.temp("items", want, at.Span())
	loop := f.loop(at, w, func() []ir.Stmt {
		add := f.must("PT521", at, "list.append", localOf(out, at.Span()), w.item())
		return []ir.Stmt{&ir.ExprStmt{Place: place(at), X: add}}
	})
	lets := append([]ir.Stmt{&ir.Let{Place: place(at), Var: out, Value: &ir.ListLit{Base: base(want, at)}}}, loop...)
	return within(lets, localOf(out, at.Span()))
}

// dictComp lowers a dict comprehension to type want.
func (f *function) dictComp(e *syntax.DictComp, want ir.Dict) ir.Expr {
	return f.collectDict(e, e.Generators, e.Key, e.Value, want)
}

func (f *function) collectDict(at syntax.Node, gens []*syntax.Comprehension, key, value syntax.Expr, want ir.Dict) ir.Expr {
	w := walk{generators: gens}
	var k ir.Expr
	clauses, v, ok := f.closure(w, func() ir.Expr {
		k = f.exprAs(key, want.Key)
		return f.exprAs(value, want.Value)
	})
	if ok && f.apart(clauses, k, v) {
		return &ir.Comp{Base: base(want, at), Kind: ir.DictComp, Clauses: clauses, Key: k, Elt: v}
	}
	out := f.temp("items", want, at.Span())
	loop := f.loop(at, w, func() []ir.Stmt {
		// Python evaluates the key first, but an assignment its value.
		k := f.exprAs(key, want.Key)
		var lets []ir.Stmt
		if weigh(k) > steady {
			lets = append(lets, f.bindTemp("key", &k))
		}
		target := &ir.Item{Base: base(want.Value, at), Dict: localOf(out, at.Span()), Key: k}
		return append(lets, &ir.Assign{Place: place(at), Target: target, Value: f.exprAs(value, want.Value)})
	})
	lets := append([]ir.Stmt{&ir.Let{Place: place(at), Var: out, Value: &ir.DictLit{Base: base(want, at)}}}, loop...)
	return within(lets, localOf(out, at.Span()))
}

// closure lowers the clauses of w and what they give as closures; ok is false
// when a failure would have to leave one, or one changes what another looks at.
func (f *function) closure(w walk, item func() ir.Expr) (clauses []*ir.Clause, out ir.Expr, ok bool) {
	eagers := len(f.eagers)
	first := f.firstIter(w)
	before := f.escapes
	f.closures++
	defer func() { f.closures-- }()
	if w.iter != nil {
		clause := &ir.Clause{Iter: first, Target: w.bind(itemOf(first))}
		if w.cond != nil {
			clause.Conds = []ir.Expr{w.cond()}
		}
		clauses = []*ir.Clause{clause}
	}
	for i, gen := range w.generators {
		if gen.Async {
			f.refuse("PT504", gen, "async comprehensions are not translated")
		}
		iter := first
		if i > 0 {
			iter = f.clauseIter(gen.Iter)
		}
		clause := &ir.Clause{Iter: iter, Target: f.bindClause(gen.Target, itemOf(iter))}
		for _, cond := range gen.Ifs {
			clause.Conds = append(clause.Conds, f.cond(cond))
		}
		clauses = append(clauses, clause)
	}
	out = item()
	f.lazily(eagers, weigh(&ir.Comp{Clauses: clauses, Elt: out}) >= acts)
	return clauses, out, f.escapes == before && f.apart(clauses, out)
}

func (f *function) firstIter(w walk) ir.Expr {
	if w.iter != nil {
		return w.iter()
	}
	return f.clauseIter(w.generators[0].Iter)
}

// loop lowers w to nested loops around body.
func (f *function) loop(at syntax.Node, w walk, body func() []ir.Stmt) []ir.Stmt {
	if w.iter != nil {
		iter := w.iter()
		loop := &ir.For{Place: place(at), Iter: iter, Target: w.bind(itemOf(iter))}
		var cond ir.Expr
		if w.cond != nil {
			cond = w.cond()
		}
		loop.Body = guarded(at, cond, body())
		return []ir.Stmt{loop}
	}
	return f.loops(at, w.generators, body)
}

func (f *function) loops(at syntax.Node, gens []*syntax.Comprehension, body func() []ir.Stmt) []ir.Stmt {
	if len(gens) == 0 {
		return body()
	}
	eagers := len(f.eagers)
	iter := f.loopIter(gens[0].Iter)
	f.lazily(eagers, true)
	loop := &ir.For{Place: place(gens[0]), Iter: iter, Target: f.bindClause(gens[0].Target, itemOf(iter))}
	var cond ir.Expr
	for _, test := range gens[0].Ifs {
		if c := f.cond(test); cond == nil {
			cond = c
		} else {
			cond = f.logic(test, false, cond, c)
		}
	}
	loop.Body = guarded(at, cond, f.loops(at, gens[1:], body))
	return []ir.Stmt{loop}
}

func guarded(at syntax.Node, cond ir.Expr, body []ir.Stmt) []ir.Stmt {
	if cond == nil {
		return body
	}
	return []ir.Stmt{&ir.IfStmt{Place: place(at), Cond: cond, Then: body}}
}

// walkOf reads a generator expression, map or filter; ok is false for anything else.
func (f *function) walkOf(e syntax.Expr) (w walk, ok bool) {
	if gen, isGen := e.(*syntax.GeneratorExp); isGen {
		f.refuseStops(gen)
		return walk{generators: gen.Generators, item: func() ir.Expr { return f.expr(gen.Elt) }}, true
	}
	call, name := f.builtinCall(e)
	switch {
	case name == "map" && len(call.Args) >= 2:
		return f.mapWalk(call), true
	case name == "filter" && len(call.Args) == 2:
		return f.filterWalk(call), true
	}
	if call != nil && f.libraryCallee(call) == "itertools.starmap" {
		return f.starWalk(call), true
	}
	return walk{}, false
}

// refuseStops refuses what may raise StopIteration inside a generator expression:
// it is not one for whoever walks the expression, but a RuntimeError (PEP 479).
func (f *function) refuseStops(gen *syntax.GeneratorExp) {
	inside := []syntax.Expr{gen.Elt}
	for i, g := range gen.Generators {
		if i > 0 {
			inside = append(inside, g.Iter)
		}
		inside = append(inside, g.Ifs...)
	}
	for _, e := range inside {
		syntax.Inspect(e, func(n syntax.Node) bool {
			x, ok := n.(syntax.Expr)
			if !ok {
				return true
			}
			if call, name := f.builtinCall(x); name == "next" && len(call.Args) == 1 {
				f.refuse("PT402", call, "next without a default in a generator expression raises a RuntimeError at the end, which is not translated: give it a default, or make a list")
			}
			if call, ok := x.(*syntax.Call); ok && f.mayStop(call) {
				f.refuse("PT402", call, "a StopIteration that leaves this call in a generator expression becomes a RuntimeError, which is not translated: make a list")
			}
			return true
		})
	}
}

// mayStop reports whether a function of the module that e calls raises
// StopIteration.
func (f *function) mayStop(e *syntax.Call) bool {
	callee := f.m.info.CalleeOf(e)
	if callee == nil || callee.Func == nil || callee.Func.Yields {
		return false
	}
	for _, fn := range append([]*types.Function{callee.Func}, callee.Overrides...) {
		facts := f.m.facts[fn]
		if facts == nil {
			continue
		}
		if facts.watched.add(set("StopIteration")) {
			f.m.changed = true // it has to tell, rather than stop the program
		}
		if facts.fallible && facts.raises["StopIteration"] {
			return true
		}
	}
	return false
}

// walkAll is walkOf where all items are walked at once: then a list
// comprehension is as good as a generator.
func (f *function) walkAll(e syntax.Expr) (w walk, ok bool) {
	if list, isList := e.(*syntax.ListComp); isList {
		return walk{generators: list.Generators, item: func() ir.Expr { return f.expr(list.Elt) }}, true
	}
	return f.walkOf(e)
}

// mapWalk gives fn(x) for each x.
func (f *function) mapWalk(e *syntax.Call) walk {
	f.keywords(e)
	var vars []*ir.Var
	w := walk{
		iter: func() ir.Expr {
			if len(e.Args) == 2 {
				return f.iter(e.Args[1])
			}
			return f.zip(&syntax.Call{Range: e.Range, Func: e.Func, Args: e.Args[1:]})
		},
		bind: func(elem ir.Type) ir.Pattern {
			vars = nil
			if len(e.Args) == 2 {
				vars = []*ir.Var{f.temp("item", elem, e.Range)}
				return vars[0]
			}
			var pattern ir.Patterns
			for _, t := range elem.(ir.Tuple).Elems {
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

// filterWalk gives those x of which fn(x), or x itself for None, is true.
func (f *function) filterWalk(e *syntax.Call) walk {
	f.keywords(e)
	var v *ir.Var
	w := walk{
		iter: func() ir.Expr { return f.iter(e.Args[1]) },
		bind: func(elem ir.Type) ir.Pattern {
			v = f.temp("item", elem, e.Range)
			return v
		},
		item: func() ir.Expr { return localOf(v, e.Range) },
	}
	w.cond = func() ir.Expr {
		if isNone(e.Args[0]) {
			return f.truth(localOf(v, e.Range))
		}
		return f.truth(f.applied(e.Args[0], []ir.Expr{localOf(v, e.Range)}))
	}
	return w
}

// items lowers an argument that is walked to an Iter operand, or to a list when
// a failure of an item must be able to leave. adapt, when not nil, is applied to
// each item.
func (f *function) items(e syntax.Expr, adapt func(ir.Expr) ir.Expr) operand {
	if w, ok := f.walkAll(e); ok {
		inner := w.item
		w.item = func() ir.Expr {
			x := inner()
			if adapt != nil {
				x = adapt(x)
			}
			return x
		}
		return f.walkOperand(e, w)
	}
	x := f.iter(e)
	if adapt == nil {
		return operand{x: x}
	}
	v := f.temp("item", itemOf(x), e.Span())
	item := adapt(localOf(v, e.Span()))
	if local, same := item.(*ir.Local); same && local.Var == v {
		return operand{x: x}
	}
	return operand{clauses: []*ir.Clause{{Iter: x, Target: v}}, elt: item}
}

// An operand is a walked argument: an iterator or list x, or clauses and an
// element, which become a Comp.
type operand struct {
	x       ir.Expr
	clauses []*ir.Clause
	elt     ir.Expr
}

// item is the type of the items.
func (o operand) item() ir.Type {
	if o.x == nil {
		return o.elt.Type()
	}
	return itemOf(o.x)
}

func (f *function) walkOperand(at syntax.Node, w walk) operand {
	clauses, elt, ok := f.closure(w, w.item)
	if ok {
		return operand{clauses: clauses, elt: elt}
	}
	if f.inClosure != nil && at.Span().Contains(f.inClosure.Start) {
		f.refuse("PT520", f.inClosure, "in a generator expression this would run for all items at once: make it a list with [ ], or assign in a loop")
	}
	list := f.collect(at, w, ir.List{Elem: storable(elt.Type())})
	return operand{x: f.over(list)}
}

// aggregate applies the operation called name to walked items and rest, or
// returns nil when there is no row for them.
func (f *function) aggregate(at syntax.Node, name string, o operand, rest ...ir.Expr) ir.Expr {
	if o.x != nil {
		return f.apply(at, name, append([]ir.Expr{o.x}, rest...)...)
	}
	iter := ir.Iter{Elem: o.item()}
	if ir.HasCallable(iter.Elem) && !callableOperations[name] {
		f.refuse("PT305", at, "%s is not translated for functions, whose identity values in Rust do not have", name)
	}
	ts := append([]ir.Type{iter}, typesOf(rest)...)
	op := ir.Lookup(name, ts)
	if op == nil {
		return nil
	}
	return &ir.Comp{
		Base: base(ir.ResultType(op, ts), at), Kind: ir.Aggregate, Clauses: o.clauses, Elt: o.elt,
		Op: op, Rest: rest, OnFail: f.opFails(op, append([]ir.Expr{o.elt}, rest...)),
	}
}

// applied applies a function passed by name, or a lambda, to args.
func (f *function) applied(fn syntax.Expr, args []ir.Expr) ir.Expr {
	if lambda, ok := f.m.info.Means[fn].(*syntax.Lambda); ok {
		fn = lambda
	}
	if lambda, ok := fn.(*syntax.Lambda); ok {
		return f.beta(lambda, args)
	}
	callee := f.m.info.RefOf(fn)
	if callee == nil {
		f.refuse("PT510", fn, "this function cannot be passed on")
	}
	switch callee.Kind {
	case types.User:
		for i := len(args); i < len(callee.Args); i++ {
			t, _ := f.m.convert(f.m.typeOfVar(callee.Func.Params[i]))
			if callee.Args[i] == nil {
				args = append(args, f.defaultValue(fn, callee.Func, i, storable(t)))
			} else {
				args = append(args, f.exprAs(callee.Args[i], storable(t)))
			}
		}
		return f.userCall(fn, callee.Func, args)
	case types.Library:
		return f.numericCall("PT401", fn, callee.Name, args)
	}
	return f.appliedBuiltin(fn, callee.Name, args)
}

// overBuiltins are the builtins that walk their only argument.
var overBuiltins = map[string]bool{
	"sum": true, "min": true, "max": true, "sorted": true, "list": true, "tuple": true, "set": true, "frozenset": true,
}

// appliedBuiltin applies a builtin or a method of str passed by name.
func (f *function) appliedBuiltin(fn syntax.Expr, name string, args []ir.Expr) ir.Expr {
	switch {
	case name == "bool" && len(args) == 1:
		return f.truth(args[0])
	case name == "str" && len(args) == 1:
		return f.str(fn, args[0])
	case name == "float" && len(args) == 1 && isNumber(args[0].Type()):
		return f.float(args[0])
	case overBuiltins[name] && len(args) == 1:
		return f.must("PT402", fn, name, f.strIter(f.over(args[0]), fn))
	}
	return f.numericCall("PT402", fn, name, args)
}

// beta is a lambda applied at once: its parameters are the arguments.
func (f *function) beta(e *syntax.Lambda, args []ir.Expr) ir.Expr {
	var params []*syntax.Param
	if e.Params != nil {
		params = e.Params.List
	}
	if len(params) != len(args) {
		f.refuse("PT510", e, "a lambda of %d parameters where %d are expected", len(params), len(args))
	}
	for i, p := range params {
		local, ok := args[i].(*ir.Local)
		if !ok || p.Default != nil || p.Kind != syntax.PositionalOrKeyword && p.Kind != syntax.PositionalOnly {
			f.refuse("PT510", p, "this parameter of a lambda is not translated")
		}
		f.bindParam(e, p, local.Var)
	}
	return f.expr(e.Body)
}

// bindParam makes the variable of a lambda's parameter stand for v.
func (f *function) bindParam(e *syntax.Lambda, p *syntax.Param, v *ir.Var) {
	if f.temps[v] {
		v.Name = p.Name
		if f.closures > 0 { // it may hide a variable of the function, as in Python
			delete(f.temps, v)
		}
	}
	syntax.Inspect(e.Body, func(n syntax.Node) bool {
		name, ok := n.(*syntax.Name)
		if !ok {
			return true
		}
		if source := f.m.info.VarOf(name); source != nil && source.Param == p {
			f.vars[source] = v
		}
		return true
	})
}

// key lowers a key= argument, which is applied to items of type elem.
func (f *function) key(e syntax.Expr, elem ir.Type) ir.Expr {
	v := f.temp("item", elem, e.Span())
	before := f.escapes
	f.closures++
	body := f.applied(e, []ir.Expr{localOf(v, e.Span())})
	f.closures--
	if f.escapes > before {
		f.refuse("PT510", e, "a key function that may raise an exception which is caught is not translated")
	}
	fn := ir.Fn{Params: []ir.Type{elem}, Result: body.Type()}
	return &ir.Lambda{Base: base(fn, e), Params: []*ir.Var{v}, Body: body}
}

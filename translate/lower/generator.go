package lower

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A generator is an ir.Generator: an object that runs the body of its function bit
// by bit, as it is asked for items. What it is made of becomes its own when it is
// made, and may not change from then on (package ownership); variables that it
// captures may get no new value (checkCaptured). What its body raises comes out of
// what asks it for an item; since any name may stand for any generator, that is
// whatever a generator of the module may raise.

// yieldStmt lowers a yield that stands alone; ok is false for anything else.
func (f *function) yieldStmt(s *syntax.ExprStmt) (out []ir.Stmt, ok bool) {
	switch e := s.Value.(type) {
	case *syntax.Yield:
		item := f.itemType()
		if e.Value == nil {
			return f.yields(s, f.as(&ir.UnitLit{Base: base(ir.Unit, e)}, item)), true
		}
		return f.yields(s, f.exprAs(e.Value, item)), true
	case *syntax.YieldFrom:
		return f.yieldFrom(s, e.Value), true
	}
	return nil, false
}

// itemType is the type of the items of the generator that is lowered.
func (f *function) itemType() ir.Type { return f.out.Result.(ir.Generator).Elem }

func (f *function) yields(at syntax.Node, x ir.Expr) []ir.Stmt {
	for _, t := range f.tries {
		if t.catches.meets(set("GeneratorExit")) {
			f.refuse("PT503", at, "a yield where a finally, or an except of everything, waits for the generator to be closed is not translated")
		}
	}
	return []ir.Stmt{&ir.Yield{Place: place(at), Value: x}}
}

// yieldFrom lowers yield from xs: a loop that yields the items.
func (f *function) yieldFrom(s *syntax.ExprStmt, xs syntax.Expr) []ir.Stmt {
	give := func(x ir.Expr) []ir.Stmt { return f.yields(s, f.as(x, f.itemType())) }
	if w, ok := f.walkOf(xs); ok {
		return f.loop(s, w, func() []ir.Stmt { return give(w.item()) })
	}
	eagers := len(f.eagers)
	iter := f.loopIter(xs)
	f.lazily(eagers, true)
	v := f.temp("item", itemOf(iter), s.Range)
	return []ir.Stmt{&ir.For{Place: place(s), Iter: iter, Target: v, Body: give(localOf(v, s.Range))}}
}

// walked walks the generator x where an exception of it stops the program.
func (f *function) walked(x ir.Expr) ir.Expr {
	walk := f.must("PT503", x, "generator.walk", x)
	if f.asked(classes{}) != ir.Stop {
		f.refuse("PT503", x, "what the generator raises may be caught, which is translated for loops, next and list only")
	}
	return walk
}

// loopIter is iter for a loop of statements, which a generator may leave with an
// exception.
func (f *function) loopIter(e syntax.Expr) ir.Expr {
	if v := f.made[e]; v != nil && f.calm {
		return f.must("PT503", e, "generator.walk", localOf(v, e.Span()))
	}
	x := f.objectWalk(e)
	if x == nil && !f.isGenerator(e) {
		return f.clauseIter(e)
	}
	if x == nil {
		x = f.unwrapped(f.expr(e))
	}
	walk := f.must("PT503", e, "generator.walk", x)
	if op, ok := walk.(*ir.Op); ok {
		op.OnFail = f.asked(classes{})
	}
	return walk
}

// objectWalk is the generator that walks over an object of a class; nil for other
// values, and for objects that are walked in another way.
func (f *function) objectWalk(e syntax.Expr) ir.Expr {
	t, _ := f.m.convert(f.m.info.TypeOf(e))
	if opt, ok := t.(ir.Option); ok {
		t = opt.Elem
	}
	if _, ok := t.(ir.Struct); !ok {
		return nil
	}
	return f.ownGenerator(e, f.unwrapped(f.expr(e)))
}

// isGenerator reports whether e is an object that is walked bit by bit, and not
// one of the forms that are walked where they stand.
func (f *function) isGenerator(e syntax.Expr) bool {
	t, ok := f.m.convert(f.m.info.TypeOf(e))
	if opt, isOpt := t.(ir.Option); isOpt {
		t = opt.Elem
	}
	_, generator := t.(ir.Generator)
	if _, name := f.builtinCall(e); name == "iter" {
		return false
	}
	_, exp := e.(*syntax.GeneratorExp)
	return ok && generator && !exp
}

// asked is how asking a generator for an item fails, which may raise more besides
// what generators do. A StopIteration that would leave a generator has to become a
// RuntimeError, so it must not stop the program.
func (f *function) asked(more classes) ir.Failure {
	caught := classes{}
	caught.add(f.facts.watched)
	for _, t := range f.tries {
		caught.add(t.catches)
	}
	raised := classes{}
	raised.add(more)
	for _, g := range f.m.generators() {
		if g.watched.add(caught) {
			f.m.changed = true
		}
		if !g.fallible {
			continue
		}
		raised.add(g.raises)
		if g.raises.meets(set("StopIteration")) {
			raised.add(set("RuntimeError"))
		}
	}
	return f.failing(raised, f.out.Yields && more["StopIteration"])
}

// generators are the facts of all generators of the module.
func (m *module) generators() []*facts {
	var out []*facts
	for _, fn := range m.info.Funcs {
		if fn.Yields && m.facts[fn] != nil {
			out = append(out, m.facts[fn])
		}
	}
	for _, e := range m.expressions {
		out = append(out, e.facts)
	}
	return out
}

// ask applies an operation that asks a generator for items.
func (f *function) ask(at syntax.Node, name string, args ...ir.Expr) ir.Expr {
	more := classes{}
	if name == "generator.next" {
		more = set("StopIteration")
	}
	x := f.must("PT503", at, name, args...)
	op, ok := x.(*ir.Op)
	if b, isBlock := x.(*ir.Block); isBlock {
		op, ok = b.Value.(*ir.Op)
	}
	if ok {
		op.OnFail = f.asked(more)
	}
	return x
}

// nextOf lowers next(generator) and next(generator, default).
func (f *function) nextOf(e *syntax.Call) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 2)
	g := f.unwrapped(f.expr(e.Args[0]))
	if len(e.Args) == 1 {
		return f.ask(e, "generator.next", g)
	}
	want := storable(f.typeOf(e))
	missing := f.exprAs(e.Args[1], want)
	item := g.Type().(ir.Generator).Elem
	if ir.Same(item, want) {
		return f.ask(e, "generator.next:default", g, missing)
	}
	option := ir.Option{Elem: item}
	if _, none := missing.(*ir.NoneLit); none && ir.Same(want, option) {
		return f.ask(e, "generator.advance", g)
	}
	if weigh(missing) > reads {
		f.refuse("PT402", e.Args[1], "the default of next has to be a plain value here")
	}
	found := f.temp("found", item, e.Range)
	return &ir.IfSome{
		Base: base(want, e), Var: found, X: f.ask(e, "generator.advance", g),
		Then: f.as(localOf(found, e.Range), want), Else: missing,
	}
}

// iterator lowers iter(xs) as an object that is kept.
func (f *function) iterator(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 1)
	if _, name := f.builtinCall(e.Args[0]); name == "range" {
		return f.rangeObject(e.Args[0].(*syntax.Call))
	}
	if f.walker(e.Args[0]) {
		f.refuse("PT521", e, "an iterator of this is not translated as an object that is kept")
	}
	x := f.unwrapped(f.expr(e.Args[0]))
	switch x.Type().(type) {
	case ir.Generator:
		return x
	case ir.List:
		return f.must("PT521", e, "generator.of", x)
	}
	if isText(x.Type()) {
		return f.must("PT521", e, "generator.of:chars", f.as(x, ir.Str))
	}
	if x.Type() == ir.Range {
		return f.must("PT521", e, "generator.of", x)
	}
	f.refuse("PT521", e, "an iterator over %s is not translated as an object that is kept: make it one over a list", pythonType(x.Type()))
	return nil
}

// rangeObject is iter(range(…)).
func (f *function) rangeObject(e *syntax.Call) ir.Expr {
	args := f.rangeArgs(e)
	if lit, ok := args[2].(*ir.IntLit); !ok || lit.Value == 0 {
		return f.must("PT521", e, "generator.of", f.rangeOf(e, args))
	}
	return f.must("PT521", e, "generator.of:range", args...)
}

// returnsFrom lowers a return in a generator.
func (f *function) returnsFrom(s *syntax.Return) []ir.Stmt {
	if s.Value != nil && !isNone(s.Value) {
		f.refuse("PT503", s, "what a generator returns is not translated: yield it, or let a function return it")
	}
	return []ir.Stmt{&ir.Return{Place: place(s)}}
}

// checkCaptured refuses variables that get a new value after a generator that
// looks at them may have been made: it would see each of them.
func (f *function) checkCaptured(body []ir.Stmt) {
	if len(f.captured) == 0 {
		return
	}
	g := newGraph(f.out.Params, body, precise)
	for _, n := range g.nodes {
		for i, e := range n.events {
			if e.local != nil && f.captured[e.local] && g.definedAfter(n, i+1, e.v) {
				f.refuse("PT503", e.local, "%s gets a new value after the generator that uses it is made, which would see it: pass it as an argument", e.v.Name)
			}
		}
	}
}

// definedAfter reports whether v may get a value after the events of n from from on.
func (g *graph) definedAfter(n *flowNode, from int, v *ir.Var) bool {
	defines := func(events []event) bool {
		for _, e := range events {
			if e.def && e.v == v {
				return true
			}
		}
		return false
	}
	if defines(n.events[from:]) {
		return true
	}
	seen := map[*flowNode]bool{}
	work := append([]*flowNode(nil), n.succs...)
	for len(work) > 0 {
		n := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[n] {
			continue
		}
		seen[n] = true
		if defines(n.events) {
			return true
		}
		work = append(work, n.succs...)
	}
	return false
}

// capture notes the arguments for the captures of fn, if a call of it may make a
// generator that lives on.
func (f *function) capture(fn *types.Function, args []ir.Expr) {
	if len(fn.Captures) == 0 {
		return
	}
	lives := ir.HasGenerator(f.m.results[fn])
	for _, p := range fn.Params {
		t, ok := f.m.convert(p.Type)
		lives = lives || ok && ir.HasGenerator(t)
	}
	if !lives {
		return
	}
	for _, x := range args[len(fn.Params)-len(fn.Captures):] {
		ir.WalkExpr(x, nil, func(e ir.Expr) bool {
			if l, ok := e.(*ir.Local); ok {
				f.captured[l] = true
			}
			return true
		})
	}
}

// checkYields refuses generator functions whose body does what is not translated.
func (f *function) checkYields() {
	def := f.src.Def
	if f.src.Class != nil && f.src.Name != "__iter__" {
		f.refuse("PT503", def.NameRange, "a method that is a generator is not translated: write a function")
	}
	if len(given(f.src)) > 0 {
		f.refuse("PT503", def.NameRange, "a generator that gives a variable of an enclosing function new values is not translated")
	}
	syntax.Walk(f.src.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.FunctionDef, *syntax.Lambda, *syntax.ClassDef:
			return false
		case *syntax.Try:
			if len(n.Finalbody) > 0 && yieldIn(n) != nil {
				f.refuse("PT503", yieldIn(n), "a yield in a try with a finally is not translated: the finally would run when the generator is closed")
			}
			if slices.ContainsFunc(n.Handlers, f.catchesExit) && yieldIn(&syntax.Try{Body: n.Body}) != nil {
				f.refuse("PT503", yieldIn(n), "a yield in a try that catches GeneratorExit is not translated: the handler would run when the generator is closed")
			}
		}
		return true
	})
}

// catchesExit reports whether a handler catches what a generator gets when it is closed.
func (f *function) catchesExit(h *syntax.ExceptHandler) bool {
	return h.Type == nil || slices.ContainsFunc(f.m.info.CaughtBy(h), func(c types.CaughtClass) bool {
		return types.IsSubclass("GeneratorExit", c.Builtin)
	})
}

// yieldIn is the first yield in a statement, nil for none.
func yieldIn(s syntax.Stmt) syntax.Node {
	var found syntax.Node
	syntax.Walk([]syntax.Stmt{s}, func(n syntax.Node) bool {
		switch n.(type) {
		case *syntax.FunctionDef, *syntax.Lambda:
			return false
		case *syntax.Yield, *syntax.YieldFrom:
			if found == nil {
				found = n
			}
		}
		return true
	})
	return found
}

// walksOnly reports whether a call of fn is over with the iterator that is its
// argument i when it returns: it has nowhere to keep it.
func (f *function) walksOnly(fn *types.Function, i int) bool {
	if fn.Yields || ir.HasGenerator(f.m.results[fn]) {
		return false
	}
	for j, p := range fn.Params {
		t, ok := f.m.convert(p.Type)
		_, whole := t.(ir.Generator)
		if !ok || ir.HasGenerator(t) && (!whole || j != i && len(fn.Captures) > 0) || ir.HasStruct(t) {
			return false
		}
	}
	return true
}

// drains has what asks its only argument for all that it has, before it does
// anything that shows.
var drains = map[string]bool{
	"list": true, "sorted": true, "sum": true, "tuple": true, "set": true, "frozenset": true, "dict": true,
	"max": true, "min": true, "str.join": true,
}

// drained lowers a call that takes all items of a generator which may raise what
// is caught: it gets a list of them. It returns nil for any other call.
func (f *function) drained(e *syntax.Call, callee *types.Callee, want ir.Type) ir.Expr {
	if !drains[callee.Name] || len(e.Args) != 1 || !f.isGenerator(e.Args[0]) || f.made[e.Args[0]] != nil {
		return nil
	}
	for _, k := range e.Keywords {
		if k.Name != "key" && k.Name != "reverse" && !isConstant(k.Value) {
			return nil
		}
	}
	if f.asked(classes{}) == ir.Stop {
		return nil
	}
	arg := e.Args[0]
	all := f.ask(arg, "generator.gather", f.unwrapped(f.expr(arg)))
	let := f.bindTemp("items", &all)
	f.made[arg] = all.(*ir.Local).Var
	defer delete(f.made, arg)
	return within([]ir.Stmt{let}, f.callAs(e, want))
}

// keepsGenerators has the operations, besides those of handlesInstances, that only
// move what they are applied to.
var keepsGenerators = map[string]bool{
	"list": true, "list.add": true, "list.mul": true, "list.iadd": true, "list.slice:step": true, "list.slice:reverse": true,
	"dict.setdefault": true, "contains.dict": true,
	"deque.append": true, "deque.appendleft": true, "deque.pop": true, "deque.popleft": true,
}

// checkGenerators refuses an operation that would look into generators, such as one
// that compares or shows them: they are told apart by identity.
func (f *function) checkGenerators(name string, args []ir.Expr) {
	if ir.Lookup(name, typesOf(args)) == nil {
		return
	}
	for _, x := range args {
		t := x.Type()
		if _, walked := t.(ir.Iter); walked || !ir.HasGenerator(t) {
			continue
		}
		if !handlesInstances[name] && !keepsGenerators[name] && !strings.HasPrefix(name, "generator.") {
			f.refuse("PT503", x, "%s of %s is not translated", name, pythonType(t))
		}
	}
}

package lower

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// next lowers next(iterator, default). Python makes the iterator, evaluates the
// default, and then asks for an item.
func (f *function) next(e *syntax.Call, _ ir.Type) ir.Expr {
	if len(e.Args) > 0 && f.isGenerator(e.Args[0]) {
		return f.nextOf(e)
	}
	f.keywords(e)
	f.arity(e, 1, 2)
	if len(e.Args) == 1 {
		return f.required(e)
	}
	want := storable(f.typeOf(e))
	missing := f.exprAs(e.Args[1], want)
	if weigh(missing) > reads {
		f.refuse("PT402", e.Args[1], "the default of next has to be a plain value here")
	}
	w, lazy := f.walkOf(e.Args[0])
	if !lazy {
		call, _ := e.Args[0].(*syntax.Call)
		if call == nil {
			f.refuse("PT402", e, "next is not translated for this")
		}
		return f.firstOf(e, operand{x: f.iter(call)}, missing, want)
	}
	clauses, elt, ok := f.closure(w, w.item)
	if ok && !conditional(clauses) {
		return f.firstOf(e, operand{clauses: clauses, elt: elt}, missing, want)
	}
	if !conditional(clauses) { // a loop that always ends in its first turn
		f.refuse("PT402", e, "next is not translated where making the item may raise an exception that is caught")
	}
	label := f.labels.pick("search")
	out := f.temp("found", want, e.Range)
	loop := f.loop(e, w, func() []ir.Stmt {
		set := &ir.Assign{Place: place(e), Target: localOf(out, e.Range), Value: f.as(w.item(), want)}
		return []ir.Stmt{set, &ir.Break{Place: place(e), Label: label}}
	})
	return within([]ir.Stmt{
		&ir.Let{Place: place(e), Var: out, Value: missing},
		&ir.Labelled{Place: place(e), Label: label, Body: loop},
	}, localOf(out, e.Range))
}

// required lowers next(iterator): where it is made for this alone, as in
// next(iter(d)), the first of what it walks.
func (f *function) required(e *syntax.Call) ir.Expr {
	call, name := f.builtinCall(e.Args[0])
	if name != "iter" || len(call.Args) != 1 || f.isGenerator(call.Args[0]) {
		return f.nextOf(e)
	}
	f.keywords(call)
	first := f.must("PT402", e, "next:required", f.iter(call.Args[0]))
	return f.as(first, storable(f.typeOf(e)))
}

// conditional reports whether clauses leave items out.
func conditional(clauses []*ir.Clause) bool {
	for _, c := range clauses {
		if len(c.Conds) > 0 {
			return true
		}
	}
	return len(clauses) > 1
}

// firstOf is the first of some items, or what stands for it when there is none.
func (f *function) firstOf(e *syntax.Call, o operand, missing ir.Expr, want ir.Type) ir.Expr {
	o = f.strItems(o, e)
	var x ir.Expr
	if _, none := missing.(*ir.NoneLit); none {
		x = f.aggregate(e, "next", o)
	} else {
		x = f.aggregate(e, "next:default", o, missing)
	}
	if x == nil {
		f.refuse("PT402", e, "next is not translated for items of type %s", pythonType(o.item()))
	}
	return f.as(x, want)
}

// iterOfCall walks what iter(xs) does.
func (f *function) iterOfCall(e *syntax.Call) ir.Expr {
	f.keywords(e)
	if len(e.Args) != 1 {
		f.refuse("PT402", e, "iter with a sentinel is not translated")
	}
	return f.iter(e.Args[0])
}

// transposed walks zip(*rows): the columns, as tuples.
func (f *function) transposed(e *syntax.Call, star *syntax.Starred) ir.Expr {
	if len(e.Keywords) > 0 {
		f.refuse("PT404", e, "this form of zip is not translated")
	}
	rows := f.listOfAll(star.Value)
	f.eagers = append(f.eagers, e)
	return f.over(f.must("PT509", e, "zip:star", rows))
}

// extremeOrNone is min or max of items, or None when there are none; rest is the
// key function, if there is one.
func (f *function) extremeOrNone(e *syntax.Call, name string, o operand, rest []ir.Expr) ir.Expr {
	elem := storable(o.item())
	list := ir.List{Elem: elem}
	var all ir.Expr = &ir.Comp{Base: base(list, e), Kind: ir.ListComp, Clauses: o.clauses, Elt: o.elt}
	if o.x != nil {
		all = f.gather(e, o.x)
	}
	items := f.bindTemp("items", &all)
	option := ir.Option{Elem: elem}
	name = strings.TrimSuffix(name, ":default")
	found := f.aggregate(e, name, operand{x: f.over(copyOf(all))}, rest...)
	if found == nil {
		f.refuse("PT402", e, "%s is not translated for items of type %s", f.builtinName(e), pythonType(elem))
	}
	return within([]ir.Stmt{items}, &ir.If{
		Base: base(option, e), Cond: f.must("PT402", e, "not", all),
		Then: &ir.NoneLit{Base: base(option, e)}, Else: f.as(found, option),
	})
}

package lower

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// setDisplay lowers {a, b} to type want.
func (f *function) setDisplay(e *syntax.Set, want ir.Set) ir.Expr {
	if hasStar(e.Elts) {
		return f.starredSet(e, want)
	}
	list := &ir.ListLit{Base: base(ir.List{Elem: want.Elem}, e), Elems: f.elements(e.Elts, want.Elem)}
	name := "set"
	if len(e.Elts) >= 3 && allConstant(e.Elts) {
		name = "set:literals"
	}
	return f.must("PT511", e, name, f.over(list))
}

// starredSet lowers {a, *b}: the elements are added in order.
func (f *function) starredSet(e *syntax.Set, want ir.Set) ir.Expr {
	out := f.temp("all", want, e.Range)
	lets := []ir.Stmt{&ir.Let{Place: place(e), Var: out, Value: emptySet(want, e)}}
	for _, elt := range e.Elts {
		var change ir.Expr
		if star, ok := elt.(*syntax.Starred); ok {
			change = f.must("PT509", star, "set.update", localOf(out, e.Range), f.setArgument(star.Value, want))
		} else {
			change = f.must("PT511", elt, "set.add", localOf(out, e.Range), f.exprAs(elt, want.Elem))
		}
		lets = append(lets, &ir.ExprStmt{Place: place(e), X: change})
	}
	return within(lets, localOf(out, e.Range))
}

// constantSet walks a display of literals behind for, of which CPython's compiler
// makes a frozenset that it keeps.
func (f *function) constantSet(e *syntax.Set) ir.Expr {
	t, ok := storable(f.typeOf(e)).(ir.Set)
	if !ok {
		f.refuse("PT511", e, "this set is not translated")
	}
	list := &ir.ListLit{Base: base(ir.List{Elem: t.Elem}, e), Elems: f.elements(e.Elts, t.Elem)}
	return f.over(f.must("PT511", e, "frozenset:literals", f.over(list)))
}

// allConstant reports whether CPython's compiler makes a constant of a display
// of these elements.
func allConstant(elts []syntax.Expr) bool {
	for _, e := range elts {
		switch e := e.(type) {
		case *syntax.Int, *syntax.Float, *syntax.Str, *syntax.Bool, *syntax.None, *syntax.Bytes:
		case *syntax.UnaryOp:
			if e.Op == "not" || !allConstant([]syntax.Expr{e.Operand}) {
				return false
			}
		case *syntax.BinOp:
			if !allConstant([]syntax.Expr{e.Left, e.Right}) {
				return false
			}
		case *syntax.Tuple:
			if !allConstant(e.Elts) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// setComp lowers a set comprehension to type want.
func (f *function) setComp(e *syntax.SetComp, want ir.Set) ir.Expr {
	w := walk{generators: e.Generators, item: func() ir.Expr { return f.exprAs(e.Elt, want.Elem) }}
	any := !ir.HasOrder(want.Elem) && f.walksAnyOrder(e)
	o := f.walkOperand(e, w)
	f.judgeAnyOrder(e, o, any)
	return f.setOf(e, "set", o)
}

// setOf makes a set of walked items.
func (f *function) setOf(e syntax.Expr, name string, o operand) ir.Expr {
	if x := f.aggregate(e, name, o); x != nil {
		return x
	}
	f.refuse("PT511", e, "%s is not translated for items of type %s", name, pythonType(o.item()))
	return nil
}

// setCall lowers set(…) and frozenset(…), to elements of the wanted type.
func (f *function) setCall(e *syntax.Call, want ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 0, 1)
	name := f.builtinName(e)
	t, ok := want.(ir.Set)
	if !ok {
		t, ok = f.typeOf(e).(ir.Set)
	}
	if !ok || t.Frozen != (name == "frozenset") {
		f.refuse("PT203", e, "a %s where %s is expected", name, pythonType(want))
	}
	t = storable(t).(ir.Set)
	if len(e.Args) == 0 {
		return emptySet(t, e)
	}
	arg := e.Args[0]
	if _, lazy := f.walkAll(arg); !lazy {
		if !f.walker(arg) {
			x := f.unwrapped(f.expr(arg))
			switch x.Type().(type) {
			case ir.Set, ir.Dict:
				return f.must("PT511", e, name, x)
			}
		}
	}
	any := !ir.HasOrder(t.Elem) && f.walksAnyOrder(arg)
	o := f.items(arg, func(x ir.Expr) ir.Expr { return f.itemAs(x, t.Elem) })
	f.judgeAnyOrder(arg, o, any)
	return f.setOf(e, name, o)
}

// emptySet is set() or frozenset().
func emptySet(t ir.Set, at syntax.Node) ir.Expr {
	name := "set:empty"
	if t.Frozen {
		name = "frozenset:empty"
	}
	return &ir.Op{Base: base(t, at), Op: ir.Lookup(name, nil)}
}

// setMethod lowers the methods of set and frozenset, whose operations have one
// name for both.
func (f *function) setMethod(e *syntax.Call, x ir.Expr) ir.Expr {
	f.keywords(e)
	t := x.Type().(ir.Set)
	_, method, _ := strings.Cut(f.methodName(e), ".")
	name := "set." + method
	switch method {
	case "add", "discard", "remove":
		f.methodArity(e, 1, 1)
		return f.must("PT403", e, name, x, f.exprAs(e.Args[0], t.Elem))
	case "pop":
		if !ir.HasOrder(t.Elem) {
			f.refuse("PT307", e, "which element pop takes depends on hashes that differ in each run of Python")
		}
		return f.must("PT403", e, name, x)
	case "copy", "clear":
		return f.must("PT403", e, name, x)
	}
	if len(e.Args) == 0 {
		if strings.HasSuffix(method, "update") {
			f.refuse("PT404", e, "%s without an argument is not translated", f.methodName(e))
		}
		return f.must("PT403", e, "set.copy", x)
	}
	if len(e.Args) == 1 || method == "intersection" {
		for _, arg := range e.Args {
			x = f.must("PT403", e, name, x, f.setArgument(arg, t))
		}
		return x
	}
	return f.setMethods(e, x, method)
}

// setMethods lowers a method of several arguments: all after the first change
// what the first gave, as in CPython.
func (f *function) setMethods(e *syntax.Call, x ir.Expr, method string) ir.Expr {
	t := x.Type().(ir.Set)
	update := map[string]string{
		"union": "set.update", "difference": "set.difference_update",
	}[method]
	if update == "" || t.Frozen {
		f.refuse("PT511", e, "%s with several arguments is not translated: write one call for each", f.methodName(e))
	}
	first := f.must("PT403", e, "set."+method, x, f.setArgument(e.Args[0], t))
	lets := []ir.Stmt{f.bindTemp("all", &first)}
	out := first.(*ir.Local)
	for _, arg := range e.Args[1:] {
		change := f.must("PT403", e, update, localOf(out.Var, e.Range), f.setArgument(arg, t))
		lets = append(lets, &ir.ExprStmt{Place: place(e), X: change})
	}
	return within(lets, localOf(out.Var, e.Range))
}

// setArgument lowers what is joined with or compared to a set: a set, or
// something to be walked.
func (f *function) setArgument(arg syntax.Expr, t ir.Set) ir.Expr {
	if w, ok := f.walkAll(arg); ok {
		item := w.item
		w.item = func() ir.Expr { return f.as(item(), t.Elem) }
		return f.over(f.collect(arg, w, ir.List{Elem: t.Elem}))
	}
	if list, ok := arg.(*syntax.List); ok {
		return f.over(f.display(list, ir.List{Elem: t.Elem}))
	}
	if !f.walker(arg) {
		x := f.unwrapped(f.exprAsSet(arg, t))
		switch x.Type().(type) {
		case ir.Set:
			return x
		case ir.Dict:
			if ir.HasOrder(t.Elem) {
				f.refuse("PT403", arg, "a dict as the argument of a method of set is not translated: write list(…)")
			}
		}
		return f.strIter(f.over(x), arg)
	}
	return f.strIter(f.iter(arg), arg)
}

// exprAsSet gives a set display or set() the type of the set beside it.
func (f *function) exprAsSet(e syntax.Expr, t ir.Set) ir.Expr {
	switch e.(type) {
	case *syntax.Set, *syntax.SetComp:
		return f.exprAs(e, ir.Set{Elem: t.Elem})
	}
	return f.expr(e)
}

// strIter walks strs where x walks characters.
func (f *function) strIter(x ir.Expr, at syntax.Node) ir.Expr {
	if itemOf(x) != ir.Char {
		return x
	}
	v := f.temp("c", ir.Char, at.Span())
	list := &ir.Comp{
		Base: base(ir.List{Elem: ir.Str}, at), Kind: ir.ListComp, Clauses: []*ir.Clause{{Iter: x, Target: v}},
		Elt: f.as(localOf(v, at.Span()), ir.Str),
	}
	return f.over(list)
}

var setOperators = map[syntax.Op]string{"|": "or", "&": "and", "-": "sub", "^": "xor"}

// setBinary is an operator on two sets, or nil.
func (f *function) setBinary(at syntax.Node, op syntax.Op, left, right ir.Expr) ir.Expr {
	name := setOperators[op]
	if _, ok := right.Type().(ir.Set); !ok || name == "" {
		return nil
	}
	return f.must("PT523", at, "set."+name, left, right)
}

// augSet lowers s |= t and its like, which change a set itself and give a
// frozenset another value.
func (f *function) augSet(s *syntax.AugAssign, target ir.Expr, t ir.Set) []ir.Stmt {
	if f.isView(s.Value) {
		f.refuse("PT523", s, "Python makes a new set here: write … = … %s …", s.Op)
	}
	value := f.unwrapped(f.exprAsSet(s.Value, t))
	if _, ok := value.Type().(ir.Set); ok && setOperators[s.Op] != "" {
		if root := ir.Root(target); root != nil && mentions(value, root) {
			if _, local := value.(*ir.Local); local {
				value = f.must("PT523", s, "set.copy", value)
			}
		}
		if out := f.compound(s, target, "set.i"+setOperators[s.Op], value); out != nil {
			return out
		}
	}
	f.refuse("PT523", s, "%s= is not translated for %s", s.Op, pythonType(t))
	return nil
}

// Order. The order of a set of strs is another one in each run of Python, so it
// must not show.

// unordered reports whether e is a set that Python walks in any order.
func (f *function) unordered(e syntax.Expr) bool {
	t, ok := f.m.convert(f.m.info.TypeOf(e))
	if option, optional := t.(ir.Option); optional {
		t = option.Elem
	}
	s, isSet := t.(ir.Set)
	return ok && isSet && !ir.HasOrder(s.Elem)
}

// walksAnyOrder finds the sets that are walked for the items of e, allows them
// to be walked in any order, and reports whether there are any. Whoever calls it
// makes something of the items that does not depend on their order.
func (f *function) walksAnyOrder(e syntax.Expr) bool {
	if f.unordered(e) {
		f.anyOrder[e] = true
		return true
	}
	any := false
	clauses := func(gens []*syntax.Comprehension) {
		for _, g := range gens {
			any = f.walksAnyOrder(g.Iter) || any
		}
	}
	switch e := e.(type) {
	case *syntax.GeneratorExp:
		clauses(e.Generators)
	case *syntax.ListComp:
		clauses(e.Generators)
	case *syntax.SetComp:
		clauses(e.Generators)
	case *syntax.Call:
		callee := f.m.info.CalleeOf(e)
		if callee == nil || callee.Kind != types.Builtin {
			return false
		}
		switch {
		case (callee.Name == "list" || callee.Name == "tuple") && len(e.Args) == 1 && f.unordered(e.Args[0]):
			f.anyOrder[e.Args[0]] = true
			return true
		case (callee.Name == "map" || callee.Name == "filter") && len(e.Args) == 2:
			return f.walksAnyOrder(e.Args[1])
		}
	}
	return any
}

// judgeAnyOrder refuses items of a set walked in any order where that would show:
// they must be pure, so that none fails before another, and equal items the same.
func (f *function) judgeAnyOrder(at syntax.Node, o operand, any bool) {
	if !any {
		return
	}
	pure := o.x == nil || weigh(o.x) <= reads
	if o.x == nil {
		pure = weigh(o.elt) <= reads
		for _, c := range o.clauses {
			pure = pure && weigh(c.Iter) <= reads
			for _, cond := range c.Conds {
				pure = pure && weigh(cond) <= reads
			}
		}
	}
	if !pure || o.x == nil && holdsFloat(o.item()) {
		f.refuse("PT307", at, "the order of this set is another one in each run of Python, and it may show here")
	}
}

// itemsAnyOrder is items for what does not depend on their order.
func (f *function) itemsAnyOrder(e syntax.Expr, adapt func(ir.Expr) ir.Expr) operand {
	any := f.walksAnyOrder(e)
	o := f.items(e, adapt)
	f.judgeAnyOrder(e, o, any)
	return o
}

// itemsFor is the items that are put into order, by a key if there is one: then
// the order of those with equal keys shows.
func (f *function) itemsFor(e, key syntax.Expr) operand {
	if key == nil || isNone(key) {
		return f.itemsAnyOrder(e, nil)
	}
	return f.items(e, nil)
}

// holdsFloat reports whether values of t may be equal and yet differ, as 0.0 and
// -0.0 do.
func holdsFloat(t ir.Type) bool {
	switch t := t.(type) {
	case ir.Basic:
		return t == ir.Float
	case ir.VarTuple:
		return holdsFloat(t.Elem)
	case ir.Dynamic:
		return true
	case ir.List:
		return holdsFloat(t.Elem)
	case ir.Tuple:
		for _, e := range t.Elems {
			if holdsFloat(e) {
				return true
			}
		}
	case ir.Option:
		return holdsFloat(t.Elem)
	}
	return false
}

// showsOrder reports whether the text of a value of type t tells the order of a
// set that Python may walk in any order.
func showsOrder(t ir.Type) bool {
	if set, ok := t.(ir.Set); ok {
		return !ir.HasOrder(set.Elem)
	}
	return slices.ContainsFunc(ir.Elems(t), showsOrder)
}

// texts are the operations that write a value as text.
var texts = map[string]bool{"str": true, "repr": true, "ascii": true, "display": true, "display:repr": true, "format": true}

// refuseOrder refuses an operation that shows the order of a set without one.
func (f *function) refuseOrder(at syntax.Node, name string, args []ir.Expr) {
	if texts[name] && len(args) > 0 && showsOrder(args[0].Type()) {
		f.refuse("PT307", at, "the text of this set shows its order, which is another one in each run of Python: sort it")
	}
}

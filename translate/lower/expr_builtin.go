package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// builtins has the builtins that need more than a row of the operations table.
var builtins map[string]func(f *function, e *syntax.Call, want ir.Type) ir.Expr

func init() {
	builtins = map[string]func(f *function, e *syntax.Call, want ir.Type) ir.Expr{
		"print":      (*function).printValue,
		"len":        (*function).length,
		"min":        (*function).extreme,
		"max":        (*function).extreme,
		"sum":        (*function).sum,
		"any":        (*function).anyAll,
		"all":        (*function).anyAll,
		"sorted":     (*function).sorted,
		"str":        (*function).strCall,
		"int":        (*function).intCall,
		"isinstance": (*function).isinstance,
		"float":      (*function).floatCall,

		types.PatternTests.Sequence: (*function).isSequence,
		types.PatternTests.Mapping:  (*function).isMapping,
		types.PatternTests.Length:   (*function).hasItems,
		types.PatternTests.Least:    (*function).hasItems,

		"format":         (*function).formatCall,
		"bytes":          (*function).bytesCall,
		"bytes.fromhex":  (*function).fromHex,
		"str.maketrans":  (*function).maketrans,
		"int.from_bytes": (*function).fromBytes,

		"bool":          (*function).boolCall,
		"list":          (*function).listCall,
		"dict":          (*function).dictCall,
		"dict.fromkeys": func(f *function, e *syntax.Call, _ ir.Type) ir.Expr { return f.fromKeys(e, nil) },
		"set":           (*function).setCall,
		"frozenset":     (*function).setCall,
		"tuple":         (*function).tupleCall,
		"pow":           (*function).power,
		"round":         (*function).round,
		"divmod":        (*function).divmod,
		"ord":           (*function).ord,
		"repr":          (*function).repr,
		"enumerate":     (*function).notKept,
		"zip":           (*function).notKept,
		"iter":          (*function).iterator,
		"next":          (*function).next,
		"range":         (*function).keptRange,
		"reversed":      (*function).notKept,
		"map":           (*function).notKept,
		"filter":        (*function).notKept,
	}
}

// builtin lowers a call of a builtin.
func (f *function) builtin(e *syntax.Call, name string, want ir.Type) ir.Expr {
	if special := builtins[name]; special != nil {
		return special(f, e, want)
	}
	f.keywords(e)
	args := make([]ir.Expr, len(e.Args))
	for i, a := range e.Args {
		args[i] = f.unwrapped(f.expr(a))
	}
	return f.numericCall("PT402", e, name, args)
}

func (f *function) builtinName(e *syntax.Call) string { return f.m.info.CalleeOf(e).Name }

func (f *function) notKept(e *syntax.Call, _ ir.Type) ir.Expr {
	f.refuse("PT521", e, "%s is translated where it is walked at once, not as a value; make it a list", f.builtinName(e))
	return nil
}

// arity refuses a call with a wrong number of positional arguments.
func (f *function) arity(e *syntax.Call, low, high int) {
	if len(e.Args) < low || len(e.Args) > high {
		f.refuse("PT404", e, "%s with %d argument(s) is not translated", f.builtinName(e), len(e.Args))
	}
}

// repr lowers repr(x), which takes None like anything else.
func (f *function) repr(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 1)
	x := f.expr(e.Args[0])
	if out := f.shown(e, x, true); out != nil {
		return out
	}
	return f.must("PT402", e, "repr", x)
}

// length lowers len(x).
func (f *function) length(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 1)
	if call, name := f.builtinCall(e.Args[0]); name == "dict.keys" || name == "dict.values" || name == "dict.items" {
		return f.must("PT402", e, "len", f.unwrapped(f.expr(call.Func.(*syntax.Attribute).Value)))
	}
	x := f.unwrapped(f.expr(e.Args[0]))
	if out := f.special(e, "__len__", x); out != nil {
		return out
	}
	if op, ok := x.(*ir.Op); ok && op.Op.Name == "str.encode" {
		return f.must("PT402", e, "len:encoded", op.Args[0])
	}
	if tuple, ok := x.Type().(ir.Tuple); ok && inert(x) {
		return intLit(int64(len(tuple.Elems)), e)
	}
	return f.must("PT402", e, "len", x)
}

// extreme lowers min and max.
func (f *function) extreme(e *syntax.Call, want ir.Type) ir.Expr {
	name := f.builtinName(e)
	named := f.keywords(e, "key", "default")
	f.arity(e, 1, 1<<20)
	if len(e.Args) == 1 {
		return f.extremeOf(e, name, f.itemsFor(e.Args[0], named[0]), named)
	}
	if named[0] != nil || named[1] != nil {
		return f.extremeOf(e, name, f.several(e), named)
	}
	elem := f.typeOf(e)
	args := f.elements(e.Args, storable(elem))
	if elem == ir.Int { // of equal ints nobody can tell which it is, and from the right rustc makes faster code
		out := args[len(args)-1]
		for _, a := range slices.Backward(args[:len(args)-1]) {
			out = f.must("PT402", e, name, a, out)
		}
		return out
	}
	out := args[0]
	for _, a := range args[1:] {
		out = f.must("PT402", e, name, out, a)
	}
	return out
}

// several are the arguments of min or max as a list to be walked.
func (f *function) several(e *syntax.Call) operand {
	elem := storable(f.typeOf(e))
	list := &ir.ListLit{Base: base(ir.List{Elem: elem}, e), Elems: f.elements(e.Args, elem)}
	return operand{x: f.over(list)}
}

func (f *function) extremeOf(e *syntax.Call, name string, o operand, named []syntax.Expr) ir.Expr {
	o = f.strItems(o, e)
	var rest []ir.Expr
	if named[0] != nil && !isNone(named[0]) {
		var key ir.Expr
		name, key = f.keyed(name, named[0], o.item(), map[string]syntax.Op{"min": "<", "max": ">"}[name])
		rest = append(rest, key)
	}
	if named[1] != nil {
		name += ":default"
		if isNone(named[1]) {
			return f.extremeOrNone(e, name, o, rest)
		}
		rest = append(rest, f.exprAs(named[1], o.item()))
	}
	if x := f.aggregate(e, name, o, rest...); x != nil {
		return x
	}
	f.refuse("PT402", e, "%s is not translated for items of type %s", f.builtinName(e), pythonType(o.item()))
	return nil
}

// strItems makes items that are characters strs, where a str is wanted.
func (f *function) strItems(o operand, at syntax.Node) operand {
	if o.item() != ir.Char {
		return o
	}
	if o.x == nil {
		o.elt = f.as(o.elt, ir.Str)
		return o
	}
	v := f.temp("c", ir.Char, at.Span())
	return operand{clauses: []*ir.Clause{{Iter: o.x, Target: v}}, elt: f.as(localOf(v, at.Span()), ir.Str)}
}

// sum lowers sum(xs) and sum(xs, start).
func (f *function) sum(e *syntax.Call, want ir.Type) ir.Expr {
	start := f.keywords(e, "start")[0]
	f.arity(e, 1, 2)
	if len(e.Args) == 2 {
		start = e.Args[1]
	}
	switch f.typeOf(e).(type) {
	case ir.Dynamic:
		return f.dynamicSum(e, start)
	case ir.List:
		return f.joinedLists(e)
	}
	o := f.itemsAnyOrder(e.Args[0], nil)
	if start == nil {
		return f.sumOf(e, "sum", o)
	}
	first := f.unwrapped(f.expr(start))
	if lit, ok := first.(*ir.IntLit); ok && lit.Value == 0 && o.item() == ir.Int {
		return f.sumOf(e, "sum", o)
	}
	if o.item() == ir.Float {
		first = f.float(first)
	}
	return f.sumOf(e, "sum:start", o, first)
}

// joinedLists lowers sum(rows, []).
func (f *function) joinedLists(e *syntax.Call) ir.Expr {
	o := f.items(e.Args[0], nil)
	if rows, ok := o.x.(*ir.ListIter); ok && !rows.Reversed {
		if x := f.apply(e, "sum:lists", rows.List); x != nil {
			return x
		}
	}
	return f.sumOf(e, "sum:lists", o)
}

func (f *function) sumOf(e *syntax.Call, name string, o operand, rest ...ir.Expr) ir.Expr {
	if x := f.aggregate(e, name, o, rest...); x != nil {
		return x
	}
	f.refuse("PT402", e, "sum is not translated for items of type %s", pythonType(o.item()))
	return nil
}

// anyAll lowers any and all. Where an item may raise into a try they stop at
// the item that decides, as Python does.
func (f *function) anyAll(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 1)
	name := f.builtinName(e)
	any := f.walksAnyOrder(e.Args[0])
	if w, ok := f.walkOf(e.Args[0]); ok {
		item := w.item
		w.item = func() ir.Expr { return f.truth(item()) }
		if gen, isGen := e.Args[0].(*syntax.GeneratorExp); isGen {
			w.item = func() ir.Expr { return f.cond(gen.Elt) }
		}
		clauses, elt, ok := f.closure(w, w.item)
		if !ok {
			if any {
				f.refuse("PT307", e, "which element of this set is looked at first is another one in each run of Python")
			}
			return f.decide(e, name == "any", w)
		}
		f.judgeAnyOrder(e, operand{clauses: clauses, elt: elt}, any)
		return f.aggregate(e, name, operand{clauses: clauses, elt: elt})
	}
	if list, ok := e.Args[0].(*syntax.ListComp); ok && !any {
		return f.anyAllOf(e, name, list)
	}
	o := f.items(e.Args[0], f.truth)
	f.judgeAnyOrder(e, o, any)
	if x := f.aggregate(e, name, o); x != nil {
		return x
	}
	f.refuse("PT402", e, "%s is not translated for items of type %s", name, pythonType(o.item()))
	return nil
}

// anyAllOf lowers any([…]) and all([…]). Python makes the whole list first,
// which can be left out when nobody can tell.
func (f *function) anyAllOf(e *syntax.Call, name string, list *syntax.ListComp) ir.Expr {
	w := walk{generators: list.Generators, item: func() ir.Expr { return f.cond(list.Elt) }}
	clauses, elt, ok := f.closure(w, w.item)
	if ok && weigh(&ir.Comp{Clauses: clauses, Elt: elt}) <= reads {
		return f.aggregate(e, name, operand{clauses: clauses, elt: elt})
	}
	x := f.collect(list, walk{generators: list.Generators, item: w.item}, ir.List{Elem: ir.Bool})
	return f.aggregate(e, name, operand{x: f.over(x)})
}

// decide walks w until an item is as wanted.
func (f *function) decide(e *syntax.Call, wanted bool, w walk) ir.Expr {
	label := f.labels.pick("search")
	out := f.temp(map[bool]string{true: "found", false: "all_hold"}[wanted], ir.Bool, e.Range)
	loop := f.loop(e, w, func() []ir.Stmt {
		cond := w.item()
		if !wanted {
			cond = f.not(cond)
		}
		set := &ir.Assign{Place: place(e), Target: localOf(out, e.Range), Value: boolLit(wanted, e)}
		return []ir.Stmt{&ir.IfStmt{Place: place(e), Cond: cond, Then: []ir.Stmt{set, &ir.Break{Place: place(e), Label: label}}}}
	})
	return within([]ir.Stmt{
		&ir.Let{Place: place(e), Var: out, Value: boolLit(!wanted, e)},
		&ir.Labelled{Place: place(e), Label: label, Body: loop},
	}, localOf(out, e.Range))
}

// sorted lowers sorted(xs, key=…, reverse=…).
func (f *function) sorted(e *syntax.Call, want ir.Type) ir.Expr {
	named := f.keywords(e, "key", "reverse")
	f.arity(e, 1, 1)
	o := f.strItems(f.itemsFor(e.Args[0], named[0]), e)
	name, rest := f.sorting("sorted", named, o.item())
	if x := f.aggregate(e, name, o, rest...); x != nil {
		return x
	}
	f.refuse("PT402", e, "sorted is not translated for items of type %s", pythonType(o.item()))
	return nil
}

// sorting picks the variant of sorted or list.sort for its keywords.
func (f *function) sorting(name string, named []syntax.Expr, elem ir.Type) (string, []ir.Expr) {
	var rest []ir.Expr
	if named[0] != nil && !isNone(named[0]) {
		var key ir.Expr
		name, key = f.keyed(name, named[0], elem, "<")
		rest = append(rest, key)
	}
	if named[1] == nil {
		return name, rest
	}
	reverse := f.cond(named[1])
	if lit, ok := reverse.(*ir.BoolLit); ok && !lit.Value {
		return name, rest
	}
	return name + ":reverse", append(rest, reverse)
}

// fold lowers a library function of one walked argument, and math.prod with a start.
func (f *function) fold(e *syntax.Call, name string) ir.Expr {
	start := f.keywords(e, "start")[0]
	f.arity(e, 1, 1)
	adapt := func(x ir.Expr) ir.Expr { return f.float(x) }
	if name == "math.fsum" {
		if x := f.floatDisplay(e.Args[0]); x != nil {
			return f.must("PT404", e, name, f.over(x))
		}
	}
	o := f.items(e.Args[0], nil)
	var rest []ir.Expr
	if start != nil {
		name += ":start"
		first := f.unwrapped(f.expr(start))
		switch t := o.item(); {
		case first.Type() == ir.Float && t != ir.Float:
			o = f.items(e.Args[0], adapt)
		case t == ir.Float:
			first = f.float(first)
		default:
			first = f.as(first, t)
		}
		rest = append(rest, first)
	}
	if x := f.aggregate(e, name, o, rest...); x != nil {
		return x
	}
	o = f.items(e.Args[0], adapt)
	if x := f.aggregate(e, name, o, rest...); x != nil {
		return x
	}
	f.refuse("PT404", e, "%s is not translated for items of type %s", f.builtinName(e), pythonType(o.item()))
	return nil
}

// floatDisplay is a list or tuple that is written out, for a function that makes
// floats of all its numbers; nil for anything else.
func (f *function) floatDisplay(e syntax.Expr) ir.Expr {
	var elts []syntax.Expr
	switch e := e.(type) {
	case *syntax.List:
		elts = e.Elts
	case *syntax.Tuple:
		elts = e.Elts
	}
	if len(elts) == 0 || hasStar(elts) {
		return nil
	}
	out := &ir.ListLit{Base: base(ir.List{Elem: ir.Float}, e)}
	for _, elt := range elts {
		x := f.unwrapped(f.expr(elt))
		if !isNumber(x.Type()) {
			return nil
		}
		out.Elems = append(out.Elems, f.float(x))
	}
	return out
}

// power lowers pow(x, y), which is x ** y, and pow(x, y, m).
func (f *function) power(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 2, 3)
	if len(e.Args) == 2 {
		return f.arithmetic(e, "**", f.expr(e.Args[0]), f.expr(e.Args[1]), f.m.info.TypeOf(e))
	}
	kind := ir.Int
	if f.typeOf(e) == ir.Big {
		kind = ir.Big
	}
	return f.must("PT404", e, "pow", f.elements(e.Args, kind)...)
}

func (f *function) round(e *syntax.Call, want ir.Type) ir.Expr {
	digits := f.keywords(e, "ndigits")[0]
	f.arity(e, 1, 2)
	if len(e.Args) == 2 {
		digits = e.Args[1]
	}
	x := f.unwrapped(f.expr(e.Args[0]))
	if _, ok := x.Type().(ir.Struct); ok {
		args := []ir.Expr{x}
		if digits != nil && !isNone(digits) {
			args = append(args, f.expr(digits))
		}
		return f.special(e, "__round__", args...)
	}
	if x.Type() == ir.Bool {
		x = f.as(x, ir.Int)
	}
	if digits == nil || isNone(digits) {
		return f.must("PT402", e, "round", x)
	}
	if float := f.averaged(x); float != nil && want == ir.Float {
		x = float
	}
	return f.must("PT402", e, "round", x, f.exprAs(digits, ir.Int))
}

func (f *function) divmod(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 2, 2)
	left, right := f.unwrapped(f.expr(e.Args[0])), f.unwrapped(f.expr(e.Args[1]))
	switch {
	case left.Type() == ir.Float || right.Type() == ir.Float:
		return f.must("PT402", e, "divmod", f.float(left), f.float(right))
	case left.Type() == ir.Big || right.Type() == ir.Big:
		left = f.as(left, ir.Big)
		if right.Type() != ir.Int {
			right = f.as(right, ir.Big)
		}
		return f.must("PT402", e, "divmod", left, right)
	}
	return f.must("PT402", e, "divmod", f.as(left, ir.Int), f.as(right, ir.Int))
}

// ord lowers ord(c); of a literal it is known that it is one character.
func (f *function) ord(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 1)
	x := f.unwrapped(f.expr(e.Args[0]))
	if lit, ok := charLit(x); ok {
		x = lit
	}
	return f.must("PT402", e, "ord", x)
}

// The constructors of the builtin types.

func (f *function) strCall(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 0, 1)
	if len(e.Args) == 0 {
		return strLit("", e)
	}
	return f.str(e, f.expr(e.Args[0]))
}

// str is str(x).
func (f *function) str(at syntax.Node, x ir.Expr) ir.Expr {
	x = f.asShown(x)
	if out := f.shown(at, x, false); out != nil {
		return out
	}
	switch {
	case x.Type() == ir.Str:
		return x
	case x.Type() == ir.Char:
		return f.as(x, ir.Str)
	case x.Type() == ir.Unit && inert(x):
		return strLit("None", at)
	}
	return f.must("PT402", at, "str", x)
}

func (f *function) intCall(e *syntax.Call, _ ir.Type) ir.Expr {
	radix := f.keywords(e, "base")[0]
	f.arity(e, 0, 2)
	if len(e.Args) == 0 {
		return intLit(0, e)
	}
	x := f.unwrapped(f.expr(e.Args[0]))
	if out := f.special(e, "__int__", x); out != nil {
		return out
	}
	if len(e.Args) == 2 {
		radix = e.Args[1]
	}
	name := "int"
	if f.typeOf(e) == ir.Big && !isNumber(x.Type()) || x.Type() == ir.Float && f.typeOf(e) == ir.Big {
		name = "int:big"
	}
	if radix != nil {
		return f.must("PT402", e, name, f.as(x, ir.Str), f.exprAs(radix, ir.Int))
	}
	switch x.Type() {
	case ir.Int:
		return x
	case ir.Bool:
		return f.as(x, ir.Int)
	}
	return f.must("PT402", e, name, x)
}

func (f *function) floatCall(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 0, 1)
	if len(e.Args) == 0 {
		return &ir.FloatLit{Base: base(ir.Float, e)}
	}
	if lit, ok := e.Args[0].(*syntax.Str); ok {
		if name := specialFloats[lit.Value]; name != "" {
			return f.specialFloat(e, lit.Value, name)
		}
	}
	x := f.unwrapped(f.expr(e.Args[0]))
	if out := f.special(e, "__float__", x); out != nil {
		return out
	}
	if isNumber(x.Type()) {
		return f.float(x)
	}
	return f.must("PT402", e, "float", x)
}

// specialFloats are the strings by which Python code writes what has no literal.
var specialFloats = map[string]string{"inf": "math.inf", "-inf": "math.inf", "nan": "math.nan", "+inf": "math.inf", "infinity": "math.inf", "Infinity": "math.inf"}

func (f *function) specialFloat(at syntax.Node, text, name string) ir.Expr {
	x := f.must("PT402", at, name)
	if text[0] == '-' {
		return f.must("PT402", at, "float.neg", x)
	}
	return x
}

func (f *function) boolCall(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 0, 1)
	if len(e.Args) == 0 {
		return boolLit(false, e)
	}
	return f.cond(e.Args[0])
}

// listCall lowers list(…), to elements of the wanted type.
func (f *function) listCall(e *syntax.Call, want ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 0, 1)
	t, ok := want.(ir.List)
	if !ok {
		t, ok = f.typeOf(e).(ir.List)
	}
	if !ok {
		f.refuse("PT203", e, "a list where %s is expected", pythonType(want))
	}
	if len(e.Args) == 0 {
		return &ir.ListLit{Base: base(t, e)}
	}
	if w, ok := f.walkOf(e.Args[0]); ok {
		item := w.item
		if gen, isGen := e.Args[0].(*syntax.GeneratorExp); isGen {
			w.item = func() ir.Expr { return f.exprAs(gen.Elt, t.Elem) }
		} else {
			w.item = func() ir.Expr { return f.as(item(), t.Elem) }
		}
		return f.collect(e, w, t)
	}
	return f.listOf(e, t)
}

// listOf makes a list of something that is walked.
func (f *function) listOf(e *syntax.Call, t ir.List) ir.Expr {
	if !f.walker(e.Args[0]) {
		x := f.unwrapped(f.expr(e.Args[0]))
		if x.Type() == ir.Char {
			x = f.as(x, ir.Str)
		}
		_, list := x.Type().(ir.List)
		if list || x.Type() == ir.Str {
			if op := f.apply(e, "list", x); op != nil && ir.Same(op.Type(), t) {
				return op
			}
		}
	}
	iter := f.iter(e.Args[0])
	if made, ok := iter.(*ir.ListIter); ok && !made.Reversed && ir.Same(made.List.Type(), t) {
		if _, fresh := made.List.(*ir.Block); fresh {
			return made.List
		}
	}
	if ir.Same(itemOf(iter), t.Elem) {
		return f.must("PT402", e, "list", iter)
	}
	v := f.temp("item", itemOf(iter), e.Range)
	return &ir.Comp{
		Base: base(t, e), Kind: ir.ListComp, Clauses: []*ir.Clause{{Iter: iter, Target: v}},
		Elt: f.asItem(localOf(v, e.Range), t.Elem),
	}
}

// asItem is as for an item that may be a tuple of characters, from zip or
// enumerate.
func (f *function) asItem(x *ir.Local, want ir.Type) ir.Expr {
	if _, ok := x.T.(ir.Tuple); ok {
		all, _ := fields(x)
		return f.as(&ir.TupleLit{Base: x.Base, Elems: all}, want)
	}
	return f.as(x, want)
}

// walkers are the calls whose result is walked and is no list.
var walkers = map[string]bool{
	"range": true, "enumerate": true, "zip": true, "reversed": true, "iter": true,
	"dict.keys": true, "dict.values": true, "dict.items": true, "dict.elements": true,
}

// dictCall lowers dict(), dict(d) and dict(pairs).
func (f *function) dictCall(e *syntax.Call, want ir.Type) ir.Expr {
	if len(e.Args) > 0 {
		f.keywords(e)
	}
	f.arity(e, 0, 1)
	t, ok := want.(ir.Dict)
	if !ok {
		t, ok = f.typeOf(e).(ir.Dict)
	}
	if !ok {
		f.refuse("PT203", e, "a dict where %s is expected", pythonType(want))
	}
	if len(e.Args) == 0 {
		out := &ir.DictLit{Base: base(t, e)}
		for _, k := range e.Keywords {
			if k.Name == "" {
				f.refuse("PT404", k, "dict(**…) is not translated")
			}
			out.Keys = append(out.Keys, f.as(strLit(k.Name, k), t.Key))
			out.Values = append(out.Values, f.exprAs(k.Value, t.Value))
		}
		return out
	}
	if gen, ok := e.Args[0].(*syntax.GeneratorExp); ok {
		pair, ok := gen.Elt.(*syntax.Tuple)
		if ok && len(pair.Elts) == 2 {
			return f.collectDict(e, gen.Generators, pair.Elts[0], pair.Elts[1], t)
		}
	}
	if x := f.dictCopy(e, t); x != nil {
		return x
	}
	o := f.items(e.Args[0], func(x ir.Expr) ir.Expr {
		local, ok := x.(*ir.Local)
		if ok && !ir.Same(x.Type(), ir.Tuple{Elems: []ir.Type{t.Key, t.Value}}) {
			return f.asItem(local, ir.Tuple{Elems: []ir.Type{t.Key, t.Value}})
		}
		return x
	})
	if x := f.aggregate(e, "dict", o); x != nil {
		return f.as(x, t)
	}
	f.refuse("PT402", e, "dict is not translated for items of type %s", pythonType(o.item()))
	return nil
}

// dictCopy is dict(d).
func (f *function) dictCopy(e *syntax.Call, t ir.Dict) ir.Expr {
	arg, ok := f.m.storableOf(f.m.info.TypeOf(e.Args[0])).(ir.Dict)
	if !ok || !ir.Same(arg.Key, t.Key) || !ir.Same(arg.Value, t.Value) {
		return nil
	}
	return f.must("PT402", e, "dict", f.expr(e.Args[0]))
}

// walkedFunctions are the library functions of one walked argument.
var walkedFunctions = map[string]bool{"math.fsum": true, "math.prod": true}

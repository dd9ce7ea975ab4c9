package lower

import (
	"slices"

	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// methods has the methods that need more than a row of the operations table.
var methods map[string]func(f *function, e *syntax.Call, x ir.Expr) ir.Expr

func init() {
	methods = map[string]func(f *function, e *syntax.Call, x ir.Expr) ir.Expr{
		"str.join":         (*function).join,
		"str.split":        (*function).split,
		"str.rsplit":       (*function).split,
		"str.splitlines":   (*function).splitlines,
		"str.startswith":   (*function).affix,
		"str.endswith":     (*function).affix,
		"str.find":         (*function).search,
		"str.rfind":        (*function).search,
		"str.index":        (*function).search,
		"str.rindex":       (*function).search,
		"str.count":        (*function).search,
		"str.expandtabs":   (*function).expandtabs,
		"str.encode":       (*function).codec,
		"str.translate":    (*function).translate,
		"bytes.translate":  (*function).translateBytes,
		"bytes.ljust":      (*function).padBytes,
		"bytes.rjust":      (*function).padBytes,
		"bytes.center":     (*function).padBytes,
		"bytes.expandtabs": (*function).expandBytes,
		"bytes.decode":     (*function).codec,
		"bytes.join":       (*function).joinBytes,
		"int.to_bytes":     (*function).toBytes,
		"list.append":      (*function).listElement,
		"list.remove":      (*function).listElement,
		"list.count":       (*function).listElement,
		"list.index":       (*function).listIndex,
		"list.insert":      (*function).listInsert,
		"list.extend":      (*function).listExtend,
		"list.sort":        (*function).listSort,
		"dict.get":         (*function).dictGet,
		"dict.pop":         (*function).dictPop,
		"dict.setdefault":  (*function).dictSetdefault,
		"dict.update":      (*function).dictUpdate,
		"dict.keys":        (*function).viewNotKept,
		"dict.values":      (*function).viewNotKept,
		"dict.items":       (*function).viewNotKept,
		"dict.fromkeys":    (*function).fromKeys,
		"tuple.index":      (*function).tupleSearch,
		"tuple.count":      (*function).tupleSearch,
	}
}

// method lowers a call of a method of a builtin type.
func (f *function) method(e *syntax.Call, name string) ir.Expr {
	attr, ok := e.Func.(*syntax.Attribute)
	if !ok {
		f.refuse("PT403", e, "%s is not translated here", name)
	}
	if name == "dict.fromkeys" {
		return f.fromKeys(e, nil)
	}
	switch {
	case strings.HasPrefix(name, "re.Pattern."):
		return f.patternMethod(e, name)
	case strings.HasPrefix(name, "re.Match."):
		return f.matchMethod(e, name)
	}
	x := f.unwrapped(f.expr(attr.Value))
	if _, ok := x.Type().(ir.Set); ok {
		return f.setMethod(e, x)
	}
	if t, ok := x.Type().(ir.Deque); ok {
		return f.dequeMethod(e, x, t)
	}
	if out := f.classMethod(e, x); out != nil {
		return out
	}
	if special := methods[name]; special != nil {
		return special(f, e, x)
	}
	f.keywords(e)
	args := []ir.Expr{x}
	for _, a := range e.Args {
		if !isNone(a) { // None stands for an argument that is left out
			args = append(args, f.unwrapped(f.expr(a)))
		}
	}
	return f.methodCall(e, name, args)
}

// methodCall applies a method to its receiver and arguments, with bools made ints.
func (f *function) methodCall(e *syntax.Call, name string, args []ir.Expr) ir.Expr {
	for i := 1; i < len(args); i++ {
		if args[i].Type() == ir.Bool && !strings.HasPrefix(name, "list.") {
			args[i] = f.as(args[i], ir.Int)
		}
	}
	if x := f.apply(e, name, args...); x != nil {
		return x
	}
	f.refuse("PT403", e, "%s is not translated for %s", name, operandTypes(args))
	return nil
}

func (f *function) methodName(e *syntax.Call) string { return f.m.info.CalleeOf(e).Name }

// methodArity refuses a call with a wrong number of arguments, or keywords.
func (f *function) methodArity(e *syntax.Call, low, high int) {
	f.keywords(e)
	if len(e.Args) < low || len(e.Args) > high {
		f.refuse("PT404", e, "%s with %d argument(s) is not translated", f.methodName(e), len(e.Args))
	}
}

func (f *function) viewNotKept(e *syntax.Call, _ ir.Expr) ir.Expr {
	f.refuse("PT521", e, "%s is translated where it is walked at once, not as a value; make it a list", f.methodName(e))
	return nil
}

// join lowers sep.join(xs).
func (f *function) join(e *syntax.Call, sep ir.Expr) ir.Expr {
	f.methodArity(e, 1, 1)
	name := "str.join"
	lit, ok := sep.(*ir.StrLit)
	empty := ok && lit.Value == ""
	if _, lazy := f.walkAll(e.Args[0]); !lazy {
		if !f.walker(e.Args[0]) {
			return f.joinValue(e, sep, empty)
		}
	}
	o := f.items(e.Args[0], nil)
	if empty {
		if x := f.aggregate(e, name+":empty", o); x != nil {
			return x
		}
	}
	if o.x != nil {
		return f.must("PT403", e, name, f.as(sep, ir.Str), o.x)
	}
	return f.joinComp(e, f.as(sep, ir.Str), o)
}

// joinValue joins a list, or what else can be walked.
func (f *function) joinValue(e *syntax.Call, sep ir.Expr, empty bool) ir.Expr {
	x := f.unwrapped(f.expr(e.Args[0]))
	if empty {
		if isText(x.Type()) {
			return f.str(e, x)
		}
		if op := f.apply(e, "str.join:empty", x); op != nil {
			return op
		}
	}
	if op := f.apply(e, "str.join", f.as(sep, ir.Str), x); op != nil {
		return op
	}
	return f.must("PT403", e, "str.join", f.as(sep, ir.Str), f.over(x))
}

// joinComp joins the items of a generator; the separator is evaluated first.
func (f *function) joinComp(e *syntax.Call, sep ir.Expr, o operand) ir.Expr {
	var lets []ir.Stmt
	if weigh(sep) > steady {
		lets = append(lets, f.bindTemp("sep", &sep))
	}
	iter := ir.Iter{Elem: o.item()}
	op := ir.Lookup("str.join", []ir.Type{ir.Str, iter})
	if op == nil {
		f.refuse("PT403", e, "join is not translated for items of type %s", pythonType(o.item()))
	}
	return within(lets, &ir.Comp{
		Base: base(ir.Str, e), Kind: ir.Aggregate, Clauses: o.clauses, Elt: o.elt, Op: op, Rest: []ir.Expr{sep},
	})
}

// split lowers split and rsplit.
func (f *function) split(e *syntax.Call, x ir.Expr) ir.Expr {
	name := f.methodName(e)
	named := f.keywords(e, "sep", "maxsplit")
	for i, a := range e.Args {
		if i > 1 || named[i] != nil {
			f.refuse("PT404", e, "%s takes at most two arguments", name)
		}
		named[i] = a
	}
	sep, limit := named[0], named[1]
	if sep != nil && isNone(sep) {
		sep = nil
	}
	args := []ir.Expr{f.as(x, ir.Str)}
	order := []int{0}
	if sep != nil {
		args, order = append(args, f.exprAs(sep, ir.Str)), append(order, len(args))
	} else if limit != nil {
		name += ":space"
	}
	if limit != nil {
		args, order = append(args, f.exprAs(limit, ir.Int)), append(order, len(args))
	}
	if sep != nil && limit != nil && limit.Span().Start < sep.Span().Start {
		order[1], order[2] = 2, 1
	}
	if out := f.applyIn(e, name, order, args); out != nil {
		return out
	}
	f.refuse("PT403", e, "this form of %s is not translated", name)
	return nil
}

func (f *function) splitlines(e *syntax.Call, x ir.Expr) ir.Expr {
	keep := f.keywords(e, "keepends")[0]
	if len(e.Args) == 1 {
		keep = e.Args[0]
	}
	name := "str.splitlines"
	if keep != nil {
		lit, ok := keep.(*syntax.Bool)
		if !ok || len(e.Args) > 1 {
			f.refuse("PT404", e, "keepends has to be True or False")
		}
		if lit.Value {
			name += ":keepends"
		}
	}
	return f.must("PT403", e, name, f.as(x, ir.Str))
}

// affix lowers startswith and endswith, whose first argument may be a tuple.
func (f *function) affix(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 1, 3)
	var arg ir.Expr
	if tuple, ok := e.Args[0].(*syntax.Tuple); ok {
		arg = &ir.ListLit{Base: base(ir.List{Elem: ir.Str}, tuple), Elems: f.elements(tuple.Elts, ir.Str)}
	} else if arg = f.expr(e.Args[0]); !isText(arg.Type()) {
		all, ok := fields(arg)
		if !ok {
			f.refuse("PT404", e.Args[0], "this argument of %s is not translated", f.methodName(e))
		}
		for i := range all {
			all[i] = f.as(all[i], ir.Str)
		}
		arg = &ir.ListLit{Base: base(ir.List{Elem: ir.Str}, e.Args[0]), Elems: all}
	}
	return f.withBounds(e, f.as(x, ir.Str), arg)
}

// search lowers find, index, count and their like.
func (f *function) search(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 1, 3)
	return f.withBounds(e, f.as(x, ir.Str), f.exprAs(e.Args[0], ir.Str))
}

// withBounds applies a method to x, arg and the optional bounds after it.
func (f *function) withBounds(e *syntax.Call, x, arg ir.Expr) ir.Expr {
	args := []ir.Expr{x, arg}
	if len(e.Args) > 1 {
		args = append(args, f.boundOf(e, e.Args[1]))
		var stop syntax.Expr
		if len(e.Args) > 2 {
			stop = e.Args[2]
		}
		args = append(args, f.boundOf(e, stop))
	}
	return f.must("PT403", e, f.methodName(e), args...)
}

func (f *function) expandtabs(e *syntax.Call, x ir.Expr) ir.Expr {
	size := f.keywords(e, "tabsize")[0]
	if len(e.Args) == 1 {
		size = e.Args[0]
	}
	if size == nil {
		return f.must("PT403", e, "str.expandtabs", x)
	}
	return f.must("PT403", e, "str.expandtabs", x, f.exprAs(size, ir.Int))
}

// elemOf is the element type of a list receiver.
func (f *function) elemOf(at syntax.Node, x ir.Expr) ir.Type {
	list, ok := x.Type().(ir.List)
	if !ok {
		f.refuse("PT403", at, "this method is not translated for %s", pythonType(x.Type()))
	}
	return list.Elem
}

// listElement lowers the methods whose argument is an element.
func (f *function) listElement(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 1, 1)
	return f.must("PT403", e, f.methodName(e), x, f.exprAs(e.Args[0], f.elemOf(e, x)))
}

func (f *function) listIndex(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 1, 3)
	return f.withBounds(e, x, f.exprAs(e.Args[0], f.elemOf(e, x)))
}

func (f *function) listInsert(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 2, 2)
	return f.must("PT403", e, "list.insert", x, f.exprAs(e.Args[0], ir.Int), f.exprAs(e.Args[1], f.elemOf(e, x)))
}

func (f *function) listExtend(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 1, 1)
	return f.extend(e, "list.extend", x, e.Args[0])
}

// extend adds the items of arg to list x. Those of a generator are collected
// first, since it might read the list.
func (f *function) extend(at syntax.Node, name string, x ir.Expr, arg syntax.Expr) ir.Expr {
	elem := f.elemOf(at, x)
	want := ir.List{Elem: elem}
	switch e := arg.(type) {
	case *syntax.List, *syntax.ListComp, *syntax.BinOp:
		return f.must("PT403", at, name, x, f.exprAs(e, want))
	}
	if w, ok := f.walkOf(arg); ok {
		item := w.item
		w.item = func() ir.Expr { return f.as(item(), elem) }
		return f.must("PT403", at, name, x, f.collect(arg, w, want))
	}
	if !f.walker(arg) {
		y := f.unwrapped(f.expr(arg))
		if _, isList := y.Type().(ir.List); isList || y.Type() == ir.Str {
			return f.must("PT403", at, name, x, y)
		}
		if tuple, ok := y.(*ir.TupleLit); ok {
			list := &ir.ListLit{Base: base(want, arg)}
			for _, item := range tuple.Elems {
				list.Elems = append(list.Elems, f.as(item, elem))
			}
			return f.must("PT403", at, name, x, list)
		}
	}
	iter := f.iter(arg)
	if !ir.Same(itemOf(iter), elem) {
		v := f.temp("item", itemOf(iter), arg.Span())
		list := &ir.Comp{
			Base: base(want, arg), Kind: ir.ListComp, Clauses: []*ir.Clause{{Iter: iter, Target: v}},
			Elt: f.asItem(localOf(v, arg.Span()), elem),
		}
		return f.must("PT403", at, name, x, list)
	}
	return f.must("PT403", at, name, x, iter)
}

func (f *function) listSort(e *syntax.Call, x ir.Expr) ir.Expr {
	named := f.keywords(e, "key", "reverse")
	if len(e.Args) > 0 {
		f.refuse("PT404", e, "sort takes only key= and reverse=")
	}
	name, rest := f.sorting("list.sort", named, f.elemOf(e, x))
	if list, ok := x.(*ir.Local); ok && named[0] != nil {
		for _, r := range rest {
			if mentions(r, list.Var) {
				f.refuse("PT602", named[0], "the key looks at the list that is being sorted, which Python shows empty meanwhile: use sorted")
			}
		}
	}
	return f.must("PT403", e, name, append([]ir.Expr{x}, rest...)...)
}

// entry is the type of a dict receiver.
func (f *function) entry(at syntax.Node, x ir.Expr) ir.Dict {
	dict, ok := x.Type().(ir.Dict)
	if !ok {
		f.refuse("PT403", at, "this method is not translated for %s", pythonType(x.Type()))
	}
	return dict
}

func (f *function) dictGet(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 1, 2)
	dict := f.entry(e, x)
	key := f.exprAs(e.Args[0], dict.Key)
	if len(e.Args) == 1 || isNone(e.Args[1]) {
		if _, optional := dict.Value.(ir.Option); optional {
			f.refuse("PT403", e, "get cannot tell a missing key from a value that is None; test with `in` first")
		}
		return f.must("PT403", e, "dict.get", x, key)
	}
	return f.must("PT403", e, "dict.get", x, key, f.exprAs(e.Args[1], dict.Value))
}

func (f *function) dictPop(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 1, 2)
	dict := f.entry(e, x)
	args := []ir.Expr{x, f.exprAs(e.Args[0], dict.Key)}
	if len(e.Args) == 2 {
		args = append(args, f.exprAs(e.Args[1], dict.Value))
	}
	return f.must("PT403", e, "dict.pop", args...)
}

func (f *function) dictSetdefault(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 2, 2)
	dict := f.entry(e, x)
	return f.must("PT403", e, "dict.setdefault", x, f.exprAs(e.Args[0], dict.Key), f.exprAs(e.Args[1], dict.Value))
}

func (f *function) dictUpdate(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 1, 1)
	dict := f.entry(e, x)
	return f.must("PT403", e, "dict.update", x, f.exprAs(e.Args[0], dict))
}

func (f *function) fromKeys(e *syntax.Call, _ ir.Expr) ir.Expr {
	f.methodArity(e, 1, 2)
	dict, ok := f.typeOf(e).(ir.Dict)
	if !ok || ir.IsMutable(dict.Value) {
		f.refuse("PT403", e, "fromkeys is not translated for this value, which all keys would share")
	}
	o := f.strItems(f.items(e.Args[0], nil), e)
	value := ir.Expr(&ir.UnitLit{Base: base(ir.Unit, e)})
	if len(e.Args) == 2 {
		value = f.exprAs(e.Args[1], dict.Value)
	}
	if x := f.aggregate(e, "dict.fromkeys", o, value); x != nil {
		return x
	}
	f.refuse("PT403", e, "fromkeys is not translated for items of type %s", pythonType(o.item()))
	return nil
}

// tupleSearch lowers index and count of a tuple whose elements are of one type.
func (f *function) tupleSearch(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 1, 1)
	if t, ok := x.Type().(ir.VarTuple); ok {
		return f.must("PT403", e, f.methodName(e), x, f.exprAs(e.Args[0], t.Elem))
	}
	list := f.tupleList(e, x)
	return f.must("PT403", e, f.methodName(e), list, f.exprAs(e.Args[0], list.Type().(ir.List).Elem))
}

// tupleList is a tuple as a list.
func (f *function) tupleList(at syntax.Node, x ir.Expr) ir.Expr {
	all, ok := fields(x)
	if !ok || len(all) == 0 {
		f.refuse("PT403", at, "this is not translated for a tuple that is not in a variable")
	}
	for _, elem := range all {
		if !ir.Same(elem.Type(), all[0].Type()) {
			f.refuse("PT403", at, "this is not translated for a tuple of several types")
		}
	}
	return &ir.ListLit{Base: base(ir.List{Elem: all[0].Type()}, x), Elems: all}
}

// contains lowers left in source.
func (f *function) contains(e *syntax.Compare, left ir.Expr, source syntax.Expr) ir.Expr {
	call, name := f.builtinCall(source)
	switch name {
	case "range":
		args := f.rangeArgs(call)
		if lit, ok := args[2].(*ir.IntLit); !ok || lit.Value == 0 || left.Type() != ir.Int && left.Type() != ir.Usize {
			return f.inRange(e, left, f.rangeOf(call, args))
		}
		return f.must("PT523", e, "contains.range", append([]ir.Expr{f.as(left, ir.Int)}, args...)...)
	case "dict.keys":
		return f.containsIn(e, left, f.unwrapped(f.expr(call.Func.(*syntax.Attribute).Value)))
	case "dict.values", "dict.items":
		iter := f.iter(source)
		return f.member(e, "contains.iter", iter, f.as(left, itemOf(iter)))
	}
	switch s := source.(type) {
	case *syntax.Tuple:
		return f.oneOf(e, left, s.Elts)
	case *syntax.List:
		return f.oneOf(e, left, s.Elts)
	case *syntax.Set:
		if allConstant(s.Elts) {
			return f.oneOf(e, left, s.Elts)
		}
	}
	return f.containsIn(e, left, f.unwrapped(f.expr(source)))
}

// member applies an operation on a container and an item, which Python
// evaluates the other way round.
func (f *function) member(e syntax.Node, name string, container, item ir.Expr) ir.Expr {
	x := f.applyIn(e, name, []int{1, 0}, []ir.Expr{container, item})
	if x == nil {
		f.refuse("PT523", e, "in is not translated for %s in %s", pythonType(item.Type()), pythonType(container.Type()))
	}
	return x
}

func (f *function) containsIn(e *syntax.Compare, left, container ir.Expr) ir.Expr {
	switch t := container.Type().(type) {
	case ir.List:
		return f.member(e, "contains.list", container, f.asEqual(left, t.Elem))
	case ir.Dict:
		return f.member(e, "contains.dict", container, f.as(left, t.Key))
	case ir.Deque:
		return f.member(e, "contains.deque", container, f.asEqual(left, t.Elem))
	case ir.VarTuple:
		return f.member(e, "contains.tuple", container, f.asEqual(left, t.Elem))
	case ir.Set:
		return f.member(e, "contains.set", container, f.as(left, t.Elem))
	case ir.Tuple:
		return f.member(e, "contains.list", f.tupleList(e, container), left)
	case ir.Generator:
		return f.member(e, "contains.iter", f.walked(container), f.as(left, t.Elem))
	}
	switch container.Type() {
	case ir.Bytes:
		return f.member(e, "contains.bytes", container, left)
	case ir.Range:
		return f.inRange(e, left, container)
	}
	if out := f.inInstance(e, left, container); out != nil {
		return out
	}
	if isText(container.Type()) {
		return f.member(e, "contains.str", f.as(container, ir.Str), f.unwrapped(left))
	}
	f.refuse("PT523", e, "in is not translated for %s", pythonType(container.Type()))
	return nil
}

// asEqual is as for a value that is only compared: an int becomes a float only
// when that is exact.
func (f *function) asEqual(x ir.Expr, want ir.Type) ir.Expr {
	if want == ir.Float && x.Type() == ir.Int {
		if lit, ok := x.(*ir.IntLit); !ok || lit.Value > exactFloat || lit.Value < -exactFloat {
			f.refuse("PT523", x, "looking for an int among floats is not translated; convert it with float()")
		}
	}
	return f.as(x, want)
}

// oneOf is left in (a, b, …): a chain of comparisons, or a search where the
// elements have to be evaluated all the same.
func (f *function) oneOf(e *syntax.Compare, left ir.Expr, elts []syntax.Expr) ir.Expr {
	if len(elts) == 0 {
		if inert(left) {
			return boolLit(false, e)
		}
		return within([]ir.Stmt{&ir.ExprStmt{Place: place(e), X: left}}, boolLit(false, e))
	}
	items := make([]ir.Expr, len(elts))
	for i, elt := range elts {
		items[i] = f.elements([]syntax.Expr{elt}, f.naturalType(elt))[0]
		// Python evaluates all before it compares, and finds a NaN that is the same object.
		if !inert(items[i]) || mayBeNaN(left) && mayBeNaN(items[i]) {
			want := storable(left.Type())
			list := &ir.ListLit{Base: base(ir.List{Elem: want}, e), Elems: f.elements(elts, want)}
			return f.member(e, "contains.list", list, f.as(left, want))
		}
	}
	var lets []ir.Stmt
	if !simple(left) {
		lets = append(lets, f.bindTemp("value", &left))
	}
	var out ir.Expr
	for i, item := range items {
		x := left
		if i > 0 {
			x = copyOf(left)
		}
		same := f.relate(e, "==", x, item)
		if out == nil {
			out = same
		} else {
			out = &ir.Logic{Base: base(ir.Bool, e), Or: true, L: out, R: same}
		}
	}
	return within(lets, out)
}

// mayBeNaN reports whether a NaN may be in x, which is equal to none, not even itself.
func mayBeNaN(x ir.Expr) bool {
	switch x := x.(type) {
	case *ir.FloatLit:
		return false
	case *ir.Convert:
		return mayBeNaN(x.X)
	case *ir.TupleLit:
		return slices.ContainsFunc(x.Elems, mayBeNaN)
	}
	return holdsFloat(x.Type())
}

func (f *function) naturalType(e syntax.Expr) ir.Type { return storable(f.typeOf(e)) }

// copyOf makes a second node for a simple expression.
func copyOf(x ir.Expr) ir.Expr {
	switch x := x.(type) {
	case *ir.Local:
		c := *x
		return &c
	case *ir.ConstRef:
		c := *x
		return &c
	case *ir.Convert:
		return &ir.Convert{Base: x.Base, X: copyOf(x.X)}
	case *ir.Unwrap:
		return &ir.Unwrap{Base: x.Base, X: copyOf(x.X)}
	case *ir.Op:
		c := *x
		c.Args = append([]ir.Expr(nil), x.Args...)
		for i := range c.Args {
			c.Args[i] = copyOf(c.Args[i])
		}
		return &c
	}
	return x
}

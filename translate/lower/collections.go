package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// dictKinds has the IR's name of each class of dicts.
var dictKinds = map[string]ir.DictKind{
	"": ir.PlainDict, "collections.Counter": ir.CounterDict, "collections.defaultdict": ir.DefaultDict,
	"collections.OrderedDict": ir.OrderedDict,
}

// classOf is the type of a call that makes a dict of a class.
func (f *function) classOf(e *syntax.Call, want ir.Type) ir.Dict {
	t, ok := storable(f.typeOf(e)).(ir.Dict)
	if !ok {
		f.refuse("PT401", e, "%s is not translated for this type", f.builtinName(e))
	}
	if other, same := want.(ir.Dict); same && other.Kind == t.Kind {
		return other
	}
	return t
}

// emptyOf makes an empty container by an operation without operands.
func emptyOf(name string, t ir.Type, at syntax.Node) ir.Expr {
	return &ir.Op{Base: base(t, at), Op: ir.Lookup(name, nil)}
}

// counter lowers Counter(), Counter(xs) and Counter(d).
func (f *function) counter(e *syntax.Call, want ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 0, 1)
	t := f.classOf(e, want)
	const name = "collections.Counter"
	if len(e.Args) == 0 {
		return emptyOf(name, t, e)
	}
	arg := e.Args[0]
	if _, lazy := f.walkAll(arg); !lazy && !f.walker(arg) {
		x := f.unwrapped(f.expr(arg))
		if _, ok := x.Type().(ir.Dict); ok || x.Type() == ir.Str {
			return f.must("PT401", e, name, x)
		}
	}
	o := f.items(arg, func(x ir.Expr) ir.Expr { return f.itemAs(x, t.Key) })
	return f.walkedInto(e, name, o)
}

// walkedInto applies an operation that makes a container to walked items.
func (f *function) walkedInto(e *syntax.Call, name string, o operand) ir.Expr {
	if x := f.aggregate(e, name, o); x != nil {
		return x
	}
	f.refuse("PT401", e, "%s is not translated for items of type %s", name, pythonType(o.item()))
	return nil
}

// orderedDict lowers OrderedDict(), OrderedDict(d) and OrderedDict(pairs).
func (f *function) orderedDict(e *syntax.Call, want ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 0, 1)
	t := f.classOf(e, want)
	const name = "collections.OrderedDict"
	if len(e.Args) == 0 {
		return emptyOf(name, t, e)
	}
	arg := e.Args[0]
	if _, lazy := f.walkAll(arg); !lazy && !f.walker(arg) {
		x := f.unwrapped(f.expr(arg))
		if _, ok := x.Type().(ir.Dict); ok {
			return f.must("PT401", e, name, x)
		}
	}
	pair := ir.Tuple{Elems: []ir.Type{t.Key, t.Value}}
	return f.walkedInto(e, name, f.items(arg, func(x ir.Expr) ir.Expr { return f.itemAs(x, pair) }))
}

// defaultDict lowers defaultdict(factory) and defaultdict(factory, d).
func (f *function) defaultDict(e *syntax.Call, want ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 2)
	t := f.classOf(e, want)
	made := f.defaultMade(e, t)
	if len(e.Args) == 2 {
		return f.must("PT404", e, "collections.defaultdict:over", made, f.exprAs(e.Args[1], ir.Dict{Key: t.Key, Value: t.Value}))
	}
	return made
}

// defaultMade is an empty defaultdict.
func (f *function) defaultMade(e *syntax.Call, t ir.Dict) ir.Expr {
	lambda, ok := e.Args[0].(*syntax.Lambda)
	if !ok {
		return emptyOf("collections.defaultdict:class", t, e)
	}
	if !isConstant(lambda.Body) {
		f.refuse("PT404", lambda, "the factory of a defaultdict is translated when it makes a constant")
	}
	fn := &ir.Lambda{Base: base(ir.Fn{Result: t.Value}, lambda), Body: f.exprAs(lambda.Body, t.Value)}
	op := ir.Lookup("collections.defaultdict", []ir.Type{fn.T})
	return &ir.Op{Base: base(t, e), Op: op, Args: []ir.Expr{fn}}
}

// missing reads d[k] of a dict that gives a value for a key it has not; nil for
// any other container.
func (f *function) missing(e *syntax.Subscript, x ir.Expr) ir.Expr {
	t, ok := x.Type().(ir.Dict)
	if !ok || t.Kind != ir.CounterDict && t.Kind != ir.DefaultDict {
		return nil
	}
	key := f.exprAs(e.Index, t.Key)
	if t.Kind == ir.CounterDict {
		return f.must("PT523", e, "dict.getitem", x, key)
	}
	if f.closures > 0 {
		f.refuse("PT523", e, "reading an element of a defaultdict adds the key: that is not translated inside a comprehension or key function; use get")
	}
	if ir.IsCopy(t.Value) {
		return f.must("PT523", e, "dict.getitem", x, key)
	}
	return f.must("PT523", e, "dict.entry", x, key)
}

// augEntry lowers d[k] Op= Value for a dict that gives a value for a key it has
// not; nil for any other container.
func (f *function) augEntry(s *syntax.AugAssign, sub *syntax.Subscript, x ir.Expr) []ir.Stmt {
	t, ok := x.Type().(ir.Dict)
	if !ok || t.Kind != ir.CounterDict && t.Kind != ir.DefaultDict {
		return nil
	}
	root := ir.Root(x)
	local, plain := x.(*ir.Local)
	if root == nil || !plain || f.closures > 0 {
		f.refuse("PT523", s, "changing an element of this value is not translated: give the dict a name")
	}
	key := f.exprAs(sub.Index, t.Key)
	var lets []ir.Stmt
	if !simple(key) {
		lets = append(lets, f.bindTemp("key", &key))
	}
	dict := func() ir.Expr { return localOf(local.Var, x.Span()) }
	entry := func() ir.Expr { return f.must("PT523", sub, "dict.entry", dict(), copyOf(key)) }
	switch held := t.Value.(type) {
	case ir.List:
		return append(lets, f.augList(s, entry(), held)...)
	case ir.Set:
		return append(lets, f.augSet(s, entry(), held)...)
	}
	value := f.unwrapped(f.expr(s.Value))
	if weigh(value) > steady {
		if t.Kind == ir.DefaultDict { // Python adds the key before it looks at the value
			lets = append(lets, &ir.ExprStmt{Place: place(s), X: entry()})
		}
		lets = append(lets, f.bindTemp("value", &value))
	}
	if out := f.augScalar(s, entry(), entry(), value); out != nil {
		return append(lets, out...)
	}
	current := f.must("PT523", sub, "dict.getitem", dict(), copyOf(key))
	result := f.as(f.arithmetic(s, s.Op, current, value, f.m.info.TypeOf(s.Target)), t.Value)
	lets = append(lets, f.bindTemp("value", &result))
	target := &ir.Item{Base: base(t.Value, sub), Dict: dict(), Key: copyOf(key)}
	return append(lets, &ir.Assign{Place: placeOf(s), Target: target, Value: result})
}

// counterUpdate lowers update and subtract of a Counter.
func (f *function) counterUpdate(e *syntax.Call, x ir.Expr, t ir.Dict) ir.Expr {
	f.methodArity(e, 1, 1)
	arg := e.Args[0]
	name := f.methodName(e)
	if _, lazy := f.walkAll(arg); !lazy && !f.walker(arg) {
		y := f.unwrapped(f.expr(arg))
		if _, ok := y.Type().(ir.Dict); ok {
			return f.must("PT403", e, name, x, y)
		}
		return f.must("PT403", e, name, x, f.strIter(f.over(y), arg))
	}
	if w, ok := f.walkOf(arg); ok {
		item := w.item
		w.item = func() ir.Expr { return f.as(item(), t.Key) }
		return f.must("PT403", e, name, x, f.over(f.collect(arg, w, ir.List{Elem: t.Key})))
	}
	return f.must("PT403", e, name, x, f.strIter(f.iter(arg), arg))
}

// classMethod lowers a method of a class of dicts, or returns nil for one that
// it has from dict.
func (f *function) classMethod(e *syntax.Call, x ir.Expr) ir.Expr {
	t, ok := x.Type().(ir.Dict)
	if !ok || t.Kind == ir.PlainDict {
		return nil
	}
	attr := e.Func.(*syntax.Attribute).Attr
	if t.Kind == ir.CounterDict {
		switch attr {
		case "most_common":
			f.methodArity(e, 0, 1)
			if len(e.Args) == 0 || isNone(e.Args[0]) {
				return f.must("PT403", e, "Counter.most_common", x)
			}
			return f.must("PT403", e, "Counter.most_common", x, f.exprAs(e.Args[0], ir.Int))
		case "total":
			f.methodArity(e, 0, 0)
			return f.must("PT403", e, "Counter.total", x)
		case "update", "subtract":
			return f.counterUpdate(e, x, t)
		}
	}
	switch {
	case t.Kind == ir.OrderedDict && attr == "popitem":
		if last := f.keywords(e, "last")[0]; last != nil || len(e.Args) > 0 {
			return f.must("PT403", e, "dict.popitem", x, f.exprAs(firstExpr(e.Args, last), ir.Bool))
		}
		return f.must("PT403", e, "dict.popitem", x)
	case t.Kind == ir.OrderedDict && attr == "move_to_end":
		last := f.keywords(e, "last")[0]
		key := f.exprAs(e.Args[0], t.Key)
		if last != nil || len(e.Args) > 1 {
			return f.must("PT403", e, "dict.move_to_end", x, key, f.exprAs(firstExpr(e.Args[1:], last), ir.Bool))
		}
		return f.must("PT403", e, "dict.move_to_end", x, key)
	}
	switch attr {
	case "copy", "clear", "keys", "values", "items", "get":
		return nil
	case "pop", "setdefault":
		if t.Kind != ir.CounterDict {
			return nil
		}
	case "update":
		if t.Kind == ir.DefaultDict || t.Kind == ir.OrderedDict {
			return nil
		}
	}
	f.refuse("PT403", e, "%s is not translated for %s", attr, pythonType(t))
	return nil
}

func firstExpr(args []syntax.Expr, other syntax.Expr) syntax.Expr {
	if len(args) > 0 {
		return args[0]
	}
	return other
}

var dictOperators = map[syntax.Op]string{"|": "or", "&": "and", "+": "add", "-": "sub"}

// dictBinary is an operator on two dicts, or nil.
func (f *function) dictBinary(at syntax.Node, op syntax.Op, left, right ir.Expr) ir.Expr {
	if _, ok := right.Type().(ir.Dict); !ok || dictOperators[op] == "" {
		return nil
	}
	return f.apply(at, "dict."+dictOperators[op], left, right)
}

package lower

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// boundedDeque lowers deque(xs, maxlen=n).
func (f *function) boundedDeque(e *syntax.Call, from, most syntax.Expr, t ir.Deque) ir.Expr {
	name := "collections.deque:maxlen"
	if from == nil {
		empty := f.over(&ir.ListLit{Base: base(ir.List(t), e)})
		return f.must("PT404", e, name, empty, f.exprAs(most, ir.Option{Elem: ir.Int}))
	}
	o := f.items(from, func(x ir.Expr) ir.Expr { return f.itemAs(x, t.Elem) })
	bound := f.exprAs(most, ir.Option{Elem: ir.Int})
	if x := f.aggregate(e, name, o, bound); x != nil {
		return x
	}
	f.refuse("PT401", e, "deque is not translated for items of type %s", pythonType(o.item()))
	return nil
}

// deque lowers deque(), deque(xs) and both with maxlen=.
func (f *function) deque(e *syntax.Call, want ir.Type) ir.Expr {
	named := f.keywords(e, "iterable", "maxlen")
	f.arity(e, 0, 2)
	copy(named, e.Args)
	t, ok := want.(ir.Deque)
	if !ok {
		t, ok = storable(f.typeOf(e)).(ir.Deque)
	}
	if !ok {
		f.refuse("PT401", e, "deque is not translated for this type")
	}
	const name = "collections.deque"
	if most := named[1]; most != nil && !isNone(most) {
		return f.boundedDeque(e, named[0], most, t)
	}
	if named[0] == nil {
		return emptyOf(name, t, e)
	}
	return f.walkedInto(e, name, f.items(named[0], func(x ir.Expr) ir.Expr { return f.itemAs(x, t.Elem) }))
}

// dequeMethod lowers the methods of deque.
func (f *function) dequeMethod(e *syntax.Call, x ir.Expr, t ir.Deque) ir.Expr {
	f.methodArity(e, 0, 3)
	_, method, _ := strings.Cut(f.methodName(e), ".")
	name := "deque." + method
	if len(e.Args) == 0 {
		return f.must("PT403", e, name, x)
	}
	switch arg := e.Args[0]; method {
	case "insert":
		return f.must("PT403", e, name, x, f.exprAs(arg, ir.Int), f.exprAs(e.Args[1], t.Elem))
	case "index":
		args := []ir.Expr{x, f.asEqual(f.expr(arg), t.Elem)}
		if len(e.Args) > 1 {
			args = append(args, f.exprAs(e.Args[1], ir.Int))
			if len(e.Args) > 2 {
				args = append(args, f.boundOf(e, e.Args[2]))
			} else {
				args = append(args, f.boundOf(e, nil))
			}
		}
		return f.must("PT403", e, name, args...)
	case "append", "appendleft", "count", "remove":
		return f.must("PT403", e, name, x, f.exprAs(arg, t.Elem))
	case "rotate":
		return f.must("PT403", e, name, x, f.exprAs(arg, ir.Int))
	default: // extend, extendleft
		return f.must("PT403", e, name, x, f.walkable(arg))
	}
}

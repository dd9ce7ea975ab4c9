package lower

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// deque lowers deque() and deque(xs).
func (f *function) deque(e *syntax.Call, want ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 0, 1)
	t, ok := want.(ir.Deque)
	if !ok {
		t, ok = storable(f.typeOf(e)).(ir.Deque)
	}
	if !ok {
		f.refuse("PT401", e, "deque is not translated for this type")
	}
	const name = "collections.deque"
	if len(e.Args) == 0 {
		return emptyOf(name, t, e)
	}
	return f.walkedInto(e, name, f.items(e.Args[0], func(x ir.Expr) ir.Expr { return f.itemAs(x, t.Elem) }))
}

// dequeMethod lowers the methods of deque.
func (f *function) dequeMethod(e *syntax.Call, x ir.Expr, t ir.Deque) ir.Expr {
	f.methodArity(e, 0, 1)
	_, method, _ := strings.Cut(f.methodName(e), ".")
	name := "deque." + method
	if len(e.Args) == 0 {
		return f.must("PT403", e, name, x)
	}
	switch arg := e.Args[0]; method {
	case "append", "appendleft", "count":
		return f.must("PT403", e, name, x, f.exprAs(arg, t.Elem))
	case "rotate":
		return f.must("PT403", e, name, x, f.exprAs(arg, ir.Int))
	default: // extend, extendleft
		return f.must("PT403", e, name, x, f.walkable(arg))
	}
}

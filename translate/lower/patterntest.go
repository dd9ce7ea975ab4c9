package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// isSequence lowers the question whether a value is what a sequence pattern takes.
func (f *function) isSequence(e *syntax.Call, _ ir.Type) ir.Expr {
	return f.isOneOf(e, []string{"list", "tuple"}, func(t ir.Type) bool {
		switch t.(type) {
		case ir.List, ir.Tuple, ir.VarTuple, ir.Deque:
			return true
		}
		return false
	})
}

// isMapping lowers the question whether a value is a mapping.
func (f *function) isMapping(e *syntax.Call, _ ir.Type) ir.Expr {
	return f.isOneOf(e, []string{"dict"}, func(t ir.Type) bool {
		_, ok := t.(ir.Dict)
		return ok
	})
}

// isOneOf is whether the argument is of one of the classes, which is for a static
// type to say where it can.
func (f *function) isOneOf(e *syntax.Call, classes []string, is func(ir.Type) bool) ir.Expr {
	x := f.expr(e.Args[0])
	if name, ok := e.Args[0].(*syntax.Name); ok {
		if t := x.Type(); !isDynamic(t) && !isOption(t) {
			return f.known(e, f.rawName(name), is(t))
		}
		x = f.narrowed(f.rawName(name), name)
	}
	if option, ok := x.Type().(ir.Option); ok {
		if is(option.Elem) {
			return f.must("PT506", e, "is_some", x)
		}
		return f.known(e, x, false)
	}
	if !isDynamic(x.Type()) {
		return f.known(e, x, is(x.Type()))
	}
	if !simple(x) {
		lets := []ir.Stmt{f.bindTemp("value", &x)}
		return within(lets, f.tests(e, x, classes))
	}
	return f.tests(e, x, classes)
}

// hasItems lowers the question how many items a sequence has.
func (f *function) hasItems(e *syntax.Call, _ ir.Type) ir.Expr {
	exact := f.builtinName(e) == types.PatternTests.Length
	n := e.Args[1].(*syntax.Int).Value
	x := f.unwrapped(f.expr(e.Args[0]))
	if tuple, ok := x.Type().(ir.Tuple); ok {
		size := int64(len(tuple.Elems))
		return f.known(e, x, size == n || size > n && !exact)
	}
	switch {
	case exact && n == 0:
		return f.must("PT506", e, "not", x)
	case !exact && n == 1:
		return f.must("PT506", e, "bool", x)
	case exact:
		return f.relate(e, "==", f.must("PT506", e, "len", x), intLit(n, e))
	}
	return f.relate(e, ">=", f.must("PT506", e, "len", x), intLit(n, e))
}

func isOption(t ir.Type) bool {
	_, ok := t.(ir.Option)
	return ok
}

package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// isSlice reports whether a target is a part of something.
func isSlice(target syntax.Expr) bool {
	t, ok := target.(*syntax.Subscript)
	if !ok {
		return false
	}
	_, ok = t.Index.(*syntax.Slice)
	return ok
}

// assignSlice is Value[Lower:Upper:Step] = value. Python makes a list of whatever it
// can walk over before it changes anything.
func (f *function) assignSlice(t *syntax.Subscript, value syntax.Expr, want ir.List) ir.Expr {
	items, lazy := f.sliceValue(value, want)
	x := f.unwrapped(f.expr(t.Value))
	if ir.SamePlace(items, x) {
		items = f.must("PT521", value, "list", items)
	}
	return f.storeSlice(t, t.Index.(*syntax.Slice), x, items, lazy)
}

// sliceValue is the list of what is assigned to a slice, and whether that is walked
// only once the bounds are known, so that they may change what it gives.
func (f *function) sliceValue(value syntax.Expr, want ir.List) (items ir.Expr, lazy bool) {
	switch t := f.typeOf(value).(type) {
	case ir.List:
		return f.exprAs(value, want), false
	case ir.Tuple, ir.VarTuple:
	case ir.Basic:
		lazy = t != ir.Str && t != ir.Bytes && t != ir.Range
	default:
		lazy = true
	}
	if t, ok := value.(*syntax.Tuple); ok && !hasStar(t.Elts) {
		return &ir.ListLit{Base: base(want, value), Elems: f.elements(t.Elts, want.Elem)}, lazy
	}
	if call, name := f.builtinCall(value); name == "reversed" {
		return f.as(f.must("PT402", value, "list", f.reversed(call)), want), lazy
	}
	return f.as(f.listOfAll(value), want), lazy
}

// storeSlice is Value[Lower:Upper:Step] = value, of which the value is evaluated
// first; one that is lazy is walked after the bounds are evaluated.
func (f *function) storeSlice(t *syntax.Subscript, slice *syntax.Slice, x, value ir.Expr, lazy bool) ir.Expr {
	step, stepped := f.step(slice)
	start, stop := f.bounds(slice, slice)
	if lazy && !(commute(value, start) && commute(value, stop) && (!stepped || commute(value, step))) {
		f.refuse("PT521", t, "Python walks over what is assigned after it evaluated the bounds of this slice: make a list of it first")
	}
	if !stepped {
		if op := f.reverseInPlace(t, x, start, stop, value); op != nil {
			return op
		}
	}
	args, order, name := []ir.Expr{x, start, stop, value}, []int{3, 0, 1, 2}, "list.setslice"
	if stepped {
		args, order, name = []ir.Expr{x, start, stop, step, value}, []int{4, 0, 1, 2, 3}, "list.setslice:step"
	}
	op := f.applyIn(t, name, order, args)
	if op == nil {
		f.refuse("PT404", t, "assigning to a slice of %s is not translated", pythonType(x.Type()))
	}
	return op
}

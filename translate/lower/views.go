package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// Views of dicts as operands of set operators and comparisons.

// isView reports whether e is the keys or the items of a dict.
func (f *function) isView(e syntax.Expr) bool { return types.IsView(f.m.info.TypeOf(e)) }

// comparand lowers an operand of a comparison: a view as the set that it is like.
func (f *function) comparand(e syntax.Expr) ir.Expr {
	if f.isView(e) {
		return f.viewSet(e)
	}
	return f.expr(e)
}

// viewSet makes the set of what is in a view.
func (f *function) viewSet(e syntax.Expr) ir.Expr {
	call, name := f.builtinCall(e)
	if name != "dict.keys" && name != "dict.items" {
		f.refuse("PT523", e, "a view of a dict with a name of its own is not translated as a set: write keys() or items() here")
	}
	if t, ok := f.m.convert(f.m.info.TypeOf(e).(types.Iterator).Elem); !ok || holdsFloat(t) {
		f.refuse("PT523", e, "a view with floats is not translated as a set: equal ones may differ, and NaN is equal to itself there")
	}
	dict := call.Func.(*syntax.Attribute).Value
	if t, ok := f.m.info.TypeOf(dict).(types.Dict); ok && t.Class == "" && name == "dict.keys" {
		return f.must("PT511", e, "set", f.unwrapped(f.expr(dict)))
	}
	o := f.items(e, nil)
	if ir.HasOrder(o.item()) {
		f.refuse("PT523", e, "the set of these items is not translated: the order that Python walks it in is not known here")
	}
	return f.setOf(e, "set", o)
}

// viewBinary is an operator of sets with a view on either side, which makes a new set.
// Where the order of elements is fixed it is that of CPython's own steps
// (dictviews_as_number in Objects/dictobject.c): the left one becomes a set, which the
// right one changes.
func (f *function) viewBinary(e *syntax.BinOp) ir.Expr {
	left, right := f.comparand(e.Left), f.comparand(e.Right)
	t := left.Type().(ir.Set)
	if !ir.HasOrder(t.Elem) {
		if t.Frozen {
			left = f.must("PT511", e, "set", left)
		}
		return f.setBinary(e, e.Op, left, right)
	}
	change := map[syntax.Op]string{"|": "update", "-": "difference_update", "^": "symmetric_difference_update"}[e.Op]
	if change == "" || t.Frozen || !f.isView(e.Left) && e.Op == "^" {
		f.refuse("PT523", e, "the order of what %s of these gives is not translated: make a set of each view", e.Op)
	}
	if !f.isView(e.Left) {
		left = f.must("PT403", e, "set.copy", left)
	}
	lets := []ir.Stmt{f.bindTemp("all", &left)}
	out := left.(*ir.Local)
	if f.isView(e.Right) && change != "difference_update" { // which goes through the items of a view one by one
		right = f.iter(e.Right)
	}
	x := f.must("PT403", e, "set."+change, localOf(out.Var, e.Range), right)
	return within(append(lets, &ir.ExprStmt{Place: place(e), X: x}), localOf(out.Var, e.Range))
}

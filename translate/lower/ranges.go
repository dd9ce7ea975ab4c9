package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A range that is only walked is an ir.RangeIter, see rangeIter; one that is a value,
// since it gets a name, is passed or is asked something, is an ir.Range.

// keptRange lowers range(…) as a value.
func (f *function) keptRange(e *syntax.Call, _ ir.Type) ir.Expr {
	return f.rangeOf(e, f.rangeArgs(e))
}

// rangeOf is the range with these three arguments.
func (f *function) rangeOf(e *syntax.Call, args []ir.Expr) ir.Expr {
	if isInt(args[2], 1) {
		return f.must("PT521", e, "range", args[:2]...)
	}
	return f.must("PT521", e, "range:step", args...)
}

// kept is e where it is a range as a value, and nil where it is anything else.
func (f *function) kept(e syntax.Expr) ir.Expr {
	if f.walker(e) || f.typeOf(e) != ir.Range {
		return nil
	}
	return f.unwrapped(f.expr(e))
}

// rangeSlice is a part of a range, which is a range.
func (f *function) rangeSlice(e *syntax.Subscript, s *syntax.Slice, r ir.Expr) ir.Expr {
	start, stop := f.bounds(s, s)
	step, stepped := f.step(s)
	if !stepped {
		step = intLit(1, e)
	}
	return f.must("PT523", e, "range.slice", r, start, stop, step)
}

// inRange is left in r. A float is there if it is equal to an int that is,
// None never.
func (f *function) inRange(e *syntax.Compare, left, r ir.Expr) ir.Expr {
	switch left.Type() {
	case ir.Float, ir.Option{Elem: ir.Int}, ir.Option{Elem: ir.Float}:
	default:
		left = f.as(left, ir.Int)
	}
	return f.member(e, "contains.range", r, left)
}

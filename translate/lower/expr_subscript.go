package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// subscript lowers Value[Index] that is read.
func (f *function) subscript(e *syntax.Subscript) ir.Expr {
	if slice, ok := e.Index.(*syntax.Slice); ok {
		return f.slice(e, slice)
	}
	if c := f.enumNamed(e.Value); c != nil {
		return f.memberByName(e, c)
	}
	x := f.unwrapped(f.expr(e.Value))
	if types.IsStarElement(e) && !isPlace(x) {
		f.refuse("PT509", e, "give the tuple a name before its elements become arguments")
	}
	if isText(x.Type()) {
		return f.must("PT523", e, "str.getitem", x, f.exprAs(e.Index, ir.Int))
	}
	switch x.Type() {
	case ir.Bytes:
		return f.must("PT523", e, "bytes.getitem", x, f.exprAs(e.Index, ir.Int))
	case ir.Range:
		return f.must("PT523", e, "range.getitem", x, f.exprAs(e.Index, ir.Int))
	}
	if _, ok := x.Type().(ir.Deque); ok {
		return f.must("PT523", e, "deque.getitem", x, f.exprAs(e.Index, ir.Int))
	}
	if item := f.itemOfInstance(e, x); item != nil {
		return item
	}
	if value := f.missing(e, x); value != nil {
		return value
	}
	return f.element(e, x)
}

// element is the place Value[Index] in a list, dict or tuple.
func (f *function) element(e *syntax.Subscript, x ir.Expr) ir.Expr {
	switch t := x.Type().(type) {
	case ir.List:
		index := f.exprAs(e.Index, ir.Int)
		return &ir.Index{Base: base(t.Elem, e), List: x, Index: index, OnFail: f.fail(set("IndexError"))}
	case ir.VarTuple:
		index := f.exprAs(e.Index, ir.Int)
		return &ir.Index{Base: base(t.Elem, e), List: x, Index: index, OnFail: f.fail(set("IndexError"))}
	case ir.Dict:
		key := f.exprAs(e.Index, t.Key)
		return &ir.Item{Base: base(t.Value, e), Dict: x, Key: key, OnFail: f.fail(set("KeyError"))}
	case ir.Tuple:
		return f.field(e, x, t)
	case ir.Object:
		return f.matchGroup(e, x, []syntax.Expr{e.Index})
	}
	f.refuse("PT523", e, "indexing is not translated for %s", pythonType(x.Type()))
	return nil
}

// field is an element of a tuple, whose index has to be a literal.
func (f *function) field(e *syntax.Subscript, x ir.Expr, t ir.Tuple) ir.Expr {
	lit, ok := f.expr(e.Index).(*ir.IntLit)
	if !ok {
		return f.element(e, f.varying(e, x))
	}
	n := int(lit.Value)
	if n < 0 {
		n += len(t.Elems)
	}
	if n < 0 || n >= len(t.Elems) {
		f.refuse("PT206", e, "tuple index out of range")
	}
	return &ir.Field{Base: base(t.Elems[n], e), Tuple: x, N: n}
}

// bounds lowers the lower and upper bound of a slice, None where left out.
func (f *function) bounds(at syntax.Node, s *syntax.Slice) (start, stop ir.Expr) {
	return f.boundOf(at, s.Lower), f.boundOf(at, s.Upper)
}

func (f *function) boundOf(at syntax.Node, e syntax.Expr) ir.Expr {
	option := ir.Option{Elem: ir.Int}
	if e == nil {
		return &ir.NoneLit{Base: base(option, at)}
	}
	return f.exprAs(e, option)
}

// slice lowers Value[Lower:Upper:Step].
func (f *function) slice(e *syntax.Subscript, s *syntax.Slice) ir.Expr {
	x := f.unwrapped(f.expr(e.Value))
	name := ""
	switch t := x.Type().(type) {
	case ir.List:
		name = "list.slice"
	case ir.VarTuple:
		name = "tuple.slice"
	case ir.Tuple:
		if _, varying := f.typeOf(e).(ir.VarTuple); !varying {
			return f.tupleSlice(e, s, x, t)
		}
		x, name = f.varying(e, x), "tuple.slice"
	default:
		if t == ir.Range {
			return f.rangeSlice(e, s, x)
		}
		if t == ir.Bytes {
			name = "bytes.slice"
			break
		}
		if !isText(t) {
			f.refuse("PT523", e, "slicing is not translated for %s", pythonType(t))
		}
		name = "str.slice"
	}
	step, stepped := f.step(s)
	if !stepped {
		start, stop := f.bounds(s, s)
		return f.must("PT523", e, name, x, start, stop)
	}
	if lit, ok := step.(*ir.IntLit); ok && lit.Value == -1 && s.Lower == nil && s.Upper == nil && name != "bytes.slice" {
		return f.must("PT523", e, name+":reverse", x)
	}
	start, stop := f.bounds(s, s)
	return f.must("PT523", e, name+":step", x, start, stop, step)
}

// step lowers the step of a slice and tells whether there is one other than 1.
func (f *function) step(s *syntax.Slice) (ir.Expr, bool) {
	if s.Step == nil || isNone(s.Step) {
		return nil, false
	}
	step := f.exprAs(s.Step, ir.Int)
	lit, ok := step.(*ir.IntLit)
	return step, !ok || lit.Value != 1
}

// tupleSlice is a slice of a tuple with literal bounds.
func (f *function) tupleSlice(e *syntax.Subscript, s *syntax.Slice, x ir.Expr, t ir.Tuple) ir.Expr {
	all, ok := fields(x)
	low, ok1 := f.constBound(s.Lower, 0, len(t.Elems))
	high, ok2 := f.constBound(s.Upper, len(t.Elems), len(t.Elems))
	if !ok || !ok1 || !ok2 || s.Step != nil {
		f.refuse("PT523", e, "slicing is not translated for this tuple")
	}
	high = max(low, high)
	return &ir.TupleLit{Base: base(ir.Tuple{Elems: t.Elems[low:high]}, e), Elems: all[low:high]}
}

// constBound reads a bound of a slice that is a number written out.
func (f *function) constBound(e syntax.Expr, missing, n int) (int, bool) {
	if e == nil || isNone(e) {
		return missing, true
	}
	lit, ok := f.expr(e).(*ir.IntLit)
	if !ok {
		return 0, false
	}
	at := int(max(min(lit.Value, int64(n)), -int64(n)-1))
	if at < 0 {
		at += n
	}
	return min(max(at, 0), n), true
}

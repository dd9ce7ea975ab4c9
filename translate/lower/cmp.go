package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// keyed is the variant for key=e of an operation that puts items into order, and what it
// takes: a key, or of cmp_to_key(compare) the question that Python asks of two items,
// which is "<" or ">".
func (f *function) keyed(name string, e syntax.Expr, elem ir.Type, asks syntax.Op) (string, ir.Expr) {
	call, ok := e.(*syntax.Call)
	if !ok {
		return name + ":key", f.key(e, elem)
	}
	callee := f.m.info.CalleeOf(call)
	if callee == nil || callee.Kind != types.Library || callee.Name != "functools.cmp_to_key" {
		return name + ":key", f.key(e, elem)
	}
	return name + ":cmp", f.comparator(call.Args[0], elem, asks)
}

// comparator is whether compare gives less, or more, than 0 for two items.
func (f *function) comparator(compare syntax.Expr, elem ir.Type, asks syntax.Op) ir.Expr {
	a, b := f.temp("a", elem, compare.Span()), f.temp("b", elem, compare.Span())
	before := f.escapes
	f.closures++
	answer := f.applied(compare, []ir.Expr{localOf(a, compare.Span()), localOf(b, compare.Span())})
	f.closures--
	if f.escapes > before {
		f.refuse("PT510", compare, "a comparison that may raise an exception which is caught is not translated")
	}
	if answer.Type() == ir.Bool {
		answer = f.as(answer, ir.Int)
	}
	zero := ir.Expr(intLit(0, compare))
	if answer.Type() == ir.Float {
		zero = f.as(zero, ir.Float)
	}
	body := f.relate(compare, asks, answer, zero)
	fn := ir.Fn{Params: []ir.Type{elem, elem}, Result: ir.Bool}
	return &ir.Lambda{Base: base(fn, compare), Params: []*ir.Var{a, b}, Body: body}
}

package lower

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// Functions as values (analysis/types, funcvalue.go). A function of the module is
// one as it is; one inside a function is a closure that holds its captures, since
// inference has made sure that they keep the values which they have where it
// becomes a value.

// callable is the IR's form of a type of functions.
func (m *module) callable(t types.Func) (ir.Type, bool) {
	if t.Set != nil && slices.ContainsFunc(t.Set.Funcs, func(fn *types.Function) bool { return m.big[fn] }) {
		t.Params, t.Result = allWidened(t.Params), widened(t.Result)
	}
	params, ok := m.convertAll(t.Params)
	result, known := m.convert(t.Result)
	if !ok || !known || t.Set == nil || len(t.Set.Funcs) == 0 {
		return nil, false
	}
	for i := range params {
		params[i] = storable(params[i])
	}
	if result == ir.Never {
		result = ir.Unit // it always raises
	}
	return ir.Callable{Params: params, Result: storable(result), Sig: m.sig(t.Set, len(params))}, true
}

// sig is the signature of a set of functions that are called with given arguments.
func (m *module) sig(set *types.FuncSet, given int) *ir.Sig {
	if s := m.sigs[set]; s != nil {
		return s
	}
	s := &ir.Sig{}
	m.sigs[set] = s
	for _, fn := range set.Funcs {
		if out := m.funcs[fn]; out != nil {
			s.Funcs = append(s.Funcs, out)
		} else {
			s.Missing = fn.Name
		}
		s.Boxed = s.Boxed || len(fn.Captures) > 0
		for i := given; i < len(fn.Defaults); i++ {
			s.Boxed = s.Boxed || fn.Lambda && fn.Defaults[i] != nil && !plainDefault(fn.Defaults[i])
		}
	}
	return s
}

// plainDefault reports whether a default is a number, a text, a truth value or None.
func plainDefault(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Int, *syntax.Float, *syntax.Str, *syntax.Bytes, *syntax.Bool, *syntax.None:
		return true
	case *syntax.UnaryOp:
		return plainDefault(e.Operand)
	}
	return false
}

// functionValue lowers a function that is used as a value; nil for anything else.
func (f *function) functionValue(e syntax.Expr) ir.Expr {
	callee := f.m.info.RefOf(e)
	if callee == nil || callee.Kind != types.User {
		return nil
	}
	if _, isFunc := f.m.info.TypeOf(e).(types.Func); !isFunc {
		return nil
	}
	t, ok := f.typeOf(e).(ir.Callable)
	fn := callee.Func
	if !ok || len(f.m.refused[fn]) > 0 {
		f.refuse("PT517", e, "%s is not translated, so it is no value either", fn.Name)
	}
	if eff := f.m.res.Effects[fn]; eff != nil {
		for i := range t.Params {
			if i < len(eff.Mutates) && eff.Mutates[i] && ir.IsMutable(t.Params[i]) {
				f.refuse("PT604", e, "%s changes its argument %s, which is not translated in a function that is a value: call it by name", fn.Name, fn.Params[i].Name)
			}
		}
	}
	out := &ir.Closure{Base: base(t, e), Target: f.m.funcs[fn]}
	first := len(fn.Params) - len(fn.Captures)
	for i := len(t.Params); i < len(fn.Params); i++ {
		pt, ok := f.m.convert(f.m.typeOfVar(fn.Params[i]))
		if !ok {
			f.refuse("PT517", e, "%s is not translated, so it is no value either", fn.Name)
		}
		var x ir.Expr
		given := i < len(callee.Args) && callee.Args[i] != nil
		if given {
			x = f.exprAs(callee.Args[i], storable(pt))
		} else {
			x = f.defaultValue(e, fn, i, storable(pt))
		}
		f.checkHeld(e, fn, i, t, x)
		out.Captured = append(out.Captured, x)
		out.Holds = append(out.Holds, i >= first && fn.Captures[i-first])
		out.Fixed = append(out.Fixed, !given)
	}
	if callee.Holds && f.m.facts[fn].fallible {
		f.refuse("PT507", e, "%s gives a variable a new value and may raise an exception that is caught, which is not translated", fn.Name)
	}
	return out
}

// checkHeld refuses what a function that is a value cannot hold: an object that
// can be changed would have to be the one that others see.
func (f *function) checkHeld(at syntax.Node, fn *types.Function, i int, t ir.Callable, x ir.Expr) {
	if !ir.IsMutable(x.Type()) {
		return
	}
	eff := f.m.res.Effects[fn]
	if eff == nil || ir.IsMutable(t.Result) || i >= len(eff.Mutates) || eff.Mutates[i] {
		f.refuse("PT604", at, "%s would hold %s, which it may change or give away, together with others: pass it as an argument", fn.Name, fn.Params[i].Name)
	}
}

// callValue lowers the call of a function value.
func (f *function) callValue(e *syntax.Call) ir.Expr {
	x := f.unwrapped(f.expr(e.Func))
	t, ok := x.Type().(ir.Callable)
	if !ok || len(e.Args) != len(t.Params) {
		f.refuse("PT510", e, "what is called here is not known")
	}
	operands := []ir.Expr{x}
	order := []int{0}
	for i, a := range e.Args {
		operands = append(operands, f.exprAs(a, t.Params[i]))
		order = append(order, i+1)
	}
	lets := f.inSequence(operands, order, order)
	if t.Sig.Missing != "" {
		f.refuse("PT517", e, "this may be %s, which is not translated", t.Sig.Missing)
	}
	out := &ir.CallValue{Base: base(t.Result, e), Func: operands[0], Args: operands[1:]}
	for _, target := range t.Sig.Funcs {
		if len(f.m.refused[target.Source]) > 0 {
			f.refuse("PT517", e, "this may be %s, which is not translated", target.Name)
		}
		out.OnFail = max(out.OnFail, f.callFails(f.m.facts[target.Source]))
	}
	return within(lets, out)
}

// callableOperations are the operations that take functions, or containers of
// them, without asking what they are.
var callableOperations = map[string]bool{
	"bool": true, "not": true, "is_none": true, "is_some": true, "len": true, "len:usize": true, "next": true,
	"list": true, "list.add": true, "list.append": true, "list.clear": true, "list.copy": true, "list.delitem": true,
	"list.extend": true, "list.iadd": true, "list.insert": true, "list.mul": true, "list.pop": true, "list.reverse": true,
	"list.reverse:slice": true, "list.reverse:prefix": true,
	"list.slice": true, "list.slice:reverse": true, "list.slice:step": true, "tuple": true, "tuple.add": true,
	"dict": true, "dict.clear": true, "dict.copy": true, "dict.delitem": true, "dict.get": true, "dict.ior": true,
	"dict.or": true, "dict.pop": true, "dict.setdefault": true, "dict.update": true, "contains.dict": true,
	"deque.append": true, "deque.appendleft": true, "deque.pop": true, "deque.popleft": true, "deque.clear": true,
}

// checkCallables refuses an operation that would compare or show functions.
func (f *function) checkCallables(name string, args []ir.Expr) {
	if callableOperations[name] {
		return
	}
	for _, a := range args {
		if ir.HasCallable(a.Type()) {
			f.refuse("PT305", a.Span(), "%s is not translated for functions, whose identity values in Rust do not have", strings.TrimPrefix(name, "builtin."))
		}
	}
}

package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// An expression is a generator expression that is kept. It becomes a generator
// function of its own, whose parameters are what its first clause walks, which
// Python evaluates at once, and the variables that it uses.
type expression struct {
	node  *syntax.GeneratorExp
	out   *ir.Func
	facts *facts
}

// generatorExp lowers a generator expression that is kept to a call of its function.
func (f *function) generatorExp(e *syntax.GeneratorExp) ir.Expr {
	result, ok := storable(f.typeOf(e)).(ir.Generator)
	if !ok {
		f.refuse("PT503", e, "this generator expression is not translated: make it a list")
	}
	if f.closures > 0 {
		f.refuse("PT503", e, "a generator expression that is kept by another is not translated: make it a list")
	}
	x := f.m.expression(f, e)
	at, first := f.firstOperand(e.Generators[0].Iter)
	param := &ir.Var{Name: "items", T: first.Type(), Param: true, Range: at.Span()}
	x.out.Params, x.out.Result, x.out.Body = []*ir.Var{param}, result, nil
	g := &function{
		m: f.m, src: f.src, out: x.out, facts: x.facts, result: ir.Unit,
		vars: map[*types.Var]*ir.Var{}, temps: map[*ir.Var]bool{}, labels: names{},
		anyOrder: map[syntax.Expr]bool{}, captured: map[*ir.Local]bool{}, passing: map[syntax.Expr]bool{},
		chars: f.chars, made: map[syntax.Expr]*ir.Var{at: param}, ready: map[syntax.Expr]ir.Expr{}, around: f,
	}
	_, g.calm = f.rangeCall(e.Generators[0].Iter)
	body := g.loops(e, e.Generators, func() []ir.Stmt {
		return g.yields(e.Elt, g.exprAs(e.Elt, result.Elem))
	})
	call := &ir.Call{Base: base(result, e), Func: x.out, Args: []ir.Expr{first}}
	for _, v := range g.free {
		l := localOf(v, e.Range)
		call.Args = append(call.Args, l)
		if !f.passing[e] {
			f.captured[l] = true
		}
	}
	x.out.Breaks = x.facts.fallible
	x.out.Body = g.finish(body)
	f.findings = append(f.findings, g.findings...)
	return call
}

// firstOperand lowers the part of what the first clause walks that is evaluated
// when the generator is made, and says which expression that is.
func (f *function) firstOperand(e syntax.Expr) (syntax.Expr, ir.Expr) {
	call, name := f.builtinCall(e)
	switch name {
	case "dict.keys", "dict.values", "dict.items":
		at := call.Func.(*syntax.Attribute).Value
		return at, f.unwrapped(f.expr(at))
	case "range":
		return e, f.rangeObject(call)
	}
	if f.walker(e) {
		f.refuse("PT503", e, "a generator expression over this is translated only where it is walked at once: make it a list")
	}
	x := f.unwrapped(f.expr(e))
	if t, ok := x.Type().(ir.Set); ok && !ir.HasOrder(t.Elem) {
		f.over(x) // says that its order shows
	}
	return e, x
}

// expression finds, or makes, the function of a generator expression.
func (m *module) expression(f *function, e *syntax.GeneratorExp) *expression {
	for _, x := range m.expressions {
		if x.node == e {
			return x
		}
	}
	name := names{}
	for taken := range m.names {
		name[taken] = true
	}
	for _, c := range m.info.Classes {
		name[c.Name] = true
	}
	out := &ir.Func{
		Name: f.src.Name, RustName: name.pick(snake(f.out.RustName + "_items")), Source: f.src, Part: true,
		Range: e.Range, Private: true, Yields: true,
	}
	m.names[out.RustName] = f.src.Name
	x := &expression{node: e, out: out, facts: newFacts()}
	m.expressions = append(m.expressions, x)
	m.changed = true
	return x
}

// capturedHere is the variable of a generator expression for one of the function
// around it.
func (f *function) capturedHere(v *types.Var, at syntax.Node) *ir.Var {
	from := f.around.local(v, at)
	for i, known := range f.free {
		if known == from {
			return f.out.Params[i+1]
		}
	}
	own := &ir.Var{Name: from.Name, T: from.T, Param: true, Range: from.Range}
	f.free = append(f.free, from)
	f.out.Params = append(f.out.Params, own)
	return own
}

// rangeCall reports whether e is a call of range.
func (f *function) rangeCall(e syntax.Expr) (*syntax.Call, bool) {
	call, name := f.builtinCall(e)
	return call, name == "range"
}

package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// lowerConsts lowers the module's variables that are bound once: to a value that is
// made of literals, or to one that is computed. Functions that use another variable
// are refused.
func (m *module) lowerConsts() {
	taken := names{}
	for _, v := range m.info.Globals {
		if v.Value == nil || !v.State && m.written(v.Name) {
			continue
		}
		t, ok := m.convert(v.Type)
		if !ok || v.Handed && ir.IsMutable(t) || v.Walked && !keepsElems(t) {
			continue
		}
		if v.State && !m.checkState(v, storable(t)) {
			continue
		}
		if v.Maker != nil {
			m.compute(v, storable(t), &taken)
			continue
		}
		if !constantValue(v.Value) {
			continue
		}
		f := &function{
			m: m, src: &types.Function{Name: v.Name, Def: &syntax.FunctionDef{}}, out: &ir.Func{}, facts: &facts{watched: classes{}},
			vars: map[*types.Var]*ir.Var{}, temps: map[*ir.Var]bool{}, labels: names{},
		}
		var value ir.Expr
		f.attempt(func() { value = f.exprAs(v.Value, storable(t)) })
		if value == nil {
			continue
		}
		m.constant(v, storable(t), &taken).Value = value
	}
}

func (m *module) constant(v *types.Var, t ir.Type, taken *names) *ir.Const {
	c := new(ir.Const)
	if len(m.same) > 0 && m.before.consts[v.Name] != nil {
		c = m.before.consts[v.Name] // to which what is taken over refers
	}
	*c = ir.Const{
		Name: v.Name, RustName: taken.pick(screaming(v.Name)), T: t,
		Range: v.Def, Comments: m.doc.before(v.Def), State: v.State,
	}
	if text, _ := m.doc.trailing(v.Value.Span().End - 1); text != "" {
		c.Comments = append(c.Comments, text)
	}
	m.consts[v] = c
	return c
}

// compute makes a constant of what a function of its own computes, which is lowered
// as any other.
func (m *module) compute(v *types.Var, t ir.Type, taken *names) {
	fn := v.Maker
	switch {
	case !ir.IsSync(t):
		m.found = append(m.found, compat.New("PT513", v.Value.Span(), "a name of the module for %s is not translated: make it in a function", pythonType(t)))
		return
	case !m.calm(v.Value):
		m.found = append(m.found, compat.New("PT513", v.Value.Span(), "what computes %s does more than to give a value, or is not known: compute it in a function", v.Name))
		return
	}
	c := m.constant(v, t, taken)
	c.Maker = &ir.Func{Name: v.Name, RustName: c.RustName, Source: fn, Range: fn.Def.Range, Result: t, Private: true}
	m.funcs[fn], m.facts[fn], m.results[fn] = c.Maker, newFacts(), t
	m.refused[fn] = m.stopped(fn)
}

// lowerMakers lowers what computes constants. A constant that cannot be computed, or
// that an exception may come of, is none.
func (m *module) lowerMakers() []*function {
	var lowered []*function
	for _, v := range m.info.Globals {
		c := m.consts[v]
		if c == nil || c.Maker == nil {
			continue
		}
		if f := m.lowerFunction(v.Maker); f != nil {
			lowered = append(lowered, f)
		}
		if m.facts[v.Maker].fallible && len(m.refused[v.Maker]) == 0 {
			m.refuse(v.Maker, compat.New("PT513", v.Value.Span(), "what computes %s may raise an exception: compute it in a function", v.Name))
		}
		if len(m.refused[v.Maker]) > 0 {
			delete(m.consts, v)
			m.changed = true
		}
	}
	return lowered
}

// calm reports whether the functions of the module that are called in e have no
// effects: it does not matter then when e is computed.
func (m *module) calm(e syntax.Expr) bool {
	calm := true
	check := func(callee *types.Callee) {
		if callee != nil && callee.Func != nil {
			calm = calm && m.pure(callee.Func)
		}
	}
	syntax.Inspect(e, func(n syntax.Node) bool {
		if call, ok := n.(*syntax.Call); ok {
			check(m.info.CalleeOf(call))
			for _, a := range call.Args { // which may be called
				check(m.info.RefOf(a))
			}
			for _, k := range call.Keywords {
				check(m.info.RefOf(k.Value))
			}
		}
		return calm
	})
	return calm
}

// pure reports whether all that a function does is to give a value.
func (m *module) pure(fn *types.Function) bool {
	if fn.Lambda {
		return true // whose body is looked at where it stands
	}
	known := m.res.Effects[fn]
	return known != nil && known.Purity() == effects.Pure
}

// keepsElems reports whether no element of a value of type t can be changed.
func keepsElems(t ir.Type) bool {
	switch t := t.(type) {
	case ir.List:
		return !ir.IsMutable(t.Elem)
	case ir.Dict:
		return !ir.IsMutable(t.Value) // and a key that can be changed is none
	case ir.Set:
		return true
	}
	return !ir.IsMutable(t)
}

// written reports whether a function, or the import, of the module changes a
// module variable, under whatever name it has hold of it.
func (m *module) written(name string) bool {
	for _, fn := range m.res.Behaviour.All {
		if slices.Contains(fn.Effects.Writes, "global "+name) {
			return true
		}
	}
	return slices.Contains(m.res.Behaviour.Import.Writes, "global "+name)
}

// constantValue reports whether a module-level expression is made of literals,
// operators on them and other constants.
func constantValue(e syntax.Expr) bool {
	ok := true
	syntax.Inspect(e, func(n syntax.Node) bool {
		switch n.(type) {
		case *syntax.Call, *syntax.Lambda, *syntax.ListComp, *syntax.DictComp, *syntax.GeneratorExp,
			*syntax.SetComp, *syntax.Set, *syntax.NamedExpr, *syntax.Await, *syntax.Yield, *syntax.YieldFrom:
			ok = false
		}
		return ok
	})
	return ok
}

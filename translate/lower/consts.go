package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// lowerConsts lowers the module's variables that are bound once, to a value that
// is made of literals. Functions that use another variable are refused.
func (m *module) lowerConsts() {
	taken := names{}
	for _, v := range m.info.Globals {
		if v.Value == nil || !constantValue(v.Value) || m.written(v.Name) {
			continue
		}
		t, ok := m.convert(v.Type)
		if !ok {
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
		c := &ir.Const{
			Name: v.Name, RustName: taken.pick(screaming(v.Name)), T: storable(t), Value: value,
			Range: v.Def, Comments: m.doc.before(v.Def),
		}
		if text, _ := m.doc.trailing(v.Value.Span().End - 1); text != "" {
			c.Comments = append(c.Comments, text)
		}
		m.consts[v] = c
	}
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

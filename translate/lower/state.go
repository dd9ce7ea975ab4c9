package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// State of the module, a variable to which functions give new values, is a
// thread_local of Rust: a Cell where values are Copy, else a RefCell of which every
// read takes a copy. Only values that cannot be changed are held so; nobody can tell
// copies of those apart, and nothing stays borrowed while something else runs.
//
// A function that changes state and is refused stays in Python, where its changes
// would be lost: all that use that variable are refused with it.

// isState reports whether a constant of the module is none: functions give it values.
func (m *module) isState(v *types.Var) bool { return v != nil && v.Kind == types.Global && v.State }

// checkState refuses variables of the module that cannot be held as state.
func (m *module) checkState(v *types.Var, t ir.Type) bool {
	refuse := func(format string, args ...any) bool {
		m.found = append(m.found, compat.New("PT507", v.Def, format, args...))
		return false
	}
	switch {
	case slices.Contains(m.res.Behaviour.Import.Writes, "global "+v.Name):
		return refuse("%s changes while the module is imported: give it its first value where it is defined", v.Name)
	case ir.IsMutable(t) || !ir.IsSync(t):
		return refuse("%s holds %s, which can be changed under any name: that is not translated for a variable that functions give new values", v.Name, pythonType(t))
	}
	return true
}

// settleState takes variables away that a function which is not translated changes.
func (m *module) settleState() {
	for _, v := range m.info.Globals {
		if !v.State || m.consts[v] == nil {
			continue
		}
		if by := m.writer(v.Name); by != "" {
			delete(m.consts, v)
			m.lost[v] = by
			m.changed = true
		}
	}
}

// writer is the name of a function that changes a variable of the module itself and
// is not translated, "" if there is none.
func (m *module) writer(name string) string {
	translated := map[*syntax.FunctionDef]bool{}
	for _, fn := range m.info.Funcs {
		if len(m.refused[fn]) == 0 {
			translated[fn.Def] = true
		}
	}
	for _, fn := range m.info.Funcs {
		if len(m.refused[fn]) > 0 && assignsGlobal(fn.Def, name) {
			return fn.Name
		}
		translated[fn.Def] = true
	}
	for _, fn := range m.res.Behaviour.All { // what types know nothing of
		if fn.Def != nil && !translated[fn.Def] && assignsGlobal(fn.Def, name) && !m.known(fn.Def) {
			return fn.Name
		}
	}
	return ""
}

// known reports whether a def became a function, or several.
func (m *module) known(def *syntax.FunctionDef) bool {
	return slices.ContainsFunc(m.info.Funcs, func(fn *types.Function) bool { return fn.Def.NameRange == def.NameRange })
}

// assignsGlobal reports whether a def says of a name that it is one of the module.
func assignsGlobal(def *syntax.FunctionDef, name string) bool {
	found := false
	syntax.Walk(def.Body, func(n syntax.Node) bool {
		if g, ok := n.(*syntax.Global); ok {
			found = found || slices.ContainsFunc(g.Names, func(n *syntax.Name) bool { return n.ID == name })
		}
		_, inner := n.(*syntax.FunctionDef)
		return !inner
	})
	return found
}

// stateOf is the state that a variable is.
func (f *function) stateOf(v *types.Var, at syntax.Node) *ir.Const {
	c := f.m.consts[v]
	if c == nil {
		if by := f.m.lost[v]; by != "" {
			f.refuse("PT507", at, "%s is changed by %s, which is not translated", v.Name, by)
		}
		f.refuse("PT507", at, "%s is a variable of the module that functions give new values, and is not translated", v.Name)
	}
	return c
}

// stateTarget is the state that a name which is assigned means, nil for another
// variable.
func (f *function) stateTarget(e *syntax.Name) *ir.Const {
	v := f.m.info.VarOf(e)
	if !f.m.isState(v) {
		return nil
	}
	return f.stateOf(v, e)
}

// getState reads state.
func getState(c *ir.Const, at syntax.Node) ir.Expr {
	template := c.RustName + ".get()"
	if !ir.IsCopy(c.T) {
		template = c.RustName + ".with_borrow(Clone::clone)"
	}
	return &ir.Op{Base: base(c.T, at), Op: &ir.Operation{Name: "state.get", Result: c.T, Rust: template, Prec: ir.PrecCall}}
}

// setState gives state a new value.
func (f *function) setState(s syntax.Node, c *ir.Const, value ir.Expr) ir.Stmt {
	return &ir.ExprStmt{Place: place(s), X: &ir.Op{Base: base(ir.Unit, s), Op: &ir.Operation{
		Name: "state.set", Params: []ir.Operand{{Type: c.T, Mode: ir.Value}}, Result: ir.Unit,
		Rust: c.RustName + ".set({0})", Prec: ir.PrecCall,
	}, Args: []ir.Expr{f.as(value, c.T)}}}
}

// augState lowers X Op= Value for state: Python reads X before it evaluates the value.
func (f *function) augState(s *syntax.AugAssign, t *syntax.Name, c *ir.Const) []ir.Stmt {
	var lets []ir.Stmt
	current, value := f.name(t), f.unwrapped(f.expr(s.Value))
	if weigh(value) >= fails {
		lets = append(lets, f.bindTemp("value", &current))
	}
	result := f.arithmetic(s, s.Op, current, value, f.m.info.TypeOf(t))
	return append(lets, f.setState(s, c, result))
}

// givesState reports whether one of targets, or of those in them, is state.
func (f *function) givesState(targets []syntax.Expr) bool {
	return slices.ContainsFunc(targets, func(t syntax.Expr) bool {
		switch t := t.(type) {
		case *syntax.Name:
			return f.m.isState(f.m.info.VarOf(t))
		case *syntax.Starred:
			return f.givesState([]syntax.Expr{t.Value})
		}
		return f.givesState(parts(t))
	})
}

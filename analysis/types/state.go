package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// State of the module is a variable of it that functions give new values by a global
// statement. It starts with what a constant could be bound to, so that it does not
// matter when that is computed, and nothing that runs as the module is imported
// changes it.

// findState finds the variables of the module that are state. Constants are known.
func (in *solver) findState() {
	given := map[string]bool{}
	for _, name := range in.plan.module.globals {
		given[name.ID] = true
	}
	if len(given) == 0 {
		return
	}
	times := map[string]int{}
	for _, s := range in.info.Top {
		body := []syntax.Stmt{s}
		if test, ok := s.(*syntax.If); ok && isMain(test.Test) {
			body = test.Orelse // the rest does not run when the module is imported
		}
		bindings(body, func(name string, _ syntax.Range, _ syntax.Node) { times[name]++ })
	}
	for _, s := range in.info.Top {
		name, value := constantBinding(s)
		if name == nil || value == nil || !given[name.ID] || times[name.ID] != 1 {
			continue
		}
		v := in.scope.globals[name.ID]
		if v == nil || in.constants[v] || !in.constantExpr(value) && !in.computedExpr(value, nil) {
			continue
		}
		v.v.State, v.v.Value = true, value
		if call, ok := value.(*syntax.Call); !in.constantExpr(value) || in.computes(value) && !(ok && in.compiles(call)) {
			v.v.Maker = maker(name, s, value)
		}
	}
}

// untranslatedGlobal is a name in a global statement that is no state, nil if all are.
func (w *walker) untranslatedGlobal(s *syntax.Global) *syntax.Name {
	for _, name := range s.Names {
		if v := w.scope.globals[name.ID]; v == nil || !v.v.State {
			return name
		}
	}
	return nil
}

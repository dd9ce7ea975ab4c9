package effects

import (
	"maps"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// Effects after an edit. What a function does hangs on its text, on what types know of
// it, which types.Edition stands for, on what it calls, and on which variables of the
// module functions change. So the functions that an edit leaves, and that call, directly
// or not, only such, do what they did, if what they asked about variables is still so.
//
// Modules with classes are computed anew, and those in which attributes are assigned.

// A Memory is what the effects of one version of a module leave for the next.
type Memory struct {
	steady map[string]bool
	units  map[*types.Edition]*remembered
}

// remembered is what is known of a function at the top of a module.
type remembered struct {
	effects *Effects
	calls   []*types.Edition
	asked   map[string]bool // variables of the module, and whether functions change them
	changes []string        // those that it changes itself
	globals []string        // in its global statements
}

// ComputeAfter is Compute for an edited version of a module of which before was left; it
// may be nil. The Memory for the next version is nil if there is nothing to go on from.
func ComputeAfter(info *types.Info, before *Memory) (*Module, *Memory) {
	if clean := before.clean(info); len(clean) > 0 {
		m := newModule(info, clean)
		if m.goesOnFrom(before) {
			return m.effects(), m.leave()
		}
	}
	m := newModule(info, nil)
	m.solve()
	return m.effects(), m.leave()
}

// clean finds the functions that do what they did before, as far as they tell it.
func (b *Memory) clean(info *types.Info) map[*syntax.FunctionDef]*remembered {
	if b == nil || len(info.Classes) > 0 {
		return nil
	}
	same := map[*types.Edition]*syntax.FunctionDef{}
	for _, fn := range info.Funcs {
		if b.units[fn.Edition] != nil {
			same[fn.Edition] = fn.Def
		}
	}
	users := map[*types.Edition][]*types.Edition{}
	var gone []*types.Edition
	for user := range same {
		for _, callee := range b.units[user].calls {
			if same[callee] == nil {
				gone = append(gone, callee)
			}
			users[callee] = append(users[callee], user)
		}
	}
	for len(gone) > 0 {
		callee := gone[len(gone)-1]
		gone = gone[:len(gone)-1]
		for _, user := range users[callee] {
			if same[user] != nil {
				delete(same, user)
				gone = append(gone, user)
			}
		}
	}
	out := make(map[*syntax.FunctionDef]*remembered, len(same))
	for edition, def := range same {
		out[def] = b.units[edition]
	}
	return out
}

// goesOnFrom computes what is not clean, and reports whether what is still holds then.
func (m *module) goesOnFrom(before *Memory) bool {
	if len(m.names.attributes) > 0 || !maps.Equal(m.steady, before.steady) {
		return false
	}
	for _, k := range m.clean {
		for _, name := range k.changes {
			m.changed[variable{m.names.module, name}] = true
		}
	}
	m.solve()
	for _, k := range m.clean {
		for name, answer := range k.asked {
			if m.changed[variable{m.names.module, name}] != answer {
				return false
			}
		}
	}
	return true
}

// takeOver makes the unit of a clean function what it was.
func (u *unit) takeOver(k *remembered) {
	u.began, u.kept, u.effects = true, k, k.effects
}

// leave is what the next version can go on from.
func (m *module) leave() *Memory {
	if len(m.names.classes)+len(m.names.attributes) > 0 {
		return nil
	}
	next := &Memory{m.steady, map[*types.Edition]*remembered{}}
	for _, u := range m.units {
		switch {
		case u.fn == nil || u.fn.Edition == nil || u.scope.outer != m.names.module || len(u.effects.free) > 0:
		case u.kept != nil:
			next.units[u.fn.Edition] = u.kept
		default:
			next.units[u.fn.Edition] = m.remember(u)
		}
	}
	return next
}

func (m *module) remember(u *unit) *remembered {
	k := &remembered{effects: u.effects, asked: map[string]bool{}, globals: u.scope.globals}
	for callee := range u.calls {
		var edition *types.Edition // of what is in no memory
		if callee.fn != nil {
			edition = callee.fn.Edition
		}
		k.calls = append(k.calls, edition)
	}
	for v := range u.asks {
		k.asked[v.name] = m.changed[v]
	}
	for v := range u.changes {
		k.changes = append(k.changes, v.name)
	}
	return k
}

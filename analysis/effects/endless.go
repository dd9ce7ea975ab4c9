package effects

import (
	"github.com/portalis-dev/portalis/analysis/flow"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// endless reports whether statements hold a loop whose test is always true and
// which no break, return or raise leaves. Functions inside are not looked at.
func endless(body []syntax.Stmt) bool {
	for _, s := range body {
		if w, ok := s.(*syntax.While); ok {
			if truth, known := flow.Constant(w.Test); known && truth && !leaves(w.Body, true) {
				return true
			}
		}
		if _, ok := s.(*syntax.FunctionDef); ok {
			continue
		}
		for _, b := range blocks(s) {
			if endless(b) {
				return true
			}
		}
	}
	return false
}

// leaves reports whether statements in a loop can end it; own says that a break in
// them is the loop's own.
func leaves(body []syntax.Stmt, own bool) bool {
	for _, s := range body {
		inner := own
		switch s.(type) {
		case *syntax.Return, *syntax.Raise:
			return true
		case *syntax.Break:
			if own {
				return true
			}
		case *syntax.FunctionDef, *syntax.ClassDef:
			continue
		case *syntax.For, *syntax.While:
			inner = false
		}
		for _, b := range blocks(s) {
			if leaves(b, inner) {
				return true
			}
		}
	}
	return false
}

// findRecursion notes the functions that call themselves, directly or through
// others, and those that call them. Whether that ends is not known. What is clean
// calls only such, of which it is known already.
func (m *module) findRecursion() {
	for _, u := range m.units {
		if u.def != nil && u.kept == nil && m.reaches(u, u) {
			m.markEndless(u)
		}
	}
}

// reaches reports whether a chain of calls leads from u to target.
func (m *module) reaches(u, target *unit) bool {
	seen := map[*unit]bool{}
	todo := []*unit{u}
	for len(todo) > 0 {
		next := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for callee := range next.calls {
			if callee == target {
				return true
			}
			if !seen[callee] {
				seen[callee] = true
				todo = append(todo, callee)
			}
		}
	}
	return false
}

// markEndless marks a unit and all whose effects contain its own.
func (m *module) markEndless(u *unit) {
	todo := []*unit{u}
	for len(todo) > 0 {
		next := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if next.effects.MayNotEnd {
			if next != u {
				continue
			}
		}
		next.effects.MayNotEnd = true
		for user := range next.users {
			if next.users[user] && !user.effects.MayNotEnd {
				todo = append(todo, user)
			}
		}
	}
}

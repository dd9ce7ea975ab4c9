package types

import (
	"maps"
	"slices"
)

// An env is what is known about each variable at one point of the code.
type env struct {
	vars []set
	defs []reaching // while variables are split
	// paths has what tests and assignments have shown of attributes.
	paths map[string]set
	dead  bool // the point cannot be reached
}

func (e *env) clone() *env {
	return &env{vars: slices.Clone(e.vars), defs: slices.Clone(e.defs), paths: maps.Clone(e.paths), dead: e.dead}
}

func (e *env) reaching(i int) reaching {
	if i < len(e.defs) {
		return e.defs[i]
	}
	return nil
}

func (e *env) define(i int, r reaching) {
	for len(e.defs) <= i {
		e.defs = append(e.defs, nil)
	}
	e.defs[i] = r
}

func (e *env) get(i int) set {
	if i < len(e.vars) {
		return e.vars[i]
	}
	return set{}
}

func (e *env) set(i int, s set) {
	for len(e.vars) <= i {
		e.vars = append(e.vars, set{})
	}
	e.vars[i] = s
}

// join is what is known where two ways meet; a and b may be nil. It may reuse a.
func (in *solver) join(a, b *env) *env {
	switch {
	case a == nil || a.dead && b != nil:
		return b.cloneOrNil()
	case b == nil || b.dead:
		return a
	}
	in.absorb(a, b)
	return a
}

func (e *env) cloneOrNil() *env {
	if e == nil {
		return nil
	}
	return e.clone()
}

// absorb adds what b knows to a and reports whether that changed a.
func (in *solver) absorb(a, b *env) bool {
	any := false
	for i, s := range b.vars {
		merged, changed := in.merge(a.get(i), s)
		if changed {
			a.set(i, merged)
			any = true
		}
	}
	for path, s := range a.paths {
		other, ok := b.paths[path]
		merged, changed := in.merge(s, other)
		switch {
		case !ok:
			delete(a.paths, path)
			any = true
		case changed:
			a.paths[path] = merged
			any = true
		}
	}
	for i, defs := range b.defs {
		if joined := a.reaching(i).union(defs); len(joined) > len(a.reaching(i)) {
			a.define(i, joined)
			any = true
		}
	}
	return any
}

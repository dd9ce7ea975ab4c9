package types

import "slices"

// An env is what is known about each variable at one point of the code.
type env struct {
	vars []set
	dead bool // the point cannot be reached
}

func (e *env) clone() *env {
	return &env{vars: slices.Clone(e.vars), dead: e.dead}
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
	return any
}

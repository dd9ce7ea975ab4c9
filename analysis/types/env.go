package types

import (
	"maps"
	"slices"
)

// An env is what is known about each variable at one point of the code. Most of
// what is known at one point is known at the next: environments share it.
type env struct {
	vars  []*set     // nil for the empty set; what they point to never changes
	owned bool       // whether no other environment has the same vars
	defs  []reaching // while variables are split
	// paths has what tests and assignments have shown of attributes.
	paths     map[string]set
	pathOwner bool // whether no other environment has the same paths
	dead      bool // the point cannot be reached
	never     bool // since a test never has this answer: nothing in it is a value
}

func (e *env) clone() *env {
	e.owned, e.pathOwner = false, false
	return &env{vars: e.vars, defs: slices.Clone(e.defs), paths: e.paths, dead: e.dead, never: e.never}
}

// ownPaths are the paths of e, to be changed.
func (e *env) ownPaths() map[string]set {
	if !e.pathOwner {
		e.paths, e.pathOwner = maps.Clone(e.paths), true
	}
	return e.paths
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
	if i < len(e.vars) && e.vars[i] != nil {
		return *e.vars[i]
	}
	return set{}
}

func (e *env) set(i int, s set) {
	if e.get(i) != s {
		e.point(i, shared(s))
	}
}

// hold is set for what comes from a slot, which is most often all that this holds.
// Then the environments share it with each other.
func (e *env) hold(i int, s set, from *slot) {
	switch {
	case e.get(i) == s:
	case s != from.set || !s.composed():
		e.point(i, shared(s))
	default:
		if from.shared == nil || *from.shared != s {
			from.shared = shared(s)
		}
		e.point(i, from.shared)
	}
}

func (e *env) point(i int, s *set) {
	if !e.owned {
		e.vars = append(make([]*set, 0, max(len(e.vars), i+1)), e.vars...)
		e.owned = true
	}
	for len(e.vars) <= i {
		e.vars = append(e.vars, nil)
	}
	e.vars[i] = s
}

// shared is a pointer to s, the same for equal sets without parts.
func shared(s set) *set {
	if s.composed() {
		own := s // only this one is allocated
		return &own
	}
	return &plain[s.bits]
}

// plain has the sets without parts, by their bits.
var plain = func() (all [bUnbound << 1]set) {
	for b := range all {
		all[b].bits = bits(b)
	}
	return all
}()

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
		switch {
		case s == nil || i < len(a.vars) && a.vars[i] == s:
		case i >= len(a.vars) || a.vars[i] == nil:
			a.point(i, s)
			any = any || *s != set{}
		default:
			if merged, changed := in.merge(*a.vars[i], *s); changed {
				a.point(i, shared(merged))
				any = true
			}
		}
	}
	for path, s := range a.paths {
		other, ok := b.paths[path]
		merged, changed := in.merge(s, other)
		switch {
		case !ok:
			delete(a.ownPaths(), path)
			any = true
		case changed:
			a.ownPaths()[path] = merged
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

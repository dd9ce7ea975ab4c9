package types

import (
	"slices"
	"strings"
)

// inherits reports whether c is other or derives from it.
func (c *class) inherits(other *class) bool {
	for ; c != nil; c = c.base {
		if c == other {
			return true
		}
	}
	return false
}

// method finds a method by its name, inherited ones included.
func (c *class) method(name string) *function {
	for ; c != nil; c = c.base {
		if fn := c.methods[name]; fn != nil {
			return fn
		}
	}
	return nil
}

// overrides are the methods of a name in the classes that derive from c.
func (c *class) overrides(name string) []*function {
	var out []*function
	for _, sub := range c.subs {
		if fn := sub.methods[name]; fn != nil {
			out = append(out, fn)
		}
		out = append(out, sub.overrides(name)...)
	}
	return out
}

// family calls f for c and the classes that derive from it.
func (c *class) family(f func(*class)) {
	f(c)
	for _, sub := range c.subs {
		sub.family(f)
	}
}

// maybeFalse reports whether an instance may be false.
func (t *instT) maybeFalse() bool {
	return slices.ContainsFunc(t.classes, func(c *class) bool {
		if c.c.Kind == NamedTupleClass && len(c.c.Fields) == 0 || c.c.Kind == IntEnumClass {
			return true
		}
		maybe := false
		c.family(func(sub *class) {
			maybe = maybe || sub.method("__bool__") != nil || sub.method("__len__") != nil
		})
		return maybe
	})
}

// admitted is the part of t that is of the classes that limit says.
func (t *instT) admitted(limit *instT) *instT {
	if t == nil || limit == nil {
		return nil
	}
	fits := func(c *class) bool {
		return slices.ContainsFunc(limit.classes, c.inherits)
	}
	if !slices.ContainsFunc(t.classes, func(c *class) bool { return !fits(c) }) {
		return t
	}
	var kept []*class
	for _, c := range t.classes {
		if fits(c) {
			kept = append(kept, c)
		}
	}
	switch len(kept) {
	case 0:
		return nil
	case 1:
		return kept[0].inst
	}
	return limit // of several classes, some of which fit: what is declared covers these
}

// mergeInstances are the instances of the classes of a and of b.
func (in *solver) mergeInstances(a, b *instT) *instT {
	switch {
	case b == nil || a == b:
		return a
	case a == nil:
		return b
	}
	return in.instancesOf(append(slices.Clone(a.classes), b.classes...))
}

// instancesOf are the instances of some classes; those that derive from another
// among them say nothing more.
func (in *solver) instancesOf(classes []*class) *instT {
	in.meetRelated(classes)
	var kept []*class
	for i, c := range classes {
		covered := false
		for j, other := range classes {
			covered = covered || c != other && c.inherits(other) || c == other && j < i
		}
		if !covered {
			kept = append(kept, c)
		}
	}
	switch len(kept) {
	case 0:
		return nil
	case 1:
		return kept[0].inst
	}
	slices.SortFunc(kept, func(a, b *class) int { return strings.Compare(a.c.Name, b.c.Name) })
	key := ""
	for _, c := range kept {
		key += c.c.Name + " "
	}
	if in.unions[key] == nil {
		if in.unions == nil {
			in.unions = map[string]*instT{}
		}
		in.unions[key] = &instT{classes: kept}
	}
	return in.unions[key]
}

// instances are the types of the instances and classes in a set.
func (in *solver) instances(s set) []Type {
	var out []Type
	if s.inst != nil {
		for _, c := range s.inst.classes {
			out = append(out, Instance{c.c})
		}
	}
	if s.class != nil {
		out = append(out, ClassValue{s.class.c})
	}
	return out
}

// finishClasses says what is known of the attributes of classes.
func (in *solver) finishClasses() {
	for _, c := range in.scope.classes {
		for _, a := range c.order {
			a.a.Type = in.slotType(a.slot)
		}
	}
}

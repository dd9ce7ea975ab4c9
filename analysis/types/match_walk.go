package types

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// matchStmt walks a match statement that is not translated: what its patterns bind
// is known all the same.
func (w *walker) matchStmt(s *syntax.Match) {
	w.find("PT506", keyword(s), "these patterns are not translated: write if and elif")
	subject := w.value(s.Subject)
	var out *env
	open := w.env
	for _, c := range s.Cases {
		w.env = open.clone()
		w.capture(c.Pattern, subject, s.Subject)
		fails := open
		if c.Guard != nil {
			w.env, fails = w.cond(c.Guard)
		}
		w.block(c.Body)
		out = w.join(out, w.env)
		if open = fails.clone(); irrefutable(c.Pattern) && c.Guard == nil {
			open.dead = true
		}
	}
	w.env = w.join(out, open)
}

func irrefutable(p syntax.Pattern) bool {
	as, ok := p.(*syntax.MatchAs)
	return ok && as.Pattern == nil
}

// capture binds the names of a pattern for a value.
func (w *walker) capture(p syntax.Pattern, x val, at syntax.Node) {
	bind := func(name string, x val) {
		if v := w.lookup(name); v != nil && name != "" {
			w.write(v, x, at)
		}
	}
	parts := func(ps []syntax.Pattern, x val) {
		for _, part := range ps {
			w.capture(part, x, at)
		}
	}
	switch p := p.(type) {
	case *syntax.MatchAs:
		if p.Pattern != nil {
			w.capture(p.Pattern, x, at)
			x.set = w.matching(p.Pattern, x.set)
		}
		bind(p.Name, x)
	case *syntax.MatchOr:
		parts(p.Patterns, x)
	case *syntax.MatchSequence:
		passed, _ := x.passes(testSequence, 0)
		for i, part := range p.Patterns {
			if s, ok := part.(*syntax.MatchStar); ok {
				rest := w.newList(s, 0)
				w.unify(rest.elem, w.elementSlot(val{set: passed}, s, 0))
				bind(s.Name, val{set: set{list: rest}})
				continue
			}
			elem := val{}
			if passed.tuple != nil && len(passed.tuple.elems) == len(p.Patterns) && passed.without(bUnbound) == (set{tuple: passed.tuple}) {
				elem = val{set: w.get(passed.tuple.elems[i]), src: passed.tuple.elems[i]}
			} else {
				elem = w.elements(val{set: passed}, at)
			}
			w.capture(part, elem, at)
		}
	case *syntax.MatchMapping:
		passed, _ := x.passes(testMapping, 0)
		if passed.dict == nil {
			parts(p.Patterns, follows(x))
			break
		}
		parts(p.Patterns, val{set: w.get(passed.dict.val), src: passed.dict.val})
		bind(p.Rest, val{set: set{dict: &dictT{key: passed.dict.key, val: passed.dict.val}}})
	case *syntax.MatchClass:
		w.captureAttributes(p, val{set: w.matching(p, x.set)}, at)
	}
}

// matching is the part of s that may match a pattern, as far as its class tells.
func (w *walker) matching(p syntax.Pattern, s set) set {
	c, ok := p.(*syntax.MatchClass)
	if !ok {
		return s
	}
	if classes, ok := w.classNames(c.Class); ok {
		return w.ofClasses(s, classes)
	}
	return set{other: "an object of a class that is not known"}
}

func (w *walker) captureAttributes(p *syntax.MatchClass, x val, at syntax.Node) {
	attribute := func(name string) val {
		if x.inst == nil {
			return notKnown()
		}
		for _, c := range x.inst.classes {
			if a := c.find(name); a != nil {
				return val{set: w.get(a.slot), src: a.slot}
			}
		}
		return notKnown()
	}
	name, _ := p.Class.(*syntax.Name)
	var attrs []string
	if name != nil {
		attrs, _ = moduleClasses{w.solver}.matchArgs(name.ID)
	}
	for i, part := range p.Patterns {
		switch {
		case name != nil && wholeClasses[name.ID]:
			w.capture(part, x, at)
		case i < len(attrs):
			w.capture(part, attribute(attrs[i]), at)
		default:
			w.capture(part, notKnown(), at)
		}
	}
	for _, k := range p.Keywords {
		w.capture(k.Pattern, attribute(k.Attr), at)
	}
}

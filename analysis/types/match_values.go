package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A match whose cases name all members of an enum, or True and False, is left by
// none of them: its last test always succeeds.

// exhaustValues notes the values that a pattern takes. It reports whether it takes
// nothing but values.
func (m *matcher) exhaustValues(p syntax.Pattern) bool {
	switch p := p.(type) {
	case *syntax.MatchValue:
		if member, ok := p.Value.(*syntax.Attribute); ok {
			m.values = append(m.values, member)
			return true
		}
	case *syntax.MatchSingleton:
		if truth, ok := p.Value.(*syntax.Bool); ok {
			m.values = append(m.values, truth)
			return true
		}
	case *syntax.MatchOr:
		only := true
		for _, part := range p.Patterns {
			only = m.exhaustValues(part) && only
		}
		return only
	}
	return false
}

// lastOf is the test of the last case, with the values that all of the cases take.
func (m *matcher) lastOf(p syntax.Pattern, test syntax.Expr) syntax.Expr {
	if len(m.values) < 2 {
		return test
	}
	args := []syntax.Expr{m.subjects[0].read(), test}
	return patternTestOf(testLast, p.Span(), append(args, m.values...)...)
}

// leavesNone reports whether the values of a testLast are all that its subject,
// which is one of s, can be.
func (w *walker) leavesNone(e *syntax.Call, s set) bool {
	values := e.Args[2:]
	if s.only(bBool) {
		has := func(truth bool) bool {
			return slices.ContainsFunc(values, func(v syntax.Expr) bool { b, ok := v.(*syntax.Bool); return ok && b.Value == truth })
		}
		return has(true) && has(false)
	}
	if s.inst == nil || len(s.inst.classes) != 1 || s.without(bUnbound) != (set{inst: s.inst}) {
		return false
	}
	c := s.inst.classes[0]
	if c.c.Kind != EnumClass && c.c.Kind != IntEnumClass || c.methods["__eq__"] != nil || len(c.members) == 0 {
		return false
	}
	return !slices.ContainsFunc(c.members, func(member string) bool {
		return !slices.ContainsFunc(values, func(v syntax.Expr) bool {
			a, ok := v.(*syntax.Attribute)
			return ok && a.Attr == member && w.classNamed(a.Value) == c
		})
	})
}

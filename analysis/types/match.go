package types

import (
	"fmt"
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A match statement whose patterns are literals, None, alternatives of them,
// names, and tuples of such for a subject that is written as a tuple, means the
// same as ifs:
//
//	match n:                      if n == 0: …
//	    case 0: …                 elif n == 1 or n == 2: …
//	    case 1 | 2: …             else:
//	    case k if k < 0: …            k = n
//	    case _: …                     if k < 0: … else: …
//
// Inference sees those.

// A matcher writes the ifs of one match statement.
type matcher struct {
	*keeper
	subjects []*syntax.Name // what is matched: one name, or those of a tuple
	tuple    bool
}

// match is s as other statements, nil if it has a pattern that needs more.
func (k *keeper) match(s *syntax.Match) []syntax.Stmt {
	m := matcher{keeper: k}
	before := m.name(s.Subject)
	rest, ok := m.cases(s.Cases, s.Range)
	if !ok {
		return nil
	}
	return append(before, rest...)
}

// name finds names for the subject, and the assignments that it takes.
func (m *matcher) name(subject syntax.Expr) []syntax.Stmt {
	parts := []syntax.Expr{subject}
	if t, ok := subject.(*syntax.Tuple); ok && !slices.ContainsFunc(t.Elts, isStarred) {
		parts, m.tuple = t.Elts, true
	}
	if !slices.ContainsFunc(parts, func(e syntax.Expr) bool { _, ok := e.(*syntax.Name); return !ok }) {
		for _, e := range parts {
			n := e.(*syntax.Name)
			m.subjects = append(m.subjects, n)
		}
		return nil
	}
	var out []syntax.Stmt
	for _, e := range parts {
		name := "subject"
		for i := 2; m.count[name] > 0; i++ {
			name = fmt.Sprintf("subject_%d", i)
		}
		m.count[name] = 3
		n := &syntax.Name{Range: e.Span(), ID: name}
		m.subjects = append(m.subjects, n)
		out = append(out, &syntax.Assign{Range: e.Span(), Targets: []syntax.Expr{&syntax.Name{Range: e.Span(), ID: name}}, Value: e})
	}
	return out
}

// cases is what cases mean, one tried after the other.
func (m *matcher) cases(cases []*syntax.MatchCase, rng syntax.Range) ([]syntax.Stmt, bool) {
	if len(cases) == 0 {
		return nil, true
	}
	c := cases[0]
	p := patternParts{ok: true}
	m.whole(c.Pattern, &p)
	if !p.ok {
		return nil, false
	}
	rest, ok := m.cases(cases[1:], rng)
	if !ok {
		return nil, false
	}
	body := m.block(c.Body)
	if c.Guard != nil && len(p.binds) > 0 && len(p.tests) > 0 {
		return nil, false // a guard that fails leaves the names bound
	}
	if c.Guard != nil {
		p.tests = append(p.tests, c.Guard)
	} else {
		body = append(p.binds, body...)
		p.binds = nil
	}
	if len(p.tests) == 0 {
		return body, true
	}
	if len(rest) == 1 {
		if next, ok := rest[0].(*syntax.If); ok && next.Start >= cases[1].Start && next.End == rng.End {
			next.Elif = true
		}
	}
	at := syntax.Range{Start: c.Start, End: rng.End}
	test := p.tests[0]
	if len(p.tests) > 1 {
		test = &syntax.BoolOp{Range: c.Pattern.Span(), Op: "and", Values: p.tests}
	}
	return append(p.binds, &syntax.If{Range: at, Test: test, Body: body, Orelse: rest}), true
}

// patternParts is what a pattern asks of the subject, and the names that it binds then.
type patternParts struct {
	tests []syntax.Expr
	binds []syntax.Stmt
	ok    bool
}

// whole reads a pattern for the whole subject.
func (m *matcher) whole(p syntax.Pattern, out *patternParts) {
	if !m.tuple {
		m.one(p, m.subjects[0], out)
		return
	}
	switch p := p.(type) {
	case *syntax.MatchSequence:
		if len(p.Patterns) != len(m.subjects) {
			out.ok = false
			return
		}
		for i, part := range p.Patterns {
			m.one(part, m.subjects[i], out)
		}
	case *syntax.MatchAs:
		out.ok = out.ok && p.Pattern == nil && p.Name == ""
	case *syntax.MatchOr:
		m.or(p, out, m.whole)
	default:
		out.ok = false
	}
}

// one reads a pattern for one name.
func (m *matcher) one(p syntax.Pattern, subject *syntax.Name, out *patternParts) {
	compare := func(op syntax.Op, value syntax.Expr) {
		left := m.read(subject)
		out.tests = append(out.tests, &syntax.Compare{Range: p.Span(), Left: left, Ops: []syntax.Op{op}, Rights: []syntax.Expr{value}})
	}
	switch p := p.(type) {
	case *syntax.MatchValue:
		switch value := p.Value.(type) {
		case *syntax.Int, *syntax.Str, *syntax.Float, *syntax.UnaryOp:
			compare("==", value)
			return
		}
		out.ok = false
	case *syntax.MatchSingleton:
		if _, none := p.Value.(*syntax.None); none {
			compare("is", p.Value)
			return
		}
		out.ok = false
	case *syntax.MatchAs:
		if p.Pattern != nil {
			m.one(p.Pattern, subject, out)
		}
		if p.Name != "" && p.Name != subject.ID {
			for _, other := range m.subjects { // another part is still to be read
				out.ok = out.ok && other.ID != p.Name
			}
			out.binds = append(out.binds, &syntax.Assign{
				Range: p.Range, Targets: []syntax.Expr{&syntax.Name{Range: p.NameRange, ID: p.Name}},
				Value: m.read(subject),
			})
		}
	case *syntax.MatchOr:
		m.or(p, out, func(p syntax.Pattern, out *patternParts) { m.one(p, subject, out) })
	default:
		out.ok = false
	}
}

// or reads alternatives, which must bind no names here.
func (m *matcher) or(p *syntax.MatchOr, out *patternParts, read func(syntax.Pattern, *patternParts)) {
	any := &syntax.BoolOp{Range: p.Range, Op: "or"}
	for _, alternative := range p.Patterns {
		one := patternParts{ok: true}
		read(alternative, &one)
		switch {
		case !one.ok || len(one.binds) > 0:
			out.ok = false
			return
		case len(one.tests) == 0:
			return // it takes everything
		case len(one.tests) == 1:
			any.Values = append(any.Values, one.tests[0])
		default:
			any.Values = append(any.Values, &syntax.BoolOp{Range: alternative.Span(), Op: "and", Values: one.tests})
		}
	}
	out.tests = append(out.tests, any)
}

// read is another mention of a subject.
func (m *matcher) read(subject *syntax.Name) *syntax.Name {
	made := &syntax.Name{Range: subject.Range, ID: subject.ID}
	m.out.nodes[subject] = made
	return made
}

package types

import (
	"fmt"
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A match statement means the same as ifs, where its patterns can be told apart by
// tests that have no effect:
//
//	match n:                      if n == 0: …
//	    case 0: …                 elif n == 1 or n == 2: …
//	    case 1 | 2: …             else:
//	    case k if k < 0: …            k = n
//	    case _: …                     if k < 0: … else: …
//
// Inference sees those. What they ask beyond what can be written in Python are
// pattern tests (patterntest.go).

// A matcher writes the ifs of one match statement.
type matcher struct {
	*keeper
	subjects []place // what is matched: one, or the parts of a tuple that is written out
	tuple    bool
	own      map[string]bool // captures that are read only where they are bound
	lengths  map[int]bool    // of sequences that no later case gets
	values   []syntax.Expr   // members of enums, True and False, that no later case gets
}

// A place is what a pattern is for: the subject, or a part of it. It is read by a
// new expression each time.
type place struct {
	name string // of a variable that it is; "" for a part
	read func() syntax.Expr
}

// match is s as other statements, nil if it has a pattern that needs more.
func (k *keeper) match(s *syntax.Match) []syntax.Stmt {
	m := matcher{keeper: k, own: k.ownCaptures(s), lengths: map[int]bool{}}
	before := m.name(s)
	rest, ok := m.cases(s.Cases, s.Range)
	if !ok {
		return nil
	}
	return append(before, rest...)
}

// name finds names for the subject, and the assignments that it takes.
func (m *matcher) name(s *syntax.Match) []syntax.Stmt {
	parts := []syntax.Expr{s.Subject}
	if t, ok := s.Subject.(*syntax.Tuple); ok && !slices.ContainsFunc(t.Elts, isStarred) {
		parts, m.tuple = t.Elts, true
	}
	captured := capturedInside(s)
	needsName := func(e syntax.Expr) bool {
		n, ok := e.(*syntax.Name)
		return !ok || captured[n.ID]
	}
	if !slices.ContainsFunc(parts, needsName) {
		for _, e := range parts {
			m.subjects = append(m.subjects, m.variable(e.(*syntax.Name)))
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
		m.subjects = append(m.subjects, m.variable(&syntax.Name{Range: e.Span(), ID: name}))
		out = append(out, &syntax.Assign{Range: e.Span(), Targets: []syntax.Expr{&syntax.Name{Range: e.Span(), ID: name}}, Value: e})
	}
	return out
}

// variable is the place that a variable is.
func (m *matcher) variable(n *syntax.Name) place {
	return place{name: n.ID, read: func() syntax.Expr {
		made := &syntax.Name{Range: n.Range, ID: n.ID}
		if m.out.nodes[n] == nil { // what the subject is at the statement, the first that reads it sees
			m.out.nodes[n] = made
		}
		return made
	}}
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
	if c.Guard == nil && !m.tuple {
		m.exhaust(c.Pattern)
		if valuesOnly := m.exhaustValues(c.Pattern); valuesOnly && len(cases) == 1 && len(p.tests) == 1 {
			p.tests[0] = m.lastOf(c.Pattern, p.tests[0])
		}
	}
	rest, ok := m.cases(cases[1:], rng)
	if !ok {
		return nil, false
	}
	body := m.block(c.Body)
	switch {
	case c.Guard == nil || len(p.binds) > 0 && len(p.tests) > 0:
		body = append(p.statements(), body...)
		if c.Guard != nil && !m.guard(c.Guard, &p) {
			return nil, false // a guard that fails leaves the names bound
		}
		p.binds = nil
	default:
		p.tests = append(p.tests, c.Guard)
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
	return append(p.statements(), &syntax.If{Range: at, Test: test, Body: body, Orelse: rest}), true
}

// patternParts is what a pattern asks of the subject, and the names that it binds then.
type patternParts struct {
	tests []syntax.Expr
	binds []binding
	ok    bool
}

// A binding is a name that a pattern binds, and what of the subject it is.
type binding struct {
	name string
	at   syntax.Range // of the pattern
	def  syntax.Range // of the name
	of   func() syntax.Expr
}

func (p *patternParts) statements() []syntax.Stmt {
	var out []syntax.Stmt
	for _, b := range p.binds {
		out = append(out, &syntax.Assign{Range: b.at, Targets: []syntax.Expr{&syntax.Name{Range: b.def, ID: b.name}}, Value: b.of()})
	}
	return out
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

// one reads a pattern for one place.
func (m *matcher) one(p syntax.Pattern, subject place, out *patternParts) {
	compare := func(op syntax.Op, value syntax.Expr) {
		out.tests = append(out.tests, &syntax.Compare{Range: p.Span(), Left: subject.read(), Ops: []syntax.Op{op}, Rights: []syntax.Expr{value}})
	}
	switch p := p.(type) {
	case *syntax.MatchValue:
		switch value := p.Value.(type) {
		case *syntax.Int, *syntax.Str, *syntax.Float, *syntax.UnaryOp, *syntax.Attribute:
			compare("==", value)
			return
		}
		out.ok = false
	case *syntax.MatchSingleton:
		compare("is", p.Value)
	case *syntax.MatchAs:
		if p.Pattern != nil {
			m.one(p.Pattern, subject, out)
		}
		if p.Name != "" && p.Name != subject.name {
			out.binds = append(out.binds, binding{p.Name, p.Range, p.NameRange, subject.read})
		}
	case *syntax.MatchOr:
		m.or(p, out, func(p syntax.Pattern, out *patternParts) { m.one(p, subject, out) })
	case *syntax.MatchSequence:
		m.sequence(p, subject, out)
	case *syntax.MatchMapping:
		m.mapping(p, subject, out)
	case *syntax.MatchClass:
		m.class(p, subject, out)
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

// captures calls f for the names that a pattern binds.
func captures(p syntax.Pattern, f func(name string, def syntax.Range)) {
	name := func(id string, def syntax.Range) {
		if id != "" {
			f(id, def)
		}
	}
	switch p := p.(type) {
	case *syntax.MatchAs:
		if p.Pattern != nil {
			captures(p.Pattern, f)
		}
		name(p.Name, p.NameRange)
	case *syntax.MatchStar:
		name(p.Name, p.NameRange)
	case *syntax.MatchOr:
		for _, part := range p.Patterns {
			captures(part, f)
		}
	case *syntax.MatchSequence:
		for _, part := range p.Patterns {
			captures(part, f)
		}
	case *syntax.MatchMapping:
		for _, part := range p.Patterns {
			captures(part, f)
		}
		name(p.Rest, p.RestRange)
	case *syntax.MatchClass:
		for _, part := range p.Patterns {
			captures(part, f)
		}
		for _, k := range p.Keywords {
			captures(k.Pattern, f)
		}
	}
}

// capturedInside are the names that patterns bind to less than all of the subject,
// so that the subject has to be read on when they are bound.
func capturedInside(s *syntax.Match) map[string]bool {
	out := map[string]bool{}
	for _, c := range s.Cases {
		if p, ok := c.Pattern.(*syntax.MatchAs); ok && p.Pattern == nil {
			continue
		}
		captures(c.Pattern, func(name string, _ syntax.Range) { out[name] = true })
	}
	return out
}

// ownCaptures are the names that are mentioned only in cases that bind them: what
// they hold elsewhere, nobody sees.
func (k *keeper) ownCaptures(s *syntax.Match) map[string]bool {
	inside := map[string]map[*syntax.Name]bool{}
	for _, c := range s.Cases {
		captures(c.Pattern, func(name string, _ syntax.Range) {
			if inside[name] == nil {
				inside[name] = map[*syntax.Name]bool{}
			}
			visit := func(n syntax.Node) bool {
				if n, ok := n.(*syntax.Name); ok && n.ID == name {
					inside[name][n] = true
				}
				return true
			}
			if c.Guard != nil {
				syntax.Inspect(c.Guard, visit)
			}
			syntax.Walk(c.Body, visit)
		})
	}
	own := map[string]bool{}
	for name, mentions := range inside {
		own[name] = len(mentions) == k.count[name]
	}
	return own
}

// guard adds what a guard asks, with what of the subject they are in the place of
// the names that the pattern binds. It reports whether that can be.
func (m *matcher) guard(e syntax.Expr, p *patternParts) bool {
	of := map[string]func() syntax.Expr{}
	for _, b := range p.binds {
		if !m.own[b.name] || of[b.name] != nil {
			return false
		}
		of[b.name] = b.of
	}
	made := m.substitute(e, of)
	if made != nil {
		p.tests = append(p.tests, made)
	}
	return made != nil
}

// substitute is e with other expressions in the place of names, nil if that cannot
// be told from its form.
func (m *matcher) substitute(e syntax.Expr, of map[string]func() syntax.Expr) syntax.Expr {
	made := m.substituted(e, of)
	if made != nil && made != e {
		m.out.nodes[e] = made
	}
	return made
}

func (m *matcher) substituted(e syntax.Expr, of map[string]func() syntax.Expr) syntax.Expr {
	all := func(list []syntax.Expr) []syntax.Expr {
		out := make([]syntax.Expr, len(list))
		for i, x := range list {
			if out[i] = m.substitute(x, of); out[i] == nil {
				return nil
			}
		}
		return out
	}
	switch e := e.(type) {
	case *syntax.Int, *syntax.Float, *syntax.Str, *syntax.Bytes, *syntax.Bool, *syntax.None:
		return e
	case *syntax.Name:
		if by := of[e.ID]; by != nil {
			return by()
		}
		return e
	case *syntax.UnaryOp:
		made := *e
		if made.Operand = m.substitute(e.Operand, of); made.Operand != nil {
			return &made
		}
	case *syntax.BinOp:
		made := *e
		made.Left, made.Right = m.substitute(e.Left, of), m.substitute(e.Right, of)
		if made.Left != nil && made.Right != nil {
			return &made
		}
	case *syntax.BoolOp:
		made := *e
		if made.Values = all(e.Values); made.Values != nil {
			return &made
		}
	case *syntax.Compare:
		made := *e
		made.Left, made.Rights = m.substitute(e.Left, of), all(e.Rights)
		if made.Left != nil && made.Rights != nil {
			return &made
		}
	case *syntax.Call:
		made := *e
		if len(e.Keywords) > 0 || slices.ContainsFunc(e.Args, isStarred) {
			return nil
		}
		made.Func, made.Args = m.substitute(e.Func, of), all(e.Args)
		if made.Func != nil && made.Args != nil {
			return &made
		}
	case *syntax.Attribute:
		made := *e
		if made.Value = m.substitute(e.Value, of); made.Value != nil {
			return &made
		}
	case *syntax.Subscript:
		if _, slice := e.Index.(*syntax.Slice); slice {
			return nil
		}
		made := *e
		made.Value, made.Index = m.substitute(e.Value, of), m.substitute(e.Index, of)
		if made.Value != nil && made.Index != nil {
			return &made
		}
	}
	return nil
}

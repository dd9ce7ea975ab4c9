package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// sequence reads [a, b], [a, *rest] and their like.
func (m *matcher) sequence(p *syntax.MatchSequence, subject place, out *patternParts) {
	star := slices.IndexFunc(p.Patterns, func(p syntax.Pattern) bool { _, ok := p.(*syntax.MatchStar); return ok })
	n := len(p.Patterns)
	out.tests = append(out.tests, patternTestOf(testSequence, p.Range, subject.read()))
	if star < 0 {
		out.tests = append(out.tests, patternTestOf(testLength, p.Range, subject.read(), integer(p.Range, n)))
	} else if least := m.least(subject, n-1); least > 0 {
		out.tests = append(out.tests, patternTestOf(testLeast, p.Range, subject.read(), integer(p.Range, least)))
	}
	for i, part := range p.Patterns {
		at := i
		if star >= 0 && i > star {
			at = i - n
		}
		if s, ok := part.(*syntax.MatchStar); ok {
			if s.Name != "" {
				out.binds = append(out.binds, binding{s.Name, s.Range, s.NameRange, func() syntax.Expr { return between(s.Range, subject, i, i+1-n) }})
			}
			continue
		}
		m.one(part, place{read: func() syntax.Expr {
			return &syntax.Subscript{Range: part.Span(), Value: subject.read(), Index: integer(part.Span(), at)}
		}}, out)
	}
}

// least is the length that a sequence must have at least, when it may be known
// that it is none of the shorter ones.
func (m *matcher) least(subject place, n int) int {
	if m.tuple || subject.name == "" {
		return n
	}
	for i := range n {
		if !m.lengths[i] {
			return n
		}
	}
	return 0
}

// exhaust notes the length of the sequences that a pattern takes all of.
func (m *matcher) exhaust(p syntax.Pattern) {
	switch p := p.(type) {
	case *syntax.MatchOr:
		for _, part := range p.Patterns {
			m.exhaust(part)
		}
	case *syntax.MatchSequence:
		for _, part := range p.Patterns {
			if as, ok := part.(*syntax.MatchAs); !ok || as.Pattern != nil {
				return
			}
		}
		m.lengths[len(p.Patterns)] = true
	}
}

// between is the list of the items of a sequence from one position to another,
// which is counted from the end and not above 0.
func between(at syntax.Range, subject place, from, to int) syntax.Expr {
	s := &syntax.Slice{Range: at}
	if from > 0 {
		s.Lower = integer(at, from)
	}
	if to < 0 {
		s.Upper = integer(at, to)
	}
	part := &syntax.Subscript{Range: at, Value: subject.read(), Index: s}
	return &syntax.List{Range: at, Elts: []syntax.Expr{&syntax.Starred{Range: at, Value: part}}}
}

func integer(at syntax.Range, n int) syntax.Expr {
	if n < 0 {
		return &syntax.UnaryOp{Range: at, Op: "-", Operand: &syntax.Int{Range: at, Value: int64(-n)}}
	}
	return &syntax.Int{Range: at, Value: int64(n)}
}

// mapping reads {"key": pattern, **rest}.
func (m *matcher) mapping(p *syntax.MatchMapping, subject place, out *patternParts) {
	out.tests = append(out.tests, patternTestOf(testMapping, p.Range, subject.read()))
	for _, key := range p.Keys {
		switch key.(type) {
		case *syntax.Int, *syntax.Str, *syntax.UnaryOp:
		default:
			out.ok = false
			return
		}
		out.tests = append(out.tests, &syntax.Compare{Range: key.Span(), Left: key, Ops: []syntax.Op{"in"}, Rights: []syntax.Expr{subject.read()}})
	}
	for i, part := range p.Patterns {
		key := p.Keys[i]
		m.one(part, place{read: func() syntax.Expr {
			return &syntax.Subscript{Range: part.Span(), Value: subject.read(), Index: copyOfKey(key)}
		}}, out)
	}
	if p.Rest != "" {
		out.binds = append(out.binds, binding{p.Rest, p.Range, p.RestRange, func() syntax.Expr { return m.others(p, subject) }})
	}
}

// copyOfKey is another expression of the same literal.
func copyOfKey(e syntax.Expr) syntax.Expr {
	switch e := e.(type) {
	case *syntax.Int:
		made := *e
		return &made
	case *syntax.Str:
		made := *e
		return &made
	case *syntax.UnaryOp:
		made := *e
		made.Operand = copyOfKey(e.Operand)
		return &made
	}
	return e
}

// others is the dict of what a mapping has beside the keys of a pattern:
// {key: value for key, value in subject.items() if key != … and …}.
func (m *matcher) others(p *syntax.MatchMapping, subject place) syntax.Expr {
	at := p.RestRange
	name := func(id string) *syntax.Name { return &syntax.Name{Range: at, ID: id} }
	items := &syntax.Call{Range: at, Func: &syntax.Attribute{Range: at, Value: subject.read(), Attr: "items", AttrRange: at}}
	gen := &syntax.Comprehension{Range: at, Target: &syntax.Tuple{Range: at, Elts: []syntax.Expr{name("key"), name("value")}}, Iter: items}
	for _, key := range p.Keys {
		gen.Ifs = append(gen.Ifs, &syntax.Compare{Range: at, Left: name("key"), Ops: []syntax.Op{"!="}, Rights: []syntax.Expr{copyOfKey(key)}})
	}
	return &syntax.DictComp{Range: at, Key: name("key"), Value: name("value"), Generators: []*syntax.Comprehension{gen}}
}

// wholeClasses are the builtin classes whose pattern takes one pattern in its
// parentheses, which is for the subject itself.
var wholeClasses = map[string]bool{
	"bool": true, "bytes": true, "dict": true, "float": true, "frozenset": true, "int": true,
	"list": true, "set": true, "str": true, "tuple": true,
}

// class reads int(), str(x) and Point(x=0, y=py).
func (m *matcher) class(p *syntax.MatchClass, subject place, out *patternParts) {
	out.tests = append(out.tests, patternTestOf(testInstance, p.Range, subject.read(), p.Class))
	name, ok := p.Class.(*syntax.Name)
	if !ok {
		out.ok = false
		return
	}
	if wholeClasses[name.ID] && !m.classes.binds(name.ID) {
		out.ok = out.ok && len(p.Patterns) <= 1 && len(p.Keywords) == 0
		for _, part := range p.Patterns {
			m.one(part, subject, out)
		}
		return
	}
	attrs, ok := m.classes.matchArgs(name.ID)
	if len(p.Patterns) > 0 && !ok || len(p.Patterns) > len(attrs) {
		out.ok = false
		return
	}
	attribute := func(attr string, at syntax.Range, part syntax.Pattern) {
		m.one(part, place{read: func() syntax.Expr {
			return &syntax.Attribute{Range: part.Span(), Value: subject.read(), Attr: attr, AttrRange: at}
		}}, out)
	}
	for i, part := range p.Patterns {
		attribute(attrs[i], part.Span(), part)
	}
	for _, k := range p.Keywords {
		attribute(k.Attr, k.AttrRange, k.Pattern)
	}
}

// moduleClasses has what patterns need to know of the classes of a module.
type moduleClasses struct{ in *solver }

// binds reports whether the module binds a name.
func (c moduleClasses) binds(name string) bool { return c.in != nil && c.in.scope.bindings[name] > 0 }

// matchArgs are the attributes that the patterns in parentheses are for: those in
// __match_args__, or the fields of a dataclass or named tuple without a base in
// the module.
func (c moduleClasses) matchArgs(name string) ([]string, bool) {
	if c.in == nil || c.in.scope.classes[name] == nil {
		return nil, false
	}
	def := c.in.scope.classes[name].c.Def
	if def == nil {
		return nil, false
	}
	fields := slices.ContainsFunc(def.Decorators, c.in.isDataclass)
	for _, b := range def.Bases {
		if c.in.qualified(b) != "typing.NamedTuple" {
			return nil, false
		}
		fields = true
	}
	var out []string
	for _, s := range def.Body {
		switch s := s.(type) {
		case *syntax.Assign:
			if n, ok := s.Targets[0].(*syntax.Name); ok && n.ID == "__match_args__" {
				return fieldNames(s.Value)
			}
		case *syntax.AnnAssign:
			if n, ok := s.Target.(*syntax.Name); ok {
				if call, isCall := s.Value.(*syntax.Call); isCall && c.in.qualified(call.Func) == "dataclasses.field" {
					return nil, false
				}
				out = append(out, n.ID)
			}
		}
	}
	return out, fields
}

package syntax

import "slices"

// cases checks the clauses of a match statement.
func (c *checker) cases(s *Match) {
	for i, m := range s.Cases {
		if all := Irrefutable(m.Pattern); all != nil && m.Guard == nil && i < len(s.Cases)-1 {
			c.unreachable(all)
		}
		c.pattern(m.Pattern, map[string]bool{})
		c.expr(m.Guard)
		c.stmts(m.Body)
	}
}

// unreachable reports a pattern after which no other is tried.
func (c *checker) unreachable(p *MatchAs) {
	if p.Name == "" {
		c.errorf(p.Range, "wildcard makes remaining patterns unreachable")
	} else {
		c.errorf(p.Range, "name capture '%s' makes remaining patterns unreachable", p.Name)
	}
}

// pattern checks p; seen are the names that the pattern it is part of binds, to
// which it adds its own.
func (c *checker) pattern(p Pattern, seen map[string]bool) {
	switch p := p.(type) {
	case *MatchValue:
		c.expr(p.Value)
	case *MatchSequence:
		c.sequencePattern(p, seen)
	case *MatchMapping:
		c.mappingPattern(p, seen)
	case *MatchClass:
		c.classPattern(p, seen)
	case *MatchStar:
		c.capture(p.Name, p.NameRange, seen)
	case *MatchAs:
		if p.Pattern != nil {
			c.pattern(p.Pattern, seen)
		}
		c.capture(p.Name, p.NameRange, seen)
	case *MatchOr:
		c.orPattern(p, seen)
	}
}

func (c *checker) capture(name string, at Range, seen map[string]bool) {
	if name == "" {
		return
	}
	if seen[name] {
		c.errorf(at, "multiple assignments to name '%s' in pattern", name)
	}
	seen[name] = true
	c.bind(name, at)
}

func (c *checker) sequencePattern(p *MatchSequence, seen map[string]bool) {
	stars := 0
	for _, part := range p.Patterns {
		if s, ok := part.(*MatchStar); ok {
			if stars++; stars == 2 {
				c.errorf(s.Range, "multiple starred expressions in sequence pattern")
			}
		}
		c.pattern(part, seen)
	}
}

func (c *checker) mappingPattern(p *MatchMapping, seen map[string]bool) {
	keys := map[string]bool{}
	for _, key := range p.Keys {
		c.expr(key)
		if literal, ok := literalKey(key); ok {
			if keys[literal] {
				c.errorf(key.Span(), "mapping pattern checks duplicate key")
			}
			keys[literal] = true
		}
	}
	for _, part := range p.Patterns {
		c.pattern(part, seen)
	}
	c.capture(p.Rest, p.RestRange, seen)
}

// literalKey is a text that two literals have in common if Python takes them for
// the same key.
func literalKey(e Expr) (string, bool) {
	switch e := e.(type) {
	case *Bool:
		if e.Value {
			return Dump(&Int{Value: 1}), true
		}
		return Dump(&Int{}), true
	case *Float:
		if e.Value == float64(int64(e.Value)) {
			return Dump(&Int{Value: int64(e.Value)}), true
		}
		return number(e.Value), true
	case *BinOp: // of a complex number, whose real part may be nothing
		if zero, ok := literalKey(e.Left); ok && zero == Dump(&Int{}) && e.Op == "+" {
			return literalKey(e.Right)
		}
	case *Int, *Imag, *Str, *Bytes, *None:
		return Dump(e), true
	case *UnaryOp:
		key, ok := literalKey(e.Operand)
		if key == Dump(&Int{}) {
			return key, ok
		}
		return "-" + key, ok
	}
	return "", false
}

func (c *checker) classPattern(p *MatchClass, seen map[string]bool) {
	c.expr(p.Class)
	for _, part := range p.Patterns {
		c.pattern(part, seen)
	}
	attrs := map[string]bool{}
	for _, k := range p.Keywords {
		if attrs[k.Attr] {
			c.errorf(k.AttrRange, "attribute name repeated in class pattern: %s", k.Attr)
		}
		attrs[k.Attr] = true
		c.pattern(k.Pattern, seen)
	}
}

// orPattern checks alternatives, which must bind the same names.
func (c *checker) orPattern(p *MatchOr, seen map[string]bool) {
	var first []string
	for i, alternative := range p.Patterns {
		if all := Irrefutable(alternative); all != nil && i < len(p.Patterns)-1 {
			c.unreachable(all)
		}
		names := map[string]bool{}
		c.pattern(alternative, names)
		bound := sortedNames(names)
		switch {
		case i == 0:
			first = bound
		case !slices.Equal(first, bound):
			c.errorf(p.Range, "alternative patterns bind different names")
			return
		}
	}
	for _, name := range first {
		if seen[name] {
			c.errorf(p.Range, "multiple assignments to name '%s' in pattern", name)
		}
		seen[name] = true
	}
}

func sortedNames(names map[string]bool) []string {
	out := make([]string, 0, len(names))
	for name := range names {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

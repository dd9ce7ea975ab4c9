package syntax

// casePattern lowers the pattern of a case clause. Patterns with commas between
// them are a sequence without brackets.
func (l *lowerer) casePattern(n *cst) Pattern {
	var parts []Pattern
	rng, comma := Range{-1, n.end}, false
	for c := n.first; c != nil && c.field != "guard" && c.kind != ":"; c = c.next {
		switch {
		case c.kind == "case_pattern":
			parts = append(parts, l.pattern(c.first))
		case c.kind == "," && len(parts) > 0:
			comma = true
		default:
			continue
		}
		if rng.Start < 0 {
			rng.Start = c.start
		}
		rng.End = c.end
	}
	switch {
	case len(parts) == 0:
		return &BadPattern{Range{n.start, n.start}}
	case comma:
		return &MatchSequence{rng, parts}
	}
	return l.unstarred(parts[0])
}

// unstarred reports a star where only a sequence may have one.
func (l *lowerer) unstarred(p Pattern) Pattern {
	if s, ok := p.(*MatchStar); ok {
		l.errorf(s.Range, "invalid syntax: a starred pattern must be in a sequence")
		return &BadPattern{s.Range}
	}
	return p
}

// onePattern lowers a case_pattern that no star may be in.
func (l *lowerer) onePattern(n *cst) Pattern {
	if n == nil {
		return &BadPattern{}
	}
	return l.unstarred(l.pattern(n.first))
}

// pattern lowers the pattern that begins at n. The "-" before a number is a
// sibling of it in the grammar's tree.
func (l *lowerer) pattern(n *cst) Pattern {
	if n == nil {
		return &BadPattern{}
	}
	if !l.enter(n) {
		return &BadPattern{n.rng()}
	}
	defer l.leave()
	switch n.kind {
	case "_":
		return &MatchAs{Range: n.rng()}
	case "none", "true", "false":
		return &MatchSingleton{n.rng(), l.expr(n)}
	case "-", "integer", "float", "string", "concatenated_string", "complex_pattern":
		value := l.patternValue(n)
		return &MatchValue{value.Span(), value}
	case "dotted_name":
		if n.first == n.last {
			return &MatchAs{Range: n.rng(), Name: l.identifier(n), NameRange: n.rng()}
		}
		return &MatchValue{n.rng(), l.dottedExpr(n)}
	case "case_pattern":
		return l.pattern(n.first)
	case "as_pattern":
		return l.asPattern(n)
	case "union_pattern":
		return l.orPattern(n)
	case "list_pattern", "tuple_pattern":
		return l.sequencePattern(n)
	case "dict_pattern":
		return l.mappingPattern(n)
	case "class_pattern":
		return l.classPattern(n)
	case "splat_pattern":
		return l.starPattern(n)
	case errorKind:
	default:
		l.errorf(clip(n.rng(), l.text), "invalid syntax")
	}
	return &BadPattern{n.rng()}
}

// patternValue lowers a literal or dotted name, which may have a "-" before it.
func (l *lowerer) patternValue(n *cst) Expr {
	switch n.kind {
	case "-":
		if n.next == nil {
			return &BadExpr{n.rng()}
		}
		return &UnaryOp{Range{n.start, n.next.end}, "-", l.expr(n.next)}
	case "complex_pattern":
		return l.complexPattern(n)
	case "dotted_name":
		return l.dottedExpr(n)
	}
	e := l.expr(n)
	if f, ok := e.(*JoinedStr); ok {
		l.errorf(f.Range, "patterns may only match literals and attribute lookups")
	}
	return e
}

// complexPattern lowers "1 + 2j".
func (l *lowerer) complexPattern(n *cst) Expr {
	left := l.patternValue(n.first)
	op := n.first
	for op != nil && (op.named || op == n.first) {
		op = op.next
	}
	if op == nil || op.next == nil {
		return &BadExpr{n.rng()}
	}
	right := l.expr(op.next)
	if _, imaginary := right.(*Imag); !imaginary {
		l.errorf(right.Span(), "imaginary number required in complex literal")
	}
	number := left
	if minus, ok := left.(*UnaryOp); ok {
		number = minus.Operand
	}
	if _, imaginary := number.(*Imag); imaginary {
		l.errorf(left.Span(), "real number required in complex literal")
	}
	return &BinOp{n.rng(), Op(op.kind), op.rng(), left, right}
}

// dottedExpr lowers a name with dots in it, or a plain name.
func (l *lowerer) dottedExpr(n *cst) Expr {
	var e Expr
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.kind == ".":
		case e == nil:
			e = &Name{c.rng(), l.identifier(c)}
		default:
			e = &Attribute{Range{n.start, c.end}, e, l.identifier(c), c.rng()}
		}
	}
	if e == nil {
		return &BadExpr{n.rng()}
	}
	return e
}

func (l *lowerer) asPattern(n *cst) Pattern {
	p := &MatchAs{Range: n.rng(), Pattern: l.onePattern(n.first)}
	if n.first != n.last {
		p.Name, p.NameRange = l.identifier(n.last), n.last.rng()
	}
	if p.Name == "_" {
		l.errorf(p.NameRange, "cannot use '_' as a target")
	}
	return p
}

func (l *lowerer) orPattern(n *cst) Pattern {
	p := &MatchOr{Range: n.rng()}
	for c := n.first; c != nil; c = c.next {
		if c.kind == "|" {
			continue
		}
		p.Patterns = append(p.Patterns, l.unstarred(l.pattern(c)))
		if c.kind == "-" && c.next != nil {
			c = c.next
		}
	}
	return p
}

// sequencePattern lowers patterns in brackets. One in parentheses without a
// comma is that pattern.
func (l *lowerer) sequencePattern(n *cst) Pattern {
	p := &MatchSequence{Range: n.rng()}
	for c := n.first; c != nil; c = c.next {
		if c.kind == "case_pattern" {
			p.Patterns = append(p.Patterns, l.pattern(c.first))
		}
	}
	if n.kind == "tuple_pattern" && len(p.Patterns) == 1 && n.of(",") == nil {
		return l.unstarred(p.Patterns[0])
	}
	return p
}

func (l *lowerer) mappingPattern(n *cst) Pattern {
	p := &MatchMapping{Range: n.rng()}
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.kind == "splat_pattern":
			l.restPattern(c, p)
		case c.field == "value":
			p.Patterns = append(p.Patterns, l.onePattern(c))
		case c.kind == "-" || c.field == "key" && (c == n.first || c.prevKind(n) != "-"):
			if p.RestRange.End > 0 {
				l.errorf(c.rng(), "invalid syntax: nothing may follow ** in a mapping pattern")
			}
			p.Keys = append(p.Keys, l.mappingKey(c))
		}
	}
	for len(p.Patterns) < len(p.Keys) {
		p.Patterns = append(p.Patterns, &BadPattern{Range{n.end, n.end}})
	}
	return p
}

// prevKind is the kind of the sibling before n among the children of parent.
func (n *cst) prevKind(parent *cst) string {
	kind := ""
	for c := parent.first; c != nil && c != n; c = c.next {
		kind = c.kind
	}
	return kind
}

func (l *lowerer) mappingKey(n *cst) Expr {
	key := l.patternValue(n)
	if _, plain := key.(*Name); plain {
		l.errorf(key.Span(), "invalid syntax: a key of a mapping pattern is a literal or has a dot")
	}
	return key
}

func (l *lowerer) restPattern(n *cst, p *MatchMapping) {
	name := n.last
	switch {
	case n.first == nil || n.first.kind != "**" || name.kind != "identifier":
		l.errorf(n.rng(), "invalid syntax: ** needs a name in a mapping pattern")
	case p.RestRange.End > 0:
		l.errorf(n.rng(), "invalid syntax: ** may appear only once in a mapping pattern")
	default:
		p.Rest, p.RestRange = l.identifier(name), name.rng()
	}
}

func (l *lowerer) classPattern(n *cst) Pattern {
	if n.first == nil || n.first.kind != "dotted_name" {
		return &BadPattern{n.rng()}
	}
	p := &MatchClass{Range: n.rng(), Class: l.dottedExpr(n.first)}
	for c := n.first.next; c != nil; c = c.next {
		switch {
		case c.kind != "case_pattern" || c.first == nil:
		case c.first.kind == "keyword_pattern":
			p.Keywords = append(p.Keywords, l.keywordPattern(c.first))
		default:
			if len(p.Keywords) > 0 {
				l.errorf(c.rng(), "positional patterns follow keyword patterns")
			}
			p.Patterns = append(p.Patterns, l.onePattern(c))
		}
	}
	return p
}

func (l *lowerer) keywordPattern(n *cst) *KeywordPattern {
	k := &KeywordPattern{Range: n.rng(), Pattern: &BadPattern{Range{n.end, n.end}}}
	name, equals := n.first, n.of("=")
	if name == nil || equals == nil {
		return k
	}
	k.Attr, k.AttrRange = l.identifier(name), name.rng()
	if equals.next != nil {
		k.Pattern = l.unstarred(l.pattern(equals.next))
	}
	return k
}

func (l *lowerer) starPattern(n *cst) Pattern {
	name := n.last
	if n.first == nil || n.first.kind != "*" || name == n.first {
		l.errorf(clip(n.rng(), l.text), "invalid syntax")
		return &BadPattern{n.rng()}
	}
	if name.kind == "_" {
		return &MatchStar{Range: n.rng()}
	}
	return &MatchStar{n.rng(), l.identifier(name), name.rng()}
}

package syntax

// ifStatement lowers if, elif and else; the grammar lists them flat.
func (l *lowerer) ifStatement(n *cst) Stmt {
	s := &If{Test: l.field(n, "condition"), Body: l.block(n, n.child("consequence"))}
	for c := n.first; c != nil; c = c.next {
		if c.kind == "elif_clause" || c.kind == "else_clause" {
			s.Orelse = l.alternatives(c)
			break
		}
	}
	s.Range = through(n, s.Body, s.Orelse)
	return s
}

// alternatives lowers an elif or else clause and those that follow it.
func (l *lowerer) alternatives(n *cst) []Stmt {
	if n.kind == "else_clause" {
		return l.block(n, n.child("body"))
	}
	if !l.enter(n) {
		return []Stmt{&BadStmt{n.rng()}}
	}
	defer l.leave()
	s := &If{Test: l.field(n, "condition"), Body: l.block(n, n.child("consequence")), Elif: true}
	for c := n.next; c != nil; c = c.next {
		if c.kind == "elif_clause" || c.kind == "else_clause" {
			s.Orelse = l.alternatives(c)
			break
		}
	}
	s.Range = through(n, s.Body, s.Orelse)
	return []Stmt{s}
}

func (l *lowerer) forStatement(n *cst) Stmt {
	s := &For{
		Target: l.field(n, "left"),
		Iter:   l.field(n, "right"),
		Body:   l.block(n, n.child("body")),
		Orelse: l.elseBlock(n),
		Async:  n.of("async") != nil,
	}
	s.Range = through(n, s.Body, s.Orelse)
	return s
}

func (l *lowerer) tryStatement(n *cst) Stmt {
	s := &Try{Body: l.block(n, n.child("body"))}
	end := s.Body
	for c := n.first; c != nil; c = c.next {
		switch c.kind {
		case "except_clause", "except_group_clause":
			h, star := l.exceptClause(c), c.kind == "except_group_clause"
			if len(s.Handlers) > 0 && star != s.Star {
				l.errorf(clip(c.rng(), l.text), "cannot have both 'except' and 'except*' on the same 'try'")
			}
			s.Star = star
			s.Handlers = append(s.Handlers, h)
			end = h.Body
		case "else_clause":
			s.Orelse = l.block(c, c.of("block"))
			end = s.Orelse
		case "finally_clause":
			s.Finalbody = l.block(c, c.of("block"))
			end = s.Finalbody
		}
	}
	s.Range = through(n, s.Body, end)
	if len(s.Handlers) > 0 {
		s.Range.End = max(s.Range.End, s.Handlers[len(s.Handlers)-1].End)
	}
	return s
}

func (l *lowerer) exceptClause(n *cst) *ExceptHandler {
	h := &ExceptHandler{Body: l.block(n, n.of("block"))}
	h.Range = through(n, h.Body)
	if comma := n.of(","); comma != nil {
		l.report(codeNewer, clip(n.rng(), l.text), "several exceptions without parentheses need Python 3.14 and are not read yet; put parentheses around them")
	}
	caught := n.only()
	if caught == nil || caught.kind == "block" {
		return h
	}
	if caught.kind != "as_pattern" {
		h.Type = l.expr(caught)
		return h
	}
	h.Type = l.expr(caught.only())
	alias := caught.child("alias")
	for alias != nil && alias.kind != "identifier" {
		alias = alias.only()
	}
	if alias == nil || alias.end != caught.end {
		l.errorf(caught.rng(), "invalid syntax: the name after 'as' must be a plain name")
		return h
	}
	h.Name, h.NameRange = l.identifier(alias), alias.rng()
	return h
}

func (l *lowerer) withStatement(n *cst) Stmt {
	s := &With{Body: l.block(n, n.child("body")), Async: n.of("async") != nil}
	s.Range = through(n, s.Body)
	clause := n.of("with_clause")
	if clause == nil {
		return s
	}
	s.Items = l.withClause(clause)
	return s
}

// withClause lowers the items of a with statement. In parentheses and with a
// star they are one tuple.
func (l *lowerer) withClause(n *cst) []*WithItem {
	var items []*WithItem
	var elts []Expr
	tuple := false
	for c := n.first; c != nil; c = c.next {
		if c.kind != "with_item" || c.only() == nil {
			continue
		}
		item := c.only()
		tuple = tuple || item.kind == "list_splat"
		if (c.next != nil && c.next.kind == "," || len(items) > 0) && item.kind == "parenthesized_expression" && item.of("as_pattern") != nil {
			l.errorf(clip(item.rng(), l.text), "invalid syntax: 'as' is not allowed here")
		}
		items = append(items, l.withItems(item)...)
	}
	switch {
	case tuple && n.first.kind == "(":
		for _, item := range items {
			elts = append(elts, item.Context)
			if item.Vars != nil {
				l.errorf(item.Range, "invalid syntax: 'as' is not allowed here")
			}
		}
		return []*WithItem{{n.rng(), &Tuple{n.rng(), elts}, nil}}
	case n.last.kind == ",":
		l.errorf(n.last.rng(), "invalid syntax: a comma may end the items only in parentheses")
	}
	return items
}

// withItems lowers one item. What the grammar takes for a tuple of items in
// parentheses is several.
func (l *lowerer) withItems(n *cst) []*WithItem {
	if n == nil {
		return nil
	}
	if n.kind == "tuple" && n.of("as_pattern") != nil {
		var items []*WithItem
		for c := n.first; c != nil; c = c.next {
			if c.named {
				items = append(items, l.withItems(c)...)
			}
		}
		return items
	}
	if n.kind == "parenthesized_expression" && n.of("as_pattern") != nil {
		return l.withItems(n.only())
	}
	if n.kind != "as_pattern" {
		return []*WithItem{{n.rng(), l.expr(n), nil}}
	}
	item := &WithItem{Range: n.rng(), Context: l.expr(n.only())}
	if alias := n.child("alias"); alias != nil {
		item.Vars = l.optional(alias.only())
	}
	return []*WithItem{item}
}

func (l *lowerer) matchStatement(n *cst) Stmt {
	s := &Match{Range: n.rng()}
	var subjects []Expr
	comma, last := false, n.start
	for c := n.first; c != nil && c.kind != ":"; c = c.next {
		switch {
		case c.field == "subject":
			subjects = append(subjects, l.expr(c))
			last = c.end
		case c.kind == ",":
			comma, last = true, c.end
		}
	}
	switch {
	case len(subjects) == 0:
		s.Subject = &BadExpr{Range{n.start, n.start}}
	case comma:
		s.Subject = &Tuple{Range{subjects[0].Span().Start, last}, subjects}
	default:
		s.Subject = subjects[0]
	}
	if body := n.child("body"); body != nil {
		for c := body.first; c != nil; c = c.next {
			if c.kind == "case_clause" {
				s.Cases = append(s.Cases, l.caseClause(c))
			}
		}
	}
	if len(s.Cases) == 0 {
		l.emptyBlock(n)
	} else {
		s.Range.End = s.Cases[len(s.Cases)-1].End
	}
	return s
}

func (l *lowerer) caseClause(n *cst) *MatchCase {
	m := &MatchCase{Pattern: l.casePattern(n), Body: l.block(n, n.child("consequence"))}
	m.Range = through(n, m.Body)
	if guard := n.child("guard"); guard != nil {
		m.Guard = l.optional(guard.only())
		m.Range.End = max(m.Range.End, guard.end)
	}
	return m
}

func (l *lowerer) decorated(n *cst) Stmt {
	var decorators []Expr
	for c := n.first; c != nil; c = c.next {
		if c.kind == "decorator" {
			decorators = append(decorators, l.optional(c.only()))
		}
	}
	def := n.child("definition")
	if def == nil {
		return &BadStmt{n.rng()}
	}
	return l.definition(def, n, decorators)
}

// definition lowers a def or class; whole is def with its decorators.
func (l *lowerer) definition(def, whole *cst, decorators []Expr) Stmt {
	params := l.typeParams(def.child("type_parameters"))
	body := l.block(def, def.child("body"))
	rng := through(def, body)
	rng.Start = whole.start
	body, doc := docstring(body)
	name := def.child("name")
	if name == nil {
		return &BadStmt{rng}
	}
	if def.kind == "class_definition" {
		c := &ClassDef{
			Range: rng, Name: l.identifier(name), NameRange: name.rng(), TypeParams: params,
			Docstring: doc, Body: body, Decorators: decorators,
		}
		if bases := def.child("superclasses"); bases != nil {
			c.Bases, c.Keywords = l.arguments(bases)
		}
		return c
	}
	f := &FunctionDef{
		Range: rng, Name: l.identifier(name), NameRange: name.rng(), TypeParams: params,
		Params: l.params(def.child("parameters"), name.end), Docstring: doc, Body: body,
		Decorators: decorators, Async: def.of("async") != nil,
	}
	if returns := def.child("return_type"); returns != nil {
		f.Returns = l.expr(returns)
	}
	return f
}

// docstring takes the docstring off the front of body.
func docstring(body []Stmt) ([]Stmt, *Str) {
	if len(body) == 0 {
		return body, nil
	}
	s, ok := body[0].(*ExprStmt)
	if !ok {
		return body, nil
	}
	doc, ok := s.Value.(*Str)
	if !ok {
		return body, nil
	}
	return body[1:], doc
}

// params lowers a parameter list; n is nil when there is none, as in
// "lambda: 0", and at is then where it would be.
func (l *lowerer) params(n *cst, at int) *Params {
	if n == nil {
		return &Params{Range: Range{at, at}}
	}
	p := &Params{Range: n.rng()}
	kind := PositionalOrKeyword
	separator := (*cst)(nil) // a "*" that still needs a parameter after it
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.kind == "positional_separator":
			l.slash(c, p, kind)
			continue
		case c.kind == "keyword_separator":
			if kind == KeywordOnly {
				l.errorf(c.rng(), "* argument may appear only once")
			}
			kind, separator = KeywordOnly, c
			continue
		case !c.named || c.kind == errorKind:
			continue
		}
		param := l.param(c, kind)
		if param == nil {
			continue
		}
		l.paramOrder(param, p, kind)
		if param.Kind == VarPositional {
			kind = KeywordOnly
		}
		if param.Kind == KeywordOnly {
			separator = nil
		}
		p.List = append(p.List, param)
	}
	if separator != nil {
		l.errorf(separator.rng(), "named arguments must follow bare *")
	}
	return p
}

// slash makes the parameters before a "/" positional only.
func (l *lowerer) slash(n *cst, p *Params, kind ParamKind) {
	switch {
	case len(p.List) == 0:
		l.errorf(n.rng(), "at least one argument must precede /")
	case kind == KeywordOnly || p.List[len(p.List)-1].Kind == VarKeyword:
		l.errorf(n.rng(), "/ must be ahead of *")
	case p.List[0].Kind == PositionalOnly:
		l.errorf(n.rng(), "/ may appear only once")
	}
	for _, param := range p.List {
		if param.Kind == PositionalOrKeyword {
			param.Kind = PositionalOnly
		}
	}
}

// paramOrder checks param against those before it.
func (l *lowerer) paramOrder(param *Param, p *Params, kind ParamKind) {
	for _, before := range p.List {
		if before.Name == param.Name {
			l.errorf(param.NameRange, "duplicate argument '%s' in function definition", param.Name)
			break
		}
	}
	if len(p.List) > 0 {
		before := p.List[len(p.List)-1]
		switch {
		case before.Kind == VarKeyword:
			l.errorf(param.Range, "arguments cannot follow var-keyword argument")
		case param.Kind == PositionalOrKeyword && param.Default == nil && before.Default != nil:
			l.errorf(param.Range, "non-default argument follows default argument")
		}
	}
	if param.Kind == VarPositional && kind == KeywordOnly {
		l.errorf(param.Range, "* argument may appear only once")
	}
	if param.Default != nil && (param.Kind == VarPositional || param.Kind == VarKeyword) {
		l.errorf(param.Range, "var-positional and var-keyword arguments cannot have default values")
	}
}

// param lowers one parameter.
func (l *lowerer) param(n *cst, kind ParamKind) *Param {
	p := &Param{Range: n.rng(), Kind: kind}
	name := n.child("name")
	switch n.kind {
	case "identifier", "list_splat_pattern", "dictionary_splat_pattern":
		name = n
	case "typed_parameter":
		name = n.only()
	case "default_parameter", "typed_default_parameter":
	default:
		l.errorf(n.rng(), "invalid syntax: a parameter is a plain name")
		return nil
	}
	if t := n.child("type"); t != nil {
		p.Annotation = l.expr(t)
	}
	if value := n.child("value"); value != nil {
		p.Default = l.expr(value)
	}
	if name != nil && name.kind == "list_splat_pattern" {
		p.Kind, name = VarPositional, name.only()
	} else if name != nil && name.kind == "dictionary_splat_pattern" {
		p.Kind, name = VarKeyword, name.only()
	}
	if name == nil || name.kind != "identifier" {
		l.errorf(n.rng(), "invalid syntax: a parameter is a plain name")
		return nil
	}
	p.Name, p.NameRange = l.identifier(name), name.rng()
	return p
}

package syntax

import "strings"

// stmts lowers the statements among the children of n: a module, a block, or
// an ERROR around statements that could be read.
func (l *lowerer) stmts(n *cst) []Stmt {
	var out []Stmt
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.kind == errorKind:
			out = append(out, l.salvage(c)...)
		case c.named:
			out = append(out, l.stmt(c))
		}
	}
	return out
}

// salvage lowers what is readable inside an ERROR. What is not is one BadStmt,
// so that whoever holds the block knows that something is missing from it.
func (l *lowerer) salvage(n *cst) []Stmt {
	out := []Stmt{}
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.kind == "block":
			out = append(out, l.stmts(c)...)
		case isStatement(c.kind):
			out = append(out, l.stmt(c))
		}
	}
	bad := n.rng()
	if len(out) > 0 {
		bad = Range{n.start, out[0].Span().Start}
	}
	return append([]Stmt{&BadStmt{bad}}, out...)
}

func isStatement(kind string) bool {
	return strings.HasSuffix(kind, "_statement") || strings.HasSuffix(kind, "_definition")
}

// stmt lowers one statement.
func (l *lowerer) stmt(n *cst) Stmt {
	if !l.enter(n) {
		return &BadStmt{n.rng()}
	}
	defer l.leave()
	if r, ok := l.removed(n); ok {
		return &BadStmt{Range{r.Start, max(r.End, n.end)}}
	}
	switch n.kind {
	case "expression_statement":
		return l.expressionStatement(n)
	case "return_statement":
		return &Return{n.rng(), l.optional(n.only())}
	case "delete_statement":
		return l.deleteStatement(n)
	case "raise_statement":
		return l.raiseStatement(n)
	case "pass_statement":
		return &Pass{n.rng()}
	case "break_statement":
		return &Break{n.rng()}
	case "continue_statement":
		return &Continue{n.rng()}
	case "assert_statement":
		return l.assertStatement(n)
	case "global_statement":
		return &Global{n.rng(), l.identifiers(n)}
	case "nonlocal_statement":
		return &Nonlocal{n.rng(), l.identifiers(n)}
	case "import_statement":
		l.trailingComma(n)
		return &Import{n.rng(), l.aliases(n)}
	case "import_from_statement", "future_import_statement":
		return l.importFrom(n)
	case "print_statement":
		return l.printStatement(n)
	case "exec_statement":
		l.errorf(clip(n.rng(), l.text), "missing parentheses in call to 'exec'; did you mean exec(...)?")
		return &BadStmt{n.rng()}
	case "type_alias_statement":
		return l.typeAlias(n)
	}
	return l.compound(n)
}

// compound lowers a statement that holds blocks.
func (l *lowerer) compound(n *cst) Stmt {
	switch n.kind {
	case "if_statement":
		return l.ifStatement(n)
	case "for_statement":
		return l.forStatement(n)
	case "while_statement":
		s := &While{Test: l.field(n, "condition"), Body: l.block(n, n.child("body")), Orelse: l.elseBlock(n)}
		s.Range = through(n, s.Body, s.Orelse)
		return s
	case "try_statement":
		return l.tryStatement(n)
	case "with_statement":
		return l.withStatement(n)
	case "match_statement":
		return l.matchStatement(n)
	case "function_definition", "class_definition":
		return l.definition(n, n, nil)
	case "decorated_definition":
		return l.decorated(n)
	case "block":
		// A block alone is what is left when its header could not be read.
		l.errorf(clip(n.rng(), l.text), "unexpected indent")
		return &BadStmt{n.rng()}
	}
	l.errorf(clip(n.rng(), l.text), "invalid syntax")
	return &BadStmt{n.rng()}
}

// through is the range of a compound statement: from its first token to the end
// of its last statement, without comments that follow.
func through(n *cst, blocks ...[]Stmt) Range {
	r := Range{n.start, n.start}
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.kind == "block":
			r.End = max(r.End, semicolon(c))
		case holdsBlock(c.kind):
			r.End = max(r.End, semicolon(c.last))
		default:
			r.End = max(r.End, c.end)
		}
	}
	for _, block := range blocks {
		if len(block) > 0 {
			r.End = max(r.End, block[len(block)-1].Span().End)
		}
	}
	return r
}

// semicolon returns the end of a ";" that ends a block, which belongs to it.
func semicolon(block *cst) int {
	if block == nil || block.last == nil || block.last.kind != ";" {
		return 0
	}
	return block.last.end
}

func holdsBlock(kind string) bool { return strings.HasSuffix(kind, "_clause") && kind != "with_clause" }

// block lowers the statements of a block; owner is the statement it belongs to.
func (l *lowerer) block(owner, n *cst) []Stmt {
	var body []Stmt
	if n != nil {
		body = l.stmts(n)
	}
	if len(body) == 0 {
		l.emptyBlock(owner)
	}
	return body
}

// emptyBlock reports that nothing follows the header of owner.
func (l *lowerer) emptyBlock(owner *cst) {
	what := strings.TrimSuffix(strings.TrimSuffix(owner.kind, "_statement"), "_clause") + "' statement"
	switch owner.kind {
	case "function_definition":
		what = "function definition"
	case "class_definition":
		what = "class definition"
	case "except_group_clause":
		what = "'except*' statement"
	default:
		what = "'" + what
	}
	l.errorf(clip(owner.rng(), l.text), "expected an indented block after %s", what)
}

func (l *lowerer) elseBlock(n *cst) []Stmt {
	clause := n.of("else_clause")
	if clause == nil {
		return nil
	}
	return l.block(clause, clause.of("block"))
}

func (l *lowerer) expressionStatement(n *cst) Stmt {
	c := n.only()
	switch {
	case c == nil:
		return &BadStmt{n.rng()}
	case c.kind == "assignment":
		return l.assignment(c)
	case c.kind == "augmented_assignment":
		return l.augmented(c)
	}
	return &ExprStmt{n.rng(), l.sequence(n)}
}

// assignment lowers "a = b = value", "a: T" and "a: T = value". The grammar
// nests chains to the right.
func (l *lowerer) assignment(n *cst) Stmt {
	if kind := n.child("type"); kind != nil {
		s := &AnnAssign{Range: n.rng(), Target: l.field(n, "left"), Annotation: l.expr(kind)}
		if right := n.child("right"); right != nil {
			s.Value = l.assigned(right)
		}
		return s
	}
	s := &Assign{Range: n.rng()}
	for {
		s.Targets = append(s.Targets, l.field(n, "left"))
		right := n.child("right")
		if right == nil {
			s.Value = &BadExpr{Range{n.end, n.end}}
			return s
		}
		if right.kind != "assignment" || right.child("type") != nil {
			s.Value = l.assigned(right)
			return s
		}
		n = right
	}
}

// assigned lowers the right side of an assignment.
func (l *lowerer) assigned(n *cst) Expr {
	if n.kind == "assignment" || n.kind == "augmented_assignment" {
		l.errorf(clip(n.rng(), l.text), "invalid syntax: this kind of assignment has no value")
		return &BadExpr{n.rng()}
	}
	return l.expr(n)
}

func (l *lowerer) augmented(n *cst) Stmt {
	s := &AugAssign{Range: n.rng(), Target: l.field(n, "left")}
	if op := n.child("operator"); op != nil {
		s.Op = Op(strings.TrimSuffix(op.kind, "="))
	}
	if right := n.child("right"); right != nil {
		s.Value = l.assigned(right)
	} else {
		s.Value = &BadExpr{Range{n.end, n.end}}
	}
	return s
}

func (l *lowerer) deleteStatement(n *cst) Stmt {
	s := &Delete{Range: n.rng()}
	c := n.only()
	switch {
	case c == nil:
		return &BadStmt{n.rng()}
	case c.kind == "expression_list":
		s.Targets = l.exprs(c)
	default:
		s.Targets = []Expr{l.expr(c)}
	}
	return s
}

func (l *lowerer) raiseStatement(n *cst) Stmt {
	s := &Raise{Range: n.rng()}
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.field == "cause":
			s.Cause = l.expr(c)
		case c.kind == "expression_list":
			l.errorf(c.rng(), "invalid syntax: call the exception, as in raise E(message)")
			s.Exc = &BadExpr{c.rng()}
		case c.named:
			s.Exc = l.expr(c)
		}
	}
	if s.Cause != nil && s.Exc == nil {
		l.errorf(n.rng(), "invalid syntax: raise from needs an exception before 'from'")
	}
	return s
}

func (l *lowerer) assertStatement(n *cst) Stmt {
	values := l.exprs(n)
	if len(values) == 0 || len(values) > 2 {
		l.errorf(n.rng(), "invalid syntax: assert takes a condition and at most one message")
		return &BadStmt{n.rng()}
	}
	s := &Assert{Range: n.rng(), Test: values[0]}
	if len(values) == 2 {
		s.Msg = values[1]
	}
	return s
}

func (l *lowerer) identifiers(n *cst) []*Name {
	var names []*Name
	for c := n.first; c != nil; c = c.next {
		if c.kind == "identifier" {
			names = append(names, l.name(c))
		}
	}
	return names
}

// dotted joins the parts of a dotted name, which may have spaces between them.
func (l *lowerer) dotted(n *cst) string {
	if n == nil {
		return ""
	}
	if n.kind == "identifier" {
		return l.identifier(n)
	}
	var parts []string
	for c := n.first; c != nil; c = c.next {
		if c.kind == "identifier" {
			parts = append(parts, l.identifier(c))
		}
	}
	return strings.Join(parts, ".")
}

func (l *lowerer) aliases(n *cst) []*Alias {
	var out []*Alias
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.kind == "wildcard_import":
			out = append(out, &Alias{Range: c.rng(), Name: "*"})
		case c.field != "name":
		case c.kind == "aliased_import":
			out = append(out, &Alias{c.rng(), l.dotted(c.child("name")), l.dotted(c.child("alias"))})
		default:
			out = append(out, &Alias{Range: c.rng(), Name: l.dotted(c)})
		}
	}
	return out
}

func (l *lowerer) importFrom(n *cst) Stmt {
	s := &ImportFrom{Range: n.rng(), Names: l.aliases(n)}
	for _, a := range s.Names {
		if strings.Contains(a.Name, ".") {
			l.errorf(a.Range, "invalid syntax: an imported name has no dots")
		}
	}
	if n.kind == "future_import_statement" {
		s.Module = "__future__"
		return s
	}
	from := n.child("module_name")
	if from != nil && from.kind == "relative_import" {
		if prefix := from.of("import_prefix"); prefix != nil {
			s.Level = strings.Count(l.source(prefix), ".")
		}
		from = from.of("dotted_name")
	}
	s.Module = l.dotted(from)
	l.trailingComma(n)
	return s
}

func (l *lowerer) trailingComma(n *cst) {
	if n.last != nil && n.last.kind == "," {
		l.errorf(n.last.rng(), "trailing comma not allowed without surrounding parentheses")
	}
}

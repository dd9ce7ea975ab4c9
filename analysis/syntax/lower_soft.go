package syntax

// The grammar knows Python 2's print statement and Python 3.12's type statement
// by their first word, and takes some expressions that begin with that word for
// statements. This file puts them right.

// printStatement lowers what the grammar takes for a print statement. With ">>"
// it is also good Python 3: a shift, or a tuple that begins with one.
func (l *lowerer) printStatement(n *cst) Stmt {
	chevron := n.of("chevron")
	if chevron == nil || !bindsTighterThanShift(chevron.only()) {
		l.errorf(clip(n.rng(), l.text), "missing parentheses in call to 'print'; did you mean print(...)?")
		return &BadStmt{n.rng()}
	}
	var value Expr = &BinOp{
		Range{n.start, chevron.end}, ">>", chevron.first.rng(),
		&Name{n.first.rng(), "print"}, l.inner(chevron),
	}
	if chevron.next != nil {
		elts := []Expr{value}
		for c := chevron.next; c != nil; c = c.next {
			if c.named {
				elts = append(elts, l.expr(c))
			}
		}
		value = &Tuple{n.rng(), elts}
	}
	return &ExprStmt{n.rng(), value}
}

// bindsTighterThanShift reports whether n is one operand of >>.
func bindsTighterThanShift(n *cst) bool {
	if n == nil {
		return false
	}
	switch n.kind {
	case "identifier", "attribute", "subscript", "call", "integer", "float", "string",
		"concatenated_string", "parenthesized_expression", "tuple", "list", "unary_operator":
		return true
	}
	return false
}

// typeAlias lowers "type X = …", or an assignment to "type(x).y" or "type[x]".
func (l *lowerer) typeAlias(n *cst) Stmt {
	if l.isAssignmentToType(n) {
		return &Assign{n.rng(), []Expr{l.expr(n.only())}, l.expr(n.last)}
	}
	s := &TypeAlias{Range: n.rng(), Value: l.expr(n.last)}
	left := n.only()
	for left != nil && (left.kind == "type" || left.kind == "generic_type") {
		if left.kind == "generic_type" {
			s.TypeParams = l.typeParams(left.of("type_parameter"))
		}
		left = left.only()
	}
	if left == nil || left.kind != "identifier" {
		l.errorf(clip(n.rng(), l.text), "invalid syntax")
		return &BadStmt{n.rng()}
	}
	s.Name = l.name(left)
	return s
}

// isAssignmentToType reports whether the left side of a type statement begins
// with brackets, and then makes them a call or subscript of "type".
func (l *lowerer) isAssignmentToType(n *cst) bool {
	keyword, leaf := n.first, n.only()
	for leaf != nil && leaf.first != nil && leaf.kind != "parenthesized_expression" && leaf.kind != "tuple" && leaf.kind != "list" {
		leaf = leaf.first
	}
	if leaf == nil || leaf.first == nil || keyword == nil {
		return false
	}
	for up := leaf; up != n; up = up.parent {
		up.start = keyword.start
	}
	name := &cst{kind: "identifier", named: true, start: keyword.start, end: keyword.end, parent: leaf}
	if leaf.kind == "list" {
		name.field, name.next = "value", leaf.first
		leaf.kind, leaf.first = "subscript", name
		return true
	}
	args := &cst{
		kind: "argument_list", field: "arguments", named: true, start: leaf.first.start, end: leaf.end,
		parent: leaf, first: leaf.first, last: leaf.last,
	}
	name.field, name.next = "function", args
	leaf.kind, leaf.first, leaf.last = "call", name, args
	return true
}

package rust

import "github.com/portalis-dev/portalis/translate/ir"

// lateInit finds the statement of rest that gives v, declared without a value,
// its value in every way that goes on: "let v;" and "if c { v = a } else { v = b }"
// become "let v = if c { a } else { b }". It returns -1 when there is none.
func (p *printer) lateInit(v *ir.Var, rest []ir.Stmt) int {
	for i, s := range rest {
		if !usesVar([]ir.Stmt{s}, v) {
			continue
		}
		if !gives(s, v) {
			return -1
		}
		return i
	}
	return -1
}

func usesVar(body []ir.Stmt, v *ir.Var) bool {
	found := false
	ir.Walk(body, nil, func(e ir.Expr) bool {
		if l, ok := e.(*ir.Local); ok && l.Var == v {
			found = true
		}
		return true
	})
	return found
}

// gives reports whether s ends in giving v its value, and does nothing else with it.
func gives(s ir.Stmt, v *ir.Var) bool {
	switch s := s.(type) {
	case *ir.Assign:
		l, ok := s.Target.(*ir.Local)
		return ok && l.Var == v && !usesVar([]ir.Stmt{&ir.ExprStmt{X: s.Value}}, v)
	case *ir.IfStmt:
		if usesVar([]ir.Stmt{&ir.ExprStmt{X: s.Cond}}, v) {
			return false
		}
		return len(s.Else) > 0 && branchGives(s.Then, v) && branchGives(s.Else, v) && !(ends(s.Then) && ends(s.Else))
	}
	return false
}

func branchGives(body []ir.Stmt, v *ir.Var) bool {
	if ends(body) {
		return !usesVar(body, v)
	}
	if len(body) == 0 {
		return false
	}
	last := len(body) - 1
	return !usesVar(body[:last], v) && gives(body[last], v)
}

// initialised writes the declaration of a variable together with the statement
// that gives it its value.
func (p *printer) initialised(let *ir.Let, s ir.Stmt) []stmt {
	if a, ok := s.(*ir.Assign); ok {
		return p.let(&ir.Let{Place: a.Place, Var: let.Var, Value: a.Value})
	}
	head := "let "
	if let.Var.Mut {
		head += "mut "
	}
	head += p.binding(let.Var)
	if p.needsType(let.Var, nil) {
		head += ": " + p.typeOf(let.Var)
		p.annotated[let.Var] = true
	}
	if len(let.Comments) > 0 {
		s.At().Comments = append(let.Comments, s.At().Comments...)
	}
	i := s.(*ir.IfStmt)
	var before []stmt
	if b, ok := i.Cond.(*ir.Block); ok {
		before = p.stmts(b.Stmts, false)
		plain := *i
		plain.Cond = b.Value
		i = &plain
	}
	return append(before, stmt{let: head, x: collapse(p.giving(i, let.Var)), semi: true})
}

func (p *printer) giving(i *ir.IfStmt, v *ir.Var) *ifNode {
	n := &ifNode{cond: p.owned(i.Cond), then: p.givingBlock(i.Then, v)}
	if len(i.Else) == 1 && elseIf(i.Else[0]) {
		n.other = p.giving(i.Else[0].(*ir.IfStmt), v)
	} else {
		n.other = p.givingBlock(i.Else, v)
	}
	return n
}

// givingBlock writes a branch with the value of v at its end.
func (p *printer) givingBlock(body []ir.Stmt, v *ir.Var) *blockNode {
	if ends(body) {
		return &blockNode{stmts: p.stmts(body, false)}
	}
	last := len(body) - 1
	out := p.stmts(body[:last], false)
	switch s := body[last].(type) {
	case *ir.Assign:
		before, x := p.valueOf(s.Value, func(e ir.Expr) node { return p.bound(v, e, true) })
		out = append(out, before...)
		end := stmt{x: x, comments: comments(s.Comments), src: p.link(s.Range)}
		if s.Trailing != "" {
			end.trailing = comment(s.Trailing)
		}
		out = append(out, end)
	case *ir.IfStmt:
		out = append(out, stmt{x: p.giving(s, v), comments: comments(s.Comments), src: p.link(s.Range)})
	}
	return &blockNode{stmts: out}
}

package rust

import (
	"github.com/portalis-dev/portalis/translate/ir"
)

// ifStmts writes an if; what its condition has to compute first stands before it.
func (p *printer) ifStmts(s *ir.IfStmt, tail bool) []stmt {
	b, ok := s.Cond.(*ir.Block)
	if !ok {
		n := p.ifStmt(s, tail)
		if cond, ok := condOnly(n); ok {
			return []stmt{{let: "let _", x: cond, semi: true}}
		}
		_, jump := n.(jumpNode)
		return []stmt{{x: n, semi: jump}}
	}
	before := p.stmts(b.Stmts, false)
	plain := *s
	plain.Cond = b.Value
	return append(before, p.ifStmts(&plain, tail)...)
}

// condOnly is the condition of an if that does nothing, but which may stop.
func condOnly(n node) (node, bool) {
	i, ok := n.(*ifNode)
	if !ok || i.other != nil || len(i.then.stmts) > 0 || !noLet(i.cond) {
		return nil, false
	}
	return i.cond, true
}

func (p *printer) ifStmt(s *ir.IfStmt, tail bool) node {
	saved := p.narrowed
	p.narrowed = copyMap(saved)
	cond := p.narrowing(s)
	n := &ifNode{cond: cond, then: &blockNode{stmts: p.stmts(s.Then, tail)}}
	p.narrowed = saved
	switch {
	case len(s.Else) == 0:
	case len(s.Else) == 1 && elseIf(s.Else[0]):
		n.other = elseOf(p.ifStmt(s.Else[0].(*ir.IfStmt), tail))
	default:
		n.other = &blockNode{stmts: p.stmts(s.Else, tail)}
		if only, ok := onlyIf(n.other); ok { // what a statement became
			n.other = only
		}
	}
	return collapse(n)
}

// elseIf reports whether the only statement of an else can stand behind it.
func elseIf(s ir.Stmt) bool {
	i, ok := s.(*ir.IfStmt)
	if ok {
		if _, block := i.Cond.(*ir.Block); block {
			return false
		}
	}
	return ok && len(i.Comments) == 0 && i.Trailing == ""
}

// onlyIf is the if that is all of a block.
func onlyIf(n node) (*ifNode, bool) {
	b, ok := n.(*blockNode)
	if !ok || len(b.stmts) != 1 || hasComments(b) {
		return nil, false
	}
	s := b.stmts[0]
	only, ok := s.x.(*ifNode)
	return only, ok && s.let == "" && s.lhs == nil && s.attr == ""
}

// collapse joins "if a { if b { … } }", branches that are alike, and branches
// that only say true or false.
func collapse(n *ifNode) node {
	if b := boolOnly(n); b != nil {
		return b
	}
	if other, ok := n.other.(*ifNode); ok && alike(n.then, other.then) && noLet(n.cond) && noLet(other.cond) {
		return collapse(&ifNode{cond: binary("||", n.cond, other.cond), then: n.then, other: other.other})
	}
	if n.other != nil || len(n.then.stmts) != 1 {
		return n
	}
	inner, ok := n.then.stmts[0].x.(*ifNode)
	s := n.then.stmts[0]
	if !ok || inner.other != nil || len(s.comments) > 0 || s.let != "" || s.lhs != nil {
		return n
	}
	if _, let := n.cond.(letNode); let {
		return n
	}
	if _, let := inner.cond.(letNode); let {
		return n
	}
	return &ifNode{cond: binary("&&", n.cond, inner.cond), then: inner.then}
}

func noLet(n node) bool {
	_, let := n.(letNode)
	return !let
}

// alike reports whether two blocks are the same code, without comments.
func alike(a, b *blockNode) bool {
	if len(a.stmts) == 0 || hasComments(a) || hasComments(b) {
		return false
	}
	return unmarked(formatBlock(a, shape{})) == unmarked(formatBlock(b, shape{}))
}

func hasComments(b *blockNode) bool {
	for _, s := range b.stmts {
		if len(s.comments) > 0 || s.trailing != "" {
			return true
		}
	}
	return false
}

// boolOnly writes "if c { true } else { false }" as c, also where the branches
// return; nil for anything else.
func boolOnly(n *ifNode) node {
	other, ok := n.other.(*blockNode)
	if !ok || !noLet(n.cond) || hasComments(n.then) || hasComments(other) {
		return nil
	}
	a, ok := boolOf(n.then)
	b, ok2 := boolOf(other)
	if !ok || !ok2 || a.value == b.value || a.returns != b.returns {
		return nil
	}
	x := n.cond
	if b.value {
		x = negated(x)
	}
	if a.returns {
		return jumpNode{"return", x}
	}
	return x
}

type boolBlock struct{ value, returns bool }

func boolOf(b *blockNode) (boolBlock, bool) {
	if len(b.stmts) != 1 || b.stmts[0].lhs != nil || b.stmts[0].let != "" {
		return boolBlock{}, false
	}
	x := b.stmts[0].x
	j, returns := x.(jumpNode)
	if returns {
		if j.keyword != "return" {
			return boolBlock{}, false
		}
		x = j.x
	}
	a, ok := x.(atom)
	return boolBlock{a == "true", returns}, ok && (a == "true" || a == "false")
}

// negated is the negation of a condition that is written already.
func negated(n node) node {
	if u, ok := n.(unaryNode); ok && u.op == "!" {
		return unparen(u.x)
	}
	if b, ok := n.(binaryNode); ok && (b.op == "==" || b.op == "!=") {
		return binaryNode{map[string]string{"==": "!=", "!=": "=="}[b.op], b.prec, b.l, b.r}
	}
	return unary("!", n)
}

// narrowing writes the condition of s; where it only asks whether a variable is
// not None, what is inside gets its name: if let Some(x) = x.
func (p *printer) narrowing(s *ir.IfStmt) node {
	l := asksSome(s.Cond, "is_some")
	if l == nil || assignedIn(s.Then, l.Var) || !unwraps(s.Then, l.Var) {
		return p.owned(s.Cond)
	}
	x := p.inside(l)
	return letNode{"Some(" + p.name(l.Var) + ")", x}
}

// inside writes what "if let Some(x)" takes apart and narrows the variable.
func (p *printer) inside(l *ir.Local) node {
	v := p.local(l)
	inner := l.T.(ir.Option).Elem
	switch {
	case v.form == formOptRef && ir.IsCopy(inner):
		p.narrowed[l.Var] = val{form: formRef, strict: v.strict}
		return v.n
	case v.form == formOptRef:
		p.narrowed[l.Var] = val{form: formRef, strict: v.strict}
		return v.n
	case ir.IsCopy(inner):
		p.narrowed[l.Var] = val{form: formPlace}
		return p.recv(l)
	case v.form == formRef:
		p.narrowed[l.Var] = val{form: formRef, strict: true}
		return v.n
	}
	p.narrowed[l.Var] = val{form: formRef, strict: true}
	return unary("&", v.n)
}

// asksSome returns the variable of "x is not None" (or, for is_none, "x is None").
func asksSome(e ir.Expr, name string) *ir.Local {
	op, ok := e.(*ir.Op)
	if !ok || op.Op.Name != name || len(op.Args) != 1 {
		return nil
	}
	l, ok := op.Args[0].(*ir.Local)
	if !ok || l.Var.Mut && !ir.IsCopy(l.T) {
		return nil
	}
	return l
}

// guard writes "if x is None: return …" as let … else, where what follows uses
// what is inside x.
func (p *printer) guard(s ir.Stmt, rest []ir.Stmt) ([]stmt, bool) {
	i, ok := s.(*ir.IfStmt)
	if !ok || len(i.Else) > 0 || len(i.Then) == 0 || !ends(i.Then) {
		return nil, false
	}
	l := asksSome(i.Cond, "is_none")
	if l == nil || assignedIn(rest, l.Var) || assignedIn(i.Then, l.Var) || !unwraps(rest, l.Var) || mentionsWhole(rest, l.Var) {
		return nil, false
	}
	if _, done := p.narrowed[l.Var]; done {
		return nil, false
	}
	els := &blockNode{stmts: p.stmts(i.Then, false)}
	x := p.inside(l)
	out := []stmt{{let: "let Some(" + p.name(l.Var) + ")", x: x, els: els, semi: true, comments: comments(i.Comments), src: p.link(i.Range)}}
	if i.Trailing != "" {
		out[0].comments = append(out[0].comments, comment(i.Trailing))
	}
	return out, true
}

// ends reports whether control does not reach the end of body.
func ends(body []ir.Stmt) bool {
	if len(body) == 0 {
		return false
	}
	switch s := body[len(body)-1].(type) {
	case *ir.Return, *ir.Break, *ir.Continue:
		return true
	case *ir.Raise:
		return true
	case *ir.ExprStmt:
		return ir.Same(s.X.Type(), ir.Never)
	case *ir.IfStmt:
		return len(s.Else) > 0 && ends(s.Then) && ends(s.Else)
	case *ir.While:
		return s.Cond == nil && !breaksOut(s.Body, s.Label, true)
	case *ir.Try:
		all := ends(s.Body) || ends(s.Else)
		for _, h := range s.Handlers {
			all = all && ends(h.Body)
		}
		return all || ends(s.Finally)
	}
	return false
}

// breaksOut reports whether body has a break of the loop around it.
func breaksOut(body []ir.Stmt, label string, direct bool) bool {
	found := false
	for _, s := range body {
		switch s := s.(type) {
		case *ir.Break:
			found = found || s.Label == "" && direct || s.Label != "" && s.Label == label
		case *ir.While, *ir.For:
			_, blocks := ir.StmtParts(s)
			for _, b := range blocks {
				found = found || breaksOut(b, label, false)
			}
		default:
			_, blocks := ir.StmtParts(s)
			for _, b := range blocks {
				found = found || breaksOut(b, label, direct)
			}
		}
	}
	return found
}

func assignedIn(body []ir.Stmt, v *ir.Var) bool {
	found := false
	is := func(e ir.Expr) {
		if ir.Root(e) == v {
			found = true
		}
	}
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Assign:
			is(s.Target)
		case *ir.AssignTuple:
			for _, t := range s.Targets {
				is(t)
			}
		case *ir.AugAssign:
			is(s.Target)
		}
		return true
	}, func(e ir.Expr) bool {
		if u, ok := e.(*ir.Unwrap); ok && (u.Use == ir.LentMut || u.Use == ir.Moved) {
			is(u)
		}
		return true
	})
	return found
}

// unwraps reports whether body uses what is inside v.
func unwraps(body []ir.Stmt, v *ir.Var) bool {
	found := false
	ir.Walk(body, nil, func(e ir.Expr) bool {
		if u, ok := e.(*ir.Unwrap); ok {
			if l, ok := u.X.(*ir.Local); ok && l.Var == v {
				found = true
			}
		}
		return true
	})
	return found && !mentionsWhole(body, v)
}

// mentionsWhole reports whether body uses v other than by what is inside.
func mentionsWhole(body []ir.Stmt, v *ir.Var) bool {
	found := false
	ir.Walk(body, nil, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Unwrap:
			_, local := e.X.(*ir.Local)
			return !local
		case *ir.Local:
			found = found || e.Var == v
		}
		return true
	})
	return found
}

func (p *printer) while(s *ir.While) node {
	n := &loopNode{label: s.Label, keyword: "loop"}
	if s.Cond != nil {
		n.keyword, n.x = "while ", p.owned(s.Cond)
		if len(p.before) > 0 {
			n.x = &blockNode{stmts: append(p.before, stmt{x: n.x})}
			p.before = nil
		}
	}
	n.body = &blockNode{stmts: p.stmts(s.Body, false)}
	return n
}

func (p *printer) forStmt(s *ir.For) []stmt {
	if s.Mode == ir.ByPosition {
		return p.byPosition(s)
	}
	if out, ok := p.askedLoop(s); ok {
		return out
	}
	w := p.walkOf(p.steadyBounds(s), s.Target, s.Mode)
	pattern := p.pattern(s.Target, s.Iter, s.Mode)
	n := &loopNode{label: s.Label, keyword: "for " + pattern + " in ", x: walked(w.n)}
	n.body = &blockNode{stmts: p.stmts(s.Body, false)}
	out := stmt{x: n}
	switch {
	case p.indexedLoop(s):
		out.attr = "#[allow(clippy::needless_range_loop)]"
	case pushesSame(s):
		out.attr = "#[allow(clippy::same_item_push)]"
	}
	return []stmt{out}
}

// steadyBounds is the iterator of s; a bound that the body gives a new value,
// which the loop does not see, gets a name of its own.
func (p *printer) steadyBounds(s *ir.For) ir.Expr {
	r, ok := s.Iter.(*ir.RangeIter)
	if !ok {
		return s.Iter
	}
	out := *r
	for _, bound := range []*ir.Expr{&out.Start, &out.Stop} {
		l, ok := (*bound).(*ir.Local)
		if !ok || !assignedIn(s.Body, l.Var) {
			continue
		}
		v := &ir.Var{Name: "bound", RustName: p.fresh("bound"), T: l.T}
		p.reads[v] = 1
		p.before = append(p.before, stmt{let: "let " + v.RustName, x: p.owned(l), semi: true})
		*bound = &ir.Local{Base: l.Base, Var: v, Use: ir.Copied}
	}
	return &out
}

// pushesSame reports whether all that s does is to append one and the same item,
// which clippy would have as a resize.
func pushesSame(s *ir.For) bool {
	if len(s.Body) != 1 {
		return false
	}
	e, ok := s.Body[0].(*ir.ExprStmt)
	if !ok {
		return false
	}
	op, ok := e.X.(*ir.Op)
	if !ok || op.Op.Name != "list.append" {
		return false
	}
	switch x := op.Args[1].(type) {
	case *ir.IntLit, *ir.FloatLit, *ir.BoolLit, *ir.CharLit:
		return true
	case *ir.Local:
		for _, v := range ir.PatternVars(s.Target) {
			if v == x.Var {
				return false
			}
		}
		return !x.Var.Mut && ir.IsCopy(x.T)
	}
	return false
}

// indexedLoop reports whether clippy would want an iterator in place of the
// index, which would not stop where Python raises IndexError.
func (p *printer) indexedLoop(s *ir.For) bool {
	r, ok := s.Iter.(*ir.RangeIter)
	v, isVar := s.Target.(*ir.Var)
	if !ok || !isVar || v == nil || r.Step != nil || v.T != ir.Usize {
		return false
	}
	direct, other := map[*ir.Var]bool{}, map[*ir.Var]bool{}
	declared := map[*ir.Var]bool{}
	ir.Walk(s.Body, func(st ir.Stmt) bool {
		if l, ok := st.(*ir.Let); ok {
			declared[l.Var] = true
		}
		return true
	}, func(e ir.Expr) bool {
		x, ok := e.(*ir.Index)
		if !ok {
			if l, ok := e.(*ir.Local); ok {
				other[l.Var] = true
			}
			return true
		}
		list, isLocal := x.List.(*ir.Local)
		at, isAt := x.Index.(*ir.Local)
		if isLocal && isAt && at.Var == v && x.OnFail == ir.Stop {
			direct[list.Var] = true
			return false
		}
		if isLocal && mentions(x.Index, v) {
			other[nil] = true // indexed indirectly
		}
		return true
	})
	if len(direct) != 1 || other[nil] {
		return false
	}
	for list := range direct {
		return !other[list] && !declared[list]
	}
	return false
}

func mentions(e ir.Expr, v *ir.Var) bool {
	found := false
	ir.WalkExpr(e, nil, func(x ir.Expr) bool {
		if l, ok := x.(*ir.Local); ok && l.Var == v {
			found = true
		}
		return true
	})
	return found
}

// byPosition walks a list that may change on the way, as CPython does: by
// position, to its length at each turn.
func (p *printer) byPosition(s *ir.For) []stmt {
	iter, enum := s.Iter, (*ir.EnumerateIter)(nil)
	if e, ok := iter.(*ir.EnumerateIter); ok {
		iter, enum = e.X, e
	}
	list := iter.(*ir.ListIter)
	at := p.fresh("position")
	base := p.expr(list.List, ir.Recv).n
	item := node(indexed(base, atom(at)))
	if !ir.IsCopy(itemOf(list)) {
		item = method(item, "clone")
	}
	target := s.Target
	stmts := []stmt{}
	if enum != nil {
		count, sub := splitPattern(s.Target)
		target = sub
		if count != nil && !p.unused(count) {
			n := node(atom(at))
			if count.T != ir.Usize {
				n = cast(n, "i64")
			}
			if enum.Start != nil {
				n = binary("+", n, p.owned(enum.Start))
			}
			stmts = append(stmts, stmt{let: "let " + p.binding(count), x: n, semi: true})
		}
	}
	if pattern := p.plainPattern(target, true); pattern != "_" {
		stmts = append(stmts, stmt{let: "let " + pattern, x: item, semi: true})
	}
	stmts = append(stmts, stmt{lhs: atom(at), op: "+=", x: atom("1"), semi: true})
	stmts = append(stmts, p.stmts(s.Body, false)...)
	loop := &loopNode{
		label: s.Label, keyword: "while ",
		x: binary("<", atom(at), method(base, "len")), body: &blockNode{stmts: stmts},
	}
	return []stmt{{let: "let mut " + at, x: atom("0"), semi: true}, {x: loop}}
}

// walked is what a for statement walks: the only element of an array goes once.
func walked(n node) node {
	if array, ok := n.(arrayNode); ok && len(array.elems) == 1 {
		return call("std::iter::once", array.elems[0])
	}
	return n
}

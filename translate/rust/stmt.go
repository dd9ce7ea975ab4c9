package rust

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// stmts writes a block. tail says that it ends the function, so that its last
// value needs no "return".
func (p *printer) stmts(body []ir.Stmt, tail bool) []stmt {
	var out []stmt
	saved := p.narrowed
	p.narrowed = copyMap(saved)
	for i := 0; i < len(body); i++ {
		s := body[i]
		last := tail && i == len(body)-1
		if let, ok := s.(*ir.Let); ok && tail && i == len(body)-2 && returnsJust(let, body[i+1]) {
			body[i+1].At().Comments = append(let.Comments, body[i+1].At().Comments...)
			ret := *body[i+1].(*ir.Return)
			ret.Value = let.Value
			ret.Range = let.Range
			out = append(out, p.stmt(&ret, true)...)
			break
		}
		if let, ok := s.(*ir.Let); ok {
			if loop, at := p.counted(let, body[i+1:]); at >= 0 {
				body = append(append(append([]ir.Stmt(nil), body[:i+1]...), body[i+1:i+1+at]...), append([]ir.Stmt{loop}, body[i+2+at:]...)...)
				continue
			}
		}
		if let, n := p.filled(body[i:]); n > 0 {
			out = append(out, p.stmt(let, false)...)
			i += n
			continue
		}
		if let, ok := s.(*ir.Let); ok && let.Value == nil {
			if at := p.lateInit(let.Var, body[i+1:]); at >= 0 {
				p.merged[body[i+1+at]] = let
				continue
			}
		}
		if more, ok := p.guard(s, body[i+1:]); ok {
			out = append(out, more...)
			continue
		}
		out = append(out, p.stmt(s, last)...)
	}
	p.narrowed = saved
	return out
}

func copyMap(m map[*ir.Var]val) map[*ir.Var]val {
	out := make(map[*ir.Var]val, len(m))
	for k, v := range m {
		out[k] = v
	}
	return out
}

// returnsJust reports whether "let x = e" is followed by "return x".
func returnsJust(let *ir.Let, next ir.Stmt) bool {
	ret, ok := next.(*ir.Return)
	if !ok || let.Value == nil || len(let.Trailing) > 0 {
		return false
	}
	l, ok := ret.Value.(*ir.Local)
	return ok && l.Var == let.Var && let.Var.Binding == ir.Owns
}

// stmt writes one statement.
func (p *printer) stmt(s ir.Stmt, tail bool) []stmt {
	outer := p.before
	p.before = nil
	p.indexesInPlace(s)
	out := p.plain(s, tail)
	out = append(p.before, out...)
	p.before = outer
	place := s.At()
	if len(out) == 0 {
		if len(place.Comments) > 0 {
			return []stmt{{comments: comments(place.Comments)}}
		}
		return nil
	}
	out[0].comments = append(comments(place.Comments), out[0].comments...)
	if place.Trailing != "" {
		if len(out) == 1 && simpleStmt(s) {
			out[0].trailing = comment(place.Trailing)
		} else {
			out[0].comments = append(out[0].comments, comment(place.Trailing))
		}
	}
	id := p.link(place.Range)
	for i := range out {
		if out[i].src == nil {
			out[i].src = id
		}
	}
	return out
}

func simpleStmt(s ir.Stmt) bool {
	switch s.(type) {
	case *ir.IfStmt, *ir.While, *ir.For, *ir.Labelled, *ir.Try:
		return false
	}
	return true
}

func comments(lines []string) []string {
	var out []string
	for _, l := range lines {
		out = append(out, comment(l))
	}
	return out
}

// comment turns "# text" into "// text".
func comment(line string) string {
	text := strings.TrimRight(strings.TrimLeft(line, "#"), " \t\r")
	if strings.TrimSpace(text) == "" {
		return "//"
	}
	if !strings.HasPrefix(text, " ") {
		text = " " + text
	}
	return "//" + strings.ReplaceAll(text, "\t", "    ")
}

func (p *printer) plain(s ir.Stmt, tail bool) []stmt {
	if let := p.merged[s]; let != nil {
		return p.initialised(let, s)
	}
	switch s := s.(type) {
	case *ir.Let:
		return p.let(s)
	case *ir.LetPattern:
		return p.letPattern(s)
	case *ir.Assign:
		return p.assign(s)
	case *ir.AssignTuple:
		return p.assignTuple(s)
	case *ir.AugAssign:
		return p.augAssign(s)
	case *ir.ExprStmt:
		return p.exprStmt(s)
	case *ir.Print:
		return []stmt{p.print(s)}
	case *ir.Return:
		return p.ret(s, tail)
	case *ir.Yield:
		return p.yields(s)
	case *ir.IfStmt:
		return p.ifStmts(s, tail)
	case *ir.While:
		return []stmt{{x: p.while(s)}}
	case *ir.For:
		return p.forStmt(s)
	case *ir.Labelled:
		return []stmt{{x: &blockNode{label: s.Label, stmts: p.stmts(s.Body, false)}}}
	case *ir.Break:
		return []stmt{{x: jumpNode{labelled("break", s.Label), nil}, semi: true}}
	case *ir.Continue:
		return []stmt{{x: jumpNode{labelled("continue", s.Label), nil}, semi: true}}
	case *ir.Raise:
		return p.raise(s, tail)
	case *ir.Try:
		return p.try(s, tail)
	}
	return nil
}

func labelled(keyword, label string) string {
	if label != "" {
		return keyword + " '" + label
	}
	return keyword
}

// valueOf writes a value, with the statements that a block brings before it.
func (p *printer) valueOf(e ir.Expr, write func(ir.Expr) node) ([]stmt, node) {
	if b, ok := e.(*ir.Block); ok {
		before := p.stmts(b.Stmts, false)
		more, n := p.valueOf(b.Value, write)
		return append(before, more...), n
	}
	return nil, write(e)
}

// knownValue writes a value whose type is known around it.
func (p *printer) knownValue(e ir.Expr) node {
	_, p.known = e.(*ir.Comp)
	n := p.owned(e)
	p.known = false
	return n
}

func (p *printer) let(s *ir.Let) []stmt {
	if p.unused(s.Var) && s.Value == nil {
		return nil
	}
	head := "let "
	if s.Var.Mut {
		head += "mut "
	}
	name := p.binding(s.Var)
	head += name
	if s.Value == nil {
		if p.needsType(s.Var, nil) {
			head += ": " + p.typeOf(s.Var)
		}
		return []stmt{{let: head, semi: true}}
	}
	typed := p.needsType(s.Var, s.Value) && s.Var.Binding == ir.Owns
	if s.Var.Binding == ir.Borrows && p.defs[s.Var] > 1 {
		typed = true
	}
	if typed {
		head += ": " + p.typeOf(s.Var)
		p.annotated[s.Var] = true
	}
	before, x := p.valueOf(s.Value, func(e ir.Expr) node { return p.bound(s.Var, e, typed) })
	if head == "let "+flatText(x) {
		return before // it has its name already, such as an attribute that is given a parameter
	}
	return append(before, stmt{let: head, x: x, semi: true})
}

// typeOf is the Rust type of a variable.
func (p *printer) typeOf(v *ir.Var) string {
	switch v.Binding {
	case ir.Borrows:
		return ir.Borrowed(v.T)
	case ir.BorrowsMut:
		return "&mut " + spelledType(v.T)
	}
	return spelledType(v.T)
}

// bound writes the value that variable v is given.
func (p *printer) bound(v *ir.Var, e ir.Expr, typed bool) node {
	switch v.Binding {
	case ir.Borrows:
		return p.borrowed(v, e)
	case ir.BorrowsMut:
		x := p.expr(e, ir.RefMut)
		if x.form != formMut {
			return unary("&mut ", x.n)
		}
		if _, local := e.(*ir.Local); local {
			return unary("&mut ", unary("*", x.n))
		}
		return x.n
	}
	if typed || p.annotated[v] || p.defs[v] > 1 {
		return p.knownValue(e)
	}
	return p.owned(e)
}

// borrowed writes the reference that v is given.
func (p *printer) borrowed(v *ir.Var, e ir.Expr) node {
	x := p.expr(e, ir.Ref)
	many := p.defs[v] > 1
	p.strict[v] = !many && (x.form == formPlace || x.strict)
	if opt, ok := v.T.(ir.Option); ok && !ir.IsCopy(v.T) {
		p.strict[v] = !(opt.Elem == ir.Str) && x.form != formOptRef || x.strict
		return p.lentOption(e, opt)
	}
	switch x.form {
	case formRef:
		return x.n
	case formMut:
		return unary("&", unary("*", x.n))
	}
	return p.borrow(x.n)
}

func (p *printer) letPattern(s *ir.LetPattern) []stmt {
	vars := ir.PatternVars(s.Pattern)
	borrow := false
	for _, v := range vars {
		borrow = borrow || v.Binding == ir.Borrows
	}
	before, x := p.valueOf(s.Value, func(e ir.Expr) node {
		if borrow {
			v := p.expr(e, ir.Ref)
			for _, u := range vars {
				p.strict[u] = true
			}
			if v.form == formRef {
				return v.n
			}
			return unary("&", v.n)
		}
		return p.pinned(e, func() node { return p.owned(e) })
	})
	return append(before, stmt{let: "let " + p.plainPattern(s.Pattern, borrow), x: x, semi: true})
}

func (p *printer) exprStmt(s *ir.ExprStmt) []stmt {
	e := s.X
	before, n := p.valueOf(e, func(e ir.Expr) node {
		switch e := e.(type) {
		case *ir.Call, *ir.Op, *ir.If, *ir.IfSome, *ir.Comp:
			return p.expr(e, ir.Recv).n
		}
		return p.owned(e)
	})
	if b, ok := e.(*ir.Block); ok {
		e = b.Value
	}
	if quiet(e) {
		return before
	}
	switch x := e.(type) {
	case *ir.Call, *ir.CallValue:
		return append(before, unitStmt(n))
	case *ir.Op:
		if u, ok := n.(unaryNode); ok && u.op == "*" {
			n = u.x
		}
		if x.T == ir.Unit || changesFirst(x) {
			return append(before, unitStmt(n))
		}
	}
	if e.Type() == ir.Unit || ir.Same(e.Type(), ir.Never) {
		return append(before, stmt{x: n, semi: true})
	}
	if _, match := n.(*matchNode); match {
		return append(before, unitStmt(n))
	}
	return append(before, stmt{let: "let _", x: n, semi: true})
}

func changesFirst(x *ir.Op) bool {
	return len(x.Op.Params) > 0 && (x.Op.Params[0].Mode == ir.RefMut || x.Op.Params[0].Mode == ir.RecvMut)
}

func unitStmt(n node) stmt {
	x := unitMatch(n)
	_, block := x.(*ifNode)
	return stmt{x: x, semi: !block}
}

// unitMatch writes a match that only looks for an error as "if let".
func unitMatch(n node) node {
	m, ok := n.(*matchNode)
	if !ok || len(m.arms) != 2 || m.arms[0].pattern != "Ok(value)" {
		return n
	}
	var failed node = letNode{m.arms[1].pattern, m.x}
	if m.arms[1].pattern == "Err(_)" {
		failed = method(m.x, "is_err")
	}
	return &ifNode{
		cond: failed,
		then: &blockNode{stmts: []stmt{{x: m.arms[1].x, semi: true}}},
	}
}

func (p *printer) print(s *ir.Print) stmt {
	name := "print"
	if s.Newline {
		name = "println"
	}
	text, args := p.formatParts(s.Line.Pieces)
	if text == `""` && s.Newline {
		return stmt{x: macroNode{name: name}, semi: true}
	}
	return stmt{x: macroNode{name: name, args: append([]node{atom(text)}, args...), format: true}, semi: true}
}

func (p *printer) raise(s *ir.Raise, tail bool) []stmt {
	before, x := p.valueOf(s.Error, p.owned)
	switch s.OnFail {
	case ir.Propagate:
		if tail {
			return append(before, stmt{x: call("Err", x)})
		}
		return append(before, stmt{x: jumpNode{"return", call("Err", x)}, semi: true})
	case ir.Leave:
		t := p.tries[len(p.tries)-1]
		t.left = true
		if !t.needed {
			if !writtenOut(s.Error) {
				before = append(before, stmt{let: "let _", x: x, semi: true}) // for what its arguments do
			}
			return append(before, stmt{x: jumpNode{"break '" + t.label, nil}, semi: true})
		}
		return append(before, stmt{x: jumpNode{"break '" + t.label, x}, semi: true})
	}
	return append(before, stmt{x: method(x, "raise"), semi: !tail})
}

// writtenOut reports whether an exception is made of literals only.
func writtenOut(x ir.Expr) bool {
	made, ok := x.(*ir.NewError)
	return ok && !slices.ContainsFunc(made.Args, func(a ir.Expr) bool {
		switch a.(type) {
		case *ir.IntLit, *ir.FloatLit, *ir.StrLit, *ir.BoolLit, *ir.NoneLit:
			return false
		}
		return true
	})
}

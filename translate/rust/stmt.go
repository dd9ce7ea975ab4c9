package rust

import (
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
	return append(before, stmt{let: head, x: x, semi: true})
}

// typeOf is the Rust type of a variable.
func (p *printer) typeOf(v *ir.Var) string {
	switch v.Binding {
	case ir.Borrows:
		return borrowedType(v.T)
	case ir.BorrowsMut:
		return "&mut " + v.T.Rust()
	}
	return v.T.Rust()
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

func (p *printer) assign(s *ir.Assign) []stmt {
	switch t := s.Target.(type) {
	case *ir.Local:
		if p.unused(t.Var) {
			return p.dropped(s.Value)
		}
		before, x := p.valueOf(s.Value, func(e ir.Expr) node { return p.bound(t.Var, e, true) })
		return append(before, assignment(atom(p.name(t.Var)), x, ir.IsCopy(t.T)))
	case *ir.Item:
		before, x := p.valueOf(s.Value, p.knownValue)
		// Python evaluates the value before the key, Rust the arguments of insert
		// in their order: a key that is moved in must not be gone for the value.
		key, ok := t.Key.(*ir.Local)
		if ok && key.Use == ir.Moved && mentions(s.Value, key.Var) || borrows(s.Value) {
			name := p.fresh("value")
			before = append(before, stmt{let: "let " + name, x: x, semi: true})
			x = atom(name)
		}
		dict := p.expr(t.Dict, ir.RecvMut).n
		return append(before, stmt{x: method(dict, "insert", p.owned(t.Key), x), semi: true})
	}
	before, x := p.valueOf(s.Value, p.knownValue)
	return append(before, assignment(p.place(s.Target), x, ir.IsCopy(s.Target.Type())))
}

// assignment writes "a = x", or "a += b" where x is a + b.
func assignment(lhs, x node, copies bool) stmt {
	b, ok := x.(binaryNode)
	if ok && copies && b.prec >= precBitOr {
		target := flatText(lhs)
		switch {
		case flatText(b.l) == target:
			return stmt{lhs: lhs, op: b.op + "=", x: unparen(b.r), semi: true}
		case flatText(b.r) == target && (b.op == "+" || b.op == "*" || b.op == "&" || b.op == "|" || b.op == "^"):
			return stmt{lhs: lhs, op: b.op + "=", x: unparen(b.l), semi: true}
		}
	}
	return stmt{lhs: lhs, op: "=", x: x, semi: true}
}

// borrows reports whether e uses a variable that borrows, maybe from what is
// about to change.
func borrows(e ir.Expr) bool {
	found := false
	ir.WalkExpr(e, nil, func(x ir.Expr) bool {
		if l, ok := x.(*ir.Local); ok && l.Var.Binding != ir.Owns && !l.Var.Param {
			found = true
		}
		return true
	})
	return found
}

// place writes the target of an assignment.
func (p *printer) place(e ir.Expr) node {
	var v val
	if x, ok := e.(*ir.Index); ok {
		v = p.index(x, ir.RecvMut, "store_index", "slot")
	} else {
		v = p.expr(e, ir.RecvMut)
	}
	if v.form == formMut {
		return unary("*", v.n)
	}
	return v.n
}

// dropped evaluates a value that nobody uses.
func (p *printer) dropped(e ir.Expr) []stmt {
	before, x := p.valueOf(e, p.owned)
	if quiet(e) {
		return before
	}
	return append(before, stmt{let: "let _", x: x, semi: true})
}

// quiet reports whether evaluating e does nothing.
func quiet(e ir.Expr) bool {
	switch e.(type) {
	case *ir.IntLit, *ir.FloatLit, *ir.StrLit, *ir.CharLit, *ir.BoolLit, *ir.NoneLit, *ir.UnitLit, *ir.Local, *ir.ConstRef:
		return true
	}
	return false
}

func (p *printer) assignTuple(s *ir.AssignTuple) []stmt {
	if a, b, ok := ir.Swapped(s); ok {
		return []stmt{p.swap(a, b)}
	}
	plain := true
	for _, t := range s.Targets {
		if _, item := t.(*ir.Item); item {
			plain = false
		}
	}
	before, x := p.valueOf(s.Value, p.owned)
	if plain {
		lhs := tupleNode{}
		for _, t := range s.Targets {
			if l, ok := t.(*ir.Local); ok && p.unused(l.Var) {
				lhs.elems = append(lhs.elems, atom("_"))
				continue
			}
			lhs.elems = append(lhs.elems, p.place(t))
		}
		return append(before, stmt{lhs: lhs, op: "=", x: x, semi: true})
	}
	names, assigns := "", []stmt(nil)
	for i, t := range s.Targets {
		name := p.fresh("value")
		if i > 0 {
			names += ", "
		}
		names += name
		if item, ok := t.(*ir.Item); ok {
			assigns = append(assigns, stmt{x: method(p.expr(item.Dict, ir.RecvMut).n, "insert", p.owned(item.Key), atom(name)), semi: true})
			continue
		}
		assigns = append(assigns, stmt{lhs: p.place(t), op: "=", x: atom(name), semi: true})
	}
	return append(append(before, stmt{let: "let (" + names + ")", x: x, semi: true}), assigns...)
}

func (p *printer) swap(a, b *ir.Index) stmt {
	list := p.expr(a.List, ir.RecvMut)
	i, j := p.owned(a.Index), p.owned(b.Index)
	if a.Index.Type() == ir.Usize && b.Index.Type() == ir.Usize && a.OnFail == ir.Stop {
		return stmt{x: method(list.n, "swap", i, j), semi: true}
	}
	if root := ir.Root(a.List); root != nil {
		i, j = p.apart(a.Index, i, root), p.apart(b.Index, j, root)
	}
	fn := "rt::list::swap"
	if a.OnFail != ir.Stop {
		fn = "rt::list::try_swap"
	}
	n := call(fn, p.lentMutPlace(list), i, j)
	if a.OnFail != ir.Stop {
		n = unitMatch(p.failing(n, a.OnFail))
	}
	return stmt{x: n, semi: true}
}

// apart evaluates index e, written as n, before the list in root is borrowed
// when it looks at that list.
func (p *printer) apart(e ir.Expr, n node, root *ir.Var) node {
	if !mentions(e, root) {
		return n
	}
	name := p.fresh("index")
	p.before = append(p.before, stmt{let: "let " + name, x: n, semi: true})
	return atom(name)
}

func (p *printer) augAssign(s *ir.AugAssign) []stmt {
	text := s.Op.Rust
	if s.OnFail != ir.Stop && s.Op.Try != "" {
		text = s.Op.Try
	}
	mode := ir.Value
	if len(s.Op.Params) > 1 {
		mode = s.Op.Params[1].Mode
	}
	var before []stmt
	var value node
	if s.Value != nil {
		if mode == ir.Value {
			before, value = p.valueOf(s.Value, func(e ir.Expr) node {
				if _, iter := e.Type().(ir.Iter); iter {
					if n := p.plainItems(e); n != nil {
						return n
					}
					return p.iterOperand(e, false)
				}
				return p.owned(e)
			})
		} else {
			before, value = p.valueOf(s.Value, func(e ir.Expr) node { return p.as(e, mode) })
		}
	}
	target := p.expr(s.Target, ir.RecvMut)
	if parts := strings.Fields(text); len(parts) == 3 && strings.HasSuffix(parts[1], "=") {
		lhs := target.n
		if target.form == formMut {
			lhs = unary("*", lhs)
		}
		return append(before, stmt{lhs: lhs, op: parts[1], x: value, semi: true})
	}
	first := target.n
	if len(s.Op.Params) > 0 && s.Op.Params[0].Mode == ir.RefMut && target.form != formMut {
		first = unary("&mut ", first)
	}
	n := parseTemplate(text, []node{first, value})
	if s.OnFail != ir.Stop && s.Op.Try != "" {
		n = p.failing(n, s.OnFail)
	}
	return append(before, stmt{x: n, semi: true})
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
	case *ir.Call:
		return append(before, stmt{x: unitMatch(n), semi: true})
	case *ir.Op:
		if u, ok := n.(unaryNode); ok && u.op == "*" {
			n = u.x
		}
		if x.T == ir.Unit || changesFirst(x) {
			return append(before, stmt{x: unitMatch(n), semi: true})
		}
	}
	if e.Type() == ir.Unit {
		return append(before, stmt{x: n, semi: true})
	}
	return append(before, stmt{let: "let _", x: n, semi: true})
}

func changesFirst(x *ir.Op) bool {
	return len(x.Op.Params) > 0 && (x.Op.Params[0].Mode == ir.RefMut || x.Op.Params[0].Mode == ir.RecvMut)
}

// unitMatch writes a match that only looks for an error as "if let".
func unitMatch(n node) node {
	m, ok := n.(*matchNode)
	if !ok || len(m.arms) != 2 || m.arms[0].pattern != "Ok(value)" {
		return n
	}
	return &ifNode{
		cond: letNode{m.arms[1].pattern, m.x},
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

func (p *printer) ret(s *ir.Return, tail bool) []stmt {
	if out, ok := p.leaveFinally(s); ok {
		return out
	}
	if s.Value == nil || s.Value.Type() == ir.Unit && quiet(s.Value) {
		switch {
		case p.fn.Fallible && tail:
			return []stmt{{x: call("Ok", atom("()"))}}
		case p.fn.Fallible:
			return []stmt{{x: jumpNode{"return", call("Ok", atom("()"))}, semi: true}}
		case tail:
			return nil
		}
		return []stmt{{x: jumpNode{"return", nil}, semi: true}}
	}
	before, x := p.valueOf(s.Value, p.result)
	if m, ok := leavingMatch(x); ok {
		value := node(atom("value"))
		if p.fn.Fallible {
			value = call("Ok", value)
		}
		m.arms[0].x = jumpNode{"return", value}
		return append(before, stmt{x: m})
	}
	if tail {
		return append(before, stmt{x: x})
	}
	if diverges(x) {
		name := p.fresh("result")
		before, x = append(before, stmt{let: "let " + name, x: x, semi: true}), atom(name)
	}
	return append(before, stmt{x: jumpNode{"return", x}, semi: true})
}

// diverges reports whether part of n may leave for a handler.
func diverges(n node) bool {
	switch n := n.(type) {
	case *matchNode:
		for _, a := range n.arms {
			if _, jump := a.x.(jumpNode); jump {
				return true
			}
		}
		return diverges(n.x)
	case callNode:
		return anyDiverges(n.args)
	case macroNode:
		return anyDiverges(n.args)
	case tupleNode:
		return anyDiverges(n.elems)
	case arrayNode:
		return anyDiverges(n.elems)
	case chainNode:
		for _, l := range n.links {
			if anyDiverges(l.args) || l.index != nil && diverges(l.index) {
				return true
			}
		}
		return diverges(n.head)
	case unaryNode:
		return diverges(n.x)
	case castNode:
		return diverges(n.x)
	case parenNode:
		return diverges(n.x)
	case binaryNode:
		return diverges(n.l) || diverges(n.r)
	case *blockNode:
		for _, s := range n.stmts {
			if s.x != nil && diverges(s.x) {
				return true
			}
		}
	case *ifNode:
		return diverges(n.cond) || diverges(n.then) || n.other != nil && diverges(n.other)
	}
	return false
}

func anyDiverges(all []node) bool {
	for _, n := range all {
		if diverges(n) {
			return true
		}
	}
	return false
}

// leavingMatch reports whether n is a match that takes an error out of a try,
// maybe inside Ok.
func leavingMatch(n node) (*matchNode, bool) {
	if c, ok := n.(callNode); ok && len(c.args) == 1 && c.fn == node(atom("Ok")) {
		n = c.args[0]
	}
	m, ok := n.(*matchNode)
	return m, ok && len(m.arms) == 2 && m.arms[0].pattern == "Ok(value)"
}

// result writes what the function returns.
func (p *printer) result(e ir.Expr) node {
	if !p.fn.Fallible {
		return p.knownValue(e)
	}
	if c, ok := e.(*ir.Call); ok && c.Func.Fallible && c.OnFail == ir.Propagate && ir.Same(c.T, p.fn.Result) {
		p.asResult = e
		n := p.owned(e)
		p.asResult = nil
		return n
	}
	if op, ok := e.(*ir.Op); ok && op.OnFail == ir.Propagate && op.Op.Try != "" && !op.Op.View && len(p.finals) == 0 {
		p.asResult = e
		n := p.owned(e)
		p.asResult = nil
		return n
	}
	return call("Ok", p.knownValue(e))
}

func (p *printer) raise(s *ir.Raise, tail bool) []stmt {
	before, x := p.valueOf(s.Error, p.owned)
	switch s.OnFail {
	case ir.Propagate:
		if tail {
			return append(before, stmt{x: call("Err", x)})
		}
		return append(before, stmt{x: p.returning(call("Err", x)), semi: true})
	case ir.Leave:
		t := p.tries[len(p.tries)-1]
		t.left = true
		if !t.needed {
			return append(before, stmt{x: jumpNode{"break '" + t.label, nil}, semi: true})
		}
		return append(before, stmt{x: jumpNode{"break '" + t.label, x}, semi: true})
	}
	return append(before, stmt{x: method(x, "raise"), semi: !tail})
}

func (p *printer) returning(x node) node { return jumpNode{"return", x} }

package rust

import (
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

func (p *printer) assign(s *ir.Assign) []stmt {
	switch t := s.Target.(type) {
	case *ir.Local:
		if p.unused(t.Var) && augmented(s, t.Var) == nil {
			return p.dropped(s.Value)
		}
		before, x := p.valueOf(s.Value, func(e ir.Expr) node { return p.bound(t.Var, e, true) })
		if toItself(atom(p.name(t.Var)), x) {
			return before
		}
		if lentFrom(s.Value, t.Var) {
			name := p.fresh("next")
			before, x = append(before, stmt{let: "let " + name, x: x, semi: true}), atom(name)
		}
		return append(before, assignment(atom(p.name(t.Var)), x, ir.IsCopy(t.T)))
	case *ir.Item:
		before, x := p.valueOf(s.Value, p.knownValue)
		// Python evaluates the value before the key, Rust the arguments of insert
		// in their order: a key that is moved in must not be gone for the value.
		if takesFrom(t.Key, s.Value) || borrows(s.Value) || lendsMut(s.Value, ir.Root(t.Dict)) {
			name := p.fresh("value")
			before = append(before, stmt{let: "let " + name, x: x, semi: true})
			x = atom(name)
		}
		dict := p.expr(t.Dict, ir.RecvMut).n
		return append(before, stmt{x: method(dict, "insert", p.owned(t.Key), x), semi: true})
	}
	before, x := p.valueOf(s.Value, p.knownValue)
	if lendsMut(s.Value, ir.Root(s.Target)) { // a compound operator would read the target last
		name := p.fresh("value")
		return append(before, stmt{let: "let " + name, x: x, semi: true}, stmt{lhs: p.place(s.Target), op: "=", x: atom(name), semi: true})
	}
	place := p.place(s.Target)
	if toItself(place, x) {
		return before
	}
	written := assignment(place, x, ir.IsCopy(s.Target.Type()))
	if written.op != "=" && failsApart(s.Target) && operandFails(s.Value) {
		written = stmt{lhs: place, op: "=", x: x, semi: true} // which looks at the place first
	}
	return append(before, written)
}

// failsApart reports whether looking at a place can raise.
func failsApart(place ir.Expr) bool {
	switch place := place.(type) {
	case *ir.Index, *ir.Item:
		return true
	case *ir.Field:
		return failsApart(place.Tuple)
	}
	return false
}

// operandFails reports whether the second operand of an operation can raise something
// else than an index out of range does.
func operandFails(e ir.Expr) bool {
	op, ok := e.(*ir.Op)
	if !ok || len(op.Args) != 2 {
		return false
	}
	found := false
	ir.WalkExpr(op.Args[1], nil, func(x ir.Expr) bool {
		switch x := x.(type) {
		case *ir.Call, *ir.CallValue, *ir.Item, *ir.Block:
			found = true
		case *ir.Op:
			found = found || len(x.Op.Raises) > 0
		}
		return !found
	})
	return found
}

// toItself reports whether an assignment gives a name or a field the value that it
// has, which does nothing and which rustc warns of.
func toItself(lhs, x node) bool {
	if c, ok := lhs.(chainNode); ok {
		for _, l := range c.links {
			if l.call || l.try || l.index != nil {
				return false
			}
		}
		lhs = c.head
		if _, ok := lhs.(atom); !ok {
			return false
		}
		return flatText(c) == flatText(x)
	}
	_, ok := lhs.(atom)
	return ok && flatText(lhs) == flatText(x)
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
	case *ir.IntLit, *ir.FloatLit, *ir.StrLit, *ir.BytesLit, *ir.CharLit, *ir.BoolLit, *ir.NoneLit, *ir.UnitLit, *ir.Local, *ir.ConstRef:
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
		switch t := t.(type) {
		case *ir.Item:
			plain = false
		case *ir.Local:
			plain = plain && !lentFrom(s.Value, t.Var)
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
			before, value = p.valueOf(s.Value, func(e ir.Expr) node {
				n := p.as(e, mode)
				if e.Type() == ir.Big && isInfix(s.Op) {
					n, _ = withoutRef(n)
				}
				return n
			})
		}
	}
	target := p.expr(s.Target, ir.RecvMut)
	if parts := strings.Fields(text); len(parts) == 3 && strings.HasSuffix(parts[1], "=") {
		lhs := target.n
		if target.form == formMut {
			lhs = unary("*", lhs)
		}
		return append(before, stmt{lhs: lhs, op: parts[1], x: unparen(value), semi: true})
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

// takesFrom reports whether e moves a variable that other looks at.
func takesFrom(e, other ir.Expr) bool {
	found := false
	ir.WalkExpr(e, nil, func(x ir.Expr) bool {
		if l, ok := x.(*ir.Local); ok && l.Use == ir.Moved && mentions(other, l.Var) {
			found = true
		}
		return true
	})
	return found
}

// lentFrom reports whether e looks into a container of the shared object in v: that is
// lent until the statement ends, so v cannot be assigned in it.
func lentFrom(e ir.Expr, v *ir.Var) bool {
	found := false
	ir.WalkExpr(e, nil, func(x ir.Expr) bool {
		if op, ok := x.(*ir.Op); ok && op.Op.Name == "attr.get" && ir.IsMutable(op.T) {
			found = found || mentions(op.Args[0], v)
		}
		return !found
	})
	return found
}

// lendsMut reports whether e passes a part of v to something that changes it.
func lendsMut(e ir.Expr, v *ir.Var) bool {
	found := false
	ir.WalkExpr(e, nil, func(x ir.Expr) bool {
		switch x.(type) {
		case *ir.Op, *ir.Call:
			for _, c := range ir.Children(x, ir.Value) {
				if (c.Want == ir.RefMut || c.Want == ir.RecvMut) && ir.Root(c.X) == v && v != nil {
					found = true
				}
			}
		}
		return !found
	})
	return found
}

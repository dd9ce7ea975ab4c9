package ownership

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// visit builds the steps of evaluating e, wanted in mode want.
func (f *flow) visit(e ir.Expr, want ir.Mode) {
	switch e := e.(type) {
	case *ir.Local:
		f.local(e, want)
	case *ir.ConstRef:
		f.takes(e, want)
	case *ir.Index, *ir.Item, *ir.Field, *ir.Unwrap:
		for _, c := range ir.Children(e, placeMode(want)) {
			f.visit(c.X, c.Want)
		}
		f.takes(e, want)
	case *ir.Op:
		f.op(e, want)
	case *ir.Call:
		f.callExpr(e)
	case *ir.CallValue:
		f.callValue(e)
	case *ir.Closure:
		f.closure(e)
	case *ir.Logic:
		f.visit(e.L, ir.Value)
		left := f.cur
		f.visit(e.R, ir.Value)
		f.join(left)
	case *ir.If:
		want = ir.BranchMode(e, want)
		f.visit(e.Cond, ir.Value)
		f.branches(e.Then, e.Else, want, nil)
	case *ir.IfSome:
		f.ifSome(e, want)
	case *ir.Block:
		want = ir.BranchMode(e, want)
		f.block(func() {
			for _, s := range e.Stmts {
				f.stmt(s)
			}
			f.visit(e.Value, want)
		})
	case *ir.Comp:
		f.comp(e)
	case *ir.Lambda:
		f.lambda(e)
	case *ir.ListIter, *ir.TupleIter, *ir.DictIter, *ir.EnumerateIter, *ir.ZipIter:
		f.items(e)
	case *ir.Convert:
		f.convert(e, want)
	case *ir.Format:
		f.format(e)
	default:
		for _, c := range ir.Children(e, want) {
			f.visit(c.X, c.Want)
			f.holdChild(c)
		}
		for _, c := range ir.Children(e, want) {
			f.holdChild(c)
		}
	}
}

// format visits the pieces of a text. All of them are borrowed until the last is
// evaluated, with what the ones that are shown look at.
func (f *flow) format(e *ir.Format) {
	pieces := ir.Children(e, ir.Value)
	held := pieces
	for _, c := range pieces {
		f.visit(c.X, c.Want)
		if op, ok := c.X.(*ir.Op); ok && strings.HasPrefix(op.Op.Name, "display") {
			held = append(held[:len(held):len(held)], ir.Children(op, c.Want)...)
		}
	}
	for _, c := range held {
		f.holdChild(c)
	}
}

// convert changes the representation of a value. A container that is taken out
// of a value of several types is a copy.
func (f *flow) convert(e *ir.Convert, want ir.Mode) {
	for _, c := range ir.Children(e, want) {
		f.visit(c.X, c.Want)
		f.holdChild(c)
	}
	if _, dynamic := e.X.Type().(ir.Dynamic); dynamic && ir.IsMutable(e.T) {
		f.emit(step{kind: copied, objs: f.exprs[e.X].reach(), e: e.X, at: e.Range})
	}
}

// placeMode is how the place around a part is looked at: a part is taken out of
// a container that stays.
func placeMode(want ir.Mode) ir.Mode {
	if want == ir.Value || want == ir.Ref {
		return ir.Recv
	}
	return want
}

func (f *flow) local(e *ir.Local, want ir.Mode) {
	switch {
	case want == ir.RefMut || want == ir.RecvMut:
		f.emit(step{kind: use, v: e.Var, access: write, e: e, at: e.Range})
	case want == ir.Value && !ir.IsCopy(e.T):
		f.emit(step{kind: take, e: e, roots: []*ir.Var{e.Var}, objs: f.exprs[e].reach(), into: f.into, at: e.Range})
	default:
		f.emit(step{kind: use, v: e.Var, access: read, e: e, at: e.Range})
	}
}

// takes records that a part of something is wanted as a value of its own.
func (f *flow) takes(e ir.Expr, want ir.Mode) {
	if want != ir.Value || ir.IsCopy(e.Type()) {
		return
	}
	if roots, ok := ir.Roots(e); ok {
		objs := f.exprs[e].reach()
		if op, isOp := e.(*ir.Op); isOp {
			objs = f.copies[op] // a view makes a new container of what it shows
		}
		f.emit(step{kind: take, e: e, roots: roots, objs: objs, into: f.into, at: e.Span()})
	}
}

// hold keeps what operand e borrows from in use until here.
func (f *flow) hold(e ir.Expr, a access) {
	roots, _ := ir.Roots(e)
	for _, r := range roots {
		f.emit(step{kind: use, v: r, access: a, e: e, at: e.Span()})
	}
}

func (f *flow) holdChild(c ir.Child) {
	switch {
	case c.Want == ir.RefMut || c.Want == ir.RecvMut:
		f.hold(c.X, write)
	case c.Want != ir.Value && !ir.IsCopy(c.X.Type()):
		f.hold(c.X, read)
	}
}

// holdChildren keeps what the operands of an operation or a call borrow from in use
// until all are evaluated. A list of one thing that is lent is printed as the thing
// itself, which cannot move into an operand after it.
func (f *flow) holdChildren(children []ir.Child) {
	for i, c := range children {
		f.holdChild(c)
		if list, ok := c.X.(*ir.ListLit); ok && len(list.Elems) == 1 && c.Want != ir.Value && mentionsAny(children[i+1:], list.Elems[0]) {
			f.hold(list.Elems[0], read)
		}
	}
}

// mentionsAny reports whether one of the operands mentions a variable that part
// borrows from.
func mentionsAny(operands []ir.Child, part ir.Expr) bool {
	roots, _ := ir.Roots(part)
	found := false
	for _, c := range operands {
		ir.WalkExpr(c.X, nil, func(x ir.Expr) bool {
			l, ok := x.(*ir.Local)
			found = found || ok && slices.Contains(roots, l.Var)
			return !found
		})
	}
	return found
}

func (f *flow) op(e *ir.Op, want ir.Mode) {
	into := f.into
	children := ir.Children(e, want)
	for _, c := range children {
		f.into = receiverName(e, into)
		f.visit(c.X, c.Want)
	}
	f.into = into
	f.holdChildren(children)
	for _, c := range children {
		if changes(c.Want) {
			f.emit(step{kind: mutate, objs: f.exprs[c.X], e: c.X, at: e.Range})
		}
	}
	shared := f.copies[e]
	if e.Op.View {
		f.takes(e, want)
		return
	}
	if len(shared) > 0 {
		f.emit(step{kind: copied, objs: shared, e: source(e), at: e.Range, once: onceOnly(e)})
	}
}

// receiverName names who gets what is put into a container.
func receiverName(e *ir.Op, into string) string {
	if len(e.Op.Params) > 1 && changes(e.Op.Params[0].Mode) && ir.Root(e.Args[0]) != nil {
		return "an element of " + describe(e.Args[0])
	}
	return into
}

// source is the operand whose elements an operation copies, nil when there are several.
func source(e *ir.Op) ir.Expr {
	var found ir.Expr
	for _, a := range e.Args {
		if ir.IsMutable(a.Type()) {
			if found != nil && len(e.Op.Params) > 0 && !changes(e.Op.Params[0].Mode) {
				return nil
			}
			found = a
		}
	}
	return found
}

// onceOnly reports whether e puts each object that it copies into one place.
func onceOnly(e *ir.Op) bool { return !repeats[e.Op.Name] && source(e) != nil }

func (f *flow) callExpr(e *ir.Call) {
	children := ir.Children(e, ir.Value)
	into := f.into
	for i, c := range children {
		f.into = "parameter " + e.Func.Params[i].Name + " of " + e.Func.Name
		f.visit(c.X, c.Want)
	}
	f.into = into
	f.holdChildren(children)
	f.emit(step{kind: called, e: e, objs: f.calls[e].mutated, echo: f.calls[e].echoed, into: into, at: e.Range})
}

func (f *flow) branches(then, other ir.Expr, want ir.Mode, before func()) {
	fork := f.cur
	if before != nil {
		before()
	}
	f.visit(then, want)
	end := f.cur
	f.cur = fork
	f.visit(other, want)
	f.join(end)
}

func (f *flow) ifSome(e *ir.IfSome, want ir.Mode) {
	want = ir.BranchMode(e, want)
	mode := f.wanted(e.Var)
	if mode == ir.Value && ir.IsCopy(e.X.Type()) {
		mode = ir.Recv
	}
	f.into = e.Var.Name
	f.visit(e.X, mode)
	roots, _ := ir.Roots(e.X)
	f.branches(e.Then, e.Else, want, func() {
		f.enter(e.Var)
		f.emit(step{kind: declare, v: e.Var})
		f.define(e.Var, e.X, roots, nil)
	})
}

// lambda is called any number of times.
func (f *flow) lambda(e *ir.Lambda) {
	f.block(func() {
		head := f.emit(step{})
		for _, v := range e.Params {
			f.enter(v)
			f.emit(step{kind: declare, v: v})
			f.define(v, nil, nil, nil)
		}
		f.into = "the key"
		f.visit(e.Body, ir.Value)
		f.link(f.cur, head)
		f.cur = head
		f.emit(step{})
	})
}

func (f *flow) comp(e *ir.Comp) {
	into := f.into
	for i, x := range e.Rest {
		mode := ir.Value
		if i+1 < len(e.Op.Params) {
			mode = e.Op.Params[i+1].Mode
		}
		f.visit(x, mode)
		f.hold(x, read)
	}
	f.block(func() { f.clauses(e, e.Clauses) })
	f.into = into
	for _, x := range e.Rest {
		f.hold(x, read)
	}
}

func (f *flow) clauses(e *ir.Comp, rest []*ir.Clause) {
	if len(rest) == 0 {
		f.into = "the new container"
		if e.Key != nil {
			f.visit(e.Key, ir.Value)
		}
		f.visit(e.Elt, ir.Value)
		return
	}
	c := rest[0]
	it := f.iterator(c, c.Iter, f.plan.clause(c))
	head := f.emit(step{kind: use, v: it, access: f.turn(it), at: c.Iter.Span()})
	start := len(f.steps)
	f.block(func() {
		f.cloneItems(c.Iter, f.plan.clause(c))
		f.targets(c.Target, it)
		for _, x := range c.Conds {
			f.visit(x, ir.Value)
			f.link(f.cur, head)
		}
		f.clauses(e, rest[1:])
	})
	f.link(f.cur, head)
	f.bodys[c] = [2]int{start, len(f.steps)}
	f.cur = head
	f.emit(step{})
}

// items is an iterator that is the operand of an operation: it yields owned
// items, so those of a container that stays are copies.
func (f *flow) items(e ir.Expr) {
	roots := f.source(e, ir.ByRef)
	for _, r := range roots {
		f.emit(step{kind: use, v: r, access: read, at: e.Span()})
	}
	objs := f.exprs[e].reach()
	if len(objs) > 0 {
		f.emit(step{kind: take, e: e, roots: roots, into: f.into, objs: objs, items: true, at: e.Span()})
	}
}

// describe names a place as Python writes it.
func describe(e ir.Expr) string {
	switch e := e.(type) {
	case *ir.Local:
		return e.Var.Name
	case *ir.ConstRef:
		return e.Const.Name
	case *ir.Index:
		return describe(e.List) + "[" + subscript(e.Index) + "]"
	case *ir.Item:
		return describe(e.Dict) + "[" + subscript(e.Key) + "]"
	case *ir.Field:
		if t, ok := e.Tuple.Type().(ir.Struct); ok {
			return describe(e.Tuple) + "." + t.Class.Slots()[e.N].Name
		}
		return describe(e.Tuple)
	case *ir.Unwrap:
		return describe(e.X)
	case *ir.Convert:
		return describe(e.X)
	case *ir.Call:
		return e.Func.Name + "(…)"
	case *ir.ListIter:
		return "the elements of " + describe(e.List)
	case *ir.DictIter:
		return "the " + e.What + " of " + describe(e.Dict)
	case *ir.Op:
		if len(e.Args) > 0 {
			return describe(e.Args[0])
		}
	}
	return "a value"
}

func subscript(e ir.Expr) string {
	if name := describe(e); !strings.Contains(name, " ") {
		return name
	}
	return "…"
}

package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// The objects of a class whose instances hold others of their class (the nodes of
// a list, a tree, a graph) are shared: Rc<T>, a handle that is copied as Python
// copies references. To package ownership a handle is a value like a str, which
// nobody can change; what changes are the attributes behind it, each of which is
// an rt::Attr that is read whole and set whole. So aliases see each other's changes.
//
// A container in an attribute is the attribute's own: it is changed in place
// through the attribute, and read from it item by item, but it never leaves it and
// nothing that has a name comes in, so that no second name of it exists.

// findShared finds the classes whose objects are shared.
func (m *module) findShared() {
	for _, c := range m.info.Classes {
		if m.unfits[c] == "" && !isEnum(c) && !isException(c) && c.Kind != types.NamedTupleClass && m.reaches(c, c, map[*types.Class]bool{}) {
			m.shared[c] = true
		}
	}
}

// reaches reports whether instances of c may hold instances of goal.
func (m *module) reaches(c, goal *types.Class, seen map[*types.Class]bool) bool {
	if seen[c] {
		return false
	}
	seen[c] = true
	for _, a := range c.Slots() {
		for _, held := range instancesIn(a.Type) {
			if held == goal || m.reaches(held, goal, seen) {
				return true
			}
		}
	}
	return false
}

// assignedLater are the names of attributes that something assigns after the
// instance is made.
func (m *module) assignedLater() map[string]bool {
	out := map[string]bool{}
	if len(m.info.Classes) == 0 {
		return out
	}
	add := func(t syntax.Expr) {
		syntax.Inspect(t, func(n syntax.Node) bool {
			if a, ok := n.(*syntax.Attribute); ok {
				out[a.Attr] = true
			}
			return true
		})
	}
	for _, fn := range m.info.Funcs {
		top := map[syntax.Node]bool{}
		if isInit(fn) && !isPostInit(fn) {
			for _, s := range fn.Body {
				top[s] = true
			}
		}
		given := map[string]bool{}
		syntax.Walk(fn.Body, func(n syntax.Node) bool {
			var targets []syntax.Expr
			switch s := n.(type) {
			case *syntax.Assign:
				targets = s.Targets
			case *syntax.AnnAssign:
				targets = []syntax.Expr{s.Target}
			case *syntax.AugAssign:
				add(s.Target)
			case *syntax.For:
				add(s.Target)
			}
			for _, t := range targets {
				a, ok := t.(*syntax.Attribute)
				if ok && top[n] && !given[a.Attr] {
					given[a.Attr] = true
					continue
				}
				add(t)
			}
			return true
		})
	}
	return out
}

// sharedField reads an attribute of an object that is shared.
func (f *function) sharedField(at syntax.Node, x ir.Expr, t ir.Struct, n int) ir.Expr {
	field := f.m.structs[t.Class].Fields[n]
	template := "{0}." + field.RustName
	switch {
	case !field.Slot && ir.IsCopy(field.T):
	case !field.Slot:
		template += ".clone()"
	case ir.IsMutable(field.T):
		template += ".borrow()"
	default:
		template += ".get()"
	}
	return &ir.Op{Base: base(field.T, at), Op: &ir.Operation{
		Name: "attr.get", Params: []ir.Operand{{Type: t, Mode: ir.Recv}}, Result: field.T, Rust: template, Prec: ir.PrecCall, OperandPrec: []ir.Prec{ir.PrecCall},
	}, Args: []ir.Expr{x}}
}

// setShared assigns to an attribute of an object that is shared; nil when t means
// no such attribute.
func (f *function) setShared(s syntax.Stmt, t *syntax.Attribute, value ir.Expr) []ir.Stmt {
	member := f.m.info.Members[t]
	if member == nil || member.Attr == nil || !f.m.shared[member.Class] || f.fields != nil && f.isSelf(t.Value) {
		return nil
	}
	n := slot(member.Class, member.Attr)
	if n < 0 {
		return nil
	}
	args := []ir.Expr{f.unwrapped(f.expr(t.Value)), value}
	lets := f.inSequence(args, []int{1, 0}, []int{0, 1})
	return append(lets, f.setAttr(s, member.Class, n, args[0], args[1]))
}

func (f *function) setAttr(s syntax.Stmt, c *types.Class, n int, object, value ir.Expr) ir.Stmt {
	field := f.m.structs[c].Fields[n]
	if !field.Slot {
		f.refuse("PT501", s, "assigning to the attribute %s is not translated here", field.Name)
	}
	return &ir.ExprStmt{Place: place(s), X: &ir.Op{Base: base(ir.Unit, s), Op: &ir.Operation{
		Name:   "attr.set",
		Params: []ir.Operand{{Type: f.m.instanceType(c), Mode: ir.Recv}, {Type: field.T, Mode: ir.Value}},
		Result: ir.Unit, Rust: "{0}." + field.RustName + ".set({1})", Prec: ir.PrecCall, OperandPrec: []ir.Prec{ir.PrecCall},
	}, Args: []ir.Expr{object, f.as(value, field.T)}}}
}

// augShared lowers x.name Op= value of an object that is shared; nil for others.
func (f *function) augShared(s *syntax.AugAssign, t *syntax.Attribute) []ir.Stmt {
	member := f.m.info.Members[t]
	if member == nil || member.Attr == nil || !f.m.shared[member.Class] || f.fields != nil && f.isSelf(t.Value) {
		return nil
	}
	n := slot(member.Class, member.Attr)
	if n < 0 {
		return nil
	}
	field := f.m.structs[member.Class].Fields[n]
	object := f.unwrapped(f.expr(t.Value))
	var out []ir.Stmt
	if !simple(object) {
		out = append(out, f.bindTemp("object", &object))
	}
	st := f.m.instanceType(member.Class).(ir.Struct)
	current := f.notNone(t, f.sharedField(t, copyOf(object), st, n))
	if ir.IsMutable(field.T) {
		return append(out, f.augment(s, func() ir.Expr { return f.sharedField(t, copyOf(object), st, n) }, current)...)
	}
	value := f.unwrapped(f.expr(s.Value))
	if weigh(value) >= fails {
		out = append(out, f.bindTemp("value", &current))
	}
	result := f.arithmetic(s, s.Op, current, value, f.m.info.TypeOf(s.Target))
	return append(out, f.setAttr(s, member.Class, n, copyOf(object), result))
}

// A held is an attribute of a class that is shared.
type held struct {
	class *types.Class
	field string
}

// touched is what a function does to containers in attributes that are shared,
// itself or through what it calls.
type touched struct{ reads, changes map[held]bool }

// attrOf is the attribute that an operation of this file is about.
func attrOf(e ir.Expr) (held, bool) {
	op, ok := e.(*ir.Op)
	if !ok || op.Op.Name != "attr.get" && op.Op.Name != "attr.set" {
		return held{}, false
	}
	return held{op.Args[0].Type().(ir.Struct).Class, op.Op.Rust}.plain(), true
}

// plain leaves the name of the attribute alone.
func (h held) plain() held {
	name := h.field[len("{0}."):]
	if i := slices.Index([]byte(name), '.'); i >= 0 {
		name = name[:i]
	}
	return held{h.class, name}
}

// checkShared settles how the containers in shared attributes are borrowed, and
// refuses functions that would give one a second name or borrow it twice. All
// functions have to be lowered.
func (m *module) checkShared() {
	if len(m.shared) == 0 {
		return
	}
	checks := map[*types.Function]*sharedCheck{}
	for _, fn := range m.info.Funcs {
		if len(m.refused[fn]) == 0 {
			checks[fn] = &sharedCheck{f: &function{m: m, src: fn, out: m.funcs[fn]}}
			checks[fn].run(func(c *sharedCheck) { c.block(m.funcs[fn].Body) })
		}
	}
	for _, fn := range m.info.Funcs {
		if c := checks[fn]; c != nil {
			c.run((*sharedCheck).conflicts)
			if len(c.f.findings) > 0 {
				m.refuse(fn, c.f.findings...)
			}
		}
	}
}

// A sharedCheck is the check of one function.
type sharedCheck struct {
	f    *function
	uses []*uses
}

func (c *sharedCheck) run(check func(*sharedCheck)) {
	if len(c.f.findings) == 0 {
		c.f.attempt(func() { check(c) })
	}
}

func (c *sharedCheck) block(body []ir.Stmt) {
	ir.Walk(body, func(s ir.Stmt) bool {
		c.statement(s)
		return true
	}, nil)
}

// statement collects what the expressions of one statement borrow, not those of
// its blocks.
func (c *sharedCheck) statement(s ir.Stmt) {
	u := &uses{check: c, f: c.f, stmt: s, counts: map[held]int{}, changes: map[held]bool{}}
	c.uses = append(c.uses, u)
	switch s := s.(type) {
	case *ir.Assign:
		u.visit(s.Value, ir.Value)
		u.target(s.Target)
		return
	case *ir.AugAssign:
		u.visit(s.Target, ir.RecvMut)
		if s.Value != nil && len(s.Op.Params) > 1 {
			u.visit(s.Value, s.Op.Params[1].Mode)
		}
		return
	}
	exprs, blocks := ir.StmtParts(s)
	u.blocks = blocks
	for _, x := range exprs {
		want := ir.Recv
		switch s.(type) {
		case *ir.Let, *ir.LetPattern, *ir.AssignTuple, *ir.Return, *ir.Raise:
			want = ir.Value
		}
		u.visit(x, want)
	}
}

// conflicts refuses a statement that borrows a container while it changes, and a
// loop over one in whose body it may change.
func (c *sharedCheck) conflicts() {
	for _, u := range c.uses {
		if c.f.out.Yields && len(u.counts)+len(u.walked) > 0 {
			c.f.refuse("PT503", placed{u.stmt}, "a generator that looks at a container in an object that is shared is not translated: it may change between two items")
		}
		u.conflicts()
	}
}

// uses are the borrows of one statement.
type uses struct {
	check   *sharedCheck
	f       *function
	stmt    ir.Stmt
	blocks  [][]ir.Stmt
	counts  map[held]int
	changes map[held]bool
	calls   []*ir.Call
	walked  []held
}

func (u *uses) target(t ir.Expr) {
	switch t := t.(type) {
	case *ir.Index:
		u.visit(t.List, ir.RecvMut)
	case *ir.Item:
		u.visit(t.Dict, ir.RecvMut)
	case *ir.Field:
		u.visit(t.Tuple, ir.RecvMut)
	}
}

func (u *uses) visit(e ir.Expr, want ir.Mode) {
	if attr, ok := attrOf(e); ok {
		u.attr(e.(*ir.Op), attr, want)
	}
	switch e := e.(type) {
	case *ir.Call:
		u.calls = append(u.calls, e)
	case *ir.ListIter:
		u.walk(e.List)
	case *ir.DictIter:
		u.walk(e.Dict)
	case *ir.Index, *ir.Item, *ir.Field, *ir.Unwrap:
		if want == ir.Value && ir.IsMutable(e.Type()) && u.inShared(e) {
			u.f.refuse("PT601", e, "what this gives lies in an object that is shared: copy it, so that it is clear that there are two")
		}
	case *ir.Op:
		u.keeps(e)
	case *ir.Comp:
		u.comp(e)
		return
	case *ir.Lambda:
		u.visit(e.Body, ir.Value)
		return
	case *ir.Block:
		for _, s := range e.Stmts {
			u.check.statement(s)
		}
		u.visit(e.Value, want)
		return
	}
	for _, c := range ir.Children(e, want) {
		mode := c.Want
		switch e.(type) {
		case *ir.Index, *ir.Item, *ir.Field, *ir.Unwrap:
			if mode == ir.Value && len(ir.Children(e, want)) > 0 && ir.Children(e, want)[0].X == c.X {
				mode = ir.Recv
			}
		}
		u.visit(c.X, mode)
	}
}

func (u *uses) comp(e *ir.Comp) {
	for _, c := range e.Clauses {
		u.visit(c.Iter, ir.Recv)
		for _, x := range c.Conds {
			u.visit(x, ir.Value)
		}
	}
	if e.Key != nil {
		u.visit(e.Key, ir.Value)
	}
	u.visit(e.Elt, ir.Value)
	for i, x := range e.Rest {
		mode := ir.Value
		if e.Op != nil && i+1 < len(e.Op.Params) {
			mode = e.Op.Params[i+1].Mode
		}
		u.visit(x, mode)
	}
}

// walk is a walk over a container, which is over a copy of it when it lies in a
// shared attribute: nothing may change it meanwhile.
func (u *uses) walk(x ir.Expr) {
	attr, ok := attrOf(x)
	if !ok {
		if u.inShared(x) {
			u.f.refuse("PT601", x, "walking over what lies in an object that is shared is translated for an attribute itself")
		}
		return
	}
	for _, t := range itemTypes(x.Type()) {
		if ir.IsMutable(t) {
			u.f.refuse("PT601", x, "the items of this are containers that lie in an object that is shared")
		}
	}
	op := x.(*ir.Op)
	op.Op.Rust = "{0}." + attr.field + ".get()"
	u.walked = append(u.walked, attr)
}

func itemTypes(t ir.Type) []ir.Type {
	switch t := t.(type) {
	case ir.List:
		return []ir.Type{t.Elem}
	case ir.Deque:
		return []ir.Type{t.Elem}
	case ir.Dict:
		return []ir.Type{t.Key, t.Value}
	case ir.VarTuple:
		return []ir.Type{t.Elem}
	}
	return nil
}

// inShared reports whether a place lies in a container of a shared attribute.
func (u *uses) inShared(e ir.Expr) bool {
	for {
		if _, ok := attrOf(e); ok {
			return ir.IsMutable(e.Type())
		}
		switch x := e.(type) {
		case *ir.Index:
			e = x.List
		case *ir.Item:
			e = x.Dict
		case *ir.Field:
			e = x.Tuple
		case *ir.Unwrap:
			e = x.X
		case *ir.Op:
			if !x.Op.View || len(x.Args) == 0 {
				return false
			}
			e = x.Args[0]
		default:
			return false
		}
	}
}

// attr is one read or assignment of a shared attribute.
func (u *uses) attr(op *ir.Op, attr held, want ir.Mode) {
	if op.Op.Name == "attr.set" {
		u.changes[attr] = true
		u.fresh(op.Args[1])
		return
	}
	if !ir.IsMutable(op.T) {
		return
	}
	if slices.Contains(u.walked, attr) && op.Op.Rust == "{0}."+attr.field+".get()" {
		return
	}
	u.counts[attr]++
	switch want {
	case ir.Value:
		u.f.refuse("PT601", op, "%s lies in an object that is shared, and would get a second name here: copy it with list(…), dict(…) or set(…)", attr.field)
	case ir.RefMut, ir.RecvMut:
		op.Op.Rust = "{0}." + attr.field + ".borrow_mut()"
		u.changes[attr] = true
	}
}

// keeps refuses an operation that puts a container into one that is shared, or
// gives one of it out.
func (u *uses) keeps(e *ir.Op) {
	if len(e.Args) == 0 || !u.inShared(e.Args[0]) {
		return
	}
	if ir.IsMutable(e.T) && (e.Op.View || len(itemTypes(e.Args[0].Type())) > 0 && slices.ContainsFunc(itemTypes(e.Args[0].Type()), ir.IsMutable)) {
		u.f.refuse("PT601", e, "what this gives lies in an object that is shared")
	}
	for i, a := range e.Args[1:] {
		if i+1 < len(e.Op.Params) && e.Op.Params[0].Mode == ir.RecvMut || e.Op.Params[0].Mode == ir.RefMut {
			u.fresh(a)
		}
	}
}

// fresh refuses a container that may have another name where it goes into an
// object that is shared.
func (u *uses) fresh(e ir.Expr) {
	if !ir.IsMutable(e.Type()) {
		return
	}
	switch e := e.(type) {
	case *ir.ListLit:
		for _, x := range e.Elems {
			u.fresh(x)
		}
		return
	case *ir.DictLit:
		for _, x := range e.Values {
			u.fresh(x)
		}
		return
	case *ir.Comp:
		if e.Elt == nil || !ir.IsMutable(e.Elt.Type()) {
			return
		}
	case *ir.Convert:
		u.fresh(e.X)
		return
	case *ir.NoneLit:
		return
	case *ir.Op:
		if !e.Op.View && !slices.ContainsFunc(itemTypes(e.T), ir.IsMutable) {
			return
		}
	}
	u.f.refuse("PT601", e, "this goes into an object that is shared, and may have another name: copy it with list(…), dict(…) or set(…)")
}

// keptWalk refuses a generator expression that is kept and looks at a container in
// a shared attribute, which may change between two items.
func (u *uses) keptWalk(call *ir.Call) {
	if !slices.ContainsFunc(u.f.m.expressions, func(e *expression) bool { return e.out == call.Func }) {
		return
	}
	for attr := range u.f.m.touches(call.Func).reads {
		for _, field := range u.f.m.structs[attr.class].Fields {
			if field.RustName == attr.field && ir.IsMutable(field.T) {
				u.f.refuse("PT503", call, "a generator expression that is kept looks at %s of an object that is shared: make it a list", attr.field)
			}
		}
	}
}

// placed is a statement as a place for messages.
type placed struct{ ir.Stmt }

// Span is where the statement stands.
func (s placed) Span() syntax.Range { return s.At().Range }

func (u *uses) conflicts() {
	for _, call := range u.calls {
		u.keptWalk(call)
	}
	for attr, n := range u.counts {
		if n > 1 && u.changes[attr] {
			u.f.refuse("PT602", placed{u.stmt}, "%s is changed and read in one statement: give what is read a name in a statement before", attr.field)
		}
		for _, call := range u.calls {
			t := u.f.m.touches(call.Func)
			if t.changes[attr] || u.changes[attr] && t.reads[attr] {
				u.f.refuse("PT602", call, "%s may use %s, which this statement uses too: give its result a name in a statement before", call.Func.Source.Name, attr.field)
			}
		}
	}
	for _, b := range u.blocks {
		t := u.f.m.touchedBy(b)
		for _, attr := range u.walked {
			if t.changes[attr] {
				u.f.refuse("PT304", placed{u.stmt}, "%s may change while it is walked here: walk over a copy", attr.field)
			}
		}
	}
	for _, attr := range u.walked {
		for _, call := range u.calls {
			if u.f.m.touches(call.Func).changes[attr] {
				u.f.refuse("PT304", call, "%s may change while it is walked here: walk over a copy", attr.field)
			}
		}
	}
}

// touches is what a function does to shared attributes, and what it calls.
func (m *module) touches(fn *ir.Func) touched {
	out := touched{map[held]bool{}, map[held]bool{}}
	m.collectTouched(fn, out, map[*ir.Func]bool{})
	return out
}

func (m *module) touchedBy(body []ir.Stmt) touched {
	out := touched{map[held]bool{}, map[held]bool{}}
	m.collectBody(body, out, map[*ir.Func]bool{})
	return out
}

func (m *module) collectTouched(fn *ir.Func, out touched, seen map[*ir.Func]bool) {
	if seen[fn] {
		return
	}
	seen[fn] = true
	m.collectBody(fn.Body, out, seen)
}

func (m *module) collectBody(body []ir.Stmt, out touched, seen map[*ir.Func]bool) {
	ir.Walk(body, nil, func(e ir.Expr) bool {
		if attr, ok := attrOf(e); ok {
			out.reads[attr] = true
			rust := e.(*ir.Op).Op.Rust
			if e.(*ir.Op).Op.Name == "attr.set" || rust == "{0}."+attr.field+".borrow_mut()" {
				out.changes[attr] = true
			}
		}
		if call, ok := e.(*ir.Call); ok {
			m.collectTouched(call.Func, out, seen)
		}
		return true
	})
}

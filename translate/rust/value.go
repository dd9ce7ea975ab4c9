package rust

import (
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// A form is what kind of Rust expression stands for a value of an IR type T.
type form int

const (
	formValue  form = iota // a T of its own
	formPlace              // a place of type T
	formRef                // a &T, or &str, &[T]
	formMut                // a &mut T
	formOptRef             // for T = Option<U>: an Option<&U>
)

// A val is a Rust expression and its form.
type val struct {
	n    node
	form form
	// strict says that a reference is to a String or Vec itself, not to a str or slice.
	strict bool
	lazy   bool // a LazyLock, which derefs to the place
}

// plainRef says that v, of an optional type, is a &Option<T>, as patterns bind it.
func (p *printer) plainRef(v *ir.Var) {
	if opt, ok := v.T.(ir.Option); ok && !ir.IsCopy(opt) && v.Binding == ir.Borrows {
		p.forms[v] = val{form: formRef, strict: true}
	}
}

// as writes e in the mode that its parent wants it in.
func (p *printer) as(e ir.Expr, want ir.Mode) node {
	switch want {
	case ir.Value:
		return p.owned(e)
	case ir.Ref:
		return p.lent(e)
	case ir.RefMut:
		return p.lentMut(e)
	}
	if want == ir.RecvMut {
		return p.recvMut(e)
	}
	return p.recv(e)
}

// recvMut writes e as the receiver of a method that changes it.
func (p *printer) recvMut(e ir.Expr) node {
	v := p.expr(e, ir.RecvMut)
	if v.form == formRef {
		return p.cloned(v, e.Type()) // a view, which is a new list in Python
	}
	return v.n
}

// owned writes e as a value of its own.
func (p *printer) owned(e ir.Expr) node {
	if lit, ok := e.(*ir.BytesLit); ok {
		if len(lit.Value) == 0 {
			return call("Vec::new")
		}
		return method(atom(quoteBytes(lit.Value)), "to_vec")
	}
	v := p.expr(e, ir.Value)
	t := e.Type()
	moved := ir.UseOf(e) == ir.Moved
	switch v.form {
	case formPlace:
		if v.lazy && ir.IsCopy(t) {
			return unary("*", v.n)
		}
		if ir.IsCopy(t) || moved {
			return v.n
		}
		return method(v.n, "clone")
	case formRef:
		return p.cloned(v, t)
	case formMut:
		return p.cloned(v, t)
	case formOptRef:
		inner := t.(ir.Option).Elem
		switch {
		case ir.IsCopy(inner):
			return method(v.n, "copied")
		case inner == ir.Str && !v.strict:
			return method(v.n, "map", atom("str::to_owned"))
		}
		return method(v.n, "cloned")
	}
	return v.n
}

// cloned makes a value of what reference v shows.
func (p *printer) cloned(v val, t ir.Type) node {
	_, isList := t.(ir.List)
	switch {
	case ir.IsCopy(t):
		return unary("*", v.n)
	case t == ir.Str && v.n == node(atom(`""`)):
		return call("String::new")
	case t == ir.Str && !v.strict:
		return method(v.n, "to_owned")
	case (isList || t == ir.Bytes) && !v.strict:
		return method(v.n, "to_vec")
	}
	return method(v.n, "clone")
}

// lent writes e as a reference, or an Option of one.
func (p *printer) lent(e ir.Expr) node {
	if op, ok := e.(*ir.Op); ok && op.Op.Rust == "{0}.to_vec()" && ir.Same(e.Type(), itemsAsList(op.Args[0].Type())) {
		e = op.Args[0] // a copy that is only looked at
	}
	if n := p.single(e); n != nil {
		return n
	}
	return p.lentAs(e, p.borrow)
}

// itemsAsList is the list of the items of a list or tuple.
func itemsAsList(t ir.Type) ir.Type {
	switch t := t.(type) {
	case ir.List:
		return t
	case ir.VarTuple:
		return ir.List(t)
	}
	return ir.Unit
}

// lentWhole is lent for a parameter of any type, for which a list has to be one,
// and an optional value a reference like any other.
func (p *printer) lentWhole(e ir.Expr) node {
	if opt, ok := e.Type().(ir.Option); ok && !ir.IsCopy(opt) {
		v := p.expr(e, ir.Recv)
		if v.form == formRef || v.form == formMut {
			return v.n
		}
		return unary("&", v.n)
	}
	return p.lentAs(e, func(n node) node {
		if c, ok := e.(*ir.ConstRef); ok && p.expr(c, ir.Recv).lazy {
			return unary("&*", n) // whose type is to be that of the list, not of what makes it
		}
		return unary("&", n)
	})
}

func (p *printer) lentAs(e ir.Expr, borrow func(node) node) node {
	if opt, ok := e.Type().(ir.Option); ok && !ir.IsCopy(opt) {
		return p.lentOption(e, opt)
	}
	v := p.expr(e, ir.Ref)
	if ir.IsCopy(e.Type()) && v.form == formValue {
		return unary("&", v.n)
	}
	switch v.form {
	case formRef, formMut:
		return v.n
	}
	if _, boxed := e.Type().(ir.Callable); boxed {
		return p.lentCallable(e, v.n)
	}
	return borrow(v.n)
}

// single lends a list of one thing that is there already as the slice that it is
// by itself; nil for anything else.
func (p *printer) single(e ir.Expr) node {
	list, ok := e.(*ir.ListLit)
	if !ok || len(list.Elems) != 1 || ir.UseOf(list.Elems[0]) != ir.Cloned {
		return nil
	}
	text, _ := flat(p.owned(list.Elems[0]))
	if !strings.HasSuffix(text, ".clone()") {
		return nil // a copy, or a text of its own
	}
	switch v := p.expr(list.Elems[0], ir.Recv); {
	case v.lazy:
	case v.form == formRef:
		return call("std::slice::from_ref", v.n)
	case v.form == formPlace:
		return call("std::slice::from_ref", unary("&", v.n))
	}
	return nil
}

// borrow writes &n; a list or vector made on the spot is lent as an array.
func (p *printer) borrow(n node) node {
	if m, ok := n.(macroNode); ok && m.name == "vec" && !m.repeat {
		return unary("&", arrayNode{m.args})
	}
	return unary("&", n)
}

// lentOption writes an optional value as Option<&T>.
func (p *printer) lentOption(e ir.Expr, opt ir.Option) node {
	switch x := e.(type) {
	case *ir.NoneLit:
		return atom("None")
	case *ir.Convert:
		if !ir.Same(x.X.Type(), e.Type()) {
			return call("Some", p.lent(x.X))
		}
	}
	if neverSome(e) {
		p.spell(e) // a method is called on it
	}
	v := p.expr(e, ir.Ref)
	if v.form == formOptRef {
		return v.n
	}
	if opt.Elem == ir.Str || opt.Elem == ir.Bytes {
		return method(v.n, "as_deref")
	}
	if _, list := opt.Elem.(ir.List); list {
		return method(v.n, "as_deref")
	}
	return method(v.n, "as_ref")
}

func (p *printer) lentMut(e ir.Expr) node {
	v := p.expr(e, ir.RefMut)
	if v.form == formMut {
		return v.n
	}
	if v.form == formRef {
		if _, made := e.(*ir.Op); !made && ir.IsMutable(e.Type()) {
			panic("rust: what is changed here is only lent") // never change a copy instead
		}
		return unary("&mut ", p.cloned(v, e.Type()))
	}
	return unary("&mut ", v.n)
}

// recv writes e as the receiver of a method, for which Rust borrows by itself.
// A reference to a Copy value is followed, for operators need the value.
func (p *printer) recv(e ir.Expr) node {
	v := p.expr(e, ir.Recv)
	if ir.IsCopy(e.Type()) {
		switch v.form {
		case formRef, formMut:
			return unary("*", v.n)
		case formOptRef:
			return method(v.n, "copied")
		}
		if v.lazy {
			return unary("*", v.n)
		}
	}
	return v.n
}

// compare writes a comparison by Rust's operator, whose sides must have the
// same number of references.
func (p *printer) compare(op string, a, b ir.Expr) node {
	t := a.Type()
	if t == ir.Bool && b.Type() == ir.Bool && (op == "<" || op == ">") {
		x, y := p.owned(a), p.owned(b)
		if op == "<" {
			return binary("&", unary("!", x), y)
		}
		return binary("&", x, unary("!", y))
	}
	if t == ir.Int && b.Type() == ir.Int {
		op, a, b = strictly(op, a, b)
	}
	if p.untyped(a, b) {
		p.spell(a)
	}
	if ir.IsCopy(t) {
		return binary(op, p.owned(a), p.owned(b))
	}
	if unknownInside(a) || p.ambiguous(a) && p.ambiguous(b) {
		p.spell(a)
	}
	if n := p.emptiness(op, a, b); n != nil {
		return n
	}
	x, y := p.expr(a, ir.Recv), p.expr(b, ir.Recv)
	if t == ir.Bytes {
		return binary(op, wholeSlice(a, x), wholeSlice(b, y))
	}
	kx, ky := p.kind(x), p.kind(y)
	_, isList := t.(ir.List)
	loose := t == ir.Str || isList
	ordered := op != "==" && op != "!="
	switch {
	case kx == ky:
	case !loose:
		return binary(op, p.direct(x), p.direct(y))
	case ordered && t == ir.Str:
		return binary(op, asStr(x, kx), asStr(y, ky))
	case kx == 'S' && ky == 'R':
		return binary(op, p.direct(x), unary("*", y.n))
	case kx == 'R' && ky == 'S':
		return binary(op, unary("*", x.n), p.direct(y))
	}
	if x.lazy {
		x.n = unary("*", x.n)
	}
	if y.lazy {
		y.n = unary("*", y.n)
	}
	if _, literal := x.n.(macroNode); literal || ordered {
		return binary(op, x.n, y.n)
	}
	return binary(op, x.n, unvec(y.n))
}

// wholeSlice writes bytes as the slice of all of them, whatever holds them.
func wholeSlice(e ir.Expr, v val) node {
	if lit, ok := e.(*ir.BytesLit); ok {
		return indexed(atom(quoteBytes(lit.Value)), atom(".."))
	}
	return indexed(v.n, atom(".."))
}

// strictly turns "a + 1 <= b" and its like into "a < b".
func strictly(op string, a, b ir.Expr) (string, ir.Expr, ir.Expr) {
	strict := map[string]string{"<=": "<", ">=": ">"}[op]
	if strict == "" {
		return op, a, b
	}
	low, high := a, b
	if op == ">=" {
		low, high = b, a
	}
	if x, ok := plusOne(low); ok {
		low = x
	} else if x, ok := minusOne(high); ok {
		high = x
	} else {
		return op, a, b
	}
	if op == ">=" {
		return strict, high, low
	}
	return strict, low, high
}

// emptiness writes a comparison with "" or [] as is_empty; nil for others.
func (p *printer) emptiness(op string, a, b ir.Expr) node {
	if op != "==" && op != "!=" {
		return nil
	}
	x := a
	switch {
	case isEmpty(b):
	case isEmpty(a):
		x = b
	default:
		return nil
	}
	n := method(p.recv(x), "is_empty")
	if op == "!=" {
		return unary("!", n)
	}
	return n
}

func isEmpty(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.StrLit:
		return e.Value == ""
	case *ir.BytesLit:
		return len(e.Value) == 0
	case *ir.ListLit:
		return len(e.Elems) == 0
	}
	return false
}

// unvec writes a list made only to be compared with another as an array.
func unvec(n node) node {
	if m, ok := n.(macroNode); ok && m.name == "vec" && !m.repeat && len(m.args) > 0 {
		return arrayNode{m.args}
	}
	return n
}

// kind is S for a value, R for a reference to it, r for a str or slice.
func (p *printer) kind(v val) byte {
	switch {
	case v.form == formRef && !v.strict:
		return 'r'
	case v.form == formRef || v.form == formMut:
		return 'R'
	}
	return 'S'
}

func (p *printer) direct(v val) node {
	if v.form == formRef || v.form == formMut || v.lazy {
		return unary("*", v.n)
	}
	return v.n
}

func asStr(v val, kind byte) node {
	if kind == 'r' {
		return v.n
	}
	return method(v.n, "as_str")
}

// apply writes an operation.
func (p *printer) apply(e *ir.Op) val {
	if c := e.Op.Class; c != nil {
		return val{n: isA(p.recv(e.Args[0]), *c)}
	}
	text := e.Op.Rust
	tried := e.OnFail != ir.Stop && e.Op.Try != ""
	if tried {
		text = e.Op.Try
	}
	if parts := strings.Fields(text); len(parts) == 3 && parts[0] == "{0}" && parts[2] == "{1}" && binaryPrec[parts[1]] == precCompare {
		return val{n: p.compare(parts[1], e.Args[0], e.Args[1])}
	}
	if text == "!{0}" {
		return val{n: p.not(e.Args[0])}
	}
	operands := make([]node, len(e.Args))
	for i, a := range e.Args {
		operands[i] = p.operand(e.Op, i, a, text)
	}
	n := parseTemplate(text, operands)
	if tried && p.asResult != ir.Expr(e) {
		n = p.failing(n, e.OnFail)
	}
	return val{n: n, form: p.viewForm(e), strict: strictView(e)}
}

// viewForm is the form of what an operation gives.
func (p *printer) viewForm(e *ir.Op) form {
	if !e.Op.View {
		return formValue
	}
	if _, ok := e.T.(ir.Iter); ok {
		return formValue
	}
	if _, ok := e.T.(ir.Option); ok {
		return formOptRef
	}
	if len(e.Op.Params) > 0 && e.Op.Params[0].Mode == ir.RecvMut {
		return formMut
	}
	return formRef
}

// strictView reports whether what a view shows is a String or Vec in a container.
func strictView(e *ir.Op) bool {
	switch r := e.Op.Result.(type) {
	case ir.Param:
		return true
	case ir.Option:
		_, param := r.Elem.(ir.Param)
		return param
	}
	return false
}

// withoutIntoIter is n as an argument, of which the function makes an iterator.
func withoutIntoIter(n node) node {
	c, ok := n.(chainNode)
	if !ok {
		return n
	}
	last := len(c.links) - 1
	if l := c.links[last]; l.name != "into_iter" || len(l.args) > 0 {
		return n
	}
	if last == 0 {
		return unparen(c.head)
	}
	return chainNode{c.head, c.links[:last]}
}

// operand writes operand i of op as it is wanted.
func (p *printer) operand(op *ir.Operation, i int, a ir.Expr, text string) node {
	mode, pattern := ir.Value, ir.Type(nil)
	if i < len(op.Params) {
		mode, pattern = op.Params[i].Mode, op.Params[i].Type
	}
	place := "{" + string(rune('0'+i)) + "}"
	if mode == ir.Ref && strings.Contains(text, place+".") {
		mode = ir.Recv
	}
	if _, iter := a.Type().(ir.Iter); iter {
		if !isReceiver(text, place) {
			if n := p.plainItems(a); n != nil {
				return n
			}
		}
		n := p.iterOperand(a, strings.HasPrefix(text, place+".sum::<i64>"))
		if !isReceiver(text, place) {
			n = withoutIntoIter(n)
		}
		return n
	}
	if lit, ok := a.(*ir.BytesLit); ok && pattern == ir.Bytes && mode == ir.Ref {
		return atom(quoteBytes(lit.Value)) // which Rust makes a slice here
	}
	_, generic := pattern.(ir.Param)
	if generic && mode == ir.Ref {
		return p.pinned(a, func() node { return p.lentWhole(a) })
	}
	if generic || isReceiver(text, place) || p.takenAsIs(op, a, text, place) {
		return p.pinned(a, func() node { return p.as(a, mode) })
	}
	if list, ok := pattern.(ir.List); ok {
		if _, generic := list.Elem.(ir.Param); generic && mode != ir.RefMut && mode != ir.RecvMut {
			return p.pinned(a, func() node { return p.as(a, mode) })
		}
	}
	if empty, ok := a.(*ir.Op); ok && ofAnyTuple[op.Name] && makesEmpty(empty.Op) {
		return p.pinned(a, func() node { return p.as(a, mode) })
	}
	if mode == ir.Ref && !ir.IsCopy(a.Type()) {
		if _, ok := a.Type().(ir.Option); ok {
			p.spell(a)
			return p.borrow(p.ownedOr(a))
		}
	}
	if a.Type() == ir.Big && mode == ir.Ref && isInfix(op) {
		if n, lent := withoutRef(p.as(a, mode)); lent {
			return n // made here: the operators take it as it is
		}
	}
	return p.as(a, mode)
}

// ofAnyTuple are the operations that do not say of what the tuple is that they take.
var ofAnyTuple = map[string]bool{"tuple.slice": true, "tuple.slice:step": true, "tuple.count": true, "tuple.index": true}

// isInfix reports whether an operation is an operator between two operands.
func isInfix(op *ir.Operation) bool {
	return strings.HasPrefix(op.Rust, "{0} ") && strings.HasSuffix(op.Rust, " {1}")
}

// withoutRef takes the & from a value that was made only to be lent.
func withoutRef(n node) (node, bool) {
	u, ok := n.(unaryNode)
	if !ok || u.op != "&" {
		return n, false
	}
	switch unparen(u.x).(type) {
	case callNode, binaryNode, unaryNode:
		return u.x, true
	}
	return n, false
}

// takenAsIs reports whether an operation makes of a number, whatever type Rust takes
// it for, something that is no integer.
func (p *printer) takenAsIs(op *ir.Operation, a ir.Expr, text, place string) bool {
	return strings.Contains(text, place+" as ") || op.Result == ir.Bool && strings.HasPrefix(text, place) && p.untyped(a)
}

// isReceiver reports whether a method is called on the operand at place.
func isReceiver(text, place string) bool {
	_, rest, found := strings.Cut(text, place+".")
	return found && rest != "" && rest[0] != '.'
}

// ownedOr writes a place as it is and anything else as a value.
func (p *printer) ownedOr(e ir.Expr) node {
	v := p.expr(e, ir.Recv)
	if v.form == formPlace || v.form == formValue {
		return v.n
	}
	return p.owned(e)
}

// failing adds what happens to a Result that is an error.
func (p *printer) failing(n node, f ir.Failure) node {
	switch f {
	case ir.Propagate:
		return try(n)
	case ir.Leave:
		return p.leaving(n)
	}
	return method(n, "unwrap_or_else", closureNode{params: "error", body: method(atom("error"), "raise")})
}

// leaving takes an error to the end of the try body around.
func (p *printer) leaving(n node) node {
	t := p.tries[len(p.tries)-1]
	t.left = true
	bad, out := "Err(error)", node(atom("error"))
	if !t.needed {
		bad, out = "Err(_)", nil
	}
	return &matchNode{n, []arm{
		{pattern: "Ok(value)", x: atom("value")},
		{pattern: bad, x: jumpNode{"break '" + t.label, out}},
	}}
}

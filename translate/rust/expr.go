package rust

import (
	"math"
	"strconv"

	"github.com/portalis-dev/portalis/translate/ir"
)

// expr writes e in its own form. want says what will become of it, which
// matters for places inside an Option and for branches.
func (p *printer) expr(e ir.Expr, want ir.Mode) val {
	switch e := e.(type) {
	case *ir.IntLit:
		return val{n: p.intLit(e)}
	case *ir.FloatLit:
		return val{n: atom(floatLit(e.Value))}
	case *ir.StrLit:
		return val{n: atom(quote(e.Value)), form: formRef}
	case *ir.BytesLit:
		return val{n: method(atom(quoteBytes(e.Value)), "as_slice"), form: formRef}
	case *ir.CharLit:
		return val{n: atom(quoteChar(e.Value))}
	case *ir.BoolLit:
		return val{n: atom(strconv.FormatBool(e.Value))}
	case *ir.UnitLit:
		return val{n: atom("()")}
	case *ir.NoneLit:
		if p.spelled[e] {
			return val{n: atom("None::<" + spelledType(e.T.(ir.Option).Elem) + ">")}
		}
		return val{n: atom("None")}
	case *ir.Local:
		return p.local(e)
	case *ir.ConstRef:
		return p.constRef(e)
	case *ir.Index, *ir.Item, *ir.Field, *ir.Unwrap:
		return p.part(e, want)
	case *ir.Op:
		if makesEmpty(e.Op) {
			return val{n: p.emptied(e)}
		}
		if n := p.lookedAt(e, want); n != nil {
			return val{n: n, form: formPlace}
		}
		return p.apply(e)
	case *ir.Call:
		return val{n: p.call(e)}
	case *ir.CallValue:
		return val{n: p.callValue(e)}
	case *ir.Closure:
		return val{n: p.closure(e, want)}
	case *ir.Logic:
		op := "&&"
		if e.Or {
			op = "||"
		}
		if n := p.between(e); n != nil {
			return val{n: n}
		}
		return val{n: binary(op, p.owned(e.L), p.owned(e.R))}
	case *ir.Not:
		return val{n: p.not(e.X)}
	case *ir.If:
		return p.ifExpr(e, want)
	case *ir.IfSome:
		return p.ifSome(e, want)
	case *ir.Block:
		return val{n: &blockNode{stmts: append(p.stmts(e.Stmts, false), stmt{x: p.owned(e.Value)})}}
	case *ir.Convert:
		return p.convert(e)
	case *ir.TupleLit:
		if t, ok := e.T.(ir.Struct); ok {
			return val{n: p.instance(e, t)}
		}
		return val{n: tupleNode{p.all(e.Elems)}}
	case *ir.ListLit:
		return val{n: p.listLit(e)}
	case *ir.DictLit:
		return val{n: p.dictLit(e)}
	case *ir.Format:
		return val{n: p.formatExpr(e)}
	case *ir.Comp:
		return val{n: p.comp(e)}
	case *ir.Lambda:
		return val{n: p.lambda(e)}
	case *ir.NewError:
		return val{n: p.newError(e)}
	}
	return val{n: p.iterOperand(e, false)}
}

func (p *printer) all(xs []ir.Expr) []node {
	out := make([]node, len(xs))
	for i, x := range xs {
		out[i] = p.owned(x)
	}
	return out
}

func (p *printer) local(e *ir.Local) val {
	v := e.Var
	n := atom(p.name(v))
	if f, ok := p.forms[v]; ok {
		return val{n: n, form: f.form, strict: f.strict}
	}
	_, opt := v.T.(ir.Option)
	switch v.Binding {
	case ir.Borrows:
		if opt && !ir.IsCopy(v.T) {
			return val{n: n, form: formOptRef, strict: p.strict[v]}
		}
		return val{n: n, form: formRef, strict: p.strict[v]}
	case ir.BorrowsMut:
		_, list := v.T.(ir.List)
		return val{n: n, form: formMut, strict: !list || !v.Param || resizes(p.fn, v)}
	}
	return val{n: n, form: formPlace}
}

func (p *printer) constRef(e *ir.ConstRef) val {
	n := atom(e.Const.RustName)
	switch constKind(e.Const) {
	case constLazy:
		return val{n: n, form: formPlace, lazy: true}
	case constStr:
		return val{n: n, form: formRef}
	}
	return val{n: n, form: formPlace}
}

func (p *printer) call(e *ir.Call) node {
	var n node
	if e.Func.Owner != nil {
		n = p.methodCall(e)
	} else {
		args := make([]node, len(e.Args))
		for i, c := range ir.Children(e, ir.Value) {
			args[i] = p.argument(c, e.Func.Params[i])
		}
		n = callNode{atom(e.Func.RustName), args}
	}
	if e.Func.Fallible {
		if p.asResult == ir.Expr(e) {
			return n
		}
		n = p.failing(n, e.OnFail)
	}
	return n
}

// argument writes an argument for a parameter; "&mut" is made anew from a
// variable that is one.
func (p *printer) argument(c ir.Child, v *ir.Var) node {
	p.expects(c.X)
	if ir.IsCopy(v.T) {
		return p.owned(c.X)
	}
	if opt, ok := v.T.(ir.Option); ok && c.Want == ir.Ref {
		return p.optionalArgument(c.X, opt)
	}
	return p.as(c.X, c.Want)
}

// opposite has the operator that holds when an order comparison does not.
var opposite = map[string]string{"{0} < {1}": ">=", "{0} <= {1}": ">", "{0} > {1}": "<=", "{0} >= {1}": "<"}

// optionalArgument writes an Option of a reference; one to a String or Vec
// becomes one to a str or slice.
func (p *printer) optionalArgument(e ir.Expr, opt ir.Option) node {
	n := p.lentOption(e, opt)
	switch e.(type) {
	case *ir.NoneLit, *ir.Convert:
		return n
	}
	if v := p.expr(e, ir.Ref); v.form != formOptRef || !v.strict {
		return n
	}
	if opt.Elem == ir.Str {
		return method(n, "map", atom("String::as_str"))
	}
	if _, list := opt.Elem.(ir.List); list {
		return method(n, "map", atom("Vec::as_slice"))
	}
	return n
}

// not writes the negation of a condition.
func (p *printer) not(x ir.Expr) node {
	op, ok := x.(*ir.Op)
	if !ok || len(op.Args) != 2 || opposite[op.Op.Rust] == "" {
		return negated(p.owned(x))
	}
	t := op.Args[0].Type()
	if t != ir.Int && t != ir.Usize && t != ir.Str && t != ir.Char && t != ir.Big {
		// Of NaN and a number neither is less: "not a < b" is no "a >= b".
		p.lints["neg_cmp_op_on_partial_ord"] = true
		return negated(p.owned(x))
	}
	return p.compare(opposite[op.Op.Rust], op.Args[0], op.Args[1])
}

func unparen(n node) node {
	if p, ok := n.(parenNode); ok {
		return p.x
	}
	return n
}

func (p *printer) ifExpr(e *ir.If, want ir.Mode) val {
	want = ir.BranchMode(e, want)
	if (want == ir.RefMut || want == ir.RecvMut) && !ir.IsCopy(e.T) {
		return p.ifMut(e, want)
	}
	if v, ok := p.orElse(e); ok {
		return v
	}
	saved := p.narrowed
	p.narrowed = copyMap(saved)
	defer func() { p.narrowed = saved }()
	cond := p.askedSome(e)
	then, other := p.branch(e.Then, want), p.branch(e.Else, want)
	p.alike(then, other)
	n := collapse(&ifNode{cond: cond, then: block(then), other: elseOf(other)})
	if want == ir.Value || ir.IsCopy(e.T) {
		return val{n: n}
	}
	if _, opt := e.T.(ir.Option); opt {
		return val{n: n, form: formOptRef}
	}
	return val{n: n, form: formRef}
}

// askedSome writes the condition of e; "x is not None" gives its name to what is
// inside x.
func (p *printer) askedSome(e *ir.If) node {
	l := asksSome(e.Cond, "is_some")
	inside := []ir.Stmt{&ir.ExprStmt{X: e.Then}}
	if l == nil || !unwraps(inside, l.Var) || mentions(e.Else, l.Var) {
		return p.owned(e.Cond)
	}
	return letNode{"Some(" + p.name(l.Var) + ")", p.inside(l)}
}

// orElse writes "x if x is not None else y" for a Copy value.
func (p *printer) orElse(e *ir.If) (val, bool) {
	l := asksSome(e.Cond, "is_some")
	u, ok := e.Then.(*ir.Unwrap)
	if l == nil || !ok || !ir.IsCopy(e.T) || !quiet(e.Else) {
		return val{}, false
	}
	if x, ok := u.X.(*ir.Local); !ok || x.Var != l.Var {
		return val{}, false
	}
	switch y := e.Else.(type) {
	case *ir.IntLit:
		if y.Value == 0 {
			return val{n: method(p.owned(l), "unwrap_or_default")}, true
		}
	case *ir.BoolLit:
		if !y.Value {
			return val{n: method(p.owned(l), "unwrap_or_default")}, true
		}
	case *ir.FloatLit:
		if y.Value == 0 && !math.Signbit(y.Value) {
			return val{n: method(p.owned(l), "unwrap_or_default")}, true
		}
	}
	return val{n: method(p.owned(l), "unwrap_or", p.owned(e.Else))}, true
}

// ifMut writes a choice of what is changed.
func (p *printer) ifMut(e *ir.If, want ir.Mode) val {
	cond := p.owned(e.Cond)
	then, other := p.mutBranch(e.Then, want), p.mutBranch(e.Else, want)
	p.alike(then.n, other.n)
	strict := then.strict && other.strict
	for _, v := range []*val{&then, &other} {
		if v.strict && !strict {
			v.n = method(v.n, "as_mut_slice")
		}
	}
	return val{n: &ifNode{cond: cond, then: block(then.n), other: elseOf(other.n)}, form: formMut, strict: strict}
}

// alike notes branches that are the same, as the user wrote them.
func (p *printer) alike(then, other node) {
	if text := flatText(then); text != "" && text == flatText(other) {
		p.lints["if_same_then_else"] = true
	}
}

// mutBranch writes the reference that one branch gives.
func (p *printer) mutBranch(e ir.Expr, want ir.Mode) val {
	v := p.expr(e, want)
	_, local := e.(*ir.Local)
	switch {
	case v.form != formMut:
		v.n, v.strict = unary("&mut ", v.n), true
	case local:
		v.n = unary("&mut ", unary("*", v.n)) // the variable can be used again
	}
	return v
}

// branch writes one branch of an if; references become alike.
func (p *printer) branch(e ir.Expr, want ir.Mode) node {
	if want == ir.Value || ir.IsCopy(e.Type()) {
		return p.owned(e)
	}
	if opt, ok := e.Type().(ir.Option); ok {
		return p.optionalArgument(e, opt)
	}
	v := p.expr(e, want)
	if v.form == formMut && !v.strict {
		return unary("&", unary("*", v.n))
	}
	if e.Type() == ir.Str && (v.form == formPlace || v.strict) {
		return method(v.n, "as_str")
	}
	if _, list := e.Type().(ir.List); list && (v.form == formPlace || v.strict) {
		return method(v.n, "as_slice")
	}
	if v.form == formMut {
		return unary("&", unary("*", v.n)) // the variable can be used again
	}
	return p.lent(e)
}

// block is a block that is one expression.
func block(n node) *blockNode {
	if b, ok := n.(*blockNode); ok && b.label == "" {
		return b
	}
	return &blockNode{stmts: []stmt{{x: n}}}
}

// elseOf is what stands behind else.
func elseOf(n node) node {
	if i, ok := n.(*ifNode); ok {
		return i
	}
	if j, ok := n.(jumpNode); ok {
		return &blockNode{stmts: []stmt{{x: j, semi: true}}}
	}
	return block(n)
}

func (p *printer) ifSome(e *ir.IfSome, want ir.Mode) val {
	want = ir.BranchMode(e, want)
	pattern, x := p.some(e.Var, e.X)
	n := &ifNode{
		cond:  letNode{"Some(" + pattern + ")", x},
		then:  block(p.branch(e.Then, want)),
		other: elseOf(p.branch(e.Else, want)),
	}
	if want == ir.Value || ir.IsCopy(e.T) {
		return val{n: n}
	}
	return val{n: n, form: formRef}
}

// some writes the pattern and the scrutinee of "if let Some(v) = x".
func (p *printer) some(v *ir.Var, x ir.Expr) (string, node) {
	name := p.binding(v)
	t := p.expr(x, ir.Recv)
	copies := ir.IsCopy(v.T)
	switch {
	case t.form == formOptRef && copies && v.Binding == ir.Owns:
		return "&" + name, t.n
	case t.form == formOptRef && v.Binding == ir.Owns:
		return name, p.owned(x)
	case t.form == formOptRef:
		p.strict[v] = t.strict
		return name, t.n
	case v.Binding == ir.Owns:
		return name, p.owned(x)
	case v.Binding == ir.BorrowsMut:
		return name, unary("&mut ", t.n)
	}
	p.strict[v] = true
	return name, unary("&", t.n)
}

func (p *printer) convert(e *ir.Convert) val {
	from := e.X.Type()
	_, fromDynamic := from.(ir.Dynamic)
	if _, ok := e.T.(ir.Dynamic); ok && !fromDynamic {
		return val{n: p.dynamic(e.X)}
	}
	if fromDynamic {
		return val{n: call("rt::value::narrow::<"+e.T.Rust()+">", p.lent(e.X))}
	}
	if opt, ok := e.T.(ir.Option); ok && !ir.Same(from, e.T) {
		if from == ir.Char && opt.Elem == ir.Str {
			return val{n: call("Some", method(p.owned(e.X), "to_string"))}
		}
		return val{n: call("Some", p.owned(e.X))}
	}
	switch {
	case from == ir.Char && e.T == ir.Str:
		return val{n: method(p.owned(e.X), "to_string")}
	case from == ir.Bool:
		return val{n: call(e.T.Rust()+"::from", p.owned(e.X))}
	case e.T == ir.Float:
		if lit, ok := e.X.(*ir.IntLit); ok && lit.Value < 1<<53 && lit.Value > -(1<<53) {
			return val{n: atom(floatLit(float64(lit.Value)))}
		}
		return val{n: cast(p.typed(e.X), "f64")}
	case from == ir.Usize && e.T == ir.Int:
		if lit, ok := e.X.(*ir.IntLit); ok {
			return val{n: atom(strconv.FormatInt(lit.Value, 10))}
		}
		return val{n: cast(p.typed(e.X), "i64")}
	}
	return p.expr(e.X, ir.Value)
}

// dynamic writes e as an rt::Value.
func (p *printer) dynamic(e ir.Expr) node {
	switch x := e.(type) {
	case *ir.NoneLit:
		return atom("rt::Value::None") // rustc could not tell of which type the None is
	case *ir.Convert:
		if option, ok := x.T.(ir.Option); ok && ir.Same(x.X.Type(), option.Elem) {
			return p.dynamic(x.X)
		}
	}
	switch e.Type() {
	case ir.Unit:
		if _, literal := e.(*ir.UnitLit); literal {
			return atom("rt::Value::None")
		}
	case ir.Int:
		return call("rt::Value::Int", p.owned(e))
	case ir.Float:
		return call("rt::Value::Float", p.owned(e))
	case ir.Bool:
		return call("rt::Value::Bool", p.owned(e))
	case ir.Str:
		if _, literal := e.(*ir.StrLit); !literal {
			return call("rt::Value::Str", p.owned(e))
		}
		return call("rt::Value::from", p.expr(e, ir.Ref).n)
	}
	return call("rt::Value::from", p.owned(e))
}

// typed writes an integer whose type Rust cannot see from around it.
func (p *printer) typed(e ir.Expr) node {
	return p.pinned(e, func() node { return p.owned(e) })
}

func (p *printer) listLit(e *ir.ListLit) node {
	if len(e.Elems) == 0 {
		if p.spelled[e] {
			return call("Vec::<" + spelledType(e.T.(ir.List).Elem) + ">::new")
		}
		return call("Vec::new")
	}
	return macroNode{name: "vec", args: p.all(e.Elems), bracket: true}
}

func (p *printer) dictLit(e *ir.DictLit) node {
	if len(e.Keys) == 0 {
		if t, ok := e.T.(ir.Dict); ok && p.spelled[e] {
			return call("rt::Dict::<" + spelledType(t.Key) + ", " + spelledType(t.Value) + ">::new")
		}
		return call("rt::Dict::new")
	}
	pairs := make([]node, len(e.Keys))
	for i := range e.Keys {
		pairs[i] = tupleNode{[]node{p.owned(e.Keys[i]), p.owned(e.Values[i])}}
	}
	return call("rt::Dict::from_iter", arrayNode{pairs})
}

func (p *printer) lambda(e *ir.Lambda) node {
	params := ""
	for i, v := range e.Params {
		if i > 0 {
			params += ", "
		}
		if ir.IsCopy(v.T) {
			params += "&"
		} else {
			p.strict[v] = true
			p.plainRef(v)
		}
		params += p.binding(v)
	}
	if len(e.Params) == 0 { // nothing else says the type of a literal
		return closureNode{params: params, body: p.pinned(e.Body, func() node { return p.owned(e.Body) })}
	}
	body := p.owned(e.Body)
	if len(e.Params) == 1 && isObject(e.Params[0].T) {
		return p.mapping(e.Params[0], params, body)
	}
	return closureNode{params: params, body: body}
}

// isObject reports whether t is lent as it is kept, unlike a String or Vec.
func isObject(t ir.Type) bool {
	if _, list := t.(ir.List); list {
		return false
	}
	return t != ir.Str && !ir.IsCopy(t)
}

func (p *printer) newError(e *ir.NewError) node {
	kind := atom("rt::Kind::" + errorClass(e.Class))
	switch {
	case len(e.Args) == 0:
		return call("rt::Error::bare", kind)
	case len(e.Args) > 1:
		args := make([]node, len(e.Args))
		for i, a := range e.Args {
			args[i] = call("rt::Arg::of", p.pinned(a, func() node { return p.lentValue(a) }))
		}
		return call("rt::Error::with_args", kind, macroNode{name: "vec", args: args, bracket: true})
	case e.Args[0].Type() != ir.Str:
		return call("rt::Error::of", kind, p.pinned(e.Args[0], func() node { return p.lentValue(e.Args[0]) }))
	}
	return call("rt::Error::"+errorFunction(e.Class), p.message(e.Args[0]))
}

// lentValue writes a reference to a value of any type.
func (p *printer) lentValue(e ir.Expr) node {
	v := p.expr(e, ir.Ref)
	switch v.form {
	case formRef, formMut:
		return v.n
	case formOptRef:
		return unary("&", p.owned(e))
	}
	return p.borrow(v.n)
}

// message writes a str for a parameter of type impl Into<String>.
func (p *printer) message(e ir.Expr) node {
	v := p.expr(e, ir.Ref)
	switch {
	case v.form == formPlace && ir.UseOf(e) != ir.Moved:
		return unary("&", v.n)
	case v.form == formMut:
		return method(v.n, "as_str")
	}
	return v.n
}

package rust

import (
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// callValue writes the call of a function value.
func (p *printer) callValue(e *ir.CallValue) node {
	args := make([]node, len(e.Args))
	for i, c := range ir.Children(e, ir.Value)[1:] {
		args[i] = p.argument(c, &ir.Var{T: c.X.Type()})
	}
	n := node(callNode{p.called(e.Func), args})
	if e.Sig().Fallible() {
		if p.asResult == ir.Expr(e) {
			return n
		}
		n = p.failing(n, e.OnFail)
	}
	return n
}

// expects notes that Rust knows from around it what type e has to be of, so that a
// function needs no cast to a function value.
func (p *printer) expects(e ir.Expr) {
	switch e := e.(type) {
	case *ir.Closure:
		p.expected[e] = true
	case *ir.Convert:
		p.expects(e.X)
	}
}

// lentCallable writes a reference to the function in a box.
func (p *printer) lentCallable(e ir.Expr, n node) node {
	if isClosure(e) { // which is not boxed to be lent
		return unary("&", n)
	}
	return unary("&", unary("*", n))
}

func isClosure(e ir.Expr) bool {
	_, ok := e.(*ir.Closure)
	return ok
}

// called writes a function value in front of its arguments.
func (p *printer) called(e ir.Expr) node {
	v := p.expr(e, ir.Recv)
	if _, name := v.n.(atom); name {
		return v.n
	}
	switch n := v.n.(type) {
	case callNode:
		return n
	case chainNode:
		if n.links[len(n.links)-1].index != nil {
			return n
		}
	}
	return parenNode{v.n}
}

// closure writes a function as a value.
func (p *printer) closure(e *ir.Closure, want ir.Mode) node {
	t := e.T.(ir.Callable)
	body := p.closureBody(e, t)
	lent := want == ir.Ref || want == ir.Recv
	n := node(closureNode{move: t.Sig.Boxed, params: body.params, body: body.call})
	if body.path != "" {
		n = atom(body.path)
	}
	if t.Sig.Boxed && !lent {
		n = call("Rc::new", n)
	}
	if !p.expected[e] && !(t.Sig.Boxed && lent) {
		n = cast(n, t.Rust())
	}
	if len(body.lets) == 0 {
		return n
	}
	return &blockNode{stmts: append(body.lets, stmt{x: n})}
}

// A closureBody is the parts of a closure that is written out.
type closureBody struct {
	path   string // when it is a function as it is
	params string
	call   node
	lets   []stmt // what it holds
}

func (p *printer) closureBody(e *ir.Closure, t ir.Callable) closureBody {
	var out closureBody
	own := e.Target.Params[:len(t.Params)]
	plain := len(e.Captured) == 0 && e.Target.Fallible == t.Sig.Fallible()
	var params []string
	var args []node
	taken := map[string]bool{}
	for i, v := range own {
		name := v.RustName
		taken[name] = true
		params = append(params, name+": "+ir.Passed(t.Params[i]))
		arg := node(atom(name))
		if !ir.IsCopy(v.T) && v.Binding == ir.Owns {
			arg, plain = p.cloned(val{n: arg, form: formRef}, v.T), false
		}
		args = append(args, arg)
	}
	out.params = strings.Join(params, ", ")
	if plain {
		out.path = e.Target.RustName
		return out
	}
	held, given := p.held(e, own, taken)
	out.lets = held
	args = append(args, given.args...)
	out.call = callNode{atom(e.Target.RustName), args}
	if len(given.after) > 0 {
		out.call = p.giveBack(t, out.call, given.after)
	}
	if t.Sig.Fallible() && !e.Target.Fallible {
		if t.Result == ir.Unit { // clippy wants no unit given to a function
			out.call = &blockNode{stmts: []stmt{{x: out.call, semi: true}, {x: call("Ok", atom("()"))}}}
		} else {
			out.call = call("Ok", out.call)
		}
	}
	return out
}

// A givenHeld is how what a closure holds goes into a call and comes out of it.
type givenHeld struct {
	args  []node
	after []string // the cells that get new values
}

// held writes what a closure holds: variables of its own, unless they are literals
// or plain copies whose names are free.
func (p *printer) held(e *ir.Closure, own []*ir.Var, taken map[string]bool) ([]stmt, givenHeld) {
	var names []string
	var values []node
	var out givenHeld
	for i, x := range e.Captured {
		v := e.Target.Params[len(own)+i]
		if e.Fixed[i] {
			out.args = append(out.args, p.fixed(x, v))
			continue
		}
		n := p.owned(x)
		local, isLocal := x.(*ir.Local)
		copied := ir.IsCopy(x.Type())
		if copied && !e.Holds[i] && (heldLiteral(x) || isLocal && local.Var.Binding == ir.Owns && !taken[p.name(local.Var)]) {
			out.args = append(out.args, n)
			continue
		}
		name := v.RustName
		arg := node(atom(name))
		switch {
		case e.Holds[i] && copied:
			n, arg = call(p.structs.standard("std::cell::Cell")+"::new", n), method(arg, "get")
			out.after = append(out.after, name)
		case e.Holds[i]:
			n, arg = call(p.structs.standard("std::cell::RefCell")+"::new", n), method(arg, "take")
			if v.Binding != ir.Owns {
				arg = p.borrow(arg)
			}
			out.after = append(out.after, name)
		case copied:
		case v.Binding == ir.Owns:
			arg = method(arg, "clone")
		default:
			if _, boxed := v.T.(ir.Callable); boxed {
				arg = unary("*", arg)
			}
			arg = p.borrow(arg)
		}
		out.args = append(out.args, arg)
		if same, ok := n.(atom); !ok || string(same) != name { // else the closure takes the variable
			names, values = append(names, name), append(values, n)
		}
	}
	switch len(names) {
	case 0:
		return nil, out
	case 1:
		return []stmt{{let: "let " + names[0], x: values[0], semi: true}}, out
	}
	return []stmt{{let: "let (" + strings.Join(names, ", ") + ")", x: tupleNode{values}, semi: true}}, out
}

// fixed writes a constant argument.
func (p *printer) fixed(x ir.Expr, v *ir.Var) node {
	want := ir.Ref
	if v.Binding == ir.Owns {
		want = ir.Value
	}
	return p.argument(ir.Child{X: x, Want: want}, v)
}

func heldLiteral(x ir.Expr) bool {
	switch x.(type) {
	case *ir.IntLit, *ir.FloatLit, *ir.BoolLit, *ir.NoneLit:
		return true
	}
	return false
}

// giveBack puts the new values of what a closure holds back into its cells.
func (p *printer) giveBack(t ir.Callable, n node, cells []string) node {
	var names []string
	if t.Result != ir.Unit {
		names = append(names, "result")
	}
	var stmts []stmt
	for _, cell := range cells {
		name := cell + "_now"
		names = append(names, name)
		stmts = append(stmts, stmt{x: method(atom(cell), "replace", atom(name)), semi: true})
	}
	pattern := names[0]
	if len(names) > 1 {
		pattern = "(" + strings.Join(names, ", ") + ")"
	}
	stmts = append([]stmt{{let: "let " + pattern, x: n, semi: true}}, stmts...)
	if t.Result != ir.Unit {
		stmts = append(stmts, stmt{x: atom("result")})
	}
	return &blockNode{stmts: stmts}
}

// tooComplex reports whether clippy finds the type of the result of fn complex, or that of
// a function value in it: it has no name in Python that Rust could use.
func tooComplex(fn *ir.Func) bool {
	result, nest := 0, 1
	if fn.Fallible { // Result<…, rt::Error>
		result, nest = 30, 2
	}
	found := result+complexity(fn.Result, nest) > 250
	look := func(t ir.Type) { found = found || ir.HasCallable(t) && complexity(t, 1) > 250 }
	look(fn.Result)
	for _, v := range fn.Params {
		look(v.T)
	}
	ir.Walk(fn.Body, func(s ir.Stmt) bool {
		if let, ok := s.(*ir.Let); ok {
			look(let.Var.T)
		}
		return true
	}, func(e ir.Expr) bool {
		if c, ok := e.(*ir.Closure); ok {
			look(c.T)
		}
		return true
	})
	return found
}

// complexity is clippy's measure of a type (type_complexity) that stands nest deep.
func complexity(t ir.Type, nest int) int {
	score := 10 * nest
	switch t := t.(type) {
	case ir.List:
		return score + complexity(t.Elem, nest+1)
	case ir.VarTuple:
		return score + complexity(t.Elem, nest+1)
	case ir.Deque:
		return score + complexity(t.Elem, nest+1)
	case ir.Option:
		return score + complexity(t.Elem, nest+1)
	case ir.Dict:
		return score + complexity(t.Key, nest+1) + complexity(t.Value, nest+1)
	case ir.Tuple:
		for _, e := range t.Elems {
			score += complexity(e, nest+1)
		}
	case ir.Callable:
		inner := nest + 1
		if t.Sig.Boxed {
			score += 50*inner + 10*(inner+1) // the trait, and its arguments as a tuple
			inner++
		} else {
			score = 50 * nest
		}
		if t.Sig.Fallible() {
			score += 20 * inner
		}
		for _, p := range append(t.Params[:len(t.Params):len(t.Params)], t.Result) {
			score += complexity(p, inner+1)
		}
	}
	return score
}

package types

import (
	"sync"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// What is known of a statement that no edit touches hangs on nodes, which are others in
// each version. So it is written down once, by the numbers of the nodes (a record), and
// put to the nodes of a version when somebody asks about one of them (a view): most
// versions are gone before anybody has asked about more than what was edited.

// A record is what is known of the nodes of a statement at the top of a module. Once it
// is read, it has nothing of the version that it is from, all of which that would keep.
type record struct {
	once  sync.Once
	from  *Info       // where it is read; nil when it is
	stmt  syntax.Stmt // likewise
	fn    *Function   // likewise, nil for what is no function
	count int         // of the nodes
	notes []note
}

// A note is what is known of one node.
type note struct {
	at     int // the number of the node
	typ    Type
	v      *varNote
	unset  bool
	call   *calleeNote
	attr   string
	ref    *calleeNote
	caught []CaughtClass
	tests  []CaughtClass
}

// A varNote says which variable is meant.
type varNote struct {
	param, local int // of the function, from 1
	global       bool
	like         Var  // how it is, if it is none of those; of a global its name
	inside       bool // whether it is one of the function
	node         int  // of Param, from 1
}

type calleeNote struct {
	like Callee // without Func and Args
	fn   int    // the statement at the top that defines Func, from 1
	args []int  // numbers of nodes, from 1
}

// nodesOf numbers the nodes of a statement, and of what is inferred in the place of its
// body: what is known of a try hangs on that.
func nodesOf(s syntax.Stmt, fn *Function) []syntax.Node {
	var nodes []syntax.Node
	add := func(n syntax.Node) bool { nodes = append(nodes, n); return true }
	syntax.Inspect(s, add)
	if def, ok := s.(*syntax.FunctionDef); ok && fn != nil && !sameStatements(def.Body, fn.Body) {
		syntax.Walk(fn.Body, add)
	}
	return nodes
}

func sameStatements(a, b []syntax.Stmt) bool {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

// read writes down what is known, once.
func (r *record) read() {
	r.once.Do(func() {
		nodes := nodesOf(r.stmt, r.fn)
		w := &noter{info: r.from, number: make(map[syntax.Node]int, len(nodes)), vars: map[*Var]*varNote{}}
		for i, n := range nodes {
			w.number[n] = i + 1
		}
		if r.fn != nil {
			for i, p := range r.fn.Params {
				w.vars[p] = &varNote{param: i + 1}
			}
			for i, v := range r.fn.Locals {
				w.vars[v] = &varNote{local: i + 1}
			}
		}
		for i, n := range nodes {
			if made, some := w.note(n); some {
				made.at = i
				r.notes = append(r.notes, made)
			}
		}
		r.count, r.from, r.stmt, r.fn = len(nodes), nil, nil, nil
	})
}

// A noter reads a record.
type noter struct {
	info   *Info
	number map[syntax.Node]int
	vars   map[*Var]*varNote
}

func (w *noter) note(n syntax.Node) (made note, some bool) {
	switch n := n.(type) {
	case *syntax.ExceptHandler:
		made.caught, some = w.info.caught[n]
		return made, some
	case *syntax.Name:
		if v, ok := w.info.vars[n]; ok {
			made.v, some = w.variable(v), true
		}
		made.unset = w.info.unset[n]
		some = some || made.unset
	case *syntax.Call:
		if callee, ok := w.info.calls[n]; ok {
			made.call, some = w.callee(callee), true
		}
		if tests, ok := w.info.tests[n]; ok {
			made.tests, some = tests, true
		}
	case *syntax.Attribute:
		made.attr, some = w.info.attrs[n]
	}
	if e, ok := n.(syntax.Expr); ok {
		if t := w.info.exprs[e]; t != nil {
			made.typ, some = t, true
		}
		if callee := w.info.refs[e]; callee != nil {
			made.ref, some = w.callee(callee), true
		}
	}
	return made, some
}

func (w *noter) variable(v *Var) *varNote {
	if v == nil {
		return nil
	}
	if known := w.vars[v]; known != nil {
		return known
	}
	made := &varNote{global: w.info.globals[v.Name] == v, like: *v}
	if made.inside = v.Func != nil; v.Param != nil {
		made.node = w.number[v.Param]
	}
	made.like.Func, made.like.Param = nil, nil
	w.vars[v] = made
	return made
}

func (w *noter) callee(callee *Callee) *calleeNote {
	made := &calleeNote{like: *callee, fn: w.info.numbers[callee.Func]}
	made.like.Func, made.like.Args = nil, nil
	for _, a := range callee.Args {
		made.args = append(made.args, w.number[a])
	}
	return made
}

// A view is what is known of a statement that is carried over, in one version.
type view struct {
	info   *Info
	record *record
	span   syntax.Range // of the statement, with its decorators
	stmt   syntax.Stmt
	fn     *Function // nil for what is no function
	was    int       // where the statement stood when the record was made

	once sync.Once
	of   known
}

// known puts what is known to the nodes, once.
func (v *view) known() known {
	v.once.Do(func() {
		v.record.read()
		nodes := nodesOf(v.stmt, v.fn)
		if len(nodes) != v.record.count {
			panic("types: the same text gave different trees")
		}
		v.of = newKnown()
		vars := map[*varNote]*Var{}
		for i := range v.record.notes {
			v.put(&v.record.notes[i], nodes, vars)
		}
	})
	return v.of
}

func (v *view) put(n *note, nodes []syntax.Node, vars map[*varNote]*Var) {
	node := nodes[n.at]
	switch node := node.(type) {
	case *syntax.ExceptHandler:
		v.of.caught[node] = n.caught
	case *syntax.Name:
		if n.v != nil {
			v.of.vars[node] = v.variable(n.v, nodes, vars)
		}
		if n.unset {
			v.of.unset[node] = true
		}
	case *syntax.Call:
		if n.call != nil {
			v.of.calls[node] = v.callee(n.call, nodes)
		}
		if n.tests != nil {
			v.of.tests[node] = n.tests
		}
	case *syntax.Attribute:
		if n.attr != "" {
			v.of.attrs[node] = n.attr
		}
	}
	if e, ok := node.(syntax.Expr); ok {
		if n.typ != nil {
			v.of.exprs[e] = n.typ
		}
		if n.ref != nil {
			v.of.refs[e] = v.callee(n.ref, nodes)
		}
	}
}

func (v *view) variable(n *varNote, nodes []syntax.Node, vars map[*varNote]*Var) *Var {
	switch {
	case n.param > 0:
		return v.fn.Params[n.param-1]
	case n.local > 0:
		return v.fn.Locals[n.local-1]
	case n.global:
		return v.info.globals[n.like.Name]
	case vars[n] != nil:
		return vars[n]
	}
	made := n.like
	by := v.span.Start - v.was
	made.Def = syntax.Range{Start: made.Def.Start + by, End: made.Def.End + by}
	if n.inside {
		made.Func = v.fn
	}
	if n.node > 0 {
		made.Param = nodes[n.node-1].(*syntax.Param)
	}
	vars[n] = &made
	return &made
}

func (v *view) callee(n *calleeNote, nodes []syntax.Node) *Callee {
	made := n.like
	if n.fn > 0 {
		made.Func = v.info.tops[n.fn-1]
	}
	if n.args != nil {
		made.Args = make([]syntax.Expr, len(n.args))
	}
	for i, a := range n.args {
		if a > 0 {
			made.Args[i] = nodes[a-1].(syntax.Expr)
		}
	}
	return &made
}

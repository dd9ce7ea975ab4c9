package ownership

import (
	"strconv"

	"github.com/portalis-dev/portalis/translate/ir"
)

// A shape is which objects each variable and expression of a function may be,
// by inclusion and without regard to order (Andersen's analysis).
type shape struct {
	*world
	fn      *ir.Func
	params  []*object // nil for those that bring no mutable object
	vars    map[*ir.Var]set
	sites   map[site]*object
	deep    []*object // parts of deep copies
	exprs   map[ir.Expr]set
	copies  map[*ir.Op]set     // elements that an operation copies
	calls   map[*ir.Call]inset // what calls do
	result  set
	changed bool
	steps   int // how many the last flow had
}

// A site is a place that makes objects.
type site struct {
	at  any // ir.Expr
	key string
}

// An inset is a callee's summary seen from a call.
type inset struct {
	mutated set
	echoed  set
	events  []event
}

// shapeOf finds the shape of fn, given what is known of its callees.
func shapeOf(w *world, fn *ir.Func) *shape {
	s := &shape{
		world: w, fn: fn,
		vars: map[*ir.Var]set{}, sites: map[site]*object{}, exprs: map[ir.Expr]set{},
		copies: map[*ir.Op]set{}, calls: map[*ir.Call]inset{}, result: set{},
	}
	for _, p := range fn.Params {
		o := w.tree(p.T)
		s.params = append(s.params, o)
		if o != nil {
			s.flow(p, set{o: true})
		}
	}
	if fn.Yields {
		s.result.add(s.generator())
	}
	for s.changed = true; s.changed; {
		s.changed = false
		s.stmts(fn.Body)
	}
	return s
}

// generator is the object that a generator function gives.
func (s *shape) generator() set { return s.alloc(s.fn, "", s.fn.Result) }

func (s *shape) flow(v *ir.Var, objs set) {
	if s.vars[v] == nil {
		s.vars[v] = set{}
	}
	if s.vars[v].add(objs) {
		s.changed = true
	}
}

func (s *shape) store(into set, slot string, objs set) {
	if len(objs) == 0 {
		return
	}
	for o := range into {
		s.stained = s.stained || o.konst
		if o.slots[slot] == nil {
			o.slots[slot] = set{}
		}
		if o.slots[slot].add(objs) {
			s.changed = true
		}
	}
}

// alloc is the object made at a site.
func (s *shape) alloc(at any, key string, t ir.Type) set {
	k := site{at, key}
	if s.sites[k] == nil {
		s.sites[k] = s.object(t)
		s.changed = true
	}
	return set{s.sites[k]: true}
}

func (s *shape) stmts(body []ir.Stmt) {
	for _, st := range body {
		s.stmt(st)
	}
}

func (s *shape) stmt(st ir.Stmt) {
	switch st := st.(type) {
	case *ir.Let:
		if st.Value != nil {
			s.flow(st.Var, s.eval(st.Value))
		}
		return
	case *ir.LetPattern:
		s.bind(st.Pattern, s.eval(st.Value))
		return
	case *ir.Assign:
		s.assign(st.Target, s.eval(st.Value))
		return
	case *ir.AssignTuple:
		whole := s.eval(st.Value)
		for i, t := range st.Targets {
			s.assign(t, whole.at(strconv.Itoa(i)))
		}
		return
	case *ir.AugAssign:
		args := []ir.Expr{st.Target}
		if st.Value != nil {
			args = append(args, st.Value)
		}
		s.apply(st, st.Op, args, ir.Unit)
		return
	case *ir.For:
		s.bind(st.Target, s.eval(st.Iter))
		s.stmts(st.Body)
		return
	case *ir.Yield:
		s.store(s.generator(), elem, s.eval(st.Value))
		return
	case *ir.Return:
		if st.Value != nil && s.result.add(s.eval(st.Value)) {
			s.changed = true
		}
		return
	}
	exprs, blocks := ir.StmtParts(st)
	for _, x := range exprs {
		s.eval(x)
	}
	for _, b := range blocks {
		s.stmts(b)
	}
}

func (s *shape) assign(target ir.Expr, objs set) {
	switch t := target.(type) {
	case *ir.Local:
		s.flow(t.Var, objs)
	case *ir.Index:
		s.store(s.eval(t.List), elem, objs)
		s.eval(t.Index)
	case *ir.Item:
		s.store(s.eval(t.Dict), value, objs)
		s.eval(t.Key)
	case *ir.Field:
		s.store(s.eval(t.Tuple), strconv.Itoa(t.N), objs)
	}
}

func (s *shape) bind(p ir.Pattern, objs set) {
	switch p := p.(type) {
	case *ir.Var:
		if p != nil {
			s.flow(p, objs)
		}
	case ir.Patterns:
		for i, q := range p {
			s.bind(q, objs.at(strconv.Itoa(i)))
		}
	}
}

// eval returns what e may be; for an iterator, what its items may be.
func (s *shape) eval(e ir.Expr) set {
	objs := s.value(e)
	if s.exprs[e] == nil {
		s.exprs[e] = set{}
	}
	s.exprs[e].add(objs)
	return objs
}

func (s *shape) value(e ir.Expr) set {
	switch e := e.(type) {
	case *ir.Local:
		return s.vars[e.Var]
	case *ir.ConstRef:
		if o := s.consts[e.Const]; o != nil {
			return set{o: true}
		}
		return nil
	case *ir.Index:
		s.eval(e.Index)
		return s.eval(e.List).at(elem)
	case *ir.Item:
		s.eval(e.Key)
		return s.eval(e.Dict).at(value)
	case *ir.Field:
		return s.eval(e.Tuple).at(strconv.Itoa(e.N))
	case *ir.Unwrap:
		return s.eval(e.X)
	case *ir.If:
		s.eval(e.Cond)
		return union(s.eval(e.Then), s.eval(e.Else))
	case *ir.IfSome:
		s.flow(e.Var, s.eval(e.X))
		return union(s.eval(e.Then), s.eval(e.Else))
	case *ir.Block:
		s.stmts(e.Stmts)
		return s.eval(e.Value)
	case *ir.Convert:
		return s.eval(e.X)
	case *ir.TupleLit:
		return s.fields(e, e.T, e.Elems)
	case *ir.ListLit:
		made := s.alloc(e, "", e.T)
		for _, x := range e.Elems {
			s.store(made, elem, s.eval(x))
		}
		return made
	case *ir.DictLit:
		made := s.alloc(e, "", e.T)
		for i := range e.Keys {
			s.eval(e.Keys[i])
			s.store(made, value, s.eval(e.Values[i]))
		}
		return made
	case *ir.Comp:
		return s.comp(e)
	case *ir.Op:
		return s.apply(e, e.Op, e.Args, e.T)
	case *ir.Call:
		return s.call(e)
	case *ir.CallValue:
		return s.callValue(e)
	case *ir.Closure:
		for _, x := range e.Captured {
			s.eval(x)
		}
		return nil
	}
	return s.iter(e)
}

func (s *shape) fields(at any, t ir.Type, elems []ir.Expr) set {
	made := s.alloc(at, "", t)
	for i, x := range elems {
		s.store(made, strconv.Itoa(i), s.eval(x))
	}
	return made
}

// iter returns what the items of an iterator may be.
func (s *shape) iter(e ir.Expr) set {
	switch e := e.(type) {
	case *ir.ListIter:
		return s.eval(e.List).at(elem)
	case *ir.TupleIter:
		all := set{}
		for o := range s.eval(e.Tuple) {
			for _, held := range o.slots {
				all.add(held)
			}
		}
		return all
	case *ir.DictIter:
		held := s.eval(e.Dict).at(value)
		switch e.What {
		case "elements":
			return s.eval(e.Dict).at(elem)
		case "values":
			return held
		case "items":
			made := s.alloc(e, "", ir.Tuple{})
			s.store(made, "1", held)
			return made
		}
		return nil
	case *ir.EnumerateIter:
		made := s.alloc(e, "", ir.Tuple{})
		if e.Start != nil {
			s.eval(e.Start)
		}
		s.store(made, "1", s.eval(e.X))
		return made
	case *ir.ZipIter:
		return s.fields(e, ir.Tuple{}, e.Xs)
	}
	for _, c := range ir.Children(e, ir.Value) {
		s.eval(c.X)
	}
	return nil
}

func (s *shape) comp(e *ir.Comp) set {
	for _, c := range e.Clauses {
		s.bind(c.Target, s.eval(c.Iter))
		for _, x := range c.Conds {
			s.eval(x)
		}
	}
	switch e.Kind {
	case ir.ListComp:
		made := s.alloc(e, "", e.T)
		s.store(made, elem, s.eval(e.Elt))
		return made
	case ir.DictComp:
		s.eval(e.Key)
		made := s.alloc(e, "", e.T)
		s.store(made, value, s.eval(e.Elt))
		return made
	}
	items := s.eval(e.Elt)
	for _, x := range e.Rest {
		s.eval(x)
	}
	b := binder{s: s, at: e, held: map[ir.Param]set{}}
	if len(e.Op.Params) > 0 {
		b.collect(e.Op.Params[0].Type, items)
	}
	for i, x := range e.Rest {
		if i+1 < len(e.Op.Params) {
			b.argument(e.Op.Params[i+1].Type, x)
		}
	}
	return b.build(e.Op.Result, e.T, "")
}

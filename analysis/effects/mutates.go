package effects

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// mutated finds which parameters' objects a unit may change, and which variables
// outside of it. It follows names without regard to order: a variable stands for
// every parameter that any assignment may have given it a part of.
func (m *module) mutated(u *unit, c *collector) {
	a := &aliases{module: m, info: m.info, unit: u, collector: c, of: map[any]*paramSet{}, held: map[any]*paramSet{}}
	if u.fn != nil {
		for i, p := range u.fn.Params {
			if Mutable(p.Type) {
				a.of[p] = &paramSet{}
				a.of[p].add(i)
			}
		}
	} else if u.def != nil && u.def.Params != nil {
		for i, p := range u.def.Params.List {
			if !immutableAnnotation(p) {
				a.of[p.Name] = &paramSet{}
				a.of[p.Name].add(i)
			}
		}
	}
	for a.changed = true; a.changed; {
		a.changed = false
		a.block(u.body(m.info))
	}
	if a.called {
		a.uses()
	}
	out := make([]bool, u.params())
	for i := range a.hit.all {
		if i < len(out) {
			out[i] = true
			a.changesCapture(i)
		} else {
			a.changesOuter(a.outer[i-len(out)])
		}
	}
	c.effects.Mutates = out
}

// immutableAnnotation reports whether a parameter is declared to be of a type that
// cannot be changed.
func immutableAnnotation(p *syntax.Param) bool {
	n, ok := p.Annotation.(*syntax.Name)
	if !ok || p.Kind == syntax.VarPositional || p.Kind == syntax.VarKeyword {
		return false
	}
	switch n.ID {
	case "int", "float", "bool", "str", "bytes", "complex":
		return true
	}
	return false
}

// Mutable reports whether a value of type t can be changed in place, itself or
// in its parts. What is not known may be.
func Mutable(t types.Type) bool {
	switch t := t.(type) {
	case types.Basic, types.Exception, types.Func, nil:
		return false
	case types.Tuple:
		for _, e := range t.Elems {
			if Mutable(e) {
				return true
			}
		}
		return false
	case types.Optional:
		return Mutable(t.Elem)
	case types.Iterator:
		return Mutable(t.Elem)
	case types.VarTuple:
		return Mutable(t.Elem)
	case types.Set:
		return !t.Frozen
	}
	return true
}

// inner reports whether the parts of a value of type t can be changed in place.
func inner(t types.Type) bool {
	switch t := t.(type) {
	case types.List:
		return Mutable(t.Elem)
	case types.Dict:
		return Mutable(t.Key) || Mutable(t.Value)
	case types.Set:
		return false // what can be hashed does not change
	case types.Optional:
		return inner(t.Elem)
	}
	return Mutable(t)
}

type aliases struct {
	*module
	info      *types.Info
	unit      *unit
	collector *collector
	// of has the parameters that a variable's object may be a part of, held those
	// that it may have parts of inside; by *types.Var, or by name what types do not
	// know.
	of, held map[any]*paramSet
	outer    []variable // outside of the unit; they are numbered after the parameters
	hit      paramSet
	changed  bool
	called   bool // whether the unit has a call
}

// variable is what a name is followed by.
func (a *aliases) variable(n *syntax.Name) any {
	if a.unit.fn == nil {
		return n.ID
	}
	if v := a.info.VarOf(n); v != nil {
		return v
	}
	for _, v := range a.unit.fn.Params { // in a statement that is refused
		if v.Name == n.ID {
			return v
		}
	}
	return n.ID
}

// mutable reports whether a value of type t can be changed in place; where types
// do not know the function, nil is an unknown type.
func (a *aliases) mutable(t types.Type) bool { return t == nil && a.unit.fn == nil || Mutable(t) }

func (a *aliases) inner(t types.Type) bool { return t == nil && a.unit.fn == nil || inner(t) }

// bindName lets a name stand for the parameters in roots as well.
func (a *aliases) bindName(n *syntax.Name, roots paramSet) { a.bind(a.of, n, roots) }

// keep lets a name's object hold parts of the parameters in roots as well.
func (a *aliases) keep(n *syntax.Name, roots paramSet) { a.bind(a.held, n, roots) }

func (a *aliases) bind(to map[any]*paramSet, n *syntax.Name, roots paramSet) {
	if owner, _ := a.names.lookup(a.unit.scope, n.ID); owner != a.unit.scope && a.info.VarOf(n) == nil {
		return
	}
	v := a.variable(n)
	if of, ok := v.(*types.Var); ok && !Mutable(of.Type) {
		return
	}
	known := to[v]
	if known == nil {
		known = &paramSet{}
		to[v] = known
	}
	if known.addAll(roots) {
		a.changed = true
	}
}

func (a *aliases) mutate(roots paramSet) { a.hit.addAll(roots) }

// roots are the parameters that the object of e may be, or be a part of.
func (a *aliases) roots(e syntax.Expr) paramSet {
	var out paramSet
	a.addRoots(e, &out, false)
	return out
}

// reach are those, and the parameters that the object may have parts of inside.
func (a *aliases) reach(e syntax.Expr) paramSet {
	var out paramSet
	a.addRoots(e, &out, true)
	return out
}

func (a *aliases) addRoots(e syntax.Expr, out *paramSet, inside bool) {
	if e == nil {
		return
	}
	t := a.info.TypeOf(e)
	switch e := e.(type) {
	case *syntax.Name:
		v := a.variable(e)
		if known := a.of[v]; known != nil {
			out.addAll(*known)
		} else if i, ok := a.outside(e); ok {
			out.add(i)
		}
		if held := a.held[v]; inside && held != nil {
			out.addAll(*held)
		}
		return
	case *syntax.Lambda:
		return
	case *syntax.List, *syntax.Dict, *syntax.Set, *syntax.ListComp, *syntax.DictComp, *syntax.SetComp, *syntax.BinOp:
		if !inside || !a.inner(t) {
			return // a new container
		}
	case *syntax.Subscript:
		if _, ok := e.Index.(*syntax.Slice); ok && (!inside || !a.inner(t)) {
			return
		}
		if a.immutable(t) {
			return
		}
		a.addRoots(e.Value, out, true)
		return
	case *syntax.Attribute:
		if !a.immutable(t) {
			a.addRoots(e.Value, out, true)
		}
		return
	case *syntax.Call:
		if a.immutable(t) || a.fresh(e) && (!inside || !a.inner(t)) {
			return
		}
		inside = true
	case *syntax.IfExp, *syntax.BoolOp, *syntax.NamedExpr:
		if a.immutable(t) {
			return
		}
	default:
		if a.immutable(t) {
			return
		}
		inside = true
	}
	var few [8]syntax.Expr
	for _, c := range exprChildren(few[:0], e) {
		if call, ok := e.(*syntax.Call); ok && c == call.Func {
			if _, named := c.(*syntax.Name); named {
				continue // its result holds nothing of the function
			}
		}
		a.addRoots(c, out, inside)
	}
}

// immutable reports whether a value of type t surely cannot be changed in place.
func (a *aliases) immutable(t types.Type) bool { return t != nil && !Mutable(t) }

// fresh reports whether a call makes a new container.
func (a *aliases) fresh(e *syntax.Call) bool {
	c := a.info.CalleeOf(e)
	if c == nil {
		return false
	}
	switch c.Kind {
	case types.Builtin:
		switch c.Name {
		case "list", "dict", "set", "sorted", "dict.fromkeys":
			return true
		}
	case types.Method:
		switch c.Name {
		case "list.copy", "dict.copy", "set.copy", "set.union", "set.intersection", "set.difference", "set.symmetric_difference":
			return true
		}
	}
	return false
}

// exprChildren appends the expressions directly inside e, those of comprehension
// clauses included.
func exprChildren(out []syntax.Expr, e syntax.Expr) []syntax.Expr {
	var few [8]syntax.Node
	for _, n := range syntax.AppendChildren(few[:0], e) {
		switch n := n.(type) {
		case syntax.Expr:
			out = append(out, n)
		case *syntax.Keyword:
			out = append(out, n.Value)
		case *syntax.Comprehension:
			out = append(out, n.Iter)
		}
	}
	return out
}

func (a *aliases) block(body []syntax.Stmt) {
	var blocks [4][]syntax.Stmt
	for _, s := range body {
		a.stmt(s)
		for _, b := range types.AppendBlocks(blocks[:0], s) {
			a.block(b)
		}
	}
}

func (a *aliases) stmt(s syntax.Stmt) {
	for _, e := range a.unit.acting(s) {
		a.expr(e)
	}
	switch s := s.(type) {
	case *syntax.Assign:
		for _, t := range s.Targets {
			a.assign(t, s.Value)
		}
	case *syntax.AnnAssign:
		if s.Value != nil {
			a.assign(s.Target, s.Value)
		}
	case *syntax.With:
		for _, item := range s.Items {
			if item.Vars != nil {
				a.assignPart(item.Vars, item.Context)
			}
		}
	case *syntax.ClassDef:
		a.block(s.Body)
	case *syntax.AugAssign:
		if a.mutable(a.info.TypeOf(s.Target)) && !a.ofClass(s.Target) {
			a.mutate(a.roots(s.Target)) // xs += ys changes the list itself
		}
		a.assign(s.Target, s.Value)
	case *syntax.Match:
		a.match(s)
	case *syntax.For:
		a.assignPart(s.Target, s.Iter)
	case *syntax.Delete:
		for _, t := range s.Targets {
			switch t := t.(type) {
			case *syntax.Subscript:
				a.mutate(a.roots(t.Value))
			case *syntax.Attribute:
				a.attribute(t, nil)
			case *syntax.Name:
				a.rebinds(t)
			}
		}
	}
}

// assign lets the names in the target stand for what the value stands for.
func (a *aliases) assign(target, value syntax.Expr) {
	switch t := target.(type) {
	case *syntax.Name:
		a.rebinds(t)
		a.bindName(t, a.roots(value))
		a.keep(t, a.reach(value))
	case *syntax.Tuple:
		a.assignAll(t.Elts, value)
	case *syntax.List:
		a.assignAll(t.Elts, value)
	case *syntax.Starred:
		a.assign(t.Value, value)
	case *syntax.Attribute:
		a.attribute(t, value)
	case *syntax.Subscript:
		a.mutate(a.roots(t.Value))
		if n := types.Base(t.Value); n != nil {
			a.keep(n, a.reach(value))
		}
	}
}

// assignPart lets them stand for a part of the value.
func (a *aliases) assignPart(target, value syntax.Expr) {
	switch t := target.(type) {
	case *syntax.Name:
		a.rebinds(t)
		a.bindName(t, a.reach(value))
	case *syntax.Tuple:
		for _, e := range t.Elts {
			a.assignPart(e, value)
		}
	case *syntax.List:
		for _, e := range t.Elts {
			a.assignPart(e, value)
		}
	case *syntax.Starred:
		a.assignPart(t.Value, value)
	default:
		a.assign(target, value)
	}
}

func (a *aliases) assignAll(targets []syntax.Expr, value syntax.Expr) {
	if tuple, ok := value.(*syntax.Tuple); ok && len(tuple.Elts) == len(targets) {
		for i, t := range targets {
			a.assign(t, tuple.Elts[i])
		}
		return
	}
	for _, t := range targets {
		a.assignPart(t, value)
	}
}

// acting are the expressions in a statement, blocks in it left out, that expr takes.
// All are looked through once, for many walks.
func (u *unit) acting(s syntax.Stmt) []syntax.Expr {
	if found, ok := u.acts[s]; ok {
		return found
	}
	var found []syntax.Expr
	var few [4]syntax.Expr
	for _, e := range types.AppendExprs(few[:0], s) {
		types.Inspect(e, func(e syntax.Expr) bool {
			switch e.(type) {
			case *syntax.NamedExpr, *syntax.ListComp, *syntax.DictComp, *syntax.GeneratorExp, *syntax.SetComp, *syntax.Call:
				found = append(found, e)
			}
			return true
		})
	}
	u.acts[s] = found
	return found
}

// expr notes what calls change and what comprehension variables stand for.
func (a *aliases) expr(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.NamedExpr:
		a.assign(e.Target, e.Value)
	case *syntax.ListComp:
		a.generators(e.Generators)
	case *syntax.DictComp:
		a.generators(e.Generators)
	case *syntax.GeneratorExp:
		a.generators(e.Generators)
	case *syntax.SetComp:
		a.generators(e.Generators)
	case *syntax.Call:
		a.call(e)
	}
}

func (a *aliases) generators(gens []*syntax.Comprehension) {
	for _, g := range gens {
		a.assignPart(g.Target, g.Iter)
	}
}

func (a *aliases) call(e *syntax.Call) {
	if f, ok := e.Func.(*syntax.Attribute); ok && isMutator(f.Attr) {
		a.mutate(a.roots(f.Value))
		if n := types.Base(f.Value); n != nil {
			for _, arg := range e.Args {
				if f.Attr != "extend" && f.Attr != "update" || a.inner(a.info.TypeOf(arg)) {
					a.keep(n, a.reach(arg))
				}
			}
		}
	}
	a.passedFunctions(e)
	c := a.info.CalleeOf(e)
	a.called = true
	switch {
	case c == nil && a.resolved(e):
	case c == nil:
		for _, arg := range e.Args {
			a.mutate(a.reach(arg)) // unknown: it may change anything
		}
		for _, k := range e.Keywords {
			a.mutate(a.reach(k.Value))
		}
	case c.Kind == types.Library && changesFirst[c.Name] && len(e.Args) > 0:
		a.mutate(a.roots(e.Args[0]))
		if n := types.Base(e.Args[0]); n != nil {
			for _, arg := range e.Args[1:] {
				a.keep(n, a.reach(arg))
			}
		}
	case c.Kind == types.Value:
		for _, fn := range c.Set.Funcs {
			known := a.ofFunc[fn]
			for i, arg := range e.Args {
				if known == nil || i < len(known.effects.Mutates) && known.effects.Mutates[i] {
					a.mutate(a.reach(arg))
				}
			}
		}
	case c.Kind == types.User:
		var changes []bool
		if u := a.ofFunc[c.Func]; u != nil {
			changes = a.known(u).Mutates
		}
		for i, arg := range c.Args {
			if arg != nil && i < len(changes) && changes[i] {
				a.mutate(a.reach(arg))
				a.shareAll(c.Args)
			}
		}
	}
}

// changesFirst has the library functions that change their first argument.
var changesFirst = map[string]bool{
	"heapq.heapify": true, "heapq.heappop": true, "heapq.heappush": true, "heapq.heappushpop": true, "heapq.heapreplace": true,
	"bisect.insort": true, "bisect.insort_left": true, "bisect.insort_right": true,
}

// shareAll lets the arguments of a call that changes one of them hold parts of
// each other.
func (a *aliases) shareAll(args []syntax.Expr) {
	for _, to := range args {
		if to == nil {
			continue
		}
		n := types.Base(to)
		if n == nil {
			continue
		}
		if !a.inner(a.info.TypeOf(to)) {
			continue // it has no parts that could be shared
		}
		for _, from := range args {
			if from != nil && from != to {
				a.keep(n, a.reach(from))
			}
		}
	}
}

// passedFunctions handles functions that a call applies to the elements of its
// other arguments: sorted(xs, key=f), map(f, xs).
func (a *aliases) passedFunctions(e *syntax.Call) {
	apply := func(f syntax.Expr) {
		ref := a.info.RefOf(f)
		lambda, _ := f.(*syntax.Lambda)
		if ref == nil && lambda == nil {
			return
		}
		var all paramSet
		var few [8]syntax.Expr
		for _, c := range exprChildren(few[:0], e) {
			a.addRoots(c, &all, true)
		}
		if lambda != nil {
			syntax.Inspect(lambda.Body, func(n syntax.Node) bool {
				if name, ok := n.(*syntax.Name); ok {
					if v := a.info.VarOf(name); v != nil && v.Kind == types.CompVar {
						a.bindName(name, all)
					} else if v == nil {
						a.bindName(name, all)
					}
				}
				return true
			})
			return
		}
		if ref.Kind == types.User {
			if u := a.ofFunc[ref.Func]; u != nil {
				for i, m := range a.known(u).Mutates {
					if m {
						a.mutate(all)
					}
					if m && i < len(ref.Args) && ref.Args[i] != nil {
						a.mutate(a.reach(ref.Args[i]))
					}
				}
			}
		}
	}
	for _, arg := range e.Args {
		apply(arg)
	}
	for _, k := range e.Keywords {
		apply(k.Value)
	}
}

// match lets the names that patterns bind stand for what the subject stands for.
func (a *aliases) match(s *syntax.Match) {
	bound := map[string]bool{}
	for _, c := range s.Cases {
		syntax.Inspect(c.Pattern, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.MatchAs:
				bound[n.Name] = true
			case *syntax.MatchStar:
				bound[n.Name] = true
			case *syntax.MatchMapping:
				bound[n.Rest] = true
			}
			return true
		})
	}
	roots := a.roots(s.Subject)
	for _, c := range s.Cases {
		syntax.Walk(c.Body, func(n syntax.Node) bool {
			if name, ok := n.(*syntax.Name); ok && bound[name.ID] {
				a.bindName(name, roots)
			}
			return true
		})
	}
}

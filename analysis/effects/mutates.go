package effects

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// mutated tells which parameters' objects a function may change. It follows
// names without regard to order: a variable stands for every parameter that any
// assignment may have given it a part of.
func mutated(info *types.Info, table Table, fn *types.Function) []bool {
	a := &aliases{info: info, table: table, of: map[*types.Var]paramSet{}}
	for i, p := range fn.Params {
		if Mutable(p.Type) {
			a.of[p] = paramSet{i: true}
		}
	}
	for a.changed = true; a.changed; {
		a.changed = false
		a.block(fn.Def.Body)
	}
	out := make([]bool, len(fn.Params))
	for i := range a.hit {
		out[i] = true
	}
	return out
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

type paramSet map[int]bool

type aliases struct {
	info    *types.Info
	table   Table
	of      map[*types.Var]paramSet
	hit     paramSet
	changed bool
}

// bind lets v stand for the parameters in roots as well.
func (a *aliases) bind(v *types.Var, roots paramSet) {
	if v == nil || !Mutable(v.Type) {
		return
	}
	if a.of[v] == nil {
		a.of[v] = paramSet{}
	}
	for i := range roots {
		if !a.of[v][i] {
			a.of[v][i] = true
			a.changed = true
		}
	}
}

func (a *aliases) mutate(roots paramSet) {
	if a.hit == nil {
		a.hit = paramSet{}
	}
	for i := range roots {
		a.hit[i] = true
	}
}

// roots are the parameters that the value of e may be a part of, or hold parts of.
func (a *aliases) roots(e syntax.Expr) paramSet {
	out := paramSet{}
	a.addRoots(e, out)
	return out
}

func (a *aliases) addRoots(e syntax.Expr, out paramSet) {
	if e == nil {
		return
	}
	t := a.info.Exprs[e]
	switch e := e.(type) {
	case *syntax.Name:
		for i := range a.of[a.info.Vars[e]] {
			out[i] = true
		}
		return
	case *syntax.Lambda:
		return
	case *syntax.List, *syntax.Dict, *syntax.Set, *syntax.ListComp, *syntax.DictComp, *syntax.SetComp, *syntax.BinOp:
		if !inner(t) {
			return // a new container of values that cannot change
		}
	case *syntax.Subscript:
		if _, ok := e.Index.(*syntax.Slice); ok && !inner(t) {
			return
		}
		if t != nil && !Mutable(t) {
			return
		}
		a.addRoots(e.Value, out)
		return
	case *syntax.Call:
		if t != nil && !Mutable(t) || a.fresh(e) && !inner(t) {
			return
		}
	default:
		if t != nil && !Mutable(t) {
			return
		}
	}
	for _, c := range exprChildren(e) {
		a.addRoots(c, out)
	}
}

// fresh reports whether a call makes a new container.
func (a *aliases) fresh(e *syntax.Call) bool {
	c := a.info.Calls[e]
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

// exprChildren are the expressions directly inside e, those of comprehension
// clauses included.
func exprChildren(e syntax.Expr) []syntax.Expr {
	var out []syntax.Expr
	for _, n := range syntax.Children(e) {
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
	for _, s := range body {
		a.stmt(s)
		for _, b := range types.Blocks(s) {
			a.block(b)
		}
	}
}

func (a *aliases) stmt(s syntax.Stmt) {
	for _, e := range types.StmtExprs(s) {
		types.Inspect(e, func(e syntax.Expr) bool {
			a.expr(e)
			return true
		})
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
	case *syntax.AugAssign:
		if Mutable(a.info.Exprs[s.Target]) {
			a.mutate(a.roots(s.Target)) // xs += ys changes the list itself
		}
		a.assign(s.Target, s.Value)
	case *syntax.For:
		a.assign(s.Target, s.Iter)
	case *syntax.Delete:
		for _, t := range s.Targets {
			if sub, ok := t.(*syntax.Subscript); ok {
				a.mutate(a.roots(sub.Value))
			}
		}
	}
}

// assign lets the names in the target stand for what the value stands for.
func (a *aliases) assign(target, value syntax.Expr) {
	switch t := target.(type) {
	case *syntax.Name:
		a.bind(a.info.Vars[t], a.roots(value))
	case *syntax.Tuple:
		a.assignAll(t.Elts, value)
	case *syntax.List:
		a.assignAll(t.Elts, value)
	case *syntax.Starred:
		a.assign(t.Value, value)
	case *syntax.Subscript:
		a.mutate(a.roots(t.Value))
		if n := types.Base(t.Value); n != nil {
			a.bind(a.info.Vars[n], a.roots(value))
		}
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
		a.assign(t, value)
	}
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
		a.assign(g.Target, g.Iter)
	}
}

func (a *aliases) call(e *syntax.Call) {
	if f, ok := e.Func.(*syntax.Attribute); ok && types.IsMutator(f.Attr) {
		a.mutate(a.roots(f.Value))
		if n := types.Base(f.Value); n != nil {
			for _, arg := range e.Args {
				a.bind(a.info.Vars[n], a.roots(arg))
			}
		}
	}
	a.passedFunctions(e)
	c := a.info.Calls[e]
	switch {
	case c == nil:
		for _, arg := range e.Args {
			a.mutate(a.roots(arg)) // unknown: it may change anything
		}
		for _, k := range e.Keywords {
			a.mutate(a.roots(k.Value))
		}
	case c.Kind == types.User:
		known := a.table[c.Func]
		for i, arg := range c.Args {
			if arg != nil && known != nil && i < len(known.Mutates) && known.Mutates[i] {
				a.mutate(a.roots(arg))
				a.shareAll(c.Args)
			}
		}
	}
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
		for _, from := range args {
			if from != nil && from != to {
				a.bind(a.info.Vars[n], a.roots(from))
			}
		}
	}
}

// passedFunctions handles functions that a call applies to the elements of its
// other arguments: sorted(xs, key=f), map(f, xs).
func (a *aliases) passedFunctions(e *syntax.Call) {
	apply := func(f syntax.Expr) {
		ref := a.info.Refs[f]
		lambda, _ := f.(*syntax.Lambda)
		if ref == nil && lambda == nil {
			return
		}
		all := paramSet{}
		for _, c := range exprChildren(e) {
			a.addRoots(c, all)
		}
		if lambda != nil {
			syntax.Inspect(lambda.Body, func(n syntax.Node) bool {
				if name, ok := n.(*syntax.Name); ok {
					if v := a.info.Vars[name]; v != nil && v.Kind == types.CompVar {
						a.bind(v, all)
					}
				}
				return true
			})
			return
		}
		if ref.Kind == types.User {
			if known := a.table[ref.Func]; known != nil {
				for i, m := range known.Mutates {
					if m {
						a.mutate(all)
					}
					if m && i < len(ref.Args) && ref.Args[i] != nil {
						a.mutate(a.roots(ref.Args[i]))
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

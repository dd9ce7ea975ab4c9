package ownership

import (
	"github.com/portalis-dev/portalis/translate/ir"
)

// A plan is how the variables of one function hold their values and how its
// loops walk. It starts with as many borrows as could be and gives way where
// the flow of the function shows that one cannot be.
type plan struct {
	fn      *ir.Func
	bind    map[*ir.Var]ir.Binding
	loops   map[any]*loop // by *ir.For or *ir.Clause
	order   []*loop
	iters   map[any]*ir.Var
	byIter  map[*ir.Var]*loop
	moved   map[*ir.Var]bool  // tried to own what it is given, as its giver's last use
	hoist   map[ir.Expr][]int // operands to evaluate before
	refused []refusal
}

// A loop is a For or a Clause.
type loop struct {
	settled bool // nothing more is to be found out about it
	key     any
	iter    ir.Expr
	target  ir.Pattern
	mode    ir.LoopMode
	body    []ir.Stmt // of a For
	byKeys  bool      // writes only to the items it walks
}

func newPlan(fn *ir.Func) *plan {
	p := &plan{
		fn: fn, bind: map[*ir.Var]ir.Binding{}, loops: map[any]*loop{}, iters: map[any]*ir.Var{},
		byIter: map[*ir.Var]*loop{}, moved: map[*ir.Var]bool{},
	}
	for _, v := range fn.Params {
		p.bind[v] = v.Binding
	}
	given := definitions(fn)
	for v, values := range given {
		if !v.Param && !ir.IsCopy(v.T) && borrowable(v, values) {
			p.bind[v] = ir.Borrows
		}
	}
	ir.Walk(fn.Body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.For:
			p.addLoop(&loop{key: s, iter: s.Iter, target: s.Target, body: s.Body})
		case *ir.LetPattern:
			p.bindTogether(s)
		}
		return true
	}, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Comp:
			for _, c := range e.Clauses {
				p.addLoop(&loop{key: c, iter: c.Iter, target: c.Target})
			}
		case *ir.Lambda:
			for _, v := range e.Params {
				if !ir.IsCopy(v.T) {
					p.bind[v] = ir.Borrows
				}
			}
		}
		return true
	})
	return p
}

// bindTogether lets the names of a pattern all borrow, those of Copy values too,
// or none of them.
func (p *plan) bindTogether(s *ir.LetPattern) {
	vars := ir.PatternVars(s.Pattern)
	all, any := true, false
	for _, v := range vars {
		if !ir.IsCopy(v.T) {
			any = true
			all = all && p.bind[v] == ir.Borrows
		}
	}
	for _, v := range vars {
		p.bind[v] = ir.Owns
		if any && all {
			p.bind[v] = ir.Borrows
		}
	}
}

func (p *plan) binding(v *ir.Var) ir.Binding { return p.bind[v] }
func (p *plan) loop(s *ir.For) ir.LoopMode   { return p.loops[s].mode }
func (p *plan) clause(c *ir.Clause) ir.LoopMode {
	return p.loops[c].mode
}

// definitions returns what each variable is given outside of loop patterns; nil
// stands for something that is not a single expression.
func definitions(fn *ir.Func) map[*ir.Var][]ir.Expr {
	given := map[*ir.Var][]ir.Expr{}
	give := func(v *ir.Var, e ir.Expr) { given[v] = append(given[v], e) }
	ir.Walk(fn.Body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Let:
			if s.Value != nil {
				give(s.Var, s.Value)
			}
		case *ir.LetPattern:
			_, lit := s.Value.(*ir.TupleLit)
			for _, v := range ir.PatternVars(s.Pattern) {
				if _, ok := ir.Roots(s.Value); ok && !lit && hasPlace(s.Value) {
					give(v, s.Value)
				} else {
					give(v, nil)
				}
			}
		case *ir.Assign:
			if t, ok := s.Target.(*ir.Local); ok {
				give(t.Var, s.Value)
			}
		case *ir.AssignTuple:
			for _, t := range s.Targets {
				if t, ok := t.(*ir.Local); ok {
					give(t.Var, nil)
				}
			}
		case *ir.Try:
			for _, h := range s.Handlers {
				if h.Var != nil {
					give(h.Var, nil)
				}
			}
		}
		return true
	}, func(e ir.Expr) bool {
		if e, ok := e.(*ir.IfSome); ok {
			give(e.Var, e.X)
		}
		return true
	})
	return given
}

func hasPlace(e ir.Expr) bool {
	_, isIf := e.(*ir.If)
	return !isIf
}

// borrowable reports whether v may borrow all that it is given. A plain name is
// first tried as a move.
func borrowable(v *ir.Var, values []ir.Expr) bool {
	for _, e := range values {
		if e == nil {
			return false
		}
		if _, ok := ir.Roots(e); !ok {
			return false
		}
		if l, ok := e.(*ir.Local); ok && !l.Var.Param {
			return false
		}
	}
	return len(values) > 0
}

func (p *plan) addLoop(l *loop) {
	p.loops[l.key] = l
	p.order = append(p.order, l)
	l.byKeys = writesOwnItems(l)
	l.mode = firstMode(l)
	p.bindTargets(l)
}

// leaves returns the iterators inside iter that walk something themselves.
func leaves(iter ir.Expr) []ir.Expr {
	switch iter := iter.(type) {
	case *ir.EnumerateIter:
		return leaves(iter.X)
	case *ir.ZipIter:
		var all []ir.Expr
		for _, x := range iter.Xs {
			all = append(all, leaves(x)...)
		}
		return all
	}
	return []ir.Expr{iter}
}

// container is what an iterator walks, nil for a range and the like.
func container(leaf ir.Expr) ir.Expr {
	switch leaf := leaf.(type) {
	case *ir.ListIter:
		return leaf.List
	case *ir.TupleIter:
		return leaf.Tuple
	case *ir.DictIter:
		return leaf.Dict
	}
	return nil
}

// firstMode is the mode that a loop is first tried with.
func firstMode(l *loop) ir.LoopMode {
	all := leaves(l.iter)
	places, copies := 0, true
	for _, leaf := range all {
		if c := container(leaf); c != nil {
			if _, ok := ir.Roots(c); ok {
				places++
			}
			if _, isTuple := leaf.(*ir.TupleIter); isTuple {
				places++
			}
		}
		copies = copies && ir.IsCopy(itemType(leaf))
	}
	switch {
	case places == 0 && container(all[0]) == nil && len(all) == 1:
		return ir.ByCopy
	case places == 0:
		return ir.ByMove
	case wholeTuple(l.target, l.iter):
		return ir.ByClone
	case copies:
		return ir.ByCopy
	}
	return ir.ByRef
}

func itemType(iter ir.Expr) ir.Type {
	if t, ok := iter.Type().(ir.Iter); ok {
		return t.Elem
	}
	return ir.Unit
}

// wholeTuple reports whether a name is bound to a tuple that the walk makes of
// references, as in "for pair in zip(a, b)".
func wholeTuple(p ir.Pattern, iter ir.Expr) bool {
	v, isVar := p.(*ir.Var)
	switch iter := iter.(type) {
	case *ir.EnumerateIter:
		if parts, ok := p.(ir.Patterns); ok && len(parts) == 2 {
			return wholeTuple(parts[1], iter.X)
		}
	case *ir.ZipIter:
		if parts, ok := p.(ir.Patterns); ok && len(parts) == len(iter.Xs) {
			for i, x := range iter.Xs {
				if wholeTuple(parts[i], x) {
					return true
				}
			}
			return false
		}
	case *ir.DictIter:
		return iter.What == "items" && isVar && v != nil
	default:
		return false
	}
	return isVar && v != nil
}

// bindTargets sets how the loop's variables hold the items of its mode.
func (p *plan) bindTargets(l *loop) { p.bindPattern(l.target, l.iter, l.mode) }

func (p *plan) bindPattern(pat ir.Pattern, iter ir.Expr, mode ir.LoopMode) {
	set := func(q ir.Pattern, b ir.Binding, copies bool) {
		for _, v := range ir.PatternVars(q) {
			if ir.IsCopy(v.T) && copies || v == nil {
				b = ir.Owns
			}
			p.bind[v] = b
		}
	}
	byRef := ir.Borrows
	if mode == ir.ByMutRef {
		byRef = ir.BorrowsMut
	}
	parts, split := pat.(ir.Patterns)
	switch iter := iter.(type) {
	case *ir.EnumerateIter:
		if split && len(parts) == 2 {
			set(parts[0], ir.Owns, true)
			p.bindPattern(parts[1], iter.X, mode)
			return
		}
	case *ir.ZipIter:
		if split && len(parts) == len(iter.Xs) {
			for i, x := range iter.Xs {
				p.bindPattern(parts[i], x, mode)
			}
			return
		}
	case *ir.DictIter:
		if mode == ir.ByRef || mode == ir.ByMutRef || mode == ir.ByCopy {
			if iter.What == "items" && split && len(parts) == 2 {
				p.bindItem(parts[0], ir.Borrows)
				p.bindItem(parts[1], byRef)
				return
			}
			if iter.What == "keys" || iter.What == "elements" {
				byRef = ir.Borrows
			}
			p.bindItem(pat, byRef)
			return
		}
	case *ir.ListIter, *ir.TupleIter:
		if (mode == ir.ByRef || mode == ir.ByMutRef || mode == ir.ByCopy) && !written(iter) {
			p.bindItem(pat, byRef)
			return
		}
	case *ir.Op:
		if iter.Op.View {
			set(pat, ir.Borrows, true)
			return
		}
	}
	set(pat, ir.Owns, true)
}

// written reports whether iter walks a list that is written out, which stands in
// Rust as an array that gives its items away, whatever else is walked beside it.
func written(iter ir.Expr) bool {
	list, ok := iter.(*ir.ListIter)
	if !ok {
		return false
	}
	lit, ok := list.List.(*ir.ListLit)
	return ok && len(lit.Elems) > 0
}

// bindItem binds a pattern to a reference to an item: Copy items are copied out
// of it, unless they stand beside others in a tuple.
func (p *plan) bindItem(pat ir.Pattern, b ir.Binding) {
	vars := ir.PatternVars(pat)
	copies := true
	for _, v := range vars {
		copies = copies && ir.IsCopy(v.T)
	}
	for _, v := range vars {
		p.bind[v] = b
		if copies || b == ir.BorrowsMut && ir.IsCopy(v.T) {
			p.bind[v] = ir.Owns
			if !copies {
				p.bind[v] = ir.Borrows
			}
		}
	}
}

func (p *plan) bindIterator(it *ir.Var, mode ir.LoopMode) {
	switch mode {
	case ir.ByMutRef:
		p.bind[it] = ir.BorrowsMut
	case ir.ByRef, ir.ByCopy, ir.ByClone:
		p.bind[it] = ir.Borrows
	default:
		p.bind[it] = ir.Owns
	}
}

// writesOwnItems reports whether a loop over a dict writes to the dict only as
// d[k] = …, k being the key of the turn, so that its size stays.
func writesOwnItems(l *loop) bool {
	d, ok := l.iter.(*ir.DictIter)
	if !ok || d.What == "values" {
		return false
	}
	vars := ir.PatternVars(l.target)
	root := ir.Root(d.Dict)
	if len(vars) == 0 || root == nil {
		return false
	}
	key, own := vars[0], true
	item := func(t ir.Expr) bool {
		x, ok := t.(*ir.Item)
		if !ok || !ir.SamePlace(x.Dict, d.Dict) {
			return ir.Root(t) != root
		}
		k, ok := x.Key.(*ir.Local)
		return ok && k.Var == key
	}
	ir.Walk(l.body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Assign:
			own = own && item(s.Target)
		case *ir.AugAssign:
			own = own && item(s.Target)
		case *ir.AssignTuple:
			for _, t := range s.Targets {
				own = own && item(t)
			}
		}
		return true
	}, func(e ir.Expr) bool {
		for _, c := range ir.Children(e, ir.Value) {
			switch e.(type) {
			case *ir.Op, *ir.Call:
				if changes(c.Want) && ir.Root(c.X) == root {
					own = false
				}
			}
		}
		return true
	})
	return own
}

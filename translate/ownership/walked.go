package ownership

import (
	"github.com/portalis-dev/portalis/translate/ir"
)

// walk looks for a loop that is refused since its variable and what it walks are both
// used in its body, and has it count through the places: "for a in bodies" becomes a
// loop over range(len(bodies)), in which a stands for bodies[i].
func (r *rewriting) walk(f *flow, no refusal) bool {
	return r.eachStmt(&r.fn.Body, func(block *[]ir.Stmt, i int) bool {
		loop, ok := (*block)[i].(*ir.For)
		if !ok || no.loop != any(loop) && loop.Iter.Span() != no.at {
			return false
		}
		w, ok := walkOf(loop)
		if !ok || !f.staysWalked(loop, w) {
			return false
		}
		place, before := r.steady(w.target, w.list)
		turn := *loop
		turn.Body = append([]ir.Stmt(nil), loop.Body...)
		at := w.count
		if at == nil || at.T != ir.Usize {
			at = r.variable(r.counter(w.target), w.target.Range)
		}
		if count := w.count; count != nil && count != at {
			number := &ir.Convert{Base: ir.Base{T: ir.Int, Range: count.Range}, X: localOf(at, count.Range)}
			turn.Body = append([]ir.Stmt{&ir.Let{Place: ir.Place{Range: count.Range}, Var: count, Value: number}}, turn.Body...)
		}
		turn.Target, turn.Iter = at, w.indexes(place)
		r.splice(block, i, append(before, &turn))
		span := w.list.Span()
		r.replace(w.target, &ir.Index{Base: ir.Base{T: w.target.T, Range: span}, List: place, Index: localOf(at, span)})
		return true
	})
}

// A listWalk is a loop over a list, from its start or from an index that is not negative.
type listWalk struct {
	list   ir.Expr
	from   ir.Expr // a usize
	target *ir.Var
	count  *ir.Var // of enumerate, nil where there is none
}

func walkOf(loop *ir.For) (w listWalk, ok bool) {
	iter, pattern := loop.Iter, loop.Target
	if e, ok := iter.(*ir.EnumerateIter); ok {
		parts, ok := pattern.(ir.Patterns)
		if !ok || len(parts) != 2 || e.Start != nil {
			return w, false
		}
		iter, pattern = e.X, parts[1]
		if w.count, ok = parts[0].(*ir.Var); !ok && parts[0] != nil {
			return w, false
		}
	}
	walked, ok := iter.(*ir.ListIter)
	if w.target, _ = pattern.(*ir.Var); !ok || w.target == nil || walked.Reversed {
		return w, false
	}
	w.list = walked.List
	w.from = &ir.IntLit{Base: ir.Base{T: ir.Usize, Range: w.list.Span()}}
	if op, ok := w.list.(*ir.Op); ok && op.Op.Name == "list.slice" && w.count == nil {
		if _, toEnd := op.Args[2].(*ir.NoneLit); !toEnd {
			return w, false
		}
		if w.list, w.from = op.Args[0], natural(op.Args[1]); w.from == nil {
			return w, false
		}
	}
	_, ok = w.list.Type().(ir.List)
	return w, ok
}

// natural is an int that cannot be negative as a usize, nil if that is not known.
func natural(e ir.Expr) ir.Expr {
	base := ir.Base{T: ir.Usize, Range: e.Span()}
	switch e := e.(type) {
	case *ir.IntLit:
		if e.Value >= 0 {
			return &ir.IntLit{Base: base, Value: e.Value}
		}
	case *ir.Convert:
		if e.X.Type() == ir.Usize {
			return e.X
		}
		if _, some := e.T.(ir.Option); some {
			return natural(e.X)
		}
	case *ir.Op:
		if e.Op.Name != "int.add" {
			break
		}
		a, b := natural(e.Args[0]), natural(e.Args[1])
		if op := ir.Lookup("int.add", []ir.Type{ir.Usize, ir.Usize}); a != nil && b != nil {
			return &ir.Op{Base: base, Op: op, Args: []ir.Expr{a, b}, OnFail: e.OnFail}
		}
	}
	return nil
}

// staysWalked reports whether the list stays the same one, with the same elements, while
// a loop walks it.
func (f *flow) staysWalked(loop *ir.For, w listWalk) bool {
	p, ok := f.pathOf(w.list)
	if !ok || !isPart(w.target.T) || len(f.defs[w.target]) != 1 {
		return false
	}
	p.slots = append(p.slots, slot{f.exprs[w.list], elem})
	body := f.bodys[loop]
	for i := body[0]; i < body[1]; i++ {
		if p.disturbed(&f.steps[i]) {
			return false
		}
	}
	return true
}

// indexes counts through the elements of the list, which is in a place.
func (w listWalk) indexes(place ir.Expr) ir.Expr {
	span := w.list.Span()
	length := &ir.Op{
		Base: ir.Base{T: ir.Usize, Range: span}, Args: []ir.Expr{copyPlace(place, span)},
		Op: ir.Lookup("len:usize", []ir.Type{w.list.Type()}),
	}
	return &ir.RangeIter{Base: ir.Base{T: ir.Iter{Elem: ir.Usize}, Range: span}, Start: w.from, Stop: length}
}

// counter is the name of an index as people write it: the first of i, j and k that is
// free.
func (r *rewriting) counter(of *ir.Var) string {
	for _, name := range []string{"i", "j", "k"} {
		if !r.taken()[name] {
			return name
		}
	}
	return of.RustName + "_index"
}

// variables are all those that body declares or mentions.
func variables(body []ir.Stmt) map[*ir.Var]bool {
	found := map[*ir.Var]bool{}
	all := func(p ir.Pattern) {
		for _, v := range ir.PatternVars(p) {
			found[v] = true
		}
	}
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Let:
			all(s.Var)
		case *ir.LetPattern:
			all(s.Pattern)
		case *ir.For:
			all(s.Target)
		case *ir.Try:
			for _, h := range s.Handlers {
				all(h.Var)
			}
		}
		return true
	}, func(x ir.Expr) bool {
		switch x := x.(type) {
		case *ir.Local:
			all(x.Var)
		case *ir.IfSome:
			all(x.Var)
		case *ir.Lambda:
			for _, v := range x.Params {
				all(v)
			}
		case *ir.Comp:
			for _, c := range x.Clauses {
				all(c.Target)
			}
		}
		return true
	})
	return found
}

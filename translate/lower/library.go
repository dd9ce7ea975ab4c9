package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// libraryCalls has the library functions that need more than a row of the
// operations table.
var libraryCalls map[string]func(f *function, e *syntax.Call, want ir.Type) ir.Expr

func init() {
	libraryCalls = map[string]func(f *function, e *syntax.Call, want ir.Type) ir.Expr{
		"collections.Counter":     (*function).counter,
		"collections.OrderedDict": (*function).orderedDict,
		"collections.defaultdict": (*function).defaultDict,
		"collections.deque":       (*function).deque,
		"copy.copy":               (*function).copyCall,
		"copy.deepcopy":           (*function).copyCall,
		"random.choices":          (*function).choicesOf,
		"random.choice":           (*function).choice,
		"random.sample":           (*function).sample,
		"statistics.quantiles":    (*function).quantiles,
		"statistics.mode":         (*function).mode,
		"statistics.multimode":    (*function).mode,
		"statistics.mean":         (*function).average,
		"statistics.fmean":        (*function).average,
		"statistics.median":       (*function).average,
		"statistics.median_low":   (*function).average,
		"statistics.median_high":  (*function).average,
		"statistics.variance":     (*function).average,
		"statistics.pvariance":    (*function).average,
		"statistics.stdev":        (*function).average,
		"statistics.pstdev":       (*function).average,
		"functools.reduce":        (*function).reduce,
		"heapq.heapify":           (*function).heap,
		"heapq.heappop":           (*function).heap,
		"heapq.heappush":          (*function).heap,
		"heapq.heappushpop":       (*function).heap,
		"heapq.heapreplace":       (*function).heap,
		"heapq.nlargest":          (*function).nlargest,
		"heapq.nsmallest":         (*function).nlargest,
		"bisect.bisect":           (*function).bisect,
		"bisect.bisect_left":      (*function).bisect,
		"bisect.bisect_right":     (*function).bisect,
		"bisect.insort":           (*function).heap,
		"bisect.insort_left":      (*function).heap,
		"bisect.insort_right":     (*function).heap,
	}
}

// sides are the functions of bisect that say no side.
var sides = map[string]string{"bisect.bisect": "bisect.bisect_right", "bisect.insort": "bisect.insort_right"}

func sided(name string) string {
	if other := sides[name]; other != "" {
		return other
	}
	return name
}

// heap lowers the functions that change a list that is kept in order.
func (f *function) heap(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 2)
	x := f.unwrapped(f.expr(e.Args[0]))
	args := []ir.Expr{x}
	if len(e.Args) == 2 {
		args = append(args, f.exprAs(e.Args[1], f.elemOf(e, x)))
	}
	return f.must("PT404", e, sided(f.builtinName(e)), args...)
}

// bisect lowers bisect_left and bisect_right.
func (f *function) bisect(e *syntax.Call, _ ir.Type) ir.Expr {
	named := f.keywords(e, "lo", "hi")
	f.arity(e, 2, 4)
	x := f.unwrapped(f.expr(e.Args[0]))
	args := []ir.Expr{x, f.exprAs(e.Args[1], f.elemOf(e, x))}
	for i := 2; i < len(e.Args); i++ {
		named[i-2] = e.Args[i]
	}
	if named[0] != nil || named[1] != nil {
		lo := ir.Expr(intLit(0, e))
		if named[0] != nil {
			lo = f.exprAs(named[0], ir.Int)
		}
		args = append(args, lo, f.boundOf(e, named[1]))
	}
	return f.must("PT404", e, sided(f.builtinName(e)), args...)
}

// nlargest lowers nlargest and nsmallest.
func (f *function) nlargest(e *syntax.Call, _ ir.Type) ir.Expr {
	named := f.keywords(e, "key")
	f.arity(e, 2, 2)
	n := f.exprAs(e.Args[0], ir.Int)
	iter := f.walkable(e.Args[1])
	name := f.builtinName(e)
	if named[0] == nil || isNone(named[0]) {
		return f.must("PT404", e, name, n, iter)
	}
	return f.must("PT404", e, name+":key", n, iter, f.key(named[0], itemOf(iter)))
}

// walkable is an Iter of owned items; those of a generator are collected first.
func (f *function) walkable(e syntax.Expr) ir.Expr {
	w, ok := f.walkAll(e)
	if !ok {
		return f.strIter(f.iter(e), e)
	}
	clauses, elt, ok := f.closure(w, w.item)
	t := storable(elt.Type())
	if t == ir.Char {
		t = ir.Str
		elt = f.as(elt, t)
	}
	list := ir.List{Elem: t}
	if ok {
		return f.over(&ir.Comp{Base: base(list, e), Kind: ir.ListComp, Clauses: clauses, Elt: elt})
	}
	return f.over(f.collect(e, w, list))
}

// walkableAs is walkable with items of type t.
func (f *function) walkableAs(e syntax.Expr, t ir.Type) ir.Expr {
	iter := f.walkable(e)
	if ir.Same(itemOf(iter), t) {
		return iter
	}
	v := f.temp("item", itemOf(iter), e.Span())
	elt := f.as(localOf(v, e.Span()), t)
	return f.over(&ir.Comp{
		Base: base(ir.List{Elem: t}, e), Kind: ir.ListComp, Clauses: []*ir.Clause{{Iter: iter, Target: v}}, Elt: elt,
	})
}

// reduce lowers reduce(f, xs) and reduce(f, xs, start) as the loop that they are.
func (f *function) reduce(e *syntax.Call, want ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 2, 3)
	t := want
	if t == nil {
		t = storable(f.typeOf(e))
	}
	out := f.temp("total", t, e.Range)
	var lets []ir.Stmt
	var iter ir.Expr
	if len(e.Args) == 3 {
		iter = f.walkable(e.Args[1])
		if !commute(iter, intLit(0, e)) || weigh(iter) > reads {
			lets = append(lets, f.bindItems(e, &iter))
		}
		lets = append(lets, &ir.Let{Place: place(e), Var: out, Value: f.exprAs(e.Args[2], t)})
	} else {
		iter = f.walkable(e.Args[1])
		lets = append(lets, f.bindItems(e, &iter))
		list := iter.(*ir.ListIter).List.(*ir.Local)
		empty := f.relate(e, "==", f.must("PT404", e, "len", localOf(list.Var, e.Range)), intLit(0, e))
		message := strLit("reduce() of empty iterable with no initial value", e)
		raise := f.raised(&syntax.ExprStmt{Range: e.Range, Value: e}, "TypeError", message, false)
		first := &ir.Index{Base: base(itemOf(iter), e), List: localOf(list.Var, e.Range), Index: intLit(0, e)}
		rest := f.must("PT404", e, "list.slice", localOf(list.Var, e.Range), f.boundAt(1, e), f.boundOf(e, nil))
		lets = append(lets,
			&ir.IfStmt{Place: place(e), Cond: empty, Then: []ir.Stmt{raise}},
			&ir.Let{Place: place(e), Var: out, Value: f.as(first, t)})
		iter = f.over(rest)
	}
	item := f.temp("item", itemOf(iter), e.Range)
	result := f.as(f.applied(e.Args[0], []ir.Expr{localOf(out, e.Range), localOf(item, e.Range)}), t)
	step := &ir.Assign{Place: place(e), Target: localOf(out, e.Range), Value: result}
	lets = append(lets, &ir.For{Place: place(e), Iter: iter, Target: item, Body: []ir.Stmt{step}})
	return within(lets, localOf(out, e.Range))
}

func (f *function) boundAt(i int64, at syntax.Node) ir.Expr {
	return f.as(intLit(i, at), ir.Option{Elem: ir.Int})
}

// bindItems puts what is walked into a variable, as a list, and walks that.
func (f *function) bindItems(at syntax.Node, iter *ir.Expr) ir.Stmt {
	var list ir.Expr
	if walked, ok := (*iter).(*ir.ListIter); ok && !walked.Reversed {
		if _, isList := walked.List.Type().(ir.List); isList {
			list = walked.List
		}
	}
	if list == nil {
		list = f.must("PT404", at, "list", *iter)
	}
	let := f.bindTemp("items", &list)
	*iter = f.over(list)
	return let
}

package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// libraryIterators are the library functions whose result is walked.
var libraryIterators = map[string]func(f *function, e *syntax.Call) ir.Expr{}

func init() {
	libraryIterators = map[string]func(f *function, e *syntax.Call) ir.Expr{
		"heapq.merge":                             (*function).merge,
		"itertools.chain":                         (*function).merge,
		"itertools.chain.from_iterable":           (*function).flatten,
		"itertools.combinations":                  (*function).choices,
		"itertools.combinations_with_replacement": (*function).choices,
		"itertools.permutations":                  (*function).choices,
		"itertools.product":                       (*function).product,
		"itertools.accumulate":                    (*function).accumulate,
		"itertools.pairwise":                      (*function).pairs,
		"itertools.zip_longest":                   (*function).zipLongest,
		"itertools.count":                         (*function).countUp,
		"itertools.cycle":                         (*function).pairs,
		"itertools.islice":                        (*function).slicing,
		"itertools.repeat":                        (*function).repeating,
		"itertools.takewhile":                     (*function).testing,
		"itertools.dropwhile":                     (*function).testing,
		"itertools.filterfalse":                   (*function).testing,
		"itertools.compress":                      (*function).compress,
		"itertools.groupby":                       (*function).groupby,
	}
}

// libraryIter is the iterator that a library function gives, nil for anything
// else than a call of one.
func (f *function) libraryIter(e syntax.Expr) ir.Expr {
	call, ok := e.(*syntax.Call)
	if !ok {
		return nil
	}
	name := f.libraryCallee(call)
	if name == "itertools.starmap" {
		return f.eager(e)
	}
	if libraryIterators[name] == nil {
		return nil
	}
	return libraryIterators[name](f, call)
}

// libraryCallee is the library function that e calls, or "".
func (f *function) libraryCallee(e *syntax.Call) string {
	callee := f.m.info.CalleeOf(e)
	if callee == nil || callee.Kind != types.Library {
		return ""
	}
	return callee.Name
}

// walker reports whether e is a call whose result is walked and is no list.
func (f *function) walker(e syntax.Expr) bool {
	call, ok := e.(*syntax.Call)
	if !ok {
		return false
	}
	callee := f.m.info.CalleeOf(call)
	return callee != nil && (walkers[callee.Name] && callee.Kind != types.User || callee.Kind == types.Library && libraryIterators[callee.Name] != nil)
}

// merge lowers chain and merge, which fold over their arguments.
func (f *function) merge(e *syntax.Call) ir.Expr {
	f.keywords(e)
	name := f.builtinName(e)
	out := f.walkable(e.Args[0])
	for _, arg := range e.Args[1:] {
		out = f.must("PT404", e, name, out, f.walkable(arg))
	}
	return out
}

func (f *function) flatten(e *syntax.Call) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 1)
	return f.must("PT404", e, f.builtinName(e), f.walkable(e.Args[0]))
}

func (f *function) choices(e *syntax.Call) ir.Expr {
	count := f.keywords(e, "r")[0]
	f.arity(e, 1, 2)
	if len(e.Args) == 2 {
		count = e.Args[1]
	}
	return f.chosen(e, count)
}

// chosen applies a function that chooses count items.
func (f *function) chosen(e *syntax.Call, count syntax.Expr) ir.Expr {
	name := f.builtinName(e)
	if name == "itertools.product" {
		name += ":repeat"
	}
	iter := f.walkable(e.Args[0])
	if count == nil || isNone(count) {
		return f.must("PT404", e, name, iter)
	}
	n := f.exprAs(count, ir.Int)
	if lit, ok := n.(*ir.IntLit); ok && 2 <= lit.Value && lit.Value <= 4 {
		return f.must("PT404", e, name+":"+string(rune('0'+lit.Value)), iter)
	}
	return f.must("PT404", e, name, iter, n)
}

func (f *function) product(e *syntax.Call) ir.Expr {
	if star, ok := e.Args[0].(*syntax.Starred); ok {
		return f.must("PT404", e, "itertools.product:lists", f.listOfAll(star.Value))
	}
	if count := f.keywords(e, "repeat")[0]; count != nil {
		f.arity(e, 1, 1)
		return f.chosen(e, count)
	}
	f.arity(e, 2, 4)
	args := make([]ir.Expr, len(e.Args))
	for i, a := range e.Args {
		args[i] = f.walkable(a)
	}
	return f.must("PT404", e, f.builtinName(e), args...)
}

func (f *function) pairs(e *syntax.Call) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 1)
	return f.must("PT404", e, f.builtinName(e), f.walkable(e.Args[0]))
}

func (f *function) zipLongest(e *syntax.Call) ir.Expr {
	fill := f.keywords(e, "fillvalue")[0]
	f.arity(e, 2, 2)
	a, b := f.walkable(e.Args[0]), f.walkable(e.Args[1])
	if fill == nil || isNone(fill) {
		return f.must("PT404", e, f.builtinName(e), a, b)
	}
	return f.must("PT404", e, f.builtinName(e)+":fill", a, b, f.exprAs(fill, itemOf(a)))
}

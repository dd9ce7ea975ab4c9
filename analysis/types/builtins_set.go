package types

import (
	"maps"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// setMethods has the methods of set and frozenset that leave it as it is.
var setMethods = parseTable(map[string]string{
	"copy":                 "() -> self",
	"difference":           "(*others: iter[=E]) -> self",
	"intersection":         "(*others: iter[=E]) -> self",
	"isdisjoint":           "(other: iter[=E], /) -> bool",
	"issubset":             "(other: iter[=E], /) -> bool",
	"issuperset":           "(other: iter[=E], /) -> bool",
	"symmetric_difference": "(other: iter[E], /) -> self",
	"union":                "(*others: iter[E]) -> self",
})

// setChanges has the methods of set that change it.
var setChanges = parseTable(map[string]string{
	"add":                         "(elem: E, /) -> None",
	"clear":                       "() -> None",
	"difference_update":           "(*others: iter[=E]) -> None",
	"discard":                     "(elem: =E, /) -> None",
	"intersection_update":         "(*others: iter[=E]) -> None",
	"pop":                         "() -> E",
	"remove":                      "(elem: =E, /) -> None",
	"symmetric_difference_update": "(other: iter[E], /) -> None",
	"update":                      "(*others: iter[E]) -> None",
})

// anySetMethods has all methods of set.
var anySetMethods = func() map[string]*signature {
	all := maps.Clone(setMethods)
	maps.Copy(all, setChanges)
	return all
}()

func (w *walker) newSet(n syntax.Node, part int) *setT {
	return site(w, n, part, func() *setT { return &setT{elem: &slot{}} })
}

// setDisplay is {a, b}.
func (w *walker) setDisplay(e *syntax.Set) val {
	s := w.newSet(e, 0)
	for _, x := range w.elts(e.Elts) {
		w.hashable(x.at, x.val)
		w.store(s.elem, x.val, x.at)
	}
	return val{set: set{sets: s}}
}

// setComp is what a set comprehension makes.
func (w *walker) setComp(e *syntax.SetComp) val {
	s := w.newSet(e, 0)
	x := w.kept(e.Elt)
	w.hashable(e.Elt, x)
	w.store(s.elem, x, e.Elt)
	return val{set: set{sets: s}}
}

// setCall is set(…) and frozenset(…).
func (w *walker) setCall(c call) val {
	s := w.newSet(c.node, 0)
	out := val{set: set{sets: s}}
	if c.name == "frozenset" {
		out = val{set: set{frozen: s}}
	}
	pos, _, ok := w.args(c, 0, 1)
	if !ok || len(pos) == 0 {
		return out
	}
	x := w.value(pos[0])
	elem := w.elementSlot(x, pos[0], 0)
	w.hashable(pos[0], val{set: w.get(elem)})
	w.unify(s.elem, elem)
	return out
}

// anySet is the set or frozenset of an atom.
func (s set) anySet() *setT {
	if s.sets != nil {
		return s.sets
	}
	return s.frozen
}

// setOperator is the result of an operator on two sets: of the left one's kind.
func (w *walker) setOperator(op syntax.Op, a, b set) (set, outcome) {
	switch op {
	case "|", "&", "-", "^":
		w.unify(a.anySet().elem, b.anySet().elem)
		return a, fine
	}
	return set{}, typeError
}

// relatedSets reports whether two atoms are sets, and gives them one type of
// elements, so that they can be compared.
func (w *walker) relatedSets(a, b set) bool {
	x, y := a.setLike(), b.setLike()
	if x == nil || y == nil {
		return false
	}
	w.unify(x, y)
	return true
}

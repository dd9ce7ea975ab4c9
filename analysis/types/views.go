package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// Views. What keys() and items() of a dict give are sets to operators and comparisons
// (Python library reference, "Dictionary view objects"), but not of type set.

// view is the type of the elements of a view that is like a set; nil for all else.
func (s set) view() *slot {
	if s.iter != nil && (s.iter.of == "dict_keys" || s.iter.of == "dict_items") {
		return s.iter.elem
	}
	return nil
}

// IsView reports whether a type is that of the keys or the items of a dict, which
// operators take for a set.
func IsView(t Type) bool {
	it, ok := t.(Iterator)
	return ok && (it.Of == "dict_keys" || it.Of == "dict_items")
}

// setLike is the type of the elements of a set or of what is like one.
func (s set) setLike() *slot {
	if any := s.anySet(); any != nil {
		return any.elem
	}
	return s.view()
}

// viewOperator is the result of an operator on two atoms of which one is a view: a
// new set. Python takes all that can be walked for the other one.
func (w *walker) viewOperator(n syntax.Node, op syntax.Op, a, b set) (set, outcome) {
	switch op {
	case "|", "&", "-", "^":
	default:
		return set{}, typeError
	}
	x, y := a.setLike(), b.setLike()
	if x == nil || y == nil {
		return set{}, refused
	}
	out := w.newSet(n, 0)
	w.unify(x, y)
	w.unify(out.elem, x)
	w.hashable(n, val{set: w.get(x)})
	return set{sets: out}, fine
}

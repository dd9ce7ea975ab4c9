package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// newVarying is a tuple of any length made at a node.
func (w *walker) newVarying(n syntax.Node, part int) *varyingT {
	return site(w, n, part, func() *varyingT { return &varyingT{elem: &slot{}} })
}

// tupleCall is tuple(…).
func (w *walker) tupleCall(c call) val {
	pos, _, ok := w.args(c, 0, 1)
	if !ok {
		return notKnown()
	}
	if len(pos) == 0 {
		return val{set: set{tuple: w.newTuple(c.node, 0, 0)}}
	}
	return w.tupleOf(c.node, pos[0], w.value(pos[0]))
}

// tupleOf is the tuple of what x yields; a tuple stays what it is.
func (w *walker) tupleOf(n syntax.Node, at syntax.Expr, x val) val {
	if x.tuple != nil && x.set == (set{tuple: x.tuple}) || x.varying != nil && x.set == (set{varying: x.varying}) {
		return x
	}
	if x.empty() {
		return notKnown()
	}
	t := w.newVarying(n, 0)
	w.unify(t.elem, w.elementSlot(x, at, 0))
	return val{set: set{varying: t}}
}

// starredTuple is a tuple display with stars in it.
func (w *walker) starredTuple(e *syntax.Tuple) val {
	t := w.newVarying(e, 0)
	for _, x := range w.elts(e.Elts) {
		w.store(t.elem, x.val, x.at)
	}
	return val{set: set{varying: t}}
}

// anyTuple reports whether an atom is a tuple of any kind.
func (s set) anyTuple() bool { return s.tuple != nil || s.varying != nil }

// relatedTuples reports whether two tuples can be compared: they have the same
// length, or the length of one is known only when the program runs. Such get one
// type of elements.
func (w *walker) relatedTuples(a, b set) outcome {
	if a.tuple != nil && b.tuple != nil && len(a.tuple.elems) != len(b.tuple.elems) {
		return refused
	}
	w.merge(a, b)
	return fine
}

// varied is a tuple of any length made of the elements of tuples that stay what
// they are.
func (w *walker) varied(n syntax.Node, tuples ...set) set {
	all := w.newVarying(n, 1)
	for _, t := range tuples {
		if t.varying != nil {
			w.unify(all.elem, t.varying.elem)
			continue
		}
		for _, e := range t.tuple.elems {
			w.put(all.elem, w.get(e))
		}
	}
	return set{varying: all}
}

// repeatTuple is t * n, of a known length where n is a literal.
func (w *walker) repeatTuple(n syntax.Node, t set, times syntax.Expr) set {
	const most = 12 // elements of a tuple that Rust knows as one
	count, ok := intConstant(times)
	if t.tuple == nil || !ok || count < 0 || int(count)*len(t.tuple.elems) > most {
		return w.varied(n, t)
	}
	size := len(t.tuple.elems)
	out := w.newTuple(n, 1+int(count)*size, int(count)*size)
	for i, s := range out.elems {
		w.unify(s, t.tuple.elems[i%size])
	}
	return set{tuple: out}
}

// addTuples is a + b.
func (w *walker) addTuples(n syntax.Node, a, b set) set {
	if a.tuple == nil || b.tuple == nil {
		return w.varied(n, a, b)
	}
	slots := append(append([]*slot{}, a.tuple.elems...), b.tuple.elems...)
	t := w.newTuple(n, len(slots), len(slots))
	for i, s := range slots {
		w.unify(t.elems[i], s)
	}
	return set{tuple: t}
}

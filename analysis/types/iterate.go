package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// iterate evaluates what a loop walks over and gives the values it yields.
func (w *walker) iterate(e syntax.Expr) val {
	return w.elements(w.value(e), e)
}

// elements is what walking over x yields.
func (w *walker) elements(x val, at syntax.Node) val {
	if x.unknown() {
		w.suggestList(x, weak)
	}
	if x.has(bNone) {
		w.optional(at, x, "iterated")
	}
	if x.has(bNumeric) || x.fn != nil || x.exc != "" {
		if !x.composed() && !x.has(bStr) {
			w.refuse("PT206", at, "%s cannot be iterated: Python raises TypeError", w.typeOf(x.set))
		}
	}
	out := follows(x)
	add := func(s *slot) {
		out.set, _ = w.merge(out.set, w.get(s))
		out.src = s
	}
	if x.inst != nil || x.class != nil {
		out = w.elementsOf(x, at)
	}
	if x.has(bStr) {
		out.set.bits |= bStr
	}
	if x.list != nil {
		add(x.list.elem)
	}
	if x.dict != nil {
		add(x.dict.key)
	}
	if x.iter != nil {
		add(x.iter.elem)
	}
	if x.varying != nil {
		add(x.varying.elem)
	}
	if x.sets != nil {
		add(x.sets.elem)
	}
	if x.frozen != nil {
		add(x.frozen.elem)
	}
	if x.object != nil && len(x.object.args) > 0 {
		add(x.object.args[0])
	}
	if x.has(bBytes) {
		out.set.bits |= bInt
	}
	w.walkAsSequence(x)
	if x.tuple != nil {
		for _, s := range x.tuple.elems {
			add(s)
		}
		w.sameElements(x.tuple, at)
	}
	return out
}

// walkAsSequence makes a tuple in a variable one of any length when it is used
// as a sequence and long enough to be meant as one: a Rust tuple cannot be walked.
func (w *walker) walkAsSequence(x val) {
	const long = 3
	if x.tuple == nil || x.src == nil || len(x.tuple.elems) < long || x.src.root().declared {
		return
	}
	var all set
	for _, s := range x.tuple.elems {
		all.bits |= w.get(s).widened().bits
		if w.get(s).composed() {
			return
		}
	}
	if kinds := all.without(bNone | bUnbound).atoms(); len(kinds) == 1 {
		w.put(x.src, set{varying: w.vary(x.set)})
	}
}

// sameElements refuses to walk a tuple whose elements have different types.
func (w *walker) sameElements(t *tupleT, at syntax.Node) {
	if !w.record || len(t.elems) == 0 {
		return
	}
	first := w.slotType(t.elems[0])
	for _, s := range t.elems[1:] {
		if !Equal(first, w.slotType(s)) {
			w.refuse("PT203", at, "the elements of the tuple have different types, so it cannot be walked over")
			return
		}
	}
}

// elementSlot is a slot that holds what walking over x yields; that of x itself
// where there is one, so that results share its type.
func (w *walker) elementSlot(x val, n syntax.Node, part int) *slot {
	elem := w.elements(x, n)
	if kinds := x.without(bNone | bUnbound).atoms(); len(kinds) == 1 {
		switch x := kinds[0]; {
		case x.list != nil:
			return x.list.elem
		case x.dict != nil:
			return x.dict.key
		case x.iter != nil:
			return x.iter.elem
		case x.varying != nil:
			return x.varying.elem
		case x.sets != nil:
			return x.sets.elem
		case x.frozen != nil:
			return x.frozen.elem
		}
	}
	s := site(w, n, 100+part, func() *slot { return &slot{} })
	w.flow(s, elem)
	w.put(s, elem.set)
	return s
}

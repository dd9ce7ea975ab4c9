package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// nextCall evaluates next(iterator, default) of an iterator that is made for it:
// one that is kept gives another item at each call.
func (w *walker) nextCall(c call) val {
	pos, _, ok := w.args(c, 1, 2)
	if !ok || len(pos) == 0 {
		return notKnown()
	}
	x := w.value(pos[0])
	item := w.elements(x, pos[0])
	switch {
	case x.iter == nil && !x.empty():
		w.refuse("PT206", pos[0], "%s is no iterator: Python raises TypeError", w.typeOf(x.set))
	case x.iter != nil && x.iter.of == GeneratorIterator:
	case !fresh(pos[0]):
		w.refuse("PT402", c.node, "next is translated for generators, iter(…), and an iterator that is made where it stands: next(x for x in xs if …)")
	case len(pos) == 1:
		w.refuse("PT402", c.node, "next without a default raises StopIteration, which is not translated here: give it a default")
	}
	if len(pos) == 1 {
		return item
	}
	other := w.kept(pos[1])
	merged, _ := w.merge(item.set, other.set)
	if merged.blend() {
		w.check(c.node, val{set: merged})
	}
	return val{set: merged}
}

// iterCall evaluates iter(xs).
func (w *walker) iterCall(c call) val {
	it := w.newIter(c.node, GeneratorIterator, nil)
	if pos, _, ok := w.args(c, 1, 1); ok {
		w.unify(it.elem, w.elementSlot(w.value(pos[0]), pos[0], 0))
	}
	return val{set: set{iter: it}}
}

// fresh reports whether e makes an iterator.
func fresh(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.GeneratorExp:
		return true
	case *syntax.Call:
		f, ok := e.Func.(*syntax.Name)
		return ok && makers[f.ID]
	}
	return false
}

// transposed evaluates zip(*rows), which gives tuples as long as there are rows.
func (w *walker) transposed(c call, star *syntax.Starred) val {
	it := w.newIter(c.node, "zip", nil)
	rows := w.value(star.Value)
	w.note(star, rows)
	row := w.elements(rows, star.Value)
	column := site(w, c.node, 0, func() *varyingT { return &varyingT{elem: &slot{}} })
	w.store(column.elem, w.elements(row, star.Value), star.Value)
	w.put(it.elem, set{varying: column})
	return val{set: set{iter: it}}
}

package types

import (
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// GeneratorIterator is the kind of iterator that a generator function, a generator
// expression and iter give: an object that can be kept, and walked bit by bit.
const GeneratorIterator = "generator"

// yieldStmt walks a yield that stands alone, so that nothing reads its value, and
// reports whether it was one.
func (w *walker) yieldStmt(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Yield:
		w.yields(e)
	case *syntax.YieldFrom:
		w.yieldsFrom(e)
	default:
		return false
	}
	return true
}

// yields walks yield x.
func (w *walker) yields(e *syntax.Yield) {
	x, at := val{set: basic(bNone)}, syntax.Expr(e)
	if e.Value != nil {
		x, at = w.kept(e.Value), e.Value
	}
	w.yieldItem(x, at)
}

// yieldsFrom walks yield from xs.
func (w *walker) yieldsFrom(e *syntax.YieldFrom) {
	w.yieldItem(w.iterate(e.Value), e.Value)
}

// yieldItem makes x an item of the generator that is walked.
func (w *walker) yieldItem(x val, at syntax.Node) {
	fn := w.u.fn
	if fn == nil || fn.yields == nil {
		return
	}
	w.accept(fn.yields, x.set, at, "yielded value")
	w.flow(fn.yields, x)
	w.put(fn.yields, x.set)
}

// annotateGenerator gives a generator function the items that its annotation says.
func (in *solver) annotateGenerator(fn *function, a annotation) {
	var items *slot
	switch {
	case a.likely.iter != nil:
		items = a.likely.iter.elem
	case a.likely.list != nil && in.annotatesIterable(fn.f.Def.Returns):
		items = a.likely.list.elem
	case a.open:
		return
	default:
		in.report(compat.New("PT205", fn.f.Def.Returns.Span(), "%s is a generator, so a call of it gives an Iterator", fn.f.Name))
		return
	}
	in.unify(fn.yields, items)
	fn.claim = Iterator{Elem: in.slotType(fn.yields), Of: GeneratorIterator}
}

// annotatesIterable reports whether an annotation says Iterable[T], which a
// generator is.
func (in *solver) annotatesIterable(e syntax.Expr) bool {
	sub, ok := e.(*syntax.Subscript)
	if !ok {
		return false
	}
	switch name := sub.Value.(type) {
	case *syntax.Name:
		return name.ID == "Iterable"
	case *syntax.Attribute:
		return name.Attr == "Iterable"
	}
	return false
}

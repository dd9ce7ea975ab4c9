package types

// heapqSpecials has the functions of heapq and bisect.
func heapqSpecials() map[string]special {
	find, insert := "(a: any, x: =E, lo: int =, hi: int|None =) -> int", "(a: any, x: E, /) -> None"
	return map[string]special{
		"heapq.heapify":     inPlace("(x: any, /) -> None"),
		"heapq.heappop":     inPlace("(heap: any, /) -> E"),
		"heapq.heappush":    inPlace("(heap: any, item: E, /) -> None"),
		"heapq.heappushpop": inPlace("(heap: any, item: E, /) -> E"),
		"heapq.heapreplace": inPlace("(heap: any, item: E, /) -> E"),
		"heapq.nlargest":    (*walker).nlargest,
		"heapq.nsmallest":   (*walker).nlargest,
		"heapq.merge":       (*walker).heapMerge,

		"bisect.bisect":       over(0, find),
		"bisect.bisect_left":  over(0, find),
		"bisect.bisect_right": over(0, find),
		"bisect.insort":       inPlace(insert),
		"bisect.insort_left":  inPlace(insert),
		"bisect.insort_right": inPlace(insert),
	}
}

// nlargest is nlargest and nsmallest.
func (w *walker) nlargest(c call) val {
	l := w.newList(c.node, 0)
	pos, kw, ok := w.args(c, 2, 2, "key")
	if !ok {
		return val{set: set{list: l}}
	}
	n := w.value(pos[0])
	if n.unknown() {
		w.suggest(n, strong, basic(bInt))
	}
	w.wantInt(pos[0], n, "the argument n of "+c.name)
	s := w.elementSlot(w.value(pos[1]), pos[1], 0)
	w.comparable(c, pos[1], val{set: w.get(s), src: s}, kw["key"])
	w.unify(l.elem, s)
	return val{set: set{list: l}}
}

// heapMerge is merge of sorted iterables.
func (w *walker) heapMerge(c call) val {
	it := w.newIter(c.node, c.name, nil)
	pos, _, ok := w.args(c, 1, -1)
	if ok {
		for i, a := range pos {
			w.unify(it.elem, w.elementSlot(w.value(a), a, i))
		}
		w.comparable(c, pos[0], val{set: w.get(it.elem), src: it.elem}, nil)
	}
	return val{set: set{iter: it}}
}

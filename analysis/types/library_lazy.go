package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// The functions of itertools that give items one by one as they come, or without
// end.

// productOf is product(*xs): tuples as long as there are iterables.
func (w *walker) productOf(c call, star *syntax.Starred) val {
	it := w.newIter(c.node, c.name, nil)
	pools := w.value(star.Value)
	w.note(star, pools)
	t := w.newVarying(c.node, 2)
	pool := w.elements(pools, star.Value)
	w.store(t.elem, w.elements(pool, star.Value), star.Value)
	w.put(it.elem, set{varying: t})
	return val{set: set{iter: it}}
}

// countUp is count(), count(start) and count(start, step).
func (w *walker) countUp(c call) val {
	it := w.newIter(c.node, c.name, nil)
	pos, kw, ok := w.args(c, 0, 2, "start", "step")
	if !ok {
		return val{set: set{iter: it}}
	}
	for _, name := range []string{"start", "step"} {
		if a := kw[name]; a != nil {
			pos = append(pos, a)
		}
	}
	var kind set
	for _, a := range pos {
		x := w.value(a)
		switch {
		case x.unknown():
			w.suggest(x, strong, basic(bInt))
		case !x.only(bInts) && !x.only(bFloat):
			w.refuse("PT206", a, "count is translated for ints and floats, not %s", w.typeOf(x.set))
		}
		kind, _ = w.merge(kind, x.set.widened())
	}
	if kind.blend() {
		w.refuse("PT404", c.node, "count from an int by floats, or the other way round, is not translated")
	}
	if kind.empty() {
		kind = basic(bInt)
	}
	w.put(it.elem, kind)
	return val{set: set{iter: it}}
}

// passing is an iterator of the items of another: cycle(xs).
func (w *walker) passing(c call) val {
	it := w.newIter(c.node, c.name, nil)
	if pos, _, ok := w.args(c, 1, 1); ok {
		w.unify(it.elem, w.elementSlot(w.value(pos[0]), pos[0], 0))
	}
	return val{set: set{iter: it}}
}

// slicing is islice(xs, stop) and islice(xs, start, stop, step).
func (w *walker) slicing(c call) val {
	it := w.newIter(c.node, c.name, nil)
	pos, _, ok := w.args(c, 2, 4)
	if !ok {
		return val{set: set{iter: it}}
	}
	w.unify(it.elem, w.elementSlot(w.value(pos[0]), pos[0], 0))
	for _, a := range pos[1:] {
		x := w.value(a)
		if x.unknown() && !x.has(bNone) {
			w.suggest(x, strong, basic(bInt))
		}
		w.match(c, sigParam{name: "stop", typ: parsePattern("int|None")}, a, x, val{})
	}
	return val{set: set{iter: it}}
}

// repeating is repeat(x) and repeat(x, n).
func (w *walker) repeating(c call) val {
	it := w.newIter(c.node, c.name, nil)
	pos, kw, ok := w.args(c, 1, 2, "times")
	if !ok {
		return val{set: set{iter: it}}
	}
	x := w.kept(pos[0])
	w.store(it.elem, x, pos[0])
	times := kw["times"]
	if len(pos) == 2 {
		times = pos[1]
	}
	if times != nil {
		w.wantInt(times, w.value(times), "the argument times of "+c.name)
	}
	return val{set: set{iter: it}}
}

// testing is a function that looks at each item: takewhile(f, xs).
func (w *walker) testing(c call) val {
	it := w.newIter(c.node, c.name, nil)
	pos, _, ok := w.args(c, 2, 2)
	if !ok {
		return val{set: set{iter: it}}
	}
	s := w.elementSlot(w.value(pos[1]), pos[1], 0)
	w.unify(it.elem, s)
	if _, none := pos[0].(*syntax.None); none && c.name == "itertools.filterfalse" {
		return val{set: set{iter: it}}
	}
	if _, ok := w.applied(pos[0], []val{{set: w.get(s), src: s}}); !ok {
		w.eval(pos[0])
		w.refuse("PT510", pos[0], "%s is translated only with a lambda or the name of a function", c.name)
	}
	return val{set: set{iter: it}}
}

// starmap is starmap(f, tuples): f of the elements of each.
func (w *walker) starmap(c call) val {
	it := w.newIter(c.node, c.name, nil)
	pos, _, ok := w.args(c, 2, 2)
	if !ok {
		return val{set: set{iter: it}}
	}
	item := w.elements(w.value(pos[1]), pos[1])
	if item.tuple == nil || len(item.atoms()) != 1 {
		if !item.empty() {
			w.refuse("PT404", pos[1], "starmap is translated for tuples of one length")
		}
		return val{set: set{iter: it}}
	}
	args := make([]val, len(item.tuple.elems))
	for i, s := range item.tuple.elems {
		args[i] = val{set: w.get(s), src: s}
	}
	result, ok := w.applied(pos[0], args)
	if !ok {
		w.eval(pos[0])
		w.refuse("PT510", pos[0], "starmap is translated only with a lambda or the name of a function")
	}
	w.put(it.elem, result.set)
	return val{set: set{iter: it}}
}

// compress is compress(xs, selectors).
func (w *walker) compress(c call) val {
	it := w.newIter(c.node, c.name, nil)
	if pos, _, ok := w.args(c, 2, 2); ok {
		w.unify(it.elem, w.elementSlot(w.value(pos[0]), pos[0], 0))
		w.elements(w.value(pos[1]), pos[1])
	}
	return val{set: set{iter: it}}
}

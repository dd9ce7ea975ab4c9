package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// itertoolsSpecials has the functions of itertools; each gives an iterator named
// after it.
func itertoolsSpecials() map[string]special {
	return map[string]special{
		"itertools.chain":                         (*walker).chain,
		"itertools.chain.from_iterable":           (*walker).flatten,
		"itertools.combinations":                  (*walker).choices,
		"itertools.combinations_with_replacement": (*walker).choices,
		"itertools.permutations":                  (*walker).choices,
		"itertools.product":                       (*walker).product,
		"itertools.accumulate":                    (*walker).accumulate,
		"itertools.pairwise":                      (*walker).pairwise,
		"itertools.zip_longest":                   (*walker).zipLongest,
		"itertools.count":                         (*walker).countUp,
		"itertools.cycle":                         (*walker).passing,
		"itertools.islice":                        (*walker).slicing,
		"itertools.repeat":                        (*walker).repeating,
		"itertools.takewhile":                     (*walker).testing,
		"itertools.dropwhile":                     (*walker).testing,
		"itertools.filterfalse":                   (*walker).testing,
		"itertools.starmap":                       (*walker).starmap,
		"itertools.compress":                      (*walker).compress,
		"itertools.groupby":                       (*walker).groupby,
	}
}

func (w *walker) chain(c call) val {
	it := w.newIter(c.node, c.name, nil)
	if pos, _, ok := w.args(c, 1, -1); ok {
		for i, a := range pos {
			w.unify(it.elem, w.elementSlot(w.value(a), a, i))
		}
	}
	return val{set: set{iter: it}}
}

func (w *walker) flatten(c call) val {
	it := w.newIter(c.node, c.name, nil)
	if pos, _, ok := w.args(c, 1, 1); ok {
		inner := w.elements(w.value(pos[0]), pos[0])
		w.unify(it.elem, w.elementSlot(inner, pos[0], 0))
	}
	return val{set: set{iter: it}}
}

// chosen is an iterator of tuples of n elements, of any number when n is not
// written out.
func (w *walker) chosen(c call, elem *slot, count syntax.Expr) val {
	const most = 4
	it := w.newIter(c.node, c.name, nil)
	if n, ok := intConstant(count); count != nil && ok && 2 <= n && n <= most {
		t := w.newTuple(c.node, 1, int(n))
		for _, s := range t.elems {
			w.unify(s, elem)
		}
		w.put(it.elem, set{tuple: t})
		return val{set: set{iter: it}}
	}
	t := w.newVarying(c.node, 2)
	w.unify(t.elem, elem)
	w.put(it.elem, set{varying: t})
	return val{set: set{iter: it}}
}

// choices is combinations and permutations.
func (w *walker) choices(c call) val {
	least := 2
	if c.name == "itertools.permutations" {
		least = 1
	}
	pos, kw, ok := w.args(c, least, 2, "r")
	if !ok {
		return notKnown()
	}
	count := kw["r"]
	if len(pos) == 2 {
		count = pos[1]
	}
	elem := w.elementSlot(w.value(pos[0]), pos[0], 0)
	if count != nil {
		w.wantInt(count, w.value(count), "the argument r of "+c.name)
	}
	return w.chosen(c, elem, count)
}

func (w *walker) product(c call) val {
	if args := c.node.Args; len(args) == 1 && isStarred(args[0]) && len(c.node.Keywords) == 0 {
		return w.productOf(c, args[0].(*syntax.Starred))
	}
	pos, kw, ok := w.args(c, 1, 4, "repeat")
	if !ok {
		return notKnown()
	}
	if count := kw["repeat"]; count != nil && len(pos) == 1 {
		elem := w.elementSlot(w.value(pos[0]), pos[0], 0)
		w.wantInt(count, w.value(count), "the argument repeat of "+c.name)
		return w.chosen(c, elem, count)
	} else if count != nil {
		w.value(count)
		w.refuse("PT404", count, "product of several iterables with repeat= is not translated")
	}
	it := w.newIter(c.node, c.name, nil)
	t := w.newTuple(c.node, 1, len(pos))
	for i, a := range pos {
		w.unify(t.elems[i], w.elementSlot(w.value(a), a, i))
	}
	if len(pos) == 1 {
		w.refuse("PT404", c.node, "product of one iterable is not translated")
	}
	w.put(it.elem, set{tuple: t})
	return val{set: set{iter: it}}
}

func (w *walker) accumulate(c call) val {
	it := w.newIter(c.node, c.name, nil)
	pos, kw, ok := w.args(c, 1, 2, "func", "initial")
	if !ok {
		return val{set: set{iter: it}}
	}
	if fn := kw["func"]; fn != nil && len(pos) == 1 {
		pos = append(pos, fn)
	}
	elem := w.elements(w.value(pos[0]), pos[0])
	first, from := elem, pos[0]
	if start := kw["initial"]; start != nil {
		if _, none := start.(*syntax.None); !none { // which is none
			first, from = w.value(start), start
		}
	}
	w.flow(it.elem, first)
	w.put(it.elem, first.set)
	if len(pos) == 1 {
		for _, x := range []struct {
			val
			at syntax.Expr
		}{{elem, pos[0]}, {first, from}} {
			if !x.only(bInts) && !x.only(bFloat) && !x.empty() {
				w.refuse("PT404", x.at, "accumulate is translated for ints and floats, or with a function")
			}
		}
		if elem.has(bFloat) != first.has(bFloat) && !elem.empty() && !first.empty() && !first.only(bFloat) {
			w.refuse("PT203", from, "the first total is an int and the others are floats: write float(…)")
		}
		return val{set: set{iter: it}}
	}
	result, ok := w.applied(pos[1], []val{{set: w.get(it.elem), src: it.elem}, elem})
	if !ok {
		w.eval(pos[1])
		w.refuse("PT510", pos[1], "accumulate is translated only with a lambda or the name of a function")
		return val{set: set{iter: it}}
	}
	w.put(it.elem, result.set)
	return val{set: set{iter: it}}
}

func (w *walker) pairwise(c call) val {
	pos, _, ok := w.args(c, 1, 1)
	if !ok {
		return notKnown()
	}
	it := w.newIter(c.node, c.name, nil)
	t := w.newTuple(c.node, 1, 2)
	s := w.elementSlot(w.value(pos[0]), pos[0], 0)
	w.unify(t.elems[0], s)
	w.unify(t.elems[1], s)
	w.put(it.elem, set{tuple: t})
	return val{set: set{iter: it}}
}

func (w *walker) zipLongest(c call) val {
	pos, kw, ok := w.args(c, 2, 2, "fillvalue")
	if !ok {
		return notKnown()
	}
	it := w.newIter(c.node, c.name, nil)
	t := w.newTuple(c.node, 1, 2)
	for i, a := range pos {
		elem := w.elements(w.value(a), a)
		w.put(t.elems[i], elem.set)
		if fill := kw["fillvalue"]; fill != nil {
			w.put(t.elems[i], w.value(fill).set)
		} else {
			w.put(t.elems[i], basic(bNone))
		}
	}
	w.put(it.elem, set{tuple: t})
	return val{set: set{iter: it}}
}

package types

// statisticsSpecials has the functions of statistics.
func statisticsSpecials() map[string]special {
	out := map[string]special{}
	for _, name := range []string{"mean", "fmean", "median", "stdev", "pstdev", "variance", "pvariance"} {
		out["statistics."+name] = (*walker).average
	}
	for _, name := range []string{"mode", "multimode", "median_low", "median_high"} {
		out["statistics."+name] = (*walker).middle
	}
	out["statistics.quantiles"] = (*walker).quantiles
	return out
}

// quantiles is quantiles(xs, n=4, method="exclusive").
func (w *walker) quantiles(c call) val {
	l := w.newList(c.node, 0)
	w.put(l.elem, basic(bFloat))
	out := val{set: set{list: l}}
	pos, kw, ok := w.args(c, 1, 1, "n", "method")
	if !ok {
		return out
	}
	x := w.elements(w.value(pos[0]), pos[0])
	if !x.empty() && !x.only(bInts) && !x.only(bFloat) {
		w.refuse("PT206", pos[0], "%s is translated for ints and floats, not %s", c.name, w.typeOf(x.set))
	}
	if n := kw["n"]; n != nil {
		w.wantInt(n, w.value(n), "the argument n of "+c.name)
	}
	if method := kw["method"]; method != nil {
		w.wantText(c, method)
	}
	return out
}

// intsToo has the functions that give an int where the numbers are ints and the
// result is whole: Python's mean([1, 3]) is 2, but mean([1, 2]) is 1.5.
var intsToo = map[string]bool{
	"statistics.mean": true, "statistics.median": true, "statistics.variance": true, "statistics.pvariance": true,
}

// average is a function of a list of numbers. Of ints it gives an int or a float.
func (w *walker) average(c call) val {
	pos, _, ok := w.args(c, 1, 1)
	if !ok {
		return val{set: basic(bFloat)}
	}
	x := w.elements(w.value(pos[0]), pos[0])
	switch {
	case x.empty():
	case x.only(bInts):
		if intsToo[c.name] {
			return val{set: basic(bInt | bFloat)}
		}
	case !x.only(bFloat):
		w.refuse("PT206", pos[0], "%s is translated for ints and floats, not %s", c.name, w.typeOf(x.set))
	}
	return val{set: basic(bFloat)}
}

// middle is a function that gives one of the values, or a list of some.
func (w *walker) middle(c call) val {
	pos, _, ok := w.args(c, 1, 1)
	if !ok {
		return val{}
	}
	s := w.elementSlot(w.value(pos[0]), pos[0], 0)
	elem := val{set: w.get(s), src: s}
	switch c.name {
	case "statistics.median_low", "statistics.median_high":
		w.comparable(c, pos[0], elem, nil)
	default:
		w.hashable(pos[0], elem)
	}
	if c.name == "statistics.multimode" {
		l := w.newList(c.node, 0)
		w.unify(l.elem, s)
		return val{set: set{list: l}}
	}
	return elem
}

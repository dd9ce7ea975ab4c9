package types

func functoolsSpecials() map[string]special {
	return map[string]special{"functools.reduce": (*walker).reduce}
}

// reduce is reduce(f, xs) and reduce(f, xs, start): what f makes of what came out
// so far and the next item.
func (w *walker) reduce(c call) val {
	pos, _, ok := w.args(c, 2, 3)
	if !ok {
		return notKnown()
	}
	out := site(w, c.node, 0, func() *slot { return &slot{} })
	elem := w.elements(w.value(pos[1]), pos[1])
	if len(pos) == 3 {
		start := w.value(pos[2])
		w.flow(out, start)
		w.put(out, start.set)
	} else {
		w.flow(out, elem)
		w.put(out, elem.set)
	}
	result, ok := w.applied(pos[0], []val{{set: w.get(out), src: out}, elem})
	if !ok {
		w.eval(pos[0])
		w.refuse("PT510", pos[0], "reduce is translated only with a lambda or the name of a function")
		return notKnown()
	}
	w.flow(out, result)
	w.put(out, result.set)
	return val{set: w.get(out), src: out}
}

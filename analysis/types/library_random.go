package types

// randomSpecials has the functions of random. What they give after
// random.seed(n) is what Python gives; without that nobody can foretell it.
func randomSpecials() map[string]special {
	out := map[string]special{
		"random.choice":  over(0, "(seq: any, /) -> E"),
		"random.choices": (*walker).drawn,
		"random.sample":  (*walker).drawn,
		"random.shuffle": inPlace("(x: any, /) -> None"),
	}
	for name, text := range map[string]string{
		"random.seed":           "(a: int, /) -> None",
		"random.random":         "() -> float",
		"random.uniform":        "(a: float, b: float) -> float",
		"random.gauss":          "(mu: float, sigma: float) -> float",
		"random.normalvariate":  "(mu: float, sigma: float) -> float",
		"random.lognormvariate": "(mu: float, sigma: float) -> float",
		"random.betavariate":    "(alpha: float, beta: float) -> float",
		"random.gammavariate":   "(alpha: float, beta: float) -> float",
		"random.paretovariate":  "(alpha: float) -> float",
		"random.weibullvariate": "(alpha: float, beta: float) -> float",
		"random.triangular":     "(low: float, high: float, mode: float =) -> float",
		"random.randbytes":      "(n: int) -> bytes",
		"random.expovariate":    "(lambd: float) -> float",
		"random.getrandbits":    "(k: int, /) -> int",
		"random.randint":        "(a: int, b: int) -> int",
		"random.randrange":      "(start: int, stop: int =, step: int =) -> int",
	} {
		s := parseSignature(text)
		out[name] = func(w *walker, c call) val { return w.apply(c, s, val{}) }
	}
	return out
}

// drawn is sample(xs, k) and choices(xs, weights, k=k).
func (w *walker) drawn(c call) val {
	l := w.newList(c.node, 0)
	most, keywords := 2, []string{"k"}
	if c.name == "random.choices" {
		keywords = append(keywords, "weights")
	}
	pos, kw, ok := w.args(c, 1, most, keywords...)
	if !ok {
		return val{set: set{list: l}}
	}
	x := w.value(pos[0])
	if x.unknown() {
		w.suggestList(x, strong)
	} else if x.set != (set{list: x.list}) && (!x.isRange() || c.name != "random.sample") {
		w.refuse("PT206", pos[0], "%s is translated for a list, not %s", c.name, w.typeOf(x.set))
	}
	w.unify(l.elem, w.elementSlot(x, pos[0], 0))
	count, weights := kw["k"], kw["weights"]
	if len(pos) == 2 && c.name == "random.sample" {
		count = pos[1]
	} else if len(pos) == 2 {
		weights = pos[1]
	}
	if count != nil {
		w.wantInt(count, w.value(count), "the argument k of "+c.name)
	}
	if weights != nil {
		w.elements(w.value(weights), weights)
	}
	return val{set: set{list: l}}
}

package types

import "slices"
import "github.com/portalis-dev/portalis/analysis/syntax"

// absolute is the type of abs(x).
func absolute(x set) set {
	out := basic(x.bits & (bInts | bFloat)).widened()
	if x.has(bBool) {
		out.bits |= bInt
	}
	if x.has(bComplex) {
		out.bits |= bFloat
	}
	return out
}

func (w *walker) abs(c call) val {
	pos, _, ok := w.args(c, 1, 1)
	if !ok {
		return notKnown()
	}
	x := w.value(pos[0])
	if x.unknown() {
		w.suggest(x, weakest, basic(bInt))
	}
	if x.has(bComplex) {
		w.refuse("PT512", c.node, "complex numbers are not translated")
	}
	if out, ok := w.converts(c, x.set, pos[0]); ok {
		return out
	}
	w.match(c, sigParam{name: "x", typ: numberArgument}, pos[0], val{set: x.without(bComplex), src: x.src}, val{})
	return val{set: absolute(x.set)}
}

func (w *walker) intCall(c call) val {
	out := val{set: basic(bInt)}
	pos, kw, ok := w.args(c, 0, 2, "base")
	if !ok || len(pos) == 0 {
		return out
	}
	if len(pos) == 2 {
		kw["base"] = pos[1]
	}
	x := w.eval(pos[0])
	if base := kw["base"]; base != nil {
		w.match(c, sigParam{name: "x", typ: parsePattern("str")}, pos[0], x, val{})
		w.wantInt(base, w.value(base), "the base")
		return out
	}
	if !x.only(bInts | bFloat) {
		w.check(pos[0], x)
	}
	w.match(c, sigParam{name: "x", typ: intArgument}, pos[0], x, val{})
	return out
}

func (w *walker) round(c call) val {
	pos, kw, ok := w.args(c, 1, 2, "ndigits")
	if !ok {
		return notKnown()
	}
	if len(pos) == 2 {
		kw["ndigits"] = pos[1]
	}
	digits := kw["ndigits"]
	if _, none := digits.(*syntax.None); none {
		w.eval(digits)
		digits = nil
	}
	x := w.eval(pos[0])
	if x.unknown() {
		w.suggest(x, weak, basic(bFloat))
	}
	var more []val
	if digits != nil {
		more = append(more, w.value(digits))
	}
	if out, ok := w.converts(c, x.set, pos[0], more...); ok {
		return out
	}
	w.match(c, sigParam{name: "number", typ: numberArgument}, pos[0], x, val{})
	if digits == nil {
		return val{set: basic(bInt)}
	}
	w.check(pos[0], x)
	w.wantInt(digits, more[0], "the number of digits")
	return val{set: absolute(x.set)}
}

func (w *walker) divmod(c call) val {
	pos, _, ok := w.args(c, 2, 2)
	if !ok {
		return notKnown()
	}
	l, r := w.value(pos[0]), w.value(pos[1])
	if w.doneBy(c, "__divmod__", l) || w.doneBy(c, "__rdivmod__", r) {
		return notKnown()
	}
	q := w.binary(c.node, "//", l, r, pos[0], pos[1])
	t := w.newTuple(c.node, 2, 2)
	w.put(t.elems[0], q.set)
	w.put(t.elems[1], q.set)
	return val{set: set{tuple: t}}
}

func (w *walker) pow(c call) val {
	pos, _, ok := w.args(c, 2, 3)
	if !ok {
		return notKnown()
	}
	if len(pos) == 2 {
		l, r := w.eval(pos[0]), w.eval(pos[1])
		return w.binary(c.node, "**", l, r, pos[0], pos[1])
	}
	for _, a := range pos {
		x := w.value(a)
		if x.unknown() {
			w.suggest(x, strong, basic(bInt))
		}
		w.wantInt(a, x, "an argument of pow")
	}
	return val{set: basic(bInt)}
}

func (w *walker) sum(c call) val {
	pos, kw, ok := w.args(c, 1, 2, "start")
	if !ok {
		return notKnown()
	}
	if len(pos) == 2 {
		kw["start"] = pos[1]
	}
	x := w.value(pos[0])
	if kw["start"] == nil {
		return w.sumOf(pos[0], x, val{}, false)
	}
	if start, ok := kw["start"].(*syntax.List); ok && len(start.Elts) == 0 {
		return w.concatenated(c, pos[0], x, w.value(start))
	}
	return w.sumOf(pos[0], x, w.eval(kw["start"]), true)
}

// concatenated is sum(rows, []): one list of what all the lists hold.
func (w *walker) concatenated(c call, at syntax.Expr, rows, start val) val {
	l := w.newList(c.node, 0)
	w.unify(l.elem, start.list.elem)
	row := w.elements(rows, at)
	switch {
	case row.list != nil && row.set == (set{list: row.list}):
		w.unify(l.elem, row.list.elem)
	case row.unknown() || row.empty():
		w.suggestList(row, weak)
	case row.other == "":
		w.refuse("PT404", at, "sum with a list is translated for lists: Python adds nothing else to one")
	}
	return val{set: set{list: l}}
}

// sumOf is the sum of what x yields. The sum of no floats is the int 0.
func (w *walker) sumOf(at syntax.Expr, x, start val, given bool) val {
	if !given {
		start = val{set: basic(bLit)}
	}
	elem := w.elements(x, at)
	if elem.unknown() {
		w.suggest(elem, weakest, basic(bInt))
	}
	if elem.has(bNone) {
		w.optional(at, elem, "an element in sum")
	}
	if elem.other != "" || start.other != "" {
		return notKnown()
	}
	rest := elem.set.without(bNone | bUnbound | bNumeric)
	if !start.only(bNumeric) && !start.empty() || !rest.empty() {
		if rest.has(bStr) {
			w.refuse("PT206", at, "sum cannot add str: Python raises TypeError; use \"\".join")
		} else {
			w.refuse("PT404", at, "sum is translated only for numbers")
		}
		return val{}
	}
	bits := (elem.bits | start.bits) & (bInts | bFloat)
	if (elem.bits|start.bits)&bBool != 0 {
		bits |= bInt
	}
	switch {
	case bits&bFloat == 0:
		bits = bInt
	case start.has(bFloat):
		bits = bFloat // every partial sum is a float
	}
	return val{set: basic(bits)}
}

func (w *walker) prod(c call) val {
	pos, kw, ok := w.args(c, 1, 1, "start")
	if !ok {
		return notKnown()
	}
	x := w.value(pos[0])
	if kw["start"] == nil {
		return w.sumOf(pos[0], x, val{}, false)
	}
	return w.sumOf(pos[0], x, w.eval(kw["start"]), true)
}

// divisor is gcd and lcm, whose arguments may be all of something that is walked.
func (w *walker) divisor(c call) val {
	if !slices.ContainsFunc(c.node.Args, isStarred) || len(c.node.Keywords) > 0 {
		return w.apply(c, library[c.name], val{})
	}
	for _, x := range w.elts(c.node.Args) {
		w.wantInt(x.at, x.val, "an argument of "+c.name)
	}
	return val{set: basic(bInt)}
}

// extreme is min and max.
func (w *walker) extreme(c call) val {
	if slices.ContainsFunc(c.node.Args, isStarred) {
		return w.extremeStarred(c)
	}
	pos, kw, ok := w.args(c, 1, -1, "key", "default")
	if !ok {
		return val{}
	}
	var elem val
	if len(pos) == 1 {
		x := w.value(pos[0])
		elem = w.elements(x, pos[0])
	} else {
		var first val
		for i, a := range pos {
			x := w.value(a)
			if i == 0 {
				first = x
			}
			w.hintSame(first, x, medium)
			elem.set, _ = w.merge(elem.set, x.set)
			elem.src = nil
		}
		if kw["default"] != nil {
			w.refuse("PT206", kw["default"], "%s takes default= only with one argument: Python raises TypeError", c.name)
		}
	}
	w.comparable(c, pos[0], elem, kw["key"])
	out := elem.set
	if d := kw["default"]; d != nil {
		out, _ = w.merge(out, w.value(d).set)
	}
	if out.blend() {
		w.check(c.node, val{set: out})
	}
	return val{set: out, src: elem.src}
}

// extremeStarred is max(*xs) and max(a, *xs).
func (w *walker) extremeStarred(c call) val {
	all := w.newVarying(c.node, 0)
	for _, x := range w.elts(c.node.Args) {
		w.store(all.elem, x.val, x.at)
	}
	elem := val{set: w.get(all.elem), src: all.elem}
	rest := *c.node
	rest.Args = nil
	_, kw, ok := w.args(call{&rest, c.name}, 0, 0, "key")
	if !ok {
		return notKnown()
	}
	w.comparable(c, c.node.Args[0], elem, kw["key"])
	w.check(c.node, elem)
	return elem
}

// comparable checks that the elements, or what key makes of them, can be ordered.
func (w *walker) comparable(c call, at syntax.Expr, elem val, key syntax.Expr) {
	what := elem
	if key != nil {
		if _, none := key.(*syntax.None); none {
			w.eval(key)
		} else if w.cmpKey(key, elem) {
			return
		} else {
			result, ok := w.keyOf(key, at, elem)
			if !ok {
				w.eval(key)
				w.refuse("PT510", key, "a key is translated only when it is a lambda or the name of a function")
				return
			}
			what = result
		}
	}
	if _, bad := Untranslated(w.typeOf(what.set)); bad {
		w.check(at, what)
		return
	}
	switch w.ordered(what.set, nil) {
	case noneUsed:
		w.optional(at, what, "an element in "+c.name)
	case typeError:
		if what.other == "" {
			w.refuse("PT206", at, "values of type %s cannot be ordered: Python raises TypeError where it compares two of them", w.typeOf(what.set))
		}
	case refused:
		w.refuse("PT523", at, "ordering values of type %s is not translated", w.typeOf(what.set))
	}
}

// keyOf is what a key makes of an element of what is walked.
func (w *walker) keyOf(key, walked syntax.Expr, elem val) (val, bool) {
	if meant := w.ownValue(key, walked); meant != nil {
		return w.appliedAs(key, meant, []val{elem}), true
	}
	return w.appliedAtOnce(key, []val{elem})
}

func (w *walker) reverseFlag(c call, e syntax.Expr) {
	if e != nil {
		w.match(c, sigParam{name: "reverse", typ: parsePattern("bool")}, e, w.value(e), val{})
	}
}

func (w *walker) sorted(c call) val {
	l := w.newList(c.node, 0)
	pos, kw, ok := w.args(c, 1, 1, "key", "reverse")
	if !ok {
		return val{set: set{list: l}}
	}
	x := w.value(pos[0])
	s := w.elementSlot(x, pos[0], 0)
	w.comparable(c, pos[0], val{set: w.get(s), src: s}, kw["key"])
	w.reverseFlag(c, kw["reverse"])
	w.unify(l.elem, s)
	return val{set: set{list: l}}
}

func (w *walker) listSort(c call, recv val) val {
	none := val{set: basic(bNone)}
	_, kw, ok := w.args(c, 0, 0, "key", "reverse")
	if ok {
		s := recv.list.elem
		w.comparable(c, c.node.Func, val{set: w.get(s), src: s}, kw["key"])
		w.reverseFlag(c, kw["reverse"])
	}
	return none
}

func (w *walker) dictGet(c call, recv val) val {
	pos, _, ok := w.args(c, 1, 2)
	d := recv.dict
	out := val{set: w.get(d.val), src: d.val}
	if !ok {
		return out
	}
	w.key(pos[0], d, w.value(pos[0]))
	if len(pos) == 1 {
		out.set.bits |= bNone
		return out
	}
	otherwise := w.value(pos[1])
	out.set, _ = w.merge(out.set, otherwise.set)
	if out.blend() {
		w.check(c.node, out)
	}
	return out
}

func (w *walker) dictPop(c call, recv val) val {
	pos, _, ok := w.args(c, 1, 2)
	d := recv.dict
	out := val{set: w.get(d.val), src: d.val}
	if !ok {
		return out
	}
	w.key(pos[0], d, w.value(pos[0]))
	if len(pos) == 2 {
		out.set, _ = w.merge(out.set, w.value(pos[1]).set)
	}
	if out.blend() {
		w.check(c.node, out)
	}
	return out
}

func (w *walker) dictSetdefault(c call, recv val) val {
	pos, _, ok := w.args(c, 1, 2)
	d := recv.dict
	if ok {
		k := w.value(pos[0])
		w.hashable(pos[0], k)
		w.store(d.key, k, pos[0])
		value := val{set: basic(bNone)}
		at := pos[0]
		if len(pos) == 2 {
			value, at = w.value(pos[1]), pos[1]
		}
		w.store(d.val, value, at)
	}
	return val{set: w.get(d.val), src: d.val}
}

func (w *walker) tupleFind(c call, recv val) val {
	if pos, _, ok := w.args(c, 1, 1); ok {
		if recv.tuple != nil {
			w.sameElements(recv.tuple, c.node)
		}
		x := w.value(pos[0])
		for _, h := range w.elements(recv, c.node).atoms() {
			for _, a := range x.atoms() {
				if w.equatable(a, h) != fine {
					w.refuse("PT523", pos[0], "%s is never in this tuple", w.typeOf(x.set))
				}
			}
		}
	}
	return val{set: basic(bInt)}
}

// boolCall evaluates bool(x): only the truth of x counts, as in a condition.
func (w *walker) boolCall(c call) val {
	if len(c.node.Args) != 1 || len(c.node.Keywords) > 0 {
		return w.apply(c, simpleBuiltins["bool"], val{})
	}
	if _, starred := c.node.Args[0].(*syntax.Starred); starred {
		return w.apply(c, simpleBuiltins["bool"], val{})
	}
	yes, no := w.cond(c.node.Args[0])
	w.env = w.join(yes, no)
	return val{set: basic(bBool)}
}

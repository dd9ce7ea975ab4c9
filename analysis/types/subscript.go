package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// subscript is base[index].
func (w *walker) subscript(e *syntax.Subscript, base val) val {
	if s, ok := e.Index.(*syntax.Slice); ok {
		return w.slice(e, s, base)
	}
	index := w.eval(e.Index)
	if base.dict == nil {
		w.check(e.Index, index)
	}
	if base.unknown() {
		w.hintSubscript(base, index)
	}
	if base.other != "" || index.other != "" {
		return notKnown()
	}
	if base.has(bNone) {
		w.optional(e.Value, base, "[…]")
	}
	var out val
	add := func(s set) { out.set, _ = w.merge(out.set, s) }
	if base.list != nil {
		w.index(e, index)
		out.src = base.list.elem
		add(w.get(base.list.elem))
	}
	if base.has(bStr) {
		w.index(e, index)
		add(basic(bStr))
	}
	if base.has(bBytes) {
		w.index(e, index)
		add(basic(bInt))
	}
	if base.isDeque() {
		w.index(e, index)
		out.src = base.object.args[0]
		add(w.get(base.object.args[0]))
	}
	if base.varying != nil {
		w.index(e, index)
		out.src = base.varying.elem
		add(w.get(base.varying.elem))
	}
	if base.tuple != nil {
		x := w.tupleItem(e, base.tuple, index)
		out.src = x.src
		add(x.set)
	}
	if base.object != nil && !base.isDeque() {
		add(w.matchItem(e, base.object, index).set)
	}
	if base.dict != nil {
		if base.dict.class == defaultClass { // reading adds the key
			w.hashable(e.Index, index)
			w.store(base.dict.key, index, e.Index)
		} else {
			w.key(e.Index, base.dict, index)
		}
		out.src = base.dict.val
		add(w.get(base.dict.val))
	}
	if base.inst != nil || base.class != nil {
		x := w.itemOf(e, base, index)
		out.src = x.src
		add(x.set)
	}
	if base.isRange() {
		w.index(e, index)
		add(basic(bInt))
	}
	if base.has(bNumeric) || base.iter != nil && !base.isRange() || base.anySet() != nil || base.fn != nil || base.exc != "" {
		w.refuse("PT206", e, "%s cannot be indexed: Python raises TypeError", w.typeOf(base.set))
	}
	return out
}

// index checks the position in a sequence.
func (w *walker) index(e *syntax.Subscript, x val) {
	if x.unknown() {
		w.suggest(x, strong, basic(bInt))
	}
	w.wantInt(e.Index, x, "an index")
}

// wantInt checks that a value is an int.
func (w *walker) wantInt(at syntax.Expr, x val, what string) {
	switch {
	case x.empty() || x.other != "" || x.only(bInts):
	case x.has(bNone):
		w.optional(at, x, what)
	case x.only(bInts | bBool):
		w.refuse("PT523", at, "a bool as %s is not translated: write int(…)", what)
	case x.only(bInts|bFloat) && x.has(bInt):
		w.refuse("PT523", at, "%s must be an int, but this may be a float too", what)
	case x.only(bInts|bFloat) && x.has(bInts):
		w.check(at, x)
	case x.isNumber():
		w.refuse("PT501", at, "what Python makes a number by __index__ or __float__ is not translated: write int(…) or float(…)")
	default:
		w.refuse("PT206", at, "%s must be an int, not %s: Python raises TypeError", what, w.typeOf(x.set))
	}
}

// key checks a key that is looked up in a dict.
func (w *walker) key(at syntax.Expr, d *dictT, k val) {
	keys := w.get(d.key)
	w.hintSame(k, val{set: keys, src: d.key}, medium)
	if k.has(bNone) && !keys.has(bNone) && !keys.empty() {
		w.optional(at, k, "a key")
		return
	}
	w.hashable(at, k)
	if keys.empty() || k.empty() {
		return
	}
	if k.anyTuple() && keys.anyTuple() && w.relatedTuples(k.set, keys) == fine && keys.varying != nil {
		return
	}
	kt, dt := w.typeOf(k.set), w.typeOf(keys)
	if o, ok := dt.(Optional); ok {
		dt = o.Elem
	}
	if o, ok := kt.(Optional); ok {
		kt = o.Elem
	}
	if !Equal(kt, dt) && kt != NoneType {
		if k.numeric() && keys.numeric() {
			w.refuse("PT306", at, "a key of type %s is looked up in a dict with keys of type %s", kt, dt)
			return
		}
		w.refuse("PT523", at, "a key of type %s is never in a dict with keys of type %s", kt, dt)
	}
}

// tupleItem is one element of a tuple; the position must be a literal unless
// all elements have one type.
func (w *walker) tupleItem(e *syntax.Subscript, t *tupleT, index val) val {
	if i, ok := intConstant(e.Index); ok {
		n := len(t.elems)
		if i < 0 {
			i += int64(n)
		}
		if i < 0 || i >= int64(n) {
			w.refuse("PT206", e, "the tuple has %d element(s): Python raises IndexError", n)
			return val{}
		}
		return val{set: w.get(t.elems[i]), src: t.elems[i]}
	}
	w.index(e, index)
	var all set
	for _, s := range t.elems {
		all, _ = w.merge(all, w.get(s))
	}
	if w.record && len(t.elems) > 0 {
		first := w.slotType(t.elems[0])
		for _, s := range t.elems[1:] {
			if !Equal(first, w.slotType(s)) {
				w.refuse("PT203", e, "the elements of the tuple have different types: index it with a literal")
				break
			}
		}
	}
	return val{set: all}
}

// intConstant is the value of an int literal, negated or not.
func intConstant(e syntax.Expr) (int64, bool) {
	switch e := e.(type) {
	case *syntax.Int:
		return e.Value, e.Big == ""
	case *syntax.UnaryOp:
		if n, ok := e.Operand.(*syntax.Int); ok && e.Op == "-" && n.Big == "" {
			return -n.Value, true
		}
	}
	return 0, false
}

func (w *walker) sliceBounds(s *syntax.Slice) {
	for _, b := range []syntax.Expr{s.Lower, s.Upper, s.Step} {
		if b == nil {
			continue
		}
		x := w.value(b)
		if x.unknown() {
			w.suggest(x, strong, basic(bInt))
		}
		if _, ok := b.(*syntax.None); !ok {
			w.wantInt(b, x, "a slice bound")
		}
	}
}

func (w *walker) slice(e *syntax.Subscript, s *syntax.Slice, base val) val {
	w.sliceBounds(s)
	if base.unknown() {
		w.suggestList(base, weak)
	}
	if base.has(bNone) {
		w.optional(e.Value, base, "[…]")
	}
	out := set{bits: base.bits & (bStr | bBytes), list: base.list}
	out.varying = base.varying
	if base.isRange() {
		out.iter = base.iter
	}
	if base.tuple != nil {
		w.tupleSlice(e, s, base.tuple, &out)
	}
	if base.has(bNumeric) || base.dict != nil || base.anySet() != nil || base.fn != nil || base.exc != "" {
		w.refuse("PT206", e, "%s cannot be sliced: Python raises TypeError", w.typeOf(base.set))
	} else if base.iter != nil && !base.isRange() {
		w.refuse("PT206", e, "%s cannot be sliced: Python raises TypeError", w.typeOf(base.set))
	}
	if base.other != "" {
		out.other = notKnown().other
	}
	return val{set: out}
}

// tupleSlice is t[i:j]: of a known length where the bounds are literals.
func (w *walker) tupleSlice(e *syntax.Subscript, s *syntax.Slice, t *tupleT, into *set) {
	bound := func(b syntax.Expr, otherwise int) (int, bool) {
		if b == nil {
			return otherwise, true
		}
		i, ok := intConstant(b)
		if i < 0 {
			i += int64(len(t.elems))
		}
		return int(min(max(i, 0), int64(len(t.elems)))), ok
	}
	lo, okLo := bound(s.Lower, 0)
	hi, okHi := bound(s.Upper, len(t.elems))
	if !okLo || !okHi || s.Step != nil {
		w.mergeTuples(into, w.varied(e, set{tuple: t}))
		return
	}
	hi = max(lo, hi)
	out := w.newTuple(e, hi-lo, hi-lo)
	for i, elem := range t.elems[lo:hi] {
		w.unify(out.elems[i], elem)
	}
	w.mergeTuples(into, set{tuple: out})
}

// storeSubscript is base[index] = x.
func (w *walker) storeSubscript(t *syntax.Subscript, x val, from syntax.Node) {
	w.storeInto(t, x, from)
}

func (w *walker) storeInto(t *syntax.Subscript, x val, from syntax.Node) {
	base := w.value(t.Value)
	if base.has(bNone) {
		w.optional(t.Value, base, "[…]")
	}
	if s, ok := t.Index.(*syntax.Slice); ok {
		w.sliceBounds(s)
		if base.list != nil {
			expr, _ := from.(syntax.Expr)
			elem := w.elements(x, from)
			if expr != nil {
				w.store(base.list.elem, elem, expr)
			}
			return
		}
		if !base.empty() && base.other == "" {
			w.refuse("PT206", t, "slices of %s cannot be assigned: Python raises TypeError", w.typeOf(base.set))
		}
		return
	}
	index := w.value(t.Index)
	if base.unknown() {
		w.hintStore(base, index)
	}
	if base.list != nil {
		w.index(t, index)
		w.store(base.list.elem, x, from)
		w.noteTarget(t, base.list.elem)
	}
	if base.dict != nil {
		w.hashable(t.Index, index)
		w.store(base.dict.key, index, t.Index)
		w.store(base.dict.val, x, from)
		w.noteTarget(t, base.dict.val)
	}
	if base.inst != nil {
		if _, ok := w.callSpecial(base.inst, "__setitem__", []val{index, x}, t); !ok {
			w.refuse("PT206", t, "elements of %s cannot be assigned: Python raises TypeError", w.typeOf(base.set))
		}
	}
	if base.has(bStr|bBytes|bNumeric) || base.anyTuple() || base.anySet() != nil || base.iter != nil {
		w.refuse("PT206", t, "elements of %s cannot be assigned: Python raises TypeError", w.typeOf(base.set))
	}
}

// noteTarget records the type that an assigned element has.
func (w *walker) noteTarget(t *syntax.Subscript, s *slot) {
	if w.record {
		w.info.exprs[t] = w.slotType(s)
	}
}

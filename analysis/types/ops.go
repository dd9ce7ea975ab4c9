package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// An outcome tells how an operation on two types ends.
type outcome int

const (
	fine      outcome = iota
	noneUsed          // an operand is None
	typeError         // Python raises TypeError
	refused           // Python allows it, we do not
)

// atoms splits a set into sets of one type each.
func (s set) atoms() []set {
	if !s.composed() && s.bits&(s.bits-1) == 0 && s.bits&bBasic != 0 {
		return []set{s} // most are
	}
	return slices.Collect(s.all)
}

// all yields the atoms of a set.
func (s set) all(yield func(set) bool) {
	for b := bInt; b <= bNone; b <<= 1 {
		if s.has(b) && !yield(basic(b)) {
			return
		}
	}
	if !s.composed() {
		return
	}
	switch {
	case s.list != nil && !yield(set{list: s.list}):
	case s.dict != nil && !yield(set{dict: s.dict}):
	case s.tuple != nil && !yield(set{tuple: s.tuple}):
	case s.varying != nil && !yield(set{varying: s.varying}):
	case s.sets != nil && !yield(set{sets: s.sets}):
	case s.frozen != nil && !yield(set{frozen: s.frozen}):
	case s.object != nil && !yield(set{object: s.object}):
	case s.iter != nil && !yield(set{iter: s.iter}):
	case s.fn != nil && !yield(set{fn: s.fn}):
	case s.inst != nil && !s.inst.all(yield):
	case s.class != nil && !yield(set{class: s.class}):
	case s.exc != "":
		yield(set{exc: s.exc})
	}
}

// all yields the instances of each class.
func (i *instT) all(yield func(set) bool) bool {
	for _, c := range i.classes {
		if !yield(set{inst: c.inst}) {
			return false
		}
	}
	return true
}

const bNumeric = bInts | bFloat | bBool

// numeric reports whether an atom is a number.
func (s set) numeric() bool { return s.bits&bNumeric != 0 }

// binary is the result of l op r. Blends are allowed where the other side makes
// the result a float whichever of the two it is.
func (w *walker) binary(n syntax.Node, op syntax.Op, l, r val, le, re syntax.Expr) val {
	w.hintBinary(op, l, r)
	if l.other != "" || r.other != "" {
		return notKnown()
	}
	if op == "+" && l.tuple != nil && r.tuple != nil {
		w.walkAsSequence(l)
		w.walkAsSequence(r)
	}
	var result set
	var worst [4]int
	for a := range l.all {
		for b := range r.all {
			s, how := w.arith(n, op, a, b, re)
			worst[how]++
			if how == fine || how == refused {
				result, _ = w.merge(result, s)
			}
		}
	}
	if op == "/" {
		w.quotient(l, r, le, re)
	}
	if l.blend() && result.has(bInts) {
		w.check(le, l)
	} else if r.blend() && result.has(bInts) {
		w.check(re, r)
	}
	w.verdict(n, op, worst, l, r, le, re)
	return val{set: result}
}

// quotient refuses l / r where one of them is a blend that the message of a
// ZeroDivisionError would show: it is another one for two ints.
func (w *walker) quotient(l, r val, le, re syntax.Expr) {
	if n, ok := re.(*syntax.Int); ok && (n.Value != 0 || n.Big != "") {
		return
	}
	switch ints := bInts | bBool; {
	case r.blend() && l.has(ints):
		w.check(re, r)
	case l.blend() && r.has(ints) && !SumQuotient(le, re):
		w.check(le, l)
	}
}

// SumQuotient reports whether l / r is sum(xs) / n with an n that may as well be
// evaluated before the sum is taken. Then one operation does both, and knows
// whether there was anything to sum: the sum of no floats is the int 0.
func SumQuotient(l, r syntax.Expr) bool {
	sum, ok := l.(*syntax.Call)
	if !ok || !isName(sum.Func, "sum") || len(sum.Args) != 1 || len(sum.Keywords) > 0 {
		return false
	}
	if size, ok := r.(*syntax.Call); ok && isName(size.Func, "len") && len(size.Args) == 1 {
		r = size.Args[0]
	}
	_, ok = r.(*syntax.Name)
	return ok
}

func isName(e syntax.Expr, id string) bool {
	name, ok := e.(*syntax.Name)
	return ok && name.ID == id
}

// verdict reports operand types that do not fit.
func (w *walker) verdict(n syntax.Node, op syntax.Op, worst [4]int, l, r val, le, re syntax.Expr) {
	if w.record && worst[fine] < worst[fine]+worst[noneUsed]+worst[typeError]+worst[refused] {
		_, badLeft := Untranslated(w.typeOf(l.set))
		_, badRight := Untranslated(w.typeOf(r.set))
		if badLeft || badRight {
			w.settle(le, l)
			w.settle(re, r)
			return
		}
	}
	switch {
	case worst[noneUsed] > 0:
		if l.has(bNone) {
			w.optional(le, l, string(op))
		} else {
			w.optional(re, r, string(op))
		}
	case worst[typeError] > 0 && worst[fine]+worst[refused] == 0:
		w.refuse("PT206", n, "%s is not defined for %s and %s: Python raises TypeError", op, w.typeOf(l.set), w.typeOf(r.set))
	case worst[refused] > 0:
		w.refuse("PT523", n, "%s of %s and %s is not translated", op, w.typeOf(l.set), w.typeOf(r.set))
	case worst[typeError] > 0:
		w.check(le, l)
		w.check(re, r)
	}
}

// arith is the result of an arithmetic operator on two atoms.
func (w *walker) arith(n syntax.Node, op syntax.Op, a, b set, re syntax.Expr) (set, outcome) {
	if a.inst != nil || b.inst != nil {
		return w.arithInstance(n, op, a, b, re)
	}
	if a.numeric() && b.numeric() {
		return numericResult(op, a.bits, b.bits, re)
	}
	if a.has(bNone) || b.has(bNone) {
		return set{}, noneUsed
	}
	if a.has(bBytes|bComplex) || b.has(bBytes|bComplex) {
		return rawArith(op, a, b)
	}
	if a.view() != nil || b.view() != nil {
		return w.viewOperator(n, op, a, b)
	}
	if a.dict != nil && b.dict != nil {
		return w.countersMeet(op, a, b)
	}
	if a.anySet() != nil && b.anySet() != nil {
		return w.setOperator(op, a, b)
	}
	switch op {
	case "+":
		switch {
		case a.has(bStr) && b.has(bStr):
			return a, fine
		case a.list != nil && b.list != nil:
			w.unify(a.list.elem, b.list.elem)
			return a, fine
		case a.anyTuple() && b.anyTuple():
			return w.addTuples(n, a, b), fine
		}
	case "*":
		if b.has(bStr) || b.list != nil || b.anyTuple() {
			a, b = b, a
		}
		switch {
		case !b.numeric() || b.has(bFloat):
			return set{}, typeError
		case b.has(bBool) && (a.has(bStr) || a.list != nil):
			return set{}, refused
		case a.has(bStr) || a.list != nil:
			return a, fine
		case a.anyTuple():
			return w.repeatTuple(n, a, re), fine
		}
	case "%":
		if a.has(bStr) && percentFormat(n, b) {
			return basic(bStr), fine
		}
		if a.has(bStr) {
			return basic(bStr), refused
		}
	case "|":
		if a.dict != nil && b.dict != nil {
			return a, refused
		}
	}
	return set{}, typeError
}

// percentFormat reports whether n is "…" % b of a text that is written out, with
// the values written out too, or a single one that is no tuple or mapping.
func percentFormat(n syntax.Node, b set) bool {
	e, ok := n.(*syntax.BinOp)
	if !ok {
		return false
	}
	if _, ok := e.Left.(*syntax.Str); !ok {
		return false
	}
	if t, ok := e.Right.(*syntax.Tuple); ok {
		return !slices.ContainsFunc(t.Elts, func(x syntax.Expr) bool { _, star := x.(*syntax.Starred); return star })
	}
	return b.numeric() || b.has(bStr|bBytes) || b.list != nil
}

// numericResult is the type of an operator on two numbers.
func numericResult(op syntax.Op, a, b bits, right syntax.Expr) (set, outcome) {
	float := (a|b)&bFloat != 0
	switch op {
	case "+", "-", "*", "//", "%":
		if float {
			return basic(bFloat), fine
		}
		return basic(bInt), fine
	case "/":
		return basic(bFloat), fine
	case "**":
		if float || negativeLiteral(right) {
			return basic(bFloat), fine
		}
		return basic(bInt), fine
	case "<<", ">>":
		if float {
			return set{}, typeError
		}
		return basic(bInt), fine
	case "&", "|", "^":
		switch {
		case float:
			return set{}, typeError
		case a == bBool && b == bBool:
			return basic(bBool), fine
		}
		return basic(bInt), fine
	}
	return set{}, typeError
}

func negativeLiteral(e syntax.Expr) bool {
	u, ok := e.(*syntax.UnaryOp)
	if !ok || u.Op != "-" {
		return false
	}
	n, ok := u.Operand.(*syntax.Int)
	return ok && (n.Value != 0 || n.Big != "")
}

// lowestInt is the absolute value of the lowest 64-bit integer: it fits only
// with the minus sign before it.
const lowestInt = "9223372036854775808"

func (w *walker) unary(e *syntax.UnaryOp) val {
	if n, ok := e.Operand.(*syntax.Int); ok && e.Op == "-" && n.Big == lowestInt {
		x := val{set: basic(bInt)}
		w.note(n, x)
		return x
	}
	x := w.eval(e.Operand)
	if x.dict != nil && x.dict.class == counterClass && e.Op != "~" {
		w.refuse("PT523", e, "%s of a Counter alone is not translated: add it to, or take it from, an empty one", e.Op)
		return val{set: set{dict: x.dict}}
	}
	if x.inst != nil && asInt(x.set) == x.set {
		return w.specialUnary(e, x, map[syntax.Op]string{"-": "__neg__", "+": "__pos__", "~": "__invert__"}[e.Op], string(e.Op))
	}
	x.set = asInt(x.set)
	if x.unknown() {
		w.suggest(x, weakest, basic(bInt))
	}
	if x.blend() {
		w.check(e.Operand, x) // -0 is 0, but -0.0 is not 0.0
	}
	if x.has(bNone) {
		w.optional(e.Operand, x, string(e.Op))
	}
	out := x.set.without(bNone | bUnbound).basics()
	wrong := x.set.without(bNone|bUnbound|bNumeric|bComplex) != set{other: x.other}
	if e.Op == "~" && out.has(bFloat) {
		wrong = true
	}
	if wrong {
		w.refuse("PT206", e, "%s is not defined for %s: Python raises TypeError", e.Op, w.typeOf(x.set))
	}
	out.bits &= bNumeric | bComplex
	if out.has(bBool) {
		out.bits = out.bits&^bBool | bInt
	}
	if _, literal := e.Operand.(*syntax.Int); !literal || e.Op == "~" {
		out = out.widened()
	}
	return val{set: out}
}

// compare evaluates a chain of comparisons.
func (w *walker) compare(e *syntax.Compare) val {
	le := e.Left
	l := w.compared(le)
	for i, op := range e.Ops {
		re := e.Rights[i]
		r := w.compared(re)
		w.compareOne(e, op, l, r, le, re)
		l, le = r, re
	}
	return val{set: basic(bBool)}
}

func (w *walker) compareOne(e *syntax.Compare, op syntax.Op, l, r val, le, re syntax.Expr) {
	if l.other != "" || r.other != "" {
		return
	}
	n := syntax.Node(e)
	if len(e.Ops) > 1 {
		n = syntax.Range{Start: le.Span().Start, End: re.Span().End}
	}
	var worst [4]int
	switch op {
	case "is", "is not":
		w.identity(n, l, r, le, re)
		return
	case "in", "not in":
		w.membership(n, op, l, r, le, re)
		return
	case "==", "!=":
		w.hintSame(l, r, medium)
		for a := range l.all {
			for b := range r.all {
				if a.inst != nil || b.inst != nil {
					worst[w.compareInstance(n, op, a, b)]++
					continue
				}
				worst[w.equatable(a, b)]++
			}
		}
		if many(l.set) || many(r.set) {
			worst[fine] += worst[refused] // the run tells which of them it is
			worst[refused] = 0
		}
	default:
		w.hintSame(l, r, medium)
		for a := range l.all {
			for b := range r.all {
				if a.inst != nil || b.inst != nil {
					worst[w.compareInstance(n, op, a, b)]++
					continue
				}
				worst[w.orderable(a, b, nil)]++
			}
		}
	}
	w.verdict(n, op, worst, l, r, le, re)
}

// many reports whether a value may be of several types, None not counted.
func many(s set) bool {
	n := 0
	for range s.widened().without(bNone | bUnbound).all {
		n++
	}
	return n > 1
}

// equatable tells whether == of two atoms is translated. Containers that are
// compared get one type, so that xs == [] knows what [] holds.
func (w *walker) equatable(a, b set) outcome {
	switch {
	case a.has(bNone) || b.has(bNone), a.numeric() && b.numeric(), a.has(bStr) && b.has(bStr),
		a.has(bBytes) && b.has(bBytes), a.has(bComplex) && (b.has(bComplex) || b.numeric()), a.numeric() && b.has(bComplex):
		return fine
	case a.inst != nil || b.inst != nil:
		return w.compareInstance(syntax.Range{}, "==", a, b)
	case a.anyTuple() && b.anyTuple():
		return w.relatedTuples(a, b)
	case a.list != nil && b.list != nil, a.dict != nil && b.dict != nil:
		w.merge(a, b)
		return fine
	case w.relatedSets(a, b), a.isRange() && b.isRange():
		return fine
	}
	return refused
}

// orderable tells whether < of two atoms is translated; within are the sets whose
// elements they are, to notice a container that holds itself.
func (w *walker) orderable(a, b set, within []set) outcome {
	switch {
	case a.has(bNone) || b.has(bNone):
		return noneUsed
	case a.numeric() && b.numeric(), a.has(bStr) && b.has(bStr), a.has(bBytes) && b.has(bBytes):
		return fine
	case a.inst != nil || b.inst != nil:
		return w.compareInstance(syntax.Range{}, "<", a, b)
	case a.list != nil && b.list != nil:
		w.merge(a, b)
		return w.ordered(w.get(a.list.elem), within)
	case a.tuple != nil && b.tuple != nil && len(a.tuple.elems) == len(b.tuple.elems):
		w.merge(a, b)
		for _, s := range a.tuple.elems {
			if how := w.ordered(w.get(s), within); how != fine {
				return how
			}
		}
		return fine
	case a.varying != nil && b.anyTuple() || a.tuple != nil && b.varying != nil:
		how := w.relatedTuples(a, b)
		if s := w.ordered(w.get(w.vary(a).elem), within); how == fine {
			return s
		}
		return how
	case a.tuple != nil && b.tuple != nil:
		return refused
	case w.relatedSets(a, b):
		return fine
	case a.dict != nil && b.dict != nil && a.dict.class == counterClass && b.dict.class == counterClass:
		return refused // one counts no more than the other, from Python 3.10 on
	}
	return typeError
}

// ordered tells whether the values of a set can be compared with each other.
func (w *walker) ordered(s set, within []set) outcome {
	switch {
	case slices.Contains(within, s):
		return refused
	case s.empty() || s.only(bNumeric) || s.only(bStr) || s.only(bBytes):
		return fine
	case s.has(bNone):
		return noneUsed
	case s == (set{inst: s.inst}):
		return w.orderable(s, s, append(within, s))
	case s == (set{list: s.list}), s == (set{tuple: s.tuple}), s == (set{varying: s.varying}):
		return w.orderable(s, s, append(within, s))
	case s == (set{sets: s.sets}), s == (set{frozen: s.frozen}):
		return refused // < of sets means that one is a part of the other
	}
	return typeError
}

func (w *walker) identity(n syntax.Node, l, r val, le, re syntax.Expr) {
	if l.only(bNone) || r.only(bNone) {
		if _, ok := re.(*syntax.None); ok {
			return
		}
		if _, ok := le.(*syntax.None); ok {
			return
		}
	}
	if _, ok := re.(*syntax.Bool); ok && (l.only(bBool) || l.empty()) {
		return
	}
	if _, ok := le.(*syntax.Bool); ok && (r.only(bBool) || r.empty()) {
		return
	}
	if l.inst != nil && r.inst != nil {
		return // lowering knows whether these objects have an identity in Rust
	}
	w.refuse("PT305", n, "is compares identity, which values in Rust do not have: use ==")
}

func (w *walker) membership(n syntax.Node, op syntax.Op, l, r val, le, re syntax.Expr) {
	if r.has(bNone) {
		w.optional(re, r, string(op))
	}
	if r.unknown() && l.only(bStr) {
		w.suggest(r, weakest, basic(bStr))
	}
	if r.only(bStr) {
		if l.unknown() {
			w.suggest(l, strong, basic(bStr))
		}
		switch {
		case l.has(bNone):
			w.optional(le, l, string(op))
		case !l.only(bStr) && !l.empty():
			w.refuse("PT206", n, "only a str can be in a str: Python raises TypeError")
		}
		return
	}
	if r.only(bBytes) && l.only(bBytes) {
		return
	}
	if r.numeric() && !r.composed() {
		w.refuse("PT206", n, "%s is not a container: Python raises TypeError", w.typeOf(r.set))
		return
	}
	if many(r.set) {
		w.refuse("PT523", n, "%s is not translated where the container may be one of %s", op, w.typeOf(r.set))
		return
	}
	if r.inst != nil {
		if _, ok := w.callSpecial(r.inst, "__contains__", []val{l}, n); ok {
			return
		}
	}
	var worst [4]int
	elem := w.elements(r, re)
	w.hintSame(l, elem, medium)
	for a := range l.all {
		for b := range elem.all {
			worst[w.equatable(a, b)]++
		}
	}
	if many(l.set) || many(elem.set) {
		worst[fine] += worst[refused]
		worst[refused] = 0
	}
	w.verdict(n, op, worst, l, elem, le, re)
}

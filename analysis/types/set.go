package types

import "github.com/portalis-dev/portalis/analysis/regex"

// A bits has one bit for each type without parts.
type bits uint16

const (
	bInt bits = 1 << iota // any int
	bLit                  // an int that a literal within ±2**53 gave
	bFloat
	bBool
	bStr
	bBytes
	bComplex
	bNone
	bMixed   // things of one kind that no single type covers, such as two kinds of iterator
	bUnbound // in an environment: the variable may have no value here

	bInts  = bInt | bLit
	bBasic = bInts | bFloat | bBool | bStr | bBytes | bComplex | bNone
)

// A set is the set of types a value may have. There is at most one list, dict,
// tuple… in it: two that meet are made one by unifying their element slots.
type set struct {
	bits    bits
	list    *listT
	dict    *dictT
	tuple   *tupleT
	varying *varyingT // a tuple of any length; then tuple is nil
	sets    *setT
	frozen  *setT
	object  *objectT
	iter    *iterT
	fn      *fnT
	inst    *instT
	class   *class // the class itself, as a value
	exc     string // class of an exception object
	other   string // what it is, when it is nothing we know: "a module", …
}

type (
	listT struct{ elem *slot }
	dictT struct {
		key, val *slot
		class    string // of module collections, such as "collections.Counter"; "" for dict
	}
	setT     struct{ elem *slot }
	varyingT struct{ elem *slot }
	tupleT   struct {
		elems   []*slot
		varying *varyingT // what it becomes when tuples of other lengths join it
	}
	objectT struct { // of a class of the standard library
		class string
		args  []*slot
		regex regexKey     // of what module re makes
		shape *regex.Shape // likewise, when the pattern is known
	}
	iterT struct {
		of       string
		elem     *slot
		returned *slot // of a generator: what return gives
	}
	fnT struct { // see funcvalue.go
		params  []*slot
		result  *slot
		targets []*function
		given   int // one more than the arguments that calls give; 0 without calls
		parent  *fnT
		readers []reader
	}
)

func basic(b bits) set { return set{bits: b} }

// composed reports whether the value may be anything but a value of a basic type.
func (s set) composed() bool {
	return s.list != nil || s.dict != nil || s.tuple != nil || s.varying != nil || s.sets != nil || s.frozen != nil ||
		s.object != nil || s.iter != nil || s.fn != nil || s.inst != nil || s.class != nil || s.exc != "" || s.other != ""
}

// empty reports whether nothing is known about the value.
func (s set) empty() bool { return s.bits&^bUnbound == 0 && !s.composed() }

// unknown reports whether nothing but a possible None is known.
func (s set) unknown() bool { return s.bits&^(bUnbound|bNone) == 0 && !s.composed() }

func (s set) has(b bits) bool { return s.bits&b != 0 }

func (s set) without(b bits) set {
	s.bits &^= b
	return s
}

// single reports whether s is of one type without parts, None aside, or empty.
func (s set) single() bool {
	b := s.bits &^ (bNone | bUnbound)
	return b&(b-1) == 0 && b != bMixed && !s.composed()
}

// only reports whether s is not empty and holds nothing beyond b.
func (s set) only(b bits) bool {
	return s.bits != 0 && s.bits&^b == 0 && !s.composed()
}

// blend reports whether the value may be an int and may be a float.
func (s set) blend() bool { return s.has(bInts) && s.has(bFloat) }

// widened forgets that an int came from a literal. Values that leave the
// variable they were born in are widened: an argument in a doctest is a sample.
func (s set) widened() set {
	if s.has(bLit) {
		s.bits = s.bits&^bLit | bInt
	}
	return s
}

// truthy is s where the value was found to be true.
func (s set) truthy() set { return s.without(bNone) }

// falsy is s where the value was found to be false.
func (s set) falsy() set {
	if s.tuple != nil && len(s.tuple.elems) > 0 {
		s.tuple = nil
	}
	s.fn, s.exc, s.class = nil, "", nil
	if s.inst != nil && !s.inst.maybeFalse() {
		s.inst = nil
	}
	return s
}

// notKnown is the value of an expression of which nothing is known. Never is
// another thing: it is what no value comes from.
func notKnown() val { return val{set: set{other: "a value that is not known"}} }

// follows is what comes of x where nothing but what x is could tell: not known
// if x is not known.
func follows(x val) val {
	if x.other != "" {
		return notKnown()
	}
	return val{}
}

// basics is s without what has parts.
func (s set) basics() set { return set{bits: s.bits, other: s.other} }

// A slot is a place that holds values: a variable, a parameter, a result, the
// elements of a container. Slots are merged by union-find.
type slot struct {
	parent   *slot
	set      set
	mask     bits // of a declared slot: what may enter it
	declared bool
	claimed  bool               // by the annotation of a parameter: what is passed all the same is a mistake of the caller
	local    bool               // a local variable: it keeps bLit and may be declared float
	top      bool               // a parameter or result: what does not fit is reported where it is passed
	lost     map[*function]bits // of a declared slot inside a container: what a function, nil outside of any, puts there in vain
	readers  []reader
	shared   *set // what it held when that was put into an environment
	visit    int  // the last walk over slots that came by
	flow     int  // the last of the flows to it, from 1, in that run of hints
}

func (s *slot) root() *slot {
	for s.parent != nil {
		if s.parent.parent != nil {
			s.parent = s.parent.parent
		}
		s = s.parent
	}
	return s
}

// admit is the part of v that may enter s.
func (s *slot) admit(v set) set {
	v.bits &^= bUnbound
	if !s.local {
		v = v.widened()
	}
	if !s.declared {
		return v
	}
	mask := s.mask
	if s.local && mask&bFloat != 0 {
		mask |= bLit
	}
	if mask&bInt != 0 {
		mask |= bLit
	}
	v.bits &= mask
	if s.set.list == nil {
		v.list = nil
	}
	if s.set.dict == nil || v.dict != nil && v.dict.class != s.set.dict.class {
		v.dict = nil
	}
	if s.set.varying == nil {
		v.varying = nil
		if s.set.tuple == nil || v.tuple != nil && len(v.tuple.elems) != len(s.set.tuple.elems) {
			v.tuple = nil
		}
	}
	if s.set.sets == nil {
		v.sets = nil
	}
	if s.set.frozen == nil {
		v.frozen = nil
	}
	if s.set.object == nil || v.object != nil && v.object.class != s.set.object.class {
		v.object = nil
	}
	if s.set.iter == nil {
		v.iter = nil
	}
	if s.set.fn == nil {
		v.fn = nil
	}
	v = v.asDeclaredException(s.set.exc)
	v.inst = v.inst.admitted(s.set.inst)
	if s.set.class != v.class {
		v.class = nil
	}
	v.other = ""
	return v
}

// asDeclaredException is v where exceptions of a builtin class are declared: one of
// a class of the module that derives from it is such an exception.
func (s set) asDeclaredException(class string) set {
	if class != "" && s.inst != nil && s.inst.classes[0].c.Kind == ExceptionClass && IsSubclass(s.inst.classes[0].c.Builtin, class) {
		s.exc, s.inst = class, nil
	}
	if !IsSubclass(s.exc, class) {
		s.exc = ""
	}
	return s
}

// get reads a slot on behalf of the unit that is walked; the unit is walked
// again when the slot changes.
func (in *solver) get(s *slot) set {
	s = s.root()
	if in.current != nil {
		s.readers = readBy(s.readers, in.current)
	}
	return s.set
}

// put adds v to what s may hold.
func (in *solver) put(s *slot, v set) {
	s = s.root()
	before := s.set
	fits := s.admit(v)
	s.lose(in, v, fits)
	merged, changed := in.merge(before, fits)
	if s.parent != nil || s.set != before { // merging containers changed s itself
		in.put(s, v)
		return
	}
	if changed {
		s.set = merged
		in.wake(s)
	}
}

// lose remembers what an annotation keeps out of a container.
func (s *slot) lose(in *solver, v, fits set) {
	if !s.declared || s.top || s.local || in.current == nil {
		return
	}
	lost := v.widened().bits &^ fits.bits &^ bUnbound
	if v.bits, fits.bits = 0, 0; v != fits {
		lost |= bMixed
	}
	if lost == 0 {
		return
	}
	if s.lost == nil {
		s.lost = map[*function]bits{}
	}
	s.lost[in.current.fn] |= lost
}

// astray is what s holds though it is declared not to, as far as that is known and
// is no int where floats are declared.
func (s *slot) astray() bits {
	var all bits
	for _, lost := range s.lost {
		all |= lost
	}
	if s.mask&bFloat != 0 {
		all &^= bInts
	}
	return all
}

// held is what s really holds: what is declared, and what is put there all the same
// by way of a container that met a declared one.
func (s *slot) held() set {
	held := s.set
	if !s.claimed {
		held.bits |= s.astray() &^ bMixed
	}
	return held
}

// merge unites two sets. Containers that meet share their elements from then on.
func (in *solver) merge(a, b set) (out set, changed bool) {
	out = a
	out.bits |= b.bits
	switch {
	case b.list == nil:
	case a.list == nil:
		out.list = b.list
	default:
		in.unify(a.list.elem, b.list.elem)
	}
	switch {
	case b.dict == nil:
	case a.dict == nil:
		out.dict = b.dict
	case a.dict.class != b.dict.class:
		out.bits |= bMixed
	default:
		in.unify(a.dict.key, b.dict.key)
		in.unify(a.dict.val, b.dict.val)
	}
	in.mergeTuples(&out, b)
	in.mergeSets(&out.sets, b.sets)
	in.mergeSets(&out.frozen, b.frozen)
	switch {
	case b.object == nil:
	case a.object == nil:
		out.object = b.object
	case a.object.class != b.object.class:
		out.bits |= bMixed
	case a.object.regex != b.object.regex:
		out.object = in.meetRegexes(a.object, b.object)
	default:
		for i := range a.object.args {
			in.unify(a.object.args[i], b.object.args[i])
		}
	}
	switch {
	case b.iter == nil:
	case a.iter == nil:
		out.iter = b.iter
	case a.iter.of != b.iter.of:
		out.bits |= bMixed
	default:
		in.unify(a.iter.elem, b.iter.elem)
		if a.iter.returned != nil && b.iter.returned != nil {
			in.unify(a.iter.returned, b.iter.returned)
		}
	}
	switch {
	case b.fn == nil || a.fn == b.fn:
	case a.fn == nil:
		out.fn = b.fn
	default:
		in.meetFunctions(a.fn, b.fn)
	}
	if b.exc != "" {
		out.exc = commonException(a.exc, b.exc)
	}
	out.inst = in.mergeInstances(a.inst, b.inst)
	switch {
	case b.class == nil || a.class == b.class:
	case a.class == nil:
		out.class = b.class
	default:
		out.bits |= bMixed
	}
	if a.other == "" {
		out.other = b.other
	}
	return out, out != a
}

// mergeTuples adds the tuples of b to out. Tuples of different lengths make one
// of any length.
func (in *solver) mergeTuples(out *set, b set) {
	switch {
	case b.tuple == nil && b.varying == nil:
	case out.tuple == nil && out.varying == nil:
		out.tuple, out.varying = b.tuple, b.varying
	case out.tuple != nil && b.tuple != nil && len(out.tuple.elems) == len(b.tuple.elems):
		for i := range out.tuple.elems {
			in.unify(out.tuple.elems[i], b.tuple.elems[i])
		}
	default:
		all := in.vary(*out)
		if other := in.vary(b); other != all {
			in.unify(all.elem, other.elem)
		}
		out.tuple, out.varying = nil, all
	}
}

// vary is the tuple of s as one of any length.
func (in *solver) vary(s set) *varyingT {
	if s.varying != nil {
		return s.varying
	}
	if s.tuple.varying == nil {
		s.tuple.varying = &varyingT{elem: &slot{}}
		for _, e := range s.tuple.elems {
			in.unify(s.tuple.varying.elem, e)
		}
	}
	return s.tuple.varying
}

func (in *solver) mergeSets(out **setT, b *setT) {
	switch {
	case b == nil:
	case *out == nil:
		*out = b
	default:
		in.unify((*out).elem, b.elem)
	}
}

// unify makes one slot of two.
func (in *solver) unify(a, b *slot) {
	a, b = a.root(), b.root()
	if a == b {
		return
	}
	if b.declared && !a.declared {
		a, b = b, a
	}
	b.parent = a
	a.claimed = a.claimed || b.claimed
	a.readers = append(a.readers, b.readers...)
	if b.declared {
		a.mask |= b.mask
		for fn, lost := range b.lost {
			if a.lost == nil {
				a.lost = map[*function]bits{}
			}
			a.lost[fn] |= lost
		}
	}
	in.wake(a)
	moved := b.set
	b.set, b.readers = set{}, nil
	in.put(a, moved)
}

// wake has every unit that read s walked again.
func (in *solver) wake(s *slot) {
	in.changes++
	in.news(s.readers)
}

// enqueue has a unit walked again.
func (in *solver) enqueue(u *unit) {
	u.stale = true
	in.line(u)
}

// line puts a unit into the queue.
func (in *solver) line(u *unit) {
	if !u.queued {
		u.queued = true
		in.queue = append(in.queue, u)
	}
}

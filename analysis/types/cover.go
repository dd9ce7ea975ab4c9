package types

import "cmp"

// A coverage says whether a type has room for a value.
type coverage int

const (
	notCovered   coverage = iota
	mayBeCovered          // nothing is known of the value yet
	isCovered
)

// covers reports whether all that a value may be is of a type. Of a container that
// holds nothing yet it says so; it is then to be united with one that does.
func (w *walker) covers(x set, t Type, declared bool) coverage {
	if _, open := t.(Dynamic); open {
		return isCovered
	}
	x.bits &^= bUnbound
	switch {
	case x.other != "" || x.has(bMixed) || x.fn != nil || x.inst != nil || x.class != nil || x.exc != "":
		return notCovered
	case x.empty():
		return mayBeCovered
	}
	var room bits
	members := membersOf(t)
	for _, m := range members {
		room |= bitsOf(m, declared)
	}
	if x.bits&^room != 0 {
		return notCovered
	}
	x.bits = 0
	for _, kind := range x.apart() {
		fits := false
		for _, m := range members {
			fits = fits || w.coversKind(kind, m)
		}
		if !fits {
			return notCovered
		}
	}
	return isCovered
}

// membersOf are the types that a value of type t may be of, one at a time.
func membersOf(t Type) []Type {
	switch t := t.(type) {
	case Optional:
		return append(membersOf(t.Elem), NoneType)
	case Union:
		return t.Members
	}
	return []Type{t}
}

// bitsOf is what a type without parts has room for.
func bitsOf(t Type, declared bool) bits {
	switch t {
	case Type(Int):
		return bInts
	case Type(Float):
		if declared {
			return bFloat | bInts
		}
		return bFloat
	case Type(Bool):
		return bBool
	case Type(Str):
		return bStr
	case Type(Bytes):
		return bBytes
	case Type(Complex):
		return bComplex
	case Type(NoneType):
		return bNone
	}
	return 0
}

// apart are the kinds of composed values in a set, each by itself.
func (s set) apart() []set {
	var out []set
	for _, one := range []set{
		{list: s.list}, {dict: s.dict}, {tuple: s.tuple}, {varying: s.varying}, {sets: s.sets}, {frozen: s.frozen}, {object: s.object}, {iter: s.iter},
	} {
		if one != (set{}) {
			out = append(out, one)
		}
	}
	return out
}

// coversKind is covers for one kind of composed value and a type that is no union.
func (w *walker) coversKind(x set, t Type) bool {
	var room []Type
	switch t := t.(type) {
	case List:
		if x.list == nil {
			return false
		}
		room = []Type{t.Elem}
	case Dict:
		if x.dict == nil || x.dict.class != t.Class {
			return false
		}
		room = []Type{t.Key, t.Value}
	case Tuple:
		if x.tuple == nil || len(x.tuple.elems) != len(t.Elems) {
			return false
		}
		room = t.Elems
	case VarTuple:
		if x.tuple == nil && x.varying == nil {
			return false
		}
		for range parts(x) {
			room = append(room, t.Elem)
		}
	case Set:
		if t.Frozen && x.frozen == nil || !t.Frozen && x.sets == nil {
			return false
		}
		room = []Type{t.Elem}
	case Object:
		if x.object == nil || x.object.class != t.Class || len(x.object.args) != len(t.Args) {
			return false
		}
		room = t.Args
	case Iterator:
		if x.iter == nil || x.iter.of != t.Of {
			return false
		}
		room = []Type{t.Elem}
	default:
		return false
	}
	for i, part := range parts(x) {
		if w.covers(w.get(part), room[i], false) == notCovered {
			return false
		}
	}
	return true
}

// A builder makes sets of types. Changeable values of one type share their slots.
type builder struct {
	declared bool // what it makes keeps its types, whatever is put there
	made     map[string]set
}

// set is what a type stands for.
func (b *builder) set(t Type) set {
	key := ""
	if changeable(t) {
		key = exportText(t)
		if made, ok := b.made[key]; ok {
			return made
		}
	}
	made := b.build(t)
	if key != "" {
		if b.made == nil {
			b.made = map[string]set{}
		}
		b.made[key] = made
	}
	return made
}

func (b *builder) slot(t Type) *slot {
	s := &slot{set: b.set(t)}
	if b.declared {
		s.declare(annotation{set: s.set})
	}
	return s
}

func (b *builder) slots(types []Type) []*slot {
	var out []*slot
	for _, t := range types {
		out = append(out, b.slot(t))
	}
	return out
}

func (b *builder) build(t Type) set {
	switch t := t.(type) {
	case Basic:
		if t == Float {
			return basic(bFloat)
		}
		return basic(bitsOf(t, false) &^ bLit)
	case List:
		return set{list: &listT{elem: b.slot(t.Elem)}}
	case Dict:
		return set{dict: &dictT{key: b.slot(t.Key), val: b.slot(t.Value), class: t.Class}}
	case Tuple:
		return set{tuple: &tupleT{elems: b.slots(t.Elems)}}
	case VarTuple:
		return set{varying: &varyingT{elem: b.slot(t.Elem)}}
	case Set:
		if t.Frozen {
			return set{frozen: &setT{elem: b.slot(t.Elem)}}
		}
		return set{sets: &setT{elem: b.slot(t.Elem)}}
	case Object:
		return set{object: &objectT{class: t.Class, args: b.slots(t.Args)}}
	case Iterator:
		return set{iter: &iterT{of: t.Of, elem: b.slot(t.Elem)}}
	case Exception:
		return set{exc: t.Class}
	case Optional:
		out := b.set(t.Elem)
		out.bits |= bNone
		return out
	case Union:
		var out set
		for _, m := range t.Members {
			out = out.plus(b.set(m))
		}
		return out
	case Dynamic:
		return set{other: t.Reason}
	}
	return set{other: "a value of another module"}
}

// plus is the union of two sets that have no kind of composed value in common, as the
// members of a union type have not.
func (s set) plus(other set) set {
	s.bits |= other.bits
	s.list = cmp.Or(s.list, other.list)
	s.dict = cmp.Or(s.dict, other.dict)
	s.tuple = cmp.Or(s.tuple, other.tuple)
	s.varying = cmp.Or(s.varying, other.varying)
	s.sets = cmp.Or(s.sets, other.sets)
	s.frozen = cmp.Or(s.frozen, other.frozen)
	s.object = cmp.Or(s.object, other.object)
	s.iter = cmp.Or(s.iter, other.iter)
	s.exc = cmp.Or(other.exc, s.exc)
	s.other = cmp.Or(s.other, other.other)
	return s
}

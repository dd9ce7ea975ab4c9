package types

import "slices"

// typeOf turns a set into a Type; what no Type covers becomes Dynamic.
func (in *solver) typeOf(s set) Type { return in.convert(s, nil) }

// slotType is the type of what a slot holds.
func (in *solver) slotType(s *slot) Type { return in.convertSlot(s, nil) }

// trail is the chain of slots being converted, to notice a type that holds itself.
type trail struct {
	slot  *slot
	up    *trail
	depth int
}

// maxNesting is how many containers deep a type may be. Sets share their parts, so
// that without an end a type written out could be as large as two to the number of
// functions.
const maxNesting = 7

func (in *solver) convertSlot(s *slot, up *trail) Type {
	s = s.root()
	if t, ok := in.types[s]; ok {
		return t
	}
	for p := up; p != nil; p = p.up {
		if p.slot == s {
			return Dynamic{Reason: "a container that holds itself"}
		}
	}
	next := &trail{slot: s, up: up}
	if up != nil {
		next.depth = up.depth + 1
	}
	if next.depth > maxNesting && s.set.composed() {
		return Dynamic{Reason: "containers nested too deeply"}
	}
	t := in.convert(s.held(), next)
	if in.frozen {
		in.types[s] = t
	}
	return t
}

func (in *solver) convert(s set, up *trail) Type {
	if s.other != "" {
		return Dynamic{Reason: s.other}
	}
	kinds := in.kinds(s, up)
	if s.blend() && !s.has(bInt) {
		kinds = kinds[1:] // a literal that will be written as a float
	}
	const most = 4 // members of a union; more is not told apart
	var t Type
	switch {
	case s.has(bMixed):
		return Dynamic{Reason: "objects or iterators of different kinds"}
	case len(kinds) == 0 && s.has(bNone):
		return NoneType
	case len(kinds) == 0:
		return Never
	case len(kinds) > most:
		return Dynamic{Reason: list(kinds)}
	case len(kinds) > 1:
		t = Union{kinds}
	default:
		t = kinds[0]
	}
	if s.has(bNone) {
		return Optional{t}
	}
	return t
}

// basicTypes are the types without parts, in the order in which a union has them.
var basicTypes = []struct {
	bits bits
	typ  Type
}{{bInts, Int}, {bFloat, Float}, {bBool, Bool}, {bStr, Str}, {bBytes, Bytes}, {bComplex, Complex}}

func (in *solver) kinds(s set, up *trail) []Type {
	var kinds []Type
	for _, b := range basicTypes {
		if s.has(b.bits) {
			kinds = append(kinds, b.typ)
		}
	}
	if s.list != nil {
		kinds = append(kinds, List{in.convertSlot(s.list.elem, up)})
	}
	if s.dict != nil {
		kinds = append(kinds, Dict{in.convertSlot(s.dict.key, up), in.convertSlot(s.dict.val, up), s.dict.class})
	}
	if s.tuple != nil {
		kinds = append(kinds, Tuple{in.convertSlots(s.tuple.elems, up)})
	}
	if s.varying != nil {
		kinds = append(kinds, VarTuple{in.convertSlot(s.varying.elem, up)})
	}
	if s.sets != nil {
		kinds = append(kinds, Set{Elem: in.convertSlot(s.sets.elem, up)})
	}
	if s.frozen != nil {
		kinds = append(kinds, Set{Elem: in.convertSlot(s.frozen.elem, up), Frozen: true})
	}
	if s.object != nil {
		kinds = append(kinds, Object{s.object.class, in.convertSlots(s.object.args, up)})
	}
	if s.iter != nil {
		kinds = append(kinds, Iterator{in.convertSlot(s.iter.elem, up), s.iter.of})
	}
	if s.fn != nil {
		kinds = append(kinds, Func{in.convertSlots(s.fn.arguments(), up), in.convertSlot(s.fn.root().result, up), in.setOf(s.fn)})
	}
	s = in.oneException(s)
	kinds = append(kinds, in.instances(s)...)
	if s.exc != "" {
		kinds = append(kinds, Exception{s.exc})
	}
	return kinds
}

func (in *solver) convertSlots(slots []*slot, up *trail) []Type {
	types := make([]Type, len(slots))
	for i, s := range slots {
		types[i] = in.convertSlot(s, up)
	}
	return types
}

// list names types in a sentence: "int and str".
func list(types []Type) string {
	text := ""
	for i, t := range types {
		switch {
		case i == 0:
		case i == len(types)-1:
			text += " and "
		default:
			text += ", "
		}
		text += t.String()
	}
	return text
}

// Equal reports whether two types are the same.
func Equal(a, b Type) bool {
	switch a := a.(type) {
	case Basic:
		return a == b
	case List:
		b, ok := b.(List)
		return ok && Equal(a.Elem, b.Elem)
	case Dict:
		b, ok := b.(Dict)
		return ok && a.Class == b.Class && Equal(a.Key, b.Key) && Equal(a.Value, b.Value)
	case Tuple:
		b, ok := b.(Tuple)
		return ok && equalAll(a.Elems, b.Elems)
	case VarTuple:
		b, ok := b.(VarTuple)
		return ok && Equal(a.Elem, b.Elem)
	case Set:
		b, ok := b.(Set)
		return ok && a.Frozen == b.Frozen && Equal(a.Elem, b.Elem)
	case Object:
		b, ok := b.(Object)
		return ok && a.Class == b.Class && equalAll(a.Args, b.Args)
	case Union:
		b, ok := b.(Union)
		return ok && equalAll(a.Members, b.Members)
	case Optional:
		b, ok := b.(Optional)
		return ok && Equal(a.Elem, b.Elem)
	case Iterator:
		b, ok := b.(Iterator)
		return ok && a.Of == b.Of && Equal(a.Elem, b.Elem)
	case Func:
		b, ok := b.(Func)
		return ok && equalAll(a.Params, b.Params) && Equal(a.Result, b.Result)
	case Instance:
		b, ok := b.(Instance)
		return ok && a.Class == b.Class
	case ClassValue:
		b, ok := b.(ClassValue)
		return ok && a.Class == b.Class
	case Exception:
		b, ok := b.(Exception)
		return ok && a.Class == b.Class
	case Dynamic:
		_, ok := b.(Dynamic)
		return ok
	}
	return a == nil && b == nil
}

func equalAll(a, b []Type) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !Equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

// Parts returns the types that t is made of, outermost first; t itself is not
// among them.
func Parts(t Type) []Type {
	switch t := t.(type) {
	case List:
		return []Type{t.Elem}
	case VarTuple:
		return []Type{t.Elem}
	case Set:
		return []Type{t.Elem}
	case Optional:
		return []Type{t.Elem}
	case Iterator:
		return []Type{t.Elem}
	case Dict:
		return []Type{t.Key, t.Value}
	case Tuple:
		return t.Elems
	case Object:
		return t.Args
	case Union:
		return t.Members
	case Func:
		return append(slices.Clone(t.Params), t.Result)
	}
	return nil
}

// FindDynamic returns the first part of t that is Dynamic: what inference could
// not pin down.
func FindDynamic(t Type) (Dynamic, bool) {
	if d, ok := t.(Dynamic); ok {
		return d, true
	}
	for _, part := range Parts(t) {
		if d, ok := FindDynamic(part); ok {
			return d, true
		}
	}
	return Dynamic{}, false
}

// A Gap is why values of a type are not translated.
type Gap struct {
	Code   string // of the finding; "" when the value has several types
	Reason string // what it is, in the plural: "sets", "int and str"
}

// alternatives reports whether the run can tell the members of a union apart:
// then a value keeps what it is, as rt::Value.
func alternatives(t Union) bool {
	for _, m := range t.Members {
		switch m := m.(type) {
		case Basic:
			if m == Bytes || m == Complex {
				return false
			}
		case List, Dict, Tuple:
		default:
			return false
		}
	}
	return true
}

// Untranslated returns the first part of t that has no translation, though it
// may be known well.
func Untranslated(t Type) (Gap, bool) {
	switch t := t.(type) {
	case Dynamic:
		return Gap{Reason: t.Reason}, true
	case Union:
		if !alternatives(t) {
			return Gap{Reason: list(t.Members)}, true
		}
	case Object:
		if !translatedObjects[t.Class] {
			return Gap{"PT401", "objects of class " + t.Class}, true
		}
	case ClassValue:
		return Gap{"PT501", "classes as values"}, true
	case Basic:
		if t == Complex {
			return Gap{"PT512", t.String() + " values"}, true
		}
	}
	for _, part := range Parts(t) {
		if gap, ok := Untranslated(part); ok {
			return gap, true
		}
	}
	return Gap{}, false
}

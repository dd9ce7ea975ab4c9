package types

// typeOf turns a set into a Type; what no Type covers becomes Dynamic.
func (in *solver) typeOf(s set) Type { return in.convert(s, nil) }

// slotType is the type of what a slot holds.
func (in *solver) slotType(s *slot) Type { return in.convertSlot(s, nil) }

// trail is the chain of slots being converted, to notice a type that holds itself.
type trail struct {
	slot *slot
	up   *trail
}

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
	t := in.convert(s.set, &trail{s, up})
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
	if s.blend() && !s.has(bInt) && len(kinds) == 2 {
		kinds = []Type{Float} // a literal that will be written as a float
	}
	switch {
	case s.has(bMixed):
		return Dynamic{Reason: "tuples of different lengths or iterators of different kinds"}
	case len(kinds) == 0 && s.has(bNone):
		return NoneType
	case len(kinds) == 0:
		return Never
	case len(kinds) > 1:
		return Dynamic{Reason: list(kinds)}
	case s.has(bNone):
		return Optional{kinds[0]}
	}
	return kinds[0]
}

func (in *solver) kinds(s set, up *trail) []Type {
	var kinds []Type
	for _, b := range []struct {
		bits bits
		typ  Type
	}{{bInts, Int}, {bFloat, Float}, {bBool, Bool}, {bStr, Str}} {
		if s.has(b.bits) {
			kinds = append(kinds, b.typ)
		}
	}
	if s.list != nil {
		kinds = append(kinds, List{in.convertSlot(s.list.elem, up)})
	}
	if s.dict != nil {
		kinds = append(kinds, Dict{in.convertSlot(s.dict.key, up), in.convertSlot(s.dict.val, up)})
	}
	if s.tuple != nil {
		kinds = append(kinds, Tuple{in.convertSlots(s.tuple.elems, up)})
	}
	if s.iter != nil {
		kinds = append(kinds, Iterator{in.convertSlot(s.iter.elem, up), s.iter.of})
	}
	if s.fn != nil {
		kinds = append(kinds, Func{in.convertSlots(s.fn.params, up), in.convertSlot(s.fn.result, up)})
	}
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
		return ok && Equal(a.Key, b.Key) && Equal(a.Value, b.Value)
	case Tuple:
		b, ok := b.(Tuple)
		return ok && equalAll(a.Elems, b.Elems)
	case Optional:
		b, ok := b.(Optional)
		return ok && Equal(a.Elem, b.Elem)
	case Iterator:
		b, ok := b.(Iterator)
		return ok && a.Of == b.Of && Equal(a.Elem, b.Elem)
	case Func:
		b, ok := b.(Func)
		return ok && equalAll(a.Params, b.Params) && Equal(a.Result, b.Result)
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

// FindDynamic returns the first part of t that is Dynamic.
func FindDynamic(t Type) (Dynamic, bool) {
	switch t := t.(type) {
	case Dynamic:
		return t, true
	case List:
		return FindDynamic(t.Elem)
	case Optional:
		return FindDynamic(t.Elem)
	case Iterator:
		return FindDynamic(t.Elem)
	case Dict:
		return firstDynamic(t.Key, t.Value)
	case Tuple:
		return firstDynamic(t.Elems...)
	case Func:
		if d, ok := firstDynamic(t.Params...); ok {
			return d, true
		}
		return FindDynamic(t.Result)
	}
	return Dynamic{}, false
}

func firstDynamic(types ...Type) (Dynamic, bool) {
	for _, t := range types {
		if d, ok := FindDynamic(t); ok {
			return d, true
		}
	}
	return Dynamic{}, false
}

package ir

// Sets. A set operand is walked as an Iter like any other, but the order of its
// elements is Python's only if HasOrder reports so of their type.
//
//	set frozenset           of an Iter, set, dict or str
//	set:empty frozenset:empty   set(), frozenset()
//	frozenset:literals      of an Iter of literals behind for
//	set:literals            of an Iter of three or more literals, whose order Python
//	                        decides in another way; other displays are collected
//	set.add discard remove pop clear copy
//	set.union intersection difference symmetric_difference, and with _update
//	set.update
//	set.or and sub xor      set.ior iand isub ixor (sets only)
//	set.issubset issuperset isdisjoint
//	lt le gt ge eq ne       sets, frozensets and both mixed
//	contains.set            len len:usize bool not
//	hash                    of what Python does not randomise
//
// The second operand of a method is a set, a frozenset or an Iter.

// HasOrder reports whether Python always walks sets of elements of type t in
// the same order, which rt::Set then keeps. The hash of a str, bytes or None is
// another one in each run of Python.
func HasOrder(t Type) bool {
	switch t := t.(type) {
	case Basic:
		return t == Int || t == Usize || t == Float || t == Bool || t == Never
	case VarTuple:
		return HasOrder(t.Elem)
	case Tuple:
		return all(t.Elems, HasOrder)
	case Set:
		return t.Frozen && HasOrder(t.Elem)
	}
	return false
}

var (
	setT    = Set{Elem: keyT}
	frozenT = Set{Elem: keyT, Frozen: true}
)

var setOperations = concat(
	newSet("set", "rt::Set", setT), newSet("frozenset", "rt::FrozenSet", frozenT),
	eitherSet(setT), eitherSet(frozenT),
	twoSets(setT, setT), twoSets(setT, frozenT), twoSets(frozenT, frozenT), twoSets(frozenT, setT),
	updateSet("update", "update", "extend", "ior"),
	updateSet("intersection_update", "intersection_update", "intersection_update_iter", "iand"),
	updateSet("difference_update", "difference_update", "difference_update_iter", "isub"),
	updateSet("symmetric_difference_update", "symmetric_difference_update", "symmetric_difference_update_iter", "ixor"),
	[]*Operation{
		call("set:empty", "rt::Set::new()", setT),
		call("frozenset:empty", "rt::FrozenSet::default()", frozenT),
		fn("set:literals", "rt::Set::of_literals", setT, val(Iter{keyT})),
		fn("frozenset:literals", "rt::FrozenSet::constant", frozenT, val(Iter{keyT})),
		method("set", "to_set", setT, recv(setT)),
		method("set", "to_set", setT, recv(frozenT)),
		fn("set", "rt::Set::of_dict", setT, ref(dictT)),
		method("frozenset", "to_frozenset", frozenT, recv(setT)),
		method("frozenset", "clone", frozenT, recv(frozenT)),
		fn("frozenset", "rt::FrozenSet::frozen_of_dict", frozenT, ref(dictT)),
		method("set.add", "insert", Unit, recvMut(setT), val(keyT)),
		method("set.discard", "discard", Unit, recvMut(setT), ref(keyT)),
		method("set.remove", "remove", Unit, recvMut(setT), ref(keyT)).raises("KeyError"),
		method("set.pop", "pop", keyT, recvMut(setT)).raises("KeyError"),
		method("set.clear", "clear", Unit, recvMut(setT)),
		method("set.copy", "copy", setT, recv(setT)),
		method("set.copy", "clone", frozenT, recv(frozenT)),
		fn("hash", "rt::hash", Int, ref(keyT)),
	})

// newSet has the rows that make a set or frozenset of a container.
func newSet(name, path string, t Type) []*Operation {
	return []*Operation{
		chain(name, "{0}.collect::<"+path+"<_>>()", t, val(Iter{keyT})),
		chain(name, "{0}.chars().map(String::from).collect::<"+path+"<_>>()", Substitute(t, map[Param]Type{keyT: Str}), recv(Str)),
	}
}

// eitherSet has the rows of what a set and a frozenset can do alone or with an Iter.
func eitherSet(t Type) []*Operation {
	items := val(Iter{keyT})
	return []*Operation{
		method("contains.set", "contains", Bool, recv(t), ref(keyT)),
		chain("len", "{0}.len() as i64", Int, recv(t)).prec(PrecCast, PrecCall),
		method("len:usize", "len", Usize, recv(t)),
		notEmpty("bool", t),
		method("not", "is_empty", Bool, recv(t)),
		chain("bool", "{0}.as_ref().is_some_and(|x| !x.is_empty())", Bool, recv(Option{t})),
		chain("not", "{0}.as_ref().is_none_or(|x| x.is_empty())", Bool, recv(Option{t})),
		method("set.union", "union_iter", t, recv(t), items),
		method("set.intersection", "intersection_iter", t, recv(t), items),
		method("set.difference", "difference_iter", t, recv(t), items),
		method("set.symmetric_difference", "symmetric_difference_iter", t, recv(t), items),
		method("set.issubset", "is_subset_iter", Bool, recv(t), items),
		method("set.issuperset", "is_superset_iter", Bool, recv(t), items),
		method("set.isdisjoint", "is_disjoint_iter", Bool, recv(t), items),
	}
}

// twoSets has the rows of what two sets give that both stay as they are.
func twoSets(a, b Type) []*Operation {
	var rows []*Operation
	add := func(rust string, result Type, names ...string) {
		for _, name := range names {
			rows = append(rows, method(name, rust, result, recv(a), ref(b)))
		}
	}
	add("union", a, "set.union", "set.or")
	add("intersection", a, "set.intersection", "set.and")
	add("difference", a, "set.difference", "set.sub")
	add("symmetric_difference", a, "set.symmetric_difference", "set.xor")
	add("is_subset", Bool, "set.issubset", "le")
	add("is_superset", Bool, "set.issuperset", "ge")
	add("is_proper_subset", Bool, "lt")
	add("is_proper_superset", Bool, "gt")
	add("is_disjoint", Bool, "set.isdisjoint")
	return append(rows, compare("eq", "==", a, b), compare("ne", "!=", a, b))
}

// updateSet has the rows of a method that changes a set by another container,
// and of its operator.
func updateSet(name, rust, rustIter, operator string) []*Operation {
	return []*Operation{
		method("set."+name, rust, Unit, recvMut(setT), ref(setT)),
		method("set."+name, rust, Unit, recvMut(setT), ref(frozenT)),
		method("set."+name, rustIter, Unit, recvMut(setT), val(Iter{keyT})),
		method("set."+operator, rust, Unit, recvMut(setT), ref(setT)),
		method("set."+operator, rust, Unit, recvMut(setT), ref(frozenT)),
	}
}

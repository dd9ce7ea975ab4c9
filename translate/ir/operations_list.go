package ir

var listT = List{anyT}

var listOperations = []*Operation{
	fn("list.add", "rt::list::concat", listT, ref(listT), ref(listT)),
	fn("list.mul", "rt::list::repeat", listT, ref(listT), val(Int)),
	method("list.iadd", "extend_from_slice", Unit, recvMut(listT), ref(listT)),
	method("list.iadd", "extend", Unit, recvMut(listT), val(Iter{anyT})),
	call("list.iadd", "{0}.extend({1}.chars().map(String::from))", Unit, recvMut(List{Str}), recv(Str)).prec(PrecCall, PrecCall, PrecCall),
	fn("list.imul", "rt::list::repeat_in_place", Unit, refMut(listT), val(Int)),

	fn("list.slice", "rt::list::slice", listT, ref(listT), val(optInt), val(optInt)).view(),
	fn("list.slice:step", "rt::list::slice_step", listT, ref(listT), val(optInt), val(optInt), val(Int)).raises("ValueError"),
	chain("list.slice:reverse", "{0}.iter().rev().copied().collect::<Vec<_>>()", List{copyT}, recv(List{copyT})),
	chain("list.slice:reverse", "{0}.iter().rev().cloned().collect::<Vec<_>>()", listT, recv(listT)),
	fn("list.setslice", "rt::list::set_slice", Unit, refMut(listT), val(optInt), val(optInt), val(listT)),
	fn("list.setslice", "rt::list::set_slice", Unit, refMut(listT), val(optInt), val(optInt), val(Iter{anyT})),
	fn("list.setslice:step", "rt::list::set_slice_step", Unit, refMut(listT), val(optInt), val(optInt), val(Int), val(listT)).raises("ValueError"),
	fn("list.delslice:step", "rt::list::delete_slice_step", Unit, refMut(listT), val(optInt), val(optInt), val(Int)).raises("ValueError"),
	fn("list.delslice", "rt::list::delete_slice", Unit, refMut(listT), val(optInt), val(optInt)),
	fn("list.delitem", "rt::list::delete", Unit, refMut(listT), val(Int)).raises("IndexError"),

	method("list.append", "push", Unit, recvMut(listT), val(anyT)),
	method("list.extend", "extend_from_slice", Unit, recvMut(listT), ref(listT)),
	method("list.extend", "extend", Unit, recvMut(listT), val(Iter{anyT})),
	call("list.extend", "{0}.extend({1}.chars().map(String::from))", Unit, recvMut(List{Str}), recv(Str)).prec(PrecCall, PrecCall, PrecCall),
	fn("list.insert", "rt::list::insert", Unit, refMut(listT), val(Int), val(anyT)),
	fn("list.pop", "rt::list::pop", anyT, refMut(listT)).raises("IndexError"),
	fn("list.pop", "rt::list::pop_at", anyT, refMut(listT), val(Int)).raises("IndexError"),
	fn("list.remove", "rt::list::remove", Unit, refMut(listT), ref(anyT)).raises("ValueError"),
	fn("list.index", "rt::list::index_of", Int, ref(listT), ref(anyT)).raises("ValueError"),
	fn("list.index", "rt::list::index_of_in", Int, ref(listT), ref(anyT), val(optInt), val(optInt)).raises("ValueError"),
	fn("list.count", "rt::list::count", Int, ref(listT), ref(anyT)),
	method("list.reverse", "reverse", Unit, recvMut(listT)),
	call("list.reverse:slice", "rt::list::slice_mut({0}, {1}, {2}).reverse()", Unit, refMut(listT), val(optInt), val(optInt)),
	fn("list.reverse:prefix", "rt::list::reverse_to", Unit, refMut(listT), val(Int)),
	method("list.clear", "clear", Unit, recvMut(listT)),
	method("copy.deepcopy", "to_vec", listT, recv(listT)),
	method("copy.deepcopy", "clone", dictT, recv(dictT)),
	method("list.copy", "to_vec", listT, recv(listT)),
	method("list.sort", "sort", Unit, recvMut(List{ordered})),
	fn("list.sort", "rt::list::sort", Unit, refMut(List{orderT})),
	fn("list.sort:reverse", "rt::list::sort_reverse", Unit, refMut(List{orderT}), val(Bool)),
	fn("list.sort:key", "rt::list::sort_by_key", Unit, refMut(listT), val(keyFn)),
	fn("list.sort:key:reverse", "rt::list::sort_by_key_reverse", Unit, refMut(listT), val(keyFn), val(Bool)),
	fn("list.sort:cmp", "rt::list::sort_by", Unit, refMut(listT), val(lessFn)),
	fn("list.sort:cmp:reverse", "rt::list::sort_by_reverse", Unit, refMut(listT), val(lessFn), val(Bool)),

	call("list.position", "rt::index({1}, {0}.len())", Usize, recv(listT), val(Int)).raises("IndexError").prec(PrecCall, PrecCall),
	chain("len", "{0}.len() as i64", Int, recv(listT)).prec(PrecCast, PrecCall),
	method("len:usize", "len", Usize, recv(listT)),

	// A tuple whose elements are of one type is made a list first.
	fn("tuple.index", "rt::tuple::index_of", Int, ref(listT), ref(anyT)).raises("ValueError"),
	fn("tuple.count", "rt::list::count", Int, ref(listT), ref(anyT)),
}

// keyFn is the key= argument of sorting and of min and max.
var keyFn = Fn{[]Type{anyT}, orderT}

// lessFn is what cmp_to_key makes of a comparison: whether an item comes before another.
var lessFn = Fn{[]Type{anyT, anyT}, Bool}

var dictT = Dict{Key: keyT, Value: anyT}

var dictOperations = []*Operation{
	method("dict.get", "get", Option{anyT}, recv(dictT), ref(keyT)).view(),
	method("dict.get", "get_or", anyT, recv(dictT), ref(keyT), val(anyT)),
	method("dict.slot", "get_or_insert", anyT, recvMut(dictT), ref(keyT), val(anyT)).view(),
	method("dict.pop", "pop", anyT, recvMut(dictT), ref(keyT)).raises("KeyError"),
	method("dict.pop", "pop_or", anyT, recvMut(dictT), ref(keyT), val(anyT)),
	method("dict.popitem", "popitem", Tuple{[]Type{keyT, anyT}}, recvMut(dictT)).raises("KeyError"),
	call("dict.setdefault", "*{0}.setdefault({1}, {2})", copyT, recvMut(Dict{Key: keyT, Value: copyT}), val(keyT), val(copyT)).prec(PrecUnary, PrecCall),
	method("dict.setdefault", "setdefault", anyT, recvMut(dictT), val(keyT), val(anyT)).view(),
	method("dict.update", "update", Unit, recvMut(dictT), ref(dictT)),
	method("dict.update", "extend", Unit, recvMut(dictT), val(Iter{Tuple{[]Type{keyT, anyT}}})),
	method("dict.clear", "clear", Unit, recvMut(dictT)),
	method("dict.copy", "clone", dictT, recv(dictT)),
	method("dict.or", "merged", dictT, recv(dictT), ref(dictT)),
	method("dict.ior", "update", Unit, recvMut(dictT), ref(dictT)),
	method("dict.delitem", "delete", Unit, recvMut(dictT), ref(keyT)).raises("KeyError"),
	fn("dict.fromkeys", "rt::Dict::from_keys", dictT, val(Iter{keyT}), val(anyT)),

	chain("len", "{0}.len() as i64", Int, recv(dictT)).prec(PrecCast, PrecCall),
	method("len:usize", "len", Usize, recv(dictT)),
}

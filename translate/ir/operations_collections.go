package ir

// The classes of module collections that are dicts. What is not here they do as
// any dict (dict.get, dict.items, contains.dict, len…).
//
//	collections.Counter     () an Iter, a dict or a str
//	collections.OrderedDict () an Iter of pairs or a dict
//	collections.defaultdict:class    () makes int() list() dict() set() str()… as
//	                        the type of the result says
//	collections.defaultdict (function without parameters)
//	collections.defaultdict:none     (dict): without a factory
//	collections.defaultdict:over     (defaultdict, dict): with its entries
//	dict.getitem            d[k] read of a Counter or defaultdict
//	dict.entry              d[k] to be changed in place, of the same
//	dict.delitem update subtract copy or and add sub pos neg, and with i: ior iand
//	                        iadd isub
//	dict                    dict(d)
//	Counter.most_common elements total
//	dict.popitem move_to_end of an OrderedDict (with last=)

var (
	counterT = Dict{keyT, Int, CounterDict}
	defaultT = Dict{keyT, anyT, DefaultDict}
	orderedT = Dict{keyT, anyT, OrderedDict}
	pairT    = Tuple{[]Type{keyT, anyT}}
)

var collectionsOperations = concat(counterOperations, []*Operation{
	call("collections.defaultdict:class", "rt::DefaultDict::new()", defaultT),
	fn("collections.defaultdict", "rt::DefaultDict::with", defaultT, val(Fn{nil, anyT})),
	fn("collections.defaultdict:none", "rt::DefaultDict::without_factory", defaultT, val(dictT)),
	method("collections.defaultdict:over", "over", defaultT, val(defaultT), val(dictT)),
	call("dict.getitem", "*{0}.entry({1})", copyT, recvMut(Dict{keyT, copyT, DefaultDict}), val(keyT)).prec(PrecUnary, PrecCall),
	method("dict.getitem", "entry", anyT, recvMut(defaultT), val(keyT)).view(),
	method("dict.entry", "entry", anyT, recvMut(defaultT), val(keyT)).view(),
	method("dict.or", "merged", defaultT, recv(defaultT), ref(dictT)),
	method("dict.copy", "clone", defaultT, recv(defaultT)),

	call("collections.OrderedDict", "rt::OrderedDict::new()", orderedT),
	chain("collections.OrderedDict", "{0}.collect::<rt::OrderedDict<_, _>>()", orderedT, val(Iter{pairT})),
	method("collections.OrderedDict", "clone", orderedT, recv(orderedT)),
	fn("collections.OrderedDict", "rt::OrderedDict::from", orderedT, val(dictT)),
	method("dict.popitem", "popitem", pairT, recvMut(orderedT)).raises("KeyError"),
	method("dict.popitem", "pop_end", pairT, recvMut(orderedT), val(Bool)).raises("KeyError"),
	call("dict.move_to_end", "{0}.move_to_end({1}, true)", Unit, recvMut(orderedT), ref(keyT)).prec(PrecCall, PrecCall).raises("KeyError"),
	method("dict.move_to_end", "move_to_end", Unit, recvMut(orderedT), ref(keyT), val(Bool)).raises("KeyError"),
	method("dict.or", "merged", orderedT, recv(orderedT), ref(dictT)),
	method("dict.copy", "clone", orderedT, recv(orderedT)),

	method("dict", "to_dict", dictT, recv(defaultT)),
	method("dict", "to_dict", dictT, recv(orderedT)),

	// Dicts of two classes.
	fn("eq", "rt::collections::eq_dicts", Bool, ref(dictT), ref(dictT)),
	call("ne", "!rt::collections::eq_dicts({0}, {1})", Bool, ref(dictT), ref(dictT)).prec(PrecUnary),
})

var counterOperations = []*Operation{
	call("collections.Counter", "rt::Counter::new()", counterT),
	chain("collections.Counter", "{0}.collect::<rt::Counter<_>>()", counterT, val(Iter{keyT})),
	method("collections.Counter", "clone", counterT, recv(counterT)),
	fn("collections.Counter", "rt::Counter::from", counterT, val(Dict{Key: keyT, Value: Int})),
	chain("collections.Counter", "{0}.chars().map(String::from).collect::<rt::Counter<_>>()", Dict{Str, Int, CounterDict}, recv(Str)),
	method("Counter.most_common", "most_common", List{Tuple{[]Type{keyT, Int}}}, recv(counterT)),
	method("Counter.most_common", "most_common_of", List{Tuple{[]Type{keyT, Int}}}, recv(counterT), val(Int)),
	chain("Counter.elements", "{0}.elements().copied().collect::<Vec<_>>()", List{copyT}, recv(Dict{copyT, Int, CounterDict})),
	chain("Counter.elements", "{0}.elements().cloned().collect::<Vec<_>>()", List{keyT}, recv(counterT)),
	method("Counter.total", "total", Int, recv(counterT)).overflow(),
	method("dict.getitem", "item", Int, recv(counterT), ref(keyT)),
	method("dict.entry", "entry", Int, recvMut(counterT), val(keyT)).view(),
	method("dict.delitem", "delete", Unit, recvMut(counterT), ref(keyT)),
	method("dict.update", "add_counts", Unit, recvMut(counterT), ref(Dict{Key: keyT, Value: Int})).overflow(),
	method("dict.update", "count", Unit, recvMut(counterT), val(Iter{keyT})).overflow(),
	method("dict.subtract", "subtract_counts", Unit, recvMut(counterT), ref(Dict{Key: keyT, Value: Int})).overflow(),
	method("dict.subtract", "count_down", Unit, recvMut(counterT), val(Iter{keyT})).overflow(),
	method("dict.copy", "clone", counterT, recv(counterT)),
	method("dict.add", "plus", counterT, recv(counterT), ref(counterT)).overflow(),
	method("dict.sub", "minus", counterT, recv(counterT), ref(counterT)).overflow(),
	method("dict.or", "union", counterT, recv(counterT), ref(counterT)),
	method("dict.and", "intersection", counterT, recv(counterT), ref(counterT)),
	method("dict.pos", "positive", counterT, recv(counterT)),
	method("dict.neg", "negative", counterT, recv(counterT)).overflow(),
	method("dict.iadd", "add_assign", Unit, recvMut(counterT), ref(counterT)).overflow(),
	method("dict.isub", "sub_assign", Unit, recvMut(counterT), ref(counterT)).overflow(),
	method("dict.ior", "union_assign", Unit, recvMut(counterT), ref(counterT)),
	method("dict.iand", "intersection_assign", Unit, recvMut(counterT), ref(counterT)),
	method("le", "is_within", Bool, recv(counterT), ref(counterT)),
	method("lt", "is_less", Bool, recv(counterT), ref(counterT)),
	call("ge", "{1}.is_within({0})", Bool, ref(counterT), recv(counterT)).prec(PrecCall, PrecLowest, PrecCall),
	call("gt", "{1}.is_less({0})", Bool, ref(counterT), recv(counterT)).prec(PrecCall, PrecLowest, PrecCall),
	method("dict", "to_dict", Dict{Key: keyT, Value: Int}, recv(counterT)),
}

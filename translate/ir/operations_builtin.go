package ir

var iterT = Iter{anyT}

var builtinOperations = concat([]*Operation{
	chain("len", "{0}.chars().count() as i64", Int, recv(Str)).prec(PrecCast, PrecCall),
	chain("len:usize", "{0}.chars().count()", Usize, recv(Str)),

	chain("sum", "{0}.sum::<i64>()", Int, val(Iter{Int})).overflow(),
	fn("sum", "rt::float::sum", Float, val(Iter{Float})),
	fn("sum", "rt::int::count_true", Int, val(Iter{Bool})),
	fn("sum:truediv", "rt::float::sum_over", Float, val(Iter{Float}), val(Int)).raises("ZeroDivisionError"),
	call("sum:start", "{1} + {0}.sum::<i64>()", Int, val(Iter{Int}), val(Int)).prec(PrecAdd, PrecCall, PrecAdd).overflow(),
	fn("sum:start", "rt::float::sum_from", Float, val(Iter{Float}), val(Float)),
	method("sum:lists", "concat", listT, recv(List{listT})),
	call("sum:lists", "rt::itertools::chained({0}).collect::<Vec<_>>()", listT, val(chosenT)),
	fn("any", "rt::iter::any", Bool, val(Iter{Bool})),
	fn("all", "rt::iter::all", Bool, val(Iter{Bool})),

	call("endless", `unreachable!("the loop has no end")`, Never),
	fn("next", "rt::iter::first", Option{anyT}, val(iterT)),
	fn("next:default", "rt::iter::first_or", anyT, val(iterT), val(anyT)),
	fn("zip:star", "rt::iter::transpose", List{varTupleT}, ref(List{listT})),
	fn("zip:star", "rt::iter::transpose", List{varTupleT}, ref(List{varTupleT})),

	fn("sorted", "rt::iter::sorted", List{orderT}, val(Iter{orderT})),
	fn("sorted:reverse", "rt::iter::sorted_reverse", List{orderT}, val(Iter{orderT}), val(Bool)),
	fn("sorted:key", "rt::iter::sorted_by_key", listT, val(iterT), val(keyFn)),
	fn("sorted:key:reverse", "rt::iter::sorted_by_key_reverse", listT, val(iterT), val(keyFn), val(Bool)),
	fn("sorted:cmp", "rt::iter::sorted_by", listT, val(iterT), val(lessFn)),
	fn("sorted:cmp:reverse", "rt::iter::sorted_by_reverse", listT, val(iterT), val(lessFn), val(Bool)),

	chain("list", "{0}.collect::<Vec<_>>()", listT, val(iterT)),
	method("list", "to_vec", listT, recv(listT)),
	chain("list", "{0}.chars().map(String::from).collect::<Vec<_>>()", List{Str}, recv(Str)),
	chain("dict", "{0}.collect::<rt::Dict<_, _>>()", dictT, val(Iter{Tuple{[]Type{keyT, anyT}}})),
	method("dict", "clone", dictT, recv(dictT)),
}, extreme("min"), extreme("max"))

// extreme has the rows of min or max.
func extreme(name string) []*Operation {
	path := "rt::iter::" + name
	return []*Operation{
		fn(name, "rt::"+name, orderT, val(orderT), val(orderT)),
		fn(name, path, orderT, val(Iter{orderT})).raises("ValueError"),
		fn(name+":key", path+"_by_key", anyT, val(iterT), val(keyFn)).raises("ValueError"),
		fn(name+":default", path+"_or", orderT, val(Iter{orderT}), val(orderT)),
		fn(name+":key:default", path+"_by_key_or", anyT, val(iterT), val(keyFn), val(anyT)),
		fn(name+":cmp", path+"_by", anyT, val(iterT), val(lessFn)).raises("ValueError"),
		fn(name+":cmp:default", path+"_by_or", anyT, val(iterT), val(lessFn), val(anyT)),
	}
}

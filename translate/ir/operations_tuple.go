package ir

// Tuples of any length.
//
//	tuple                    of an Iter
//	tuple:literals           of an Iter of elements that are written out
//	tuple:empty              ()
//	tuple.add mul            tuple.slice slice:step slice:reverse
//	tuple.index count        contains.tuple   len len:usize bool not
//
// Comparisons are those of any type; elements are Index places.

var varTupleT = VarTuple{anyT}

var tupleOperations = []*Operation{
	chain("tuple", "{0}.collect::<rt::Tuple<_>>()", varTupleT, val(iterT)),
	fn("tuple:literals", "rt::Tuple::from_iter", varTupleT, val(iterT)),
	call("tuple:empty", "rt::Tuple::new()", varTupleT),
	fn("tuple.add", "rt::tuple::concat", varTupleT, ref(varTupleT), ref(varTupleT)),
	fn("tuple.mul", "rt::tuple::repeat", varTupleT, ref(varTupleT), val(Int)),
	fn("tuple.slice", "rt::tuple::slice", varTupleT, ref(varTupleT), val(optInt), val(optInt)),
	fn("tuple.slice:step", "rt::tuple::slice_step", varTupleT, ref(varTupleT), val(optInt), val(optInt), val(Int)).raises("ValueError"),
	chain("tuple.slice:reverse", "{0}.iter().rev().copied().collect::<rt::Tuple<_>>()", VarTuple{copyT}, recv(VarTuple{copyT})),
	chain("tuple.slice:reverse", "{0}.iter().rev().cloned().collect::<rt::Tuple<_>>()", varTupleT, recv(varTupleT)),
	fn("tuple.index", "rt::tuple::index_of", Int, ref(varTupleT), ref(anyT)).raises("ValueError"),
	fn("tuple.count", "rt::list::count", Int, ref(varTupleT), ref(anyT)),
	fn("contains.tuple", "rt::list::contains", Bool, ref(varTupleT), ref(anyT)),
	method("list", "to_vec", listT, recv(varTupleT)),
	chain("len", "{0}.len() as i64", Int, recv(varTupleT)).prec(PrecCast, PrecCall),
	method("len:usize", "len", Usize, recv(varTupleT)),
	notEmpty("bool", varTupleT),
	method("not", "is_empty", Bool, recv(varTupleT)),
	chain("bool", "{0}.as_ref().is_some_and(|x| !x.is_empty())", Bool, recv(Option{varTupleT})),
	chain("not", "{0}.as_ref().is_none_or(|x| x.is_empty())", Bool, recv(Option{varTupleT})),
}

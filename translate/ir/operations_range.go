package ir

// Ranges as values; those that are only walked are RangeIters.
//
//	range                   of start and stop;  range:step, whose step may be 0
//	range.getitem           (r, i);  range.slice (r, start, stop, step)
//	range.iter reversed     what is walked
//	range.index count       (r, x);  contains.range (r, x) of an int or float
//	range.start stop step   attributes
//	len bool not eq ne      as for other containers
//	generator.of:range      iter(r)

var rangeOperations = []*Operation{
	fn("range", "rt::Range::new", Range, val(Int), val(Int)),
	fn("range:step", "rt::range::stepped", Range, val(Int), val(Int), val(Int)).raises("ValueError"),
	fn("range.getitem", "rt::range::get", Int, val(Range), val(Int)).raises("IndexError"),
	fn("range.slice", "rt::range::slice", Range, val(Range), val(optInt), val(optInt), val(Int)).raises("ValueError"),
	method("range.iter", "numbers", Iter{Int}, val(Range)),
	chain("range.reversed", "{0}.numbers().rev()", Iter{Int}, val(Range)),
	fn("range.index", "rt::range::index_of", Int, val(Range), val(Int)).raises("ValueError"),
	method("range.count", "count", Int, val(Range), val(Int)),
	method("contains.range", "contains", Bool, val(Range), val(Int)),
	method("contains.range", "contains_float", Bool, val(Range), val(Float)),
	chain("contains.range", "{1}.is_some_and(|x| {0}.contains(x))", Bool, val(Range), val(optInt)),
	chain("contains.range", "{1}.is_some_and(|x| {0}.contains_float(x))", Bool, val(Range), val(Option{Float})),
	chain("range.start", "{0}.start", Int, val(Range)),
	chain("range.stop", "{0}.stop", Int, val(Range)),
	chain("range.step", "{0}.step", Int, val(Range)),
	method("len", "len", Int, val(Range)).raises("OverflowError"),
	notEmpty("bool", Range),
	method("not", "is_empty", Bool, recv(Range)),
	chain("generator.of", "rt::Generator::of({0}.numbers())", Generator{Int}, val(Range)),
}

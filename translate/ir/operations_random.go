package ir

// Module random: the shared generator, which is CPython's for random.seed(int).
// Without a seed the sequence is another one in each run, as in Python.
//
//	random.seed random uniform gauss normalvariate expovariate getrandbits
//	random.randint randrange (stop) (start, stop) (start, stop, step)
//	random.choice           a view of a List; a Char of a Str; an Int of a Range
//	random.shuffle sample choices (xs, k)
//	random.choices:weights  (xs, weights, k)

var randomOperations = []*Operation{
	fn("random.seed", "rt::random::seed", Unit, val(Int)),
	call("random.random", "rt::random::random()", Float),
	fn("random.uniform", "rt::random::uniform", Float, val(Float), val(Float)),
	fn("random.gauss", "rt::random::gauss", Float, val(Float), val(Float)),
	fn("random.normalvariate", "rt::random::normalvariate", Float, val(Float), val(Float)),
	fn("random.lognormvariate", "rt::random::lognormvariate", Float, val(Float), val(Float)).raises("OverflowError"),
	fn("random.betavariate", "rt::random::betavariate", Float, val(Float), val(Float)).raises("ValueError", "ZeroDivisionError", "OverflowError"),
	fn("random.gammavariate", "rt::random::gammavariate", Float, val(Float), val(Float)).raises("ValueError", "OverflowError"),
	fn("random.paretovariate", "rt::random::paretovariate", Float, val(Float)).raises("ZeroDivisionError", "OverflowError"),
	fn("random.weibullvariate", "rt::random::weibullvariate", Float, val(Float), val(Float)).raises("ZeroDivisionError", "OverflowError"),
	fn("random.triangular", "rt::random::triangular", Float, val(Float), val(Float)),
	fn("random.triangular", "rt::random::triangular_at", Float, val(Float), val(Float), val(Float)),
	fn("random.randbytes", "rt::random::randbytes", Bytes, val(Int)).raises("ValueError"),
	fn("random.expovariate", "rt::random::expovariate", Float, val(Float)).raises("ZeroDivisionError"),
	fn("random.getrandbits", "rt::random::getrandbits", Int, val(Int)).raises("ValueError").overflow(),
	fn("random.randint", "rt::random::randint", Int, val(Int), val(Int)).raises("ValueError"),
	fn("random.randrange", "rt::random::randrange", Int, val(Int)).raises("ValueError"),
	fn("random.randrange", "rt::random::randrange_from", Int, val(Int), val(Int)).raises("ValueError"),
	fn("random.randrange", "rt::random::randrange_step", Int, val(Int), val(Int), val(Int)).raises("ValueError"),
	fn("random.choice", "rt::random::choice", anyT, ref(listT)).raises("IndexError").view(),
	fn("random.choice", "rt::random::choice_char", Char, ref(Str)).raises("IndexError"),
	fn("random.choice", "rt::random::choice_range", Int, val(Range)).raises("IndexError", "OverflowError"),
	fn("random.shuffle", "rt::random::shuffle", Unit, refMut(listT)),
	fn("random.sample", "rt::random::sample", listT, ref(listT), val(Int)).raises("ValueError"),
	fn("random.choices", "rt::random::choices", listT, ref(listT), val(Int)).raises("IndexError"),
	fn("random.choices:weights", "rt::random::choices_weighted", listT, ref(listT), ref(List{Int}), val(Int)).raises("ValueError", "IndexError").overflow(),
	fn("random.choices:weights", "rt::random::choices_weighted", listT, ref(listT), ref(List{Float}), val(Int)).raises("ValueError", "IndexError"),
}

package ir

var mathOperations = concat([]*Operation{
	constant("pi", "std::f64::consts::PI"),
	constant("e", "std::f64::consts::E"),
	constant("tau", "std::f64::consts::TAU"),
	constant("inf", "f64::INFINITY"),
	constant("nan", "f64::NAN"),

	same("math.floor", Int),
	same("math.ceil", Int),
	same("math.trunc", Int),
	toInt("floor"), toInt("ceil"), toInt("trunc"),

	total("fabs", "f64::abs"),
	total("radians", "rt::math::radians"),
	total("degrees", "rt::math::degrees"),
	total("atan", "rt::math::atan"),
	total("tanh", "rt::math::tanh"),
	partial("sqrt", "ValueError"),
	partial("sin", "ValueError"), partial("cos", "ValueError"), partial("tan", "ValueError"),
	partial("asin", "ValueError"), partial("acos", "ValueError"),
	partial("log", "ValueError"), partial("log2", "ValueError"), partial("log10", "ValueError"), partial("log1p", "ValueError"),
	partial("exp", "OverflowError"), partial("exp2", "OverflowError"), partial("expm1", "OverflowError"),
	partial("sinh", "OverflowError"), partial("cosh", "OverflowError"),
	fn("math.log", "rt::math::log_base", Float, val(Float), val(Float)).raises("ValueError", "ZeroDivisionError"),
	fn("math.pow", "rt::math::pow", Float, val(Float), val(Float)).raises("ValueError", "OverflowError"),
	fn("math.fmod", "rt::math::fmod", Float, val(Float), val(Float)).raises("ValueError"),
	fn("math.remainder", "rt::math::remainder", Float, val(Float), val(Float)).raises("ValueError"),
	fn("math.atan2", "rt::math::atan2", Float, val(Float), val(Float)),
	fn("math.copysign", "f64::copysign", Float, val(Float), val(Float)),
	fn("math.hypot", "rt::math::hypot", Float, val(Float), val(Float)),
	fn("math.dist", "rt::math::dist", Float, ref(List{Float}), ref(List{Float})).raises("ValueError"),
	fn("math.isclose", "rt::math::isclose", Bool, val(Float), val(Float)),
	// The operands after the first two are rel_tol and abs_tol.
	fn("math.isclose", "rt::math::isclose_within", Bool, val(Float), val(Float), val(Float), val(Float)).raises("ValueError"),
	fn("math.nextafter", "rt::math::nextafter", Float, val(Float), val(Float)),
	fn("math.ulp", "rt::math::ulp", Float, val(Float)),
	fn("math.isnan", "f64::is_nan", Bool, val(Float)),
	fn("math.isinf", "f64::is_infinite", Bool, val(Float)),
	fn("math.isfinite", "f64::is_finite", Bool, val(Float)),
	fn("math.modf", "rt::math::modf", Tuple{[]Type{Float, Float}}, val(Float)),
	fn("math.frexp", "rt::math::frexp", Tuple{[]Type{Float, Int}}, val(Float)),
	fn("math.ldexp", "rt::math::ldexp", Float, val(Float), val(Int)).raises("OverflowError"),
	fn("math.fsum", "rt::math::fsum", Float, val(Iter{Float})).raises("OverflowError", "ValueError"),
	chain("math.prod", "{0}.product::<i64>()", Int, val(Iter{Int})).overflow(),
	fn("math.prod", "rt::float::product", Float, val(Iter{Float})),
	chain("math.prod:start", "{0}.fold({1}, |product, x| product * x)", Int, val(Iter{Int}), val(Int)).overflow(),
	chain("math.prod:start", "{0}.fold({1}, |product, x| product * x)", Float, val(Iter{Float}), val(Float)),

	fn("math.gcd", "rt::math::gcd", Int, val(Int), val(Int)).overflow(),
	fn("math.lcm", "rt::math::lcm", Int, val(Int), val(Int)).overflow(),
	// Of all that is walked.
	chain("math.gcd", "{0}.fold(0, rt::math::gcd)", Int, val(Iter{Int})).overflow(),
	chain("math.lcm", "{0}.fold(1, rt::math::lcm)", Int, val(Iter{Int})).overflow(),
	fn("math.isqrt", "rt::math::isqrt", Int, val(Int)).raises("ValueError"),
	fn("math.factorial", "rt::math::factorial", Int, val(Int)).raises("ValueError").overflow(),
	fn("math.comb", "rt::math::comb", Int, val(Int), val(Int)).raises("ValueError").overflow(),
	fn("math.perm", "rt::math::perm", Int, val(Int), val(Int)).raises("ValueError").overflow(),
	fn("math.perm", "rt::math::factorial", Int, val(Int)).raises("ValueError").overflow(),
})

// constant is a number of module math.
func constant(name, path string) *Operation { return call("math."+name, path, Float) }

// toInt rounds a float to an int.
func toInt(name string) *Operation {
	return fn("math."+name, "rt::math::"+name, Int, val(Float)).raises("ValueError", "OverflowError").overflow()
}

// total is a function of one float that never raises.
func total(name, path string) *Operation { return fn("math."+name, path, Float, val(Float)) }

// partial is a function of one float that raises outside its domain or range.
func partial(name string, raises ...string) *Operation {
	return fn("math."+name, "rt::math::"+name, Float, val(Float)).raises(raises...)
}

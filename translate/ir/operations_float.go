package ir

var floatOperations = []*Operation{
	infix("float.add", "+", PrecAdd, Float, val(Float), val(Float)),
	infix("float.sub", "-", PrecAdd, Float, val(Float), val(Float)),
	infix("float.mul", "*", PrecMul, Float, val(Float), val(Float)),
	fn("float.truediv", "rt::float::div", Float, val(Float), val(Float)).raises("ZeroDivisionError"),
	infix("float.truediv:lit", "/", PrecMul, Float, val(Float), val(Float)),
	fn("float.floordiv", "rt::float::floordiv", Float, val(Float), val(Float)).raises("ZeroDivisionError"),
	fn("float.mod", "rt::float::rem", Float, val(Float), val(Float)).raises("ZeroDivisionError"),
	fn("float.pow", "rt::float::pow", Float, val(Float), val(Float)).raises("ZeroDivisionError", "OverflowError"),
	call("float.neg", "-{0}", Float, val(Float)).prec(PrecUnary, PrecUnary),
	same("float.pos", Float),

	compound("float.iadd", "+=", Float),
	compound("float.isub", "-=", Float),
	compound("float.imul", "*=", Float),
	compound("float.itruediv:lit", "/=", Float),

	fn("float.is_integer", "rt::float::is_integer", Bool, val(Float)),
	fn("abs", "f64::abs", Float, val(Float)),
	fn("divmod", "rt::float::divmod", Tuple{[]Type{Float, Float}}, val(Float), val(Float)).raises("ZeroDivisionError"),
	fn("pow", "rt::float::pow", Float, val(Float), val(Float)).raises("ZeroDivisionError", "OverflowError"),
	fn("round", "rt::float::round", Int, val(Float)).raises("ValueError", "OverflowError").overflow(),
	fn("round", "rt::float::round_to", Float, val(Float), val(Int)).raises("OverflowError"),
}

var boolOperations = []*Operation{
	infix("bool.and", "&", PrecBitAnd, Bool, val(Bool), val(Bool)),
	infix("bool.or", "|", PrecBitOr, Bool, val(Bool), val(Bool)),
	infix("bool.xor", "^", PrecBitXor, Bool, val(Bool), val(Bool)),
	compound("bool.iand", "&=", Bool),
	compound("bool.ior", "|=", Bool),
	compound("bool.ixor", "^=", Bool),

	same("bool", Bool),
	infixZero("bool", "!=", Int, "0"),
	infixZero("bool", "!=", Usize, "0"),
	infixZero("bool", "!=", Float, "0.0"),
	notEmpty("bool", Str),
	notEmpty("bool", List{anyT}),
	notEmpty("bool", Dict{Key: keyT, Value: anyT}),
	chain("bool", "{0}.is_some_and(|x| x)", Bool, recv(Option{Bool})),
	chain("bool", "{0}.is_some_and(|x| x != 0)", Bool, recv(Option{Int})),
	chain("bool", "{0}.is_some_and(|x| x != 0.0)", Bool, recv(Option{Float})),
	chain("bool", "{0}.as_ref().is_some_and(|x| !x.is_empty())", Bool, recv(Option{Str})),
	chain("bool", "{0}.as_ref().is_some_and(|x| !x.is_empty())", Bool, recv(Option{List{anyT}})),
	chain("bool", "{0}.as_ref().is_some_and(|x| !x.is_empty())", Bool, recv(Option{Dict{Key: keyT, Value: anyT}})),

	call("not", "!{0}", Bool, val(Bool)).prec(PrecUnary, PrecUnary),
	infixZero("not", "==", Int, "0"),
	infixZero("not", "==", Usize, "0"),
	infixZero("not", "==", Float, "0.0"),
	method("not", "is_empty", Bool, recv(Str)),
	method("not", "is_empty", Bool, recv(List{anyT})),
	method("not", "is_empty", Bool, recv(Dict{Key: keyT, Value: anyT})),
	chain("not", "{0}.is_none_or(|x| !x)", Bool, recv(Option{Bool})),
	chain("not", "{0}.is_none_or(|x| x == 0)", Bool, recv(Option{Int})),
	chain("not", "{0}.is_none_or(|x| x == 0.0)", Bool, recv(Option{Float})),
	chain("not", "{0}.as_ref().is_none_or(|x| x.is_empty())", Bool, recv(Option{Str})),
	chain("not", "{0}.as_ref().is_none_or(|x| x.is_empty())", Bool, recv(Option{List{anyT}})),
	chain("not", "{0}.as_ref().is_none_or(|x| x.is_empty())", Bool, recv(Option{Dict{Key: keyT, Value: anyT}})),
}

// infixZero compares a number with zero.
func infixZero(name, symbol string, t Type, zero string) *Operation {
	return call(name, "{0} "+symbol+" "+zero, Bool, val(t)).prec(PrecCompare, PrecBitOr)
}

// notEmpty is the truth of a container.
func notEmpty(name string, t Type) *Operation {
	return call(name, "!{0}.is_empty()", Bool, recv(t)).prec(PrecUnary, PrecCall)
}

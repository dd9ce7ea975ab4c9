package ir

// Big integers: rt::BigInt. Where a row takes an Int as its second operand, that is
// an int of 64 bits, often a literal.

var bigOperations = concat(
	bigInfix("add", "+", PrecAdd), bigInfix("sub", "-", PrecAdd), bigInfix("mul", "*", PrecMul),
	bigInfix("and", "&", PrecBitAnd), bigInfix("or", "|", PrecBitOr), bigInfix("xor", "^", PrecBitXor),
	bigCompare("eq", "=="), bigCompare("ne", "!="),
	bigCompare("lt", "<"), bigCompare("le", "<="), bigCompare("gt", ">"), bigCompare("ge", ">="),
	[]*Operation{
		fn("big", "rt::BigInt::from", Big, val(Int)),
		fn("big", "rt::BigInt::from", Big, val(Bool)),
		fn("big", "rt::BigInt::from", Big, val(Usize)),
		fn("big.small", "rt::big::to_i64", Int, ref(Big)).overflow(),
		fn("big.literal", "rt::big::literal", Big, ref(Str)),

		fn("int.floordiv", "rt::big::floordiv", Big, ref(Big), ref(Big)).raises("ZeroDivisionError"),
		fn("int.floordiv", "rt::big::floordiv", Big, ref(Big), val(Int)).raises("ZeroDivisionError"),
		fn("int.mod", "rt::big::modulo", Big, ref(Big), ref(Big)).raises("ZeroDivisionError"),
		fn("int.mod", "rt::big::modulo", Big, ref(Big), val(Int)).raises("ZeroDivisionError"),
		fn("int.truediv", "rt::big::truediv", Float, ref(Big), ref(Big)).raises("ZeroDivisionError", "OverflowError"),
		fn("int.truediv", "rt::big::truediv", Float, ref(Big), val(Int)).raises("ZeroDivisionError", "OverflowError"),
		fn("int.pow", "rt::big::pow", Big, ref(Big), ref(Big)),
		fn("int.pow", "rt::big::pow", Big, ref(Big), val(Int)),
		fn("int.lshift", "rt::big::shl", Big, ref(Big), ref(Big)).raises("ValueError"),
		fn("int.lshift", "rt::big::shl", Big, ref(Big), val(Int)).raises("ValueError"),
		fn("int.rshift", "rt::big::shr", Big, ref(Big), ref(Big)).raises("ValueError"),
		fn("int.rshift", "rt::big::shr", Big, ref(Big), val(Int)).raises("ValueError"),
		call("int.neg", "-{0}", Big, ref(Big)).prec(PrecUnary, PrecUnary),
		call("int.invert", "!{0}", Big, ref(Big)).prec(PrecUnary, PrecUnary),
		same("int.pos", Big),
		fn("int.bit_length", "rt::big::bit_length", Int, ref(Big)),
		fn("int.bit_count", "rt::big::bit_count", Int, ref(Big)),

		fn("bool", "rt::big::truth", Bool, ref(Big)),
		fn("abs", "rt::big::abs", Big, ref(Big)),
		fn("divmod", "rt::big::divmod", Tuple{[]Type{Big, Big}}, ref(Big), ref(Big)).raises("ZeroDivisionError"),
		fn("divmod", "rt::big::divmod", Tuple{[]Type{Big, Big}}, ref(Big), val(Int)).raises("ZeroDivisionError"),
		fn("pow", "rt::big::pow", Big, ref(Big), ref(Big)),
		fn("pow", "rt::big::powmod", Big, ref(Big), ref(Big), ref(Big)).raises("ValueError"),
		same("round", Big),
		fn("round", "rt::big::round", Big, ref(Big), val(Int)),
		fn("hex", "rt::big::hex", Str, ref(Big)),
		fn("oct", "rt::big::oct", Str, ref(Big)),
		fn("bin", "rt::big::bin", Str, ref(Big)),
		fn("sum", "rt::big::sum", Big, val(Iter{Big})),
		call("sum:start", "{1} + rt::big::sum({0})", Big, val(Iter{Big}), val(Big)).prec(PrecAdd, PrecLowest, PrecAdd),

		same("int", Big),
		fn("int:big", "rt::big::from_float", Big, val(Float)).raises("ValueError", "OverflowError"),
		fn("int:big", "rt::big::parse", Big, ref(Str)).raises("ValueError"),
		fn("int:big", "rt::big::parse_radix", Big, ref(Str), val(Int)).raises("ValueError"),
		fn("float", "rt::big::to_float", Float, ref(Big)).raises("OverflowError"),
		fn("float:exact", "rt::big::to_exact_float", Float, ref(Big)).overflow(),
		fn("str", "rt::big::str", Str, ref(Big)).raises("ValueError"),
		fn("repr", "rt::big::str", Str, ref(Big)).raises("ValueError"),
		call("display", "{0}", Str, recv(Big)),
		call("display:repr", "{0}", Str, recv(Big)),
		fn("format", "rt::big::format", Str, ref(Big), ref(Str)).raises("OverflowError", "ValueError"),

		fn("math.gcd", "rt::big::gcd", Big, ref(Big), ref(Big)),
		fn("math.lcm", "rt::big::lcm", Big, ref(Big), ref(Big)),
		fn("math.gcd", "rt::big::gcd_of", Big, val(Iter{Big})),
		fn("math.lcm", "rt::big::lcm_of", Big, val(Iter{Big})),
		call("math.prod:start", "{1} * rt::big::product({0})", Big, val(Iter{Big}), val(Big)).prec(PrecMul, PrecLowest, PrecMul),
		fn("math.isqrt", "rt::big::isqrt", Big, ref(Big)).raises("ValueError"),
		fn("math.factorial", "rt::big::factorial", Big, ref(Big)).raises("ValueError"),
		fn("math.comb", "rt::big::comb", Big, ref(Big), ref(Big)).raises("ValueError"),
		fn("math.perm", "rt::big::perm", Big, ref(Big), ref(Big)).raises("ValueError"),
		fn("math.prod", "rt::big::product", Big, val(Iter{Big})),
		fn("math.floor:big", "rt::big::floor", Big, val(Float)).raises("ValueError", "OverflowError"),
		fn("math.ceil:big", "rt::big::ceil", Big, val(Float)).raises("ValueError", "OverflowError"),
		fn("math.trunc:big", "rt::big::trunc", Big, val(Float)).raises("ValueError", "OverflowError"),
	},
)

// bigInfix has the rows of an operator that Rust has too.
func bigInfix(name, symbol string, prec Prec) []*Operation {
	compound := func(value Operand) *Operation {
		return &Operation{
			Name: "int.i" + name, Params: []Operand{recvMut(Big), value}, Result: Unit,
			Rust: "{0} " + symbol + "= {1}", Prec: PrecAssign, OperandPrec: []Prec{PrecUnary, PrecOr},
		}
	}
	return []*Operation{
		infix("int."+name, symbol, prec, Big, ref(Big), ref(Big)),
		infix("int."+name, symbol, prec, Big, ref(Big), val(Int)),
		compound(ref(Big)), compound(val(Int)),
	}
}

// bigCompare has the rows of a comparison.
func bigCompare(name, symbol string) []*Operation {
	not, helper := "", name
	if name == "ne" {
		not, helper = "!", "eq"
	}
	flipped := map[string]string{"eq": "eq", "lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}[helper]
	outer := PrecCall
	if not != "" {
		outer = PrecUnary
	}
	return []*Operation{
		compare(name, symbol, Big, Big),
		compare(name, symbol, Big, Int),
		call(name, not+"rt::big::"+helper+"_float({0}, {1})", Bool, ref(Big), val(Float)).prec(outer),
		call(name, not+"rt::big::"+flipped+"_float({1}, {0})", Bool, val(Float), ref(Big)).prec(outer),
	}
}

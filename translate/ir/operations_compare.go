package ir

var compareOperations = concat(equality("eq", "=="), equality("ne", "!="),
	order("lt", "<"), order("le", "<="), order("gt", ">"), order("ge", ">="),
	containment, []*Operation{
		method("is_none", "is_none", Bool, recv(Option{anyT})),
		method("is_some", "is_some", Bool, recv(Option{anyT})),
	})

func concat(groups ...[]*Operation) []*Operation {
	var out []*Operation
	for _, g := range groups {
		out = append(out, g...)
	}
	return out
}

// compare is a Rust comparison operator.
func compare(name, symbol string, a, b Type) *Operation {
	return &Operation{
		Name: name, Params: []Operand{recv(a), recv(b)}, Result: Bool,
		Rust: "{0} " + symbol + " {1}", Prec: PrecCompare, OperandPrec: []Prec{PrecBitOr, PrecBitOr},
	}
}

// equality has the rows of == or !=. NaN inside a container is equal to itself
// when it is the same object; rt stops there, since nobody can tell.
func equality(name, symbol string) []*Operation {
	not := ""
	outer := PrecCall
	if name == "ne" {
		not, outer = "!", PrecUnary
	}
	helper := func(rust string, a, b Operand) *Operation {
		return call(name, not+rust, Bool, a, b).prec(outer)
	}
	return []*Operation{
		compare(name, symbol, Int, Int),
		compare(name, symbol, Usize, Usize),
		compare(name, symbol, Float, Float),
		compare(name, symbol, Bool, Bool),
		compare(name, symbol, Str, Str),
		compare(name, symbol, Char, Char),
		helper("rt::int::eq_float({0}, {1})", val(Int), val(Float)),
		helper("rt::int::eq_float({1}, {0})", val(Float), val(Int)),
		helper("rt::text::is_char({0}, {1})", ref(Str), val(Char)),
		helper("rt::text::is_char({1}, {0})", val(Char), ref(Str)),
		helper("rt::text::is_some({0}, {1})", ref(Option{Str}), ref(Str)),
		helper("rt::text::eq_option({0}, {1})", ref(Option{Str}), ref(Option{Str})),
		call(name, "{0} "+symbol+" Some({1})", Bool, val(Option{copyExact}), val(copyExact)).prec(PrecCompare, PrecBitOr),
		call(name, "{0} "+symbol+" Some({1})", Bool, val(Option{Float}), val(Float)).prec(PrecCompare, PrecBitOr),
		compare(name, symbol, exact, exact),
		helper("rt::list::eq({0}, {1})", ref(List{anyT}), ref(List{anyT})),
		helper("rt::eq({0}, {1})", ref(anyT), ref(anyT)),
	}
}

// order has the rows of one of < <= > >=.
func order(name, symbol string) []*Operation {
	flipped := map[string]string{"lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}[name]
	return []*Operation{
		compare(name, symbol, Int, Int),
		compare(name, symbol, Usize, Usize),
		compare(name, symbol, Float, Float),
		compare(name, symbol, Str, Str),
		compare(name, symbol, Char, Char),
		fn(name, "rt::int::"+name+"_float", Bool, val(Int), val(Float)),
		call(name, "rt::int::"+flipped+"_float({1}, {0})", Bool, val(Float), val(Int)),
		fn(name, "rt::list::"+name, Bool, ref(List{orderT}), ref(List{orderT})),
		compare(name, symbol, copyOrder, copyOrder),
		fn(name, "rt::"+name, Bool, ref(orderT), ref(orderT)),
	}
}

// containment has the rows of the operator in; operand 0 is the container.
var containment = []*Operation{
	method("contains.str", "contains", Bool, recv(Str), ref(Str)),
	method("contains.str", "contains", Bool, recv(Str), val(Char)),
	method("contains.list", "contains", Bool, recv(List{copyExact}), ref(copyExact)),
	fn("contains.list", "rt::list::contains", Bool, ref(List{anyT}), ref(anyT)),
	method("contains.dict", "contains_key", Bool, recv(Dict{Key: keyT, Value: anyT}), ref(keyT)),
	call("contains.range", "rt::int::in_range({0}, {1}, {2}, {3})", Bool, val(Int), val(Int), val(Int), val(Int)),
	call("contains.iter", "rt::iter::contains({0}, {1})", Bool, val(Iter{anyT}), ref(anyT)),
}

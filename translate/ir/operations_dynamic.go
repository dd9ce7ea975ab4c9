package ir

// Values whose type only the run tells, rt::Value. Arithmetic and order raise
// TypeError as Python does; == and the text of values are those of any type.
//
//	dynamic.add sub mul truediv floordiv mod pow   dynamic.neg pos
//	dynamic.is_int is_bool is_float is_str is_list is_tuple is_dict
//	abs sum int float len round format bool not is_none is_some lt le gt ge
var dynamicOperations = concat(dynamicBinary(), dynamicOrder(), dynamicTests(), []*Operation{
	fn("dynamic.neg", "rt::value::neg", dynamic, ref(dynamic)).raises("TypeError").overflow(),
	fn("dynamic.pos", "rt::value::pos", dynamic, ref(dynamic)).raises("TypeError"),
	fn("abs", "rt::value::abs", dynamic, ref(dynamic)).raises("TypeError").overflow(),
	fn("sum", "rt::value::sum", dynamic, val(Iter{dynamic})).raises("TypeError").overflow(),
	fn("int", "rt::value::to_int", Int, ref(dynamic)).raises("TypeError", "ValueError", "OverflowError"),
	fn("float", "rt::value::to_float", Float, ref(dynamic)).raises("TypeError", "ValueError"),
	fn("len", "rt::value::len", Int, ref(dynamic)).raises("TypeError"),
	fn("round", "rt::value::round", Int, ref(dynamic)).raises("TypeError", "ValueError", "OverflowError"),
	fn("round", "rt::value::round_to", dynamic, ref(dynamic), val(Int)).raises("TypeError", "OverflowError"),
	fn("format", "rt::value::format", Str, ref(dynamic), ref(Str)).raises("TypeError", "ValueError", "OverflowError"),
	method("bool", "truth", Bool, recv(dynamic)),
	call("not", "!{0}.truth()", Bool, recv(dynamic)).prec(PrecUnary, PrecCall),
	method("is_none", "is_none", Bool, recv(dynamic)),
	method("is_some", "is_some", Bool, recv(dynamic)),
})

var dynamic = Dynamic{}

func dynamicBinary() []*Operation {
	raises := map[string][]string{
		"truediv": {"TypeError", "ZeroDivisionError"}, "floordiv": {"TypeError", "ZeroDivisionError"},
		"rem": {"TypeError", "ZeroDivisionError"}, "pow": {"TypeError", "ZeroDivisionError", "OverflowError"},
	}
	var out []*Operation
	for _, name := range []string{"add", "sub", "mul", "truediv", "floordiv", "rem", "pow"} {
		classes := raises[name]
		if classes == nil {
			classes = []string{"TypeError"}
		}
		python := name
		if name == "rem" {
			python = "mod"
		}
		out = append(out, fn("dynamic."+python, "rt::value::"+name, dynamic, ref(dynamic), ref(dynamic)).raises(classes...).overflow())
	}
	return out
}

func dynamicOrder() []*Operation {
	var out []*Operation
	for _, name := range []string{"lt", "le", "gt", "ge"} {
		out = append(out, fn(name, "rt::value::"+name, Bool, ref(dynamic), ref(dynamic)).raises("TypeError"))
	}
	return out
}

func dynamicTests() []*Operation {
	var out []*Operation
	for _, class := range []string{"int", "bool", "float", "str", "list", "tuple", "dict"} {
		out = append(out, method("dynamic.is_"+class, "is_"+class, Bool, recv(dynamic)))
	}
	return out
}

// Orders reports whether a type parameter of op stands for values whose order
// may not exist: Python then raises a TypeError that op, which has no form for
// it, can only stop with.
func Orders(op *Operation, args []Type) bool {
	if op.Try != "" {
		return false
	}
	bound, _ := bind(op, args)
	for name, t := range bound {
		if name == orderT && holdsDynamic(t) {
			return true
		}
	}
	return false
}

// holdsDynamic reports whether a part of t is dynamic.
func holdsDynamic(t Type) bool {
	switch t := t.(type) {
	case Dynamic:
		return true
	case List:
		return holdsDynamic(t.Elem)
	case Tuple:
		for _, e := range t.Elems {
			if holdsDynamic(e) {
				return true
			}
		}
	case Option:
		return holdsDynamic(t.Elem)
	}
	return false
}

package ir

var threeStrs = Tuple{[]Type{Str, Str, Str}}

var optInt = Option{Int}

var strOperations = concat([]*Operation{
	fn("str.add", "rt::text::concat", Str, ref(Str), ref(Str)),
	fn("str.add", "rt::text::concat_char", Str, ref(Str), val(Char)),
	fn("str.add", "rt::text::char_concat", Str, val(Char), ref(Str)),
	fn("str.add", "rt::text::concat_chars", Str, val(Char), val(Char)),
	fn("str.mul", "rt::text::repeat", Str, ref(Str), val(Int)),
	fn("str.mul", "rt::text::repeat_char", Str, val(Char), val(Int)),
	call("str.iadd", "{0}.push_str({1})", Unit, recvMut(Str), ref(Str)).prec(PrecCall, PrecCall),
	call("str.iadd", "{0}.push({1})", Unit, recvMut(Str), val(Char)).prec(PrecCall, PrecCall),
	fn("str.iadd:int", "rt::text::push_int", Unit, refMut(Str), val(Int)),

	fn("str.getitem", "rt::text::at", Char, ref(Str), val(Int)).raises("IndexError"),
	fn("str.getitem", "rt::text::nth", Char, ref(Str), val(Usize)).raises("IndexError"),
	chain("str.chars", "{0}.chars().collect::<Vec<_>>()", List{Char}, recv(Str)),
	fn("chars.getitem", "rt::text::char_at", Char, ref(List{Char}), val(Int)).raises("IndexError"),
	fn("chars.getitem", "rt::text::char_nth", Char, ref(List{Char}), val(Usize)).raises("IndexError"),
	fn("str.slice", "rt::text::slice", Str, ref(Str), val(optInt), val(optInt)).view(),
	fn("str.slice:step", "rt::text::slice_step", Str, ref(Str), val(optInt), val(optInt), val(Int)).raises("ValueError"),
	chain("str.slice:reverse", "{0}.chars().rev().collect::<String>()", Str, recv(Str)),

	fn("str.capitalize", "rt::text::capitalize", Str, ref(Str)),
	fn("str.casefold", "rt::text::casefold", Str, ref(Str)),
	fn("str.lower", "rt::text::lower", Str, ref(Str)),
	fn("str.swapcase", "rt::text::swapcase", Str, ref(Str)),
	fn("string.capwords", "rt::text::capwords", Str, ref(Str)),
	fn("string.capwords", "rt::text::capwords_on", Str, ref(Str), ref(Str)).raises("ValueError"),
	fn("str.title", "rt::text::title", Str, ref(Str)),
	fn("str.upper", "rt::text::upper", Str, ref(Str)),
	fn("str.lower", "rt::chars::lower", Str, val(Char)),
	fn("str.upper", "rt::chars::upper", Str, val(Char)),

	fn("str.center", "rt::text::center", Str, ref(Str), val(Int)),
	fn("str.center", "rt::text::center_with", Str, ref(Str), val(Int), ref(Str)).raises("TypeError"),
	fn("str.ljust", "rt::text::ljust", Str, ref(Str), val(Int)),
	fn("str.ljust", "rt::text::ljust_with", Str, ref(Str), val(Int), ref(Str)).raises("TypeError"),
	fn("str.rjust", "rt::text::rjust", Str, ref(Str), val(Int)),
	fn("str.rjust", "rt::text::rjust_with", Str, ref(Str), val(Int), ref(Str)).raises("TypeError"),
	fn("str.zfill", "rt::text::zfill", Str, ref(Str), val(Int)),
	fn("str.expandtabs", "rt::text::expandtabs", Str, ref(Str)),
	fn("str.expandtabs", "rt::text::expandtabs_by", Str, ref(Str), val(Int)).raises("OverflowError"),

	fn("str.strip", "rt::text::strip", Str, ref(Str)).view(),
	fn("str.strip", "rt::text::strip_chars", Str, ref(Str), ref(Str)).view(),
	fn("str.lstrip", "rt::text::lstrip", Str, ref(Str)).view(),
	fn("str.lstrip", "rt::text::lstrip_chars", Str, ref(Str), ref(Str)).view(),
	fn("str.rstrip", "rt::text::rstrip", Str, ref(Str)).view(),
	fn("str.rstrip", "rt::text::rstrip_chars", Str, ref(Str), ref(Str)).view(),
	fn("str.removeprefix", "rt::text::removeprefix", Str, ref(Str), ref(Str)).view(),
	fn("str.removesuffix", "rt::text::removesuffix", Str, ref(Str), ref(Str)).view(),

	fn("str.split", "rt::text::split", List{Str}, ref(Str)),
	fn("str.split", "rt::text::split_on", List{Str}, ref(Str), ref(Str)).raises("ValueError"),
	fn("str.split", "rt::text::splitn", List{Str}, ref(Str), ref(Str), val(Int)).raises("ValueError"),
	fn("str.split:space", "rt::text::splitn_space", List{Str}, ref(Str), val(Int)),
	fn("str.split:iter", "rt::text::words", Iter{Str}, ref(Str)).view(),
	fn("str.split:iter", "rt::text::pieces", Iter{Str}, ref(Str), ref(Str)).raises("ValueError").view(),
	fn("str.rsplit", "rt::text::split", List{Str}, ref(Str)),
	fn("str.rsplit", "rt::text::rsplit_on", List{Str}, ref(Str), ref(Str)).raises("ValueError"),
	fn("str.rsplit", "rt::text::rsplitn", List{Str}, ref(Str), ref(Str), val(Int)).raises("ValueError"),
	fn("str.rsplit:space", "rt::text::rsplitn_space", List{Str}, ref(Str), val(Int)),
	fn("str.splitlines", "rt::text::splitlines", List{Str}, ref(Str)),
	fn("str.splitlines:iter", "rt::text::lines", Iter{Str}, ref(Str)).view(),
	fn("str.splitlines:keepends", "rt::text::splitlines_keepends", List{Str}, ref(Str)),
	fn("str.partition", "rt::text::partition", threeStrs, ref(Str), ref(Str)).raises("ValueError"),
	fn("str.rpartition", "rt::text::rpartition", threeStrs, ref(Str), ref(Str)).raises("ValueError"),

	fn("str.replace", "rt::text::replace", Str, ref(Str), ref(Str), ref(Str)),
	fn("str.replace", "rt::text::replacen", Str, ref(Str), ref(Str), ref(Str), val(Int)),

	call("str.join", "{1}.join({0})", Str, ref(Str), recv(List{Str})).prec(PrecCall, PrecLowest, PrecCall),
	fn("str.join", "rt::text::join", Str, ref(Str), val(Iter{Str})),
	fn("str.join", "rt::text::join", Str, ref(Str), val(Iter{Char})),
	chain("str.join:empty", "{0}.concat()", Str, recv(List{Str})),
	chain("str.join:empty", "{0}.collect::<String>()", Str, val(Iter{Str})),
	chain("str.join:empty", "{0}.collect::<String>()", Str, val(Iter{Char})),
	// "sep".join(s) puts sep between the characters of s.
	call("str.join", "rt::text::join({0}, {1}.chars())", Str, ref(Str), recv(Str)).prec(PrecCall, PrecLowest, PrecCall),

	call("ord", "i64::from(u32::from({0}))", Int, val(Char)),
	fn("ord", "rt::text::ord", Int, ref(Str)).raises("TypeError"),
}, search("find"), search("rfind"), search("index"), search("rindex"), search("count"))

// search has the rows of a method that looks for a substring, in all of the str
// or between bounds.
func search(name string) []*Operation {
	path := "rt::text::" + name
	rows := []*Operation{
		fn("str."+name, path, Int, ref(Str), ref(Str)),
		fn("str."+name, path+"_in", Int, ref(Str), ref(Str), val(optInt), val(optInt)),
	}
	if name == "index" || name == "rindex" {
		for _, op := range rows {
			op.raises("ValueError")
		}
	}
	return rows
}

var strTestOperations = concat(
	charTest("isalnum"), charTest("isalpha"), charTest("isascii"), charTest("isdecimal"), charTest("isdigit"),
	charTest("islower"), charTest("isnumeric"), charTest("isprintable"), charTest("isspace"), charTest("istitle"),
	charTest("isupper"),
	[]*Operation{
		fn("str.isidentifier", "rt::text::isidentifier", Bool, ref(Str)),
		method("str.startswith", "starts_with", Bool, recv(Str), ref(Str)),
		method("str.startswith", "starts_with", Bool, recv(Str), val(Char)),
		fn("str.startswith", "rt::text::startswith_any", Bool, ref(Str), ref(List{Str})),
		fn("str.startswith", "rt::text::startswith_in", Bool, ref(Str), ref(Str), val(optInt), val(optInt)),
		method("str.endswith", "ends_with", Bool, recv(Str), ref(Str)),
		method("str.endswith", "ends_with", Bool, recv(Str), val(Char)),
		fn("str.endswith", "rt::text::endswith_any", Bool, ref(Str), ref(List{Str})),
		fn("str.endswith", "rt::text::endswith_in", Bool, ref(Str), ref(Str), val(optInt), val(optInt)),
	})

// charTest has the rows of a method that asks what the characters of a str are.
func charTest(name string) []*Operation {
	return []*Operation{
		fn("str."+name, "rt::text::"+name, Bool, ref(Str)),
		fn("str."+name, "rt::chars::"+name, Bool, val(Char)),
	}
}

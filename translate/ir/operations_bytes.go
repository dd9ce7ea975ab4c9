package ir

// Bytes, and the conversions of "%".
//
//	bytes                   of an Iter of ints, bytes or (bytes:zeros) a length
//	bytes.getitem slice slice:step iter add mul
//	bytes.find rfind index count startswith endswith replace split join strip lstrip
//	bytes.rstrip upper lower hex fromhex capitalize center expandtabs isalnum isalpha
//	bytes.isascii isdigit islower isspace istitle isupper ljust maketrans partition
//	bytes.removeprefix removesuffix rindex rjust rpartition rsplit splitlines swapcase
//	bytes.title zfill
//	bytes.translate         (b, table, dropped); translate:none (b, dropped)
//	bytes.decode            UTF-8; decode:ascii decode:latin1 decode:replace decode:ignore
//	str.encode              UTF-8; encode:ascii encode:latin1
//	int.to_bytes            (n, length, order, signed); int.from_bytes (b, order, signed)
//	len:encoded             of the UTF-8 of a str
//	contains.bytes          of bytes or an int;  len len:usize bool not
//	str.translate maketrans (from, to) (from, to, dropped) (dict)
//	format:percent          (x, conversion): "%5.2f" % x with conversion "5.2f"; x an
//	                        int, float or str (the str or repr of any other value)

// bytesThrice is what partition gives.
var bytesThrice = Tuple{[]Type{Bytes, Bytes, Bytes}}

var bytesOperations = []*Operation{
	fn("bytes", "rt::bytes::from_ints", Bytes, val(Iter{Int})).raises("ValueError"),
	method("bytes", "to_vec", Bytes, recv(Bytes)),
	fn("bytes:zeros", "rt::bytes::zeros", Bytes, val(Int)).raises("ValueError"),
	fn("bytes.getitem", "rt::bytes::at", Int, ref(Bytes), val(Int)).raises("IndexError"),
	fn("bytes.slice", "rt::list::slice", Bytes, ref(Bytes), val(optInt), val(optInt)).view(),
	fn("bytes.slice:step", "rt::list::slice_step", Bytes, ref(Bytes), val(optInt), val(optInt), val(Int)).raises("ValueError"),
	fn("bytes.iter", "rt::bytes::ints", Iter{Int}, ref(Bytes)).view(),
	fn("bytes.add", "rt::list::concat", Bytes, ref(Bytes), ref(Bytes)),
	fn("bytes.mul", "rt::list::repeat", Bytes, ref(Bytes), val(Int)),
	fn("bytes.find", "rt::bytes::find", Int, ref(Bytes), ref(Bytes)),
	fn("bytes.rfind", "rt::bytes::rfind", Int, ref(Bytes), ref(Bytes)),
	fn("bytes.index", "rt::bytes::index_of", Int, ref(Bytes), ref(Bytes)).raises("ValueError"),
	fn("bytes.count", "rt::bytes::count", Int, ref(Bytes), ref(Bytes)),
	method("bytes.startswith", "starts_with", Bool, recv(Bytes), ref(Bytes)),
	method("bytes.endswith", "ends_with", Bool, recv(Bytes), ref(Bytes)),
	fn("bytes.replace", "rt::bytes::replace", Bytes, ref(Bytes), ref(Bytes), ref(Bytes)),
	fn("bytes.split", "rt::bytes::split", List{Bytes}, ref(Bytes)),
	fn("bytes.split", "rt::bytes::split_on", List{Bytes}, ref(Bytes), ref(Bytes)).raises("ValueError"),
	fn("bytes.split", "rt::bytes::split_limited", List{Bytes}, ref(Bytes), ref(Bytes), val(Int)).raises("ValueError"),
	fn("bytes.rsplit", "rt::bytes::split", List{Bytes}, ref(Bytes)),
	fn("bytes.rsplit", "rt::bytes::split_on", List{Bytes}, ref(Bytes), ref(Bytes)).raises("ValueError"),
	fn("bytes.rsplit", "rt::bytes::rsplit_limited", List{Bytes}, ref(Bytes), ref(Bytes), val(Int)).raises("ValueError"),
	fn("bytes.splitlines", "rt::bytes::splitlines", List{Bytes}, ref(Bytes)),
	fn("bytes.partition", "rt::bytes::partition", bytesThrice, ref(Bytes), ref(Bytes)).raises("ValueError"),
	fn("bytes.rpartition", "rt::bytes::rpartition", bytesThrice, ref(Bytes), ref(Bytes)).raises("ValueError"),
	fn("bytes.rindex", "rt::bytes::rindex", Int, ref(Bytes), ref(Bytes)).raises("ValueError"),
	fn("bytes.removeprefix", "rt::bytes::removeprefix", Bytes, ref(Bytes), ref(Bytes)).view(),
	fn("bytes.removesuffix", "rt::bytes::removesuffix", Bytes, ref(Bytes), ref(Bytes)).view(),
	fn("bytes.capitalize", "rt::bytes::capitalize", Bytes, ref(Bytes)),
	fn("bytes.swapcase", "rt::bytes::swapcase", Bytes, ref(Bytes)),
	fn("bytes.title", "rt::bytes::title", Bytes, ref(Bytes)),
	fn("bytes.zfill", "rt::bytes::zfill", Bytes, ref(Bytes), val(Int)),
	fn("bytes.expandtabs", "rt::bytes::expandtabs", Bytes, ref(Bytes), val(Int)).raises("OverflowError"),
	fn("bytes.ljust", "rt::bytes::ljust", Bytes, ref(Bytes), val(Int), ref(Bytes)).raises("TypeError"),
	fn("bytes.rjust", "rt::bytes::rjust", Bytes, ref(Bytes), val(Int), ref(Bytes)).raises("TypeError"),
	fn("bytes.center", "rt::bytes::center", Bytes, ref(Bytes), val(Int), ref(Bytes)).raises("TypeError"),
	fn("bytes.maketrans", "rt::bytes::maketrans", Bytes, ref(Bytes), ref(Bytes)).raises("ValueError"),
	fn("bytes.translate", "rt::bytes::translate", Bytes, ref(Bytes), ref(Bytes), ref(Bytes)).raises("ValueError"),
	fn("bytes.translate:none", "rt::bytes::without", Bytes, ref(Bytes), ref(Bytes)),
	fn("bytes.isalnum", "rt::bytes::isalnum", Bool, ref(Bytes)),
	fn("bytes.isalpha", "rt::bytes::isalpha", Bool, ref(Bytes)),
	method("bytes.isascii", "is_ascii", Bool, recv(Bytes)),
	fn("bytes.isdigit", "rt::bytes::isdigit", Bool, ref(Bytes)),
	fn("bytes.islower", "rt::bytes::islower", Bool, ref(Bytes)),
	fn("bytes.isspace", "rt::bytes::isspace", Bool, ref(Bytes)),
	fn("bytes.istitle", "rt::bytes::istitle", Bool, ref(Bytes)),
	fn("bytes.isupper", "rt::bytes::isupper", Bool, ref(Bytes)),
	fn("bytes.join", "rt::bytes::join", Bytes, ref(Bytes), val(Iter{Bytes})),
	fn("bytes.strip", "rt::bytes::strip", Bytes, ref(Bytes)).view(),
	fn("bytes.lstrip", "rt::bytes::lstrip", Bytes, ref(Bytes)).view(),
	fn("bytes.rstrip", "rt::bytes::rstrip", Bytes, ref(Bytes)).view(),
	method("bytes.upper", "to_ascii_uppercase", Bytes, recv(Bytes)),
	method("bytes.lower", "to_ascii_lowercase", Bytes, recv(Bytes)),
	fn("bytes.hex", "rt::bytes::hex", Str, ref(Bytes)),
	fn("bytes.fromhex", "rt::bytes::fromhex", Bytes, ref(Str)).raises("ValueError"),
	fn("bytes.decode", "rt::bytes::decode", Str, ref(Bytes)).raises("UnicodeDecodeError"),
	fn("bytes.decode:ascii", "rt::bytes::decode_ascii", Str, ref(Bytes)).raises("UnicodeDecodeError"),
	fn("bytes.decode:latin1", "rt::bytes::decode_latin1", Str, ref(Bytes)),
	fn("bytes.decode:replace", "rt::bytes::decode_replacing", Str, ref(Bytes)),
	fn("bytes.decode:ignore", "rt::bytes::decode_ignoring", Str, ref(Bytes)),
	method("str.encode", "as_bytes", Bytes, recv(Str)).view(),
	fn("str.encode:ascii", "rt::bytes::encode_ascii", Bytes, ref(Str)).raises("UnicodeEncodeError"),
	fn("str.encode:latin1", "rt::bytes::encode_latin1", Bytes, ref(Str)).raises("UnicodeEncodeError"),
	fn("int.to_bytes", "rt::bytes::of_int", Bytes, val(Int), val(Int), ref(Str), val(Bool)).raises("OverflowError", "ValueError"),
	fn("int.from_bytes", "rt::bytes::to_int", Int, ref(Bytes), ref(Str), val(Bool)).raises("ValueError").overflow(),
	fn("contains.bytes", "rt::bytes::contains", Bool, ref(Bytes), ref(Bytes)),
	fn("contains.bytes", "rt::bytes::contains_int", Bool, ref(Bytes), val(Int)).raises("ValueError"),
	chain("len", "{0}.len() as i64", Int, recv(Bytes)).prec(PrecCast, PrecCall),
	chain("len:encoded", "{0}.len() as i64", Int, recv(Str)).prec(PrecCast, PrecCall),
	method("len:usize", "len", Usize, recv(Bytes)),
	notEmpty("bool", Bytes),
	method("not", "is_empty", Bool, recv(Bytes)),
}

var translateOperations = concat(
	translation(Int), translation(Unit), translation(Str), translation(Option{Int}), translation(Option{Str}),
	[]*Operation{
		fn("str.maketrans", "rt::text::maketrans", Dict{Key: Int, Value: Int}, ref(Str), ref(Str)).raises("ValueError"),
		fn("str.maketrans", "rt::text::maketrans_dropping", Dict{Key: Int, Value: Option{Int}}, ref(Str), ref(Str), ref(Str)).raises("ValueError"),
		fn("str.maketrans", "rt::text::maketrans_of", Dict{Key: Int, Value: anyT}, ref(Dict{Key: Str, Value: anyT})).raises("ValueError"),
		fn("format:percent", "rt::format::percent_int", Str, val(Int), ref(Str)).raises("OverflowError"),
		fn("format:percent", "rt::format::percent_float", Str, val(Float), ref(Str)).raises("OverflowError", "ValueError", "TypeError").overflow(),
		fn("format:percent", "rt::format::percent_str", Str, ref(Str), ref(Str)).raises("TypeError"),
	})

// translation is str.translate with a table of such replacements.
func translation(replacement Type) []*Operation {
	return []*Operation{
		fn("str.translate", "rt::text::translate", Str, ref(Str), ref(Dict{Key: Int, Value: replacement})).raises("ValueError"),
	}
}

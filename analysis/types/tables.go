package types

// constants has the type of each library constant.
var constants = map[string]set{
	"math.pi": basic(bFloat), "math.e": basic(bFloat), "math.tau": basic(bFloat),
	"math.inf": basic(bFloat), "math.nan": basic(bFloat),

	"sys.maxsize": basic(bInt),

	"string.ascii_letters": basic(bStr), "string.ascii_lowercase": basic(bStr), "string.ascii_uppercase": basic(bStr),
	"string.digits": basic(bStr), "string.hexdigits": basic(bStr), "string.octdigits": basic(bStr),
	"string.printable": basic(bStr), "string.punctuation": basic(bStr), "string.whitespace": basic(bStr),
}

// library has the signature of each library function.
var library = parseTable(map[string]string{
	"math.acos":      "(x: float, /) -> float",
	"math.acosh":     "(x: float, /) -> float",
	"math.asin":      "(x: float, /) -> float",
	"math.asinh":     "(x: float, /) -> float",
	"math.atan":      "(x: float, /) -> float",
	"math.atan2":     "(y: float, x: float, /) -> float",
	"math.atanh":     "(x: float, /) -> float",
	"math.cbrt":      "(x: float, /) -> float",
	"math.ceil":      "(x: float, /) -> int",
	"math.comb":      "(n: int, k: int, /) -> int",
	"math.copysign":  "(x: float, y: float, /) -> float",
	"math.cos":       "(x: float, /) -> float",
	"math.cosh":      "(x: float, /) -> float",
	"math.degrees":   "(x: float, /) -> float",
	"math.dist":      "(p: iter[float], q: iter[float], /) -> float",
	"math.erf":       "(x: float, /) -> float",
	"math.erfc":      "(x: float, /) -> float",
	"math.exp":       "(x: float, /) -> float",
	"math.exp2":      "(x: float, /) -> float",
	"math.expm1":     "(x: float, /) -> float",
	"math.fabs":      "(x: float, /) -> float",
	"math.factorial": "(x: int, /) -> int",
	"math.floor":     "(x: float, /) -> int",
	"math.fmod":      "(x: float, y: float, /) -> float",
	"math.frexp":     "(x: float, /) -> tuple[float, int]",
	"math.fsum":      "(seq: iter[float], /) -> float",
	"math.gamma":     "(x: float, /) -> float",
	"math.gcd":       "(*integers: int) -> int",
	"math.hypot":     "(*coordinates: float) -> float",
	"math.isclose":   "(a: float, b: float, *, rel_tol: float =, abs_tol: float =) -> bool",
	"math.isfinite":  "(x: float, /) -> bool",
	"math.isinf":     "(x: float, /) -> bool",
	"math.isnan":     "(x: float, /) -> bool",
	"math.isqrt":     "(n: int, /) -> int",
	"math.lcm":       "(*integers: int) -> int",
	"math.ldexp":     "(x: float, i: int, /) -> float",
	"math.lgamma":    "(x: float, /) -> float",
	"math.log":       "(x: float, base: float =, /) -> float",
	"math.log10":     "(x: float, /) -> float",
	"math.log1p":     "(x: float, /) -> float",
	"math.log2":      "(x: float, /) -> float",
	"math.modf":      "(x: float, /) -> tuple[float, float]",
	"math.nextafter": "(x: float, y: float, /) -> float",
	"math.perm":      "(n: int, k: int|None =, /) -> int",
	"math.pow":       "(x: float, y: float, /) -> float",
	"math.prod":      "(iterable: iter[float], /, *, start: float =) -> float", // see builtinProd
	"math.radians":   "(x: float, /) -> float",
	"math.remainder": "(x: float, y: float, /) -> float",
	"math.sin":       "(x: float, /) -> float",
	"math.sinh":      "(x: float, /) -> float",
	"math.sqrt":      "(x: float, /) -> float",
	"math.tan":       "(x: float, /) -> float",
	"math.tanh":      "(x: float, /) -> float",
	"math.trunc":     "(x: float, /) -> int",
	"math.ulp":       "(x: float, /) -> float",

	"string.capwords": "(s: str, sep: str =) -> str",
})

// simpleBuiltins has the builtins whose result does not depend on the types of
// the arguments.
var simpleBuiltins = parseTable(map[string]string{
	"all":    "(iterable: iter[any], /) -> bool",
	"ascii":  "(object: any, /) -> str",
	"any":    "(iterable: iter[any], /) -> bool",
	"bin":    "(number: int, /) -> str",
	"format": "(value: any, format_spec: str =, /) -> str",
	"bool":   "(x: any =, /) -> bool",
	"chr":    "(i: int, /) -> str",
	"float":  "(x: float|str|bool =, /) -> float",
	"hex":    "(number: int, /) -> str",
	"input":  "(prompt: str =, /) -> str",
	"oct":    "(number: int, /) -> str",
	"ord":    "(c: str, /) -> int",
})

// strMethods has the methods of str.
var strMethods = parseTable(map[string]string{
	"encode":       "(encoding: str =, errors: str =) -> bytes",
	"capitalize":   "() -> str",
	"casefold":     "() -> str",
	"center":       "(width: int, fillchar: str =, /) -> str",
	"count":        "(sub: str, start: int|None =, end: int|None =, /) -> int",
	"endswith":     "(suffix: str|strs, start: int|None =, end: int|None =, /) -> bool",
	"expandtabs":   "(tabsize: int =) -> str",
	"format":       "(*args: any) -> str", // see strFormat
	"find":         "(sub: str, start: int|None =, end: int|None =, /) -> int",
	"index":        "(sub: str, start: int|None =, end: int|None =, /) -> int",
	"isalnum":      "() -> bool",
	"isalpha":      "() -> bool",
	"isascii":      "() -> bool",
	"isdecimal":    "() -> bool",
	"isdigit":      "() -> bool",
	"isidentifier": "() -> bool",
	"islower":      "() -> bool",
	"isnumeric":    "() -> bool",
	"isprintable":  "() -> bool",
	"isspace":      "() -> bool",
	"istitle":      "() -> bool",
	"isupper":      "() -> bool",
	"join":         "(iterable: iter[str], /) -> str",
	"ljust":        "(width: int, fillchar: str =, /) -> str",
	"lower":        "() -> str",
	"lstrip":       "(chars: str|None =, /) -> str",
	"partition":    "(sep: str, /) -> tuple[str, str, str]",
	"removeprefix": "(prefix: str, /) -> str",
	"removesuffix": "(suffix: str, /) -> str",
	"replace":      "(old: str, new: str, count: int =, /) -> str",
	"rfind":        "(sub: str, start: int|None =, end: int|None =, /) -> int",
	"rindex":       "(sub: str, start: int|None =, end: int|None =, /) -> int",
	"rjust":        "(width: int, fillchar: str =, /) -> str",
	"rpartition":   "(sep: str, /) -> tuple[str, str, str]",
	"rsplit":       "(sep: str|None =, maxsplit: int =) -> list[str]",
	"rstrip":       "(chars: str|None =, /) -> str",
	"split":        "(sep: str|None =, maxsplit: int =) -> list[str]",
	"splitlines":   "(keepends: bool =) -> list[str]",
	"startswith":   "(prefix: str|strs, start: int|None =, end: int|None =, /) -> bool",
	"strip":        "(chars: str|None =, /) -> str",
	"swapcase":     "() -> str",
	"title":        "() -> str",
	"translate":    "(table: any, /) -> str",
	"upper":        "() -> str",
	"zfill":        "(width: int, /) -> str",
})

// listMethods has the methods of list; sort has code of its own.
var listMethods = parseTable(map[string]string{
	"append":  "(object: E, /) -> None",
	"clear":   "() -> None",
	"copy":    "() -> self",
	"count":   "(value: =E, /) -> int",
	"extend":  "(iterable: iter[E], /) -> None",
	"index":   "(value: =E, start: int =, stop: int =, /) -> int",
	"insert":  "(index: int, object: E, /) -> None",
	"pop":     "(index: int =, /) -> E",
	"remove":  "(value: =E, /) -> None",
	"reverse": "() -> None",
})

// dictMethods has the methods of dict; get, pop and setdefault have code of
// their own.
var dictMethods = parseTable(map[string]string{
	"clear":   "() -> None",
	"copy":    "() -> self",
	"items":   "() -> dict_items[tuple[K, V]]",
	"keys":    "() -> dict_keys[K]",
	"popitem": "() -> tuple[K, V]",
	"update":  "(other: self, /) -> None",
	"values":  "() -> dict_values[V]",
})

// numberMethods has the methods of int, bool and float.
var (
	intMethods = parseTable(map[string]string{
		"to_bytes":   "(length: int =, byteorder: str =, *, signed: bool =) -> bytes",
		"bit_count":  "() -> int",
		"bit_length": "() -> int",
	})
	floatMethods = parseTable(map[string]string{
		"is_integer": "() -> bool",
	})
)

package types

import "github.com/portalis-dev/portalis/analysis/syntax"

var bytesMethods = parseTable(map[string]string{
	"capitalize":   "() -> bytes",
	"center":       "(width: int, fillbyte: bytes =, /) -> bytes",
	"expandtabs":   "(tabsize: int =) -> bytes",
	"isalnum":      "() -> bool",
	"isalpha":      "() -> bool",
	"isascii":      "() -> bool",
	"isdigit":      "() -> bool",
	"islower":      "() -> bool",
	"isspace":      "() -> bool",
	"istitle":      "() -> bool",
	"isupper":      "() -> bool",
	"ljust":        "(width: int, fillbyte: bytes =, /) -> bytes",
	"partition":    "(sep: bytes, /) -> tuple[bytes, bytes, bytes]",
	"removeprefix": "(prefix: bytes, /) -> bytes",
	"removesuffix": "(suffix: bytes, /) -> bytes",
	"rindex":       "(sub: bytes|int, start: int|None =, end: int|None =, /) -> int",
	"rjust":        "(width: int, fillbyte: bytes =, /) -> bytes",
	"rpartition":   "(sep: bytes, /) -> tuple[bytes, bytes, bytes]",
	"rsplit":       "(sep: bytes|None =, maxsplit: int =) -> list[bytes]",
	"splitlines":   "(keepends: bool =) -> list[bytes]",
	"swapcase":     "() -> bytes",
	"title":        "() -> bytes",
	"translate":    "(table: bytes|None, /, delete: bytes =) -> bytes",
	"zfill":        "(width: int, /) -> bytes",
	"count":        "(sub: bytes|int, start: int|None =, end: int|None =, /) -> int",
	"decode":       "(encoding: str =, errors: str =) -> str",
	"endswith":     "(suffix: any, start: int|None =, end: int|None =, /) -> bool",
	"find":         "(sub: bytes|int, start: int|None =, end: int|None =, /) -> int",
	"hex":          "(sep: any =, bytes_per_sep: int =) -> str",
	"index":        "(sub: bytes|int, start: int|None =, end: int|None =, /) -> int",
	"join":         "(iterable: iter[bytes], /) -> bytes",
	"lower":        "() -> bytes",
	"lstrip":       "(chars: bytes|None =, /) -> bytes",
	"replace":      "(old: bytes, new: bytes, count: int =, /) -> bytes",
	"rfind":        "(sub: bytes|int, start: int|None =, end: int|None =, /) -> int",
	"rstrip":       "(chars: bytes|None =, /) -> bytes",
	"split":        "(sep: bytes|None =, maxsplit: int =) -> list[bytes]",
	"startswith":   "(prefix: any, start: int|None =, end: int|None =, /) -> bool",
	"strip":        "(chars: bytes|None =, /) -> bytes",
	"upper":        "() -> bytes",
})

// staticMethods are the functions of builtin classes that are called on the class.
var staticMethods = parseTable(map[string]string{
	"bytes.fromhex":   "(string: str, /) -> bytes",
	"bytes.maketrans": "(frm: bytes, to: bytes, /) -> bytes",
	"int.from_bytes":  "(bytes: bytes, byteorder: str =, *, signed: bool =) -> int",
})

// bytesCall is bytes(), bytes(n), bytes(b) and bytes(ints).
func (w *walker) bytesCall(c call) val {
	pos, _, ok := w.args(c, 0, 1)
	if !ok {
		return val{set: basic(bBytes)}
	}
	for _, e := range pos {
		x := w.value(e)
		if !w.doneBy(c, "__bytes__", x) {
			w.bytesSource(c, e, x)
		}
	}
	return val{set: basic(bBytes)}
}

// bytesSource checks what bytes(x) is made of.
func (w *walker) bytesSource(c call, e syntax.Expr, x val) {
	switch {
	case x.empty() || x.other != "" || x.only(bBytes) || x.only(bInts|bBool):
	case x.has(bStr):
		w.refuse("PT206", c.node, "bytes of a str needs an encoding: Python raises TypeError")
	case x.has(bNumeric | bNone | bComplex):
		w.refuse("PT523", e, "bytes of %s is not translated", w.typeOf(x.set))
	default:
		items := w.elements(x, e)
		if !items.empty() && items.other == "" && !items.only(bInts|bBool) {
			w.refuse("PT523", e, "bytes of %s is not translated", w.typeOf(x.set))
		}
	}
}

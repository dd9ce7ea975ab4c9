package types

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// What is not translated has types all the same: those of the functions that use
// it stay known, and so do those of their callers.

// untranslatedMethods has methods that are refused.
var untranslatedMethods = parseTable(map[string]string{
	"int.as_integer_ratio":   "() -> tuple[int, int]",
	"float.as_integer_ratio": "() -> tuple[int, int]",
	"float.hex":              "() -> str",
	"complex.conjugate":      "() -> complex",
})

// untranslatedStatics has functions of builtin classes that are refused.
var untranslatedStatics = parseTable(map[string]string{
	"float.fromhex": "(string: str, /) -> float",
})

// untranslatedLibrary has library functions that are refused.
var untranslatedLibrary = parseTable(map[string]string{
	"time.time": "() -> float", "time.perf_counter": "() -> float", "time.monotonic": "() -> float",
	"time.process_time": "() -> float", "time.thread_time": "() -> float",
	"time.time_ns": "() -> int", "time.perf_counter_ns": "() -> int", "time.monotonic_ns": "() -> int",
	"time.process_time_ns": "() -> int",
	"time.sleep":           "(seconds: float, /) -> None",
	"time.ctime":           "(seconds: float =, /) -> str",
	"time.strftime":        "(format: str, t: any =, /) -> str",

	"cmath.polar": "(z: any, /) -> tuple[float, float]", "cmath.phase": "(z: any, /) -> float",
	"cmath.rect": "(r: float, phi: float, /) -> complex", "cmath.sqrt": "(z: any, /) -> complex",
	"cmath.exp": "(z: any, /) -> complex", "cmath.log": "(z: any, base: any =, /) -> complex",
	"cmath.isclose": "(a: any, b: any, *, rel_tol: float =, abs_tol: float =) -> bool",

	"sys.getrecursionlimit": "() -> int", "sys.setrecursionlimit": "(limit: int, /) -> None",
	"sys.getsizeof": "(object: any, default: int =) -> int", "sys.getrefcount": "(object: any, /) -> int",
	"sys.intern": "(string: str, /) -> str", "sys.getdefaultencoding": "() -> str",

	"os.getcwd": "() -> str", "os.getpid": "() -> int", "os.listdir": "(path: any =) -> list[str]",
	"os.path.join": "(*paths: str) -> str", "os.path.exists": "(path: any, /) -> bool",
	"os.path.basename": "(path: str, /) -> str", "os.path.dirname": "(path: str, /) -> str",
})

// untranslatedConstants has library values that are refused.
var untranslatedConstants = map[string]pattern{
	"sys.argv": parsePattern("list[str]"), "sys.path": parsePattern("list[str]"),
	"sys.platform": parsePattern("str"), "sys.version": parsePattern("str"), "sys.byteorder": parsePattern("str"),
	"sys.executable": parsePattern("str"), "sys.maxunicode": parsePattern("int"), "sys.hexversion": parsePattern("int"),
	"cmath.pi": parsePattern("float"), "cmath.e": parsePattern("float"), "cmath.tau": parsePattern("float"),
	"os.sep": parsePattern("str"), "os.linesep": parsePattern("str"), "os.name": parsePattern("str"),
	"time.timezone": parsePattern("int"),
}

// callUntranslated evaluates a call of a library function that is refused where
// it is named.
func (w *walker) callUntranslated(e *syntax.Call, name string) val {
	if s := untranslatedLibrary[name]; s != nil {
		return w.apply(call{e, name}, s, val{})
	}
	w.arguments(e)
	return notKnown()
}

// untranslatedMethod evaluates a call of a method that is refused. It reports
// whether the method is one.
func (w *walker) untranslatedMethod(e *syntax.Call, f *syntax.Attribute, name string, recv val) (val, bool) {
	if name == "str.maketrans" {
		w.find("PT403", f.AttrRange, "%s is translated as a call of the class: str.maketrans(…)", name)
		return w.maketrans(e), true
	}
	s := untranslatedMethods[name]
	if s == nil {
		return val{}, false
	}
	code := "PT403"
	if strings.HasPrefix(name, "bytes.") || strings.HasPrefix(name, "complex.") || s.result.has("bytes") {
		code = "PT512"
	}
	w.find(code, f.AttrRange, "the method %s is not translated", name)
	return w.apply(call{e, name}, s, recv), true
}

// untranslatedStatic evaluates a call such as int.from_bytes(…), which is refused.
func (w *walker) untranslatedStatic(e *syntax.Call, name string) val {
	switch s := untranslatedStatics[name]; {
	case s != nil:
		return w.apply(call{e, name}, s, val{})
	}
	w.arguments(e)
	return notKnown()
}

// isWhole reports whether an atom is an int or bool.
func isWhole(s set) bool { return s.has(bInts | bBool) }

// rawArith is an arithmetic operator on bytes, or on complex numbers, which are
// refused where they are made.
func rawArith(op syntax.Op, a, b set) (set, outcome) {
	complexes := func(s set) bool { return s.numeric() || s.has(bComplex) }
	switch {
	case complexes(a) && complexes(b):
		switch op {
		case "+", "-", "*", "/", "**":
			return basic(bComplex), fine
		}
	case op == "+" && a.has(bBytes) && b.has(bBytes):
		return a, fine
	case op == "*" && (a.has(bBytes) && isWhole(b) || isWhole(a) && b.has(bBytes)):
		return basic(bBytes), fine
	case op == "%" && a.has(bBytes|bStr):
		return basic(bBytes), refused
	}
	return set{}, typeError
}

// complexCall is complex(…), which is refused.
func (w *walker) complexCall(c call) val {
	w.arguments(c.node)
	w.refuse("PT512", c.node, "complex is not translated")
	return val{set: basic(bComplex)}
}

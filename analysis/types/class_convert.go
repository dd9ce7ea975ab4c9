package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// A conversion is the special method that a builtin calls on an instance, and what
// Python wants it to give: anything if that is 0 (Python reference, "Emulating numeric
// types").
type conversion struct {
	method string
	gives  bits
}

var conversions = map[string]conversion{
	"float": {"__float__", bFloat}, "int": {"__int__", bInt}, "abs": {"__abs__", 0}, "round": {"__round__", 0},
	"math.floor": {"__floor__", bInt}, "math.ceil": {"__ceil__", bInt}, "math.trunc": {"__trunc__", bInt},
}

// ConversionMethod is the special method that a function of Python calls on an instance
// that it is to convert; "" for others.
func ConversionMethod(name string) string { return conversions[name].method }

// converts reports whether a function converts an instance by a method of its class,
// and gives what comes of it.
func (w *walker) converts(c call, x set, at syntax.Expr, args ...val) (val, bool) {
	how, ok := conversions[c.name]
	if !ok || x.inst == nil || x != (set{inst: x.inst}) {
		return val{}, false
	}
	out, ok := w.callSpecial(x.inst, how.method, args, at)
	if ok && how.gives != 0 && out.other == "" && !out.empty() && !out.only(how.gives|bLit) {
		w.refuse("PT523", at, "%s of %s is not translated: it may give %s", how.method, w.typeOf(x), w.typeOf(out.set))
	}
	return out, ok
}

// doneBy refuses a call that a special method of its argument does, which is not
// translated, and reports whether it is one.
func (w *walker) doneBy(c call, method string, x val) bool {
	if x.inst == nil || x.inst.classes[0].method(method) == nil {
		return false
	}
	w.refuse("PT501", c.node, "%s by %s is not translated: call a method of another name", c.name, method)
	return true
}

// isNumber reports whether Python takes an instance for a number, which is not
// translated where nobody says so.
func (x set) isNumber() bool {
	return x.inst != nil && (x.inst.classes[0].method("__index__") != nil || x.inst.classes[0].method("__float__") != nil)
}

package types

import (
	"regexp"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// operators has the names of the special methods for operators, the second of
// which is that of the right operand.
var operators = map[syntax.Op][2]string{
	"+": {"__add__", "__radd__"}, "-": {"__sub__", "__rsub__"}, "*": {"__mul__", "__rmul__"}, "/": {"__truediv__", "__rtruediv__"},
	"//": {"__floordiv__", "__rfloordiv__"}, "%": {"__mod__", "__rmod__"}, "**": {"__pow__", "__rpow__"}, "@": {"__matmul__", "__rmatmul__"},
	"&": {"__and__", "__rand__"}, "|": {"__or__", "__ror__"}, "^": {"__xor__", "__rxor__"}, "<<": {"__lshift__", "__rlshift__"},
	">>": {"__rshift__", "__rrshift__"},
	"<":  {"__lt__", "__gt__"}, "<=": {"__le__", "__ge__"}, ">": {"__gt__", "__lt__"}, ">=": {"__ge__", "__le__"},
	"==": {"__eq__", "__eq__"}, "!=": {"__ne__", "__ne__"},
}

// asInt is an instance of an IntEnum as the int that it is.
func asInt(s set) set {
	if s.inst != nil && s.inst.classes[0].c.Kind == IntEnumClass {
		return basic(bInt)
	}
	return s
}

// arithInstance is an arithmetic operator on two atoms, one of them an instance.
func (w *walker) arithInstance(n syntax.Node, op syntax.Op, a, b set, re syntax.Expr) (set, outcome) {
	if x, y := asInt(a), asInt(b); x != a || y != b {
		return w.arith(n, op, x, y, re)
	}
	if a.has(bNone) {
		return set{}, noneUsed
	}
	if op == "%" && a.has(bStr) { // which never asks the right operand
		return w.percentInstance(n, b)
	}
	if a.inst != nil {
		if out, ok := w.callSpecial(a.inst, operators[op][0], []val{{set: b}}, n); ok {
			return out.set, fine
		}
	}
	if b.inst != nil {
		if out, ok := w.callSpecial(b.inst, operators[op][1], []val{{set: a}}, n); ok {
			return out.set, fine
		}
	}
	if a.inst != nil && a.inst.classes[0].c.Kind == NamedTupleClass {
		return set{}, refused
	}
	return set{}, typeError
}

// percentKind finds the letter of a conversion.
var percentKind = regexp.MustCompile(`%[^%a-zA-Z]*[hlL]?([a-zA-Z])`)

// percentInstance is "…" % x of an instance: of a text that is written out, with a
// single conversion that shows it. A named tuple would be all the values.
func (w *walker) percentInstance(n syntax.Node, x set) (set, outcome) {
	e, ok := n.(*syntax.BinOp)
	if !ok || x.inst.classes[0].c.Kind == NamedTupleClass {
		return basic(bStr), refused
	}
	text, ok := e.Left.(*syntax.Str)
	if !ok {
		return basic(bStr), refused
	}
	kind := percentKind.FindStringSubmatch(strings.ReplaceAll(text.Value, "%%", ""))
	switch {
	case kind == nil:
		w.refuse("PT206", n, "not all arguments converted during string formatting: Python raises TypeError")
	case strings.Contains("sra", kind[1]):
		w.showInstance(e.Right, x.inst)
	default:
		w.refuse("PT206", n, "%%%s needs a number, not %s: Python raises TypeError unless it has __int__, __index__ or __float__", kind[1], w.typeOf(x))
	}
	return basic(bStr), fine
}

// compareInstance evaluates a comparison of two atoms, one of them an instance.
func (w *walker) compareInstance(n syntax.Node, op syntax.Op, a, b set) outcome {
	if x, y := asInt(a), asInt(b); x != a || y != b {
		if op == "==" || op == "!=" {
			return w.equatable(x, y)
		}
		return w.orderable(x, y, nil)
	}
	equality := op == "==" || op == "!="
	if equality && (a.has(bNone) || b.has(bNone)) {
		return fine
	}
	if a.has(bNone) || b.has(bNone) {
		return noneUsed
	}
	try := func(t *instT, name string, other set) bool {
		if t == nil {
			return false
		}
		_, ok := w.callSpecial(t, name, []val{{set: other}}, n)
		return ok
	}
	names := operators[op]
	switch {
	case try(a.inst, names[0], b), try(b.inst, names[1], a):
		return fine
	case op == "!=" && (try(a.inst, "__eq__", b) || try(b.inst, "__eq__", a)), equality:
		return fine
	}
	for _, t := range []*instT{a.inst, b.inst} {
		if t == nil {
			continue
		}
		if c := t.classes[0].c; c.Kind == NamedTupleClass || c.Kind == DataClass && c.Data.Order {
			return fine
		}
	}
	return typeError
}

// specialUnary is the result of a special method without arguments on an instance.
func (w *walker) specialUnary(at syntax.Node, x val, name, what string) val {
	out, ok := w.callSpecial(x.inst, name, nil, at)
	if !ok {
		w.refuse("PT206", at, "%s is not defined for %s: Python raises TypeError", what, w.typeOf(x.set))
	}
	return out
}

// showInstance runs what str() and repr() of an instance run.
func (w *walker) showInstance(at syntax.Node, t *instT) {
	shown := false
	for _, name := range []string{"__str__", "__repr__", "__format__"} {
		if _, ok := w.callSpecial(t, name, nil2(name), at); ok {
			shown = true
		}
	}
	for _, c := range t.classes {
		if !shown && (c.c.Kind == PlainClass) {
			w.refuse("PT521", at, "the text of an object of class %s is an address: define __repr__", c.c.Name)
		}
	}
}

// nil2 are the arguments of a method that shows an instance.
func nil2(name string) []val {
	if name == "__format__" {
		return []val{{set: basic(bStr)}}
	}
	return nil
}

// elementsOf is what walking over an instance, or over an enum, yields.
func (w *walker) elementsOf(x val, at syntax.Node) (out val) {
	if c := x.class; c != nil {
		if c.c.Kind == EnumClass || c.c.Kind == IntEnumClass {
			return val{set: set{inst: c.inst}}
		}
		w.refuse("PT206", at, "the class %s cannot be iterated: Python raises TypeError", c.c.Name)
	}
	if x.inst == nil {
		return out
	}
	if c := x.inst.classes[0]; c.c.Kind == NamedTupleClass {
		for _, f := range c.c.Fields {
			out.set, _ = w.merge(out.set, w.get(c.find(f.Attr.Name).slot))
		}
		return out
	}
	if out, ok := w.walkedElements(x.inst, at); ok {
		return out
	}
	if it, ok := w.callSpecial(x.inst, "__iter__", nil, at); ok {
		if it.inst != nil {
			item, _ := w.callSpecial(it.inst, "__next__", nil, at)
			return val{set: item.set, src: item.src}
		}
		return w.elements(val{set: it.set.without(bNone), src: it.src}, at)
	}
	item, ok := w.callSpecial(x.inst, "__getitem__", []val{{set: basic(bInt)}}, at)
	if !ok {
		w.refuse("PT206", at, "%s cannot be iterated: Python raises TypeError", w.typeOf(x.set))
	}
	return val{set: item.set, src: item.src}
}

// itemOf is base[index] of an instance or an enum.
func (w *walker) itemOf(e *syntax.Subscript, base, index val) val {
	if base.class != nil {
		return val{set: set{inst: base.class.inst}}
	}
	c := base.inst.classes[0]
	if c.c.Kind != NamedTupleClass {
		out, ok := w.callSpecial(base.inst, "__getitem__", []val{index}, e)
		if !ok {
			w.refuse("PT206", e, "%s cannot be indexed: Python raises TypeError", w.typeOf(base.set))
		}
		return out
	}
	i, ok := intConstant(e.Index)
	if ok && i < 0 {
		i += int64(len(c.c.Fields))
	}
	if !ok || i < 0 || i >= int64(len(c.c.Fields)) {
		w.refuse("PT501", e, "a named tuple is indexed with a literal, or by name")
		return w.elementsOf(base, e)
	}
	s := c.find(c.c.Fields[i].Attr.Name).slot
	return val{set: w.get(s), src: s}
}

// fieldsOf are the values of a named tuple, one for each of n targets.
func (w *walker) fieldsOf(x val, n int) ([]val, bool) {
	if x.inst == nil || x.set.without(bNone|bUnbound) != (set{inst: x.inst}) || len(x.inst.classes) != 1 {
		return nil, false
	}
	c := x.inst.classes[0]
	if c.c.Kind != NamedTupleClass || len(c.c.Fields) != n {
		return nil, false
	}
	var out []val
	for _, f := range c.c.Fields {
		s := c.find(f.Attr.Name).slot
		out = append(out, val{set: w.get(s), src: s})
	}
	return out, true
}

// valueSlot holds the values of the members of an enum.
func (c *class) valueSlot() *slot {
	const name = "value of a member"
	if c.attrs[name] == nil {
		c.attrs[name] = &attr{a: &Attr{Name: name, Class: c.c}, slot: &slot{}}
	}
	return c.attrs[name].slot
}

// isAuto reports whether e is enum.auto().
func isAuto(in *solver, e syntax.Expr) bool {
	call, ok := e.(*syntax.Call)
	return ok && in.qualified(call.Func) == "enum.auto"
}

// namedtuple is namedtuple("P", …), which addClasses has made a class of.
func (w *walker) namedtuple(c call) val {
	w.arguments(c.node)
	for _, made := range w.scope.classes {
		if made.made == c.node {
			return val{set: set{class: made}}
		}
	}
	w.refuse("PT501", c.node, "a named tuple is translated only when it is made at the top of the module, with its names written out")
	return val{set: set{other: "a class"}}
}

// truth runs what decides whether an instance is true.
func (w *walker) truth(at syntax.Node, x val) {
	if x.inst == nil {
		return
	}
	if _, ok := w.callSpecial(x.inst, "__bool__", nil, at); !ok {
		w.callSpecial(x.inst, "__len__", nil, at)
	}
}

// inPlace runs the special method of an augmented assignment to an instance.
func (w *walker) inPlace(s *syntax.AugAssign, left, right val) (val, bool) {
	names, ok := operators[s.Op]
	if !ok || left.inst == nil {
		return val{}, false
	}
	return w.callSpecial(left.inst, "__i"+names[0][2:], []val{right}, s)
}

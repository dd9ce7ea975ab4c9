package rust

import (
	"slices"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// An impl is one "impl Trait for Class" block.
type impl struct {
	trait   string
	methods []implMethod
}

// An implMethod is a method of a trait.
type implMethod struct {
	head string
	body node
}

func (i impl) text(class string) string {
	out := "\nimpl " + i.trait + " for " + class + " {\n"
	for n, m := range i.methods {
		if n > 0 {
			out += "\n"
		}
		out += "    " + m.head + " {\n" + formatStmts([]stmt{{x: m.body, semi: !strings.Contains(m.head, ") ->")}}, 2*tab) + "    }\n"
	}
	return out + "}\n"
}

// A traitWriter writes the traits of a class that the module uses.
type traitWriter struct {
	def *ir.StructDef
	c   *types.Class
}

func (w traitWriter) method(name string) *ir.Func { return w.def.Method(name) }

// fields are the Rust names of the fields that a trait looks at, and their types.
func (w traitWriter) fields(repr bool) (names []string, ts []ir.Type) {
	slots := w.c.Slots()
	for _, field := range w.c.Fields {
		if repr && field.NoRepr || !repr && field.NoEq {
			continue
		}
		for i, a := range slots {
			if a == field.Attr {
				names, ts = append(names, w.def.Fields[i].RustName), append(ts, w.def.Fields[i].T)
			}
		}
	}
	return names, ts
}

// derives are the traits that Rust itself makes of the fields.
func (w traitWriter) derives() string {
	var out []string
	if w.def.Form != ir.SharedForm {
		out = append(out, "Clone")
	}
	if w.def.IsException() {
		out = append(out, "Debug")
	}
	if w.comparesFields() && w.derivesEq() {
		out = append(out, "PartialEq")
	}
	return strings.Join(out, ", ")
}

// comparesFields reports whether == of objects is used and compares their fields.
func (w traitWriter) comparesFields() bool {
	return (w.def.Needs[ir.SameTrait] || w.def.Needs[ir.EqualTrait]) && w.method("__eq__") == nil && len(w.c.Fields) > 0
}

// derivesEq reports whether Rust's == of all fields is Python's.
func (w traitWriter) derivesEq() bool {
	names, ts := w.fields(false)
	for _, t := range ts {
		if !comparable(t) {
			return false
		}
	}
	return len(names) == len(w.def.Fields)
}

// comparable reports whether Rust's == of values of type t is Python's.
func comparable(t ir.Type) bool {
	_, object := t.(ir.Struct)
	return object || ir.IsExact(t)
}

// traits are the impls of a class.
func (w traitWriter) traits() []impl {
	var out []impl
	needs := w.def.Needs
	if needs[ir.SameTrait] || needs[ir.EqualTrait] {
		out = append(out, w.partialEq()...)
	}
	if needs[ir.EqualTrait] {
		out = append(out, w.equal())
	}
	if needs[ir.OrderTrait] {
		if !needs[ir.EqualTrait] {
			out = append(out, impl{"rt::Equal", []implMethod{{"fn equal(&self, other: &Self) -> bool",
				binary("==", call("rt::Order::order", atom("self"), atom("other")), call("Some", atom("Ordering::Equal")))}}})
		}
		out = append(out, w.order())
	}
	if needs[ir.ReprTrait] || needs[ir.ErrorTrait] {
		out = append(out, w.repr())
	}
	if needs[ir.KeyTrait] {
		out = append(out, w.key())
	}
	return out
}

const eqHead = "fn eq(&self, other: &Self) -> bool"

func (w traitWriter) partialEq() []impl {
	var body node
	switch {
	case w.method("__eq__") != nil:
		body = method(atom("self"), w.method("__eq__").RustName, atom("other"))
	case !w.comparesFields():
		body = call("std::ptr::eq", atom("self"), atom("other"))
	case w.derivesEq():
		return nil
	default:
		body = call("rt::Equal::equal", atom("self"), atom("other"))
		if !w.def.Needs[ir.EqualTrait] {
			body = w.allEqual()
		}
	}
	return []impl{{"PartialEq", []implMethod{{eqHead, body}}}}
}

func (w traitWriter) equal() impl {
	body := node(binary("==", atom("self"), atom("other")))
	if w.comparesFields() && !w.derivesEq() {
		body = w.allEqual()
	}
	return impl{"rt::Equal", []implMethod{{"fn equal(&self, other: &Self) -> bool", body}}}
}

// allEqual compares field by field.
func (w traitWriter) allEqual() node {
	var out node
	names, ts := w.fields(false)
	for i, name := range names {
		self, other := atom("self."+name), atom("other."+name)
		one := node(call("rt::eq", unary("&", self), unary("&", other)))
		if comparable(ts[i]) {
			one = binary("==", self, other)
		}
		if out == nil {
			out = one
		} else {
			out = binary("&&", out, one)
		}
	}
	if out == nil {
		return atom("true")
	}
	return out
}

// tupleOf is the tuple of references to the fields of an object.
func (w traitWriter) tupleOf(object string) node {
	out := tupleNode{}
	names, _ := w.fields(false)
	for _, name := range names {
		out.elems = append(out.elems, unary("&", atom(object+"."+name)))
	}
	return unary("&", out)
}

// orderMethods has the methods of the trait Order.
var orderMethods = []struct {
	trait ir.Trait
	name  string
}{{ir.OrderTrait, "less"}, {ir.AtMostTrait, "at_most"}, {ir.GreaterTrait, "greater"}, {ir.AtLeastTrait, "at_least"}}

// order is the trait Order. Objects that are compared by their fields have the order
// of these; where special methods answer, the trait has what is asked of the class.
func (w traitWriter) order() impl {
	out := impl{trait: "rt::Order"}
	add := func(name, result string, body node) {
		out.methods = append(out.methods, implMethod{"fn " + name + "(&self, other: &Self) -> " + result, body})
	}
	if !w.answers() && !w.ordersObjects() {
		add("order", "Option<Ordering>", w.byFields("order"))
		return out
	}
	for _, m := range orderMethods {
		if !w.def.Needs[m.trait] {
			continue
		}
		fn, ofRight := ir.Answers(w.c, m.trait)
		switch {
		case fn == nil:
			add(m.name, "bool", w.byFields(m.name))
		case !ofRight:
			add(m.name, "bool", method(atom("self"), w.method(fn.Name).RustName, w.passed("other")))
		case m.trait != ir.GreaterTrait: // which is < the other way round where nothing else is said
			add(m.name, "bool", method(atom("other"), w.method(fn.Name).RustName, w.passed("self")))
		}
	}
	return out
}

// passed is a reference to an object as methods of its class take it: members of an
// enum are passed by value.
func (w traitWriter) passed(object string) node {
	if w.def.Form == ir.EnumForm {
		return unary("*", atom(object))
	}
	return atom(object)
}

// answers reports whether a special method answers one of the comparisons.
func (w traitWriter) answers() bool {
	return slices.ContainsFunc([]string{"__lt__", "__le__", "__gt__", "__ge__"}, func(name string) bool { return w.method(name) != nil })
}

// byFields compares the fields of two objects.
func (w traitWriter) byFields(name string) node {
	return call("rt::Order::"+name, w.tupleOf("self"), w.tupleOf("other"))
}

// ordersObjects reports whether there are objects of classes among the fields that
// objects are compared by.
func (w traitWriter) ordersObjects() bool {
	_, ts := w.fields(false)
	return slices.ContainsFunc(ts, ir.HasStruct)
}

const formatter = "f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result"

func (w traitWriter) repr() impl {
	var out impl
	out.trait = "rt::Repr"
	writes := func(fn *ir.Func) node {
		return method(atom("f"), "write_str", unary("&", method(atom("self"), fn.RustName)))
	}
	body := w.fieldsRepr()
	if len(w.c.Fields) == 0 {
		body = method(atom("f"), "write_str", atom(strconv.Quote("<"+w.c.Name+" object>")))
	}
	if fn := w.method("__repr__"); fn != nil {
		body = writes(fn)
	}
	out.methods = append(out.methods, implMethod{"fn write_repr(&self, " + formatter, body})
	if fn := w.method("__str__"); fn != nil {
		out.methods = append(out.methods, implMethod{"fn write_str(&self, " + formatter, writes(fn)})
	}
	return out
}

// fieldsRepr writes Name(field=value, …).
func (w traitWriter) fieldsRepr() node {
	names, ts := w.fields(true)
	text := w.c.Name + "("
	args := []node{atom("f"), nil}
	slots := w.c.Slots()
	python, changes := map[string]string{}, map[string]bool{}
	for i, a := range slots {
		python[w.def.Fields[i].RustName], changes[w.def.Fields[i].RustName] = a.Name, w.def.Fields[i].Slot
	}
	for i, name := range names {
		if i > 0 {
			text += ", "
		}
		text += python[name] + "={}"
		if ts[i] == ir.Int && !changes[name] {
			args = append(args, atom("self."+name))
		} else {
			args = append(args, call("rt::repr", unary("&", atom("self."+name))))
		}
	}
	args[1] = atom(strconv.Quote(text + ")"))
	return macroNode{name: "write", args: args, format: true}
}

func (w traitWriter) key() impl {
	hash, same, python := w.tupleOf("self"), node(binary("==", atom("self"), atom("other"))), node(nil)
	python = call("rt::hash", hash)
	fn := w.method("__hash__")
	switch {
	case fn != nil:
		value := method(atom("self"), fn.RustName)
		hash = unary("&", value)
		python = call("rt::hash_of_object", value)
	case !w.comparesFields():
		address := callNode{atom("std::ptr::from_ref"), []node{atom("self")}}
		hash = unary("&", method(address, "addr"))
		python = castNode{method(address, "addr"), "i64"}
	}
	return impl{"rt::Key", []implMethod{
		{"fn hash(&self, hasher: &mut rt::Hasher)", call("rt::Key::hash", hash, atom("hasher"))},
		{"fn same(&self, other: &Self) -> bool", same},
		{"fn python_hash(&self) -> i64", python},
	}}
}

// traitsText writes the traits of a class.
func traitsText(def *ir.StructDef) string {
	var out strings.Builder
	for _, i := range (traitWriter{def, def.Source}).traits() {
		out.WriteString(i.text(def.Source.Name))
	}
	return out.String()
}

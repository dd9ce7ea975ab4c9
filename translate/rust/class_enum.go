package rust

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// enumText writes an enum, what the module asks of its members, and its methods.
func enumText(def *ir.StructDef, structs structTable, links *linkTable) string {
	name := def.Source.Name
	out := headText(def)
	out += enumHead(def)
	var items []string
	for _, i := range enumItems(def) {
		items = append(items, i.text)
	}
	for _, fn := range def.Methods {
		p := newPrinter(fn, links)
		p.structs, p.indent = structs, tab
		text, _ := p.function()
		items = append(items, text)
	}
	if len(items) > 0 {
		out += "\nimpl " + name + " {\n" + strings.Join(items, "\n") + "}\n"
	}
	for _, i := range enumTraits(def) {
		out += i.text(name)
	}
	return out
}

const tab1 = "    "

// headText writes the comments and the docstring of a class.
func headText(def *ir.StructDef) string {
	out := ""
	for _, c := range comments(def.Comments) {
		out += c + "\n"
	}
	for _, line := range docLines(def.Doc) {
		out += strings.TrimRight("/// "+line, " ") + "\n"
	}
	return out
}

// enumDerives are the traits that Rust itself makes of an enum.
var enumDerives = []string{"Clone", "Copy", "PartialEq"}

// enumHead writes an enum and its members.
func enumHead(def *ir.StructDef) string {
	out := "#[derive(" + strings.Join(enumDerives, ", ") + ")]\npub enum " + def.Source.Name + " {\n"
	for _, m := range def.Members {
		out += tab1 + m.RustName + ",\n"
	}
	return out + "}\n"
}

// An enumItem is a constant or a function of an enum that is not of its source.
type enumItem struct{ head, text string }

// enumItems are the constant and the functions of an enum that are used.
func enumItems(def *ir.StructDef) []enumItem {
	var out []enumItem
	add := func(head string, body node) {
		out = append(out, enumItem{head, tab1 + head + " {\n" + formatStmts([]stmt{{x: body}}, 2*tab) + tab1 + "}\n"})
	}
	text := def.Members[0].Value.Type() == ir.Str
	if def.Uses["all"] {
		all := arrayNode{}
		for _, m := range def.Members {
			all.elems = append(all.elems, atom("Self::"+m.RustName))
		}
		head := fmt.Sprintf("pub const ALL: [Self; %d]", len(def.Members))
		out = append(out, enumItem{head, tab1 + head + " = " + format(all, at(tab, tab+len(head)+3, 1)) + ";\n"})
	}
	names, values, fromName, fromValue := &matchNode{x: atom("self")}, &matchNode{x: atom("self")}, &matchNode{x: atom("name")}, &matchNode{x: atom("value")}
	for _, m := range def.Members {
		self := atom("Self::" + m.RustName)
		value := memberValue(m)
		name := atom(quote(m.Name))
		names.arms = append(names.arms, arm{pattern: string(self), x: name})
		values.arms = append(values.arms, arm{pattern: string(self), x: value})
		fromName.arms = append(fromName.arms, arm{pattern: string(name), x: call("Ok", self)})
		fromValue.arms = append(fromValue.arms, arm{pattern: flatText(value), x: call("Ok", self)})
	}
	if def.Uses["name"] || needsName(def) {
		add("pub fn name(self) -> &'static str", names)
	}
	if def.Uses["value"] || needsValue(def) {
		add("pub fn value(self) -> "+map[bool]string{true: "&'static str", false: "i64"}[text], values)
	}
	if def.Uses["from_value"] {
		fromValue.arms = append(fromValue.arms, arm{pattern: "_", x: call("Err", call("rt::Error::no_member", valueRef(text), atom(quote(def.Source.Name))))})
		add("pub fn from_value(value: "+map[bool]string{true: "&str", false: "i64"}[text]+") -> Result<Self, rt::Error>", fromValue)
	}
	if def.Uses["from_name"] {
		fromName.arms = append(fromName.arms, arm{pattern: "_", x: call("Err", call("rt::Error::of", atom("rt::Kind::KeyError"), atom("name")))})
		add("pub fn from_name(name: &str) -> Result<Self, rt::Error>", fromName)
	}
	return out
}

func valueRef(text bool) node {
	if text {
		return atom("value")
	}
	return atom("&value")
}

func memberValue(m ir.Member) node {
	switch lit := m.Value.(type) {
	case *ir.IntLit:
		return (&printer{}).intLit(lit)
	case *ir.StrLit:
		return atom(quote(lit.Value))
	}
	return atom("()")
}

func needsName(def *ir.StructDef) bool {
	return def.Needs[ir.ReprTrait] || def.Needs[ir.ErrorTrait] || def.Needs[ir.KeyTrait]
}

func needsValue(def *ir.StructDef) bool {
	return def.Needs[ir.OrderTrait] || (def.Needs[ir.ReprTrait] || def.Needs[ir.ErrorTrait]) && def.Method("__repr__") == nil
}

// enumTraits are the traits of an enum that are used.
func enumTraits(def *ir.StructDef) []impl {
	var out []impl
	w := traitWriter{def, def.Source}
	if def.Needs[ir.OrderTrait] && w.answers() {
		out = append(out, w.order())
	} else if def.Needs[ir.OrderTrait] {
		value := func(object string) node { return unary("&", method(atom(object), "value")) }
		out = append(out, impl{"rt::Order", []implMethod{{"fn order(&self, other: &Self) -> Option<Ordering>",
			call("rt::Order::order", value("self"), value("other"))}}})
	}
	if def.Needs[ir.EqualTrait] || def.Needs[ir.OrderTrait] {
		out = append(out, impl{"rt::Equal", []implMethod{{"fn equal(&self, other: &Self) -> bool", binary("==", atom("self"), atom("other"))}}})
	}
	if def.Needs[ir.ReprTrait] || def.Needs[ir.ErrorTrait] {
		name := method(atom("self"), "name")
		body := node(macroNode{name: "write", format: true, args: []node{
			atom("f"), atom(strconv.Quote("<" + def.Source.Name + ".{}: {}>")), name, call("rt::repr", unary("&", method(atom("self"), "value"))),
		}})
		str := node(macroNode{name: "write", format: true, args: []node{atom("f"), atom(strconv.Quote(def.Source.Name + ".{}")), name}})
		if def.Source.Kind == types.IntEnumClass {
			str = macroNode{name: "write", format: true, args: []node{atom("f"), atom(strconv.Quote("{}")), method(atom("self"), "value")}}
		}
		r := w.repr()
		if def.Method("__repr__") == nil {
			r.methods[0].body = body
		}
		if def.Method("__str__") == nil { // Enum has one of its own, which does not ask __repr__
			r.methods = append(r.methods, implMethod{"fn write_str(&self, " + formatter, str})
		}
		out = append(out, r)
	}
	if def.Needs[ir.KeyTrait] {
		out = append(out, impl{"rt::Key", []implMethod{
			{"fn hash(&self, hasher: &mut rt::Hasher)", call("rt::Key::hash", method(atom("self"), "name"), atom("hasher"))},
			{"fn same(&self, other: &Self) -> bool", binary("==", atom("self"), atom("other"))},
		}})
	}
	return out
}

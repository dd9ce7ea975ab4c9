package lower

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A class becomes a struct whose fields are the attributes that __init__ gives
// every instance, and its methods functions of the struct. What Python decides at
// run time about a class (inheritance, attributes that come and go, special
// methods that run unseen) is refused here, with the class or where it is used.

// unseen are special methods that run where nothing in the source shows it.
var unseen = []string{
	"__getattr__", "__getattribute__", "__setattr__", "__delattr__", "__del__", "__new__", "__init_subclass__",
	"__set_name__", "__get__", "__set__", "__instancecheck__", "__class_getitem__", "__copy__", "__deepcopy__", "__slots__",
}

// reservedTypes are names of types that Rust, or what we print, uses itself.
var reservedTypes = map[string]bool{
	"Option": true, "Some": true, "None": true, "Result": true, "Ok": true, "Err": true, "Vec": true, "String": true, "Box": true, "Self": true,
	"Fn": true, "FnMut": true, "FnOnce": true, "Iterator": true, "Clone": true, "Copy": true, "Debug": true, "Default": true, "Drop": true,
	"LazyLock": true, "Send": true, "Sync": true, "Sized": true, "From": true, "Into": true, "ToString": true, "ToOwned": true, "Ord": true, "Eq": true,
	"PartialEq": true, "PartialOrd": true, "Extend": true, "IntoIterator": true, "AsRef": true, "AsMut": true, "Unpin": true, "TryFrom": true,
	"TryInto": true, "FromIterator": true, "DoubleEndedIterator": true, "ExactSizeIterator": true,
	"Rc": true, "Ordering": true,
}

// lowerClasses makes the structs of the classes that are translated, and refuses
// the others.
func (m *module) lowerClasses() {
	for _, c := range m.info.Classes {
		why := m.unfit(c)
		if why == "" {
			continue
		}
		m.unfits[c] = why
		if c.Opaque == "" && c.Def != nil {
			m.found = append(m.found, compat.New("PT501", c.Def.NameRange, "the class %s is not translated: %s", c.Name, why))
		}
	}
	m.findShared()
	later := m.assignedLater()
	for _, c := range m.info.Classes {
		if m.unfits[c] == "" && !isException(c) && m.holdsUnfit(c, map[*types.Class]bool{}) {
			m.unfits[c] = "its instances hold others of a class that is not translated"
			m.found = append(m.found, compat.New("PT501", placeOfClass(c), "the class %s is not translated: %s", c.Name, m.unfits[c]))
		}
	}
	for _, c := range m.info.Classes {
		if m.unfits[c] != "" {
			continue
		}
		def := &ir.StructDef{Source: c, Range: placeOfClass(c)}
		if c.Def != nil {
			def.Range, def.Comments = c.Def.Range, m.doc.before(c.Def.Range)
			if c.Def.Docstring != nil {
				def.Doc = cleandoc(c.Def.Docstring.Value)
			}
		}
		if m.shared[c] {
			def.Form = ir.SharedForm
		}
		if isEnum(c) {
			def.Form = ir.EnumForm
			def.Members, _ = m.members(c)
		}
		taken := names{}
		if isException(c) {
			taken["base"] = true
			def.Fields = append(def.Fields, baseField(c))
		}
		for _, a := range c.Slots() {
			t, _ := m.convert(a.Type)
			field := ir.StructField{Name: a.Name, RustName: taken.pick(snake(a.Name)), T: storable(t)}
			field.Slot = m.shared[c] && (later[a.Name] || ir.IsMutable(field.T))
			def.Fields = append(def.Fields, field)
		}
		m.structs[c] = def
	}
}

// placeOfClass is where a class is defined.
func placeOfClass(c *types.Class) syntax.Range {
	switch {
	case c.Def != nil:
		return c.Def.NameRange
	case len(c.Fields) > 0:
		return c.Fields[0].Attr.Def
	}
	return syntax.Range{}
}

// unfit says why a class is not translated, "" when it is.
func (m *module) unfit(c *types.Class) string {
	switch {
	case c.Opaque != "":
		return c.Opaque
	case isException(c):
		return m.unfitException(c)
	case c.Base != nil || len(c.Subs) > 0:
		return "objects of classes that derive from each other meet in one place, or one of these classes has what the others would not share"
	case reservedTypes[c.Name] || !camel(c.Name):
		return "its name cannot be that of a type in Rust"
	}
	if c.Def == nil {
		return m.unfitSlots(c)
	}
	var body []syntax.Stmt
	for up := c; up != nil; up = up.Flat {
		body = append(body, up.Def.Body...)
	}
	for _, s := range body {
		if def, ok := s.(*syntax.FunctionDef); ok && slices.Contains(unseen, def.Name) {
			return "it defines " + def.Name
		}
		if a, ok := s.(*syntax.Assign); ok {
			for _, t := range a.Targets {
				if n, ok := t.(*syntax.Name); ok && strings.HasPrefix(n.ID, "__") && n.ID != "__match_args__" {
					return "it defines " + n.ID
				}
			}
		}
	}
	if isEnum(c) {
		return m.unfitEnum(c)
	}
	return m.unfitSlots(c)
}

// unfitSlots says why a class is not translated because of its attributes.
func (m *module) unfitSlots(c *types.Class) string {
	if fn := c.Method("__post_init__"); fn != nil && (!isInit(fn) || len(fn.Params) != 1) {
		return "it defines __post_init__"
	}
	fields := map[*types.Attr]bool{}
	for _, f := range c.Fields {
		fields[f.Attr] = true
	}
	plain := c.Kind == types.PlainClass || c.Method("__init__") != nil
	if plain && len(c.Fields) > 0 {
		return "a dataclass with an __init__ of its own is not translated"
	}
	for _, a := range c.Slots() {
		if a.OfClass && !fields[a] {
			return "the attribute " + a.Name + " belongs to the class and to its instances"
		}
		if !plain && !fields[a] && c.Method("__post_init__") == nil {
			return "the attribute " + a.Name + " is no field"
		}
		if t, ok := m.convert(a.Type); !ok || t == ir.Never || t == ir.Unit || ir.HasIter(t) {
			return fmt.Sprintf("the type of its attribute %s is not known: %s", a.Name, a.Type)
		}
	}
	return ""
}

// camel reports whether a name is one that Rust wants for a type.
func camel(name string) bool {
	return name[0] >= 'A' && name[0] <= 'Z' && !strings.Contains(name, "_") && strings.IndexFunc(name, func(r rune) bool { return r > 127 }) < 0
}

// holdsUnfit reports whether an instance of c may hold one of a class that is not
// translated.
func (m *module) holdsUnfit(c *types.Class, seen map[*types.Class]bool) bool {
	if m.unfits[c] != "" {
		return true
	}
	if seen[c] {
		return false
	}
	seen[c] = true
	for _, a := range c.Slots() {
		for _, held := range instancesIn(a.Type) {
			if m.holdsUnfit(held, seen) {
				return true
			}
		}
	}
	return false
}

// instancesIn are the classes whose instances are in a type.
func instancesIn(t types.Type) []*types.Class {
	switch t := t.(type) {
	case nil:
		return nil
	case types.Instance:
		return []*types.Class{t.Class}
	case types.ClassValue:
		return []*types.Class{t.Class}
	}
	var out []*types.Class
	for _, part := range types.Parts(t) {
		out = append(out, instancesIn(part)...)
	}
	return out
}

// refuseObjects refuses functions that handle instances of classes that are not
// translated, and methods that are not.
func (m *module) refuseObjects(fn *types.Function) {
	if len(m.refused[fn]) > 0 {
		return
	}
	if c := fn.Class; c != nil {
		why, at := m.unfits[c], syntax.Range{}
		if c.Def != nil {
			at = c.Def.NameRange
		}
		switch {
		case why != "":
			m.refused[fn] = []compat.Finding{compat.New("PT501", at, "the class %s is not translated: %s", c.Name, why)}
			return
		case fn.Role != types.StaticOf && fn.Role != types.ClassOf && (len(fn.Params) == 0 || fn.Params[0].Name != "self"):
			m.refuse(fn, compat.New("PT501", fn.Def.NameRange, "the first parameter of a method must be self"))
			return
		}
	}
	if len(m.unfits) == 0 {
		return
	}
	refuse := func(at syntax.Range, t types.Type) {
		for _, c := range instancesIn(t) {
			if m.unfits[c] != "" && len(m.refused[fn]) == 0 {
				m.refuse(fn, compat.New("PT501", at, "the class %s is not translated: %s", c.Name, m.unfits[c]))
			}
		}
	}
	for _, p := range fn.Params {
		refuse(p.Def, p.Type)
	}
	syntax.Inspect(fn.Def, func(n syntax.Node) bool {
		if e, ok := n.(syntax.Expr); ok {
			refuse(e.Span(), m.info.TypeOf(e))
		}
		return len(m.refused[fn]) == 0
	})
}

// nameMethod gives a method its name and owner.
func (m *module) nameMethod(fn *types.Function, taken names) {
	f := &ir.Func{
		Name: fn.Class.Name + "." + fn.Name, Source: fn, Range: fn.Def.Range,
		Owner: m.structs[fn.Class], Receiver: fn.Role != types.StaticOf && !hidden(fn),
	}
	name := methodNames[fn.Name]
	if name == "" || fn.Alias != "" {
		name = snake(strings.Trim(cmp.Or(fn.Alias, fn.Name), "_"))
		if strings.HasPrefix(fn.Name, "_") && !strings.HasPrefix(fn.Name, "__") {
			f.Private = true
		}
	}
	if fn.Role == types.SetterOf {
		name = "set_" + name
	}
	f.RustName = taken.pick(name)
	m.funcs[fn], m.facts[fn] = f, newFacts()
	if f.Owner != nil {
		f.Owner.Methods = append(f.Owner.Methods, f)
	}
}

// methodNames has the names of special methods. They are not those of Rust's
// traits, whose methods would be something else, nor are those of other methods:
// Rust would find "into" of all types, and "to_owned" of all that are cloned, first.
var methodNames = map[string]string{
	"__init__": "new", "__post_init__": "new", "__str__": "text", "__repr__": "repr", "__eq__": "equals", "__ne__": "differs", "__lt__": "is_less", "__le__": "is_at_most",
	"__gt__": "is_greater", "__ge__": "is_at_least", "__add__": "plus", "__sub__": "minus", "__mul__": "times", "__truediv__": "divided",
	"__floordiv__": "floor_divided", "__mod__": "modulo", "__pow__": "power", "__neg__": "negated", "__len__": "length",
	"__getitem__": "item", "__setitem__": "set_item", "__contains__": "contains", "__call__": "call", "__bool__": "truth", "__iter__": "walk",
	"__next__": "advance", "__hash__": "hash_value",
	"next": "next_one", "default": "default_one", "from_str": "from_text", "eq": "eq_to", "cmp": "cmp_to", "add": "add_one", "not": "not_one",
	"new": "new_one", "sub": "sub_one", "mul": "mul_one", "div": "div_one", "neg": "neg_one", "clone": "clone_one", "hash": "hash_one",
	"index": "index_of", "deref": "deref_one", "drop": "drop_one", "len": "length_of", "is_empty": "is_it_empty",
	"into": "turned_into", "try_into": "maybe_into", "to_owned": "owned_one", "to_string": "string_of", "as_ref": "ref_of", "as_mut": "mut_of",
	"ne": "ne_to",
}

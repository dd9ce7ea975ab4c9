package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A Class is a class of the module.
type Class struct {
	Name    string
	Def     *syntax.ClassDef // nil for namedtuple("P", …)
	Base    *Class           // of the module; nil for none
	Bare    bool             // it is never named but as a base, so that it has no objects
	Flat    *Class           // what it derives from, if it has all that it inherits as its own
	Subs    []*Class         // that derive from it directly
	Kind    ClassKind
	Builtin string      // of an exception class: the builtin class that it derives from
	Attrs   []*Attr     // of its instances and its own, bases' not included, in order of definition
	Methods []*Function // its own, in source order
	Fields  []*Field    // of a dataclass or NamedTuple, those of its bases first
	// Data has what the decorator dataclass was told.
	Data struct{ Eq, Order, Frozen bool }
	// Opaque says why nothing is known about its instances; "" for others.
	Opaque string
}

// A ClassKind tells how a class gets its meaning.
type ClassKind int

// The kinds of class.
const (
	PlainClass ClassKind = iota
	DataClass
	EnumClass
	IntEnumClass
	NamedTupleClass
	ExceptionClass
)

// An Attr is an attribute of a class or of its instances.
type Attr struct {
	Name     string
	Type     Type
	Def      syntax.Range
	Class    *Class
	OfClass  bool        // assigned in the body of the class
	Instance bool        // assigned through an instance, or a field
	Value    syntax.Expr // what the body of the class assigns, nil for nothing
	Declared bool
	Rebound  bool // assigned through a class
}

// A Field is a parameter of the constructor that a dataclass or NamedTuple gets.
type Field struct {
	Attr    *Attr
	Default syntax.Expr // nil for none
	Factory syntax.Expr // of field(default_factory=…)
	NoInit  bool
	NoRepr  bool
	NoEq    bool // compare=False
}

// A Role tells how a function in a class is used.
type Role int

// The roles.
const (
	Plain      Role = iota // a function that is no method
	InstanceOf             // its first parameter is the instance
	StaticOf               // @staticmethod
	ClassOf                // @classmethod
	PropertyOf             // @property
	SetterOf               // @name.setter
)

// Inherits reports whether c is other or derives from it.
func (c *Class) Inherits(other *Class) bool {
	for ; c != nil; c = c.Base {
		if c == other {
			return true
		}
	}
	return false
}

// Up is the class of the module that c derives from in Python, nil for none.
func (c *Class) Up() *Class {
	if c.Base != nil {
		return c.Base
	}
	return c.Flat
}

// Slots are the attributes that every instance has of its own, bases' not included:
// the fields first, then the others in order of definition.
func (c *Class) Slots() []*Attr {
	var out []*Attr
	for _, f := range c.Fields {
		out = append(out, f.Attr)
	}
	for _, a := range c.Attrs {
		if a.Instance && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// Method finds a method of c, inherited ones included.
func (c *Class) Method(name string) *Function {
	for ; c != nil; c = c.Base {
		for _, m := range c.Methods {
			if m.Name == name && m.Role != SetterOf {
				return m
			}
		}
	}
	return nil
}

// A class is a Class being inferred.
type class struct {
	c        *Class
	base     *class
	flat     *class // what it derives from, if it has all that it inherits as its own
	derived  bool   // another is so derived from it
	needs    []hidden
	abstract bool // it has a method that classes which derive from it must replace
	subs     []*class
	unit     *unit
	methods  map[string]*function
	setters  map[string]*function
	funcs    []*function // methods and setters, in source order
	attrs    map[string]*attr
	order    []*attr
	inst     *instT
	members  []string     // of an enum
	protocol bool         // it says what objects of other classes can do
	made     *syntax.Call // of a class that a call makes
}

// An attr is an Attr being inferred.
type attr struct {
	a    *Attr
	slot *slot
	ann  syntax.Expr
}

// An instT is an instance of one of classes, none of which derives from another.
type instT struct{ classes []*class }

// addClasses makes the classes of the module, their methods and attributes.
func (in *solver) addClasses() {
	var all []*class
	for _, s := range in.info.Top {
		switch s := s.(type) {
		case *syntax.ClassDef:
			if c := in.scope.classes[s.Name]; c != nil && c.c.Def == s {
				in.shape(c)
				all = append(all, c)
			}
		case *syntax.Assign:
			if c := in.namedTupleCall(s); c != nil {
				all = append(all, c)
			}
		}
	}
	in.flatten(all)
	for _, c := range in.scope.classes {
		if !slices.Contains(all, c) { // in a block, or replaced by another of its name
			c.c.Opaque = "it is not defined at the top of the module"
		}
	}
	for _, c := range all {
		if c.protocol = c.protocol && len(c.subs) == 0; c.protocol {
			c.protocolOnly()
			continue
		}
		in.info.Classes = append(in.info.Classes, c.c)
		if c.c.Opaque == "" && c.c.Def != nil {
			in.fill(c)
		}
	}
	for _, c := range all { // bases come first
		for _, a := range c.order {
			in.annotateAttr(a)
		}
		if c.base != nil && c.base.c.Opaque != "" && c.c.Opaque == "" {
			c.c.Opaque = "of its base " + c.base.c.Name + " this holds: " + c.base.c.Opaque
		}
	}
}

// newClass makes a class of which nothing is known yet.
func newClass(name string, def *syntax.ClassDef) *class {
	c := &class{
		c: &Class{Name: name, Def: def}, methods: map[string]*function{}, setters: map[string]*function{}, attrs: map[string]*attr{},
	}
	c.inst = &instT{classes: []*class{c}}
	return c
}

// typingBases are bases that say nothing about what instances do.
var typingBases = map[string]bool{"abc.ABC": true, "typing.Generic": true, "typing.Protocol": true}

// shape finds what kind of class a definition makes.
func (in *solver) shape(c *class) {
	def := c.c.Def
	opaque := func(why string) {
		if c.c.Opaque == "" {
			c.c.Opaque = why
		}
	}
	if in.scope.bindings[def.Name] > 1 {
		opaque("its name is bound more than once")
	}
	for _, k := range def.Keywords {
		if k.Name != "metaclass" || in.qualified(k.Value) != "abc.ABCMeta" {
			opaque("it has a metaclass or other keywords")
		}
	}
	for _, d := range def.Decorators {
		if !in.decorate(c, d) {
			opaque("it has a decorator that may change it")
		}
	}
	for _, b := range def.Bases {
		if sub, ok := b.(*syntax.Subscript); ok {
			b = sub.Value
		}
		switch name := in.qualified(b); {
		case name == "typing.Protocol":
			c.protocol = true
		case typingBases[name] || name == "object":
		case name == "enum.Enum" && c.base == nil && c.c.Kind == PlainClass:
			c.c.Kind = EnumClass
		case name == "enum.IntEnum" && c.base == nil && c.c.Kind == PlainClass:
			c.c.Kind = IntEnumClass
		case name == "typing.NamedTuple" && c.base == nil && c.c.Kind == PlainClass:
			c.c.Kind = NamedTupleClass
		case exceptions[name] != "" && c.base == nil && c.c.Kind == PlainClass && !refusedExceptions[name]:
			c.c.Kind, c.c.Builtin = ExceptionClass, name
		default:
			n, ok := b.(*syntax.Name)
			if !ok || in.scope.classes[n.ID] == nil || in.scope.classes[n.ID] == c || c.base != nil || c.c.Kind != PlainClass && c.c.Kind != DataClass {
				opaque("its bases are not known, or are several")
				continue
			}
			c.base = in.scope.classes[n.ID]
			if why := c.base.c.Opaque; why != "" {
				opaque("of its base " + c.base.c.Name + " this holds: " + why)
			}
			if c.base.c.Kind == EnumClass || c.base.c.Kind == IntEnumClass || c.base.c.Kind == NamedTupleClass || c.base.c.Def == nil || c.base.c.Def.Start > def.Start {
				opaque("it derives from an enum, a named tuple or a class further down")
			}
			c.base.subs = append(c.base.subs, c)
			c.c.Base = c.base.c
			c.base.c.Subs = append(c.base.c.Subs, c.c)
			if c.c.Kind == PlainClass {
				c.c.Kind = c.base.c.Kind
				c.c.Builtin = c.base.c.Builtin
				if c.c.Kind == DataClass && !slices.ContainsFunc(def.Decorators, in.isDataclass) {
					c.c.Kind = PlainClass
				}
			}
		}
	}
}

// qualified is the full name of what an expression means: "abc.ABC" for ABC
// after "from abc import ABC"; that of a builtin is its own.
func (in *solver) qualified(e syntax.Expr) string {
	switch e := e.(type) {
	case *syntax.Name:
		if imp, ok := in.scope.imports[e.ID]; ok {
			return imp.name
		}
		if in.scope.bindings[e.ID] == 0 {
			return e.ID
		}
	case *syntax.Attribute:
		if n, ok := e.Value.(*syntax.Name); ok {
			if imp, ok := in.scope.imports[n.ID]; ok {
				return imp.name + "." + e.Attr
			}
		}
	}
	return ""
}

func (in *solver) isDataclass(d syntax.Expr) bool {
	if call, ok := d.(*syntax.Call); ok {
		d = call.Func
	}
	return in.qualified(d) == "dataclasses.dataclass"
}

// decorate applies a decorator of a class. It reports whether it is one that is known.
func (in *solver) decorate(c *class, d syntax.Expr) bool {
	switch {
	case in.isDataclass(d):
		c.c.Kind, c.c.Data.Eq = DataClass, true
		call, ok := d.(*syntax.Call)
		if !ok {
			return true
		}
		for _, k := range call.Keywords {
			on, isBool := k.Value.(*syntax.Bool)
			if !isBool {
				return false
			}
			switch k.Name {
			case "eq":
				c.c.Data.Eq = on.Value
			case "order":
				c.c.Data.Order = on.Value
			case "frozen":
				c.c.Data.Frozen = on.Value
			case "slots":
			case "init", "repr":
				if !on.Value {
					return false
				}
			default:
				return false
			}
		}
		return len(call.Args) == 0
	case in.isTotal(d), in.qualified(d) == "typing.runtime_checkable":
		return true
	case in.qualified(d) == "typing.final", in.qualified(d) == "enum.unique":
		return true
	}
	return false
}

// fill makes the methods and attributes of a class.
func (in *solver) fill(c *class) {
	for _, from := range slices.Backward(c.ancestors()) {
		for _, s := range from.c.Def.Body {
			if _, ok := s.(*syntax.FunctionDef); !ok {
				in.addClassAttrs(c, s)
			}
		}
	}
	for _, s := range c.c.Def.Body {
		if def, ok := s.(*syntax.FunctionDef); ok {
			in.addOwn(c, def)
		} else {
			in.addClassAttrs(c, s)
		}
	}
	in.inherit(c)
	in.complete(c)
	for _, fn := range c.funcs {
		in.addInstanceAttrs(c, fn)
	}
	in.judgeInherited(c)
	slices.SortFunc(c.order, func(a, b *attr) int { return a.a.Def.Start - b.a.Def.Start })
	for _, a := range c.order {
		c.c.Attrs = append(c.c.Attrs, a.a)
	}
	in.addFields(c)
	c.unit = in.newUnit(classUnit, nil, nil)
	c.unit.class = c
	in.addDoctest(c.c.Def.Docstring)
}

// addMethod makes the function of a def in a class.
func (in *solver) addMethod(c *class, def *syntax.FunctionDef) {
	role, odd := in.role(c, def)
	fn := in.newFunction(def, nil, 0)
	fn.class = c
	fn.f.Class, fn.f.Role = c.c, role
	table := c.methods
	if role == SetterOf {
		table = c.setters
	}
	if table[def.Name] != nil || odd {
		fn.twice = true
		c.c.Opaque = "what its method " + def.Name + " is depends on decorators or on which definition runs last"
	}
	table[def.Name] = fn
	c.funcs = append(c.funcs, fn)
	c.c.Methods = append(c.c.Methods, fn.f)
	if (role == InstanceOf || role == PropertyOf || role == SetterOf) && len(fn.params) > 0 {
		in.put(fn.params[0].slot, set{inst: c.inst})
		fn.seen[0].call = true
	}
	if compares[def.Name] && len(fn.params) == 2 && in.comparesAny(fn.params[1]) {
		// sorted, min and heapq call it with another object of the class.
		in.put(fn.params[1].slot, set{inst: c.inst})
		fn.seen[1].call = true
	}
	if def.Name == "__exit__" && len(fn.params) == 4 {
		for i := 1; i < 4; i++ { // what with passes
			in.put(fn.params[i].slot, set{exc: "BaseException", bits: bNone})
			fn.seen[i].call = true
		}
	}
	if role == ClassOf && len(fn.params) > 0 {
		in.put(fn.params[0].slot, set{class: c})
		fn.seen[0].call = true
	}
	in.addDoctest(def.Docstring)
}

// comparesAny reports whether the annotation of the other operand says nothing.
func (in *solver) comparesAny(p *variable) bool {
	ann := p.v.Param.Annotation
	return ann == nil || in.qualified(ann) == "object"
}

// compares are the special methods that compare an object with another one.
var compares = map[string]bool{"__eq__": true, "__ne__": true, "__lt__": true, "__le__": true, "__gt__": true, "__ge__": true}

// role reads the decorators of a method; odd tells of one that is not known.
func (in *solver) role(c *class, def *syntax.FunctionDef) (role Role, odd bool) {
	role = InstanceOf
	if def.Name == "__new__" {
		return StaticOf, true
	}
	for _, d := range def.Decorators {
		if a, ok := d.(*syntax.Attribute); ok {
			if n, isName := a.Value.(*syntax.Name); isName && n.ID == def.Name && a.Attr == "setter" && c.methods[def.Name] != nil {
				role = SetterOf
				continue
			}
		}
		switch in.qualified(d) {
		case "staticmethod":
			role = StaticOf
		case "classmethod":
			role = ClassOf
		case "property", "functools.cached_property":
			role = PropertyOf
			odd = odd || in.qualified(d) != "property"
		case "abc.abstractmethod", "typing.override", "typing.final":
		default:
			odd = true
		}
	}
	return role, odd
}

// judgeClass reports a class of which nothing is known. Whether the others are
// translated is decided where that is done.
func (in *solver) judgeClass(s *syntax.ClassDef) {
	c := in.scope.classes[s.Name]
	if c != nil && c.c.Def == s && c.protocol {
		return // what a function does with it is judged there
	}
	if c == nil || c.c.Def != s || c.c.Opaque != "" {
		why := "its name is bound more than once"
		if c != nil && c.c.Opaque != "" {
			why = c.c.Opaque
		}
		in.report(compat.New("PT501", s.NameRange, "the class %s is not translated: %s", s.Name, why))
	}
}

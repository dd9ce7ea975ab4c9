// Package types infers the type of every expression and variable of a module.
//
// Types are found by whole-module propagation from literals, operators,
// signatures of builtins, annotations and the calls in the file and its
// doctests (docs/architecture.md, "Inference").
package types

import (
	"fmt"
	"strings"
)

// A Type is a static type. Types are compared with Equal, never with ==.
type Type interface {
	// String is the type as a Python annotation, such as "dict[str, list[int]]".
	String() string
	typ()
}

// Basic is a type without parts.
type Basic int

// The basic types.
const (
	Int Basic = iota
	Float
	Bool
	Str
	NoneType // the type of None
	Never    // of an expression that gives no value, and of the elements of a list nobody fills
	Bytes
	Complex
	// BigInt is an int of any size. Inference gives Int alone; translation asks for
	// big integers where they are wanted.
	BigInt
)

// The composed types.
type (
	// List is list[Elem].
	List struct{ Elem Type }
	// Dict is dict[Key, Value], or of a class of module collections that is one:
	// "collections.Counter", "collections.defaultdict", "collections.OrderedDict".
	Dict struct {
		Key, Value Type
		Class      string // "" for dict
	}
	// Tuple is tuple[Elems...].
	Tuple struct{ Elems []Type }
	// VarTuple is tuple[Elem, ...]: a tuple whose length only the run tells.
	VarTuple struct{ Elem Type }
	// Set is set[Elem], or frozenset[Elem].
	Set struct {
		Elem   Type
		Frozen bool
	}
	// Object is an object of a class of the standard library: Class is its full
	// name, such as "re.Match", "collections.deque", "collections.Counter" or
	// "collections.defaultdict"; Args are the types in its brackets.
	Object struct {
		Class string
		Args  []Type
	}
	// Optional is Elem | None; Elem is never Optional or NoneType.
	Optional struct{ Elem Type }
	// Union is two to four types, none of them Optional, NoneType or Union, in
	// the order of the basic types and then of the composed ones.
	Union struct{ Members []Type }
	// Iterator is what range, enumerate, zip, reversed, map, filter, dict views
	// and generator expressions give: something to walk once. Of says which:
	// "range", "enumerate", "zip", "reversed", "map", "filter", "dict_keys",
	// "dict_values", "dict_items", GeneratorIterator.
	Iterator struct {
		Elem Type
		Of   string
	}
	// Func is the type of a lambda or of a function used as a value.
	Func struct {
		Params []Type
		Result Type
		Set    *FuncSet // what it may be
	}
	// Exception is an exception object of the builtin class Class, as bound by
	// "except Class as name".
	Exception struct{ Class string }
	// Instance is an object of a class of the module, or of one that derives from it.
	Instance struct{ Class *Class }
	// ClassValue is a class of the module as a value, such as the cls of a
	// classmethod.
	ClassValue struct{ Class *Class }
	// Dynamic is the type of what inference could not pin down, or of what lies
	// outside the supported types. A finding names the reason.
	Dynamic struct{ Reason string }
)

func (Basic) typ()      {}
func (List) typ()       {}
func (Dict) typ()       {}
func (Tuple) typ()      {}
func (VarTuple) typ()   {}
func (Set) typ()        {}
func (Object) typ()     {}
func (Union) typ()      {}
func (Optional) typ()   {}
func (Iterator) typ()   {}
func (Func) typ()       {}
func (Exception) typ()  {}
func (Instance) typ()   {}
func (ClassValue) typ() {}
func (Dynamic) typ()    {}

func (b Basic) String() string {
	return [...]string{"int", "float", "bool", "str", "None", "Never", "bytes", "complex", "int"}[b]
}
func (t List) String() string { return "list[" + t.Elem.String() + "]" }
func (t Dict) String() string {
	switch t.Class {
	case "":
		return "dict[" + t.Key.String() + ", " + t.Value.String() + "]"
	case counterClass:
		return "Counter[" + t.Key.String() + "]"
	}
	return t.Class[strings.LastIndex(t.Class, ".")+1:] + "[" + t.Key.String() + ", " + t.Value.String() + "]"
}
func (t Optional) String() string { return t.Elem.String() + " | None" }
func (t Iterator) String() string {
	if IsRange(t) {
		return rangeKind
	}
	return "Iterator[" + t.Elem.String() + "]"
}

func (t Exception) String() string  { return t.Class }
func (t Instance) String() string   { return t.Class.Name }
func (t ClassValue) String() string { return "type[" + t.Class.Name + "]" }
func (t Dynamic) String() string    { return "Any" }
func (t Tuple) String() string {
	if len(t.Elems) == 0 {
		return "tuple[()]"
	}
	return "tuple[" + join(t.Elems) + "]"
}
func (t VarTuple) String() string { return "tuple[" + t.Elem.String() + ", ...]" }
func (t Set) String() string {
	if t.Frozen {
		return "frozenset[" + t.Elem.String() + "]"
	}
	return "set[" + t.Elem.String() + "]"
}
func (t Object) String() string {
	name := t.Class[strings.LastIndex(t.Class, ".")+1:]
	if t.Class == rePattern || t.Class == reMatch { // of a str
		return t.Class + "[str]"
	}
	if len(t.Args) == 0 {
		return name
	}
	return name + "[" + join(t.Args) + "]"
}
func (t Union) String() string {
	parts := make([]string, len(t.Members))
	for i, m := range t.Members {
		parts[i] = m.String()
	}
	return strings.Join(parts, " | ")
}
func (t Func) String() string { return fmt.Sprintf("Callable[[%s], %s]", join(t.Params), t.Result) }

func join(ts []Type) string {
	parts := make([]string, len(ts))
	for i, t := range ts {
		parts[i] = t.String()
	}
	return strings.Join(parts, ", ")
}

// Package ir is the typed form between Python's syntax tree and Rust's text.
//
// It is a tree with structured control flow, so that the Rust that comes out
// keeps the shape of the Python that went in. Names are resolved, Python's
// operators are replaced by operations with one exact meaning (Operation), and
// every operation says how it can fail. Package lower builds it, package
// ownership decides who owns and who borrows, package rust prints it.
package ir

import "strings"

// A Type is a type as Rust sees it. Compare with Same.
type Type interface {
	// Rust is the owned form: "Vec<String>".
	Rust() string
	irType()
}

// Basic is a type without parts.
type Basic int

// The basic types.
const (
	Int   Basic = iota // i64
	Usize              // usize: an index or length that cannot be negative; never leaves a function
	Float              // f64
	Bool               // bool
	Str                // String, borrowed as &str
	Char               // char: a Python str that is always one code point long; never leaves a function
	Unit               // (): Python's None as a result
	Never              // !: raise, or elements of a list that nobody fills
	Error              // rt::Error: an exception object
	Bytes              // Vec<u8>, borrowed as &[u8]
	Big                // rt::BigInt: an int of any size
	Range              // rt::Range: a range as a value
)

// The composed types.
type (
	// List is Vec<Elem>, borrowed as &[Elem].
	List struct{ Elem Type }
	// Dict is rt::Dict<Key, Value>, or the class of module collections that Kind
	// says. All are walked alike; Operations know what each does in its own way.
	Dict struct {
		Key, Value Type
		Kind       DictKind
	}
	// Deque is rt::Deque<Elem>.
	Deque struct{ Elem Type }
	// Set is rt::Set<Elem>, or rt::FrozenSet<Elem>.
	Set struct {
		Elem   Type
		Frozen bool
	}
	// VarTuple is rt::Tuple<Elem>: a tuple of any length.
	VarTuple struct{ Elem Type }
	// Object is an object of a class of the standard library that cannot be
	// changed: "re.Pattern" or "re.Match".
	Object struct{ Class string }
	// Tuple is (Elems…).
	Tuple struct{ Elems []Type }
	// Option is Option<Elem>.
	Option struct{ Elem Type }
	// Iter is impl Iterator<Item = Elem>; it exists only as the operand of a
	// loop, a comprehension or an operation that walks it.
	Iter struct{ Elem Type }
	// Fn is a closure for a key= argument.
	Fn struct {
		Params []Type
		Result Type
	}
	// Callable is a function as a value: fn(Params…) -> Result, or Rc<dyn Fn(…)>
	// where one of those that it may be holds values of its own (Sig).
	Callable struct {
		Params []Type
		Result Type
		Sig    *Sig
	}
	// Dynamic is rt::Value: an object of one of several types, which only the run
	// tells. Deep says that it may be a container.
	Dynamic struct{ Deep bool }
	// Param stands for any type in an Operation's pattern; the same name binds
	// to the same type.
	Param string
)

// DictKind is the class of a dict.
type DictKind int

// The classes of dicts.
const (
	PlainDict   DictKind = iota
	CounterDict          // rt::Counter<Key>; Value is Int
	DefaultDict          // rt::DefaultDict<Key, Value>
	OrderedDict          // rt::OrderedDict<Key, Value>
)

func (Basic) irType()    {}
func (List) irType()     {}
func (Dict) irType()     {}
func (Deque) irType()    {}
func (Set) irType()      {}
func (VarTuple) irType() {}
func (Object) irType()   {}
func (Tuple) irType()    {}
func (Option) irType()   {}
func (Iter) irType()     {}
func (Fn) irType()       {}
func (Callable) irType() {}
func (Dynamic) irType()  {}
func (Param) irType()    {}

// Rust is the owned form of the type.
func (b Basic) Rust() string {
	return [...]string{"i64", "usize", "f64", "bool", "String", "char", "()", "!", "rt::Error", "Vec<u8>", "rt::BigInt", "rt::Range"}[b]
}

// Rust is the owned form of the type.
func (t List) Rust() string { return "Vec<" + t.Elem.Rust() + ">" }

// Rust is the owned form of the type.
func (t Dict) Rust() string {
	if t.Kind == CounterDict {
		return "rt::Counter<" + t.Key.Rust() + ">"
	}
	class := [...]string{PlainDict: "Dict", DefaultDict: "DefaultDict", OrderedDict: "OrderedDict"}[t.Kind]
	return "rt::" + class + "<" + t.Key.Rust() + ", " + t.Value.Rust() + ">"
}

// Rust is the owned form of the type.
func (t Deque) Rust() string { return "rt::Deque<" + t.Elem.Rust() + ">" }

// Rust is the owned form of the type.
func (t Set) Rust() string {
	if t.Frozen {
		return "rt::FrozenSet<" + t.Elem.Rust() + ">"
	}
	return "rt::Set<" + t.Elem.Rust() + ">"
}

// Rust is the owned form of the type.
func (t VarTuple) Rust() string { return "rt::Tuple<" + t.Elem.Rust() + ">" }

// Rust is the owned form of the type.
func (t Object) Rust() string { return "rt::" + strings.ReplaceAll(t.Class, ".", "::") }

// Rust is the owned form of the type.
func (t Option) Rust() string { return "Option<" + t.Elem.Rust() + ">" }

// Rust is the owned form of the type.
func (t Iter) Rust() string { return "impl Iterator<Item = " + t.Elem.Rust() + ">" }

// Rust is the owned form of the type.
func (Dynamic) Rust() string { return "rt::Value" }

// Rust is the owned form of the type.
func (t Param) Rust() string { return string(t) }

// Rust is the owned form of the type.
func (t Tuple) Rust() string {
	if len(t.Elems) == 1 {
		return "(" + t.Elems[0].Rust() + ",)"
	}
	return "(" + rustList(t.Elems) + ")"
}

// Rust is the owned form of the type.
func (t Fn) Rust() string { return "impl Fn(" + rustList(t.Params) + ") -> " + t.Result.Rust() }

func rustList(ts []Type) string {
	parts := make([]string, len(ts))
	for i, t := range ts {
		parts[i] = t.Rust()
	}
	return strings.Join(parts, ", ")
}

// Same reports whether two types are the same.
func Same(a, b Type) bool {
	switch a := a.(type) {
	case List:
		b, ok := b.(List)
		return ok && Same(a.Elem, b.Elem)
	case Dict:
		b, ok := b.(Dict)
		return ok && a.Kind == b.Kind && Same(a.Key, b.Key) && Same(a.Value, b.Value)
	case Deque:
		b, ok := b.(Deque)
		return ok && Same(a.Elem, b.Elem)
	case Set:
		b, ok := b.(Set)
		return ok && a.Frozen == b.Frozen && Same(a.Elem, b.Elem)
	case VarTuple:
		b, ok := b.(VarTuple)
		return ok && Same(a.Elem, b.Elem)
	case Option:
		b, ok := b.(Option)
		return ok && Same(a.Elem, b.Elem)
	case Iter:
		b, ok := b.(Iter)
		return ok && Same(a.Elem, b.Elem)
	case Generator:
		b, ok := b.(Generator)
		return ok && Same(a.Elem, b.Elem)
	case Tuple:
		b, ok := b.(Tuple)
		return ok && sameAll(a.Elems, b.Elems)
	case Fn:
		b, ok := b.(Fn)
		return ok && sameAll(a.Params, b.Params) && Same(a.Result, b.Result)
	case Callable:
		b, ok := b.(Callable)
		return ok && a.Sig == b.Sig
	case Dynamic:
		_, ok := b.(Dynamic)
		return ok
	default:
		return a == b
	}
}

func sameAll(a, b []Type) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !Same(a[i], b[i]) {
			return false
		}
	}
	return true
}

// IsCopy reports whether values of t are Copy in Rust.
func IsCopy(t Type) bool {
	switch t := t.(type) {
	case Basic:
		return t != Str && t != Error && t != Bytes && t != Big
	case Tuple:
		for _, e := range t.Elems {
			if !IsCopy(e) {
				return false
			}
		}
		return true
	case Option:
		return IsCopy(t.Elem)
	case Struct:
		return t.Form == EnumForm
	case Callable:
		return !t.Sig.Boxed
	}
	return false
}

// Elems are the types of the elements of values of a builtin container.
func Elems(t Type) []Type {
	switch t := t.(type) {
	case List:
		return []Type{t.Elem}
	case Deque:
		return []Type{t.Elem}
	case Set:
		return []Type{t.Elem}
	case VarTuple:
		return []Type{t.Elem}
	case Option:
		return []Type{t.Elem}
	case Dict:
		return []Type{t.Key, t.Value}
	case Tuple:
		return t.Elems
	}
	return nil
}

// IsSync reports whether Rust lets every thread look at a value of t, as it wants of
// a static.
func IsSync(t Type) bool {
	switch t.(type) {
	case List, Dict, Set, Option, VarTuple, Tuple:
		return all(Elems(t), IsSync)
	}
	return IsCopy(t) || t == Str || t == Big || t == Bytes
}

// IsMutable reports whether a Python object of type t, or one inside it, can be
// changed in place, so that sharing it shows.
func IsMutable(t Type) bool {
	switch t := t.(type) {
	case List, Dict, Deque:
		return true
	case Struct:
		return t.Form == OwnedForm
	case Set:
		return !t.Frozen
	case Tuple:
		for _, e := range t.Elems {
			if IsMutable(e) {
				return true
			}
		}
	case VarTuple:
		return IsMutable(t.Elem)
	case Generator:
		return IsMutable(t.Elem) // walking it shows no name to be a copy
	case Option:
		return IsMutable(t.Elem)
	case Dynamic:
		return t.Deep
	}
	return false
}

package ir

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A Struct is a class of the module: its instances are values with named fields,
// which can be changed.
type Struct struct {
	Class *types.Class
	Form  Form
}

// A Form is what the instances of a class are in Rust.
type Form int

// The forms.
const (
	OwnedForm  Form = iota // values, each with one owner
	SharedForm             // Rc<T>: a handle that is copied, on fields that can be assigned through it
	EnumForm               // values of a Rust enum, which are Copy
)

func (Struct) irType() {}

// Rust is the owned form of the type.
func (t Struct) Rust() string {
	if t.Form == SharedForm {
		return "Rc<" + t.Class.Name + ">"
	}
	return t.Class.Name
}

// StructsIn are the classes whose instances are in values of type t.
func StructsIn(t Type) []Struct {
	switch t := t.(type) {
	case Struct:
		return []Struct{t}
	case List:
		return StructsIn(t.Elem)
	case Deque:
		return StructsIn(t.Elem)
	case Set:
		return StructsIn(t.Elem)
	case VarTuple:
		return StructsIn(t.Elem)
	case Option:
		return StructsIn(t.Elem)
	case Iter:
		return StructsIn(t.Elem)
	case Dict:
		return append(StructsIn(t.Key), StructsIn(t.Value)...)
	case Tuple:
		var all []Struct
		for _, e := range t.Elems {
			all = append(all, StructsIn(e)...)
		}
		return all
	case Fn:
		all := StructsIn(t.Result)
		for _, e := range t.Params {
			all = append(all, StructsIn(e)...)
		}
		return all
	}
	return nil
}

// A Trait is something that Python does to objects of a class where nothing in
// the source calls a method for it.
type Trait int

// The traits.
const (
	SameTrait    Trait = iota // == of two objects
	EqualTrait                // == of containers, in
	OrderTrait                // <, sorted, min, heapq
	AtMostTrait               // <= of containers
	GreaterTrait              // > of containers, max
	AtLeastTrait              // >= of containers
	ReprTrait                 // repr and str of a container
	ErrorTrait                // the text that an exception such as KeyError shows
	KeyTrait                  // a key of a dict or an element of a set
	traits
)

// Relates reports whether a trait is one of those that put objects into order.
func Relates(t Trait) bool { return OrderTrait <= t && t <= AtLeastTrait }

// relations has the special methods of the traits that put objects into order: that of
// the left operand, and that of the right one, which Python asks where the left has none.
var relations = map[Trait][2]string{
	OrderTrait: {"__lt__", "__gt__"}, AtMostTrait: {"__le__", "__ge__"},
	GreaterTrait: {"__gt__", "__lt__"}, AtLeastTrait: {"__ge__", "__le__"},
}

// Answers is the special method that answers a comparison of two objects of a class,
// nil for none. It is the right operand's if the left has none, which is never so where
// Python gives a class all of them.
func Answers(c *types.Class, t Trait) (fn *types.Function, ofRight bool) {
	if fn := c.Method(relations[t][0]); fn != nil {
		return fn, false
	}
	if c.Kind == types.NamedTupleClass || c.Kind == types.IntEnumClass || c.Data.Order {
		return nil, false
	}
	return c.Method(relations[t][1]), true
}

// Needs tells which traits of a class are used.
type Needs [traits]bool

// A StructDef is the definition of a class.
type StructDef struct {
	Source   *types.Class
	Range    syntax.Range
	Doc      string
	Comments []string
	Form     Form
	Fields   []StructField
	Methods  []*Func  // in source order
	Members  []Member // of an enum
	Needs    Needs
	Uses     map[string]bool // of an enum: what is asked of its members
}

// Method is the translated method of a name in Python, nil for none.
func (d *StructDef) Method(name string) *Func {
	for _, fn := range d.Methods {
		if fn.Source.Name == name {
			return fn
		}
	}
	return nil
}

// A Member is a member of an enum.
type Member struct {
	Name     string
	RustName string
	Value    Expr // an IntLit or StrLit
}

// IsException reports whether the class is one of exceptions.
func (d *StructDef) IsException() bool { return d.Source.Kind == types.ExceptionClass }

// A StructField is an attribute of the instances of a class.
type StructField struct {
	Name     string
	RustName string
	T        Type
	Private  bool // what no attribute of Python is
	Slot     bool // of an object that is shared: it is an rt::Attr, since it changes
}

// HasStruct reports whether an instance of a class is, or is in, a value of type t.
func HasStruct(t Type) bool {
	return has(t, func(t Type) bool {
		_, is := t.(Struct)
		return is
	})
}

// HasError reports whether an exception is, or is in, a value of type t.
func HasError(t Type) bool { return has(t, func(t Type) bool { return t == Error }) }

// HasCounter reports whether a Counter is, or is in, a value of type t.
func HasCounter(t Type) bool {
	return has(t, func(t Type) bool {
		d, is := t.(Dict)
		return is && d.Kind == CounterDict
	})
}

// has reports whether t, or a type in it, is one that is looked for.
func has(t Type, is func(Type) bool) bool {
	if is(t) {
		return true
	}
	in := func(parts ...Type) bool {
		return slices.ContainsFunc(parts, func(part Type) bool { return has(part, is) })
	}
	switch t := t.(type) {
	case List:
		return in(t.Elem)
	case Deque:
		return in(t.Elem)
	case Set:
		return in(t.Elem)
	case VarTuple:
		return in(t.Elem)
	case Option:
		return in(t.Elem)
	case Iter:
		return in(t.Elem)
	case Generator:
		return in(t.Elem)
	case Dict:
		return in(t.Key, t.Value)
	case Tuple:
		return in(t.Elems...)
	case Fn:
		return in(t.Params...) || in(t.Result)
	}
	return false
}

// HasIter reports whether an iterator or a function is in values of type t.
func HasIter(t Type) bool {
	switch t := t.(type) {
	case Iter, Fn, Generator:
		return true
	case List:
		return HasIter(t.Elem)
	case Option:
		return HasIter(t.Elem)
	case Dict:
		return HasIter(t.Value)
	case Tuple:
		for _, e := range t.Elems {
			if HasIter(e) {
				return true
			}
		}
	}
	return false
}

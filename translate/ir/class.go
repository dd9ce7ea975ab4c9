package ir

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A Struct is a class of the module: its instances are values with named fields,
// which can be changed.
type Struct struct{ Class *types.Class }

func (Struct) irType() {}

// Rust is the owned form of the type.
func (t Struct) Rust() string { return t.Class.Name }

// A StructDef is the definition of a class.
type StructDef struct {
	Source   *types.Class
	Range    syntax.Range
	Doc      string
	Comments []string
	Fields   []StructField
	Methods  []*Func // in source order
}

// IsException reports whether the class is one of exceptions.
func (d *StructDef) IsException() bool { return d.Source.Kind == types.ExceptionClass }

// A StructField is an attribute of the instances of a class.
type StructField struct {
	Name     string
	RustName string
	T        Type
	Private  bool // what no attribute of Python is
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

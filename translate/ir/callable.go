package ir

import "slices"

// A Sig is what one place of function values has in common: the functions that
// they may be.
type Sig struct {
	Funcs   []*Func
	Missing string // the Python name of one of them that is not translated; else empty
	Boxed   bool   // whether one of them holds values
	fails   bool   // whether one that was left out may fail
}

// Keep leaves out the functions that are no value anywhere. What calls of a value give
// stays as it was.
func (s *Sig) Keep(made func(*Func) bool) {
	s.fails = s.Fallible()
	s.Funcs = slices.DeleteFunc(s.Funcs, func(fn *Func) bool { return !made(fn) })
}

// Fallible reports whether a call gives a Result.
func (s *Sig) Fallible() bool {
	return s.fails || slices.ContainsFunc(s.Funcs, func(fn *Func) bool { return fn.Fallible })
}

// Rust is the owned form of the type.
func (t Callable) Rust() string {
	if t.Sig.Boxed {
		return "Rc<" + t.Borrowed() + ">"
	}
	return "fn" + t.signature()
}

// Borrowed is what a reference to a boxed function refers to.
func (t Callable) Borrowed() string { return "dyn Fn" + t.signature() }

func (t Callable) signature() string {
	text := "("
	for i, p := range t.Params {
		if i > 0 {
			text += ", "
		}
		text += Passed(p)
	}
	text += ")"
	result := t.Result.Rust()
	if t.Sig.Fallible() {
		result = "Result<" + result + ", rt::Error>"
	}
	if result != "()" {
		text += " -> " + result
	}
	return text
}

// Passed is how function values take an argument of type t: as it is when it is
// Copy, else by reference.
func Passed(t Type) string {
	if IsCopy(t) {
		return t.Rust()
	}
	return Borrowed(t)
}

// Borrowed is the reference to a t: &str, &[T], Option<&T> or &T.
func Borrowed(t Type) string {
	switch t := t.(type) {
	case List:
		return "&[" + t.Elem.Rust() + "]"
	case Option:
		return "Option<" + Borrowed(t.Elem) + ">"
	case Callable:
		return "&" + t.Borrowed()
	}
	switch t {
	case Str:
		return "&str"
	case Bytes:
		return "&[u8]"
	}
	return "&" + t.Rust()
}

// Function values.
type (
	// Closure is Target as a value: a call gives its first arguments, Captured the
	// others. Holds says which of Captured a call gives a new value, and Fixed which
	// are constants, which every call may make anew.
	Closure struct {
		Base
		Target   *Func
		Captured []Expr
		Holds    []bool
		Fixed    []bool
	}
	// CallValue calls a function value.
	CallValue struct {
		Base
		Func   Expr
		Args   []Expr
		OnFail Failure // matters when the signature is fallible
		calls  []*Call
	}
)

// Sig is what the functions that e may call have in common.
func (e *CallValue) Sig() *Sig { return e.Func.Type().(Callable).Sig }

// Calls are the calls that e may be, without what the functions hold.
func (e *CallValue) Calls() []*Call {
	if e.calls == nil {
		for _, fn := range e.Sig().Funcs {
			e.calls = append(e.calls, &Call{Base: e.Base, Func: fn, Args: e.Args})
		}
	}
	return e.calls
}

// callArguments are the operands of a call of a function value.
func callArguments(e *CallValue) []Child {
	all := []Child{{e.Func, Recv}}
	for _, a := range e.Args {
		want := Ref
		if IsCopy(a.Type()) {
			want = Value
		}
		all = append(all, Child{a, want})
	}
	return all
}

// HasCallable reports whether a function is, or is in, a value of type t.
func HasCallable(t Type) bool {
	_, callable := t.(Callable)
	return callable || slices.ContainsFunc(Elems(t), HasCallable)
}

package ir

// An Operation is one primitive with one exact meaning: the row of a table
// (operations*.go) that says what it takes, what it gives, how it can fail and
// how it is written in Rust. A Python operator, builtin or method becomes one
// of them; which, depends on the operand types (Lookup).
type Operation struct {
	// Name is the Python spelling with its receiver type: "int.floordiv",
	// "str.split", "list.append", "len", "math.sqrt". Several rows may share a
	// name; they differ in their operand types.
	Name   string
	Params []Operand
	Result Type
	// Rust is the template of the expression; {0}, {1}… stand for the operands,
	// already written as their Mode wants them. When the operation raises, this
	// form stops the program with Python's exception type and message.
	Rust string
	// Try is the template of the form that gives Result<_, rt::Error>, without
	// the "?"; "" when the operation cannot raise.
	Try    string
	Raises []string // exception classes
	// Overflows says that the operation stops loudly where Python would go on
	// with a bigger integer.
	Overflows bool
	// View says that the result borrows from operand 0 (a &str of a &str, an
	// Option<&T> of a dict): it must be copied to be kept.
	View bool
	// Class is set where the operation tests whether an exception is of a class.
	Class *ExceptionClass
	// Prec is the precedence of the template's outermost operator.
	Prec Prec
	// OperandPrec is the least precedence an operand may have without
	// parentheses, per operand; missing entries mean PrecLowest (an argument).
	OperandPrec []Prec
}

// An Operand is one parameter of an Operation.
type Operand struct {
	Type Type // may hold Param
	Mode Mode
}

// Mode is how an operation wants an operand.
type Mode int

// The modes. For operands of Copy types Value, Ref and Recv print alike unless
// the template needs a reference.
const (
	Value   Mode = iota // owned: moved, copied or cloned into
	Ref                 // &T: "&xs", "&str", "&[T]"
	RefMut              // &mut T
	Recv                // receiver of a method that takes &self: no "&" is written
	RecvMut             // receiver of a method that takes &mut self
)

// Prec is a Rust operator precedence, low to high
// (https://doc.rust-lang.org/reference/expressions.html#expression-precedence).
type Prec int

// The precedences.
const (
	PrecLowest Prec = iota // return, break, closures
	PrecAssign
	PrecRange
	PrecOr
	PrecAnd
	PrecCompare
	PrecBitOr
	PrecBitXor
	PrecBitAnd
	PrecShift
	PrecAdd
	PrecMul
	PrecCast
	PrecUnary
	PrecCall // calls, methods, fields, indexing, paths, literals, blocks
)

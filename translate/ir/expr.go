package ir

import "github.com/portalis-dev/portalis/analysis/syntax"

// An Expr is an expression. Evaluation order is that of the fields.
type Expr interface {
	Type() Type
	Span() syntax.Range // the Python it came from
	irExpr()
}

// Base holds what all expressions have.
type Base struct {
	T     Type
	Range syntax.Range
}

// Type returns the type of the value.
func (b Base) Type() Type { return b.T }

// Span returns the place in the Python source.
func (b Base) Span() syntax.Range { return b.Range }
func (Base) irExpr()              {}

// Failure is what happens when an operation that can raise does.
type Failure int

// The ways to fail.
const (
	Stop      Failure = iota // the program stops, with Python's exception and message
	Propagate                // the function returns Err: "?"
	Leave                    // control goes to the end of the enclosing Try body
)

// Use is how the value in a place is taken; package ownership sets it.
type Use int

// The uses.
const (
	Unset   Use = iota
	Copied      // a Copy type
	Moved       // the place is not used again
	Cloned      // a copy that nobody can tell apart
	Lent        // borrowed, shared
	LentMut     // borrowed, mutable
)

// Literals and names.
type (
	// IntLit is an integer of type Int or Usize.
	IntLit struct {
		Base
		Value int64
	}
	// FloatLit is a float literal; NaN and infinities do not occur.
	FloatLit struct {
		Base
		Value float64
	}
	// StrLit is a string literal; its Rust type is &'static str until it is owned.
	StrLit struct {
		Base
		Value string
	}
	// BytesLit is a bytes literal; its Rust type is &'static [u8; N] until it is owned.
	BytesLit struct {
		Base
		Value []byte
	}
	// CharLit is a one-character string literal of type Char.
	CharLit struct {
		Base
		Value rune
	}
	// BoolLit is true or false.
	BoolLit struct {
		Base
		Value bool
	}
	// UnitLit is ().
	UnitLit struct{ Base }
	// NoneLit is None of an Option type.
	NoneLit struct{ Base }
	// Local is a variable read, or written as the target of Assign.
	Local struct {
		Base
		Var *Var
		Use Use
	}
	// ConstRef is a module-level constant.
	ConstRef struct {
		Base
		Const *Const
		Use   Use
	}
)

// Places inside other places. They can be read, assigned and lent.
type (
	// Index is List[Index]. With Index of type Int a negative index counts from
	// the end and one out of range raises IndexError; with Usize it is known to
	// be not negative. OnFail says what happens then.
	Index struct {
		Base
		List   Expr
		Index  Expr
		OnFail Failure
		Use    Use
	}
	// Item is Dict[Key]; a missing key raises KeyError. As the target of Assign
	// it inserts.
	Item struct {
		Base
		Dict   Expr
		Key    Expr
		OnFail Failure
		Use    Use
	}
	// Field is Tuple.N, or the field N of a Struct, which can be assigned.
	Field struct {
		Base
		Tuple Expr
		N     int
		Use   Use
	}
	// Unwrap is the value inside an Option that is known to be Some here, since
	// inference has narrowed it.
	Unwrap struct {
		Base
		X   Expr
		Use Use
	}
)

// Operations and calls.
type (
	// Op applies a primitive operation.
	Op struct {
		Base
		Op     *Operation
		Args   []Expr
		OnFail Failure
	}
	// Call calls a function of the module; Args are in order of its parameters,
	// defaults filled in.
	Call struct {
		Base
		Func   *Func
		Args   []Expr
		OnFail Failure // matters when Func.Fallible
	}
	// Logic is L && R or L || R over bools; Or tells which.
	Logic struct {
		Base
		Or   bool
		L, R Expr
	}
	// Not is !X over a bool.
	Not struct {
		Base
		X Expr
	}
	// If is if Cond { Then } else { Else }.
	If struct {
		Base
		Cond, Then, Else Expr
	}
	// IfSome is if let Some(Var) = X { Then } else { Else }.
	IfSome struct {
		Base
		Var  *Var
		X    Expr
		Then Expr
		Else Expr
	}
	// Block is { Stmts; Value }.
	Block struct {
		Base
		Stmts []Stmt
		Value Expr
	}
	// Convert changes the representation, not the Python value, except for
	// Int to Float where Python's own conversion is meant: Char to Str, Usize to
	// Int, Bool to Int, Bool or Int to Float, T to Option (Some).
	Convert struct {
		Base
		X Expr
	}
	// TupleLit is (Elems…), or of type Struct the instance whose fields are Elems.
	TupleLit struct {
		Base
		Elems []Expr
	}
	// ListLit is vec![Elems…].
	ListLit struct {
		Base
		Elems []Expr
	}
	// DictLit is a dict display; later keys win, as in Python.
	DictLit struct {
		Base
		Keys, Values []Expr
	}
	// Format builds a str from Pieces: an f-string, str.format or print line.
	Format struct {
		Base
		Pieces []Piece
	}
	// Comp is a comprehension or an aggregate over a generator expression.
	Comp struct {
		Base
		Kind    CompKind
		Clauses []*Clause
		Key     Expr // of a dict comprehension
		Elt     Expr
		// Op finishes an Aggregate: a "sum", "any", "join"… whose first operand is
		// the Iter; Rest are its other operands.
		Op     *Operation
		Rest   []Expr
		OnFail Failure
	}
	// Lambda is a closure, |Params| Body.
	Lambda struct {
		Base
		Params []*Var
		Body   Expr
	}
	// NewError makes an exception object of a builtin class.
	NewError struct {
		Base
		Class string
		Args  []Expr
	}
)

// A Piece is literal text or one formatted value.
type Piece struct {
	Text  string // when Value is nil
	Value Expr
	// Rust is how Value goes into format!: "" for "{}" over a value whose Display
	// is Python's str(), else a Rust format spec that means the same, such as
	// ":>5" or ":.2". Values that need more are wrapped in an operation first.
	Rust string
}

// CompKind tells what a comprehension builds.
type CompKind int

// The kinds of comprehension.
const (
	ListComp CompKind = iota
	DictComp
	Aggregate
)

// A Clause is one "for Target in Iter if Conds…".
type Clause struct {
	Target Pattern
	Iter   Expr // of type Iter
	Conds  []Expr
	Mode   LoopMode // set by package ownership
}

// Iterators: expressions of type Iter.
type (
	// RangeIter counts from Start to before Stop by Step; Step is not 0. Its
	// elements are of the type of Start (Int or Usize).
	RangeIter struct {
		Base
		Start, Stop, Step Expr // Step nil for 1
		OnFail            Failure
	}
	// ListIter walks the elements of a list.
	ListIter struct {
		Base
		List Expr
		// Reversed walks from the end.
		Reversed bool
	}
	// TupleIter walks a tuple whose elements are of one type.
	TupleIter struct {
		Base
		Tuple Expr
	}
	// CharIter walks the code points of a str; elements are Char.
	CharIter struct {
		Base
		Str      Expr
		Reversed bool
	}
	// DictIter walks a dict in insertion order: "keys", "values" or "items".
	DictIter struct {
		Base
		Dict Expr
		What string
	}
	// EnumerateIter pairs each element with a count from Start; elements are
	// Tuple{Int or Usize, elem}.
	EnumerateIter struct {
		Base
		X     Expr // Iter
		Start Expr // nil for 0
	}
	// ZipIter walks several iterators at once until the shortest ends.
	ZipIter struct {
		Base
		Xs []Expr // Iters
	}
)

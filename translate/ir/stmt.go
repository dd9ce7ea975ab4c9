package ir

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A Module is the IR of one file; it holds only what will be translated.
type Module struct {
	Name   string
	Doc    string // the docstring, cleaned as inspect.cleandoc does
	Consts []*Const
	Funcs  []*Func // methods included
	// Structs are the classes.
	Structs []*StructDef
	// Items is Consts, the Funcs that are no methods, and the *StructDefs, in
	// source order.
	Items []any
}

// Bodies are all functions: Funcs, and those that compute constants.
func (m *Module) Bodies() []*Func {
	out := slices.Clone(m.Funcs)
	for _, c := range m.Consts {
		if c.Maker != nil {
			out = append(out, c.Maker)
		}
	}
	return out
}

// A Const is a module-level name bound once to a value that never changes; or one that
// functions give new values, of which that value is the first.
type Const struct {
	Name     string
	RustName string
	T        Type
	Value    Expr  // nil for one that Maker computes
	Maker    *Func // without parameters; nil for one with a Value
	Range    syntax.Range
	Comments []string // lines before it, with their "#"
	// State says that functions give it new values, so that every thread has its own.
	State bool
}

// A Func is one function.
type Func struct {
	Name     string
	RustName string
	Source   *types.Function
	Doc      string
	Comments []string
	Params   []*Var
	Result   Type // Unit when it returns nothing
	Fallible bool // returns Result<Result, rt::Error>
	// Yields says that it is a generator function: Result is a Generator, and Body
	// runs as that is walked, which may raise if Breaks is set.
	Yields, Breaks bool
	// Part says that it is a part of Source: a generator expression in it.
	Part    bool
	Private bool // of a function inside another in Python: not for callers from outside
	Body    []Stmt
	Range   syntax.Range
	// Moved is how much later it begins than in the version that its nodes were made for,
	// whose ranges stay those of then, in bytes.
	Moved int
	Memo  *types.Memo // its results are kept; nil for most
	// Owner is the class whose method this is; Receiver says that its first
	// parameter is the instance.
	Owner    *StructDef
	Receiver bool
}

// A Var is a parameter or local variable.
type Var struct {
	Name     string // in Python, or a name for a temporary
	RustName string // unique in its function where scopes would clash; no keyword
	T        Type
	Param    bool
	Range    syntax.Range
	// Set by package ownership.
	Binding Binding
	Mut     bool // needs "mut"
}

// Binding is how a variable holds its value.
type Binding int

// The bindings.
const (
	Owns       Binding = iota // T
	Borrows                   // &T, &str, &[T]
	BorrowsMut                // &mut T
)

// A Pattern is what a loop or destructuring binds: a *Var, Patterns (a tuple),
// or nil for a value that is not used.
type Pattern any

// Patterns is a tuple pattern.
type Patterns []Pattern

// A Stmt is a statement.
type Stmt interface {
	// At returns the place and comments of the statement.
	At() *Place
	irStmt()
}

// Place holds what all statements have.
type Place struct {
	Range    syntax.Range
	Comments []string // comment lines before it, with their "#"
	Trailing string   // comment at the end of its first line, or ""
}

// At returns p.
func (p *Place) At() *Place { return p }
func (*Place) irStmt()      {}

// The statements.
type (
	// Let declares a variable: let Var = Value. Value nil declares it without a
	// value, to be assigned on every path before its first use.
	Let struct {
		Place
		Var   *Var
		Value Expr
	}
	// LetPattern destructures a tuple: let (a, b) = Value.
	LetPattern struct {
		Place
		Pattern Patterns
		Value   Expr
	}
	// Assign is Target = Value; Value is evaluated first. Target is a Local,
	// Index, Item or Field.
	Assign struct {
		Place
		Target Expr
		Value  Expr
	}
	// AssignTuple is (Targets…) = Value, from left to right after Value.
	AssignTuple struct {
		Place
		Targets []Expr
		Value   Expr // a tuple
	}
	// AugAssign is Target = Op(Target, Args…) where Target is evaluated once; Op
	// is one whose Rust has a compound form (Compound) such as "+=" or ".push_str".
	// When no Op has it, lowering uses Assign.
	AugAssign struct {
		Place
		Target Expr
		Op     *Operation // its first operand is the target, RecvMut; Result Unit
		Value  Expr
		OnFail Failure
	}
	// ExprStmt evaluates X and drops the value.
	ExprStmt struct {
		Place
		X Expr
	}
	// Print is print(…): Line is a Format with the separators and the end in it;
	// when Newline is set the line's final "\n" is left out of it (println!).
	Print struct {
		Place
		Line    *Format
		Newline bool
	}
	// Return leaves the function; Value is nil for Unit.
	Return struct {
		Place
		Value Expr
	}
	// IfStmt is if Cond { Then } else { Else }; Elif tells that Else holds only an
	// IfStmt to be written as else if.
	IfStmt struct {
		Place
		Cond       Expr
		Then, Else []Stmt
		Elif       bool
	}
	// While is while Cond { Body }; Cond nil is loop { Body }. Label is "" when
	// no Break or Continue needs it.
	While struct {
		Place
		Label string
		Cond  Expr
		Body  []Stmt
	}
	// For is for Target in Iter { Body }. Python's rebinding of the target in
	// the body, or its use after the loop, is made explicit by lowering with a
	// variable of its own.
	For struct {
		Place
		Label  string
		Target Pattern
		Iter   Expr
		Body   []Stmt
		Mode   LoopMode // set by package ownership
	}
	// Labelled is 'label: { Body }, left by Break with that label; it serves
	// for/else and while/else.
	Labelled struct {
		Place
		Label string
		Body  []Stmt
	}
	// Break leaves the loop or Labelled block; Label "" is the innermost loop.
	Break struct {
		Place
		Label string
	}
	// Continue starts the next turn of a loop.
	Continue struct {
		Place
		Label string
	}
	// Raise raises Error; OnFail is Propagate (return Err), Leave (to the
	// enclosing Try) or Stop.
	Raise struct {
		Place
		Error  Expr // of type Error
		OnFail Failure
	}
	// Try runs Body; operations in it with OnFail Leave end it with an error.
	// Handlers are tried in order; no match goes on as OnFail says. Else runs
	// when Body ended normally; an error in it is not handled here. Finally
	// runs in every case, after which Return, Break and Continue of Body,
	// handlers and Else go on.
	Try struct {
		Place
		Label    string // unique in the function
		Body     []Stmt
		Handlers []*Handler
		Else     []Stmt
		Finally  []Stmt
		OnFail   Failure
	}
)

// A Handler is except Classes as Var; no Classes catches everything.
type Handler struct {
	Place
	Classes []ExceptionClass
	Var     *Var // nil when the exception has no name
	Body    []Stmt
}

// An ExceptionClass is a builtin class of exceptions, or one of the module.
type ExceptionClass struct {
	Builtin string
	Own     *types.Class
}

// LoopMode is how a loop takes the elements it walks; package ownership sets it.
type LoopMode int

// The loop modes.
const (
	ByCopy     LoopMode = iota // elements are Copy, or made anew: for x in 0..n, for &x in xs
	ByRef                      // for x in &xs: x borrows
	ByMutRef                   // for x in &mut xs: x borrows mutably
	ByMove                     // for x in xs: the list is not used again
	ByClone                    // elements are cloned, since they are kept
	ByPosition                 // the list may change on the way: by position, as CPython does
)

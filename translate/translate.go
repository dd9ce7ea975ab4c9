// Package translate turns analysed Python into Rust: lowering to a typed IR,
// ownership, and printing. It does no input or output and runs no other program.
package translate

import (
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A Module is the Rust made of one Python file.
type Module struct {
	Name        string // of the crate and of the Rust module: the file's name in snake case
	Rust        string // the text of src/lib.rs, rustfmt-clean; "" when no function could be translated
	Interface   string // signatures and types without bodies, if Options asked for it
	UsesRuntime bool   // whether Rust depends on the crate portalis-rt
	UsesBig     bool   // whether it needs the feature "big" of portalis-rt
	Map         []Link // sorted by place in Rust
	Functions   []*Function
	// Findings are what lowering and ownership refused or noted; those of the
	// analysis are in its Result. Sorted by place, then code.
	Findings []compat.Finding
}

// A Link ties a piece of Rust to the Python it came from; ranges are in bytes.
type Link = ir.Link

// A Function is one module-level Python function, translated or refused.
type Function struct {
	Name      string       // in Python
	RustName  string       // in Rust
	Python    syntax.Range // of the def, decorators included
	NameRange syntax.Range
	Refused   []compat.Finding // why it is not translated; empty when it is
	Effects   *effects.Effects
	Big       bool         // computes with big integers
	Calls     []string     // Python names of the functions of this file that it calls
	Types     []types.Type // of the parameters; nil when inference leaves the function aside
	// Variants are all functions that one Python function became, in order, when
	// it is called with values of different types; nil when there is only this one.
	Variants []*Function

	// The rest is set for translated functions.
	Signature string         // "pub fn gcd(mut a: i64, mut b: i64) -> i64"
	Rust      string         // the function alone, with its doc comment
	Place     syntax.Range   // of Rust in Module.Rust
	Inner     []syntax.Range // places in Module.Rust of the functions inside this one
	Params    []Param
	Result    types.Type
	Owned     string // Rust type of the result without Result<…>: "Vec<i64>"; "()" for None
	Fallible  bool   // returns Result<Owned, rt::Error>
	Notes     []Note
	// Apart says that it takes or gives objects of classes of the module, or
	// functions, so that
	// it can be called from Rust and not with inputs from outside.
	Apart bool
}

// Translated reports whether there is Rust for f.
func (f *Function) Translated() bool { return len(f.Refused) == 0 }

// Runs reports whether f can be run with inputs from outside.
func (f *Function) Runs() bool { return f.Translated() && !f.Apart }

// Mode is how an argument is passed in Rust.
type Mode int

// The modes.
const (
	ByValue Mode = iota // T
	ByRef               // &T, &str, &[T]
	ByMut               // &mut T
)

// A Param is one parameter of a translated function.
type Param struct {
	Name    string // in Python
	Type    types.Type
	Rust    string // as in the signature: "&[i64]"
	Owned   string // the type of a value to pass or borrow: "Vec<i64>"
	Mode    Mode
	Default string // Python source of the default, "" when there is none
}

// A Note explains a decision: why a parameter is &mut, why a value is cloned.
type Note = ir.Note

// Package parity runs the same calls in CPython and in the WASM built from the
// translation, compares everything that can be seen of them, and reports.
package parity

import (
	"slices"
	"time"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/preview/wasm"
)

// Verdict says how the two runs of a call, or all runs of a function, compare.
type Verdict string

// The verdicts, from best to worst. That of a function is the worst of its calls;
// of calls without comparison (NotCompared) none counts.
const (
	Identical   Verdict = "identical"    // type, value, exception, output and arguments agree
	Equal       Verdict = "equal"        // they differ only by int against float of the same value, or within the tolerance
	NotCompared Verdict = "not compared" // Python itself ran out of time, memory or stack
	Unstable    Verdict = "unstable"     // Python disagrees with itself
	Trapped     Verdict = "trapped"      // the WASM stopped loudly: overflow, memory, time
	Wrong       Verdict = "wrong"
	Refused     Verdict = "refused" // not translated, so not run
	Skipped     Verdict = "skipped" // has effects, or nobody asked for it to run
)

// A Report is the outcome for one file. The same input and seed give the same
// report, but for Speed and Elapsed.
type Report struct {
	File      string     `json:"file"`
	Seed      uint64     `json:"seed"`
	Tolerance float64    `json:"tolerance,omitempty"` // by which floats may differ, in relation to their size
	Python    string     `json:"python"`              // version of the interpreter, "3.11.7"
	Toolchain string     `json:"toolchain"`           // "rustc 1.96.0"
	Functions []Function `json:"functions"`           // in source order
	Totals    Totals     `json:"totals"`
	WasmSize  int        `json:"wasmSize"` // bytes, after the release build; 0 when there is none
	// Big has the functions that are compared with big integers, and those they pass
	// ints to, since integers beyond 64 bits occurred in them.
	Big []string `json:"big,omitempty"`
	// NoSpeed says why no speed could be measured though it was asked for.
	NoSpeed string `json:"noSpeed,omitempty"`
}

// Totals counts functions by verdict, each def once, and calls.
type Totals struct {
	Functions int             `json:"functions"`
	Verdicts  map[Verdict]int `json:"verdicts"`
	Calls     int             `json:"calls"`
	Agreeing  int             `json:"agreeing"` // calls that are identical or equal
	// Tests are the calls that the file has in doctests and code, and pinned ones.
	Tests   int `json:"tests"`
	Passing int `json:"passing"` // those of them that agree
	Classes int `json:"classes"`
	// ClassesTranslated counts those of which nothing stays Python.
	ClassesTranslated int `json:"classesTranslated"`
}

// A Function is the outcome for one function.
type Function struct {
	Name      string       `json:"name"`
	Types     []string     `json:"types,omitempty"`     // of the parameters, where the def became several functions
	Signature string       `json:"signature,omitempty"` // in Rust
	Range     syntax.Range `json:"-"`                   // of the name in the Python source
	Line      int          `json:"line"`                // one-based
	Verdict   Verdict      `json:"verdict"`
	Reason    string       `json:"reason,omitempty"` // why it was refused or skipped
	// HasEffects says that it was skipped because of what it, or the import of its
	// module, does besides computing.
	HasEffects bool `json:"hasEffects,omitempty"`
	Calls      int  `json:"calls"`
	Agreeing   int  `json:"agreeing"`
	Tests      int  `json:"tests"` // calls of the file and pinned ones
	Passing    int  `json:"passing"`
	// Memory is how many bytes the WASM took in its calls beyond what it starts with.
	Memory int64 `json:"memory,omitempty"`
	// Failures has the calls that do not agree, smallest first, at most ten.
	Failures []Call `json:"failures,omitempty"`
	// Unfit has the arguments of pinned calls that fit its parameters no more, so
	// that they were not made.
	Unfit []string `json:"unfit,omitempty"`
	// Speed is how many times as fast as CPython the optimised WASM ran the same
	// calls; 0 when it was not measured or the run was too short to tell.
	Speed float64 `json:"speed,omitempty"`
}

// A Call is one call and both its outcomes, values as Python reprs.
type Call struct {
	Args    []string      `json:"args"`
	Values  []value.Value `json:"-"`      // the arguments themselves
	Origin  string        `json:"origin"` // "doctest", "call", "pinned", "generated"
	Verdict Verdict       `json:"verdict"`
	Python  Outcome       `json:"python"`
	Wasm    Outcome       `json:"wasm"`
}

// An Outcome is what one run of a call did.
type Outcome struct {
	Value     string            `json:"value,omitempty"`
	Raised    string            `json:"raised,omitempty"` // "ValueError: message"
	Trap      string            `json:"trap,omitempty"`
	Stdout    string            `json:"stdout,omitempty"`
	ArgsAfter map[string]string `json:"argsAfter,omitempty"` // by parameter, those that changed
	Elapsed   time.Duration     `json:"-"`
}

// Overflows reports whether a call stopped because an integer does not fit in 64 bits.
func (f Function) Overflows() bool {
	return slices.ContainsFunc(f.Failures, func(c Call) bool { return c.Wasm.Trap == wasm.IntegerOverflow })
}

// Overflowing are the Python names of the functions that stopped in a call because an
// integer does not fit in 64 bits, each once.
func (r *Report) Overflowing() []string {
	var names []string
	for _, f := range r.Functions {
		if f.Overflows() && !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

// String says it in one line: "-4", "raises ValueError: bad", "stops: integer overflow".
func (o Outcome) String() string {
	switch {
	case o.Trap != "":
		return "stops: " + o.Trap
	case o.Raised != "":
		return "raises " + o.Raised
	}
	return o.Value
}

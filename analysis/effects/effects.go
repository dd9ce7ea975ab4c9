// Package effects finds what code does besides giving a value: every function of
// a module, methods and nested functions included, and the import of the module.
//
// It works on syntax and uses what package types knows where it knows something:
// functions that are refused have effects too. What cannot be resolved may do
// anything, and is named. Three things are taken for granted:
//
//   - Counted is every function that is mentioned, called or not; so a function
//     value needs no tracking. A parameter that is called stands for what callers
//     pass (Calls).
//   - An operator or a builtin on values of unknown type may run the special
//     methods of the module's classes, not those of other modules' objects: such
//     an object comes from a call, which is judged where it stands.
//   - TypeErrors and AttributeErrors of wrong types are not faults here; nor is
//     what an unresolved call may raise.
package effects

import "github.com/portalis-dev/portalis/analysis/types"

// Effects are what a call of a function can do, its callees included.
type Effects struct {
	// Raises has the exception classes that an explicit raise or assert may let
	// out of the function, sorted.
	Raises []string
	// Faults has the classes that operators and builtins may raise and nothing
	// in the function catches (IndexError, KeyError, ValueError, TypeError…), sorted.
	Faults []string
	// Mutates tells, per parameter, whether the object passed may be changed.
	Mutates []bool
	// Calls tells, per parameter, whether the function passed may be called.
	Calls []bool
	// Writes has what is changed that is no parameter, and which attributes of
	// parameters are assigned: "global total", "nonlocal n", "self.count", sorted.
	Writes      []string
	Prints      bool // writes to standard output
	IO          bool // reads input, or touches files, processes or the network
	Environment bool // reads arguments, environment variables, the working directory
	Random      bool // chance, identities and hashes, the order of a set of strings
	Time        bool
	Globals     bool // reads or writes module state that changes
	// MayNotEnd reports a loop without a way out, or recursion. Any other loop
	// may still be endless: that is not known.
	MayNotEnd bool
	// Unresolved names what is called, imported or entered and not known, sorted.
	Unresolved []string

	free map[variable]bool // variables of functions around it that it changes
}

// Purity is the sum of a function's effects, for people and for the decision
// what may run.
type Purity string

// The purities, from none to any effect.
const (
	Pure             Purity = "pure"             // nothing but a value, or an exception
	LocalOnly        Purity = "local"            // changes only its arguments
	PrintsOnly       Purity = "prints"           // and prints
	Nondeterministic Purity = "nondeterministic" // and depends on chance or the time
	Global           Purity = "global"           // and uses state of the module that changes
	Unknown          Purity = "unknown"          // and calls what is not known
	Outside          Purity = "io"               // and reaches outside of the program
)

// Purity sums the effects up. A function that calls a parameter is Unknown: what
// it does depends on who calls it.
func (e *Effects) Purity() Purity {
	switch {
	case e.IO || e.Environment:
		return Outside
	case len(e.Unresolved) > 0 || some(e.Calls):
		return Unknown
	case e.Globals || len(e.free) > 0:
		return Global
	case e.Random || e.Time:
		return Nondeterministic
	case e.Prints:
		return PrintsOnly
	case some(e.Mutates):
		return LocalOnly
	}
	return Pure
}

// Pure reports whether running the function cannot be noticed from outside: it
// may change its arguments, which are copies, and print, which is captured, but
// does nothing else. Only such functions run without being asked to, in modules
// whose import is so.
func (e *Effects) Pure() bool {
	switch e.Purity() {
	case Pure, LocalOnly, PrintsOnly:
		return true
	}
	return false
}

func some(list []bool) bool {
	for _, b := range list {
		if b {
			return true
		}
	}
	return false
}

// Reasons says what keeps it from being Pure.
func (e *Effects) Reasons() []string {
	var does []string
	for _, effect := range []struct {
		has  bool
		what string
	}{
		{e.IO, "reads input or touches files"},
		{e.Environment, "depends on the environment"},
		{e.Random, "depends on chance"},
		{e.Time, "depends on the time"},
		{e.Globals || len(e.free) > 0, "uses state of the module"},
		{some(e.Calls), "calls the function it is given"},
	} {
		if effect.has {
			does = append(does, effect.what)
		}
	}
	return append(does, e.Unresolved...)
}

// Table has the effects of each function that types know.
type Table map[*types.Function]*Effects

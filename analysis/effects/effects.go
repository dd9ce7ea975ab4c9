// Package effects finds what a function does besides returning a value.
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
	Prints  bool // writes to standard output
	IO      bool // reads input, or touches files, the environment or the network
	Random  bool
	Time    bool
	Globals bool // reads or writes module state that changes
}

// Pure reports whether running the function cannot be noticed from outside:
// it may print, which is captured, but does nothing else. Only such functions
// run without being asked to.
func (e *Effects) Pure() bool { return !e.IO && !e.Random && !e.Time && !e.Globals }

// Table has the effects of each function of a module.
type Table map[*types.Function]*Effects

package ir

import "github.com/portalis-dev/portalis/analysis/syntax"

// A Note explains a decision: why a parameter is &mut, why a value is cloned.
// It is here, as is Link, because package translate runs ownership and printing:
// neither can import it.
type Note struct {
	Python syntax.Range
	Text   string
}

// A Link ties a piece of Rust to the Python it came from; ranges are in bytes.
type Link struct{ Python, Rust syntax.Range }

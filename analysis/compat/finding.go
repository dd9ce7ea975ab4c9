// Package compat is the catalogue of what Python can and cannot become Rust:
// one table of rules, each with a stable code, and the findings made from it.
package compat

import "github.com/portalis-dev/portalis/analysis/syntax"

// Severity orders findings as LSP does.
type Severity int

// The severities. A function with an Error or Refused finding in its range is
// not translated.
const (
	Error   Severity = iota + 1 // not valid Python, or wrong whatever we do
	Refused                     // valid Python that is not translated; shown as a warning
	Notice                      // translated, but the reader should know
	Hint                        // an idea
)

// A Finding is one rule that applies at one place.
type Finding struct {
	Code     string // "PTnnn", in Catalogue
	Severity Severity
	Range    syntax.Range
	Message  string // one sentence: what is wrong here and what to do
	Related  []Related
}

// Related is another place that explains a finding.
type Related struct {
	Range   syntax.Range
	Message string
}

// Stops reports whether the finding keeps the code around it from being translated.
func (f Finding) Stops() bool { return f.Severity <= Refused }

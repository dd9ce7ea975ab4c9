// Package report puts the comparisons of files together for a team: for people in
// a terminal, a pull request or a browser, for programs as JSON or JUnit, and
// against an earlier report, so that a regression can be refused.
//
// The same files and seed give the same bytes, but for the speed.
package report

import (
	"maps"
	"slices"

	"github.com/portalis-dev/portalis/preview/parity"
)

// Version is that of the form of the JSON. It changes when a member goes away or
// means something else.
const Version = 1

// A Report is the outcome for all files.
type Report struct {
	Version     int          `json:"version"`
	Files       []File       `json:"files"`    // in order of their paths
	Problems    []Problem    `json:"problems"` // what could not be read or compared
	Totals      Totals       `json:"totals"`
	Regressions []Regression `json:"regressions,omitempty"` // against a baseline
}

// A File is the outcome for one file, and both its sources.
type File struct {
	*parity.Report
	// Sources are those of the defs in the order of parity.Report.Definitions.
	Sources []Source `json:"-"`
}

// A Source is a function in both languages.
type Source struct {
	Python string
	Rust   string // "" when it stays Python
}

// A Problem is a file of which there is no outcome.
type Problem struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

// Totals counts over all files, each def once.
type Totals struct {
	Files     int                    `json:"files"`
	Functions int                    `json:"functions"`
	Verdicts  map[parity.Verdict]int `json:"verdicts"`
	Calls     int                    `json:"calls"`
	Agreeing  int                    `json:"agreeing"`
	Tests     int                    `json:"tests"`
	Passing   int                    `json:"passing"`
	Classes   int                    `json:"classes"`
	// ClassesTranslated counts those of which nothing stays Python.
	ClassesTranslated int `json:"classesTranslated"`
}

// New makes the report of files that were compared, in the order given.
func New(files []File, problems []Problem) *Report {
	r := &Report{
		Version: Version, Files: append([]File{}, files...), Problems: append([]Problem{}, problems...),
		Totals: Totals{Verdicts: map[parity.Verdict]int{}},
	}
	for _, f := range files {
		r.Totals.Files++
		r.Totals.Functions += f.Totals.Functions
		r.Totals.Calls += f.Totals.Calls
		r.Totals.Agreeing += f.Totals.Agreeing
		r.Totals.Tests += f.Totals.Tests
		r.Totals.Passing += f.Totals.Passing
		r.Totals.Classes += f.Totals.Classes
		r.Totals.ClassesTranslated += f.Totals.ClassesTranslated
		for v, n := range f.Totals.Verdicts {
			r.Totals.Verdicts[v] += n
		}
	}
	return r
}

// Wrong reports whether any function does not do what Python does.
func (r *Report) Wrong() bool { return r.Totals.Verdicts[parity.Wrong] > 0 }

// agreeing counts the functions that do what Python does.
func agreeing(verdicts map[parity.Verdict]int) int {
	return verdicts[parity.Identical] + verdicts[parity.Equal]
}

// verdicts lists what was counted, in a fixed order.
func verdicts(counts map[parity.Verdict]int) []parity.Verdict {
	return slices.SortedFunc(maps.Keys(counts), func(a, b parity.Verdict) int {
		return parity.Severity(a) - parity.Severity(b)
	})
}

package corpus

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/truth"
)

// TypesResult says what inference knows of one problem.
type TypesResult struct {
	ID string `json:"id"`
	// Static says that every parameter, result and local has a static type.
	Static bool      `json:"static"`
	Open   []OpenGap `json:"open"` // what has none
}

// An OpenGap is a parameter, local or result without a static type.
type OpenGap struct {
	Function string `json:"function"`
	What     string `json:"what,omitempty"` // a variable or "result"; "" for all of a function
	Type     string `json:"type,omitempty"`
	Reason   string `json:"reason"`
	Code     string `json:"code"` // of the finding that says so
	Line     int    `json:"line"`
}

// Types infers the types of each problem, with the types of its calls' arguments
// as the only seeds.
func Types(problems []Problem) []TypesResult {
	results := make([]TypesResult, len(problems))
	for i := range problems {
		p := &problems[i]
		r := analysis.Analyze("problem.py", []byte(p.Program()))
		out := TypesResult{ID: p.ID, Open: []OpenGap{}}
		for _, g := range truth.Gaps(r) {
			line, _ := r.Lines.Human(g.Range.Start)
			out.Open = append(out.Open, OpenGap{g.Function, g.What, g.Type, g.Reason, g.Code, line})
		}
		for _, e := range r.Module.Errors {
			line, _ := r.Lines.Human(e.Start)
			out.Open = append(out.Open, OpenGap{Reason: e.Message, Code: e.Code, Line: line})
		}
		out.Static = len(out.Open) == 0
		results[i] = out
	}
	return results
}

// WriteTypes writes a line of JSON for each result.
func WriteTypes(w io.Writer, results []TypesResult) error { return writeLines(w, results) }

// TypesTotals counts problems by what inference knows of them.
type TypesTotals struct {
	Problems, Static, Dynamic int
	// Silent counts those of the dynamic ones where no finding says so.
	Silent int
}

// CountTypes adds up results.
func CountTypes(results []TypesResult) TypesTotals {
	t := TypesTotals{Problems: len(results)}
	for _, r := range results {
		switch {
		case r.Static:
			t.Static++
		case slices.ContainsFunc(r.Open, func(g OpenGap) bool { return g.Code == "" }):
			t.Silent++
			t.Dynamic++
		default:
			t.Dynamic++
		}
	}
	return t
}

func (t TypesTotals) String() string {
	share := 100 * float64(t.Static) / float64(max(t.Problems, 1))
	return fmt.Sprintf("%d problems: every type static %d (%.1f %%), dynamic %d, of them without a finding %d",
		t.Problems, t.Static, share, t.Dynamic, t.Silent)
}

// A Cause is a reason why problems are not static.
type Cause struct {
	Reason   string
	Problems []string // ids
}

// Causes ranks the reasons of the first gap of each problem.
func Causes(results []TypesResult) []Cause {
	var causes []Cause
	for _, r := range results {
		if r.Static {
			continue
		}
		first := r.Open[0]
		reason := first.Code + " " + first.Reason
		i := slices.IndexFunc(causes, func(c Cause) bool { return c.Reason == reason })
		if i < 0 {
			i = len(causes)
			causes = append(causes, Cause{Reason: reason})
		}
		causes[i].Problems = append(causes[i].Problems, r.ID)
	}
	slices.SortStableFunc(causes, func(a, b Cause) int { return cmp.Compare(len(b.Problems), len(a.Problems)) })
	return causes
}

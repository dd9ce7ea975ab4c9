package inference

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/truth"
)

func load(t *testing.T) []Case {
	t.Helper()
	files, err := filepath.Glob("../../testdata/inference/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	var cases []Case
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		more, err := read(strings.TrimSuffix(filepath.Base(file), ".txtar"), archive)
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, more...)
	}
	return cases
}

// TestCases compares each case with inference, and both with CPython: what is
// expected must not be contradicted by what CPython does, which must reach nearly
// all of it, and no value may be outside its inferred type.
func TestCases(t *testing.T) {
	found, err := python.Find(t.Context(), python.Search{})
	if err != nil {
		t.Fatal(err)
	}
	oracle := python.New(found, python.DefaultLimits)
	defer oracle.Close()
	var all, reached int
	known := map[string]bool{}
	for _, c := range load(t) {
		known[c.Name] = true
		t.Run(c.Name, func(t *testing.T) {
			r := analysis.Analyze("case.py", []byte(c.Source))
			seen := &python.Observed{}
			if c.runs(found.Version) {
				seen = run(t, oracle, c)
				all += c.types()
			}
			contradicted, n := observed(c, r, seen)
			for _, f := range contradicted {
				t.Error(f)
			}
			reached += n
			failures := append(inferred(c, r), outside(c, r, seen)...)
			for _, f := range failures {
				t.Error(f)
			}
		})
	}
	if reached*10 < all*9 {
		t.Errorf("CPython reached %d of %d expectations", reached, all)
	}
	if len(known) < 200 {
		t.Errorf("%d cases of different names", len(known))
	}
}

// run runs a case in CPython, doctests included.
func run(t *testing.T, oracle *python.Oracle, c Case) *python.Observed {
	t.Helper()
	seen, err := oracle.Trace(t.Context(), python.Trace{
		Program:  python.Program{Path: "case.py", Module: "__main__", Source: c.Source},
		Doctests: true, Budget: 2 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen.Stop != "" || seen.Raised[0] != "" {
		t.Errorf("the module does not run to its end: %s%s", seen.Stop, seen.Raised[0])
	}
	return seen
}

// outside lists the values outside their inferred types. After a claim of an
// annotation is broken, as a case may expect, there is nothing to compare.
func outside(c Case, r *analysis.Result, seen *python.Observed) (failures []string) {
	if slices.ContainsFunc(c.Lines, func(e Expectation) bool { return slices.Contains(e.Findings, "PT202") }) {
		return nil
	}
	for _, d := range truth.Compare(r, seen).Disagreements {
		line, _ := r.Lines.Human(d.Range.Start)
		failures = append(failures, fmt.Sprintf("line %d: %s", line, d))
	}
	return failures
}

// types counts the lines that expect a type.
func (c Case) types() (n int) {
	for _, e := range c.Lines {
		if e.Value != "" || len(e.Names)+len(e.Calls) > 0 {
			n++
		}
	}
	return n
}

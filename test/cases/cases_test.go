package cases

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the Rust in the cases and the generated documents")

// TestMain lets more cases run at a time than there are processors, since each
// waits for CPython half of its time.
func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "test.parallel" })
	if !given {
		flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0)))
	}
	os.Exit(m.Run())
}

// TestCases checks every case: what is refused, the Rust, and each call in
// CPython and WASM.
func TestCases(t *testing.T) {
	all, err := Load("../../testdata/cases")
	if err != nil {
		t.Fatal(err)
	}
	all = asked(t, all)
	lab := newLab(t)
	subjects := lab.translateAll(all)
	lab.batch(t, subjects)
	for i, c := range all {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			checkCase(t, lab, subjects[i], c)
		})
	}
}

func checkCase(t *testing.T, lab *lab, s *subject, c *Case) {
	checkRefused(t, s, c)
	checkGolden(t, s, c)
	run := lab.start(t, s)
	for _, call := range c.Calls {
		f := s.function(call.Func)
		if f == nil {
			t.Errorf("%s: no such function", call.Source)
			continue
		}
		if !f.Translated() {
			t.Errorf("%s is refused: %s", call.Func, s.findings(f.Refused))
			continue
		}
		if got := run.call(t, f, call.Source); string(got.verdict) != call.Verdict {
			t.Errorf("%s: %s, want %s\n  CPython: %s\n  WASM:    %s", call.Source, got.verdict, call.Verdict, got.python, got.wasm)
		}
	}
	for _, call := range c.Loose {
		f := s.function(call.Func)
		if f == nil || !f.Translated() {
			continue
		}
		if got := run.call(t, f, call.Source); string(got.verdict) != call.Verdict {
			t.Errorf("%s: %s, want %s or refused\n  CPython: %s\n  WASM:    %s", call.Source, got.verdict, call.Verdict, got.python, got.wasm)
		}
	}
	// No generated input may give a wrong answer either.
	for _, f := range s.module.Functions {
		if f.Runs() {
			run.generated(t, f, 40)
		}
	}
}

func checkRefused(t *testing.T, s *subject, c *Case) {
	for name, codes := range c.Refused {
		var found []string
		for _, f := range s.refusals(name) {
			found = append(found, f.Code)
		}
		if !slices.ContainsFunc(found, func(code string) bool { return slices.Contains(codes, code) }) {
			t.Errorf("%s: want it refused with %s, got %v", name, strings.Join(codes, " or "), found)
		}
	}
}

func checkGolden(t *testing.T, s *subject, c *Case) {
	if s.module.Rust == c.Golden {
		return
	}
	if *update {
		if err := c.SetGolden(s.module.Rust); err != nil {
			t.Error(err)
		}
		return
	}
	t.Errorf("the Rust changed (rewrite it with -update):\n%s", cmp.Diff(c.Golden, s.module.Rust))
}

// TestPrograms checks that all of every program is translated and that every
// call in it, in its doctests and generated, does what CPython does.
func TestPrograms(t *testing.T) {
	lab := newLab(t)
	for _, path := range programs(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".py"), func(t *testing.T) {
			t.Parallel()
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			s := lab.translate(path, string(src))
			for _, f := range s.module.Functions {
				if !f.Translated() {
					t.Errorf("%s is refused: %s", f.Name, s.findings(f.Refused))
				}
			}
			run := lab.start(t, s)
			for _, f := range s.module.Functions {
				if !f.Translated() {
					continue
				}
				if n := run.recorded(t, f); n == 0 {
					t.Errorf("%s has no doctest that can be run", f.Name)
				}
				run.generated(t, f, 100)
			}
		})
	}
}

// programs are the files of testdata/programs, and the sample of make demo.
func programs(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/programs/*.py")
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) < 12 {
		t.Fatalf("only %d programs", len(paths))
	}
	return append(paths, "../../examples/inventory.py")
}

// TestCatalogueExamples checks that every rule about Python source has an
// example that provokes it.
func TestCatalogueExamples(t *testing.T) {
	lab := newLab(t)
	for _, rule := range sourceRules() {
		t.Run(rule.Code, func(t *testing.T) {
			source := rule.Example
			if grow := tooLong[rule.Code]; grow != nil {
				source = grow()
			}
			s := lab.translate("example.py", source)
			var codes []string
			for _, f := range s.all() {
				codes = append(codes, f.Code)
			}
			if !slices.Contains(codes, rule.Code) {
				t.Errorf("the example of %s gives %v:\n%s", rule.Code, codes, rule.Example)
			}
		})
	}
}

// tooLong makes the source for rules whose example cannot be printed in full.
var tooLong = map[string]func() string{
	"PT103": func() string { return "x = " + strings.Repeat("(", 5000) + "1" + strings.Repeat(")", 5000) + "\n" },
	"PT106": func() string { return strings.Repeat("x = 1\n", 2_000_000) },
}

// TestCompatibilityDoc keeps docs/compatibility.md in step with the catalogue
// and the cases.
func TestCompatibilityDoc(t *testing.T) {
	all, err := Load("../../testdata/cases")
	if err != nil {
		t.Fatal(err)
	}
	upToDate(t, "../../docs/compatibility.md", document(all))
}

// upToDate checks that a document is what is made of the cases now, or writes it.
func upToDate(t *testing.T, path, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(got), want); diff != "" {
		t.Errorf("%s is out of date (make docs):\n%s", path, diff)
	}
}

// document lists what the cases prove, then the rules.
func document(all []*Case) string {
	var b strings.Builder
	b.WriteString("# Compatibility\n\nGenerated from the catalogue of rules and the cases in `testdata/cases`, each of\n")
	b.WriteString("which is run on every test: in CPython and in the WASM built from its translation.\n")
	b.WriteString("`make docs` writes this page.\n\n## What is translated\n\n")
	b.WriteString("| case | proves | calls | refuses |\n|---|---|---|---|\n")
	for _, c := range all {
		var codes []string
		for _, cs := range c.Refused {
			codes = append(codes, cs[0])
		}
		slices.Sort(codes)
		codes = slices.Compact(codes)
		for i, code := range codes {
			codes[i] = fmt.Sprintf("[%s](#%s)", code, anchor(code))
		}
		fmt.Fprintf(&b, "| [%s](../testdata/cases/%s.txtar) | %s | %d | %s |\n",
			c.Name, c.Name, strings.ReplaceAll(c.Title, "|", "\\|"), len(c.Calls), strings.Join(codes, " "))
	}
	b.WriteString("\n# Rules\n\n")
	b.WriteString(rulesMarkdown())
	return b.String()
}

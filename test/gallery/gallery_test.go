// Package gallery writes docs/gallery.md: functions of testdata/programs with
// the Rust that they become beside them.
package gallery

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/translate"
)

var update = flag.Bool("update", false, "rewrite docs/gallery.md")

const page = "../../docs/gallery.md"

// shown are the functions of the page, by program.
var shown = []struct {
	program   string
	functions []string
}{
	{"fibonacci", []string{"fib_list"}},
	{"gcd", []string{"gcd", "extended_gcd"}},
	{"primes", []string{"sieve", "factorization"}},
	{"binary_search", []string{"lower_bound", "search_or_default"}},
	{"sorting", []string{"insertion_sort", "merge", "quick_sort"}},
	{"intervals", []string{"merge", "max_overlap"}},
	{"matrices", []string{"transpose", "rotate_in_place"}},
	{"roman", []string{"from_roman"}},
	{"text_stats", []string{"word_counts", "is_palindrome"}},
	{"grades", []string{"parse_line"}},
	{"tokenizer", []string{"evaluate"}},
	{"log_report", []string{"hosts_by_path", "bursts", "error_rate"}},
}

// TestGallery compares the page with what the functions become now.
func TestGallery(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Gallery\n\nFunctions of `testdata/programs`, as people write them, and the Rust that they become.\n" +
		"Written by `go test ./test/gallery -update`.\n")
	for _, s := range shown {
		source, err := os.ReadFile(filepath.Join("../../testdata/programs", s.program+".py"))
		if err != nil {
			t.Fatal(err)
		}
		module := translate.Translate(analysis.Analyze(s.program+".py", source), translate.Options{})
		for _, name := range s.functions {
			f := find(module, name)
			if f == nil || !f.Translated() {
				t.Fatalf("%s.%s is not translated", s.program, name)
			}
			python := string(source[f.Python.Start:f.Python.End])
			fmt.Fprintf(&b, "\n## %s.%s\n\n```python\n%s\n```\n\n```rust\n%s\n```\n", s.program, name, plain(python, `"""`), strings.TrimSpace(undocumented(f.Rust)))
		}
	}
	if *update {
		if err := os.WriteFile(page, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(got), b.String()); diff != "" {
		t.Errorf("%s is not what it would be now; run go test ./test/gallery -update (-page +now):\n%s", page, diff)
	}
}

func find(m *translate.Module, name string) *translate.Function {
	for _, f := range m.Functions {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// plain is Python without its docstring, which stands in the Rust as well.
func plain(python, quotes string) string {
	before, rest, ok := strings.Cut(python, quotes)
	_, after, closed := strings.Cut(rest, quotes)
	if !ok || !closed {
		return strings.TrimSpace(python)
	}
	return strings.TrimRight(before, " \n") + strings.TrimRight(after, " \n")
}

// undocumented is Rust without its doc comment.
func undocumented(rust string) string {
	var b strings.Builder
	for line := range strings.Lines(rust) {
		if !strings.HasPrefix(line, "///") {
			b.WriteString(line)
		}
	}
	return b.String()
}

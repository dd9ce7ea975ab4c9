package ownership_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/translate/ir"
	"github.com/portalis-dev/portalis/translate/lower"
	"github.com/portalis-dev/portalis/translate/ownership"
)

var update = flag.Bool("update", false, "rewrite the expected decisions")

// TestDecisions compares, for each function of the cases, why it is refused or
// how its parameters are passed.
func TestDecisions(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases: ", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := decisions(t, part(archive, "in.py"))
			if *update {
				setPart(archive, "decisions", got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(part(archive, "decisions"), got); diff != "" {
				t.Errorf("decisions differ (-want +got):\n%s", diff)
			}
		})
	}
}

func part(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func setPart(a *txtar.Archive, name, text string) {
	for i, f := range a.Files {
		if f.Name == name {
			a.Files[i].Data = []byte(text)
			return
		}
	}
	a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(text)})
}

// decide runs the layers up to ownership.
func decide(t *testing.T, source string) (*analysis.Result, *ir.Module, ownership.Result) {
	t.Helper()
	res := analysis.Analyze("case.py", []byte(source))
	for _, f := range res.Findings {
		if f.Stops() {
			t.Fatalf("analysis refuses the case: %s %s", f.Code, f.Message)
		}
	}
	lowered := lower.Lower(res, nil, nil)
	for _, f := range lowered.Findings {
		t.Fatalf("lowering refuses the case: %s %s", f.Code, f.Message)
	}
	return res, lowered.Module, ownership.Decide(lowered.Module)
}

func decisions(t *testing.T, source string) string {
	res, m, decided := decide(t, source)
	var out strings.Builder
	for _, fn := range m.Funcs {
		if found := decided.Refused[fn]; len(found) > 0 {
			seen := map[string]bool{}
			for _, f := range found {
				line, _ := res.Lines.Human(f.Range.Start)
				seen[fmt.Sprintf("%s line %d", f.Code, line)] = true
			}
			var codes []string
			for c := range seen {
				codes = append(codes, c)
			}
			sort.Strings(codes)
			fmt.Fprintf(&out, "%s: refused, %s\n", fn.Name, strings.Join(codes, ", "))
			continue
		}
		var params []string
		for _, v := range fn.Params {
			how := map[ir.Binding]string{ir.Owns: "", ir.Borrows: "&", ir.BorrowsMut: "&mut "}[v.Binding]
			params = append(params, how+v.Name)
		}
		fmt.Fprintf(&out, "%s(%s)\n", fn.Name, strings.Join(params, ", "))
	}
	return out.String()
}

// TestSame decides the same module again and again: the order of Go's maps must
// not show.
func TestSame(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/aliasing2.txtar")
	if err != nil {
		t.Fatal(err)
	}
	source := part(archive, "in.py")
	describe := func() string {
		_, m, decided := decide(t, source)
		text := decisions(t, source)
		for _, fn := range m.Funcs {
			for _, n := range decided.Notes[fn] {
				text += fmt.Sprintln(n.Python, n.Text)
			}
			for _, f := range decided.Refused[fn] {
				text += fmt.Sprintln(f.Range, f.Message, f.Related)
			}
		}
		return text
	}
	first := describe()
	for range 5 {
		if diff := cmp.Diff(first, describe()); diff != "" {
			t.Fatalf("two runs differ:\n%s", diff)
		}
	}
}

// TestNamesBoth checks that a refusal names both holders and the place of the change.
func TestNamesBoth(t *testing.T) {
	source := "def twice() -> int:\n    a = [1]\n    b = a\n    b.append(2)\n    return len(a) + len(b)\n\n\ndef shared(grid: list[list[int]]) -> int:\n    row = grid[0]\n    grid.append([1])\n    row.append(2)\n    return len(grid[0])\n"
	res, m, decided := decide(t, source)
	found := decided.Refused[m.Funcs[1]]
	if len(found) != 1 {
		t.Fatalf("shared: %d findings, want 1", len(found))
	}
	f := found[0]
	for _, name := range []string{"grid", "row"} {
		if !strings.Contains(f.Message, name) {
			t.Errorf("%q does not name %s", f.Message, name)
		}
	}
	if len(f.Related) != 1 {
		t.Fatal("the place of the change is missing")
	}
	if line, _ := res.Lines.Human(f.Related[0].Range.Start); line != 11 {
		t.Errorf("the change is said to be on line %d, want 11", line)
	}
}

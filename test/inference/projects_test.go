package inference

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/project"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/truth"
)

// projects are the files of each project, by its name.
func projects(t *testing.T) map[string]map[string]string {
	t.Helper()
	archive, err := txtar.ParseFile("../../testdata/inference/projects/modules.txtar")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]string{}
	for _, f := range archive.Files {
		name, file, _ := strings.Cut(f.Name, "/")
		if all[name] == nil {
			all[name] = map[string]string{}
		}
		all[name][file] = string(f.Data)
	}
	return all
}

// TestProjects compares what is inferred across the modules of projects with what is
// expected, and both with CPython.
func TestProjects(t *testing.T) {
	found, err := python.Find(t.Context(), python.Search{})
	if err != nil {
		t.Fatal(err)
	}
	for name, files := range projects(t) {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			for file, src := range files {
				path := filepath.Join(root, filepath.FromSlash(file))
				if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(src), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			seen := traced(t, found.Path, root)
			for file, r := range inferProject(t, root, files) {
				for _, failure := range compareFile(file, files[file], r, seen[file]) {
					t.Errorf("%s: %s", file, failure)
				}
			}
		})
	}
}

// inferProject infers all files of a project, each with what it imports.
func inferProject(t *testing.T, root string, files map[string]string) map[string]*analysis.Result {
	t.Helper()
	results := map[string]*analysis.Result{}
	var callers project.Callers
	if err := os.WriteFile(filepath.Join(root, "pyproject.toml"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	full := func(file string) string { return filepath.Join(root, filepath.FromSlash(file)) }
	linker := project.NewLinker(project.New(os.DirFS(root), project.Options{}), project.LinkOptions{
		Still: true,
		Read:  func(file string) ([]byte, error) { return os.ReadFile(full(file)) },
		List:  project.Lister(root),
		Infer: func(file string, around types.Surroundings) *types.Info {
			m := syntax.Parse([]byte(files[file]))
			around.Samples = callers.Samples(full(file), m, os.ReadFile)
			r, err := analysis.AnalyzeAmong(t.Context(), file, m, around)
			if err != nil {
				t.Fatal(err)
			}
			results[file] = r
			return r.Info
		},
	})
	for file := range files {
		if linker.Exports(file) == nil {
			t.Errorf("%s exports nothing", file)
		}
	}
	return results
}

// compareFile compares a file with what is expected of it, and that with what CPython
// saw: the types of variables, by function and name.
func compareFile(file, src string, r *analysis.Result, seen map[string][]string) (failures []string) {
	cases, err := read("project", &txtar.Archive{Files: []txtar.File{{Name: file, Data: []byte(src)}}})
	if err != nil {
		return nil // expects nothing
	}
	c := cases[0]
	for i := range c.Lines {
		c.Lines[i].Findings = nil // told by expectations of Any
	}
	for _, failure := range inferred(c, r) {
		if !strings.Contains(failure, "the findings are") {
			failures = append(failures, failure)
		}
	}
	for _, e := range c.Lines {
		for _, want := range e.Names {
			if strings.Contains(want.Type, "Any") && !hasFinding(r, e.Line) {
				failures = append(failures, fmt.Sprintf("line %d: nothing is said of %s, which is dynamic", e.Line+1, want.Name))
			}
			for _, value := range seen[want.Name] {
				if !strings.Contains(want.Type, "Any") && !truth.Admits(value, want.Type, nil, true) {
					failures = append(failures, fmt.Sprintf("line %d: %s was %s in CPython", e.Line+1, want.Name, value))
				}
			}
		}
	}
	return failures
}

// hasFinding reports whether there is a finding on a line, or in the function around it.
func hasFinding(r *analysis.Result, line int) bool {
	within := func(first, last int) bool {
		return slices.ContainsFunc(r.Findings, func(f compat.Finding) bool {
			n, _ := r.Lines.Position(f.Range.Start)
			return first <= n && n <= last
		})
	}
	for _, fn := range r.Info.Funcs {
		first, _ := r.Lines.Position(fn.Def.Start)
		last, _ := r.Lines.Position(fn.Def.End)
		if first <= line && line <= last {
			return within(first, last)
		}
	}
	return within(line, line)
}

// tracer runs main.py and prints, for each file and local variable, the types of its
// values.
const tracer = `
import json, os, runpy, sys
root = os.getcwd()
seen = {}
def show(v):
    name = type(v).__name__
    if v is None: return "None"
    if isinstance(v, (list, set)): return f"{name}[{' | '.join(sorted({show(x) for x in v})) or 'Never'}]"
    if isinstance(v, dict): return f"dict[{' | '.join(sorted({show(x) for x in v})) or 'Never'}, {' | '.join(sorted({show(x) for x in v.values()})) or 'Never'}]"
    if isinstance(v, tuple): return f"tuple[{', '.join(map(show, v)) or '()'}]"
    return name
def note(frame, event, arg):
    file = os.path.relpath(frame.f_code.co_filename, root)
    if file.startswith("..") or not os.path.exists(frame.f_code.co_filename): return None
    if frame.f_code.co_name.startswith("<"): return note
    for name, v in list(frame.f_locals.items()):
        seen.setdefault(file, {}).setdefault(name, set()).add(show(v))
    return note
sys.path.insert(0, root)
sys.dont_write_bytecode = True
sys.settrace(note)
runpy.run_path("main.py", run_name="__main__")
sys.settrace(None)
print(json.dumps({f: {n: sorted(v) for n, v in names.items()} for f, names in seen.items()}))
`

func traced(t *testing.T, interpreter, root string) map[string]map[string][]string {
	t.Helper()
	cmd := exec.Command(interpreter, "-c", tracer)
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("main.py does not run: %v\n%s", err, out)
	}
	seen := map[string]map[string][]string{}
	if err := json.Unmarshal(out, &seen); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return seen
}

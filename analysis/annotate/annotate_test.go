package annotate_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/annotate"
	"github.com/portalis-dev/portalis/analysis/types"
)

var update = flag.Bool("update", false, "rewrite the annotated files in testdata")

// TestFiles annotates each file in testdata, "in.py" of an archive, and compares it
// with "out.py". The comment of the archive may say "python 8".
func TestFiles(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) < 6 {
		t.Fatalf("%d files, %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var opts annotate.Options
			for line := range strings.Lines(string(archive.Comment)) {
				if minor, ok := strings.CutPrefix(strings.TrimSpace(line), "python "); ok {
					if opts.Python, err = strconv.Atoi(minor); err != nil {
						t.Fatal(err)
					}
				}
			}
			got := roundTrip(t, path, archive.Files[0].Data, opts)
			if *update {
				archive.Files[1].Data = got
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), string(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPrograms annotates all Python of the project's own tests.
func TestPrograms(t *testing.T) {
	changed, dir := 0, t.TempDir()
	try := func(path string, src []byte, opts annotate.Options) {
		if got := annotated(t, path, src, opts); string(got) != string(src) {
			writePair(t, dir, changed, src, got)
			changed++
		}
	}
	programs, _ := filepath.Glob("../../testdata/programs/*.py")
	for _, path := range append(programs, "../../examples/inventory.py") {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		try(path, src, annotate.Options{})
	}
	cases, _ := filepath.Glob("../../testdata/cases/*/*.txtar")
	for _, path := range cases {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if f.Name == "in.py" {
				try(path, f.Data, annotate.Options{Python: 8})
			}
		}
	}
	checkPairs(t, dir)
	if changed < 20 {
		t.Errorf("only %d programs got annotations", changed)
	}
}

// roundTrip annotates a file and checks what must hold of any: CPython parses it
// to the same tree but for annotations and imports, and runs its defs; the same
// types are inferred; and a second time there is nothing to do.
func roundTrip(t *testing.T, path string, src []byte, opts annotate.Options) []byte {
	t.Helper()
	got := annotated(t, path, src, opts)
	if string(got) != string(src) {
		dir := t.TempDir()
		writePair(t, dir, 0, src, got)
		checkPairs(t, dir)
	}
	return got
}

// annotated annotates a file and checks what the analysis says of that.
func annotated(t *testing.T, path string, src []byte, opts annotate.Options) []byte {
	t.Helper()
	before := analysis.Analyze("x.py", src)
	edits := annotate.Edits(before, opts)
	got := annotate.Apply(src, edits)
	if len(edits) == 0 {
		return got
	}
	after := analysis.Analyze("x.py", got)
	for i, fn := range before.Info.Funcs {
		if a, b := types.Signature(fn), types.Signature(after.Info.Funcs[i]); a != b {
			t.Errorf("%s: %s was %s, is %s", path, fn.Name, a, b)
		}
	}
	if again := annotate.Edits(after, opts); len(again) != 0 {
		t.Errorf("%s: a second time there are still %v", path, again)
	}
	return got
}

func writePair(t *testing.T, dir string, n int, before, after []byte) {
	t.Helper()
	for name, text := range map[string][]byte{"before": before, "after": after} {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.%s.py", n, name)), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// checkPairs has CPython compare the files before and after.
func checkPairs(t *testing.T, dir string) {
	t.Helper()
	cmd := exec.Command("python3", "-c", sameTree)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// sameTree compares two files as CPython parses them, without annotations and the
// imports that they need.
const sameTree = `
import ast, glob
def plain(name):
    tree = ast.parse(open(name, 'rb').read())
    for node in ast.walk(tree):
        if isinstance(node, ast.arg): node.annotation = None
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)): node.returns = None
    tree.body = [s for s in tree.body if not (isinstance(s, ast.ImportFrom) and s.module in ('typing', 'collections', 'collections.abc', 're'))]
    return ast.dump(tree, indent=1)
for path in glob.glob('*.before.py'):
    after = path.replace('before', 'after')
    assert plain(path) == plain(after), open(after).read()
    tree = ast.parse(open(after, 'rb').read())
    tree.body = [s for s in tree.body if isinstance(s, (ast.FunctionDef, ast.ClassDef, ast.ImportFrom, ast.Import))]
    for s in tree.body:
        if isinstance(s, ast.ClassDef):
            s.body, s.bases, s.decorator_list = [d for d in s.body if isinstance(d, ast.FunctionDef)] or [ast.Pass()], [], []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef): node.decorator_list = []; node.args.defaults = [ast.Constant(0) for _ in node.args.defaults]
        if isinstance(node, ast.arguments): node.kw_defaults = [d and ast.Constant(0) for d in node.kw_defaults]
    exec(compile(ast.fix_missing_locations(tree), after, 'exec'), {})
`

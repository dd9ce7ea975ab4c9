package project_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis/project"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

var update = flag.Bool("update", false, "rewrite what the projects in testdata are expected to be")

// TestProjects reads each project in testdata and compares what is known of it
// with the last file of the archive, called "want". The comment of an archive may
// have lines "exclude PATTERN", "src FOLDER" and "start PATH".
func TestProjects(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) < 8 {
		t.Fatalf("%d projects, %v", len(paths), err)
	}
	for _, file := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			files, want := split(archive)
			opts, start := options(string(archive.Comment))
			got := describe(files, opts, start)
			if *update {
				archive.Files[len(archive.Files)-1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if again := describe(files, opts, start); again != got {
				t.Error("a second look gives another answer")
			}
		})
	}
}

func split(archive *txtar.Archive) (fstest.MapFS, string) {
	files := fstest.MapFS{}
	last := len(archive.Files) - 1
	for _, f := range archive.Files[:last] {
		files[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
	}
	return files, string(archive.Files[last].Data)
}

func options(comment string) (opts project.Options, start string) {
	start = "."
	for line := range strings.Lines(comment) {
		what, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch what {
		case "exclude":
			opts.Exclude = append(opts.Exclude, value)
		case "src":
			opts.Src = append(opts.Src, value)
		case "start":
			start = value
		}
	}
	return opts, start
}

func outlines(p *project.Project, files fs.FS, start string) ([]project.Outline, []project.Problem) {
	modules, problems := p.Files(start)
	var all []project.Outline
	for _, m := range modules {
		src, err := fs.ReadFile(files, m.Path)
		if err != nil {
			continue
		}
		all = append(all, project.NewOutline(m, syntax.Parse(src)))
	}
	return all, problems
}

func describe(files fs.FS, opts project.Options, start string) string {
	p := project.New(files, opts)
	all, problems := outlines(p, files, start)
	g := p.Graph(all)
	var b strings.Builder
	for _, problem := range problems {
		fmt.Fprintf(&b, "problem %s: %s\n", problem.Path, problem.Message)
	}
	for _, n := range g.Modules {
		fmt.Fprintf(&b, "%s is %s\n", n.Path, n.Name)
		if len(n.Exports) > 0 {
			fmt.Fprintf(&b, "  exports %s", strings.Join(n.Exports, " "))
			if n.Unsure {
				b.WriteString(" (unsure)")
			}
			b.WriteString("\n")
		}
		for _, e := range n.Imports {
			fmt.Fprintf(&b, "  line %d: %s %s", e.Line, e.Kind, e.Module)
			if e.Path != "" {
				fmt.Fprintf(&b, " (%s)", e.Path)
			}
			if e.Star {
				b.WriteString(" star")
			}
			switch {
			case e.Typing:
				b.WriteString(" typing")
			case e.Lazy:
				b.WriteString(" lazy")
			}
			if e.Guard {
				b.WriteString(" guarded")
			}
			b.WriteString("\n")
		}
	}
	for _, c := range g.Cycles {
		fmt.Fprintf(&b, "cycle of %d, loading=%v: %s\n", len(c.Modules), c.Loading, strings.Join(c.Way, " > "))
	}
	for _, group := range []struct {
		name string
		list []project.Dependency
	}{{"stdlib", g.Standard}, {"external", g.External}, {"missing", g.Missing}} {
		for _, d := range group.list {
			fmt.Fprintf(&b, "%s %s optional=%v %v: %s\n", group.name, d.Name, d.Optional, d.Lifetime, strings.Join(d.ImportedBy, " "))
		}
	}
	return b.String()
}

func TestStdlib(t *testing.T) {
	for name, want := range map[string]project.Lifetime{
		"os": {}, "__future__": {}, "tomllib": {Since: 11}, "distutils": {Until: 11}, "cgi": {Until: 12},
		"zoneinfo": {Since: 9}, "parser": {Until: 9}, "annotationlib": {Since: 14}, "dummy_threading": {Until: 8},
	} {
		if got, ok := project.Stdlib(name); !ok || got != want {
			t.Errorf("%s: %v, %v", name, got, ok)
		}
	}
	for _, name := range []string{"", "numpy", "os.path", "requests", "setuptools"} {
		if _, ok := project.Stdlib(name); ok {
			t.Errorf("%s is no module of the standard library", name)
		}
	}
}

// A folder that cannot be read is noted, and the rest is found.
func TestUnreadable(t *testing.T) {
	if os.Getuid() == 0 {
		checkProblems(t, failingFS{fstest.MapFS{"a.py": {}, "locked/b.py": {}, "z.py": {}}})
		return
	}
	dir := t.TempDir()
	for _, name := range []string{"a.py", "locked/b.py", "z.py"} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Join(dir, "locked"), 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "locked"), 0o755) })
	checkProblems(t, os.DirFS(dir))
}

func checkProblems(t *testing.T, files fs.FS) {
	t.Helper()
	found, problems := project.New(files, project.Options{}).Files(".")
	var paths []string
	for _, m := range found {
		paths = append(paths, m.Path)
	}
	if !slices.Equal(paths, []string{"a.py", "z.py"}) {
		t.Errorf("found %v", paths)
	}
	want := []project.Problem{{Path: "locked", Message: "no permission to read it"}}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Error(diff)
	}
	if _, problems := project.New(files, project.Options{}).Files("nowhere"); len(problems) != 1 {
		t.Errorf("nowhere: %v", problems)
	}
}

// failingFS cannot read the folder "locked".
type failingFS struct{ fstest.MapFS }

func (f failingFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "locked" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.ReadDir(name)
}

// Links to files count, links to folders are not followed.
func TestLinks(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.py"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"b.py": "a.py", "loop": ".", "gone.py": "nothing"} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	found, problems := project.New(os.DirFS(dir), project.Options{}).Files(".")
	if len(found) != 2 || found[1].Path != "b.py" || len(problems) != 1 || problems[0].Path != "gone.py" {
		t.Errorf("found %v, problems %v", found, problems)
	}
}

// Whatever a file holds, there is an outline and a graph.
func TestBrokenFiles(t *testing.T) {
	files := fstest.MapFS{}
	for i, src := range []string{
		"from . import", "import", "from .. import (a, b\ndef f(:", "\xff\xfe", "from .....x import *", "__all__ = [",
		"import a..b", "from a import *\nfrom b import *", "__all__ += x\n__all__.append()\n__all__.nothing(1)",
	} {
		files[fmt.Sprintf("m%d.py", i)] = &fstest.MapFile{Data: []byte(src)}
	}
	p := project.New(files, project.Options{})
	all, _ := outlines(p, files, ".")
	if g := p.Graph(all); len(g.Modules) != len(files) {
		t.Errorf("%d modules of %d files", len(g.Modules), len(files))
	}
}

// TestStarsAgainstCPython asks CPython what star imports bind.
func TestStarsAgainstCPython(t *testing.T) {
	archive := txtar.Parse([]byte(starProject))
	files, dir := fstest.MapFS{}, t.TempDir()
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
		file := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p := project.New(files, project.Options{})
	all, _ := outlines(p, files, ".")
	for _, n := range p.Graph(all).Modules {
		cmd := exec.Command("python3", "-c", "import sys\nsys.path.insert(0, '.')\nscope = {}\nexec('from '+sys.argv[1]+' import *', scope)\nprint(*sorted(scope.keys() - {'__builtins__'}))", n.Name)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", n.Name, err, out)
		}
		if got, want := strings.Join(n.Exports, " "), strings.TrimSpace(string(out)); got != want {
			t.Errorf("%s exports %s; CPython says %s", n.Name, got, want)
		}
	}
}

const starProject = `
-- pkg/__init__.py --
from .base import *
from .more import *
from ._hidden import *
from . import sub
from .sub import shadowed
from .deep.down import bottom
-- pkg/base.py --
__all__ = ["one", "two"] + ["three"]
__all__ += ("six",)
__all__.append("four")
__all__.extend(["five"])
__all__.remove("two")
one = three = four = five = six = 1
-- pkg/more.py --
from .base import one as uno
(a, [b, *c]) = 1, [2, 3]
_private = 1
if a:
    g: int = 1
    h: int
for i in range(3):
    with open(j := __file__) as k:
        pass
try:
    import os.path, sys as system
except ImportError:
    system = None
def func(inner=1):
    local = 2
class Class:
    member = 1
print_ = [y := x for x in (1, 2)]
def deco(n=(q := 1), *, m=lambda: (inner := 2)): pass
while (r := 0):
    pass
match (s := a):
    case 1:
        matched = 1
-- pkg/_hidden.py --
_x = 1
public = 2
-- pkg/sub.py --
def shadowed(): pass
-- pkg/shadowed.py --
x = 1
-- pkg/deep/__init__.py --
__all__ = []
-- pkg/deep/down.py --
bottom = 1
-- user.py --
from pkg import *
from pkg import shadowed, sub, one
from user2 import *
-- user2.py --
own = 1
`

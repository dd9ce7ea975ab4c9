package project

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// What sets a name of another module is found, and what only reads it is not.
func TestSettings(t *testing.T) {
	tests := []struct{ src, want string }{
		{"m.x = 1", "x"},
		{"  m.x  =  1", "x"},
		{"m.x += 1", "x"},
		{"m.x //= 1", "x"},
		{"m.x: int = 1", "x"},
		{"m.x, m.y = 1, 2", "x y"},
		{"(m.x, y) = z", "x"},
		{"[y, m.x] = z", "x"},
		{"y, m.x = z", "x"},
		{"del m.x", "x"},
		{"del y, m.x", "x"},
		{"for m.x in y: pass", "x"},
		{"with open(f) as m.x: pass", "x"},
		{"setattr(m, 'x', 1)", "x"},
		{"setattr(m, \"x\", 1)", "x"},
		{"setattr(m, name, 1)", "*"},
		{"delattr(m, 'x')", "x"},
		{"m.__dict__['x'] = 1", "*"},
		{"vars(m)['x'] = 1", "*"},
		{"print(m.x)", ""},
		{"y = m.x", ""},
		{"m.x == 1", ""},
		{"m.x <= 1", ""},
		{"f(m.x, y=1)", ""},
		{"for y in m.x: pass", ""},
		{"n.m.x = 1", ""},
		{"mm.x = 1", ""},
		{"m.x.y = 1", ""},
		{"m.x[0] = 1", ""},
		{"setattr(m.x, 'y', 1)", ""},
		{"f'{m.x=}'", ""},
	}
	for _, test := range tests {
		var got []string
		for _, s := range settings([]byte(test.src+"\n"), map[string]string{"m": "m.py"}) {
			got = append(got, s.name)
		}
		slices.Sort(got)
		if text := strings.Join(slices.Compact(got), " "); text != test.want {
			t.Errorf("%s: %q, want %q", test.src, text, test.want)
		}
	}
}

func TestImportLines(t *testing.T) {
	src := `"""Text with
import words
"""
import a, b.c as d
from .e import (
    f,  # one
    g,
)
from h \
    import i
x = 1; import j
if x: import k
def late():
    from l import m
important = 1
fromage = 2
`
	var got []string
	for _, line := range importLines([]byte(src)) {
		switch s := line.stmt.(type) {
		case *syntax.Import:
			for _, a := range s.Names {
				got = append(got, fmt.Sprintf("%s %t", a.Name, line.top))
			}
		case *syntax.ImportFrom:
			got = append(got, fmt.Sprintf("%s%s.%s+%d %t", strings.Repeat(".", s.Level), s.Module, s.Names[0].Name, len(s.Names)-1, line.top))
		}
	}
	want := "words true; a true; b.c true; .e.f+1 true; h.i+0 true; j false; k true; l.m+0 false"
	if text := strings.Join(got, "; "); text != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
}

// A project in memory, whose files are inferred as a linker asks for them.
type workshop struct {
	files    map[string]string
	inferred []string
	*Linker
}

func newWorkshop(t *testing.T, files map[string]string) *workshop {
	w := &workshop{files: files}
	fsys := fstest.MapFS{}
	for name := range files {
		fsys[name] = &fstest.MapFile{}
	}
	w.Linker = NewLinker(New(fsys, Options{}), LinkOptions{
		Read: func(file string) ([]byte, error) { return []byte(w.files[file]), nil },
		List: func() ([]string, bool) { return []string{"a.py", "b.py", "c.py", "d.py"}, true },
		Infer: func(file string, around types.Surroundings) *types.Info {
			w.inferred = append(w.inferred, file)
			m := syntax.Parse([]byte(w.files[file]))
			info, _, err := types.InferAfter(t.Context(), m, source.NewLines(m.Source), nil, around)
			if err != nil {
				t.Fatal(err)
			}
			return info
		},
	})
	return w
}

// edit changes a file, asks what all files export, and says which of them had to be
// inferred for that.
func (w *workshop) edit(file, old, made string) string {
	w.files[file] = strings.Replace(w.files[file], old, made, 1)
	w.inferred = nil
	for _, name := range []string{"a.py", "b.py", "c.py", "d.py"} {
		w.Exports(name)
	}
	slices.Sort(w.inferred)
	return strings.Join(w.inferred, " ")
}

// After an edit only the file is inferred, and its users if what it exports changed.
func TestLinkerWork(t *testing.T) {
	w := newWorkshop(t, map[string]string{
		"a.py": "def one():\n    return 1\n",
		"b.py": "from a import one\n\n\ndef two():\n    return [one()]\n",
		"c.py": "import b\n\n\ndef three():\n    return b.two()\n",
		"d.py": "def alone():\n    return 4\n",
	})
	steps := []struct{ what, file, old, made, want string }{
		{"at first", "a.py", "", "", "a.py b.py c.py d.py"},
		{"nothing", "a.py", "", "", ""},
		{"a body", "a.py", "return 1", "return 2", "a.py"},
		{"a result", "a.py", "return 2", "return 'x'", "a.py b.py c.py"},
		{"a result that comes to the same", "b.py", "[one()]", "[one(), one()]", "b.py"},
		{"a name set from outside", "d.py", "def", "import a\na.one = 3\ndef", "a.py b.py c.py d.py"},
		{"no import", "c.py", "import b\n", "b = None\n", "c.py"},
		{"what is no longer imported from there", "a.py", "'x'", "2.5", "a.py"},
	}
	for _, step := range steps {
		if got := w.edit(step.file, step.old, step.made); got != step.want {
			t.Errorf("%s: %q was inferred, want %q", step.what, got, step.want)
		}
	}
	w.files["d.py"] = "import a\n"
	for _, step := range []struct{ src, want string }{
		{"def one(n: int):\n    return n\n", "b.py d.py"},
		{"def one(n: int):\n    return n + 1\n", ""},
		{"import c\n\n\ndef one(n: int):\n    return n\n", "b.py d.py"},
		{"import c\n\nc.three = 3\n\n\ndef one(n: int):\n    return n\n", "c.py"},
		{"import c\n\n\ndef one(n: int):\n    return n\n", "c.py"},
	} {
		m := syntax.Parse([]byte(step.src))
		around := w.Around("a.py", m.Source)
		info, _, err := types.InferAfter(t.Context(), m, source.NewLines(m.Source), nil, around)
		if err != nil {
			t.Fatal(err)
		}
		if users := strings.Join(w.Note("a.py", m.Source, around, info, []string{"a.py", "b.py", "c.py", "d.py"}), " "); users != step.want {
			t.Errorf("%s is news to %q, want %q", step.src, users, step.want)
		}
	}
}

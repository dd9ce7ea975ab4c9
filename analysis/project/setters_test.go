package project

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestSettersRead counts the files that are read to know who sets names of one: all of
// them once, and after an edit none but what changed.
func TestSettersRead(t *testing.T) {
	files := map[string]string{"a.py": "x = 1\n", "b.py": "import a\n", "c.py": "import a\na.x = 2\n"}
	fsys := fstest.MapFS{}
	for name := range files {
		fsys[name] = &fstest.MapFile{}
	}
	var read []string
	anew := true
	l := NewLinker(New(fsys, Options{}), LinkOptions{
		Read: func(file string) ([]byte, error) {
			read = append(read, file)
			return []byte(files[file]), nil
		},
		List: func() ([]string, bool) { return []string{"a.py", "b.py", "c.py"}, anew },
	})
	around := func(file, src string) string {
		read = nil
		outside := l.around(&linkPass{}, file, []byte(src)).Outside
		slices.Sort(read)
		return fmt.Sprintf("%s; read %s", strings.Join(outside, " "), strings.Join(read, " "))
	}
	check := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	check("at first", around("a.py", files["a.py"]), "x; read a.py b.py c.py")
	anew = false
	check("a key", around("a.py", "x = 12\n"), "x; read ")
	files["b.py"] = "import a\na.y = 3\n"
	check("written by another program", around("a.py", "x = 123\n"), "x; read ")
	anew = true
	check("and listed anew", around("a.py", "x = 123\n"), "x y; read a.py b.py c.py")
	anew = false
	l.source("c.py", []byte("import a\n")) // as it is in the editor
	check("no longer set", around("a.py", "x = 123\n"), "y; read ")
	l.Forget("c.py") // closed without saving
	check("set on the disk", around("a.py", "x = 123\n"), "x y; read c.py")
}

package syntax

import (
	"bytes"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// same compares two modules whole: tree, ranges, comments and errors.
func same(t *testing.T, got, want *Module) {
	t.Helper()
	if g, w := DumpRanges(got), DumpRanges(want); g != w {
		t.Fatalf("source %q\n%s", want.Source, firstDifference(g, w))
	}
	if diff := cmp.Diff(want.Errors, got.Errors); diff != "" {
		t.Fatalf("source %q\n%s", want.Source, diff)
	}
}

// edits is a session of typing: each version follows the one before.
var edits = []string{
	"",
	"x",
	"x = 1\n",
	"x = 1\ndef f(a):\n    return a\n",
	"x = 1\ndef f(a):\n    return (a\n",
	"x = 1\ndef f(a):\n    return (a)\n",
	"x = 1\r\ndef f(a):\r\n    return (a)\r\n",
	"x = 'é'\ndef f(a):\n\treturn (a)\n",
	"\ufeffx = '''é\ndef f(a):\n\treturn (a)\n",
	"x = '''é\ndef f(a):\n\treturn (a)'''\n",
	"# c\nx = f'{a:=5}'\nif x:\n  y\n z\n",
	"if x:\n        y\n\tz\n\xff",
	"if x:\n    y = [1,\n2]\nelse:\n    z\n",
	"",
}

func TestDocumentIsParse(t *testing.T) {
	d := NewDocument()
	defer d.Close()
	for _, src := range edits {
		same(t, d.Parse([]byte(src)), Parse([]byte(src)))
	}
	d.Close()
	same(t, d.Parse([]byte("x = 1\n")), Parse([]byte("x = 1\n")))
}

// TestRandomEdits changes a real file in random places, as an impatient typist.
func TestRandomEdits(t *testing.T) {
	src, err := os.ReadFile("testdata/dump.py")
	if err != nil {
		t.Fatal(err)
	}
	d := NewDocument()
	defer d.Close()
	d.Parse(src)
	r := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"(", ")", "[", "]", "\"", "'", "\n", "    ", "\t", ":", ",", " = ", "def f():\n", "x", "#", "\\", "é", "f'{", "}", "\"\"\"", "if x:\n        y\n", "\r", "0", "lambda: "}
	for range 120 {
		at := r.IntN(len(src) + 1)
		end := min(len(src), at+r.IntN(4)*r.IntN(20))
		src = bytes.Join([][]byte{src[:at], src[end:]}, []byte(pieces[r.IntN(len(pieces))]))
		if r.IntN(4) == 0 { // let it heal, so that the incremental way is taken too
			if src, err = os.ReadFile("testdata/dump.py"); err != nil {
				t.Fatal(err)
			}
		}
		same(t, d.Parse(src), Parse(src))
	}
}

// Modules are used by many goroutines while their document goes on.
func TestModuleOutlivesDocument(t *testing.T) {
	d := NewDocument()
	first := d.Parse([]byte("x = 'a'\n"))
	before := DumpRanges(first)
	d.Parse([]byte("y = 'bcd'\nz = 1\n"))
	d.Close()
	if after := DumpRanges(first); after != before {
		t.Errorf("%s became %s", before, after)
	}
}

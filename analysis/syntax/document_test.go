package syntax

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
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
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("source %q\n%s", want.Source, cmp.Diff(want, got))
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
	for _, src := range edits {
		same(t, d.Parse([]byte(src)), Parse([]byte(src)))
	}
	same(t, d.Parse([]byte("x = 1\n")), Parse([]byte("x = 1\n")))
}

// borders has statements at the top of a file that begin and end in many ways.
const borders = "\ufeff# first\nimport a\n\n\n# of f\n@a.b\n# between\n@c(1,\n  2)\ndef f(x):  # \u00e9\n    '''doc'''\n    return x  # end\n# behind f\n" +
	"class \u00c9:\n    n = 'a' \\\n        'b'\n\n    def g(self): return f'{self.n!r:>{3}}'\n\n\nif f(1): y = 1; z = (2,\n3)\nelif y: pass\nelse:\n    y\n" +
	"try: q\nexcept* E as e: pass\nfinally: pass\nx = 1\nx = 1\nx = 1\nmatch x:\n    case [1, *_, {'k': w, **r}] | C(p, q=None) as t: pass\nfor i in x:\n    '''\na\n'''\nelse: i\nlambda *a, b=1, **c: 0\n"

// TestEditsAtBorders takes out each byte of a file and puts pieces before it, one
// after the other in one document.
func TestEditsAtBorders(t *testing.T) {
	pieces := []string{"\n", " ", "x\n", "\r", "#", "@", "'", "else:", "\\\n"}
	for _, file := range []string{borders, strings.ReplaceAll(borders, "\n", "\r\n"), strings.ReplaceAll(borders, "\n", "\r")} {
		d := NewDocument()
		for at := 0; at <= len(file); at++ {
			for i, src := range []string{file[:at] + file[min(at+1, len(file)):], file[:at] + pieces[at%len(pieces)] + file[at:], file} {
				if i == 2 && at%5 > 0 {
					continue
				}
				same(t, d.Parse([]byte(src)), Parse([]byte(src)))
			}
		}
	}
}

var rounds = flag.Int("rounds", 120, "how many random edits TestRandomEdits makes to a file")

// TestRandomEdits changes files in random places, as an impatient typist.
func TestRandomEdits(t *testing.T) {
	dump, err := os.ReadFile("testdata/dump.py")
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"", "(", ")", "[", "]", "\"", "'", "\n", "    ", "\t", ":", ",", " = ", "def f():\n", "x", "#", "\\", "é", "f'{", "}", "\"\"\"", "if x:\n        y\n", "\r", "0", "lambda: ",
		"\n@x\n", "\nelse:\n", "\n# c\n", "\n\n", "\f", "\u2028", "\nglobal x\n", "\nfrom __future__ import annotations\n"}
	for _, file := range [][]byte{dump, []byte(borders), bytes.ReplaceAll(dump, []byte("\n"), []byte("\r\n"))} {
		d := NewDocument()
		src := file
		for range *rounds {
			at := r.IntN(len(src) + 1)
			end := min(len(src), at+r.IntN(4)*r.IntN(20))
			src = bytes.Join([][]byte{src[:at], src[end:]}, []byte(pieces[r.IntN(len(pieces))]))
			if r.IntN(4) == 0 { // let it heal
				src = file
			}
			same(t, d.Parse(src), Parse(src))
		}
	}
}

// TestEditReadsOnlyItsStatement wants of an edit that the statements around it are not
// read again, also when it hid those behind it for a while.
func TestEditReadsOnlyItsStatement(t *testing.T) {
	d := NewDocument()
	first := d.Parse([]byte("a = 1\nb = 2\nc = 3\n")).Body[0]
	for _, src := range []string{"a = 1\nb = 20\nc = 3\n", "a = 1\nb = '''\nc = 3\n", "a = 1\nb = ''''''\nc = 3\n", "a = 1\nb = (\nc = 3\n", "a = 1\n\n# b\nc = 3\n"} {
		var anew []string
		read([]byte(src), func(s *section) bool {
			known := d.last.fill(s) || d.good.fill(s)
			if !known {
				anew = append(anew, string(s.text))
			}
			return known
		})
		if len(anew) > 1 || len(anew) == 1 && !strings.HasPrefix(anew[0], "b") {
			t.Errorf("%q: %q were read again", src, anew)
		}
		if d.Parse([]byte(src)).Body[0] != first {
			t.Errorf("%q: what stands before the edit is not the same", src)
		}
	}
}

// Modules are used by many goroutines while their document goes on.
func TestModuleOutlivesDocument(t *testing.T) {
	d := NewDocument()
	first := d.Parse([]byte("x = 'a'\n"))
	before := DumpRanges(first)
	d.Parse([]byte("y = 'bcd'\nx = 'a'\n"))
	if after := DumpRanges(first); after != before {
		t.Errorf("%s became %s", before, after)
	}
}

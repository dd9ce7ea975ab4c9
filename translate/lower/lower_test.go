package lower

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis"
)

var update = flag.Bool("update", false, "rewrite what the tests expect")

// TestLower lowers each in.py of testdata and compares the IR, in the form that
// dump writes, and the refusals.
func TestLower(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			source, want := archive.Files[0].Data, ""
			if len(archive.Files) > 1 {
				want = string(archive.Files[1].Data)
			}
			got := lowered(t, source)
			if *update {
				archive.Files = []txtar.File{archive.Files[0], {Name: "ir", Data: []byte(got)}}
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the IR changed (rewrite it with -update):\n%s", diff)
			}
		})
	}
}

// lowered is the IR of a source and what lowering refuses of it. Analysis has
// to accept all of it.
func lowered(t *testing.T, source []byte) string {
	t.Helper()
	res := analysis.Analyze("case.py", source)
	for _, f := range res.Findings {
		if f.Stops() {
			line, _ := res.Lines.Human(f.Range.Start)
			t.Errorf("line %d: analysis refuses: %s %s", line, f.Code, f.Message)
		}
	}
	out := Lower(res, nil, nil)
	text := dump(out.Module)
	for _, f := range out.Findings {
		line, col := res.Lines.Human(f.Range.Start)
		text += fmt.Sprintf("refused %d:%d %s %s\n", line, col, f.Code, f.Message)
	}
	return text
}

// TestSameInputSameIR lowers twice.
func TestSameInputSameIR(t *testing.T) {
	source, err := os.ReadFile("testdata/exceptions.txtar")
	if err != nil {
		t.Fatal(err)
	}
	source = txtar.Parse(source).Files[0].Data
	first := lowered(t, source)
	for range 5 {
		if again := lowered(t, source); again != first {
			t.Fatal(cmp.Diff(first, again))
		}
	}
}

func TestSnake(t *testing.T) {
	for _, c := range []struct{ python, rust string }{
		{"gcd", "gcd"},
		{"isPrime", "is_prime"},
		{"HTTPServer", "http_server"},
		{"x1Y2", "x1_y2"},
		{"match", "r#match"},
		{"type", "r#type"},
		{"self", "self_"},
		{"_", "underscore"},
		{"__", "underscore_"},
		{"_private", "_private"},
		{"a__b", "a_b"},
		{"N", "n"},
		{"α", "u3b1"},
	} {
		if got := snake(c.python); got != c.rust {
			t.Errorf("snake(%q) = %q, want %q", c.python, got, c.rust)
		}
	}
}

// TestCleandoc compares with what inspect.cleandoc gives in CPython.
func TestCleandoc(t *testing.T) {
	for _, c := range []struct{ doc, want string }{
		{"One line.", "One line."},
		{"First.\n\n    Indented.\n      More.\n    ", "First.\n\nIndented.\n  More."},
		{"\n    Starts below.\n    Ends.\n", "Starts below.\nEnds."},
		{"\n\tTab.\n\t  Two more.", "Tab.\n  Two more."},
		{"", ""},
	} {
		if got := cleandoc(c.doc); got != c.want {
			t.Errorf("cleandoc(%q) = %q, want %q", c.doc, got, c.want)
		}
	}
}

func TestFormatSpec(t *testing.T) {
	for _, c := range []struct {
		spec string
		ok   bool
	}{
		{">10", true}, {"*^7", true}, {".2f", true}, {",", true}, {"+08.3f", true}, {"x", true},
		{"10.2", true}, {"_", true}, {"=+5", true}, {"}<5", true},
		{".f", false}, {"5x5", false}, {"ff", false}, {"<<<<", false}, {"99999999999999999999", false},
	} {
		if _, ok := parseSpec(c.spec); ok != c.ok {
			t.Errorf("parseSpec(%q) ok = %v, want %v", c.spec, ok, c.ok)
		}
	}
}

func TestDerives(t *testing.T) {
	if !derives("KeyError", "LookupError") || !derives("KeyError", "Exception") || derives("LookupError", "KeyError") {
		t.Error("the hierarchy of exceptions is wrong")
	}
	raised := set("KeyError", "ValueError")
	if !raised.meets(set("LookupError")) || raised.meets(set("OSError")) {
		t.Error("meets is wrong")
	}
	if rest := raised.without(set("LookupError")); len(rest) != 1 || !rest["ValueError"] {
		t.Errorf("without: %v", rest)
	}
}

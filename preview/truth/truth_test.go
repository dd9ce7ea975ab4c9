package truth

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/python"
)

func TestAdmits(t *testing.T) {
	classes := map[string][]string{"B": {"B", "A", "object"}, "KeyError": {"KeyError", "LookupError", "Exception"}, "Counter": {"Counter", "dict", "object"}}
	for _, test := range []struct {
		seen, inferred string
		want           bool
	}{
		{"int", "int", true},
		{"bool", "int", false},
		{"int", "float", false},
		{"int", "int | None", true},
		{"None", "int | None", true},
		{"int | str", "str | int", true},
		{"int | str", "int", false},
		{"int", "Any", true},
		{"?", "int", true},
		{"int", "Never", false},
		{"list[Never]", "list[int]", true},
		{"list[int]", "list[Never]", false},
		{"list[int | None]", "list[int | None]", true},
		{"list[int]", "list[str] | list[int]", true},
		{"list[list[Never] | list[int]]", "list[list[int]]", true},
		{"dict[str, list[?]]", "dict[str, list[int]]", true},
		{"dict[int, str]", "dict[str, str]", false},
		{"tuple[int, str]", "tuple[int, str]", true},
		{"tuple[int, str]", "tuple[int, str, int]", false},
		{"tuple[int, int]", "tuple[int, ...]", true},
		{"tuple[()]", "tuple[int, ...]", true},
		{"tuple[()]", "tuple[()]", true},
		{"tuple[()]", "tuple[int]", false},
		{"tuple[int, ...]", "tuple[int, ...]", true},
		{"tuple[int | str, ...]", "tuple[int, ...]", false},
		{"tuple[int, str]", "tuple[int | str, ...]", true},
		{"range[int]", "Iterator[int]", true},
		{"range[int]", "Iterator[str]", false},
		{"zip", "Iterator[tuple[int, str]]", true},
		{"list[int]", "Iterator[int]", false},
		{"Generator[int]", "Generator[int, None, None]", true},
		{"Callable", "Callable[[int, str], list[int]]", true},
		{"type[A]", "Callable[[], A]", true},
		{"Callable", "int", false},
		{"B", "A", true},
		{"A", "B", false},
		{"KeyError", "Exception", true},
		{"Counter[str]", "collections.Counter[str]", true},
		{"Counter[str]", "dict[str, int]", true},
		{"Match", "re.Match[str]", true},
		{"int", "Optional[int]", true},
		{"set[int]", "frozenset[int]", false},
	} {
		r := &relation{classes: classes}
		if got := r.admits(parse(test.seen), parse(test.inferred)); got != test.want {
			t.Errorf("%s where %s is inferred: got %v", test.seen, test.inferred, got)
		}
	}
	if r := (&relation{promote: true}); !r.admits(parse("list[float | int]"), parse("list[float]")) || r.admits(parse("bool"), parse("float")) {
		t.Error("only ints are promoted to float")
	}
}

func TestEqual(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"int | None", "None | int", true},
		{"Callable[[int], str | None]", "Callable[[int], None | str]", true},
		{"Callable[[int], str]", "Callable[[str], str]", false},
		{"Optional[int]", "int | None", true},
		{"tuple[int, ...]", "tuple[int, int]", false},
		{"tuple[()]", "tuple[()]", true},
		{"collections.deque[int]", "deque[int]", true},
		{"list[int]", "list", false},
	} {
		if got := Equal(test.a, test.b); got != test.want {
			t.Errorf("%s and %s: got %v", test.a, test.b, got)
		}
	}
}

// compare infers the types of a program and runs it.
func compare(t *testing.T, oracle *python.Oracle, source string) Report {
	t.Helper()
	seen, err := oracle.Trace(t.Context(), python.Trace{
		Program: python.Program{Path: "m.py", Module: "__main__", Source: source}, Doctests: true, Budget: 2 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen.Stop != "" {
		t.Fatal(seen.Stop)
	}
	return Compare(analysis.Analyze("m.py", []byte(source)), seen)
}

func newOracle(t *testing.T) *python.Oracle {
	t.Helper()
	found, err := python.Find(t.Context(), python.Search{})
	if err != nil {
		t.Fatal(err)
	}
	oracle := python.New(found, python.DefaultLimits)
	t.Cleanup(oracle.Close)
	return oracle
}

func TestCompare(t *testing.T) {
	oracle := newOracle(t)
	for _, test := range []struct {
		name, source      string
		claimed, promoted bool
		want              []string
	}{
		{name: "agreement", source: "def f(xs):\n    total = 0\n    for x in xs:\n        total += x\n    return total\n\nf([1, 2])\n"},
		{
			name:   "an annotation that the call contradicts",
			source: "def f(x: str):\n    return x\n\nf(1)\n",
			want:   []string{"x is inferred as str and was int in the call with (int)", "result of f is inferred as str and was int in the call with (int)"},
		},
		{name: "an instance for each type", source: "def f(x):\n    y = [x]\n    return y\n\nf(1)\nf('a')\n"},
		{name: "an int for an annotated float", source: "def f(x: float):\n    return x * 2\n\nf(1)\n", claimed: true},
		{name: "a literal that starts a float", source: "def f(xs):\n    total = 0\n    for x in xs:\n        total += x\n    return total + 0.5\n\nf([1.5])\n", promoted: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := compare(t, oracle, test.source)
			if got.Checked == got.Untyped {
				t.Error("nothing was compared")
			}
			if (got.Claimed > 0) != test.claimed || (got.Promoted > 0) != test.promoted {
				t.Errorf("claimed %d, promoted %d", got.Claimed, got.Promoted)
			}
			var said []string
			for _, d := range got.Disagreements {
				said = append(said, d.String())
			}
			for _, want := range test.want {
				if !slices.Contains(said, want) {
					t.Errorf("%q is not among %q", want, said)
				}
			}
			if len(test.want) == 0 && len(said) > 0 {
				t.Errorf("disagreements %q", said)
			}
		})
	}
}

// TestPrograms compares the types of whole programs, run as scripts.
func TestPrograms(t *testing.T) {
	files, err := filepath.Glob("../../testdata/programs/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	oracle := newOracle(t)
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r := compare(t, oracle, string(source))
		if r.Checked < 50 {
			t.Errorf("%s: only %d types were seen", file, r.Checked)
		}
		for _, d := range r.Disagreements {
			t.Errorf("%s: %s", file, d)
		}
	}
}

func TestGaps(t *testing.T) {
	r := analysis.Analyze("m.py", []byte("def f(x, y):\n    z = y + 1\n    return z\n\nasync def g():\n    pass\n\ndef h(p):\n    return p\n\nf([], 1)\n"))
	var got []string
	for _, g := range Gaps(r) {
		got = append(got, g.Function+" "+g.What+" "+g.Code)
	}
	if want := []string{"g  PT504", "h p PT201"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

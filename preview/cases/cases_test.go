package cases

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/translate"
)

// of returns the cases of the function f in a source.
func of(t *testing.T, source string, opts Options) []Case {
	t.Helper()
	a := analysis.Analyze("m.py", []byte(source))
	if len(a.Module.Errors) > 0 {
		t.Fatalf("%v", a.Module.Errors)
	}
	for _, fn := range a.Info.Funcs {
		if fn.Name != "f" {
			continue
		}
		f := &translate.Function{Name: "f"}
		for _, p := range fn.Params {
			f.Params = append(f.Params, translate.Param{Name: p.Name, Type: p.Type})
		}
		return Of(a).For(f, opts)
	}
	t.Fatal("no f")
	return nil
}

func say(cs []Case) []string {
	var out []string
	for _, c := range cs {
		args := make([]string, len(c.Args))
		for i, a := range c.Args {
			args[i] = value.Repr(a)
		}
		out = append(out, fmt.Sprintf("%s(%s)", c.Origin, strings.Join(args, ", ")))
	}
	return out
}

func TestFound(t *testing.T) {
	for _, test := range []struct {
		name, source string
		want         []string
	}{
		{"doctests come first", "def f(a: int, b: int = 2):\n    '''\n    >>> f(1)\n    3\n    >>> x = 4\n    >>> print(f(x, b=-x))\n    ...\n    '''\n    return a\n\nassert f(9, 9)\n",
			[]string{"doctest(1, 2)", "doctest(4, -4)", "call(9, 9)"}},
		{"names in doctests", "def f(xs: list[int]):\n    '''\n    >>> data = [3, 1]\n    >>> f(data)\n    >>> data = f(data)\n    >>> f(data)\n    '''\n",
			[]string{"doctest([3, 1])"}},
		{"module docstring", "'''\n>>> f('a')\n'''\ndef f(s: str):\n    pass\n", []string{"doctest('a')"}},
		{"main block", "def f(s: str, n: int):\n    pass\n\nif __name__ == '__main__':\n    text = 'abc'\n    print([f(text, 1)], f(n=2, s=text * 2))\n",
			[]string{"call('abc', 1)", "call('abcabc', 2)"}},
		{"loops over constants", "def f(n: int, s: str):\n    pass\n\ndef main():\n    for i, (n, s) in enumerate([]):\n        pass\n    for n, s in [(1, 'a'), (2, 'b')]:\n        f(n, s)\n    for n in range(2):\n        f(n, 'r')\n",
			[]string{"call(1, 'a')", "call(2, 'b')", "call(0, 'r')", "call(1, 'r')"}},
		{"what is not constant", "def f(n: int):\n    pass\n\ndef g(n: int, k: int):\n    f(n)\n    n = 1\n    f(n)\n    n = k\n    f(n)\n    f(*[1])\n    f(1, 2)\n    f(m=3)\n    f()\n",
			[]string{"call(1)"}},
		{"what does not fit", "def f(x: float, s: str | None):\n    pass\n\nf(1, None)\nf(True, 's')\nf('x', 's')\nf(1.5, 's')\n",
			[]string{"call(1, None)", "call(1.5, 's')"}},
		{"twice is once", "def f(n: int):\n    pass\n\nf(1)\nf(1)\n", []string{"call(1)"}},
		{"nested values", "def f(d: dict[str, list[tuple[int, bool]]]):\n    pass\n\nf({'a': [(1, True)], 'b': []})\n",
			[]string{"call({'a': [(1, True)], 'b': []})"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, say(of(t, test.source, Options{}))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

const everything = `
LIMIT = 77

def f(n: int, x: float, s: str, b: bool, o: int | None, xs: list[float], m: list[list[int]], d: dict[str, int], t: tuple[int, str]):
    if n > 1234 or s == "needle":
        return LIMIT
    return 0
`

func TestGeneratedHasTheTraps(t *testing.T) {
	all := strings.Join(say(of(t, everything, Options{Count: 300, Seed: 1})), "\n")
	for _, want := range []string{
		"generated(0, ", "(-1, ", "(1235, ", "(77, ", " -0.0, ", " nan, ", " inf, ", "'needle'", "'e\u0301'", "'日本語'", "'', ",
		" None, ", "[], ", "{}, ", "(0, '')", "9007199254740993",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no case has %q", want)
		}
	}
}

func TestGeneratedFitsAndIsNew(t *testing.T) {
	a := analysis.Analyze("m.py", []byte(everything))
	seen := map[string]bool{}
	all := of(t, everything, Options{Count: 200, Seed: 3})
	if len(all) != 200 {
		t.Errorf("%d cases, want 200", len(all))
	}
	for _, c := range all {
		for i, arg := range c.Args {
			if p := a.Info.Funcs[0].Params[i]; !fits(arg, p.Type) {
				t.Errorf("%s does not fit %s: %s", value.Repr(arg), p.Name, p.Type)
			}
		}
		key := fmt.Sprint(say([]Case{c}))
		if seen[key] {
			t.Errorf("%s comes twice", key)
		}
		seen[key] = true
	}
}

func TestSameSeedSameCases(t *testing.T) {
	first := say(of(t, everything, Options{Count: 100, Seed: 5}))
	if diff := cmp.Diff(first, say(of(t, everything, Options{Count: 100, Seed: 5}))); diff != "" {
		t.Error(diff)
	}
	if cmp.Equal(first, say(of(t, everything, Options{Count: 100, Seed: 6}))) {
		t.Error("another seed gives the same cases")
	}
}

func TestIntsStaySmallWhereTheyCountLoops(t *testing.T) {
	for name, test := range map[string]struct {
		source string
		most   int64
	}{
		"recursion":        {"def f(n: int) -> int:\n    return n if n < 2 else f(n - 1) + f(n - 2)\n", 20},
		"mutual recursion": {"def g(n: int) -> int:\n    return f(n - 1)\n\ndef f(n: int) -> int:\n    return g(n) if n > 0 else 0\n", 20},
		"loop":             {"def f(n: int) -> int:\n    t = 0\n    for i in range(n):\n        t += i\n    return t\n", 100},
		"loop of a callee": {"def g(n: int) -> int:\n    while n > 0:\n        n -= 1\n    return n\n\ndef f(n: int) -> int:\n    return g(n)\n", 100},
		"named number":     {"def f(n: int) -> int:\n    return f(n - 1) if n < 1000000 and n > 0 else n\n", 20},
		"called twice":     {"def g(n: int) -> int:\n    return n // 2\n\ndef f(n: int) -> int:\n    return g(g(n))\n", math.MaxInt64},
	} {
		if name == "called twice" && len(of(t, test.source, Options{Count: 60, Seed: 1})) < 60 {
			t.Errorf("%s: there are too few values", name)
		}
		for _, c := range of(t, test.source, Options{Count: 200, Seed: 1}) {
			if n := c.Args[0].Int; n > test.most {
				t.Errorf("%s: %d is more than %d", name, n, test.most)
			}
		}
	}
}

func TestFewValues(t *testing.T) {
	for source, want := range map[string]int{
		"def f(): pass\n":                        1,
		"def f(a: bool, b: bool): pass\n":        4,
		"def f(a: None): pass\n":                 1,
		"def f(a: bool, b: bool | None): pass\n": 6,
	} {
		if got := len(of(t, source, Options{Count: 100, Seed: 1})); got != want {
			t.Errorf("%s: %d cases, want %d", source, got, want)
		}
	}
}

func TestMatricesFitEachOther(t *testing.T) {
	square := 0
	for _, c := range of(t, "def f(a: list[list[int]], b: list[list[int]]): pass\n", Options{Count: 200, Seed: 1}) {
		if rectangular(c.Args[0]) && rectangular(c.Args[1]) && len(c.Args[0].Elems) > 1 && len(c.Args[0].Elems) == len(c.Args[1].Elems) {
			square++
		}
	}
	if square < 20 {
		t.Errorf("only %d of 200 pairs of matrices can be multiplied", square)
	}
}

func rectangular(m value.Value) bool {
	for _, row := range m.Elems {
		if len(row.Elems) != len(m.Elems) {
			return false
		}
	}
	return true
}

// TestRenamed keeps what is equal in arguments equal.
func TestRenamed(t *testing.T) {
	g := &generator{rand: rand.New(rand.NewPCG(1, 2))}
	args := []value.Value{value.OfStr("aXa"), value.OfDict(value.OfStr("X"), value.OfList(value.OfStr("Xa"))), value.OfInt(3)}
	for range 20 {
		got := g.renamed(args)
		text := got[0].Text
		if len(text) == len([]rune(text)) || got[2].Int != 3 {
			t.Errorf("%s", value.Repr(value.OfTuple(got...)))
		}
		first, last := []rune(text)[1], []rune(text)[2]
		if key := got[1].Elems[0].Text; key != string(first) || got[1].Elems[1].Elems[0].Text != string([]rune{first, last}) {
			t.Errorf("%s", value.Repr(value.OfTuple(got...)))
		}
	}
	if value.Repr(value.OfTuple(args...)) != "('aXa', {'X': ['Xa']}, 3)" {
		t.Error("the arguments themselves were changed")
	}
}

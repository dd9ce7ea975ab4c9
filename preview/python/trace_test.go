package python

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// traced runs a program and returns what was seen, each as "kind text call type".
func traced(t *testing.T, source string, calls ...string) ([]string, *Observed) {
	t.Helper()
	seen, err := oracle(t).Trace(t.Context(), Trace{
		Program: Program{Path: "m.py", Module: "m", Source: source}, Doctests: true, Calls: calls, Budget: time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, o := range seen.Observations {
		text := source[o.Start:o.End]
		if line, _, more := strings.Cut(text, "\n"); more {
			text = line
		}
		lines = append(lines, fmt.Sprintf("%s %s %s: %s", o.Kind, text, o.Call, o.Type))
	}
	return lines, seen
}

func TestTrace(t *testing.T) {
	for _, test := range []struct {
		name, source string
		calls, want  []string
	}{
		{"parameters, locals and results, by call", "def f(a, *rest, key=1):\n    b = [a, None]\n    return b\n", []string{"f(1)", "f('é', 2, key=None)"}, []string{
			"parameter a (int, tuple[()], int): int", "parameter a (str, tuple[int], None): str",
			"parameter rest (str, tuple[int], None): tuple[int]", "parameter key (str, tuple[int], None): None",
			"expression b (int, tuple[()], int): list[None | int]", "return f (str, tuple[int], None): list[None | str]",
		}},
		{"no return statement", "def f():\n    pass\n", []string{"f()"}, []string{"return f (): None"}},
		{"behind a line of wide characters", "x = 'é', '日本'; y = x[0]\n", nil, []string{"expression y : str", "expression x[0] : str"}},
		{"loops, with and unpacking", "for i, (j, k) in {1: ('a', None)}.items():\n    pass\n", nil, []string{
			"expression i : int", "expression j : str", "expression k : None",
		}},
		{"generators", "def g(n):\n    for i in range(n):\n        yield str(i)\n    return 3\n", []string{"list(g(2))"}, []string{
			"return g (int): Generator[str]", "expression range(n) (int): range[int]",
		}},
		{"comprehensions and lambdas", "f = lambda n: n + 0.5\nxs = [f(n) for n in (1, 2)]\n", nil, []string{
			"expression n + 0.5 : float", "expression n : int", "expression xs : list[float]", "expression f : Callable",
		}},
		{"classes", "class A:\n    n = 1\n    def __init__(self):\n        self.x = [self.n]\nclass B(A):\n    pass\nb = B()\n", nil, []string{
			"expression b : B", "attribute  B.x: list[int]", "class  B: B A object", "parameter self (B): B",
		}},
		{"examples", "def f(x):\n    '''\n    >>> f({1: {'a'}})\n    {1: {'a'}}\n    '''\n    return x\n", nil, []string{
			"parameter x (dict[int, set[str]]): dict[int, set[str]]",
		}},
		{"what raises", "def f(x):\n    y = x[0]\n    return y\n", []string{"f([])"}, []string{"parameter x (list[Never]): list[Never]"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines, _ := traced(t, test.source, test.calls...)
			for _, want := range test.want {
				if !slices.Contains(lines, want) {
					t.Errorf("%q is not among\n%s", want, strings.Join(lines, "\n"))
				}
			}
		})
	}
}

// TestTraceKeepsMeaning runs programs that would notice being changed.
func TestTraceKeepsMeaning(t *testing.T) {
	for name, source := range map[string]string{
		"future":     "'''Doc.'''\nfrom __future__ import annotations\ndef f(x: undefined): return x\nassert f(1) == 1 and __doc__ == 'Doc.'\n",
		"super":      "class A:\n    def f(self): return 1\nclass B(A):\n    def f(self): return super().f() + 1\nassert B().f() == 2\n",
		"docstring":  "def f():\n    '''Doc.'''\n    return 1\nassert f.__doc__ == 'Doc.'\n",
		"mangling":   "class A:\n    __x = 1\n    def f(self):\n        __y = self.__x\n        return __y\nassert A().f() == 1\n",
		"match":      "def f(x):\n    match x:\n        case [1, *rest] if rest: return rest\n        case {'a': y}: return y\n        case int(z): return z\nassert f([1, 2]) == [2] and f({'a': 3}) == 3 and f(4) == 4\n",
		"generator":  "def g():\n    x = yield 1\n    return x\ni = g()\nnext(i)\ntry:\n    i.send(7)\nexcept StopIteration as e:\n    assert e.value == 7\n",
		"slices":     "x = {}\nclass A:\n    def __getitem__(self, i): return i\nassert A()[1:2, 3] == (slice(1, 2), 3)\nx[1] = 2; del x[1]; x['a'] = 1; x['a'] += 1\nassert x == {'a': 2}\n",
		"global":     "n = 0\ndef f():\n    global n\n    n += 1\nf()\nassert n == 1\n",
		"nonlocal":   "def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n    g()\n    return n\nassert f() == 1\n",
		"enum":       "from enum import Enum\nclass C(Enum):\n    A = 1\n    B = 2\nassert list(C) == [C.A, C.B]\n",
		"dataclass":  "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 1\nassert P() == P(1)\n",
		"f-string":   "x = 3\nassert f'{x:>{x}}|{x!r}|{x=}' == '  3|3|x=3'\n",
		"walrus":     "assert [y for x in (1, 2) if (y := x * 2) > 2] == [4] and y == 4\n",
		"star":       "def f(*a, **k): return a, k\nassert f(*[1], **{'b': 2}) == ((1,), {'b': 2})\nassert (*[1], 2) == (1, 2)\n",
		"decorator":  "import functools\n@functools.lru_cache\ndef f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nassert f(50) == 12586269025\n",
		"identities": "x = []\ny = x\nassert y is x and (x if True else y) is x\n",
	} {
		if _, seen := traced(t, source); seen.Raised[0] != "" || seen.Stop != "" {
			t.Errorf("%s: raised %q, stopped %q", name, seen.Raised[0], seen.Stop)
		}
	}
}

func TestTraceStops(t *testing.T) {
	_, seen := traced(t, "def f():\n    n = 0\n    while True:\n        n = n + 1\n", "f()", "1")
	if want := []string{"", "out of time", ""}; !slices.Equal(seen.Raised, want) {
		t.Errorf("raised %q, want %q", seen.Raised, want)
	}
	_, seen = traced(t, "def f():\n    10 ** (10 ** 9)\nx = 1\n", "f()")
	if seen.Stop != "out of time" || len(seen.Observations) == 0 {
		t.Errorf("stopped %q with %d observations", seen.Stop, len(seen.Observations))
	}
}

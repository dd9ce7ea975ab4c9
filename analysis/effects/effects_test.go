package effects_test

import (
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// describe writes effects in one line, leaving out what is not there.
func describe(fn *types.Function, e *effects.Effects) string {
	var parts []string
	add := func(name string, list []string) {
		if len(list) > 0 {
			parts = append(parts, name+" "+strings.Join(list, ","))
		}
	}
	add("raises", e.Raises)
	add("faults", e.Faults)
	var mutates []string
	for i, m := range e.Mutates {
		if m {
			mutates = append(mutates, fn.Params[i].Name)
		}
	}
	add("mutates", mutates)
	add("writes", e.Writes)
	add("unresolved", e.Unresolved)
	for _, flag := range []struct {
		name string
		set  bool
	}{{"prints", e.Prints}, {"io", e.IO}, {"environment", e.Environment}, {"random", e.Random}, {"time", e.Time}, {"globals", e.Globals}, {"may not end", e.MayNotEnd}} {
		if flag.set {
			parts = append(parts, flag.name)
		}
	}
	if !e.Pure() {
		parts = append(parts, "impure")
	}
	return strings.Join(parts, "; ")
}

func TestEffects(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"nothing", "def f(a: int, b: int):\n    return a + b", ""},
		{"raise", "def f(a: int):\n    if a < 0:\n        raise ValueError('a')", "raises ValueError"},
		{"raise class", "def f():\n    raise KeyError", "raises KeyError"},
		{"assert", "def f(a: int):\n    assert a", "raises AssertionError"},
		{"caught", "def f():\n    try:\n        raise ValueError('a')\n    except ValueError:\n        pass", ""},
		{"caught by base", "def f():\n    try:\n        raise KeyError('a')\n    except LookupError:\n        pass", ""},
		{"caught by tuple", "def f():\n    try:\n        raise KeyError('a')\n    except (ValueError, KeyError):\n        pass", ""},
		{"bare except", "def f():\n    try:\n        raise KeyError('a')\n    except:\n        pass", ""},
		{"other handler", "def f():\n    try:\n        raise KeyError('a')\n    except ValueError:\n        pass", "raises KeyError"},
		{"first handler takes it", "def f():\n    try:\n        raise KeyError('a')\n    except LookupError:\n        pass\n    except KeyError:\n        raise ValueError('b')", "raises ValueError"},
		{"else is not caught", "def f(a: int):\n    try:\n        pass\n    except ValueError:\n        pass\n    else:\n        raise ValueError('a')", "raises ValueError"},
		{"raised again", "def f(s: str):\n    try:\n        int(s)\n    except ValueError:\n        raise", "raises ValueError"},
		{"raised again by name", "def f(s: str):\n    try:\n        int(s)\n    except ValueError as e:\n        print(e)\n        raise e", "raises ValueError; prints"},
		{"handler raises another", "def f(d: dict[str, int]):\n    try:\n        return d['a']\n    except KeyError:\n        raise ValueError('a')", "raises ValueError"},
		{"finally", "def f():\n    try:\n        pass\n    finally:\n        print('x')", "prints"},
		{"division", "def f(a: int, b: int):\n    return a // b", "faults ZeroDivisionError"},
		{"division by literal", "def f(a: int):\n    return a // 2 + a % -3", ""},
		{"list index", "def f(xs: list[int]):\n    return xs[0]", "faults IndexError"},
		{"dict key", "def f(d: dict[str, int]):\n    return d['a']", "faults KeyError"},
		{"tuple index", "def f(t: tuple[int, str]):\n    return t[0]", ""},
		{"slice", "def f(xs: list[int]):\n    return xs[1:2]", ""},
		{"slice step", "def f(xs: list[int], k: int):\n    return xs[::k]", "faults ValueError"},
		{"int of str", "def f(s: str):\n    return int(s)", "faults ValueError"},
		{"int of float", "def f(x: float):\n    return int(x)", "faults OverflowError,ValueError"},
		{"caught fault", "def f(s: str):\n    try:\n        return int(s)\n    except ValueError:\n        return 0", ""},
		{"pop", "def f(xs: list[int]):\n    return xs.pop()", "faults IndexError; mutates xs"},
		{"max of list", "def f(xs: list[int]):\n    return max(xs)", "faults ValueError"},
		{"max of two", "def f(a: int):\n    return max(a, 1)", ""},
		{"max with default", "def f(xs: list[int]):\n    return max(xs, default=0)", ""},
		{"split by literal", "def f(s: str):\n    return s.split(',')", ""},
		{"split by variable", "def f(s: str, sep: str):\n    return s.split(sep)", "faults ValueError"},
		{"unpacking a list", "def f(s: str):\n    a, b = s.split(',')\n    return a + b", "faults ValueError"},
		{"math", "import math\ndef f(x: float):\n    return math.sqrt(x)", "faults OverflowError,ValueError"},
		{"print", "def f():\n    print(1)", "prints"},
		{"input", "def f():\n    return input()", "faults EOFError; io; impure"},
		{"chance", "import random\ndef f():\n    return random.random()", "random; impure"},
		{"changing global", "n = []\nn.append(1)\ndef f():\n    return n", "globals; impure"},
		{"constant global", "N = 3\ndef f():\n    return N", ""},
		{"append", "def f(xs: list[int]):\n    xs.append(1)", "mutates xs"},
		{"store", "def f(xs: list[int], d: dict[str, int]):\n    d['a'] = 1", "mutates d"},
		{"augmented list", "def f(xs: list[int]):\n    xs += [1]", "mutates xs"},
		{"augmented int", "def f(n: int):\n    n += 1\n    return n", ""},
		{"del", "def f(xs: list[int]):\n    del xs[0]", "faults IndexError; mutates xs"},
		{"alias", "def f(xs: list[int]):\n    ys = xs\n    ys.append(1)", "mutates xs"},
		{"copy", "def f(xs: list[int]):\n    ys = list(xs)\n    ys.append(1)\n    zs = xs[:]\n    zs.append(2)", ""},
		{"copy of rows", "def f(xs: list[list[int]]):\n    ys = list(xs)\n    ys[0].append(1)", "faults IndexError; mutates xs"},
		{"row in loop", "def f(rows: list[list[int]]):\n    for row in rows:\n        row.append(1)", "mutates rows"},
		{"row by enumerate", "def f(rows: list[list[int]]):\n    for i, row in enumerate(rows):\n        row[0] = i", "faults IndexError; mutates rows"},
		{"element of dict", "def f(d: dict[str, list[int]]):\n    d.get('a', []).append(1)", "mutates d"},
		{"swap", "def f(xs: list[int]):\n    xs[0], xs[1] = xs[1], xs[0]", "faults IndexError; mutates xs"},
		{"through a callee", "def g(ys: list[int]):\n    ys.sort()\ndef f(xs: list[int], zs: list[int]):\n    g(xs)\n    return zs", "mutates xs"},
		{"callee raises", "def g(n: int):\n    raise ValueError('a')\ndef f(n: int):\n    return g(n)", "raises ValueError"},
		{"callee raises and is caught", "def g(n: int):\n    raise ValueError('a')\ndef f(n: int):\n    try:\n        return g(n)\n    except Exception:\n        return 0", ""},
		{"kept in a new list", "def f(xs: list[int]):\n    out = []\n    out.append(xs)\n    out[0].append(1)", "faults IndexError; mutates xs"},
		{"stored in another", "def f(xs: list[list[int]], y: list[int]):\n    xs.append(y)\n    xs[0].append(1)", "faults IndexError; mutates xs,y"},
		{"put into a list that changes", "def f(x: list[int]):\n    out = []\n    out.append(x)\n    out.append([1])\n    return out", ""},
		{"part of what was put in", "def f(x: list[int]):\n    out = [x]\n    y = out[0]\n    y.append(1)", "faults IndexError; mutates x"},
		{"walked over what was put in", "def f(x: list[int]):\n    for y in [x]:\n        y.append(1)", "mutates x"},
		{"chosen", "def f(x: list[int], y: list[int], b: bool):\n    z = x if b else y\n    z.append(1)", "mutates x,y"},
		{"extended by", "def f(x: list[int]):\n    out = [0]\n    out.extend(x)\n    return out", ""},
		{"extended by rows", "def f(x: list[list[int]]):\n    out = [[0]]\n    out.extend(x)\n    out[0].append(1)", "faults IndexError; mutates x"},
		{"recursion", "def f(xs: list[int], n: int):\n    if n > 0:\n        xs.append(n)\n        f(xs, n - 1)", "mutates xs; may not end"},
		{"mutual recursion", "def g(n: int):\n    if n < 0:\n        raise KeyError('a')\n    return f(n - 1)\ndef f(n: int):\n    return n if n == 0 else g(n)", "raises KeyError; may not end"},
		{"sorted key", "def g(xs: list[int]):\n    xs.append(1)\n    return len(xs)\ndef f(rows: list[list[int]]):\n    return sorted(rows, key=g)", "mutates rows"},
		{"comprehension", "def f(rows: list[list[int]]):\n    return [row.pop() for row in rows]", "faults IndexError; mutates rows"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := syntax.Parse([]byte(test.src))
			if len(m.Errors) > 0 {
				t.Fatal(m.Errors)
			}
			info, _ := types.Infer(t.Context(), m, source.NewLines(m.Source))
			table := effects.Compute(info).Functions
			fn := info.Funcs[len(info.Funcs)-1]
			if got := describe(fn, table[fn]); got != test.want {
				t.Errorf("got  %s\nwant %s\n%s", got, test.want, test.src)
			}
		})
	}
}

func TestEveryFunctionHasEffects(t *testing.T) {
	src := "def a(n: int):\n    return b(n)\ndef b(n: int):\n    return a(n)\ndef c(*xs):\n    return d()\n"
	m := syntax.Parse([]byte(src))
	info, _ := types.Infer(t.Context(), m, source.NewLines(m.Source))
	table := effects.Compute(info).Functions
	for _, fn := range info.Funcs {
		if table[fn] == nil || len(table[fn].Mutates) != len(fn.Params) {
			t.Errorf("%s: %+v", fn.Name, table[fn])
		}
	}
}

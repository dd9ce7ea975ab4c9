package effects_test

import (
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// find gives the effects of a def, or of the import of the module for "import".
func find(t *testing.T, src, name string) *effects.Effects {
	t.Helper()
	m := syntax.Parse([]byte(src))
	if len(m.Errors) > 0 {
		t.Fatal(m.Errors)
	}
	info, err := types.Infer(t.Context(), m, source.NewLines(m.Source))
	if err != nil {
		t.Fatal(err)
	}
	all := effects.Compute(info)
	if name == "import" {
		return all.Import
	}
	for _, f := range all.All {
		if f.Name == name {
			return f.Effects
		}
	}
	t.Fatalf("no %s in\n%s", name, src)
	return nil
}

// TestPurity has code that types know and code that they do not: what may run by
// itself must be right for both.
func TestPurity(t *testing.T) {
	tests := []struct{ name, def, src, want string }{
		{"async", "f", "async def f(x):\n    return x + 1", "pure"},
		{"generator", "f", "def f(n):\n    for i in range(n):\n        yield i", "pure"},
		{"generator that prints", "f", "def f(n):\n    print(n)\n    yield n", "prints"},
		{"method", "A.m", "class A:\n    def m(self):\n        return 1", "pure"},
		{"method that changes self", "A.m", "class A:\n    def m(self):\n        self.x = 1", "local writes self.x"},
		{"method that calls a method", "A.m", "class A:\n    def m(self):\n        return self.n()\n    def n(self):\n        print(1)", "prints"},
		{"method that calls an override", "A.m", "class A:\n    def m(self):\n        return self.n()\n    def n(self):\n        return 1\nclass B(A):\n    def n(self):\n        return open('x')", "io"},
		{"method of an unknown base", "A.m", "import web\nclass A(web.Base):\n    def m(self):\n        return self.n()", "unknown: calls self.n"},
		{"method of an element", "f", "class A:\n    def m(self):\n        return 1\ndef make(n):\n    return [A() for _ in range(n)]\ndef f(n):\n    return [a.m() for a in make(n)]", "pure"},
		{"method of an element that prints", "f", "class A:\n    def m(self):\n        print(1)\ndef make(n):\n    return [A() for _ in range(n)]\ndef f(n):\n    for a in make(n):\n        a.m()", "prints"},
		{"method of an element of a derived class", "f", "class A:\n    def m(self):\n        return 1\nclass B(A):\n    def m(self):\n        return open('x')\ndef make(n):\n    return [A() for _ in range(n)]\ndef f(n):\n    return [a.m() for a in make(n)]", "io"},
		{"method of an element that is put in later", "import", "class A:\n    def m(self):\n        return 1\nA.m = lambda self: open('x')\ndef make(n):\n    return [A() for _ in range(n)]\ndef f(n):\n    return [a.m() for a in make(n)]", "io"},
		{"method of an element that is put into it", "f", "class A:\n    def m(self):\n        return 1\ndef make(n):\n    all = [A() for _ in range(n)]\n    all[0].m = lambda: open('x')\n    return all\ndef f(n):\n    return [a.m() for a in make(n)]", "io"},
		{"method put in by setattr", "import", "class A:\n    def m(self):\n        return 1\nsetattr(A, 'm', lambda self: open('x'))\ndef make(n):\n    return [A() for _ in range(n)]\ndef f(n):\n    return [a.m() for a in make(n)]", "io"},
		{"method of an element of a class that a decorator replaces", "f", "import web\n@web.thing\nclass A:\n    def m(self):\n        return 1\ndef make(n):\n    return [A() for _ in range(n)]\ndef f(n):\n    return [a.m() for a in make(n)]", "unknown: calls a.m; calls make, of which not all is known"},
		{"super", "B.m", "class A:\n    def m(self):\n        print(1)\nclass B(A):\n    def m(self):\n        super().m()", "prints"},
		{"super of nothing", "A.__init__", "class A:\n    def __init__(self):\n        super().__init__()\n        self.x = 1", "local writes self.x"},
		{"property", "f", "class A:\n    @property\n    def p(self):\n        return open('x')\ndef f(a):\n    return a.p", "io"},
		{"method passed on", "f", "class A:\n    def p(self):\n        return open('x')\ndef f(a, run):\n    return [a.p]\nif __name__ == '__main__':\n    f(A(), 1)", "io"},
		{"special method", "f", "class A:\n    def __add__(self, other):\n        print(1)\ndef f(a, b):\n    return a + b\nif __name__ == '__main__':\n    f(A(), A())", "prints"},
		{"special method by builtin", "f", "class A:\n    def __str__(self):\n        return input()\ndef f(a):\n    return str(a)\nif __name__ == '__main__':\n    f(A())", "io"},
		{"special method in f-string", "f", "class A:\n    def __format__(self, spec):\n        return input()\ndef f(a):\n    return f'{a}'\nif __name__ == '__main__':\n    f(A())", "io"},
		{"special method by for", "f", "class A:\n    def __iter__(self):\n        return open('x')\ndef f(a):\n    for x in a:\n        pass\nif __name__ == '__main__':\n    f(A())", "io"},
		{"special method by truth", "f", "class A:\n    def __bool__(self):\n        return input()\ndef f(a):\n    if a:\n        return 1\nif __name__ == '__main__':\n    f(A())", "io"},
		{"special method by augmented assignment", "f", "class A:\n    def __iadd__(self, x):\n        return input()\ndef f(a, *b):\n    a += b[0]\nif __name__ == '__main__':\n    f(A(), A())", "io"},
		{"special method of an attribute", "f", "class A:\n    def __getattr__(self, x):\n        return input()\ndef f(a):\n    return a.x\nif __name__ == '__main__':\n    f(A())", "io"},
		{"special method of another operation", "f", "class A:\n    def __getitem__(self, x):\n        return input()\ndef f(a, b):\n    return a + b\nif __name__ == '__main__':\n    f(A(), A())", "pure"},
		{"end of an object", "f", "class A:\n    def __del__(self):\n        print(1)\ndef f():\n    A()", "prints"},
		{"callee that is not known", "f", "import web\ndef g():\n    return web.get()\ndef f():\n    return g()", "unknown: calls g, of which not all is known"},
		{"attribute named like a method", "B.__init__", "class A:\n    def value(self):\n        return input()\nclass B:\n    def __init__(self):\n        self.value = 1", "local writes self.value"},
		{"setter", "B.f", "class B:\n    @property\n    def v(self):\n        return 1\n    @v.setter\n    def v(self, x):\n        print(x)\n    def f(self):\n        self.v = 1", "prints writes self.v"},
		{"constructor", "f", "class A:\n    def __init__(self):\n        self.x = open('x')\ndef f():\n    return A()", "io"},
		{"constructor of a base", "f", "class A:\n    def __init__(self):\n        print(1)\nclass B(A):\n    pass\ndef f():\n    return B()", "prints"},
		{"object of a class", "f", "class A:\n    def add(self, n):\n        self.n = n\n    def load(self):\n        return open('x')\ndef f():\n    a = A()\n    a.add(1)\n    return a", "pure"},
		{"parameter of a class", "f", "class A:\n    def add(self, n):\n        self.n = n\ndef f(a: A):\n    a.add(1)", "local"},
		{"parameter of a class, given a derived one", "f", "class A:\n    def m(self):\n        return 1\nclass B(A):\n    def m(self):\n        return input()\ndef f(a: A, *rest):\n    return a.m()", "io"},
		{"object that a method gives", "A.f", "class B:\n    def m(self):\n        print(1)\nclass A:\n    def get(self) -> B:\n        return B()\n    def f(self):\n        self.get().m()", "prints"},
		{"attribute that is an object", "A.f", "class B:\n    def m(self):\n        print(1)\nclass A:\n    def __init__(self):\n        self.b = B()\n    def f(self):\n        self.b.m()", "prints"},
		{"attribute that is called", "A.f", "class A:\n    def __init__(self, g):\n        self.g = g\n    def f(self):\n        self.g()", "unknown: calls self.g"},
		{"attribute of a derived class that is called", "A.f", "class A(dict):\n    def f(self):\n        self.g()\ndef h(a, g):\n    a.g = g", "unknown: calls self.g"},
		{"method of a builtin base", "A.f", "class A(dict):\n    def f(self):\n        return self.get(1)", "pure"},
		{"cls", "A.f", "class A:\n    def __init__(self):\n        print(1)\n    @classmethod\n    def f(cls):\n        return cls()", "prints"},
		{"exception of its own", "E.__init__", "class B(Exception):\n    pass\nclass E(B):\n    def __init__(self, n):\n        super().__init__(n)\n        self.n = n", "local writes self.n"},
		{"dataclass", "f", "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\ndef f():\n    return P(1)", "pure"},
		{"unknown decorator", "f", "import web\n@web.route('/')\ndef g():\n    return 1\ndef f():\n    return g()", "unknown: calls the decorator of g"},
		{"known decorator", "f", "from functools import lru_cache\n@lru_cache(maxsize=None)\ndef g(n):\n    return n\ndef f():\n    return g(1)", "pure"},
		{"decorator of the module", "import", "def deco(f):\n    print(1)\n    return f\n@deco\ndef g():\n    return 1", "prints"},
		{"nested", "f", "def f(x):\n    def g():\n        return open(x)\n    return g", "io"},
		{"nested that is called", "f", "def f(x):\n    def g(y):\n        return x + y\n    return g(1)", "pure"},
		{"nested that changes a local", "f", "def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n    g()\n    return n", "pure"},
		{"nested itself", "f.<locals>.g", "def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n    g()\n    return n", "global writes nonlocal n"},
		{"nested that changes a parameter", "f", "def f(xs):\n    def g():\n        xs[0] = 1\n    g()", "local"},
		{"function in a function in a class", "A.m.<locals>.g", "class A:\n    def m(self):\n        def g():\n            return input()\n        return g", "io"},
		{"parameter that is called", "f", "def f(g):\n    return g(1)", "unknown"},
		{"parameter that is called, given a lambda", "h", "def f(g):\n    return g(1)\ndef h():\n    return f(lambda x: x)", "pure"},
		{"parameter that is called, given a function", "h", "def f(g):\n    return g(1)\ndef p(x):\n    print(x)\ndef h():\n    return f(p)", "prints"},
		{"parameter that is called, given a parameter", "h", "def f(g):\n    return g(1)\ndef h(k):\n    return f(k)", "unknown"},
		{"parameter that is called, given a result", "h", "def f(g):\n    return g(1)\ndef k():\n    return len\ndef h():\n    return f(k())", "unknown: calls k()"},
		{"key", "f", "def f(xs, k):\n    return sorted(xs, key=k)", "unknown"},
		{"map", "f", "def f(xs, k):\n    return list(map(k, xs))", "unknown"},
		{"lambda with effects", "f", "def f(xs):\n    return sorted(xs, key=lambda x: input())", "io"},
		{"builtin by another name", "f", "def f():\n    p = print\n    p(1)", "prints"},
		{"open by another name", "f", "def f():\n    o = open\n    return o('x')", "io"},
		{"open in a list", "f", "def f():\n    return [open][0]('x')", "io: calls [open][0]"},
		{"eval", "f", "def f(s):\n    return eval(s)", "unknown: calls eval"},
		{"exec", "f", "def f(s):\n    exec(s)", "unknown: calls exec"},
		{"dunder import", "f", "def f(s):\n    return __import__(s)", "unknown: calls __import__"},
		{"getattr called", "f", "def f(o, n):\n    return getattr(o, n)()", "unknown: calls getattr(o, n)"},
		{"shadowed builtin", "f", "def len(x):\n    return open(x)\ndef f(x):\n    return len(x)", "io"},
		{"parameter that shadows", "f", "def f(len, x):\n    return len(x)", "unknown"},
		{"name bound twice", "f", "def g():\n    return 1\nif input():\n    def g():\n        return open('x')\ndef f():\n    return g()", "io"},
		{"name bound to something else", "f", "import web\ndef g():\n    return 1\ng = web.wrap(g)\ndef f():\n    return g()", "unknown: calls g"},
		{"star import", "f", "from web import *\ndef f():\n    return len([])", "unknown: calls len"},
		{"import in a function", "f", "def f():\n    import web\n    return 1", "unknown: imports web"},
		{"import with a name", "f", "import random as r\ndef f():\n    return r.choice([1])", "nondeterministic"},
		{"import from", "f", "from time import time\ndef f():\n    return time()", "nondeterministic"},
		{"now", "f", "from datetime import datetime\ndef f():\n    return datetime.now()", "nondeterministic"},
		{"a date that is given", "f", "from datetime import date\ndef f():\n    return date(2024, 1, 2)", "pure"},
		{"environment", "f", "import os\ndef f():\n    return os.environ['HOME']", "io"},
		{"argv", "f", "from sys import argv\ndef f():\n    return argv[1]", "io"},
		{"urandom", "f", "import os\ndef f():\n    return os.urandom(8)", "nondeterministic"},
		{"os.path", "f", "import os\ndef f(a, b):\n    return os.path.join(a, b)", "pure"},
		{"os.path.exists", "f", "import os\ndef f(a):\n    return os.path.exists(a)", "io"},
		{"Path", "f", "from pathlib import Path\ndef f(a):\n    return Path(a).with_suffix('.txt')", "pure"},
		{"Path that reads", "f", "from pathlib import Path\ndef f(a):\n    return Path(a).read_text()", "io"},
		{"Path in a variable", "f", "from pathlib import Path\ndef f(a):\n    p = Path(a)\n    return p.read_text()", "io"},
		{"Path in a parameter", "f", "from pathlib import Path\ndef f(p: Path):\n    return p.replace('x')", "io"},
		{"subprocess", "f", "import subprocess\ndef f(a):\n    return subprocess.run(a)", "io"},
		{"other module", "f", "import requests\ndef f(a):\n    return requests.get(a)", "unknown: calls requests.get"},
		{"print to stderr", "f", "import sys\ndef f(a):\n    print(a, file=sys.stderr)", "io"},
		{"print to stdout", "f", "import sys\ndef f(a):\n    print(a, file=sys.stdout)", "prints"},
		{"sys.stdout", "f", "import sys\ndef f(a):\n    sys.stdout.write(a)", "prints"},
		{"sys.stdin", "f", "import sys\ndef f():\n    return sys.stdin.read()", "io"},
		{"stdin walked", "f", "import sys\ndef f():\n    for line in sys.stdin:\n        print(line)", "io"},
		{"sys.exit", "f", "import sys\ndef f():\n    sys.exit(1)", "pure"},
		{"recursion limit", "f", "import sys\ndef f():\n    sys.setrecursionlimit(10)", "global"},
		{"with open", "f", "def f(p):\n    with open(p) as h:\n        return h.read()", "io"},
		{"with something", "f", "def f(lock):\n    with lock:\n        return 1", "unknown: enters lock"},
		{"with a class", "f", "class C:\n    def __enter__(self):\n        print(1)\n    def __exit__(self, *a):\n        pass\ndef f():\n    with C():\n        return 1", "prints"},
		{"with a contextmanager", "f", "from contextlib import contextmanager\n@contextmanager\ndef c():\n    print(1)\n    yield\ndef f():\n    with c():\n        return 1", "prints"},
		{"global written", "f", "n = 0\ndef f():\n    global n\n    n += 1", "global writes global n"},
		{"global read", "f", "n = 0\ndef g():\n    global n\n    n += 1\ndef f(async_):\n    yield n", "global"},
		{"global changed in place", "f", "xs = []\ndef f(*a):\n    xs.append(a)", "global writes global xs"},
		{"global changed by a callee", "f", "xs = []\ndef g(ys):\n    ys.append(1)\ndef f():\n    g(xs)", "global writes global xs"},
		{"global changed through an alias", "f", "xs = []\ndef f():\n    ys = xs\n    ys.append(1)", "global writes global xs"},
		{"global through a caller", "f", "xs = []\ndef g(*a):\n    xs.append(a)\ndef f():\n    g()", "global writes global xs"},
		{"constant", "f", "N = 3\ndef f(*a):\n    return N", "pure"},
		{"constant table", "f", "T = {'a': 1}\ndef f(*a):\n    return T['a']", "pure"},
		{"table that is handed on", "f", "T = {'a': 1}\ndef g(t):\n    t['b'] = 2\ng(T)\ndef f(*a):\n    return T['a']", "global"},
		{"class attribute", "f", "class A:\n    n = 0\ndef f():\n    A.n += 1", "global writes global A.n"},
		{"attribute of a module", "f", "import string\ndef f():\n    string.digits = ''", "global writes global string.digits"},
		{"set of strings walked", "f", "def f(async_):\n    for x in {'a', 'b'}:\n        yield x", "nondeterministic"},
		{"set of strings sorted", "f", "def f(*a):\n    return sorted({'a', 'b'})", "pure"},
		{"set of ints walked", "f", "def f(*a):\n    return [x for x in {1, 2}]", "pure"},
		{"set made and listed", "f", "def f(*words):\n    return list(set(words))", "nondeterministic"},
		{"set in a variable joined", "f", "def f(*words):\n    s = set(words)\n    return ','.join(s)", "nondeterministic"},
		{"set asked", "f", "def f(*words):\n    s = set(words)\n    return len(s) + sum(1 for x in s if x in s)", "pure"},
		{"hash", "f", "def f(s):\n    return hash(s)", "nondeterministic"},
		{"literal receiver", "f", "def f(*words):\n    out = []\n    out.append(', '.join(words).upper())\n    return out", "pure"},
		{"unknown receiver", "f", "def f(a, b):\n    a.send(b)", "unknown: calls a.send"},
		{"attribute that is always a list", "A.add", "class A:\n    def __init__(self):\n        self.items = []\n    def add(self, x):\n        self.items.append(x)", "local"},
		{"attribute that is not", "A.add", "class A:\n    def __init__(self, items):\n        self.items = items\n    def add(self, x):\n        self.items.send(x)", "unknown: calls self.items.send"},
		{"match capture that shadows", "f", "def g():\n    return 1\ndef f(x):\n    match x:\n        case [g]:\n            return g()", "unknown: calls g"},
		{"property in a pattern", "f", "class A:\n    @property\n    def p(self):\n        return input()\ndef f(x):\n    match x:\n        case A(p=1):\n            return 1", "io"},
		{"import: nothing", "import", "import os\nimport math\nfrom typing import List\nN = 3\nT = [x * x for x in range(N)]\ndef f(a=N):\n    return open(a)\nif __name__ == '__main__':\n    print(f())", "pure"},
		{"import: print", "import", "print('hello')", "prints"},
		{"import: a loop", "import", "table = {}\nfor i in range(3):\n    table[i] = i * i", "pure"},
		{"import: other module", "import", "import numpy as np", "unknown: imports numpy"},
		{"import: relative", "import", "from . import other", "unknown: imports ."},
		{"import: reads", "import", "text = open('x').read()", "io"},
		{"import: function", "import", "def f():\n    return open('x')\nX = f()", "io"},
		{"import: else of main", "import", "if __name__ == '__main__':\n    pass\nelse:\n    input()", "io"},
		{"import: default", "import", "def f(x=input()):\n    return x", "io"},
		{"import: class body", "import", "class A:\n    x = input()", "io"},
		{"import: unknown base", "import", "import web\nclass A(web.B):\n    pass", "unknown: derives A from a class that is not known; imports web"},
		{"import: metaclass", "import", "class M(type):\n    def __new__(cls, *a):\n        print(1)\nclass A(metaclass=M):\n    pass", "unknown: derives A from a class that is not known"},
		{"import: time", "import", "import time\nSTART = time.time()", "nondeterministic"},
		{"walrus", "f", "def f(*a):\n    if (o := open):\n        return o('x')", "io"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := find(t, test.src, test.def)
			got := string(e.Purity())
			if len(e.Writes) > 0 {
				got += " writes " + strings.Join(e.Writes, ", ")
			}
			if len(e.Unresolved) > 0 {
				got += ": " + strings.Join(e.Unresolved, "; ")
			}
			if got != test.want {
				t.Errorf("got  %s\nwant %s\n%s", got, test.want, test.src)
			}
		})
	}
}

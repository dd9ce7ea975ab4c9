package syntax

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// snippets are programs that CPython takes and programs that it refuses. The
// test asks CPython which is which, so nothing here says so.
var snippets = []string{
	"", "\n", "   \n# only a comment", "pass", "x = 1;", "if x: pass", "\ufeffx = 1\n", "\ufeff# coding: utf8\n", "\ufeff# coding: utf_8\n", "# coding: utf8\n", "# coding: ascii\nx = '\u00e9'", "# coding: ascii\nx = 'e'", "def f(): return (await x for x in y)", "(await x for x in y)", "class A:\n  def f(self):\n    nonlocal __class__\n", "x = 1\r\ny = 2\r\n", "x = 1\ry = 2\r",
	"\tx = 1", "if x:\n\ty\n        z\n", "if x:\n        y\n\tz\n", "if x:\n  y\n z\n", "if x:\n    y\n  z\nw\n", "  x", "x\n  y",
	"if x:\ny", "def f():\n", "def f(): return 1", "\f\nx = 1\n\f\ndef f():\n\fpass\n", "x = \\\n  1", "x = \\ 1", "x = 1 \\", "if 1:\n  \\\n  x\n  y\n",
	"return 1", "yield 1", "def f():\n  class A:\n    return 1\n", "await x", "async def f(): await x", "def f(): await x", "lambda: (yield)",
	"break", "continue", "while 1: break", "for x in y:\n  def f():\n    break\n", "for x in y: pass\nelse: break", "while 1:\n  try: pass\n  finally: continue\n",
	"def f(a, a): pass", "lambda a, a: 0", "def f(a=1, b): pass", "def f(a=1, *, b): pass", "def f(*): pass", "def f(*, **k): pass", "def f(*a, *b): pass",
	"def f(**k, a): pass", "def f(a, /, b, *, c): pass", "def f(/, a): pass", "def f(a, /, b, /): pass", "def f(*a, /): pass", "def f(*a=1): pass", "def f((a, b)): pass",
	"def f(a, *, b, c=1, **k): pass", "def f(a: int = 1, *b: str) -> None: pass", "lambda *, a: a", "lambda *: 0", "lambda a, *b, c=1, **d: 0",
	"1 = x", "f() = 1", "x + 1 = 2", "None = 1", "True = 1", "(x, 1) = y", "[a, b] = c", "*a = b", "*a, b = c", "*a, *b = c", "a, (b, *c) = d", "(a) = 1", "(a, b): int",
	"x: int", "(x): int = 1", "x.y: int", "x, y: int", "f(): int", "x = y: int", "x += 1", "x, y += 1", "f() += 1", "x = y += 1", "x := 1", "(x := 1)", "f(x := 1)", "f(a=x := 1)",
	"[y := 1, y]", "x = y := 1", "del x", "del f()", "del (a, b), [c]", "del 1", "del *a", "x if y else z = 1", "\"a\" = 1", "f\"{x}\" = 1", "... = 1", "__debug__ = 1",
	"for f() in x: pass", "for 1 in x: pass", "for x, y in z: pass", "with a as f(): pass", "with a as b, c as d: pass", "with (a as b, c as d): pass", "with (a, b): pass", "with (a): pass",
	"f(a=1, a=2)", "f(a=1, b)", "f(**a, b)", "f(**a, *b)", "f(*a, b, *c, d=1, **e)", "f(a=1, *b)", "f(x for x in y)", "f(x for x in y, 1)", "f(1, x for x in y)", "f((x for x in y), 1)",
	"f(1=2)", "f(a.b=1)", "f(True=1)", "class A(B, metaclass=C, **k): pass", "print x", "print(x)", "exec \"x\"", "print >>f, x", "x <> y", "`x`", "0777", "0o777", "00", "1__0", "1_000", "0x_ff", "0xg", "1_", "0b2", "1e5", "1.e", "1.5j", "10l", "1_0.5_0e1_0", "1abc", "5.real", "x = 1if y else 2",
	"class = 1", "def = 1", "x.class", "def f(class): pass", "import class", "async = 1", "await = 1", "match = 1", "case = 1", "type = 1", "_ = 1", "print = 1", "nonlocal x", "def f():\n  nonlocal x\n",
	"def f():\n  x = 1\n  def g():\n    nonlocal x\n", "def f():\n  x = 1\n  global x\n", "def f():\n  print(x)\n  global x\n", "def f(x):\n  global x\n", "x = 1\nglobal x", "def f():\n  global x\n  x = 1\n",
	"def f():\n  def g():\n    nonlocal x\n  x = 1\n", "def f():\n  global x\n  nonlocal x\n", "def f():\n  global x\n  x: int = 1\n",
	"'abc", "'''abc", "'abc\\\ndef'", "'a\nb'", "(", ")", "(]", "x = (1,\n", "x = [1, 2\ndef f(): pass\n", "x = {1: 2", "f'{x}'", "f'{}'", "f'{x'", "f'}'", "f'{{}}'", "f'{x!r:>{w}}'", "f'{x!z}'", "f'{x!}'", "f'{x=}'", "f'{x = !r}'", "f'{*x}'", "f'{*x, y}'", "f'{lambda x: 1}'", "f'{(lambda x: 1)}'", "f'{x:=5}'", "f'{(x:=5)}'", "f'{yield}'", "f'{x != y}'",
	"rf'\\{x}'", "f'\\N{DIGIT ONE}'", "'a' b'b'", "b'\u00e9'", "ur'x'", "bu'x'", "rb'x'", "fb'x'", "'\\x1'", "'\\u12'", "'\\U00110000'", "b'\\x1'", "'\\q'", "'\\400'", "'a' 'b' f'{c}'",
	"x = *a", "x = *a, b", "return_ = [*a]", "*a", "*a,", "print(*a)", "f(*a or b)", "{*a, *b}", "{**a, 'b': 1}", "{**a for a in b}", "[*a for a in b]", "a[*b]", "a[1:2, *b]", "a[b:=1]", "a[b:=1:2]", "a[1:2:3, ...]", "a[]", "def f(): return *a, b", "for x in *a, b: pass",
	"[x for x in y if z]", "[x for x in y, z]", "[x for x in lambda: y, z]", "[x, y for x in z]", "[x := 1 for y in z]", "[(x := 1) for x in z]", "[y for x in (y := z)]", "{x: y for x, y in z}", "[await x for x in y]", "async def f(): return [await x async for x in y]", "[x async for x in y]",
	"class A:\n  [(x := 1) for y in z]\n", "def f(): [(yield x) for x in y]", "raise", "raise X from Y", "raise X, Y", "raise from Y", "assert x, y", "assert x, y, z", "try: pass\n", "try: pass\nexcept: pass\nexcept A: pass\n", "try: pass\nexcept A as b: pass\nelse: pass\nfinally: pass\n", "try: pass\nexcept A, b: pass\n",
	"try: pass\nexcept (A, B) as c: pass\n", "try: pass\nexcept* A: pass\n", "try: pass\nexcept*: pass\n", "try: pass\nexcept* A: pass\nexcept B: pass\n", "for x in y:\n  try: pass\n  except* A: break\n", "try: pass\nexcept A as b.c: pass\n", "else: pass", "elif x: pass", "except: pass", "finally: pass", "case 1: pass",
	"if x: pass\nelif y: pass\nelse: pass\n", "if x: pass\nelse: pass\nelif y: pass\n", "while x: pass\nelse: pass\n", "@a\ndef f(): pass", "@a\nx = 1", "@a.b(c)[d]\nclass A: pass", "@x := a\ndef f(): pass",
	"import a.b as c, d", "import a as b.c", "from a import b, c", "from a import (b, c,)", "from a import b,", "from a import *", "def f():\n  from a import *\n", "from . import a", "from ...a.b import c", "from a import", "import", "from a import b.c", "from __future__ import annotations", "x = 1\nfrom __future__ import annotations\n", "from __future__ import nope", "from __future__ import braces",
	"a < b < c", "a not in b", "a is not b", "not a in b", "a not b", "a and", "a +", "+ a", "a b", "a = = b", "if x = 1: pass", "if x == 1 pass", "def f(x) pass", "class A pass", "for x y: pass", "while: pass", "x ? y", "$x", "x!", "a ! b", "a; b", "a;; b", ";", "a:", "lambda x: y: z", "x = lambda: (yield)", "\u00d7 = 1", "\u00e9t\u00e9 = 1", "x\u200b = 1", "\u20ac", "match x:\n  case 1: pass\n", "match x:\n  case [a, *b] if c: pass\n  case {'k': v, **r}: pass\n  case A(b, c=d): pass\n  case _: pass\n", "match x:\n  y = 1\n", "match x:\n", "match(x)", "match[x] = 1", "type(x).y = 1", "type[x] = 1", "async def f():\n  async with a as b: pass\n  async for c in d: pass\n", "async with a: pass", "async for a in b: pass", "async x", "def f():\n  async with a: pass\n",
	"async def f():\n  yield 1\n  return 2\n", "async def f(): yield from x", "def f(): yield from x", "def f(): x = yield", "x = a if b", "x = a if b else", "global x", "global x, y", "global x.y", "{1, 2, 3}", "{1: 2, 3}", "{1, 2: 3}", "{1:}", "()", "(,)", "(a,)", "[,]", "[a,,b]", "f(,)", "{,}", "class A(,): pass", "f'{x:=+5.2f}'", "f'{x:={w}}'", "f'{(x):=^5}'", "f(a,,b)", "f(a b)", "a.1", "a..b", "a.", ".a", "1.a", "1 .a", "if True:\n    x\n# c\n    y\n", "def f():\n    '''a\nb'''\n    return 1\n",
}

func TestSnippetsAgreeWithCPython(t *testing.T) {
	snippets := slices.Concat(snippets, moreSnippets, runOnSnippets)
	input, err := json.Marshal(snippets)
	if err != nil {
		t.Fatal(err)
	}
	const script = `
import json, sys, warnings
warnings.simplefilter("ignore")
def takes(source):
    try:
        compile(source.encode("utf-8", "surrogatepass"), "x", "exec", dont_inherit=True)
        return "yes"
    except (SyntaxError, ValueError) as e:
        return "no " + str(e).replace("\n", " ")
print("\n".join(map(takes, json.load(sys.stdin))))
`
	answers := strings.Split(runPython(t, string(input), "-c", script), "\n")
	for i, s := range snippets {
		m := Parse([]byte(s))
		checkRanges(t, m)
		switch takes := answers[i] == "yes"; {
		case takes && len(m.Errors) > 0 && !refused[m.Errors[0].Code]:
			t.Errorf("%q: CPython takes it, we say %q", s, m.Errors[0].Message)
		case !takes && len(m.Errors) == 0:
			t.Errorf("%q: we take it, CPython says %q", s, strings.TrimPrefix(answers[i], "no "))
		}
	}
}

// checkRanges checks that every range of m lies in the source, and in that of
// its parent.
func checkRanges(t *testing.T, m *Module) {
	t.Helper()
	for _, e := range m.Errors {
		if e.Start < 0 || e.End < e.Start || e.End > len(m.Source) || e.Message == "" || !strings.HasPrefix(e.Code, "PT1") {
			t.Errorf("%q: bad error %+v", m.Source, e)
		}
	}
	for _, c := range m.Comments {
		if string(m.Source[c.Start:c.End]) != c.Text && len(m.Errors) == 0 {
			t.Errorf("%q: comment %+v", m.Source, c)
		}
	}
	Inspect(m, func(n Node) bool {
		r := n.Span()
		if r.Start < 0 || r.End < r.Start || r.End > len(m.Source) {
			t.Errorf("%q: %T has range %v", m.Source, n, r)
		}
		for _, c := range Children(n) {
			if s := c.Span(); s.Start < r.Start || s.End > r.End {
				t.Errorf("%q: %T %v is not inside %T %v", m.Source, c, s, n, r)
			}
		}
		return true
	})
}

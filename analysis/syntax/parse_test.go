package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestConstructs(t *testing.T) {
	if n := compareWithCPython(t, []string{"testdata/constructs.py", "testdata/dump.py"}); n != 2 {
		t.Errorf("%d of 2 trees are as CPython's", n)
	}
}

// TestTrees has what CPython 3.11 cannot be asked about, and shows the form.
func TestTrees(t *testing.T) {
	tests := []struct{ src, want string }{
		{"x = 1", `Assign(Targets=[Name(ID="x")], Value=Int(Value=1))`},
		{"0xFFFFFFFFFFFFFFFF", `ExprStmt(Value=Int(Value=0, Big="18446744073709551615"))`},
		{"f'{x=!s:{w}}'", `ExprStmt(Value=JoinedStr(Parts=[FormattedValue(Value=Name(ID="x"), Debug="x=", Conversion=115, Spec=JoinedStr(Parts=[FormattedValue(Value=Name(ID="w"))]))]))`},
		{"f'{ x = }'", `ExprStmt(Value=JoinedStr(Parts=[FormattedValue(Value=Name(ID="x"), Debug=" x = ", Conversion=114)]))`},
		{"f'{a['b']}'", `ExprStmt(Value=JoinedStr(Parts=[FormattedValue(Value=Subscript(Value=Name(ID="a"), Index=Str(Value="b")))]))`},
		{"f'{f'{f'{1}'}'}'", `ExprStmt(Value=JoinedStr(Parts=[FormattedValue(Value=JoinedStr(Parts=[FormattedValue(Value=JoinedStr(Parts=[FormattedValue(Value=Int(Value=1))]))]))]))`},
		{"f'{\"\\n\".join(x)}'", `ExprStmt(Value=JoinedStr(Parts=[FormattedValue(Value=Call(Func=Attribute(Value=Str(Value="{a}"), Attr="join"), Args=[Name(ID="x")]))]))`},
		{"f'{x:{y:{z}}}'", `ExprStmt(Value=JoinedStr(Parts=[FormattedValue(Value=Name(ID="x"), Spec=JoinedStr(Parts=[FormattedValue(Value=Name(ID="y"), Spec=JoinedStr(Parts=[FormattedValue(Value=Name(ID="z"))]))]))]))`},
		{"type X = list[int]", `TypeAlias(Name=Name(ID="X"), Value=Subscript(Value=Name(ID="list"), Index=Name(ID="int")))`},
		{"type X[T] = T | None", `TypeAlias(Name=Name(ID="X"), TypeParams=TypeParams(List=[TypeParam(Name="T")]), Value=BinOp(Op="|", Left=Name(ID="T"), Right=None()))`},
		{"def f[T: int, *U](x: T) -> U: pass", `FunctionDef(Name="f", TypeParams=TypeParams(List=[TypeParam(Name="T", Bound=Name(ID="int")), TypeParam(Name="U", Kind=1)]), Params=Params(List=[Param(Name="x", Annotation=Name(ID="T"))]), Returns=Name(ID="U"), Body=[Pass()])`},
		{"class A[T]: pass", `ClassDef(Name="A", TypeParams=TypeParams(List=[TypeParam(Name="T")]), Body=[Pass()])`},
		{"class A[T: (int, str), *Ts, **P](B): pass", `ClassDef(Name="A", TypeParams=TypeParams(List=[TypeParam(Name="T", Bound=Tuple(Elts=[Name(ID="int"), Name(ID="str")])), TypeParam(Name="Ts", Kind=1), TypeParam(Name="P", Kind=2)]), Bases=[Name(ID="B")], Body=[Pass()])`},
		{"'\\ud800x'", `ExprStmt(Value=Str(Value="{fffd}x", Surrogate=True))`},
		{"if a: b\nelif c: d", `If(Test=Name(ID="a"), Body=[ExprStmt(Value=Name(ID="b"))], Orelse=[If(Test=Name(ID="c"), Body=[ExprStmt(Value=Name(ID="d"))], Elif=True)])`},
		{"'''a\r\nb\rc'''", `ExprStmt(Value=Str(Value="a{a}b{a}c"))`},
	}
	for _, test := range tests {
		// A docstring would be lifted out of the body.
		m := Parse([]byte("pass\n" + test.src + "\n"))
		if len(m.Body) != 2 {
			t.Errorf("%s: %d statements, %v", test.src, len(m.Body), m.Errors)
			continue
		}
		if diff := cmp.Diff(test.want, Dump(m.Body[1])); diff != "" {
			t.Errorf("%s: %s", test.src, diff)
		}
	}
}

// TestErrors tells where each mistake is said to be and in which words: the
// text under it in brackets, a caret where it is empty.
func TestErrors(t *testing.T) {
	tests := []struct{ src, want string }{
		{"x = (1,\ny = 2", "PT101 [(] '(' was never closed"},
		{"x = 1)", "PT101 [)] unmatched ')'"},
		{"x = (1]", "PT101 []] closing parenthesis ']' does not match opening parenthesis '('"},
		{"x = 'abc\ny = 2", "PT101 ['abc] unterminated string literal"},
		{"x = '''abc\ny = 2", "PT101 ['''] unterminated triple-quoted string literal"},
		{"def f()\n    return 1\n", "PT101 [)] expected ':'"},
		{"if x:\ny = 1", "PT101 [if x:] expected an indented block after 'if' statement"},
		{"x = 1\n    y = 2", "PT101 [    ] unexpected indent"},
		{"if x:\n    y\n  z", "PT101 [  ] unindent does not match any outer indentation level"},
		{"if x:\n        y\n\tz", "PT101 [\t] inconsistent use of tabs and spaces in indentation"},
		{"print 'x'", "PT101 [print 'x'] missing parentheses in call to 'print'; did you mean print(...)?"},
		{"return 1", "PT101 [return 1] 'return' outside function"},
		{"x = 0777", "PT101 [0777] leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"},
		{"class = 1", "PT101 [class =] invalid syntax"},
		{"f() = 1", "PT101 [f()] cannot assign to function call here; maybe you meant '==' instead of '='?"},
		{"x + 1 = 2", "PT101 [x + 1] cannot assign to expression here; maybe you meant '==' instead of '='?"},
		{"None = 2", "PT101 [None] cannot assign to None here; maybe you meant '==' instead of '='?"},
		{"if x = 3:\n    pass", "PT101 [=] invalid syntax; maybe you meant '==' or ':=' instead of '='?"},
		{"return self.", "PT101 [.] invalid syntax"},
		{"x = 1 +\ny = 2", "PT101 [+] invalid syntax"},
		{"a b", "PT101 [a] invalid syntax"},
		{"def f(a, a): pass", "PT101 [a] duplicate argument 'a' in function definition"},
		{"x = '\\ud800'", "PT105 [\\ud800] lone surrogate \\ud800: no Rust string can hold it; write the whole character"},
		{"x = '\\N{BULLET}'", "PT107 [\\N{BULLET}] \\N{...} names are not read; write the character itself or its \\u escape"},
		{"ﬁ = 1", "PT107 [ﬁ] Python replaces the character 'ﬁ' (U+FB01) in names by another; write the name with plain letters"},
		{"x = 1\n# \xff", "PT102 [\xff] this byte is not UTF-8; save the file as UTF-8"},
		{"x = 1 \x00", "PT102 [\x00] source code cannot contain null bytes"},
		{"#!/usr/bin/python\n# coding: latin-1\n", "PT102 [latin-1] the encoding latin-1 is not read; save the file as UTF-8 and remove this comment"},
		{"x = t'a{b}'", "PT104 [t'] t-strings need Python 3.14 and are not read yet; use an f-string"},
		{"class A[T = int]: pass", "PT104 [T =] defaults of type parameters need Python 3.13 and are not read yet; leave the default out"},
		{"def f[T = int](x: T): pass", "PT104 [T =] defaults of type parameters need Python 3.13 and are not read yet; leave the default out"},
		{"type A[*Ts = *tuple[int]] = Ts", "PT104 [=] defaults of type parameters need Python 3.13 and are not read yet; leave the default out"},
		{"def f[T, T](): pass", "PT101 [T] duplicate type parameter 'T'"},
		{"def f[T: (yield)](): pass", "PT101 [yield] yield expression cannot be used within a TypeVar bound"},
		{"type A = (x := 1)", "PT101 [x := 1] named expression cannot be used within a type alias"},
		{"try: pass\nexcept A, B: pass", "PT104 [except A, B: pass] several exceptions without parentheses need Python 3.14 and are not read yet; put parentheses around them"},
		{"match x:\n  case y: pass\n  case 1: pass", "PT101 [y] name capture 'y' makes remaining patterns unreachable"},
		{"match x:\n  case *y: pass", "PT101 [*y] invalid syntax: a starred pattern must be in a sequence"},
		{"x = " + strings.Repeat("(", 300), "PT103 [(] nested too deeply: more than 200 brackets; split it into named parts"},
		{"else:\n    pass", "PT101 [else] invalid syntax: 'else' is a keyword"},
	}
	for _, test := range tests {
		m := Parse([]byte(test.src + "\n"))
		if len(m.Errors) == 0 {
			t.Errorf("%q: no error", test.src)
			continue
		}
		e := m.Errors[0]
		got := fmt.Sprintf("%s [%s] %s", e.Code, m.Source[e.Start:e.End], e.Message)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q: %s", test.src, diff)
		}
		if len(m.Errors) > 2 {
			t.Errorf("%q: %d errors: %v", test.src, len(m.Errors), m.Errors)
		}
	}
}

// Around every mistake the rest of the file must still be read.
func TestBrokenCodeKeepsTheRest(t *testing.T) {
	for _, bad := range []string{
		"x = (1,", "x = [1, 2", "x = {", "x = 'abc", "def g(x:\n    return 1", "def g(x)\n    return x", "x = = 1", "for", "if x\n    y",
		"class A(:\n    x = 1", "x = 1)", "return.", "x.", "a b c", "@", "lambda", "import", "from x import", "else:\n    pass",
		"try:\n    x", "f(a=1, b", "x = f'{a", "x = f'{'", "x $ y", "def", "def g(", "class", "while True", "x = 08", "\xff\xfe", "x = \\ 1",
	} {
		src := "def before(a):\n    return a + 1\n\n" + bad + "\n\ndef after(b):\n    c = b * 2\n    return c\n"
		m := Parse([]byte(src))
		var found []string
		for _, s := range m.Body {
			if f, ok := s.(*FunctionDef); ok && f.Name != "g" {
				found = append(found, fmt.Sprintf("%s:%d", f.Name, len(f.Body)))
			}
		}
		if got := strings.Join(found, " "); got != "before:1 after:2" || len(m.Errors) == 0 {
			t.Errorf("%q leaves %q, %v", bad, got, m.Errors)
		}
		checkRanges(t, m)
	}
}

func TestCommentsAndDocstrings(t *testing.T) {
	m := Parse([]byte("#!x\n\"doc\"\nx = 1  # one\nif x:\n    # two\n    y = [  # three\n        # four\n    ]\ndef f():\n    'inner'\n"))
	var got []string
	for _, c := range m.Comments {
		got = append(got, fmt.Sprintf("%s %v", c.Text, c.Own))
	}
	if diff := cmp.Diff([]string{"#!x true", "# one false", "# two true", "# three false", "# four true"}, got); diff != "" {
		t.Error(diff)
	}
	f := m.Body[len(m.Body)-1].(*FunctionDef)
	if m.Docstring.Value != "doc" || f.Docstring.Value != "inner" || len(f.Body) != 0 {
		t.Errorf("docstrings %v and %v", m.Docstring, f.Docstring)
	}
}

func TestPath(t *testing.T) {
	src := "def f(a):\n    return g(a, b=[c.d])\n"
	m := Parse([]byte(src))
	for at, want := range map[string]string{
		"c.d": "Module FunctionDef Return Call Keyword List Attribute Name",
		"d])": "Module FunctionDef Return Call Keyword List Attribute",
		"ret": "Module FunctionDef Return",
		"a, ": "Module FunctionDef Return Call Name",
		"a):": "Module FunctionDef Params Param",
	} {
		var got []string
		for _, n := range Path(m, strings.Index(src, at)) {
			got = append(got, strings.TrimPrefix(fmt.Sprintf("%T", n), "*syntax."))
		}
		if at == "d])" { // right behind the dot the name c is no longer touched
			got = got[:min(len(got), 7)]
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("at %q: %s", at, diff)
		}
	}
}

func TestInspectOrder(t *testing.T) {
	m := Parse([]byte("f(a, *b, c=d, *e)\nx = y if z else w\n"))
	var names []string
	Inspect(m, func(n Node) bool {
		if n, ok := n.(*Name); ok {
			names = append(names, n.ID)
		}
		_, skip := n.(*Starred)
		return !skip
	})
	if diff := cmp.Diff("f a d x y z w", strings.Join(names, " ")); diff != "" {
		t.Error(diff)
	}
}

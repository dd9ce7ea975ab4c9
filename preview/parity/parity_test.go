package parity

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/build/buildtest"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/toolchain"
	"github.com/portalis-dev/portalis/preview/wasm"
	"github.com/portalis-dev/portalis/translate"
)

// A hand is a function in Python with Rust written by hand, right or wrong.
type hand struct {
	python, rust string
	params       []translate.Param
	effects      effects.Effects
	fallible     bool
	refused      string
}

func params(specs ...string) []translate.Param {
	var out []translate.Param
	for _, spec := range specs {
		name, owned, _ := strings.Cut(spec, " ")
		p := translate.Param{Name: name, Owned: strings.TrimLeft(owned, "&!")}
		switch owned[0] {
		case '&':
			p.Mode = translate.ByRef
		case '!':
			p.Mode = translate.ByMut
		}
		out = append(out, p)
	}
	return out
}

// file puts functions together as the translator would.
func file(t *testing.T, head string, hands ...hand) (*analysis.Result, *translate.Module) {
	t.Helper()
	source := head
	for _, h := range hands {
		source += h.python + "\n\n"
	}
	a := analysis.Analyze("hand.py", []byte(source))
	if len(a.Module.Errors) > 0 {
		t.Fatalf("%v", a.Module.Errors)
	}
	var functions []*translate.Function
	for i, def := range definitions(a) {
		h := hands[i]
		f := &translate.Function{
			Name: def.Name, RustName: def.Name, NameRange: def.NameRange, Python: def.Range,
			Rust: h.rust, Params: slices.Clone(h.params), Effects: &h.effects, Fallible: h.fallible,
		}
		f.Signature, _, _ = strings.Cut(h.rust, " {")
		for _, fn := range a.Info.Funcs { // not of what is refused
			for j := range f.Params {
				if fn.Def == def {
					f.Params[j].Type = fn.Params[j].Type
				}
			}
		}
		if h.refused != "" {
			f.Refused = []compat.Finding{{Code: "PT101", Message: h.refused}}
		}
		functions = append(functions, f)
	}
	m := buildtest.Module(functions...)
	return a, m
}

func definitions(a *analysis.Result) []*syntax.FunctionDef {
	var out []*syntax.FunctionDef
	for _, stmt := range a.Module.Body {
		if def, ok := stmt.(*syntax.FunctionDef); ok {
			out = append(out, def)
		}
	}
	return out
}

func runner(t *testing.T) *Runner {
	t.Helper()
	r, err := NewRunner(t.Context(), Options{
		DenyWarnings: true,
		PythonLimits: python.Limits{Call: 300 * time.Millisecond, Load: 3 * time.Second, Memory: 256 << 20, Output: 20_000, Stops: 2},
		WasmLimits:   wasm.Limits{Call: 300 * time.Millisecond, Memory: 64 << 20, Output: 20_000},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

var hands = []hand{
	{
		python: "def gcd(a: int, b: int) -> int:\n    '''\n    >>> gcd(12, 18)\n    6\n    '''\n    while b:\n        a, b = b, a % b\n    return a",
		rust:   "pub fn gcd(mut a: i64, mut b: i64) -> i64 {\n    while b != 0 {\n        (a, b) = (b, ((a % b) + b) % b);\n    }\n    a\n}",
		params: params("a i64", "b i64"),
	}, {
		python: "def div(a: int, b: int) -> int:\n    return a // (b * b + 1)",
		rust:   "pub fn div(a: i64, b: i64) -> i64 {\n    a / (b * b + 1)\n}",
		params: params("a i64", "b i64"),
	}, {
		python: "def cube(n: int) -> int:\n    return n * n * n",
		rust:   "pub fn cube(n: i64) -> i64 {\n    n * n * n\n}",
		params: params("n i64"),
	}, {
		python: "def same(x: float) -> float:\n    '''\n    >>> same(2)\n    2\n    '''\n    return x",
		rust:   "pub fn same(x: f64) -> f64 {\n    x\n}",
		params: params("x f64"),
	}, {
		python: "def forget(xs: list[int]) -> None:\n    xs.append(1)",
		rust:   "pub fn forget(xs: &mut Vec<i64>) {\n    xs.truncate(0);\n}",
		params: params("xs !Vec<i64>"),
	}, {
		python:   "def first(xs: list[int], k: str) -> int:\n    if not xs:\n        raise ValueError(f'no {k}')\n    return xs[0]",
		rust:     "pub fn first(xs: &[i64], k: &str) -> Result<i64, rt::Error> {\n    xs.first().copied().ok_or_else(|| rt::Error::value_error(format!(\"no {k}\")))\n}",
		params:   params("xs &Vec<i64>", "k &String"),
		fallible: true,
	}, {
		python: "def shout(s: str) -> None:\n    print(s.upper() + '!')",
		rust:   "pub fn shout(s: &str) {\n    println!(\"{}!\", s.to_ascii_uppercase());\n}",
		params: params("s &String"),
	}, {
		python: "def spin(b: bool) -> bool:\n    while True:\n        pass",
		rust:   "pub fn spin(b: bool) -> bool {\n    b\n}",
		params: params("b bool"),
	}, {
		python: "def stuck(b: bool) -> bool:\n    return b",
		rust:   "pub fn stuck(mut b: bool) -> bool {\n    while std::hint::black_box(true) {\n        b = !b;\n    }\n    b\n}",
		params: params("b bool"),
	}, {
		python:  "def seed(b: bool) -> int:\n    return hash(str(b))",
		rust:    "pub fn seed(b: bool) -> i64 {\n    i64::from(b)\n}",
		params:  params("b bool"),
		effects: effects.Effects{Random: true},
	}, {
		python: "def broken(b: bool) -> int:\n    return 1",
		rust:   "pub fn broken(b: bool) -> i64 {\n    \"one\"\n}",
		params: params("b bool"),
	}, {
		python:  "def lazy(b: bool):\n    yield b",
		refused: "generators are not translated",
	}, {
		python: "def nothing() -> int:\n    return 1",
		rust:   "pub fn nothing() -> i64 {\n    1\n}",
	},
}

func one(t *testing.T, r *Report, name string) Function {
	t.Helper()
	at := slices.IndexFunc(r.Functions, func(f Function) bool { return f.Name == name })
	if at < 0 {
		t.Fatalf("no %s in the report", name)
	}
	return r.Functions[at]
}

func TestRun(t *testing.T) {
	r := runner(t)
	a, m := file(t, "", hands...)
	var told []string
	req := Request{Analysis: a, Module: m, Consent: AskedForEffects, Cases: cases.Options{Count: 40, Seed: 7}, Each: func(f Function) {
		if f.Speed == 0 {
			told = append(told, f.Name)
		}
	}}
	report, err := r.Run(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		verdict Verdict
		detail  string // reason, or the first failure
	}{
		{"gcd", Identical, ""},
		{"div", Wrong, "div(-1, 1): Python -1, Rust 0"},
		{"cube", Trapped, "Rust stops: integer overflow"},
		{"same", Equal, ""},
		{"forget", Wrong, "forget([]): Python leaves xs = [1], Rust the arguments as they were"},
		{"first", Identical, ""},
		{"shout", Wrong, `shout('é'): Python prints 'É!\n', Rust 'é!\n'`},
		{"spin", NotCompared, "Python stops in every call: out of time"},
		{"stuck", Trapped, "stuck(False): Python False, Rust stops: out of time"},
		{"seed", Unstable, "Python gives something else every time"},
		{"broken", Refused, "PT901: The Rust made for this does not compile, which is a mistake of Portalis: mismatched types (E0308)."},
		{"lazy", Refused, "PT101: generators are not translated"},
		{"nothing", Identical, ""},
	} {
		f := one(t, report, test.name)
		detail := f.Reason
		if len(f.Failures) > 0 {
			detail = f.Explain(f.Failures[0])
		}
		if f.Verdict != test.verdict || !strings.Contains(detail, test.detail) || test.detail == "" && detail != "" {
			t.Errorf("%s: got %s, %q, want %s, %q", test.name, f.Verdict, detail, test.verdict, test.detail)
		}
		if len(f.Failures) > maxFailures || f.Calls-f.Agreeing == 0 && len(f.Failures) > 0 {
			t.Errorf("%s: %d of %d agree, %d failures", test.name, f.Agreeing, f.Calls, len(f.Failures))
		}
	}
	if f := one(t, report, "gcd"); f.Calls != 41 || f.Agreeing != 41 || f.Line != 1 || f.Speed <= 0 || f.Signature != "pub fn gcd(mut a: i64, mut b: i64) -> i64" {
		t.Errorf("gcd: %+v", f)
	}
	if len(told) != len(hands) || report.WasmSize == 0 {
		t.Errorf("told of %v; %d bytes", told, report.WasmSize)
	}
	if report.Totals.Functions != len(hands) || report.Totals.Verdicts[Refused] != 2 || report.Totals.Calls == 0 {
		t.Errorf("totals: %+v", report.Totals)
	}

	again, err := r.Run(t.Context(), Request{Analysis: a, Module: m, Consent: AskedForEffects, Cases: req.Cases, NoSpeed: true})
	if err != nil {
		t.Fatal(err)
	}
	// What unstable functions return differs by its nature.
	ignore := cmp.Options{
		cmpopts.IgnoreFields(Function{}, "Speed"), cmpopts.IgnoreFields(Report{}, "WasmSize"), cmpopts.IgnoreFields(Outcome{}, "Elapsed"),
		cmpopts.IgnoreSliceElements(func(f Function) bool { return f.Verdict == Unstable }),
	}
	if diff := cmp.Diff(report, again, ignore); diff != "" {
		t.Errorf("the second run differs:\n%s", diff)
	}
}

func TestConsent(t *testing.T) {
	r := runner(t)
	nothing, seed := hands[len(hands)-1], hands[9]
	const asks, agrees = ", so it runs only when you ask for it", ", so it runs only when you agree to its effects"
	both := func(why string) string { return "nothing skipped " + why + " | seed skipped " + why }
	for _, test := range []struct {
		name, head string
		consent    Consent
		want       string
	}{
		{"pure", "import math\nN = len('abc')\n\nif __name__ == '__main__':\n    print(1 / 0)\n\n", Unasked,
			"nothing identical | seed skipped it depends on chance" + asks},
		{"asked for", "", Asked, "nothing identical | seed unstable"},
		{"import", "import subprocess\n\n", Unasked, both("importing the module imports subprocess" + asks)},
		{"import asked for", "import subprocess\n\n", Asked, both("importing the module imports subprocess" + agrees)},
		{"import agreed to", "import subprocess\n\n", AskedForEffects, "nothing identical | seed unstable"},
		{"statement", "print('hello')\n\n", Unasked, both("importing the module prints" + asks)},
		{"statement asked for", "print('hello')\n\n", Asked, "nothing identical | seed unstable"},
		{"statement that reads", "print(open('x'))\n\n", Asked,
			both("importing the module prints and reads input or touches files" + agrees)},
		{"cannot be imported", "x = 1 // 0\n\n", Unasked,
			"nothing skipped Python cannot import the module: ZeroDivisionError: integer division or modulo by zero | seed skipped it depends on chance" + asks},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, m := file(t, test.head, nothing, seed)
			report, err := r.Run(t.Context(), Request{Analysis: a, Module: m, Consent: test.consent, NoSpeed: true})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range report.Functions {
				if f.HasEffects != strings.Contains(f.Reason, "so it runs only") {
					t.Errorf("%s: effects %v, though %q", f.Name, f.HasEffects, f.Reason)
				}
				got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s", f.Name, f.Verdict, f.Reason)))
			}
			if got := strings.Join(got, " | "); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestRunsOnlyWhatWasAsked(t *testing.T) {
	r := runner(t)
	a, m := file(t, "", hands[0], hands[len(hands)-1])
	report, err := r.Run(t.Context(), Request{Analysis: a, Module: m, Functions: []string{"nothing"}, NoSpeed: true})
	if err != nil || len(report.Functions) != 1 || report.Functions[0].Calls != 1 {
		t.Errorf("got %+v, %v", report, err)
	}
}

func TestMissingToolchain(t *testing.T) {
	_, err := Run(t.Context(), Options{Toolchain: toolchain.Options{Rustc: "/no/such/rustc"}}, Request{})
	if missing, ok := errors.AsType[*toolchain.MissingError](err); !ok || missing.Command == "" {
		t.Errorf("got %v, want a MissingError with a command", err)
	}
	_, err = Run(t.Context(), Options{Python: python.Search{Setting: "/no/such/python"}}, Request{})
	if err == nil || !strings.Contains(err.Error(), "/no/such/python") {
		t.Errorf("got %v, want an error that names the setting", err)
	}
}

func TestCancel(t *testing.T) {
	r := runner(t)
	a, m := file(t, "", hands[7])
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Run(ctx, Request{Analysis: a, Module: m}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestVerdictsStandWithoutSpeed(t *testing.T) {
	r := runner(t)
	a, m := file(t, "", hands[0])
	gone := false
	report, err := r.Run(t.Context(), Request{Analysis: a, Module: m, Each: func(Function) {
		if !gone { // rustc goes away after the quick build
			gone = true
			r.builder.Toolchain.Rustc, r.builder.Toolchain.ID = "/no/such/rustc", "gone"
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if report.Functions[0].Verdict != Identical || !strings.Contains(report.NoSpeed, "cannot run rustc") {
		t.Errorf("got %+v", report)
	}
}

func TestRenders(t *testing.T) {
	report := &Report{
		File: "dir/utils.py", Seed: 1, Python: "3.11.7", Toolchain: "rustc 1.96.0", WasmSize: 5000,
		Functions: []Function{
			{Name: "gcd", Range: syntax.Range{Start: 4, End: 7}, Signature: "pub fn gcd(a: i64) -> i64", Verdict: Identical, Calls: 104, Agreeing: 104, Speed: 12.34},
			{Name: "f", Range: syntax.Range{Start: 14, End: 15}, Signature: "pub fn f(a: i64, b: i64) -> i64", Verdict: Wrong, Calls: 9, Agreeing: 4, Failures: []Call{
				{Args: []string{"-7", "2"}, Verdict: Wrong, Python: Outcome{Value: "-4"}, Wasm: Outcome{Value: "-3"}},
				{Args: []string{"1", "2"}, Verdict: Wrong, Python: Outcome{Value: "1"}, Wasm: Outcome{Value: "1", ArgsAfter: map[string]string{"a": "2"}}},
				{Args: []string{"1", "0"}, Verdict: Trapped, Python: Outcome{Raised: "ValueError: x"}, Wasm: Outcome{Trap: "unreachable"}},
				{Args: []string{"1", "3"}, Verdict: Trapped},
			}},
			{Name: "g", Range: syntax.Range{Start: 24, End: 25}, Verdict: Refused, Reason: "PT101: no"},
		},
	}
	report.count()
	var text bytes.Buffer
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	want := `dir/utils.py: Python 3.11.7, rustc 1.96.0, seed 1

function  verdict    calls    speed  Rust
gcd       identical  104/104  12x    pub fn gcd(a: i64) -> i64
f         wrong      4/9             pub fn f(a: i64, b: i64) -> i64
    f(-7, 2): Python -4, Rust -3
    f(1, 2): Python leaves the arguments as they were, Rust a = 2
    f(1, 0): Python raises ValueError: x, Rust stops: unreachable
    and 2 more
g         refused
    PT101: no

utils  functions 1/3 · calls 108/113 · typically 12x · 5 kB of WASM
`
	if diff := cmp.Diff(want, text.String()); diff != "" {
		t.Error(diff)
	}
	var data bytes.Buffer
	if err := report.WriteJSON(&data); err != nil {
		t.Fatal(err)
	}
	var back Report
	if err := json.Unmarshal(data.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(report, &back, cmpopts.IgnoreFields(Function{}, "Range")); diff != "" {
		t.Error(diff)
	}
}

func TestMerge(t *testing.T) {
	at := func(start int) syntax.Range { return syntax.Range{Start: start, End: start + 1} }
	failing := []Call{{Args: []string{"1"}, Verdict: Trapped}}
	worse := []Call{{Args: []string{"2"}, Verdict: Wrong}}
	report := &Report{File: "m.py", Functions: []Function{
		{Name: "a", Types: []string{"int"}, Range: at(1), Verdict: Trapped, Calls: 10, Agreeing: 9, Speed: 3, Signature: "fn a_int()", Failures: failing},
		{Name: "a", Types: []string{"str"}, Range: at(1), Verdict: Wrong, Calls: 5, Agreeing: 4, Speed: 9, Signature: "fn a_str()", Failures: worse},
		{Name: "a", Types: []string{"list[int]", "bool"}, Range: at(1), Verdict: Identical, Calls: 2, Agreeing: 2, Speed: 5},
		{Name: "b", Range: at(2), Verdict: Identical, Calls: 1, Agreeing: 1},
		{Name: "c", Types: []string{"int"}, Range: at(3), Verdict: Identical, Calls: 3, Agreeing: 3},
		{Name: "c", Types: []string{"str"}, Range: at(3), Verdict: Refused, Reason: "PT604: shared"},
	}}
	want := []Function{
		{Name: "a", Range: at(1), Verdict: Wrong, Calls: 17, Agreeing: 15, Speed: 5, Signature: "fn a_int()\nfn a_str()", Failures: append(worse, failing...)},
		{Name: "b", Range: at(2), Verdict: Identical, Calls: 1, Agreeing: 1},
		{Name: "c", Range: at(3), Verdict: Refused, Reason: "PT604: shared", Calls: 3, Agreeing: 3},
	}
	if diff := cmp.Diff(want, report.Definitions()); diff != "" {
		t.Error(diff)
	}
	report.count()
	totals := Totals{Functions: 3, Verdicts: map[Verdict]int{Wrong: 1, Identical: 1, Refused: 1}, Calls: 21, Agreeing: 19}
	if diff := cmp.Diff(totals, report.Totals); diff != "" {
		t.Error(diff)
	}
	var text bytes.Buffer
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"a(int) ", "a(list[int], bool) ", "\nb ", "m  functions 1/3 · calls 19/21"} {
		if !strings.Contains(text.String(), line) {
			t.Errorf("no %q in\n%s", line, text.String())
		}
	}
}

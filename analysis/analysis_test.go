package analysis_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

const sample = `"""Numbers."""
import math
import os

LIMIT = 10


def clamp(n, low=0):
    """Keep n in range.

    >>> clamp(12)
    10
    """
    if n < low or n > LIMIT:
        return LIMIT
    return n


def area(r: float) -> float:
    return math.pi * r ** 2


def here():
    return os.getcwd()


def both(xs):
    print(here())
    xs.sort(key=abs)
    return clamp(len(xs))
`

func TestSummary(t *testing.T) {
	s := analysis.Analyze("numbers.py", []byte(sample)).Summary()
	var got []string
	for _, f := range s.Functions {
		got = append(got, fmt.Sprintf("%d %s convertible=%v complexity=%d calls=%v library=%v", f.Place.Line, f.Signature, f.Convertible, f.Complexity, f.Calls, f.Library))
		for _, u := range f.Unsupported {
			got = append(got, fmt.Sprintf("  %d:%d %s %s", u.Place.Line, u.Place.Column, u.Code, u.Severity))
		}
	}
	want := []string{
		`8 def clamp(n: int, low: int = 0) -> int convertible=true complexity=2 calls=[] library=[]`,
		`19 def area(r: float) -> float convertible=true complexity=1 calls=[] library=[math.pi]`,
		`23 def here() -> str convertible=false complexity=1 calls=[] library=[]`,
		`  24:12 PT401 refused`,
		`27 def both(xs: list[int]) -> int convertible=false complexity=1 calls=[here clamp] library=[abs len list.sort print]`,
		`  28:11 PT517 refused`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	wantCounts := analysis.Counts{Lines: 31, Functions: 4, Convertible: 2, Severities: map[string]int{"refused": 3, "hint": 1}}
	if diff := cmp.Diff(wantCounts, s.Counts); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"math", "os"}, s.Imports); diff != "" {
		t.Error(diff)
	}
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text, []byte("null")) {
		t.Errorf("the JSON has null in it: %s", text)
	}
}

func TestSignature(t *testing.T) {
	src := "def f(a: int, /, b: str = 'x', *, c: bool = True) -> float:\n    return 1.5\n"
	r := analysis.Analyze("f.py", []byte(src))
	want := "def f(a: int, /, b: str = 'x', *, c: bool = True) -> float"
	if got := r.Signature(r.Info.Funcs[0]); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSyntaxErrorStopsItsFunctionOnly(t *testing.T) {
	src := "def good(n: int) -> int:\n    return n\n\n\ndef bad(n: int) -> int:\n    return n +\n\n\ndef fine(n: int) -> int:\n    return good(n)\n"
	r := analysis.Analyze("x.py", []byte(src))
	got := map[string]bool{}
	for _, fn := range r.Info.Funcs {
		got[fn.Name] = r.Convertible(fn)
	}
	if !got["good"] || !got["fine"] || got["bad"] {
		t.Errorf("convertible: %v, findings %v", got, r.Findings)
	}
}

func TestFindingsAreSorted(t *testing.T) {
	r := analysis.Analyze("x.py", []byte(sample+"\nclass A:\n    pass\nx = {1}\n"))
	for i := 1; i < len(r.Findings); i++ {
		if r.Findings[i-1].Range.Start > r.Findings[i].Range.Start {
			t.Errorf("%v stands before %v", r.Findings[i-1], r.Findings[i])
		}
	}
}

func TestSameInputSameResult(t *testing.T) {
	first, _ := json.Marshal(analysis.Analyze("x.py", []byte(sample)).Summary())
	for range 20 {
		again, _ := json.Marshal(analysis.Analyze("x.py", []byte(sample)).Summary())
		if !bytes.Equal(first, again) {
			t.Fatalf("%s\n%s", first, again)
		}
	}
}

// TestAnyBytes breaks a program at random and wants a result each time.
func TestAnyBytes(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	words := strings.Fields("def ( ) : [ ] { } = , . + None for in if else lambda x n xs return * ** f\" ' \n \t # import class yield")
	for i := range 1000 {
		src := []byte(sample)
		for range 1 + random.Intn(4) {
			at := random.Intn(len(src))
			end := min(len(src), at+random.Intn(12))
			word := words[random.Intn(len(words))]
			src = append(src[:at:at], append([]byte(" "+word+" "), src[end:]...)...)
		}
		r := analysis.Analyze("x.py", src)
		for _, f := range r.Findings {
			if f.Code == "PT902" {
				t.Fatalf("round %d: %s\n%s", i, f.Message, src)
			}
			if f.Range.Start < 0 || f.Range.End > len(src) || f.Range.Start > f.Range.End {
				t.Fatalf("round %d: %v lies outside the file", i, f)
			}
		}
	}
}

func TestEdges(t *testing.T) {
	for name, src := range map[string]string{
		"empty":       "",
		"only spaces": " \n\n",
		"not UTF-8":   "x = \xff\xfe\n",
		"unclosed":    "def f(:\n  x = '",
		"deep":        "x = " + strings.Repeat("(", 10000) + "1" + strings.Repeat(")", 10000),
		"deep binary": "def f(x: int):\n    return " + strings.Repeat("x + ", 5000) + "x\n",
		"long chain":  strings.Repeat("def f%d(x):\n    return x\n", 3),
		"many lists":  "def f():\n    x = " + strings.Repeat("[", 80) + strings.Repeat("]", 80) + "\n    return x\n",
	} {
		r := analysis.Analyze(name, []byte(src))
		if r.Info == nil || r.Lines == nil || r.Module == nil {
			t.Errorf("%s: no result", name)
		}
		for _, f := range r.Findings {
			if f.Code == "PT902" {
				t.Errorf("%s: %s", name, f.Message)
			}
		}
		r.Summary()
	}
}

// A long chain of callers must settle: each function learns its parameter from
// the one before.
func TestLongCallChain(t *testing.T) {
	var src strings.Builder
	const n = 300
	for i := range n {
		fmt.Fprintf(&src, "def f%d(x):\n    y = [x]\n    for i in range(x):\n        y.append(i)\n    return f%d(y[0] + 1)\n\n", i, i+1)
	}
	fmt.Fprintf(&src, "def f%d(x):\n    return str(x)\n\nprint(f0(1))\n", n)
	r := analysis.Analyze("chain.py", []byte(src.String()))
	for _, fn := range r.Info.Funcs {
		if got := fn.Params[0].Type.String() + " " + fn.Result.String(); got != "int str" || !r.Convertible(fn) {
			t.Fatalf("%s: %s %v", fn.Name, got, r.Stopped(fn))
		}
	}
}

func BenchmarkAnalyze(b *testing.B) {
	var src strings.Builder
	for i := range 60 {
		fmt.Fprintf(&src, `
def group%[1]d(words, limit=3):
    """Group.

    >>> group%[1]d(["a", "bb"])
    {1: ["a"], 2: ["bb"]}
    """
    out = {}
    for i, w in enumerate(words):
        if len(w) > limit and i %% 2 == 0:
            continue
        out.setdefault(len(w), []).append(w.upper())
    best = None
    for k, v in sorted(out.items(), key=lambda kv: -kv[0]):
        if best is None or k > best:
            best = k
    if best is not None:
        print(f"{best}: {', '.join(x for x in out[best] if x)}")
    return out
`, i)
	}
	text := []byte(src.String())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		analysis.Analyze("x.py", text)
	}
}

// A context that ends leaves what the parser knew, and its error.
func TestAnalyzeModuleGivesUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r, err := analysis.AnalyzeModule(ctx, "x.py", syntax.Parse([]byte(sample+"\nreturn\n")))
	if !errors.Is(err, context.Canceled) || len(r.Info.Funcs) != 0 || len(r.Info.Findings) != 0 {
		t.Errorf("error %v, %d functions", err, len(r.Info.Funcs))
	}
	if len(r.Findings) != 1 || r.Findings[0].Code != "PT101" {
		t.Errorf("findings %v", r.Findings)
	}
	r.Summary()
	r, err = analysis.AnalyzeModule(t.Context(), "x.py", syntax.Parse([]byte(sample)))
	if err != nil || len(r.Info.Funcs) == 0 {
		t.Errorf("error %v, %d functions", err, len(r.Info.Funcs))
	}
}

// Functions that put what they get into containers and pass those on make types
// that written out would be larger than memory.
func TestTypesOfEndlessDepth(t *testing.T) {
	var src strings.Builder
	const n = 60
	for i := range n {
		fmt.Fprintf(&src, "def g%d(a, b, c):\n    d = {}\n    d[c] = a\n    return d, g%d(d, b, [a, d])\n\n", i, i*13%n)
	}
	r := analysis.Analyze("deep.py", []byte(src.String()))
	for _, f := range r.Findings {
		if f.Code == "PT902" {
			t.Error(f.Message)
		}
	}
}

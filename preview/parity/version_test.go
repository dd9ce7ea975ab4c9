package parity

import (
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/translate"
)

// versions has what Python changed between 3.11 and 3.14.
const versions = `import re


def total(xs: list[float]) -> float:
    return sum(xs)


def mixed(one: int) -> object:
    values = [1e100, one, -1e100, False]
    return sum(values)


def places(text: str) -> list[int]:
    return [m.start() for m in re.finditer(r"\B", text)]


def divided(n: int) -> str:
    try:
        return str(1 // n)
    except ZeroDivisionError as e:
        return str(e)
`

// TestRuntimeFollowsTheVersion runs the same Rust with the runtime of several versions
// of Python, whichever of them this machine has.
func TestRuntimeFollowsTheVersion(t *testing.T) {
	a := analysis.Analyze("versions.py", []byte(versions))
	m := translate.Translate(a, translate.Options{})
	tenths := make([]value.Value, 10)
	for i := range tenths {
		tenths[i] = value.OfFloat(0.1)
	}
	calls := map[string]value.Value{"total": value.OfList(tenths...), "mixed": value.OfInt(1), "places": value.OfStr(""), "divided": value.OfInt(0)}
	for minor, want := range map[int]map[string]string{
		11: {"total": "0.9999999999999999", "mixed": "0.0", "places": "[]", "divided": "'integer division or modulo by zero'"},
		13: {"total": "1.0", "mixed": "0.0", "places": "[]", "divided": "'integer division or modulo by zero'"},
		14: {"total": "1.0", "mixed": "1.0", "places": "[0]", "divided": "'division by zero'"},
	} {
		r := runner(t)
		r.builder.Python = minor
		binary, err := r.builder.Module(t.Context(), m, build.Quick)
		if err != nil {
			t.Fatal(err)
		}
		loaded, err := r.host.Load(t.Context(), binary)
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range m.Functions {
			if !f.Translated() {
				t.Fatalf("%s is not translated: %v", f.Name, f.Refused)
			}
			got, err := loaded.Call(t.Context(), i, []value.Value{calls[f.Name]})
			if err != nil || value.Repr(got.Value) != want[f.Name] {
				t.Errorf("%s as in Python 3.%d: %s, %v, want %s", f.Name, minor, got.String(), err, want[f.Name])
			}
		}
	}
}

// TestWordsOfOtherVersions lets no more differ than what Python itself says.
func TestWordsOfOtherVersions(t *testing.T) {
	raised := func(class, message string, worded bool) *value.Outcome {
		return &value.Outcome{Raised: &value.Raised{Class: class, Message: message}, Worded: worded}
	}
	ours := raised("ValueError", "7 is not in list", false)
	for _, test := range []struct {
		python *value.Outcome
		words  bool
		want   Verdict
	}{
		{raised("ValueError", "7 is not in list", true), true, Identical},
		{raised("ValueError", "list.index(x): x not in list", true), true, Equal},
		{raised("ValueError", "list.index(x): x not in list", true), false, Wrong},
		{raised("ValueError", "list.index(x): x not in list", false), true, Wrong},
		{raised("IndexError", "7 is not in list", true), true, Wrong},
		{&value.Outcome{Value: value.OfInt(1)}, true, Wrong},
	} {
		if got := judge(test.python, ours, leeway{words: test.words}); got != test.want {
			t.Errorf("judge(%s, %s) = %s, want %s", test.python, ours, got, test.want)
		}
	}
	printed := raised("ValueError", "list.index(x): x not in list", true)
	printed.Stdout = "seen\n"
	if got := judge(printed, ours, leeway{words: true}); got != Wrong {
		t.Errorf("with other output: %s", got)
	}
}

// TestWhoseWords wants only a raise statement of the program to have words of its own.
func TestWhoseWords(t *testing.T) {
	interpreter, err := python.Find(t.Context(), python.Search{})
	if err != nil {
		t.Fatal(err)
	}
	o := python.New(interpreter, python.DefaultLimits)
	defer o.Close()
	const source = `import statistics

def inner(n):
    if n == 1:
        raise ValueError("mine")
    return [0][n]

def f(n):
    if n == 3:
        return statistics.mean([])
    if n == 4:
        assert not n, "mine"
    if n == 5:
        try:
            inner(5)
        except IndexError:
            raise
    if n == 6:
        try:
            inner(6)
        except IndexError as e:
            raise KeyError("mine") from e
    return inner(n)
`
	var calls [][]value.Value
	for n := range 6 {
		calls = append(calls, []value.Value{value.OfInt(int64(n + 1))})
	}
	outcomes, err := o.Run(t.Context(), python.Batch{Program: python.Program{Path: "words.py", Module: "words", Source: source}, Function: "f", Args: calls})
	if err != nil {
		t.Fatal(err)
	}
	for i, outcome := range outcomes {
		if outcome.Raised == nil || outcome.Worded == strings.Contains(outcome.Raised.Message, "mine") {
			t.Errorf("f(%d): %s, in Python's words: %v", i+1, outcome.String(), outcome.Worded)
		}
	}
}

package parity

import (
	"slices"
	"testing"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/translate"
)

// deep are functions with a place that chance does not come to. They return "deep"
// there.
var deep = []struct{ name, source string }{
	{"a text put together", `
PREFIX = "ab"

def f(s: str) -> str:
    if s.startswith(PREFIX + "-"):
        if s.endswith(":" + "zx"):
            return "deep"
        return "near"
    return "far"
`},
	{"characters one by one", `
def f(s: str) -> str:
    if len(s) > 3 and s[0] == "q":
        if s[1] == "7":
            if s[2] == "(":
                if s[3] == "W":
                    return "deep"
    return "far"
`},
	{"a number that is computed", `
def f(n: int, k: int) -> str:
    if n * 7 + 3 == 422453:
        if k - n == 12:
            return "deep"
        return "near"
    return "far"
`},
	{"length and order", `
def f(xs: list[int]) -> str:
    if len(xs) == 17:
        for a, b in zip(xs, xs[1:]):
            if a >= b:
                return "near"
        return "deep"
    return "far"
`},
	{"a sorted list", `
def f(xs: list[int]) -> str:
    if len(xs) > 9 and xs == sorted(xs) and xs[0] != xs[-1] and sum(xs) == 431:
        return "deep"
    return "far"
`},
	{"a small language", `
def f(text: str) -> str:
    words = text.split()
    if len(words) == 3:
        if words[0] == "let":
            if words[1] == "x":
                if int(words[2]) == 31:
                    return "deep"
    return "far"
`},
	{"floats", `
def f(x: float, y: float) -> str:
    if x * 2.0 == 1234.5:
        if y > x and y < x + 0.01:
            return "deep"
    return "far"
`},
	{"of a dict", `
def f(d: dict[str, int]) -> str:
    if d.get("width", 0) == 640 and d.get("height", 0) == 481:
        return "deep"
    return "far"
`},
	{"digits of a number", `
def f(n: int) -> str:
    digits = str(n)
    if len(digits) > 3 and digits[0] == "4" and digits[1] == "7":
        if digits[2] == digits[3]:
            return "deep"
    return "far"
`},
	{"case of letters", `
def f(s: str) -> str:
    head, _, rest = s.partition("=")
    if head.strip().lower() == "verbose" and rest.strip().upper() == "FULL":
        return "deep"
    return "far"
`},
}

// TestDeepPlacesAreReached looks for calls that reach the deep places: the search
// finds them, and without it none does.
func TestDeepPlacesAreReached(t *testing.T) {
	r := runner(t)
	for _, test := range deep {
		t.Run(test.name, func(t *testing.T) {
			a := analysis.Analyze("deep.py", []byte(test.source))
			m := translate.Translate(a, translate.Options{})
			req := Request{Analysis: a, Module: m, Cases: cases.DefaultOptions}
			s := &session{Runner: r, req: req, module: m, cases: cases.Of(a), program: programOf(req)}
			f := m.Functions[0]
			reached := func(all []cases.Case) []cases.Case {
				var out []cases.Case
				results := outcomesOf(t, s, f, all)
				for i, c := range all {
					if value.Equal(results[i].Value, value.OfStr("deep")) {
						out = append(out, c)
					}
				}
				return out
			}
			for seed := range uint64(3) {
				opts := cases.Options{Count: 100, Seed: seed}
				guided, err := s.cases.Guided(f, opts, s.explorerOf(t.Context(), f))
				if err != nil {
					t.Fatal(err)
				}
				if len(guided) > 100 || len(reached(guided)) == 0 {
					t.Errorf("seed %d: none of %d cases gets there", seed, len(guided))
				}
				if found := reached(s.cases.For(f, opts)); len(found) > 0 {
					t.Errorf("seed %d: without a search %v gets there", seed, value.Repr(value.OfTuple(found[0].Args...)))
				}
				again, err := s.cases.Guided(f, opts, s.explorerOf(t.Context(), f))
				same := func(a, b cases.Case) bool {
					return a.Origin == b.Origin && slices.EqualFunc(a.Args, b.Args, value.Equal)
				}
				if err != nil || !slices.EqualFunc(guided, again, same) {
					t.Errorf("seed %d: the second search finds something else (%v)", seed, err)
				}
			}
		})
	}
}

// outcomesOf are what Python does in the cases.
func outcomesOf(t *testing.T, s *session, f *translate.Function, all []cases.Case) []value.Outcome {
	t.Helper()
	var calls [][]value.Value
	for _, c := range all {
		calls = append(calls, c.Args)
	}
	target := &target{session: s, function: f}
	out, err := s.oracle.Run(t.Context(), target.batch(calls))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

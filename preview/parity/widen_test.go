package parity

import (
	"slices"
	"testing"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/translate"
)

// TestWiden uses big integers where they are needed, and where their ints go, and
// says so; elsewhere nothing changes.
func TestWiden(t *testing.T) {
	r := runner(t)
	for _, test := range []struct {
		name, source string
		big          []string
		verdicts     string // of all functions
		big64        []bool // which functions compute with big integers in the end
		noBig        string // why others do not
	}{
		{"not needed", "def f(n: int) -> int:\n    return n % 1000\n", nil, "identical", []bool{false}, ""},
		{"needed in one", "def square(n: int) -> int:\n    '''\n    >>> square(10**10)\n    100000000000000000000\n    '''\n    return n * n\n\n\ndef small(n: int) -> int:\n    return n % 7\n",
			[]string{"square"}, "identical identical", []bool{true, false}, ""},
		{"passed on", "def square(n: int) -> int:\n    return n * n\n\n\ndef twice(n: int) -> int:\n    '''\n    >>> twice(10**10)\n    200000000000000000000\n    '''\n    return 2 * square(n)\n",
			[]string{"twice"}, "identical identical", []bool{true, true}, ""},
		{"of a container", "def powers(n: int) -> list[int]:\n    '''\n    >>> powers(70)[-1]\n    590295810358705651712\n    '''\n    out = [1]\n    for _ in range(n % 100 - 1):\n        out.append(out[-1] * 2)\n    return out\n",
			[]string{"powers"}, "identical", []bool{true}, ""},
		{"beside one that cannot have them", "import statistics\n\n\ndef square(n: int) -> int:\n    '''\n    >>> square(10**10)\n    100000000000000000000\n    '''\n    return n * n\n\n\ndef chosen(n: int) -> bool:\n    '''\n    >>> chosen(10**10)\n    True\n    '''\n    return statistics.mean([n * n]) > 0.5\n",
			[]string{"square"}, "identical trapped", []bool{true, false}, "chosen would not be translated with big integers"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := analysis.Analyze("widen.py", []byte(test.source))
			m := translate.Translate(a, translate.Options{})
			out, err := r.Widen(t.Context(), Request{Analysis: a, Module: m, Cases: cases.DefaultOptions, NoSpeed: true}, translate.Options{})
			if err != nil {
				t.Fatal(err)
			}
			verdicts := ""
			var big []bool
			for i, f := range out.Functions {
				if i > 0 {
					verdicts += " "
				}
				verdicts += string(f.Verdict)
				big = append(big, out.Module.Functions[i].Big)
			}
			noBig := ""
			if out.NoBig != nil {
				noBig = out.NoBig.Error()
			}
			if !slices.Equal(out.Big, test.big) || verdicts != test.verdicts || !slices.Equal(big, test.big64) || noBig != test.noBig {
				t.Errorf("big %v, %s, %v (%v); want %v, %s, %v (%s)", out.Big, verdicts, big, out.NoBig, test.big, test.verdicts, test.big64, test.noBig)
			}
		})
	}
}

// TestTolerance lets floats differ in their last digits, and nothing else.
func TestTolerance(t *testing.T) {
	r := runner(t)
	third := hand{
		python: "def third(x: float) -> float:\n    return x / 3",
		rust:   "pub fn third(x: f64) -> f64 {\n    x * (1.0 / 3.0)\n}",
		params: params("x f64"),
	}
	a, m := file(t, "", third, hands[1])
	for tolerance, want := range map[float64][]Verdict{0: {Wrong, Wrong}, 1e-12: {Equal, Wrong}} {
		report, err := r.Run(t.Context(), Request{Analysis: a, Module: m, Tolerance: tolerance, NoSpeed: true})
		if err != nil {
			t.Fatal(err)
		}
		if got := []Verdict{report.Functions[0].Verdict, report.Functions[1].Verdict}; !slices.Equal(got, want) || report.Tolerance != tolerance {
			t.Errorf("%v: %v, want %v", tolerance, got, want)
		}
	}
}

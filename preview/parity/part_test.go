package parity

import (
	"slices"
	"testing"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/translate"
)

// TestPartOfAModule compares some functions of a module, of which only the Rust that
// they need is built; where that is more than was thought all of it is.
func TestPartOfAModule(t *testing.T) {
	r, err := NewRunner(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	const source = `
class Pair:
    def __init__(self, n: int) -> None:
        self.n = scaled(n)


def scaled(n: int) -> int:
    return n * 3 % 1000


def used(n: int) -> int:
    return Pair(n).n + 1


def half(n: int) -> int:
    return n // 2


def quarter(n: int) -> int:
    return half(half(n))


def other(xs: list[str]) -> str:
    return ",".join(xs)
`
	a := analysis.Analyze("part.py", []byte(source))
	m := translate.Translate(a, translate.Options{})
	for _, names := range [][]string{{"quarter"}, {"other"}, {"used"}, {"scaled", "other"}} {
		report, err := r.Run(t.Context(), Request{Analysis: a, Module: m, Functions: names, Cases: cases.Options{Count: 20, Seed: 1}, NoSpeed: true})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range report.Functions {
			got = append(got, f.Name)
			if f.Verdict != Identical || f.Calls < 20 {
				t.Errorf("%s: %+v", f.Name, f)
			}
		}
		slices.Sort(got)
		slices.Sort(names)
		if !slices.Equal(got, names) {
			t.Errorf("compared %v, want %v", got, names)
		}
	}
}

package translate_test

import (
	"testing"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/translate"
)

// TestTypeParameters compares functions with type parameters in brackets, which the
// CPython of the other tests cannot read, with those that say it by TypeVar, which
// they run.
func TestTypeParameters(t *testing.T) {
	const body = `    if xs:
        return xs[0]
    return default


def firsts(n: int) -> str:
    return str(first([n], 2)) + first(["a"], "b")


def corner(g: Grid) -> int:
    return g[0][0]
`
	rust := func(source string) string {
		r := analysis.Analyze("generic.py", []byte(source))
		m := translate.Translate(r, translate.Options{})
		for _, f := range translate.Findings(r, m) {
			if f.Stops() {
				t.Errorf("%s %s", f.Code, f.Message)
			}
		}
		return m.Rust
	}
	brackets := rust("type Grid = list[list[int]]\n\n\ndef first[T](xs: list[T], default: T) -> T:\n" + body)
	variable := rust("from typing import TypeVar\n\nT = TypeVar(\"T\")\nGrid = list[list[int]]\n\n\ndef first(xs: list[T], default: T) -> T:\n" + body)
	if brackets != variable || brackets == "" {
		t.Errorf("with brackets:\n%s\nwith TypeVar:\n%s", brackets, variable)
	}
}

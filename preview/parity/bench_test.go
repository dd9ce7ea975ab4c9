package parity

import (
	"os"
	"testing"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/translate"
)

// BenchmarkVerdicts is a comparison of a module of 12 functions whose WASM is built
// already, with everything warm.
func BenchmarkVerdicts(b *testing.B) {
	src, err := os.ReadFile("../../bench/latency/sample.py")
	if err != nil {
		b.Fatal(err)
	}
	r, err := NewRunner(b.Context(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	a := analysis.Analyze("sample.py", src)
	m := translate.Translate(a, translate.Options{})
	for b.Loop() {
		if _, err := r.Run(b.Context(), Request{Analysis: a, Module: m, NoSpeed: true}); err != nil {
			b.Fatal(err)
		}
	}
}

package types_test

import (
	"testing"

	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// TestWalksLeftOut wants the same of inference that walks units again though nothing
// has changed that they read.
func TestWalksLeftOut(t *testing.T) {
	for _, src := range programs(t) {
		m := syntax.Parse(src)
		thorough, err := types.InferThorough(t.Context(), m, source.NewLines(src))
		if err != nil {
			t.Fatal(err)
		}
		info, _ := infer(t, src, nil)
		if got, want := dump(info), dump(thorough); got != want {
			t.Fatalf("%s\n%s", src, firstDifference(got, want))
		}
	}
}

package syntax

import (
	"slices"
	"testing"
)

// TestShare shares out parts: each once, in their order, and none empty.
func TestShare(t *testing.T) {
	long := Range{0, 3 * worthSharing}
	for _, parts := range [][]Range{
		nil, {{0, 0}}, {{0, 4}}, {long}, {long, {5, 6}}, {{5, 6}, long}, {long, long, long}, {{0, 0}, long, {0, 0}},
	} {
		for most := 1; most < 5; most++ {
			shares := share(parts, most)
			if got := slices.Concat(shares...); !slices.Equal(got, parts) || len(shares) > most {
				t.Errorf("%v among %d: %v", parts, most, shares)
			}
			for _, s := range shares {
				if len(s) == 0 {
					t.Errorf("%v among %d: %v", parts, most, shares)
				}
			}
		}
	}
}

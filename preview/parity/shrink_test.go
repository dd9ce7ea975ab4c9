package parity

import (
	"testing"

	"github.com/portalis-dev/portalis/preview/value"
)

// A set has no element twice, whatever its elements are shrunk to.
func TestShrunkSets(t *testing.T) {
	v := value.Value{Kind: value.Set, Elems: []value.Value{value.OfInt(1), value.OfInt(0), value.OfInt(-1)}}
	found := smallerValues(v)
	if len(found) < 6 {
		t.Errorf("only %d smaller sets of {1, 0, -1}", len(found))
	}
	for _, smaller := range found {
		if meets(smaller) {
			t.Errorf("%v is no set", smaller)
		}
	}
}

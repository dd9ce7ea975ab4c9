package scale

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// TestDamagedPrograms is a short run of what FuzzCheck does for long, with damage
// that keeps more of the programs readable: pieces of others put in, taken out
// and doubled.
func TestDamagedPrograms(t *testing.T) {
	sources := samples(t)
	random := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		src := damage(random, sources)
		for _, problem := range check("x.py", src, false) {
			if problem != nothingReported {
				t.Errorf("%q: %s", src, problem)
			}
		}
	}
}

// damage is one of the sources with a few pieces of others in the place of some
// of its own.
func damage(random *rand.Rand, sources [][]byte) []byte {
	src := bytes.Clone(sources[random.IntN(len(sources))])
	for range 1 + random.IntN(4) {
		other := sources[random.IntN(len(sources))]
		from := random.IntN(len(other))
		piece := other[from:min(len(other), from+random.IntN(60))]
		at := random.IntN(len(src) + 1)
		end := min(len(src), at+random.IntN(30))
		src = bytes.Join([][]byte{src[:at], src[end:]}, piece)
	}
	return src
}

package types_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

const shop = `
def total(prices, discount):
    out = 0.0
    for p in prices:
        out += p * (1 - discount)
    return out

def first(xs):
    return xs[0] if xs else None

def clamp(n, low, high):
    if n < low:
        raise ValueError("low")
    return min(n, high)

def untold(x):
    return x
`

// TestSamples seeds parameters from tests as people write them.
func TestSamples(t *testing.T) {
	for _, test := range []struct {
		name, of, sample string
		want             map[string]string
	}{
		{"pytest", "shop", `
import pytest
import shop
from shop import total, first as head

PRICES = [1.5]

@pytest.fixture
def discount():
    return 0.5

def test_total(discount):
    assert total([1.5], 0.1) == pytest.approx(1.35)
    assert total(PRICES, discount) == 1.0

class TestHead:
    def test_first(self):
        for xs in (["a"], []):
            assert head(xs) in ("a", None)

def test_clamp():
    assert shop.clamp(3, 1, 2) == 2
    with pytest.raises(TypeError):
        shop.clamp("a", 1, 2)
`, map[string]string{
			"total": "(list[float], float) -> float", "first": "(list[str]) -> str | None", "clamp": "(int, int, int) -> int",
		}},
		{"unittest", "pkg.shop", `
import unittest
from pkg import shop as s
from pkg.shop import *

class Clamp(unittest.TestCase):
    def test_it(self):
        self.assertEqual(s.clamp(3, 1, 2), 2)
        self.assertEqual(first([1]), 1)
        with self.assertRaises(TypeError):
            s.clamp(None, 1, 2)
`, map[string]string{"first": "(list[int]) -> int | None", "clamp": "(int, int, int) -> int"}},
		{"a program that uses it", "shop", `
from shop import first, total

PRICES = [1.5]
print(first(["a"]))

def main(half=0.5):
    print(total(PRICES, 0.5))

if __name__ == "__main__":
    main()
`, map[string]string{"total": "(list[float], float) -> float", "first": "(list[str]) -> str | None"}},
		{"of another module", "shop", "from store import first\nfirst(['a'])\n", nil},
		{"its own name of a function", "shop", "from shop import clamp\ndef first(xs):\n    return xs\nfirst(['a'])\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			src := []byte(shop)
			sample := syntax.Parse([]byte(test.sample))
			if len(sample.Errors) > 0 {
				t.Fatal(sample.Errors)
			}
			info, err := types.Infer(t.Context(), syntax.Parse(src), source.NewLines(src), types.Sample{Module: sample, Of: test.of})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]string{}
			for _, fn := range info.Funcs {
				for _, seed := range fn.Seeds {
					if seed == "call" {
						got[fn.Name] = types.Signature(fn)
					}
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" && len(test.want)+len(got) > 0 {
				t.Errorf("(-want +got):\n%s", diff)
			}
			for _, f := range info.Findings {
				if f.Range.End > len(src) {
					t.Errorf("a finding about the sample: %+v", f)
				}
			}
		})
	}
}

package python

import (
	"slices"
	"testing"

	"github.com/portalis-dev/portalis/preview/value"
)

// TestCover tells calls apart by the ways that they take.
func TestCover(t *testing.T) {
	o := explorer(t)
	const source = `
def helper(n):
    return [k for k in range(n) if k % 2]

def f(n, s):
    "A docstring stays one."
    match = {"a": 1}
    for part in s.split(","):
        if 0 < n < 10 and part in match:
            return "small"
    try:
        total = 0
        total += n ** 2
        while total > 100:
            total //= 2
        return helper(total) or (lambda k: -k)(n)
    except ZeroDivisionError:
        return None
    else:
        raise ValueError(f"{n:>{len(s)}}")
    finally:
        n += 1
`
	calls := [][2]any{{5, "x"}, {5, "a"}, {5, "x"}, {6, "x"}, {50, "x"}, {1 << 40, ""}}
	var all [][]value.Value
	for _, c := range calls {
		all = append(all, args(value.OfInt(int64(c[0].(int))), value.OfStr(c[1].(string))))
	}
	trails, err := o.Cover(t.Context(), batch(source, "f", all...))
	if err != nil || len(trails) != len(calls) {
		t.Fatalf("%d trails, %v", len(trails), err)
	}
	same := func(i, j int) bool { return slices.Equal(trails[i].Ways, trails[j].Ways) }
	if !same(0, 2) || same(0, 1) || same(0, 4) || same(1, 4) {
		t.Errorf("%v", trails)
	}
	if trails[0].Large || !trails[5].Large {
		t.Errorf("which call needs large integers: %v, %v", trails[0].Large, trails[5].Large)
	}
	pair := [2]value.Value{value.OfStr("x"), value.OfStr("a")}
	if !slices.ContainsFunc(trails[0].Compared, func(p [2]value.Value) bool {
		return value.Equal(p[0], pair[0]) && value.Equal(p[1], pair[1])
	}) {
		t.Errorf("compared: %v", trails[0].Compared)
	}
}

func TestCoverStops(t *testing.T) {
	o := explorer(t)
	const source = "def f(n):\n    while n != 3:\n        n += 1 if n < 3 else 0\n    return n\n"
	trails, err := o.Cover(t.Context(), batch(source, "f", args(value.OfInt(4)), args(value.OfInt(1))))
	if err != nil || len(trails) != 2 || trails[0].Stop != "out of time" || trails[1].Stop != "" {
		t.Errorf("%+v, %v", trails, err)
	}
	const sleeps = "import time\ndef f(n):\n    time.sleep(3600)\n"
	trails, err = o.Cover(t.Context(), batch(sleeps, "f", args(value.OfInt(4)), args(value.OfInt(1))))
	if err != nil || len(trails) != 1 || trails[0].Stop == "" {
		t.Errorf("%+v, %v", trails, err)
	}
}

// TestCoverIsTheSame asks several processes about a program that walks a set.
func TestCoverIsTheSame(t *testing.T) {
	const source = "def f(s):\n    for word in set(s.split()):\n        if word > 'm':\n            return word\n    return s\n"
	var first []Trail
	for range 4 {
		o := explorer(t)
		trails, err := o.Cover(t.Context(), batch(source, "f", args(value.OfStr("one two three four five six seven"))))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = trails
		}
		if !slices.Equal(first[0].Ways, trails[0].Ways) {
			t.Errorf("%v, then %v", first, trails)
		}
	}
}

func explorer(t *testing.T) *Oracle {
	t.Helper()
	found, err := Find(t.Context(), Search{})
	if err != nil {
		t.Fatal(err)
	}
	o := NewExplorer(found, limits)
	t.Cleanup(o.Close)
	return o
}

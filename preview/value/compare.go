package value

import (
	"bytes"
	"math"
	"math/big"
	"slices"
	"strings"
)

// A Match says how much a value of the translation is like Python's.
type Match int

// The matches, from worst to best.
const (
	Different Match = iota
	// SameNumber means that somewhere Python has an int where the translation
	// has the float of the same value, and nothing else differs.
	SameNumber
	Same
)

// Compare compares the value that Python gave with that of the translation.
//
// Floats are compared by their bits, so 0.0 and -0.0 differ, but any NaN equals
// any other. True is not 1. The order of a dict counts, that of a set does not.
// An int of Python may have become a float, since Python keeps the int that was
// passed for a parameter declared float; never the other way round.
func Compare(python, translation Value) Match { return Within(python, translation, 0) }

// Within is Compare, with floats that may differ by so much of the larger of them:
// those that do count as the same number. An infinity or NaN is like itself alone.
func Within(python, translation Value, tolerance float64) Match {
	p, t := python, translation
	if p.Kind != t.Kind {
		return compareKinds(p, t)
	}
	switch p.Kind {
	case None:
		return Same
	case Bool:
		return matchIf(p.Bool == t.Bool)
	case Int:
		return matchIf(p.Int == t.Int)
	case Float:
		return compareFloats(p.Float, t.Float, tolerance)
	case BigInt, Str, Bytes:
		return matchIf(p.Text == t.Text)
	case List, Tuple, Dict:
		return compareElems(p.Elems, t.Elems, tolerance)
	case Set, Frozenset:
		return compareElems(sorted(p.Elems), sorted(t.Elems), tolerance)
	case Opaque:
		return matchIf(p.Text == t.Text && tellsAll(p.Text))
	}
	return Different
}

// tellsAll reports whether the repr of an object without an encoding says all
// that there is to it; others show an address, or leave something out.
func tellsAll(repr string) bool {
	return strings.HasPrefix(repr, "<re.Match object; span=") || strings.HasPrefix(repr, "re.compile(")
}

func matchIf(same bool) Match {
	if same {
		return Same
	}
	return Different
}

func compareFloats(p, t, tolerance float64) Match {
	switch {
	case math.Float64bits(p) == math.Float64bits(t), p != p && t != t:
		return Same
	case math.IsInf(p, 0) || math.IsInf(t, 0):
		return Different
	case tolerance > 0 && math.Abs(p-t) <= tolerance*max(math.Abs(p), math.Abs(t)):
		return SameNumber
	}
	return Different
}

func compareElems(ps, ts []Value, tolerance float64) Match {
	if len(ps) != len(ts) {
		return Different
	}
	match := Same
	for i := range ps {
		match = min(match, Within(ps[i], ts[i], tolerance))
		if match == Different {
			break
		}
	}
	return match
}

// compareKinds compares values of two kinds: an int with a float may agree.
func compareKinds(p, t Value) Match {
	if t.Kind != Float || p.Kind != Int && p.Kind != BigInt {
		return Different
	}
	if math.IsInf(t.Float, 0) || math.IsNaN(t.Float) || t.Float == 0 && math.Signbit(t.Float) {
		return Different
	}
	i, accuracy := big.NewFloat(t.Float).Int(nil)
	if accuracy != big.Exact || i.Cmp(p.big()) != 0 {
		return Different
	}
	return SameNumber
}

// sorted returns elems in an order that depends on their values alone.
func sorted(elems []Value) []Value {
	return slices.SortedFunc(slices.Values(elems), func(a, b Value) int {
		return bytes.Compare(Encode(a), Encode(b))
	})
}

// Equal reports whether a and b are the same value in every respect.
func Equal(a, b Value) bool { return Compare(a, b) == Same }

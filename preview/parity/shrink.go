package parity

import (
	"context"
	"math"
	"slices"

	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/value"
)

const (
	shrinkRounds = 25
	shrinkTries  = 60 // calls in one round
)

// shrink looks for the smallest call that fails as c does.
func (t *target) shrink(ctx context.Context, c comparison) (comparison, error) {
	for range shrinkRounds {
		var tries []cases.Case
		for _, args := range smaller(c.Args) {
			tries = append(tries, cases.Case{Args: args})
		}
		slices.SortStableFunc(tries, func(a, b cases.Case) int { return sizeOf(a.Args) - sizeOf(b.Args) })
		results, err := t.run(ctx, tries[:min(len(tries), shrinkTries)])
		if err != nil {
			return c, err
		}
		at := slices.IndexFunc(results, func(r comparison) bool {
			return r.verdict == c.verdict && r.wasm.Stop == c.wasm.Stop
		})
		if at < 0 {
			return c, nil
		}
		c = results[at]
	}
	return c, nil
}

// smaller returns lists of arguments that are a step smaller than args.
func smaller(args []value.Value) [][]value.Value {
	var out [][]value.Value
	for i, a := range args {
		for _, v := range smallerValues(a) {
			if sizeOf([]value.Value{v}) < sizeOf([]value.Value{a}) {
				next := slices.Clone(args)
				next[i] = v
				out = append(out, next)
			}
		}
	}
	return out
}

// smallerValues returns values of the kind of v that may be smaller.
func smallerValues(v value.Value) []value.Value {
	switch v.Kind {
	case value.Bool:
		return []value.Value{value.OfBool(false)}
	case value.Int:
		i := v.Int
		out := []value.Value{value.OfInt(0), value.OfInt(i / 2), value.OfInt(i - sign(i))}
		if i < 0 && i != math.MinInt64 {
			out = append(out, value.OfInt(-i))
		}
		return out
	case value.Float:
		f := v.Float
		return []value.Value{value.OfFloat(0), value.OfFloat(1), value.OfFloat(math.Trunc(f)), value.OfFloat(math.Trunc(f / 2)), value.OfFloat(-f), value.OfFloat(math.Round(f*10) / 10)}
	case value.Str:
		return smallerStrs([]rune(v.Text))
	case value.List, value.Set, value.Frozenset:
		return smallerElems(v, 1)
	case value.Dict:
		return smallerElems(v, 2)
	case value.Tuple:
		return smallerParts(v)
	}
	return nil
}

func sign(i int64) int64 {
	switch {
	case i < 0:
		return -1
	case i > 0:
		return 1
	}
	return 0
}

func smallerStrs(text []rune) []value.Value {
	out := []value.Value{value.OfStr(""), value.OfStr(string(text[:len(text)/2])), value.OfStr(string(text[len(text)/2:]))}
	for i := range min(len(text), 20) {
		out = append(out, value.OfStr(string(text[:i])+string(text[i+1:])))
		if text[i] >= 0x80 { // takes more bytes, so it counts as bigger
			out = append(out, value.OfStr(string(text[:i])+"a"+string(text[i+1:])))
		}
	}
	return out
}

// smallerElems leaves out elements, or entries of a dict, or makes one smaller.
func smallerElems(v value.Value, step int) []value.Value {
	with := func(elems ...value.Value) value.Value { return value.Value{Kind: v.Kind, Elems: elems} }
	n := len(v.Elems) / step
	half := n / 2 * step
	out := []value.Value{with(), with(v.Elems[:half]...), with(v.Elems[half:]...)}
	for i := range min(n, 20) {
		out = append(out, with(slices.Concat(v.Elems[:i*step], v.Elems[(i+1)*step:])...))
	}
	if v.Kind == value.Dict {
		return out // smaller keys could meet
	}
	parts := smallerParts(v)
	if v.Kind != value.List {
		parts = slices.DeleteFunc(parts, meets)
	}
	return append(out, parts...)
}

// meets reports whether two elements of a set are equal, which no set has.
func meets(v value.Value) bool {
	for i, x := range v.Elems {
		if slices.ContainsFunc(v.Elems[:i], func(y value.Value) bool { return value.Equal(x, y) }) {
			return true
		}
	}
	return false
}

func smallerParts(v value.Value) []value.Value {
	var out []value.Value
	for _, elems := range smaller(v.Elems[:min(len(v.Elems), 20)]) {
		out = append(out, value.Value{Kind: v.Kind, Elems: slices.Concat(elems, v.Elems[len(elems):])})
	}
	return out
}

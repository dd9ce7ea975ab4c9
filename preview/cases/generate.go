package cases

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/preview/value"
)

// A generator makes arguments for one function.
type generator struct {
	pool
	types []types.Type
	found [][]value.Value // arguments of calls in the file
	rand  *rand.Rand
	big   bool // whether ints may have more than 64 bits
	alike bool // whether there are several values that may be the same

	// Of the call being made:
	side    int    // of its matrices, so that they fit each other
	letters []rune // of all its strs, so that they have much in common; nil for any
	few     bool   // its ints are of a handful, so that they meet
}

// boundaries returns calls that try each boundary value of each parameter with
// ordinary values of the others.
func (g *generator) boundaries() [][]value.Value {
	perParam := make([][]value.Value, len(g.types))
	most := 0
	for i, t := range g.types {
		perParam[i] = g.edges(t, 0)
		most = max(most, len(perParam[i]))
	}
	if len(g.types) == 0 {
		return [][]value.Value{{}}
	}
	var out [][]value.Value
	// The first boundary of all parameters at once, then each on its own.
	for n := range most {
		for i := range g.types {
			if n >= len(perParam[i]) {
				continue
			}
			args := g.random()
			args[i] = perParam[i][n]
			if n == 0 {
				for j := range args {
					args[j] = perParam[j][0]
				}
			}
			out = append(out, args)
		}
	}
	return out
}

// edges returns the boundary values of a type, the plainest first.
func (g *generator) edges(t types.Type, depth int) []value.Value {
	switch t := t.(type) {
	case types.Basic:
		return g.basicEdges(t)
	case types.Optional:
		return append([]value.Value{value.OfNone()}, g.edges(t.Elem, depth)...)
	case types.List:
		return g.listEdges(t, depth)
	case types.Union:
		var out []value.Value
		for _, m := range t.Members {
			out = append(out, g.edges(m, depth)...)
		}
		return out
	case types.VarTuple:
		return ofKind(value.Tuple, g.listEdges(types.List(t), depth))
	case types.Set:
		return ofKind(setKind(t), g.listEdges(types.List{Elem: t.Elem}, depth))
	case types.Dict:
		return g.dictEdges(t, depth)
	case types.Tuple:
		return g.tupleEdges(t, depth)
	}
	return nil
}

func (g *generator) basicEdges(t types.Basic) []value.Value {
	var out []value.Value
	switch t {
	case types.Int:
		for _, i := range g.intEdges() {
			out = append(out, value.OfInt(i))
		}
		if g.big && !g.recursive && !g.loops {
			for _, digits := range largeInts {
				out = append(out, value.Value{Kind: value.BigInt, Text: digits})
			}
		}
	case types.Float:
		floats := []float64{0, 1, -1, 0.5, -2.5, 3.75, 1e-7, 1e16, math.Copysign(0, -1), 2.675, 100.125}
		floats = append(append(floats, g.floats...), math.Inf(1), math.Inf(-1), math.NaN())
		for _, f := range floats {
			out = append(out, value.OfFloat(f))
		}
	case types.Bool:
		out = []value.Value{value.OfBool(false), value.OfBool(true)}
	case types.Str:
		strs := []string{
			"", "a", "Hello, World!", "aa", "  two  words\n", "0", "-12", "é", "e\u0301", "日本語", "🎉 ok",
			"ß", "İ", "\u00a0x\u2003", "1.5", "abcba", "A1 b2\tC3",
		}
		for _, s := range append(strs, g.strs...) {
			out = append(out, value.OfStr(s))
		}
	case types.Bytes:
		for _, s := range []string{"", "a", "hello", "\x00\xff", "aa bb\n", "0123456789abcdef", "caf\xc3\xa9"} {
			out = append(out, value.OfBytes(s))
		}
	case types.NoneType:
		out = []value.Value{value.OfNone()}
	}
	return out
}

// setKind is the kind of the values of a set type.
func setKind(t types.Set) value.Kind {
	if t.Frozen {
		return value.Frozenset
	}
	return value.Set
}

// ofKind makes containers of another kind of lists; sets hold each element once.
func ofKind(kind value.Kind, lists []value.Value) []value.Value {
	out := make([]value.Value, len(lists))
	for i, l := range lists {
		if out[i] = (value.Value{Kind: kind, Elems: l.Elems}); kind == value.Tuple {
			continue
		}
		entries := value.OfDict()
		for _, e := range l.Elems {
			entries = put(entries, e, value.OfNone())
		}
		out[i].Elems = nil
		for j := 0; j < len(entries.Elems); j += 2 {
			out[i].Elems = append(out[i].Elems, entries.Elems[j])
		}
	}
	return out
}

// intEdges are small where bigger ones would run long or overflow for certain.
// largeInts are ints around the ends of what fits in 64 bits, and beyond.
var largeInts = []string{"9223372036854775808", "-9223372036854775809", "18446744073709551616", "100000000000000000000000000000"}

func (g *generator) intEdges() []int64 {
	ints := []int64{0, 1, -1, 2, 3, -2, 5, 7, -7, 10, 4, 6, 8, 9, 12, 16}
	limit := int64(math.MaxInt64)
	switch {
	case g.recursive:
		limit = 18
	case g.loops && g.divides:
		limit = 5000
		ints = append(ints, 25, 64, 91, -91, 97, 100, 360, 997, 1024, 4999)
	case g.loops:
		limit = 91
		ints = append(ints, 20, 25, 64, 91, -91)
	case g.grows:
		ints = append(ints, 15, 99, 100, -100, 255, 1000, -1000, 12345, 1<<31, -1<<31)
	default:
		ints = append(ints, 15, 99, 100, -100, 255, 1000, 12345, 1_000_000, -1_000_000, 1<<31, -1<<31, 1<<53+1, -1<<53-1)
	}
	for _, i := range g.ints {
		for _, near := range []int64{i, i - 1, i + 1, -i} {
			// A number that the source names is not too big for its own code.
			if near <= max(limit, 2000) && (near <= limit || !g.recursive) {
				ints = append(ints, near)
			}
		}
	}
	return ints
}

func (g *generator) listEdges(t types.List, depth int) []value.Value {
	out := []value.Value{value.OfList()}
	if t.Elem == types.Type(types.Never) || depth > 2 {
		return out
	}
	elems := g.edges(t.Elem, depth+1)
	if len(elems) == 0 {
		return out
	}
	one := elems[min(1, len(elems)-1)]
	out = append(out, value.OfList(one), value.OfList(one, one), value.OfList(one, elems[0], one))
	few := elems[:min(len(elems), 7)]
	reversed := slices.Clone(few)
	slices.Reverse(reversed)
	out = append(out, value.OfList(few...), value.OfList(reversed...), ascending(value.OfList(few...)))
	if len(elems) > 7 {
		out = append(out, value.OfList(elems[7:min(len(elems), 20)]...))
	}
	return out
}

func (g *generator) dictEdges(t types.Dict, depth int) []value.Value {
	out := []value.Value{value.OfDict()}
	if t.Key == types.Type(types.Never) || t.Value == types.Type(types.Never) || depth > 2 {
		return out
	}
	keys, values := g.edges(t.Key, depth+1), g.edges(t.Value, depth+1)
	if len(keys) == 0 || len(values) == 0 {
		return out
	}
	for _, n := range []int{1, 2, 5} {
		d := value.OfDict()
		for i := range min(n, len(keys)) {
			d = put(d, keys[(i+1)%len(keys)], values[i%len(values)])
		}
		out = append(out, d)
	}
	return out
}

func (g *generator) tupleEdges(t types.Tuple, depth int) []value.Value {
	if len(t.Elems) == 0 {
		return []value.Value{value.OfTuple()}
	}
	var out []value.Value
	for n := range 6 {
		v := value.OfTuple()
		for _, e := range t.Elems {
			edges := g.edges(e, depth+1)
			v.Elems = append(v.Elems, edges[n%len(edges)])
		}
		out = append(out, v)
	}
	return out
}

// put adds an entry to a dict that has no such key yet. A NaN is no key one
// could find again.
func put(d, key, v value.Value) value.Value {
	if key.Kind == value.Float && math.IsNaN(key.Float) {
		return d
	}
	for i := 0; i < len(d.Elems); i += 2 {
		if value.Equal(d.Elems[i], key) || zero(d.Elems[i]) && zero(key) {
			return d
		}
	}
	d.Elems = append(d.Elems, key, v)
	return d
}

// zero reports whether v is 0.0 or -0.0, which are one key.
func zero(v value.Value) bool { return v.Kind == value.Float && v.Float == 0 }

// ascending returns a list in order, where its elements have a plain one.
func ascending(list value.Value) value.Value {
	out := value.OfList(slices.Clone(list.Elems)...)
	slices.SortStableFunc(out.Elems, func(a, b value.Value) int {
		switch {
		case a.Kind != b.Kind:
			return 0
		case a.Kind == value.Int:
			return cmp.Compare(a.Int, b.Int)
		case a.Kind == value.Float:
			return cmp.Compare(a.Float, b.Float)
		}
		return strings.Compare(a.Text, b.Text)
	})
	return out
}

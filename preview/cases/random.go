package cases

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/preview/value"
)

// chance reports true in one of n cases.
func (g *generator) chance(n int) bool { return g.rand.IntN(n) == 0 }

// random returns arguments that have something to do with each other more often
// than chance alone would have it.
func (g *generator) random() []value.Value {
	g.side = g.rand.IntN(5)
	if g.alike && g.chance(4) {
		return g.narrow()
	}
	return g.anew()
}

func (g *generator) anew() []value.Value {
	args := make([]value.Value, len(g.types))
	for i, t := range g.types {
		args[i] = g.value(t, 0)
	}
	for i := range args {
		for j := range args {
			if i != j && g.chance(3) {
				if related := g.relate(args[i], args[j]); fits(related, g.types[j]) {
					args[j] = related // which an empty list, say, alone does not tell
				}
			}
		}
	}
	return args
}

// holdsOf counts the values of a plain type that values of types hold; a list may
// hold many, and so may a tuple of any length.
func holdsOf(plain types.Basic, all []types.Type) int {
	n := 0
	for _, t := range all {
		switch t := t.(type) {
		case types.Basic:
			if t == plain {
				n++
			}
		case types.List, types.VarTuple:
			n += 2 * holdsOf(plain, types.Parts(t))
		case types.Tuple, types.Optional:
			n += holdsOf(plain, types.Parts(t))
		}
	}
	return n
}

// narrow returns arguments of two or three letters, of those that the source names
// and others, and of a handful of ints.
func (g *generator) narrow() []value.Value {
	defer func() { g.letters, g.few = nil, false }()
	for range 2 + g.rand.IntN(2) {
		from := alphabet[:3]
		if len(g.chars) > 1 && g.chance(2) {
			from = g.chars
		}
		g.letters = append(g.letters, from[g.rand.IntN(len(from))])
	}
	g.few, g.side = true, 1+g.rand.IntN(4)
	return g.anew()
}

// relate returns an argument to go with another: an element or index of a
// container, a part of a str, the same value; or else b as it is.
func (g *generator) relate(a, b value.Value) value.Value {
	n := len(a.Elems)
	if a.Kind == value.Str {
		n = len([]rune(a.Text))
	}
	switch {
	case b.Kind == value.Int && (a.Kind == value.List || a.Kind == value.Str) && g.chance(2):
		return value.OfInt(int64(g.rand.IntN(2*n+3) - n - 1))
	case (a.Kind == value.List || a.Kind == value.Set || a.Kind == value.Frozenset) && n > 0:
		if e := a.Elems[g.rand.IntN(n)]; sameShape(e, b) {
			return e
		}
	case a.Kind == value.Dict && n > 0:
		if e := a.Elems[g.rand.IntN(n/2)*2]; sameShape(e, b) {
			return e
		}
	case a.Kind == value.Str && b.Kind == value.Str && n > 0:
		start := g.rand.IntN(n)
		return value.OfStr(string([]rune(a.Text)[start : start+1+g.rand.IntN(n-start)]))
	}
	if sameShape(a, b) && g.chance(2) {
		return a
	}
	return b
}

// sameShape reports whether a may stand where b does; containers are compared
// only by the kinds of their first elements.
func sameShape(a, b value.Value) bool {
	if a.Kind != b.Kind {
		return false
	}
	switch a.Kind {
	case value.Tuple:
		if len(a.Elems) != len(b.Elems) {
			return false
		}
		for i := range a.Elems {
			if !sameShape(a.Elems[i], b.Elems[i]) {
				return false
			}
		}
	case value.List, value.Set, value.Frozenset, value.Dict:
		return len(a.Elems) > 0 && len(b.Elems) > 0 && sameShape(a.Elems[0], b.Elems[0]) &&
			sameShape(a.Elems[len(a.Elems)-1], b.Elems[len(b.Elems)-1])
	}
	return true
}

// value makes a value of a type.
func (g *generator) value(t types.Type, depth int) value.Value {
	switch t := t.(type) {
	case types.Basic:
		return g.basic(t)
	case types.Optional:
		if g.chance(5) {
			return value.OfNone()
		}
		return g.value(t.Elem, depth)
	case types.List:
		return g.list(t, depth)
	case types.Dict:
		d := value.OfDict()
		if t.Key != types.Type(types.Never) && t.Value != types.Type(types.Never) {
			for range g.length(depth) {
				d = put(d, g.value(t.Key, depth+1), g.value(t.Value, depth+1))
			}
		}
		return d
	case types.Union:
		return g.value(t.Members[g.rand.IntN(len(t.Members))], depth)
	case types.VarTuple:
		return ofKind(value.Tuple, []value.Value{g.list(types.List(t), depth)})[0]
	case types.Set:
		return ofKind(setKind(t), []value.Value{g.list(types.List{Elem: t.Elem}, depth)})[0]
	case types.Tuple:
		v := value.OfTuple()
		for _, e := range t.Elems {
			v.Elems = append(v.Elems, g.value(e, depth+1))
		}
		return v
	}
	return value.OfNone()
}

func (g *generator) basic(t types.Basic) value.Value {
	switch t {
	case types.Int:
		return value.OfInt(g.int())
	case types.Float:
		return value.OfFloat(g.float())
	case types.Bool:
		return value.OfBool(g.chance(2))
	case types.Str:
		return value.OfStr(g.str())
	case types.Bytes:
		return value.OfBytes(g.str())
	}
	return value.OfNone()
}

func (g *generator) int() int64 {
	span := int64(20)
	switch {
	case g.few:
		return g.rand.Int64N(6) - 1
	case g.recursive:
		span = 12
	case g.loops && !g.divides:
		span = 24
	case g.chance(4):
		span = 1000
	}
	if len(g.ints) > 0 && g.chance(6) {
		if i := g.ints[g.rand.IntN(len(g.ints))]; i <= 2000 && !(g.recursive && i > 18) {
			return i
		}
	}
	i := g.rand.Int64N(span + 1)
	if g.chance(4) {
		i = -i
	}
	return i
}

func (g *generator) float() float64 {
	if len(g.floats) > 0 && g.chance(6) {
		return g.floats[g.rand.IntN(len(g.floats))]
	}
	switch g.rand.IntN(4) {
	case 0:
		return float64(g.rand.IntN(41) - 20)
	case 1: // two decimals, as people write
		return float64(g.rand.IntN(20001)-10000) / 100
	case 2:
		return (g.rand.Float64() - 0.5) * 1e6
	}
	return g.rand.NormFloat64()
}

// alphabet is what strings are made of besides what the source mentions.
var alphabet = []rune("abcdefghij xyzABCXYZ0123456789.,-_!?'\"\\\t\néßñ日🎉")

func (g *generator) str() string {
	if len(g.strs) > 0 && g.chance(8) {
		return g.strs[g.rand.IntN(len(g.strs))]
	}
	from := alphabet
	switch {
	case g.letters != nil:
		from = g.letters
	case len(g.chars) > 1 && g.chance(2):
		from = g.chars
	case g.chance(3):
		from = alphabet[:3] // repeats and palindromes
	}
	var b strings.Builder
	for range g.length(0) {
		b.WriteRune(from[g.rand.IntN(len(from))])
	}
	return b.String()
}

// length is that of a container or str.
func (g *generator) length(depth int) int {
	switch {
	case depth > 1:
		return g.rand.IntN(3)
	case depth == 0 && !g.recursive && g.chance(12):
		return 20 + g.rand.IntN(30)
	}
	return g.rand.IntN(8)
}

func (g *generator) list(t types.List, depth int) value.Value {
	out := value.OfList()
	if t.Elem == types.Type(types.Never) {
		return out
	}
	n := g.length(depth)
	_, matrix := t.Elem.(types.List)
	if (matrix || depth > 0) && !g.chance(5) {
		n = g.side
	}
	if matrix && g.chance(4) {
		n = g.rand.IntN(5) // not square
	}
	for range n {
		if len(out.Elems) > 0 && g.chance(6) { // the same again
			out.Elems = append(out.Elems, out.Elems[g.rand.IntN(len(out.Elems))])
			continue
		}
		out.Elems = append(out.Elems, g.value(t.Elem, depth+1))
	}
	if depth == 0 && !matrix && g.chance(3) {
		out = ascending(out)
		if g.chance(3) {
			slices.Reverse(out.Elems)
		}
	}
	return out
}

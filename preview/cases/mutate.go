package cases

import (
	"slices"

	"github.com/portalis-dev/portalis/preview/value"
)

// mutated returns the arguments of a call that the file has, with a few changes.
// Where only inputs of a certain form get far, such as lines to be parsed, the
// calls that people wrote have it.
func (g *generator) mutated() []value.Value {
	args := slices.Clone(g.found[g.rand.IntN(len(g.found))])
	if len(args) == 0 {
		return args
	}
	for range 1 + g.rand.IntN(2) {
		i := g.rand.IntN(len(args))
		args[i] = g.mutate(args[i])
	}
	return args
}

// mutate returns a value of the same type as v that differs a little.
func (g *generator) mutate(v value.Value) value.Value {
	switch v.Kind {
	case value.Bool:
		return value.OfBool(!v.Bool)
	case value.Int:
		switch near := v.Int + int64(g.rand.IntN(5)) - 2; {
		case max(v.Int, -v.Int) > 1<<40, g.recursive && near > max(v.Int, 18):
			return v
		case g.chance(6):
			return value.OfInt(-v.Int)
		default:
			return value.OfInt(near)
		}
	case value.Float:
		return value.OfFloat([]float64{-v.Float, v.Float + 1, v.Float / 2, v.Float * 3, g.float()}[g.rand.IntN(5)])
	case value.Str:
		return value.OfStr(g.mutateStr([]rune(v.Text)))
	case value.List:
		return value.OfList(g.mutateElems(v.Elems)...)
	case value.Tuple, value.Dict:
		// Only the values of a dict, at odd places, since its keys have to differ.
		out := value.Value{Kind: v.Kind, Elems: slices.Clone(v.Elems)}
		if n := len(v.Elems); n > 0 {
			i := g.rand.IntN(n)
			if v.Kind == value.Dict {
				i |= 1
			}
			out.Elems[i] = g.mutate(out.Elems[i])
		}
		return out
	}
	return v
}

func (g *generator) mutateStr(text []rune) string {
	from := alphabet
	if len(g.chars) > 0 && !g.chance(3) {
		from = g.chars
	}
	char := from[g.rand.IntN(len(from))]
	if len(text) == 0 {
		return string(char)
	}
	i := g.rand.IntN(len(text))
	j := i + g.rand.IntN(len(text)-i)
	switch g.rand.IntN(6) {
	case 0: // one less
		return string(slices.Delete(text, i, i+1))
	case 1: // another
		text[i] = char
		return string(text)
	case 2: // one more
		return string(slices.Insert(text, i, char))
	case 3: // a part again
		return string(slices.Insert(text, i, slices.Clone(text[i:min(j, i+8)])...))
	case 4: // two swapped
		text[i], text[j] = text[j], text[i]
		return string(text)
	}
	return string(text[i : j+1])
}

func (g *generator) mutateElems(elems []value.Value) []value.Value {
	elems = slices.Clone(elems)
	if len(elems) == 0 {
		return elems
	}
	i, j := g.rand.IntN(len(elems)), g.rand.IntN(len(elems))
	switch g.rand.IntN(5) {
	case 0:
		return slices.Delete(elems, i, i+1)
	case 1:
		return slices.Insert(elems, j, elems[i])
	case 2:
		elems[i], elems[j] = elems[j], elems[i]
	default:
		elems[i] = g.mutate(elems[i])
	}
	return elems
}

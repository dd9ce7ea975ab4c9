package cases

import (
	"slices"
	"strings"

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

// wide are characters of more than one byte; one has a capital of its own size, one
// of another, and one has none.
var wide = []rune("éßж日🎉")

// renamed puts a wide character in the place of another, everywhere in the arguments:
// what was equal stays equal, and the function takes the same way with texts whose
// bytes and characters differ in number.
func (g *generator) renamed(args []value.Value) []value.Value {
	var chars []rune
	parts(value.OfTuple(args...), func(v value.Value) {
		if v.Kind == value.Str {
			chars = append(chars, []rune(v.Text)...)
		}
	})
	if len(chars) == 0 {
		return args
	}
	old, by := chars[g.rand.IntN(len(chars))], wide[g.rand.IntN(len(wide))]
	var rename func(v value.Value) value.Value
	rename = func(v value.Value) value.Value {
		v.Text, v.Elems = rewriteChar(v, old, by), slices.Clone(v.Elems)
		for i, e := range v.Elems {
			v.Elems[i] = rename(e)
		}
		return v
	}
	whole := rename(value.OfTuple(args...))
	if !distinct(whole) {
		return args
	}
	return whole.Elems
}

func rewriteChar(v value.Value, old, by rune) string {
	if v.Kind != value.Str {
		return v.Text
	}
	return strings.ReplaceAll(v.Text, string(old), string(by))
}

// distinct reports whether the elements of all sets and the keys of all dicts in v
// differ.
func distinct(v value.Value) bool {
	step := map[value.Kind]int{value.Set: 1, value.Frozenset: 1, value.Dict: 2}[v.Kind]
	for i := 0; step > 0 && i < len(v.Elems); i += step {
		for j := 0; j < i; j += step {
			if value.Equal(v.Elems[i], v.Elems[j]) {
				return false
			}
		}
	}
	return !slices.ContainsFunc(v.Elems, func(e value.Value) bool { return !distinct(e) })
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

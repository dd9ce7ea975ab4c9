package cases

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/preview/value"
)

// towards changes arguments so that a value that the function compared comes
// nearer to the one that it was compared with: an argument, or a part of one, that
// is this value becomes the other; one of which it is the length gets longer or
// shorter; and where it was computed from a number, that number moves along. It
// returns all ways to do so.
func (g *generator) towards(args []value.Value, have, want value.Value) []edit {
	var out []edit
	at, whole := 0, value.OfTuple(args...)
	parts(whole, func(v value.Value) {
		for _, by := range g.changes(v, have, want) {
			out = append(out, edit{whole, at, by})
		}
		at++
	})
	return out
}

// An edit is arguments of which a part is to become another value.
type edit struct {
	whole value.Value
	at    int // in the order of parts
	by    value.Value
}

func (e edit) args() []value.Value { return replaced(e.whole, e.at, e.by).Elems }

// changes are those of v that may make what is have come nearer to want.
func (g *generator) changes(v, have, want value.Value) []value.Value {
	var out []value.Value
	if v.Kind == want.Kind && value.Equal(v, have) {
		out = append(out, want, g.beside(want))
	}
	switch {
	case have.Kind == value.Int && want.Kind == value.Int:
		if n := lengthOf(v); n >= 0 && int64(n) == have.Int && want.Int >= 0 && want.Int <= 200 {
			out = append(out, g.resized(v, int(want.Int)))
		}
		if v.Kind == value.Int {
			out = append(out, g.moved(v, want.Int, have.Int)...)
		}
		if digits := strconv.FormatInt(have.Int, 10); v.Kind == value.Str && strings.Contains(v.Text, digits) {
			out = append(out, g.rewritten(v.Text, digits, strconv.FormatInt(want.Int, 10))...)
		}
	case v.Kind == value.Int && have.Kind == value.Str && want.Kind == value.Str:
		// Digits of the number were compared.
		for _, text := range g.rewritten(strconv.FormatInt(v.Int, 10), have.Text, want.Text) {
			if i, err := strconv.ParseInt(text.Text, 10, 64); err == nil {
				out = append(out, g.checked(i, v))
			}
		}
	case v.Kind == value.Float && (have.Kind == value.Float || want.Kind == value.Float):
		if d := number(want) - number(have); !math.IsNaN(d) && !math.IsInf(d, 0) {
			for factor := range 4 {
				out = append(out, value.OfFloat(v.Float+d/float64(factor+1)))
			}
		}
	case v.Kind == value.Str && have.Kind == value.Str && want.Kind == value.Str:
		out = append(out, g.rewritten(v.Text, have.Text, want.Text)...)
	}
	return out
}

// beside is a number next to v, or v if it is none.
func (g *generator) beside(v value.Value) value.Value {
	switch v.Kind {
	case value.Int:
		if v.Int > math.MinInt64 && v.Int < math.MaxInt64 {
			return g.checked(v.Int+int64(1-2*g.rand.IntN(2)), v)
		}
	case value.Float:
		step := []float64{1, 0.5, 0.001, math.Abs(v.Float) * 1e-9}[g.rand.IntN(4)]
		return value.OfFloat(v.Float + step*float64(1-2*g.rand.IntN(2)))
	}
	return v
}

// moved are numbers of which a multiple changes from one to another.
func (g *generator) moved(v value.Value, want, have int64) []value.Value {
	const most = 1 << 53
	var out []value.Value
	by := want - have
	if max(want, -want, have, -have, v.Int, -v.Int) > most {
		return nil
	}
	factors := append([]int64{1, 2, 3}, g.ints...)
	for _, factor := range factors[:min(len(factors), 12)] {
		if factor != 0 && by%factor == 0 {
			out = append(out, g.checked(v.Int+by/factor, v))
		}
	}
	return out
}

// checked is a number, or what there was before where it would be so large that
// the function runs long, or leaves 64 bits for certain.
func (g *generator) checked(i int64, before value.Value) value.Value {
	if max(i, -i) > max(g.most(), 2000) && !slices.Contains(g.ints, i) {
		return before
	}
	return value.OfInt(i)
}

// most is how large an int may be that nothing in the source names.
func (g *generator) most() int64 {
	switch {
	case g.recursive:
		return 18
	case g.loops && g.divides:
		return 5000
	case g.loops:
		return 91
	case g.grows:
		return 1 << 31
	}
	return 1<<53 + 1
}

// rewritten puts a text in the place of another inside of one, or somewhere in it.
func (g *generator) rewritten(text, have, want string) []value.Value {
	var out []value.Value
	in := text
	if have != "" && !strings.Contains(text, have) { // it may have been changed before it was compared
		if lower := strings.ToLower(text); len(lower) == len(text) {
			in, have = lower, strings.ToLower(have)
		}
	}
	for at := 0; have != "" && len(out) < 4; {
		i := strings.Index(in[at:], have)
		if i < 0 {
			break
		}
		out = append(out, value.OfStr(text[:at+i]+want+text[at+i+len(have):]))
		at += i + len(have)
	}
	if len(out) > 0 {
		return out
	}
	runes := []rune(text)
	i := g.rand.IntN(len(runes) + 1)
	return append(out, value.OfStr(want), value.OfStr(want+text), value.OfStr(text+want),
		value.OfStr(string(runes[:i])+want+string(runes[i:])))
}

// lengthOf is len(v), or -1.
func lengthOf(v value.Value) int {
	switch v.Kind {
	case value.Str:
		return len([]rune(v.Text))
	case value.List, value.Tuple, value.Set, value.Frozenset:
		return len(v.Elems)
	case value.Dict:
		return len(v.Elems) / 2
	}
	return -1
}

// resized is v with so many characters or elements, as far as it has any to repeat.
func (g *generator) resized(v value.Value, n int) value.Value {
	switch v.Kind {
	case value.Str:
		runes := []rune(v.Text)
		for len(runes) < n {
			runes = append(runes, []rune(g.mutateStr([]rune{'a'}))...)
		}
		return value.OfStr(string(runes[:n]))
	case value.List:
		elems := slices.Clone(v.Elems)
		for len(elems) > 0 && len(elems) < n {
			elems = append(elems, g.mutate(elems[g.rand.IntN(len(elems))]))
		}
		return value.OfList(elems[:min(n, len(elems))]...)
	case value.Dict:
		return value.Value{Kind: v.Kind, Elems: v.Elems[:2*min(n, len(v.Elems)/2)]}
	case value.Set, value.Frozenset:
		return value.Value{Kind: v.Kind, Elems: v.Elems[:min(n, len(v.Elems))]}
	}
	return v
}

func number(v value.Value) float64 {
	switch v.Kind {
	case value.Int:
		return float64(v.Int)
	case value.Float:
		return v.Float
	}
	return math.NaN()
}

// parts visits a value and all in it, each container before its elements.
func parts(v value.Value, visit func(value.Value)) {
	visit(v)
	for _, e := range v.Elems {
		parts(e, visit)
	}
}

// replaced is a value with another as its part of a number in the order of parts.
// In a set or dict an element or key that is there already drops out.
func replaced(v value.Value, at int, by value.Value) value.Value {
	if at == 0 {
		return by
	}
	at--
	out := value.Value{Kind: v.Kind, Elems: slices.Clone(v.Elems)}
	for i, e := range v.Elems {
		n := 0
		parts(e, func(value.Value) { n++ })
		if at < n {
			out.Elems[i] = replaced(e, at, by)
			break
		}
		at -= n
	}
	switch v.Kind {
	case value.Set, value.Frozenset:
		return ofKind(v.Kind, []value.Value{out})[0]
	case value.Dict:
		entries := value.OfDict()
		for i := 0; i < len(out.Elems); i += 2 {
			entries = put(entries, out.Elems[i], out.Elems[i+1])
		}
		return entries
	}
	return out
}

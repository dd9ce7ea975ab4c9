package cases

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"slices"

	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/translate"
)

// A Trail is what a call of the function in Python tells of the way it took.
type Trail struct {
	Usable   bool    // it came to its end soon, and no integer on its way was too large
	Ways     []int64 // by 10 bits: the place in the code, how it went (1 true, 0 false), and how often
	Compared [][2]value.Value
}

// An Explorer makes calls in Python. It may give up before the last of them.
type Explorer func(calls [][]value.Value) ([]Trail, error)

// What a search may take, in calls and never in time, so that the same seed finds
// the same cases everywhere.
const (
	roundSize = 60
	mostKept  = 400
	mostSteps = 40 // tries that follow from the comparisons of one input

	// How many rounds there are, and after how many without anything new a search
	// ends: while there is a condition that only ever was true, or false, and then.
	mostRounds, mostBare = 16, 8
	fewRounds, fewBare   = 4, 2
)

// Guided is For with a search among the inputs: those that reach what none before
// them reached are kept and changed further. They take the place of 20 to 40 in a
// hundred of the cases that For makes.
func (s *Source) Guided(f *translate.Function, opts Options, explore Explorer) ([]Case, error) {
	c := s.collect(f, opts)
	if c == nil || c.g == nil || len(f.Params) == 0 {
		return s.For(f, opts), nil
	}
	c.boundaries(opts.Count - opts.Count/5)
	c.random(opts.Count - opts.Count*2/5)
	search := &search{collector: c, explore: explore, ways: map[int64]bool{}, places: map[int64]bool{}, sides: map[int64]int{}, paths: map[uint64]bool{}}
	if err := search.run(); err != nil {
		return nil, err
	}
	for _, found := range search.best(opts.Count - c.made) {
		c.out = append(c.out, Case{found.args, Generated})
		c.made++
	}
	for tries := 0; c.made < opts.Count && len(search.kept) > 0 && tries < 5*opts.Count; tries++ {
		args := search.next()
		if c.g.chance(3) {
			args = c.g.renamed(args)
		}
		c.add(args, Generated)
	}
	c.random(opts.Count)
	return c.out, nil
}

// A search looks for inputs that take new ways.
type search struct {
	*collector
	explore Explorer
	ways    map[int64]bool  // that were taken
	places  map[int64]bool  // the same without how often
	sides   map[int64]int   // of conditions: 1 if it was false, 2 if it was true, 3 both
	paths   map[uint64]bool // hashes of the sides that one call took
	kept    []input         // that took new ones, in order of discovery
	start   int             // how many of kept were not made by the search
	steps   [][]value.Value // what is to be tried next, at the end first
}

// An input is arguments that were of use.
type input struct {
	args     []value.Value
	compared [][2]value.Value
	reached  bool // a place, and not only another number of times
}

// run tries the cases that there are, and then changed ones in rounds.
func (s *search) run() error {
	var calls [][]value.Value
	for _, c := range s.out {
		calls = append(calls, c.Args)
	}
	ok, err := s.try(calls)
	s.start = len(s.kept)
	for round, bare := 0, 0; ok && err == nil && s.start > 0 && s.goesOn(round, bare); round++ {
		calls = calls[:0]
		for tries := 0; len(calls) < roundSize && tries < 4*roundSize; tries++ {
			args := s.step()
			if args == nil || len(calls) >= roundSize*2/3 {
				args = s.next()
			}
			if s.fresh(args) {
				calls = append(calls, args)
			}
		}
		before := len(s.ways) + len(s.paths)
		if ok, err = s.try(calls); len(s.ways)+len(s.paths) == before {
			bare++
		} else {
			bare = 0
		}
	}
	return err
}

// goesOn reports whether there is another round.
func (s *search) goesOn(round, bare int) bool {
	for _, sides := range s.sides {
		if sides != 3 {
			return round < mostRounds && bare < mostBare
		}
	}
	return round < fewRounds && bare < fewBare
}

// try explores calls and keeps those that took a new way. It reports false when
// there is nothing more to be learnt.
func (s *search) try(calls [][]value.Value) (bool, error) {
	if len(calls) == 0 {
		return false, nil
	}
	trails, err := s.explore(calls)
	if err != nil {
		return false, err
	}
	for i, t := range trails[:min(len(trails), len(calls))] {
		if !t.Usable {
			continue
		}
		found := input{args: calls[i], compared: t.Compared}
		fresh := s.note(t.Ways, &found)
		if fresh && len(s.kept) < mostKept {
			s.kept = append(s.kept, found)
			s.follow(found)
		}
	}
	return len(trails) == len(calls), nil
}

// note takes in the ways of a call, and reports whether there is a new one among
// them, or they were not taken together before.
func (s *search) note(ways []int64, found *input) bool {
	fresh := false
	path := fnv.New64a()
	for _, way := range ways {
		place := way >> 5
		if !s.ways[way] {
			s.ways[way], fresh = true, true
		}
		if !s.places[place] {
			s.places[place], found.reached = true, true
		}
		side := place & 31
		if side < 2 {
			s.sides[place>>5] |= 1 << side
		}
		if side < 2 || side == 31 {
			_ = binary.Write(path, binary.LittleEndian, place) // a hash does not fail
		}
	}
	if sum := path.Sum64(); !s.paths[sum] {
		s.paths[sum], fresh = true, true
	}
	return fresh
}

// best returns up to so many of the inputs that the search found: those that
// reached new places first.
func (s *search) best(most int) []input {
	found := slices.Clone(s.kept[s.start:])
	slices.SortStableFunc(found, func(a, b input) int { return cmp.Compare(rankOf(a), rankOf(b)) })
	return found[:max(0, min(len(found), most))]
}

func rankOf(i input) int {
	if i.reached {
		return 0
	}
	return 1
}

// next changes one of the inputs that were kept, later ones more often: they came
// furthest.
func (s *search) next() []value.Value {
	g := s.g
	if g.alike && g.chance(6) {
		return g.narrow()
	}
	at := g.rand.IntN(len(s.kept))
	if g.chance(2) {
		at = len(s.kept) - 1 - g.rand.IntN(min(len(s.kept), 8))
	}
	from := s.kept[at]
	args := slices.Clone(from.args)
	for range 1 + g.rand.IntN(2) {
		i := g.rand.IntN(len(args))
		var ways []edit
		switch {
		case len(from.compared) > 0 && !g.chance(3):
			pair := from.compared[g.rand.IntN(len(from.compared))]
			ways = append(g.towards(args, pair[0], pair[1]), g.towards(args, pair[1], pair[0])...)
		case len(g.strs) > 0 && g.chance(4):
			between := []string{"", "", " ", ","}[g.rand.IntN(4)]
			ways = g.towards(args, value.OfStr(""), value.OfStr(between+g.strs[g.rand.IntN(len(g.strs))]))
		case g.chance(6):
			args[i] = s.kept[g.rand.IntN(len(s.kept))].args[i]
		case g.chance(6):
			args[i] = g.value(g.types[i], 0)
		case g.chance(3):
			args[i] = g.arranged(args[i], g.types[i])
		default:
			args[i] = g.mutate(args[i])
		}
		if len(ways) > 0 {
			args = ways[g.rand.IntN(len(ways))].args()
		}
	}
	if !g.fit(args, from.args) {
		return from.args
	}
	return args
}

// fit reports whether arguments that were made of others are of the types that the
// function takes: what was compared may be of another one.
func (g *generator) fit(args, from []value.Value) bool {
	for i, t := range g.types {
		if !fits(args[i], t) || exact(from[i], t) && !exact(args[i], t) {
			return false
		}
	}
	return true
}

// follow notes what to try next of an input: all that brings the sides of its last
// comparisons together. Those that came to a new place are first.
func (s *search) follow(found input) {
	var steps [][]value.Value
	for _, pair := range found.compared {
		for range 2 {
			for _, way := range s.g.towards(found.args, pair[0], pair[1]) {
				if len(steps) >= mostSteps {
					break
				}
				if args := way.args(); s.g.fit(args, found.args) {
					steps = append(steps, args)
				}
			}
			pair[0], pair[1] = pair[1], pair[0]
		}
	}
	slices.Reverse(steps)
	if found.reached {
		s.steps = append(s.steps, steps...)
	} else {
		s.steps = append(steps, s.steps...)
	}
}

// step takes the next of the steps; nil when there is none.
func (s *search) step() []value.Value {
	if len(s.steps) == 0 {
		return nil
	}
	last := s.steps[len(s.steps)-1]
	s.steps = s.steps[:len(s.steps)-1]
	return last
}

// arranged is a list in order, some of it without duplicates, or a dict with one
// more entry; else v as it is.
func (g *generator) arranged(v value.Value, t types.Type) value.Value {
	switch t := t.(type) {
	case types.List:
		out := ascending(v)
		if g.chance(3) {
			out.Elems = slices.CompactFunc(out.Elems, value.Equal)
		}
		if g.chance(3) {
			slices.Reverse(out.Elems)
		}
		if len(v.Elems) > 0 && t.Elem == types.Type(types.Int) && g.chance(2) {
			step := 1 + int64(g.rand.IntN(3))
			for i := range out.Elems {
				out.Elems[i] = value.OfInt(v.Elems[0].Int%1000 + step*int64(i))
			}
		}
		return out
	case types.Dict:
		key := g.value(t.Key, 1)
		if key.Kind == value.Str && len(g.strs) > 0 && !g.chance(3) {
			key = value.OfStr(g.strs[g.rand.IntN(len(g.strs))])
		}
		return put(value.Value{Kind: v.Kind, Elems: slices.Clone(v.Elems)}, key, g.value(t.Value, 1))
	}
	return v
}

// Package cases finds inputs to try a function with: those of the doctests and
// calls in its file, those that the user pinned, then boundary values and seeded
// random ones made from the types of its parameters, then changed ones of those
// that reached something new in it.
package cases

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/translate"
)

// A Case is the arguments of one call.
type Case struct {
	Args   []value.Value // in order of declaration, defaults filled in
	Origin string
}

// The origins.
const (
	Doctest   = "doctest"
	Call      = "call"
	Pinned    = "pinned"
	Generated = "generated"
)

// Options say how many cases to make.
type Options struct {
	Count int    // how many to generate for a function, at most
	Seed  uint64 // the same seed makes the same cases
	// GeneratedOnly leaves out the calls of the file and what is pinned.
	GeneratedOnly bool
}

// DefaultOptions are what a preview uses.
var DefaultOptions = Options{Count: 100, Seed: 1}

// A Source knows the calls of a file. It is immutable.
type Source struct {
	defs  map[string]*syntax.FunctionDef
	found map[string][]found // by function
	pins  []Pin
	all   literals // of the module's constants
}

// A Pin is a call that is kept, its arguments in order of declaration.
type Pin struct {
	Function string
	Args     []value.Value
}

// Of scans a file, whose functions have these pins.
func Of(a *analysis.Result, pins ...Pin) *Source {
	s := &Source{defs: map[string]*syntax.FunctionDef{}, found: map[string][]found{}, pins: pins}
	if a.Module == nil {
		return s
	}
	body := a.Module.Body
	if a.Info != nil {
		body = a.Info.Top
	}
	for _, stmt := range body {
		switch stmt := stmt.(type) {
		case *syntax.FunctionDef:
			s.defs[stmt.Name] = stmt
		case *syntax.Assign, *syntax.AnnAssign:
			s.all.add(stmt)
		}
	}
	s.scan(a.Module)
	return s
}

// Unfit are the pins of functions that do not take such arguments, such as those
// that were pinned before the parameters changed; variants are all functions that
// one def became.
func (s *Source) Unfit(variants []*translate.Function) []Pin {
	var out []Pin
	for _, p := range s.pins {
		taken := func(f *translate.Function) bool { return f.Name != p.Function || s.takes(f, p) }
		if !slices.ContainsFunc(variants, taken) {
			out = append(out, p)
		}
	}
	return out
}

// takes reports whether f, or another function of its def, can be called so.
func (s *Source) takes(f *translate.Function, p Pin) bool {
	if p.Function != f.Name || len(p.Args) != len(f.Params) {
		return false
	}
	for i, v := range p.Args {
		if !fits(v, f.Params[i].Type) {
			return false
		}
	}
	return f.Variants == nil || Pick(f.Variants, p.Args) == f
}

// For returns the cases of a translated function, none twice: doctests first,
// then calls, then pinned ones, then generated ones.
func (s *Source) For(f *translate.Function, opts Options) []Case {
	c := s.collect(f, opts)
	if c == nil {
		return nil
	}
	c.boundaries(opts.Count)
	c.random(opts.Count)
	return c.out
}

// A collector gathers the cases of a function.
type collector struct {
	def  *syntax.FunctionDef
	g    *generator // nil if no arguments can be made
	seen map[string]bool
	out  []Case
	made int // how many of them are generated
}

// collect starts with the cases that are not generated. It is nil for a function
// that cannot be called.
func (s *Source) collect(f *translate.Function, opts Options) *collector {
	def := s.defs[f.Name]
	if def == nil || def.Params == nil || len(def.Params.List) != len(f.Params) {
		return nil
	}
	c := &collector{def: def, g: s.generator(def, f, opts.Seed), seen: map[string]bool{}}
	origins, pins := []string{Doctest, Call}, s.pins
	if opts.GeneratedOnly {
		origins, pins = nil, nil
	}
	for _, origin := range origins {
		for _, call := range s.found[f.Name] {
			if call.origin != origin {
				continue
			}
			args, ok := bind(call, def, f)
			if ok && (f.Variants == nil || Pick(f.Variants, args) == f) {
				c.add(args, origin)
			}
		}
	}
	for _, p := range pins {
		if s.takes(f, p) {
			c.add(p.Args, Pinned)
		}
	}
	for _, found := range c.out {
		if c.g != nil {
			c.g.found = append(c.g.found, found.Args)
		}
	}
	return c
}

// add takes a case in, unless it is there already or no call is like that.
func (c *collector) add(args []value.Value, origin string) bool {
	if !c.fresh(args) {
		return false
	}
	c.out = append(c.out, Case{args, origin})
	if origin == Generated {
		c.made++
	}
	return true
}

// fresh reports whether arguments were not tried before, and notes them.
func (c *collector) fresh(args []value.Value) bool {
	key := string(value.Encode(value.OfTuple(args...)))
	if c.seen[key] || collides(c.def, args) {
		return false
	}
	c.seen[key] = true
	return true
}

// boundaries makes up to so many cases of boundary values.
func (c *collector) boundaries(count int) {
	if c.g == nil {
		return
	}
	for _, args := range c.g.boundaries() {
		if c.made < count {
			c.add(args, Generated)
		}
	}
}

// random goes on to so many cases with random ones and changed ones of those that
// were found.
func (c *collector) random(count int) {
	if c.g == nil {
		return
	}
	// A function of few values, such as of two bools, runs out of new ones.
	for tries := 0; c.made < count && tries < 5*count; tries++ {
		args := c.g.random()
		if len(c.g.found) > 0 && !c.g.chance(3) {
			args = c.g.mutated()
		}
		c.add(args, Generated)
	}
}

// bind puts the arguments of a call in order of declaration and fills in
// defaults. It fails when the call does not fit the parameters.
func bind(call found, def *syntax.FunctionDef, f *translate.Function) ([]value.Value, bool) {
	if len(f.Params) != len(def.Params.List) {
		return nil, false // a variant that is refused
	}
	args := make([]value.Value, len(f.Params))
	next, used := 0, 0
	for i, p := range def.Params.List {
		v, ok := call.keywords[p.Name]
		switch {
		case p.Kind == syntax.VarPositional:
			v = value.OfTuple(call.args[next:]...)
			next = len(call.args)
		case p.Kind == syntax.VarKeyword:
			v = call.options(def)
			used += len(v.Elems) / 2
		case ok && p.Kind != syntax.PositionalOnly:
			used++
		case p.Kind != syntax.KeywordOnly && next < len(call.args):
			v = call.args[next]
			next++
		case p.Default != nil:
			if v, ok = value.ParseLiteral(p.Default); !ok {
				return nil, false
			}
		default:
			return nil, false
		}
		if !fits(v, f.Params[i].Type) {
			return nil, false
		}
		args[i] = v
	}
	return args, next == len(call.args) && used == len(call.keywords)
}

// options is what a parameter **options of def gets: the keyword arguments, in
// their order, that no parameter takes.
func (c found) options(def *syntax.FunctionDef) value.Value {
	out := value.OfDict()
	for _, name := range c.order {
		if !named(def, name) {
			out.Elems = append(out.Elems, value.OfStr(name), c.keywords[name])
		}
	}
	return out
}

// named reports whether a parameter of def can be given by name.
func named(def *syntax.FunctionDef, name string) bool {
	return slices.ContainsFunc(def.Params.List, func(p *syntax.Param) bool {
		return p.Name == name && (p.Kind == syntax.PositionalOrKeyword || p.Kind == syntax.KeywordOnly)
	})
}

// collides reports whether an argument for **options has the name of another
// parameter, so that no call gives it.
func collides(def *syntax.FunctionDef, args []value.Value) bool {
	for i, p := range def.Params.List {
		if p.Kind != syntax.VarKeyword {
			continue
		}
		for k := 0; k < len(args[i].Elems); k += 2 {
			if named(def, args[i].Elems[k].Text) {
				return true
			}
		}
	}
	return false
}

func (s *Source) generator(def *syntax.FunctionDef, f *translate.Function, seed uint64) *generator {
	g := &generator{pool: s.poolFor(def, f), big: f.Big}
	for _, p := range f.Params {
		if !makeable(p.Type) {
			return nil
		}
		g.types = append(g.types, p.Type)
	}
	g.alike = holdsOf(types.Str, g.types) > 1 || holdsOf(types.Int, g.types) > 1
	h := fnv.New64a()
	h.Write([]byte(f.Name))
	if f.Variants != nil {
		h.Write([]byte(f.RustName))
	}
	g.rand = rand.New(rand.NewPCG(seed, h.Sum64()))
	return g
}

package types

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// Inference after an edit. What functions know of each other goes through a few
// places: parameters and results, which calls fill from both sides, and variables
// of the module. A function is shut if all those of its own are declared and the
// fixed point left them as declared: then nothing gets from one side to the other,
// and the functions that use it can be inferred apart from it. The others are
// inferred together with all that they use or that uses them. So after an edit
// only the parts with an edited function are inferred anew; of the rest, whose
// text is the same, what was known is carried over to the new syntax tree.
//
// The result is that of Infer. Where this cannot be told in advance and does not
// turn out so in the end, everything is inferred.

// A Memory is what inference of one version of a module leaves for the next.
type Memory struct {
	last   *solver
	spent  effort
	walked int
}

// Walked is how many functions of the module were inferred and not carried over
// from the version before.
func (m *Memory) Walked() int { return m.walked }

// An effort counts what is bounded in a run. What two parts need apart is at least
// what they need together, so as long as the sum is within bounds, none was met.
type effort struct{ rounds, hints int }

// InferAfter is Infer for a module that is an edited version of another one, of
// which before was left; it is nil for the first version.
func InferAfter(ctx context.Context, m *syntax.Module, lines *source.Lines, before *Memory, around Surroundings) (*Info, *Memory, error) {
	if before != nil && before.last.settled() && around.same(before.last.Surroundings) {
		p := newPlan()
		p.gists = before.last.gists(m)
		probe := firstSolver(ctx, m, lines, p, around)
		if r := newReuse(before, probe); r != nil {
			probe.reuse = r
			probe.takePortions(r)
			in, spent, err := infer(probe)
			if err != nil {
				return nil, nil, err
			}
			spent.rounds += before.spent.rounds
			spent.hints += before.spent.hints
			if in.settled() && spent.rounds < maxRounds && spent.hints < maxHints && in.keptShut() {
				in.forgetBefore()
				return in.info, &Memory{in, spent, in.count()}, nil
			}
		}
	}
	in, spent, err := infer(firstSolver(ctx, m, lines, newPlan(), around))
	if err != nil {
		return nil, nil, err
	}
	return in.info, &Memory{in, spent, in.count()}, nil
}

// Surroundings are what is known of other files.
type Surroundings struct {
	Samples []Sample // files that call functions of this one
	// Imports is what modules export that this one imports; nil if nobody looked, so
	// that it exports nothing either.
	Imports Imports
	Outside []string // names of this module that other modules bind, sorted
	Hidden  []string // modules of the library that files of the project hide, sorted
}

func (s Surroundings) same(other Surroundings) bool {
	return sameSamples(s.Samples, other.Samples) && (s.Imports == nil) == (other.Imports == nil) && s.SameLinks(other)
}

// SameLinks reports whether the same is known of imports, and of who sets names.
func (s Surroundings) SameLinks(other Surroundings) bool {
	return s.Imports.Same(other.Imports) && slices.Equal(s.Outside, other.Outside) && slices.Equal(s.Hidden, other.Hidden)
}

func sameSamples(a, b []Sample) bool {
	return slices.EqualFunc(a, b, func(x, y Sample) bool {
		return x.Of == y.Of && bytes.Equal(x.Module.Source, y.Module.Source)
	})
}

// forgetBefore lets go of the version before, which would keep its own alive.
func (in *solver) forgetBefore() {
	in.reuse, in.partly = nil, true
	for _, fn := range in.functions {
		fn.kept = nil
	}
}

// count is how many functions of the module were walked.
func (in *solver) count() int {
	walked := map[*syntax.FunctionDef]bool{}
	for _, u := range in.units {
		if u.fn != nil && u.home != nil {
			walked[u.home] = true
		}
	}
	return len(walked)
}

// settled reports whether a run is one to go on from. What functions know of each
// other by the attributes of classes, or by the arguments of exceptions, is not followed.
func (in *solver) settled() bool {
	return len(in.shared)+len(in.held) == 0 && !in.unsettled && !in.last && len(in.info.Module.Errors) == 0 && len(in.scope.classes) == 0 && len(in.excTuples) == 0 && !in.passesFunctions()
}

// passesFunctions reports whether functions are values: what they take and give
// then passes on ways that are not followed.
func (in *solver) passesFunctions() bool {
	return len(in.plan.lifted) > 0 || slices.ContainsFunc(in.functions, func(fn *function) bool { return fn.isValue })
}

// A reuse says which parts of a module are inferred anew, and what is known of
// the others.
type reuse struct {
	before *solver
	defs   map[*syntax.FunctionDef]*syntax.FunctionDef // of the functions to carry over: that in the version before
	module bool                                        // whether the code of the module itself is carried over
	apart  map[*syntax.FunctionDef]bool                // the functions that are taken to be shut
}

// newReuse decides what to infer anew. It is nil if that is everything.
func newReuse(before *Memory, probe *solver) *reuse {
	old := before.last
	d := &division{old: old, fresh: probe, parent: map[syntax.Stmt]syntax.Stmt{}, dirty: map[syntax.Stmt]bool{}, changed: map[syntax.Stmt]bool{}, open: map[string]bool{}}
	if !probe.settled() || probe.top.decided() || old.top.decided() || !d.sameModule() {
		return nil
	}
	d.link()
	return d.reuse()
}

// A division finds the parts of a module. A part is represented by one of its
// statements in the new version, the code of the module itself by nil.
type division struct {
	old, fresh *solver
	parent     map[syntax.Stmt]syntax.Stmt // union-find
	dirty      map[syntax.Stmt]bool        // what is to be inferred anew
	changed    map[syntax.Stmt]bool        // what has another text
	open       map[string]bool             // the functions that are not shut
}

// sameModule reports whether nothing but functions has changed, nor what they
// say about the names of the module; it finds the functions that have.
func (d *division) sameModule() bool {
	a, b := d.old.info.Module, d.fresh.info.Module
	if len(a.Body) != len(b.Body) || !sameText(a, docRange(a), b, docRange(b)) || !d.sameScope() {
		return false
	}
	for i, s := range b.Body {
		was := a.Body[i]
		now, isDef := s.(*syntax.FunctionDef)
		then, wasDef := was.(*syntax.FunctionDef)
		switch {
		case isDef != wasDef || isDef && now.Name != then.Name:
			return false
		case sameText(a, was.Span(), b, s.Span()):
			switch {
			case isDef:
				d.dirty[s] = !d.old.moves(i)
			case !d.old.moves(i):
				d.dirty[nil] = true
			}
		case isDef:
			d.dirty[s], d.changed[s] = true, true
			if !sameText(a, header(then), b, header(now)) {
				d.open[now.Name] = true
			}
		default:
			return false
		}
		if isDef {
			f, g := d.old.byDef[then], d.fresh.byDef[now]
			if f == nil || g == nil || !f.shut || g.declaredAs == "" || f.twice || g.twice {
				d.open[now.Name] = true
			}
		}
	}
	return true
}

func sameText(a *syntax.Module, x syntax.Range, b *syntax.Module, y syntax.Range) bool {
	return string(a.Source[x.Start:x.End]) == string(b.Source[y.Start:y.End])
}

func docRange(m *syntax.Module) syntax.Range {
	if m.Docstring == nil {
		return syntax.Range{}
	}
	return m.Docstring.Range
}

// header is a def up to its body, docstring included.
func header(def *syntax.FunctionDef) syntax.Range {
	r := def.Range
	if def.Docstring != nil {
		r.End = def.Docstring.Start
	} else if len(def.Body) > 0 {
		r.End = def.Body[0].Span().Start
	}
	return r
}

func (d *division) sameScope() bool {
	a, b := &d.old.scope, &d.fresh.scope
	return maps.Equal(a.bindings, b.bindings) && slices.Equal(a.stars, b.stars) &&
		maps.EqualFunc(a.globals, b.globals, func(x, y *variable) bool {
			return d.old.constants[x] == d.fresh.constants[y] && x.v.State == y.v.State
		})
}

// movable reports whether a function is one alone, as its text has it.
func (in *solver) movable(def *syntax.FunctionDef) bool {
	fn := in.byDef[def]
	if fn == nil || len(fn.children) > 0 || len(in.plan.instances(def)) > 1 {
		return false
	}
	r := in.plan.bodies[def]
	return r == nil || len(r.nodes)+len(r.kept) == 0
}

// plainInside reports whether there is nothing in a function that is inferred in
// another form than its text has.
func (in *solver) plainInside(def *syntax.FunctionDef) bool {
	plain := true
	syntax.Inspect(def, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Match, *syntax.ClassDef, *syntax.With:
			plain = false
		case syntax.Expr:
			plain = plain && in.info.Means[n] == nil
		case *syntax.FunctionDef:
			plain = plain && n == def
		}
		return plain
	})
	return plain
}

// whole reports whether all that is known about a statement hangs on its nodes.
// Calls may have arguments that stand in no source.
func whole(info *Info, s syntax.Stmt) bool {
	nodes := map[syntax.Node]bool{}
	var args []syntax.Expr
	syntax.Inspect(s, func(n syntax.Node) bool {
		nodes[n] = true
		if e, ok := n.(syntax.Expr); ok && info.RefOf(e) != nil {
			args = append(args, info.RefOf(e).Args...)
		}
		if call, ok := n.(*syntax.Call); ok && info.CalleeOf(call) != nil {
			args = append(args, info.CalleeOf(call).Args...)
		}
		return true
	})
	return !slices.ContainsFunc(args, func(e syntax.Expr) bool { return e != nil && !nodes[e] })
}

// link puts together what says something about each other, in either version.
func (d *division) link() {
	byName := map[string][]syntax.Stmt{}
	for _, s := range d.fresh.info.Module.Body {
		if def, ok := s.(*syntax.FunctionDef); ok {
			byName[def.Name] = append(byName[def.Name], s)
		}
	}
	mention := func(part syntax.Stmt, names []string) {
		for _, name := range names {
			if d.open[name] {
				for _, def := range byName[name] {
					d.unite(part, def)
				}
			}
			if v := d.old.scope.globals[name]; v != nil && !d.old.plainConstant(v) {
				d.unite(part, nil)
			}
		}
	}
	d.fresh.portions = make([]*portion, len(d.fresh.info.Module.Body))
	for i, s := range d.fresh.info.Module.Body {
		part, was := d.partOf(i), d.old.portion(i)
		mention(part, was.names)
		if d.changed[s] {
			mention(part, d.fresh.portion(i).names)
		}
	}
	for _, in := range []*solver{d.old, d.fresh} {
		if doc := in.info.Module.Docstring; doc != nil && in.plan.doctests[doc] != nil {
			for _, s := range in.plan.doctests[doc].body {
				mention(nil, in.mentioned(s))
			}
		}
	}
	if len(d.fresh.Samples) > 0 { // which are inferred with the code of the module
		for name := range d.open {
			for _, def := range byName[name] {
				d.unite(def, nil)
			}
		}
	}
}

// partOf is what stands for the i-th statement of the module.
func (d *division) partOf(i int) syntax.Stmt {
	if def, ok := d.fresh.info.Module.Body[i].(*syntax.FunctionDef); ok {
		return def
	}
	return nil
}

// plainConstant reports whether a variable of the module holds one value for good
// that nothing can be put into.
func (in *solver) plainConstant(v *variable) bool {
	s := v.slot.root().set
	return in.constants[v] && v.v.Maker == nil && !s.composed() && !s.empty()
}

func (d *division) find(s syntax.Stmt) syntax.Stmt {
	for {
		up, ok := d.parent[s]
		if !ok {
			return s
		}
		s = up
	}
}

func (d *division) unite(a, b syntax.Stmt) {
	if a, b = d.find(a), d.find(b); a != b {
		d.parent[a] = b
	}
}

// reuse is what can be carried over: the parts without anything dirty.
func (d *division) reuse() *reuse {
	anew := map[syntax.Stmt]bool{}
	for s, dirty := range d.dirty {
		if dirty {
			anew[d.find(s)] = true
		}
	}
	r := &reuse{
		before: d.old, module: !anew[d.find(nil)],
		defs: map[*syntax.FunctionDef]*syntax.FunctionDef{}, apart: map[*syntax.FunctionDef]bool{},
	}
	for i, s := range d.fresh.info.Module.Body {
		def, ok := s.(*syntax.FunctionDef)
		if !ok {
			continue
		}
		if !anew[d.find(s)] {
			r.defs[def] = d.old.info.Module.Body[i].(*syntax.FunctionDef)
		}
		r.apart[def] = !d.open[def.Name]
	}
	if len(r.defs) == 0 {
		return nil
	}
	return r
}

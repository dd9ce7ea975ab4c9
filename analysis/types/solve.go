package types

import (
	"context"
	"slices"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A solver infers one module.
type solver struct {
	ctx       context.Context // when it ends, units are walked no more until the last time
	info      *Info
	lines     *source.Lines
	top       *top
	scope     scope
	units     []*unit
	functions []*function // in source order
	plan      *plan
	Surroundings
	byDef     map[*syntax.FunctionDef]*function
	sites     []callSite           // in the order they were first seen
	called    map[syntax.Node]bool // the nodes of sites
	constants map[*variable]bool
	typeVars  map[string]*typeVar
	aliases   map[string]*alias
	reading   []*alias              // those whose value is read
	generic   []map[string]*typeVar // type parameters that are known where an annotation is read
	meaning   map[*typeVar]meaning  // of the parameters of aliases
	decorated map[string]bool       // functions at the top, once types are known
	self      *class                // that Self means there
	likely    []likely
	bounded   []bounded
	order     []*variable // globals in source order

	queue   []*unit
	current *unit
	changes int
	hints   *ideas // of the unit that is walked, but for the last time
	visits  int    // walks over slots: see slot.visit
	webs    *webs  // while variables are split

	frozen   bool // the fixed point is reached
	last     bool // nothing more is kept apart: what is mixed is refused
	again    bool // the plan has grown while findings were collected
	lifts    bool // the plan has functions that this run does not
	passing  bool // a run that finds such functions comes to nothing: another follows
	types    map[*slot]Type
	reported map[reported]bool
	mixtures map[mixture]bool

	vacant  map[branch]bool           // whether nothing is left for an answer of a test
	regexes map[regexKey]*objectT     // what module re makes
	related map[*syntax.ClassDef]bool // families of classes whose objects meet
	unions  map[string]*instT         // instances of one of several classes, by their names
	// What exceptions are made of, by builtin class, and what their args are.
	excArgs   map[string]*slot
	classDefs map[string]*syntax.ClassDef // those whose names mean nothing else
	excTuples map[string]*varyingT
	funcSets  map[*fnT]*FuncSet
	links     map[string]*Export  // what names are bound to that imports of packages bind
	shared    map[string]*builder // of what modules of the project keep, by their names
	held      map[string]set      // values of other modules that can be changed
	// The functions of the module that do nothing but decorate others.
	decorating map[*syntax.FunctionDef]bool

	reuse     *reuse     // after an edit: what is not inferred anew
	partly    bool       // only a part was inferred, and the rest was carried over
	portions  []*portion // of each statement of the module; see there
	home      *syntax.FunctionDef
	hinted    int // how often hints were applied
	unsettled bool
	derived   map[reported]bool // the findings that depend on which functions others stop
}

// Infer finds the types in a module. It never fails: what it cannot type is
// Dynamic, and a finding says why. Its only error is that of a context that has
// ended, upon which there is no result.
func Infer(ctx context.Context, m *syntax.Module, lines *source.Lines, samples ...Sample) (*Info, error) {
	in, _, err := infer(firstSolver(ctx, m, lines, newPlan(), Surroundings{Samples: samples}))
	if err != nil {
		return nil, err
	}
	return in.info, nil
}

const (
	maxRounds = 24 // each keeps more apart; what is still together then stays so
	maxHints  = 40 // rounds of them: each settles at least one parameter; more is no better guess
)

// firstSolver is the solver of a first run, which has collected what there is to infer.
func firstSolver(ctx context.Context, m *syntax.Module, lines *source.Lines, p *plan, around Surroundings) *solver {
	in := newSolver(ctx, m, lines, p)
	in.Surroundings = around
	in.collect()
	p.gists = nil
	return in
}

// infer infers a module, or what it does not reuse of it, from a first run on that has
// collected what there is.
func infer(first *solver) (*solver, effort, error) {
	var spent effort
	in, ctx := first, first.ctx
	in.passing = true
	in.fixpoint()
	for ; ; spent.rounds++ {
		if in == nil { // one that is yet to run
			in = newSolver(ctx, first.info.Module, first.lines, first.plan)
			in.reuse, in.Surroundings, in.portions = first.reuse, first.Surroundings, first.portions
			in.passing = spent.rounds < maxRounds
			in.collect()
			in.fixpoint()
		}
		if ctx.Err() != nil {
			return nil, spent, ctx.Err()
		}
		spent.hints = max(spent.hints, in.hinted)
		if spent.rounds < maxRounds || len(first.plan.trial) > 0 {
			if next, more := in.refine(); more {
				in = next
				continue
			}
		}
		in.last = spent.rounds >= maxRounds
		if in.finish(); !in.again {
			in.noteShut()
			return in, spent, nil
		}
		in = nil
	}
}

func newSolver(ctx context.Context, m *syntax.Module, lines *source.Lines, p *plan) *solver {
	text := p.factsOfModule(m)
	return &solver{
		ctx:      ctx,
		plan:     p,
		byDef:    map[*syntax.FunctionDef]*function{},
		called:   map[syntax.Node]bool{},
		typeVars: typeVariables(m),
		top:      text.top,
		info: &Info{
			Module:    m,
			Top:       text.body,
			known:     newKnown(),
			Members:   map[*syntax.Attribute]*Member{},
			Auto:      map[*syntax.Call]bool{},
			Operators: map[syntax.Node][]*Function{},
			Means:     map[syntax.Expr]syntax.Expr{},
			Expanded:  map[*syntax.FunctionDef]*syntax.FunctionDef{},
		},
		lines:     lines,
		constants: map[*variable]bool{},
		meaning:   map[*typeVar]meaning{},
		vacant:    map[branch]bool{},
		types:     map[*slot]Type{},
		reported:  map[reported]bool{},
		mixtures:  map[mixture]bool{},
		derived:   map[reported]bool{},
		funcSets:  map[*fnT]*FuncSet{},
		links:     map[string]*Export{},
		shared:    map[string]*builder{},
		held:      map[string]set{},
	}
}

// fixpoint finds the fixed point.
func (in *solver) fixpoint() {
	in.restrict()
	for _, u := range in.units {
		in.enqueue(u)
	}
	in.solve()
	if in.vain() {
		return
	}
	if in.adoptLikely() {
		in.solve()
	}
	for in.hinted < maxHints && in.anyUnknown() && in.applyHints() {
		in.hinted++
	}
}

// vain reports whether nothing will come of the run, since the plan has functions that
// it does not.
func (in *solver) vain() bool { return in.lifts && in.passing }

// solve walks units until no slot changes, or each once if that is in vain.
func (in *solver) solve() {
	limit := 300*len(in.units) + 1000
	for n := 0; len(in.queue) > 0; n++ {
		if n >= len(in.units) && in.vain() {
			return
		}
		u := in.queue[0]
		in.queue = in.queue[1:]
		u.queued = false
		if n > limit {
			in.queue = nil
			in.unsettled = true
			in.report(compat.New("PT902", syntax.Range{Start: 0, End: 0}, "the types of this file did not settle; please report it"))
			return
		}
		if u.stale || in.plan.thorough {
			u.stale = false
			in.walk(u, false)
		}
	}
}

func (in *solver) anyUnknown() bool {
	found := false
	in.eachFree(func(*slot, *seen) bool {
		found = true
		return false
	})
	return found
}

// finish records types and findings once nothing changes any more.
func (in *solver) finish() {
	in.frozen = true
	in.leaveUnused()
	if in.reuse == nil { // of all of the source: about so many names and other expressions
		size := len(in.info.Module.Source)
		in.info.exprs, in.info.vars = make(map[syntax.Expr]Type, size/24), make(map[*syntax.Name]*Var, size/64)
	}
	in.info.globals = map[string]*Var{}
	for name, v := range in.scope.globals {
		in.info.globals[name] = v.v
	}
	in.carry()
	for _, fn := range in.functions {
		if fn.kept == nil {
			in.finishVariables(fn)
		}
	}
	for _, u := range in.units {
		in.walk(u, true)
	}
	for _, fn := range in.functions {
		if fn.kept == nil {
			in.finishResult(fn)
		}
	}
	in.finishClasses()
	for _, v := range in.order {
		v.v.Type = in.varType(v)
		in.info.Globals = append(in.info.Globals, v.v)
	}
	in.mirror()
	for def, e := range in.plan.expansions {
		if e.def != nil {
			in.info.Expanded[def] = e.def
		}
	}
	in.judgeModule()
	in.spread()
	if in.finishUnsure() {
		in.spread()
	}
	in.info.Findings = compat.Sort(in.info.Findings)
	if in.Imports != nil {
		in.info.Hidden = in.Hidden
		in.info.Exported, in.info.Keeps, in.info.Vague = in.exported(), in.keeps(), len(in.scope.stars) > 0 || in.bindsByName()
	}
	in.judgeFamilies()
}

func (in *solver) varType(v *variable) Type {
	return in.slotType(v.slot)
}

// finishVariables fills in the types of parameters and locals and says what is
// not known about them. It comes before the walk that records the rest, so that
// a variable of several types is reported once, where it is defined.
func (in *solver) finishVariables(fn *function) {
	for i, p := range fn.params {
		p.v.Type = in.varType(p)
		if fn.unit.kind == functionUnit && i < fn.own() {
			in.finishParam(fn, i)
			in.checkBounds(fn, p)
		}
		fn.f.Seeds = append(fn.f.Seeds, fn.seed(i))
	}
	for _, v := range fn.unit.inner {
		fn.f.Locals = append(fn.f.Locals, v.v)
	}
	w := &walker{solver: in, u: fn.unit, record: true, scope: &in.scope}
	for _, v := range fn.locals() {
		v.v.Type = in.varType(v)
		switch _, bad := in.untranslatedAs(v.v.Type, v.claim); {
		case !bad && fn.unit.kind == functionUnit && v.v.Kind == Local:
			in.dynamic(v.v.Def, v.v.Name, v.v.Type)
		case !bad || fn.unit.kind != functionUnit || v.v.Kind != Local:
		case v.discarded():
			fn.f.Locals = slices.DeleteFunc(fn.f.Locals, func(local *Var) bool { return local == v.v })
		default:
			w.mixedVariable(v)
		}
	}
	fn.f.Result = in.slotType(fn.result)
}

// finishResult says what is not known about the result of a function.
func (in *solver) finishResult(fn *function) {
	if fn.unit.kind != functionUnit || in.stopped(fn) {
		return
	}
	if d, bad := in.untranslatedAs(fn.f.Result, fn.claim); bad {
		w := &walker{solver: in, u: fn.unit, record: true, scope: &in.scope}
		w.mixed(fn.f.Def.NameRange, val{set: fn.result.root().set, src: fn.result}, d)
	} else if r := fn.result.root(); r.set.blend() && !r.set.has(bInt) {
		in.report(compat.New("PT203", fn.f.Def.NameRange, "%s returns an int at times and a float at others, and Python would show which: return a float such as 0.0, or annotate -> float", fn.f.Name))
	}
	if !in.stopped(fn) {
		in.dynamic(fn.f.Def.NameRange, "the result of "+fn.f.Name, fn.f.Result)
	}
}

// finishUnsure stops functions in which something is not known that no finding
// explains, and reports whether there are any.
func (in *solver) finishUnsure() bool {
	found := false
	for _, fn := range in.functions {
		if fn.unsure != nil && fn.unit.kind == functionUnit && !in.stopped(fn) {
			in.derive(compat.New("PT201", *fn.unsure, "the type of this is not known: nothing in the file says what it holds"))
			found = true
		}
	}
	return found
}

// derive reports what depends on which functions others stop.
func (in *solver) derive(f compat.Finding) {
	if key := (reported{f.Code, f.Range}); !in.reported[key] {
		in.derived[key] = true
	}
	in.report(f)
}

func (fn *function) locals() []*variable {
	var all []*variable
	for _, v := range fn.unit.names {
		if v.v.Kind != Parameter && v.owner == fn.unit {
			all = append(all, v)
		}
	}
	for _, v := range fn.unit.webs {
		all = append(all, v)
	}
	all = append(all, fn.unit.inner...)
	slices.SortFunc(all, func(a, b *variable) int { return a.index - b.index })
	return all
}

// seed says how the type of a parameter became known.
func (fn *function) seed(i int) string {
	s := fn.seen[i]
	switch {
	case fn.params[i].v.Declared, s.likely:
		return "annotation"
	case s.use: // only what no call or default told
		return "use"
	case s.call:
		return "call"
	case s.doctest:
		return "doctest"
	case s.fallback:
		return "default"
	}
	return ""
}

// finishParam says what is not known about a parameter.
func (in *solver) finishParam(fn *function, i int) {
	p := fn.params[i]
	at := p.v.Param.NameRange
	r := p.slot.root()
	switch {
	case variadic(p.v.Param) && r.set.other == "" && hasNever(p.v.Type):
		p.v.Type = unknownPack(p.v.Param)
		in.report(compat.New("PT201", at, "nothing says what type %s takes: annotate it, such as %s: int, or call %s in a doctest", p.v.Name, p.v.Name, fn.f.Name))
	case r.set.other != "" && p.v.Param.Annotation == nil:
		in.report(compat.New("PT201", at, "%s is called with %s, which is not translated", p.v.Name, r.set.other))
	case r.set.other != "":
	case r.set.unknown() && !r.declared && p.v.Param.Annotation != nil:
		p.v.Type = Dynamic{Reason: "nothing says what it is"}
		in.report(compat.New("PT201", at, "nothing says which type %s has: its annotation leaves that to the calls; call %s in a doctest", p.v.Name, fn.f.Name))
	case r.set.unknown() && !r.declared:
		p.v.Type = Dynamic{Reason: "nothing says what it is"}
		in.report(compat.New("PT201", at, "nothing says what type %s has: annotate it, such as %s: int, or call %s in a doctest", p.v.Name, p.v.Name, fn.f.Name))
	case hasNever(p.v.Type):
		in.report(compat.New("PT201", at, "nothing says what %s holds: annotate it, such as %s: %s, or call %s in a doctest", p.v.Name, p.v.Name, example(p.v.Type), fn.f.Name))
	default:
		if d, bad := in.untranslatedAs(p.v.Type, p.claim); bad {
			in.contradiction(fn, p, d)
		} else if in.dynamic(at, p.v.Name, p.v.Type) {
			return
		} else if fn.seed(i) == "use" {
			in.report(compat.New("PT207", at, "%s is taken to be %s from how it is used: annotate it to be sure", p.v.Name, p.v.Type))
		}
	}
}

// untranslatedAs is Untranslated for what an annotation claims to be of one
// type: what the calls say beside it contradicts it.
func (in *solver) untranslatedAs(t, claim Type) (Gap, bool) {
	if gap, bad := Untranslated(t); bad || claim == nil || Equal(t, claim) {
		return gap, bad
	}
	if u := firstUnion(t); u != nil && firstUnion(claim) == nil {
		return Gap{Reason: list(u)}, true
	}
	return Gap{}, false
}

// firstUnion is the members of the first union in t.
func firstUnion(t Type) []Type {
	if u, ok := t.(Union); ok {
		return u.Members
	}
	for _, part := range Parts(t) {
		if u := firstUnion(part); u != nil {
			return u
		}
	}
	return nil
}

// dynamic notes that a place holds values of several types. It reports whether
// it does.
func (in *solver) dynamic(at syntax.Range, name string, t Type) bool {
	u := firstUnion(t)
	if u != nil {
		in.report(compat.New("PT208", at, "%s holds %s, which only the run tells apart", name, list(u)))
	}
	return u != nil
}

func (in *solver) contradiction(fn *function, p *variable, d Gap) {
	if p.isClass() {
		return
	}
	culprit := (&walker{solver: in, scope: &in.scope}).culprit(p.slot, nil)
	in.mixtures[mixture{fn, culprit}] = true
	if d.Code != "" {
		in.report(compat.New(d.Code, p.v.Param.NameRange, "%s are not translated yet", d.Reason))
		return
	}
	advice := "write one function for each"
	if d.Reason == "int and float" {
		advice = "annotate it as float, or pass floats only"
	}
	in.report(compat.New("PT202", p.v.Param.NameRange, "%s gets values of several types, %s: %s", p.v.Name, d.Reason, advice))
}

// hasNever reports whether a part of t was never seen.
func hasNever(t Type) bool {
	if _, ok := t.(Iterator); ok {
		return false
	}
	return t == Type(Never) || slices.ContainsFunc(Parts(t), hasNever)
}

// example is t with int where nothing is known.
func example(t Type) Type {
	switch t := t.(type) {
	case Basic:
		if t == Never {
			return Int
		}
	case List:
		return List{example(t.Elem)}
	case Dict:
		key := t.Key
		if hasNever(key) {
			key = Str
		}
		return Dict{key, example(t.Value), t.Class}
	case Optional:
		return Optional{example(t.Elem)}
	case Tuple:
		elems := make([]Type, len(t.Elems))
		for i, e := range t.Elems {
			elems[i] = example(e)
		}
		return Tuple{elems}
	}
	return t
}

// stopped reports whether something keeps a function from being translated.
func (in *solver) stopped(fn *function) bool {
	if fn.unit.kind != functionUnit || fn.twice {
		return true
	}
	for _, f := range in.info.Findings {
		if f.Stops() && Inside(fn.f.Def, f.Range) {
			return true
		}
	}
	for _, e := range in.info.Module.Errors {
		if Inside(fn.f.Def, e.Range) {
			return true
		}
	}
	return false
}

// Inside reports whether a place lies in a function, its decorators included.
func Inside(def *syntax.FunctionDef, r syntax.Range) bool {
	start := def.Start
	for _, d := range def.Decorators {
		start = min(start, d.Span().Start)
	}
	return start <= r.Start && r.Start < max(def.End, def.Start+1)
}

// spread refuses the functions that call refused ones.
func (in *solver) spread() {
	stopped := map[*function]bool{}
	for _, fn := range in.functions {
		stopped[fn] = in.stopped(fn)
	}
	for changed := true; changed; {
		changed = false
		for _, fn := range in.functions {
			if fn.unit.kind != functionUnit {
				continue
			}
			for _, u := range fn.uses {
				if !stopped[u.fn] || u.fn == fn {
					continue
				}
				if u.fn.f.Made { // what stops it lies in fn
					if !stopped[fn] {
						stopped[fn], changed = true, true
					}
					continue
				}
				in.derive(compat.New("PT517", u.at, "%s is not translated, so this call cannot be either", u.fn.f.Name))
				if !stopped[fn] {
					stopped[fn], changed = true, true
				}
			}
		}
	}
}

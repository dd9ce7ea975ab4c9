package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// A plan says what an inference run keeps apart that the run before found
// together: copies of a function for calls with different types, and variables
// of their own for definitions of one name that never meet.
//
// Runs start from nothing but the plan, so that a type found with less kept
// apart leaves no trace.
type plan struct {
	copies   map[*syntax.FunctionDef][]*syntax.FunctionDef // of each definition in the module, itself first
	origin   map[*syntax.FunctionDef]*syntax.FunctionDef   // of each copy
	target   map[syntax.Node]*syntax.FunctionDef           // which copy a call, or a name passed on, means
	settled  map[syntax.Node]bool                          // calls whose copy is decided
	thorough bool                                          // tests have units walked where nothing will come of it
	trial    []*trial                                      // copies that this run tries
	before   *solver                                       // while it does: the run without them
	webs     map[*syntax.Name]int                          // which variable of its name a name means; 0 is the first
	visible  map[visibleKey]bool                           // variables whose ints must stay ints, though they hold floats too
	mixed    map[syntax.Expr]bool                          // expressions likewise
	split    map[splitKey]bool                             // variables that were looked at
	never    map[branch]bool                               // answers of tests that never come
	denied   map[branch]bool                               // those that came all the same
	doctests map[*syntax.Str]*doctest                      // read once, so that nodes stay the same
	bodies   map[*syntax.FunctionDef]*rewriting            // of each definition that is inferred
	facts    map[*syntax.FunctionDef]*facts                // of each definition, read once
	changed  map[*syntax.FunctionDef][]string              // see changedBy, of those of the module
	gists    map[*syntax.FunctionDef]gist                  // of the version before, while this one is collected
	module   *moduleFacts                                  // likewise of the module
	samples  map[sampleKey]*sampleFacts                    // likewise of the files that call functions of this one
	packs    map[packKey]syntax.Expr                       // what calls stand for
	lifted   map[syntax.Expr]*lifted                       // expressions that become functions of their own

	poly      map[*syntax.ClassDef]bool          // families of classes, by the first, that keep their bases
	inherited map[inheritedKey]*inheritedMethod  // what classes have instead of methods of their bases
	derived   map[derivedKey]*syntax.FunctionDef // what total_ordering gives to classes

	managers   map[syntax.Stmt][]entered          // context managers that are entered before a statement
	expansions map[*syntax.FunctionDef]*expansion // of each definition with decorators
	stands     map[*syntax.FunctionDef]*standIn   // what definitions stand for that decorators make
}

// A splitKey is a variable of one copy of a function.
type splitKey struct {
	def  *syntax.FunctionDef
	name string
}

// A visibleKey is one variable of a name in one copy of a function.
type visibleKey struct {
	splitKey
	web int
}

func newPlan() *plan {
	return &plan{
		copies:   map[*syntax.FunctionDef][]*syntax.FunctionDef{},
		origin:   map[*syntax.FunctionDef]*syntax.FunctionDef{},
		target:   map[syntax.Node]*syntax.FunctionDef{},
		settled:  map[syntax.Node]bool{},
		webs:     map[*syntax.Name]int{},
		split:    map[splitKey]bool{},
		visible:  map[visibleKey]bool{},
		mixed:    map[syntax.Expr]bool{},
		doctests: map[*syntax.Str]*doctest{},
		bodies:   map[*syntax.FunctionDef]*rewriting{},
		facts:    map[*syntax.FunctionDef]*facts{},
		changed:  map[*syntax.FunctionDef][]string{},
		samples:  map[sampleKey]*sampleFacts{},
		packs:    map[packKey]syntax.Expr{},
		never:    map[branch]bool{},
		denied:   map[branch]bool{},
		lifted:   map[syntax.Expr]*lifted{},

		poly:      map[*syntax.ClassDef]bool{},
		inherited: map[inheritedKey]*inheritedMethod{},
		derived:   map[derivedKey]*syntax.FunctionDef{},

		managers:   map[syntax.Stmt][]entered{},
		expansions: map[*syntax.FunctionDef]*expansion{},
		stands:     map[*syntax.FunctionDef]*standIn{},
	}
}

// instances are the definitions to infer for one in the module.
func (p *plan) instances(def *syntax.FunctionDef) []*syntax.FunctionDef {
	if copies := p.copies[def]; copies != nil {
		return copies
	}
	return []*syntax.FunctionDef{def}
}

// originOf is the definition in the module that def is, or is a copy of.
func (p *plan) originOf(def *syntax.FunctionDef) *syntax.FunctionDef {
	if o := p.origin[def]; o != nil {
		return o
	}
	return def
}

// copyOf makes a copy of a definition. What was decided about the names and
// calls in it holds in the copy.
func (p *plan) copyOf(def *syntax.FunctionDef) (*syntax.FunctionDef, map[syntax.Node]syntax.Node) {
	made, nodes := syntax.Clone(def)
	p.origin[made] = p.originOf(def)
	for old, fresh := range nodes {
		if to := p.target[old]; to != nil {
			p.target[fresh] = to
		}
		if e, ok := old.(syntax.Expr); ok && p.mixed[e] {
			p.mixed[fresh.(syntax.Expr)] = true
		}
		if e, ok := old.(syntax.Expr); ok && p.lifted[e] != nil {
			p.lifted[fresh.(syntax.Expr)] = p.lifted[e].copied(fresh.(syntax.Expr))
		}
		if def, ok := old.(*syntax.FunctionDef); ok {
			p.stands[fresh.(*syntax.FunctionDef)] = p.stands[def]
		}
		if name, ok := old.(*syntax.Name); ok && p.webs[name] > 0 {
			p.webs[fresh.(*syntax.Name)] = p.webs[name]
		}
	}
	for key := range p.split {
		if key.def == def {
			p.split[splitKey{made, key.name}] = true
		}
	}
	for key := range p.visible {
		if key.def == def {
			p.visible[visibleKey{splitKey{made, key.name}, key.web}] = true
		}
	}
	return made, nodes
}

// refine finds what the next run should keep apart, and reports whether there is
// anything. If a run is known that would be no other, it returns that.
func (in *solver) refine() (next *solver, more bool) {
	p := in.plan
	if in.lifts {
		p.before = nil
		return nil, true
	}
	if len(p.trial) == 0 {
		more = in.excludeMore() || in.splitVariables() || in.tryCopies()
		if len(p.trial) > 0 {
			p.before = in
		}
		return nil, more
	}
	before := p.before
	p.before = nil
	tried := len(p.trial)
	switch kept := in.settleTrials(); kept {
	case 1:
		return before, true
	case tried:
		return in, true
	}
	return nil, true
}

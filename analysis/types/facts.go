package types

import (
	"maps"
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// facts are what the text of a definition says that does not depend on what is
// kept apart.
type facts struct {
	yields  bool
	bound   []bound  // by the body that is inferred
	outside []string // names of its global and nonlocal statements
	defines bool     // whether there are functions inside

	lifts    bool // whether there are expressions that the plan has as functions
	searched int  // how many the plan had when they were looked for: it gets only more

	assigned []assignedAttr // of a method: attributes of its first parameter
	isMethod bool           // whether those were looked for
}

// A bound is a name with the first place that binds it.
type bound struct {
	name string
	def  syntax.Range
}

// An assignedAttr is an attribute that a statement assigns, annotated or not.
type assignedAttr struct {
	at  *syntax.Attribute
	ann syntax.Expr
}

func boundIn(body []syntax.Stmt) []bound {
	var out []bound
	seen := map[string]bool{}
	bindings(body, func(name string, def syntax.Range, _ syntax.Node) {
		if !seen[name] {
			seen[name] = true
			out = append(out, bound{name, def})
		}
	})
	return out
}

func (p *plan) factsOf(def *syntax.FunctionDef, in *solver) *facts {
	f := p.facts[def]
	if r, ok := p.gists[def]; ok && f == nil {
		f = r.here()
		p.facts[def] = f
	}
	if f == nil {
		body := p.rewritten(def, in).body
		f = &facts{yields: firstYield(def) != nil, bound: boundIn(body)}
		outside := func(name string) { f.outside = append(f.outside, name) }
		forGlobals(body, outside)
		forNonlocals(body, outside)
		eachDefinition(body, func(*syntax.FunctionDef) { f.defines = true })
		p.facts[def] = f
	}
	return f
}

// assignedTo lists the attributes of the variable self that statements assign.
func assignedTo(self string, body []syntax.Stmt) []assignedAttr {
	var out []assignedAttr
	syntax.Walk(body, func(n syntax.Node) bool {
		var targets []syntax.Expr
		var ann syntax.Expr
		switch n := n.(type) {
		case *syntax.Assign:
			targets = n.Targets
		case *syntax.AugAssign:
			targets = []syntax.Expr{n.Target}
		case *syntax.AnnAssign:
			targets, ann = []syntax.Expr{n.Target}, n.Annotation
		case *syntax.For:
			targets = []syntax.Expr{n.Target}
		case syntax.Expr:
			return false
		}
		for _, t := range targets {
			for _, at := range attributesIn(t) {
				if base, ok := at.Value.(*syntax.Name); ok && base.ID == self {
					out = append(out, assignedAttr{at, ann})
				}
			}
		}
		return true
	})
	return out
}

// A topBinding is one place that binds a name: see bindings.
type topBinding struct {
	name string
	def  syntax.Range
	at   syntax.Node
}

// moduleFacts are what the text of the module says, whatever is kept apart.
type moduleFacts struct {
	body    []syntax.Stmt // that it runs
	top     *top
	bound   []topBinding    // by the body
	globals []*syntax.Name  // in global statements
	changed map[string]bool // names of what statements change
	loose   map[string]bool // see steady; nil when nobody asked
}

func (p *plan) factsOfModule(m *syntax.Module) *moduleFacts {
	if p.module != nil {
		return p.module
	}
	f := &moduleFacts{changed: map[string]bool{}}
	p.module = f
	f.body, f.top = topOf(m)
	bindings(f.body, func(name string, def syntax.Range, at syntax.Node) {
		f.bound = append(f.bound, topBinding{name, def, at})
	})
	syntax.Walk(f.body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Global:
			f.globals = append(f.globals, n.Names...)
		case *syntax.FunctionDef:
			r, known := p.gists[n]
			return !known || len(r.facts.outside) > 0
		case syntax.Expr:
			return false
		}
		return true
	})
	findChanged(f.body, f.changed)
	for _, s := range f.body {
		if def, ok := s.(*syntax.FunctionDef); ok {
			p.changed[def] = p.changedBy(def)
			for _, name := range p.changed[def] {
				f.changed[name] = true
			}
		}
	}
	return f
}

// changedBy are the names of what a function changes, or binds in the module.
func (p *plan) changedBy(def *syntax.FunctionDef) []string {
	if r, ok := p.gists[def]; ok {
		return r.changed
	}
	changed := map[string]bool{}
	findChanged(def.Body, changed)
	forGlobals(def.Body, func(name string) { changed[name] = true })
	return slices.Collect(maps.Keys(changed))
}

// A sampleKey is a sample of some module, or a def in it.
type sampleKey struct {
	of   string
	node syntax.Node
}

// sampleFacts are what the text of such a node says.
type sampleFacts struct {
	tells bool // of a def: whether it names a function of the module; what does not tells nothing
	bound []bound
}

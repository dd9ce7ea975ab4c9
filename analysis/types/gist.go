package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// What the text of a function says is the same in the next version if that has the same
// text, for functions that are inferred as they are written. Whether what their names
// mean is still the same shows when the module is collected: if it is not, everything is
// inferred anew, from the text too (newReuse).

// A gist is what the text of a function said, in the version before.
type gist struct {
	facts   *facts
	changed []string
	moved   int // how far the function has moved
}

// gists are those of functions of the next version. They are nil if not all of its
// other statements are as they were, or if there are decorators, which change functions
// that do not show it.
func (in *solver) gists(next *syntax.Module) map[*syntax.FunctionDef]gist {
	last := in.info.Module
	if len(last.Body) != len(next.Body) {
		return nil
	}
	out := map[*syntax.FunctionDef]gist{}
	for i, s := range next.Body {
		was := last.Body[i]
		same := sameText(last, was.Span(), next, s.Span())
		def, isDef := s.(*syntax.FunctionDef)
		then, wasDef := was.(*syntax.FunctionDef)
		switch {
		case !isDef && !same, isDef != wasDef, isDef && len(def.Decorators)+len(then.Decorators) > 0:
			return nil
		case isDef && same && in.asWritten(i, then):
			out[def] = gist{in.plan.facts[then], in.plan.changed[then], s.Span().Start - was.Span().Start}
		}
	}
	return out
}

// asWritten reports whether a function is known to be inferred as it is written, though
// perhaps from copies of its statements.
func (in *solver) asWritten(i int, def *syntax.FunctionDef) bool {
	p := in.portion(i)
	r := in.plan.bodies[def]
	return p.plain != nil && *p.plain && in.plan.facts[def] != nil && r != nil && len(r.nodes)+len(r.kept) == 0
}

// here are the facts for where the function stands now.
func (g gist) here() *facts {
	f := &facts{yields: g.facts.yields, outside: g.facts.outside, defines: g.facts.defines, bound: make([]bound, len(g.facts.bound))}
	for i, b := range g.facts.bound {
		f.bound[i] = bound{b.name, syntax.Range{Start: b.def.Start + g.moved, End: b.def.End + g.moved}}
	}
	return f
}

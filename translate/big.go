package translate

import (
	"regexp"
	"slices"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// bigComment asks for big integers: in the head of a def or on a line of its own
// above one, for that function; on a line of its own before all code, for the module.
var bigComment = regexp.MustCompile(`#\s*portalis:\s*int\s*=\s*big\b`)

// bigFunctions are the functions that compute with big integers: those that were
// asked for, those that hold a literal beyond 64 bits, and all that calls them or is
// called by them, since ints pass between these.
func bigFunctions(res *analysis.Result, opts Options) map[*types.Function]bool {
	big := map[*types.Function]bool{}
	all, asked := askedInComments(res)
	for _, fn := range res.Info.Funcs {
		if all || opts.AllBig || slices.Contains(opts.Big, fn.Name) || asked[fn.Def.Range] || holdsLarge(res, fn) {
			big[fn] = true
		}
	}
	if len(big) == 0 {
		return nil
	}
	values := functionValues(res)
	for changed := true; changed; {
		changed = false
		join := func(a, b *types.Function) {
			if a != nil && b != nil && big[a] != big[b] {
				big[a], big[b], changed = true, true, true
			}
		}
		for _, fn := range res.Info.Funcs {
			join(fn, fn.Outer)
			for _, callee := range fn.Calls {
				join(fn, callee)
			}
			for _, set := range values[fn] {
				for _, callee := range set.Funcs {
					join(fn, callee)
				}
			}
		}
		for _, set := range values[nil] {
			for _, fn := range set.Funcs {
				join(fn, set.Funcs[0])
			}
		}
	}
	return big
}

// functionValues are the sets of functions that are values: those that each function
// calls, and all of them, under nil.
func functionValues(res *analysis.Result) map[*types.Function][]*types.FuncSet {
	out := map[*types.Function][]*types.FuncSet{}
	seen := map[*types.FuncSet]bool{}
	res.Info.EachType(func(t types.Type) {
		if t, ok := t.(types.Func); ok && t.Set != nil && !seen[t.Set] {
			seen[t.Set] = true
			out[nil] = append(out[nil], t.Set)
		}
	})
	if len(seen) == 0 {
		return nil
	}
	for _, fn := range res.Info.Funcs {
		syntax.Walk(fn.Body, func(n syntax.Node) bool {
			if call, ok := n.(*syntax.Call); ok {
				if t, ok := res.Info.TypeOf(call.Func).(types.Func); ok && t.Set != nil {
					out[fn] = append(out[fn], t.Set)
				}
			}
			return true
		})
	}
	return out
}

// holdsLarge reports whether a literal beyond 64 bits stands in a function.
func holdsLarge(res *analysis.Result, fn *types.Function) bool {
	return slices.ContainsFunc(res.Stopped(fn), func(f compat.Finding) bool { return f.Code == "PT303" })
}

// askedInComments says whether a comment asks for big integers in the whole module,
// and in which functions one does.
func askedInComments(res *analysis.Result) (all bool, asked map[syntax.Range]bool) {
	var comments []syntax.Comment
	for _, c := range res.Module.Comments {
		if bigComment.MatchString(c.Text) {
			comments = append(comments, c)
		}
	}
	if len(comments) == 0 {
		return false, nil
	}
	asked = map[syntax.Range]bool{}
	first := len(res.Module.Source)
	if len(res.Module.Body) > 0 {
		first = res.Module.Body[0].Span().Start
	}
	taken := map[int]bool{}
	for _, fn := range res.Info.Funcs {
		for i, c := range comments {
			if inHead(fn.Def, c) || c.Own && c.End <= fn.Def.Start && blank(res.Module, c.End, fn.Def.Start) {
				asked[fn.Def.Range], taken[i] = true, true
			}
		}
	}
	for i, c := range comments {
		all = all || c.Own && c.End <= first && !taken[i]
	}
	return all, asked
}

// inHead reports whether a comment stands in the head of a def, which ends with the
// line of its colon.
func inHead(def *syntax.FunctionDef, c syntax.Comment) bool {
	if def.Docstring != nil {
		return def.NameRange.End <= c.Start && c.Start < def.Docstring.Start && !c.Own
	}
	return len(def.Body) > 0 && def.NameRange.End <= c.Start && c.Start < def.Body[0].Span().Start && !c.Own
}

// blank reports whether there are but comments and one line between two places.
func blank(m *syntax.Module, from, to int) bool {
	lines := 0
	for at := from; at < to; at++ {
		switch m.Source[at] {
		case '\n':
			lines++
			if at+1 < to && m.Source[at+1] == '\n' {
				return false
			}
		case ' ', '\t', '\r':
		case '#':
			for at+1 < to && m.Source[at+1] != '\n' {
				at++
			}
		default:
			return false
		}
	}
	return lines > 0
}

// allows reports whether a finding of the analysis is none after all: a literal
// beyond 64 bits where integers are big, or a call of what holds one.
func (m *Module) allows(f compat.Finding) bool {
	return (f.Code == "PT303" || f.Code == "PT517") && slices.ContainsFunc(m.Functions, func(fn *Function) bool {
		return fn.Big && fn.Translated() && fn.Python.Start <= f.Range.Start && f.Range.End <= fn.Python.End
	})
}

// WithBig translates again, with big integers in the functions of these Python names
// and those that share ints with them. If that loses what was translated before, it
// gives no module, but the name of the first function that is lost.
func WithBig(res *analysis.Result, before *Module, opts Options, names []string) (m *Module, lost string) {
	opts.Big = append(slices.Clone(opts.Big), names...)
	m = Translate(res, opts)
	for i, f := range before.Functions {
		if f.Translated() && (i >= len(m.Functions) || !m.Functions[i].Translated()) {
			return nil, f.Name
		}
	}
	return m, ""
}

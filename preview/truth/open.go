package truth

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A Gap is a parameter, local or result that has no static type.
type Gap struct {
	Range    syntax.Range
	Function string
	What     string // "x", "result", or "" when the whole function is not known
	Type     string // what is known, such as "list[Any]"
	Reason   string
	// Code is the finding that says so; "" when there is none, which is a mistake.
	Code string
}

// Gaps lists what of the functions of a program has no static type, in source
// order. A container that nothing fills is static, and so is the result of a
// function that never returns. So that nothing is taken for one of these which is
// only not understood, an expression without a type is a gap too.
func Gaps(r *analysis.Result) []Gap {
	g := &gaps{Result: r}
	known := map[int]bool{}
	for _, fn := range r.Info.Funcs {
		known[fn.Def.NameRange.Start] = true
		g.function(fn)
	}
	syntax.Inspect(r.Module, func(n syntax.Node) bool {
		if def, ok := n.(*syntax.FunctionDef); ok && !known[def.NameRange.Start] {
			code, message := g.finding(def.Range, def.NameRange)
			g.all = append(g.all, Gap{def.NameRange, def.Name, "", "", orElse(message, "the function is not inferred"), code})
		}
		return true
	})
	slices.SortStableFunc(g.all, func(a, b Gap) int { return a.Range.Start - b.Range.Start })
	return g.all
}

type gaps struct {
	*analysis.Result
	all []Gap
}

func (g *gaps) function(fn *types.Function) {
	for _, p := range fn.Params {
		g.variable(fn, p)
	}
	for _, v := range fn.Locals {
		g.variable(fn, v)
	}
	if reason, open := dynamic(fn.Result); open {
		g.add(fn, fn.Def.NameRange, "result", fn.Result, reason)
	}
	types.InspectStmts(fn.Def.Body, func(e syntax.Expr) bool {
		if g.valueless(e) {
			g.add(fn, e.Span(), string(g.Module.Source[e.Span().Start:e.Span().End]), types.Never, "the value of an expression is not known")
		}
		return true
	})
}

// valueless reports whether no type is known of e though those of its parts are.
func (g *gaps) valueless(e syntax.Expr) bool {
	if t := g.Info.TypeOf(e); t == nil || !types.Equal(t, types.Never) {
		return false
	}
	if _, ok := e.(*syntax.Name); ok { // a variable is a gap of its own
		return false
	}
	if call, ok := e.(*syntax.Call); ok && g.Info.CalleeOf(call) != nil && g.Info.CalleeOf(call).Kind == types.User {
		return false
	}
	whole := true
	syntax.Inspect(e, func(n syntax.Node) bool {
		part, ok := n.(syntax.Expr)
		if t := g.Info.TypeOf(part); ok && part != e && t != nil && holdsNever(t) {
			whole = false
		}
		return whole
	})
	return whole
}

func holdsNever(t types.Type) bool {
	return types.Equal(t, types.Never) || slices.ContainsFunc(types.Parts(t), holdsNever)
}

func (g *gaps) variable(fn *types.Function, v *types.Var) {
	reason, open := dynamic(v.Type)
	if v.Type == nil || types.Equal(v.Type, types.Never) {
		reason, open = "nothing says what it is", true
	}
	if open {
		g.add(fn, v.Def, v.Name, v.Type, reason)
	}
}

func (g *gaps) add(fn *types.Function, at syntax.Range, what string, t types.Type, reason string) {
	code, _ := g.finding(fn.Def.Range, at)
	text := ""
	if t != nil {
		text = t.String()
	}
	g.all = append(g.all, Gap{at, fn.Name, what, text, reason, code})
}

// finding returns the finding that explains a gap: one at its place, or the first
// of its function.
func (g *gaps) finding(function, at syntax.Range) (code, message string) {
	explains := func(f compat.Finding) bool { return f.Stops() }
	for _, f := range g.Findings {
		if explains(f) && f.Range.Start <= at.Start && at.Start < max(f.Range.End, f.Range.Start+1) {
			return f.Code, f.Message
		}
	}
	if i := slices.IndexFunc(g.Findings, func(f compat.Finding) bool {
		return explains(f) && function.Start <= f.Range.Start && f.Range.Start < function.End
	}); i >= 0 {
		return g.Findings[i].Code, g.Findings[i].Message
	}
	return "", ""
}

// dynamic reports whether a part of t is Dynamic, and why.
func dynamic(t types.Type) (reason string, found bool) {
	if t == nil {
		return "no type", true
	}
	if d, ok := types.FindDynamic(t); ok {
		return d.Reason, true
	}
	return "", false
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

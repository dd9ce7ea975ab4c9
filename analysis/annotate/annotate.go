// Package annotate writes the inferred types of parameters and results into the
// source as annotations: only where none is and the type is fully known, in the
// style of the file, and only such as are inferred again from what it wrote.
package annotate

import (
	"bytes"
	"slices"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// An Edit replaces a range of the source.
type Edit struct {
	syntax.Range
	Text string
}

// Options say what to annotate and how.
type Options struct {
	// Python is the oldest version of Python 3 that the file is for, 9 for 3.9; 0
	// if nobody says.
	Python int
	// Only says which functions to annotate; nil means all.
	Only func(*types.Function) bool
}

// mostRounds is how often annotations that change what is inferred are taken out
// before all are.
const mostRounds = 5

// Edits returns the changes that annotate a file, in order of place.
func Edits(r *analysis.Result, opts Options) []Edit {
	drop := map[*types.Function]bool{}
	for range mostRounds {
		edits := newWriter(r, opts, drop).edits()
		if len(edits) == 0 {
			return nil
		}
		again := analysis.Analyze(r.Path, Apply(r.Module.Source, edits))
		changed := changedFunctions(r, again)
		if len(changed) == 0 {
			return edits
		}
		before := len(drop)
		for _, fn := range changed {
			drop[fn] = true
		}
		if len(drop) == before {
			return nil
		}
	}
	return nil
}

// changedFunctions are those for which other types are inferred again, or whose
// findings are worse.
func changedFunctions(before, after *analysis.Result) []*types.Function {
	a, b := before.Info.Funcs, after.Info.Funcs
	if len(a) != len(b) || len(before.Module.Errors) != len(after.Module.Errors) {
		return a
	}
	var changed []*types.Function
	for i := range a {
		if a[i].Name != b[i].Name || types.Signature(a[i]) != types.Signature(b[i]) || len(after.Stopped(b[i])) > len(before.Stopped(a[i])) {
			changed = append(changed, a[i])
		}
	}
	return changed
}

// Apply makes the changes in a source.
func Apply(src []byte, edits []Edit) []byte {
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		out.Write(src[at:e.Start])
		out.WriteString(e.Text)
		at = e.End
	}
	out.Write(src[at:])
	return out.Bytes()
}

// A writer writes the annotations of one file.
type writer struct {
	r     *analysis.Result
	opts  Options
	drop  map[*types.Function]bool
	style style
	list  []Edit
}

func newWriter(r *analysis.Result, opts Options, drop map[*types.Function]bool) *writer {
	return &writer{r: r, opts: opts, drop: drop, style: newStyle(r.Module, opts.Python)}
}

func (w *writer) edits() []Edit {
	defs, methods := definitions(w.r.Module)
	for def, means := range w.r.Info.Expanded {
		defs[means] = defs[def]
	}
	for _, fn := range w.r.Info.Funcs {
		// A function that is called with values of different types has no one type.
		if !defs[fn.Def] || fn.Instances > 1 || fn.Def.Async || fn.Replaced || w.drop[fn] || w.opts.Only != nil && !w.opts.Only(fn) {
			continue
		}
		w.function(fn, methods[fn.Def])
	}
	if len(w.list) == 0 {
		return nil
	}
	w.list = append(w.list, w.style.imports.edits(w.r)...)
	slices.SortStableFunc(w.list, func(a, b Edit) int { return a.Start - b.Start })
	return w.list
}

// definitions are the defs of a module, and those that are methods with a first
// parameter that Python itself passes.
func definitions(m *syntax.Module) (defs, methods map[*syntax.FunctionDef]bool) {
	defs, methods = map[*syntax.FunctionDef]bool{}, map[*syntax.FunctionDef]bool{}
	syntax.Inspect(m, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.FunctionDef:
			defs[n] = true
		case *syntax.ClassDef:
			for _, s := range n.Body {
				if def, ok := s.(*syntax.FunctionDef); ok && !isStatic(def) {
					methods[def] = true
				}
			}
		}
		return true
	})
	return defs, methods
}

func isStatic(def *syntax.FunctionDef) bool {
	return slices.ContainsFunc(def.Decorators, func(e syntax.Expr) bool {
		n, ok := e.(*syntax.Name)
		return ok && n.ID == "staticmethod"
	})
}

func (w *writer) function(fn *types.Function, method bool) {
	for i, p := range fn.Params[:len(fn.Params)-len(fn.Captures)] {
		if p.Param == nil || p.Param.Annotation != nil || method && i == 0 {
			continue
		}
		if p.Param.Kind == syntax.VarPositional || p.Param.Kind == syntax.VarKeyword {
			continue
		}
		if text, ok := w.style.write(p.Type, fn.Def.Start); ok {
			w.list = append(w.list, w.param(p.Param, text))
		}
	}
	src, params := w.r.Module.Source, fn.Def.Params
	if fn.Def.Returns != nil || params == nil || params.End <= params.Start || src[params.End-1] != ')' {
		return
	}
	if text, ok := w.style.write(fn.Result, fn.Def.Start); ok {
		w.list = append(w.list, Edit{syntax.Range{Start: params.End, End: params.End}, " -> " + text})
	}
}

// param annotates one parameter. A default that stands close to its "=" gets the
// spaces that go with an annotation.
func (w *writer) param(p *syntax.Param, text string) Edit {
	src, end := w.r.Module.Source, p.NameRange.End
	after := end
	if p.Default != nil {
		rest := bytes.TrimLeft(src[end:], " \t")
		if len(rest) > 0 && rest[0] == '=' {
			rest = bytes.TrimLeft(rest[1:], " \t")
			after = len(src) - len(rest)
			text += " = "
		}
	}
	return Edit{syntax.Range{Start: end, End: after}, ": " + text}
}

package analysis

import (
	"context"
	"slices"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// Analyze finds out all there is to know about a file. Any bytes are accepted.
// Samples are other files that call its functions, such as its tests.
func Analyze(path string, src []byte, samples ...types.Sample) *Result {
	r, _ := AnalyzeModule(context.Background(), path, syntax.Parse(src), samples...) // which does not end
	return r
}

// AnalyzeModule is Analyze for a module that is parsed already, as by an editor
// that parses while the user types. When the context ends it gives up: the result
// then knows what the parser said, but no function and no type.
func AnalyzeModule(ctx context.Context, path string, m *syntax.Module, samples ...types.Sample) (*Result, error) {
	return AnalyzeAmong(ctx, path, m, types.Surroundings{Samples: samples})
}

// AnalyzeAmong is AnalyzeModule for a module of a project.
func AnalyzeAmong(ctx context.Context, path string, m *syntax.Module, around types.Surroundings) (*Result, error) {
	r, _, err := analyze(ctx, path, m, nil, around)
	return r, err
}

// analyze analyses a version of a file. The one before may be nil; what is left
// for the next is nil if there is nothing to go on from.
func analyze(ctx context.Context, path string, m *syntax.Module, before *types.Memory, around types.Surroundings) (*Result, *types.Memory, error) {
	r := &Result{Path: path, Lines: source.NewLines(m.Source), Module: m}
	failed, memory, err := r.infer(ctx, before, around)
	r.Findings = append(r.Findings, compat.FromSyntax(m)...)
	r.Findings = append(r.Findings, r.Info.Findings...)
	r.Findings = append(r.Findings, lastDigits(r.Info)...)
	r.Findings = append(r.Findings, failed...)
	r.Findings = compat.Sort(r.Findings)
	return r, memory, err
}

// infer fills in types and effects. A mistake in them must not take an editor
// down with it: it becomes a finding, and nothing of the file is translated.
func (r *Result) infer(ctx context.Context, before *types.Memory, around types.Surroundings) (failed []compat.Finding, memory *types.Memory, err error) {
	defer func() {
		if p := recover(); p != nil {
			if before != nil { // whose fault it may be
				failed, memory, err = r.infer(ctx, nil, around)
				return
			}
			r.inferNothing()
			failed = append(failed, compat.New("PT902", syntax.Range{}, "the analysis of this file failed: %v; please report it", p))
		}
	}()
	if r.Info, memory, err = types.InferAfter(ctx, r.Module, r.Lines, before, around); err != nil {
		r.inferNothing()
		return nil, nil, err
	}
	r.behave()
	return nil, memory, nil
}

// inferNothing leaves the result without any function.
func (r *Result) inferNothing() {
	m := &syntax.Module{Source: r.Module.Source}
	r.Info, _ = types.Infer(context.Background(), m, r.Lines) // which does not end
	r.behave()
}

// behave fills in effects.
func (r *Result) behave() {
	r.Behaviour = effects.Compute(r.Info)
	r.Effects = r.Behaviour.Functions
}

// Stopped returns the findings that keep a function from being translated; it
// is empty for a function that can be.
func (r *Result) Stopped(fn *types.Function) []compat.Finding { return r.stopped(fn.Def) }

func (r *Result) stopped(def *syntax.FunctionDef) []compat.Finding {
	var stopping []compat.Finding
	start := def.Start
	for _, d := range def.Decorators {
		start = min(start, d.Span().Start)
	}
	first, _ := slices.BinarySearchFunc(r.Findings, start, func(f compat.Finding, start int) int { return f.Range.Start - start })
	for _, f := range r.Findings[first:] { // which are sorted
		if f.Range.Start > max(def.Start, def.End) {
			break
		}
		if f.Stops() && types.Inside(def, f.Range) {
			stopping = append(stopping, f)
		}
	}
	return stopping
}

// Convertible reports whether a function can be translated: nothing stops it,
// nor any function that it calls.
func (r *Result) Convertible(fn *types.Function) bool { return len(r.Stopped(fn)) == 0 }

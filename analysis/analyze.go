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
	r, _, err := analyze(ctx, path, m, memory{}, around)
	return r, err
}

// A memory is what analysing a version of a file leaves for the next; its fields are nil
// where there is nothing to go on from.
type memory struct {
	types   *types.Memory
	effects *effects.Memory
	digits  map[*types.Edition]digit
}

// analyze analyses a version of a file.
func analyze(ctx context.Context, path string, m *syntax.Module, before memory, around types.Surroundings) (*Result, memory, error) {
	r := &Result{Path: path, Lines: source.NewLines(m.Source), Module: m}
	failed, next, err := r.infer(ctx, before, around)
	r.Findings = append(r.Findings, compat.FromSyntax(m)...)
	r.Findings = append(r.Findings, r.Info.Findings...)
	digits, nextDigits := lastDigits(r.Info, before.digits)
	next.digits = nextDigits
	r.Findings = append(r.Findings, digits...)
	r.Findings = append(r.Findings, failed...)
	r.Findings = compat.Sort(r.Findings)
	return r, next, err
}

// infer fills in types and effects. A mistake in them must not take an editor
// down with it: it becomes a finding, and nothing of the file is translated.
func (r *Result) infer(ctx context.Context, before memory, around types.Surroundings) (failed []compat.Finding, next memory, err error) {
	defer func() {
		if p := recover(); p != nil {
			if before.types != nil { // whose fault it may be
				failed, next, err = r.infer(ctx, memory{}, around)
				return
			}
			r.inferNothing()
			next = memory{}
			failed = append(failed, compat.New("PT902", syntax.Range{}, "the analysis of this file failed: %v; please report it", p))
		}
	}()
	if r.Info, next.types, err = types.InferAfter(ctx, r.Module, r.Lines, before.types, around); err != nil {
		r.inferNothing()
		return nil, memory{}, err
	}
	next.effects = r.behave(before.effects)
	return nil, next, nil
}

// inferNothing leaves the result without any function.
func (r *Result) inferNothing() {
	m := &syntax.Module{Source: r.Module.Source}
	r.Info, _ = types.Infer(context.Background(), m, r.Lines) // which does not end
	r.behave(nil)
}

// behave fills in effects.
func (r *Result) behave(before *effects.Memory) (next *effects.Memory) {
	r.Behaviour, next = effects.ComputeAfter(r.Info, before)
	r.Effects = r.Behaviour.Functions
	return next
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

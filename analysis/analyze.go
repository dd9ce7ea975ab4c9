package analysis

import (
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// Analyze finds out all there is to know about a file. Any bytes are accepted.
func Analyze(path string, src []byte) *Result {
	return AnalyzeModule(path, syntax.Parse(src))
}

// AnalyzeModule is Analyze for a module that is parsed already, as by an editor
// that parses while the user types.
func AnalyzeModule(path string, m *syntax.Module) *Result {
	r := &Result{Path: path, Lines: source.NewLines(m.Source), Module: m}
	failed := r.infer()
	r.Findings = append(r.Findings, compat.FromSyntax(m)...)
	r.Findings = append(r.Findings, r.Info.Findings...)
	r.Findings = append(r.Findings, failed...)
	r.Findings = compat.Sort(r.Findings)
	return r
}

// infer fills in types and effects. A mistake in them must not take an editor
// down with it: it becomes a finding, and nothing of the file is translated.
func (r *Result) infer() (failed []compat.Finding) {
	defer func() {
		if p := recover(); p != nil {
			r.Info, r.Effects = types.Infer(&syntax.Module{Source: r.Module.Source}, r.Lines), effects.Table{}
			failed = append(failed, compat.New("PT902", syntax.Range{}, "the analysis of this file failed: %v; please report it", p))
		}
	}()
	r.Info = types.Infer(r.Module, r.Lines)
	r.Effects = effects.Compute(r.Info)
	return nil
}

// Stopped returns the findings that keep a function from being translated; it
// is empty for a function that can be.
func (r *Result) Stopped(fn *types.Function) []compat.Finding {
	var stopping []compat.Finding
	for _, f := range r.Findings {
		if f.Stops() && types.Inside(fn.Def, f.Range) {
			stopping = append(stopping, f)
		}
	}
	return stopping
}

// Convertible reports whether a function can be translated: nothing stops it,
// nor any function that it calls.
func (r *Result) Convertible(fn *types.Function) bool { return len(r.Stopped(fn)) == 0 }

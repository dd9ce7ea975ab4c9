package lsp

import (
	"bytes"
	"context"
	"sync"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/translate"
)

// fakeEngine stands in for analysis, translation and parity where a test is
// about the server: every def becomes "fn", one that yields is refused, and what
// parity says is up to the test.
type fakeEngine struct {
	mu       sync.Mutex
	analysed []string // the sources, in order
	runs     chan *fakeRun
	problem  string        // what the toolchain lacks
	gate     chan struct{} // if set, each analysis waits for it
	entered  chan struct{} // if set, each analysis says there that it waits
}

// fakeRun is one parity run that waits for what the test makes of it.
type fakeRun struct {
	request parityRequest
	ctx     context.Context
	answer  chan *parity.Report
}

func newFakeEngine() *fakeEngine { return &fakeEngine{runs: make(chan *fakeRun, 10)} }

func (f *fakeEngine) engine() *engine {
	return &engine{analyze: f.analyze, translate: f.translate, parity: f.parity, tools: f.tools, warm: func(context.Context, settings) error { return nil }, close: func() {}}
}

func (f *fakeEngine) tools(context.Context, settings) tools {
	return tools{rustc: "rustc 1.96.0", python: "3.11.7", problem: f.problem}
}

func (f *fakeEngine) analyze(ctx context.Context, _ *analysis.Session, path string, m *syntax.Module) (*analysis.Result, error) {
	src := m.Source
	if f.gate != nil {
		f.entered <- struct{}{}
		<-f.gate
	}
	f.mu.Lock()
	f.analysed = append(f.analysed, string(src))
	f.mu.Unlock()
	r := &analysis.Result{Path: path, Lines: source.NewLines(src), Module: m, Info: &types.Info{Module: m}}
	r.Findings = compat.FromSyntax(m)
	syntax.Inspect(m, func(n syntax.Node) bool {
		if y, ok := n.(*syntax.Yield); ok {
			r.Findings = append(r.Findings, compat.New("PT501", y.Range, "no generators"))
		}
		return true
	})
	if bytes.Contains(src, []byte(endless)) {
		<-ctx.Done()
		return r, ctx.Err()
	}
	return r, nil
}

// endless is in a source whose analysis ends only when it is given up.
const endless = "# endless"

func (f *fakeEngine) translate(_ *translate.Session, r *analysis.Result, opts translate.Options) draft {
	m := &translate.Module{Name: "fake"}
	for _, stmt := range r.Module.Body {
		def, ok := stmt.(*syntax.FunctionDef)
		if !ok {
			continue
		}
		fn := &translate.Function{
			Name: def.Name, RustName: def.Name, Python: def.Range, NameRange: def.NameRange, Effects: &effects.Effects{},
		}
		for _, finding := range r.Findings {
			if def.Range.Contains(finding.Range.Start) {
				fn.Refused = append(fn.Refused, finding)
			}
		}
		if finding, ok := opts.Refuse[def.Name]; ok {
			fn.Refused = append(fn.Refused, finding)
			m.Findings = append(m.Findings, finding)
		}
		if fn.Translated() {
			fn.Signature = "pub fn " + def.Name + "()"
			fn.Rust = fn.Signature + " {}\n"
			fn.Place = syntax.Range{Start: len(m.Rust), End: len(m.Rust) + len(fn.Rust)}
			m.Map = append(m.Map, translate.Link{Python: def.Range, Rust: fn.Place})
			m.Rust += fn.Rust
		}
		m.Functions = append(m.Functions, fn)
	}
	return drafted{r, m}
}

// drafted is a draft whose Rust is there.
type drafted struct {
	analysis *analysis.Result
	module   *translate.Module
}

func (d drafted) Findings() []compat.Finding { return translate.Findings(d.analysis, d.module) }

func (d drafted) Module() *translate.Module { return d.module }

func (f *fakeEngine) parity(ctx context.Context, request parityRequest) (*parity.Report, error) {
	run := &fakeRun{request, ctx, make(chan *parity.Report, 1)}
	f.runs <- run
	select {
	case report := <-run.answer:
		return report, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// say ends a run with the same verdict on all its functions.
func (r *fakeRun) say(verdict parity.Verdict, failures ...parity.Call) {
	report := &parity.Report{}
	for _, name := range r.request.functions {
		f := parity.Function{Name: name, Verdict: verdict, Calls: 24, Agreeing: 24 - len(failures), Speed: 12.3, Failures: failures}
		r.request.each(f)
		report.Functions = append(report.Functions, f)
	}
	r.answer <- report
}

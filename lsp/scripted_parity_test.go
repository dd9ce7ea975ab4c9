package lsp

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"testing"

	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/value"
)

// scriptedParity analyses and translates for real, but says of each function what
// an archive wants of it; of those that it does not name, that all calls agree.
type scriptedParity struct {
	verdicts map[string]parity.Function

	mu   sync.Mutex
	runs []parityRequest
}

func newScriptedParity(t *testing.T, script string) *scriptedParity {
	t.Helper()
	p := &scriptedParity{verdicts: map[string]parity.Function{}}
	if script == "" {
		return p
	}
	if err := json.Unmarshal([]byte(script), &p.verdicts); err != nil {
		t.Fatalf("parity.json: %v", err)
	}
	for _, f := range p.verdicts {
		for i := range f.Failures {
			for _, arg := range f.Failures[i].Args {
				v, ok := value.ParseExpr(arg)
				if !ok {
					t.Fatalf("parity.json: %q is no value", arg)
				}
				f.Failures[i].Values = append(f.Failures[i].Values, v)
			}
		}
	}
	return p
}

func (p *scriptedParity) engine() *engine {
	return &engine{
		analyze: newNeighbours().analyze, translate: decide, parity: p.run,
		tools: func(context.Context, settings) tools { return tools{rustc: "rustc 1.96.0", python: "3.11.7"} },
		warm:  func(context.Context, settings) error { return nil },
		close: func() {},
	}
}

func (p *scriptedParity) run(_ context.Context, request parityRequest) (*parity.Report, error) {
	p.mu.Lock()
	p.runs = append(p.runs, request)
	p.mu.Unlock()
	report := &parity.Report{}
	request.stage(parity.Comparing)
	for _, f := range request.module.Functions {
		if !f.Translated() || !slices.Contains(request.functions, f.Name) {
			continue
		}
		said, ok := p.verdicts[f.Name]
		if !ok {
			said = parity.Function{Verdict: parity.Identical, Calls: 24, Agreeing: 24, Speed: 12}
		}
		said.Name, said.Types = f.Name, f.VariantTypes()
		request.each(said)
		report.Functions = append(report.Functions, said)
		report.Totals.Calls += said.Calls
		report.Totals.Agreeing += said.Agreeing
	}
	return report, nil
}

// take returns the runs since it was last asked.
func (p *scriptedParity) take() []parityRequest {
	p.mu.Lock()
	defer p.mu.Unlock()
	runs := p.runs
	p.runs = nil
	return runs
}

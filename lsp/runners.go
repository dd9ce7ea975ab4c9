package lsp

import (
	"context"
	"sync"

	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/toolchain"
)

// runners keeps what compares with Python warm from one save to the next: one
// for each interpreter and compiler in use.
type runners struct {
	mu   sync.Mutex
	warm map[runnerKey]*parity.Runner
}

type runnerKey struct{ rustc, python string }

// run compares what request names.
func (r *runners) run(ctx context.Context, request parityRequest) (*parity.Report, error) {
	interpreter, err := python.Find(ctx, python.Search{Setting: request.settings.Python, Dir: request.folder})
	if err != nil {
		return nil, err
	}
	runner, err := r.get(ctx, runnerKey{request.settings.Rustc, interpreter.Path})
	if err != nil {
		return nil, err
	}
	return runner.Run(ctx, parity.Request{
		Analysis: request.analysis, Module: request.module, Functions: request.functions,
		Consent: request.consent, Cases: cases.DefaultOptions, Pins: request.pins,
		Each: request.each, Stage: request.stage,
	})
}

func (r *runners) get(ctx context.Context, key runnerKey) (*parity.Runner, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if runner := r.warm[key]; runner != nil {
		return runner, nil
	}
	runner, err := parity.NewRunner(ctx, parity.Options{
		Toolchain: toolchain.Options{Rustc: key.rustc},
		Python:    python.Search{Setting: key.python},
	})
	if err != nil {
		return nil, err
	}
	if r.warm == nil {
		r.warm = map[runnerKey]*parity.Runner{}
	}
	r.warm[key] = runner
	return runner, nil
}

// close ends the programs that are kept warm. Nothing may be running any more.
func (r *runners) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, runner := range r.warm {
		_ = runner.Close() // the process is ending; there is nobody to tell
	}
	r.warm = nil
}

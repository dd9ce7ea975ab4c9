package corpus

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/cache"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/toolchain"
	"github.com/portalis-dev/portalis/preview/wasm"
	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/rt"
)

// Options say how to run a corpus. The zero Options find everything themselves.
type Options struct {
	Toolchain toolchain.Options
	Python    python.Search
	CacheDir  string // "" for the user's
	Jobs      int    // problems at a time; at least one
	Generate  int    // generated calls of each problem to compare with CPython
	// Each, if set, is told of every result, in the order in which they come, and
	// of how many there are by then.
	Each func(r Result, done int)
	// Progress, if set, is told by TraceAll of how many problems are done.
	Progress func(done int)
}

// Run runs all problems and returns their results in the same order. What comes
// of a problem is in its result; an error says that there are none, because ctx
// is done or a tool fails.
func Run(ctx context.Context, problems []Problem, opts Options) ([]Result, error) {
	found, err := toolchain.Find(ctx, opts.Toolchain)
	if err != nil {
		return nil, err
	}
	files, err := cache.Open(opts.CacheDir, cache.Limit)
	if err != nil {
		return nil, err
	}
	s := &shared{
		opts:    opts,
		builder: &build.Builder{Toolchain: found, Cache: files, Runtime: rt.Files, DenyWarnings: true},
		todo:    make(chan int, len(problems)),
		results: make([]Result, len(problems)),
	}
	for i := range problems {
		s.todo <- i
	}
	close(s.todo)
	group, ctx := errgroup.WithContext(ctx)
	for range max(1, min(opts.Jobs, len(problems))) {
		group.Go(func() error { return s.work(ctx, problems) })
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return s.results, nil
}

// shared is what the jobs have in common.
type shared struct {
	opts    Options
	builder *build.Builder
	todo    chan int
	results []Result

	mu   sync.Mutex
	done int
}

// work is one job: it takes problems until there are none.
func (s *shared) work(ctx context.Context, problems []Problem) error {
	host, err := wasm.NewHost(ctx, wasm.DefaultLimits)
	if err != nil {
		return err
	}
	w := &worker{shared: s, host: host}
	defer w.close()
	for i := range s.todo {
		r, err := w.solve(ctx, &problems[i])
		if err != nil {
			return fmt.Errorf("%s: %w", problems[i].ID, err)
		}
		s.results[i] = r
		s.mu.Lock()
		s.done++
		if s.opts.Each != nil {
			s.opts.Each(r, s.done)
		}
		s.mu.Unlock()
	}
	return nil
}

// A worker has what one job keeps warm. Python is started when it is needed.
type worker struct {
	*shared
	host   *wasm.Host
	oracle *python.Oracle
	runner *parity.Runner
}

func (w *worker) close() {
	w.host.Close(context.Background())
	if w.oracle != nil {
		w.oracle.Close()
	}
	if w.runner != nil {
		w.runner.Close()
	}
}

// An attempt is a problem that is being solved.
type attempt struct {
	*Problem
	analysis *analysis.Result
	module   *translate.Module
	function *translate.Function // the first of what the entry became
}

func (w *worker) solve(ctx context.Context, p *Problem) (Result, error) {
	a := &attempt{Problem: p, analysis: analysis.Analyze("problem.py", []byte(p.Program()))}
	a.module = translate.Translate(a.analysis, translate.Options{})
	for _, f := range a.module.Functions {
		if f.Name == p.Entry && a.function == nil {
			a.function = f
		}
	}
	out, err := w.attempt(ctx, a)
	if err != nil || a.module.UsesBig || !overflows(out) {
		return out, err
	}
	// Once more, with integers that are large enough.
	large := *a
	var lost string
	if large.module, lost = translate.WithBig(a.analysis, a.module, translate.Options{}, []string{p.Entry}); lost != "" {
		return out, nil
	}
	large.function = large.module.Functions[slices.Index(a.module.Functions, a.function)]
	again, err := w.attempt(ctx, &large)
	var missing *toolchain.MissingCrateError
	if errors.As(err, &missing) || err == nil && again.Status != OK {
		return out, nil
	}
	again.Big = true
	return again, err
}

// overflows reports whether an integer did not fit in 64 bits.
func overflows(r Result) bool {
	if slices.ContainsFunc(r.Calls, func(c Answer) bool { return c.Trap == wasm.IntegerOverflow }) {
		return true
	}
	return r.Generated != nil && r.Generated.Overflows()
}

// attempt builds what became of a problem and makes its calls.
func (w *worker) attempt(ctx context.Context, a *attempt) (Result, error) {
	out := Result{ID: a.ID, Status: OK, Reasons: []Reason{}, Calls: []Answer{}}
	if a.function == nil || !a.function.Translated() {
		out.Status, out.Reasons = Refused, a.refusal()
		return out, nil
	}
	for line := range strings.Lines(a.module.Rust) {
		if strings.TrimSpace(line) != "" {
			out.RustLines++
		}
	}
	out.Dynamic = strings.Contains(a.module.Rust, "rt::Value")
	binary, err := w.builder.Module(ctx, a.module, build.Quick)
	var broken *build.CompileError
	if errors.As(err, &broken) {
		out.Status, out.Reasons = NotCompiled, reasons(broken.Findings)
		return out, nil
	}
	if err != nil {
		return out, err
	}
	if out.Calls, err = w.callAll(ctx, a, binary); err != nil {
		return out, err
	}
	if w.opts.Generate > 0 {
		out.Generated, err = w.generate(ctx, a)
	}
	return out, err
}

// refusal says why there is no Rust for the entry: its own findings, or those of
// the file when it is not even a function of the module.
func (a *attempt) refusal() []Reason {
	if a.function != nil {
		return reasons(a.function.Refused)
	}
	var stops []compat.Finding
	for _, f := range a.analysis.Findings {
		if f.Stops() {
			stops = append(stops, f)
		}
	}
	if len(stops) == 0 {
		message := fmt.Sprintf("the source has no function %s at its top level", a.Entry)
		return []Reason{{Code: "PT521", Message: message}}
	}
	return reasons(stops)
}

func reasons(findings []compat.Finding) []Reason {
	out := make([]Reason, len(findings))
	for i, f := range findings {
		out[i] = Reason{f.Code, f.Message}
	}
	return out
}

// generate compares generated calls, and those of the corpus once more, with
// CPython.
func (w *worker) generate(ctx context.Context, a *attempt) (*parity.Function, error) {
	if w.runner == nil {
		var err error
		w.runner, err = parity.NewRunner(ctx, parity.Options{
			Toolchain: w.opts.Toolchain, Python: w.opts.Python, CacheDir: w.opts.CacheDir, DenyWarnings: true,
		})
		if err != nil {
			return nil, err
		}
	}
	report, err := w.runner.Run(ctx, parity.Request{
		Analysis: a.analysis, Module: a.module, Functions: []string{a.Entry}, Consent: parity.AskedForEffects,
		Cases: cases.Options{Count: w.opts.Generate, Seed: cases.DefaultOptions.Seed}, NoSpeed: true,
	})
	if err != nil || len(report.Functions) == 0 {
		return nil, err
	}
	return &report.Functions[0], nil
}

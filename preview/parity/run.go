package parity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/cache"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/toolchain"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/preview/wasm"
	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/rt"
)

// Options say with what to run. The zero Options find everything themselves.
type Options struct {
	Toolchain    toolchain.Options
	Python       python.Search
	CacheDir     string // "" for the user's
	PythonLimits python.Limits
	WasmLimits   wasm.Limits
	DenyWarnings bool // of rustc, in emitted Rust; for tests
}

// A Request says what to compare.
type Request struct {
	Analysis *analysis.Result
	Module   *translate.Module
	// Functions are the names of those to run; nil stands for all. The report has
	// only them.
	Functions []string
	// Consent says which effects what runs may have; the zero Consent allows none.
	Consent Consent
	Cases   cases.Options
	Pins    []cases.Pin // run on every comparison, before generated cases
	// Tolerance is by how much floats may differ, in relation to their size; 0 for not at all.
	Tolerance float64
	NoSpeed   bool // do not measure, which spares the release build
	// Each, if set, is told of every function as soon as its verdict is known, and
	// again when its speed is.
	Each func(Function)
	// Stage, if set, is told of every stage as the run comes to it.
	Stage func(Stage)
}

// A Stage is a part of a run.
type Stage string

// The stages, in their order.
const (
	Building  Stage = "building"
	Comparing Stage = "comparing"
	Measuring Stage = "measuring"
)

// A Runner keeps warm what runs have in common: the toolchain that was found, a
// running Python, compiled modules. It is safe for use by several goroutines.
type Runner struct {
	builder  *build.Builder
	host     *wasm.Host
	oracle   *python.Oracle
	explorer *python.Oracle // looks for inputs while rustc runs
}

// Prepare builds what the first comparison would have to build otherwise, the same
// for all programs. No code of the user's is looked at.
func Prepare(ctx context.Context, opts Options) error {
	found, err := toolchain.Find(ctx, opts.Toolchain)
	if err != nil {
		return err
	}
	files, err := cache.Open(opts.CacheDir, cache.Limit)
	if err != nil {
		return err
	}
	interpreter, err := python.Find(ctx, opts.Python)
	if err != nil {
		return err
	}
	b := &build.Builder{Toolchain: found, Cache: files, Runtime: rt.Files, Python: interpreter.Minor()}
	return errors.Join(b.Prepare(ctx, build.Quick), b.Prepare(ctx, build.Release))
}

// NewRunner finds what runs need. It fails with a *toolchain.MissingError or
// python.ErrNone when that is not there.
func NewRunner(ctx context.Context, opts Options) (*Runner, error) {
	found, err := toolchain.Find(ctx, opts.Toolchain)
	if err != nil {
		return nil, err
	}
	interpreter, err := python.Find(ctx, opts.Python)
	if err != nil {
		return nil, err
	}
	files, err := cache.Open(opts.CacheDir, cache.Limit)
	if err != nil {
		return nil, err
	}
	if opts.PythonLimits == (python.Limits{}) {
		opts.PythonLimits = python.DefaultLimits
	}
	if opts.WasmLimits == (wasm.Limits{}) {
		opts.WasmLimits = wasm.DefaultLimits
	}
	// The host lives longer than the context of this call.
	host, err := wasm.NewHost(context.WithoutCancel(ctx), opts.WasmLimits)
	if err != nil {
		return nil, err
	}
	return &Runner{
		builder:  &build.Builder{Toolchain: found, Cache: files, Runtime: rt.Files, Python: interpreter.Minor(), DenyWarnings: opts.DenyWarnings},
		host:     host,
		oracle:   python.New(interpreter, opts.PythonLimits),
		explorer: python.NewExplorer(interpreter, opts.PythonLimits),
	}, nil
}

// Close ends Python and frees the modules.
func (r *Runner) Close() error {
	r.oracle.Close()
	r.explorer.Close()
	return r.host.Close(context.Background())
}

// Toolchain returns the toolchain that r builds with.
func (r *Runner) Toolchain() toolchain.Toolchain { return r.builder.Toolchain }

// Run is NewRunner and one run.
func Run(ctx context.Context, opts Options, req Request) (*Report, error) {
	r, err := NewRunner(ctx, opts)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.Run(ctx, req)
}

// Run compares the functions of a module with Python. What the functions do is
// in the report; an error says that there is none, because ctx is done or a tool
// fails.
func (r *Runner) Run(ctx context.Context, req Request) (*Report, error) {
	if req.Each == nil {
		req.Each = func(Function) {}
	}
	if req.Stage == nil {
		req.Stage = func(Stage) {}
	}
	if req.Cases == (cases.Options{}) {
		req.Cases = cases.DefaultOptions
	}
	s := &session{
		Runner: r, req: req, module: req.Module,
		cases:   cases.Of(req.Analysis, req.Pins...),
		program: programOf(req),
		report: &Report{
			File: req.Analysis.Path, Seed: req.Cases.Seed, Tolerance: req.Tolerance,
			Python: r.oracle.Interpreter().Version, Toolchain: r.builder.Toolchain.Version,
		},
	}
	if err := s.run(ctx); err != nil {
		return nil, err
	}
	s.report.count()
	s.countClasses()
	return s.report, nil
}

func programOf(req Request) python.Program {
	name := req.Module.Name
	if name == "" || strings.Trim(name, "_") == "main" {
		name = "module" // whatever the file is called, its main block does not run
	}
	return python.Program{Path: req.Analysis.Path, Module: name, Source: string(req.Analysis.Module.Source)}
}

// A session is one run.
type session struct {
	*Runner
	req     Request
	module  *translate.Module // without what does not compile
	loaded  *wasm.Module      // the quick build
	cases   *cases.Source
	program python.Program
	report  *Report
	timings []timing
	sought  map[*translate.Function]*sought // the cases, once there are any
}

func (s *session) run(ctx context.Context) error {
	wait := s.seek(ctx)
	defer wait()
	s.req.Stage(Building)
	if err := s.build(ctx); err != nil {
		return err
	}
	s.req.Stage(Comparing)
	if s.loaded != nil {
		defer s.loaded.Close(context.WithoutCancel(ctx))
	}
	consent, imported := s.req.Consent, s.req.Analysis.Behaviour.Import
	for index, f := range s.module.Functions {
		if !s.chosen(f) {
			continue
		}
		out := s.describe(f)
		switch {
		case !f.Translated():
			out.Verdict, out.Reason = Refused, refusal(f)
		case f.Apart:
			out.Verdict, out.Reason = NotCompared, "it takes or gives objects of classes of the file, functions or iterators: what calls it is compared"
		case !consent.allowsImport(imported):
			out.Verdict, out.Reason, out.HasEffects = Skipped, consent.importEffect(imported), true
		case !consent.allows(f.Effects):
			out.Verdict, out.Reason, out.HasEffects = Skipped, consent.sideEffect(f), true
		default:
			err := s.compare(ctx, index, f, &out)
			if failed, ok := errors.AsType[*python.LoadError](err); ok {
				out.Verdict, out.Reason = Skipped, failed.Error()
			} else if err != nil {
				return err
			}
		}
		s.report.Functions = append(s.report.Functions, out)
		s.req.Each(out)
	}
	s.markUnfit()
	if s.req.NoSpeed {
		return nil
	}
	// The verdicts stand whatever becomes of the release build.
	if err := s.measure(ctx); err != nil {
		s.report.NoSpeed = err.Error()
	}
	return ctx.Err()
}

// markUnfit notes the pinned calls that a def does not take any more with the
// first of its functions.
func (s *session) markUnfit() {
	seen := map[string]bool{}
	for i := range s.report.Functions {
		out := &s.report.Functions[i]
		if seen[out.Name] {
			continue
		}
		seen[out.Name] = true
		var variants []*translate.Function
		for _, f := range s.module.Functions {
			if f.Name == out.Name && f.Runs() {
				variants = append(variants, f)
			}
		}
		if len(variants) == 0 {
			continue
		}
		for _, p := range s.cases.Unfit(variants) {
			out.Unfit = append(out.Unfit, short(value.Repr(value.OfTuple(p.Args...))))
		}
	}
}

// build builds and loads the quick build. Functions whose Rust does not compile
// become refused ones.
func (s *session) build(ctx context.Context) error {
	whole, part := s.module, false
	if s.req.Functions != nil && !s.builder.DenyWarnings { // what is left out may leave an import unused
		s.module, part = build.Only(whole, s.req.Functions), true
	}
	for slices.ContainsFunc(s.module.Functions, (*translate.Function).Translated) {
		binary, err := s.builder.Module(ctx, s.module, build.Quick)
		if broken, ok := errors.AsType[*build.CompileError](err); ok && len(broken.Broken) > 0 {
			if part { // something that was left out may be needed after all
				s.module, part = whole, false
				continue
			}
			s.module = build.Without(s.module, broken.Broken, broken.Findings)
			continue
		}
		if err != nil {
			return err
		}
		s.loaded, err = s.host.Load(ctx, binary)
		return err
	}
	return nil
}

func (s *session) describe(f *translate.Function) Function {
	out := Function{Name: f.Name, Types: f.VariantTypes(), Signature: f.Signature, Range: f.NameRange}
	if s.req.Analysis.Lines != nil {
		out.Line, _ = s.req.Analysis.Lines.Human(f.NameRange.Start)
	}
	return out
}

// refusal says in one line why a function is not translated.
func refusal(f *translate.Function) string {
	reason := fmt.Sprintf("%s: %s", f.Refused[0].Code, f.Refused[0].Message)
	if more := len(f.Refused) - 1; more > 0 {
		reason += fmt.Sprintf(" (and %d more)", more)
	}
	return reason
}

// count fills in the totals.
func (r *Report) count() {
	r.Totals = Totals{Verdicts: map[Verdict]int{}}
	for _, f := range r.Definitions() {
		r.Totals.Functions++
		r.Totals.Verdicts[f.Verdict]++
		r.Totals.Calls += f.Calls
		r.Totals.Agreeing += f.Agreeing
		r.Totals.Tests += f.Tests
		r.Totals.Passing += f.Passing
	}
}

// countClasses counts the classes of the file, and those of which nothing is refused.
func (s *session) countClasses() {
	found := translate.Findings(s.req.Analysis, s.module)
	for _, stmt := range s.req.Analysis.Module.Body {
		class, ok := stmt.(*syntax.ClassDef)
		if !ok {
			continue
		}
		s.report.Totals.Classes++
		stays := func(f compat.Finding) bool { return f.Stops() && class.Range.Contains(f.Range.Start) }
		if s.module.Rust != "" && !slices.ContainsFunc(found, stays) {
			s.report.Totals.ClassesTranslated++
		}
	}
}

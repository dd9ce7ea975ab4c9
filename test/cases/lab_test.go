package cases

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/build/buildtest"
	inputs "github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/preview/wasm"
	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/rt"
)

// A lab has what is needed to run both sides.
type lab struct {
	builder     *build.Builder
	host        *wasm.Host
	interpreter python.Interpreter
}

func newLab(t *testing.T) *lab {
	t.Helper()
	ctx := context.Background()
	host, err := wasm.NewHost(ctx, wasm.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { host.Close(ctx) })
	interpreter, err := python.Find(ctx, python.Search{})
	if err != nil {
		t.Fatal(err)
	}
	builder := buildtest.Builder(t)
	builder.Python = interpreter.Minor()
	return &lab{builder: builder, host: host, interpreter: interpreter}
}

// A subject is one translated file.
type subject struct {
	source string
	result *analysis.Result
	module *translate.Module
	// batched is where its WASM is when it was built with others.
	batched *batched
}

func (l *lab) translate(path, source string) *subject {
	result := analysis.Analyze(path, []byte(source))
	return &subject{source: source, result: result, module: translate.Translate(result, translate.Options{})}
}

// translateAll translates the cases, on all processors.
func (l *lab) translateAll(all []*Case) []*subject {
	out := make([]*subject, len(all))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, c := range all {
		group.Go(func() error {
			out[i] = l.translate(c.Path, c.Source)
			return nil
		})
	}
	group.Wait()
	return out
}

// function returns the function of a name, or nil; of several that one def became
// the first that there is Rust for.
func (s *subject) function(name string) *translate.Function {
	var found *translate.Function
	for _, f := range s.module.Functions {
		if f.Name == name && (found == nil || !found.Translated() && f.Translated()) {
			found = f
		}
	}
	return found
}

// all returns the findings of every layer.
func (s *subject) all() []compat.Finding {
	report := compat.NewReport(s.result.Module, s.result.Lines, translate.Findings(s.result, s.module), nil)
	all := report.Suppressed
	for _, f := range report.Shown {
		all = append(all, f.Finding)
	}
	return all
}

// refusals returns what stops a function, or stops what has no function because
// of it: a finding inside its def.
func (s *subject) refusals(name string) []compat.Finding {
	if f := s.function(name); f != nil && len(f.Refused) > 0 {
		return f.Refused
	}
	var out []compat.Finding
	for _, stmt := range s.result.Module.Body {
		if def, ok := stmt.(*syntax.FunctionDef); ok && def.Name == name {
			for _, f := range s.all() {
				if f.Stops() && def.Contains(f.Range.Start) {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

func (s *subject) findings(list []compat.Finding) string {
	var parts []string
	for _, f := range list {
		line, column := s.result.Lines.Human(f.Range.Start)
		parts = append(parts, fmt.Sprintf("%d:%d %s %s", line, column, f.Code, f.Message))
	}
	return strings.Join(parts, "; ")
}

// A run has both sides of a subject ready.
type run struct {
	*subject
	oracle *python.Oracle
	module *wasm.Module
	inputs *inputs.Source
}

func (l *lab) start(t *testing.T, s *subject) *run {
	t.Helper()
	r := &run{subject: s, oracle: python.New(l.interpreter, python.DefaultLimits), inputs: inputs.Of(s.result)}
	t.Cleanup(r.oracle.Close)
	if s.module.Rust == "" {
		return r
	}
	var err error
	if r.module, err = l.host.Load(t.Context(), l.wasm(t, s)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.module.Close(context.Background()) })
	return r
}

// wasm is what rustc makes of the subject, alone or with others.
func (l *lab) wasm(t *testing.T, s *subject) []byte {
	t.Helper()
	if s.batched != nil {
		return s.batched.code
	}
	code, err := l.builder.Module(t.Context(), s.module, build.Quick)
	var broken *build.CompileError
	if errors.As(err, &broken) {
		t.Fatalf("rustc refuses the Rust:\n%s", broken.Output)
	}
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// A result is how one call compares.
type result struct {
	verdict      parity.Verdict
	python, wasm string
}

// call makes the call that source says, of f or of another function that its def
// became.
func (r *run) call(t *testing.T, f *translate.Function, source string) result {
	t.Helper()
	if f.Variants == nil {
		args, ok := r.inputs.Arguments(f, source)
		if !ok {
			t.Fatalf("%s: its arguments are not constants", source)
		}
		return r.compare(t, f, [][]value.Value{args})[0]
	}
	for _, f := range f.Variants {
		if !f.Translated() {
			continue
		}
		if args, ok := r.inputs.Arguments(f, source); ok && inputs.Pick(f.Variants, args) == f {
			return r.compare(t, f, [][]value.Value{args})[0]
		}
	}
	t.Fatalf("%s: no function that %s became takes these arguments", source, f.Name)
	return result{}
}

// number is how the module numbers the function with an index.
func (s *subject) number(index int) int {
	if s.batched == nil {
		return index
	}
	return build.InBatch(s.batched.number, index)
}

func (r *run) compare(t *testing.T, f *translate.Function, args [][]value.Value) []result {
	t.Helper()
	index := slices.Index(r.subject.module.Functions, f)
	want, err := r.oracle.Run(t.Context(), python.Batch{
		Program: python.Program{Path: r.result.Path, Source: r.source}, Function: f.Name, Args: args,
	})
	if err != nil {
		t.Fatalf("CPython: %v", err)
	}
	if err := r.module.Reset(t.Context()); err != nil { // Python has just imported the module
		t.Fatalf("WASM: %v", err)
	}
	out := make([]result, len(args))
	gone := false // whether what the calls before left is lost, which Python has kept
	for i := range args {
		if gone {
			out[i] = result{verdict: parity.NotCompared}
			continue
		}
		if want[i].Stop != "" { // nothing to compare with, and WASM may take its time too
			out[i] = result{verdict: parity.NotCompared, python: want[i].String()}
			gone = f.Effects != nil && f.Effects.Globals
			continue
		}
		got, err := r.module.Call(t.Context(), r.number(index), args[i])
		if err != nil {
			t.Fatalf("WASM: %v", err)
		}
		gone = got.Args == nil && f.Effects != nil && f.Effects.Globals
		verdict := parity.Judge(r.oracle.Interpreter().Minor(), &want[i], &got)
		if verdict == parity.Equal && parity.Judge(rt.Python, &want[i], &got) == parity.Wrong {
			verdict = parity.Identical // but for words that another version of Python has
		}
		out[i] = result{verdict, want[i].String(), got.String()}
	}
	return out
}

// recorded makes the calls found in the file and returns how many there were.
// Each must do exactly what it does in CPython.
func (r *run) recorded(t *testing.T, f *translate.Function) int {
	t.Helper()
	n := 0
	var args [][]value.Value
	for _, c := range r.inputs.For(f, inputs.Options{}) {
		if c.Origin != inputs.Generated {
			args = append(args, c.Args)
			n++
		}
	}
	for i, got := range r.compare(t, f, args) {
		if got.verdict != parity.Identical {
			t.Errorf("%s(%s): %s\n  CPython: %s\n  WASM:    %s", f.Name, list(args[i]), got.verdict, got.python, got.wasm)
		}
	}
	return n
}

// generated makes n generated calls, none of which may be wrong.
func (r *run) generated(t *testing.T, f *translate.Function, n int) {
	t.Helper()
	var args [][]value.Value
	for _, c := range r.inputs.For(f, inputs.Options{Count: n, Seed: 1}) {
		args = append(args, c.Args)
	}
	for i, got := range r.compare(t, f, args) {
		if got.verdict == parity.Wrong || got.verdict == parity.Unstable {
			t.Errorf("%s(%s): %s\n  CPython: %s\n  WASM:    %s", f.Name, list(args[i]), got.verdict, got.python, got.wasm)
		}
	}
}

func list(args []value.Value) string {
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = value.Repr(a)
	}
	return strings.Join(parts, ", ")
}

// sourceRules are the rules that Python source alone can provoke.
func sourceRules() []compat.Rule {
	var out []compat.Rule
	for _, family := range compat.Families() {
		if family.Prefix == "PT7" || family.Prefix == "PT9" {
			continue
		}
		out = append(out, family.Rules...)
	}
	return out
}

func rulesMarkdown() string { return compat.Markdown() }

// anchor is the fragment GitHub gives to the heading of a rule.
func anchor(code string) string {
	rule, ok := compat.Find(code)
	if !ok {
		return strings.ToLower(code)
	}
	heading := strings.ToLower(rule.Code + " " + rule.Title)
	var b strings.Builder
	for _, c := range heading {
		switch {
		case c == ' ':
			b.WriteByte('-')
		case c == '-' || c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b.WriteRune(c)
		}
	}
	return b.String()
}

package parity

import (
	"cmp"
	"context"
	"fmt"
	"math/bits"
	"slices"

	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/rt"
)

const (
	maxFailures = 10 // that a report keeps of one function
	maxStops    = 3  // calls without end in WASM, after which the others are left out
)

// rank orders verdicts from best to worst.
var rank = map[Verdict]int{Identical: 0, Equal: 1, NotCompared: 2, Unstable: 3, Trapped: 4, Wrong: 5}

// A comparison is one call, both outcomes of it, and what comes of them.
type comparison struct {
	cases.Case
	python, wasm value.Outcome
	verdict      Verdict
}

// reworded reports whether both sides raise the same, in other words.
func (c comparison) reworded() bool {
	return c.python.Raised != nil && c.wasm.Raised != nil && *c.python.Raised != *c.wasm.Raised
}

// compare runs the cases of a function and fills in the outcome.
func (s *session) compare(ctx context.Context, index int, f *translate.Function, out *Function) error {
	t := &target{session: s, index: index, function: f}
	all, err := s.casesFor(f)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		out.Verdict, out.Reason = NotCompared, "no arguments could be made for its parameters"
		return nil
	}
	if err := s.loaded.Reset(ctx); err != nil { // its memory is to be that of this function
		return err
	}
	results, err := t.run(ctx, all)
	if err != nil {
		return err
	}
	if err := t.rerun(ctx, results); err != nil {
		return err
	}
	out.Memory = s.loaded.Memory()
	worst := Verdict("")
	var failures []comparison
	for _, c := range results {
		if c.verdict == NotCompared {
			continue
		}
		out.Calls++
		out.count(c)
		if worst == "" || rank[c.verdict] > rank[worst] {
			worst = c.verdict
		}
		if c.verdict == Identical || c.verdict == Equal {
			out.Agreeing++
		} else {
			failures = append(failures, c)
		}
	}
	if worst == "" {
		out.Verdict, out.Reason = NotCompared, "Python stops in every call: "+results[0].python.Stop
		return nil
	}
	out.Verdict = worst
	if worst == Equal && slices.ContainsFunc(results, comparison.reworded) {
		out.Reason = fmt.Sprintf("some errors are worded as in Python 3.%d", rt.Python)
	}
	s.timings = append(s.timings, timing{target: t, at: len(s.report.Functions), results: results})
	if failures, err = t.smallest(ctx, failures); err != nil {
		return err
	}
	for _, c := range failures {
		out.Failures = append(out.Failures, describeCall(f, c))
	}
	return nil
}

// count notes a call that the file or the user gives.
func (f *Function) count(c comparison) {
	if c.Origin == cases.Generated {
		return
	}
	f.Tests++
	if c.verdict == Identical || c.verdict == Equal {
		f.Passing++
	}
}

// A target is the function that is being run.
type target struct {
	*session
	index    int // in the module
	function *translate.Function
}

func (t *target) batch(calls [][]value.Value) python.Batch {
	return python.Batch{Program: t.program, Function: t.function.Name, Args: calls, Isolate: t.keepsState()}
}

// keepsState reports whether a call may depend on those before it.
func (t *target) keepsState() bool {
	return t.function.Effects == nil || !t.function.Effects.Pure()
}

// run makes the calls on both sides.
func (t *target) run(ctx context.Context, all []cases.Case) ([]comparison, error) {
	calls := make([][]value.Value, len(all))
	for i, c := range all {
		calls[i] = c.Args
	}
	expected, err := t.oracle.Run(ctx, t.batch(calls))
	if err != nil {
		return nil, err
	}
	results := make([]comparison, len(all))
	stops := 0
	for i, c := range all {
		results[i] = comparison{Case: c, python: expected[i], verdict: NotCompared}
		if expected[i].Stop != "" || stops >= maxStops {
			continue
		}
		if t.keepsState() {
			if err := t.loaded.Reset(ctx); err != nil {
				return nil, err
			}
		}
		if results[i].wasm, err = t.loaded.Call(ctx, t.index, c.Args); err != nil {
			return nil, err
		}
		if results[i].wasm.Stop == value.OutOfTime {
			stops++
		}
		results[i].verdict = judge(&expected[i], &results[i].wasm, t.leeway())
	}
	return results, nil
}

// Judge compares the outcomes of a call that Python 3.minor brought to an end.
func Judge(minor int, python, wasm *value.Outcome) Verdict {
	return judge(python, wasm, leeway{words: minor != rt.Python})
}

// A leeway is what may differ. The zero leeway is none.
type leeway struct {
	tolerance float64 // of floats, in relation to their size
	// words lets those of Python itself differ, of errors that no raise statement of
	// the program made: versions of Python have their own, and most of ours are of one.
	words bool
}

func (s *session) leeway() leeway {
	return leeway{s.req.Tolerance, s.oracle.Interpreter().Minor() != rt.Python}
}

// judge is Judge with some leeway.
func judge(python, wasm *value.Outcome, may leeway) Verdict {
	if wasm.Stop != "" {
		return Trapped
	}
	if python.Stdout != wasm.Stdout || (python.Raised == nil) != (wasm.Raised == nil) {
		return Wrong
	}
	match := value.Same
	if python.Raised != nil {
		switch reworded := may.words && python.Worded; {
		case *python.Raised == *wasm.Raised:
		case reworded && python.Raised.Class == wasm.Raised.Class:
			match = value.SameNumber // equal, and not identical
		default:
			return Wrong
		}
	} else {
		match = value.Within(python.Value, wasm.Value, may.tolerance)
	}
	// An exception that stopped the module took the arguments with it: nobody can
	// see them any more.
	if wasm.Args != nil {
		if len(python.Args) != len(wasm.Args) {
			return Wrong
		}
		for i := range wasm.Args {
			match = min(match, value.Within(python.Args[i], wasm.Args[i], may.tolerance))
		}
	}
	switch match {
	case value.Same:
		return Identical
	case value.SameNumber:
		return Equal
	}
	return Wrong
}

// rerun makes the calls that went wrong in Python again, in another process. A
// function that gives something else now is unstable.
func (t *target) rerun(ctx context.Context, results []comparison) error {
	var wrong []*comparison
	var calls [][]value.Value
	for i := range results {
		if results[i].verdict == Wrong {
			wrong = append(wrong, &results[i])
			calls = append(calls, results[i].Args)
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	t.oracle.Restart()
	again, err := t.oracle.Run(ctx, t.batch(calls))
	if err != nil {
		return err
	}
	for i, c := range wrong {
		if !sameOutcome(&c.python, &again[i]) {
			c.verdict = Unstable
		}
	}
	return nil
}

func sameOutcome(a, b *value.Outcome) bool {
	if a.Stop != b.Stop || a.Stdout != b.Stdout || (a.Raised == nil) != (b.Raised == nil) || len(a.Args) != len(b.Args) {
		return false
	}
	same := func(a, b value.Value) bool {
		return value.Equal(a, b) || value.Repr(a) == value.Repr(b) // objects have only a repr
	}
	if a.Raised != nil && *a.Raised != *b.Raised || a.Returned() && !same(a.Value, b.Value) {
		return false
	}
	return slices.EqualFunc(a.Args, b.Args, same)
}

// smallest sorts failures, the worst and smallest first, and puts the smallest
// call that fails like the first one before them.
func (t *target) smallest(ctx context.Context, failures []comparison) ([]comparison, error) {
	if len(failures) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(failures, func(a, b comparison) int {
		return cmp.Or(rank[b.verdict]-rank[a.verdict], sizeOf(a.Args)-sizeOf(b.Args))
	})
	failures = failures[:min(len(failures), maxFailures)]
	if failures[0].verdict == Unstable {
		return failures, nil
	}
	small, err := t.shrink(ctx, failures[0])
	if err != nil {
		return nil, err
	}
	if sizeOf(small.Args) < sizeOf(failures[0].Args) {
		small.Origin = cases.Generated
		failures = append([]comparison{small}, failures[:min(len(failures), maxFailures-1)]...)
	}
	return failures, nil
}

// sizeOf says how much there is to read in arguments.
func sizeOf(args []value.Value) int {
	size := 0
	for _, v := range args {
		size += 1 + len(v.Text) + sizeOf(v.Elems)
		switch {
		case v.Kind == value.Int && v.Int < 0:
			size += 1 + bits.Len64(uint64(-v.Int))
		case v.Kind == value.Int:
			size += bits.Len64(uint64(v.Int))
		case v.Kind == value.Float:
			size += len(value.FloatRepr(v.Float))
		case v.Kind == value.Bool && v.Bool, v.Kind == value.Opaque:
			size++
		}
	}
	return size
}

// describeCall puts a comparison into words.
func describeCall(f *translate.Function, c comparison) Call {
	call := Call{Values: c.Args, Origin: c.Origin, Verdict: c.verdict, Python: describeOutcome(f, c.Args, c.python), Wasm: describeOutcome(f, c.Args, c.wasm)}
	for _, a := range c.Args {
		call.Args = append(call.Args, short(value.Repr(a)))
	}
	return call
}

func describeOutcome(f *translate.Function, args []value.Value, o value.Outcome) Outcome {
	out := Outcome{Trap: o.Stop, Stdout: short(o.Stdout), Elapsed: o.Elapsed}
	if o.Raised != nil {
		out.Raised = short(o.Raised.String())
	}
	if o.Returned() {
		out.Value = short(value.Repr(o.Value))
	}
	for i := range o.Args {
		if i < len(args) && i < len(f.Params) && !value.Equal(o.Args[i], args[i]) {
			if out.ArgsAfter == nil {
				out.ArgsAfter = map[string]string{}
			}
			out.ArgsAfter[f.Params[i].Name] = short(value.Repr(o.Args[i]))
		}
	}
	return out
}

// short cuts a text that nobody would read to its end.
func short(text string) string {
	const most = 2000
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

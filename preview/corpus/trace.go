package corpus

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/truth"
)

// traceBudget bounds each call that is traced. What is seen until then counts.
const traceBudget = 3 * time.Second

// TraceResult compares the inferred types of a problem with those that its calls
// show in CPython.
type TraceResult struct {
	ID       string `json:"id"`
	Checked  int    `json:"checked"`  // pairs of a place and a type seen there
	Untyped  int    `json:"untyped"`  // those without an inferred type
	Claimed  int    `json:"claimed"`  // ints where an annotation says float
	Promoted int    `json:"promoted"` // ints that are inferred as float, where nothing shows it
	// Stopped says why the problem could not be run to its end.
	Stopped       string              `json:"stopped,omitempty"`
	Disagreements []TraceDisagreement `json:"disagreements"`
}

// A TraceDisagreement is a value outside its inferred type.
type TraceDisagreement struct {
	Line     int    `json:"line"`
	What     string `json:"what"`
	Call     string `json:"call,omitempty"` // types of the arguments of the function that ran
	Inferred string `json:"inferred"`
	Seen     string `json:"seen"`
}

// TraceAll makes the calls of each problem in CPython and compares the types of
// what it sees with those inferred.
func TraceAll(ctx context.Context, problems []Problem, opts Options) ([]TraceResult, error) {
	interpreter, err := python.Find(ctx, opts.Python)
	if err != nil {
		return nil, err
	}
	results := make([]TraceResult, len(problems))
	todo := make(chan int, len(problems))
	for i := range problems {
		todo <- i
	}
	close(todo)
	var mu sync.Mutex
	done := 0
	group, ctx := errgroup.WithContext(ctx)
	for range max(1, min(opts.Jobs, len(problems))) {
		group.Go(func() error {
			oracle := python.New(interpreter, python.DefaultLimits)
			defer oracle.Close()
			for i := range todo {
				var err error
				if results[i], err = trace(ctx, oracle, &problems[i]); err != nil {
					return fmt.Errorf("%s: %w", problems[i].ID, err)
				}
				mu.Lock()
				done++
				if opts.Progress != nil {
					opts.Progress(done)
				}
				mu.Unlock()
			}
			return nil
		})
	}
	return results, group.Wait()
}

func trace(ctx context.Context, oracle *python.Oracle, p *Problem) (TraceResult, error) {
	r := analysis.Analyze("problem.py", []byte(p.Program()))
	request := python.Trace{
		Program: python.Program{Path: "problem.py", Module: "problem", Source: p.Program()},
		Budget:  traceBudget,
	}
	for i := range p.Calls {
		request.Calls = append(request.Calls, p.Calls[i].expression(p.Entry))
	}
	seen, err := oracle.Trace(ctx, request)
	out := TraceResult{ID: p.ID, Disagreements: []TraceDisagreement{}}
	if load, ok := err.(*python.LoadError); ok {
		out.Stopped = load.Error()
		return out, nil
	}
	if err != nil {
		return out, err
	}
	out.Stopped = seen.Stop
	if len(seen.Raised) > 0 && seen.Raised[0] != "" {
		out.Stopped = "the source raised " + seen.Raised[0]
	}
	if slices.Contains(seen.Raised, "out of time") {
		out.Stopped = "out of time"
	}
	report := truth.Compare(r, seen)
	out.Checked, out.Untyped, out.Claimed, out.Promoted = report.Checked, report.Untyped, report.Claimed, report.Promoted
	for _, d := range report.Disagreements {
		line, _ := r.Lines.Human(d.Range.Start)
		out.Disagreements = append(out.Disagreements, TraceDisagreement{line, d.What, d.Call, d.Inferred, d.Seen})
	}
	return out, nil
}

// WriteTraces writes a line of JSON for each result.
func WriteTraces(w io.Writer, results []TraceResult) error { return writeLines(w, results) }

// TraceTotals adds up results.
type TraceTotals struct {
	Problems, Agreeing, Stopped         int
	Checked, Untyped, Claimed, Promoted int
}

// CountTraces adds up results. A problem agrees when no value is outside its
// inferred type.
func CountTraces(results []TraceResult) TraceTotals {
	t := TraceTotals{Problems: len(results)}
	for _, r := range results {
		if len(r.Disagreements) == 0 {
			t.Agreeing++
		}
		if r.Stopped != "" {
			t.Stopped++
		}
		t.Checked += r.Checked
		t.Untyped += r.Untyped
		t.Claimed += r.Claimed
		t.Promoted += r.Promoted
	}
	return t
}

func (t TraceTotals) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d problems: agreeing %d, disagreeing %d, not run to the end %d\n",
		t.Problems, t.Agreeing, t.Problems-t.Agreeing, t.Stopped)
	fmt.Fprintf(&b, "%d types seen: compared %d, nothing inferred %d, int where float is annotated %d, int literal taken as float %d",
		t.Checked, t.Checked-t.Untyped, t.Untyped, t.Claimed, t.Promoted)
	return b.String()
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/portalis-dev/portalis/preview/corpus"
	"github.com/portalis-dev/portalis/preview/python"
)

// runCorpusTypes counts the problems whose types are all static.
func runCorpusTypes(std Streams, flags corpusFlags, problems []corpus.Problem) error {
	results := corpus.Types(problems)
	if flags.results != "" {
		err := writeResults(flags.results, func(w io.Writer) error { return corpus.WriteTypes(w, results) })
		if err != nil {
			return err
		}
	}
	if flags.list {
		listOpen(std.Out, results)
	}
	totals := corpus.CountTypes(results)
	fmt.Fprintln(std.Out, totals)
	if totals.Silent > 0 {
		return found()
	}
	return nil
}

func listOpen(w io.Writer, results []corpus.TypesResult) {
	for _, r := range results {
		for _, g := range r.Open {
			fmt.Fprintf(w, "%s:%d: %s", r.ID, g.Line, g.Function)
			if g.What != "" {
				fmt.Fprintf(w, ": %s is %s", g.What, g.Type)
			}
			code := g.Code
			if code == "" {
				code = "no finding"
			}
			fmt.Fprintf(w, ": %s (%s)\n", g.Reason, code)
		}
	}
	for _, c := range corpus.Causes(results) {
		fmt.Fprintf(w, "%4d  %s: %s", len(c.Problems), c.Reason, c.Problems[0])
		for _, id := range c.Problems[1:min(3, len(c.Problems))] {
			fmt.Fprintf(w, ", %s", id)
		}
		fmt.Fprintln(w)
	}
}

// runCorpusTrace compares inferred types with those of the values in CPython.
func runCorpusTrace(ctx context.Context, std Streams, flags corpusFlags, problems []corpus.Problem) error {
	opts := corpus.Options{Jobs: flags.jobs}
	if std.Terminal {
		opts.Progress = func(done int) { fmt.Fprintf(std.Err, "\r%d of %d problems", done, len(problems)) }
		defer fmt.Fprintln(std.Err)
	}
	results, err := corpus.TraceAll(ctx, problems, opts)
	if errors.Is(err, python.ErrNone) {
		return coded(exitToolchain, err)
	}
	if err != nil {
		return err
	}
	if flags.results != "" {
		err := writeResults(flags.results, func(w io.Writer) error { return corpus.WriteTraces(w, results) })
		if err != nil {
			return err
		}
	}
	for _, r := range results {
		if r.Stopped != "" {
			fmt.Fprintf(std.Out, "%s: %s\n", r.ID, r.Stopped)
		}
		for _, d := range r.Disagreements {
			fmt.Fprintf(std.Out, "%s:%d: %s is inferred as %s and was %s", r.ID, d.Line, d.What, d.Inferred, d.Seen)
			if d.Call != "" {
				fmt.Fprintf(std.Out, ", called with %s", d.Call)
			}
			fmt.Fprintln(std.Out)
		}
	}
	totals := corpus.CountTraces(results)
	fmt.Fprintln(std.Out, totals)
	if totals.Agreeing < totals.Problems {
		return found()
	}
	return nil
}

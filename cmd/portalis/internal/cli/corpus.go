package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/portalis-dev/portalis/preview/corpus"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/toolchain"
)

type corpusFlags struct {
	results  string
	jobs     int
	generate int
	types    bool
	trace    bool
	list     bool
}

func newCorpus(std Streams) *cobra.Command {
	var flags corpusFlags
	cmd := &cobra.Command{
		Use:   "corpus FILE.jsonl",
		Short: "Measure the translation on problems with known calls",
		Long: `Translate, build and call every problem of a corpus, and score what comes back.

Each line of the file is a problem in JSON:
  {"id", "entry", "source", "setup"?, "calls": [{"args": [literal, ...],
   "kwargs"?: {name: literal}, "expected"? | "raises"?, "args_after"?: {index: literal}}]}
All values are Python literals. The types of the arguments seed inference, as a
test file beside the module would; what is expected is used only to score. A call
that expects nothing is compared with CPython.

With --results each problem gives a line:
  {"id", "status": "ok" | "refused" | "not-compiled", "dynamic", "rust_lines",
   "reasons": [{"code", "message"}],
   "calls": [{"got" | "raises" | "trap", "args_after"?, "verdict"?}], "generated"?}

With --types nothing is translated: it counts the problems of which every parameter,
result and local has a static type, the calls being the only seeds. --list says what
is open, and why. With --trace the calls run in CPython, and the types of all
values are compared with the inferred ones. Exit code 1 then says that something is
open without a finding, or that a value is outside its type. --results writes a line
of JSON for each problem.

With --generate, and for calls that expect nothing, the source runs in CPython,
within its limits. Exit code 1 says that an answer is wrong or that Rust does not
compile.` + "\n\n" + exitCodes,
		Example: "portalis corpus problems.jsonl --results results.jsonl",
		Args:    exactlyOne("a corpus"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runCorpus(cmd.Context(), std, args[0], flags)
		},
	}
	cmd.Flags().StringVar(&flags.results, "results", "", "write what came of each problem to this file")
	cmd.Flags().IntVar(&flags.jobs, "jobs", runtime.NumCPU(), "problems to work on at a time")
	cmd.Flags().IntVar(&flags.generate, "generate", 0, "compare this many generated calls of each problem with CPython")
	cmd.Flags().BoolVar(&flags.types, "types", false, "count the problems whose types are all static, and translate nothing")
	cmd.Flags().BoolVar(&flags.trace, "trace", false, "compare the inferred types with those that CPython shows")
	cmd.Flags().BoolVar(&flags.list, "list", false, "with --types, list what is not static, and the reasons by how often they occur")
	return cmd
}

func runCorpus(ctx context.Context, std Streams, path string, flags corpusFlags) error {
	if flags.jobs < 1 || flags.generate < 0 {
		return usage("--jobs must be at least 1, and --generate at least 0")
	}
	if flags.types && flags.trace || (flags.types || flags.trace) && flags.generate > 0 || flags.list && !flags.types {
		return usage("--types, --trace and --generate exclude each other, and --list goes with --types")
	}
	src, err := openCorpus(path)
	if err != nil {
		return err
	}
	switch {
	case flags.types:
		return runCorpusTypes(std, flags, src)
	case flags.trace:
		return runCorpusTrace(ctx, std, flags, src)
	}
	opts := corpus.Options{Jobs: flags.jobs, Generate: flags.generate}
	if std.Terminal {
		opts.Each = func(_ corpus.Result, done int) { fmt.Fprintf(std.Err, "\r%d of %d problems", done, len(src)) }
		defer fmt.Fprintln(std.Err)
	}
	results, err := corpus.Run(ctx, src, opts)
	var missing *toolchain.MissingError
	if errors.As(err, &missing) || errors.Is(err, python.ErrNone) {
		return coded(exitToolchain, err)
	}
	if err != nil {
		return err
	}
	if flags.results != "" {
		if err := writeResults(flags.results, func(w io.Writer) error { return corpus.Write(w, results) }); err != nil {
			return err
		}
	}
	return printTotals(std, flags, corpus.Count(results))
}

func openCorpus(path string) ([]corpus.Problem, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, usage("cannot read the corpus: %w", err)
	}
	defer f.Close()
	problems, err := corpus.Read(f)
	if err != nil {
		return nil, usage("%s: %w", path, err)
	}
	return problems, nil
}

func writeResults(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return usage("cannot write the results: %w", err)
	}
	return errors.Join(write(f), f.Close())
}

func printTotals(std Streams, flags corpusFlags, t corpus.Totals) error {
	if flags.generate > 0 {
		fmt.Fprintf(std.Out, "%d of %d calls agree with CPython\n", t.Agreeing, t.Generated)
	}
	if t.Unscored > 0 {
		fmt.Fprintf(std.Out, "%s without a call whose outcome is known\n", counted(t.Unscored, "problem"))
	}
	fmt.Fprintln(std.Out, t)
	if t.Wrong > 0 || t.NotCompiled > 0 {
		return found()
	}
	return nil
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/report"
	"github.com/portalis-dev/portalis/preview/toolchain"
)

// comparison is how a file is compared with Python.
type comparison struct {
	cases   cases.Options
	rustc   string
	python  string
	effects bool
	noSpeed bool
	// tolerance is by how much floats may differ, in relation to their size.
	tolerance float64
}

func (c *comparison) flags(cmd *cobra.Command) {
	c.cases = cases.DefaultOptions
	cmd.Flags().Uint64Var(&c.cases.Seed, "seed", c.cases.Seed, "the seed of generated cases; the same seed gives the same cases")
	cmd.Flags().IntVar(&c.cases.Count, "cases", c.cases.Count, "how many cases to generate for a function, at most")
	cmd.Flags().StringVar(&c.rustc, "rustc", "", "the rustc to use")
	cmd.Flags().StringVar(&c.python, "python", "", "the Python interpreter to compare with")
	cmd.Flags().BoolVar(&c.effects, "effects", false, "run functions and modules that read input, touch anything outside or may do so, too")
	cmd.Flags().Float64Var(&c.tolerance, "tolerance", 0, "by how much floats may differ in relation to their size, as in 1e-12")
	cmd.Flags().BoolVar(&c.noSpeed, "no-speed", false, "do not measure the speed, which spares an optimised build")
}

func newParity(std Streams) *cobra.Command {
	c := paritying{std: std, bounds: report.DefaultBounds}
	cmd := &cobra.Command{
		Use:   "parity PATH...",
		Short: "Compare what the Rust of files does with what Python does",
		Long: `Compare what the Rust of Python files does with what Python does: build it for
WebAssembly, and run its functions in both with the same arguments, those of the
doctests and calls in the file and generated ones. Value, type, exception, output
and what a call did to its arguments must agree. Of a folder, all Python files in
it are compared, but for tests and what "portalis check" leaves out.

A module is imported for that, so its top-level statements run; a main block does
not. Code that reads input or the environment, touches files or anything else
outside, or may do so for all that is known, runs only with --effects: the
arguments that are made up for it could be the names of your files.

The report is printed for people. --json, --junit, --markdown and --html print it
in another form instead, or write it to a file if one is given, as in
--junit=parity.xml; several can be given. The JSON follows
docs/schema/parity.schema.json.

Calls that are pinned, in .portalis/cases of the project, are compared on every
run; --pin pins the counterexamples of this one.

With --baseline, a report that --json wrote earlier, it also fails if a function
has a worse verdict than there, or is slower than --slower allows, or the WASM of
a file is larger than --larger allows.` + "\n\n" + exitCodes,
		Example: "portalis parity shapes.py",
		Args:    atLeast(1, "a Python file or a folder"),
		RunE:    func(cmd *cobra.Command, paths []string) error { return c.run(cmd.Context(), paths) },
	}
	c.comparison.flags(cmd)
	for _, f := range forms {
		cmd.Flags().StringVar(c.target(f.name), f.name, "", "print "+f.what+", or write it to a file")
		cmd.Flags().Lookup(f.name).NoOptDefVal = toStdout
	}
	cmd.Flags().StringVar(&c.baseline, "baseline", "", "the JSON of an earlier report, than which nothing may be worse")
	cmd.Flags().Float64Var(&c.bounds.Slower, "slower", c.bounds.Slower, "how many times as slow as in the baseline a function may be")
	cmd.Flags().Float64Var(&c.bounds.Larger, "larger", c.bounds.Larger, "how many times as large as in the baseline the WASM of a file may be")
	cmd.Flags().BoolVar(&c.pin, "pin", false, "keep the smallest call of each function that does not agree, to be compared on every run")
	cmd.Flags().IntVar(&c.jobs, "jobs", 0, "how many files to compare at a time (default: one while speed is measured, else one for each processor)")
	return cmd
}

// run compares all functions of a file and shows how far it is. The module becomes
// the one with big integers where these are needed.
func (c *comparison) run(ctx context.Context, std Streams, l *loaded) (*parity.Report, error) {
	dir, err := filepath.Abs(filepath.Dir(l.path))
	if err != nil {
		return nil, fmt.Errorf("finding %s: %w", l.path, err)
	}
	conf, err := configOf(dir)
	if err != nil {
		return nil, err
	}
	pinned, err := readPins(conf.Root(dir), l.path)
	if err != nil {
		return nil, err
	}
	bar := newProgress(std, "Comparing "+l.path+" with Python", len(l.module.Functions))
	defer bar.done()
	runner, err := parity.NewRunner(ctx, parity.Options{
		Toolchain: toolchain.Options{Rustc: c.rustc},
		Python:    python.Search{Setting: c.python, Dir: filepath.Dir(l.path)},
	})
	if err != nil {
		return nil, missingTool(err)
	}
	defer runner.Close()
	req := c.request(l, pinned)
	req.Each = func(f parity.Function) { bar.step(f.Title(), string(f.Verdict)) }
	out, err := runner.Widen(ctx, req, l.opts)
	if err != nil {
		return nil, missingTool(err)
	}
	if slices.ContainsFunc(out.Functions, func(f parity.Function) bool { return f.HasEffects }) {
		fmt.Fprintln(std.Err, "portalis: some functions were skipped because of their effects; --effects runs them, too")
	}
	l.widen(out)
	sayBig(std, l.path, out)
	return out.Report, nil
}

// request is the comparison of a file.
func (c *comparison) request(l *loaded, pinned []cases.Pin) parity.Request {
	return parity.Request{
		Analysis: l.result, Module: l.module, Consent: c.consent(), Cases: c.cases, Pins: pinned,
		Tolerance: c.tolerance, NoSpeed: c.noSpeed,
	}
}

// widen takes over the module that was compared.
func (l *loaded) widen(out parity.Widened) {
	if out.Big != nil {
		l.module, l.opts.Big = out.Module, append(l.opts.Big, out.Big...)
	}
}

// sayBig says where big integers are used, or why they are not.
func sayBig(std Streams, path string, out parity.Widened) {
	if out.Big != nil {
		fmt.Fprintf(std.Err, "portalis: %s: integers beyond 64 bits occur in %s: big integers are used there, and where their ints go\n", path, strings.Join(out.Big, ", "))
	}
	if out.NoBig != nil {
		fmt.Fprintf(std.Err, "portalis: %s: integers beyond 64 bits occur, and stop the Rust: %v\n", path, out.NoBig)
	}
}

// missingTool says of an error that a tool is missing what to do about it.
func missingTool(err error) error {
	var missing *toolchain.MissingError
	if errors.As(err, &missing) || errors.Is(err, python.ErrNone) {
		return coded(exitToolchain, fmt.Errorf("%w\n\"portalis doctor\" says more", err))
	}
	return err
}

// consent is what somebody who gives the command agrees to.
func (c *comparison) consent() parity.Consent {
	if c.effects {
		return parity.AskedForEffects
	}
	return parity.Asked
}

// verdictOf is the error that ends the program with the code for a report: what
// is wrong or did not compile counts, what is refused was known before.
func verdictOf(report *parity.Report) error {
	for _, f := range report.Functions {
		if f.Verdict == parity.Wrong {
			return found()
		}
	}
	return nil
}

// uncompiled has the functions that were translated and that rustc would not
// have, and why, by their Python names.
func uncompiled(l *loaded, report *parity.Report) map[string]compat.Finding {
	broken := map[string]compat.Finding{}
	for _, f := range l.module.Functions {
		for _, v := range report.Functions {
			if v.Title() == f.Title() && f.Translated() && v.Verdict == parity.Refused {
				broken[f.Name] = compat.New("PT901", f.NameRange, "%s", v.Reason)
			}
		}
	}
	return broken
}

package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/portalis-dev/portalis/analysis"
)

func newCheck(std Streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Say what of Python files can become Rust",
		Long: `Say what of Python files can become Rust: what keeps code from it and where,
and for each function its inferred types and its complexity, which is the number
of ways through it. With --json also what each function calls, what it uses of
the standard library and what effects it has.` + "\n\n" + exitCodes,
		Example: "portalis check shapes.py",
		Args:    atLeast(1, "a Python file"),
		RunE: func(_ *cobra.Command, paths []string) error {
			return check(std, paths, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, with all details")
	return cmd
}

func check(std Streams, paths []string, asJSON bool) error {
	summaries := []analysis.Summary{}
	stopped := false
	for _, path := range paths {
		l, err := load(path)
		if err != nil {
			return err
		}
		all := l.findings()
		stopped = stopped || stops(all)
		// What translation refused counts like what analysis did.
		complete := *l.result
		complete.Findings = all
		summary := complete.Summary()
		summaries = append(summaries, summary)
		if asJSON {
			continue
		}
		for _, f := range all {
			printFinding(std.Out, path, l.result.Lines, f)
		}
		printSummary(std, summary)
	}
	if asJSON {
		if err := writeJSON(std.Out, summaries); err != nil {
			return err
		}
	}
	if stopped {
		return found()
	}
	return nil
}

// printSummary prints the functions of a file, and how many can become Rust.
func printSummary(std Streams, s analysis.Summary) {
	for _, f := range s.Functions {
		state := "ok"
		if !f.Convertible {
			state = "refused"
		}
		line := fmt.Sprintf("%s:%d: %s %s (complexity %d", s.Path, f.Place.Line, state, f.Signature, f.Complexity)
		if !f.Convertible && len(f.Unsupported) > 0 {
			line += "; " + codesOf(f.Unsupported)
		}
		fmt.Fprintln(std.Out, line+")")
	}
	fmt.Fprintf(std.Out, "%s: %s, %d can become Rust\n", s.Path, counted(s.Counts.Functions, "function"), s.Counts.Convertible)
}

func codesOf(list []analysis.FindingSummary) string {
	var codes []string
	seen := map[string]bool{}
	for _, f := range list {
		if !seen[f.Code] {
			seen[f.Code] = true
			codes = append(codes, f.Code)
		}
	}
	return strings.Join(codes, ", ")
}

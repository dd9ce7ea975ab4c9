package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/preview/export"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/translate"
)

// conversion is what the command convert was asked to do.
type conversion struct {
	comparison
	output   string
	validate bool
	force    bool
	version  func() (minor int, err error) // see findVersion
}

func newConvert(std Streams) *cobra.Command {
	var c conversion
	cmd := &cobra.Command{
		Use:   "convert FILE",
		Short: "Make a cargo crate of a Python file",
		Long: `Make a cargo crate of a Python file. It builds on its own, and report.json in it
says what became of each function. With --validate the Rust is also built and
compared with Python, and the comparison is part of the report; where an integer
beyond 64 bits occurs there, the Rust gets big integers.

Files in the output directory that portalis did not write, or that were changed
since, are never overwritten unless --force is given.` + "\n\n" + exitCodes,
		Example: "portalis convert shapes.py --output shapes-rs",
		Args:    exactlyOne("a Python file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			defer collectSeldom()()
			c.version = sync.OnceValues(func() (int, error) { return c.findVersion(cmd.Context(), args[0]) })
			go func() { _, _ = c.version() }() // Python takes longer to answer than the translation
			l, err := load(args[0], new(neighbours))
			if err != nil {
				return err
			}
			return c.run(cmd, std, l)
		},
	}
	c.flags(cmd)
	cmd.Flags().StringVarP(&c.output, "output", "o", "", "the directory of the crate (default: the name of the file with -rs)")
	cmd.Flags().BoolVar(&c.validate, "validate", false, "compare the Rust with Python")
	cmd.Flags().BoolVar(&c.force, "force", false, "overwrite files that portalis did not write")
	return cmd
}

func (c *conversion) run(cmd *cobra.Command, std Streams, l *loaded) error {
	if err := printRefusals(std, l); err != nil {
		return err
	}
	if !slices.ContainsFunc(l.module.Functions, (*translate.Function).Translated) {
		fmt.Fprintf(std.Err, "portalis: %s: no function can become Rust, so nothing was written\n", l.path)
		return found()
	}
	dir := c.output
	if dir == "" {
		dir = strings.TrimSuffix(filepath.Base(l.path), ".py") + "-rs"
	}
	var report *parity.Report
	var notCompared error
	if c.validate {
		report, notCompared = c.comparison.run(cmd.Context(), std, l)
		if notCompared != nil && codeOf(notCompared) != exitToolchain {
			return notCompared
		}
		if report != nil {
			c.drop(std, l, uncompiled(l, report))
		}
	}
	files, err := c.files(l, report)
	if err != nil {
		return err
	}
	if err := write(dir, files, c.force); err != nil {
		return err
	}
	defs := l.module.Definitions()
	fmt.Fprintf(std.Out, "%s: %s of %d became Rust in %s\n", l.path, counted(complete(defs), "function"), len(defs), dir)
	if notCompared != nil {
		return notCompared // the crate is there all the same
	}
	if report != nil {
		fmt.Fprintln(std.Out)
		if err := report.WriteText(std.Out); err != nil {
			return fmt.Errorf("writing the report: %w", err)
		}
		if err := verdictOf(report); err != nil {
			return err
		}
	}
	if stops(l.findings()) {
		return found()
	}
	return nil
}

// printRefusals prints what keeps code from becoming Rust, as far as the user
// wants to be told.
func printRefusals(std Streams, l *loaded) error {
	c, err := configOf(filepath.Dir(l.path))
	if err != nil {
		return err
	}
	report := compat.NewReport(l.result.Module, l.result.Lines, l.findings(), c.Severity)
	for _, f := range report.Shown {
		if f.Stops() {
			printFinding(std.Err, l.path, l.result.Lines, f)
		}
	}
	return nil
}

// drop takes out of a module what does not compile: it is not offered.
func (c *conversion) drop(std Streams, l *loaded, broken map[string]compat.Finding) {
	if len(broken) == 0 {
		return
	}
	for _, d := range l.module.Definitions() {
		if finding, ok := broken[d.Name()]; ok {
			printFinding(std.Err, l.path, l.result.Lines, compat.Shown{Finding: finding, Level: finding.Severity.Level()})
		}
	}
	l.opts.Refuse = broken
	l.module = translate.Translate(l.result, l.opts)
}

// files are those of the crate, its report included.
func (c *conversion) files(l *loaded, compared *parity.Report) (map[string][]byte, error) {
	version, err := c.version()
	if err != nil {
		return nil, err
	}
	complete := *l.result
	complete.Findings = l.findings()
	return export.Source{Path: l.path, Version: Version(), Result: &complete, Module: l.module, Parity: compared}.Files(version)
}

// write writes the crate, and says which flag helps where that is refused.
func write(dir string, files map[string][]byte, force bool) error {
	err := export.Write(dir, files, force)
	var foreign *export.Foreign
	var notFolder *export.NotFolder
	switch {
	case err == nil:
		return nil
	case errors.As(err, &foreign):
		return usage("%v; use another --output, or --force", err)
	case errors.As(err, &notFolder):
		return usage("%v; name a directory with --output", err)
	}
	return usage("%v", err)
}

// findVersion is that of the Python which the crate is to do the same as: 11 for 3.11.
// It is the one to compare with, or else the oldest that the project is for. Nothing
// of the project's own runs unless the user asks for a comparison.
func (c *conversion) findVersion(ctx context.Context, path string) (int, error) {
	search := python.Search{Setting: c.python, Dir: filepath.Dir(path)}
	if !c.validate && c.python == "" {
		if minor := python.Declared(search.Dir); minor > 0 {
			return minor, nil
		}
		search.Dir = ""
	}
	found, err := python.Find(ctx, search)
	if err == nil {
		return found.Minor(), nil
	}
	if c.python != "" && !c.validate { // which says so itself
		return 0, usage("%v", err)
	}
	config, err := configOf(filepath.Dir(path))
	return config.Python, err
}

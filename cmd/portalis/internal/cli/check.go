package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"github.com/portalis-dev/portalis/analysis/project"
)

func newCheck(std Streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check PATH...",
		Short: "Say what of Python files and folders can become Rust",
		Long: `Say what of Python files can become Rust: what keeps code from it and where,
and for each function its inferred types and its complexity, which is the number
of ways through it. Of a folder, all Python files in it are looked at, but for
environments, caches, build folders and what .gitignore names.

With --json also what each function calls, what it uses of the standard library
and what effects it has, and how the modules import each other. The JSON follows
docs/schema/check.schema.json.

A comment "# portalis: ignore[PT503]" in a line, or in a line of its own above a
statement, keeps findings from being reported; the code stays Python all the same.
[tool.portalis] in pyproject.toml, or a portalis.toml, can say more:

  exclude = ["legacy/"]     patterns as in .gitignore
  src = ["lib/python"]      folders that imports start from
  [tool.portalis.severity]
  PT207 = "off"             or hint, information, warning, error
  PT6xx = "error"           a whole family` + "\n\n" + exitCodes,
		Example: "portalis check shapes.py",
		Args:    atLeast(1, "a Python file or a folder"),
		RunE: func(cmd *cobra.Command, paths []string) error {
			files, err := selectFiles(paths)
			if err != nil {
				return err
			}
			c := &checking{std: std, asJSON: asJSON, bar: newBar(std, len(files.files)), selection: files}
			return c.run(cmd.Context())
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, with all details")
	return cmd
}

// checking is the state of one check of files.
type checking struct {
	*selection
	std    Streams
	asJSON bool
	bar    *progressbar.ProgressBar // nil if nobody watches
	json   *jsonStream
	totals totalsReport
	loud   bool // whether a finding counts against a file
}

func (c *checking) run(ctx context.Context) error {
	c.totals = newTotals()
	if c.asJSON {
		c.json = newJSONStream(c.std.Out)
	}
	if err := checkAll(ctx, c.files, c.asJSON, c.use); err != nil {
		return err
	}
	c.clear()
	var graphs []project.Graph
	for _, p := range c.projects {
		graphs = append(graphs, p.Graph(p.outlines))
		c.totals.Cycles += len(graphs[len(graphs)-1].Cycles)
	}
	if c.asJSON {
		if err := c.json.finish(c.selection, graphs, c.totals); err != nil {
			return err
		}
	} else {
		c.printEnd(graphs)
	}
	switch {
	case len(c.problems) > 0:
		for _, p := range c.problems {
			fmt.Fprintf(c.std.Err, "portalis: %s: %s\n", p.Path, p.Message)
		}
		return coded(exitUsage, nil)
	case c.loud:
		return found()
	}
	return nil
}

// use prints what is known of one file.
func (c *checking) use(f selected, done checked) error {
	if c.bar != nil {
		defer func() { _ = c.bar.Add(1) }() // what cannot be drawn is not missed
	}
	if done.err != nil {
		var coded *codedError
		if !errors.As(done.err, &coded) || coded.code != exitUsage {
			return done.err
		}
		c.problems = append(c.problems, problemReport{f.path, strings.TrimPrefix(done.err.Error(), f.path+": ")})
		return nil
	}
	f.project.outlines = append(f.project.outlines, done.outline)
	c.totals.join(done.totals)
	c.loud = c.loud || done.loud
	if c.asJSON {
		return c.json.file(done.text)
	}
	c.clear()
	_, err := c.std.Out.Write(done.text)
	return err
}

// clear takes the bar away, for something else to be printed.
func (c *checking) clear() {
	if c.bar != nil {
		_ = c.bar.Clear()
	}
}

// printEnd prints what is known of several files together.
func (c *checking) printEnd(graphs []project.Graph) {
	for i, g := range graphs {
		for _, cycle := range g.Cycles {
			var names []string
			for _, path := range append(cycle.Way, cycle.Way[0]) {
				names = append(names, c.projects[i].path(path))
			}
			fmt.Fprintf(c.std.Out, "%s import each other: %s\n", counted(len(cycle.Modules), "module"), strings.Join(names, " -> "))
		}
	}
	if t := c.totals; t.Files != 1 {
		fmt.Fprintf(c.std.Out, "%s: %s, %d can become Rust\n", counted(t.Files, "file"), counted(t.Functions, "function"), t.Convertible)
	}
}

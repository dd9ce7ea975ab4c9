package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/annotate"
)

func newAnnotate(std Streams) *cobra.Command {
	var write, showDiff bool
	cmd := &cobra.Command{
		Use:   "annotate FILE...",
		Short: "Write inferred types into Python files as annotations",
		Long: `Write inferred types into Python files as annotations of parameters and results:
only where there is none, and where the type is fully known. The annotations are
in the style of the file, and in forms that its Python knows, as requires-python
in pyproject.toml says; what they need from typing is imported.

Nothing is changed without --write: what would change is printed as a diff.` + "\n\n" + exitCodes,
		Example: "portalis annotate shapes.py",
		Args:    atLeast(1, "a Python file"),
		RunE: func(_ *cobra.Command, paths []string) error {
			if write && showDiff {
				return usage("--diff and --write exclude each other")
			}
			for _, path := range paths {
				if err := annotateFile(std, path, write); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&showDiff, "diff", false, "print what would change as a diff; the default")
	cmd.Flags().BoolVar(&write, "write", false, "change the files")
	return cmd
}

func annotateFile(std Streams, path string, write bool) error {
	src, err := read(path)
	if err != nil {
		return err
	}
	c, err := configOf(filepath.Dir(path))
	if err != nil {
		return err
	}
	edits := annotate.Edits(analysis.Analyze(path, src), annotate.Options{Python: c.Python})
	if len(edits) == 0 {
		return nil
	}
	annotated := annotate.Apply(src, edits)
	if !write {
		text := diff.Diff(path, src, path, annotated)
		_, text, _ = bytes.Cut(text, []byte("\n")) // the line with the command
		_, err := std.Out.Write(text)
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return usage("%s: %v", path, err)
	}
	if err := os.WriteFile(path, annotated, info.Mode().Perm()); err != nil {
		return usage("cannot write: %w", err)
	}
	fmt.Fprintf(std.Out, "%s: annotated\n", path)
	return nil
}

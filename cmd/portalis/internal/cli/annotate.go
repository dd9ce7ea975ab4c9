package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/portalis-dev/portalis/analysis/annotate"
)

func newAnnotate(std Streams) *cobra.Command {
	var write, showDiff, check bool
	cmd := &cobra.Command{
		Use:   "annotate FILE...",
		Short: "Write inferred types into Python files as annotations",
		Long: `Write inferred types into Python files as annotations of parameters and results:
only where there is none, and where the type is fully known. The annotations are
in the style of the file, and in forms that its Python knows, as requires-python
in pyproject.toml says; what they need from typing is imported. What the tests of a
file and the other files of its project pass to its functions tells, too.

Nothing is changed without --write: what would change is printed as a diff. With
--check, the program ends with 1 if anything would.` + "\n\n" + exitCodes,
		Example: "portalis annotate shapes.py",
		Args:    atLeast(1, "a Python file"),
		RunE: func(_ *cobra.Command, paths []string) error {
			switch {
			case write && showDiff:
				return usage("--diff and --write exclude each other")
			case write && check:
				return usage("--check and --write exclude each other")
			}
			var around neighbours
			open := false
			for _, path := range paths {
				changed, err := annotateFile(std, path, &around, write)
				if err != nil {
					return err
				}
				open = open || changed
			}
			if check && open {
				return found()
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&showDiff, "diff", false, "print what would change as a diff; the default")
	cmd.Flags().BoolVar(&write, "write", false, "change the files")
	cmd.Flags().BoolVar(&check, "check", false, "print the diff, and end with 1 if anything would change")
	return cmd
}

// annotateFile annotates one file, or prints how, and reports whether there was
// anything to annotate.
func annotateFile(std Streams, path string, around *neighbours, write bool) (bool, error) {
	result, err := around.analyse(path)
	if err != nil {
		return false, err
	}
	c, err := configOf(filepath.Dir(path))
	if err != nil {
		return false, err
	}
	edits := annotate.Edits(result, annotate.Options{Python: c.Python})
	if len(edits) == 0 {
		return false, nil
	}
	src := result.Module.Source
	annotated := annotate.Apply(src, edits)
	if !write {
		text := diff.Diff(path, src, path, annotated)
		_, text, _ = bytes.Cut(text, []byte("\n")) // the line with the command
		if _, err := std.Out.Write(text); err != nil {
			return true, fmt.Errorf("writing a diff: %w", err)
		}
		return true, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return true, usage("%s: %v", path, err)
	}
	if err := os.WriteFile(path, annotated, info.Mode().Perm()); err != nil {
		return true, usage("cannot write: %w", err)
	}
	fmt.Fprintf(std.Out, "%s: annotated\n", path)
	return true, nil
}

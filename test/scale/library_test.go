// Package scale runs CPython's own standard library, tests and all, through the
// analysis and the translation: some 1,800 files that nobody wrote for us.
package scale

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate"
)

// TestLibrary wants no crash, no internal error and no finding outside its file;
// and it wants a syntax error exactly where CPython has one.
func TestLibrary(t *testing.T) {
	files := library(t)
	if len(files) < 1600 {
		t.Fatalf("only %d files", len(files))
	}
	accepted := acceptedByCPython(t, files)
	for i, path := range files {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, problem := range check(path, src, accepted[i]) {
				t.Error(problem)
			}
		})
	}
}

// check analyses and translates one file and says what is wrong with that.
func check(path string, src []byte, accepted bool) (problems []string) {
	defer func() {
		if p := recover(); p != nil {
			problems = append(problems, fmt.Sprintf("panic: %v", p))
		}
	}()
	result := analysis.Analyze(path, src)
	module := translate.Translate(result, translate.Options{})
	result.Summary()
	for _, f := range append(result.Findings, module.Findings...) {
		if problem := wrongPlace(f, src); problem != "" {
			problems = append(problems, problem)
		}
		if strings.HasPrefix(f.Code, "PT9") {
			problems = append(problems, f.Code+" "+f.Message)
		}
	}
	switch errors := result.Module.Errors; {
	case accepted && isBroken(result.Module):
		problems = append(problems, fmt.Sprintf("CPython accepts it, we report %v", errors))
	case !accepted && len(errors) == 0:
		problems = append(problems, nothingReported)
	}
	return problems
}

// nothingReported is the problem with a file that only CPython refuses.
const nothingReported = "CPython refuses it, we report nothing"

// isBroken reports whether a module has errors beyond those that only say what is
// not read of good Python.
func isBroken(m *syntax.Module) bool {
	for _, e := range m.Errors {
		switch e.Code {
		case "PT102", "PT105", "PT107":
		default:
			return true
		}
	}
	return false
}

// wrongPlace says what is wrong with the range of a finding: it must lie in the
// file and cut no character in two.
func wrongPlace(f compat.Finding, src []byte) string {
	r := f.Range
	switch {
	case r.Start < 0 || r.End < r.Start || r.End > len(src):
		return fmt.Sprintf("%s has the range %v in %d bytes", f.Code, r, len(src))
	case !boundary(src, r.Start) || !boundary(src, r.End):
		return fmt.Sprintf("%s has the range %v, inside a character", f.Code, r)
	}
	return ""
}

// boundary reports whether a character, or a byte that is none, begins at offset.
func boundary(src []byte, offset int) bool {
	for start := max(0, offset-utf8.UTFMax+1); start < offset; start++ {
		if r, size := utf8.DecodeRune(src[start:]); (r != utf8.RuneError || size > 1) && start+size > offset {
			return false
		}
	}
	return true
}

// library lists the Python files of the standard library.
func library(t *testing.T) []string {
	out, err := exec.Command("python3", "-c", "import os; print(os.path.dirname(os.__file__))").Output()
	if err != nil {
		t.Fatal(err)
	}
	root := strings.TrimSpace(string(out))
	var files []string
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "site-packages" || d.Name() == "dist-packages"):
			return filepath.SkipDir
		case d.Type().IsRegular() && filepath.Ext(path) == ".py":
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// acceptedByCPython says of each file whether CPython compiles it.
func acceptedByCPython(t *testing.T, files []string) []bool {
	const script = `
import sys, warnings
warnings.simplefilter("ignore")
for line in sys.stdin:
    with open(line.rstrip("\n"), "rb") as f:
        source = f.read()
    try:
        compile(source, "x", "exec", dont_inherit=True)
        print("yes")
    except (SyntaxError, ValueError, RecursionError):
        print("no")
`
	cmd := exec.Command("python3", "-c", script)
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n") + "\n")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	var accepted []bool
	for line := range strings.Lines(string(out)) {
		accepted = append(accepted, line == "yes\n")
	}
	if len(accepted) != len(files) {
		t.Fatalf("%d answers for %d files", len(accepted), len(files))
	}
	return accepted
}

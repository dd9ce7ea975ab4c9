package project

import (
	"path/filepath"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// Samples are the tests of a Python file, read: what they pass to its functions
// tells the types of parameters. Those that cannot be read are left out.
func Samples(path string, read func(path string) ([]byte, error)) []types.Sample {
	var out []types.Sample
	for _, file := range Tests(path) {
		if src, err := read(file); err == nil {
			of := strings.TrimSuffix(filepath.Base(path), ".py")
			out = append(out, types.Sample{Module: syntax.Parse(src), Of: of})
		}
	}
	return out
}

// IsTest reports whether a Python file is a test or a help for tests, by its name.
func IsTest(path string) bool {
	base := filepath.Base(path)
	return strings.HasPrefix(base, "test_") || strings.HasSuffix(base, "_test.py") || base == "conftest.py"
}

// Tests are the places where the tests of a Python file would be, by the habits
// of pytest and unittest: beside it, or in a folder tests beside it or above.
func Tests(path string) []string {
	dir, base := filepath.Split(path)
	name := strings.TrimSuffix(base, ".py")
	if name == base || strings.HasPrefix(name, "test_") {
		return nil
	}
	file := "test_" + base
	var out []string
	for _, folder := range []string{".", "tests", "test", "../tests", "../test", "../../tests", "../../test"} {
		out = append(out, filepath.Join(dir, folder, file))
	}
	return append(out, filepath.Join(dir, name+"_test.py"))
}

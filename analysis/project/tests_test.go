package project

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// TestTests has the tests of a file read once, also when they are looked at
// themselves, and those left out that can tell nothing of its functions.
func TestTests(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	file := filepath.Join(dir, "shop.py")
	m := syntax.Parse([]byte("try:\n    def total(xs):\n        return sum(xs)\nfinally:\n    pass\n"))
	calls := "import shop\n\nshop.total([1])\n"
	path := write("test_shop.py", calls)
	write("tests/test_shop.py", "import shop\n\nshop.totals([1])\n")
	var c Callers
	first := c.Samples(file, m, os.ReadFile)
	if len(first) != 1 || string(first[0].Module.Source) != calls || first[0].Of != "shop" {
		t.Fatalf("the tests are %v", first)
	}
	if again := c.Samples(file, m, os.ReadFile); again[0].Module != first[0].Module {
		t.Error("a test is parsed anew though it is as it was")
	}
	if c.Parse(path, []byte(calls)) != first[0].Module {
		t.Error("a test that is looked at itself is parsed anew")
	}
	if c.Parse(path, []byte(calls)) == first[0].Module {
		t.Error("a test is kept longer than it is needed")
	}
	write("test_shop.py", calls+"shop.total([2])\n")
	if changed := c.Samples(file, m, os.ReadFile); len(changed) != 1 || string(changed[0].Module.Source) == calls {
		t.Errorf("after it was written the test is %v", changed)
	}
	if n := len(c.Samples(file, syntax.Parse([]byte("x = 1\n")), os.ReadFile)); n != 0 {
		t.Errorf("a file without functions has %d tests", n)
	}
}

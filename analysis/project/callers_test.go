package project

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// TestCallers finds the files of a project that call functions of another one.
func TestCallers(t *testing.T) {
	root := t.TempDir()
	files := map[string]string{
		"pyproject.toml":       "[project]\nname = \"shop\"\n",
		"shop/__init__.py":     "",
		"shop/prices.py":       "def total(xs):\n    return sum(xs)\n",
		"shop/main.py":         "from shop.prices import total\n\nprint(total([1, 2]))\n",
		"shop/report.py":       "from . import prices\n\ndef show():\n    return prices.total([1.5])\n",
		"shop/other.py":        "import prices_of_others\n\ntotal = prices_of_others.total\n",
		"shop/silent.py":       "from shop import prices\n",
		"tests/test_prices.py": "from shop.prices import total\n\ndef test_total():\n    assert total([1]) == 1\n",
		"tests/test_main.py":   "from shop.prices import total\n",
		"scripts/run.py":       "import shop.prices as p\n\np.total([True])\n",
		"build/copy.py":        "from shop.prices import total\n\ntotal(['a'])\n",
	}
	for name, text := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var c Callers
	prices := filepath.Join(root, "shop", "prices.py")
	callers := func() (found []string) {
		for _, s := range c.Samples(prices, syntax.Parse([]byte(files["shop/prices.py"])), os.ReadFile) {
			found = append(found, string(s.Module.Source))
		}
		slices.Sort(found)
		return found
	}
	want := []string{files["shop/main.py"], files["shop/report.py"], files["tests/test_prices.py"], files["scripts/run.py"]}
	slices.Sort(want)
	if got := callers(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	// What is written anew is read anew.
	main := filepath.Join(root, "shop", "main.py")
	if err := os.WriteFile(main, []byte("from shop.prices import total as t\n\nprint(t([\"ab\"]))\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := callers(); !slices.Contains(got, "from shop.prices import total as t\n\nprint(t([\"ab\"]))\n") {
		t.Errorf("the new text is not among %q", got)
	}
	if err := os.Remove(filepath.Join(root, "pyproject.toml")); err != nil {
		t.Fatal(err)
	}
	if got := callers(); len(got) != 1 {
		t.Errorf("outside of a project only tests count, not %q", got)
	}
}

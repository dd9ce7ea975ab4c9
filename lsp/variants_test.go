package lsp

import (
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/lsp/text"
	"github.com/portalis-dev/portalis/translate"
)

const variantsSource = `def both(x):
    return twice(x), x


def twice(x):
    """
    >>> twice(1)
    2
    >>> twice([1])
    [1, 1]
    """
    x += x
    return x


def use() -> None:
    print(both(1), both("a"))
`

func snapshotOf(t *testing.T, source string) *snapshot {
	t.Helper()
	result := analysis.Analyze("a.py", []byte(source))
	module := translate.Translate(result, translate.Options{})
	return &snapshot{
		uri: fileURI("a.py"), path: "a.py", text: text.New([]byte(source)),
		analysis: func() *analysis.Result { return result },
		module:   func() *translate.Module { return module },
	}
}

// The Rust of a def that became several functions is that of all of them, each
// linked to the Python.
func TestPreviewOfVariants(t *testing.T) {
	snap := snapshotOf(t, variantsSource)
	r, err := render(snap, "both")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(r.text, "pub fn both_"); n != 2 {
		t.Fatalf("%d functions in\n%s", n, r.text)
	}
	linked := map[string]bool{}
	for _, l := range r.links {
		python, rust := variantsSource[l.Python.Start:l.Python.End], r.text[l.Rust.Start:l.Rust.End]
		if strings.HasPrefix(python, "return ") {
			linked[rust] = true
		}
	}
	if len(linked) != 2 || !linked["(twice_int(x), x)"] {
		t.Errorf("the return is linked to %v in\n%s", linked, r.text)
	}
}

// A verdict depends on all functions that a callee became.
func TestFingerprintsOfVariants(t *testing.T) {
	before := snapshotOf(t, variantsSource)
	after := snapshotOf(t, strings.Replace(variantsSource, "x += x", "x += x + x", 1))
	prints := func(s *snapshot) map[string]fingerprint {
		all := map[string]fingerprint{}
		for f, print := range fingerprints(s.text.Bytes(), s.module()) {
			all[f.Title()] = print
		}
		return all
	}
	a, b := prints(before), prints(after)
	if len(a) != 6 || len(b) != 6 {
		t.Fatalf("fingerprints of %v and %v", a, b)
	}
	seen := map[fingerprint]string{}
	for title, print := range a {
		if b[title] == print {
			t.Errorf("%s is the same though what it calls is not", title)
		}
		if seen[print] != "" {
			t.Errorf("%s and %s have one fingerprint", title, seen[print])
		}
		seen[print] = title
	}
}

package translate

import (
	"reflect"
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
)

const source = `"""What it is for."""
LIMIT = 3

def twice(n: int) -> int:
    """Twice as much, or more."""
    return n * LIMIT

def uses(n: int) -> int:
    return twice(n) + 1

def refused(n):
    x = yield n

def caller(n: int) -> int:
    return len(list(refused(n)))

def shares(n: int) -> list[list[int]]:
    row = [n]
    grid = [row, row]
    row.append(1)
    return grid

def shares_too(n: int) -> int:
    return len(shares(n))

# A comment before it.
def raises(n: int = 1, text: str = "x") -> int:
    """Return n."""
    if n < 0:
        raise ValueError(text)
    return n
`

func translated(t *testing.T, opts Options) map[string]*Function {
	t.Helper()
	m := Translate(analysis.Analyze("dir/my module.py", []byte(source)), opts)
	if m.Name != "my_module" {
		t.Errorf("name %q", m.Name)
	}
	out := map[string]*Function{}
	for _, f := range m.Functions {
		out[f.Name] = f
		if f.Translated() != (f.Signature != "") {
			t.Errorf("%s: translated %v, but its signature is %q", f.Name, f.Translated(), f.Signature)
		}
		if f.Translated() && m.Rust[f.Place.Start:f.Place.End] != f.Rust {
			t.Errorf("%s: its Rust is not at its place: %q, not %q", f.Name, m.Rust[f.Place.Start:f.Place.End], f.Rust)
		}
	}
	return out
}

func TestTranslatePartly(t *testing.T) {
	all := translated(t, Options{})
	for name, code := range map[string]string{
		"twice": "", "uses": "", "raises": "",
		"refused": "PT503", "caller": "PT517", "shares": "PT60", "shares_too": "PT517",
	} {
		f := all[name]
		switch {
		case code == "" && !f.Translated():
			t.Errorf("%s is refused: %v", name, f.Refused)
		case code != "" && (f.Translated() || !strings.HasPrefix(f.Refused[0].Code, code)):
			t.Errorf("%s is not refused with %s: %v", name, code, f.Refused)
		}
	}
	raises := all["raises"]
	if !raises.Fallible || raises.Owned != "i64" || raises.Params[1].Default != `"x"` || raises.Params[1].Mode != ByRef {
		t.Errorf("raises: %+v", raises)
	}
	if calls := all["uses"].Calls; len(calls) != 1 || calls[0] != "twice" {
		t.Errorf("uses calls %v", calls)
	}
}

func TestTranslateRefuse(t *testing.T) {
	finding := compat.Finding{Code: "PT901", Severity: compat.Error, Message: "does not compile"}
	all := translated(t, Options{Refuse: map[string]compat.Finding{"twice": finding}})
	if all["twice"].Translated() || all["uses"].Translated() {
		t.Error("a function that was left out, or its caller, is translated")
	}
	if !all["raises"].Translated() {
		t.Error("a function that has nothing to do with it is refused")
	}
}

// TestTranslateUnprinted decides without writing Rust, and decides the same.
func TestTranslateUnprinted(t *testing.T) {
	res := analysis.Analyze("m.py", []byte(source))
	want, got := Translate(res, Options{}), Translate(res, Options{Unprinted: true})
	if got.Rust != "" || len(want.Rust) == 0 {
		t.Errorf("Rust %q and %q", got.Rust, want.Rust)
	}
	if !reflect.DeepEqual(got.Findings, want.Findings) {
		t.Errorf("findings %v, not %v", got.Findings, want.Findings)
	}
	for i, f := range got.Functions {
		if !reflect.DeepEqual(f.Refused, want.Functions[i].Refused) {
			t.Errorf("%s: refused %v, not %v", f.Name, f.Refused, want.Functions[i].Refused)
		}
	}
}

// TestTranslateAnything translates what is hardly Python.
func TestTranslateAnything(t *testing.T) {
	for _, text := range []string{
		"", "def", "def f(:\n  return", "x = [", "\xff\xfe", "def f():\n    return f\n", "def f(x): x()\n",
		"def f(n: int) -> int:\n    while True:\n        pass\n", "def f():\n    break\n", "def f():\n    raise\n",
		"def f(a, a): return a\n", "def f():\n    try:\n        pass\n    finally:\n        return 1\n",
	} {
		res := analysis.Analyze("x.py", []byte(text))
		for _, f := range Translate(res, Options{}).Functions {
			for _, r := range f.Refused {
				if r.Code == "PT902" {
					t.Errorf("%q: %s", text, r.Message)
				}
			}
		}
	}
}

// TestDraftAfterTheNext writes a version only when the next one is decided about.
func TestDraftAfterTheNext(t *testing.T) {
	var s Session
	version := func(body string) *Draft {
		return s.Decide(analysis.Analyze("m.py", []byte("def f(n: int) -> int:\n    return "+body+"\n\n\ndef g(n: int) -> int:\n    return f(n)\n")), Options{})
	}
	first := version("n + 1")
	second := version("n + 2")
	for i, draft := range []*Draft{first, second, first} {
		want := Translate(draft.t.res, Options{})
		if got := draft.Module(); got.Rust != want.Rust || !strings.Contains(got.Rust, "fn g") {
			t.Errorf("%d: %s", i, got.Rust)
		}
	}
}

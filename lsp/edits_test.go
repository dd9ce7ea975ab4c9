package lsp

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate"
)

var (
	edits = flag.Int("edits", 300, "how many random edits TestEditsAgainstFreshAnalysis makes")
	seed  = flag.Uint64("seed", 1, "where its random edits start")
)

// TestEditsAgainstFreshAnalysis wants of a document that is edited what a fresh
// analysis of each version says: findings, types, effects, and the Rust.
func TestEditsAgainstFreshAnalysis(t *testing.T) {
	sources := pythonSources(t)
	random := rand.New(rand.NewPCG(*seed, 2))
	e := &engine{analyze: newNeighbours().analyze}
	for left := *edits; left > 0; {
		src := sources[random.IntN(len(sources))]
		p := newParser()
		for range 8 {
			left--
			got, err := p.analyze(t.Context(), e, "x.py", src)
			if err != nil {
				t.Fatal(err)
			}
			compareDraft(t, random, src, got, p.translation.Decide(got, translate.Options{}))
			next := edited(random, src)
			if len(got.Module.Errors) > 0 && random.IntN(3) > 0 {
				next = edited(random, sources[random.IntN(len(sources))]) // another file has more to say
			}
			src = next
		}
	}
}

// compareDraft wants what is found of a version and, of two in three, for no more may be
// looked at, what becomes of it to be what a fresh translation gives.
func compareDraft(t *testing.T, random *rand.Rand, src []byte, got *analysis.Result, draft *translate.Draft) {
	t.Helper()
	r, m := fresh(src)
	if diff := cmp.Diff(translate.Findings(r, m), draft.Findings()); diff != "" {
		t.Fatalf("%s\n%s", src, diff)
	}
	if random.IntN(3) == 0 {
		return
	}
	if diff := cmp.Diff(told(r, m), told(got, draft.Module())); diff != "" {
		t.Fatalf("%s\n%s", src, diff)
	}
}

func fresh(src []byte) (*analysis.Result, *translate.Module) {
	return translated(analysis.Analyze("x.py", src))
}

func translated(r *analysis.Result) (*analysis.Result, *translate.Module) {
	return r, translate.Translate(r, translate.Options{})
}

// told is all that is told of a result.
func told(r *analysis.Result, m *translate.Module) any {
	var functions []any
	for _, f := range m.Functions {
		functions = append(functions, []any{f.Name, f.Python, f.Refused, f.Calls, f.Signature, f.Rust, f.Place, f.Inner, f.Params, f.Fallible, f.Notes})
	}
	return []any{translate.Findings(r, m), r.Summary(), m.Rust, m.Map, m.UsesRuntime, m.UsesBig, functions}
}

// TestEditsAgainstFreshTranslation edits long modules of functions, of which most are
// taken over from the version before, and wants what a fresh translation gives.
func TestEditsAgainstFreshTranslation(t *testing.T) {
	var sources [][]byte
	for _, src := range pythonSources(t) {
		var s translate.Session
		s.Decide(analysis.Analyze("x.py", src), translate.Options{})
		s.Decide(analysis.Analyze("x.py", src), translate.Options{})
		if s.TakenOver() > 0 {
			sources = append(sources, src)
		}
	}
	random := rand.New(rand.NewPCG(*seed, 3))
	e := &engine{analyze: newNeighbours().analyze}
	taken := 0
	for left := *edits / 3; left > 0; {
		var src []byte
		for range 4 {
			src = append(append(src, sources[random.IntN(len(sources))]...), '\n')
		}
		p := newParser()
		for range 10 {
			left--
			got, err := p.analyze(t.Context(), e, "x.py", src)
			if err != nil {
				t.Fatal(err)
			}
			draft := p.translation.Decide(got, translate.Options{})
			taken += p.translation.TakenOver()
			compareDraft(t, random, src, got, draft)
			for again := 0; again < 20; again++ { // most edits break the syntax, and then nothing is taken over
				next := edited(random, src)
				if r := syntax.Parse(next); len(r.Errors) == 0 {
					src = next
					break
				}
			}
		}
	}
	t.Logf("%d functions were taken over", taken)
	if taken == 0 {
		t.Error("nothing was ever taken over")
	}
}

// pythonSources are the programs and the Python of the cases.
func pythonSources(t *testing.T) (sources [][]byte) {
	t.Helper()
	programs, err := filepath.Glob("../testdata/programs/*.py")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range programs {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, src)
	}
	cases, err := filepath.Glob("../testdata/cases/*/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range cases {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".py") {
				sources = append(sources, f.Data)
			}
		}
	}
	return sources
}

// edited is src with a line put in, taken out, doubled or written otherwise.
func edited(random *rand.Rand, src []byte) []byte {
	lines := bytes.SplitAfter(src, []byte("\n"))
	i, j := random.IntN(len(lines)), random.IntN(len(lines))
	indent := lines[i][:len(lines[i])-len(bytes.TrimLeft(lines[i], " "))]
	made := bytes.Clone(lines[i])
	switch random.IntN(5) {
	case 0:
		made = append(fmt.Appendf(nil, "%sprint(%d)\n", indent, j), made...)
	case 1:
		made = append(made, append(bytes.Clone(indent), bytes.TrimLeft(lines[j], " ")...)...)
	case 2:
		made = nil
	case 3:
		made = append(made, '\n')
	case 4:
		made = []byte(strings.NewReplacer("+", "-", "return ", "return not ", "0", "1.5", "[]", "{}", ": int", "").Replace(string(made)))
	}
	return bytes.Join([][]byte{bytes.Join(lines[:i], nil), made, bytes.Join(lines[i+1:], nil)}, nil)
}

// TestEditsThatReachOthers makes edits that change what functions become whose own
// text stays, and takes them back: by what callers catch, by what callees raise, change
// or are refused for, by constants, defaults, names and comments.
func TestEditsThatReachOthers(t *testing.T) {
	const module = `LIMIT = 3
WORDS = ["a", "b"]


def pick(items: list[int], at: int) -> int:
    return items[at]


def second(items: list[int], offset: int = 1) -> int:
    return pick(items, offset)


# Adds a number.
def extend(items: list[int], n: int) -> int:
    total = n + len(items)
    return total


def both(items: list[int]) -> int:
    extend(items, LIMIT)
    return second(items) + extend(items, 2)


def safe(items: list[int]) -> int:
    total = 0
    if len(items) > 1:
        total = both(items)
    return total


def even(n: int) -> bool:
    return n == 0 or odd(n - 1)


def odd(n: int) -> bool:
    return n != 0 and even(n - 1)


def first(words: list[str]) -> str:
    value = words[0] + WORDS[0]  # of both
    return value
`
	for _, edit := range [][2]string{
		{"    total = 0\n    if len(items) > 1:\n        total = both(items)\n", "    try:\n        total = both(items)\n    except IndexError:\n        total = 0\n"},
		{"    return items[at]\n", "    if at < 0:\n        raise ValueError(at)\n    return items[at]\n"},
		{"    total = n + len(items)\n", "    items.append(n)\n    total = len(items)\n"},
		{"    total = n + len(items)\n", "    total = n + len(eval('items'))\n"},
		{"    return items[at]\n", "    global LIMIT\n    LIMIT = at\n    return items[at]\n"},
		{"    return n != 0 and even(n - 1)\n", "    if n < 0:\n        raise ValueError(n)\n    return n != 0 and even(n - 1)\n"},
		{"    value = words[0] + WORDS[0]", "    other = WORDS\n    other.append('c')\n    value = words[0] + WORDS[0]"},
		{"LIMIT = 3\n", "LIMIT = 3.5\n"},
		{"LIMIT = 3\n", "LIMIT = 30\n"},
		{"offset: int = 1", "offset: int = 2"},
		{"# Adds a number.\n", "# Adds\n# a number.\n"},
		{"  # of both\n", "  # of the two\n"},
		{"def first(", "def last("},
		{"    value = words[0]", "    value = rt = words[0]"},
	} {
		if strings.Count(module, edit[0]) != 1 {
			t.Fatalf("%q is not there once", edit[0])
		}
		p, e := newParser(), &engine{analyze: newNeighbours().analyze}
		for _, src := range []string{module, strings.Replace(module, edit[0], edit[1], 1), module, "\n" + module, module} {
			got, err := p.analyze(t.Context(), e, "x.py", []byte(src))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(told(fresh([]byte(src))), told(got, p.translation.Translate(got, translate.Options{}))); diff != "" {
				t.Fatalf("%s\n%s", src, diff)
			}
		}
		if p.translation.TakenOver() == 0 {
			t.Errorf("%q: in the end nothing is taken over", edit[1])
		}
	}
}

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
			if diff := cmp.Diff(told(analysis.Analyze("x.py", src)), told(got)); diff != "" {
				t.Fatalf("%s\n%s", src, diff)
			}
			next := edited(random, src)
			if len(got.Module.Errors) > 0 && random.IntN(3) > 0 {
				next = edited(random, sources[random.IntN(len(sources))]) // another file has more to say
			}
			src = next
		}
		p.close()
	}
}

// told is all that is told of a result.
func told(r *analysis.Result) any {
	m := translate.Translate(r, translate.Options{})
	var signatures []string
	for _, f := range m.Functions {
		signatures = append(signatures, f.Signature)
	}
	return []any{translate.Findings(r, m), r.Summary(), m.Rust, m.Map, signatures}
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

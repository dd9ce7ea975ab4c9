package analysis_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// TestSessionAfterEdits wants of a session, fed from an incremental parser, what a
// fresh analysis says of each version: findings, types, effects and all else.
func TestSessionAfterEdits(t *testing.T) {
	files, err := filepath.Glob("../testdata/programs/*.py")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	random := rand.New(rand.NewPCG(11, 12))
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		document := syntax.NewDocument()
		var session analysis.Session
		for range 12 {
			got, err := session.Analyze(t.Context(), "x.py", document.Parse(src), types.Surroundings{})
			if err != nil {
				t.Fatal(err)
			}
			fresh := analysis.Analyze("x.py", src)
			if diff := cmp.Diff(fresh.Findings, got.Findings); diff != "" {
				t.Fatalf("%s\nfindings: %s", src, diff)
			}
			if diff := cmp.Diff(fresh.Summary(), got.Summary()); diff != "" {
				t.Fatalf("%s\nsummary: %s", src, diff)
			}
			if diff := cmp.Diff(syntax.DumpRanges(fresh.Module), syntax.DumpRanges(got.Module)); diff != "" {
				t.Fatalf("%s\ntree, which versions share: %s", src, diff)
			}
			src = changed(random, src)
		}
	}
}

// changed is src with a line put in, taken out, moved or written otherwise.
func changed(random *rand.Rand, src []byte) []byte {
	lines := bytes.SplitAfter(src, []byte("\n"))
	i, j := random.IntN(len(lines)), random.IntN(len(lines))
	indent := lines[i][:len(lines[i])-len(bytes.TrimLeft(lines[i], " "))]
	made := bytes.Clone(lines[i])
	switch random.IntN(4) {
	case 0:
		made = append(fmt.Appendf(nil, "%sprint(%d)\n", indent, j), made...)
	case 1:
		made = append(made, append(bytes.Clone(indent), bytes.TrimLeft(lines[j], " ")...)...)
	case 2:
		made = nil
	case 3:
		made = []byte(strings.NewReplacer("+", "-", "return ", "return not ", "0", "1.5", "[]", "{}").Replace(string(made)))
	}
	return bytes.Join([][]byte{bytes.Join(lines[:i], nil), made, bytes.Join(lines[i+1:], nil)}, nil)
}

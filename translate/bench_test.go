package translate_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/translate"
)

// BenchmarkConvert analyses and translates a module of some 1,100 lines: the
// sample programs, put together.
func BenchmarkConvert(b *testing.B) {
	src := longModule(b)
	b.Logf("%d lines", bytes.Count(src, []byte("\n")))
	b.ReportAllocs()
	for b.Loop() {
		translate.Translate(analysis.Analyze("long.py", src), translate.Options{})
	}
}

func longModule(t testing.TB) []byte {
	files, err := filepath.Glob("../testdata/programs/*.py")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	var all []byte
	for _, file := range files {
		if strings.HasSuffix(file, "sorting.py") {
			continue // merge is defined in intervals.py too
		}
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(append(all, src...), "\n\n"...)
	}
	return all
}

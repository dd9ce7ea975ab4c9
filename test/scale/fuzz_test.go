package scale

import (
	"os"
	"path/filepath"
	"testing"
)

// FuzzCheck wants no panic and no finding outside the file, whatever the bytes.
func FuzzCheck(f *testing.F) {
	for _, src := range samples(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, problem := range check("x.py", src, false) {
			if problem != nothingReported {
				t.Errorf("%q: %s", src, problem)
			}
		}
	})
}

// samples are the programs of our own that the fuzzing starts from.
func samples(t testing.TB) [][]byte {
	files, err := filepath.Glob("../../testdata/programs/*.py")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	files = append(files, "../../analysis/syntax/testdata/constructs.py")
	var sources [][]byte
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, src)
	}
	return sources
}

package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type closer struct{ io.Writer }

func (closer) Close() error { return nil }

// A person who checks a folder sees how far it is; whatever else reads sees only
// what was found.
func TestProgressOfCheck(t *testing.T) {
	folder := t.TempDir()
	for i := range 3 {
		src := fmt.Sprintf("def f%d(n: int) -> int:\n    return n\n", i)
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("m%d.py", i)), []byte(src), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run := func(terminal bool) (out, progress string) {
		var stdout, stderr bytes.Buffer
		std := Streams{In: io.NopCloser(strings.NewReader("")), Out: closer{&stdout}, Err: &stderr, Terminal: terminal}
		if code := Main([]string{"check", folder}, std); code != exitFine {
			t.Fatalf("check ended with %d: %s", code, stderr.String())
		}
		return stdout.String(), stderr.String()
	}
	out, progress := run(true)
	if !strings.Contains(progress, "checking") || !strings.Contains(progress, "(1/3)") {
		t.Errorf("a person sees %q", progress)
	}
	quiet, none := run(false)
	if none != "" {
		t.Errorf("a program reads %q", none)
	}
	if out != quiet {
		t.Errorf("a person reads\n%sand a program\n%s", out, quiet)
	}
}

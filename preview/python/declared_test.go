package python

import (
	"os"
	"path/filepath"
	"testing"
)

// TestDeclared reads the version of an environment of which nothing can be run.
func TestDeclared(t *testing.T) {
	for text, want := range map[string]int{
		"home = /usr/bin\nversion = 3.13.5\n":         13,
		"version_info = 3.12.1.final.0\r\nhome = x\n": 12,
		"home = /usr/bin\n":                           0,
		"version = two\n":                             0,
	} {
		root := t.TempDir()
		deep := filepath.Join(root, "a", "b")
		for _, dir := range []string{deep, filepath.Join(root, ".venv")} {
			if err := os.MkdirAll(dir, 0o777); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(filepath.Join(root, ".venv", "pyvenv.cfg"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if got := Declared(deep); got != want {
			t.Errorf("of %q: %d, want %d", text, got, want)
		}
	}
}

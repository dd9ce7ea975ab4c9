package rt

import (
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

func TestFiles(t *testing.T) {
	var names []string
	err := fs.WalkDir(Files, ".", func(name string, d fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Cargo.toml", "src/lib.rs", "src/text/mod.rs", "src/wire.rs"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is not in %v", want, names)
		}
	}
	manifest, err := fs.ReadFile(Files, "Cargo.toml")
	if err != nil || !strings.Contains(string(manifest), `name = "`+Name+`"`) {
		t.Errorf("the manifest does not name %s: %v\n%s", Name, err, manifest)
	}
	if len(Hash()) != 64 {
		t.Errorf("Hash() = %q", Hash())
	}
}

// TestCrate runs the crate's own tests, of which one compares it with CPython
// in bulk, and checks its form and lints.
func TestCrate(t *testing.T) {
	target := t.TempDir()
	for _, args := range [][]string{
		{"fmt", "--check"},
		{"clippy", "--quiet", "--offline", "--all-targets", "--all-features", "--", "-Dwarnings"},
		{"test", "--quiet", "--offline", "--release", "--all-features"},
	} {
		cargo := exec.Command("cargo", args...)
		cargo.Dir = Name
		cargo.Env = append(os.Environ(), "CARGO_TARGET_DIR="+target)
		if out, err := cargo.CombinedOutput(); err != nil {
			t.Errorf("cargo %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

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

// TestFeatures wants every feature of a version of Python to be in the manifest, and
// to have those before it.
func TestFeatures(t *testing.T) {
	manifest, err := fs.ReadFile(Files, "Cargo.toml")
	if err != nil {
		t.Fatal(err)
	}
	for minor, want := range map[int]string{8: "", 11: "", 12: "python-3-12", 13: "python-3-12", 14: "python-3-12 python-3-14"} {
		if got := strings.Join(Features(minor), " "); got != want {
			t.Errorf("of 3.%d: %q, want %q", minor, got, want)
		}
	}
	before := "[]"
	for _, feature := range Features(99) {
		if line := feature + " = " + before + "\n"; !strings.Contains(string(manifest), line) {
			t.Errorf("the manifest has no %q", line)
		}
		before = `["` + feature + `"]`
	}
}

// TestCrate runs the crate's own tests, of which one compares it with CPython
// in bulk, and checks its form and lints.
func TestCrate(t *testing.T) {
	target := t.TempDir()
	for _, args := range [][]string{
		{"fmt", "--check"},
		{"clippy", "--quiet", "--offline", "--all-targets", "--all-features", "--", "-Dwarnings"},
		{"test", "--quiet", "--offline", "--release", "--features=big,re,wire"}, // as the Python here, 3.11
	} {
		cargo := exec.Command("cargo", args...)
		cargo.Dir = Name
		cargo.Env = append(os.Environ(), "CARGO_TARGET_DIR="+target)
		if out, err := cargo.CombinedOutput(); err != nil {
			t.Errorf("cargo %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

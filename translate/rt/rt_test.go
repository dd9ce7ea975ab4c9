package rt

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
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

// TestManifest wants no crate to be named that who uses portalis-rt does not need.
func TestManifest(t *testing.T) {
	for big, crates := range map[bool][]string{false: {}, true: {"num-bigint"}} {
		manifest := string(Manifest(big))
		for _, name := range []string{"num-bigint", "proptest"} {
			if got := strings.Contains(manifest, name); got != slices.Contains(crates, name) {
				t.Errorf("Manifest(%v) names %s: %v\n%s", big, name, got, manifest)
			}
		}
		for _, section := range []string{"[package]", "[lib]", "[features]", "\nbig = ", "[lints.clippy]"} {
			if !strings.Contains(manifest, section) {
				t.Errorf("Manifest(%v) has no %q\n%s", big, section, manifest)
			}
		}
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

// TestTables wants what scripts have written of CPython 3.11 to be what they write.
func TestTables(t *testing.T) {
	for _, table := range []struct {
		file, script string
		format       []string
	}{
		{"src/unicode.rs", "unicode.py", []string{"rustfmt", "--edition=2024"}},
		{"tests/python/table.txt", "tests/python/table.py", nil},
	} {
		python := exec.Command("python3", "-I", "-X", "utf8", table.script)
		python.Dir = Name
		written, err := python.Output()
		if err != nil {
			t.Fatalf("%s: %v", table.script, err)
		}
		if table.format != nil {
			format := exec.Command(table.format[0], table.format[1:]...)
			format.Stdin = bytes.NewReader(written)
			if written, err = format.Output(); err != nil {
				t.Fatalf("%s: %v", table.format[0], err)
			}
		}
		kept, err := os.ReadFile(filepath.Join(Name, filepath.FromSlash(table.file)))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(kept, written) {
			t.Errorf("%s is not what %s writes", table.file, table.script)
		}
	}
}

// TestCrate runs the crate's own tests, of which one compares it with CPython
// in bulk, and checks its form, lints and documentation.
func TestCrate(t *testing.T) {
	target := t.TempDir()
	// The crates that the tests draw their input with are rather built soon than fast.
	var quickly []string
	for _, name := range []string{"proptest", "regex-syntax", "rand", "rand_chacha", "zerocopy"} {
		quickly = append(quickly, "--config=profile.release.package."+name+".opt-level=0")
	}
	for _, args := range [][]string{
		{"fmt", "--check"},
		{"clippy", "--quiet", "--offline", "--all-targets", "--all-features", "--", "-Dwarnings"},
		{"doc", "--quiet", "--offline", "--no-deps", "--all-features"},
		slices.Concat([]string{"test", "--quiet", "--offline", "--release"}, quickly, []string{"--features=big,re,wire"}), // as the Python here, 3.11
	} {
		cargo := exec.Command("cargo", args...)
		cargo.Dir = Name
		cargo.Env = append(os.Environ(), "CARGO_TARGET_DIR="+target, "RUSTDOCFLAGS=-Dwarnings")
		if out, err := cargo.CombinedOutput(); err != nil {
			t.Errorf("cargo %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

package crate

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate"
)

func TestFiles(t *testing.T) {
	m := &translate.Module{Name: "sample", Rust: "pub fn one() -> i64 {\n    1\n}\n", Functions: []*translate.Function{
		{Name: "one", NameRange: syntax.Range{Start: 4, End: 7}, Signature: "pub fn one() -> i64"},
		{Name: "two", NameRange: syntax.Range{Start: 24, End: 27}, Refused: []compat.Finding{{Code: "PT503", Message: "a generator"}}},
	}}
	files := Files(m, 11)
	if got := string(files["src/lib.rs"]); got != m.Rust {
		t.Errorf("src/lib.rs = %q", got)
	}
	for name, want := range map[string]string{
		"Cargo.toml": `rust-version = "1.85"`,
		"README.md":  "1 of 2 functions",
		".gitignore": "/target",
	} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s lacks %q:\n%s", name, want, files[name])
		}
	}
	if len(files) != 4 {
		t.Errorf("%d files without the runtime, want 4", len(files))
	}
	m.UsesRuntime = true
	if files := Files(m, 11); len(files["portalis-rt/Cargo.toml"]) == 0 || len(files["portalis-rt/src/lib.rs"]) == 0 {
		t.Error("the runtime is not in the crate")
	}
	for python, want := range map[int]string{11: `"portalis-rt" }`, 13: `"portalis-rt", features = ["python-3-12"] }`} {
		if manifest := string(Files(m, python)["Cargo.toml"]); !strings.Contains(manifest, want) {
			t.Errorf("for Python 3.%d the manifest lacks %s:\n%s", python, want, manifest)
		}
	}
}

// TestBuilds has cargo read the crate and check it without a network.
func TestBuilds(t *testing.T) {
	cargo, err := exec.LookPath("cargo")
	if err != nil {
		t.Fatal("cargo is needed: ", err)
	}
	dir := t.TempDir()
	m := &translate.Module{Name: "sample", UsesRuntime: true,
		Rust: "use portalis_rt as rt;\n\npub fn half(x: i64) -> i64 {\n    rt::int::floordiv(x, 2)\n}\n\npub fn has_digit(s: &str) -> bool {\n    rt::re::compile(r\"\\d\").search(s).is_some()\n}\n"}
	for name, text := range Files(m, 13) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(cargo, "check", "--offline", "--quiet")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("cargo check: %v\n%s", err, out)
	}
}

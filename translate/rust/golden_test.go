package rust_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/rt"
)

var update = flag.Bool("update", false, "rewrite the expected Rust")

type golden struct {
	name, path string
	archive    *txtar.Archive
	module     *translate.Module
}

func goldens(t *testing.T) []golden {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases: ", err)
	}
	var all []golden
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		res := analysis.Analyze(name+".py", []byte(part(archive, "in.py")))
		all = append(all, golden{name, path, archive, translate.Translate(res, translate.Options{})})
	}
	return all
}

func part(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// TestRust compares the Rust with what is expected; -update rewrites that.
func TestRust(t *testing.T) {
	for _, g := range goldens(t) {
		t.Run(g.name, func(t *testing.T) {
			if *update {
				files := g.archive.Files[:1]
				g.archive.Files = append(files, txtar.File{Name: "out.rs", Data: []byte(g.module.Rust)})
				if err := os.WriteFile(g.path, txtar.Format(g.archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(part(g.archive, "out.rs"), g.module.Rust); diff != "" {
				t.Errorf("the Rust differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestMap checks that each function is where the source map says.
func TestMap(t *testing.T) {
	for _, g := range goldens(t) {
		for _, f := range g.module.Functions {
			if !f.Translated() {
				continue
			}
			text := g.module.Rust[f.Place.Start:f.Place.End]
			if !strings.Contains(text, f.Signature) && !strings.Contains(text, "pub fn "+f.RustName+"(\n") {
				t.Errorf("%s: %s is not at its place: %q", g.name, f.Name, text)
			}
		}
		last := 0
		for _, l := range g.module.Map {
			if l.Rust.Start < last || l.Rust.End < l.Rust.Start || l.Rust.End > len(g.module.Rust) {
				t.Fatalf("%s: link %v is out of order or out of the text", g.name, l)
			}
			last = l.Rust.Start
		}
		if len(g.module.Map) < 20 {
			t.Errorf("%s: only %d links", g.name, len(g.module.Map))
		}
	}
}

// TestClean has rustfmt and clippy look at all cases in one crate.
func TestClean(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(dir, rt.Name), rt.Files); err != nil {
		t.Fatal(err)
	}
	write("Cargo.toml", "[package]\nname = \"goldens\"\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.85\"\n\n[dependencies]\nportalis-rt = { path = \"portalis-rt\" }\n\n[workspace]\n")
	lib := ""
	for _, g := range goldens(t) {
		lib += "pub mod " + g.name + ";\n"
		write("src/"+g.name+".rs", g.module.Rust)
	}
	write("src/lib.rs", lib)
	for _, command := range [][]string{
		{"rustfmt", "--check", "--edition", "2024", "--color", "never", "src/lib.rs"},
		{"cargo", "clippy", "--offline", "--quiet", "--", "-D", "warnings"},
	} {
		cmd := exec.Command(command[0], command[1:]...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", strings.Join(command, " "), err, out)
		}
	}
}

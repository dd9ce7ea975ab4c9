package cases

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/crate"
	"github.com/portalis-dev/portalis/translate/rt"
)

// TestLint puts the Rust of every case and program into one crate, which must
// be rustfmt-clean, compile natively without a warning, and satisfy clippy.
func TestLint(t *testing.T) {
	all := crateOfAll(t, "all_cases", func(_ string, s *subject) string { return s.module.Rust })
	all.cargo(t, "fmt", "--check", "--package", "all_cases")
	all.cargo(t, "clippy", "--quiet", "--all-targets", "--", "-D", "warnings")
}

// A bigCrate is a folder with one crate that has a module for each case and program.
type bigCrate string

// crateOfAll writes the crate; text says what stands in the module of a subject.
func crateOfAll(t *testing.T, crateName string, text func(name string, s *subject) string) bigCrate {
	t.Helper()
	dir := t.TempDir()
	var mods, all strings.Builder
	big := false
	found := subjects(t, newLab(t))
	for _, name := range slices.Sorted(maps.Keys(found)) {
		s := found[name]
		if s.module.Rust == "" {
			continue
		}
		rust := text(name, s)
		fmt.Fprintf(&mods, "pub mod %s;\n", name)
		writeFile(t, filepath.Join(dir, "src", name+".rs"), []byte(rust))
		all.WriteString(rust)
		big = big || s.module.UsesBig
	}
	// The files around them are those of a crate that needs all that they need.
	together := &translate.Module{Name: crateName, Rust: all.String(), UsesRuntime: true, UsesBig: big}
	for path, data := range crate.Files(together, rt.Python) {
		if path != "src/lib.rs" {
			writeFile(t, filepath.Join(dir, path), data)
		}
	}
	writeFile(t, filepath.Join(dir, "src/lib.rs"), []byte(mods.String()))
	return bigCrate(dir)
}

// cargo runs a command of cargo there, with no warning let pass.
func (c bigCrate) cargo(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "cargo", args...)
	cmd.Dir, cmd.Env = string(c), append(os.Environ(), "CARGO_TERM_COLOR=never", "RUSTFLAGS=-Dwarnings")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("cargo %s: %v\n%s", strings.Join(args, " "), err, head(string(out), 200))
	}
}

func writeFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// subjects are the translations of all cases and programs, by module name.
func subjects(t *testing.T, lab *lab) map[string]*subject {
	t.Helper()
	out := map[string]*subject{}
	all, err := Load("../../testdata/cases")
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range lab.translateAll(all) {
		out[moduleName("case_"+all[i].Name)] = s
	}
	for _, path := range programs(t) {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[moduleName("program_"+strings.TrimSuffix(filepath.Base(path), ".py"))] = lab.translate(path, string(src))
	}
	return out
}

var notWord = regexp.MustCompile(`\W`)

func moduleName(name string) string { return notWord.ReplaceAllString(name, "_") }

func head(text string, lines int) string {
	all := strings.SplitAfter(text, "\n")
	return strings.Join(all[:min(lines, len(all))], "")
}

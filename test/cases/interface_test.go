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

	"github.com/google/go-cmp/cmp"

	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/crate"
)

// TestInterfaces puts the interface of every case and program into one crate, which
// must be rustfmt-clean and compile without a warning, and compares what it declares
// with what the translation defines.
func TestInterfaces(t *testing.T) {
	lab := newLab(t)
	dir := t.TempDir()
	var mods, all strings.Builder
	big := false
	found := subjects(t, lab)
	for _, name := range slices.Sorted(maps.Keys(found)) {
		s := found[name]
		if s.module.Rust == "" {
			continue
		}
		text := build.Interface(translate.Translate(s.result, translate.Options{Interface: true}))
		sameInterface(t, name, s.module.Rust, text)
		fmt.Fprintf(&mods, "pub mod %s;\n", name)
		writeFile(t, filepath.Join(dir, "src", name+".rs"), []byte(text))
		all.WriteString(text)
		big = big || s.module.UsesBig
	}
	together := &translate.Module{Name: "all_interfaces", Rust: all.String(), UsesRuntime: true, UsesBig: big}
	for path, data := range crate.Files(together, 11) {
		if path != "src/lib.rs" {
			writeFile(t, filepath.Join(dir, path), data)
		}
	}
	writeFile(t, filepath.Join(dir, "src/lib.rs"), []byte(mods.String()))
	for _, args := range [][]string{{"fmt", "--check", "--package", together.Name}, {"check", "--quiet", "--offline"}} {
		cmd := exec.CommandContext(t.Context(), "cargo", args...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "CARGO_TERM_COLOR=never", "RUSTFLAGS=-Dwarnings")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("cargo %s: %v\n%s", strings.Join(args, " "), err, head(string(out), 200))
		}
	}
}

var (
	definition  = regexp.MustCompile(`(?m)^ *pub fn ([^{]*) \{`)
	declaration = regexp.MustCompile(`(?m)^    fn ([^;]*);$`)
	publicField = regexp.MustCompile(`(?m)^    pub \w+: .*,$`)
	publicType  = regexp.MustCompile(`(?m)^pub (?:struct|enum) \w+`)
	bounds      = regexp.MustCompile(`(?m)^pub trait (\w+)Methods\w*:\s+(.*?)(?: \{.*)?$`)
	implemented = regexp.MustCompile(`(?m)^impl (\S+) for (\w+) \{`)
)

// sameInterface checks that an interface declares what a translation defines.
func sameInterface(t *testing.T, name, rust, text string) {
	t.Helper()
	text, _, _ = strings.Cut(text, "/// What the WASM module")
	if diff := cmp.Diff(heads(definition, rust), heads(declaration, text)); diff != "" {
		t.Errorf("%s: its interface has other functions:\n%s", name, diff)
	}
	for _, part := range []*regexp.Regexp{publicField, publicType} {
		if diff := cmp.Diff(part.FindAllString(rust, -1), part.FindAllString(text, -1)); diff != "" {
			t.Errorf("%s: its interface has other types:\n%s", name, diff)
		}
	}
	traits := map[string]string{}
	for _, m := range bounds.FindAllStringSubmatch(text, -1) {
		traits[m[1]] = m[2]
	}
	for _, m := range implemented.FindAllStringSubmatch(rust, -1) {
		if !slices.Contains(strings.Split(traits[m[2]], " + "), m[1]) {
			t.Errorf("%s: its interface does not say that %s implements %s", name, m[2], m[1])
		}
	}
}

// heads are the heads of functions, on one line each and without what is no part of
// a signature.
func heads(find *regexp.Regexp, text string) []string {
	var out []string
	for _, m := range find.FindAllStringSubmatch(text, -1) {
		one := strings.Join(strings.Fields(m[1]), " ")
		one = strings.NewReplacer("( ", "(", ", )", ")", "(mut ", "(", ", mut ", ", ").Replace(one)
		out = append(out, one)
	}
	slices.Sort(out)
	return out
}

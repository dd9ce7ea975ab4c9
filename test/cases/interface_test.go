package cases

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/translate"
)

// TestInterfaces puts the interface of every case and program into one crate, which
// must be rustfmt-clean and compile without a warning, and compares what it declares
// with what the translation defines.
func TestInterfaces(t *testing.T) {
	all := crateOfAll(t, "all_interfaces", func(name string, s *subject) string {
		text := build.Interface(translate.Translate(s.result, translate.Options{Interface: true}))
		sameInterface(t, name, s.module.Rust, text)
		return text
	})
	all.cargo(t, "fmt", "--check", "--package", "all_interfaces")
	all.cargo(t, "check", "--quiet", "--offline")
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

// Package crate lays a translated module out as a cargo crate that builds on its
// own, without a network: what it needs of portalis-rt is in it. Only big integers
// need crates of others, which cargo fetches.
package crate

import (
	"bytes"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"text/template"

	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/rt"
)

// MSRV is the oldest Rust that builds what we write.
const MSRV = "1.85"

// Files returns the files of the crate by their slash-separated names. It does what
// Python 3.python does: 11 is for 3.11.
func Files(m *translate.Module, python int) map[string][]byte {
	files := map[string][]byte{
		"Cargo.toml": fill(manifest, m, python),
		"README.md":  fill(readme, m, python),
		".gitignore": []byte("/target\n"),
		"src/lib.rs": []byte(m.Rust),
	}
	if m.UsesRuntime {
		addRuntime(files, m.UsesBig)
	}
	return files
}

// addRuntime adds the sources of portalis-rt, without its tests.
func addRuntime(files map[string][]byte, big bool) {
	err := fs.WalkDir(rt.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(rt.Files, name)
		if err != nil {
			return err
		}
		if name == "Cargo.toml" {
			text = rt.Manifest(big)
		}
		files[path.Join(rt.Name, name)] = text
		return nil
	})
	if err != nil {
		panic(err) // embedded files can always be read
	}
}

func fill(t *template.Template, m *translate.Module, python int) []byte {
	translated, defs := 0, m.Definitions()
	for _, d := range defs {
		if d.Complete() {
			translated++
		}
	}
	var out bytes.Buffer
	err := t.Execute(&out, map[string]any{
		"Name": m.Name, "Runtime": m.UsesRuntime, "RuntimeName": rt.Name, "MSRV": MSRV,
		"Features":  features(m, python),
		"Functions": m.Functions, "Defs": len(defs), "Translated": translated,
	})
	if err != nil {
		panic(err) // the templates are ours and take any module
	}
	return out.Bytes()
}

// features are the features of the runtime that the module needs, as TOML.
func features(m *translate.Module, python int) string {
	var needed []string
	if since := rt.Features(python); len(since) > 0 {
		needed = append(needed, strconv.Quote(since[len(since)-1])) // which has those before it
	}
	if m.UsesBig {
		needed = append(needed, `"big"`)
	}
	if strings.Contains(m.Rust, "rt::re::") {
		needed = append(needed, `"re"`)
	}
	if len(needed) == 0 {
		return ""
	}
	return "[" + strings.Join(needed, ", ") + "]"
}

var manifest = template.Must(template.New("Cargo.toml").Parse(`[package]
name = "{{.Name}}"
version = "0.1.0"
edition = "2024"
rust-version = "{{.MSRV}}"
publish = false
{{- if .Runtime}}

[dependencies]
{{.RuntimeName}} = { path = "{{.RuntimeName}}"{{if .Features}}, features = {{.Features}}{{end}} }
{{- end}}

[lib]
crate-type = ["rlib", "cdylib"]

# An integer that does not fit stops the program in every profile; it never wraps.
[profile.dev]
overflow-checks = true

[profile.release]
overflow-checks = true
opt-level = 3
lto = true
panic = "abort"
strip = true

[lints.clippy]
pedantic = { level = "warn", priority = -1 }
# Python's ints are i64 here, and Rust's lengths usize; what could be lost is checked
# where it matters.
cast_possible_truncation = "allow"
cast_possible_wrap = "allow"
cast_precision_loss = "allow"
cast_sign_loss = "allow"
# Names, literals, docs and how long a function is come from the Python source.
doc_markdown = "allow"
fn_params_excessive_bools = "allow"
many_single_char_names = "allow"
missing_errors_doc = "allow"
missing_panics_doc = "allow"
pub_underscore_fields = "allow"
similar_names = "allow"
struct_excessive_bools = "allow"
struct_field_names = "allow"
too_many_lines = "allow"
unreadable_literal = "allow"
used_underscore_binding = "allow"
# So does the order of branches, which of them say "continue" or stand behind an
# else, and a name that nobody reads.
bool_to_int_with_if = "allow"
comparison_chain = "allow"
if_not_else = "allow"
needless_continue = "allow"
no_effect_underscore_binding = "allow"
redundant_else = "allow"
single_match_else = "allow"
# Python compares floats exactly, evaluates both sides of & and |, and sorts stably.
float_cmp = "allow"
needless_bitwise_bool = "allow"
stable_sort_primitive = "allow"
# The ways out of a try or with are declared where it stands; None is ().
ignored_unit_patterns = "allow"
items_after_statements = "allow"
# A caller may well call for the effect alone, as in Python.
must_use_candidate = "allow"
return_self_not_must_use = "allow"
# How parameters are taken follows from all callers; a value is cloned in one way
# whether its name owns or borrows it, and is assigned as in Python.
assigning_clones = "allow"
implicit_clone = "allow"
needless_pass_by_value = "allow"
trivially_copy_pass_by_ref = "allow"
# A str that is made in a loop is made as in Python: formatted, then added; and a
# comprehension or lambda stays a closure.
format_collect = "allow"
format_push_string = "allow"
redundant_closure_for_method_calls = "allow"

[workspace]
`))

var readme = template.Must(template.New("README.md").Parse("# {{.Name}}\n\n" +
	"Translated from Python by Portalis: {{.Translated}} of {{.Defs}} functions.\n\n" +
	"```sh\ncargo build --release\ncargo build --release --target wasm32-wasip1\n```\n" +
	"{{range .Functions}}{{if .Translated}}\n- `{{.Signature}}`{{else}}\n- `{{.Title}}` is not translated:{{range .Refused}} {{.Code}} {{.Message}}{{end}}{{end}}{{end}}\n"))

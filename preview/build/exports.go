package build

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/translate"
)

// exported finds the functions that a harness exports.
var exported = regexp.MustCompile(`(?m)^#\[unsafe\(no_mangle\)\]\npub (.*) \{$`)

// Interface returns the interface of a module that was translated with it, and of the
// WASM module that is built of it.
func Interface(m *translate.Module) string {
	return strings.TrimLeft(m.Interface+"\n"+exports(m), "\n")
}

// exports writes the exports of the WASM module that is built of m, as a trait
// without bodies, and by which number its functions are called.
func exports(m *translate.Module) string {
	var b strings.Builder
	b.WriteString("/// What the WASM module that Portalis builds for comparisons exports, beside its memory.\n")
	b.WriteString("/// The crate itself exports nothing of its own: it is called from Rust.\n///\n")
	b.WriteString("/// Functions are called by number, their arguments and outcome being encoded in memory:\n")
	for i, f := range m.Functions {
		if f.Runs() {
			b.WriteString("/// - " + strconv.Itoa(i) + " is `" + f.RustName + "`\n")
		}
	}
	b.WriteString("pub trait WasmExports {\n")
	for _, found := range exported.FindAllStringSubmatch(harnessHead, -1) {
		b.WriteString(declaration(found[1]))
	}
	b.WriteString("}\n")
	return b.String()
}

// declaration lays a function out as rustfmt does.
func declaration(head string) string {
	if line := "    " + head + ";\n"; len(line) <= 101 {
		return line
	}
	open, end := strings.Index(head, "("), strings.LastIndex(head, ")")
	params := strings.ReplaceAll(head[open+1:end], ", ", ",\n        ")
	return "    " + head[:open+1] + "\n        " + params + ",\n    " + head[end:] + ";\n"
}

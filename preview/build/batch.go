package build

import (
	"context"
	"fmt"
	"strings"

	"github.com/portalis-dev/portalis/translate"
)

// batchShift leaves room for the functions of a module below the number of the
// module in its batch.
const batchShift = 16

// InBatch is the index to call function number index of module number module of a
// batch with.
func InBatch(module, index int) int { return module<<batchShift | index }

// Batch returns the WASM of several modules in one, with one harness: rustc starts
// once, and shares between them what it makes of the runtime. An error may be of
// any of them; Module tells which.
func (b *Builder) Batch(ctx context.Context, modules []*translate.Module, p Profile) ([]byte, error) {
	var root strings.Builder
	// The harness is the root, so that its private names are known further down.
	root.WriteString(strings.Replace(harnessHead, "use super::*;\n", "", 1))
	files := []sourceFile{{name: "lib.rs"}}
	together := &translate.Module{Name: "batch"}
	for i, m := range modules {
		together.UsesBig = together.UsesBig || m.UsesBig
		fmt.Fprintf(&root, "\n#[warn(dead_code, dropping_copy_types, unused)]\npub mod m%d;\n", i)
		name := fmt.Sprintf("m%d", i)
		var calls strings.Builder
		calls.WriteString("#![allow(dead_code, dropping_copy_types, private_interfaces, unused_imports, unused_mut, unused_variables)]\n")
		calls.WriteString("use super::*;\nuse crate::{Input, Prepared, Write, black_box, finished, returned};\n")
		writeArms(&calls, "pub ", m)
		files = append(files,
			sourceFile{name + ".rs", m.Rust + "\n#[path = \"" + name + "_calls.rs\"]\npub mod portalis_calls;\n"},
			sourceFile{name + "_calls.rs", calls.String()})
	}
	for _, f := range []struct{ name, signature, pass string }{
		{"call", callSignature, "input, out"}, {"prepare", prepareSignature, "input, times"},
	} {
		fmt.Fprintf(&root, "\n%s {\n    match function >> %d {\n", f.signature, batchShift)
		for i := range modules {
			fmt.Fprintf(&root, "        %d => m%d::portalis_calls::%s(function & 0xffff, %s),\n", i, i, f.name, f.pass)
		}
		root.WriteString("        _ => Err(\"\"),\n    }\n}\n")
	}
	files[0].text = root.String()
	return b.crate(ctx, p, together, files)
}

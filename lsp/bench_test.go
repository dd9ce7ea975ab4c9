package lsp

import (
	"fmt"
	"strings"
	"testing"

	"go.lsp.dev/protocol"
)

// BenchmarkEdit is the time from an edit in a long file, inside one function, to
// the diagnostics of the new text.
func BenchmarkEdit(b *testing.B) {
	src := longSource(b)
	e := startEditor(b, editorSetup{})
	u := fileURI("long.py")
	e.open(u, src)
	e.diagnostics(u, 1)
	version := int32(1)
	for b.Loop() { // each edit adds a finding or takes it away
		if version++; version%2 == 0 {
			e.replace(u, "return total + tally_64(words, limit - 1)", "yield total + tally_64(words, limit - 1)")
		} else {
			e.replace(u, "yield total + tally_64(words, limit - 1)", "return total + tally_64(words, limit - 1)")
		}
		await(e, protocol.MethodTextDocumentPublishDiagnostics, func(p protocol.PublishDiagnosticsParams) bool {
			got, _ := p.Version.Get()
			return p.URI == u && got == version
		})
	}
}

// BenchmarkOpen is the time from opening the same file to its first diagnostics.
func BenchmarkOpen(b *testing.B) {
	src := longSource(b)
	e := startEditor(b, editorSetup{})
	n := 0
	for b.Loop() {
		n++
		u := fileURI(fmt.Sprintf("long%d.py", n))
		e.open(u, src)
		e.diagnostics(u, 1)
	}
}

func longSource(b *testing.B) string {
	const functions = 330
	var src strings.Builder
	src.WriteString("import math\n\nSCALE = 3\n\n\n")
	for i := range functions {
		call := "len(words)"
		if i > 0 {
			call = fmt.Sprintf("tally_%d(words, limit - 1)", i/2)
		}
		fmt.Fprintf(&src, "def tally_%d(words: list[str], limit: int) -> int:\n    total = 0\n    for word in words:\n"+
			"        if len(word) > limit * SCALE:\n            total += math.floor(len(word) / 2)\n    return total + %s\n\n\n", i, call)
	}
	b.Logf("%d lines", strings.Count(src.String(), "\n"))
	return src.String()
}

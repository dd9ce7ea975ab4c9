package lsp

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// Comments and the project's configuration decide what is shown, and how loudly;
// a change of the configuration shows at once, and so do mistakes in it.
func TestSuppressionAndProjectConfiguration(t *testing.T) {
	e := startEditor(t, editorSetup{engine: newFakeEngine().engine(), capabilities: `{
		"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}`})
	e.tolerate(protocol.MethodClientRegisterCapability)
	dir := t.TempDir()
	settings := filepath.Join(dir, "portalis.toml")
	configure := func(text string) {
		if err := os.WriteFile(settings, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		e.notify(protocol.MethodWorkspaceDidChangeWatchedFiles, map[string]any{"changes": []any{map[string]any{"uri": uri.File(settings), "type": 2}}})
	}
	published := func(u uri.URI) []protocol.Diagnostic {
		return await(e, protocol.MethodTextDocumentPublishDiagnostics, func(p protocol.PublishDiagnosticsParams) bool { return p.URI == u }).Diagnostics
	}
	expect := func(u uri.URI, want ...string) {
		t.Helper()
		var got []string
		for _, d := range published(u) {
			code, _ := d.Code.(protocol.String)
			got = append(got, string(code)+" "+[]string{"", "error", "warning", "information", "hint"}[d.Severity])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", u, got, want)
		}
	}
	u := uri.File(filepath.Join(dir, "pkg", "a.py"))
	e.open(u, "def f():\n    yield 1\n    yield 2  # portalis: ignore[PT501]\n    x = 1  # portalis: ignore\n")
	expect(u, "PT501 warning", "PT801 information")
	configure("[severity]\nPT501 = 'hint'\nPT8xx = 'off'\n")
	expect(u, "PT501 hint")
	configure("[severity]\nPT501 = 'loud'\n")
	expect(uri.File(settings), " warning")
	expect(u, "PT501 warning", "PT801 information")
	configure("exclude = ['pkg/']\n")
	expect(uri.File(settings))
	expect(u)
}

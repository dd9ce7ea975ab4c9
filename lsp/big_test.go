package lsp

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/wasm"
)

// TestBigAction applies the quick fix of a function that overflowed, and looks at
// the Rust.
func TestBigAction(t *testing.T) {
	root := t.TempDir()
	e, runs := startOverflowing(t)
	u := uri.File(filepath.Join(root, "a.py"))
	const before = "def cube(n: int) -> int:\n    return n * n * n\n"
	e.open(u, before)
	e.diagnostics(u, 1)
	e.save(u)
	<-runs
	await(e, protocol.MethodTextDocumentPublishDiagnostics, func(p protocol.PublishDiagnosticsParams) bool {
		return strings.Contains(string(raw(p)), "PT702")
	})
	at := protocol.Position{Line: 0, Character: 5}
	action := titled(e, u, at, "Use big integers in cube")
	if action == nil {
		t.Fatal("there is no such action")
	}
	edit := action.Edit.Changes[u][0]
	if edit.NewText != "# portalis: int=big\n" || edit.Range.Start != (protocol.Position{}) {
		t.Errorf("the edit is %+v", edit)
	}
	e.edit(u, 0, 0, edit.NewText)
	e.diagnostics(u, 2)
	if hover := e.hover(u, "cube("); !strings.Contains(hover, "rt::BigInt") {
		t.Errorf("the hover says %s", hover)
	}
	if titled(e, u, protocol.Position{Line: 1, Character: 5}, "Use big integers in cube") != nil {
		t.Error("the action is still there")
	}
}

// TestProjectWithBigIntegers translates as the project's configuration says.
func TestProjectWithBigIntegers(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "portalis.toml"), []byte("int = \"big\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	e := startEditor(t, editorSetup{engine: realEngine()})
	u := uri.File(filepath.Join(root, "a.py"))
	e.open(u, "def cube(n: int) -> int:\n    return n * n * n\n")
	e.diagnostics(u, 1)
	if hover := e.hover(u, "cube("); !strings.Contains(hover, "rt::BigInt") {
		t.Errorf("the hover says %s", hover)
	}
}

// startOverflowing starts a server that translates in earnest, and whose
// comparisons all end with an overflow.
func startOverflowing(t *testing.T) (*editor, chan struct{}) {
	t.Helper()
	runs := make(chan struct{}, 4)
	real := realEngine()
	t.Cleanup(real.close)
	overflowing := &engine{analyze: real.analyze, translate: real.translate, tools: newFakeEngine().tools, warm: newFakeEngine().engine().warm, close: func() {}}
	overflowing.parity = func(_ context.Context, r parityRequest) (*parity.Report, error) {
		report := &parity.Report{}
		for _, name := range r.functions {
			report.Functions = append(report.Functions, parity.Function{
				Name: name, Verdict: parity.Trapped, Calls: 1, Failures: []parity.Call{{
					Args: []string{"3000000"}, Verdict: parity.Trapped, Wasm: parity.Outcome{Trap: wasm.IntegerOverflow},
				}},
			})
		}
		runs <- struct{}{}
		return report, nil
	}
	e := startEditor(t, editorSetup{engine: overflowing})
	e.tolerate(protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh, protocol.MethodProgress, protocol.MethodWindowWorkDoneProgressCreate)
	return e, runs
}

func titled(e *editor, u uri.URI, at protocol.Position, title string) *protocol.CodeAction {
	for _, a := range e.actionsAt(u, at) {
		if a.Title == title {
			return a
		}
	}
	return nil
}

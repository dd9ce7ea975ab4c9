package lsp

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// What an editor may open, the server must survive, and go on.
func TestAnyText(t *testing.T) {
	for name, text := range map[string]string{
		"empty":       "",
		"huge":        strings.Repeat("x = [1, 2, 3]\n", 5_000_000/14),
		"deep":        strings.Repeat("(", 10_000),
		"deep blocks": deepBlocks(300),
		"unclosed":    "def f():\n    return 'abc\n",
		"no UTF-8":    "x = '\xff\xfe'\n",
		"NUL":         "x = 1\x00\n",
		"CR only":     "x = 1\ry = 2\r",
		"BOM":         "\ufeffdef f(n: int):\n    return n\n",
	} {
		t.Run(name, func(t *testing.T) {
			e := startEditor(t, editorSetup{engine: realEngine()})
			e.tolerate(protocol.MethodTextDocumentPublishDiagnostics, protocol.MethodWindowWorkDoneProgressCreate,
				protocol.MethodProgress, protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh)
			u := fileURI("a.py")
			e.open(u, text)
			e.save(u)
			e.hover(u, "")
			e.hints(u)
			e.lenses(u)
			e.actions(u, "")
			e.close(u)

			after := fileURI("b.py")
			e.open(after, "def fine(n: int) -> int:\n    return n\n")
			if got := e.hover(after, "fine"); !strings.Contains(got, "pub fn fine") {
				t.Errorf("afterwards hover says %q", got)
			}
		})
	}
}

func deepBlocks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "if x:\n")
	}
	return b.String() + strings.Repeat(" ", n) + "pass\n"
}

func TestHugeFileGetsANotice(t *testing.T) {
	e := startEditor(t, editorSetup{engine: realEngine()})
	u := fileURI("a.py")
	e.open(u, strings.Repeat("x = [1, 2, 3]\n", 5_000_000/14))
	if diff := cmp.Diff([]string{"0:0 PT106"}, e.diagnostics(u, 1)); diff != "" {
		t.Error(diff)
	}
}

// The editor's text counts, not the disk's: a file that is gone is still open.
func TestFileDeletedWhileOpen(t *testing.T) {
	e := startEditor(t, editorSetup{engine: realEngine()})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics, protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh)
	dir := filepath.Join(t.TempDir(), "project")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	u := uri.File(filepath.Join(dir, "a.py"))
	e.open(u, "def half(n: int) -> int:\n    return n // 2\n")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	e.replace(u, "// 2", "// 3")
	e.save(u)
	progressEnds(e)
	if got := e.lenses(u); len(got) != 2 || !strings.Contains(got[1], "identical") {
		t.Errorf("lenses are %v", got)
	}
}

func TestOtherLanguagesAreLeftAlone(t *testing.T) {
	e := startEditor(t, editorSetup{engine: realEngine()})
	u := fileURI("a.rs")
	e.notify(protocol.MethodTextDocumentDidOpen, &protocol.DidOpenTextDocumentParams{
		TextDocument: protocol.TextDocumentItem{URI: u, LanguageID: "rust", Version: 1, Text: "fn main() {}"},
	})
	e.documents[u] = &openDocument{1, "fn main() {}"}
	if err := e.tryCall(protocol.MethodTextDocumentHover, map[string]any{
		"textDocument": map[string]any{"uri": u}, "position": protocol.Position{},
	}, nil); err == nil {
		t.Error("the server answers about a file that is not Python")
	}
}

func TestTraceIsSent(t *testing.T) {
	var log bytes.Buffer
	e := startEditor(t, editorSetup{engine: newFakeEngine().engine(), log: &log})
	e.notify(protocol.MethodSetTrace, &protocol.SetTraceParams{Value: protocol.TraceValueVerbose})
	u := fileURI("a.py")
	e.open(u, "")
	await(e, protocol.MethodLogTrace, func(p protocol.LogTraceParams) bool {
		return strings.HasPrefix(p.Message, "textDocument/didOpen took ")
	})
	e.tolerate(protocol.MethodLogTrace, protocol.MethodTextDocumentPublishDiagnostics)
}

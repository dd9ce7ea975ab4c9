package lsp

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/pins"
	"github.com/portalis-dev/portalis/preview/value"
)

func TestPin(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "pyproject.toml"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	fake := newFakeEngine()
	e := startEditor(t, editorSetup{engine: fake.engine()})
	e.tolerate(protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh)
	u := uri.File(filepath.Join(root, "a.py"))
	e.open(u, "def f():\n    return 1\n\ndef g():\n    return 2\n")
	e.diagnostics(u, 1)
	e.save(u)
	run := <-fake.runs
	if len(run.request.pins) != 0 {
		t.Errorf("there are pins already: %v", run.request.pins)
	}
	run.say(parity.Wrong, parity.Call{
		Args: []string{"-7"}, Values: []value.Value{value.OfInt(-7)}, Verdict: parity.Wrong,
		Python: parity.Outcome{Value: "-4"}, Wasm: parity.Outcome{Value: "-3"},
	})
	progressEnds(e)
	p := await(e, protocol.MethodTextDocumentPublishDiagnostics, func(p protocol.PublishDiagnosticsParams) bool { return len(p.Diagnostics) == 2 })

	pin := func() *protocol.CodeAction {
		for _, a := range e.actionsAt(u, p.Diagnostics[1].Range.Start) {
			if a.Command.Command == commandPin {
				return a
			}
		}
		return nil
	}
	action := pin()
	if action == nil || action.Title != "Pin g(-7) as a test" || *action.Kind != protocol.CodeActionKindQuickFix {
		t.Fatalf("the action is %+v", action)
	}
	for _, want := range []string{"Pinned g(-7) in ", "g(-7) is pinned already in "} {
		if err := e.execute(commandPin, nil, u, "g"); err != nil {
			t.Fatal(err)
		}
		await(e, protocol.MethodWindowShowMessage, func(p protocol.ShowMessageParams) bool { return strings.HasPrefix(p.Message, want) })
	}
	path := filepath.Join(root, ".portalis", "cases", "a.toml")
	if read, err := pins.Read(path); err != nil || len(read) != 1 || read[0].String() != "g(-7)" {
		t.Errorf("pinned is %v, %v", read, err)
	}

	// It is part of the next run, and an edit takes the action away.
	e.replace(u, "return 2", "return 3")
	e.diagnostics(u, 2)
	if action := pin(); action != nil {
		t.Errorf("the function is another now, but there is still %q", action.Title)
	}
	e.save(u)
	run = <-fake.runs
	if len(run.request.pins) != 1 || run.request.pins[0].Function != "g" {
		t.Errorf("the pins of the next run are %v", run.request.pins)
	}
	run.say(parity.Identical)
	progressEnds(e)
	if err := e.execute(commandPin, nil, u, "g"); err != nil {
		t.Fatal(err)
	}
	await(e, protocol.MethodWindowShowMessage, func(p protocol.ShowMessageParams) bool {
		return p.Message == "There is no counterexample of g to pin."
	})

	// A file of pins that cannot be read is told, and the rest goes on.
	if err := os.WriteFile(path, []byte("[[case]]\nargs = 3\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	e.replace(u, "return 3", "return 4")
	e.save(u)
	await(e, protocol.MethodWindowShowMessage, func(p protocol.ShowMessageParams) bool {
		return strings.HasPrefix(p.Message, "The pinned calls are left out: ")
	})
	run = <-fake.runs
	run.say(parity.Identical)
	progressEnds(e)
}

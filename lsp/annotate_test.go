package lsp

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.lsp.dev/protocol"
)

// The quick fix annotates the function around the cursor, the source action the
// file; a client that wants other kinds gets neither.
func TestAnnotateActions(t *testing.T) {
	e := startEditor(t, editorSetup{engine: realEngine()})
	u := fileURI("annotate.py")
	e.open(u, "def half(n):\n    return n // 2\n\n\ndef twice(é='', n=2):\n    return é * n\n\n\ndef done(n: int) -> int:\n    return n\n")
	published := await(e, protocol.MethodTextDocumentPublishDiagnostics, func(p protocol.PublishDiagnosticsParams) bool { return p.URI == u })
	ask := func(line uint32, only ...string) []string {
		at := protocol.Position{Line: line, Character: 5}
		context := map[string]any{"diagnostics": published.Diagnostics}
		if len(only) > 0 {
			context["only"] = only
		}
		var answer []protocol.CodeAction
		e.call(protocol.MethodTextDocumentCodeAction, map[string]any{
			"textDocument": map[string]any{"uri": u}, "range": protocol.Range{Start: at, End: at}, "context": context,
		}, &answer)
		var all []string
		for _, a := range answer {
			if a.Edit == nil || strings.HasPrefix(a.Title, "Ignore ") {
				continue
			}
			all = append(all, fmt.Sprintf("%s [%s] fixes %d", a.Title, *a.Kind, len(a.Diagnostics)))
			for _, c := range a.Edit.Changes[u] {
				all = append(all, fmt.Sprintf("%d:%d-%d %q", c.Range.Start.Line, c.Range.Start.Character, c.Range.End.Character, c.NewText))
			}
		}
		return all
	}
	half := []string{`0:10-10 ": int"`, `0:11-11 " -> int"`}
	twice := []string{`4:11-12 ": str = "`, `4:17-18 ": int = "`, `4:20-20 " -> str"`}
	quick, other := []string{"Add inferred annotations [quickfix] fixes 1"}, []string{"Add inferred annotations [quickfix] fixes 0"}
	file := []string{"Add inferred annotations to this file [source.portalis.annotate] fixes 0"}
	both := append(append(append([]string{}, file...), half...), twice...)
	for _, test := range []struct {
		line uint32
		only []string
		want []string
	}{
		{0, nil, append(append(append([]string{}, quick...), half...), both...)},
		{4, []string{"quickfix"}, append(append([]string{}, other...), twice...)},
		{4, []string{"source"}, both},
		{8, []string{"quickfix"}, nil},
		{8, []string{"refactor"}, nil},
	} {
		if diff := cmp.Diff(test.want, ask(test.line, test.only...)); diff != "" {
			t.Errorf("line %d, only %v: %s", test.line, test.only, diff)
		}
	}
}

package lsp

import (
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"go.lsp.dev/protocol"
)

// Each finding of a source can be ignored by the comment that is offered, which
// suppresses it and nothing else, and changes nothing but comments.
func TestIgnore(t *testing.T) {
	for name, src := range map[string]string{
		"end of line":     "def f(x: int) -> int:\n    return eval(\"x\")\n",
		"no room":         "def f(x: int) -> int:\n    return eval(\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\")\n",
		"in brackets":     "def f(x: int) -> int:\n    return (\n        eval(\"x\")\n    )\n",
		"in a string":     "def f(x: int) -> str:\n    return f\"\"\"\n    {eval('x')}\n    \"\"\"\n",
		"continued":       "def f(x: int) -> int:\n    return 1 + \\\n        eval(\"x\")\n",
		"has a comment":   "def f(x: int) -> int:\n    return eval(\"x\")  # noqa\n",
		"ignores another": "def f(x: int) -> int:\n    return eval(\"x\")  # portalis: ignore[PT999, PT301]\n",
		"several":         "def f(x: int) -> int:\n    a = eval(\"x\"); return exec(\"y\") or a\n",
		"long head":       "def f(\n    x: int = eval(\"3\"),\n    y: int = 4,\n) -> int:\n    return x\n",
		"decorated":       "@unknown(3)\ndef f(x: int) -> int:\n    return x\n",
		"windows":         "def f(x: int) -> int:\r\n    return (1 +\r\n        eval(\"x\"))\r\n",
		"tabs":            "def f(x: int) -> int:\n\tif x:\n\t\treturn (\n\t\t\teval(\"x\"))\n\treturn 1\n",
		"no line end":     "def f(x): return eval(x)",
	} {
		t.Run(name, func(t *testing.T) {
			before := analysis.Analyze("a.py", []byte(src))
			for _, f := range before.Findings {
				if !compat.Ignorable(f.Code) {
					continue
				}
				edit := compat.Ignore(before.Module, before.Lines, f)
				edited := src[:edit.Offset] + edit.Text + src[edit.Offset:]
				after := analysis.Analyze("a.py", []byte(edited))
				if len(after.Findings) != len(before.Findings) {
					t.Errorf("%s: there are %d findings now, there were %d:\n%s", f.Code, len(after.Findings), len(before.Findings), edited)
				}
				report := compat.NewReport(after.Module, after.Lines, after.Findings, nil)
				suppressed := 0
				for _, s := range report.Suppressed {
					if s.Code == f.Code && s.Message == f.Message {
						suppressed++
					}
				}
				if suppressed == 0 {
					t.Errorf("%s is not suppressed:\n%s", f.Code, edited)
				}
				for _, s := range report.Shown {
					if strings.HasPrefix(s.Code, "PT8") && !strings.Contains(src, "PT999") {
						t.Errorf("%s: %s: %s in\n%s", f.Code, s.Code, s.Message, edited)
					}
				}
			}
			if len(before.Findings) == 0 {
				t.Error("there is nothing to ignore")
			}
		})
	}
}

func TestIgnoreAction(t *testing.T) {
	e := startEditor(t, editorSetup{engine: realEngine()})
	u := fileURI("ignore.py")
	e.open(u, "def f(x: int) -> int:\n    return eval(\"x\")\n")
	p := await(e, protocol.MethodTextDocumentPublishDiagnostics, func(p protocol.PublishDiagnosticsParams) bool { return p.URI == u })
	ask := func(found []protocol.Diagnostic) []protocol.CodeAction {
		var answer []protocol.CodeAction
		e.call(protocol.MethodTextDocumentCodeAction, map[string]any{
			"textDocument": map[string]any{"uri": u}, "range": found[0].Range,
			"context": map[string]any{"diagnostics": found, "only": []string{"quickfix"}},
		}, &answer)
		return answer
	}
	actions := ask(p.Diagnostics)
	if len(actions) != 1 || actions[0].Title != "Ignore PT516 here" || len(actions[0].Diagnostics) != 1 {
		t.Fatalf("the actions are %+v", actions)
	}
	edit := actions[0].Edit.Changes[u][0]
	if edit.NewText != "  # portalis: ignore[PT516]" || edit.Range.Start != (protocol.Position{Line: 1, Character: 20}) {
		t.Errorf("the edit is %+v", edit)
	}
	// A diagnostic that is no longer there has no action.
	e.replace(u, "eval(\"x\")", "x")
	if actions := ask(p.Diagnostics); len(actions) != 0 {
		t.Errorf("for a finding that is gone: %+v", actions)
	}
	e.diagnostics(u, 2)
}

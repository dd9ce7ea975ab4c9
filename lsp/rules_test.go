package lsp

import (
	"slices"
	"strings"
	"testing"

	"go.lsp.dev/protocol"

	"github.com/portalis-dev/portalis/analysis/compat"
)

// Each rule that the source alone decides is shown in its example: as a diagnostic
// that says how loud it is and where it is explained, and explained on hover. The
// examples are the catalogue's, whose own tests see to it that they are still good.
func TestRulesAreShown(t *testing.T) {
	imagined := []string{"PT103", "PT106"} // whose examples are too short to break the rule
	for _, rule := range compat.Catalogue {
		if strings.HasPrefix(rule.Code, "PT7") || strings.HasPrefix(rule.Code, "PT9") || slices.Contains(imagined, rule.Code) {
			continue
		}
		t.Run(rule.Code, func(t *testing.T) {
			t.Parallel()
			e := startEditor(t, editorSetup{engine: newScriptedParity(t, "").engine()})
			e.tolerate(protocol.MethodTextDocumentPublishDiagnostics)
			u := fileURI("a.py")
			e.open(u, rule.Example+"\n")
			var report protocol.RelatedFullDocumentDiagnosticReport
			e.call(protocol.MethodTextDocumentDiagnostic, map[string]any{"textDocument": map[string]any{"uri": u}}, &report)
			for _, d := range report.Items {
				if d.Code != protocol.String(rule.Code) {
					continue
				}
				if page := d.CodeDescription.Href.String(); !strings.HasSuffix(page, "#"+anchor(rule.Code)) {
					t.Errorf("it is explained at %s", page)
				}
				if d.Severity == 0 || d.Message == protocol.String("") || d.Range.Start == d.Range.End {
					t.Errorf("it is shown as %+v", d)
				}
				if hover := e.hoverAt(u, d.Range.Start); !strings.Contains(hover, rule.Title) {
					t.Errorf("hovering says %q", hover)
				}
				return
			}
			t.Errorf("it is not shown in\n%s\nbut %v", rule.Example, short(report.Items))
		})
	}
}

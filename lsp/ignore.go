package lsp

import (
	"fmt"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/analysis/compat"
)

// ignoreActions offer to suppress findings by a comment: those that the client
// says its actions are for, as far as they are still there.
func (s *server) ignoreActions(doc *document, snap *snapshot, found []protocol.Diagnostic) []*protocol.CodeAction {
	if len(found) == 0 {
		return nil
	}
	c := s.converter(snap)
	var actions []*protocol.CodeAction
	for _, f := range s.findings(doc, snap) {
		if !compat.Ignorable(f.Code) {
			continue
		}
		for _, d := range found {
			code, _ := d.Code.(protocol.String)
			if string(code) != f.Code || d.Range != c.span(f.Range) {
				continue
			}
			actions = append(actions, c.ignoreAction(f, d))
			break
		}
	}
	return actions
}

func (c converter) ignoreAction(f compat.Finding, d protocol.Diagnostic) *protocol.CodeAction {
	a := c.snap.analysis()
	insertion := compat.Ignore(a.Module, a.Lines, f)
	at := c.position(insertion.Offset)
	kind := protocol.CodeActionKindQuickFix
	return &protocol.CodeAction{
		Title: fmt.Sprintf("Ignore %s here", f.Code), Kind: &kind, Diagnostics: []protocol.Diagnostic{d},
		Edit: &protocol.WorkspaceEdit{Changes: map[uri.URI][]protocol.TextEdit{
			c.snap.uri: {{Range: protocol.Range{Start: at, End: at}, NewText: insertion.Text}},
		}},
	}
}

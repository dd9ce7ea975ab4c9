package lsp

import (
	"context"
	"fmt"

	"go.lsp.dev/protocol"

	"github.com/portalis-dev/portalis/lsp/text"
)

// didChange handles textDocument/didChange: the edits are applied one on top of
// the other and make one new snapshot.
func (s *server) didChange(_ context.Context, params *protocol.DidChangeTextDocumentParams) error {
	doc, old, err := s.find(params.TextDocument.URI)
	if err != nil {
		return err
	}
	enc := s.encoding()
	now, edits := old.text, []text.Edit(nil)
	for _, change := range params.ContentChanges {
		var edit text.Edit
		switch change := change.(type) {
		case *protocol.TextDocumentContentChangePartial:
			now, edit = now.Replace(fromRange(change.Range), enc, change.Text)
		case *protocol.TextDocumentContentChangeWholeDocument:
			edit = text.Edit{OldEnd: now.Len(), NewEnd: len(change.Text)}
			now = text.New([]byte(change.Text))
		default:
			return fmt.Errorf("unknown kind of change %T", change)
		}
		edits = append(edits, edit)
	}
	s.use(doc, &snapshot{
		uri: old.uri, path: old.path, version: params.TextDocument.Version, text: now, edits: edits,
	})
	return nil
}

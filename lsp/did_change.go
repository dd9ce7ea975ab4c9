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
	enc := s.can().encoding
	now := old.text
	for _, change := range params.ContentChanges {
		switch change := change.(type) {
		case *protocol.TextDocumentContentChangePartial:
			now = now.Replace(fromRange(change.Range), enc, change.Text)
		case *protocol.TextDocumentContentChangeWholeDocument:
			now = text.New([]byte(change.Text))
		default:
			return fmt.Errorf("unknown kind of change %T", change)
		}
	}
	s.use(doc, old, &snapshot{
		uri: old.uri, path: old.path, version: params.TextDocument.Version, text: now,
	})
	return nil
}

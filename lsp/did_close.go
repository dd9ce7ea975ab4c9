package lsp

import (
	"context"

	"go.lsp.dev/protocol"
)

// didClose handles textDocument/didClose: all work for the document ends and its
// diagnostics go.
func (s *server) didClose(_ context.Context, params *protocol.DidCloseTextDocumentParams) error {
	doc, snap, err := s.find(params.TextDocument.URI)
	if err != nil {
		return err
	}
	s.mu.Lock()
	delete(s.documents, doc.uri)
	s.mu.Unlock()
	s.drop(doc)
	s.retract(doc)
	s.tellStatus() // what did not agree there is not counted any more
	if s.engine.links != nil {
		s.goBackground(func() { s.engine.links.close(snap.path) })
	}
	return nil
}

package lsp

import (
	"context"

	"go.lsp.dev/protocol"
)

// didSave handles textDocument/didSave: what was saved is compared with Python,
// if the user lets it.
func (s *server) didSave(_ context.Context, params *protocol.DidSaveTextDocumentParams) error {
	doc, snap, err := s.find(params.TextDocument.URI)
	if err != nil {
		return err
	}
	if set := s.settingsOf(doc.uri); set.ParityOnSave && set.Trusted {
		s.startParity(doc, snap, parityJob{})
	}
	return nil
}

package lsp

import (
	"context"
	"strings"

	"go.lsp.dev/protocol"
)

// didOpen handles textDocument/didOpen. Only Python is ours; an editor that
// attaches us to other files gets no answer about them.
func (s *server) didOpen(_ context.Context, params *protocol.DidOpenTextDocumentParams) error {
	item := params.TextDocument
	if item.LanguageID != "python" && !strings.HasSuffix(item.URI.Path(), ".py") {
		return nil
	}
	s.open(item.URI, item.Version, []byte(item.Text))
	return nil
}

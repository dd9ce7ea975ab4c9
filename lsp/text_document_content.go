package lsp

import (
	"context"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// textDocumentContent handles workspace/textDocumentContent, which is how a
// client reads the virtual document of a preview.
func (s *server) textDocumentContent(_ context.Context, params *protocol.TextDocumentContentParams) (func(context.Context) (*protocol.TextDocumentContentResult, error), error) {
	source, function, err := previewSource(params.URI)
	if err != nil {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%v", err)
	}
	doc, _, err := s.find(source)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	doc.previews.showContent(function) // now, so that no edit that follows goes untold
	s.mu.Unlock()
	return func(ctx context.Context) (*protocol.TextDocumentContentResult, error) {
		snap, err := s.newest(ctx, doc)
		if err != nil {
			return nil, err
		}
		p, err := render(snap, function)
		if err == nil {
			err = s.look(doc, snap)
		}
		if err != nil {
			return nil, err
		}
		return &protocol.TextDocumentContentResult{Text: p.text}, nil
	}, nil
}

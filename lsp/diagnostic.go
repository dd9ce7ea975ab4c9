package lsp

import (
	"context"

	"go.lsp.dev/protocol"
)

// diagnostic handles textDocument/diagnostic.
func (s *server) diagnostic(_ context.Context, params *protocol.DocumentDiagnosticParams) (func(context.Context) (protocol.DocumentDiagnosticReport, error), error) {
	doc, snap, err := s.find(params.TextDocument.URI)
	previous := params.PreviousResultID
	return func(ctx context.Context) (protocol.DocumentDiagnosticReport, error) {
		full := &protocol.RelatedFullDocumentDiagnosticReport{}
		full.Kind, full.Items = "full", []protocol.Diagnostic{}
		if err != nil { // closed since: there is nothing to say about it
			return full, nil
		}
		if err := s.ready(ctx, doc, snap); err != nil {
			return nil, err
		}
		list, hash := s.diagnostics(doc, snap)
		if previous != nil && *previous == hash {
			same := &protocol.RelatedUnchangedDocumentDiagnosticReport{}
			same.Kind, same.ResultID = "unchanged", hash
			return same, nil
		}
		full.Items, full.ResultID = list, &hash
		return full, nil
	}, nil
}

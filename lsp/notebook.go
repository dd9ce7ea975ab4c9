package lsp

import (
	"context"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// Cells of notebooks are not ours: each is a piece of a program whose rest is in
// other cells, which is nothing that could become Rust. Editors that ask about them
// all the same, since they are Python, get empty answers and no errors.
func isCell(u uri.URI) bool {
	return u.Scheme() == "vscode-notebook-cell"
}

// unlessCell handles a request, but for cells, of which there is nothing to say.
func unlessCell[P, R any](uriOf func(*P) uri.URI, handle func(context.Context, *P) (func(context.Context) (R, error), error)) func(context.Context, *P) (func(context.Context) (R, error), error) {
	return func(ctx context.Context, params *P) (func(context.Context) (R, error), error) {
		if isCell(uriOf(params)) {
			return func(context.Context) (nothing R, err error) { return nothing, nil }, nil
		}
		return handle(ctx, params)
	}
}

// unlessCellChanges handles a notification, but for cells.
func unlessCellChanges[P any](uriOf func(*P) uri.URI, handle func(context.Context, *P) error) func(context.Context, *P) error {
	return func(ctx context.Context, params *P) error {
		if isCell(uriOf(params)) {
			return nil
		}
		return handle(ctx, params)
	}
}

// What the parameters of requests and notifications are about.
func ofActions(p *protocol.CodeActionParams) uri.URI           { return p.TextDocument.URI }
func ofLenses(p *protocol.CodeLensParams) uri.URI              { return p.TextDocument.URI }
func ofHints(p *protocol.InlayHintParams) uri.URI              { return p.TextDocument.URI }
func ofHover(p *protocol.HoverParams) uri.URI                  { return p.TextDocument.URI }
func ofOpen(p *protocol.DidOpenTextDocumentParams) uri.URI     { return p.TextDocument.URI }
func ofChange(p *protocol.DidChangeTextDocumentParams) uri.URI { return p.TextDocument.URI }
func ofSave(p *protocol.DidSaveTextDocumentParams) uri.URI     { return p.TextDocument.URI }
func ofClose(p *protocol.DidCloseTextDocumentParams) uri.URI   { return p.TextDocument.URI }

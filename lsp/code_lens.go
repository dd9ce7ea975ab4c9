package lsp

import (
	"context"

	"go.lsp.dev/protocol"

	"github.com/portalis-dev/portalis/translate"
)

// codeLens handles textDocument/codeLens: above each function a lens that opens
// its Rust, or says why there is none, and one with the verdict.
//
// The lenses come with their commands. All that they show is known from the
// analysis that ran when the text changed, so resolving them one by one would
// only cost more messages.
func (s *server) codeLens(_ context.Context, params *protocol.CodeLensParams) (func(context.Context) ([]protocol.CodeLens, error), error) {
	doc, snap, err := s.find(params.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	can := s.can()
	return func(ctx context.Context) ([]protocol.CodeLens, error) {
		if err := s.ready(ctx, doc, snap); err != nil {
			return nil, err
		}
		c := s.converter(snap)
		lenses := []protocol.CodeLens{}
		hinted := false
		for _, f := range snap.module().Functions {
			add := func(command protocol.Command) {
				lenses = append(lenses, protocol.CodeLens{Range: c.span(f.NameRange), Command: command})
			}
			if !f.Translated() {
				add(explain(snap, f))
				continue
			}
			add(can.showRustOf(snap, f))
			if v, ok := s.verdictOf(doc, snap, f); ok {
				add(runParityOf(snap, f, "parity "+v.title()))
			} else if hint := s.parityHint(); hint != "" && !hinted {
				hinted = true // once is enough
				add(runParityOf(snap, f, hint))
			}
		}
		return lenses, nil
	}, nil
}

// explain is the lens of a refused function.
func explain(snap *snapshot, f *translate.Function) protocol.Command {
	return protocol.Command{
		Title:     "stays Python: " + refusal(f),
		Command:   commandExplain,
		Arguments: []protocol.LSPAny{raw(snap.uri), raw(f.Name)},
	}
}

func runParityOf(snap *snapshot, f *translate.Function, title string) protocol.Command {
	return protocol.Command{
		Title:     title,
		Command:   commandRunParity,
		Arguments: []protocol.LSPAny{raw(snap.uri), raw(f.Name)},
	}
}

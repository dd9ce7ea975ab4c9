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
		for _, d := range snap.module().Definitions() {
			add := func(command protocol.Command) {
				lenses = append(lenses, protocol.CodeLens{Range: c.span(d.NameRange()), Command: command})
			}
			if len(d.Translated()) > 0 {
				add(can.showRustOf(snap, d))
				if v, ok := s.verdictOf(doc, snap, d); ok {
					add(runParityOf(snap, d, "parity "+v.title()))
				} else if hint := s.parityHint(); hint != "" && !hinted {
					hinted = true // once is enough
					add(runParityOf(snap, d, hint))
				}
			}
			if !d.Complete() {
				add(explain(snap, d))
			}
		}
		return lenses, nil
	}, nil
}

// explain is the lens of a function that is refused, for some of its calls at least.
func explain(snap *snapshot, d translate.Definition) protocol.Command {
	stays := "stays Python: "
	if len(d.Translated()) > 0 {
		stays = "partly stays Python: "
	}
	return protocol.Command{
		Title:     stays + refusal(d),
		Command:   commandExplain,
		Arguments: []protocol.LSPAny{raw(snap.uri), raw(d.Name())},
	}
}

func runParityOf(snap *snapshot, d translate.Definition, title string) protocol.Command {
	return protocol.Command{
		Title:     title,
		Command:   commandRunParity,
		Arguments: []protocol.LSPAny{raw(snap.uri), raw(d.Name())},
	}
}

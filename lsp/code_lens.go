package lsp

import (
	"context"
	"encoding/json"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/portalis-dev/portalis/translate"
)

// codeLens handles textDocument/codeLens: above each function a lens that opens
// its Rust, or says why there is none, and one with the verdict. A client that can
// ask for the commands of those that it shows gets them then.
func (s *server) codeLens(_ context.Context, params *protocol.CodeLensParams) (func(context.Context) ([]protocol.CodeLens, error), error) {
	doc, snap, err := s.find(params.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	lazy := s.can().resolveLens
	return func(ctx context.Context) ([]protocol.CodeLens, error) {
		if err := s.ready(ctx, doc, snap); err != nil {
			return nil, err
		}
		lenses := s.lenses(doc, snap)
		if lazy {
			for i := range lenses {
				lenses[i].Data = raw(lensData{resolvable{snap.uri, snap.version, lenses[i].Range.Start}, i})
				lenses[i].Command = protocol.Command{}
			}
		}
		return lenses, nil
	}, nil
}

// lensData is what a lens needs for its command.
type lensData struct {
	resolvable
	Index int `json:"index"` // among those of the document
}

// codeLensResolve handles codeLens/resolve.
func (s *server) codeLensResolve(_ context.Context, params *protocol.CodeLens) (func(context.Context) (*protocol.CodeLens, error), error) {
	if params.Data == nil { // it is complete, and some clients ask all the same
		whole := *params
		return func(context.Context) (*protocol.CodeLens, error) { return &whole, nil }, nil
	}
	_, doc, snap, err := s.toResolve(params.Data)
	if err != nil {
		return nil, err
	}
	var data lensData
	if err := json.Unmarshal(params.Data, &data); err != nil {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%v", err)
	}
	lens := *params
	return func(ctx context.Context) (*protocol.CodeLens, error) {
		if err := s.ready(ctx, doc, snap); err != nil {
			return nil, err
		}
		all := s.lenses(doc, snap)
		if data.Index < 0 || data.Index >= len(all) || all[data.Index].Range != lens.Range {
			return nil, protocol.ErrContentModified // there is a verdict more or less by now
		}
		lens.Command = all[data.Index].Command
		return &lens, nil
	}, nil
}

// lenses are all lenses of a document, with their commands.
func (s *server) lenses(doc *document, snap *snapshot) []protocol.CodeLens {
	c, can := s.converter(snap), s.can()
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
			} else if hint := s.parityHint(doc); hint != "" && !hinted {
				hinted = true // once is enough
				add(runParityOf(snap, d, hint))
			}
		}
		if !d.Complete() {
			add(explain(snap, d))
		}
	}
	return lenses
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

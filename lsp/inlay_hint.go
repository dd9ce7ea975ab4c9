package lsp

import (
	"context"

	"go.lsp.dev/protocol"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// inlayHint handles textDocument/inlayHint: the types that were inferred where
// nothing is annotated, as Python annotations that a click inserts, and the
// verdict at the end of the def line.
func (s *server) inlayHint(_ context.Context, params *protocol.InlayHintParams) (func(context.Context) ([]protocol.InlayHint, error), error) {
	doc, snap, err := s.find(params.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	wanted := s.settings.InlayHints
	s.mu.Unlock()
	span := params.Range
	return func(ctx context.Context) ([]protocol.InlayHint, error) {
		hints := []protocol.InlayHint{}
		if !wanted {
			return hints, nil
		}
		if err := s.ready(ctx, doc, snap); err != nil {
			return nil, err
		}
		c := s.converter(snap)
		visible := syntax.Range{Start: c.offset(span.Start), End: c.offset(span.End)}
		for _, f := range snap.analysis().Info.Funcs {
			if f.Def.Start <= visible.End && visible.Start <= f.Def.End {
				hints = append(hints, c.typeHints(f)...)
			}
		}
		for _, v := range s.verdictsOf(doc, snap) {
			if visible.Contains(v.of.NameRange.Start) {
				hints = append(hints, c.verdictHint(v))
			}
		}
		return hints, nil
	}, nil
}

// typeHints are those of one function: its parameters and its result.
func (c converter) typeHints(f *types.Function) []protocol.InlayHint {
	var hints []protocol.InlayHint
	for i, v := range f.Params[:len(f.Params)-len(f.Captures)] {
		param := f.Def.Params.List[i]
		if param.Annotation == nil && known(v.Type) {
			hints = append(hints, c.annotation(param.NameRange.End, ": "+v.Type.String()))
		}
	}
	if end, ok := c.resultPlace(f.Def); ok && f.Def.Returns == nil && known(f.Result) {
		hints = append(hints, c.annotation(end, " -> "+f.Result.String()))
	}
	return hints
}

// annotation is a hint that becomes part of the source when it is accepted.
func (c converter) annotation(offset int, label string) protocol.InlayHint {
	at := c.position(offset)
	return protocol.InlayHint{
		Position:  at,
		Label:     protocol.String(label),
		Kind:      protocol.InlayHintKindType,
		TextEdits: []protocol.TextEdit{{Range: protocol.Range{Start: at, End: at}, NewText: label}},
	}
}

// verdictHint stands after the line with the function's name.
func (c converter) verdictHint(v verdict) protocol.InlayHint {
	return protocol.InlayHint{
		Position:    c.position(c.snap.text.LineEnd(v.of.NameRange.Start)),
		Label:       protocol.String(v.mark() + " " + v.title()),
		PaddingLeft: ptr(true),
		Tooltip:     &protocol.MarkupContent{Kind: protocol.MarkupKindMarkdown, Value: v.markdown()},
	}
}

// resultPlace finds where a return annotation would stand: after the closing
// parenthesis of the parameters.
func (c converter) resultPlace(def *syntax.FunctionDef) (int, bool) {
	source := c.snap.text.Bytes()
	end := def.Params.End
	if end > 0 && end <= len(source) && source[end-1] == ')' {
		return end, true
	}
	return 0, false
}

// known reports whether a type says something worth showing: it can be written
// as an annotation and no part of it is unknown.
func known(t types.Type) bool {
	switch t := t.(type) {
	case types.Basic:
		return t != types.Never
	case types.List:
		return known(t.Elem)
	case types.Set:
		return known(t.Elem)
	case types.VarTuple:
		return known(t.Elem)
	case types.Dict:
		return known(t.Key) && known(t.Value)
	case types.Tuple:
		for _, elem := range t.Elems {
			if !known(elem) {
				return false
			}
		}
		return true
	case types.Optional:
		return known(t.Elem)
	}
	return false
}

package lsp

import (
	"context"
	"slices"
	"strings"

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
	wanted := s.settingsOf(doc.uri).InlayHints
	span, lazy := params.Range, s.can().resolveHints
	return func(ctx context.Context) ([]protocol.InlayHint, error) {
		if !wanted {
			return []protocol.InlayHint{}, nil
		}
		if err := s.ready(ctx, doc, snap); err != nil {
			return nil, err
		}
		hints := s.hints(doc, snap, span)
		if lazy {
			for i, h := range hints {
				if h.Tooltip != nil || h.TextEdits != nil {
					hints[i].Data = raw(resolvable{snap.uri, snap.version, h.Position})
					hints[i].Tooltip, hints[i].TextEdits = nil, nil
				}
			}
		}
		return hints, nil
	}, nil
}

// inlayHintResolve handles inlayHint/resolve: it adds the tooltip, and the edits that
// accept the hint.
func (s *server) inlayHintResolve(_ context.Context, params *protocol.InlayHint) (func(context.Context) (*protocol.InlayHint, error), error) {
	if params.Data == nil { // it is complete, and some clients ask all the same
		whole := *params
		return func(context.Context) (*protocol.InlayHint, error) { return &whole, nil }, nil
	}
	r, doc, snap, err := s.toResolve(params.Data)
	if err != nil {
		return nil, err
	}
	hint := *params
	return func(ctx context.Context) (*protocol.InlayHint, error) {
		if err := s.ready(ctx, doc, snap); err != nil {
			return nil, err
		}
		line := protocol.Range{Start: protocol.Position{Line: r.Position.Line}, End: protocol.Position{Line: r.Position.Line + 1}}
		for _, h := range s.hints(doc, snap, line) {
			if h.Position == hint.Position && h.Label == hint.Label {
				hint.Tooltip, hint.TextEdits = h.Tooltip, h.TextEdits
				return &hint, nil
			}
		}
		return nil, protocol.ErrContentModified // the verdict is another by now
	}, nil
}

// hints are those of a part of a document, complete.
func (s *server) hints(doc *document, snap *snapshot, span protocol.Range) []protocol.InlayHint {
	hints := []protocol.InlayHint{}
	c := s.converter(snap)
	visible := syntax.Range{Start: c.offset(span.Start), End: c.offset(span.End)}
	for _, same := range byDef(snap.analysis().Info.Funcs) {
		if def := same[0].Def; def.Start <= visible.End && visible.Start <= def.End {
			hints = append(hints, c.typeHints(same)...)
		}
	}
	for _, v := range s.verdictsOf(doc, snap) {
		if visible.Contains(v.of.NameRange().Start) {
			hints = append(hints, c.verdictHint(v))
		}
	}
	return hints
}

// byDef puts the functions that have one def together, in source order.
func byDef(functions []*types.Function) [][]*types.Function {
	var all [][]*types.Function
	at := map[syntax.Range]int{}
	for _, f := range functions {
		if f.Made || f.Replaced { // whose types are not those of the def as it is written
			continue
		}
		i, seen := at[f.Def.NameRange]
		if !seen {
			i = len(all)
			at[f.Def.NameRange] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], f)
	}
	return all
}

// typeHints are those of one def: its parameters and its result.
func (c converter) typeHints(same []*types.Function) []protocol.InlayHint {
	var hints []protocol.InlayHint
	f := same[0]
	for i := range f.Params[:len(f.Params)-len(f.Captures)] {
		var all []types.Type
		for _, f := range same {
			all = append(all, f.Params[i].Type)
		}
		if param := f.Def.Params.List[i]; param.Annotation == nil {
			hints = append(hints, c.annotation(param.NameRange.End, ": ", all)...)
		}
	}
	var results []types.Type
	for _, f := range same {
		results = append(results, f.Result)
	}
	if end, ok := c.resultPlace(f.Def); ok && f.Def.Returns == nil {
		hints = append(hints, c.annotation(end, " -> ", results)...)
	}
	return hints
}

// annotation is the hint at what has the given types, all of which are known. It
// becomes part of the source when it is accepted, if there is one type: an
// annotation with several would make one function of what are several now.
func (c converter) annotation(offset int, before string, all []types.Type) []protocol.InlayHint {
	var names []string
	for _, t := range all {
		if !known(t) {
			return nil
		}
		if name := t.String(); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	at := c.position(offset)
	hint := protocol.InlayHint{
		Position: at,
		Label:    protocol.String(before + strings.Join(names, " | ")),
		Kind:     protocol.InlayHintKindType,
	}
	if len(names) == 1 {
		hint.TextEdits = []protocol.TextEdit{{Range: protocol.Range{Start: at, End: at}, NewText: before + names[0]}}
	}
	return []protocol.InlayHint{hint}
}

// verdictHint stands after the line with the function's name.
func (c converter) verdictHint(v verdict) protocol.InlayHint {
	return protocol.InlayHint{
		Position:    c.position(c.snap.text.LineEnd(v.of.NameRange().Start)),
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
	switch t.(type) {
	case types.Basic:
		return t != types.Type(types.Never)
	case types.List, types.Set, types.VarTuple, types.Dict, types.Tuple, types.Optional:
		return !slices.ContainsFunc(types.Parts(t), func(part types.Type) bool { return !known(part) })
	}
	return false
}

package lsp

import (
	"path/filepath"
	"slices"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/analysis/annotate"
	"github.com/portalis-dev/portalis/analysis/config"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// The kinds of the actions that write inferred annotations: for a function as the
// fix of a finding, for a file as a source action.
const (
	kindAnnotateFunction = protocol.CodeActionKindQuickFix
	kindAnnotateModule   = protocol.CodeActionKind("source.portalis.annotate")
)

const annotateTitle = "Add inferred annotations"

// annotations are the changes that annotate a whole file.
func (s *snapshot) annotations() []annotate.Edit {
	return annotate.Edits(s.analysis(), annotate.Options{Python: s.python()})
}

// python is the oldest Python 3 that the document is for.
func (s *snapshot) python() int {
	if !s.uri.IsFile() {
		return 0
	}
	c, _ := config.Find(filepath.Dir(s.path))
	return c.Python
}

// annotateFunction is the action for the function around a place; nil when all of
// it is annotated, or nothing is known.
func (c converter) annotateFunction(offset int, found []protocol.Diagnostic) *protocol.CodeAction {
	within := func(r syntax.Range) bool { return r.Contains(offset) }
	var defs []syntax.Range
	wanted := false
	for _, fn := range c.snap.analysis().Info.Funcs {
		if !within(fn.Def.Range) {
			continue
		}
		defs = append(defs, fn.Def.Range)
		for _, e := range c.snap.edits() {
			wanted = wanted || fn.Def.Start <= e.Start && e.End <= fn.Def.End
		}
	}
	if !wanted {
		return nil
	}
	edits := annotate.Edits(c.snap.analysis(), annotate.Options{
		Python: c.snap.python(),
		Only:   func(fn *types.Function) bool { return within(fn.Def.Range) },
	})
	action := c.annotateAction(kindAnnotateFunction, annotateTitle, edits)
	for _, d := range found {
		code, _ := d.Code.(protocol.String)
		inside := slices.ContainsFunc(defs, func(r syntax.Range) bool { return r.Contains(c.offset(d.Range.Start)) })
		if action != nil && inside && (code == "PT207" || code == "PT201") {
			action.Diagnostics = append(action.Diagnostics, d)
		}
	}
	return action
}

// annotateModule is the action for the whole file, or nil.
func (c converter) annotateModule() *protocol.CodeAction {
	return c.annotateAction(kindAnnotateModule, annotateTitle+" to this file", c.snap.edits())
}

func (c converter) annotateAction(kind protocol.CodeActionKind, title string, edits []annotate.Edit) *protocol.CodeAction {
	if len(edits) == 0 {
		return nil
	}
	var changes []protocol.TextEdit
	for _, e := range edits {
		changes = append(changes, protocol.TextEdit{Range: c.span(e.Range), NewText: e.Text})
	}
	return &protocol.CodeAction{
		Title: title, Kind: &kind,
		Edit: &protocol.WorkspaceEdit{Changes: map[uri.URI][]protocol.TextEdit{c.snap.uri: changes}},
	}
}

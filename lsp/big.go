package lsp

import (
	"bytes"
	"fmt"
	"path/filepath"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/analysis/config"
	"github.com/portalis-dev/portalis/translate"
)

// bigComment asks for big integers in the function below it.
const bigComment = "# portalis: int=big"

// options are those that the project of a snapshot is translated with.
func (s *snapshot) options() translate.Options {
	if !s.uri.IsFile() {
		return translate.Options{}
	}
	c, _ := config.Find(filepath.Dir(s.path))
	return translate.Options{AllBig: c.BigInts}
}

// bigAction offers big integers for the function around a place whose Rust stopped
// since an integer does not fit in 64 bits; nil where that is not so, or where the
// function could not be translated then.
func (s *server) bigAction(doc *document, snap *snapshot, offset int, found []protocol.Diagnostic) *protocol.CodeAction {
	d := snap.functionAt(offset)
	if d == nil {
		return nil
	}
	v, ok := s.verdictOf(doc, snap, d)
	if !ok || !v.Overflows() {
		return nil
	}
	if _, lost := translate.WithBig(snap.analysis(), snap.module(), snap.options(), []string{d.Name()}); lost != "" {
		return nil
	}
	c := s.converter(snap)
	src := snap.text.Bytes()
	start := d.Python().Start
	line := bytes.LastIndexByte(src[:start], '\n') + 1
	at := c.position(line)
	kind, preferred := protocol.CodeActionKindQuickFix, true
	action := &protocol.CodeAction{
		Title: fmt.Sprintf("Use big integers in %s", d.Name()), Kind: &kind, IsPreferred: &preferred,
		Edit: &protocol.WorkspaceEdit{Changes: map[uri.URI][]protocol.TextEdit{
			snap.uri: {{Range: protocol.Range{Start: at, End: at}, NewText: string(src[line:start]) + bigComment + "\n"}},
		}},
	}
	for _, diagnostic := range found {
		code, _ := diagnostic.Code.(protocol.String)
		if code == "PT702" && d.NameRange().Contains(c.offset(diagnostic.Range.Start)) {
			action.Diagnostics = append(action.Diagnostics, diagnostic)
		}
	}
	return action
}

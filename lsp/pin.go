package lsp

import (
	"context"
	"fmt"
	"path/filepath"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/portalis-dev/portalis/analysis/config"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/pins"
	"github.com/portalis-dev/portalis/translate"
)

// pinsPath is where the pinned calls of a document are; "" for one that is no file.
func pinsPath(snap *snapshot) (string, error) {
	if !snap.uri.IsFile() {
		return "", nil
	}
	dir := filepath.Dir(snap.path)
	c, _ := config.Find(dir)
	return pins.Path(c.Root(dir), snap.path)
}

// pinsOf are the pinned calls of a document. Where they cannot be read the user
// is told, and the rest is compared all the same.
func (s *server) pinsOf(snap *snapshot) []cases.Pin {
	path, err := pinsPath(snap)
	var read []pins.Pin
	if err == nil && path != "" {
		read, err = pins.Read(path)
	}
	if err != nil {
		s.message(protocol.MessageTypeWarning, "The pinned calls are left out: "+s.shownError(snap, path, err))
	}
	var out []cases.Pin
	for _, p := range read {
		out = append(out, cases.Pin{Function: p.Function, Args: p.Values()})
	}
	return out
}

// pinAction offers to keep the counterexample of the function around a place; nil
// where there is none that could be kept.
func (s *server) pinAction(doc *document, snap *snapshot, offset int, found []protocol.Diagnostic) *protocol.CodeAction {
	d := snap.functionAt(offset)
	if d == nil || !snap.uri.IsFile() {
		return nil
	}
	v, ok := s.verdictOf(doc, snap, d)
	if !ok {
		return nil
	}
	pin, ok := v.Pin()
	if !ok {
		return nil
	}
	kind := protocol.CodeActionKindQuickFix
	action := &protocol.CodeAction{Title: fmt.Sprintf("Pin %s as a test", abridged(pin.String())), Kind: &kind}
	action.Command = protocol.Command{
		Title: action.Title, Command: commandPin, Arguments: []protocol.LSPAny{raw(snap.uri), raw(d.Name())},
	}
	action.Diagnostics = s.mismatches(snap, d, found)
	return action
}

// mismatches are those of some diagnostics that say that a comparison of d failed.
func (s *server) mismatches(snap *snapshot, d translate.Definition, found []protocol.Diagnostic) []protocol.Diagnostic {
	c := s.converter(snap)
	var ofIt []protocol.Diagnostic
	for _, diagnostic := range found {
		code, _ := diagnostic.Code.(protocol.String)
		if (code == "PT701" || code == "PT702") && d.NameRange().Contains(c.offset(diagnostic.Range.Start)) {
			ofIt = append(ofIt, diagnostic)
		}
	}
	return ofIt
}

// abridged cuts a text for a menu.
func abridged(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// pinCommand keeps the counterexample of a function as a test.
func (s *server) pinCommand(_ context.Context, call commandCall) (any, error) {
	d := call.snap.function(call.function)
	if d == nil {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s wants the name of a function", commandPin)
	}
	v, known := s.verdictOf(call.doc, call.snap, d)
	pin, ok := v.Pin()
	path, err := pinsPath(call.snap)
	switch {
	case err != nil:
		return nil, err
	case !known || !ok || path == "":
		s.message(protocol.MessageTypeInfo, fmt.Sprintf("There is no counterexample of %s to pin.", d.Name()))
		return nil, nil
	}
	n, err := pins.Add(path, pin)
	switch {
	case err != nil:
		s.message(protocol.MessageTypeError, "Cannot pin "+abridged(pin.String())+": "+s.shownError(call.snap, path, err))
	case n == 0:
		s.message(protocol.MessageTypeInfo, abridged(pin.String())+" is pinned already in "+s.shownPath(call.snap, path))
	default:
		s.message(protocol.MessageTypeInfo, "Pinned "+abridged(pin.String())+" in "+s.shownPath(call.snap, path))
	}
	return nil, nil
}

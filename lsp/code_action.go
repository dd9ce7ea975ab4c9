package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/translate"
)

// The kinds of our code actions.
const (
	kindConvertFunction protocol.CodeActionKind = "refactor.rewrite.portalis.function"
	kindConvertModule   protocol.CodeActionKind = "refactor.rewrite.portalis.module"
)

// codeAction handles textDocument/codeAction.
func (s *server) codeAction(_ context.Context, params *protocol.CodeActionParams) (func(context.Context) ([]protocol.CommandOrCodeAction, error), error) {
	doc, snap, err := s.find(params.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	found := append([]protocol.Diagnostic(nil), params.Context.Diagnostics...)
	span, only := params.Range, append([]protocol.CodeActionKind(nil), params.Context.Only...)
	lazy := s.can().resolveEdit
	return func(ctx context.Context) ([]protocol.CommandOrCodeAction, error) {
		if err := s.ready(ctx, doc, snap); err != nil {
			return nil, err
		}
		actions := []protocol.CommandOrCodeAction{}
		for _, action := range s.actions(doc, snap, span.Start, found, only) {
			if lazy && action.Edit != nil {
				action.Edit, action.Data = nil, raw(resolvable{URI: snap.uri, Version: snap.version, Position: span.Start})
			}
			actions = append(actions, action)
		}
		return actions, nil
	}, nil
}

// resolvable is all that it takes to make again what a client wants resolved.
type resolvable struct {
	URI      uri.URI           `json:"uri"`
	Version  int32             `json:"version"`
	Position protocol.Position `json:"position"`
}

// toResolve reads such data, and finds the snapshot that it is about. If the
// document is another by now, what was left out would be for a text that is gone.
func (s *server) toResolve(data protocol.LSPAny) (resolvable, *document, *snapshot, error) {
	var r resolvable
	if err := json.Unmarshal(data, &r); err != nil {
		return r, nil, nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "there is nothing to resolve: %v", err)
	}
	doc, snap, err := s.find(r.URI)
	if err == nil && snap.version != r.Version {
		err = protocol.ErrContentModified
	}
	return r, doc, snap, err
}

// codeActionResolve handles codeAction/resolve: it adds the edit of an action.
func (s *server) codeActionResolve(_ context.Context, params *protocol.CodeAction) (func(context.Context) (*protocol.CodeAction, error), error) {
	if params.Data == nil { // it is complete, and some clients ask all the same
		whole := *params
		return func(context.Context) (*protocol.CodeAction, error) { return &whole, nil }, nil
	}
	r, doc, snap, err := s.toResolve(params.Data)
	if err != nil {
		return nil, err
	}
	wanted := *params
	return func(ctx context.Context) (*protocol.CodeAction, error) {
		if err := s.ready(ctx, doc, snap); err != nil {
			return nil, err
		}
		for _, action := range s.actions(doc, snap, r.Position, wanted.Diagnostics, nil) {
			if action.Title == wanted.Title && action.Edit != nil {
				wanted.Edit = action.Edit
				return &wanted, nil
			}
		}
		return nil, protocol.ErrContentModified // a verdict that it was for is another now
	}, nil
}

// actions are what the client can do at a place: "Convert to Rust" and "Add inferred
// annotations", for the function there and for the whole file, "Use big integers"
// where an integer did not fit in 64 bits, "Pin … as a test" and "Show both runs"
// where a comparison found a counterexample, and "Ignore … here" for the findings
// that the client asks about.
func (s *server) actions(doc *document, snap *snapshot, at protocol.Position, found []protocol.Diagnostic, only []protocol.CodeActionKind) []*protocol.CodeAction {
	c := s.converter(snap)
	offset := c.offset(at)
	all := s.convertActions(snap, offset)
	quick := wanted(protocol.CodeActionKindQuickFix, only)
	if quick {
		all = append(all, s.bigAction(doc, snap, offset, found), s.pinAction(doc, snap, offset, found), s.runsAction(doc, snap, offset, found))
	}
	if wanted(kindAnnotateFunction, only) {
		all = append(all, c.annotateFunction(offset, found))
	}
	if quick {
		all = append(all, s.ignoreActions(doc, snap, found)...)
	}
	if wanted(kindAnnotateModule, only) {
		all = append(all, c.annotateModule())
	}
	return slices.DeleteFunc(all, func(a *protocol.CodeAction) bool { return a == nil || !wanted(*a.Kind, only) })
}

// convertActions offer the Rust of the function around a place, and of the file.
func (s *server) convertActions(snap *snapshot, offset int) []*protocol.CodeAction {
	can := s.can()
	offer := func(kind protocol.CodeActionKind, title string, command protocol.Command, reason string) *protocol.CodeAction {
		action := &protocol.CodeAction{Title: title, Kind: &kind}
		switch {
		case reason == "":
			action.Command = command
		case can.disabledActions:
			action.Disabled = protocol.CodeActionDisabled{Reason: reason}
		default:
			return nil
		}
		return action
	}
	var all []*protocol.CodeAction
	if d := snap.functionAt(offset); d != nil {
		reason := ""
		if len(d.Translated()) == 0 {
			reason = refusal(d)
		}
		all = append(all, offer(kindConvertFunction, can.showTitle(d.Name()), can.showRustOf(snap, d), reason))
	}
	if len(snap.module().Functions) > 0 {
		nothing := nothingTranslated(snap.module())
		all = append(all, offer(kindConvertModule, can.showTitle("this file"), can.showRustOf(snap, nil), nothing))
		if title, command, ok := s.crateAction(snap); ok {
			all = append(all, offer(kindConvertCrate, title, command, nothing))
		}
	}
	return all
}

// wanted reports whether a client that asked for some kinds wants this one: a
// kind includes those that continue it after a dot.
func wanted(kind protocol.CodeActionKind, only []protocol.CodeActionKind) bool {
	for _, k := range only {
		if k == kind || k == "" || strings.HasPrefix(string(kind), string(k)+".") {
			return true
		}
	}
	return len(only) == 0
}

// refusal says in a line why a refused function has no Rust.
func refusal(d translate.Definition) string {
	refused := d.Refused()
	first := refused[0]
	reason := fmt.Sprintf("%s: %s", first.Code, first.Message)
	if more := len(refused) - 1; more > 0 {
		reason += fmt.Sprintf(" (and %s more)", counted(more, "reason"))
	}
	return reason
}

func nothingTranslated(m *translate.Module) string {
	if m.Rust == "" {
		return "No function of this file can become Rust yet."
	}
	return ""
}

// showTitle is the title of what shows the Rust of something. Where the client has a
// command that converts to files, showing is called by its name.
func (c client) showTitle(what string) string {
	if c.convert {
		return "Show Rust of " + what
	}
	return "Convert " + what + " to Rust"
}

// showRustOf is the command that opens the Rust of a function, or of the module
// when d is nil: the client's own where it has one, else ours.
func (c client) showRustOf(snap *snapshot, d translate.Definition) protocol.Command {
	command := protocol.Command{Title: "Convert to Rust", Command: commandConvertModule, Arguments: []protocol.LSPAny{raw(snap.uri)}}
	if d != nil {
		command.Command = commandConvertFunction
		command.Arguments = append(command.Arguments, raw(d.Name()))
	}
	if c.showRust {
		command.Command = commandShowRust
	}
	if c.convert {
		command.Title = "Show Rust"
	}
	return command
}

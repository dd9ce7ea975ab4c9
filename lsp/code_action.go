package lsp

import (
	"context"
	"fmt"
	"strings"

	"go.lsp.dev/protocol"

	"github.com/portalis-dev/portalis/translate"
)

// The kinds of our code actions.
const (
	kindConvertFunction protocol.CodeActionKind = "refactor.rewrite.portalis.function"
	kindConvertModule   protocol.CodeActionKind = "refactor.rewrite.portalis.module"
)

// codeAction handles textDocument/codeAction: "Convert to Rust" and "Add inferred
// annotations", for the function around the cursor and for the whole file, and
// "Use big integers" where an integer did not fit in 64 bits, "Pin … as a test" where
// a comparison found a counterexample, and "Ignore … here"
// for the findings that the client asks about.
func (s *server) codeAction(_ context.Context, params *protocol.CodeActionParams) (func(context.Context) ([]protocol.CommandOrCodeAction, error), error) {
	doc, snap, err := s.find(params.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	found := append([]protocol.Diagnostic(nil), params.Context.Diagnostics...)
	span, only := params.Range, append([]protocol.CodeActionKind(nil), params.Context.Only...)
	can := s.can()
	return func(ctx context.Context) ([]protocol.CommandOrCodeAction, error) {
		if err := s.ready(ctx, doc, snap); err != nil {
			return nil, err
		}
		c := s.converter(snap)
		actions := []protocol.CommandOrCodeAction{}
		offer := func(kind protocol.CodeActionKind, title string, command protocol.Command, reason string) {
			if !wanted(kind, only) {
				return
			}
			action := &protocol.CodeAction{Title: title, Kind: &kind}
			if reason != "" {
				if !can.disabledActions {
					return
				}
				action.Disabled = protocol.CodeActionDisabled{Reason: reason}
			} else {
				action.Command = command
			}
			actions = append(actions, action)
		}
		if d := snap.functionAt(c.offset(span.Start)); d != nil {
			reason := ""
			if len(d.Translated()) == 0 {
				reason = refusal(d)
			}
			offer(kindConvertFunction, fmt.Sprintf("Convert %s to Rust", d.Name()), can.showRustOf(snap, d), reason)
		}
		if len(snap.module().Functions) > 0 {
			offer(kindConvertModule, "Convert this file to Rust", can.showRustOf(snap, nil), nothingTranslated(snap.module()))
		}
		if wanted(protocol.CodeActionKindQuickFix, only) {
			if action := s.bigAction(doc, snap, c.offset(span.Start), found); action != nil {
				actions = append(actions, action)
			}
			if action := s.pinAction(doc, snap, c.offset(span.Start), found); action != nil {
				actions = append(actions, action)
			}
		}
		if wanted(kindAnnotateFunction, only) {
			if action := c.annotateFunction(c.offset(span.Start), found); action != nil {
				actions = append(actions, action)
			}
		}
		if wanted(protocol.CodeActionKindQuickFix, only) {
			for _, action := range s.ignoreActions(doc, snap, found) {
				actions = append(actions, action)
			}
		}
		if wanted(kindAnnotateModule, only) {
			if action := c.annotateModule(); action != nil {
				actions = append(actions, action)
			}
		}
		return actions, nil
	}, nil
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
	return command
}

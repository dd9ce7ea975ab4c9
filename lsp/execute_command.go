package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/preview/parity"
)

// The commands of the server, and those that a client may have itself. Their
// arguments are the URI of a Python document and the name of a function in it, but for
// those that write the crate of a file.
const (
	commandConvertFunction = "portalis.convertFunction"
	commandConvertModule   = "portalis.convertModule"
	commandRunParity       = "portalis.runParity"
	commandExplain         = "portalis.explain"
	commandPin             = "portalis.pin"
	commandShowRuns        = "portalis.showRuns"
	commandWriteCrate      = "portalis.writeCrate"
	commandShowRust        = "portalis.showRust"
	commandConvert         = "portalis.convert"
)

// commandCall is one call of a command, its arguments read.
type commandCall struct {
	doc      *document
	snap     *snapshot
	function string
	rest     []protocol.LSPAny // the arguments after the document
	token    protocol.ProgressToken
}

var commands = map[string]func(*server, context.Context, commandCall) (any, error){
	commandConvertFunction: (*server).convertFunction,
	commandConvertModule:   (*server).convertModule,
	commandRunParity:       (*server).runParityCommand,
	commandExplain:         (*server).explainCommand,
	commandPin:             (*server).pinCommand,
	commandShowRuns:        (*server).showRunsCommand,
	commandWriteCrate:      (*server).writeCrateCommand,
}

func commandNames() []string {
	var names []string
	for name := range commands {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// executeCommand handles workspace/executeCommand.
func (s *server) executeCommand(_ context.Context, params *protocol.ExecuteCommandParams) (func(context.Context) (any, error), error) {
	run, ok := commands[params.Command]
	if !ok {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "there is no command %s", params.Command)
	}
	call := commandCall{token: params.WorkDoneToken}
	u, err := argument[string](params.Arguments, 0)
	if err != nil {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s wants the URI of a document first: %v", params.Command, err)
	}
	parsed, err := uri.Parse(u)
	if err != nil {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s: %v", params.Command, err)
	}
	if call.doc, call.snap, err = s.find(parsed); err != nil {
		return nil, err
	}
	call.rest = slices.Clone(params.Arguments[1:])
	if len(call.rest) > 0 && params.Command != commandWriteCrate {
		if call.function, err = argument[string](params.Arguments, 1); err != nil {
			return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s wants the name of a function: %v", params.Command, err)
		}
	}
	return func(ctx context.Context) (any, error) {
		if call.function != "" && call.snap.function(call.function) == nil {
			return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s has no function %s", call.snap.path, call.function)
		}
		return run(s, ctx, call)
	}, nil
}

func argument[T any](given []protocol.LSPAny, n int) (T, error) {
	var v T
	if n >= len(given) {
		return v, errors.New("it is missing")
	}
	return v, json.Unmarshal(given[n], &v)
}

// convertFunction shows the Rust of a function.
func (s *server) convertFunction(_ context.Context, call commandCall) (any, error) {
	if call.function == "" {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s wants the name of a function", commandConvertFunction)
	}
	return s.show(call.doc, call.function)
}

// convertModule shows the Rust of a whole file.
func (s *server) convertModule(_ context.Context, call commandCall) (any, error) {
	return s.show(call.doc, "")
}

// explainCommand tells why a function stays Python, for editors that show a lens
// but no hover.
func (s *server) explainCommand(_ context.Context, call commandCall) (any, error) {
	d := call.snap.function(call.function)
	if d == nil {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s wants the name of a function", commandExplain)
	}
	message := d.Name() + " can become Rust."
	if !d.Complete() {
		message = d.Name() + " stays Python."
		if rust := d.Translated(); len(rust) > 0 {
			message = d.Name() + " can become Rust only as " + titles(rust) + "."
		}
		for _, reason := range d.Refused() {
			message += fmt.Sprintf(" %s: %s", reason.Code, reason.Message)
		}
	}
	s.message(protocol.MessageTypeInfo, message)
	return nil, nil
}

// runParityCommand compares a file or one function of it with Python. The user
// asked for it, so code runs that does not run by itself; functions that reach
// outside run when they are named.
func (s *server) runParityCommand(ctx context.Context, call commandCall) (any, error) {
	report, err := s.waitForParity(ctx, call.doc, call.snap, parityJob{function: call.function, token: call.token})
	var missing errNoTools
	switch {
	case errors.As(err, &missing):
		s.message(protocol.MessageTypeWarning, missing.Error())
		return nil, nil
	case err != nil:
		return nil, err
	case report == nil:
		s.message(protocol.MessageTypeInfo, "There is nothing to compare: no function could be translated.")
		return nil, nil
	}
	return encodeReport(report)
}

func encodeReport(report *parity.Report) (any, error) {
	encoded, err := json.Marshal(report)
	if err != nil {
		return nil, fmt.Errorf("encoding the report: %w", err)
	}
	return jsonrpc2.RawMessage(encoded), nil
}

// message shows a line to the user.
func (s *server) message(kind protocol.MessageType, text string) {
	s.notify(protocol.MethodWindowShowMessage, &protocol.ShowMessageParams{Type: kind, Message: text})
}

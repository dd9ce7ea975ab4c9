package lsp

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/preview/parity"
)

// runsAction offers to show what Python and Rust did in the calls of the function
// around a place that did not agree; nil where all did.
func (s *server) runsAction(doc *document, snap *snapshot, offset int, found []protocol.Diagnostic) *protocol.CodeAction {
	d := snap.functionAt(offset)
	if d == nil {
		return nil
	}
	v, ok := s.verdictOf(doc, snap, d)
	if !ok || len(v.Failures) == 0 {
		return nil
	}
	kind := protocol.CodeActionKindQuickFix
	action := &protocol.CodeAction{Title: fmt.Sprintf("Show both runs of %s", d.Name()), Kind: &kind}
	action.Command = protocol.Command{
		Title: action.Title, Command: commandShowRuns, Arguments: []protocol.LSPAny{raw(snap.uri), raw(d.Name())},
	}
	action.Diagnostics = s.mismatches(snap, d, found)
	return action
}

// showRunsCommand shows the calls of a function that did not agree, and what each
// side did in them.
func (s *server) showRunsCommand(_ context.Context, call commandCall) (any, error) {
	d := call.snap.function(call.function)
	if d == nil {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s wants the name of a function", commandShowRuns)
	}
	v, ok := s.verdictOf(call.doc, call.snap, d)
	if !ok || len(v.Failures) == 0 {
		s.message(protocol.MessageTypeInfo, fmt.Sprintf("There is no call of %s that does not agree.", d.Name()))
		return nil, nil
	}
	name := strings.TrimSuffix(filepath.Base(call.snap.path), ".py") + "." + d.Name() + ".runs.txt"
	path, err := writeBeside(call.snap, name, bothRuns(v))
	if err != nil {
		return nil, err
	}
	where := shown{URI: uri.File(path), Path: path}
	s.tellWhere(where, "Both runs are in ")
	return where, nil
}

// bothRuns writes down the calls that did not agree.
func bothRuns(v verdict) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", v.Name, v.title())
	for _, call := range v.Failures {
		fmt.Fprintf(&b, "\n%s(%s)\n", v.Name, strings.Join(call.Args, ", "))
		writeRun(&b, "Python", call.Python)
		writeRun(&b, "Rust", call.Wasm)
	}
	return b.String()
}

// writeRun writes what one side did in a call.
func writeRun(b *strings.Builder, side string, o parity.Outcome) {
	fmt.Fprintf(b, "  %s\n    %s\n", side, o)
	if o.Stdout != "" {
		b.WriteString("    prints\n")
		for line := range strings.Lines(o.Stdout) {
			fmt.Fprintf(b, "      %s\n", strings.TrimSuffix(line, "\n"))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(o.ArgsAfter)) {
		fmt.Fprintf(b, "    leaves %s = %s\n", name, o.ArgsAfter[name])
	}
}

package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/lsp/text"
)

// patience is how long a test waits for what must come. It only matters when a
// test fails.
const patience = 3 * time.Minute

// editor is a language client for tests. It waits for messages and never sleeps;
// what the server sent and no test asked for is a failure at the end.
type editor struct {
	t      testing.TB
	conn   jsonrpc2.Conn
	code   chan int // the exit code of the server
	enc    text.Encoding
	result protocol.InitializeResult

	mu        sync.Mutex
	arrived   chan struct{} // closed and replaced whenever something arrives
	inbox     []message
	answers   map[string]func(params json.RawMessage) (any, error)
	tolerated map[string]bool
	log       []string
	documents map[uri.URI]*openDocument
}

type openDocument struct {
	version int32
	text    string
}

// message is one notification, or a request that was answered already.
type message struct {
	method string
	params json.RawMessage
}

// editorSetup says what kind of client an editor is.
type editorSetup struct {
	capabilities string // JSON
	options      string // JSON
	encoding     text.Encoding
	engine       *engine
	log          io.Writer
	debug        string
}

// modern are the capabilities of a client that can do all that we use.
const modern = `{
	"general": {"positionEncodings": ["utf-16"]},
	"window": {"workDoneProgress": true, "showDocument": {"support": true}},
	"workspace": {
		"codeLens": {"refreshSupport": true},
		"inlayHint": {"refreshSupport": true},
		"textDocumentContent": {}
	},
	"textDocument": {
		"publishDiagnostics": {"relatedInformation": true},
		"codeAction": {"disabledSupport": true}
	}
}`

// startEditor starts a server and a client and connects them.
func startEditor(t testing.TB, setup editorSetup) *editor {
	t.Helper()
	e := rawEditor(t, setup)
	if setup.capabilities == "" {
		setup.capabilities = modern
	}
	if setup.options == "" {
		setup.options = "null"
	}
	params := json.RawMessage(fmt.Sprintf(`{"processId": %d, "rootUri": null, "capabilities": %s, "initializationOptions": %s}`,
		os.Getpid(), setup.capabilities, setup.options))
	e.call(protocol.MethodInitialize, params, &e.result)
	e.notify(protocol.MethodInitialized, struct{}{})
	return e
}

// rawEditor does all of that but the handshake.
func rawEditor(t testing.TB, setup editorSetup) *editor {
	t.Helper()
	client, server := net.Pipe()
	log := setup.log
	if log == nil {
		log = io.Discard
	}
	e := &editor{
		t: t, code: make(chan int, 1), enc: setup.encoding, arrived: make(chan struct{}),
		conn:      jsonrpc2.NewConn(jsonrpc2.NewStream(client)),
		tolerated: map[string]bool{methodStatus: true},
		documents: map[uri.URI]*openDocument{},
	}
	e.answers = map[string]func(json.RawMessage) (any, error){
		protocol.MethodWindowWorkDoneProgressCreate:        answerNull,
		protocol.MethodWorkspaceCodeLensRefresh:            answerNull,
		protocol.MethodWorkspaceInlayHintRefresh:           answerNull,
		protocol.MethodWorkspaceDiagnosticRefresh:          answerNull,
		protocol.MethodWorkspaceTextDocumentContentRefresh: answerNull,
		protocol.MethodClientRegisterCapability:            answerNull,
		protocol.MethodWindowShowDocument:                  func(json.RawMessage) (any, error) { return map[string]bool{"success": true}, nil },
	}
	go func() {
		e.code <- Serve(context.Background(), server, Options{Version: "test", Log: log, Debug: setup.debug, engine: setup.engine})
	}()
	e.conn.Go(context.Background(), e.handle)
	t.Cleanup(e.leave)
	return e
}

func answerNull(json.RawMessage) (any, error) { return nil, nil }

func (e *editor) handle(_ context.Context, req *jsonrpc2.Request) (any, error) {
	method, params := req.Method(), slices.Clone(json.RawMessage(req.Params()))
	method = strings.Clone(method)
	e.mu.Lock()
	e.inbox = append(e.inbox, message{method, params})
	e.log = append(e.log, fmt.Sprintf("<- %s %s", method, params))
	close(e.arrived)
	e.arrived = make(chan struct{})
	answer := e.answers[method]
	e.mu.Unlock()
	if !req.IsCall() {
		return nil, nil
	}
	if answer == nil {
		return nil, jsonrpc2.Errorf(jsonrpc2.MethodNotFound, "the editor has no %s", method)
	}
	return answer(params)
}

// leave shuts the server down and looks for messages that nobody expected.
func (e *editor) leave() {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err := e.conn.Call(ctx, protocol.MethodShutdown, nil, nil)
	_ = e.conn.Notify(ctx, protocol.MethodExit, nil)
	select {
	case code := <-e.code:
		if err == nil && code != 0 {
			e.t.Errorf("the server ended with %d after an orderly shutdown", code)
		}
		e.code <- code
	case <-ctx.Done():
		e.t.Error("the server does not end")
	}
	e.conn.Close()
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, m := range e.inbox {
		if !e.tolerated[m.method] {
			e.t.Errorf("nobody expected %s %s", m.method, m.params)
		}
	}
	if e.t.Failed() {
		e.t.Log("what was said:\n" + strings.Join(e.log, "\n"))
	}
}

// tolerate lets messages come that the test does not look at.
func (e *editor) tolerate(methods ...string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, m := range methods {
		e.tolerated[m] = true
	}
}

// await waits for a message of a method whose parameters accept agrees to, and
// takes it out of the inbox with all of the same method before it.
func await[P any](e *editor, method string, accept func(P) bool) P {
	e.t.Helper()
	timeout := time.After(patience)
	for {
		e.mu.Lock()
		for i, m := range e.inbox {
			if m.method != method {
				continue
			}
			var p P
			if raw, ok := any(&p).(*json.RawMessage); ok {
				*raw = m.params
			} else if err := protocol.Unmarshal(m.params, &p); err != nil {
				e.mu.Unlock()
				e.t.Fatalf("reading %s: %v", m.params, err)
			}
			if accept(p) {
				before := slices.DeleteFunc(e.inbox[:i:i], func(m message) bool { return m.method == method })
				e.inbox = slices.Concat(before, e.inbox[i+1:])
				e.mu.Unlock()
				return p
			}
		}
		arrived := e.arrived
		e.mu.Unlock()
		select {
		case <-arrived:
		case <-timeout:
			e.t.Fatalf("no %s came that the test waits for", method)
		}
	}
}

func any1[P any](P) bool { return true }

// call sends a request and reads its result.
func (e *editor) call(method string, params, result any) {
	e.t.Helper()
	if err := e.tryCall(method, params, result); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) tryCall(method string, params, result any) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return e.callWith(ctx, method, params, result)
}

func (e *editor) callWith(ctx context.Context, method string, params, result any) error {
	e.note("-> %s %s", method, encode(e.t, params))
	var answer jsonrpc2.RawMessage
	_, err := e.conn.Call(ctx, method, jsonrpc2.RawMessage(encode(e.t, params)), &answer)
	e.note("<= %s %s %v", method, answer, err)
	if err != nil || result == nil {
		return err
	}
	if raw, ok := result.(*jsonrpc2.RawMessage); ok {
		*raw = answer
		return nil
	}
	return protocol.Unmarshal(answer, result)
}

func (e *editor) notify(method string, params any) {
	e.t.Helper()
	e.note("-> %s %s", method, encode(e.t, params))
	if err := e.conn.Notify(context.Background(), method, jsonrpc2.RawMessage(encode(e.t, params))); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) note(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.log = append(e.log, line[:min(len(line), 2000)])
}

func encode(t testing.TB, v any) []byte {
	t.Helper()
	if raw, ok := v.(json.RawMessage); ok {
		return raw
	}
	encoded, err := protocol.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// wantCode checks the code of an error.
func wantCode(t testing.TB, err error, code jsonrpc2.Code) {
	t.Helper()
	var coded *jsonrpc2.Error
	if !asError(err, &coded) || coded.Code != code {
		t.Errorf("error is %v, want code %d", err, code)
	}
}

func asError(err error, target **jsonrpc2.Error) bool {
	coded, ok := err.(*jsonrpc2.Error)
	*target = coded
	return ok
}

// What an editor does with documents.

func fileURI(name string) uri.URI { return uri.File("/project/" + name) }

func (e *editor) open(u uri.URI, content string) {
	e.documents[u] = &openDocument{1, content}
	e.notify(protocol.MethodTextDocumentDidOpen, &protocol.DidOpenTextDocumentParams{
		TextDocument: protocol.TextDocumentItem{URI: u, LanguageID: "python", Version: 1, Text: content},
	})
}

// replace edits a document: the first occurrence of old becomes replacement.
func (e *editor) replace(u uri.URI, old, replacement string) {
	e.t.Helper()
	doc := e.documents[u]
	at := strings.Index(doc.text, old)
	if at < 0 {
		e.t.Fatalf("%q is not in the document", old)
	}
	e.edit(u, at, at+len(old), replacement)
}

func (e *editor) edit(u uri.URI, from, to int, replacement string) {
	doc := e.documents[u]
	t := text.New([]byte(doc.text))
	change := &protocol.TextDocumentContentChangePartial{
		Range: protocol.Range{Start: toPosition(t.Position(from, e.enc)), End: toPosition(t.Position(to, e.enc))},
		Text:  replacement,
	}
	doc.text = doc.text[:from] + replacement + doc.text[to:]
	doc.version++
	params := &protocol.DidChangeTextDocumentParams{ContentChanges: []protocol.TextDocumentContentChangeEvent{change}}
	params.TextDocument.URI, params.TextDocument.Version = u, doc.version
	e.notify(protocol.MethodTextDocumentDidChange, params)
}

func (e *editor) save(u uri.URI) {
	e.notify(protocol.MethodTextDocumentDidSave, &protocol.DidSaveTextDocumentParams{TextDocument: protocol.TextDocumentIdentifier{URI: u}})
}

func (e *editor) close(u uri.URI) {
	delete(e.documents, u)
	e.notify(protocol.MethodTextDocumentDidClose, &protocol.DidCloseTextDocumentParams{TextDocument: protocol.TextDocumentIdentifier{URI: u}})
}

// at is the position of the first occurrence of some text.
func (e *editor) at(u uri.URI, what string) protocol.Position {
	e.t.Helper()
	doc := e.documents[u]
	offset := strings.Index(doc.text, what)
	if offset < 0 {
		e.t.Fatalf("%q is not in the document", what)
	}
	return toPosition(text.New([]byte(doc.text)).Position(offset, e.enc))
}

// diagnostics waits for the diagnostics of a version and returns them in short:
// "3:4 PT501".
func (e *editor) diagnostics(u uri.URI, version int32) []string {
	e.t.Helper()
	p := await(e, protocol.MethodTextDocumentPublishDiagnostics, func(p protocol.PublishDiagnosticsParams) bool {
		v, _ := p.Version.Get()
		return p.URI == u && v == version
	})
	return short(p.Diagnostics)
}

func short(list []protocol.Diagnostic) []string {
	all := []string{}
	for _, d := range list {
		all = append(all, fmt.Sprintf("%d:%d %s", d.Range.Start.Line, d.Range.Start.Character, d.Code))
	}
	return all
}

func (e *editor) hover(u uri.URI, what string) string {
	e.t.Helper()
	return e.hoverAt(u, e.at(u, what))
}

func (e *editor) hoverAt(u uri.URI, at protocol.Position) string {
	e.t.Helper()
	var hover *protocol.Hover
	params := map[string]any{"textDocument": map[string]any{"uri": u}, "position": at}
	e.call(protocol.MethodTextDocumentHover, params, &hover)
	if hover == nil {
		return ""
	}
	return hover.Contents.(*protocol.MarkupContent).Value
}

func (e *editor) actions(u uri.URI, what string) []*protocol.CodeAction {
	e.t.Helper()
	return e.actionsAt(u, e.at(u, what))
}

func (e *editor) actionsAt(u uri.URI, at protocol.Position) []*protocol.CodeAction {
	e.t.Helper()
	return e.actionsWith(u, at, map[string]any{"diagnostics": []any{}})
}

func (e *editor) actionsWith(u uri.URI, at protocol.Position, context map[string]any) []*protocol.CodeAction {
	e.t.Helper()
	var answer []protocol.CommandOrCodeAction
	e.call(protocol.MethodTextDocumentCodeAction, map[string]any{
		"textDocument": map[string]any{"uri": u}, "range": protocol.Range{Start: at, End: at}, "context": context,
	}, &answer)
	var actions []*protocol.CodeAction
	for _, a := range answer {
		actions = append(actions, a.(*protocol.CodeAction))
	}
	return actions
}

// resolvedEdits are the edits of an action in a document. The server may have left
// them out until somebody wants them.
func (e *editor) resolvedEdits(a *protocol.CodeAction, u uri.URI) []protocol.TextEdit {
	e.t.Helper()
	if a.Edit == nil && a.Data != nil {
		resolved := new(protocol.CodeAction)
		e.call(protocol.MethodCodeActionResolve, a, resolved)
		a = resolved
	}
	if a.Edit == nil {
		return nil
	}
	return a.Edit.Changes[u]
}

func (e *editor) rawLenses(u uri.URI) []protocol.CodeLens {
	e.t.Helper()
	var answer []protocol.CodeLens
	e.call(protocol.MethodTextDocumentCodeLens, map[string]any{"textDocument": map[string]any{"uri": u}}, &answer)
	for i, l := range answer {
		if l.Command.Command == "" {
			e.call(protocol.MethodCodeLensResolve, &l, &answer[i])
		}
	}
	return answer
}

// lenses returns them in short: "3 Convert to Rust".
func (e *editor) lenses(u uri.URI) []string {
	e.t.Helper()
	all := []string{}
	for _, l := range e.rawLenses(u) {
		all = append(all, fmt.Sprintf("%d %s", l.Range.Start.Line, l.Command.Title))
	}
	return all
}

func (e *editor) rawHints(u uri.URI) []protocol.InlayHint {
	e.t.Helper()
	var answer []protocol.InlayHint
	e.call(protocol.MethodTextDocumentInlayHint, map[string]any{
		"textDocument": map[string]any{"uri": u},
		"range":        protocol.Range{End: protocol.Position{Line: 1 << 20}},
	}, &answer)
	return answer
}

// resolvedHint has what a hint left out until somebody points at it.
func (e *editor) resolvedHint(h protocol.InlayHint) protocol.InlayHint {
	e.t.Helper()
	if h.Data == nil {
		return h
	}
	var resolved protocol.InlayHint
	e.call(protocol.MethodInlayHintResolve, &h, &resolved)
	return resolved
}

// hints returns them in short: "0:6 : int".
func (e *editor) hints(u uri.URI) []string {
	e.t.Helper()
	all := []string{}
	for _, h := range e.rawHints(u) {
		all = append(all, fmt.Sprintf("%d:%d %s", h.Position.Line, h.Position.Character, h.Label))
	}
	return all
}

func (e *editor) execute(command string, result any, arguments ...any) error {
	args := []json.RawMessage{}
	for _, a := range arguments {
		args = append(args, encode(e.t, a))
	}
	return e.tryCall(protocol.MethodWorkspaceExecuteCommand, map[string]any{"command": command, "arguments": args}, result)
}

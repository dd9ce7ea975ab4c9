package lsp

import (
	"context"
	"encoding/json"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/lsp/rpc"
	"github.com/portalis-dev/portalis/preview/parity"
)

// server is one connection with one client.
type server struct {
	opts   Options
	log    *slog.Logger
	level  *slog.LevelVar
	engine *engine
	conn   jsonrpc2.Conn

	ctx        context.Context // ends with the connection
	background sync.WaitGroup  // everything that goBackground started
	ending     sync.Mutex      // guards ended
	ended      bool            // nothing may start any more
	exited     chan struct{}   // closed by the exit notification

	configuring sync.Mutex // held while the client is asked for its configuration

	outbox   outbox
	refresh  refresher
	handled  counts
	progress progressTokens
	building chan struct{} // a token for each parity run that may go on at once

	mu        sync.Mutex
	phase     phase
	client    client
	trace     protocol.TraceValue
	settings  settings
	scoped    map[uri.URI]settings // of those folders of the workspace that have their own
	folders   []uri.URI            // of the workspace
	tools     tools
	documents map[uri.URI]*document
	status    statusParams // as last sent
	active    int          // parity runs
	stage     parity.Stage // of the one that runs

	unopenedFiles  map[uri.URI]unopenedFile
	configProblems map[string]string // what the client was told of each configuration file
}

func newServer(ctx context.Context, opts Options, log *slog.Logger, level *slog.LevelVar) *server {
	s := &server{
		opts:      opts,
		log:       log,
		level:     level,
		engine:    opts.engine,
		ctx:       ctx,
		exited:    make(chan struct{}),
		building:  make(chan struct{}, 1),
		settings:  defaultSettings(),
		trace:     protocol.TraceValueOff,
		documents: map[uri.URI]*document{},

		unopenedFiles:  map[uri.URI]unopenedFile{},
		configProblems: map[string]string{},
	}
	if s.engine == nil {
		s.engine = realEngine()
	}
	if s.engine.links != nil {
		s.engine.links.changed = s.reanalyze
	}
	return s
}

// routes lists the methods that the server has.
func (s *server) routes() *rpc.Mux {
	m := rpc.NewMux()
	rpc.Call(m, protocol.MethodInitialize, s.initialize)
	rpc.Notification(m, protocol.MethodInitialized, s.initialized)
	rpc.Call(m, protocol.MethodShutdown, s.shutdown)
	rpc.Notification(m, protocol.MethodExit, s.exit)
	rpc.Notification(m, protocol.MethodSetTrace, s.setTrace)
	rpc.Notification(m, protocol.MethodWindowWorkDoneProgressCancel, s.workDoneProgressCancel)

	rpc.Notification(m, protocol.MethodTextDocumentDidOpen, unlessCellChanges(ofOpen, s.didOpen))
	rpc.Notification(m, protocol.MethodTextDocumentDidChange, unlessCellChanges(ofChange, s.didChange))
	rpc.Notification(m, protocol.MethodTextDocumentDidSave, unlessCellChanges(ofSave, s.didSave))
	rpc.Notification(m, protocol.MethodTextDocumentDidClose, unlessCellChanges(ofClose, s.didClose))
	rpc.Notification(m, protocol.MethodWorkspaceDidChangeConfiguration, s.didChangeConfiguration)
	rpc.Notification(m, protocol.MethodWorkspaceDidChangeWatchedFiles, s.didChangeWatchedFiles)
	rpc.Notification(m, protocol.MethodWorkspaceDidChangeWorkspaceFolders, s.didChangeWorkspaceFolders)

	rpc.Call(m, protocol.MethodTextDocumentDiagnostic, s.diagnostic)
	rpc.Call(m, protocol.MethodWorkspaceDiagnostic, s.workspaceDiagnostic)
	rpc.Call(m, protocol.MethodTextDocumentCodeAction, unlessCell(ofActions, s.codeAction))
	rpc.Call(m, protocol.MethodCodeActionResolve, s.codeActionResolve)
	rpc.Call(m, protocol.MethodTextDocumentCodeLens, unlessCell(ofLenses, s.codeLens))
	rpc.Call(m, protocol.MethodCodeLensResolve, s.codeLensResolve)
	rpc.Call(m, protocol.MethodTextDocumentInlayHint, unlessCell(ofHints, s.inlayHint))
	rpc.Call(m, protocol.MethodInlayHintResolve, s.inlayHintResolve)
	rpc.Call(m, protocol.MethodTextDocumentHover, unlessCell(ofHover, s.hover))
	rpc.Call(m, protocol.MethodWorkspaceExecuteCommand, s.executeCommand)
	rpc.Call(m, protocol.MethodWorkspaceTextDocumentContent, s.textDocumentContent)
	rpc.Call(m, methodPreview, s.preview)
	return m
}

// goBackground runs f beside everything else. The server waits for it before it
// ends; when it is ending, f does not run.
func (s *server) goBackground(f func()) {
	s.ending.Lock()
	defer s.ending.Unlock()
	if s.ended {
		return
	}
	s.background.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				s.log.Error("panic in the background", "panic", p, "stack", string(debug.Stack()))
			}
		}()
		f()
	})
}

// waitForBackground lets nothing start any more, and waits for what did.
func (s *server) waitForBackground() {
	s.ending.Lock()
	s.ended = true
	s.ending.Unlock()
	s.background.Wait()
}

// callClient sends a request and waits. Never call it while a notification is
// being handled: its answer would not be read.
func (s *server) callClient(ctx context.Context, method string, params, result any) error {
	_, err := s.conn.Call(ctx, method, params, result)
	return err
}

// setTrace handles $/setTrace.
func (s *server) setTrace(_ context.Context, params *protocol.SetTraceParams) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trace = params.Value
	return nil
}

// traced tells a client that asked for it what was handled and how long it took.
func (s *server) traced(method string, elapsed time.Duration, err error) {
	s.mu.Lock()
	trace := s.trace
	s.mu.Unlock()
	s.handled.add(method, elapsed, err)
	s.log.Debug("handled", "method", method, "elapsed", elapsed, "error", err)
	if trace != protocol.TraceValueMessages && trace != protocol.TraceValueVerbose {
		return
	}
	params := &protocol.LogTraceParams{Message: method + " took " + elapsed.Round(time.Microsecond).String()}
	if err != nil && trace == protocol.TraceValueVerbose {
		text := err.Error()
		params.Verbose = &text
	}
	s.notify(protocol.MethodLogTrace, params)
}

// raw encodes plain data as JSON, for places where the protocol leaves the form
// to us.
func raw(v any) protocol.LSPAny {
	encoded, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain data always encodes
	}
	return protocol.LSPAny(encoded)
}

func ptr[T any](v T) *T { return &v }

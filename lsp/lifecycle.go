package lsp

import (
	"context"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// phase is where in its life a connection is.
type phase int

const (
	starting phase = iota // before initialize
	serving
	stopped // after shutdown
)

// admit enforces the protocol's order of life.
func (s *server) admit(method string, isCall bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case method == protocol.MethodExit:
		return nil
	case s.phase == starting && method != protocol.MethodInitialize:
		return jsonrpc2.Errorf(jsonrpc2.ServerNotInitialized, "%s came before initialize", method)
	case s.phase == serving && method == protocol.MethodInitialize:
		return jsonrpc2.Errorf(jsonrpc2.InvalidRequest, "initialize came twice")
	case s.phase == stopped:
		return jsonrpc2.Errorf(jsonrpc2.InvalidRequest, "%s came after shutdown", method)
	}
	return nil
}

// orderly reports whether the client said goodbye as it should.
func (s *server) orderly() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.phase == stopped
}

// initialize handles initialize: it learns what the client can do and says what
// the server can.
func (s *server) initialize(_ context.Context, params *protocol.InitializeParams) (func(context.Context) (*protocol.InitializeResult, error), error) {
	s.mu.Lock()
	s.phase = serving
	s.client = newClient(params)
	s.folders = foldersOf(params)
	s.settings = s.settings.merge(params.InitializationOptions)
	if params.Trace != "" {
		s.trace = params.Trace
	}
	s.level.Set(s.settings.level())
	result := &protocol.InitializeResult{
		Capabilities: s.client.serverCapabilities(s.settings),
		ServerInfo:   protocol.ServerInfo{Name: "portalis", Version: protocol.NewOptional(s.opts.Version)},
	}
	s.mu.Unlock()
	if params.ProcessID != nil {
		s.goBackground(func() { s.watchParent(int(*params.ProcessID)) })
	}
	return func(context.Context) (*protocol.InitializeResult, error) { return result, nil }, nil
}

// initialized handles the notification initialized: from now on the server may
// ask the client.
func (s *server) initialized(context.Context, *protocol.InitializedParams) error {
	s.goBackground(func() {
		s.registerConfiguration()
		s.watchProjectFiles()
		s.pullConfiguration()
		s.lookForTools()
		s.warmUp()
	})
	return nil
}

// shutdown handles shutdown.
func (s *server) shutdown(context.Context, *struct{}) (func(context.Context) (any, error), error) {
	s.mu.Lock()
	s.phase = stopped
	s.mu.Unlock()
	s.closeAll()
	return func(context.Context) (any, error) { return nil, nil }, nil
}

// exit handles the notification exit.
func (s *server) exit(context.Context, *struct{}) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.exited:
	default:
		close(s.exited)
	}
	return nil
}

// watchParent ends the server when the process that started it is gone. An
// editor that crashes does not always close our standard input.
func (s *server) watchParent(pid int) {
	tick := time.NewTicker(3 * time.Second)
	defer tick.Stop()
	for alive(pid) {
		select {
		case <-s.ctx.Done():
			return
		case <-tick.C:
		}
	}
	s.log.Info("the editor is gone", "pid", pid)
	_ = s.exit(s.ctx, nil)
}

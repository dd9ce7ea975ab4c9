// Package rpc is the wiring between a JSON-RPC connection and the methods of a
// language server. The library's own server runs every message concurrently and
// dies on a failing notification; here
//
//   - notifications are handled one after the other, in the order they came, so
//     that an edit is never overtaken;
//   - a request is prepared in that order too, which is when it takes its
//     snapshot, and then runs beside whatever comes next;
//   - $/cancelRequest is seen ahead of the queue, and what it cancels answers
//     with the protocol's code for that;
//   - a panic, an error from a notification, a frame that is not JSON and
//     parameters with null members end nothing but themselves.
package rpc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// A Mux knows the handler of each method. It is filled before it is served.
type Mux struct {
	calls         map[string]callHandler
	notifications map[string]notificationHandler
}

type (
	callHandler         func(ctx context.Context, params []byte) (work, error)
	notificationHandler func(ctx context.Context, params []byte) error
	work                func(ctx context.Context) (any, error)
)

// NewMux returns a Mux without methods.
func NewMux() *Mux {
	return &Mux{map[string]callHandler{}, map[string]notificationHandler{}}
}

// Call registers the handler of a request. It runs in wire order and must not
// take long; the function that it returns does the work, concurrently.
func Call[P, R any](m *Mux, method string, prepare func(ctx context.Context, params *P) (func(context.Context) (R, error), error)) {
	m.calls[method] = func(ctx context.Context, raw []byte) (work, error) {
		params := new(P)
		if err := decode(raw, params); err != nil {
			return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s: %v", method, err)
		}
		run, err := prepare(ctx, params)
		if err != nil {
			return nil, err
		}
		return func(ctx context.Context) (any, error) { return run(ctx) }, nil
	}
}

// Notification registers the handler of a notification. It runs in wire order:
// nothing else is read until it returns. It must not call the client and wait,
// for the answer would never be read.
func Notification[P any](m *Mux, method string, handle func(ctx context.Context, params *P) error) {
	m.notifications[method] = func(ctx context.Context, raw []byte) error {
		params := new(P)
		if err := decode(raw, params); err != nil {
			return fmt.Errorf("reading parameters: %w", err)
		}
		return handle(ctx, params)
	}
}

// Options are what a Conn needs besides the methods.
type Options struct {
	Log *slog.Logger
	// Admit is asked, in wire order, before each message is handled; its error is
	// the answer to a request, and drops a notification.
	Admit func(method string, isCall bool) error
	// Done is told, if set, of each message that was handled.
	Done func(method string, elapsed time.Duration, err error)
}

// A Conn is a connection whose other end is answered by a Mux.
type Conn struct {
	jsonrpc2.Conn
	server *server
}

// NewConn returns a connection over stream that does not read yet.
func NewConn(stream io.ReadWriteCloser, m *Mux, opts Options) *Conn {
	s := &server{Mux: m, Options: opts, running: newRunning()}
	framed := &tolerantStream{Stream: jsonrpc2.NewStream(stream), log: opts.Log}
	return &Conn{jsonrpc2.NewConn(framed, jsonrpc2.WithCodec(codec{}), jsonrpc2.WithPreempter(s.running)), s}
}

// Start starts to answer what comes, and returns at once. Cancelling ctx cancels
// all requests that are running.
func (c *Conn) Start(ctx context.Context) { c.Go(ctx, c.server.handle) }

type server struct {
	*Mux
	Options
	running *running
}

func (s *server) handle(ctx context.Context, req *jsonrpc2.Request) (result any, err error) {
	method, isCall, start := strings.Clone(req.Method()), req.IsCall(), time.Now()
	defer func() {
		if p := recover(); p != nil {
			s.Log.Error("panic", "method", method, "panic", p, "stack", string(debug.Stack()))
			result, err = nil, jsonrpc2.Errorf(jsonrpc2.InternalError, "%s failed inside the server: %v", method, p)
		}
		if s.Done != nil {
			s.Done(method, time.Since(start), err)
		}
		if !isCall {
			if err != nil {
				s.Log.Warn("notification dropped", "method", method, "error", err)
			}
			result, err = nil, nil // an error would close the connection
			return
		}
		err = wireError(err)
		if err != nil {
			result = nil
		}
	}()
	if err := s.Admit(method, isCall); err != nil {
		release(ctx, isCall)
		return nil, err
	}
	if !isCall {
		return nil, s.notify(ctx, method, req.Params())
	}
	return s.call(ctx, method, req)
}

// release lets the next message be read. An answer is written only after that:
// if the client writes too, and does not read, writing could take for ever.
func release(ctx context.Context, isCall bool) {
	if isCall {
		jsonrpc2.Async(ctx)
	}
}

func (s *server) notify(ctx context.Context, method string, params []byte) error {
	handle, ok := s.notifications[method]
	if !ok {
		if !strings.HasPrefix(method, "$/") { // those may be ignored, says the protocol
			s.Log.Debug("unknown notification", "method", method)
		}
		return nil
	}
	return handle(ctx, params)
}

func (s *server) call(ctx context.Context, method string, req *jsonrpc2.Request) (any, error) {
	prepare, ok := s.calls[method]
	if !ok {
		release(ctx, true)
		return nil, jsonrpc2.Errorf(jsonrpc2.MethodNotFound, "the server has no method %s", method)
	}
	run, err := prepare(ctx, req.Params())
	if err != nil {
		release(ctx, true)
		return nil, err
	}
	own, end := s.running.begin(ctx, req.ID())
	defer end()
	release(ctx, true)
	if own.Err() != nil {
		return nil, own.Err()
	}
	result, err := run(own)
	if err == nil && own.Err() != nil {
		err = own.Err() // whoever cancelled does not want the result
	}
	return result, err
}

// wireError gives every error its code.
func wireError(err error) error {
	var coded *jsonrpc2.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return protocol.ErrRequestCancelled
	case errors.As(err, &coded):
		return coded
	}
	return jsonrpc2.NewError(jsonrpc2.InternalError, err.Error())
}

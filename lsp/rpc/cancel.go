package rpc

import (
	"context"
	"sync"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// running has the requests that are being worked on, so that $/cancelRequest can
// find them. It is the connection's Preempter, and so sees a cancellation as
// soon as it is read.
type running struct {
	mu     sync.Mutex
	cancel map[jsonrpc2.ID]context.CancelFunc
}

func newRunning() *running { return &running{cancel: map[jsonrpc2.ID]context.CancelFunc{}} }

// begin notes that a request started and returns its context and what to call
// at its end.
func (r *running) begin(ctx context.Context, id jsonrpc2.ID) (context.Context, func()) {
	own, cancel := context.WithCancel(ctx)
	r.mu.Lock()
	r.cancel[id] = cancel
	r.mu.Unlock()
	return own, func() {
		r.mu.Lock()
		delete(r.cancel, id)
		r.mu.Unlock()
		cancel()
	}
}

// Preempt handles $/cancelRequest and leaves all else to the handler.
func (r *running) Preempt(_ context.Context, req *jsonrpc2.Request) (any, error) {
	if req.Method() != protocol.MethodCancelRequest {
		return nil, jsonrpc2.ErrNotHandled
	}
	var params protocol.CancelParams
	if err := decode(req.Params(), &params); err != nil {
		return struct{}{}, nil // nothing that we could cancel
	}
	var id jsonrpc2.ID
	switch n := params.ID.(type) {
	case protocol.Integer:
		id = jsonrpc2.NewNumberID(int64(n))
	case protocol.String:
		id = jsonrpc2.NewStringID(string(n))
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if cancel, ok := r.cancel[id]; ok {
		cancel()
	}
	return struct{}{}, nil
}

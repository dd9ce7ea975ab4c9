package lsp

import (
	"context"
	"fmt"
	"sync"

	"go.lsp.dev/protocol"
)

// progressTokens has the work whose progress a client shows, so that its cancel
// button finds it.
type progressTokens struct {
	mu     sync.Mutex
	last   int
	cancel map[protocol.ProgressToken]context.CancelFunc
}

// progress shows one piece of work. The zero one shows nothing.
type progress struct {
	s     *server
	token protocol.ProgressToken
}

// begin starts to show some work to the client, under the token that it gave
// with its request or else under one of ours. The context that it returns ends
// when the user cancels the work.
func (s *server) begin(ctx context.Context, given protocol.ProgressToken, title string) (context.Context, progress) {
	token := given
	if token == nil {
		if token = s.createToken(ctx); token == nil {
			return ctx, progress{}
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	s.progress.mu.Lock()
	if s.progress.cancel == nil {
		s.progress.cancel = map[protocol.ProgressToken]context.CancelFunc{}
	}
	s.progress.cancel[token] = cancel
	s.progress.mu.Unlock()
	p := progress{s, token}
	p.send(&protocol.WorkDoneProgressBegin{Kind: "begin", Title: title, Cancellable: ptr(true)})
	return ctx, p
}

func (s *server) createToken(ctx context.Context) protocol.ProgressToken {
	if !s.can().workDoneProgress {
		return nil
	}
	s.progress.mu.Lock()
	s.progress.last++
	token := protocol.String(fmt.Sprintf("portalis-%d", s.progress.last))
	s.progress.mu.Unlock()
	params := &protocol.WorkDoneProgressCreateParams{Token: token}
	if err := s.callClient(ctx, protocol.MethodWindowWorkDoneProgressCreate, params, nil); err != nil {
		return nil
	}
	return token
}

// report says how far the work is.
func (p progress) report(message string, done, total int) {
	params := &protocol.WorkDoneProgressReport{Kind: "report", Message: &message}
	if total > 0 {
		params.Percentage = ptr(uint32(100 * done / total))
	}
	p.send(params)
}

// end says that the work is done.
func (p progress) end(message string) {
	if p.s == nil {
		return
	}
	p.s.progress.mu.Lock()
	cancel := p.s.progress.cancel[p.token]
	delete(p.s.progress.cancel, p.token)
	p.s.progress.mu.Unlock()
	p.send(&protocol.WorkDoneProgressEnd{Kind: "end", Message: &message})
	cancel()
}

func (p progress) send(value any) {
	if p.s == nil {
		return
	}
	encoded, err := protocol.Marshal(value)
	if err != nil {
		p.s.log.Error("cannot encode progress", "error", err)
		return
	}
	p.s.notify(protocol.MethodProgress, &protocol.ProgressParams{Token: p.token, Value: encoded})
}

// workDoneProgressCancel handles window/workDoneProgress/cancel.
func (s *server) workDoneProgressCancel(_ context.Context, params *protocol.WorkDoneProgressCancelParams) error {
	s.progress.mu.Lock()
	defer s.progress.mu.Unlock()
	if cancel, ok := s.progress.cancel[params.Token]; ok {
		cancel()
	}
	return nil
}

package lsp

import (
	"sync"

	"go.lsp.dev/protocol"
)

// refresher sees to it that at most one round of refresh requests is on its way:
// what changes meanwhile is shown by one more round.
type refresher struct {
	mu    sync.Mutex
	going bool
	again bool
}

// refreshViews has the client ask again for what a verdict or a setting changes:
// lenses, hints, previews and, where it pulls them, diagnostics.
func (s *server) refreshViews() {
	s.refresh.mu.Lock()
	defer s.refresh.mu.Unlock()
	if s.refresh.going {
		s.refresh.again = true
		return
	}
	s.refresh.going = true
	s.goBackground(s.refreshRounds)
}

func (s *server) refreshRounds() {
	for {
		s.refreshOnce()
		s.refresh.mu.Lock()
		if !s.refresh.again {
			s.refresh.going = false
			s.refresh.mu.Unlock()
			return
		}
		s.refresh.again = false
		s.refresh.mu.Unlock()
	}
}

func (s *server) refreshOnce() {
	can := s.can()
	for _, view := range []struct {
		wanted bool
		method string
	}{
		{can.refreshLens, protocol.MethodWorkspaceCodeLensRefresh},
		{can.refreshHints, protocol.MethodWorkspaceInlayHintRefresh},
		{can.pull, protocol.MethodWorkspaceDiagnosticRefresh},
	} {
		if !view.wanted {
			continue
		}
		if err := s.callClient(s.ctx, view.method, nil, nil); err != nil && s.ctx.Err() == nil {
			s.log.Info("the client did not refresh", "method", view.method, "error", err)
		}
	}
	s.mu.Lock()
	watched := map[*document]*snapshot{}
	for _, doc := range s.documents {
		if doc.previews.requested && doc.current != nil && doc.current.done.Load() {
			watched[doc] = doc.current
		}
	}
	s.mu.Unlock()
	for doc, snap := range watched {
		s.updatePreviews(doc, snap)
	}
}

package lsp

import "sync"

// outbox sends notifications one after the other, in the order in which they were
// put in, on a goroutine of its own. So nobody who has something to tell waits
// for a client that is slow to read, least of all whoever reads its messages.
type outbox struct {
	mu      sync.Mutex
	waiting []notification
	sending bool
}

type notification struct {
	method string
	params any
}

// notify puts a notification into the outbox.
func (s *server) notify(method string, params any) {
	s.outbox.mu.Lock()
	defer s.outbox.mu.Unlock()
	s.outbox.waiting = append(s.outbox.waiting, notification{method, params})
	if !s.outbox.sending {
		s.outbox.sending = true
		s.goBackground(s.sendWaiting)
	}
}

func (s *server) sendWaiting() {
	for {
		s.outbox.mu.Lock()
		batch := s.outbox.waiting
		s.outbox.waiting = nil
		s.outbox.sending = len(batch) > 0
		s.outbox.mu.Unlock()
		if len(batch) == 0 {
			return
		}
		for _, n := range batch {
			if err := s.conn.Notify(s.ctx, n.method, n.params); err != nil {
				if s.ctx.Err() == nil {
					s.log.Debug("cannot notify", "method", n.method, "error", err)
				}
			}
		}
	}
}

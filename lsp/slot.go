package lsp

import (
	"context"
	"sync"
)

// A slot runs one job at a time. A new job cancels the running one and waits for
// it to end; of several that wait only the newest stays.
type slot struct {
	mu      sync.Mutex
	cancel  context.CancelFunc // of the running job; nil when there is none
	waiting *job
	stopped bool
}

type job struct {
	ctx   context.Context
	spawn func(func())
	run   func(ctx context.Context)
	done  chan struct{}
}

// start runs a job as soon as the slot is free, on a goroutine that spawn makes.
// The channel it returns is closed when the job has ended, or was overtaken.
func (q *slot) start(ctx context.Context, spawn func(func()), run func(ctx context.Context)) <-chan struct{} {
	j := &job{ctx, spawn, run, make(chan struct{})}
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.stopped:
		close(j.done)
	case q.cancel == nil:
		q.launch(j)
	default:
		q.cancel()
		if q.waiting != nil {
			close(q.waiting.done)
		}
		q.waiting = j
	}
	return j.done
}

// launch runs a job; q.mu is held.
func (q *slot) launch(j *job) {
	ctx, cancel := context.WithCancel(j.ctx)
	q.cancel = cancel
	j.spawn(func() {
		defer q.ended(j, cancel)
		j.run(ctx)
	})
}

func (q *slot) ended(j *job, cancel context.CancelFunc) {
	cancel()
	close(j.done)
	q.mu.Lock()
	defer q.mu.Unlock()
	q.cancel = nil
	if next := q.waiting; next != nil {
		q.waiting = nil
		q.launch(next)
	}
}

// stop ends the running job and lets no other start.
func (q *slot) stop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.stopped = true
	if q.cancel != nil {
		q.cancel()
	}
	if q.waiting != nil {
		close(q.waiting.done)
		q.waiting = nil
	}
}

// cancelRunning ends the running job; one that waits then starts.
func (q *slot) cancelRunning() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.cancel != nil {
		q.cancel()
	}
}

package wasm

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/value"
)

// LoadTimed compiles a module to be timed: its calls run at full speed, and
// cannot be stopped, so they must be known to end.
func (h *Host) LoadTimed(ctx context.Context, wasm []byte) (*Module, error) {
	return h.load(ctx, h.timed, wasm)
}

// Time returns how long each of rounds took, in which every call is made reps
// times. Arguments are decoded before, results are dropped.
func (m *Module) Time(ctx context.Context, function int, calls [][]value.Value, reps, rounds int) ([]time.Duration, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	i, err := m.start(ctx, discard)
	if err != nil {
		return nil, err
	}
	defer i.module.Close(ctx)
	times := make([]time.Duration, 0, rounds)
	for range rounds {
		for _, args := range calls {
			address, size, err := i.pass(ctx, args)
			if err != nil {
				return nil, fmt.Errorf("cannot prepare the calls: %w", err)
			}
			ok, err := i.function(build.ExportPrepare).Call(ctx, uint64(function), address, size, uint64(reps))
			if err != nil {
				return nil, fmt.Errorf("cannot prepare the calls: %w", err)
			}
			if ok[0] == 0 {
				return nil, errors.New("cannot prepare the calls: an argument does not fit")
			}
		}
		start := time.Now()
		if _, err := i.function(build.ExportRun).Call(ctx); err != nil {
			return nil, fmt.Errorf("a timed call stopped: %w", err)
		}
		times = append(times, time.Since(start))
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return times, nil
}

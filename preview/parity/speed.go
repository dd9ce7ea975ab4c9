package parity

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/preview/wasm"
)

// A timing is a function whose speed can be measured.
type timing struct {
	*target
	at      int // in the report
	results []comparison
}

const (
	timedRounds = 5
	// roundTime is about how long Python takes for one round.
	roundTime = 15 * time.Millisecond
	// longCall is how long a single call may take in Python to be among those timed.
	longCall = 300 * time.Millisecond
	// leastTime is how long a round must take in WASM to mean something.
	leastTime = 20 * time.Microsecond
	// mostMemory bounds the arguments that are made ready for one round.
	mostMemory = 4 << 20
	mostReps   = 20_000
)

// measure makes the release build and compares its speed with that of Python.
func (s *session) measure(ctx context.Context) error {
	if len(s.timings) == 0 {
		return nil
	}
	s.req.Stage(Measuring)
	binary, err := s.builder.Module(ctx, s.module, build.Release)
	if err != nil {
		return err
	}
	s.report.WasmSize = len(binary)
	module, err := s.host.LoadTimed(ctx, binary)
	if err != nil {
		return err
	}
	defer module.Close(context.WithoutCancel(ctx))
	for _, t := range s.timings {
		speed := t.measure(ctx, module)
		if err := ctx.Err(); err != nil {
			return err
		}
		if speed > 0 {
			s.report.Functions[t.at].Speed = speed
			s.req.Each(s.report.Functions[t.at])
		}
	}
	return nil
}

// measure returns the speed of one function, 0 if it cannot be told: a function
// that cannot be timed is no error of the run.
func (t *timing) measure(ctx context.Context, module *wasm.Module) float64 {
	calls, reps := t.choose()
	if len(calls) == 0 {
		return 0
	}
	slow, err := t.oracle.Time(ctx, python.Timing{Batch: t.batch(calls), Reps: reps, Rounds: timedRounds})
	if err != nil {
		return 0
	}
	fast, err := module.Time(ctx, t.index, calls, reps, timedRounds)
	if err != nil || median(fast) < leastTime {
		return 0
	}
	return threeDigits(float64(median(slow)) / float64(median(fast)))
}

// choose returns the calls to time, which are those that returned the same on
// both sides, and how often to make them.
func (t *timing) choose() (calls [][]value.Value, reps int) {
	var total time.Duration
	size := 0
	agreeing := slices.DeleteFunc(slices.Clone(t.results), func(c comparison) bool {
		return c.verdict != Identical && c.verdict != Equal || !c.python.Returned() || c.python.Elapsed > longCall
	})
	slices.SortStableFunc(agreeing, func(a, b comparison) int { return cmp.Compare(b.python.Elapsed, a.python.Elapsed) })
	for _, c := range agreeing {
		if total > roundTime {
			break
		}
		calls = append(calls, c.Args)
		total += c.python.Elapsed
		size += 64 + len(value.Encode(value.OfTuple(c.Args...)))
	}
	reps = int(roundTime / max(total, 1))
	return calls, max(1, min(reps, mostReps/max(len(calls), 1), mostMemory/max(size, 1)))
}

func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}

func threeDigits(x float64) float64 {
	scale := math.Pow(10, 2-math.Floor(math.Log10(x)))
	return math.Round(x*scale) / scale
}

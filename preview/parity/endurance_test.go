package parity

import (
	"flag"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/portalis-dev/portalis/preview/cases"
)

var runs = flag.Int("runs", 250, "how many runs the endurance test makes")

// TestManyRuns checks that a runner that stays, as in an editor, does not grow.
// "make endurance" has it make 1,000 runs.
func TestManyRuns(t *testing.T) {
	const settled = 100
	if *runs <= settled {
		t.Fatalf("-runs must be more than %d", settled)
	}
	a, m := file(t, "", hands[:2]...)
	r := runner(t)
	var before state
	for n := range *runs {
		if n == settled {
			before = stateOf(t)
		}
		report, err := r.Run(t.Context(), Request{Analysis: a, Module: m, Cases: cases.Options{Count: 5, Seed: uint64(n)}, NoSpeed: true})
		if err != nil {
			t.Fatalf("run %d: %v", n, err)
		}
		if report.Totals.Functions != 2 || report.Totals.Calls < 10 {
			t.Fatalf("run %d: %+v", n, report.Totals)
		}
	}
	after := stateOf(t)
	t.Logf("before %+v, after %+v", before, after)
	if after.handles > before.handles+2 {
		t.Errorf("open files: %d after %d runs, %d after %d", before.handles, settled, after.handles, *runs)
	}
	if after.goroutines > before.goroutines+2 {
		t.Errorf("goroutines: %d after %d runs, %d after %d", before.goroutines, settled, after.goroutines, *runs)
	}
	if after.heap > before.heap+4<<20 {
		t.Errorf("heap: %d bytes after %d runs, %d after %d", before.heap, settled, after.heap, *runs)
	}
	if after.resident > before.resident+48<<20 {
		t.Errorf("resident memory: %d bytes after %d runs, %d after %d", before.resident, settled, after.resident, *runs)
	}
}

// state is what a process holds.
type state struct {
	handles, goroutines int
	heap, resident      int // bytes
}

func stateOf(t *testing.T) state {
	t.Helper()
	// What a finalizer held (compiled modules have them) goes with the collection after it ran.
	for range 3 {
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	s := state{goroutines: runtime.NumGoroutine(), heap: int(mem.HeapAlloc)}
	if files, err := os.ReadDir("/proc/self/fd"); err == nil {
		s.handles = len(files)
	}
	if text, err := os.ReadFile("/proc/self/statm"); err == nil {
		pages, _ := strconv.Atoi(strings.Fields(string(text))[1])
		s.resident = pages * os.Getpagesize()
	}
	return s
}

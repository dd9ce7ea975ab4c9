package parallel

import (
	"sync/atomic"
	"testing"
)

func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, 7, 1000} {
		calls := make([]atomic.Int32, n)
		Each(n, 3, func(i int) { calls[i].Add(1) })
		for i := range calls {
			if got := calls[i].Load(); got != 1 {
				t.Errorf("Each(%d): %d calls with %d", n, got, i)
			}
		}
	}
}

func TestEachPanics(t *testing.T) {
	defer func() {
		if got := recover(); got != "seven" {
			t.Errorf("recovered %v, want what the work panicked with", got)
		}
	}()
	Each(100, 1, func(i int) {
		if i == 7 {
			panic("seven")
		}
	})
	t.Error("Each returned")
}

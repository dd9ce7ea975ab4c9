// Package parallel shares work that falls into parts out among the processors.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls work with 0 to n-1, each once, in any order and on all processors at a time;
// fewer than least parts are not worth a further processor. It returns when all is done.
// A panic of work ends the others as soon as their part is done, and goes on in the caller.
func Each(n, least int, work func(i int)) {
	var next atomic.Int64
	var failed atomic.Pointer[any]
	take := func() {
		defer func() {
			if problem := recover(); problem != nil {
				failed.CompareAndSwap(nil, &problem)
			}
		}()
		for i := next.Add(1) - 1; i < int64(n) && failed.Load() == nil; i = next.Add(1) - 1 {
			work(int(i))
		}
	}
	var others sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n/max(least, 1)) - 1 {
		others.Go(take)
	}
	take()
	others.Wait()
	if problem := failed.Load(); problem != nil {
		panic(*problem)
	}
}

package wasm

import (
	"context"
	"crypto/sha256"
	"slices"
	"sync"

	"github.com/tetratelabs/wazero"
)

// mostKept is how many compiled modules are kept that nobody uses.
const mostKept = 8

// kept are compiled modules, those used last at the end: compiling takes far
// longer than running does, and most runs are of a module that was run before.
type kept struct {
	mu  sync.Mutex
	all []*compiled
}

// A compiled module may be used by several Modules at a time.
type compiled struct {
	wazero.CompiledModule
	runtime wazero.Runtime
	key     [sha256.Size]byte
	users   int
}

// get returns the compiled module of some bytes in a runtime.
func (k *kept) get(ctx context.Context, r wazero.Runtime, wasm []byte) (*compiled, error) {
	key := sha256.Sum256(wasm)
	if c := k.find(r, key); c != nil {
		return c, nil
	}
	module, err := r.CompileModule(ctx, wasm)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	c := &compiled{module, r, key, 1}
	k.all = append(k.all, c)
	return c, nil
}

func (k *kept) find(r wazero.Runtime, key [sha256.Size]byte) *compiled {
	k.mu.Lock()
	defer k.mu.Unlock()
	i := slices.IndexFunc(k.all, func(c *compiled) bool { return c.runtime == r && c.key == key })
	if i < 0 {
		return nil
	}
	c := k.all[i]
	c.users++
	k.all = append(slices.Delete(k.all, i, i+1), c)
	return c
}

// put gives a module back, and frees the one that nobody used for longest if
// there are too many.
func (k *kept) put(ctx context.Context, c *compiled) error {
	k.mu.Lock()
	c.users--
	idle, oldest := 0, -1
	for i, other := range k.all {
		if other.users == 0 {
			if idle == 0 {
				oldest = i
			}
			idle++
		}
	}
	var drop *compiled
	if idle > mostKept {
		drop = k.all[oldest]
		k.all = slices.Delete(k.all, oldest, oldest+1)
	}
	k.mu.Unlock()
	if drop == nil {
		return nil
	}
	return drop.Close(ctx)
}

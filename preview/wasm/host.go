// Package wasm runs the calls of a built module in process, with wazero. A module
// sees no files, no clock, no randomness and no input, and cannot take more
// time, memory or output than it is given.
package wasm

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/value"
)

// Limits bound what a call may use.
type Limits struct {
	Call   time.Duration // for one call
	Memory int64         // bytes
	Output int64         // bytes that one call may print
}

// DefaultLimits give a call more time than Python has for it, since a module
// that can be stopped runs several times slower than one that cannot.
var DefaultLimits = Limits{Call: 10 * time.Second, Memory: 256 << 20, Output: 1 << 20}

const pageSize = 64 << 10

// A Host compiles and runs modules. It is safe for use by several goroutines.
type Host struct {
	limits Limits
	cache  wazero.CompilationCache
	// checked can stop a module that does not end, at the price of loops that
	// are 7 to 10 times slower; timed cannot.
	checked, timed wazero.Runtime
	kept           kept
}

// NewHost returns a host. Close it after use.
func NewHost(ctx context.Context, limits Limits) (*Host, error) {
	h := &Host{limits: limits, cache: wazero.NewCompilationCache()}
	config := wazero.NewRuntimeConfig().
		WithCompilationCache(h.cache).
		WithMemoryLimitPages(uint32(limits.Memory / pageSize))
	h.checked = wazero.NewRuntimeWithConfig(ctx, config.WithCloseOnContextDone(true))
	h.timed = wazero.NewRuntimeWithConfig(ctx, config)
	for _, r := range []wazero.Runtime{h.checked, h.timed} {
		if _, err := wasi_snapshot_preview1.Instantiate(ctx, r); err != nil {
			return nil, errors.Join(fmt.Errorf("cannot start WASI: %w", err), h.Close(ctx))
		}
	}
	return h, nil
}

// Close frees everything that h holds; its modules end.
func (h *Host) Close(ctx context.Context) error {
	return errors.Join(h.checked.Close(ctx), h.timed.Close(ctx), h.cache.Close(ctx))
}

// A Module is a compiled module. Its methods may be called from several
// goroutines; it makes one call at a time.
type Module struct {
	host     *Host
	runtime  wazero.Runtime
	compiled *compiled

	mu       sync.Mutex
	instance *instance // nil before the first call and after one that trapped
	memory   int64     // the most that an instance took beyond what it started with
}

// Memory returns the most memory, in bytes, that calls since the last Reset took
// beyond what an instance starts with. It grows by pages of 64 kB.
func (m *Module) Memory() int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.memory
}

// Load compiles a module to be checked: each of its calls can be stopped.
func (h *Host) Load(ctx context.Context, wasm []byte) (*Module, error) {
	return h.load(ctx, h.checked, wasm)
}

func (h *Host) load(ctx context.Context, r wazero.Runtime, wasm []byte) (*Module, error) {
	compiled, err := h.kept.get(ctx, r, wasm)
	if err != nil {
		return nil, fmt.Errorf("wazero cannot compile the module: %w", err)
	}
	return &Module{host: h, runtime: r, compiled: compiled}, nil
}

// Close gives the module back, which may be used no more.
func (m *Module) Close(ctx context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return errors.Join(m.drop(ctx), m.host.kept.put(ctx, m.compiled))
}

// drop makes the next call start from a fresh instance.
func (m *Module) drop(ctx context.Context) error {
	if m.instance == nil {
		return nil
	}
	err := m.instance.module.Close(ctx)
	m.instance = nil
	return err
}

// Reset makes the next call start from a fresh instance, without state that
// earlier calls left.
func (m *Module) Reset(ctx context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.memory = 0
	return m.drop(ctx)
}

// Call makes one call of the function with an index in the module that was
// built. The error is ctx's, or says that the module is not what it should be;
// whatever the call itself does is its outcome.
func (m *Module) Call(ctx context.Context, function int, args []value.Value) (value.Outcome, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return value.Outcome{}, err
	}
	if m.instance == nil {
		var err error
		if m.instance, err = m.start(ctx, m.host.limits.Output); err != nil {
			return value.Outcome{}, err
		}
	}
	outcome, err := m.call(ctx, m.instance, function, args)
	m.memory = max(m.memory, int64(m.instance.module.Memory().Size())-m.instance.least)
	if err != nil || outcome.Args == nil {
		// What is left of a module that trapped cannot be trusted.
		m.drop(ctx)
	}
	if ctx.Err() != nil {
		return value.Outcome{}, ctx.Err()
	}
	return outcome, err
}

func (m *Module) call(ctx context.Context, i *instance, function int, args []value.Value) (value.Outcome, error) {
	address, size, err := i.pass(ctx, args)
	if err != nil {
		return value.Outcome{Stop: value.OutOfMemory}, nil
	}
	i.stdout.reset()
	i.stderr.reset()
	limited, cancel := context.WithTimeout(ctx, m.host.limits.Call)
	defer cancel()
	start := time.Now()
	_, trap := i.function(build.ExportCall).Call(limited, uint64(function), address, size)
	elapsed := time.Since(start)
	var outcome value.Outcome
	switch {
	case i.stdout.over:
		outcome.Stop = value.TooMuchText
	case limited.Err() != nil:
		outcome.Stop = value.OutOfTime
	default:
		if outcome, err = i.outcome(args, trap); err != nil {
			return value.Outcome{}, err
		}
	}
	outcome.Stdout, outcome.Elapsed = i.stdout.String(), elapsed
	return outcome, nil
}

// start makes a fresh instance, of which a call may print output bytes.
func (m *Module) start(ctx context.Context, output int64) (*instance, error) {
	i := &instance{stdout: newLimited(output), stderr: newLimited(10_000)}
	config := wazero.NewModuleConfig().
		WithName("").
		WithStdout(i.stdout).
		WithStderr(i.stderr).
		WithStartFunctions(build.ExportInit)
	var err error
	if i.module, err = m.runtime.InstantiateModule(ctx, m.compiled.CompiledModule, config); err != nil {
		return nil, fmt.Errorf("the module does not start: %w", err)
	}
	where, err := i.function(build.ExportOutcome).Call(ctx)
	if err != nil {
		return nil, fmt.Errorf("the module does not start: %w", err)
	}
	i.where, i.least = uint32(where[0]), int64(i.module.Memory().Size())
	return i, nil
}

// An instance is a running module.
type instance struct {
	module         api.Module
	stdout, stderr *limited
	where          uint32 // address of address and length of the last outcome
	least          int64  // memory that it started with
}

func (i *instance) function(name string) api.Function { return i.module.ExportedFunction(name) }

// pass writes the arguments into the memory of the module.
func (i *instance) pass(ctx context.Context, args []value.Value) (address, size uint64, err error) {
	data := value.Encode(value.OfTuple(args...))
	results, err := i.function(build.ExportAlloc).Call(ctx, uint64(len(data)))
	if err != nil {
		return 0, 0, err
	}
	if !i.module.Memory().Write(uint32(results[0]), data) {
		return 0, 0, errors.New("the module gave no memory for the arguments")
	}
	return results[0], uint64(len(data)), nil
}

package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/cache"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/toolchain"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/preview/wasm"
	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/rt"
)

const (
	pythonRounds = 3
	wasmRounds   = 7
)

// A row is what was measured of one kernel: the least of the rounds, since what
// else runs on the machine only ever adds time.
type row struct {
	kernel
	python, wasm, native, hand time.Duration
	size                       int // of the WASM, with what calls it, in bytes
}

// A lab has all sides ready.
type lab struct {
	builder     *build.Builder
	host        *wasm.Host
	interpreter python.Interpreter
	native      *native
}

func newLab(ctx context.Context) (*lab, error) {
	found, err := toolchain.Find(ctx, toolchain.Options{})
	if err != nil {
		return nil, err
	}
	files, err := cache.Open("", cache.Limit)
	if err != nil {
		return nil, err
	}
	interpreter, err := python.Find(ctx, python.Search{})
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "portalis-bench-")
	if err != nil {
		return nil, err
	}
	native := &native{rustc: found.Rustc, dir: dir}
	if err := native.runtime(ctx); err != nil {
		return nil, err
	}
	host, err := wasm.NewHost(ctx, wasm.DefaultLimits)
	if err != nil {
		return nil, err
	}
	builder := &build.Builder{Toolchain: found, Cache: files, Runtime: rt.Files}
	return &lab{builder: builder, host: host, interpreter: interpreter, native: native}, nil
}

func (l *lab) close(ctx context.Context) {
	l.host.Close(ctx)
	os.RemoveAll(l.native.dir)
}

func (l *lab) measure(ctx context.Context, k kernel) (row, error) {
	r := row{kernel: k}
	source, err := k.source(".py")
	if err != nil {
		return r, err
	}
	m := translate.Translate(analysis.Analyze(k.name+".py", []byte(source)), translate.Options{})
	index := slices.IndexFunc(m.Functions, func(f *translate.Function) bool { return f.Name == k.function && f.Translated() })
	if index < 0 {
		return r, fmt.Errorf("%s is not translated", k.function)
	}
	want, err := l.inPython(ctx, &r, source)
	if err != nil {
		return r, err
	}
	if err := l.inWasm(ctx, &r, m, index, want); err != nil {
		return r, err
	}
	return r, l.natively(ctx, &r, m, want)
}

func (k kernel) args() []value.Value { return []value.Value{value.OfInt(k.n)} }

// inPython times CPython and returns its result.
func (l *lab) inPython(ctx context.Context, r *row, source string) (value.Value, error) {
	limits := python.DefaultLimits
	limits.Call = time.Minute
	oracle := python.New(l.interpreter, limits)
	defer oracle.Close()
	batch := python.Batch{
		Program: python.Program{Path: r.name + ".py", Source: source}, Function: r.function, Args: [][]value.Value{r.args()},
	}
	outcomes, err := oracle.Run(ctx, batch)
	if err != nil {
		return value.Value{}, err
	}
	if !outcomes[0].Returned() {
		return value.Value{}, fmt.Errorf("in CPython it does not return: %v %s", outcomes[0].Raised, outcomes[0].Stop)
	}
	times, err := oracle.Time(ctx, python.Timing{Batch: batch, Reps: 1, Rounds: pythonRounds})
	if err != nil {
		return value.Value{}, err
	}
	r.python = slices.Min(times)
	return outcomes[0].Value, nil
}

// inWasm times the release build in wazero.
func (l *lab) inWasm(ctx context.Context, r *row, m *translate.Module, index int, want value.Value) error {
	binary, err := l.builder.Module(ctx, m, build.Release)
	if err != nil {
		return err
	}
	r.size = len(binary)
	module, err := l.host.LoadTimed(ctx, binary)
	if err != nil {
		return err
	}
	defer module.Close(ctx)
	outcome, err := module.Call(ctx, index, r.args())
	if err != nil {
		return err
	}
	if !outcome.Returned() || !value.Equal(outcome.Value, want) {
		return fmt.Errorf("CPython gives %s and WASM %s %s", value.Repr(want), value.Repr(outcome.Value), outcome.Stop)
	}
	times, err := module.Time(ctx, index, [][]value.Value{r.args()}, 1, wasmRounds)
	if err != nil {
		return err
	}
	r.wasm = slices.Min(times)
	return nil
}

// natively times the translation and the Rust by hand in one process.
func (l *lab) natively(ctx context.Context, r *row, m *translate.Module, want value.Value) error {
	hand, err := r.source(".rs")
	if err != nil {
		return err
	}
	got, err := l.native.measure(ctx, r.kernel, m, hand)
	if err != nil {
		return err
	}
	for side, result := range map[string]string{"the Rust": got.ours, "the Rust by hand": got.hand} {
		if !same(want, result) {
			return fmt.Errorf("CPython gives %s and %s %s", value.Repr(want), side, result)
		}
	}
	r.native, r.hand = got.oursTime, got.handTime
	return nil
}

// same reports whether text, as Rust displays it, is the value.
func same(want value.Value, text string) bool {
	switch want.Kind {
	case value.Float:
		got, err := strconv.ParseFloat(text, 64)
		return err == nil && got == want.Float
	case value.Str:
		return text == want.Text
	}
	return text == value.Repr(want)
}

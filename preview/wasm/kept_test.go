package wasm

import (
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/build/buildtest"
	"github.com/portalis-dev/portalis/preview/value"
)

func TestModulesAreKept(t *testing.T) {
	ctx := t.Context()
	binary, err := buildtest.Builder(t).Module(ctx, buildtest.Module(functions...), build.Quick)
	if err != nil {
		t.Fatal(err)
	}
	h, err := NewHost(ctx, limits)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close(ctx)
	load := func(wasm []byte) *Module {
		m, err := h.Load(ctx, wasm)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	double := func(m *Module) {
		t.Helper()
		out, err := m.Call(ctx, 0, []value.Value{value.OfInt(21)})
		if err != nil || out.Value.Int != 42 {
			t.Errorf("got %+v, %v", out, err)
		}
	}
	first, second := load(binary), load(binary)
	if first.compiled != second.compiled {
		t.Error("the same module was compiled twice")
	}
	if err := first.Close(ctx); err != nil {
		t.Fatal(err)
	}
	double(second) // though the other gave it back
	// A custom section makes another module of it.
	for n := range mostKept + 5 {
		other := load(append(append([]byte(nil), binary...), 0, 3, 1, byte('a'+n), 0))
		double(other)
		if err := other.Close(ctx); err != nil {
			t.Fatal(err)
		}
		double(second) // what is in use is never freed
	}
	if len(h.kept.all) != mostKept+1 {
		t.Errorf("%d modules are kept, want %d and the one in use", len(h.kept.all), mostKept)
	}
	if err := second.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Load(ctx, []byte("no module")); err == nil || !strings.Contains(err.Error(), "cannot compile") {
		t.Errorf("loading nonsense: %v", err)
	}
}

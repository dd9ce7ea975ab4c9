// Package buildtest helps tests that build modules.
package buildtest

import (
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/cache"
	"github.com/portalis-dev/portalis/preview/toolchain"
	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/rt"
)

// Builder returns a builder that uses the toolchain of the machine and the
// user's cache, so that the runtime is compiled once for all tests. It denies
// warnings.
func Builder(t *testing.T) *build.Builder {
	t.Helper()
	found, err := toolchain.Find(t.Context(), toolchain.Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := cache.Open("", cache.Limit)
	if err != nil {
		t.Fatal(err)
	}
	return &build.Builder{Toolchain: found, Cache: files, Runtime: rt.Files, DenyWarnings: true}
}

// Module puts together the module of functions written by hand, whose Rust,
// RustName and Params are set. The others of its fields are filled in.
func Module(functions ...*translate.Function) *translate.Module {
	m := &translate.Module{Name: "hand", Functions: functions}
	var b strings.Builder
	for _, f := range functions {
		if strings.Contains(f.Rust, "rt::") {
			m.UsesRuntime = true
		}
	}
	if m.UsesRuntime {
		b.WriteString("use portalis_rt as rt;\n\n")
	}
	for _, f := range functions {
		if f.Name == "" {
			f.Name = f.RustName
		}
		f.Place = syntax.Range{Start: b.Len(), End: b.Len() + len(f.Rust)}
		b.WriteString(f.Rust)
		b.WriteString("\n\n")
	}
	m.Rust = b.String()
	return m
}

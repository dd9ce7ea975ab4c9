package build_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/build/buildtest"
	"github.com/portalis-dev/portalis/preview/cache"
	"github.com/portalis-dev/portalis/translate"
)

func good() *translate.Function {
	return &translate.Function{RustName: "good", Rust: "pub fn good(n: i64) -> i64 {\n    n\n}", Params: []translate.Param{{Name: "n", Owned: "i64"}}}
}

func bad() *translate.Function {
	return &translate.Function{
		RustName: "bad", Rust: "pub fn bad() -> i64 {\n    \"é\".len()\n}",
		NameRange: syntax.Range{Start: 4, End: 7},
	}
}

func TestModuleIsBuiltOnce(t *testing.T) {
	b := buildtest.Builder(t)
	first, err := b.Module(t.Context(), buildtest.Module(good()), build.Quick)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(first), "\x00asm") {
		t.Error("what was built is no WASM")
	}
	// What is in the cache needs no rustc any more.
	b.Toolchain.Rustc = "/no/such/rustc"
	again, err := b.Module(t.Context(), buildtest.Module(good()), build.Quick)
	if err != nil || string(again) != string(first) {
		t.Errorf("the second time: %v", err)
	}
	other := good()
	other.Rust += "\n// " + t.TempDir()
	if _, err := b.Module(t.Context(), buildtest.Module(other), build.Quick); err == nil || !strings.Contains(err.Error(), "cannot run rustc") {
		t.Errorf("another module without a rustc: %v", err)
	}
}

func TestBrokenRustIsOurMistake(t *testing.T) {
	b := buildtest.Builder(t)
	caller := &translate.Function{RustName: "caller", Rust: "pub fn caller() -> i64 {\n    bad()\n}", Calls: []string{"bad"}}
	m := buildtest.Module(good(), bad(), caller)
	_, err := b.Module(t.Context(), m, build.Quick)
	broken, ok := errors.AsType[*build.CompileError](err)
	if !ok {
		t.Fatalf("got %v, want a CompileError", err)
	}
	if len(broken.Broken) != 1 || broken.Broken[0].Name != "bad" {
		t.Errorf("broken: %v", broken.Broken)
	}
	finding := broken.Findings[0]
	if finding.Code != "PT901" || finding.Range.Start != 4 || !strings.Contains(finding.Message, "mismatched types (E0308)") {
		t.Errorf("got %+v", finding)
	}

	rest := build.Without(m, broken.Broken, broken.Findings)
	if m.Functions[1].Refused != nil {
		t.Error("the module itself was changed")
	}
	for i, want := range []string{"", "mismatched types", "calls a function whose Rust does not compile"} {
		refused := rest.Functions[i].Refused
		if (len(refused) == 0) != (want == "") || want != "" && !strings.Contains(refused[0].Message, want) {
			t.Errorf("function %d: refused %v, want %q", i, refused, want)
		}
	}
	if _, err := b.Module(t.Context(), rest, build.Quick); err != nil {
		t.Errorf("the rest does not compile: %v", err)
	}
}

func TestWarningsAreDenied(t *testing.T) {
	b := buildtest.Builder(t)
	f := good()
	f.Rust = "pub fn good(n: i64) -> i64 {\n    let unused = 1;\n    n\n}"
	m := buildtest.Module(f)
	if _, err := b.Module(t.Context(), m, build.Quick); err == nil || !strings.Contains(err.Error(), "unused variable") {
		t.Errorf("got %v, want the warning", err)
	}
	b.DenyWarnings = false
	if _, err := b.Module(t.Context(), m, build.Quick); err != nil {
		t.Errorf("a warning kept users from a preview: %v", err)
	}
}

func TestMistakeOutsideFunctions(t *testing.T) {
	m := buildtest.Module(good())
	m.Rust += "const N: i64 = \"\";\n"
	_, err := buildtest.Builder(t).Module(t.Context(), m, build.Quick)
	broken, ok := errors.AsType[*build.CompileError](err)
	if !ok || len(broken.Broken) != 1 {
		t.Fatalf("got %v, want the only function broken", err)
	}
	rest := build.Without(m, broken.Broken, broken.Findings)
	if refused := rest.Functions[0].Refused; len(refused) == 0 || !strings.Contains(refused[0].Message, "mismatched types (E0308)") {
		t.Errorf("refused: %v", refused)
	}
}

// fake returns a builder whose rustc is a shell script, with a cache of its own.
func fake(t *testing.T, script string) *build.Builder {
	t.Helper()
	dir := t.TempDir()
	b := buildtest.Builder(t)
	b.Toolchain.Rustc = filepath.Join(dir, "rustc")
	if err := os.WriteFile(b.Toolchain.Rustc, []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	var err error
	if b.Cache, err = cache.Open(filepath.Join(dir, "cache"), cache.Limit); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRustcThatFails(t *testing.T) {
	for script, want := range map[string]string{
		"kill -9 $$":                     "rustc was stopped (signal: killed); free some memory, or try again",
		"echo no space left >&2; exit 1": "no space left",
	} {
		_, err := fake(t, script).Module(t.Context(), buildtest.Module(good()), build.Quick)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", script, err, want)
		}
	}
}

func TestCancelKillsTheWholeGroup(t *testing.T) {
	pidFile := filepath.Join(t.TempDir(), "pid")
	b := fake(t, "sleep 1000 & echo $! > "+pidFile+"; wait")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for {
			if data, _ := os.ReadFile(pidFile); len(data) > 0 {
				cancel()
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	if _, err := b.Module(ctx, buildtest.Module(good()), build.Quick); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	data, err := os.ReadFile(pidFile)
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	for alive(pid) {
		time.Sleep(time.Millisecond) // it is on its way out, or the test ends by its own limit
	}
}

// alive reports whether a process runs. One that has ended may stay as a zombie,
// since its parent was killed before it could wait for it.
func alive(pid int) bool {
	state, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	return syscall.Kill(pid, 0) == nil && !strings.Contains(string(state), ") Z ")
}

// TestBatch puts modules together that have the same names, and names of the
// harness.
func TestBatch(t *testing.T) {
	b := buildtest.Builder(t)
	other := good()
	other.Rust = "pub fn text(n: i64) -> i64 {\n    n + rt::int::abs(-1)\n}\n\npub fn good(n: i64) -> i64 {\n    text(n)\n}"
	code, err := b.Batch(t.Context(), []*translate.Module{buildtest.Module(good()), buildtest.Module(other)}, build.Quick)
	if err != nil || !strings.HasPrefix(string(code), "\x00asm") {
		t.Errorf("%v", err)
	}
	unused := good()
	unused.Rust = "pub fn good(n: i64) -> i64 {\n    let unused = 1;\n    n\n}"
	if _, err := b.Batch(t.Context(), []*translate.Module{buildtest.Module(good()), buildtest.Module(unused)}, build.Quick); err == nil || !strings.Contains(err.Error(), "unused variable") {
		t.Errorf("got %v, want the warning", err)
	}
}

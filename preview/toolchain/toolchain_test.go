package toolchain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/preview/cache"
)

// machine is a made-up home and PATH; nothing of the real one is seen but
// /usr/bin, which tests avoid by naming a rustc.
type machine struct {
	t    *testing.T
	home string
	bin  string
}

func newMachine(t *testing.T) machine {
	t.Helper()
	m := machine{t, t.TempDir(), t.TempDir()}
	t.Setenv("RUSTUP_HOME", filepath.Join(m.home, ".rustup"))
	t.Setenv("PATH", m.bin)
	t.Setenv(EnvRustc, "")
	return m
}

func (m machine) write(path, text string, mode os.FileMode) string {
	m.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		m.t.Fatal(err)
	}
	return path
}

// rustc puts a rustc that says it is of a version into a sysroot, with those of
// "std" and "lld" that parts names.
func (m machine) rustc(sysroot, version string, parts ...string) string {
	for _, part := range parts {
		switch part {
		case "std":
			m.write(filepath.Join(sysroot, "lib/rustlib", Target, "lib/libstd-1.rlib"), "", 0o644)
		case "lld":
			m.write(filepath.Join(sysroot, "lib/rustlib/made-up-host/bin/rust-lld"), "", 0o755)
		}
	}
	script := fmt.Sprintf("#!/bin/sh\ncase $1 in\n-vV) echo 'rustc %[1]s'; echo 'host: made-up-host'; echo 'release: %[1]s';;\n*) echo '%[2]s';;\nesac\n", version, sysroot)
	return m.write(filepath.Join(sysroot, "bin/rustc"), script, 0o755)
}

func (m machine) toolchain(name string) string {
	return filepath.Join(m.home, ".rustup", "toolchains", name)
}

func TestFindTakesTheFirstThatIsUsable(t *testing.T) {
	m := newMachine(t)
	m.rustc(m.toolchain("1.90"), "1.90.0") // no std
	nightly := m.rustc(m.toolchain("nightly"), "1.99.0-nightly", "std", "lld")
	got, err := Find(t.Context(), Options{})
	if err != nil || got.Rustc != nightly || got.Version != "rustc 1.99.0-nightly" || got.Linker != "" {
		t.Errorf("got %+v, %v", got, err)
	}
	stable := m.rustc(m.toolchain("stable"), "1.91.0", "std", "lld")
	if got, err = Find(t.Context(), Options{}); err != nil || got.Rustc != stable {
		t.Errorf("with a stable one: got %+v, %v", got, err)
	}
	t.Setenv(EnvRustc, nightly)
	if got, err = Find(t.Context(), Options{}); err != nil || got.Rustc != nightly {
		t.Errorf("with %s: got %+v, %v", EnvRustc, got, err)
	}
	if got, err = Find(t.Context(), Options{Rustc: stable}); err != nil || got.Rustc != stable {
		t.Errorf("with a setting: got %+v, %v", got, err)
	}
}

func TestFindTakesALinkerThatExists(t *testing.T) {
	m := newMachine(t)
	rustc := m.rustc(m.toolchain("stable"), "1.85.0", "std")
	versioned := m.write(filepath.Join(m.bin, "wasm-ld-19"), "", 0o755)
	got, err := Find(t.Context(), Options{Rustc: rustc})
	if err != nil || got.Linker != versioned {
		t.Errorf("got %q, %v", got.Linker, err)
	}
	plain := m.write(filepath.Join(m.bin, "wasm-ld"), "", 0o755)
	if got, err = Find(t.Context(), Options{Rustc: rustc}); err != nil || got.Linker != plain {
		t.Errorf("got %q, %v", got.Linker, err)
	}
	if got, err = Find(t.Context(), Options{Rustc: rustc, Linker: versioned}); err != nil || got.Linker != versioned {
		t.Errorf("with a setting: got %q, %v", got.Linker, err)
	}
}

func TestMissingNamesTheCommand(t *testing.T) {
	m := newMachine(t)
	fake := m.write(filepath.Join(m.home, "fails"), "#!/bin/sh\necho no toolchain >&2; exit 1\n", 0o755)
	bare := m.rustc(m.toolchain("stable"), "1.95.0", "lld")
	for _, test := range []struct {
		rustc, linker, problem string
		rustup                 bool
		command                string
	}{
		{rustc: "/no/such/rustc", problem: "/no/such/rustc does not exist", command: setup},
		{rustc: fake, problem: "no toolchain", command: setup},
		{rustc: m.rustc(m.toolchain("old"), "1.84.1", "std", "lld"), problem: "older than 1.85", command: setup},
		{rustc: bare, problem: "no wasm32-wasip1 standard library", command: setup},
		{rustc: m.rustc(m.toolchain("nolld"), "1.95.0", "std"), linker: "no-such-linker", problem: "no linker", command: setup},
		{rustc: bare, problem: "no wasm32-wasip1 standard library", rustup: true, command: "rustup target add --toolchain stable wasm32-wasip1"},
		{rustc: m.rustc(m.home+"/elsewhere", "1.95.0", "lld"), problem: "no wasm32-wasip1", rustup: true, command: setup},
	} {
		if test.rustup {
			m.write(filepath.Join(m.bin, "rustup"), "", 0o755)
		}
		_, err := Find(t.Context(), Options{Rustc: test.rustc, Linker: test.linker})
		missing, ok := errors.AsType[*MissingError](err)
		if !ok || !strings.Contains(missing.Problem, test.problem) || missing.Command != test.command {
			t.Errorf("%s: got %+v, want %q and %q", test.rustc, err, test.problem, test.command)
		}
	}
}

func TestFindStopsWithTheContext(t *testing.T) {
	m := newMachine(t)
	rustc := m.rustc(m.toolchain("stable"), "1.95.0", "std", "lld")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Find(ctx, Options{Rustc: rustc}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestDoctor(t *testing.T) {
	m := newMachine(t)
	t.Setenv(cache.EnvDir, filepath.Join(m.home, "cache"))
	t.Setenv("VIRTUAL_ENV", "")
	python := m.write(filepath.Join(m.home, "python"), "#!/bin/sh\necho cpython 3.12.1 /some/python\n", 0o755)
	report := func(opts Options) string {
		var lines []string
		for _, c := range Doctor(t.Context(), opts) {
			lines = append(lines, fmt.Sprintf("%s %s %s", c.Name, c.Status, c.Fix))
			if c.Status != OK && c.Detail == "" {
				t.Errorf("%s: nothing says what is the matter", c.Name)
			}
		}
		return strings.Join(lines, "\n")
	}
	bare := m.rustc(m.toolchain("bare"), "1.95.0", "lld")
	got := report(Options{Rustc: bare, Python: "/no/such/python"})
	want := `rustc ok 
wasm32-wasip1 missing scripts/setup.sh
linker missing 
python3 missing scripts/setup.sh
cache ok 
num-bigint ok 
clippy optional rustup component add clippy
rustfmt optional rustup component add rustfmt
wasm-opt optional scripts/setup.sh`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	whole := m.rustc(m.toolchain("whole"), "1.95.0", "std", "lld")
	m.write(filepath.Join(m.bin, "wasm-opt"), "#!/bin/sh\necho wasm-opt version 108\n", 0o755)
	got = report(Options{Rustc: whole, Python: python})
	want = `rustc ok 
wasm32-wasip1 ok 
linker ok 
python3 ok 
cache ok 
num-bigint ok 
clippy optional rustup component add clippy
rustfmt optional rustup component add rustfmt
wasm-opt ok `
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestThisMachine(t *testing.T) {
	got, err := Find(t.Context(), Options{})
	if err != nil {
		t.Fatalf("%v (the tests need what the set-up installs)", err)
	}
	if !strings.HasPrefix(got.Version, "rustc 1.") || got.ID == "" || got.Sysroot == "" {
		t.Errorf("got %+v", got)
	}
}

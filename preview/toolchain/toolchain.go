// Package toolchain finds what is needed to build and run the translation: a
// rustc that can build for WASM, a linker, and what goes with them. It says in
// plain data what it found, what is missing, and the one command that mends it.
package toolchain

import (
	"context"
	"fmt"
	"strings"
)

// Target is the Rust target that modules are built for.
const Target = "wasm32-wasip1"

// EnvRustc is the environment variable that names the rustc to use.
const EnvRustc = "PORTALIS_RUSTC"

// MinMinor is the least minor version of Rust 1 that can be used: the first
// with edition 2024.
const MinMinor = 85

// Options say where to look first. The zero Options look everywhere.
type Options struct {
	Rustc  string // the only rustc to try; "" for EnvRustc, then all there are
	Linker string // the linker to use; "" for any that exists
	Python string // the interpreter to report; "" for what package python finds
	Dir    string // the workspace, where a .venv may be
}

// A Toolchain is a rustc that can build for Target. It is plain data.
type Toolchain struct {
	Rustc   string // path
	Version string // "rustc 1.96.0"
	Sysroot string
	// Linker is the path to give to rustc, "" when rustc has one of its own.
	Linker string
	// ID changes whenever another build of rustc is installed at the same path.
	ID string
}

// A MissingError says that there is no usable toolchain, and what mends that.
type MissingError struct {
	Problem string // "rustc 1.95.0 has no wasm32-wasip1 standard library"
	Command string // "rustup target add wasm32-wasip1"
}

func (e *MissingError) Error() string {
	return fmt.Sprintf("no Rust toolchain that can build for WASM: %s; run: %s", e.Problem, e.Command)
}

// Find returns the first usable toolchain. It fails with a *MissingError when
// there is none.
func Find(ctx context.Context, opts Options) (Toolchain, error) {
	var probes []probe
	for _, path := range candidates(opts) {
		p := inspect(ctx, path, opts.Linker)
		if err := ctx.Err(); err != nil {
			return Toolchain{}, err
		}
		if p.usable() {
			return p.Toolchain, nil
		}
		probes = append(probes, p)
	}
	return Toolchain{}, explain(probes, opts)
}

// explain makes the error from what is wrong with each rustc. What lacks least
// is worth most to mend.
func explain(probes []probe, opts Options) *MissingError {
	if len(probes) == 0 {
		if path := opts.chosen(); path != "" {
			return &MissingError{Problem: path + " does not exist", Command: setup}
		}
		return &MissingError{Problem: "there is no rustc on this machine", Command: setup}
	}
	best := probes[0]
	for _, p := range probes[1:] {
		if p.progress() > best.progress() {
			best = p
		}
	}
	var problems []string
	for _, p := range probes {
		problems = append(problems, p.problem())
	}
	return &MissingError{Problem: strings.Join(problems, "; "), Command: best.mend()}
}

package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/rt"
)

// driver calls and times both sides.
//
//go:embed driver.rs
var driver string

// A native builds and runs programs for this machine with one set of flags: those
// of the release profile of the crates that are made.
type native struct {
	rustc string
	dir   string // for all that is built
}

// flags are those of the release profile.
var flags = []string{
	"--edition=2024", "-Copt-level=3", "-Ccodegen-units=1", "-Cembed-bitcode=yes", "-Cpanic=abort",
	"-Coverflow-checks=on", "--cap-lints=allow",
}

func (n *native) path(name string) string { return filepath.Join(n.dir, name) }

func (n *native) compile(ctx context.Context, args ...string) error {
	cmd := exec.CommandContext(ctx, n.rustc, append(flags[:len(flags):len(flags)], args...)...)
	cmd.Dir = n.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("rustc: %w\n%s", err, out)
	}
	return nil
}

// runtime builds portalis-rt.
func (n *native) runtime(ctx context.Context) error {
	if err := os.CopyFS(n.path("rt"), rt.Files); err != nil {
		return err
	}
	return n.compile(ctx, "--crate-type=rlib", "--crate-name=portalis_rt", `--cfg=feature="re"`, "-o", "libportalis_rt.rlib", "rt/src/lib.rs")
}

// A timed is what the driver prints.
type timed struct {
	ours, hand         string // results
	oursTime, handTime time.Duration
}

// measure builds both sides into one program, and runs it.
func (n *native) measure(ctx context.Context, k kernel, m *translate.Module, hand string) (timed, error) {
	result := ""
	for _, f := range m.Functions {
		if f.Name == k.function && f.Fallible {
			result = `.expect("it returns")`
		}
	}
	main := strings.NewReplacer("FUNCTION", k.function, "ARGUMENT", fmt.Sprint(k.n), "RESULT", result).Replace(driver)
	for name, text := range map[string]string{"ours.rs": m.Rust, "hand.rs": hand, "main.rs": main} {
		if err := os.WriteFile(n.path(name), []byte(text), fs.ModePerm); err != nil {
			return timed{}, err
		}
	}
	for _, args := range [][]string{
		{"--crate-type=rlib", "--crate-name=ours", "--extern=portalis_rt=libportalis_rt.rlib", "-o", "libours.rlib", "ours.rs"},
		{"--crate-type=rlib", "--crate-name=hand", "-o", "libhand.rlib", "hand.rs"},
		{"--crate-type=bin", "-Clto=fat", "-L.", "--extern=ours=libours.rlib", "--extern=hand=libhand.rlib", "-o", "main", "main.rs"},
	} {
		if err := n.compile(ctx, args...); err != nil {
			return timed{}, err
		}
	}
	var stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, n.path("main"))
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return timed{}, fmt.Errorf("the native program: %w\n%s", err, stderr.Bytes())
	}
	return parse(strings.Split(strings.TrimSuffix(string(out), "\n"), "\n"))
}

func parse(lines []string) (t timed, err error) {
	if len(lines) != 4 {
		return t, fmt.Errorf("the native program printed %q", lines)
	}
	t.ours, t.hand = lines[0], lines[1]
	for i, into := range []*time.Duration{&t.oursTime, &t.handTime} {
		ns, err := strconv.ParseInt(lines[2+i], 10, 64)
		if err != nil {
			return t, err
		}
		*into = time.Duration(ns)
	}
	return t, nil
}

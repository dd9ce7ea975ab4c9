package python

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// An Interpreter is a CPython that can be the oracle.
type Interpreter struct {
	Path    string
	Version string // "3.11.7"
}

// Minor is the 11 of version 3.11.7.
func (i Interpreter) Minor() int {
	var minor int
	fmt.Sscanf(i.Version, "3.%d", &minor)
	return minor
}

// A Search says where to look for an interpreter.
type Search struct {
	Setting string // the interpreter that the user named; nothing else is tried then
	Dir     string // directory of the file or workspace: its .venv, or that of a parent, comes first
}

// ErrNone says that there is no interpreter.
var ErrNone = errors.New("no Python 3 was found; install python3, or name one in the setting \"python\"")

// Find returns the interpreter of the workspace: the one named, that of a .venv,
// of VIRTUAL_ENV, or python3 in PATH.
func Find(ctx context.Context, search Search) (Interpreter, error) {
	if search.Setting != "" {
		found, err := ask(ctx, search.Setting)
		if err != nil {
			return Interpreter{}, fmt.Errorf("the Python that the settings name, %s, cannot be used: %w", search.Setting, err)
		}
		return found, nil
	}
	var failed error
	for _, path := range candidates(search.Dir) {
		found, err := ask(ctx, path)
		if err == nil {
			return found, nil
		}
		if ctx.Err() != nil {
			return Interpreter{}, ctx.Err()
		}
		failed = errors.Join(failed, err)
	}
	if failed != nil {
		return Interpreter{}, fmt.Errorf("%w (%w)", ErrNone, failed)
	}
	return Interpreter{}, ErrNone
}

// Declared is the version that the .venv of a directory or of one around it says it
// has, in its pyvenv.cfg (PEP 405): 11 for 3.11; 0 if none says. Nothing is run.
func Declared(dir string) int {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return 0
	}
	for ; ; abs = filepath.Dir(abs) {
		text, err := os.ReadFile(filepath.Join(abs, ".venv", "pyvenv.cfg"))
		for line := range strings.Lines(string(text)) {
			key, value, _ := strings.Cut(line, "=")
			if key = strings.TrimSpace(key); key == "version" || key == "version_info" {
				return Interpreter{Version: strings.TrimSpace(value)}.Minor()
			}
		}
		if err == nil || filepath.Dir(abs) == abs {
			return 0
		}
	}
}

// candidates lists the interpreters that exist, the workspace's own first.
func candidates(dir string) []string {
	var paths []string
	add := func(path string) {
		if path, err := exec.LookPath(path); err == nil {
			paths = append(paths, path)
		}
	}
	if abs, err := filepath.Abs(dir); err == nil && dir != "" {
		for ; ; abs = filepath.Dir(abs) {
			add(inEnvironment(filepath.Join(abs, ".venv")))
			if filepath.Dir(abs) == abs {
				break
			}
		}
	}
	if env := os.Getenv("VIRTUAL_ENV"); env != "" {
		add(inEnvironment(env))
	}
	add("python3")
	add("python")
	return paths
}

func inEnvironment(dir string) string {
	if runtime.GOOS == "windows" {
		return filepath.Join(dir, "Scripts", "python.exe")
	}
	return filepath.Join(dir, "bin", "python")
}

// ask runs the interpreter at path to learn its version and its real path, which
// spares the start of a shim on every run.
func ask(ctx context.Context, path string) (Interpreter, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	const script = "import sys; print(sys.implementation.name, '%d.%d.%d' % sys.version_info[:3], sys.executable)"
	cmd := exec.CommandContext(ctx, path, "-I", "-S", "-c", script)
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		return Interpreter{}, fmt.Errorf("%s does not run: %w", path, err)
	}
	fields := strings.SplitN(strings.TrimSpace(string(out)), " ", 3)
	var major, minor int
	if len(fields) == 3 {
		fmt.Sscanf(fields[1], "%d.%d", &major, &minor)
	}
	if major != 3 || minor < 8 || fields[0] != "cpython" {
		return Interpreter{}, fmt.Errorf("%s is not CPython 3.8 or newer: %s", path, strings.TrimSpace(string(out)))
	}
	return Interpreter{Path: fields[2], Version: fields[1]}, nil
}

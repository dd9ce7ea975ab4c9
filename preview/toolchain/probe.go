package toolchain

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// setup is the command that installs whatever is missing.
const setup = "scripts/setup.sh"

// probeTime is how long one rustc may take to say who it is.
const probeTime = 20 * time.Second

// chosen is the rustc that the user named, "" when none was.
func (o Options) chosen() string {
	if o.Rustc != "" {
		return o.Rustc
	}
	return os.Getenv(EnvRustc)
}

// candidates lists the rustc's of the machine, each once: those of rustup, those
// in PATH, and where systems put theirs. A rustc that the user named stands alone.
func candidates(opts Options) []string {
	var paths []string
	if path := opts.chosen(); path != "" {
		if found, err := exec.LookPath(path); err == nil {
			path = found
		}
		paths = []string{path}
	} else {
		toolchains, _ := filepath.Glob(filepath.Join(rustupHome(), "toolchains", "*", "bin", exe("rustc")))
		slices.SortFunc(toolchains, byStability)
		paths = append(paths, toolchains...)
		dirs := filepath.SplitList(os.Getenv("PATH"))
		for _, dir := range append(dirs, "/usr/local/bin", "/usr/bin", "/opt/homebrew/bin") {
			paths = append(paths, filepath.Join(dir, exe("rustc")))
		}
	}
	var out []string
	seen := map[string]bool{}
	for _, path := range paths {
		real, err := filepath.EvalSymlinks(path)
		if err != nil || seen[real] {
			continue
		}
		seen[real] = true
		out = append(out, path)
	}
	return out
}

func rustupHome() string {
	if home := os.Getenv("RUSTUP_HOME"); home != "" {
		return home
	}
	home, _ := os.UserHomeDir()
	return filepath.Join(home, ".rustup")
}

// byStability puts "stable" first, then versions, then nightlies.
func byStability(a, b string) int {
	rank := func(path string) int {
		name := filepath.Base(filepath.Dir(filepath.Dir(path)))
		switch {
		case strings.HasPrefix(name, "stable"):
			return 0
		case strings.HasPrefix(name, "nightly"), strings.HasPrefix(name, "beta"):
			return 2
		}
		return 1
	}
	if d := rank(a) - rank(b); d != 0 {
		return d
	}
	return strings.Compare(b, a) // of versions the newest, as near as text tells
}

func exe(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}
	return name
}

// A probe is what was learned of one rustc.
type probe struct {
	Toolchain
	err    error // why it does not run
	host   string
	old    bool
	std    bool // whether it has the standard library for Target
	linked bool // whether there is a linker for it
}

func (p probe) usable() bool { return p.progress() == 4 }

// progress counts what is there, in the order in which it is needed.
func (p probe) progress() int {
	switch {
	case p.err != nil:
		return 0
	case p.old:
		return 1
	case !p.std:
		return 2
	case !p.linked:
		return 3
	}
	return 4
}

// problem says what keeps the rustc from being used.
func (p probe) problem() string {
	switch p.progress() {
	case 0:
		return fmt.Sprintf("%s does not run: %v", p.Rustc, p.err)
	case 1:
		return fmt.Sprintf("%s (%s) is older than 1.%d", p.Version, p.Rustc, MinMinor)
	case 2:
		return fmt.Sprintf("%s (%s) has no %s standard library", p.Version, p.Rustc, Target)
	case 3:
		return fmt.Sprintf("%s (%s) has no linker for WASM", p.Version, p.Rustc)
	}
	return ""
}

// mend is the one command that makes the rustc usable.
func (p probe) mend() string {
	if _, err := exec.LookPath("rustup"); err == nil {
		if name, ok := p.rustup(); ok && p.progress() == 2 {
			return "rustup target add --toolchain " + name + " " + Target
		}
		if p.progress() == 1 {
			return "rustup update stable && rustup target add " + Target
		}
	}
	return setup
}

// rustup returns the name of the rustup toolchain that p belongs to.
func (p probe) rustup() (name string, ok bool) {
	dir, name := filepath.Split(p.Sysroot)
	return name, filepath.Clean(dir) == filepath.Join(rustupHome(), "toolchains")
}

// inspect runs the rustc at path and looks at its sysroot.
func inspect(ctx context.Context, path, linker string) probe {
	p := probe{Toolchain: Toolchain{Rustc: path}}
	version, err := output(ctx, path, "-vV")
	if err != nil {
		p.err = err
		return p
	}
	if p.Sysroot, p.err = output(ctx, path, "--print", "sysroot"); p.err != nil {
		return p
	}
	fields := map[string]string{}
	for line := range strings.Lines(version) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			fields[name] = value
		}
	}
	p.host, p.Version, p.ID = fields["host"], "rustc "+fields["release"], version
	p.old = !recent(fields["release"])
	std, _ := filepath.Glob(filepath.Join(p.Sysroot, "lib", "rustlib", Target, "lib", "libstd-*.rlib"))
	p.std = len(std) > 0
	p.Linker, p.linked = findLinker(p.Sysroot, p.host, linker)
	return p
}

// recent reports whether a release such as "1.96.0-nightly" is new enough.
func recent(release string) bool {
	parts := strings.SplitN(release, ".", 3)
	if len(parts) < 2 {
		return false
	}
	major, err1 := strconv.Atoi(parts[0])
	minor, err2 := strconv.Atoi(parts[1])
	return err1 == nil && err2 == nil && (major > 1 || major == 1 && minor >= MinMinor)
}

// findLinker returns the linker to name to rustc, which is "" when rustc brings
// its own.
func findLinker(sysroot, host, named string) (linker string, ok bool) {
	if named != "" {
		path, err := exec.LookPath(named)
		return path, err == nil
	}
	own := filepath.Join(sysroot, "lib", "rustlib", host, "bin", exe("rust-lld"))
	if _, err := os.Stat(own); err == nil {
		return "", true
	}
	dirs := append(filepath.SplitList(os.Getenv("PATH")), "/usr/bin", "/usr/local/bin")
	versioned, _ := filepath.Glob("/usr/lib/llvm-*/bin")
	for _, dir := range append(dirs, versioned...) {
		for _, pattern := range []string{exe("rust-lld"), exe("wasm-ld"), exe("wasm-ld-*")} {
			found, _ := filepath.Glob(filepath.Join(dir, pattern))
			if len(found) > 0 {
				return found[len(found)-1], true
			}
		}
	}
	return "", false
}

// output returns what a command prints, without the line end.
func output(ctx context.Context, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.WaitDelay = time.Second
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		if line, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n"); line != "" {
			err = fmt.Errorf("%w: %s", err, line)
		}
		return "", err
	}
	return strings.TrimSpace(string(out)), nil
}

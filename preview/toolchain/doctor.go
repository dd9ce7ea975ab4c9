package toolchain

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/portalis-dev/portalis/preview/cache"
	"github.com/portalis-dev/portalis/preview/python"
)

// A Status says whether a check passed.
type Status string

// The statuses.
const (
	OK       Status = "ok"
	Missing  Status = "missing"  // something does not work without it
	Optional Status = "optional" // missing, and missed only for something extra
)

// A Check is one thing that Portalis needs or can use.
type Check struct {
	Name   string `json:"name"`
	Status Status `json:"status"`
	Detail string `json:"detail"`            // what was found, or what is the matter
	Fix    string `json:"command,omitempty"` // the command that mends it
}

// Doctor looks at everything that a preview uses, in a fixed order.
func Doctor(ctx context.Context, opts Options) []Check {
	checks := checkRust(ctx, opts)
	checks = append(checks, checkPython(ctx, opts), checkCache(), checkCrates())
	return append(checks,
		checkTool(ctx, "clippy", "cargo-clippy", "checks of the Rust with clippy", "rustup component add clippy"),
		checkTool(ctx, "rustfmt", "rustfmt", "formatting Rust that was edited", "rustup component add rustfmt"),
		checkTool(ctx, "wasm-opt", "wasm-opt", "smaller WASM in releases", setup),
	)
}

func checkRust(ctx context.Context, opts Options) []Check {
	tc, err := Find(ctx, opts)
	var probes []probe
	for _, path := range candidates(opts) {
		probes = append(probes, inspect(ctx, path, opts.Linker))
	}
	if err == nil {
		linker := tc.Linker
		if linker == "" {
			linker = "rust-lld of " + tc.Version
		}
		rustc := Check{Name: "rustc", Status: OK, Detail: fmt.Sprintf("%s (%s)", tc.Version, tc.Rustc)}
		for _, p := range probes {
			if p.Rustc != tc.Rustc {
				rustc.Detail += "; not used: " + p.describe()
			}
		}
		return []Check{
			rustc,
			{Name: Target, Status: OK, Detail: filepath.Join(tc.Sysroot, "lib", "rustlib", Target)},
			{Name: "linker", Status: OK, Detail: linker},
		}
	}
	missing := explain(probes, opts)
	furthest := 0
	for _, p := range probes {
		furthest = max(furthest, p.progress())
	}
	// Everything before the first thing that is missing is there; what comes
	// after it cannot be told yet.
	checks := []Check{{Name: "rustc"}, {Name: Target}, {Name: "linker"}}
	failing := max(furthest-1, 0)
	for i := range checks {
		switch {
		case i < failing:
			checks[i].Status, checks[i].Detail = OK, "found"
		case i == failing:
			checks[i].Status, checks[i].Detail, checks[i].Fix = Missing, missing.Problem, missing.Command
		default:
			checks[i].Status, checks[i].Detail = Missing, "not looked for until "+checks[failing].Name+" is there"
		}
	}
	return checks
}

// describe says what a rustc is and why it may not be usable.
func (p probe) describe() string {
	if problem := p.problem(); problem != "" {
		return problem
	}
	return fmt.Sprintf("%s (%s)", p.Version, p.Rustc)
}

func checkPython(ctx context.Context, opts Options) Check {
	found, err := python.Find(ctx, python.Search{Setting: opts.Python, Dir: opts.Dir})
	if err != nil {
		return Check{Name: "python3", Status: Missing, Detail: err.Error(), Fix: setup}
	}
	detail := fmt.Sprintf("Python %s (%s)", found.Version, found.Path)
	if !strings.HasPrefix(found.Version, "3.11.") {
		detail += "; the translation follows 3.11, so messages may differ"
	}
	return Check{Name: "python3", Status: OK, Detail: detail}
}

func checkCache() Check {
	dir, err := cache.Dir()
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	var probe string
	if err == nil {
		probe, err = os.MkdirTemp(dir, "making-")
	}
	if err != nil {
		return Check{Name: "cache", Status: Missing, Detail: err.Error(), Fix: "export " + cache.EnvDir + "=DIR"}
	}
	os.Remove(probe)
	return Check{Name: "cache", Status: OK, Detail: dir}
}

func checkTool(ctx context.Context, name, program, use, fix string) Check {
	path, err := exec.LookPath(program)
	if err != nil {
		return Check{Name: name, Status: Optional, Detail: "not found; it is used for " + use, Fix: fix}
	}
	version, err := output(ctx, path, "--version")
	if err != nil {
		return Check{Name: name, Status: Optional, Detail: fmt.Sprintf("%s does not run: %v", path, err), Fix: fix}
	}
	return Check{Name: name, Status: OK, Detail: fmt.Sprintf("%s (%s)", version, path)}
}

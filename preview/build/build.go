// Package build turns translated modules into WASM with rustc.
//
// The runtime crate is compiled once per toolchain and profile, and every module
// with one run of rustc; both are kept in a cache by the hash of all that goes
// into them.
package build

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/portalis-dev/portalis/preview/cache"
	"github.com/portalis-dev/portalis/preview/toolchain"
	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/rt"
)

// A Profile is a set of options for rustc.
type Profile string

// The profiles. Integers are checked in all, and a panic ends the module.
const (
	Debug   Profile = "debug"   // is built soonest, for many programs that run once
	Quick   Profile = "quick"   // is built soon
	Release Profile = "release" // runs fast
)

// stackSize is the stack of a module in bytes: room for any recursion that
// CPython's limit of 1000 frames allows.
const stackSize = 16 << 20

// options are those of every run of rustc. Changing them changes all cache keys.
func (p Profile) options() []string {
	options := []string{
		"--edition=2024", "--target=" + toolchain.Target, "--error-format=json",
		"-Cpanic=abort", "-Coverflow-checks=on", "-Cdebuginfo=0", "-Cdebug-assertions=off",
	}
	switch p {
	case Release:
		return append(options, "-Copt-level=3", "-Ccodegen-units=1", "-Cembed-bitcode=yes")
	case Debug:
		return append(options, "-Copt-level=0", "-Ccodegen-units=1", "-Cembed-bitcode=no")
	}
	return append(options, "-Copt-level=1", "-Ccodegen-units=1", "-Cembed-bitcode=no")
}

// own are the options of a module, where they are not those of the runtime: to build
// it quickly, it is not optimised at all, which takes a fifth of the time; what it
// does most of is in the runtime, which is built once.
func (p Profile) own() []string {
	if p == Quick {
		return []string{"-Copt-level=0"}
	}
	return nil
}

// A Builder builds modules. It is safe for use by several goroutines.
type Builder struct {
	Toolchain toolchain.Toolchain
	Cache     *cache.Cache
	// Runtime is the source of portalis-rt: the directory with its Cargo.toml.
	Runtime fs.FS
	// Python is the version of Python 3 that the runtime does the same as: 11 for 3.11.
	Python int
	// DenyWarnings makes a warning in emitted Rust an error.
	DenyWarnings bool
}

// Module returns the WASM of a module with its harness.
func (b *Builder) Module(ctx context.Context, m *translate.Module, p Profile) ([]byte, error) {
	// The module is the root of the crate, as in the crate a user gets, and the
	// harness is its child.
	return b.crate(ctx, p, m, []sourceFile{
		{"lib.rs", m.Rust + "\n#[path = \"harness.rs\"]\nmod portalis_harness;\n"},
		{"harness.rs", Harness(m)},
	})
}

// crate returns the WASM of a crate with these files, the first of which is its
// root. It has the name of m, in which mistakes are looked for.
func (b *Builder) crate(ctx context.Context, p Profile, m *translate.Module, files []sourceFile) ([]byte, error) {
	rlib, used, key, err := b.runtime(ctx, p, m.UsesBig)
	if err != nil {
		return nil, err
	}
	lints := "--cap-lints=allow"
	if b.DenyWarnings {
		lints = "-Dwarnings"
	}
	parts := append([]string{"module", key, m.Name, lints}, p.own()...)
	for _, f := range files {
		parts = append(parts, f.name, f.text)
	}
	file, err := b.Cache.File(ctx, cache.Key(parts...), "module.wasm", func(out string) error {
		dir, err := os.MkdirTemp("", "portalis-build-")
		if err != nil {
			return fmt.Errorf("cannot make a directory to build in: %w", err)
		}
		defer os.RemoveAll(dir)
		for _, f := range files {
			if err := os.WriteFile(filepath.Join(dir, f.name), []byte(f.text), 0o644); err != nil {
				return err
			}
		}
		args := slices.Concat(p.options(), p.own(), b.linking(p))
		args = append(args, "--crate-type=cdylib", "--crate-name="+crateName(m.Name), lints,
			"--extern=portalis_rt="+rlib, "-o", out, filepath.Join(dir, files[0].name))
		args = append(args, searched(used)...)
		messages, err := run(ctx, b.Toolchain.Rustc, args)
		if err != nil {
			return explain(err, messages, m)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}

// crateName makes the crate's name differ from that of every crate it uses.
func crateName(module string) string { return "preview_of_" + module }

func (b *Builder) linking(p Profile) []string {
	args := []string{
		"-Clink-arg=-zstack-size=" + fmt.Sprint(stackSize),
		"-Cstrip=symbols",
	}
	if p == Release {
		args = append(args, "-Clto=fat")
	}
	if b.Toolchain.Linker != "" {
		args = append(args, "-Clinker="+b.Toolchain.Linker)
	}
	return args
}

// Prepare builds the runtime, if it is not in the cache.
func (b *Builder) Prepare(ctx context.Context, p Profile) error {
	_, _, _, err := b.runtime(ctx, p, false)
	return err
}

// runtime returns the path of the compiled runtime, what it is linked with, and a
// key that stands for it, the toolchain and the options. Only with big integers does
// it need crates of others.
func (b *Builder) runtime(ctx context.Context, p Profile, big bool) (rlib string, used []library, key string, err error) {
	sources, err := sourcesOf(b.Runtime)
	if err != nil {
		return "", nil, "", fmt.Errorf("cannot read the source of portalis-rt: %w", err)
	}
	parts := append([]string{"runtime", b.Toolchain.ID, b.Toolchain.Linker}, p.options()...)
	parts = append(parts, b.linking(p)...)
	for _, s := range sources {
		parts = append(parts, s.name, s.text)
	}
	features := []string{feature("wire"), feature("re")}
	for _, name := range rt.Features(b.Python) {
		features = append(features, feature(name))
		parts = append(parts, name)
	}
	if big {
		var with string
		if used, with, err = b.libraries(ctx, p); err != nil {
			return "", nil, "", err
		}
		features = append(features, feature("big"))
		parts = append(parts, with)
	}
	key = cache.Key(parts...)
	rlib, err = b.Cache.File(ctx, key, "libportalis_rt.rlib", func(out string) error {
		dir, err := os.MkdirTemp("", "portalis-rt-")
		if err != nil {
			return fmt.Errorf("cannot make a directory to build in: %w", err)
		}
		defer os.RemoveAll(dir)
		for _, s := range sources {
			file := filepath.Join(dir, filepath.FromSlash(s.name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(file, []byte(s.text), 0o644); err != nil {
				return err
			}
		}
		args := append(p.options(), "--crate-type=rlib", "--crate-name=portalis_rt", "--cap-lints=allow", "-o", out, filepath.Join(dir, "src", "lib.rs"))
		args = append(append(args, features...), linked(used)...)
		if _, err := run(ctx, b.Toolchain.Rustc, args); err != nil {
			return fmt.Errorf("cannot build portalis-rt with %s: %w", b.Toolchain.Version, err)
		}
		return nil
	})
	return rlib, used, key, err
}

func feature(name string) string { return fmt.Sprintf("--cfg=feature=%q", name) }

type sourceFile struct{ name, text string }

// sourcesOf reads what the runtime is built from, in a fixed order.
func sourcesOf(fsys fs.FS) ([]sourceFile, error) {
	var files []sourceFile
	err := fs.WalkDir(fsys, "src", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".rs" {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		files = append(files, sourceFile{name, string(text)})
		return err
	})
	return files, err
}

package build

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/portalis-dev/portalis/preview/cache"
	"github.com/portalis-dev/portalis/preview/toolchain"
)

// library is one crate that the runtime is linked with, compiled.
type library struct {
	crate toolchain.Crate
	path  string // of the rlib
}

// libraries compiles the crates that big integers need, once per toolchain and
// profile, from the sources that cargo keeps. The key stands for all of them.
func (b *Builder) libraries(ctx context.Context, p Profile) (made []library, key string, err error) {
	key = cache.Key(append([]string{"crates", b.Toolchain.ID}, p.options()...)...)
	for _, need := range toolchain.BigCrates {
		found, err := need.Find()
		if err != nil {
			return nil, "", err
		}
		key = cache.Key(key, found.Name, filepath.Base(found.Dir))
		rlib, err := b.Cache.File(ctx, key, "lib"+found.Name+".rlib", func(out string) error {
			args := append(p.options()[1:], "--edition="+found.Edition, "--crate-type=rlib", "--crate-name="+found.Name,
				"--cap-lints=allow", "-o", out)
			for _, cfg := range found.Cfg {
				args = append(args, "--cfg="+cfg)
			}
			args = append(args, linked(made)...)
			if _, err := run(ctx, b.Toolchain.Rustc, append(args, filepath.Join(found.Dir, "src", "lib.rs"))); err != nil {
				return fmt.Errorf("cannot build %s with %s: %w", found.Name, b.Toolchain.Version, err)
			}
			return nil
		})
		if err != nil {
			return nil, "", err
		}
		made = append(made, library{found, rlib})
	}
	return made, key, nil
}

// linked are the options of rustc for a crate that uses others.
func linked(made []library) []string {
	var args []string
	for _, l := range made {
		args = append(args, "--extern="+l.crate.Name+"="+l.path, "-Ldependency="+filepath.Dir(l.path))
	}
	return args
}

// searched are the options by which rustc finds what the runtime is linked with.
func searched(made []library) []string {
	var args []string
	for _, l := range made {
		args = append(args, "-Ldependency="+filepath.Dir(l.path))
	}
	return args
}

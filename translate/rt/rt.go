// Package rt carries the source of portalis-rt, the Rust crate with Python's
// semantics that translated modules use.
package rt

import (
	"embed"
	"io/fs"
)

//go:embed portalis-rt/Cargo.toml portalis-rt/src
var files embed.FS

// Source returns the crate: the directory with its Cargo.toml and src.
func Source() fs.FS {
	crate, err := fs.Sub(files, "portalis-rt")
	if err != nil {
		panic(err) // the name is a valid path, whatever the directory holds
	}
	return crate
}

// Package rt holds the source of portalis-rt, the Rust crate that generated code
// uses where Rust's own operators mean something else than Python's.
package rt

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"regexp"
	"sync"
)

// Name is the name of the crate, as in Cargo.toml.
const Name = "portalis-rt"

//go:embed portalis-rt/Cargo.toml portalis-rt/src
var embedded embed.FS

// Files is the crate: Cargo.toml and src/.
var Files = mustSub(embedded, Name)

// crates are the lines of Cargo.toml that bring the crates of others.
var crates = regexp.MustCompile(`(?s)\[dependencies\]\n.*?\n\n`)

// WithoutCrates is the Cargo.toml of the crate for those who do not use the feature
// "big": without its dependencies, which cargo would look up all the same.
func WithoutCrates(manifest []byte) []byte {
	manifest = crates.ReplaceAll(manifest, nil)
	return bytes.Replace(manifest, []byte(`big = ["dep:num-bigint"]`), []byte("big = []"), 1)
}

func mustSub(fsys fs.FS, dir string) fs.FS {
	sub, err := fs.Sub(fsys, dir)
	if err != nil {
		panic(err) // dir is not a valid name, which the tests would show
	}
	return sub
}

// Hash returns a digest of the names and texts of Files.
var Hash = sync.OnceValue(func() string {
	h := sha256.New()
	err := fs.WalkDir(Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(Files, name)
		if err != nil {
			return err
		}
		h.Write([]byte(name + "\x00"))
		h.Write(text)
		h.Write([]byte{0})
		return nil
	})
	if err != nil {
		panic(err) // embedded files can always be read
	}
	return hex.EncodeToString(h.Sum(nil))
})

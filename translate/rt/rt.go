// Package rt holds the source of portalis-rt, the Rust crate that generated code
// uses where Rust's own operators mean something else than Python's.
package rt

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
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

// Sections of Cargo.toml, each up to the empty line behind it.
var (
	crates     = regexp.MustCompile(`(?s)\[dependencies\]\n.*?\n\n`)
	testCrates = regexp.MustCompile(`(?s)\[dev-dependencies\]\n.*?\n\n`)
)

// Manifest is the Cargo.toml of the crate for those who use it, big being whether they
// use its feature of that name. It names no crate that they do not need, since cargo
// would look that up all the same: what its own tests use, and what "big" does.
func Manifest(big bool) []byte {
	manifest, err := fs.ReadFile(Files, "Cargo.toml")
	if err != nil {
		panic(err) // embedded files can always be read
	}
	manifest = testCrates.ReplaceAll(manifest, nil)
	if big {
		return manifest
	}
	manifest = crates.ReplaceAll(manifest, nil)
	return bytes.Replace(manifest, []byte(`big = ["dep:num-bigint"]`), []byte("big = []"), 1)
}

// Python is the version of Python 3 that the crate does as without further features,
// and whose words most of its errors have: 11 for 3.11.
const Python = 11

// since are the versions of Python 3 in which something changed that the crate
// follows, in order: each has a feature.
var since = []int{12, 14}

// Features are the features of the crate with which it does as Python 3.minor does.
func Features(minor int) []string {
	var features []string
	for _, version := range since {
		if minor >= version {
			features = append(features, fmt.Sprintf("python-3-%d", version))
		}
	}
	return features
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

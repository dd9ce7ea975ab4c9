package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/translate"
)

// mostBytes is more than any source file is long. What is shorter but too long to
// be analysed gets a finding that says so.
const mostBytes = 256 << 20

// readable says what keeps a path from being read as a Python file.
func readable(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return usage("%s: there is no such file", path)
	case errors.Is(err, fs.ErrPermission):
		return usage("%s: no permission to read it", path)
	case err != nil:
		return usage("%s: %v", path, err)
	case info.IsDir():
		return usage("%s is a directory; name the files in it, as in %s", path, filepath.Join(path, "*.py"))
	case !info.Mode().IsRegular():
		return usage("%s is not a regular file", path)
	case info.Size() > mostBytes:
		return usage("%s has %d bytes, which is too much for a source file", path, info.Size())
	}
	return nil
}

// read reads a Python file. Its errors say what to do.
func read(path string) ([]byte, error) {
	if err := readable(path); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, usage("%s: no permission to read it", path)
	}
	defer f.Close()
	var src bytes.Buffer
	if info, err := f.Stat(); err == nil {
		src.Grow(int(info.Size()) + bytes.MinRead)
	}
	if _, err := src.ReadFrom(f); err != nil {
		return nil, usage("%s: %v", path, err)
	}
	return src.Bytes(), nil
}

// A loaded file is read, analysed and translated.
type loaded struct {
	path   string
	src    []byte
	result *analysis.Result
	module *translate.Module
	opts   translate.Options
}

// load loads a file.
func load(path string, around *neighbours) (*loaded, error) {
	result, err := around.analyse(path)
	if err != nil {
		return nil, err
	}
	return translated(path, result, translate.Options{})
}

// translated translates a file that is analysed.
func translated(path string, result *analysis.Result, opts translate.Options) (*loaded, error) {
	config, err := configOf(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	opts.AllBig = config.BigInts
	return &loaded{path, result.Module.Source, result, translate.Translate(result, opts), opts}, nil
}

// findings are those of the analysis and of the translation.
func (l *loaded) findings() []compat.Finding {
	return translate.Findings(l.result, l.module)
}

// stops reports whether any finding keeps code from becoming Rust.
func stops(findings []compat.Finding) bool {
	return slices.ContainsFunc(findings, compat.Finding.Stops)
}

// complete counts the defs that there is Rust for, whatever they are called with.
func complete(defs []translate.Definition) int {
	n := 0
	for _, d := range defs {
		if d.Complete() {
			n++
		}
	}
	return n
}

// counted says "1 function" or "3 functions".
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

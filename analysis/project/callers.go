package project

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// What is looked at for the callers of one file is bounded: a person waits.
const (
	maxSetters    = 5000     // Python files of a project that may set names of a module
	maxCandidates = 400      // Python files of a project; of a larger one the first
	maxCallers    = 8        // files that call functions of one file
	maxCallerSize = 64 << 10 // bytes of such a file
	maxTrees      = 32       // files that are kept parsed
	maxEntries    = 20_000   // files and folders of a project that are passed by on the way
	maxAbove      = 6        // folders above a file in which the top of its project is looked for
)

// Callers finds what other files of a project, its tests among them, pass to the
// functions of one. It keeps what it has read for as long as a file is
// not written. It may be used from several goroutines.
type Callers struct {
	mu    sync.Mutex
	files map[string]*callerFile
	trees int // how many of them are parsed
	lists map[string]listing

	parsed map[string]*syntax.Module // tests, by their paths
	size   int                       // of those, in bytes
}

// A listing is the Python files of a project as they were a moment ago: walking
// its folders at every key would take longer than all the rest.
type listing struct {
	names []string
	all   []string
	at    time.Time
}

// listed is how long a listing holds.
const listed = 5 * time.Second

// A callerFile is a file as it was when it was last read.
type callerFile struct {
	size    int64
	written time.Time
	src     []byte // nil for one that is too long
	module  *syntax.Module
}

// Samples are the tests of a file, and the files of its project that import it, which
// mention one of its functions; m is what the file holds. A project is the nearest folder with a
// pyproject.toml, setup.py, setup.cfg or .git; without one, other files are left
// alone.
func (c *Callers) Samples(file string, m *syntax.Module, read func(path string) ([]byte, error)) []types.Sample {
	out := c.tests(file, functions(m), read)
	full, err := filepath.Abs(file)
	if err != nil || IsTest(file) {
		return out
	}
	root := projectRoot(full)
	rel, err := filepath.Rel(root, full)
	if root == "" || err != nil {
		return out
	}
	if len(m.Source) > 4*maxCallerSize {
		return out
	}
	names := defined(m.Source)
	if len(names) == 0 {
		return out
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	p := New(os.DirFS(root), Options{})
	module := p.Module(filepath.ToSlash(rel))
	last := []byte(module.Name[strings.LastIndex(module.Name, ".")+1:])
	for _, name := range c.candidates(root) {
		if len(out) >= maxCallers {
			break
		}
		if name == module.Path || IsTest(name) {
			continue
		}
		f := c.file(filepath.Join(root, filepath.FromSlash(name)))
		if f == nil || !bytes.Contains(f.src, last) || !mentions(f.src, names) {
			continue
		}
		c.parse(f)
		if imports(p, p.Module(name), f.module, module.Path) {
			out = append(out, types.Sample{Module: f.module, Of: module.Name})
		}
	}
	return out
}

// projectRoot is the top of the project that a file is in, "" for none.
func projectRoot(file string) string {
	dir := filepath.Dir(file)
	for range maxAbove {
		if marked(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	return ""
}

// candidates are the Python files of a project, in order.
func (c *Callers) candidates(root string) []string {
	if l, ok := c.lists[root]; ok && time.Since(l.at) < listed {
		return l.names
	}
	if c.lists == nil {
		c.lists = map[string]listing{}
	}
	files := pythonFiles(root)
	l := listing{files[:min(len(files), maxCandidates)], files, time.Now()}
	c.lists[root] = l
	return l.names
}

func pythonFiles(root string) []string {
	var out []string
	entries := 0
	full := errors.New("enough")
	_ = fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		entries++
		switch {
		case err != nil:
			return fs.SkipDir
		case len(out) == maxSetters, entries > maxEntries:
			return full
		case d.IsDir():
			base := path.Base(name)
			if name != "." && (strings.HasPrefix(base, ".") || slices.Contains([]string{"node_modules", "__pycache__", "venv", "build", "dist"}, base)) {
				return fs.SkipDir
			}
		case path.Ext(name) == ".py":
			out = append(out, name)
		}
		return nil
	})
	return out
}

// Lister lists the Python files of a project, as many as are looked at. Of a folder
// that is not the top of a project they are those that lie right in it.
func Lister(root string) func() (files []string, anew bool) { return new(Callers).Lister(root) }

// Lister is likewise, and lists a project anew only from time to time.
func (c *Callers) Lister(root string) func() (files []string, anew bool) {
	var given time.Time // when what was given last was listed
	return func() ([]string, bool) {
		if marked(root) {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.candidates(root)
			l := c.lists[root]
			anew := !l.at.Equal(given)
			given = l.at
			return l.all, anew
		}
		files, err := filepath.Glob(filepath.Join(root, "*.py"))
		if err != nil || len(files) > maxCandidates {
			return nil, true
		}
		for i, file := range files {
			files[i] = filepath.Base(file)
		}
		return files, true
	}
}

// marked reports whether a folder is the top of a project.
func marked(dir string) bool {
	for _, mark := range []string{"pyproject.toml", "setup.py", "setup.cfg", ".git"} {
		if _, err := os.Stat(filepath.Join(dir, mark)); err == nil {
			return true
		}
	}
	return false
}

// parse parses a file that was not yet, and lets go of the others when they are many.
func (c *Callers) parse(f *callerFile) {
	if f.module != nil {
		return
	}
	if c.trees++; c.trees > maxTrees {
		for _, other := range c.files {
			other.module = nil
		}
		c.trees = 1
	}
	f.module = syntax.Parse(f.src)
}

// file reads a file, unless it is as it was.
func (c *Callers) file(name string) *callerFile {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	if f := c.files[name]; f != nil && f.size == info.Size() && f.written.Equal(info.ModTime()) {
		return f
	}
	f := &callerFile{size: info.Size(), written: info.ModTime()}
	if f.size <= maxCallerSize {
		if f.src, err = os.ReadFile(name); err != nil {
			return nil
		}
	}
	if c.files == nil || len(c.files) > 2*maxCandidates {
		c.files = map[string]*callerFile{}
	}
	c.files[name] = f
	return f
}

// defined are the names of the functions at the top of a file.
func defined(src []byte) [][]byte {
	var out [][]byte
	for line := range bytes.Lines(src) {
		rest, ok := bytes.CutPrefix(line, []byte("def "))
		if name, _, call := bytes.Cut(rest, []byte("(")); ok && call {
			out = append(out, bytes.TrimSpace(name))
		}
	}
	return out
}

func mentions(src []byte, names [][]byte) bool {
	return slices.ContainsFunc(names, func(name []byte) bool { return bytes.Contains(src, name) })
}

// imports reports whether a file imports another one.
func imports(p *Project, from Module, tree *syntax.Module, file string) bool {
	o := NewOutline(from, tree)
	for _, imp := range o.Imports {
		for _, t := range p.Resolve(from, imp, func(string, string) bool { return false }) {
			if t.Path == file {
				return true
			}
		}
	}
	return false
}

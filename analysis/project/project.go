// Package project knows the Python files of a folder: which of them there are,
// what their modules are called, which module an import means, and how modules
// depend on each other.
//
// It reads an fs.FS and gives plain data. Nothing in it fails: a folder that
// cannot be read is noted and passed over.
package project

import (
	"io/fs"
	"maps"
	"path"
	"strings"
	"time"
)

// Options are what the user configured. Both use slashes and are relative to the
// root of the project.
type Options struct {
	Exclude []string // patterns as in .gitignore, of what is no part of the project
	Src     []string // folders that imports start from, besides those that are found
}

// A Project is a folder of Python files. Its methods may not be called at the
// same time; what they return may be kept and shared.
type Project struct {
	fsys    fs.FS
	opts    Options
	exclude rules
	src     []string
	dirs    map[string]*dir
	roots   map[string]bool // of the files that were found
	holding map[string]bool // the folders that those files are in, and those around
}

// A dir is what is known of one folder.
type dir struct {
	entries  map[string]bool // name to whether it is a folder; nil if it cannot be read
	hasRoot  bool            // whether root is worked out
	root     string          // where the modules in it are imported from
	fileInit bool            // whether it has an __init__.py
	written  time.Time
}

// New returns the project in the root of a file system.
func New(fsys fs.FS, opts Options) *Project {
	p := &Project{fsys: fsys, opts: opts, exclude: parseRules(strings.Join(opts.Exclude, "\n")), dirs: map[string]*dir{}, roots: map[string]bool{}, holding: map[string]bool{}}
	for _, s := range opts.Src {
		p.src = append(p.src, path.Clean(s))
	}
	return p
}

// A Module is one Python file under the name it is imported by.
type Module struct {
	Path    string // with slashes, relative to the root of the project
	Name    string // "pkg.mod"; "pkg" for pkg/__init__.py
	Root    string // the folder that the name starts from, "." for the root
	Package bool   // whether it is an __init__.py
}

// Module names a file, which may also be a compiled module. The name starts below the nearest folder that imports
// start from: a configured one, one with a pyproject.toml, setup.py or setup.cfg,
// the src folder beside those, or one whose name could not stand in an import.
func (p *Project) Module(file string) Module {
	folder, base := path.Split(file)
	folder = path.Clean(folder)
	m := Module{Path: file, Root: p.root(folder)}
	p.roots[m.Root] = true
	for around := folder; !p.holding[around]; around = path.Dir(around) {
		p.holding[around] = true
	}
	var parts []string
	if rel := below(m.Root, folder); rel != "." {
		parts = strings.Split(rel, "/")
	}
	if name, _, _ := strings.Cut(base, "."); name == "__init__" && len(parts) > 0 {
		m.Package = true
	} else {
		parts = append(parts, name)
	}
	m.Name = strings.Join(parts, ".")
	return m
}

// root is the folder that the names of modules in a folder start from.
func (p *Project) root(folder string) string {
	d := p.dir(folder)
	if d.hasRoot {
		return d.root
	}
	d.hasRoot = true
	switch {
	case folder == "." || p.startsHere(folder, d):
		d.root = folder
	default:
		d.root = p.root(path.Dir(folder))
	}
	return d.root
}

// startsHere reports whether imports start from a folder.
func (p *Project) startsHere(folder string, d *dir) bool {
	for _, s := range p.src {
		if s == folder {
			return true
		}
	}
	if d.fileInit {
		return false // a package, wherever it lies
	}
	if !isIdentifier(path.Base(folder)) || d.marked() {
		return true
	}
	above := path.Dir(folder)
	return path.Base(folder) == "src" && (above == "." || p.dir(above).marked())
}

// marked reports whether a folder is the top of a distribution.
func (d *dir) marked() bool {
	for _, name := range []string{"pyproject.toml", "setup.py", "setup.cfg"} {
		if folder, ok := d.entries[name]; ok && !folder {
			return true
		}
	}
	return false
}

func (p *Project) dir(folder string) *dir {
	if d := p.dirs[folder]; d != nil {
		return d
	}
	d := &dir{written: p.written(folder)}
	p.dirs[folder] = d
	entries, err := fs.ReadDir(p.fsys, folder)
	if err != nil && len(entries) == 0 {
		return d
	}
	d.entries = make(map[string]bool, len(entries))
	for _, e := range entries {
		d.entries[e.Name()] = p.isFolder(path.Join(folder, e.Name()), e)
	}
	isFolder, ok := d.entries["__init__.py"]
	d.fileInit = ok && !isFolder
	return d
}

// written is when files last came into a folder or went.
func (p *Project) written(folder string) time.Time {
	info, err := fs.Stat(p.fsys, folder)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// moved reports whether files came or went in a folder since it was looked at.
func (p *Project) moved() bool {
	for folder, d := range p.dirs {
		if !p.written(folder).Equal(d.written) {
			return true
		}
	}
	return false
}

// again is the project as it is now.
func (p *Project) again() *Project {
	made := New(p.fsys, p.opts)
	maps.Copy(made.roots, p.roots)
	return made
}

// isFolder follows links.
func (p *Project) isFolder(name string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := fs.Stat(p.fsys, name)
	return err == nil && info.IsDir()
}

// below is a path relative to a folder that it lies in.
func below(folder, name string) string {
	switch folder {
	case ".":
		return name
	case name:
		return "."
	}
	return strings.TrimPrefix(name, folder+"/")
}

func isIdentifier(name string) bool {
	for i, r := range name {
		switch {
		case r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x80:
		case i > 0 && r >= '0' && r <= '9':
		default:
			return false
		}
	}
	return name != ""
}

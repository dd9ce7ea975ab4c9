package project

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// Kind says where an imported module comes from.
type Kind string

// The kinds of target.
const (
	Internal Kind = "internal" // a module of the project
	Standard Kind = "stdlib"   // the standard library
	External Kind = "external" // to be installed
	Missing  Kind = "missing"  // the project should have it, and has not
)

// A Target is a module that an import leads to.
type Target struct {
	Kind   Kind
	Module string // its full name; as written if it is missing
	Path   string // of an internal one; "" if it is a folder without __init__.py
}

// Top is the first part of the name: what is installed or in the standard library.
func (t Target) Top() string {
	top, _, _ := strings.Cut(t.Module, ".")
	return top
}

// A place is where a dotted name leads inside the project.
type place struct {
	folder  string // of a package, with or without __init__.py; else ""
	file    string // of a module or an __init__.py; else ""
	regular bool   // whether it is a module, or a package with __init__.py
}

// Resolve finds the modules that an import of a file leads to. As in Python, the
// last name of "from pkg import name" is a module if there is one and the package
// does not itself define the name, which defines knows.
func (p *Project) Resolve(from Module, imp Import, defines func(file, name string) bool) []Target {
	base, at, found := p.base(from, imp)
	if !imp.From || base.Kind != Internal {
		return []Target{base}
	}
	var targets []Target
	add := func(t Target) {
		if !slices.Contains(targets, t) {
			targets = append(targets, t)
		}
	}
	for _, name := range imp.Names {
		sub, ok := p.child(at, name)
		switch {
		case found && at.folder != "" && ok && (at.file == "" || !defines(at.file, name)):
			add(Target{Internal, base.Module + "." + name, sub.file})
		case at.file == "" && name != "*":
			add(Target{Missing, base.Module + "." + name, ""})
		default:
			add(base)
		}
	}
	return targets
}

// base finds the module between "from" and "import", or after "import".
func (p *Project) base(from Module, imp Import) (Target, place, bool) {
	if imp.Level > 0 {
		return p.relative(from, imp)
	}
	parts := strings.Split(imp.Module, ".")
	if builtinModules[parts[0]] {
		return Target{Standard, imp.Module, ""}, place{}, false
	}
	var portion *place // the first folder without __init__.py, which counts last
	for _, root := range p.searchPath(from) {
		top, ok := p.child(place{folder: root}, parts[0])
		if ok && top.regular {
			return p.inside(top, imp, parts)
		}
		if ok && portion == nil && p.holds(top, imp, parts) {
			portion = &top
		}
	}
	if _, ok := stdlib[parts[0]]; ok {
		return Target{Standard, imp.Module, ""}, place{}, false
	}
	if portion != nil {
		return p.inside(*portion, imp, parts)
	}
	return Target{External, imp.Module, ""}, place{}, false
}

// searchPath are the folders where an absolute import of a file looks, in order.
func (p *Project) searchPath(from Module) []string {
	dirs := []string{from.Root}
	add := func(folder string) {
		if !slices.Contains(dirs, folder) {
			dirs = append(dirs, folder)
		}
	}
	for _, folder := range p.src {
		add(folder)
	}
	if src := path.Join(from.Root, "src"); p.dir(from.Root).entries["src"] && p.root(src) == src {
		add(src)
	}
	for _, root := range slices.Sorted(maps.Keys(p.roots)) {
		add(root)
	}
	// A script finds the modules beside it.
	if folder := path.Dir(from.Path); !p.dir(folder).fileInit {
		add(folder)
	}
	return dirs
}

// inside follows the rest of a dotted name from its first module on.
func (p *Project) inside(top place, imp Import, parts []string) (Target, place, bool) {
	at := top
	for _, part := range parts[1:] {
		next, ok := p.child(at, part)
		if !ok {
			return Target{Missing, imp.Module, ""}, place{}, false
		}
		at = next
	}
	return Target{Internal, imp.Module, at.file}, at, true
}

// holds reports whether a folder without __init__.py has what an import asks for,
// or at least some module: else it is a folder of something else that happens to
// have the name.
func (p *Project) holds(top place, imp Import, parts []string) bool {
	t, at, ok := p.inside(top, imp, parts)
	return ok && (t.Path != "" || p.holding[at.folder])
}

// relative finds the module of an import with leading dots. One that leaves the
// outermost package fails in Python.
func (p *Project) relative(from Module, imp Import) (Target, place, bool) {
	folder := path.Dir(from.Path)
	for range imp.Level - 1 {
		if folder == from.Root {
			break
		}
		folder = path.Dir(folder)
	}
	if folder == from.Root {
		return Target{Missing, imp.Text(), ""}, place{}, false
	}
	at := p.folder(folder)
	if imp.Module != "" {
		parts := strings.Split(imp.Module, ".")
		for i, part := range parts {
			next, ok := p.child(at, part)
			if !ok {
				return Target{Missing, p.nameOf(at) + "." + strings.Join(parts[i:], "."), ""}, place{}, false
			}
			at = next
		}
	}
	return Target{Internal, p.nameOf(at), at.file}, at, true
}

// nameOf is the name of a module that was reached by its place.
func (p *Project) nameOf(at place) string {
	if at.file != "" {
		return p.Module(at.file).Name
	}
	return strings.ReplaceAll(below(p.root(at.folder), at.folder), "/", ".")
}

// child finds a module or package in a folder, as CPython's finder does: first a
// package, then a module, then a folder without __init__.py.
func (p *Project) child(at place, name string) (place, bool) {
	if at.folder == "" || name == "" || name == "*" {
		return place{}, false
	}
	entries := p.dir(at.folder).entries
	isDir, there := entries[name]
	if there && isDir {
		if sub := p.folder(path.Join(at.folder, name)); sub.regular {
			return sub, true
		}
	}
	if folder, ok := entries[name+".py"]; ok && !folder {
		return place{file: path.Join(at.folder, name+".py"), regular: true}, true
	}
	if compiled := p.extension(entries, name); compiled != "" {
		return place{file: path.Join(at.folder, compiled), regular: true}, true
	}
	if there && isDir {
		return place{folder: path.Join(at.folder, name)}, true
	}
	return place{}, false
}

func (p *Project) folder(name string) place {
	if p.dir(name).fileInit {
		return place{folder: name, file: path.Join(name, "__init__.py"), regular: true}
	}
	return place{folder: name}
}

// extension is the file of a compiled module, such as "fast.cpython-311.so".
func (p *Project) extension(entries map[string]bool, name string) string {
	var found []string
	for file, isDir := range entries {
		if !isDir && strings.HasPrefix(file, name+".") && (strings.HasSuffix(file, ".so") || strings.HasSuffix(file, ".pyd")) {
			found = append(found, file)
		}
	}
	if len(found) == 0 {
		return ""
	}
	return slices.Min(found)
}

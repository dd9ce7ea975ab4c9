package project

import (
	"cmp"
	"slices"
	"strings"
)

// A Graph is how the modules of a project depend on each other and on others.
type Graph struct {
	Modules  []Node       // by path
	Cycles   []Cycle      // by the path of their first module
	Standard []Dependency // by name
	External []Dependency // by name
	Missing  []Dependency // by name
}

// A Node is one module with what it imports.
type Node struct {
	Module
	Imports []Edge   // in order of first import
	Exports []string // what a star import of it binds, sorted
	Unsure  bool     // whether __all__ is made in a way that is not read, so that Exports is a guess
}

// An Edge says that one module imports another. That the packages around an
// imported module run too is no edge of its own.
type Edge struct {
	Target
	Line   int  // of the first import
	Typing bool // all imports of it are for type checkers only
	Lazy   bool // all imports of it that run are in functions
	Guard  bool // a try goes on whenever an import of it fails
	Star   bool // an import of it takes all public names
}

// A Cycle is modules that import each other.
type Cycle struct {
	Modules []string // paths, sorted
	Way     []string // a shortest way round: each imports the next, the last the first
	// Loading says whether the cycle is there while the modules are loaded, not
	// only once functions run.
	Loading bool
}

// A Dependency is a top-level module from elsewhere, and who imports it.
type Dependency struct {
	Name       string
	Lifetime   Lifetime // of one from the standard library
	Optional   bool     // the project does without it: each import is guarded or for typing
	ImportedBy []string // paths, sorted
}

// Graph connects modules of the project. Imports that lead to files which are not
// among them are edges, too, but such files have no node.
func (p *Project) Graph(outlines []Outline) Graph {
	outlines = slices.Clone(outlines)
	slices.SortFunc(outlines, func(a, b Outline) int { return strings.Compare(a.Module.Path, b.Module.Path) })
	b := builder{p: p, outlines: map[string]*Outline{}, exports: map[string][]string{}}
	for i := range outlines {
		b.outlines[outlines[i].Module.Path] = &outlines[i]
	}
	var g Graph
	for _, o := range outlines {
		g.Modules = append(g.Modules, Node{o.Module, b.edges(&o), b.exported(o.Module.Path), o.Unsure})
	}
	g.Cycles = cycles(g.Modules)
	g.Standard = dependencies(g.Modules, Standard)
	g.External = dependencies(g.Modules, External)
	g.Missing = dependencies(g.Modules, Missing)
	return g
}

type builder struct {
	p        *Project
	outlines map[string]*Outline
	exports  map[string][]string
}

// defines reports whether a file binds a name at its top. What a submodule's own
// import would bind does not count: "from . import sub" in a package leaves sub a
// module.
func (b *builder) defines(file, name string) bool {
	o := b.outlines[file]
	if o == nil {
		return false
	}
	if _, ok := slices.BinarySearch(o.Names, name); !ok {
		return false
	}
	for _, imp := range o.Imports {
		if imp.From && imp.Level == 1 && imp.Module == "" && slices.Contains(imp.Names, name) {
			return false
		}
	}
	return true
}

func (b *builder) edges(o *Outline) []Edge {
	var edges []Edge
	index := map[Target]int{}
	for _, imp := range o.Imports {
		if imp.Level == 0 && imp.Module == "__future__" {
			continue // it changes how the file is compiled
		}
		for _, t := range b.p.Resolve(o.Module, imp, b.defines) {
			if t.Path == o.Module.Path && imp.From && imp.Module == "" {
				continue // a package that asks itself for a name
			}
			i, ok := index[t]
			if !ok {
				index[t] = len(edges)
				edges = append(edges, Edge{t, imp.Line, imp.Typing, imp.Lazy || imp.Typing, imp.Guard, imp.Star()})
				continue
			}
			e := &edges[i]
			e.Typing = e.Typing && imp.Typing
			e.Lazy = e.Lazy && (imp.Lazy || imp.Typing)
			e.Guard = e.Guard && imp.Guard
			e.Star = e.Star || imp.Star()
		}
	}
	return edges
}

// exported are the names that a star import of a file binds: those of __all__, or
// else all that do not start with an underscore, those that come by star imports
// of its own included.
func (b *builder) exported(file string) []string {
	if names, ok := b.exports[file]; ok {
		return names
	}
	b.exports[file] = nil // for modules that import each other
	o := b.outlines[file]
	if o == nil {
		return nil
	}
	var names []string
	if o.HasAll {
		names = slices.Clone(o.All)
	} else {
		for _, imp := range o.Imports {
			if !imp.Star() {
				continue
			}
			for _, t := range b.p.Resolve(o.Module, imp, b.defines) {
				names = append(names, b.exported(t.Path)...)
			}
		}
		names = slices.DeleteFunc(append(append(names, o.Names...), b.loaded(o)...), func(name string) bool {
			return strings.HasPrefix(name, "_")
		})
	}
	slices.Sort(names)
	names = slices.Compact(names)
	b.exports[file] = names
	return names
}

// loaded are the modules in a package that the package itself imports: importing
// a module binds its name in the package around it.
func (b *builder) loaded(o *Outline) []string {
	if !o.Module.Package {
		return nil
	}
	var names []string
	for _, e := range b.edges(o) {
		if rest, ok := strings.CutPrefix(e.Module, o.Module.Name+"."); ok && e.Kind == Internal && !e.Lazy {
			name, _, _ := strings.Cut(rest, ".")
			names = append(names, name)
		}
	}
	return names
}

// dependencies gathers what modules import of one kind.
func dependencies(nodes []Node, kind Kind) []Dependency {
	byName := map[string]*Dependency{}
	for _, n := range nodes {
		for _, e := range n.Imports {
			if e.Kind != kind {
				continue
			}
			name := e.Top()
			if kind == Missing {
				name = e.Module
			}
			d := byName[name]
			if d == nil {
				d = &Dependency{Name: name, Lifetime: stdlib[name], Optional: true}
				byName[name] = d
			}
			d.Optional = d.Optional && (e.Guard || e.Typing)
			if last := len(d.ImportedBy) - 1; last < 0 || d.ImportedBy[last] != n.Path {
				d.ImportedBy = append(d.ImportedBy, n.Path)
			}
		}
	}
	var all []Dependency
	for _, d := range byName {
		all = append(all, *d)
	}
	slices.SortFunc(all, func(a, b Dependency) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

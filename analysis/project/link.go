package project

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/portalis-dev/portalis/analysis/graph"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A Linker finds what the modules of a project export to each other. Modules that
// import each other in a circle know nothing of each other: which of them would be
// asked first must not tell. It may be used from several goroutines.
type Linker struct {
	mu      sync.Mutex
	p       *Project
	opts    LinkOptions
	sources map[string]*linkSource
	exports map[string]*linked
	set     map[string][]string // names of files that others set; nil if that has to be found
	hides   map[string][]string // modules of the library that are hidden, by root
}

// A LinkOptions says how a linker gets at files, which it names with slashes and
// relative to the root of the project.
type LinkOptions struct {
	Read func(file string) ([]byte, error)
	// Infer infers a module. It may ask the linker about others that the module
	// imports.
	Infer func(file string, around types.Surroundings) *types.Info
	// List lists the files that may set names of modules, and says whether it has looked
	// for them since it was last asked: then they are read again, too.
	List func() (files []string, anew bool)
	// Still says that files stay as they are, so that each is looked at once.
	Still bool
}

// A linkPass is one look at files that may change before the next.
type linkPass struct {
	exports map[string]*types.Exports
	set     map[string][]string
}

// A linkSource is what the text of a file says about other modules.
type linkSource struct {
	src    []byte
	links  []link
	hidden []string // modules of the library that files of the project hide
	sets   []setting
	tree   *Outline // of a file that was parsed for it; nil for most
	module Module
}

// A link is a module of the project that an import leads to.
type link struct {
	name string // as types.Imports has it
	file string
	// Of a module in a package: the file and name of the package that would come first.
	of, attr string
}

// A linked is what a file exported when it was last looked at.
type linked struct {
	mu      sync.Mutex
	src     []byte
	around  types.Surroundings
	exports *types.Exports
	sets    []setting
}

// NewLinker makes a linker for the modules of a project.
func NewLinker(p *Project, opts LinkOptions) *Linker {
	return &Linker{
		p: p, opts: opts,
		sources: map[string]*linkSource{}, exports: map[string]*linked{}, hides: map[string][]string{},
	}
}

// Around is what is known of the modules that a file imports, and of those that set
// its names; src is what it holds.
func (l *Linker) Around(file string, src []byte) types.Surroundings {
	l.renew()
	return l.around(&linkPass{exports: map[string]*types.Exports{}}, file, src)
}

func (l *Linker) around(pass *linkPass, file string, src []byte) types.Surroundings {
	l.mu.Lock()
	s := l.source(file, src)
	wanted := l.apart(file, s)
	around := types.Surroundings{Imports: types.Imports{}, Outside: l.outside(pass, file), Hidden: s.hidden}
	l.mu.Unlock()
	for _, link := range wanted {
		if e := l.ask(pass, link.file); e != nil {
			around.Imports[link.name] = e
		}
	}
	return around
}

// Exports is what a file exports, nil for one that cannot be read.
func (l *Linker) Exports(file string) *types.Exports {
	l.renew()
	return l.ask(&linkPass{exports: map[string]*types.Exports{}}, file)
}

// renew looks at the folders of the project again if files came or went.
func (l *Linker) renew() {
	if l.opts.Still {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.p.moved() {
		l.p, l.sources, l.set = l.p.again(), map[string]*linkSource{}, nil
	}
}

func (l *Linker) ask(pass *linkPass, file string) *types.Exports {
	if found, ok := pass.exports[file]; ok {
		return found
	}
	pass.exports[file] = l.find(pass, file)
	return pass.exports[file]
}

func (l *Linker) find(pass *linkPass, file string) *types.Exports {
	e := l.entry(file)
	if l.opts.Still {
		e.mu.Lock()
		found := e.exports
		e.mu.Unlock()
		if found != nil {
			return found
		}
	}
	src, err := l.opts.Read(file)
	if err != nil {
		return nil
	}
	around := l.around(pass, file, src)
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.exports == nil || !l.opts.Still && !(bytes.Equal(e.src, src) && e.around.SameLinks(around)) {
		l.keep(e, file, src, around, l.opts.Infer(file, around))
	}
	return e.exports
}

// Note remembers what a file was inferred to be, so that it is not inferred again
// for those that import it. It returns those of the others to which it may mean
// something else now: it exports something else and imports lead from them to it, or
// it sets their names, or no longer does.
func (l *Linker) Note(file string, src []byte, around types.Surroundings, info *types.Info, others []string) []string {
	e := l.entry(file)
	e.mu.Lock()
	defer e.mu.Unlock()
	before, sets := e.exports, e.sets
	l.keep(e, file, src, around, info)
	l.mu.Lock()
	defer l.mu.Unlock()
	e.sets = l.source(file, src).sets
	same := sync.OnceValue(func() bool { return before.String() == e.exports.String() }) // which takes a while
	var users []string
	for _, other := range others {
		sets := slices.ContainsFunc(append(slices.Clone(sets), e.sets...), func(s setting) bool { return s.file == other })
		if other != file && (sets || !same() && l.reaches(other, file, map[string]bool{})) {
			users = append(users, other)
		}
	}
	return users
}

func (l *Linker) reaches(from, to string, seen map[string]bool) bool {
	seen[from] = true
	for _, link := range l.linksOf(from) {
		if link.file == to || !seen[link.file] && l.reaches(link.file, to, seen) {
			return true
		}
	}
	return false
}

func (l *Linker) entry(file string) *linked {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.exports[file] == nil {
		l.exports[file] = &linked{}
	}
	return l.exports[file]
}

func (l *Linker) keep(e *linked, file string, src []byte, around types.Surroundings, info *types.Info) {
	e.exports = l.exported(file, info)
	if !l.opts.Still {
		around.Samples = nil
		e.src, e.around = src, around
	}
}

// exported is what a file exports; its tree is let go of.
func (l *Linker) exported(file string, info *types.Info) *types.Exports {
	l.mu.Lock()
	defer l.mu.Unlock()
	m := l.p.Module(file)
	e := types.Exports{Module: m.Name, Names: info.Exported, Keeps: info.Keeps}
	o := NewOutline(m, info.Module)
	switch {
	case o.Unsure:
		e.Vague = "__all__ is made in a way that is not read"
	case o.HasAll:
		e.Star = o.All
	case len(info.Module.Errors) > 0:
		e.Vague = "it is no valid Python"
	case info.Vague:
		e.Vague = "it binds names that its text does not say"
	default:
		for name := range info.Exported {
			e.Star = append(e.Star, name)
		}
		b := builder{p: l.p, outlines: map[string]*Outline{file: &o}, exports: map[string][]string{}}
		e.Star = append(e.Star, b.loaded(&o)...)
		e.Star = slices.DeleteFunc(e.Star, func(name string) bool { return strings.HasPrefix(name, "_") })
	}
	slices.Sort(e.Star)
	e.Star = slices.Compact(e.Star)
	return types.NewExports(e)
}

// source reads what the text of a file says; l.mu is held.
func (l *Linker) source(file string, src []byte) *linkSource {
	before := l.sources[file]
	if before != nil && (l.opts.Still || bytes.Equal(before.src, src)) {
		return before
	}
	s := &linkSource{module: l.p.Module(file)}
	if !l.opts.Still {
		s.src = src
	}
	l.sources[file] = s
	imports := importLines(src)
	for _, stmt := range imports {
		s.links = append(s.links, l.resolve(s.module, stmt.stmt, stmt.top)...)
	}
	if len(imports) > 0 {
		s.hidden = l.hidden(s.module)
	}
	s.sets = settings(src, l.moduleNames(s.module, imports))
	s.links = slices.DeleteFunc(s.links, func(link link) bool { return link.name == "" })
	l.resets(before, s)
	return s
}

func (l *Linker) linksOf(file string) []link {
	s := l.sources[file]
	if s == nil || !l.opts.Still {
		src, err := l.opts.Read(file)
		if err != nil {
			return nil
		}
		s = l.source(file, src)
	}
	return s.links
}

// resolve finds the modules of the project that an import at the top of a file leads
// to.
func (l *Linker) resolve(from Module, stmt syntax.Stmt, top bool) []link {
	var out []link
	add := func(name, file string) {
		if top && file != "" && file != from.Path && path.Ext(file) == ".py" {
			out = append(out, link{name: name, file: file})
		}
	}
	switch stmt := stmt.(type) {
	case *syntax.Import:
		for _, a := range stmt.Names {
			if t, _, ok := l.base(from, Import{Module: a.Name}); ok {
				add(a.Name, t.Path)
			}
		}
	case *syntax.ImportFrom:
		imp := Import{Level: stmt.Level, Module: stmt.Module, From: true}
		t, at, ok := l.base(from, imp)
		if !ok {
			return nil
		}
		add(imp.Text(), t.Path)
		for _, a := range stmt.Names {
			sub, ok := l.p.child(at, a.Name)
			if !ok || sub.file == "" {
				continue
			}
			name := imp.Text() + "."
			if imp.Module == "" {
				name = imp.Text()
			}
			before := len(out)
			if add(name+a.Name, sub.file); len(out) > before && at.file != from.Path {
				out[before].of, out[before].attr = at.file, a.Name
			}
		}
	}
	return out
}

// base is where the module of an import is, if that is in the project. What Python's
// own library has keeps its own meaning.
func (l *Linker) base(from Module, imp Import) (Target, place, bool) {
	top, _, _ := strings.Cut(imp.Module, ".")
	if _, ok := stdlib[top]; ok && imp.Level == 0 {
		return Target{}, place{}, false
	}
	t, at, ok := l.p.base(from, imp)
	return t, at, ok && t.Kind == Internal
}

// hidden are the modules of the library that files of the project come before where a
// file of it imports one, sorted. The library's own folder hides nothing; the library's
// tests are no part of it.
func (l *Linker) hidden(from Module) []string {
	if found, ok := l.hides[from.Root]; ok && l.opts.Still {
		return found
	}
	l.hides[from.Root] = l.findHidden(from)
	return l.hides[from.Root]
}

func (l *Linker) findHidden(from Module) []string {
	if _, library := l.p.dir(from.Root).entries["os.py"]; library {
		return nil
	}
	var out []string
	for _, folder := range l.p.searchPath(from) {
		for name := range l.p.dir(folder).entries {
			name = strings.TrimSuffix(name, ".py")
			if _, ok := stdlib[name]; !ok || name == "test" {
				continue
			}
			if t, _, ok := l.p.base(from, Import{Module: name}); ok && t.Kind == Internal {
				out = append(out, name)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// defines reports whether a package itself binds a name at its top.
func (l *Linker) defines(file, name string) bool {
	src, err := l.opts.Read(file)
	if err != nil || !hasWord(src, map[string]bool{name: true}) {
		return false
	}
	s := l.source(file, src)
	if s.tree == nil {
		o := NewOutline(s.module, syntax.Parse(src))
		s.tree = &o
	}
	b := builder{p: l.p, outlines: map[string]*Outline{file: s.tree}}
	return b.defines(file, name)
}

// apart are the links of a file to modules that do not lead back to it; l.mu is held.
func (l *Linker) apart(file string, s *linkSource) []link {
	index := map[string]int{}
	var next [][]int
	var visit func(file string, links []link) int
	visit = func(file string, links []link) int {
		i := len(next)
		index[file] = i
		next = append(next, nil)
		for _, link := range links {
			j, known := index[link.file]
			if !known {
				j = visit(link.file, l.linksOf(link.file))
			}
			next[i] = append(next[i], j)
		}
		return i
	}
	visit(file, s.links)
	circle := map[int]bool{}
	for _, c := range graph.Cyclic(next) {
		if c[0] == 0 {
			for _, i := range c {
				circle[i] = true
			}
		}
	}
	var out []link
	for _, link := range s.links {
		if link.of != "" && l.defines(link.of, link.attr) {
			continue
		}
		if !circle[index[link.file]] && !slices.Contains(out, link) {
			out = append(out, link)
		}
	}
	return out
}

package effects

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A scope is the code of a module or function, with the names it binds. Class
// bodies are part of the scope around them, which only finds more.
type scope struct {
	def       *syntax.FunctionDef // nil for the module
	source    *syntax.FunctionDef // what stands for it in the source, with decorators
	class     *class              // of a method
	outer     *scope              // nil for the module
	name      string              // as __qualname__ has it
	bound     map[string][]binding
	global    map[string]bool // names declared so
	globals   []string        // the same, each time that they are
	nonlocal  map[string]bool
	generator bool
}

// A bindingKind says how a name gets its value.
type bindingKind int

const (
	byOther bindingKind = iota
	byDef
	byClass
	byImport
	byParam
	byValue // an assignment of one expression to the name
)

type binding struct {
	kind  bindingKind
	value syntax.Expr // of byValue; of byParam the annotation
	def   *scope      // of byDef
	class *class      // of byClass
	path  string      // of byImport: "os.path"
	index int         // of byParam
}

// A class is a class statement.
type class struct {
	def     *syntax.ClassDef
	scope   *scope // around it
	name    string
	methods map[string]*scope
	bases   []*class
	foreign []string // bases that are not classes of the module, as resolved
	derived []*class

	relatives []*class // what family returns, once it was asked
	whole     bool
}

// A variable is a name of a scope.
type variable struct {
	scope *scope
	name  string
}

// names has the scopes and classes of a module.
type names struct {
	source  []byte
	module  *scope
	scopes  []*scope // of functions, in source order
	at      map[int]*scope
	classes []*class
	byName  map[string][]*class
	star    bool     // whether names come from a star import
	hidden  []string // modules of the library that files of the project hide
	// expanded has what decorated functions mean.
	expanded map[*syntax.FunctionDef]*syntax.FunctionDef
	// clean has the functions whose bodies need not be looked at, but for what they
	// bind in the module.
	clean map[*syntax.FunctionDef]*remembered
	// attributes has what any statement assigns to an attribute of a name, or in a
	// class body.
	attributes map[string][]attribute
	// complete is whether all that binds names is known; then looked has what was looked
	// up last: several rules ask for each name.
	complete bool
	looked   lookup
}

// A lookup is what a name in a scope means.
type lookup struct {
	in    *scope
	name  string
	owner *scope
	found []binding
}

// An attribute is one assignment; value and annotation may be nil.
type attribute struct{ value, annotation syntax.Expr }

func collectNames(info *types.Info, clean map[*syntax.FunctionDef]*remembered) *names {
	n := &names{clean: clean, source: info.Module.Source, hidden: info.Hidden, expanded: info.Expanded, at: map[int]*scope{}, byName: map[string][]*class{}, attributes: map[string][]attribute{}}
	n.module = newScope(nil, nil, nil, "")
	n.body(info.Top, n.module, nil, "")
	n.complete = true
	for _, c := range n.classes {
		n.link(c)
	}
	return n
}

// library is the path of a module, which says so where a file of the project hides
// one of the library.
func (n *names) library(module string) string {
	if slices.Contains(n.hidden, firstPart(module)) {
		return "./" + module
	}
	return module
}

func newScope(def *syntax.FunctionDef, outer *scope, in *class, name string) *scope {
	return &scope{
		def: def, outer: outer, class: in, name: name,
		bound: map[string][]binding{}, global: map[string]bool{}, nonlocal: map[string]bool{},
	}
}

func (s *scope) bind(name string, b binding) { s.bound[name] = append(s.bound[name], b) }

// body collects what statements bind; in is the class they stand in directly, and
// prefix goes before the names of what is defined in them.
func (n *names) body(body []syntax.Stmt, s *scope, in *class, prefix string) {
	for _, stmt := range body {
		n.stmt(stmt, s, in, prefix)
	}
}

func (n *names) stmt(stmt syntax.Stmt, s *scope, in *class, prefix string) {
	bind := func(name string, b binding) {
		if in == nil {
			s.bind(name, b)
		} else if b.kind == byValue || b.kind == byOther {
			n.attributes[name] = append(n.attributes[name], attribute{value: b.value})
		}
	}
	switch stmt := stmt.(type) {
	case *syntax.FunctionDef:
		made := stmt
		if means := n.expanded[stmt]; means != nil {
			made = means
		}
		fn := n.function(made, s, in, prefix)
		fn.source = stmt
		bind(stmt.Name, binding{kind: byDef, def: fn})
		return
	case *syntax.ClassDef:
		c := &class{def: stmt, scope: s, name: stmt.Name, methods: map[string]*scope{}}
		n.classes = append(n.classes, c)
		n.byName[c.name] = append(n.byName[c.name], c)
		bind(stmt.Name, binding{kind: byClass, class: c})
		n.walrus(stmt, s)
		n.body(stmt.Body, s, c, prefix+stmt.Name+".")
		return
	case *syntax.Import:
		for _, a := range stmt.Names {
			if a.AsName != "" {
				bind(a.AsName, binding{kind: byImport, path: n.library(a.Name)})
			} else {
				first := firstPart(a.Name)
				bind(first, binding{kind: byImport, path: n.library(first)})
			}
		}
	case *syntax.ImportFrom:
		n.importFrom(stmt, bind)
	case *syntax.Global:
		for _, name := range stmt.Names {
			s.global[name.ID] = true
			s.globals = append(s.globals, name.ID)
			n.module.bind(name.ID, binding{})
		}
	case *syntax.Nonlocal:
		for _, name := range stmt.Names {
			s.nonlocal[name.ID] = true
		}
	case *syntax.Assign:
		for _, t := range stmt.Targets {
			n.target(t, stmt.Value, bind)
		}
	case *syntax.AnnAssign:
		switch t := stmt.Target.(type) {
		case *syntax.Name:
			if in != nil {
				n.attributes[t.ID] = append(n.attributes[t.ID], attribute{stmt.Value, stmt.Annotation})
			} else if stmt.Value != nil {
				n.target(t, stmt.Value, bind)
			}
		case *syntax.Attribute:
			n.attributes[t.Attr] = append(n.attributes[t.Attr], attribute{stmt.Value, stmt.Annotation})
		}
	case *syntax.AugAssign:
		if name, ok := stmt.Target.(*syntax.Name); ok {
			bind(name.ID, binding{})
		}
	case *syntax.For:
		n.target(stmt.Target, nil, bind)
	case *syntax.Delete:
		for _, t := range stmt.Targets {
			n.target(t, nil, bind)
		}
	case *syntax.With:
		for _, item := range stmt.Items {
			if item.Vars == nil {
				continue
			}
			var value syntax.Expr
			if _, ok := n.object(s, item.Context); ok {
				value = item.Context // which enters itself
			}
			n.target(item.Vars, value, bind)
		}
	case *syntax.Try:
		for _, h := range stmt.Handlers {
			if h.Name != "" {
				bind(h.Name, binding{})
			}
		}
	case *syntax.Match:
		for _, c := range stmt.Cases {
			for _, name := range captures(c.Pattern) {
				bind(name, binding{})
			}
		}
	}
	n.walrus(stmt, s)
	for _, b := range blocks(stmt) {
		n.body(b, s, in, prefix)
	}
}

func (n *names) importFrom(stmt *syntax.ImportFrom, bind func(string, binding)) {
	path := stmt.Module
	for range stmt.Level {
		path = "." + path
	}
	path = n.library(path)
	for _, a := range stmt.Names {
		switch {
		case a.Name == "*":
			n.star = true
		case a.AsName != "":
			bind(a.AsName, binding{kind: byImport, path: path + "." + a.Name})
		default:
			bind(a.Name, binding{kind: byImport, path: path + "." + a.Name})
		}
	}
}

func (n *names) function(def *syntax.FunctionDef, outer *scope, in *class, prefix string) *scope {
	s := newScope(def, outer, in, prefix+def.Name)
	n.scopes = append(n.scopes, s)
	n.at[def.NameRange.Start] = s
	if in != nil {
		in.methods[def.Name] = s
	}
	if def.Params != nil {
		for i, p := range def.Params.List {
			s.bind(p.Name, binding{kind: byParam, index: i, value: p.Annotation})
		}
	}
	if k := n.clean[def]; k != nil {
		for _, name := range k.globals {
			n.module.bind(name, binding{})
		}
		return s
	}
	n.body(def.Body, s, nil, s.name+".<locals>.")
	for name := range s.global {
		delete(s.bound, name)
	}
	for name := range s.nonlocal {
		delete(s.bound, name)
	}
	syntax.Walk(def.Body, func(node syntax.Node) bool {
		switch node.(type) {
		case *syntax.FunctionDef, *syntax.ClassDef, *syntax.Lambda:
			return false
		case *syntax.Yield, *syntax.YieldFrom:
			s.generator = true
		}
		return true
	})
	return s
}

// target binds the names in an assignment target.
func (n *names) target(t, value syntax.Expr, bind func(string, binding)) {
	switch t := t.(type) {
	case *syntax.Name:
		if value != nil {
			bind(t.ID, binding{kind: byValue, value: value})
		} else {
			bind(t.ID, binding{})
		}
	case *syntax.Attribute:
		n.attributes[t.Attr] = append(n.attributes[t.Attr], attribute{value: value})
	case *syntax.Starred:
		n.target(t.Value, nil, bind)
	case *syntax.Tuple:
		for _, e := range t.Elts {
			n.target(e, nil, bind)
		}
	case *syntax.List:
		for _, e := range t.Elts {
			n.target(e, nil, bind)
		}
	}
}

// walrus binds the names that expressions directly in a statement bind. Those of
// comprehensions and lambdas are taken for names of the scope.
func (n *names) walrus(stmt syntax.Stmt, s *scope) {
	var few [16]syntax.Node
	for _, child := range syntax.AppendChildren(few[:0], stmt) {
		if _, ok := child.(syntax.Stmt); ok {
			continue
		}
		syntax.Inspect(child, func(node syntax.Node) bool {
			switch node := node.(type) {
			case syntax.Stmt:
				return false
			case *syntax.NamedExpr:
				n.target(node.Target, node.Value, s.bind)
			case *syntax.Comprehension:
				n.target(node.Target, nil, s.bind)
			case *syntax.Lambda:
				for _, p := range node.Params.List {
					s.bind(p.Name, binding{})
				}
			}
			return true
		})
	}
}

// blocks are the statement lists in a statement that run in its scope.
func blocks(stmt syntax.Stmt) [][]syntax.Stmt {
	switch stmt.(type) {
	case *syntax.Assign, *syntax.ExprStmt, *syntax.Return, *syntax.AugAssign, *syntax.AnnAssign, *syntax.Import,
		*syntax.ImportFrom, *syntax.Pass, *syntax.Raise, *syntax.Assert, *syntax.Delete, *syntax.Global, *syntax.Nonlocal,
		*syntax.Break, *syntax.Continue:
		return nil
	}
	var out [][]syntax.Stmt
	var list []syntax.Stmt
	var few [16]syntax.Node
	for _, child := range syntax.AppendChildren(few[:0], stmt) {
		switch child := child.(type) {
		case syntax.Stmt:
			list = append(list, child)
		case *syntax.MatchCase:
			out = append(out, child.Body)
		case *syntax.ExceptHandler:
			out = append(out, child.Body)
		}
	}
	return append(out, list)
}

// link finds the bases of a class.
func (n *names) link(c *class) {
	for _, base := range c.def.Bases {
		if s, ok := base.(*syntax.Subscript); ok {
			base = s.Value // Generic[T]
		}
		path, known := n.path(c.scope, base)
		if other := n.classOf(c.scope, base); other != nil && other != c {
			c.bases = append(c.bases, other)
			other.derived = append(other.derived, c)
		} else if known {
			c.foreign = append(c.foreign, path)
		} else {
			c.foreign = append(c.foreign, "?")
		}
	}
}

// lookup finds the scope that a name in s belongs to, nil for a builtin, and what
// binds it there.
func (n *names) lookup(s *scope, name string) (*scope, []binding) {
	if !n.complete {
		return n.find(s, name)
	}
	if last := &n.looked; last.in != s || last.name != name {
		owner, found := n.find(s, name)
		*last = lookup{s, name, owner, found}
	}
	return n.looked.owner, n.looked.found
}

func (n *names) find(s *scope, name string) (*scope, []binding) {
	if s.global[name] {
		return n.module, n.module.bound[name]
	}
	for ; s != nil; s = s.outer {
		if found := s.bound[name]; found != nil {
			return s, found
		}
		if s.global[name] {
			return n.module, n.module.bound[name]
		}
	}
	return nil, nil
}

// only is the one thing that a name in s can mean.
func (n *names) only(s *scope, name string) (binding, bool) {
	_, found := n.lookup(s, name)
	if len(found) == 0 {
		return binding{}, false
	}
	for _, b := range found[1:] {
		if b.kind != byImport || b.path != found[0].path {
			return binding{}, false
		}
	}
	return found[0], true
}

// classOf is the class of the module that e names.
func (n *names) classOf(s *scope, e syntax.Expr) *class {
	if name, ok := e.(*syntax.Name); ok {
		if b, ok := n.only(s, name.ID); ok && b.kind == byClass {
			return b.class
		}
	}
	return nil
}

// path is the dotted name of what e means outside of the module: "len" for a
// builtin, "os.path.join" for what is imported, "pathlib.Path.read_text" for
// Path(p).read_text.
func (n *names) path(s *scope, e syntax.Expr) (string, bool) {
	switch e := e.(type) {
	case *syntax.Name:
		owner, _ := n.lookup(s, e.ID)
		if owner == nil {
			return e.ID, !n.star
		}
		b, single := n.only(s, e.ID)
		switch {
		case !single:
		case b.kind == byImport:
			return b.path, true
		case b.kind == byValue:
			return n.object(owner, b.value)
		case b.kind == byParam && owner.outer != nil:
			return n.annotated(owner.outer, b.value)
		}
	case *syntax.Attribute:
		if path, ok := n.path(s, e.Value); ok {
			return path + "." + e.Attr, true
		}
	case *syntax.Call:
		if path, ok := n.path(s, e.Func); ok && (dotted(path) || path == "open") {
			return path, true
		}
	}
	return "", false
}

// object is the path of the class of a file or Path that an expression makes, for
// the variable that holds it.
func (n *names) object(s *scope, e syntax.Expr) (string, bool) {
	if call, ok := e.(*syntax.Call); ok {
		return n.annotated(s, call.Func)
	}
	return "", false
}

// annotated is the path of the class that e names, if its objects are files or
// paths.
func (n *names) annotated(s *scope, e syntax.Expr) (string, bool) {
	path := ""
	switch e := e.(type) {
	case *syntax.Name:
		if owner, _ := n.lookup(s, e.ID); owner == nil {
			path = e.ID
		} else if b, ok := n.only(s, e.ID); ok && b.kind == byImport {
			path = b.path
		}
	case *syntax.Attribute:
		if module, ok := e.Value.(*syntax.Name); ok {
			if b, ok := n.only(s, module.ID); ok && b.kind == byImport {
				path = b.path + "." + e.Attr
			}
		}
	}
	return path, path == "open" || path == "pathlib.Path"
}

// family is a class with everything it derives from in the module; whole reports
// that the rest of what it derives from adds no effects.
func (c *class) family() (all []*class, whole bool) {
	if c.relatives == nil {
		c.relatives, c.whole = c.findFamily()
	}
	return c.relatives, c.whole
}

func (c *class) findFamily() (all []*class, whole bool) {
	whole = true
	seen := map[*class]bool{}
	var visit func(c *class)
	visit = func(c *class) {
		if seen[c] {
			return
		}
		seen[c] = true
		all = append(all, c)
		for _, base := range c.bases {
			visit(base)
		}
		for _, name := range c.foreign {
			whole = whole && plainBase(name)
		}
		if len(c.def.Keywords) > 0 && !abstract(c.def.Keywords) {
			whole = false
		}
	}
	visit(c)
	return all, whole
}

func abstract(keywords []*syntax.Keyword) bool {
	for _, k := range keywords {
		if k.Name != "metaclass" {
			return false
		}
		switch v := k.Value.(type) {
		case *syntax.Name:
			if v.ID != "ABCMeta" {
				return false
			}
		case *syntax.Attribute:
			if v.Attr != "ABCMeta" {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// below is c and every class of the module that derives from it.
func (c *class) below() []*class {
	all := []*class{c}
	for i := 0; i < len(all) && i < 1000; i++ {
		all = append(all, all[i].derived...)
	}
	return all
}

func firstPart(path string) string {
	for i := range len(path) {
		if path[i] == '.' {
			return path[:i]
		}
	}
	return path
}

func dotted(path string) bool { return firstPart(path) != path }

// captures are the names that a pattern binds.
func captures(p syntax.Pattern) []string {
	var out []string
	add := func(name string) {
		if name != "" {
			out = append(out, name)
		}
	}
	syntax.Inspect(p, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.MatchAs:
			add(n.Name)
		case *syntax.MatchStar:
			add(n.Name)
		case *syntax.MatchMapping:
			add(n.Rest)
		}
		return true
	})
	return out
}

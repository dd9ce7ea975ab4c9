package types

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A variable is a Var being inferred.
type variable struct {
	v     *Var
	slot  *slot
	index int // in the environments of its unit
	web   int // which variable of its name it is
	owner *unit

	used      bool        // whether anything reads it
	annotated syntax.Expr // of a variable annotated by a statement
	claim     Type        // what its annotation says, nil without one
	part      bool        // whether a part of its annotation is open
	wrong     string      // why that annotation is not understood
	fn        *function   // of a name that only the def of a function binds: that function
}

// A unitKind tells what a unit of code is.
type unitKind int

const (
	functionUnit unitKind = iota // translated
	seedUnit                     // a function that is refused as a whole; its calls are still samples
	moduleUnit                   // the statements of the module
	doctestUnit                  // one docstring's examples
	sampleUnit                   // code of another file that calls functions of this one
	classUnit                    // the body of a class
)

// A unit is code that is walked as a whole.
type unit struct {
	kind    unitKind
	fn      *function
	scope   *scope // of a sample: what names mean in its file
	class   *class // whose body it is
	body    []syntax.Stmt
	names   map[string]*variable // variables of the unit's own scope
	webs    map[webKey]*variable // further variables of a name whose definitions do not meet
	nvars   int
	own     []int  // the indices of its variables that are not those of comprehensions and lambdas
	unbound []*set // what is known of them at the start; see start
	queued  bool
	walks   int  // how often it was walked
	stale   bool // whether a walk would be other than the last: something that one read has changed
	ideas   ideas
	loops   map[syntax.Stmt]*env // what is known at the head of each loop
	sites   map[siteKey]any      // what each expression allocates
	scopes  map[syntax.Node]map[string]*variable
	lifted  map[syntax.Expr]*function    // what expressions are as functions
	inner   []*variable                  // of comprehensions and lambdas
	places  map[syntax.Stmt]syntax.Range // of a doctest: where each statement stands in the file
	place   syntax.Range                 // of the statement that is walked
	home    *syntax.FunctionDef          // the def at module level that it belongs to, nil for none
	after   *bool                        // whether something may run after a return, once that was asked
}

// A webKey names the i-th variable of a name.
type webKey struct {
	name string
	web  int
}

// A siteKey names one thing that an expression allocates. What it allocates may
// turn out to be of another kind as more becomes known.
type siteKey struct {
	node syntax.Node
	part int
	kind any // the nil pointer of its type
}

// A function is a Function being inferred.
type function struct {
	f        *Function
	unit     *unit
	params   []*variable
	result   *slot
	declared bool          // whether the result is annotated
	claim    Type          // what its annotation says
	seen     []seen        // per parameter
	omitted  []bool        // per parameter: whether a call leaves it to its default
	twice    bool          // defined more than once
	falls    bool          // whether its end can be reached
	lazy     bool          // async: calls give no plain result
	yields   *slot         // of a generator: its items
	returned *slot         // of a generator: what return gives to a yield from
	unsure   *syntax.Range // where something is not known, if anything is not
	uses     []use

	declaredAs string    // what is declared of it, if it may be inferred apart from others
	shut       bool      // whether that is how it came out
	kept       *function // of the version before, whose types hold on

	// Of a function inside another, and of those around such a one:
	outer    *function
	children []*function
	name     *variable   // that the def binds, in the unit of outer
	refs     []*function // functions inside functions that it names
	captures []*capture  // the last of params
	value    *fnT        // the function as a value
	isValue  bool        // whether it is used as one

	callsValue bool // whether it calls a function as a value
	positional bool // a decorator tells arguments by name from those by position

	class   *class     // of a method
	origin  *function  // in a class without objects, of which this is a copy
	copied  bool       // it is a copy of a method of a base
	touched bool       // something calls it
	inits   []initCall // what super().__init__ was in it
}

// A use is a place where a function calls, or passes on, another.
type use struct {
	fn *function
	at syntax.Range
}

// seen tells where values for a parameter were seen.
type seen struct{ call, doctest, fallback, use, likely bool }

// An imported is what an import binds a name to.
type imported struct {
	name  string // "math" or "math.sqrt"
	known bool
	node  *syntax.Alias
	// Of what another module of the project has: what that is, as far as it is known.
	export *Export
	from   *Exports // the module that has it
}

// scope is the module's own scope.
type scope struct {
	functions map[string]*function
	classes   map[string]*class
	imports   map[string]imported
	globals   map[string]*variable
	bindings  map[string]int  // how often the module binds each name
	stars     []string        // modules imported by *
	unsure    map[string]bool // imported names that may mean something else, or nothing
	self      map[string]bool // of a sample: the names under which it knows the module
	hidden    []string        // modules of the library that files of the project hide
}

// library is the name by which a module of the library is known here, and whether it
// is understood. A file of the project may hide it.
func (s *scope) library(module string) (name string, known bool) {
	top, _, _ := strings.Cut(module, ".")
	if slices.Contains(s.hidden, top) {
		return "./" + module, false
	}
	return module, knownModules[module]
}

// obscure reports whether the module may bind a name to something that is not
// known, so that it must not be taken for a builtin.
func (s *scope) obscure(name string) bool {
	if s.bindings[name] == 0 && len(s.stars) == 0 {
		return false // as most names are that the module does not know
	}
	if s.functions[name] != nil || s.classes[name] != nil || s.globals[name] != nil {
		return false
	}
	if _, ok := s.imports[name]; ok {
		return false
	}
	for _, module := range s.stars {
		_, constant := constants["math."+name]
		if module != "math" || constant || library["math."+name] != nil {
			return true
		}
	}
	return s.bindings[name] > 0
}

func (in *solver) newUnit(kind unitKind, fn *function, body []syntax.Stmt) *unit {
	u := &unit{
		kind: kind, fn: fn, body: body, home: in.home,
		names: map[string]*variable{},
	}
	in.units = append(in.units, u)
	return u
}

func (u *unit) newVariable(name string, kind VarKind, def syntax.Range) *variable {
	made := &struct { // in one piece
		v    variable
		info Var
		slot slot
	}{}
	made.info = Var{Name: name, Kind: kind, Def: def}
	made.slot = slot{local: kind != Parameter, top: kind == Parameter}
	v := &made.v
	*v = variable{v: &made.info, slot: &made.slot, index: u.nvars, owner: u}
	if u.fn != nil {
		v.v.Func = u.fn.f
	}
	u.nvars++
	if kind != CompVar {
		u.own = append(u.own, v.index)
	}
	return v
}

// declare gives u a local for each name that its body binds.
func (u *unit) declare(kind VarKind, names []bound) {
	for _, b := range names {
		if u.names[b.name] == nil {
			u.names[b.name] = u.newVariable(b.name, kind, b.def)
			if u.fn != nil {
				u.fn.f.Locals = append(u.fn.f.Locals, u.names[b.name].v)
			}
		}
	}
}

// bindings calls bind for each binding of a name by the statements, nested
// blocks included, in source order. Scopes inside are not entered. At is the
// statement or expression that binds.
func bindings(body []syntax.Stmt, bind func(name string, def syntax.Range, at syntax.Node)) {
	for _, s := range body {
		bindStmt(s, bind)
	}
}

func bindStmt(s syntax.Stmt, bind func(string, syntax.Range, syntax.Node)) {
	var exprs [4]syntax.Expr
	for _, e := range AppendExprs(exprs[:0], s) {
		bindWalrus(e, bind)
	}
	switch s := s.(type) {
	case *syntax.FunctionDef:
		bind(s.Name, s.NameRange, s)
	case *syntax.ClassDef:
		bind(s.Name, s.NameRange, s)
	case *syntax.Assign:
		for _, t := range s.Targets {
			bindTarget(t, s, bind)
		}
	case *syntax.AugAssign:
		bindTarget(s.Target, s, bind)
	case *syntax.AnnAssign:
		bindTarget(s.Target, s, bind)
	case *syntax.For:
		bindTarget(s.Target, s, bind)
	case *syntax.With:
		for _, item := range s.Items {
			if item.Vars != nil {
				bindTarget(item.Vars, s, bind)
			}
		}
	case *syntax.Delete:
		for _, t := range s.Targets {
			bindTarget(t, s, bind)
		}
	case *syntax.Import:
		for _, a := range s.Names {
			bind(aliasName(a), a.Range, s)
		}
	case *syntax.ImportFrom:
		for _, a := range s.Names {
			bind(aliasName(a), a.Range, s)
		}
	case *syntax.Match:
		for _, c := range s.Cases {
			captures(c.Pattern, func(name string, def syntax.Range) { bind(name, def, s) })
		}
	case *syntax.TypeAlias:
		if s.Name != nil {
			bind(s.Name.ID, s.Name.Range, s)
		}
	case *syntax.Try:
		bindings(s.Body, bind)
		for _, h := range s.Handlers {
			if h.Name != "" {
				bind(h.Name, h.NameRange, s)
			}
			bindings(h.Body, bind)
		}
		bindings(s.Orelse, bind)
		bindings(s.Finalbody, bind)
		return
	}
	var blocks [4][]syntax.Stmt
	for _, block := range AppendBlocks(blocks[:0], s) {
		bindings(block, bind)
	}
}

func bindTarget(t syntax.Expr, at syntax.Node, bind func(string, syntax.Range, syntax.Node)) {
	switch t := t.(type) {
	case *syntax.Name:
		bind(t.ID, t.Range, at)
	case *syntax.Tuple:
		for _, e := range t.Elts {
			bindTarget(e, at, bind)
		}
	case *syntax.List:
		for _, e := range t.Elts {
			bindTarget(e, at, bind)
		}
	case *syntax.Starred:
		bindTarget(t.Value, at, bind)
	}
}

// bindWalrus finds the assignment expressions in e; one in a comprehension binds
// outside it.
func bindWalrus(e syntax.Expr, bind func(string, syntax.Range, syntax.Node)) {
	Inspect(e, func(x syntax.Expr) bool {
		switch x := x.(type) {
		case *syntax.NamedExpr:
			if x.Target != nil {
				bind(x.Target.ID, x.Target.Range, x)
			}
		case *syntax.Lambda:
			return false
		}
		return true
	})
}

func aliasName(a *syntax.Alias) string {
	if a.AsName != "" {
		return a.AsName
	}
	for i := range len(a.Name) {
		if a.Name[i] == '.' {
			return a.Name[:i]
		}
	}
	return a.Name
}

package syntax

type scopeKind int

const (
	moduleScope scopeKind = iota
	classScope
	functionScope // a def or a lambda
	comprehensionScope
)

// A scope is what is known of the names of one module, class, function or
// comprehension.
type scope struct {
	kind      scopeKind
	parent    *scope
	async     bool
	generator bool // a generator expression
	yields    bool
	returned  []Range // return statements with a value
	params    map[string]bool
	bound     map[string]Range // first binding
	imported  map[string]bool  // bound by imports alone
	used      map[string]Range
	outside   map[string]string // declared "global" or "nonlocal"
	targets   map[string]bool   // of a comprehension
	iterable  bool              // reading the iterable of a comprehension
	futures   map[*ImportFrom]bool
}

func newScope(kind scopeKind, parent *scope) *scope {
	return &scope{
		kind: kind, parent: parent,
		params: map[string]bool{}, bound: map[string]Range{}, used: map[string]Range{}, imported: map[string]bool{},
		outside: map[string]string{}, targets: map[string]bool{},
	}
}

func (s *scope) bind(name string, at Range) {
	if _, ok := s.bound[name]; !ok {
		s.bound[name] = at
	}
	delete(s.imported, name)
}

// function returns the scope that a comprehension's yield, await or := is in.
func (s *scope) function() *scope {
	for s.kind == comprehensionScope {
		s = s.parent
	}
	return s
}

// bind records that a statement gives name a value.
func (c *checker) bind(name string, at Range) {
	if name == "__debug__" {
		c.errorf(at, "cannot assign to __debug__")
	}
	c.scope.bind(name, at)
}

func (c *checker) use(n *Name) {
	if _, ok := c.scope.used[n.ID]; !ok {
		c.scope.used[n.ID] = n.Range
	}
}

func (c *checker) global(s *Global) {
	for _, n := range s.Names {
		c.declare(n, "global")
	}
}

// A nonlocal is a declaration whose binding is looked for at the end.
type nonlocal struct {
	name  *Name
	scope *scope
}

func (c *checker) nonlocal(s *Nonlocal) {
	for _, n := range s.Names {
		if c.scope.kind == moduleScope {
			c.errorf(s.Range, "nonlocal declaration not allowed at module level")
			return
		}
		c.declare(n, "nonlocal")
		c.nonlocals = append(c.nonlocals, nonlocal{n, c.scope})
	}
}

// declare checks a global or nonlocal declaration against what came before it.
func (c *checker) declare(n *Name, word string) {
	s := c.scope
	_, bound := s.bound[n.ID]
	_, used := s.used[n.ID]
	switch {
	case s.params[n.ID]:
		c.errorf(n.Range, "name '%s' is parameter and %s", n.ID, word)
	case s.outside[n.ID] != "" && s.outside[n.ID] != word:
		c.errorf(n.Range, "name '%s' is nonlocal and global", n.ID)
	case used:
		c.errorf(n.Range, "name '%s' is used prior to %s declaration", n.ID, word)
	case bound && !s.imported[n.ID]: // CPython lets an import come first
		c.errorf(n.Range, "name '%s' is assigned to before %s declaration", n.ID, word)
	}
	s.outside[n.ID] = word
}

// finish checks what can only be known when every scope has been read.
func (c *checker) finish() {
	for _, n := range c.nonlocals {
		if !boundOutside(n) {
			c.errorf(n.name.Range, "no binding for nonlocal '%s' found", n.name.ID)
		}
	}
}

func boundOutside(n nonlocal) bool {
	for s := n.scope.parent; s != nil; s = s.parent {
		if s.kind == classScope && n.name.ID == "__class__" {
			return true // what super() without arguments uses
		}
		if s.kind != functionScope {
			continue
		}
		if _, ok := s.bound[n.name.ID]; ok && s.outside[n.name.ID] == "" {
			return true
		}
		if s.outside[n.name.ID] == "nonlocal" {
			return true // that declaration is checked itself
		}
	}
	return false
}

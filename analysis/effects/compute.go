package effects

import (
	"maps"
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A Module has the effects of everything in a module.
type Module struct {
	// Functions has those that types know.
	Functions Table
	// Import is what importing the module does. What stands under
	// if __name__ == "__main__" does not run then.
	Import *Effects
	// All has every def in source order, methods and nested functions too.
	All []Function
}

// A Function is a def with its effects.
type Function struct {
	Def     *syntax.FunctionDef
	Name    string // as __qualname__ has it: "Shape.area", "outer.<locals>.inner"
	Effects *Effects
}

// A unit is code that has effects of its own: a def, or a copy of one that types
// made for other argument types, or the import of the module.
type unit struct {
	scope   *scope
	def     *syntax.FunctionDef // nil for the import
	fn      *types.Function     // nil when types do not know it
	effects *Effects
	users   map[*unit]bool // whose effects contain those of this one
	calls   map[*unit]bool
	index   int  // in the list of all
	began   bool // whether it was ever computed, or is being so
	queued  bool
	endless bool                          // whether it has a loop without a way out
	acts    map[syntax.Stmt][]syntax.Expr // see acting

	kept    *remembered       // of the version before, which holds on
	asks    map[variable]bool // the module variables of which it asks whether they change
	changes map[variable]bool // those that it changes itself
}

// A module computes the effects of all units.
type module struct {
	info    *types.Info
	clean   map[*syntax.FunctionDef]*remembered // what does as in the version before
	names   *names
	units   []*unit
	of      map[*scope]*unit
	ofFunc  map[*types.Function]*unit
	changed map[variable]bool    // module variables that a function may change
	asked   map[variable][]*unit // who asked whether one is, and was told that it is not
	queue   []*unit
	runs    map[operation][]*unit
	steady  map[string]bool    // module variables bound once, to what does not change
	methods map[string][]*unit // of the classes, by their names
	lookups []*unit            // the methods that run when an attribute is looked up
}

// Compute finds the effects of every function of a module, and of its import.
func Compute(info *types.Info) *Module {
	m, _ := ComputeAfter(info, nil)
	return m
}

func newModule(info *types.Info, clean map[*syntax.FunctionDef]*remembered) *module {
	m := &module{
		info: info, clean: clean, names: collectNames(info, clean), of: map[*scope]*unit{}, ofFunc: map[*types.Function]*unit{},
		changed: map[variable]bool{}, asked: map[variable][]*unit{}, runs: map[operation][]*unit{}, methods: map[string][]*unit{},
	}
	m.steady = m.names.steady(info.Top)
	m.makeUnits()
	return m
}

// effects is what is known once the module is solved.
func (m *module) effects() *Module {
	m.findRecursion()
	m.implicit()
	out := &Module{Functions: Table{}, Import: m.of[m.names.module].effects}
	for fn, u := range m.ofFunc {
		out.Functions[fn] = u.effects
	}
	for _, s := range m.names.scopes {
		if fn := m.of[s].fn; fn != nil && fn.Made {
			continue
		}
		out.All = append(out.All, Function{s.source, s.name, m.of[s].effects})
	}
	return out
}

func (m *module) makeUnits() {
	add := func(s *scope, def *syntax.FunctionDef, fn *types.Function) *unit {
		u := &unit{scope: s, def: def, fn: fn, effects: &Effects{}, users: map[*unit]bool{}}
		u.index = len(m.units)
		m.units = append(m.units, u)
		if k := m.clean[def]; k != nil && fn != nil {
			u.takeOver(k)
			return u
		}
		u.calls, u.acts = map[*unit]bool{}, map[syntax.Stmt][]syntax.Expr{}
		u.asks, u.changes = map[variable]bool{}, map[variable]bool{}
		body := u.body(m.info)
		if def == nil {
			body = imported(body)
		}
		u.endless = endless(body)
		u.effects.Mutates = make([]bool, u.params())
		return u
	}
	for _, fn := range m.info.Funcs {
		s := m.names.at[fn.Def.NameRange.Start]
		if s == nil {
			continue
		}
		u := add(s, fn.Def, fn)
		m.ofFunc[fn] = u
		if s.def == fn.Def || m.of[s] == nil {
			m.of[s] = u
		}
	}
	for _, s := range m.names.scopes {
		if m.of[s] == nil {
			m.of[s] = add(s, s.def, nil)
		}
	}
	m.of[m.names.module] = add(m.names.module, nil, nil)
	for _, class := range m.names.classes {
		for name, method := range class.methods {
			m.methods[name] = append(m.methods[name], m.of[method])
		}
		for _, name := range []string{"__getattr__", "__getattribute__", "__setattr__", "__delattr__"} {
			if method := class.methods[name]; method != nil {
				m.lookups = append(m.lookups, m.of[method])
			}
		}
	}
}

// params is how many parameters a unit has.
func (u *unit) params() int {
	switch {
	case u.fn != nil:
		return len(u.fn.Params)
	case u.def != nil && u.def.Params != nil:
		return len(u.def.Params.List)
	}
	return 0
}

func (u *unit) body(m *types.Info) []syntax.Stmt {
	if u.def == nil {
		return m.Top
	}
	return u.def.Body
}

// solve computes until nothing changes. Effects only grow from round to round and
// are finitely many, so this ends.
func (m *module) solve() {
	for _, u := range m.units {
		m.begin(u)
	}
	for len(m.queue) > 0 {
		u := m.queue[0]
		m.queue = m.queue[1:]
		u.queued = false
		m.update(u)
	}
}

// begin computes a unit for the first time.
func (m *module) begin(u *unit) {
	if !u.began {
		u.began = true
		m.update(u)
	}
}

// known are the effects of a unit as far as they are known: those of callees are
// computed before those of their callers.
func (m *module) known(u *unit) *Effects {
	m.begin(u)
	return u.effects
}

// update computes a unit, and has those that use it computed again if that gave
// more than before.
func (m *module) update(u *unit) {
	e := m.compute(u)
	again := !equal(e, u.effects)
	u.effects = e
	if !again {
		return
	}
	users := slices.Collect(maps.Keys(u.users))
	slices.SortFunc(users, func(a, b *unit) int { return a.index - b.index })
	for _, other := range users {
		m.enqueue(other)
	}
}

func (m *module) enqueue(u *unit) {
	if !u.queued {
		u.queued = true
		m.queue = append(m.queue, u)
	}
}

// isChanged reports whether a function may change a variable. Units that were told
// no are computed again when one turns out to.
func (c *collector) isChanged(v variable) bool {
	c.unit.asks[v] = true
	if !c.changed[v] {
		c.asked[v] = append(c.asked[v], c.unit)
	}
	return c.changed[v]
}

func (m *module) change(v variable) {
	if m.changed[v] {
		return
	}
	m.changed[v] = true
	for _, u := range m.asked[v] {
		m.enqueue(u)
	}
	delete(m.asked, v)
}

func equal(a, b *Effects) bool {
	return slices.Equal(a.Raises, b.Raises) && slices.Equal(a.Faults, b.Faults) && slices.Equal(a.Mutates, b.Mutates) &&
		slices.Equal(a.Calls, b.Calls) && slices.Equal(a.Writes, b.Writes) && slices.Equal(a.Unresolved, b.Unresolved) &&
		a.Prints == b.Prints && a.IO == b.IO && a.Environment == b.Environment && a.Random == b.Random &&
		a.Time == b.Time && a.Globals == b.Globals && a.MayNotEnd == b.MayNotEnd && maps.Equal(a.free, b.free)
}

func (m *module) compute(u *unit) *Effects {
	c := &collector{
		ran: map[operation]bool{}, calm: map[syntax.Expr]bool{}, part: map[syntax.Expr]bool{}, inside: map[*types.Function]bool{}, module: m, info: m.info, unit: u, unresolved: classes{}, writes: classes{},
		effects: &Effects{Calls: make([]bool, u.params()), free: map[variable]bool{}},
	}
	body := u.body(m.info)
	if u.def == nil {
		body = imported(body)
	}
	out := c.block(body)
	c.effects.Raises = out.raises.sorted()
	c.effects.Faults = out.faults.sorted()
	m.mutated(u, c)
	c.effects.Writes = c.writes.sorted()
	c.effects.Unresolved = c.unresolved.sorted()
	c.effects.MayNotEnd = c.effects.MayNotEnd || u.endless
	return c.effects
}

// classes is a set of exception classes.
type classes map[string]bool

func (c classes) sorted() []string {
	var out []string
	for name := range c {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// An escape is what can leave a piece of code: by raise, and by a fault.
type escape struct{ raises, faults classes }

func none() escape { return escape{classes{}, classes{}} }

func (e escape) add(other escape) {
	for c := range other.raises {
		e.raises[c] = true
	}
	for c := range other.faults {
		e.faults[c] = true
	}
}

// split parts what a handler for the class catches from the rest.
func (e escape) split(class string, isSubclass func(sub, super string) bool) (caught, rest escape) {
	caught, rest = none(), none()
	for c := range e.raises {
		if isSubclass(c, class) {
			caught.raises[c] = true
		} else {
			rest.raises[c] = true
		}
	}
	for c := range e.faults {
		if isSubclass(c, class) {
			caught.faults[c] = true
		} else {
			rest.faults[c] = true
		}
	}
	return caught, rest
}

// A collector walks one unit.
type collector struct {
	*module
	info       *types.Info
	unit       *unit
	effects    *Effects
	unresolved classes
	writes     classes
	// handling has what the handlers around the current place have caught, for a
	// bare raise; bound the same by the name of the exception variable.
	handling []escape
	bound    map[string]escape
	ran      map[operation]bool       // what special has done
	looked   bool                     // whether accesses has done what it does
	calm     map[syntax.Expr]bool     // comprehensions whose order cannot show
	part     map[syntax.Expr]bool     // what is called, or what an attribute is taken from
	inside   map[*types.Function]bool // the functions without a def whose effects are being added
}

// block finds what leaves statements.
func (c *collector) block(body []syntax.Stmt) escape {
	out := none()
	c.stmts(body, out)
	return out
}

// stmts adds what leaves statements to out.
func (c *collector) stmts(body []syntax.Stmt, out escape) {
	for _, s := range body {
		c.stmt(s, out)
	}
}

func (c *collector) stmt(s syntax.Stmt, out escape) {
	if a, ok := s.(*syntax.AugAssign); ok {
		c.part[a.Target] = true
	}
	if a, ok := s.(*syntax.Assign); ok {
		c.expr(a.Value, out)
		for _, t := range a.Targets {
			c.target(t, out)
		}
	} else {
		var exprs [4]syntax.Expr
		for _, e := range types.AppendExprs(exprs[:0], s) {
			c.expr(e, out)
		}
	}
	switch s := s.(type) {
	case *syntax.Raise:
		out.add(c.raised(s))
	case *syntax.Assert:
		out.raises["AssertionError"] = true
		c.special(tested, s.Test)
	case *syntax.AugAssign:
		c.operator(s.Op, s.Target, s.Value, out)
		c.special(binary, s.Target, s.Value)
	case *syntax.If:
		c.special(tested, s.Test)
	case *syntax.While:
		c.special(tested, s.Test)
	case *syntax.Assign:
		for _, t := range s.Targets {
			c.unpacking(t, s.Value, out)
			switch t.(type) {
			case *syntax.Tuple, *syntax.List:
				c.iterates(s.Value, out)
			}
		}
	case *syntax.For:
		c.unpacking(s.Target, nil, out)
		c.iterates(s.Iter, out)
	case *syntax.AnnAssign:
		c.annotation(s.Annotation, out)
	case *syntax.FunctionDef, *syntax.ClassDef:
		c.definition(s, out)
	case *syntax.Import, *syntax.ImportFrom:
		c.imports(s)
	case *syntax.Try:
		c.try(s, out)
		return
	case *syntax.With:
		c.with(s, out)
	case *syntax.Match:
		c.match(s, out)
	}
	var blocks [4][]syntax.Stmt
	for _, b := range types.AppendBlocks(blocks[:0], s) {
		c.stmts(b, out)
	}
}

// target adds the effects of assigning to t: unlike reading, it puts a missing
// key into a dict.
func (c *collector) target(t syntax.Expr, out escape) {
	switch t := t.(type) {
	case *syntax.Tuple:
		for _, e := range t.Elts {
			c.target(e, out)
		}
	case *syntax.List:
		for _, e := range t.Elts {
			c.target(e, out)
		}
	case *syntax.Subscript:
		if _, ok := c.typeOf(t.Value).(types.Dict); ok || c.typeOf(t.Value) == nil && c.builtinKind(t.Value, 0) == "dict" {
			c.expr(t.Value, out)
			c.expr(t.Index, out)
			return
		}
		c.expr(t, out)
		if _, ok := t.Index.(*syntax.Slice); ok {
			out.faults["ValueError"] = true // an extended slice takes as many values as it has
		}
	case *syntax.Attribute:
		c.part[t] = true // a method of that name is not looked up
		c.expr(t, out)
	default:
		c.expr(t, out)
	}
}

func (c *collector) try(s *syntax.Try, out escape) {
	pending := c.block(s.Body)
	for _, h := range s.Handlers {
		caught := none()
		for _, class := range c.caughtClasses(h) {
			got, rest := pending.split(class, c.names.isSubclass)
			caught.add(got)
			pending = rest
		}
		if h.Name != "" {
			if c.bound == nil {
				c.bound = map[string]escape{}
			}
			c.bound[h.Name] = caught
		}
		c.handling = append(c.handling, caught)
		c.stmts(h.Body, out)
		c.handling = c.handling[:len(c.handling)-1]
	}
	out.add(pending)
	c.stmts(s.Orelse, out)
	c.stmts(s.Finalbody, out)
}

// caughtClasses names what a handler surely catches; "BaseException" is anything.
func (c *collector) caughtClasses(h *syntax.ExceptHandler) []string {
	list := []syntax.Expr{h.Type}
	switch t := h.Type.(type) {
	case nil:
		return []string{"BaseException"}
	case *syntax.Tuple:
		list = t.Elts
	}
	var names []string
	for _, e := range list {
		if name, ok := c.names.exception(c.unit.scope, e); ok {
			names = append(names, name)
		}
	}
	return names
}

func (c *collector) raised(s *syntax.Raise) escape {
	out := none()
	if s.Exc == nil {
		if n := len(c.handling); n > 0 {
			out.add(c.handling[n-1])
		} else {
			out.raises["RuntimeError"] = true
		}
		// What is raised again leaves by an explicit raise.
		for class := range out.faults {
			out.raises[class] = true
		}
		clear(out.faults)
		return out
	}
	if n, ok := s.Exc.(*syntax.Name); ok {
		if caught, ok := c.bound[n.ID]; ok {
			for class := range caught.raises {
				out.raises[class] = true
			}
			for class := range caught.faults {
				out.raises[class] = true
			}
			return out
		}
	}
	class, ok := "Exception", false
	if t, known := c.info.TypeOf(s.Exc).(types.Exception); known {
		class = t.Class
	} else if class, ok = c.names.exception(c.unit.scope, s.Exc); !ok {
		class = "Exception"
	}
	out.raises[class] = true
	return out
}

// expr adds the effects of an expression and of all inside it.
func (c *collector) expr(e syntax.Expr, out escape) {
	types.Inspect(e, func(e syntax.Expr) bool {
		switch e := e.(type) {
		case *syntax.BinOp:
			c.operator(e.Op, e.Left, e.Right, out)
			c.special(binary, e.Left, e.Right)
		case *syntax.Compare:
			c.special(compared, e.Left)
			c.special(compared, e.Rights...)
		case *syntax.UnaryOp:
			c.special(unary, e.Operand)
		case *syntax.BoolOp:
			c.special(tested, e.Values...)
		case *syntax.IfExp:
			c.special(tested, e.Test)
		case *syntax.FormattedValue:
			c.special(shown, e.Value)
			c.ordered(e.Value)
		case *syntax.Subscript:
			c.subscript(e, out)
			if _, slice := e.Index.(*syntax.Slice); slice {
				c.special(indexed, e.Value)
			} else {
				c.special(indexed, e.Value, e.Index)
			}
		case *syntax.Starred:
			c.iterates(e.Value, out)
		case *syntax.Call:
			c.part[e.Func] = true
			c.call(e, out)
		case *syntax.Attribute:
			c.attribute(e, out)
		case *syntax.Name:
			c.name(e, out)
		case *syntax.ListComp:
			c.targets(e.Generators, out)
			c.walks(e, e.Generators)
		case *syntax.SetComp:
			c.targets(e.Generators, out)
		case *syntax.DictComp:
			c.targets(e.Generators, out)
			c.walks(e, e.Generators)
		case *syntax.GeneratorExp:
			c.targets(e.Generators, out)
			c.walks(e, e.Generators)
		}
		if ref := c.info.RefOf(e); ref != nil {
			c.callee(ref, nil, out)
		}
		return true
	})
}

func (c *collector) targets(gens []*syntax.Comprehension, out escape) {
	for _, g := range gens {
		c.unpacking(g.Target, nil, out)
		c.special(walked, g.Iter)
		c.special(tested, g.Ifs...)
	}
}

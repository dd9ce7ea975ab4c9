package effects

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// Compute finds the effects of every function of a module.
func Compute(info *types.Info) Table {
	table := Table{}
	for _, fn := range info.Funcs {
		table[fn] = &Effects{Mutates: make([]bool, len(fn.Params))}
	}
	// Effects only grow from round to round and are finitely many, so this ends.
	for changed := true; changed; {
		changed = false
		for _, fn := range info.Funcs {
			e := compute(info, table, fn)
			if !equal(e, table[fn]) {
				table[fn], changed = e, true
			}
		}
	}
	return table
}

func equal(a, b *Effects) bool {
	return slices.Equal(a.Raises, b.Raises) && slices.Equal(a.Faults, b.Faults) && slices.Equal(a.Mutates, b.Mutates) &&
		a.Prints == b.Prints && a.IO == b.IO && a.Random == b.Random && a.Time == b.Time && a.Globals == b.Globals
}

func compute(info *types.Info, table Table, fn *types.Function) *Effects {
	c := &collector{info: info, table: table, effects: &Effects{}}
	out := c.block(fn.Def.Body)
	c.effects.Raises = out.raises.sorted()
	c.effects.Faults = out.faults.sorted()
	c.effects.Mutates = mutated(info, table, fn)
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
func (e escape) split(class string) (caught, rest escape) {
	caught, rest = none(), none()
	for c := range e.raises {
		if types.IsSubclass(c, class) {
			caught.raises[c] = true
		} else {
			rest.raises[c] = true
		}
	}
	for c := range e.faults {
		if types.IsSubclass(c, class) {
			caught.faults[c] = true
		} else {
			rest.faults[c] = true
		}
	}
	return caught, rest
}

// A collector walks one function.
type collector struct {
	info    *types.Info
	table   Table
	effects *Effects
	// handling has what the handlers around the current place have caught, for a
	// bare raise; bound the same by the name of the exception variable.
	handling []escape
	bound    map[*types.Var]escape
}

func (c *collector) block(body []syntax.Stmt) escape {
	out := none()
	for _, s := range body {
		out.add(c.stmt(s))
	}
	return out
}

func (c *collector) stmt(s syntax.Stmt) escape {
	out := none()
	if a, ok := s.(*syntax.Assign); ok {
		c.expr(a.Value, out)
		for _, t := range a.Targets {
			c.target(t, out)
		}
	} else {
		for _, e := range types.StmtExprs(s) {
			c.expr(e, out)
		}
	}
	switch s := s.(type) {
	case *syntax.Raise:
		out.add(c.raised(s))
	case *syntax.Assert:
		out.raises["AssertionError"] = true
	case *syntax.AugAssign:
		c.operator(s.Op, s.Target, s.Value, out)
	case *syntax.Assign:
		for _, t := range s.Targets {
			c.unpacking(t, s.Value, out)
		}
	case *syntax.For:
		c.unpacking(s.Target, nil, out)
	case *syntax.Global:
		c.effects.Globals = true
	case *syntax.Try:
		out.add(c.try(s))
		return out
	case *syntax.With:
		c.effects.IO = true // a context manager that is not known may do anything
	}
	for _, b := range types.Blocks(s) {
		out.add(c.block(b))
	}
	return out
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
		if _, ok := c.typeOf(t.Value).(types.Dict); ok {
			c.expr(t.Value, out)
			c.expr(t.Index, out)
			return
		}
		c.expr(t, out)
		if _, ok := t.Index.(*syntax.Slice); ok {
			out.faults["ValueError"] = true // an extended slice takes as many values as it has
		}
	default:
		c.expr(t, out)
	}
}

func (c *collector) try(s *syntax.Try) escape {
	out := none()
	pending := c.block(s.Body)
	for _, h := range s.Handlers {
		caught := none()
		for _, class := range caughtClasses(h) {
			got, rest := pending.split(class)
			caught.add(got)
			pending = rest
		}
		if v := c.exceptionVar(h); v != nil {
			if c.bound == nil {
				c.bound = map[*types.Var]escape{}
			}
			c.bound[v] = caught
		}
		c.handling = append(c.handling, caught)
		out.add(c.block(h.Body))
		c.handling = c.handling[:len(c.handling)-1]
	}
	out.add(pending)
	out.add(c.block(s.Orelse))
	out.add(c.block(s.Finalbody))
	return out
}

// caughtClasses names what a handler catches; "BaseException" is anything.
func caughtClasses(h *syntax.ExceptHandler) []string {
	switch t := h.Type.(type) {
	case nil:
		return []string{"BaseException"}
	case *syntax.Name:
		return []string{t.ID}
	case *syntax.Tuple:
		var names []string
		for _, e := range t.Elts {
			if n, ok := e.(*syntax.Name); ok {
				names = append(names, n.ID)
			}
		}
		return names
	}
	return nil
}

// exceptionVar is the variable a handler binds.
func (c *collector) exceptionVar(h *syntax.ExceptHandler) *types.Var {
	if h.Name == "" {
		return nil
	}
	var found *types.Var
	syntax.Walk(h.Body, func(n syntax.Node) bool {
		if name, ok := n.(*syntax.Name); ok && name.ID == h.Name && found == nil {
			found = c.info.Vars[name]
		}
		return true
	})
	return found
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
		if caught, ok := c.bound[c.info.Vars[n]]; ok && c.info.Vars[n] != nil {
			for class := range caught.raises {
				out.raises[class] = true
			}
			for class := range caught.faults {
				out.raises[class] = true
			}
			return out
		}
	}
	class := "Exception"
	if t, ok := c.info.Exprs[s.Exc].(types.Exception); ok {
		class = t.Class
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
		case *syntax.Subscript:
			c.subscript(e, out)
		case *syntax.Call:
			c.call(e, out)
		case *syntax.Name:
			if v := c.info.Vars[e]; v != nil && v.Kind == types.Global && v.Value == nil {
				c.effects.Globals = true
			}
		case *syntax.ListComp:
			c.targets(e.Generators, out)
		case *syntax.DictComp:
			c.targets(e.Generators, out)
		case *syntax.SetComp:
			c.targets(e.Generators, out)
		case *syntax.GeneratorExp:
			c.targets(e.Generators, out)
		}
		if ref := c.info.Refs[e]; ref != nil {
			c.callee(ref, nil, out)
		}
		return true
	})
}

func (c *collector) targets(gens []*syntax.Comprehension, out escape) {
	for _, g := range gens {
		c.unpacking(g.Target, nil, out)
	}
}

// call adds the effects of one call. A call that is not resolved may do anything.
func (c *collector) call(e *syntax.Call, out escape) {
	callee := c.info.Calls[e]
	if callee == nil {
		c.unknown(e)
		return
	}
	c.callee(callee, e, out)
}

func (c *collector) callee(callee *types.Callee, e *syntax.Call, out escape) {
	switch callee.Kind {
	case types.User:
		if known := c.table[callee.Func]; known != nil {
			for _, class := range known.Raises {
				out.raises[class] = true
			}
			for _, class := range known.Faults {
				out.faults[class] = true
			}
			c.effects.Prints = c.effects.Prints || known.Prints
			c.effects.IO = c.effects.IO || known.IO
			c.effects.Random = c.effects.Random || known.Random
			c.effects.Time = c.effects.Time || known.Time
			c.effects.Globals = c.effects.Globals || known.Globals
		}
	case types.Builtin:
		switch callee.Name {
		case "print":
			c.effects.Prints = true
		case "input":
			c.effects.IO = true
			out.faults["EOFError"] = true
		}
		c.builtin(callee.Name, e, out)
	case types.Method:
		c.method(callee.Name, e, out)
	case types.Library:
		for _, class := range libraryFaults(callee.Name) {
			out.faults[class] = true
		}
	}
}

// unknown adds what a call of something unknown may do.
func (c *collector) unknown(e *syntax.Call) {
	c.effects.IO = true
	c.effects.Globals = true
	root := e.Func
	for {
		a, ok := root.(*syntax.Attribute)
		if !ok {
			break
		}
		root = a.Value
	}
	if n, ok := root.(*syntax.Name); ok {
		switch n.ID {
		case "random", "secrets", "uuid":
			c.effects.Random = true
		case "time", "datetime":
			c.effects.Time = true
		}
	}
}

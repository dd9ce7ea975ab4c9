package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A with statement whose manager is a generator function of the module means what
// that does, with the body in the place of its yield (contextlib.contextmanager
// throws what the body raises there): setup, then try and finally around the body.
// That holds where it yields once, in no loop or branch, and where a body that
// leaves by return, break or continue leaves nothing undone that stands after it.

// isContextManager reports whether a def is made a context manager, and nothing else.
func (in *solver) isContextManager(def *syntax.FunctionDef) bool {
	return len(def.Decorators) == 1 && in.qualified(def.Decorators[0]) == "contextlib.contextmanager"
}

// manager is the function of the module that a call of a context manager calls, nil
// for none that is translated.
func (in *solver) manager(call *syntax.Call) *syntax.FunctionDef {
	name, ok := call.Func.(*syntax.Name)
	if !ok || in.scope.bindings[name.ID] != 1 {
		return nil
	}
	for _, s := range in.info.Top {
		if def, ok := s.(*syntax.FunctionDef); ok && def.Name == name.ID && !def.Async && in.isContextManager(def) {
			return def
		}
	}
	return nil
}

// generated is a with statement of the manager that def makes; nil where it is not
// translated.
func (k *keeper) generated(def *syntax.FunctionDef, item *syntax.WithItem, call *syntax.Call, body []syntax.Stmt) []syntax.Stmt {
	g := &generated{keeper: k, def: def, call: call, body: body, rename: map[string]string{}}
	if binds(k.def.Body, def.Name) || paramNamed(k.def, def.Name) >= 0 || !g.simple() || !g.giveAll() || !g.renameAll() {
		return nil
	}
	made := syntax.CloneAt(def, call.Range, nil)
	syntax.Walk(made.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Name:
			if to := g.rename[n.ID]; to != "" {
				n.ID = to
			}
		case *syntax.Param:
			n.Name = g.rename[n.Name]
		case *syntax.ExceptHandler:
			if n.Name != "" {
				n.Name = g.rename[n.Name]
			}
		}
		return true
	})
	out := g.around(made.Body, item)
	k.managers[out[0]] = append(k.managers[out[0]], entered{def, call, g.args})
	return append(g.given, out...)
}

// An entered is a call of a context manager of which the body stands in a function.
// It says what the parameters of the manager are, as another call does.
type entered struct {
	def  *syntax.FunctionDef
	call *syntax.Call
	args []*syntax.Name // per parameter: what holds it
}

// enter gives a context manager what a call of it passes.
func (w *walker) enter(e entered) {
	fn := w.scope.functions[e.def.Name]
	if fn == nil || fn.own() != len(e.args) {
		return
	}
	fn = w.instance(e.call, nil, w.u.fn, fn)
	for i, arg := range e.args {
		w.give(fn, i, w.value(arg), arg)
	}
}

// A generated is one with statement of such a manager.
type generated struct {
	*keeper
	def    *syntax.FunctionDef
	call   *syntax.Call
	body   []syntax.Stmt
	rename map[string]string // its names in the function of the with statement
	given  []syntax.Stmt     // what gives its parameters their values
	args   []*syntax.Name    // per parameter: what holds it
}

// simple reports whether the body can stand in the place of the yield.
func (g *generated) simple() bool {
	if !yieldsOnce(g.def.Body, leaves(g.body, false)) {
		return false
	}
	ok := true
	bound := map[string]bool{}
	spine(g.def.Body, func(s syntax.Stmt) {
		bindings([]syntax.Stmt{s}, func(name string, _ syntax.Range, at syntax.Node) {
			switch at.(type) {
			case *syntax.Assign, *syntax.AnnAssign:
				bound[name] = true
			}
		})
	})
	syntax.Walk(g.def.Body, func(n syntax.Node) bool {
		if h, handler := n.(*syntax.ExceptHandler); handler {
			bound[h.Name] = true // from there to its end
		}
		return true
	})
	bindings(g.def.Body, func(name string, _ syntax.Range, _ syntax.Node) {
		if !bound[name] {
			ok = false // it may have no value, and had one the time before
		}
	})
	yields := 0
	syntax.Walk(g.def.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Yield:
			yields++
		case *syntax.Return, *syntax.YieldFrom, *syntax.FunctionDef, *syntax.ClassDef, *syntax.With, *syntax.Match, *syntax.Lambda,
			*syntax.Nonlocal, *syntax.Global, *syntax.Import, *syntax.ImportFrom, *syntax.Delete, *syntax.NamedExpr:
			ok = false
		case *syntax.Name:
			if n.ID == "next" || n.ID == "StopIteration" || n.ID == "GeneratorExit" { // which a generator may not let out, or sees when it is closed
				ok = false
			}
		}
		return ok
	})
	return ok && yields == 1
}

// yieldsOnce reports whether the only way through body leads through one yield, which
// is a statement of its own or stands so in the body of a try. When the body in its
// place may leave, nothing but what a finally does may stand after it.
func yieldsOnce(body []syntax.Stmt, leaving bool) bool {
	for i, s := range body {
		rest := i+1 < len(body)
		switch s := s.(type) {
		case *syntax.ExprStmt:
			if _, yield := s.Value.(*syntax.Yield); yield {
				return !(leaving && rest)
			}
		case *syntax.Try:
			if yieldsOnce(s.Body, leaving) {
				return !(leaving && (rest || len(s.Orelse) > 0))
			}
		}
	}
	return false
}

// spine visits the statements that run whenever body runs to its yield.
func spine(body []syntax.Stmt, visit func(syntax.Stmt)) {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.Try:
			spine(s.Body, visit)
		case *syntax.Assign, *syntax.AnnAssign:
			visit(s)
		}
	}
}

// giveAll gives the parameters the arguments of the call, in the order in which
// they stand. A name is not given another one, unless either gets a new value.
func (g *generated) giveAll() bool {
	var params []*syntax.Param
	if g.def.Params != nil {
		params = g.def.Params.List
	}
	args := map[string]syntax.Expr{}
	var order []string
	give := func(i int, x syntax.Expr) bool {
		if i < 0 || i >= len(params) || isStarred(x) || args[params[i].Name] != nil {
			return false
		}
		args[params[i].Name] = x
		order = append(order, params[i].Name)
		return true
	}
	for i, a := range g.call.Args {
		if !give(i, a) {
			return false
		}
	}
	for _, named := range g.call.Keywords {
		if named.Name == "" || !give(paramNamed(g.def, named.Name), named.Value) {
			return false
		}
	}
	for i, p := range params {
		if p.Kind != syntax.PositionalOrKeyword || args[p.Name] == nil && (p.Default == nil || !unnoticed(p.Default) || isAnyName(p.Default)) {
			return false
		}
		if args[p.Name] == nil && !give(i, copyAt(p.Default, g.call.Range)) {
			return false
		}
	}
	holds := map[string]*syntax.Name{}
	for _, name := range order {
		if n, ok := args[name].(*syntax.Name); ok && !binds(g.body, n.ID) && !binds(g.def.Body, name) && !g.sharedName(n.ID) {
			g.rename[name] = n.ID
			holds[name] = n
			continue
		}
		to := g.fresh(name, g.call.Range)
		g.rename[name] = to.ID
		holds[name] = to
		g.given = append(g.given, &syntax.Assign{Range: g.call.Range, Targets: []syntax.Expr{to}, Value: args[name]})
	}
	for _, p := range params {
		g.args = append(g.args, holds[p.Name])
	}
	return true
}

// sharedName reports whether a function inside this one, or this one for the module,
// may give a name another value.
func (g *generated) sharedName(name string) bool {
	shared := false
	syntax.Walk(g.keeper.def.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Nonlocal:
			shared = shared || slices.ContainsFunc(n.Names, func(x *syntax.Name) bool { return x.ID == name })
		case *syntax.Global:
			shared = shared || slices.ContainsFunc(n.Names, func(x *syntax.Name) bool { return x.ID == name })
		}
		return !shared
	})
	return shared
}

func isAnyName(e syntax.Expr) bool {
	_, ok := e.(*syntax.Name)
	return ok
}

// renameAll gives the variables of the manager names that the function does not
// use. What it takes from the module must mean the same in the function.
func (g *generated) renameAll() bool {
	own := map[string]bool{}
	bindings(g.def.Body, func(name string, _ syntax.Range, _ syntax.Node) { own[name] = true })
	syntax.Walk(g.def.Body, func(n syntax.Node) bool {
		if c, ok := n.(*syntax.Comprehension); ok {
			Inspect(c.Target, func(e syntax.Expr) bool {
				if name, ok := e.(*syntax.Name); ok {
					own[name.ID] = true
				}
				return true
			})
		}
		return true
	})
	var names []string
	for name := range own {
		if g.rename[name] == "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		g.rename[name] = g.fresh(name, g.call.Range).ID
	}
	for _, name := range freeNames(g.def.Body) {
		if g.rename[name] == "" && (binds(g.keeper.def.Body, name) || paramNamed(g.keeper.def, name) >= 0) {
			return false
		}
	}
	return true
}

// around is the body of the manager with that of the with statement where it yields.
func (g *generated) around(body []syntax.Stmt, item *syntax.WithItem) []syntax.Stmt {
	var out []syntax.Stmt
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.ExprStmt:
			yield, ok := s.Value.(*syntax.Yield)
			if !ok {
				break
			}
			value := yield.Value
			if value == nil {
				value = &syntax.None{Range: g.call.Range}
			}
			if item.Vars != nil {
				out = append(out, &syntax.Assign{Range: g.call.Range, Targets: []syntax.Expr{item.Vars}, Value: value})
			} else if !unnoticed(value) {
				out = append(out, &syntax.ExprStmt{Range: g.call.Range, Value: value})
			}
			out = append(out, g.body...)
			continue
		case *syntax.Try:
			s.Body = g.around(s.Body, item)
		}
		out = append(out, s)
	}
	return out
}

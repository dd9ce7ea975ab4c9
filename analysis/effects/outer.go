package effects

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// What aliases knows beyond parameters: variables of the module and of functions
// around this one, and attributes.

// outside numbers the variable that a name means, which stands for no parameter, if
// it belongs to code around the unit and its object can be changed.
func (a *aliases) outside(n *syntax.Name) (int, bool) {
	owner, found := a.names.lookup(a.unit.scope, n.ID)
	if owner == nil || owner == a.unit.scope {
		return 0, false
	}
	for _, b := range found {
		if b.kind == byDef || b.kind == byImport {
			return 0, false
		}
		if b.kind == byValue && immutable(b.value) {
			return 0, false
		}
	}
	return a.number(variable{owner, n.ID}), true
}

func (a *aliases) number(v variable) int {
	for i, known := range a.outer {
		if known == v {
			return a.unit.params() + i
		}
	}
	a.outer = append(a.outer, v)
	return a.unit.params() + len(a.outer) - 1
}

// changesOuter notes that an object outside of the unit is changed.
func (a *aliases) changesOuter(v variable) {
	if v.scope == a.names.module {
		if a.unit.def == nil {
			return // the module makes its own state
		}
		a.unit.changes[v] = true
		a.module.change(v)
		a.collector.effects.Globals = true
		a.collector.writes["global "+v.name] = true
		return
	}
	a.collector.effects.free[v] = true
	a.collector.writes["nonlocal "+v.name] = true
}

// rebinds notes an assignment to a name that belongs to code around the unit.
func (a *aliases) rebinds(n *syntax.Name) {
	s := a.unit.scope
	switch {
	case a.unit.def == nil:
	case s.global[n.ID]:
		a.changesOuter(variable{a.names.module, n.ID})
	case s.nonlocal[n.ID]:
		if owner, _ := a.names.lookup(s, n.ID); owner != nil {
			a.changesOuter(variable{owner, n.ID})
		}
	}
}

// attribute notes an assignment to an attribute, or its deletion.
func (a *aliases) attribute(t *syntax.Attribute, value syntax.Expr) {
	if class := a.names.classOf(a.unit.scope, t.Value); class != nil {
		a.changesClass(class, t)
		return
	}
	a.mutate(a.roots(t.Value))
	base := t.Value
	for {
		inner, ok := base.(*syntax.Attribute)
		if !ok {
			break
		}
		base = inner.Value
	}
	n, ok := base.(*syntax.Name)
	if !ok {
		return
	}
	if _, own := a.collector.parameter(n.ID); own {
		a.collector.writes[a.collector.text(t)] = true
	}
	if _, ok := a.names.path(a.unit.scope, n); ok && a.unit.def != nil {
		a.collector.effects.Globals = true // of another module
		a.collector.writes["global "+a.collector.text(t)] = true
	}
	if value != nil {
		a.keep(n, a.reach(value))
	}
}

// ofClass reports whether e is an attribute of a class of the module.
func (a *aliases) ofClass(e syntax.Expr) bool {
	t, ok := e.(*syntax.Attribute)
	return ok && a.names.classOf(a.unit.scope, t.Value) != nil
}

// changesClass notes an assignment to an attribute of a class.
func (a *aliases) changesClass(class *class, t *syntax.Attribute) {
	if a.unit.def == nil {
		return
	}
	a.module.change(variable{class.scope, class.name})
	a.collector.effects.Globals = true
	a.collector.writes["global "+a.collector.text(t)] = true
}

// uses lets a function inside change what it captures: a variable of this unit
// stands for what it was given.
func (a *aliases) uses() {
	for callee := range a.unit.calls {
		for v := range callee.effects.free {
			if v.scope == a.unit.scope {
				a.mutateVariable(v.name)
			}
		}
	}
}

func (a *aliases) mutateVariable(name string) {
	for _, table := range []map[any]*paramSet{a.of, a.held} {
		for key, roots := range table {
			if v, ok := key.(*types.Var); ok && v.Name == name || key == name {
				a.mutate(*roots)
			}
		}
	}
}

// changesCapture notes the change of a parameter that stands for a variable of a
// function around this one.
func (a *aliases) changesCapture(i int) {
	fn := a.unit.fn
	if fn == nil || i < len(fn.Params)-len(fn.Captures) {
		return
	}
	name := fn.Params[i].Name
	if owner, _ := a.names.lookup(a.unit.scope, name); owner != nil && owner != a.names.module {
		a.changesOuter(variable{owner, name})
	}
}

// resolved handles a call that types do not know but syntax does, and reports
// whether there is one.
func (a *aliases) resolved(e *syntax.Call) bool {
	c := a.collector
	var callees []*unit
	bound := false
	var self syntax.Expr
	switch f := e.Func.(type) {
	case *syntax.Name:
		b, single := a.names.only(a.unit.scope, f.ID)
		switch {
		case single && b.kind == byDef:
			callees = append(callees, a.module.of[b.def])
		case single && b.kind == byClass:
			for _, name := range []string{"__new__", "__init__", "__post_init__"} {
				for _, m := range b.class.find(name) {
					callees = append(callees, a.module.of[m])
				}
			}
			bound = true
			if _, whole := b.class.family(); !whole {
				return false
			}
		default:
			path, ok := a.names.path(a.unit.scope, f)
			return ok && a.harmless(path, e)
		}
	case *syntax.Attribute:
		if path, ok := a.names.path(a.unit.scope, f); ok {
			return a.harmless(path, e)
		}
		methods, ok := c.methods(f)
		if !ok {
			return c.builtinKind(f.Value, 0) != ""
		}
		for _, m := range methods {
			bound = c.bindsFirst(m, f)
			callees = append(callees, a.module.of[m])
		}
		if bound {
			self = f.Value
			if call, ok := self.(*syntax.Call); ok { // super()
				self = a.superReceiver(call)
			}
		}
	default:
		return false
	}
	for _, u := range callees {
		a.passes(u, e, bound, self)
	}
	return true
}

// superReceiver is the first parameter, which super() stands for.
func (a *aliases) superReceiver(call *syntax.Call) syntax.Expr {
	if n, ok := call.Func.(*syntax.Name); !ok || n.ID != "super" || a.unit.def == nil || len(a.unit.def.Params.List) == 0 {
		return call
	}
	return &syntax.Name{Range: call.Range, ID: a.unit.def.Params.List[0].Name}
}

// passes lets a callee change the arguments that it may change.
func (a *aliases) passes(u *unit, e *syntax.Call, bound bool, self syntax.Expr) {
	arg := argument(u, e, bound)
	for i, changes := range a.known(u).Mutates {
		if !changes {
			continue
		}
		if bound && i == 0 {
			if self != nil {
				a.mutate(a.reach(self))
			}
			continue
		}
		if x := arg(i); x != nil {
			a.mutate(a.reach(x))
		}
	}
}

// harmless reports whether a builtin or library function leaves its arguments as
// they are, and changes those it does not.
func (a *aliases) harmless(path string, e *syntax.Call) bool {
	switch path {
	case "setattr", "delattr", "next", "random.shuffle", "heapq.heappush", "heapq.heappop", "heapq.heapify",
		"heapq.heapreplace", "heapq.heappushpop", "bisect.insort", "bisect.insort_left", "bisect.insort_right":
		if len(e.Args) > 0 {
			a.mutate(a.roots(e.Args[0]))
		}
		return true
	}
	if valueBuiltins[path] || isBuiltinException(path) || path == "print" {
		return true
	}
	_, known := ofLibrary(path)
	return known
}

// isMutator reports whether a method of a builtin container changes its receiver.
// On an object of another class it is taken for one too.
func isMutator(method string) bool {
	switch method {
	case "add", "discard", "appendleft", "popleft", "extendleft", "rotate", "subtract", "move_to_end",
		"difference_update", "intersection_update", "symmetric_difference_update", "__setitem__", "__delitem__", "__setattr__":
		return true
	}
	return types.IsMutator(method)
}

package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A function inside a function is inferred as one of its own. What it takes from
// the functions around it, its captures, are parameters after its own: Python
// reads a captured variable when the function runs, so a call passes what the
// variable holds at that moment. A capture shares the slot of the variable.

// A capture is a variable of an enclosing function that a function uses, or that
// a function it calls does.
type capture struct {
	from    *variable // in the unit of the enclosing function
	own     *variable // the parameter that stands for it
	written bool      // by a nonlocal statement, here or in what is called
}

// addNested makes functions of the defs in fn, nested blocks included.
func (in *solver) addNested(fn *function) {
	facts := in.plan.factsOf(fn.f.Def, in)
	if facts.defines {
		eachDefinition(fn.unit.body, func(def *syntax.FunctionDef) { in.addInner(fn, def) })
	}
	if all := len(in.plan.lifted); facts.lifts || facts.searched < all {
		facts.lifts, facts.searched = in.addLifted(fn.unit, fn, fn.unit.body), all
	}
	if fn.outer == nil && len(fn.children) > 0 {
		link(fn)
	}
}

// eachDefinition calls f for the defs in body, nested blocks included.
func eachDefinition(body []syntax.Stmt, f func(*syntax.FunctionDef)) {
	var blocks [4][]syntax.Stmt
	for _, s := range body {
		if def := definition(s); def != nil {
			f(def)
		}
		for _, b := range AppendBlocks(blocks[:0], s) {
			eachDefinition(b, f)
		}
	}
}

// definition is the def that a statement is, or stands for: f = lambda x: x + 1
// defines a function as a def of one return does.
func definition(s syntax.Stmt) *syntax.FunctionDef {
	switch s := s.(type) {
	case *syntax.FunctionDef:
		return s
	case *syntax.Assign:
		lambda, ok := s.Value.(*syntax.Lambda)
		if !ok || len(s.Targets) != 1 {
			return nil
		}
		name, ok := s.Targets[0].(*syntax.Name)
		if !ok {
			return nil
		}
		params := lambda.Params
		if params == nil {
			params = &syntax.Params{Range: syntax.Range{Start: lambda.Start, End: lambda.Start}}
		}
		return &syntax.FunctionDef{
			Range: s.Range, Name: name.ID, NameRange: name.Range, Params: params,
			Body: []syntax.Stmt{&syntax.Return{Range: lambda.Body.Span(), Value: lambda.Body}},
		}
	}
	return nil
}

// addInner makes the function of a def in outer.
func (in *solver) addInner(outer *function, def *syntax.FunctionDef) {
	v := outer.unit.names[def.Name]
	several := v == nil || v.owner != outer.unit || v.v.Kind == Parameter || timesBound(outer.unit.body, def.Name) != 1
	if several && isLambda(def) {
		return // it is a value that is assigned
	}
	child := in.newFunction(def, outer, outer.f.Instance)
	outer.children = append(outer.children, child)
	if several {
		child.twice = true // refused where it is defined
		return
	}
	v.fn = child
	child.name = v
}

// isLambda reports whether a def stands for a lambda.
func isLambda(def *syntax.FunctionDef) bool { return def.NameRange.Start == def.Range.Start }

// timesBound counts how often statements bind a name.
func timesBound(body []syntax.Stmt, name string) int {
	n := 0
	bindings(body, func(bound string, _ syntax.Range, _ syntax.Node) {
		if bound == name {
			n++
		}
	})
	return n
}

// link finds the captures of all functions in root.
func link(root *function) {
	var all []*function
	var collect func(fn *function)
	collect = func(fn *function) {
		for _, child := range fn.children {
			all = append(all, child)
			collect(child)
		}
	}
	collect(root)
	names := map[*function]map[string]*variable{}
	for _, fn := range all {
		names[fn] = fn.resolve()
	}
	for changed := true; changed; {
		changed = false
		for _, fn := range all {
			for _, callee := range fn.refs {
				for _, c := range callee.captures {
					if c.from.owner != fn.unit && fn.capture(c.from, c.written) {
						changed = true
					}
				}
			}
		}
	}
	for _, fn := range all {
		fn.bindCaptures(names[fn])
	}
}

// resolve finds what the names in fn mean that enclosing functions bind. It
// notes the variables to capture and the functions that fn refers to.
func (fn *function) resolve() map[string]*variable {
	found := map[string]*variable{}
	nonlocals := map[string]bool{}
	forNonlocals(fn.unit.body, func(name string) { nonlocals[name] = true })
	globals := map[string]bool{}
	forGlobals(fn.unit.body, func(name string) { globals[name] = true })
	for _, name := range freeNames(fn.unit.body) {
		if globals[name] {
			continue
		}
		v := fn.unit.names[name]
		for up := fn.outer; v == nil && up != nil; up = up.outer {
			v = up.unit.names[name]
		}
		switch {
		case v == nil:
		case v.fn != nil:
			fn.refs = append(fn.refs, v.fn)
			found[name] = v
		case v.owner != fn.unit:
			found[name] = v
			fn.capture(v, nonlocals[name])
		}
	}
	return found
}

// capture notes that fn needs v and reports whether that is news.
func (fn *function) capture(v *variable, written bool) bool {
	for _, c := range fn.captures {
		if c.from == v {
			news := written && !c.written
			c.written = c.written || written
			return news
		}
	}
	fn.captures = append(fn.captures, &capture{from: v, written: written})
	return true
}

// bindCaptures makes the parameters for the captures of fn; names says which of
// them its own code names.
func (fn *function) bindCaptures(names map[string]*variable) {
	slices.SortFunc(fn.captures, func(a, b *capture) int { return a.from.v.Def.Start - b.from.v.Def.Start })
	for _, c := range fn.captures {
		origin := c.from
		origin.used = true
		name := origin.v.Name
		if names[name] != origin { // only what fn calls needs it
			name = "outer_" + name
		}
		c.own = fn.unit.newVariable(name, Parameter, origin.v.Def)
		c.own.slot = origin.slot
		c.own.used = true
		c.own.v.Param = &syntax.Param{Range: origin.v.Def, Name: name, NameRange: origin.v.Def}
		key := name
		if names[name] != origin {
			key = name + " of an enclosing function"
		}
		fn.unit.names[key] = c.own
		fn.params = append(fn.params, c.own)
		fn.f.Params = append(fn.f.Params, c.own.v)
		fn.f.Defaults = append(fn.f.Defaults, nil)
		fn.f.Captures = append(fn.f.Captures, c.written)
		fn.seen = append(fn.seen, seen{call: true})
	}
	for name, v := range names {
		if v.fn != nil {
			fn.unit.names[name] = v
		}
	}
}

// captured reports whether v stands for a variable of an enclosing function.
func (fn *function) captured(v *variable) bool {
	return slices.ContainsFunc(fn.captures, func(c *capture) bool { return c.own == v })
}

// own is the number of parameters that callers write arguments for.
func (fn *function) own() int { return len(fn.params) - len(fn.captures) }

// forNonlocals calls f for each name in a nonlocal statement.
func forNonlocals(body []syntax.Stmt, f func(name string)) {
	for _, s := range body {
		if n, ok := s.(*syntax.Nonlocal); ok {
			for _, name := range n.Names {
				f(name.ID)
			}
		}
		for _, b := range Blocks(s) {
			forNonlocals(b, f)
		}
	}
}

// defineNested walks the def of a function inside the one that is walked.
func (w *walker) defineNested(s *syntax.FunctionDef) bool {
	v := w.lookup(s.Name)
	if v == nil || v.fn == nil || v.fn.f.Def.NameRange != s.NameRange {
		return false
	}
	switch {
	case len(s.Decorators) > 0:
		e := w.plan.expansions[s]
		w.refuse("PT508", e.at, "%s", e.why)
	case s.TypeParams != nil:
		w.find("PT524", s.TypeParams.Range, "type parameters are not translated yet")
	case s.Async:
		w.find("PT504", s.NameRange, "async functions are not translated")
	}
	for _, d := range v.fn.f.Defaults {
		if d != nil && w.judged() && !nameless(d) {
			w.refuse("PT518", d, "the default is computed where the function is defined: pass it as an argument")
		}
	}
	x := set{fn: v.fn.value}
	w.put(v.slot, x)
	w.env.set(v.index, x)
	return true
}

// nameless reports whether no variable occurs in e.
func nameless(e syntax.Expr) bool {
	free := true
	Inspect(e, func(x syntax.Expr) bool {
		if _, ok := x.(*syntax.Name); ok {
			free = false
		}
		return free
	})
	return free
}

// checkDefined refuses a call of fn before the def of it, or of a function that
// it calls in turn, has run.
func (w *walker) checkDefined(fn *function, at syntax.Node) {
	seen := map[*function]bool{}
	var visit func(fn *function)
	visit = func(fn *function) {
		if seen[fn] {
			return
		}
		seen[fn] = true
		if v := fn.name; v != nil && v.owner == w.u && !w.env.dead && w.env.get(v.index).has(bUnbound) {
			w.refuse("PT302", at, "%s may not be defined yet here: Python raises NameError", v.v.Name)
		}
		for _, callee := range fn.refs {
			visit(callee)
		}
	}
	visit(fn)
}

// passed are the arguments for the captures of fn at a call: what each variable
// holds at that moment.
func (w *walker) passed(fn *function, at syntax.Node) []syntax.Expr {
	end := at.Span().End
	var args []syntax.Expr
	for _, c := range fn.captures {
		v := w.standsFor(c.from)
		n := &syntax.Name{Range: syntax.Range{Start: end, End: end}, ID: c.from.v.Name}
		if v == nil {
			w.refuse("PT502", at, "%s uses %s, which does not reach this call", fn.f.Name, c.from.v.Name)
			continue
		}
		if v.owner == w.u && !w.env.dead && w.env.get(v.index).has(bUnbound) {
			w.refuse("PT302", at, "%s uses %s, which may have no value here", fn.f.Name, c.from.v.Name)
		}
		w.get(v.slot)
		if w.record {
			w.info.vars[n] = v.v
			w.info.exprs[n] = w.slotType(v.slot)
		}
		args = append(args, n)
	}
	return args
}

// standsFor is the variable of the unit that is walked which holds what the
// variable v of an enclosing function does.
func (w *walker) standsFor(v *variable) *variable {
	if v.owner == w.u {
		return v
	}
	if w.u.fn == nil {
		return nil
	}
	for _, c := range w.u.fn.captures {
		if c.from == v {
			return c.own
		}
	}
	return nil
}

// forget drops what is known about the variables that a call of fn may have
// given new values.
func (w *walker) forget(fn *function) {
	for _, c := range fn.captures {
		if !c.written {
			continue
		}
		v := w.standsFor(c.from)
		if v == nil || v.owner != w.u {
			continue
		}
		w.env.set(v.index, w.get(v.slot))
		for _, t := range w.tries {
			merged, _ := w.merge(t.get(v.index), w.get(v.slot))
			t.set(v.index, merged)
		}
	}
}

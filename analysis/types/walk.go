package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A walker interprets one unit over sets of types, in the order Python runs it.
// While the solver looks for the fixed point it only fills slots; the last walk
// of a unit records types and findings.
type walker struct {
	*solver
	u         *unit
	env       *env
	scopes    []map[string]*variable // of comprehensions and lambdas, innermost last
	loops     []*loop
	tries     []*env // what the handlers of each enclosing try may see
	record    bool
	comparing *syntax.Name // an operand of a comparison, as in type(x) is int
	returning bool         // what is evaluated is returned
	unfit     int          // calls whose arguments could not be matched with what is called
	scope     *scope
	body      *class              // whose body is evaluated, where its names come before those of the module
	given     map[syntax.Expr]val // what is evaluated already, of what stands for a call
	found     [16]found           // names that were looked up: several rules ask for each
}

// A loop collects the environments that leave or restart it.
type loop struct{ breaks, continues *env }

// A val is the result of an expression.
type val struct {
	set
	src   *slot // the slot it was read from, if any
	parts []val // of a tuple display: its elements
}

func (in *solver) walk(u *unit, record bool) {
	if u.fn != nil && u.fn.dormant() {
		return
	}
	if !record && in.ctx.Err() != nil {
		return
	}
	in.current = u
	u.walks++
	in.hints = nil
	if !record {
		u.ideas.cut(0, 0)
		u.ideas.vague = u.ideas.vague[:0]
		in.hints = &u.ideas
	}
	w := &walker{solver: in, u: u, env: u.start(), record: record, scope: &in.scope}
	if u.scope != nil {
		w.scope = u.scope
	}
	if len(in.plan.visible) > 0 {
		u.each(in.show)
	}
	if u.fn != nil {
		w.parameters(u.fn)
	}
	if u.class != nil {
		w.classBody(u.class)
	}
	w.block(u.body)
	if u.fn != nil && len(u.fn.inits) > 0 && !w.env.dead {
		w.passToBases(u.fn)
	}
	if u.fn != nil {
		u.fn.falls = !w.env.dead
		switch {
		case w.env.dead || u.fn.lazy:
		case u.fn.yields != nil:
			w.put(u.fn.returned, basic(bNone))
		default:
			w.fallOff(u.fn)
		}
	}
}

// each calls f for each variable of the unit's own scope.
func (u *unit) each(f func(*variable)) {
	for _, v := range u.names {
		if v.owner == u {
			f(v)
		}
	}
	for _, v := range u.webs {
		f(v)
	}
}

// start is what is known where the unit starts: its variables have no values yet.
func (u *unit) start() *env {
	if len(u.unbound) != u.nvars {
		u.unbound = make([]*set, u.nvars)
		for _, i := range u.own {
			u.unbound[i] = shared(basic(bUnbound))
		}
	}
	return &env{vars: u.unbound}
}

// parameters evaluates defaults and gives the parameters their types.
func (w *walker) parameters(fn *function) {
	for i := range fn.params {
		if d := fn.f.Defaults[i]; d != nil && !fn.evaluatesAtValue(d) {
			w.body = fn.class
			v := w.value(d)
			w.body = nil
			w.checkDefault(d)
			if fn.f.Instances > 1 && !fn.omitted[i] {
				continue // no call of this copy leaves it out
			}
			w.give(fn, i, v, d)
			if !v.unknown() {
				fn.seen[i].fallback = true
			}
		}
	}
	for _, p := range fn.params {
		w.env.hold(p.index, w.get(p.slot), p.slot.root())
		if w.webs != nil && w.webs.names[p.v.Name] && p.v.Param != nil {
			w.env.define(p.index, reaching{w.webs.define(p.v.Param)})
		}
	}
}

func (w *walker) fallOff(fn *function) {
	if fn.declared && !fn.result.root().admit(basic(bNone)).has(bNone) {
		w.find("PT202", fn.f.Def.NameRange, "%s can end without a return, which gives None, but is annotated %s: add a return at the end",
			fn.f.Name, w.slotType(fn.result))
	}
	w.put(fn.result, basic(bNone))
}

// find records a finding about the unit that is walked.
func (w *walker) find(code string, rng syntax.Range, format string, args ...any) {
	if !w.record || w.u.kind != functionUnit || w.env != nil && w.env.dead {
		return // what is never reached is never translated
	}
	w.report(compat.New(code, rng, format, args...))
}

func (w *walker) refuse(code string, n syntax.Node, format string, args ...any) {
	w.find(code, n.Span(), format, args...)
}

// report keeps a finding once.
func (in *solver) report(f compat.Finding) {
	key := reported{f.Code, f.Range}
	if in.reported[key] {
		return
	}
	in.reported[key] = true
	in.info.Findings = append(in.info.Findings, f)
}

type reported struct {
	code string
	rng  syntax.Range
}

// A found is what a name means outside of comprehensions and lambdas.
type found struct {
	name string
	v    *variable
}

// lookup finds the variable that a name means here, or nil.
func (w *walker) lookup(name string) *variable {
	for i := len(w.scopes) - 1; i >= 0; i-- {
		if v := w.scopes[i][name]; v != nil {
			return v
		}
	}
	known := &w.found[shelf(name)%len(w.found)]
	if known.name != name {
		v := w.u.names[name]
		if v == nil {
			v = w.scope.globals[name]
		}
		*known = found{name, v}
	}
	return known.v
}

// shelf says where a name is kept among a few.
func shelf(name string) int {
	if name == "" {
		return 0
	}
	return len(name) + int(name[0])*3 + int(name[len(name)-1])*7
}

// read is the value of a variable where it is used.
func (w *walker) read(v *variable, at *syntax.Name) val {
	whole := w.get(v.slot)
	v.used = true
	if w.record {
		w.info.vars[at] = v.v
	}
	if v.owner != w.u {
		w.checkGlobal(v, at)
		return val{set: whole, src: v.slot}
	}
	if w.webs != nil && w.webs.names[v.v.Name] {
		w.webs.use(at, w.env.reaching(v.index))
	}
	now := w.env.get(v.index)
	if w.env.dead && (w.record || !w.env.never) {
		now = whole
	}
	if now.has(bUnbound) {
		if now.empty() {
			w.refuse("PT302", at, "%s has no value here: Python raises UnboundLocalError", at.ID)
		} else if w.record && !w.maybeUnset(v, at) {
			w.refuse("PT302", at, "%s may have no value here: give it one before the branch or loop that sets it", at.ID)
		}
		now = now.without(bUnbound)
	}
	if now.empty() && w.record {
		now = whole // code that cannot be reached
	}
	if whole.blend() && now.has(bInts) {
		now.bits |= bFloat // it lives in a float variable: the use must not show the difference
	}
	return val{set: now, src: v.slot}
}

// maybeUnset notes that a local may have no value where it is read: the run finds
// out. It reports whether that can be translated.
func (w *walker) maybeUnset(v *variable, at *syntax.Name) bool {
	fn := w.u.fn
	if fn == nil || w.u.kind != functionUnit || fn.lazy || v.v.Kind != Local || v.fn != nil || fn.captured(v) {
		return false
	}
	for _, other := range w.functions {
		if slices.ContainsFunc(other.captures, func(c *capture) bool { return c.from == v }) {
			return false
		}
	}
	if insideFunction(fn.f.Body, at) || namesException(fn.f.Body, v.v.Name) {
		return false // a free variable, of which Python says so, or one that a handler deletes
	}
	w.info.unset[at] = true
	return true
}

// namesException reports whether a handler binds a name.
func namesException(body []syntax.Stmt, name string) bool {
	found := false
	syntax.Walk(body, func(n syntax.Node) bool {
		h, ok := n.(*syntax.ExceptHandler)
		found = found || ok && h.Name == name
		return !found
	})
	return found
}

// insideFunction reports whether a name stands in a lambda or comprehension, which
// are functions of their own.
func insideFunction(body []syntax.Stmt, at *syntax.Name) bool {
	inside := false
	within := func(n syntax.Node) bool {
		inside = inside || n == syntax.Node(at)
		return !inside
	}
	syntax.Walk(body, func(n syntax.Node) bool {
		var gens []*syntax.Comprehension
		switch n := n.(type) {
		case *syntax.ListComp:
			gens = n.Generators
		case *syntax.SetComp:
			gens = n.Generators
		case *syntax.DictComp:
			gens = n.Generators
		case *syntax.GeneratorExp:
			gens = n.Generators
		case *syntax.Lambda:
			syntax.Inspect(n, within)
		}
		if len(gens) > 0 {
			first := false // which is evaluated outside
			syntax.Inspect(gens[0].Iter, func(m syntax.Node) bool {
				first = first || m == syntax.Node(at)
				return !first
			})
			if !first {
				syntax.Inspect(n, within)
			}
		}
		return !inside
	})
	return inside
}

// lookupName finds the variable that a name in the source means here, or nil.
func (w *walker) lookupName(n *syntax.Name) *variable {
	v := w.lookup(n.ID)
	if v == nil || v.owner != w.u {
		return v
	}
	if web := w.plan.webs[n]; web != 0 && v == w.u.names[n.ID] {
		return w.u.web(v, web)
	}
	return v
}

// show has a variable keep ints and floats apart if the plan says so.
func (in *solver) show(v *variable) {
	if fn := v.owner.fn; fn != nil && v.v.Kind == Local && in.plan.visible[visibleKey{splitKey{fn.f.Def, v.v.Name}, v.web}] {
		v.slot.root().local = false
	}
}

// web is the i-th variable of a name whose definitions do not meet.
func (u *unit) web(v *variable, i int) *variable {
	if i == 0 {
		return v
	}
	key := webKey{v.v.Name, i}
	if own := u.webs[key]; own != nil {
		return own
	}
	own := u.newVariable(v.v.Name, Local, v.v.Def)
	own.web = i
	if u.webs == nil {
		u.webs = map[webKey]*variable{}
	}
	u.webs[key] = own
	if u.fn != nil {
		u.fn.f.Locals = append(u.fn.f.Locals, own.v)
	}
	return own
}

// define notes, while variables are split, that a name in the source binds v.
func (w *walker) define(v *variable, n *syntax.Name) {
	if w.webs == nil || !w.webs.names[v.v.Name] || v.owner != w.u {
		return
	}
	def := reaching{w.webs.define(n)}
	w.env.define(v.index, def)
	for _, t := range w.tries {
		t.define(v.index, t.reaching(v.index).union(def))
	}
}

// write binds a variable.
func (w *walker) write(v *variable, x val, at syntax.Node) {
	if v.slot.declared {
		w.accept(v.slot, x.set, at, "variable "+v.v.Name)
	}
	w.flow(v.slot, x)
	w.put(v.slot, x.set)
	if v.owner != w.u {
		return
	}
	slot := v.slot.root()
	now := slot.admit(x.set)
	w.env.hold(v.index, now, slot)
	w.losePaths(v)
	for _, t := range w.tries {
		merged, _ := w.merge(t.get(v.index), now)
		t.set(v.index, merged)
	}
}

// site returns what the expression n allocates, made by make the first time.
func site[T any](w *walker, n syntax.Node, part int, make func() T) T {
	var kind T
	key := siteKey{n, part, kind}
	if got, ok := w.u.sites[key]; ok {
		return got.(T)
	}
	made := make()
	if w.u.sites == nil {
		w.u.sites = map[siteKey]any{}
	}
	w.u.sites[key] = made
	return made
}

func (w *walker) newList(n syntax.Node, part int) *listT {
	return site(w, n, part, func() *listT { return &listT{elem: &slot{}} })
}

func (w *walker) newDict(n syntax.Node, part int) *dictT {
	return site(w, n, part, func() *dictT { return &dictT{key: &slot{}, val: &slot{}} })
}

func (w *walker) newTuple(n syntax.Node, part, length int) *tupleT {
	return site(w, n, part, func() *tupleT {
		return &tupleT{elems: freshSlots(length)}
	})
}

// newIter is an iterator over elem; a nil elem makes a slot of its own.
func (w *walker) newIter(n syntax.Node, of string, elem *slot) *iterT {
	it := site(w, n, -1, func() *iterT {
		if elem == nil {
			elem = &slot{}
		}
		return &iterT{of: of, elem: elem}
	})
	if elem != nil {
		w.unify(it.elem, elem)
	}
	return it
}

// store puts x into an element slot, as an assignment to part of a container.
func (w *walker) store(s *slot, x val, at syntax.Node) {
	w.accept(s, x.set, at, "element")
	w.flow(s, x)
	w.put(s, x.set)
}

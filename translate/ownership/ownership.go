// Package ownership decides who owns and who borrows each value, so that Rust's
// values do what Python's shared objects do (docs/architecture.md, "Ownership").
//
// A Python name shares an object; a Rust variable owns a value. The two cannot
// be told apart as long as every flow of a value is a move (the giver is not
// used again), a borrow (the giver is left alone meanwhile), or a copy of what
// does not change afterwards. Whatever is none of these is refused.
//
// For each function, given summaries of its callees: a shape says which objects
// every expression may be; a plan proposes a binding for each variable; a flow
// is the control-flow graph under that plan, on which liveness and later
// mutations show whether the plan holds. Plans give way until they do.
package ownership

import (
	"sort"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/graph"
	"github.com/portalis-dev/portalis/translate/ir"
	"github.com/portalis-dev/portalis/translate/parallel"
)

// A Result is what was decided about each function of a module.
type Result struct {
	Refused map[*ir.Func][]compat.Finding // why a function cannot be translated
	Notes   map[*ir.Func][]ir.Note        // why what is borrowed or copied
}

// Decide sets the bindings of variables, the uses of places and the modes of
// loops in m. Functions that it refuses are left in m, for the caller to take
// out together with those that call them.
func Decide(m *ir.Module) Result {
	result, _ := DecideAfter(m, nil)
	return result
}

// finish has what was found out about fn take its place in the IR.
func (w *world) finish(fn *ir.Func) *decision {
	j := w.about[fn]
	d := &decision{sum: j.sum, callees: w.callees[fn], at: fn.Range.Start}
	refused := append(j.refused, arrange(fn, j.hoist)...)
	for _, r := range refused {
		d.refused = append(d.refused, finding(r))
	}
	d.notes = append(passedNotes(fn), j.notes...)
	return d
}

// settleAll decides about groups of functions that call each other, those that others
// call first. Groups that do not call each other know nothing of each other, so they are
// decided about on all processors; but what one does to a constant the others see.
func (w *world) settleAll(groups [][]*ir.Func) {
	for _, rank := range w.ranks(groups) {
		least := worthSharing
		if len(w.consts) > 0 {
			least = len(rank) + 1
		}
		worlds := make([]world, len(rank))
		parallel.Each(len(rank), least, func(i int) {
			worlds[i] = *w // which numbers its own objects, whatever the others do
			worlds[i].stained = false
			worlds[i].settle(rank[i])
		})
		for i := range worlds {
			w.stained = w.stained || worlds[i].stained
		}
	}
}

// worthSharing is how many groups are worth a processor of their own.
const worthSharing = 16

// ranks puts groups, of which those that others call come first, into ranks: each
// calls, besides itself, only groups of the ranks before.
func (w *world) ranks(groups [][]*ir.Func) [][][]*ir.Func {
	var ranks [][][]*ir.Func
	above := map[*ir.Func]int{} // the first rank for those that call it
	for _, group := range groups {
		rank := 0
		for _, fn := range group {
			for _, callee := range w.callees[fn] {
				rank = max(rank, above[callee])
			}
		}
		for _, fn := range group {
			above[fn] = rank + 1
		}
		if rank == len(ranks) {
			ranks = append(ranks, nil)
		}
		ranks[rank] = append(ranks[rank], group)
	}
	return ranks
}

// settle decides about functions that call each other, until what they know of each
// other stays the same. All others that they call are decided about.
func (w *world) settle(group []*ir.Func) {
	text, stale, users := map[*ir.Func]string{}, map[*ir.Func]bool{}, w.usersOf(group)
	for _, fn := range group {
		stale[fn] = true
	}
	for round := 0; len(stale) > 0 && round < 50; round++ {
		for _, fn := range group {
			if !stale[fn] { // nothing that it was decided by has changed since
				continue
			}
			delete(stale, fn)
			j := w.about[fn]
			f, sum, notes := decide(w, fn)
			j.sum, j.refused, j.notes, j.hoist = sum, f.plan.refused, notes, f.plan.hoist
			if t := sum.String() + passing(fn); t != text[fn] {
				text[fn] = t
				for _, user := range users[fn] {
					stale[user] = true
				}
			}
		}
	}
	for _, fn := range group {
		w.about[fn].settled = true
	}
	for fn := range stale {
		j := w.about[fn]
		j.refused = append(j.refused, refusal{code: "PT601", at: fn.Range, message: fn.Name + " and the functions that it calls share objects in ways that cannot be followed"})
	}
}

func markConst(o *object) {
	o.konst, o.param = true, false
	for _, p := range o.part {
		markConst(p)
	}
}

// decide settles one function under what is known of the others. Where names for parts
// are in the way, it is tried with these written as places.
func decide(w *world, fn *ir.Func) (*flow, *summary, []ir.Note) {
	j := w.about[fn]
	if j.rewritten != nil {
		j.rewritten.takeBack() // less was known of the others then
		j.rewritten = nil
	}
	f, sum, notes := judge(w, fn)
	if len(f.plan.refused) == 0 || fn.Yields {
		return f, sum, notes
	}
	passed := bindings(fn.Params)
	r := &rewriting{fn: fn}
	for g := f; r.next(g); {
		var m *summary
		var said []ir.Note
		if g, m, said = judge(w, fn); len(g.plan.refused) == 0 {
			j.rewritten = r
			return g, m, append(said, r.notes...)
		}
	}
	if len(r.undo) == 0 {
		return f, sum, notes
	}
	r.takeBack()
	for i, v := range fn.Params {
		v.Binding = passed[i]
	}
	return judge(w, fn)
}

func bindings(vars []*ir.Var) []ir.Binding {
	out := make([]ir.Binding, len(vars))
	for i, v := range vars {
		out[i] = v.Binding
	}
	return out
}

// judge settles one function as it is written.
func judge(w *world, fn *ir.Func) (*flow, *summary, []ir.Note) {
	s := shapeOf(w, fn)
	var f *flow
	for range len(fn.Params) + 2 {
		f = settle(s, newPlan(fn))
		if !passParams(f) {
			break
		}
	}
	f = improve(s, f)
	f.checkConsts()
	f.checkArguments()
	sum, notes := f.finish()
	f.checkGenerator(sum)
	return f, sum, notes
}

// passParams chooses how parameters are passed and reports whether that changed.
func passParams(f *flow) bool {
	if f.fn.Yields {
		return false
	}
	changed := false
	mutated := set{}
	for i := range f.steps {
		if s := &f.steps[i]; s.kind == mutate || s.kind == called {
			mutated.add(s.objs)
		}
	}
	for i, v := range f.fn.Params {
		if ir.IsCopy(v.T) {
			continue
		}
		want := v.Binding
		switch {
		case f.params[i] != nil && mutated.meets(wholeTree(f.params[i])):
			want = ir.BorrowsMut
		case v.Binding == ir.Borrows && v.T != ir.Str && !isHandle(v.T) && (f.takesWhole(v) || reassigns(f.fn.Body, v)):
			want = ir.Owns
		}
		if want != v.Binding && v.Binding != ir.BorrowsMut {
			v.Binding, changed = want, true
		}
	}
	return changed
}

// isHandle reports whether values of type t are handles of objects that are
// shared: taking one costs no more than a borrow.
func isHandle(t ir.Type) bool {
	s, ok := t.(ir.Struct)
	return ok && s.Form == ir.SharedForm
}

func wholeTree(p *object) set {
	out := set{p: true}
	for _, q := range p.part {
		out.add(wholeTree(q))
	}
	return out
}

func (f *flow) takesWhole(v *ir.Var) bool {
	for i := range f.steps {
		if l, ok := f.steps[i].e.(*ir.Local); ok && f.steps[i].kind == take && l.Var == v && !f.steps[i].items {
			return true
		}
	}
	return false
}

// improve tries what is better than the first plan that holds: a loop that
// consumes a list nobody needs afterwards, and a name that borrows where it
// would have copied.
func improve(s *shape, f *flow) *flow {
	for _, l := range f.plan.order {
		if better := f.tryMove(s, l); better != nil {
			f = better
		}
	}
	for i := range f.steps {
		st, ok := f.steps[i].stmt.(*ir.Let)
		if !ok {
			continue
		}
		if better := f.tryBorrow(s, st); better != nil {
			f = better
			return improve(s, f)
		}
	}
	return f
}

// tryMove lets a loop take the items of a list that is not used again, when it
// keeps them.
func (f *flow) tryMove(s *shape, l *loop) *flow {
	if l.mode != ir.ByRef && l.mode != ir.ByClone {
		return nil
	}
	list, ok := l.iter.(*ir.ListIter)
	if e, isEnum := l.iter.(*ir.EnumerateIter); isEnum {
		list, ok = e.X.(*ir.ListIter)
	}
	if !ok || !f.ownedAlone(list.List) || !f.keepsItem(l) && l.mode == ir.ByRef {
		return nil
	}
	old := f.plan
	p := old.clone()
	l2 := p.loops[l.key]
	l2.mode = ir.ByMove
	p.bindTargets(l2)
	g := flowOf(s, p)
	if g.giveWay() {
		return nil
	}
	live := g.liveness()
	for i := range g.steps {
		if t := &g.steps[i]; t.kind == take && t.e == list.List {
			r := &resolver{flow: g, live: live}
			if who, _ := r.holds(i, t.roots); who != nobody {
				return nil
			}
		}
	}
	return g
}

// keepsItem reports whether the body of l takes one of its variables.
func (f *flow) keepsItem(l *loop) bool {
	body := f.bodys[l.key]
	for i := body[0]; i < body[1]; i++ {
		if f.steps[i].kind != take {
			continue
		}
		for _, v := range ir.PatternVars(l.target) {
			for _, r := range f.steps[i].roots {
				if r == v {
					return true
				}
			}
		}
	}
	return false
}

// tryBorrow lets "b = a" borrow when it is no move.
func (f *flow) tryBorrow(s *shape, st *ir.Let) *flow {
	from, ok := st.Value.(*ir.Local)
	if !ok || ir.IsCopy(st.Var.T) || f.plan.binding(st.Var) != ir.Owns || len(f.defs[st.Var]) != 1 || f.plan.moved[st.Var] {
		return nil
	}
	f.plan.moved[st.Var] = true
	r := &resolver{flow: f, live: f.liveness()}
	for i := range f.steps {
		if t := &f.steps[i]; t.kind == take && t.e == ir.Expr(from) {
			if who, _ := r.holds(i, t.roots); who == nobody {
				return nil
			}
		}
	}
	p := f.plan.clone()
	p.bind[st.Var] = ir.Borrows
	g := settle(s, p)
	if g.plan.binding(st.Var) == ir.Owns || len(g.plan.refused) > len(f.plan.refused) {
		return nil
	}
	return g
}

func (p *plan) clone() *plan {
	q := *p
	q.bind, q.loops, q.moved = map[*ir.Var]ir.Binding{}, map[any]*loop{}, map[*ir.Var]bool{}
	q.order, q.byIter = nil, map[*ir.Var]*loop{}
	for v, b := range p.bind {
		q.bind[v] = b
	}
	for v, b := range p.moved {
		q.moved[v] = b
	}
	for _, l := range p.order {
		c := *l
		q.order = append(q.order, &c)
		q.loops[l.key] = &c
	}
	q.refused = append([]refusal(nil), p.refused...)
	return &q
}

func finding(r refusal) compat.Finding {
	f := compat.Finding{Code: r.code, Severity: compat.Refused, Range: r.at, Message: r.message}
	if r.other != nil {
		f.Related = []compat.Related{{Range: r.other.at, Message: r.other.message}}
	}
	return f
}

// groups are the functions of a module that call each other, directly or not; those
// that others call come first. What is decided about is in none.
func (w *world) groups(all []*ir.Func) [][]*ir.Func {
	undecided := func(fn *ir.Func) []*ir.Func {
		var out []*ir.Func
		for _, c := range w.callees[fn] {
			if w.decided[c] == nil {
				out = append(out, c)
			}
		}
		return out
	}
	groups := graph.Components(all, undecided)
	for i, group := range groups {
		groups[i] = w.calleesFirst(group)
	}
	return groups
}

// calleesFirst orders functions that call each other so that those that are called
// come first, as far as can be: in an order that hangs on nothing else.
func (w *world) calleesFirst(group []*ir.Func) []*ir.Func {
	if len(group) == 1 {
		return group
	}
	sort.SliceStable(group, func(i, j int) bool { return group[i].Range.Start < group[j].Range.Start })
	var order []*ir.Func
	left := map[*ir.Func]bool{}
	for _, fn := range group {
		left[fn] = true
	}
	var visit func(fn *ir.Func)
	visit = func(fn *ir.Func) {
		if !left[fn] {
			return
		}
		left[fn] = false
		for _, c := range w.callees[fn] {
			visit(c)
		}
		order = append(order, fn)
	}
	for _, fn := range group {
		visit(fn)
	}
	return order
}

// usersOf are the functions of a group that call each of them.
func (w *world) usersOf(group []*ir.Func) map[*ir.Func][]*ir.Func {
	users := map[*ir.Func][]*ir.Func{}
	for _, fn := range group {
		for _, c := range w.callees[fn] {
			if list := users[c]; len(list) == 0 || list[len(list)-1] != fn {
				users[c] = append(list, fn)
			}
		}
	}
	return users
}

// passing is how the parameters are passed, as text.
func passing(fn *ir.Func) string {
	text := ""
	for _, v := range fn.Params {
		text += string(rune('0' + v.Binding))
	}
	return text
}

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
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
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
	prepare(m)
	w := &world{structs: map[*types.Class]*ir.StructDef{}}
	for _, def := range m.Structs {
		w.structs[def.Source] = def
	}
	consts := map[*ir.Const]*object{}
	for _, c := range m.Consts {
		if o := w.tree(c.T); o != nil {
			markConst(o)
			consts[c] = o
		}
	}
	known, text := map[*ir.Func]*summary{}, map[*ir.Func]string{}
	refused, notes := map[*ir.Func][]refusal{}, map[*ir.Func][]ir.Note{}
	hoist := map[*ir.Func]map[ir.Expr][]int{}
	order := calleesFirst(m)
	users, stale := usersOf(order), map[*ir.Func]bool{}
	for _, fn := range order {
		stale[fn] = true
	}
	for round, changed := 0, true; changed; round++ {
		changed = false
		for _, fn := range order {
			if !stale[fn] { // nothing that it was decided by has changed since
				continue
			}
			stale[fn] = false
			f, sum, ns := decide(w, fn, known, consts)
			known[fn], refused[fn], notes[fn] = sum, f.plan.refused, ns
			hoist[fn] = f.plan.hoist
			if t := sum.String() + passing(fn); t != text[fn] {
				text[fn], changed = t, true
				for _, user := range users[fn] {
					stale[user] = true
				}
			}
			if round > 50 {
				f.plan.refuse("PT601", fn.Range, fn.Name+" and the functions that it calls share objects in ways that cannot be followed", nil)
				refused[fn], changed = f.plan.refused, false
			}
		}
	}
	out := Result{Refused: map[*ir.Func][]compat.Finding{}, Notes: map[*ir.Func][]ir.Note{}}
	for _, fn := range m.Bodies() {
		refused[fn] = append(refused[fn], arrange(fn, hoist[fn])...)
		for _, r := range refused[fn] {
			out.Refused[fn] = append(out.Refused[fn], finding(r))
		}
		out.Notes[fn] = append(passedNotes(fn), notes[fn]...)
	}
	return out
}

func markConst(o *object) {
	o.konst, o.param = true, false
	for _, p := range o.part {
		markConst(p)
	}
}

// decide settles one function under what is known of the others.
func decide(w *world, fn *ir.Func, known map[*ir.Func]*summary, consts map[*ir.Const]*object) (*flow, *summary, []ir.Note) {
	s := shapeOf(w, fn, known, consts)
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

// calleesFirst orders functions so that those without callees come first.
func calleesFirst(m *ir.Module) []*ir.Func {
	var order []*ir.Func
	seen := map[*ir.Func]bool{}
	var visit func(fn *ir.Func)
	visit = func(fn *ir.Func) {
		if seen[fn] {
			return
		}
		seen[fn] = true
		for _, c := range callees(fn) {
			visit(c)
		}
		order = append(order, fn)
	}
	for _, fn := range m.Bodies() {
		visit(fn)
	}
	return order
}

// usersOf are the functions that call each function.
func usersOf(all []*ir.Func) map[*ir.Func][]*ir.Func {
	users := map[*ir.Func][]*ir.Func{}
	for _, fn := range all {
		for _, c := range callees(fn) {
			if list := users[c]; len(list) == 0 || list[len(list)-1] != fn {
				users[c] = append(list, fn)
			}
		}
	}
	return users
}

func callees(fn *ir.Func) []*ir.Func {
	var all []*ir.Func
	ir.Walk(fn.Body, nil, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Call:
			all = append(all, e.Func)
		case *ir.CallValue:
			all = append(all, e.Sig().Funcs...)
		case *ir.Closure:
			all = append(all, e.Target)
		}
		return true
	})
	sort.SliceStable(all, func(i, j int) bool { return all[i].Range.Start < all[j].Range.Start })
	return all
}

// passing is how the parameters are passed, as text.
func passing(fn *ir.Func) string {
	text := ""
	for _, v := range fn.Params {
		text += string(rune('0' + v.Binding))
	}
	return text
}

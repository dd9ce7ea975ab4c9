package ownership

import (
	"fmt"
	"sort"

	"github.com/portalis-dev/portalis/translate/ir"
)

// finish decides every copy under a plan that holds: it records uses, checks
// that no copy can be told apart, and returns what callers must know.
func (f *flow) finish() (*summary, []ir.Note) {
	r := &resolver{flow: f, live: f.liveness()}
	r.later, r.index = f.mutations()
	ir.Walk(f.fn.Body, nil, func(e ir.Expr) bool {
		ir.SetUse(e, ir.Unset)
		return true
	})
	for i := range f.steps {
		switch s := &f.steps[i]; s.kind {
		case use:
			r.use(s)
		case take:
			r.take(i, s)
		case copied:
			r.copied(i, s)
		case called:
			r.call(i, s)
		}
	}
	r.record()
	return r.summary(), r.notes
}

type resolver struct {
	*flow
	live   *liveness
	later  []bits
	index  map[*object]int
	events []event
	notes  []ir.Note
}

func (r *resolver) use(s *step) {
	if s.e == nil || ir.UseOf(s.e) == ir.Moved || ir.UseOf(s.e) == ir.Cloned {
		return
	}
	switch {
	case s.access == write:
		ir.SetUse(s.e, ir.LentMut)
	case ir.IsCopy(s.e.Type()):
		ir.SetUse(s.e, ir.Copied)
	case ir.UseOf(s.e) == ir.Unset:
		ir.SetUse(s.e, ir.Lent)
	}
}

// A holder tells who else holds what is copied at a step.
type holder int

const (
	nobody holder = iota
	caller        // only the caller, who passed it
	someone
)

// holds returns who holds what lies in roots after step n, and for caller the
// index of the parameter.
func (r *resolver) holds(n int, roots []*ir.Var) (holder, int) {
	who, param := nobody, -1
	var look func(v *ir.Var)
	look = func(v *ir.Var) {
		if r.live.after(n, v) {
			who = someone
			return
		}
		if v.Param && r.plan.binding(v) != ir.Owns {
			if who == caller && r.paramIndex(v) != param {
				who = someone
			} else if who == nobody {
				who, param = caller, r.paramIndex(v)
			}
		}
		for u := range r.chain[v] {
			if u != v {
				look(u)
			}
		}
	}
	for _, v := range roots {
		look(v)
	}
	return who, param
}

func (r *resolver) paramIndex(v *ir.Var) int {
	for i, p := range r.fn.Params {
		if p == v {
			return i
		}
	}
	return -1
}

// take decides whether a value moves or is cloned.
func (r *resolver) take(n int, s *step) {
	who, param := r.holds(n, s.roots)
	if l, ok := s.e.(*ir.Local); ok && r.plan.binding(l.Var) == ir.Owns && who == nobody {
		ir.SetUse(s.e, ir.Moved)
		return
	}
	if movesPart(s.e, r.plan) && who == nobody {
		ir.SetUse(s.e, ir.Moved)
		return
	}
	ir.SetUse(s.e, ir.Cloned)
	if _, isConst := constRoot(s.e); isConst {
		who = someone
	}
	if !ir.IsMutable(s.e.Type()) && !s.items {
		return
	}
	r.shared(n, s, s.objs, who, param)
}

// movesPart reports whether e is a part that can be moved out of its variable.
func movesPart(e ir.Expr, p *plan) bool {
	switch e := e.(type) {
	case *ir.Field:
		l, ok := e.Tuple.(*ir.Local)
		return ok && p.binding(l.Var) == ir.Owns
	case *ir.Unwrap:
		l, ok := e.X.(*ir.Local)
		return ok && p.binding(l.Var) == ir.Owns
	}
	return false
}

func constRoot(e ir.Expr) (*ir.Const, bool) {
	switch e := e.(type) {
	case *ir.ConstRef:
		return e.Const, true
	case *ir.Index:
		return constRoot(e.List)
	case *ir.Item:
		return constRoot(e.Dict)
	case *ir.Field:
		return constRoot(e.Tuple)
	case *ir.Unwrap:
		return constRoot(e.X)
	case *ir.ListIter:
		return constRoot(e.List)
	case *ir.DictIter:
		return constRoot(e.Dict)
	case *ir.Op:
		if e.Op.View {
			return constRoot(e.Args[0])
		}
	}
	return nil, false
}

// copied handles the elements that an operation copies out of an operand.
func (r *resolver) copied(n int, s *step) {
	who, param := someone, -1
	if s.once && s.e != nil {
		roots, ok := ir.Roots(s.e)
		if !ok {
			return
		}
		if _, isConst := constRoot(s.e); !isConst {
			who, param = r.holds(n, roots)
		}
	}
	r.shared(n, s, s.objs, who, param)
}

// call handles the objects that a callee leaves shared.
func (r *resolver) call(n int, s *step) {
	e := s.e.(*ir.Call)
	if j := r.about[e.Func]; j != nil && j.settled && len(j.refused) > 0 {
		return // so is this function, for that
	}
	for _, ev := range r.calls[e].events {
		if ev.result && s.into == dropped {
			continue
		}
		who, param := someone, -1
		if ev.param >= 0 {
			roots, ok := ir.Roots(e.Args[ev.param])
			if !ok {
				continue
			}
			if _, isConst := constRoot(e.Args[ev.param]); !isConst {
				who, param = r.holds(n, roots)
			}
		}
		r.shared(n, s, ev.objs, who, param)
	}
}

// shared checks that objs, which have two owners after step n, do not change
// any more, and leaves word of it to the callers.
func (r *resolver) shared(n int, s *step, objs set, who holder, param int) {
	if who == nobody {
		return
	}
	seen := set{}
	for o := range objs {
		if !o.tuple {
			seen[o] = true
		}
	}
	if len(seen) == 0 {
		return
	}
	seen.add(r.echoes(seen))
	r.events = append(r.events, event{seen, param, s.kind == take && s.into == theResult})
	if m := r.change(n, seen); m != nil {
		r.refuseShared(s, m)
		return
	}
	if s.kind == take && !s.items {
		r.note(s, fmt.Sprintf("%s is copied for %s, since both are used afterwards; neither is changed, so that nobody can tell", describe(s.e), s.into))
	}
}

func (r *resolver) note(s *step, text string) {
	for _, n := range r.notes {
		if n.Python == s.at && n.Text == text {
			return
		}
	}
	r.notes = append(r.notes, ir.Note{Python: s.at, Text: text})
}

// change finds a step after n that changes one of objs.
func (r *resolver) change(n int, objs set) *step {
	found := false
	for o := range objs {
		if i, ok := r.index[o]; ok && r.later[n].has(i) {
			found = true
		}
	}
	if !found {
		return nil
	}
	queue, seen := []int{n}, map[int]bool{}
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		for _, j := range r.steps[i].succ {
			if s := &r.steps[j]; (s.kind == mutate || s.kind == called) && (s.objs.meets(objs) || s.echo.meets(objs)) {
				return s
			}
			if !seen[j] {
				seen[j] = true
				queue = append(queue, j)
			}
		}
	}
	return nil
}

func (r *resolver) refuseShared(s, m *step) {
	from, into := describe(s.e), s.into
	code, what := "PT601", "%s and %s would be one list or dict in Python, and it is changed afterwards; make a copy, or use one name only"
	switch e := s.e.(type) {
	case *ir.Call:
		code, from = "PT604", "what is passed to "+e.Func.Name
		switch into {
		case "":
			into = "its result"
		case dropped:
			into = "what " + e.Func.Name + " keeps of it"
		}
	case *ir.Index, *ir.Item:
		code = "PT603"
	case *ir.Local:
		if e.Var.Param {
			code = "PT604"
		}
	}
	if s.kind == copied {
		from, into = "the elements of "+from, "those of the new container"
		code = "PT603"
	}
	r.plan.refuse(code, s.at, fmt.Sprintf(what, from, into), &related{m.at, "changed here through " + changer(m)})
}

func changer(m *step) string {
	if c, ok := m.e.(*ir.Call); ok {
		return "a call of " + c.Func.Name
	}
	return describe(m.e)
}

// record writes the plan into the IR.
func (r *resolver) record() {
	reassigned := reassigned(r.fn)
	mut := map[*ir.Var]bool{}
	for i := range r.steps {
		if s := &r.steps[i]; s.kind == use && s.access == write && r.plan.binding(s.v) == ir.Owns {
			mut[s.v] = true
		}
		if v := r.steps[i].v; v != nil {
			v.Binding = r.plan.binding(v)
			v.Mut = false
		}
	}
	for i := range r.steps {
		if v := r.steps[i].v; v != nil {
			v.Mut = mut[v] || reassigned[v]
		}
	}
	for _, l := range r.plan.order {
		switch key := l.key.(type) {
		case *ir.For:
			key.Mode = l.mode
		case *ir.Clause:
			key.Mode = l.mode
		}
	}
}

// summary is what callers of the function need to know.
func (r *resolver) summary() *summary {
	m := &summary{params: r.params, result: r.result, mutated: set{}, echoed: set{}}
	visible := r.result.reach()
	for _, p := range r.params {
		if p != nil {
			visible.add(set{p: true}.reach())
		}
	}
	for i := range r.steps {
		if s := &r.steps[i]; s.kind == mutate || s.kind == called {
			for o := range s.objs {
				if (o.param || o.konst) && visible[o] {
					m.mutated[o] = true
				}
			}
			if len(r.deep) == 0 && len(s.echo) == 0 {
				continue
			}
			echo := s.objs.origins()
			echo.add(s.echo)
			echo.add(s.echo.origins())
			for o := range echo {
				if (o.param || o.konst) && visible[o] {
					m.echoed[o] = true
				}
			}
		}
	}
	for _, p := range r.params {
		m.kept = append(m.kept, p != nil && keeps(p, r))
	}
	seen := map[string]bool{}
	for _, e := range r.events {
		objs := set{}
		for o := range e.objs {
			if visible[o] {
				objs[o] = true
			}
		}
		key := fmt.Sprint(e.param, e.result, ids(objs))
		if len(objs) > 0 && !seen[key] {
			seen[key] = true
			m.events = append(m.events, event{objs, e.param, e.result})
		}
	}
	sort.SliceStable(m.events, func(i, j int) bool {
		a, b := m.events[i], m.events[j]
		return fmt.Sprint(a.param, a.result, ids(a.objs)) < fmt.Sprint(b.param, b.result, ids(b.objs))
	})
	return m
}

func ids(s set) []int {
	var out []int
	for _, o := range s.sorted() {
		out = append(out, o.id)
	}
	return out
}

// keeps reports whether what parameter object p brings in may be held by the
// result or by another argument when the function has ended.
func keeps(p *object, r *resolver) bool {
	own := set{}
	var parts func(o *object)
	parts = func(o *object) {
		own[o] = true
		for _, q := range o.part {
			parts(q)
		}
	}
	parts(p)
	if r.result.reach().meets(own) {
		return true
	}
	for _, q := range r.params {
		if q != nil && q != p && (set{q: true}).reach().meets(own) {
			return true
		}
	}
	return false
}

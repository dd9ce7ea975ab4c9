package ownership

import (
	"fmt"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// settle gives way until the plan holds: no variable borrows what is changed,
// moved or gone while it is used.
func settle(s *shape, p *plan) *flow {
	for range 200 {
		f := flowOf(s, p)
		if !f.giveWay() {
			return f
		}
	}
	p.refuse("PT601", p.fn.Range, p.fn.Name+" has more names for one object than can be followed", nil)
	return flowOf(s, p)
}

// giveWay mends the first things that do not hold and reports whether it
// changed the plan.
func (f *flow) giveWay() bool {
	if f.writes() {
		return true
	}
	live := f.liveness()
	f.plan.indexIter(f)
	for _, v := range f.borrowers {
		if why, at := f.conflict(v, live); why != nil {
			f.demote(v, at)
			return true
		}
	}
	return f.loopsHold()
}

func (p *plan) indexIter(f *flow) {
	for key, it := range f.iters {
		p.byIter[it] = p.loops[key]
	}
}

// writes makes variables that are written through borrow mutably, or own.
func (f *flow) writes() bool {
	changed := false
	for i := range f.steps {
		s := &f.steps[i]
		if s.kind != use || s.access != write || f.plan.binding(s.v) != ir.Borrows {
			continue
		}
		if l := f.plan.loopOf(s.v); l != nil && ir.IsMutable(s.v.T) {
			l.mode = ir.ByMutRef
			f.plan.bindTargets(l)
			changed = true
			continue
		}
		if s.v.Name == "the loop" {
			continue
		}
		if st := patternWith(f.plan.fn, s.v); st != nil {
			for _, u := range ir.PatternVars(st.Pattern) {
				f.plan.bind[u] = ir.Owns
			}
			changed = true
			continue
		}
		b := ir.Owns
		if ir.IsMutable(s.v.T) && !isOption(s.v.T) && f.reborrows(s.v) {
			b = ir.BorrowsMut
		}
		if l := f.plan.loopOf(s.v); l != nil {
			l.mode = ir.ByClone
			f.plan.bindTargets(l)
		} else {
			f.plan.bind[s.v] = b
		}
		changed = true
	}
	return changed
}

// reborrows reports whether all that v is given can be lent mutably: a slice is
// a new list in Python, so that a change of it is none of the old list.
func (f *flow) reborrows(v *ir.Var) bool {
	for _, e := range f.defs[v] {
		if op, ok := e.(*ir.Op); ok && op.Op.Params[0].Mode != ir.RecvMut {
			return false
		}
		if _, ok := e.(*ir.If); ok {
			return false
		}
	}
	return true
}

func isOption(t ir.Type) bool {
	_, ok := t.(ir.Option)
	return ok
}

// loopOf returns the loop that binds v.
func (p *plan) loopOf(v *ir.Var) *loop {
	for _, l := range p.order {
		for _, u := range ir.PatternVars(l.target) {
			if u == v {
				return l
			}
		}
	}
	return nil
}

// conflict finds a step at which v, which borrows, would be in the way.
func (f *flow) conflict(v *ir.Var, live *liveness) (why *step, at int) {
	for r := range f.chain[v] {
		if !r.Param && !within(f.scopes[r], f.scopes[v]) {
			return &f.steps[0], -1
		}
	}
	mutable := f.plan.binding(v) == ir.BorrowsMut
	for i := range f.steps {
		s := &f.steps[i]
		if !live.after(i, v) {
			continue
		}
		switch s.kind {
		case define, declare:
			if s.v != v && f.chain[v][s.v] {
				return s, i
			}
		case use:
			if (mutable || s.access == write) && f.touches(s.v, v) {
				return s, i
			}
		case take:
			for _, r := range s.roots {
				if mutable && f.touches(r, v) {
					return s, i
				}
			}
		}
	}
	return nil, 0
}

// touches reports whether using u uses what v has borrowed, other than through v.
func (f *flow) touches(u, v *ir.Var) bool {
	if u == v || f.chain[u][v] {
		return false
	}
	if l := f.plan.loopOf(u); l != nil && l == f.plan.loopOf(v) {
		return false // parts of one item, or key and value
	}
	if f.chain[v][u] {
		return true
	}
	for r := range f.chain[u] {
		if f.chain[v][r] {
			return true
		}
	}
	return false
}

// within reports whether a scope encloses another or is the same.
func within(outer, inner []int) bool {
	if len(outer) > len(inner) {
		return false
	}
	for i := range outer {
		if outer[i] != inner[i] {
			return false
		}
	}
	return true
}

// demote lets v own what it cannot borrow.
func (f *flow) demote(v *ir.Var, at int) {
	p := f.plan
	if l := p.byIter[v]; l != nil {
		p.demoteLoop(f, l, v, at)
		return
	}
	if l := p.loopOf(v); l != nil {
		switch l.mode {
		case ir.ByMutRef:
			p.demoteLoop(f, l, v, at)
		default:
			if l.mode == ir.ByRef || l.mode == ir.ByCopy {
				l.mode = ir.ByClone
			}
			p.bindTargets(l)
			p.bind[v] = ir.Owns
		}
		return
	}
	p.bind[v] = ir.Owns
	if st := patternWith(p.fn, v); st != nil {
		for _, u := range ir.PatternVars(st.Pattern) {
			p.bind[u] = ir.Owns
		}
	}
}

func patternWith(fn *ir.Func, v *ir.Var) *ir.LetPattern {
	var found *ir.LetPattern
	ir.Walk(fn.Body, func(s ir.Stmt) bool {
		if s, ok := s.(*ir.LetPattern); ok {
			for _, u := range ir.PatternVars(s.Pattern) {
				if u == v {
					found = s
				}
			}
		}
		return true
	}, nil)
	return found
}

// demoteLoop finds another way to walk what changes on the way.
func (p *plan) demoteLoop(f *flow, l *loop, v *ir.Var, at int) {
	if p.ownText(l) {
		return
	}
	if borrowsText(l.iter) && v == f.iters[l.key] {
		p.refuse("PT304", span(l.iter), "the text that is walked here gets a new value meanwhile; give it a name of its own before", nil)
		l.settled = true
		p.bind[v] = ir.Owns
		return
	}
	old := l.mode
	c := container(leaves(l.iter)[0])
	place := span(l.iter)
	if at >= 0 && f.steps[at].at != (syntax.Range{}) {
		place = f.steps[at].at
	}
	switch {
	case old == ir.ByMutRef && f.ownedAlone(c) && len(leaves(l.iter)) == 1:
		l.mode = ir.ByMove
	case old == ir.ByMutRef:
		before := len(p.refused)
		p.refuse("PT603", place, fmt.Sprintf("%s is changed while %s is walked and its elements are changed through a name of their own; work on its elements by index, or on copies", describe(c), describe(c)), nil)
		for i := range p.refused[before:] {
			p.refused[before+i].loop = l.key
		}
		l.mode = ir.ByMove
	case !f.changesWithin(l, c):
		l.mode = ir.ByMove
	case byPosition(l) && f.fixed(l, c):
		l.mode = ir.ByPosition
	case l.byKeys:
		l.mode = ir.ByMove
	default:
		p.refuse("PT304", place, fmt.Sprintf("%s may change while it is walked here; walk over a copy instead", describe(c)), nil)
		l.mode = ir.ByMove
	}
	p.bindTargets(l)
}

// borrowsText reports whether a walk needs a str that is kept somewhere else.
func borrowsText(iter ir.Expr) bool {
	for _, leaf := range leaves(iter) {
		if chars, ok := leaf.(*ir.CharIter); ok {
			if roots, _ := ir.Roots(chars.Str); len(roots) > 0 {
				return true
			}
		}
	}
	return false
}

// ownText lets the names of strs that a loop walks own them, where they borrow.
func (p *plan) ownText(l *loop) bool {
	found := false
	for _, leaf := range leaves(l.iter) {
		chars, ok := leaf.(*ir.CharIter)
		if !ok {
			continue
		}
		if text, ok := chars.Str.(*ir.Local); ok && !text.Var.Param && p.bind[text.Var] == ir.Borrows {
			p.bind[text.Var] = ir.Owns
			found = true
		}
	}
	return found
}

// byPosition reports whether a loop can be written with an index of its own.
func byPosition(l *loop) bool {
	if _, isFor := l.key.(*ir.For); !isFor {
		return false
	}
	iter := l.iter
	if e, ok := iter.(*ir.EnumerateIter); ok {
		iter = e.X
	}
	list, ok := iter.(*ir.ListIter)
	return ok && !list.Reversed
}

// fixed reports whether the place that a loop walks stays the same place.
func (f *flow) fixed(l *loop, c ir.Expr) bool {
	body := f.bodys[l.key]
	same := ir.SamePlace(c, c)
	ir.WalkExpr(c, nil, func(e ir.Expr) bool {
		x, ok := e.(*ir.Local)
		for i := body[0]; ok && i < body[1]; i++ {
			if f.steps[i].kind == define && f.steps[i].v == x.Var {
				same = false
			}
		}
		return true
	})
	if _, local := c.(*ir.Local); !local && ir.IsMutable(c.Type()) {
		// grid[i] itself could be replaced by another list.
		root := ir.Root(c)
		for i := body[0]; i < body[1]; i++ {
			s := &f.steps[i]
			if s.kind == mutate && f.exprs[c] != nil && root != nil && !s.objs.meets(f.exprs[c]) && s.objs.meets(f.vars[root].reach()) {
				same = false
			}
		}
	}
	return same
}

// ownedAlone reports whether c is a whole local variable of the function.
func (f *flow) ownedAlone(c ir.Expr) bool {
	l, ok := c.(*ir.Local)
	return ok && f.plan.binding(l.Var) == ir.Owns && !l.Var.Param
}

// changesWithin reports whether the container that a loop walks, an object
// itself, may change in its body.
func (f *flow) changesWithin(l *loop, c ir.Expr) bool {
	body := f.bodys[l.key]
	for _, leaf := range leaves(l.iter) {
		x := container(leaf)
		if x == nil {
			continue
		}
		for i := body[0]; i < body[1]; i++ {
			s := &f.steps[i]
			if (s.kind == mutate || s.kind == called) && s.objs.meets(f.exprs[x]) {
				return true
			}
		}
	}
	return false
}

// loopsHold makes loops whose variables own borrowed items clone them.
func (f *flow) loopsHold() bool {
	for _, l := range f.plan.order {
		if l.mode != ir.ByRef && l.mode != ir.ByMutRef {
			continue
		}
		if l.mode == ir.ByMutRef && f.walksTwice(l) {
			f.plan.refuse("PT602", span(l.iter), "one list is walked twice at once here and its elements are changed; walk over a copy", nil)
			l.mode = ir.ByClone
			f.plan.bindTargets(l)
			return true
		}
		want := map[*ir.Var]ir.Binding{}
		for _, v := range ir.PatternVars(l.target) {
			want[v] = f.plan.binding(v)
		}
		f.plan.bindTargets(l)
		for v, b := range want {
			if f.plan.binding(v) != b {
				l.mode = ir.ByClone
				f.plan.bindTargets(l)
				return true
			}
		}
	}
	return false
}

// walksTwice reports whether two parts of a zip walk what one variable holds.
func (f *flow) walksTwice(l *loop) bool {
	var seen []ir.Expr
	for _, leaf := range leaves(l.iter) {
		c := container(leaf)
		if c == nil {
			continue
		}
		for _, other := range seen {
			if f.overlaps(c, other) {
				return true
			}
		}
		seen = append(seen, c)
	}
	return false
}

func span(e ir.Expr) syntax.Range { return e.Span() }

// A refusal is a reason not to translate the function.
type refusal struct {
	code    string
	at      syntax.Range
	message string
	other   *related
	loop    any // the *ir.For whose variable is in the way, if one is
}

type related struct {
	at      syntax.Range
	message string
}

func (p *plan) refuse(code string, at syntax.Range, message string, other *related) {
	for _, r := range p.refused {
		if r.code == code && r.at == at {
			return
		}
	}
	p.refused = append(p.refused, refusal{code: code, at: at, message: message, other: other})
}

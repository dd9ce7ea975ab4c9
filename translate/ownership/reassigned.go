package ownership

import (
	"slices"

	"github.com/portalis-dev/portalis/translate/ir"
)

// reassigned returns the variables of fn that get a value while they may have one,
// as rustc sees it: what it does not see is told off as a "mut" of no use. So a try
// is left only from what fails, with what is defined by then, and what ends the body
// of a finally comes together before that.
func reassigned(fn *ir.Func) map[*ir.Var]bool {
	r := &reassignment{index: map[*ir.Var]int{}, found: map[*ir.Var]bool{}}
	number := func(v *ir.Var) {
		if _, ok := r.index[v]; !ok && v != nil {
			r.index[v] = len(r.index)
		}
	}
	for _, v := range fn.Params {
		number(v)
	}
	ir.Walk(fn.Body, func(s ir.Stmt) bool {
		if let, ok := s.(*ir.Let); ok {
			number(let.Var)
		}
		return true
	}, func(e ir.Expr) bool {
		if l, ok := e.(*ir.Local); ok {
			number(l.Var)
		}
		return true
	})
	r.state = newBits(len(r.index))
	for _, v := range fn.Params {
		r.define(v)
	}
	r.stmts(fn.Body)
	return r.found
}

// A reassignment walks a function, loops until nothing changes.
type reassignment struct {
	index  map[*ir.Var]int
	found  map[*ir.Var]bool
	state  bits // the variables that may have a value; nil where nothing comes
	scopes []*assignScope
}

// An assignScope is something that jumps and failures have to do with, with what
// reaches the ends of it.
type assignScope struct {
	label                string
	loop, block          bool
	catches              bool // a try with handlers
	finally              bool
	after, next, handler bits // of a finally, all comes to handler
	pending              []leaving
}

// A leaving is a break, continue, return or failure on its way.
type leaving struct {
	kind  byte // 'b', 'c', 'r' or 'f'
	label string
}

func (r *reassignment) define(v *ir.Var) {
	i, ok := r.index[v]
	if !ok || r.state == nil {
		return
	}
	if r.state.has(i) {
		r.found[v] = true
	}
	r.state.put(i)
}

// declare begins a new variable, such as that of another turn of a loop.
func (r *reassignment) declare(v *ir.Var) {
	if i, ok := r.index[v]; ok && r.state != nil {
		r.state.drop(i)
	}
}

func (r *reassignment) pattern(p ir.Pattern) {
	for _, v := range ir.PatternVars(p) {
		r.declare(v)
		r.define(v)
	}
}

// join is what two ways bring together.
func join(a, b bits) bits {
	if a == nil {
		return b
	}
	out := slices.Clone(a)
	out.add(b)
	return out
}

func (r *reassignment) stmts(body []ir.Stmt) {
	for _, s := range body {
		r.stmt(s)
	}
}

func (r *reassignment) stmt(s ir.Stmt) {
	switch s := s.(type) {
	case *ir.Let:
		if s.Value != nil {
			r.expr(s.Value)
		}
		r.declare(s.Var)
		if s.Value != nil {
			r.define(s.Var)
		}
	case *ir.LetPattern:
		r.expr(s.Value)
		r.pattern(s.Pattern)
	case *ir.Assign:
		r.expr(s.Value)
		r.target(s.Target)
	case *ir.AssignTuple:
		r.expr(s.Value)
		for _, t := range s.Targets {
			r.target(t)
		}
	case *ir.AugAssign:
		r.expr(s.Target)
		if s.Value != nil {
			r.expr(s.Value)
		}
		r.failure(s.OnFail)
	case *ir.IfStmt:
		r.expr(s.Cond)
		r.fork(func() { r.stmts(s.Then) }, func() { r.stmts(s.Else) })
	case *ir.While:
		r.loop(s.Label, func() {
			if s.Cond != nil {
				r.expr(s.Cond)
				r.leave(leaving{'b', ""})
			}
			r.stmts(s.Body)
		})
	case *ir.For:
		r.expr(s.Iter)
		r.loop(s.Label, func() {
			if op, ok := s.Iter.(*ir.Op); ok && ir.WalksGenerator(op.Op) {
				r.failure(op.OnFail)
			}
			r.leave(leaving{'b', ""})
			r.pattern(s.Target)
			r.stmts(s.Body)
		})
	case *ir.Labelled:
		scope := &assignScope{label: s.Label, block: true}
		r.within(scope, func() { r.stmts(s.Body) })
		r.state = join(r.state, scope.after)
	case *ir.Try:
		r.try(s)
	default:
		exprs, _ := ir.StmtParts(s)
		for _, e := range exprs {
			r.expr(e)
		}
		r.ending(s)
	}
}

// ending follows a statement that goes elsewhere.
func (r *reassignment) ending(s ir.Stmt) {
	switch s := s.(type) {
	case *ir.Break:
		r.jump(leaving{'b', s.Label})
	case *ir.Continue:
		r.jump(leaving{'c', s.Label})
	case *ir.Return:
		r.jump(leaving{kind: 'r'})
	case *ir.Raise:
		r.failure(s.OnFail)
		r.state = nil
	}
}

func (r *reassignment) target(t ir.Expr) {
	if local, ok := t.(*ir.Local); ok {
		r.define(local.Var)
		return
	}
	r.expr(t)
}

func (r *reassignment) within(scope *assignScope, walk func()) {
	r.scopes = append(r.scopes, scope)
	walk()
	r.scopes = r.scopes[:len(r.scopes)-1]
}

// loop walks the turns of a loop, until one brings nothing new.
func (r *reassignment) loop(label string, turn func()) {
	scope := &assignScope{label: label, loop: true}
	for head := r.state; head != nil; {
		r.state = slices.Clone(head)
		r.within(scope, turn)
		again := join(head, join(r.state, scope.next))
		if slices.Equal(again, head) {
			break
		}
		head = again
	}
	r.state = scope.after
}

// leave is a jump that may be taken.
func (r *reassignment) leave(l leaving) {
	state := slices.Clone(r.state)
	r.jump(l)
	r.state = state
}

// failure follows an operation that may fail.
func (r *reassignment) failure(onFail ir.Failure) {
	if onFail == ir.Leave {
		r.leave(leaving{kind: 'f'})
	}
}

// jump follows a jump out of the scopes that it crosses.
func (r *reassignment) jump(l leaving) {
	for _, s := range slices.Backward(r.scopes) {
		switch {
		case s.finally:
			s.handler = join(s.handler, r.state)
			if r.state != nil && !slices.Contains(s.pending, l) {
				s.pending = append(s.pending, l)
			}
		case l.kind == 'f' && s.catches:
			s.handler = join(s.handler, r.state)
		case l.kind == 'b' && (s.loop && l.label == "" || (s.loop || s.block) && l.label != "" && l.label == s.label):
			s.after = join(s.after, r.state)
		case l.kind == 'c' && s.loop && (l.label == "" || l.label == s.label):
			s.next = join(s.next, r.state)
		default:
			continue
		}
		break
	}
	r.state = nil
}

func (r *reassignment) fork(one, other func()) {
	state := slices.Clone(r.state)
	one()
	end := r.state
	r.state = state
	other()
	r.state = join(r.state, end)
}

func (r *reassignment) try(s *ir.Try) {
	if len(s.Finally) > 0 {
		r.tryFinally(s)
		return
	}
	scope := &assignScope{catches: true}
	r.within(scope, func() { r.stmts(s.Body) })
	r.stmts(s.Else)
	after := r.state
	for _, h := range s.Handlers {
		r.state = slices.Clone(scope.handler)
		if h.Var != nil {
			r.pattern(h.Var)
		}
		r.stmts(h.Body)
		after = join(after, r.state)
	}
	r.state = slices.Clone(scope.handler)
	r.failure(s.OnFail)
	r.state = after
}

func (r *reassignment) tryFinally(s *ir.Try) {
	scope := &assignScope{finally: true}
	r.within(scope, func() { r.stmts(s.Body) })
	normal := r.state != nil
	r.state = join(r.state, scope.handler)
	r.stmts(s.Finally)
	for _, l := range scope.pending {
		if l.kind != 'f' || s.OnFail == ir.Leave {
			r.leave(l)
		}
	}
	if !normal {
		r.state = nil
	}
}

// expr follows the evaluation of an expression.
func (r *reassignment) expr(e ir.Expr) {
	switch e := e.(type) {
	case *ir.Logic:
		r.expr(e.L)
		r.fork(func() { r.expr(e.R) }, func() {})
		return
	case *ir.If:
		r.expr(e.Cond)
		r.fork(func() { r.expr(e.Then) }, func() { r.expr(e.Else) })
		return
	case *ir.IfSome:
		r.expr(e.X)
		r.fork(func() { r.expr(e.Then) }, func() { r.expr(e.Else) })
		return
	case *ir.Block:
		r.stmts(e.Stmts)
		r.expr(e.Value)
		return
	case *ir.Comp:
		for _, x := range e.Rest {
			r.expr(x)
		}
		r.loop("", func() {
			r.leave(leaving{'b', ""})
			exprs, _ := ir.Parts(e)
			for _, x := range exprs[:len(exprs)-len(e.Rest)] {
				r.expr(x)
			}
			r.failure(ir.FailureOf(e))
		})
		return
	case *ir.Lambda:
		r.loop("", func() {
			r.leave(leaving{'b', ""})
			r.expr(e.Body)
		})
		return
	}
	exprs, _ := ir.Parts(e)
	for _, x := range exprs {
		r.expr(x)
	}
	r.failure(ir.FailureOf(e))
}

package ownership

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A step is one thing that happens to one variable, or to some objects. The
// steps of a function are its control-flow graph.
type step struct {
	kind   kind
	v      *ir.Var // of use, define and declare
	access access  // of use
	e      ir.Expr // what is taken, called or copied
	stmt   ir.Stmt // of define: the statement
	objs   set     // of mutate and copied
	slot   string  // of mutate: the only part of objs that changes, "" where more may
	echo   set     // of called: the objects of which parts of deep copies change
	into   string  // of take: who gets the value
	roots  []*ir.Var
	// once says that a copied operand holds each object once, so that nobody can
	// tell the copy when the operand is not used again.
	once bool
	// items says that only the items of what is taken are kept, not the container.
	items bool
	at    syntax.Range
	succ  []int
}

// Who gets a value, where that matters.
const (
	theResult = "the result"
	dropped   = "nothing"
)

type kind int

const (
	nop     kind = iota
	use          // v is read, written through or taken
	declare      // v comes into scope without a value
	define       // v gets a value
	mutate       // objs change in place
	take         // e, in the variables roots, is wanted as an owned value
	copied       // an operation copies objs out of e
	called       // e is called
)

type access int

const (
	read access = iota
	write
	taken
)

// A flow is the graph of a function under the bindings that it has now.
type flow struct {
	*shape
	plan   *plan
	steps  []step
	cur    int // the step that flows on, -1 after a jump
	into   string
	scopes map[*ir.Var][]int // the blocks around each variable, outermost first
	scope  []int
	blocks int
	loops  []*loopFrame
	tries  []*tryFrame
	// chain is what a borrowing variable borrows from: the owners, and the
	// mutable borrows on the way.
	chain     map[*ir.Var]map[*ir.Var]bool
	borrowers []*ir.Var             // those with a chain, in order
	defs      map[*ir.Var][]ir.Expr // what each variable is given, nil where it is not an expression
	iters     map[any]*ir.Var       // the hidden iterator of each loop and clause
	bodys     map[any][2]int        // the steps of each loop's body
}

type loopFrame struct {
	label      string
	next       int // where continue goes, -1 for a Labelled block
	after      int
	triesDepth int
}

type tryFrame struct {
	finally int // -1 for none
	exits   []int
}

func flowOf(s *shape, p *plan) *flow {
	f := &flow{
		shape: s, plan: p, scopes: map[*ir.Var][]int{}, chain: map[*ir.Var]map[*ir.Var]bool{},
		defs: map[*ir.Var][]ir.Expr{}, iters: p.iters, bodys: map[any][2]int{},
		steps: make([]step, 0, s.steps),
	}
	f.cur = f.add(step{})
	for _, v := range s.fn.Params {
		f.enter(v)
		f.emit(step{kind: define, v: v})
	}
	f.body(s.fn.Body)
	s.steps = len(f.steps)
	return f
}

// add makes a step without linking it.
func (f *flow) add(s step) int {
	f.steps = append(f.steps, s)
	return len(f.steps) - 1
}

// emit makes a step that follows the current one.
func (f *flow) emit(s step) int {
	n := f.add(s)
	f.link(f.cur, n)
	f.cur = n
	return n
}

func (f *flow) link(from, to int) {
	if from >= 0 {
		f.steps[from].succ = append(f.steps[from].succ, to)
	}
}

func (f *flow) enter(v *ir.Var) { f.scopes[v] = append([]int(nil), f.scope...) }

// block builds inside a scope of its own.
func (f *flow) block(build func()) {
	f.blocks++
	f.scope = append(f.scope, f.blocks)
	build()
	f.scope = f.scope[:len(f.scope)-1]
}

func (f *flow) body(stmts []ir.Stmt) {
	f.block(func() {
		for _, s := range stmts {
			f.stmt(s)
		}
	})
}

// define records that v gets the value e (nil: not an expression), which it
// borrows from roots when it borrows.
func (f *flow) define(v *ir.Var, e ir.Expr, roots []*ir.Var, st ir.Stmt) {
	f.defs[v] = append(f.defs[v], e)
	if f.plan.binding(v) != ir.Owns {
		f.borrow(v, roots)
	}
	f.emit(step{kind: define, v: v, stmt: st})
}

// borrow says that v borrows from roots.
func (f *flow) borrow(v *ir.Var, roots []*ir.Var) {
	if f.chain[v] == nil {
		f.chain[v] = map[*ir.Var]bool{}
		f.borrowers = append(f.borrowers, v)
	}
	for _, r := range roots {
		if f.plan.binding(r) != ir.Borrows || r.Param {
			f.chain[v][r] = true
		}
		for u := range f.chain[r] {
			f.chain[v][u] = true
		}
	}
}

// wanted is how a variable wants the value that it is bound to.
func (f *flow) wanted(v *ir.Var) ir.Mode {
	switch f.plan.binding(v) {
	case ir.Borrows:
		return ir.Ref
	case ir.BorrowsMut:
		return ir.RefMut
	}
	return ir.Value
}

func (f *flow) stmt(st ir.Stmt) {
	if len(f.tries) > 0 && f.cur >= 0 {
		f.emit(step{}) // from which it fails, with what is defined so far
	}
	switch st := st.(type) {
	case *ir.Let:
		f.let(st)
	case *ir.LetPattern:
		vars := ir.PatternVars(st.Pattern)
		want := ir.Value
		for _, v := range vars {
			f.enter(v)
			if f.plan.binding(v) != ir.Owns {
				want = f.wanted(v)
			}
		}
		f.into = "the names on the left"
		f.visit(st.Value, want)
		roots, _ := ir.Roots(st.Value)
		for _, v := range vars {
			f.emit(step{kind: declare, v: v})
			f.define(v, nil, roots, st)
		}
	case *ir.Assign:
		f.assign(st)
	case *ir.AssignTuple:
		f.assignTuple(st)
	case *ir.AugAssign:
		f.augAssign(st)
	case *ir.ExprStmt:
		f.into = "the value"
		if _, call := st.X.(*ir.Call); call {
			f.into = dropped
		}
		f.visit(st.X, ir.Recv)
	case *ir.Print:
		f.visit(st.Line, ir.Recv)
	case *ir.Return:
		if st.Value != nil {
			f.into = theResult
			f.visit(st.Value, ir.Value)
		}
		f.cur = -1
	case *ir.Yield:
		f.into = "whoever walks the generator"
		f.visit(st.Value, ir.Value)
	case *ir.Raise:
		f.visit(st.Error, ir.Value)
		f.cur = -1
	case *ir.IfStmt:
		f.ifStmt(st)
	case *ir.While:
		f.while(st)
	case *ir.For:
		f.forStmt(st)
	case *ir.Labelled:
		after := f.add(step{})
		f.loops = append(f.loops, &loopFrame{label: st.Label, next: -1, after: after, triesDepth: len(f.tries)})
		f.body(st.Body)
		f.loops = f.loops[:len(f.loops)-1]
		f.link(f.cur, after)
		f.cur = after
	case *ir.Break:
		f.jump(st.Label, false)
	case *ir.Continue:
		f.jump(st.Label, true)
	case *ir.Try:
		f.try(st)
	}
}

func (f *flow) let(st *ir.Let) {
	f.enter(st.Var)
	if st.Value == nil {
		f.emit(step{kind: declare, v: st.Var})
		return
	}
	f.into = st.Var.Name
	f.visit(st.Value, f.wanted(st.Var))
	f.emit(step{kind: declare, v: st.Var})
	roots, _ := ir.Roots(st.Value)
	f.define(st.Var, st.Value, roots, st)
}

func (f *flow) assign(st *ir.Assign) {
	if t, ok := st.Target.(*ir.Local); ok {
		f.into = t.Var.Name
		f.visit(st.Value, f.wanted(t.Var))
		roots, _ := ir.Roots(st.Value)
		f.define(t.Var, st.Value, roots, st)
		return
	}
	f.into = "an element of " + describe(st.Target)
	f.visit(st.Value, ir.Value)
	f.target(st.Target)
}

// target assigns to a place inside a container.
func (f *flow) target(t ir.Expr) {
	switch t := t.(type) {
	case *ir.Local:
		f.define(t.Var, nil, nil, nil)
	case *ir.Index:
		f.visit(t.List, ir.RecvMut)
		f.visit(t.Index, ir.Value)
		f.changed(t.List, t)
	case *ir.Item:
		f.visit(t.Dict, ir.RecvMut)
		f.visit(t.Key, ir.Value)
		f.changed(t.Dict, t)
	case *ir.Field:
		f.visit(t.Tuple, ir.RecvMut)
		f.changed(t.Tuple, t)
	}
}

// changed records that the objects of container e change.
func (f *flow) changed(e ir.Expr, at ir.Expr) {
	f.hold(e, write)
	f.emit(step{kind: mutate, objs: f.exprs[e], slot: slotOf(at), e: e, at: at.Span()})
}

func (f *flow) assignTuple(st *ir.AssignTuple) {
	if a, b, ok := ir.Swapped(st); ok {
		for _, t := range []*ir.Index{a, b} {
			f.visit(t.List, ir.RecvMut)
			f.visit(t.Index, ir.Value)
			f.changed(t.List, t)
		}
		return
	}
	f.into = "the names on the left"
	f.visit(st.Value, ir.Value)
	for _, t := range st.Targets {
		f.target(t)
	}
}

func (f *flow) augAssign(st *ir.AugAssign) {
	f.visit(st.Target, ir.RecvMut)
	if st.Value != nil {
		mode := ir.Value
		if len(st.Op.Params) > 1 {
			mode = st.Op.Params[1].Mode
		}
		f.into = describe(st.Target)
		f.visit(st.Value, mode)
		if mode != ir.Value {
			f.hold(st.Value, read)
		}
	}
	f.hold(st.Target, write)
	holder, part := set(nil), slotOf(st.Target)
	switch t := st.Target.(type) {
	case *ir.Index:
		holder = f.exprs[t.List]
	case *ir.Item:
		holder = f.exprs[t.Dict]
	case *ir.Field:
		holder = f.exprs[t.Tuple]
	}
	if inPlace(st.Target.Type()) {
		part = sameAgain
	}
	f.emit(step{kind: mutate, objs: holder, slot: part, e: st.Target, at: st.Range})
	f.emit(step{kind: mutate, objs: f.exprs[st.Target], e: st.Target, at: st.Range})
	if st.Value != nil && len(st.Op.Params) > 1 && st.Op.Params[1].Mode != ir.Value {
		f.emit(step{kind: copied, objs: f.sharedBy(st), e: st.Value, at: st.Range, once: !repeats[st.Op.Name]})
	} else if repeats[st.Op.Name] {
		f.emit(step{kind: copied, objs: f.exprs[st.Target].at(elem).reach(), e: st.Target, at: st.Range})
	}
}

// sharedBy is what "xs += ys" puts into both.
func (f *flow) sharedBy(st *ir.AugAssign) set {
	objs := union(f.exprs[st.Value].at(elem), f.exprs[st.Value].at(value))
	return objs.reach()
}

func (f *flow) ifStmt(st *ir.IfStmt) {
	f.visit(st.Cond, ir.Value)
	fork := f.cur
	f.body(st.Then)
	then := f.cur
	f.cur = fork
	f.body(st.Else)
	f.join(then)
}

// join lets control that ended at step other flow on here too.
func (f *flow) join(other int) {
	if f.cur < 0 && other < 0 {
		return
	}
	n := f.add(step{})
	f.link(f.cur, n)
	f.link(other, n)
	f.cur = n
}

func (f *flow) while(st *ir.While) {
	head := f.emit(step{})
	after := f.add(step{})
	if st.Cond != nil {
		f.visit(st.Cond, ir.Value)
		f.link(f.cur, after)
	}
	f.loops = append(f.loops, &loopFrame{label: st.Label, next: head, after: after, triesDepth: len(f.tries)})
	f.body(st.Body)
	f.loops = f.loops[:len(f.loops)-1]
	f.link(f.cur, head)
	f.cur = after
}

func (f *flow) forStmt(st *ir.For) {
	f.block(func() {
		it := f.iterator(st, st.Iter, f.plan.loop(st))
		head := f.emit(step{kind: use, v: it, access: f.turn(it), at: st.Range})
		after := f.add(step{})
		f.link(head, after)
		start := len(f.steps)
		f.cloneItems(st.Iter, f.plan.loop(st))
		f.targets(st.Target, it)
		f.loops = append(f.loops, &loopFrame{label: st.Label, next: head, after: after, triesDepth: len(f.tries)})
		f.body(st.Body)
		f.loops = f.loops[:len(f.loops)-1]
		f.link(f.cur, head)
		f.bodys[st] = [2]int{start, len(f.steps)}
		f.cur = after
	})
}

// cloneItems records that each turn of a loop gets an item of its own.
func (f *flow) cloneItems(iter ir.Expr, mode ir.LoopMode) {
	if mode != ir.ByClone && mode != ir.ByPosition {
		return
	}
	var roots []*ir.Var
	for _, leaf := range leaves(iter) {
		if c := container(leaf); c != nil {
			r, _ := ir.Roots(c)
			roots = append(roots, r...)
		}
	}
	f.emit(step{kind: take, e: iter, roots: roots, objs: f.exprs[iter].reach(), items: true, into: "the loop", at: iter.Span()})
}

// turn is what each turn of a loop does with its iterator.
func (f *flow) turn(it *ir.Var) access {
	if f.plan.binding(it) == ir.BorrowsMut {
		return write
	}
	return read
}

// iterator starts a walk: it visits the parts of iter and defines the hidden
// variable that borrows from what is walked.
func (f *flow) iterator(loop any, iter ir.Expr, mode ir.LoopMode) *ir.Var {
	it := f.iters[loop]
	if it == nil {
		it = &ir.Var{Name: "the loop"}
		f.iters[loop] = it
	}
	f.enter(it)
	f.plan.bindIterator(it, mode)
	if l := f.plan.loops[loop]; borrowsText(iter) && !l.settled {
		f.plan.bind[it] = ir.Borrows // whatever it does with other containers
	}
	roots := f.source(iter, mode)
	f.define(it, nil, roots, nil)
	if f.plan.binding(it) != ir.Owns && hasTemporary(iter) {
		f.chain[it][it] = true // items live as long as the loop
	}
	return it
}

// source visits the parts of an iterator and returns what it borrows from.
func (f *flow) source(iter ir.Expr, mode ir.LoopMode) []*ir.Var {
	walk := func(x ir.Expr) []*ir.Var {
		switch mode {
		case ir.ByMove:
			f.into = "the loop"
			f.visit(x, ir.Value)
			if last := &f.steps[len(f.steps)-1]; last.kind == take && last.e == x {
				last.objs, last.items = f.exprs[iter].reach(), true
			}
			return nil
		case ir.ByMutRef:
			f.visit(x, ir.RecvMut)
		default:
			f.visit(x, ir.Recv)
		}
		roots, _ := ir.Roots(x)
		if mode == ir.ByPosition {
			return nil
		}
		return roots
	}
	switch iter := iter.(type) {
	case *ir.ListIter:
		return walk(iter.List)
	case *ir.TupleIter:
		return walk(iter.Tuple)
	case *ir.DictIter:
		return walk(iter.Dict)
	case *ir.CharIter:
		f.visit(iter.Str, ir.Recv)
		roots, _ := ir.Roots(iter.Str)
		return roots
	case *ir.EnumerateIter:
		roots := f.source(iter.X, mode)
		if iter.Start != nil {
			f.visit(iter.Start, ir.Value)
		}
		return roots
	case *ir.ZipIter:
		var roots []*ir.Var
		for _, x := range iter.Xs {
			roots = append(roots, f.source(x, mode)...)
		}
		return roots
	}
	f.visit(iter, ir.Recv)
	roots, _ := ir.Roots(iter)
	if op, ok := iter.(*ir.Op); ok && op.Op.View {
		return roots
	}
	return nil
}

func (f *flow) targets(p ir.Pattern, it *ir.Var) {
	for _, v := range ir.PatternVars(p) {
		f.enter(v)
		f.emit(step{kind: declare, v: v})
		roots := []*ir.Var{it}
		f.define(v, nil, roots, nil)
	}
}

// jump leaves or continues a loop.
func (f *flow) jump(label string, again bool) {
	for i := len(f.loops) - 1; i >= 0; i-- {
		l := f.loops[i]
		if label != l.label && (label != "" || l.next < 0) {
			continue
		}
		to := l.after
		if again {
			to = l.next
		}
		for _, t := range f.tries[l.triesDepth:] {
			t.exits = append(t.exits, to)
		}
		f.link(f.cur, to)
		break
	}
	f.cur = -1
}

func (f *flow) try(st *ir.Try) {
	finally := -1
	if len(st.Finally) > 0 {
		finally = f.add(step{})
	}
	handler, after := f.add(step{}), f.add(step{})
	frame := &tryFrame{finally: finally}
	f.tries = append(f.tries, frame)
	start := f.emit(step{})
	f.body(st.Body)
	for n := start; n < len(f.steps); n++ {
		f.link(n, handler)
	}
	f.body(st.Else)
	f.link(f.cur, after)
	for _, h := range st.Handlers {
		f.cur = handler
		f.block(func() {
			if h.Var != nil {
				f.enter(h.Var)
				f.define(h.Var, nil, nil, nil)
			}
			f.body(h.Body)
		})
		f.link(f.cur, after)
	}
	f.tries = f.tries[:len(f.tries)-1]
	f.cur = after
	if finally < 0 {
		return
	}
	for n := start; n < len(f.steps); n++ {
		f.link(n, finally)
	}
	f.link(handler, finally)
	f.link(after, finally)
	f.cur = finally
	f.body(st.Finally)
	for _, to := range frame.exits {
		f.link(f.cur, to)
	}
}

// hasTemporary reports whether iter walks something that only the loop holds.
func hasTemporary(iter ir.Expr) bool {
	for _, l := range leaves(iter) {
		if x := container(l); x != nil {
			if _, ok := ir.Roots(x); !ok {
				return true
			}
		}
	}
	return false
}

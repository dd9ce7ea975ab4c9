package lower

import "github.com/portalis-dev/portalis/translate/ir"

// A view is how exactly a graph follows a try.
type view int

const (
	// precise goes through a try as Python does: a handler is reached from what
	// fails only, and a finally is followed by what was going on before it.
	precise view = iota
	// merged goes through a try as rustc sees it: all that ends the body of a
	// finally comes together before the finally runs.
	merged
)

// A graph is the control flow of a function, with what happens to variables on
// the way.
type graph struct {
	nodes []*flowNode
	entry *flowNode
	end   *flowNode // where control falls off the end
	view  view
}

// A flowNode is a straight piece of code.
type flowNode struct {
	events    []event
	succs     []*flowNode
	reachable bool
}

// An event is a definition or use of a variable.
type event struct {
	v     *ir.Var
	def   bool
	local *ir.Local // the node that mentions it; nil in a pattern or declaration
	stmt  ir.Stmt   // what defines it
}

// A flowScope is something that jumps and failures have to do with.
type flowScope struct {
	label    string
	breaks   *flowNode // where a break goes; nil when it is no loop or block
	next     *flowNode // where a continue goes; nil when it is no loop
	failures *flowNode // where a failure in a try body goes
	finally  *ir.Try   // set in the body of a try with a finally
	pending  *[]jump   // in the merged view: jumps that go on after the finally
}

// A jump is a break, continue, return or failure on its way.
type jump struct {
	kind  byte // 'b', 'c', 'r' or 'f'
	label string
}

type flowBuilder struct {
	g      *graph
	cur    *flowNode
	scopes []flowScope
}

// newGraph builds the graph of a function body.
func newGraph(params []*ir.Var, body []ir.Stmt, v view) *graph {
	g := &graph{view: v}
	b := &flowBuilder{g: g}
	g.entry = b.node()
	b.cur = g.entry
	for _, p := range params {
		b.emit(event{v: p, def: true})
	}
	b.stmts(body)
	g.end = b.cur
	g.reach(g.entry)
	return g
}

func (g *graph) reach(n *flowNode) {
	work := []*flowNode{n}
	for len(work) > 0 {
		n := work[len(work)-1]
		work = work[:len(work)-1]
		if !n.reachable {
			n.reachable = true
			work = append(work, n.succs...)
		}
	}
}

func (b *flowBuilder) node() *flowNode {
	n := &flowNode{}
	b.g.nodes = append(b.g.nodes, n)
	return n
}

func (b *flowBuilder) emit(e event) { b.cur.events = append(b.cur.events, e) }

func edge(from, to *flowNode) { from.succs = append(from.succs, to) }

// start continues in a new node that control falls into.
func (b *flowBuilder) start() *flowNode {
	n := b.node()
	edge(b.cur, n)
	b.cur = n
	return n
}

// dead continues in a node that nothing leads to.
func (b *flowBuilder) dead() { b.cur = b.node() }

func (b *flowBuilder) stmts(body []ir.Stmt) {
	for _, s := range body {
		b.stmt(s)
	}
}

func (b *flowBuilder) stmt(s ir.Stmt) {
	switch s := s.(type) {
	case *ir.Let:
		if s.Value != nil {
			b.expr(s.Value)
			b.emit(event{v: s.Var, def: true, stmt: s})
		}
	case *ir.LetPattern:
		b.expr(s.Value)
		b.pattern(s.Pattern, s)
	case *ir.Assign:
		b.expr(s.Value)
		b.target(s.Target, s)
	case *ir.AssignTuple:
		b.expr(s.Value)
		for _, t := range s.Targets {
			b.target(t, s)
		}
	case *ir.AugAssign:
		b.augAssign(s)
	case *ir.IfStmt:
		yes, no := b.node(), b.node()
		b.cond(s.Cond, yes, no)
		b.cur = yes
		b.stmts(s.Then)
		then := b.cur
		b.cur = no
		b.stmts(s.Else)
		join := b.start()
		edge(then, join)
	case *ir.While:
		b.while(s)
	case *ir.For:
		b.forLoop(s)
	case *ir.Labelled:
		after := b.node()
		b.scopes = append(b.scopes, flowScope{label: s.Label, breaks: after})
		b.stmts(s.Body)
		b.scopes = b.scopes[:len(b.scopes)-1]
		edge(b.cur, after)
		b.cur = after
	case *ir.Break:
		b.jump(jump{'b', s.Label})
	case *ir.Continue:
		b.jump(jump{'c', s.Label})
	case *ir.Return:
		if s.Value != nil {
			b.expr(s.Value)
		}
		b.jump(jump{kind: 'r'})
	case *ir.Raise:
		b.expr(s.Error)
		if s.OnFail == ir.Leave {
			b.jump(jump{kind: 'f'})
		} else {
			b.dead()
		}
	case *ir.Try:
		b.try(s)
	case *ir.ExprStmt:
		b.expr(s.X)
		if ir.Same(s.X.Type(), ir.Never) {
			b.dead()
		}
	default:
		ir.StmtSlots(s, func(e *ir.Expr) { b.expr(*e) })
	}
}

func (b *flowBuilder) pattern(p ir.Pattern, s ir.Stmt) {
	for _, v := range ir.PatternVars(p) {
		b.emit(event{v: v, def: true, stmt: s})
	}
}

// target assigns to a place: a variable is defined, anything else is looked up.
func (b *flowBuilder) target(t ir.Expr, s ir.Stmt) {
	if local, ok := t.(*ir.Local); ok {
		b.emit(event{v: local.Var, def: true, local: local, stmt: s})
		return
	}
	b.expr(t)
}

// augAssign reads its target, as Rust does after the value, and where the value
// itself is replaced, defines it.
func (b *flowBuilder) augAssign(s *ir.AugAssign) {
	b.expr(s.Value)
	b.expr(s.Target)
	b.failure(s.OnFail)
	if local, ok := s.Target.(*ir.Local); ok && ir.IsCopy(local.T) {
		b.emit(event{v: local.Var, def: true, local: local, stmt: s})
	}
}

func (b *flowBuilder) while(s *ir.While) {
	head, after := b.start(), b.node()
	if s.Cond != nil {
		yes := b.node()
		b.cond(s.Cond, yes, after)
		b.cur = yes
	}
	b.loop(s.Label, head, after, s.Body)
}

func (b *flowBuilder) forLoop(s *ir.For) {
	b.expr(s.Iter)
	head, after := b.start(), b.node()
	if op, ok := s.Iter.(*ir.Op); ok && ir.WalksGenerator(op.Op) {
		b.failure(op.OnFail) // at each turn
	}
	edge(b.cur, after)
	b.start()
	b.pattern(s.Target, s)
	b.loop(s.Label, head, after, s.Body)
}

func (b *flowBuilder) loop(label string, head, after *flowNode, body []ir.Stmt) {
	b.scopes = append(b.scopes, flowScope{label: label, breaks: after, next: head})
	b.stmts(body)
	b.scopes = b.scopes[:len(b.scopes)-1]
	edge(b.cur, head)
	b.cur = after
}

// jump follows a jump out of the scopes it crosses; what comes after it is dead.
func (b *flowBuilder) jump(j jump) {
	scopes := b.scopes
	defer func() {
		b.scopes = scopes
		b.dead()
	}()
	for i := len(scopes) - 1; i >= 0; i-- {
		s := scopes[i]
		b.scopes = scopes[:i]
		switch {
		case s.finally != nil && s.pending != nil:
			*s.pending = append(*s.pending, j)
			edge(b.cur, s.failures)
			return
		case s.finally != nil:
			b.stmts(s.finally.Finally)
			if j.kind == 'f' && s.finally.OnFail != ir.Leave {
				return
			}
		case j.kind == 'f' && s.failures != nil:
			edge(b.cur, s.failures)
			return
		case j.kind == 'b' && s.breaks != nil && (j.label == s.label && j.label != "" || j.label == "" && s.next != nil):
			edge(b.cur, s.breaks)
			return
		case j.kind == 'c' && s.next != nil && (j.label == "" || j.label == s.label):
			edge(b.cur, s.next)
			return
		}
	}
}

// failure adds the way that a failing operation takes.
func (b *flowBuilder) failure(onFail ir.Failure) {
	if onFail != ir.Leave {
		return
	}
	from := b.cur
	b.start()
	next := b.cur
	b.cur = from
	b.start()
	b.jump(jump{kind: 'f'})
	b.cur = next
}

func (b *flowBuilder) try(s *ir.Try) {
	if len(s.Finally) > 0 {
		b.tryFinally(s)
		return
	}
	failed, after := b.node(), b.node()
	b.scopes = append(b.scopes, flowScope{failures: failed})
	b.stmts(s.Body)
	b.scopes = b.scopes[:len(b.scopes)-1]
	b.stmts(s.Else)
	edge(b.cur, after)
	for _, h := range s.Handlers {
		b.cur = failed
		b.start()
		if h.Var != nil {
			b.emit(event{v: h.Var, def: true, stmt: s})
		}
		b.stmts(h.Body)
		edge(b.cur, after)
	}
	if s.OnFail == ir.Leave {
		b.cur = failed
		b.start()
		b.jump(jump{kind: 'f'})
	}
	b.cur = after
}

func (b *flowBuilder) tryFinally(s *ir.Try) {
	if b.g.view == precise {
		b.scopes = append(b.scopes, flowScope{finally: s})
		b.stmts(s.Body)
		b.scopes = b.scopes[:len(b.scopes)-1]
		b.stmts(s.Finally)
		return
	}
	var pending []jump
	together := b.node()
	b.scopes = append(b.scopes, flowScope{finally: s, failures: together, pending: &pending})
	b.stmts(s.Body)
	b.scopes = b.scopes[:len(b.scopes)-1]
	edge(b.cur, together)
	falls := b.g.leadsTo(b.cur)
	b.cur = together
	b.stmts(s.Finally)
	end := b.cur
	for _, j := range pending {
		if j.kind == 'f' && s.OnFail != ir.Leave {
			continue
		}
		b.cur = end
		b.start()
		b.jump(j)
	}
	b.cur = end
	if !falls { // each way through the try goes somewhere else
		b.dead()
		return
	}
	b.start()
}

// leadsTo reports whether control gets to a node, as far as the graph is built.
func (g *graph) leadsTo(to *flowNode) bool {
	seen := map[*flowNode]bool{g.entry: true}
	work := []*flowNode{g.entry}
	for len(work) > 0 && !seen[to] {
		n := work[len(work)-1]
		work = work[:len(work)-1]
		for _, next := range n.succs {
			if !seen[next] {
				seen[next] = true
				work = append(work, next)
			}
		}
	}
	return seen[to]
}

// expr follows the evaluation of an expression.
func (b *flowBuilder) expr(x ir.Expr) {
	switch x := x.(type) {
	case *ir.Local:
		b.emit(event{v: x.Var, local: x})
		return
	case *ir.Logic:
		b.expr(x.L)
		b.fork(func() { b.expr(x.R) }, func() {})
		return
	case *ir.If:
		b.expr(x.Cond)
		b.fork(func() { b.expr(x.Then) }, func() { b.expr(x.Else) })
		return
	case *ir.IfSome:
		b.expr(x.X)
		b.fork(func() {
			b.emit(event{v: x.Var, def: true})
			b.expr(x.Then)
		}, func() { b.expr(x.Else) })
		return
	case *ir.Block:
		b.stmts(x.Stmts)
		b.expr(x.Value)
		return
	case *ir.Comp:
		b.comp(x)
		return
	case *ir.Lambda:
		b.fork(func() {
			for _, p := range x.Params {
				b.emit(event{v: p, def: true})
			}
			b.expr(x.Body)
		}, func() {})
		return
	}
	ir.Slots(x, func(e *ir.Expr) { b.expr(*e) })
	switch x := x.(type) {
	case *ir.Index:
		b.failure(x.OnFail)
	case *ir.Item:
		b.failure(x.OnFail)
	case *ir.Op:
		b.failure(x.OnFail)
	case *ir.Call:
		b.failure(x.OnFail)
	case *ir.CallValue:
		b.failure(x.OnFail)
	case *ir.RangeIter:
		b.failure(x.OnFail)
	}
}

// cond follows the evaluation of a condition to what comes after it: an
// assignment in the second part of "a and b" is known to have run where both hold.
func (b *flowBuilder) cond(x ir.Expr, yes, no *flowNode) {
	switch x := x.(type) {
	case *ir.Not:
		b.cond(x.X, no, yes)
		return
	case *ir.Logic:
		second := b.node()
		if x.Or {
			b.cond(x.L, yes, second)
		} else {
			b.cond(x.L, second, no)
		}
		b.cur = second
		b.cond(x.R, yes, no)
		return
	}
	b.expr(x)
	edge(b.cur, yes)
	edge(b.cur, no)
}

func (b *flowBuilder) fork(one, other func()) {
	from := b.cur
	b.start()
	one()
	end := b.cur
	b.cur = from
	b.start()
	other()
	edge(end, b.start())
}

// comp walks the clauses of a comprehension as the loops that they are.
func (b *flowBuilder) comp(x *ir.Comp) {
	for _, r := range x.Rest {
		b.expr(r)
	}
	after := b.node()
	var heads []*flowNode
	for _, c := range x.Clauses {
		b.expr(c.Iter)
		head := b.start()
		exit := after
		if len(heads) > 0 {
			exit = heads[len(heads)-1]
		}
		edge(head, exit)
		heads = append(heads, head)
		b.start()
		for _, v := range ir.PatternVars(c.Target) {
			b.emit(event{v: v, def: true})
		}
		for _, cond := range c.Conds {
			b.expr(cond)
			edge(b.cur, head)
			b.start()
		}
	}
	if x.Key != nil {
		b.expr(x.Key)
	}
	b.expr(x.Elt)
	edge(b.cur, heads[len(heads)-1])
	b.cur = after
	b.failure(x.OnFail)
}

package flow

import (
	"reflect"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

func (b *builder) stmts(body []syntax.Stmt) {
	for _, s := range body {
		b.stmt(s)
	}
}

// begin adds the step of a statement; to is the end of its head, nil for all of it.
func (b *builder) begin(s syntax.Stmt, to syntax.Node, raises bool) {
	r := s.Span()
	if to != nil {
		r.End = to.Span().End
	}
	b.step(Step{Range: r, Kind: KindOf(s), Stmt: s}, raises)
}

// KindOf is the name of a statement's node, as in Python's ast module.
func KindOf(s syntax.Stmt) string { return reflect.TypeOf(s).Elem().Name() }

// keyword is the place of the word that a statement begins with.
func keyword(s syntax.Stmt, word string) syntax.Node {
	start := s.Span().Start
	return syntax.Range{Start: start, End: min(start+len(word), s.Span().End)}
}

func (b *builder) stmt(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.If:
		b.ifStmt(s)
	case *syntax.While:
		b.while(s)
	case *syntax.For:
		b.forStmt(s)
	case *syntax.Try:
		b.try(s)
	case *syntax.With:
		b.with(s)
	case *syntax.Match:
		b.match(s)
	case *syntax.ClassDef:
		b.begin(s, s.NameRange, true)
		b.values(s.Decorators...)
		b.values(s.Bases...)
		for _, k := range s.Keywords {
			b.value(k.Value)
		}
		b.stmts(s.Body)
	case *syntax.FunctionDef:
		b.functionDef(s)
	case *syntax.Assert:
		b.assert(s)
	default:
		b.simple(s)
	}
}

// simple adds a statement without blocks in it.
func (b *builder) simple(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.Return:
		b.begin(s, nil, s.Value != nil && mayRaise(s.Value))
		b.values(s.Value)
		b.leave(way{Return, nil})
	case *syntax.Raise:
		b.begin(s, nil, false)
		b.values(s.Exc, s.Cause)
		b.leave(way{Exception, nil})
	case *syntax.Break:
		b.begin(s, nil, false)
		if loop := b.loop(); loop != nil { // else it is an error of syntax
			b.leave(way{Break, loop})
		}
	case *syntax.Continue:
		b.begin(s, nil, false)
		if loop := b.loop(); loop != nil {
			b.leave(way{Continue, loop})
		}
	case *syntax.Pass, *syntax.Global, *syntax.Nonlocal:
		b.begin(s, nil, false)
	case *syntax.Assign:
		b.begin(s, nil, mayRaise(s.Value) || !names(s.Targets))
		start := b.current
		b.values(s.Value)
		b.values(s.Targets...)
		if !names(s.Targets) {
			b.rest(start, s)
		}
	case *syntax.AnnAssign:
		b.begin(s, nil, true)
		b.values(s.Value, s.Target)
	default:
		b.begin(s, nil, true)
		start := b.current
		for _, n := range syntax.Children(s) {
			b.value(n)
		}
		if _, ok := s.(*syntax.ExprStmt); !ok {
			b.rest(start, s)
		}
	}
}

func (b *builder) functionDef(s *syntax.FunctionDef) {
	raises := len(s.Decorators) > 0 || s.Returns != nil
	var defaults []syntax.Expr
	if s.Params != nil {
		for _, p := range s.Params.List {
			raises = raises || p.Default != nil || p.Annotation != nil
			defaults = append(defaults, p.Default)
		}
	}
	b.begin(s, s.NameRange, raises)
	b.values(s.Decorators...)
	b.values(defaults...)
}

func (b *builder) ifStmt(s *syntax.If) {
	b.begin(s, firstOperand(s.Test), mayRaise(s.Test))
	yes, no, after := b.block(), b.block(), b.block()
	b.condition(s.Test, yes, no)
	b.branch(yes, s.Body, after)
	b.branch(no, s.Orelse, after)
	b.enter(after)
}

// branch builds a body that begins with a block, and leads it on.
func (b *builder) branch(start *Block, body []syntax.Stmt, after *Block) {
	b.enter(start)
	b.stmts(body)
	b.edge(after, Normal)
}

func (b *builder) while(s *syntax.While) {
	head := b.next(Normal)
	b.begin(s, firstOperand(s.Test), mayRaise(s.Test))
	body, done, after := b.block(), b.block(), b.block()
	b.condition(s.Test, body, done)
	b.loopBody(&frame{kind: loopFrame, entry: head, after: after}, body, s.Body)
	b.branch(done, s.Orelse, after)
	b.enter(after)
}

func (b *builder) loopBody(loop *frame, start *Block, body []syntax.Stmt) {
	b.enter(start)
	b.within(loop, func() { b.stmts(body) })
	b.edge(loop.entry, Loop)
}

func (b *builder) forStmt(s *syntax.For) {
	b.part("iter", s.Iter.Span(), true)
	b.value(s.Iter)
	head := b.next(Normal)
	b.begin(s, s.Target, true)
	b.value(s.Target)
	body, done, after := b.block(), b.block(), b.block()
	b.edge(body, True)
	b.edge(done, False)
	b.loopBody(&frame{kind: loopFrame, entry: head, after: after}, body, s.Body)
	b.branch(done, s.Orelse, after)
	b.enter(after)
}

func (b *builder) try(s *syntax.Try) {
	b.begin(s, keyword(s, "try"), false)
	after := b.block()
	if len(s.Finalbody) == 0 {
		b.guarded(s, after)
		b.enter(after)
		return
	}
	final := &frame{kind: cleanupFrame, entry: b.block()}
	ends := b.block() // of what the finally follows
	b.within(final, func() { b.guarded(s, ends) })
	if ends.entered {
		link(ends, final.entry, Normal)
	}
	b.enter(final.entry)
	b.stmts(s.Finalbody)
	if ends.entered {
		b.edge(after, Normal)
	}
	b.goOn(final)
	b.enter(after)
}

// guarded builds the body of a try with its handlers and its else.
func (b *builder) guarded(s *syntax.Try, after *Block) {
	if len(s.Handlers) == 0 {
		b.next(Normal)
		b.stmts(s.Body)
		b.edge(after, Normal)
		return
	}
	handlers := &frame{kind: handlerFrame, entry: b.block()}
	b.next(Normal)
	b.within(handlers, func() { b.stmts(s.Body) })
	if len(s.Orelse) > 0 {
		if b.current != nil {
			b.next(Normal) // what it raises is not caught here
		}
		b.stmts(s.Orelse)
	}
	b.edge(after, Normal)
	b.enter(handlers.entry)
	for _, h := range s.Handlers {
		b.handler(h, s.Star, after)
	}
	if b.current != nil { // no handler fits
		if s.Star {
			b.edge(after, Normal)
		}
		b.leave(way{Exception, nil})
	}
}

// handler builds one except clause; the current block is then where control is if
// it does not fit. Of except* any number may take a part of what was raised.
func (b *builder) handler(h *syntax.ExceptHandler, star bool, after *Block) {
	head := syntax.Range{Start: h.Start, End: min(h.Start+len("except"), h.End)}
	switch {
	case h.Name != "":
		head.End = h.NameRange.End
	case h.Type != nil:
		head.End = h.Type.Span().End
	}
	b.part("except", head, h.Type != nil && !builtinName(h.Type))
	if h.Type == nil {
		b.stmts(h.Body)
		b.edge(after, Normal)
		b.current = nil
		return
	}
	body, other := b.block(), b.block()
	b.edge(body, True)
	if catchesAll(h) {
		other = nil
	} else {
		b.edge(other, False)
	}
	b.enter(body)
	b.stmts(h.Body)
	if star && other != nil {
		b.edge(other, Normal)
	} else {
		b.edge(after, Normal)
	}
	b.enter(other)
}

func catchesAll(h *syntax.ExceptHandler) bool {
	n, ok := h.Type.(*syntax.Name)
	return ok && n.ID == "BaseException"
}

// builtinName reports whether looking at an except clause's class does nothing.
func builtinName(e syntax.Expr) bool {
	if t, ok := e.(*syntax.Tuple); ok {
		return names(t.Elts)
	}
	_, ok := e.(*syntax.Name)
	return ok
}

func (b *builder) with(s *syntax.With) {
	last := s.Items[len(s.Items)-1]
	b.begin(s, last, true)
	for _, item := range s.Items {
		b.values(item.Context, item.Vars)
	}
	cleanup := &frame{kind: cleanupFrame, entry: b.block()}
	b.next(Normal)
	b.within(cleanup, func() { b.stmts(s.Body) })
	normal := b.current != nil
	b.edge(cleanup.entry, Normal)
	b.enter(cleanup.entry)
	word := "with"
	if s.Async {
		word = "async with"
	}
	b.part("exit", keyword(s, word).Span(), true)
	after := b.block()
	if normal || swallows(s.Items) {
		b.edge(after, Normal)
	}
	b.goOn(cleanup)
	b.enter(after)
}

// swallows reports whether leaving a with may end an exception: anything may but
// a file.
func swallows(items []*syntax.WithItem) bool {
	for _, item := range items {
		call, ok := item.Context.(*syntax.Call)
		if !ok {
			return true
		}
		if n, ok := call.Func.(*syntax.Name); !ok || n.ID != "open" {
			return true
		}
	}
	return false
}

func (b *builder) match(s *syntax.Match) {
	b.begin(s, s.Subject, true)
	b.value(s.Subject)
	after := b.block()
	for _, c := range s.Cases {
		b.matchCase(c, after)
	}
	b.edge(after, Normal)
	b.enter(after)
}

// matchCase builds one case; the current block is then where control is if it
// does not fit.
func (b *builder) matchCase(c *syntax.MatchCase, after *Block) {
	if b.current == nil || len(b.current.Steps) > 0 {
		b.next(Normal)
	}
	b.part("case", c.Pattern.Span(), true)
	if c.Guard == nil && syntax.Irrefutable(c.Pattern) != nil {
		b.stmts(c.Body)
		b.edge(after, Normal)
		b.current = nil
		return
	}
	body, other := b.block(), b.block()
	fits := body
	if c.Guard != nil {
		fits = b.block()
	}
	b.edge(fits, True)
	b.edge(other, False)
	if c.Guard != nil {
		b.enter(fits)
		b.part("guard", firstOperand(c.Guard).Span(), mayRaise(c.Guard))
		b.condition(c.Guard, body, other)
	}
	b.branch(body, c.Body, after)
	b.enter(other)
}

func (b *builder) assert(s *syntax.Assert) {
	b.begin(s, firstOperand(s.Test), mayRaise(s.Test))
	holds, fails := b.block(), b.block()
	b.condition(s.Test, holds, fails)
	b.enter(fails)
	if s.Msg != nil {
		b.part("operand", s.Msg.Span(), mayRaise(s.Msg))
		b.value(s.Msg)
	}
	b.leave(way{Exception, nil})
	b.enter(holds)
}

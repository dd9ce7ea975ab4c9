package flow

import "github.com/portalis-dev/portalis/analysis/syntax"

// values adds what the evaluation of each expression does, leaving out nil.
func (b *builder) values(exprs ...syntax.Expr) {
	for _, e := range exprs {
		if e != nil {
			b.value(e)
		}
	}
}

// value adds the branches inside an expression, whose own step is there already.
func (b *builder) value(n syntax.Node) {
	switch n := n.(type) {
	case *syntax.BoolOp:
		b.boolOp(n)
		return
	case *syntax.Compare:
		if len(n.Rights) > 1 {
			b.chain(n)
			return
		}
	case *syntax.IfExp:
		yes, no, after := b.block(), b.block(), b.block()
		b.condition(n.Test, yes, no)
		b.arm("then", yes, n.Body)
		b.edge(after, Normal)
		b.arm("else", no, n.Orelse)
		b.edge(after, Normal)
		b.enter(after)
		return
	case *syntax.ListComp:
		b.comprehension(n.Generators, n.Elt)
		return
	case *syntax.SetComp:
		b.comprehension(n.Generators, n.Elt)
		return
	case *syntax.GeneratorExp:
		b.comprehension(n.Generators, n.Elt)
		return
	case *syntax.DictComp:
		b.comprehension(n.Generators, n.Key, n.Value)
		return
	case *syntax.Lambda:
		for _, p := range n.Params.List {
			b.values(p.Default)
		}
		return
	}
	start := b.current
	var few [8]syntax.Node
	for _, child := range syntax.AppendChildren(few[:0], n) {
		b.value(child)
	}
	b.rest(start, n)
}

// rest adds the step of what is still to do for n, if parts of it that began at
// start have come together again in another block.
func (b *builder) rest(start *Block, n syntax.Node) {
	if b.current == start {
		return
	}
	switch n.(type) {
	case *syntax.Keyword, *syntax.Slice, *syntax.Starred, *syntax.NamedExpr, *syntax.Tuple, *syntax.List:
		return // nothing that could fail; what it stands in has its own step
	}
	b.part("rest", n.Span(), true)
}

// operand begins the evaluation of a part in a block.
func (b *builder) operand(kind string, start *Block, e syntax.Expr) {
	b.enter(start)
	b.part(kind, firstOperand(e).Span(), mayRaise(e))
}

// arm evaluates a part that has a block of its own.
func (b *builder) arm(kind string, start *Block, e syntax.Expr) {
	b.operand(kind, start, e)
	b.value(e)
}

func (b *builder) boolOp(e *syntax.BoolOp) {
	after := b.block()
	on, done := True, False
	if e.Op == "or" {
		on, done = False, True
	}
	for i, v := range e.Values {
		b.value(v)
		if i+1 == len(e.Values) {
			break
		}
		b.edge(after, done)
		b.operand("operand", b.next(on), e.Values[i+1])
	}
	b.edge(after, Normal)
	b.enter(after)
}

// chain handles a < b < c, which looks at c only if a < b.
func (b *builder) chain(e *syntax.Compare) {
	b.value(e.Left)
	b.value(e.Rights[0])
	after := b.block()
	for _, right := range e.Rights[1:] {
		b.edge(after, False)
		b.arm("operand", b.next(True), right)
	}
	b.edge(after, Normal)
	b.enter(after)
}

func (b *builder) comprehension(clauses []*syntax.Comprehension, elements ...syntax.Expr) {
	after := b.block()
	out, back := after, Normal
	for i, c := range clauses {
		if i > 0 {
			b.part("iter", c.Iter.Span(), true)
		}
		b.value(c.Iter)
		head := b.next(Normal)
		b.part("comprehension", c.Target.Span(), true)
		b.value(c.Target)
		b.edge(out, False)
		b.next(True)
		for _, test := range c.Ifs {
			b.part("operand", firstOperand(test).Span(), mayRaise(test))
			holds := b.block()
			b.condition(test, holds, head)
			b.enter(holds)
		}
		out, back = head, Loop
	}
	for _, e := range elements {
		b.part("element", firstOperand(e).Span(), mayRaise(e))
		b.value(e)
	}
	b.edge(out, back)
	b.enter(after)
}

// condition evaluates e, whose step is there already, and branches on it.
func (b *builder) condition(e syntax.Expr, yes, no *Block) {
	switch e := e.(type) {
	case *syntax.UnaryOp:
		if e.Op == "not" {
			b.condition(e.Operand, no, yes)
			return
		}
	case *syntax.BoolOp:
		for i, v := range e.Values {
			if i+1 == len(e.Values) {
				b.condition(v, yes, no)
				return
			}
			next := b.block()
			if e.Op == "and" {
				b.condition(v, next, no)
			} else {
				b.condition(v, yes, next)
			}
			b.operand("operand", next, e.Values[i+1])
		}
	case *syntax.IfExp:
		then, other := b.block(), b.block()
		b.condition(e.Test, then, other)
		b.operand("then", then, e.Body)
		b.condition(e.Body, yes, no)
		b.operand("else", other, e.Orelse)
		b.condition(e.Orelse, yes, no)
		return
	case *syntax.Compare:
		if len(e.Rights) == 1 {
			break
		}
		b.value(e.Left)
		for i, right := range e.Rights {
			if i > 0 {
				b.edge(no, False)
				b.operand("operand", b.next(True), right)
			}
			b.value(right)
		}
		b.edge(yes, True)
		b.edge(no, False)
		b.current = nil
		return
	}
	b.value(e)
	truth, known := Constant(e)
	if !known || truth {
		b.edge(yes, True)
	}
	if !known || !truth {
		b.edge(no, False)
	}
	b.current = nil
}

// Constant gives the truth of a literal, which CPython does not test when it runs.
func Constant(e syntax.Expr) (truth, known bool) {
	switch e := e.(type) {
	case *syntax.Bool:
		return e.Value, true
	case *syntax.Int:
		return e.Value != 0 || e.Big != "", true
	case *syntax.Str:
		return e.Value != "", true
	case *syntax.None:
		return false, true
	case *syntax.UnaryOp:
		if truth, known := Constant(e.Operand); known && e.Op == "not" {
			return !truth, true
		}
	}
	return false, false
}

// firstOperand is the part of e that is evaluated in any case, and first.
func firstOperand(e syntax.Expr) syntax.Node {
	for {
		switch x := e.(type) {
		case *syntax.BoolOp:
			e = x.Values[0]
		case *syntax.IfExp:
			e = x.Test
		case *syntax.UnaryOp:
			if x.Op != "not" {
				return e
			}
			if _, ok := x.Operand.(*syntax.BoolOp); !ok {
				return e
			}
			e = x.Operand
		case *syntax.Compare:
			if len(x.Rights) == 1 {
				return e
			}
			return syntax.Range{Start: x.Start, End: x.Rights[0].Span().End}
		default:
			return e
		}
	}
}

// mayRaise reports whether evaluating e can raise. Memory and the keyboard are
// left out, which can make anything raise.
func mayRaise(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Int, *syntax.Float, *syntax.Imag, *syntax.Str, *syntax.Bytes, *syntax.Bool, *syntax.None, *syntax.Ellipsis, *syntax.Lambda:
		return false
	case *syntax.Tuple:
		return anyRaises(e.Elts)
	case *syntax.List:
		return anyRaises(e.Elts)
	}
	return true
}

func anyRaises(list []syntax.Expr) bool {
	for _, e := range list {
		if mayRaise(e) {
			return true
		}
	}
	return false
}

// names reports whether the expressions are all plain names.
func names(list []syntax.Expr) bool {
	for _, e := range list {
		if _, ok := e.(*syntax.Name); !ok {
			return false
		}
	}
	return true
}

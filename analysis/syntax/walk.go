package syntax

// Inspect calls visit for node and everything below it in source order, parents
// before children. Where visit returns false, the children are left out.
// It does not recurse, so no tree is too deep for it.
func Inspect(node Node, visit func(Node) bool) {
	var few [32]Node
	stack := append(few[:0], node)
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !visit(n) {
			continue
		}
		switch n.(type) {
		case *Name, *Str, *Int, *None, *Bool: // most have no children
			continue
		}
		from := len(stack)
		stack = AppendChildren(stack, n)
		for i, j := from, len(stack)-1; i < j; i, j = i+1, j-1 {
			stack[i], stack[j] = stack[j], stack[i]
		}
	}
}

// Walk is Inspect over every statement of a list.
func Walk(body []Stmt, visit func(Node) bool) {
	for _, s := range body {
		Inspect(s, visit)
	}
}

// Children returns the nodes directly below n, in source order.
func Children(n Node) []Node { return AppendChildren(nil, n) }

// Path returns the nodes of m that enclose offset, the module first and the
// smallest node last. A cursor right behind a node is still in it.
func Path(m *Module, offset int) []Node {
	path := []Node{m}
	var n Node = m
	for n != nil {
		var best Node
		for _, c := range Children(n) {
			if !c.Span().Contains(offset) {
				continue
			}
			// Of two nodes that touch at offset the one that starts there wins.
			if best == nil || c.Span().Start >= best.Span().End {
				best = c
			}
		}
		if best != nil {
			path = append(path, best)
		}
		n = best
	}
	return path
}

// adder collects children and leaves out those that are not there.
type adder []Node

func (a adder) expr(e Expr) adder {
	if e != nil {
		a = append(a, e)
	}
	return a
}

func (a adder) exprs(list []Expr) adder {
	for _, e := range list {
		a = a.expr(e)
	}
	return a
}

func (a adder) stmts(list []Stmt) adder {
	for _, s := range list {
		a = append(a, s)
	}
	return a
}

func (a adder) str(s *Str) adder {
	if s != nil {
		a = append(a, s)
	}
	return a
}

func (a adder) pattern(p Pattern) adder {
	if p != nil {
		a = append(a, p)
	}
	return a
}

func (a adder) typeParams(p *TypeParams) adder {
	if p != nil {
		a = append(a, p)
	}
	return a
}

func addAll[T Node](a adder, list []T) adder {
	for _, n := range list {
		a = append(a, n)
	}
	return a
}

// AppendChildren is Children into room of the caller, which then needs none of the
// heap. It looks through one family of nodes after the other, the most frequent ones
// first.
func AppendChildren(out []Node, n Node) []Node { return adder(out).ofExpr(n) }

func (a adder) ofExpr(n Node) adder {
	switch n := n.(type) {
	case *Name, *Str, *Int, *Bool, *None:
	case *JoinedStr:
		a = a.exprs(n.Parts)
	case *FormattedValue:
		a = a.expr(n.Value)
		if n.Spec != nil {
			a = a.expr(n.Spec)
		}
	case *BinOp:
		a = a.expr(n.Left)
		a = a.expr(n.Right)
	case *UnaryOp:
		a = a.expr(n.Operand)
	case *BoolOp:
		a = a.exprs(n.Values)
	case *Compare:
		a = a.expr(n.Left)
		a = a.exprs(n.Rights)
	case *Call:
		a = a.expr(n.Func)
		a = a.arguments(n.Args, n.Keywords)
	case *Attribute:
		a = a.expr(n.Value)
	case *Subscript:
		a = a.expr(n.Value)
		a = a.expr(n.Index)
	case *Slice:
		a = a.expr(n.Lower)
		a = a.expr(n.Upper)
		a = a.expr(n.Step)
	case *List:
		a = a.exprs(n.Elts)
	case *Tuple:
		a = a.exprs(n.Elts)
	case *Set:
		a = a.exprs(n.Elts)
	case *Dict:
		for i := range n.Keys {
			a = a.expr(n.Keys[i])
			a = a.expr(n.Values[i])
		}
	case *ListComp:
		a = a.expr(n.Elt)
		a = addAll(a, n.Generators)
	case *SetComp:
		a = a.expr(n.Elt)
		a = addAll(a, n.Generators)
	case *DictComp:
		a = a.expr(n.Key)
		a = a.expr(n.Value)
		a = addAll(a, n.Generators)
	case *GeneratorExp:
		a = a.expr(n.Elt)
		a = addAll(a, n.Generators)
	case *IfExp:
		a = a.expr(n.Body)
		a = a.expr(n.Test)
		a = a.expr(n.Orelse)
	case *Lambda:
		a = append(a, n.Params)
		a = a.expr(n.Body)
	case *NamedExpr:
		a = a.expr(n.Target)
		a = a.expr(n.Value)
	case *Starred:
		a = a.expr(n.Value)
	case *Await:
		a = a.expr(n.Value)
	case *Yield:
		a = a.expr(n.Value)
	case *YieldFrom:
		a = a.expr(n.Value)
	default:
		return a.ofStmt(n)
	}
	return a
}

// arguments adds a call's arguments in source order: a keyword may stand before
// a starred argument.
func (a adder) arguments(args []Expr, keywords []*Keyword) adder {
	for len(args) > 0 || len(keywords) > 0 {
		if len(keywords) == 0 || len(args) > 0 && args[0].Span().Start < keywords[0].Start {
			a = a.expr(args[0])
			args = args[1:]
		} else {
			a = append(a, keywords[0])
			keywords = keywords[1:]
		}
	}
	return a
}

func (a adder) ofStmt(n Node) adder {
	switch n := n.(type) {
	case *FunctionDef:
		a = a.exprs(n.Decorators)
		a = a.typeParams(n.TypeParams)
		if n.Params != nil {
			a = append(a, n.Params)
		}
		a = a.expr(n.Returns)
		a = a.str(n.Docstring)
		a = a.stmts(n.Body)
	case *ClassDef:
		a = a.exprs(n.Decorators)
		a = a.typeParams(n.TypeParams)
		a = a.arguments(n.Bases, n.Keywords)
		a = a.str(n.Docstring)
		a = a.stmts(n.Body)
	case *Return:
		a = a.expr(n.Value)
	case *Delete:
		a = a.exprs(n.Targets)
	case *Assign:
		a = a.exprs(n.Targets)
		a = a.expr(n.Value)
	case *AugAssign:
		a = a.expr(n.Target)
		a = a.expr(n.Value)
	case *AnnAssign:
		a = a.expr(n.Target)
		a = a.expr(n.Annotation)
		a = a.expr(n.Value)
	case *Raise:
		a = a.expr(n.Exc)
		a = a.expr(n.Cause)
	case *Assert:
		a = a.expr(n.Test)
		a = a.expr(n.Msg)
	case *Import:
		a = addAll(a, n.Names)
	case *ImportFrom:
		a = addAll(a, n.Names)
	case *Global:
		a = addAll(a, n.Names)
	case *Nonlocal:
		a = addAll(a, n.Names)
	case *ExprStmt:
		a = a.expr(n.Value)
	case *TypeAlias:
		a = a.expr(n.Name)
		a = a.typeParams(n.TypeParams)
		a = a.expr(n.Value)
	default:
		return a.ofBlock(n)
	}
	return a
}

func (a adder) ofBlock(n Node) adder {
	switch n := n.(type) {
	case *For:
		a = a.expr(n.Target)
		a = a.expr(n.Iter)
		a = a.stmts(n.Body)
		a = a.stmts(n.Orelse)
	case *While:
		a = a.expr(n.Test)
		a = a.stmts(n.Body)
		a = a.stmts(n.Orelse)
	case *If:
		a = a.expr(n.Test)
		a = a.stmts(n.Body)
		a = a.stmts(n.Orelse)
	case *With:
		a = addAll(a, n.Items)
		a = a.stmts(n.Body)
	case *Match:
		a = a.expr(n.Subject)
		a = addAll(a, n.Cases)
	case *Try:
		a = a.stmts(n.Body)
		a = addAll(a, n.Handlers)
		a = a.stmts(n.Orelse)
		a = a.stmts(n.Finalbody)
	default:
		return a.ofPart(n)
	}
	return a
}

// ofPart is for nodes that are neither expressions nor statements.
func (a adder) ofPart(n Node) adder {
	switch n := n.(type) {
	case *Keyword:
		a = a.expr(n.Value)
	case *Comprehension:
		a = a.expr(n.Target)
		a = a.expr(n.Iter)
		a = a.exprs(n.Ifs)
	case *Params:
		a = addAll(a, n.List)
	case *Param:
		a = a.expr(n.Annotation)
		a = a.expr(n.Default)
	case *WithItem:
		a = a.expr(n.Context)
		a = a.expr(n.Vars)
	case *ExceptHandler:
		a = a.expr(n.Type)
		a = a.stmts(n.Body)
	case *Module:
		a = a.str(n.Docstring)
		a = a.stmts(n.Body)
	case *TypeParams:
		a = addAll(a, n.List)
	case *TypeParam:
		a = a.expr(n.Bound)
	default:
		return a.ofPattern(n)
	}
	return a
}

func (a adder) ofPattern(n Node) adder {
	switch n := n.(type) {
	case *MatchValue:
		a = a.expr(n.Value)
	case *MatchSingleton:
		a = a.expr(n.Value)
	case *MatchSequence:
		a = addAll(a, n.Patterns)
	case *MatchMapping:
		for i := range n.Keys {
			a = a.expr(n.Keys[i])
			a = a.pattern(n.Patterns[i])
		}
	case *MatchClass:
		a = a.expr(n.Class)
		a = addAll(a, n.Patterns)
		a = addAll(a, n.Keywords)
	case *MatchAs:
		a = a.pattern(n.Pattern)
	case *MatchOr:
		a = addAll(a, n.Patterns)
	case *KeywordPattern:
		a = a.pattern(n.Pattern)
	case *MatchCase:
		a = a.pattern(n.Pattern)
		a = a.expr(n.Guard)
		a = a.stmts(n.Body)
	}
	return a
}

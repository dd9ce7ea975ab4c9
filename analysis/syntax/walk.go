package syntax

// Inspect calls visit for node and everything below it in source order, parents
// before children. Where visit returns false, the children are left out.
// It does not recurse, so no tree is too deep for it.
func Inspect(node Node, visit func(Node) bool) {
	stack := []Node{node}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !visit(n) {
			continue
		}
		from := len(stack)
		stack = appendChildren(stack, n)
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
func Children(n Node) []Node { return appendChildren(nil, n) }

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

func (a *adder) expr(e Expr) {
	if e != nil {
		*a = append(*a, e)
	}
}

func (a *adder) exprs(list []Expr) {
	for _, e := range list {
		a.expr(e)
	}
}

func (a *adder) stmts(list []Stmt) {
	for _, s := range list {
		*a = append(*a, s)
	}
}

func (a *adder) str(s *Str) {
	if s != nil {
		*a = append(*a, s)
	}
}

func (a *adder) pattern(p Pattern) {
	if p != nil {
		*a = append(*a, p)
	}
}

func (a *adder) typeParams(p *TypeParams) {
	if p != nil {
		*a = append(*a, p)
	}
}

func addAll[T Node](a *adder, list []T) {
	for _, n := range list {
		*a = append(*a, n)
	}
}

func appendChildren(out []Node, n Node) []Node {
	a := adder(out)
	switch n := n.(type) {
	case Pattern:
		a.ofPattern(n)
	case *KeywordPattern:
		a.pattern(n.Pattern)
	case *TypeParams:
		addAll(&a, n.List)
	case *TypeParam:
		a.expr(n.Bound)
	case Expr:
		a.ofExpr(n)
	case Stmt:
		a.ofStmt(n)
	case *Module:
		a.str(n.Docstring)
		a.stmts(n.Body)
	case *Keyword:
		a.expr(n.Value)
	case *Comprehension:
		a.expr(n.Target)
		a.expr(n.Iter)
		a.exprs(n.Ifs)
	case *Params:
		addAll(&a, n.List)
	case *Param:
		a.expr(n.Annotation)
		a.expr(n.Default)
	case *WithItem:
		a.expr(n.Context)
		a.expr(n.Vars)
	case *MatchCase:
		a.pattern(n.Pattern)
		a.expr(n.Guard)
		a.stmts(n.Body)
	case *ExceptHandler:
		a.expr(n.Type)
		a.stmts(n.Body)
	}
	return a
}

func (a *adder) ofExpr(n Expr) {
	switch n := n.(type) {
	case *JoinedStr:
		a.exprs(n.Parts)
	case *FormattedValue:
		a.expr(n.Value)
		if n.Spec != nil {
			a.expr(n.Spec)
		}
	case *BinOp:
		a.expr(n.Left)
		a.expr(n.Right)
	case *UnaryOp:
		a.expr(n.Operand)
	case *BoolOp:
		a.exprs(n.Values)
	case *Compare:
		a.expr(n.Left)
		a.exprs(n.Rights)
	case *Call:
		a.expr(n.Func)
		a.arguments(n.Args, n.Keywords)
	case *Attribute:
		a.expr(n.Value)
	case *Subscript:
		a.expr(n.Value)
		a.expr(n.Index)
	case *Slice:
		a.expr(n.Lower)
		a.expr(n.Upper)
		a.expr(n.Step)
	case *List:
		a.exprs(n.Elts)
	case *Tuple:
		a.exprs(n.Elts)
	case *Set:
		a.exprs(n.Elts)
	case *Dict:
		for i := range n.Keys {
			a.expr(n.Keys[i])
			a.expr(n.Values[i])
		}
	case *ListComp:
		a.expr(n.Elt)
		addAll(a, n.Generators)
	case *SetComp:
		a.expr(n.Elt)
		addAll(a, n.Generators)
	case *DictComp:
		a.expr(n.Key)
		a.expr(n.Value)
		addAll(a, n.Generators)
	case *GeneratorExp:
		a.expr(n.Elt)
		addAll(a, n.Generators)
	case *IfExp:
		a.expr(n.Body)
		a.expr(n.Test)
		a.expr(n.Orelse)
	case *Lambda:
		*a = append(*a, n.Params)
		a.expr(n.Body)
	case *NamedExpr:
		a.expr(n.Target)
		a.expr(n.Value)
	case *Starred:
		a.expr(n.Value)
	case *Await:
		a.expr(n.Value)
	case *Yield:
		a.expr(n.Value)
	case *YieldFrom:
		a.expr(n.Value)
	}
}

// arguments adds a call's arguments in source order: a keyword may stand before
// a starred argument.
func (a *adder) arguments(args []Expr, keywords []*Keyword) {
	for len(args) > 0 || len(keywords) > 0 {
		if len(keywords) == 0 || len(args) > 0 && args[0].Span().Start < keywords[0].Start {
			a.expr(args[0])
			args = args[1:]
		} else {
			*a = append(*a, keywords[0])
			keywords = keywords[1:]
		}
	}
}

func (a *adder) ofStmt(n Stmt) {
	switch n := n.(type) {
	case *FunctionDef:
		a.exprs(n.Decorators)
		a.typeParams(n.TypeParams)
		if n.Params != nil {
			*a = append(*a, n.Params)
		}
		a.expr(n.Returns)
		a.str(n.Docstring)
		a.stmts(n.Body)
	case *ClassDef:
		a.exprs(n.Decorators)
		a.typeParams(n.TypeParams)
		a.arguments(n.Bases, n.Keywords)
		a.str(n.Docstring)
		a.stmts(n.Body)
	case *Return:
		a.expr(n.Value)
	case *Delete:
		a.exprs(n.Targets)
	case *Assign:
		a.exprs(n.Targets)
		a.expr(n.Value)
	case *AugAssign:
		a.expr(n.Target)
		a.expr(n.Value)
	case *AnnAssign:
		a.expr(n.Target)
		a.expr(n.Annotation)
		a.expr(n.Value)
	case *Raise:
		a.expr(n.Exc)
		a.expr(n.Cause)
	case *Assert:
		a.expr(n.Test)
		a.expr(n.Msg)
	case *Import:
		addAll(a, n.Names)
	case *ImportFrom:
		addAll(a, n.Names)
	case *Global:
		addAll(a, n.Names)
	case *Nonlocal:
		addAll(a, n.Names)
	case *ExprStmt:
		a.expr(n.Value)
	case *TypeAlias:
		a.expr(n.Name)
		a.typeParams(n.TypeParams)
		a.expr(n.Value)
	default:
		a.ofBlock(n)
	}
}

func (a *adder) ofBlock(n Stmt) {
	switch n := n.(type) {
	case *For:
		a.expr(n.Target)
		a.expr(n.Iter)
		a.stmts(n.Body)
		a.stmts(n.Orelse)
	case *While:
		a.expr(n.Test)
		a.stmts(n.Body)
		a.stmts(n.Orelse)
	case *If:
		a.expr(n.Test)
		a.stmts(n.Body)
		a.stmts(n.Orelse)
	case *With:
		addAll(a, n.Items)
		a.stmts(n.Body)
	case *Match:
		a.expr(n.Subject)
		addAll(a, n.Cases)
	case *Try:
		a.stmts(n.Body)
		addAll(a, n.Handlers)
		a.stmts(n.Orelse)
		a.stmts(n.Finalbody)
	}
}

func (a *adder) ofPattern(n Pattern) {
	switch n := n.(type) {
	case *MatchValue:
		a.expr(n.Value)
	case *MatchSingleton:
		a.expr(n.Value)
	case *MatchSequence:
		addAll(a, n.Patterns)
	case *MatchMapping:
		for i := range n.Keys {
			a.expr(n.Keys[i])
			a.pattern(n.Patterns[i])
		}
	case *MatchClass:
		a.expr(n.Class)
		addAll(a, n.Patterns)
		addAll(a, n.Keywords)
	case *MatchAs:
		a.pattern(n.Pattern)
	case *MatchOr:
		addAll(a, n.Patterns)
	}
}

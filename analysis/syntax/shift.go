package syntax

// A shift is how many bytes statements have moved by. It copies them with the places
// where they stand now: whoever holds the statements of an older version still needs
// them as they are.
type shift int

func (d shift) rng(r Range) Range { return Range{r.Start + int(d), r.End + int(d)} }

// part is rng for the place of what a node may not have, which is then nowhere.
func (d shift) part(r Range) Range {
	if r == (Range{}) {
		return r
	}
	return d.rng(r)
}

// each moves the nodes of a list.
func each[T any](list []T, move func(T) T) []T {
	if list == nil {
		return nil
	}
	out := make([]T, len(list))
	for i, n := range list {
		out[i] = move(n)
	}
	return out
}

func (d shift) exprs(list []Expr) []Expr { return each(list, d.expr) }

func (d shift) stmts(list []Stmt) []Stmt { return each(list, d.stmt) }

func (d shift) errors(list []Error) []Error {
	return each(list, func(e Error) Error { return Error{d.rng(e.Range), e.Code, e.Message} })
}

// expr moves an expression, which may be nil. It looks through one family after the
// other.
func (d shift) expr(n Expr) Expr {
	switch n := n.(type) {
	case nil:
		return nil
	case *Name:
		return d.name(n)
	case *Call:
		c := *n
		c.Range, c.Func, c.Args, c.Keywords = d.rng(n.Range), d.expr(n.Func), d.exprs(n.Args), each(n.Keywords, d.keyword)
		return &c
	case *Attribute:
		c := *n
		c.Range, c.Value, c.AttrRange = d.rng(n.Range), d.expr(n.Value), d.part(n.AttrRange)
		return &c
	case *Subscript:
		c := *n
		c.Range, c.Value, c.Index = d.rng(n.Range), d.expr(n.Value), d.expr(n.Index)
		return &c
	case *Slice:
		c := *n
		c.Range, c.Lower, c.Upper, c.Step = d.rng(n.Range), d.expr(n.Lower), d.expr(n.Upper), d.expr(n.Step)
		return &c
	case *Lambda:
		c := *n
		c.Range, c.Params, c.Body = d.rng(n.Range), d.params(n.Params), d.expr(n.Body)
		return &c
	default:
		return d.leaf(n)
	}
}

func (d shift) leaf(n Expr) Expr {
	switch n := n.(type) {
	case *Int:
		return &Int{d.rng(n.Range), n.Value, n.Big}
	case *Float:
		return &Float{d.rng(n.Range), n.Value, n.Text}
	case *Imag:
		return &Imag{d.rng(n.Range), n.Text}
	case *Str:
		return d.str(n)
	case *Bytes:
		return &Bytes{d.rng(n.Range), n.Value}
	case *Bool:
		return &Bool{d.rng(n.Range), n.Value}
	case *None:
		return &None{d.rng(n.Range)}
	case *Ellipsis:
		return &Ellipsis{d.rng(n.Range)}
	case *BadExpr:
		return &BadExpr{d.rng(n.Range)}
	default:
		return d.operation(n)
	}
}

func (d shift) operation(n Expr) Expr {
	switch n := n.(type) {
	case *BinOp:
		c := *n
		c.Range, c.OpRange, c.Left, c.Right = d.rng(n.Range), d.part(n.OpRange), d.expr(n.Left), d.expr(n.Right)
		return &c
	case *UnaryOp:
		c := *n
		c.Range, c.Operand = d.rng(n.Range), d.expr(n.Operand)
		return &c
	case *BoolOp:
		c := *n
		c.Range, c.Values = d.rng(n.Range), d.exprs(n.Values)
		return &c
	case *Compare:
		c := *n
		c.Range, c.Left, c.Rights = d.rng(n.Range), d.expr(n.Left), d.exprs(n.Rights)
		return &c
	case *IfExp:
		c := *n
		c.Range, c.Test, c.Body, c.Orelse = d.rng(n.Range), d.expr(n.Test), d.expr(n.Body), d.expr(n.Orelse)
		return &c
	case *NamedExpr:
		c := *n
		c.Range, c.Target, c.Value = d.rng(n.Range), d.name(n.Target), d.expr(n.Value)
		return &c
	case *Starred:
		c := *n
		c.Range, c.Value = d.rng(n.Range), d.expr(n.Value)
		return &c
	case *Await:
		c := *n
		c.Range, c.Value = d.rng(n.Range), d.expr(n.Value)
		return &c
	case *Yield:
		c := *n
		c.Range, c.Value = d.rng(n.Range), d.expr(n.Value)
		return &c
	case *YieldFrom:
		c := *n
		c.Range, c.Value = d.rng(n.Range), d.expr(n.Value)
		return &c
	default:
		return d.display(n)
	}
}

func (d shift) display(n Expr) Expr {
	switch n := n.(type) {
	case *JoinedStr:
		c := *n
		c.Range, c.Parts = d.rng(n.Range), d.exprs(n.Parts)
		return &c
	case *FormattedValue:
		c := *n
		c.Range, c.Value, c.Spec = d.rng(n.Range), d.expr(n.Value), d.joined(n.Spec)
		return &c
	case *List:
		c := *n
		c.Range, c.Elts = d.rng(n.Range), d.exprs(n.Elts)
		return &c
	case *Tuple:
		c := *n
		c.Range, c.Elts = d.rng(n.Range), d.exprs(n.Elts)
		return &c
	case *Set:
		c := *n
		c.Range, c.Elts = d.rng(n.Range), d.exprs(n.Elts)
		return &c
	case *Dict:
		c := *n
		c.Range, c.Keys, c.Values = d.rng(n.Range), d.exprs(n.Keys), d.exprs(n.Values)
		return &c
	case *ListComp:
		c := *n
		c.Range, c.Elt, c.Generators = d.rng(n.Range), d.expr(n.Elt), each(n.Generators, d.comprehension)
		return &c
	case *SetComp:
		c := *n
		c.Range, c.Elt, c.Generators = d.rng(n.Range), d.expr(n.Elt), each(n.Generators, d.comprehension)
		return &c
	case *DictComp:
		c := *n
		c.Range, c.Key, c.Value, c.Generators = d.rng(n.Range), d.expr(n.Key), d.expr(n.Value), each(n.Generators, d.comprehension)
		return &c
	case *GeneratorExp:
		c := *n
		c.Range, c.Elt, c.Generators = d.rng(n.Range), d.expr(n.Elt), each(n.Generators, d.comprehension)
		return &c
	}
	panic("syntax: a node of no known kind")
}

func (d shift) stmt(n Stmt) Stmt {
	switch n := n.(type) {
	case *ExprStmt:
		c := *n
		c.Range, c.Value = d.rng(n.Range), d.expr(n.Value)
		return &c
	case *Assign:
		c := *n
		c.Range, c.Targets, c.Value = d.rng(n.Range), d.exprs(n.Targets), d.expr(n.Value)
		return &c
	case *AugAssign:
		c := *n
		c.Range, c.Target, c.Value = d.rng(n.Range), d.expr(n.Target), d.expr(n.Value)
		return &c
	case *AnnAssign:
		c := *n
		c.Range, c.Target, c.Annotation, c.Value = d.rng(n.Range), d.expr(n.Target), d.expr(n.Annotation), d.expr(n.Value)
		return &c
	case *Return:
		c := *n
		c.Range, c.Value = d.rng(n.Range), d.expr(n.Value)
		return &c
	case *Raise:
		c := *n
		c.Range, c.Exc, c.Cause = d.rng(n.Range), d.expr(n.Exc), d.expr(n.Cause)
		return &c
	case *Assert:
		c := *n
		c.Range, c.Test, c.Msg = d.rng(n.Range), d.expr(n.Test), d.expr(n.Msg)
		return &c
	case *Delete:
		c := *n
		c.Range, c.Targets = d.rng(n.Range), d.exprs(n.Targets)
		return &c
	case *Pass:
		return &Pass{d.rng(n.Range)}
	case *Break:
		return &Break{d.rng(n.Range)}
	case *Continue:
		return &Continue{d.rng(n.Range)}
	default:
		return d.block(n)
	}
}

func (d shift) block(n Stmt) Stmt {
	switch n := n.(type) {
	case *FunctionDef:
		c := *n
		c.Range, c.NameRange, c.TypeParams, c.Params = d.rng(n.Range), d.part(n.NameRange), d.typeParams(n.TypeParams), d.params(n.Params)
		c.Returns, c.Docstring, c.Body, c.Decorators = d.expr(n.Returns), d.str(n.Docstring), d.stmts(n.Body), d.exprs(n.Decorators)
		return &c
	case *ClassDef:
		c := *n
		c.Range, c.NameRange, c.TypeParams, c.Bases = d.rng(n.Range), d.part(n.NameRange), d.typeParams(n.TypeParams), d.exprs(n.Bases)
		c.Keywords, c.Docstring, c.Body, c.Decorators = each(n.Keywords, d.keyword), d.str(n.Docstring), d.stmts(n.Body), d.exprs(n.Decorators)
		return &c
	case *For:
		c := *n
		c.Range, c.Target, c.Iter = d.rng(n.Range), d.expr(n.Target), d.expr(n.Iter)
		c.Body, c.Orelse = d.stmts(n.Body), d.stmts(n.Orelse)
		return &c
	case *While:
		c := *n
		c.Range, c.Test, c.Body, c.Orelse = d.rng(n.Range), d.expr(n.Test), d.stmts(n.Body), d.stmts(n.Orelse)
		return &c
	case *If:
		c := *n
		c.Range, c.Test, c.Body, c.Orelse = d.rng(n.Range), d.expr(n.Test), d.stmts(n.Body), d.stmts(n.Orelse)
		return &c
	case *With:
		c := *n
		c.Range, c.Items, c.Body = d.rng(n.Range), each(n.Items, d.withItem), d.stmts(n.Body)
		return &c
	case *Match:
		c := *n
		c.Range, c.Subject, c.Cases = d.rng(n.Range), d.expr(n.Subject), each(n.Cases, d.matchCase)
		return &c
	case *Try:
		c := *n
		c.Range, c.Body, c.Handlers = d.rng(n.Range), d.stmts(n.Body), each(n.Handlers, d.exceptHandler)
		c.Orelse, c.Finalbody = d.stmts(n.Orelse), d.stmts(n.Finalbody)
		return &c
	default:
		return d.declaration(n)
	}
}

func (d shift) declaration(n Stmt) Stmt {
	switch n := n.(type) {
	case *Import:
		c := *n
		c.Range, c.Names = d.rng(n.Range), each(n.Names, d.alias)
		return &c
	case *ImportFrom:
		c := *n
		c.Range, c.Names = d.rng(n.Range), each(n.Names, d.alias)
		return &c
	case *Global:
		c := *n
		c.Range, c.Names = d.rng(n.Range), each(n.Names, d.name)
		return &c
	case *Nonlocal:
		c := *n
		c.Range, c.Names = d.rng(n.Range), each(n.Names, d.name)
		return &c
	case *TypeAlias:
		c := *n
		c.Range, c.Name, c.TypeParams, c.Value = d.rng(n.Range), d.name(n.Name), d.typeParams(n.TypeParams), d.expr(n.Value)
		return &c
	case *BadStmt:
		return &BadStmt{d.rng(n.Range)}
	}
	panic("syntax: a node of no known kind")
}

// pattern moves a pattern, which may be nil.
func (d shift) pattern(n Pattern) Pattern {
	switch n := n.(type) {
	case nil:
		return nil
	case *MatchValue:
		c := *n
		c.Range, c.Value = d.rng(n.Range), d.expr(n.Value)
		return &c
	case *MatchSingleton:
		c := *n
		c.Range, c.Value = d.rng(n.Range), d.expr(n.Value)
		return &c
	case *MatchSequence:
		c := *n
		c.Range, c.Patterns = d.rng(n.Range), each(n.Patterns, d.pattern)
		return &c
	case *MatchMapping:
		c := *n
		c.Range, c.Keys, c.Patterns, c.RestRange = d.rng(n.Range), d.exprs(n.Keys), each(n.Patterns, d.pattern), d.part(n.RestRange)
		return &c
	case *MatchClass:
		c := *n
		c.Range, c.Class = d.rng(n.Range), d.expr(n.Class)
		c.Patterns, c.Keywords = each(n.Patterns, d.pattern), each(n.Keywords, d.keywordPattern)
		return &c
	case *MatchStar:
		c := *n
		c.Range, c.NameRange = d.rng(n.Range), d.part(n.NameRange)
		return &c
	case *MatchAs:
		c := *n
		c.Range, c.Pattern, c.NameRange = d.rng(n.Range), d.pattern(n.Pattern), d.part(n.NameRange)
		return &c
	case *MatchOr:
		c := *n
		c.Range, c.Patterns = d.rng(n.Range), each(n.Patterns, d.pattern)
		return &c
	case *BadPattern:
		return &BadPattern{d.rng(n.Range)}
	}
	panic("syntax: a node of no known kind")
}

func (d shift) keyword(n *Keyword) *Keyword {
	c := *n
	c.Range, c.NameRange, c.Value = d.rng(n.Range), d.part(n.NameRange), d.expr(n.Value)
	return &c
}

func (d shift) comprehension(n *Comprehension) *Comprehension {
	c := *n
	c.Range, c.Target, c.Iter, c.Ifs = d.rng(n.Range), d.expr(n.Target), d.expr(n.Iter), d.exprs(n.Ifs)
	return &c
}

func (d shift) param(n *Param) *Param {
	c := *n
	c.Range, c.NameRange, c.Annotation, c.Default = d.rng(n.Range), d.part(n.NameRange), d.expr(n.Annotation), d.expr(n.Default)
	return &c
}

func (d shift) withItem(n *WithItem) *WithItem {
	c := *n
	c.Range, c.Context, c.Vars = d.rng(n.Range), d.expr(n.Context), d.expr(n.Vars)
	return &c
}

func (d shift) matchCase(n *MatchCase) *MatchCase {
	c := *n
	c.Range, c.Pattern, c.Guard, c.Body = d.rng(n.Range), d.pattern(n.Pattern), d.expr(n.Guard), d.stmts(n.Body)
	return &c
}

func (d shift) exceptHandler(n *ExceptHandler) *ExceptHandler {
	c := *n
	c.Range, c.Type, c.NameRange, c.Body = d.rng(n.Range), d.expr(n.Type), d.part(n.NameRange), d.stmts(n.Body)
	return &c
}

func (d shift) alias(n *Alias) *Alias { return &Alias{d.rng(n.Range), n.Name, n.AsName} }

func (d shift) typeParam(n *TypeParam) *TypeParam {
	c := *n
	c.Range, c.NameRange, c.Bound = d.rng(n.Range), d.part(n.NameRange), d.expr(n.Bound)
	return &c
}

func (d shift) keywordPattern(n *KeywordPattern) *KeywordPattern {
	c := *n
	c.Range, c.AttrRange, c.Pattern = d.rng(n.Range), d.part(n.AttrRange), d.pattern(n.Pattern)
	return &c
}

func (d shift) params(n *Params) *Params {
	if n == nil {
		return nil
	}
	c := *n
	c.Range, c.List = d.rng(n.Range), each(n.List, d.param)
	return &c
}

func (d shift) typeParams(n *TypeParams) *TypeParams {
	if n == nil {
		return nil
	}
	c := *n
	c.Range, c.List = d.rng(n.Range), each(n.List, d.typeParam)
	return &c
}

func (d shift) str(n *Str) *Str {
	if n == nil {
		return nil
	}
	return &Str{d.rng(n.Range), n.Value, n.Surrogate}
}

func (d shift) name(n *Name) *Name { return &Name{d.rng(n.Range), n.ID} }

func (d shift) joined(n *JoinedStr) *JoinedStr {
	if n == nil {
		return nil
	}
	return &JoinedStr{d.rng(n.Range), d.exprs(n.Parts)}
}

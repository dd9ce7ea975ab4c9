package syntax

// typeParams checks type parameters, which may be nil.
func (c *checker) typeParams(p *TypeParams) {
	if p == nil {
		return
	}
	seen := map[string]bool{}
	for _, param := range p.List {
		if seen[param.Name] {
			c.errorf(param.NameRange, "duplicate type parameter '%s'", param.Name)
		}
		seen[param.Name] = true
		if param.Name == "__debug__" {
			c.errorf(param.NameRange, "cannot assign to __debug__")
		}
		c.typeExpr(param.Bound, "a TypeVar bound")
	}
}

// typeExpr checks an expression that Python evaluates in a scope of its own;
// where says what it is.
func (c *checker) typeExpr(e Expr, where string) {
	if e == nil {
		return
	}
	bad := false
	Inspect(e, func(n Node) bool {
		switch n := n.(type) {
		case *Lambda:
			return false
		case *Yield, *YieldFrom, *Await, *NamedExpr:
			c.errorf(n.Span(), "%s cannot be used within %s", describe(n.(Expr)), where)
			bad = true
		}
		return !bad
	})
	if !bad {
		c.expr(e)
	}
}

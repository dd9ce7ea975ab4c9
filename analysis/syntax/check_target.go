package syntax

// assignTo checks the target of an assignment, a loop or a with statement.
func (c *checker) assignTo(e Expr) {
	switch e := e.(type) {
	case *Name:
		c.bind(e.ID, e.Range)
	case *Attribute:
		c.attribute(e)
	case *Subscript:
		c.expr(e)
	case *Tuple:
		c.unpack(e.Elts)
	case *List:
		c.unpack(e.Elts)
	case *Starred:
		c.errorf(e.Range, "starred assignment target must be in a list or tuple")
		c.assignTo(e.Value)
	case *BadExpr:
	default:
		c.errorf(e.Span(), "cannot assign to %s", describe(e))
	}
}

func (c *checker) attribute(e *Attribute) {
	if e.Attr == "__debug__" {
		c.errorf(e.AttrRange, "cannot assign to __debug__")
	}
	c.expr(e.Value)
}

// unpack checks the targets inside a tuple or list.
func (c *checker) unpack(targets []Expr) {
	stars := 0
	for _, t := range targets {
		if s, ok := t.(*Starred); ok {
			if stars++; stars == 2 {
				c.errorf(s.Range, "multiple starred expressions in assignment")
			}
			t = s.Value
		}
		c.assignTo(t)
	}
}

func (c *checker) augmentTo(e Expr) {
	switch e := e.(type) {
	case *Name:
		c.bind(e.ID, e.Range)
	case *Attribute:
		c.attribute(e)
	case *Subscript:
		c.expr(e)
	case *BadExpr:
	default:
		c.errorf(e.Span(), "'%s' is an illegal expression for augmented assignment", describe(e))
	}
}

func (c *checker) annotate(s *AnnAssign) {
	switch t := s.Target.(type) {
	case *Name:
		c.bind(t.ID, t.Range)
		if word := c.scope.outside[t.ID]; word != "" {
			c.errorf(t.Range, "annotated name '%s' can't be %s", t.ID, word)
		}
	case *Attribute:
		c.attribute(t)
	case *Subscript:
		c.expr(t)
	case *BadExpr:
	case *Tuple, *List:
		c.errorf(t.Span(), "only single target (not %s) can be annotated", describe(t))
	default:
		c.errorf(t.Span(), "illegal target for annotation")
	}
	c.expr(s.Annotation)
	c.expr(s.Value)
}

func (c *checker) deleteFrom(e Expr) {
	switch e := e.(type) {
	case *Name:
		c.bind(e.ID, e.Range)
	case *Attribute:
		c.attribute(e)
	case *Subscript:
		c.expr(e)
	case *Tuple:
		for _, t := range e.Elts {
			c.deleteFrom(t)
		}
	case *List:
		for _, t := range e.Elts {
			c.deleteFrom(t)
		}
	case *BadExpr:
	default:
		c.errorf(e.Span(), "cannot delete %s", describe(e))
	}
}

// describe names a kind of expression as CPython's messages do.
func describe(e Expr) string {
	switch e := e.(type) {
	case *Int, *Float, *Imag, *Str, *Bytes:
		return "literal"
	case *Bool:
		if e.Value {
			return "True"
		}
		return "False"
	case *None:
		return "None"
	case *Ellipsis:
		return "ellipsis"
	case *JoinedStr, *FormattedValue:
		return "f-string expression"
	case *Call:
		return "function call"
	case *Compare:
		return "comparison"
	case *Tuple:
		return "tuple"
	case *List:
		return "list"
	case *Dict:
		return "dict literal"
	case *Set:
		return "set display"
	case *ListComp:
		return "list comprehension"
	case *SetComp:
		return "set comprehension"
	case *DictComp:
		return "dict comprehension"
	case *GeneratorExp:
		return "generator expression"
	case *IfExp:
		return "conditional expression"
	case *Lambda:
		return "lambda"
	case *NamedExpr:
		return "named expression"
	case *Starred:
		return "starred"
	case *Await:
		return "await expression"
	case *Yield, *YieldFrom:
		return "yield expression"
	}
	return "expression"
}

package syntax

func (c *checker) exprs(list []Expr) {
	for _, e := range list {
		c.expr(e)
	}
}

// elements checks expressions among which a star may stand.
func (c *checker) elements(list []Expr) {
	for _, e := range list {
		if s, ok := e.(*Starred); ok {
			e = s.Value
		}
		c.expr(e)
	}
}

// expr checks an expression that is read; e may be nil.
func (c *checker) expr(e Expr) {
	switch e := e.(type) {
	case nil:
	case *Name:
		c.use(e)
	case *Starred:
		c.errorf(e.Range, "can't use starred expression here")
		c.expr(e.Value)
	case *List:
		c.elements(e.Elts)
	case *Tuple:
		c.elements(e.Elts)
	case *Set:
		c.elements(e.Elts)
	case *Call:
		c.expr(e.Func)
		c.elements(e.Args)
		for _, k := range e.Keywords {
			if k.Name == "__debug__" {
				c.errorf(k.Range, "cannot assign to __debug__")
			}
			c.expr(k.Value)
		}
	case *Lambda:
		c.defaults(e.Params)
		c.inside(functionScope, func() {
			c.params(e.Params)
			c.expr(e.Body)
		})
	case *NamedExpr:
		c.walrus(e)
	case *Await:
		c.needAsync(e.Range, "'await'")
		c.expr(e.Value)
	case *Yield:
		c.yield(e.Range)
		c.expr(e.Value)
	case *YieldFrom:
		c.yield(e.Range)
		if c.scope.async {
			c.errorf(e.Range, "'yield from' inside async function")
		}
		c.expr(e.Value)
	case *ListComp:
		c.comprehension("list comprehension", e.Generators, e.Elt)
	case *SetComp:
		c.comprehension("set comprehension", e.Generators, e.Elt)
	case *DictComp:
		c.comprehension("dict comprehension", e.Generators, e.Key, e.Value)
	case *GeneratorExp:
		c.comprehension("generator expression", e.Generators, e.Elt)
	default:
		var few [8]Node
		for _, child := range AppendChildren(few[:0], e) {
			if child, ok := child.(Expr); ok {
				c.expr(child)
			}
		}
	}
}

func (c *checker) yield(at Range) {
	switch c.scope.kind {
	case functionScope:
		c.scope.yields = true
	case comprehensionScope:
		c.errorf(at, "'yield' inside a comprehension or generator expression")
	default:
		c.errorf(at, "'yield' outside function")
	}
}

// needAsync reports what only an async function may hold. A generator expression
// may await anywhere: nothing runs until it is asked.
func (c *checker) needAsync(at Range, what string) {
	for s := c.scope; s.kind == comprehensionScope; s = s.parent {
		if s.generator {
			return
		}
	}
	f := c.scope.function()
	switch {
	case f.kind != functionScope:
		c.errorf(at, "%s outside function", what)
	case !f.async:
		c.errorf(at, "%s outside async function", what)
	}
}

func (c *checker) comprehension(what string, generators []*Comprehension, results ...Expr) {
	for i, g := range generators {
		if i == 0 { // read before the comprehension's own scope begins
			c.iterable(g.Iter)
		}
		if g.Async && what != "generator expression" {
			c.needAsync(g.Range, "asynchronous comprehension")
		}
	}
	c.inside(comprehensionScope, func() {
		c.scope.generator = what == "generator expression"
		for i, g := range generators {
			c.assignTo(g.Target)
			Inspect(g.Target, func(n Node) bool {
				if name, ok := n.(*Name); ok {
					c.scope.targets[name.ID] = true
				}
				return true
			})
			if i > 0 {
				c.iterable(g.Iter)
			}
			c.exprs(g.Ifs)
		}
		c.exprs(results)
	})
}

// iterable checks the expression that a comprehension reads from.
func (c *checker) iterable(e Expr) {
	before := c.scope.iterable
	c.scope.iterable = true
	c.expr(e)
	c.scope.iterable = before
}

// walrus checks an assignment expression. In a comprehension it binds a name of
// the function around it.
func (c *checker) walrus(e *NamedExpr) {
	for s := c.scope; s != nil; s = s.parent {
		if s.iterable {
			c.errorf(e.Range, "assignment expression cannot be used in a comprehension iterable expression")
			break
		}
		if s.kind != comprehensionScope {
			if s.kind == classScope && s != c.scope {
				c.errorf(e.Range, "assignment expression within a comprehension cannot be used in a class body")
			}
			break
		}
		if s.targets[e.Target.ID] {
			c.errorf(e.Range, "assignment expression cannot rebind comprehension iteration variable '%s'", e.Target.ID)
		}
	}
	if e.Target.ID == "__debug__" {
		c.errorf(e.Target.Range, "cannot assign to __debug__")
	}
	c.scope.function().bind(e.Target.ID, e.Target.Range)
	c.expr(e.Value)
}

package rust

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// comp writes a comprehension: a chain of iterator methods where it has one
// clause, loops otherwise.
func (p *printer) comp(e *ir.Comp) node {
	known := p.known
	p.known = false
	if len(e.Clauses) > 1 {
		return p.compLoops(e)
	}
	n := p.compChain(e)
	switch e.Kind {
	case ir.ListComp:
		return collect(n, known, "Vec<_>")
	case ir.DictComp:
		return collect(n, known, "rt::Dict<_, _>")
	}
	return p.aggregate(e, n)
}

// collect ends a chain; the type is said where nothing around says it.
func collect(n node, known bool, t string) node {
	if known {
		return method(n, "collect")
	}
	return method(n, "collect::<"+t+">")
}

func (p *printer) aggregate(e *ir.Comp, items node) node {
	text := e.Op.Rust
	if e.OnFail != ir.Stop && e.Op.Try != "" {
		text = e.Op.Try
	}
	operands := []node{items}
	for i, x := range e.Rest {
		operands = append(operands, p.operand(e.Op, i+1, x, text))
	}
	if e.Op.Name == "str.join" {
		operands = p.joinOperands(e, items, text)
	}
	if short := shortCircuit(e, items); short != nil {
		return short
	}
	n := parseTemplate(text, operands)
	if e.OnFail != ir.Stop && e.Op.Try != "" {
		n = p.failing(n, e.OnFail)
	}
	return n
}

// joinOperands finds which operand of the operation is the iterator.
func (p *printer) joinOperands(e *ir.Comp, items node, text string) []node {
	var operands []node
	rest := e.Rest
	for i, param := range e.Op.Params {
		if _, iter := param.Type.(ir.Iter); iter {
			operands = append(operands, items)
			continue
		}
		if len(rest) > 0 {
			operands = append(operands, p.operand(e.Op, i, rest[0], text))
			rest = rest[1:]
		}
	}
	return operands
}

// shortCircuit writes any and all of a mapped iterator as Rust's own methods.
func shortCircuit(e *ir.Comp, items node) node {
	if e.Op.Name != "any" && e.Op.Name != "all" {
		return nil
	}
	c, ok := items.(chainNode)
	if !ok {
		return nil
	}
	last := c.links[len(c.links)-1]
	if last.name != "map" || len(last.args) != 1 {
		return nil
	}
	head := chainNode{c.head, c.links[:len(c.links)-1]}
	if len(head.links) == 0 {
		if _, name := head.head.(atom); name {
			return nil // which would have to be mut
		}
		return method(head.head, e.Op.Name, last.args[0])
	}
	return method(head, e.Op.Name, last.args[0])
}

// compChain writes the items of a comprehension with one clause.
func (p *printer) compChain(e *ir.Comp) node {
	c := e.Clauses[0]
	w := p.walkOf(c.Iter, c.Target, c.Mode)
	n := p.chainHead(w, c)
	pattern := p.pattern(c.Target, c.Iter, c.Mode)
	same, isSame := identity(e, c)
	copied := isSame && c.Mode == ir.ByCopy && strings.HasPrefix(pattern, "&")
	if copied {
		n = method(n, "copied")
	}
	for _, cond := range c.Conds {
		// The condition sees references to the variables, which it does not change.
		pattern := strings.ReplaceAll(p.patternFor(c, cond), "mut ", "")
		if copied {
			pattern = strings.TrimPrefix(pattern, "&")
		}
		n = method(n, "filter", p.filter(c, pattern, cond))
	}
	if isSame {
		return p.itemsOf(n, c, same)
	}
	var body node
	if e.Key != nil {
		key := p.pinned(e.Key, func() node { return p.owned(e.Key) })
		body = tupleNode{[]node{key, p.pinned(e.Elt, func() node { return p.owned(e.Elt) })}}
	} else {
		body = p.pinned(e.Elt, func() node { return p.owned(e.Elt) })
	}
	pattern = p.patternFor(c, e.Key, e.Elt)
	if text, ok := flat(body); ok && unmarked(text) == pattern {
		return n // the items are what it gives
	}
	return method(n, "map", p.mapping(c.Target, pattern, body))
}

// patternFor binds what a closure of the given expressions uses, and no more.
func (p *printer) patternFor(c *ir.Clause, in ...ir.Expr) string {
	p.hidden = map[*ir.Var]bool{}
	shown := false
	for _, v := range ir.PatternVars(c.Target) {
		p.hidden[v] = !slices.ContainsFunc(in, func(e ir.Expr) bool { return e != nil && mentions(e, v) })
		shown = shown || !p.hidden[v]
	}
	defer func() { p.hidden = nil }()
	if !shown {
		return "_"
	}
	return p.pattern(c.Target, c.Iter, c.Mode)
}

// mapping is a closure, or the path of the function that it only calls.
func (p *printer) mapping(target ir.Pattern, pattern string, body node) node {
	if v, ok := target.(*ir.Var); ok && v != nil && v.Binding == ir.Borrows && p.strict[v] {
		if _, list := v.T.(ir.List); list || v.T == ir.Str {
			return closureNode{params: pattern, body: body} // a &String is no &str
		}
	}
	if c, ok := body.(callNode); ok && len(c.args) == 1 {
		if arg, ok := c.args[0].(atom); ok && string(arg) == pattern {
			if fn, ok := c.fn.(atom); ok {
				return fn
			}
		}
	}
	return closureNode{params: pattern, body: body}
}

func (p *printer) chainHead(w walk, c *ir.Clause) node {
	if r, ok := w.n.(rangeNode); ok {
		return parenNode{r}
	}
	_, array := w.n.(arrayNode)
	return w.iterator(c.Mode == ir.ByMove || array)
}

// identity reports whether the comprehension gives what it walks.
func identity(e *ir.Comp, c *ir.Clause) (*ir.Local, bool) {
	l, ok := e.Elt.(*ir.Local)
	v, isVar := c.Target.(*ir.Var)
	return l, ok && isVar && e.Key == nil && l.Var == v
}

// itemsOf makes the items owned.
func (p *printer) itemsOf(n node, c *ir.Clause, l *ir.Local) node {
	switch v := p.local(l); {
	case v.form == formRef && l.T == ir.Str && !v.strict:
		return method(n, "map", atom("str::to_owned"))
	case v.form == formRef || v.form == formMut:
		return method(n, clonedName(l.T))
	}
	return n
}

// filter writes a condition, which sees a reference to the item.
func (p *printer) filter(c *ir.Clause, pattern string, cond ir.Expr) node {
	owned := false
	vars := ir.PatternVars(c.Target)
	for _, v := range vars {
		owned = owned || v.Binding == ir.Owns && !ir.IsCopy(v.T)
	}
	if !owned {
		if pattern == "_" {
			return closureNode{params: "_", body: p.owned(cond)}
		}
		return closureNode{params: "&" + pattern, body: p.owned(cond)}
	}
	for _, v := range vars {
		p.forms[v] = val{form: formRef, strict: true}
	}
	body := p.owned(cond)
	for _, v := range vars {
		delete(p.forms, v)
	}
	return closureNode{params: pattern, body: body}
}

// compLoops writes a comprehension with several clauses as loops.
func (p *printer) compLoops(e *ir.Comp) node {
	if e.Kind == ir.Aggregate && (e.Op.Name == "any" || e.Op.Name == "all") {
		return p.searchLoops(e)
	}
	name := p.fresh("items")
	var t ir.Type = e.T
	made := node(call("Vec::new"))
	add := func(x node) node { return method(atom(name), "push", x) }
	var item node
	switch e.Kind {
	case ir.DictComp:
		made = call("rt::Dict::new")
	case ir.Aggregate:
		t = ir.List{Elem: e.Elt.Type()}
	}
	body := p.loops(e.Clauses, func() []stmt {
		if e.Kind == ir.DictComp {
			item = method(atom(name), "insert", p.owned(e.Key), p.owned(e.Elt))
		} else {
			item = add(p.owned(e.Elt))
		}
		return []stmt{{x: item, semi: true}}
	})
	stmts := append([]stmt{{let: "let mut " + name + ": " + t.Rust(), x: made, semi: true}}, body...)
	result := node(atom(name))
	if e.Kind == ir.Aggregate {
		result = p.aggregate(e, method(atom(name), "into_iter"))
	}
	return &blockNode{stmts: append(stmts, stmt{x: result})}
}

// searchLoops writes any and all, which stop at the first answer.
func (p *printer) searchLoops(e *ir.Comp) node {
	label := p.fresh("found")
	any := e.Op.Name == "any"
	body := p.loops(e.Clauses, func() []stmt {
		cond := p.owned(e.Elt)
		if !any {
			cond = p.not(e.Elt)
		}
		hit := jumpNode{"break '" + label, atom(boolText(any))}
		return []stmt{{x: &ifNode{cond: cond, then: &blockNode{stmts: []stmt{{x: hit, semi: true}}}}}}
	})
	return &blockNode{label: label, stmts: append(body, stmt{x: atom(boolText(!any))})}
}

func boolText(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func (p *printer) loops(clauses []*ir.Clause, inner func() []stmt) []stmt {
	if len(clauses) == 0 {
		return inner()
	}
	c := clauses[0]
	w := p.walkOf(c.Iter, c.Target, c.Mode)
	pattern := p.pattern(c.Target, c.Iter, c.Mode)
	var cond node
	for _, x := range c.Conds {
		n := p.owned(x)
		if cond == nil {
			cond = n
		} else {
			cond = binary("&&", cond, n)
		}
	}
	body := p.loops(clauses[1:], inner)
	if cond != nil {
		body = []stmt{{x: &ifNode{cond: cond, then: &blockNode{stmts: body}}}}
	}
	return []stmt{{x: &loopNode{keyword: "for " + pattern + " in ", x: walked(w.n), body: &blockNode{stmts: body}}}}
}

package syntax

import "strings"

// field lowers the child with the given field name; where there is none, which
// is so only in broken code, the result is a BadExpr.
func (l *lowerer) field(n *cst, field string) Expr {
	if c := n.child(field); c != nil {
		return l.expr(c)
	}
	return &BadExpr{Range{n.end, n.end}}
}

// optional lowers n, which may be nil.
func (l *lowerer) optional(n *cst) Expr {
	if n == nil {
		return nil
	}
	return l.expr(n)
}

// exprs lowers all named children of n.
func (l *lowerer) exprs(n *cst) []Expr {
	var out []Expr
	for c := n.first; c != nil; c = c.next {
		if c.named {
			out = append(out, l.expr(c))
		}
	}
	return out
}

// expr lowers an expression, an assignment target or an annotation.
func (l *lowerer) expr(n *cst) Expr {
	if !l.enter(n) {
		return &BadExpr{n.rng()}
	}
	defer l.leave()
	switch n.kind {
	case "identifier":
		return l.name(n)
	case "integer", "float":
		return l.number(n)
	case "true", "false":
		return &Bool{n.rng(), n.kind == "true"}
	case "none":
		return &None{n.rng()}
	case "ellipsis":
		return &Ellipsis{n.rng()}
	case "string", "concatenated_string":
		return l.stringLiteral(n)
	case "parenthesized_expression", "as_pattern_target", "type":
		return l.inner(n)
	case "tuple", "expression_list", "pattern_list":
		t := &Tuple{n.rng(), l.exprs(n)}
		if len(t.Elts) == 1 && n.of(",") == nil {
			l.errorf(t.Elts[0].Span(), "cannot use starred expression here")
		}
		return t
	case "tuple_pattern":
		if elts := l.exprs(n); len(elts) != 1 || n.of(",") != nil {
			return &Tuple{n.rng(), elts}
		} else {
			return elts[0]
		}
	case "list", "list_pattern":
		return &List{n.rng(), l.exprs(n)}
	case "set":
		return &Set{n.rng(), l.exprs(n)}
	case "dictionary":
		return l.dictionary(n)
	case "list_splat", "list_splat_pattern", "splat_type":
		return &Starred{n.rng(), l.inner(n)}
	}
	return l.operation(n)
}

// operation lowers what is made of other expressions.
func (l *lowerer) operation(n *cst) Expr {
	switch n.kind {
	case "attribute":
		return l.attribute(n)
	case "member_type":
		return l.memberType(n)
	case "subscript":
		return l.subscript(n)
	case "generic_type":
		return l.genericType(n)
	case "call":
		return l.call(n)
	case "binary_operator", "union_type":
		return l.binary(n)
	case "unary_operator":
		u := &UnaryOp{Range: n.rng(), Operand: l.field(n, "argument")}
		if op := n.child("operator"); op != nil {
			u.Op = Op(op.kind)
		}
		return u
	case "not_operator":
		l.disjunction(n.child("argument"))
		return &UnaryOp{n.rng(), "not", l.field(n, "argument")}
	case "boolean_operator":
		return l.boolean(n)
	case "comparison_operator":
		return l.comparison(n)
	case "conditional_expression":
		return l.conditional(n)
	case "named_expression":
		return l.named(n)
	case "lambda":
		return l.lambda(n)
	case "await":
		return l.await(n)
	case "yield":
		return l.yield(n)
	case "slice", "constrained_type":
		return l.slice(n)
	case "list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression":
		return l.comprehension(n)
	}
	return l.unreadable(n)
}

// unreadable reports what is no expression at this place.
func (l *lowerer) unreadable(n *cst) Expr {
	switch n.kind {
	case errorKind: // reported once for the whole tree
	case "dictionary_splat":
		l.errorf(n.rng(), "invalid syntax: ** is not allowed here")
	case "as_pattern":
		l.errorf(n.rng(), "invalid syntax: 'as' is not allowed here")
	default:
		l.errorf(clip(n.rng(), l.text), "invalid syntax")
	}
	return &BadExpr{n.rng()}
}

// inner lowers the one expression inside n.
func (l *lowerer) inner(n *cst) Expr {
	c := n.only()
	if c == nil {
		return &BadExpr{Range{n.end, n.end}}
	}
	e := l.expr(c)
	if s, ok := e.(*Starred); ok && n.kind == "parenthesized_expression" {
		l.errorf(s.Range, "cannot use starred expression here")
	}
	return e
}

// sequence lowers the children of n as one expression: a tuple if there is a
// comma among them.
func (l *lowerer) sequence(n *cst) Expr {
	elts := l.exprs(n)
	if n.of(",") == nil && len(elts) == 1 {
		return elts[0]
	}
	return &Tuple{n.rng(), elts}
}

func (l *lowerer) name(n *cst) *Name { return &Name{n.rng(), l.identifier(n)} }

func (l *lowerer) dictionary(n *cst) Expr {
	d := &Dict{Range: n.rng()}
	l.loneComma(n)
	for c := n.first; c != nil; c = c.next {
		switch c.kind {
		case "pair":
			d.Keys = append(d.Keys, l.field(c, "key"))
			d.Values = append(d.Values, l.field(c, "value"))
		case "dictionary_splat":
			d.Keys = append(d.Keys, nil)
			d.Values = append(d.Values, l.inner(c))
		}
	}
	return d
}

// loneComma reports a comma with nothing before it, as in "f(,)".
func (l *lowerer) loneComma(n *cst) {
	if open := n.first; open != nil && open.next != nil && open.next.kind == "," {
		l.errorf(open.next.rng(), "invalid syntax: nothing before ','")
	}
}

// hoist moves what the grammar took into the leftmost operand out of the
// operation, where Python has it: "*a + b" is *(a + b), and "x := a if b else c"
// is x := (a if b else c). It returns the operand without it, and what to wrap
// the operation in.
func hoist(left *cst, e Expr) (Expr, func(Expr) Expr) {
	if left.kind == "parenthesized_expression" {
		return e, func(e Expr) Expr { return e }
	}
	switch outer := e.(type) {
	case *Starred:
		return outer.Value, func(e Expr) Expr { return &Starred{e.Span(), startAt(e, outer.Value)} }
	case *NamedExpr:
		return outer.Value, func(e Expr) Expr { return &NamedExpr{e.Span(), outer.Target, startAt(e, outer.Value)} }
	}
	return e, func(e Expr) Expr { return e }
}

// needArgument reports a star before an operation that may have one only as an
// argument of a call: elsewhere Python takes "*a | b", but not "*a or b".
func (l *lowerer) needArgument(n, left *cst) {
	if (left.kind == "list_splat" || left.kind == "list_splat_pattern") && n.parent.kind != "argument_list" {
		l.errorf(clip(n.rng(), l.text), "invalid syntax: put parentheses around what the star unpacks")
	}
}

// disjunction reports an operand that Python wants in parentheses.
func (l *lowerer) disjunction(n *cst) {
	if n != nil && (n.kind == "lambda" || n.kind == "named_expression") {
		l.errorf(clip(n.rng(), l.text), "invalid syntax: put parentheses around this %s", strings.ReplaceAll(n.kind, "_", " "))
	}
}

// startAt starts the range of an operation at its first operand, after what was
// hoisted out of it.
func startAt(e, first Expr) Expr {
	start := first.Span().Start
	switch e := e.(type) {
	case *BinOp:
		e.Start = start
	case *BoolOp:
		e.Start = start
	case *Compare:
		e.Start = start
	case *IfExp:
		e.Start = start
	case *Attribute:
		e.Start = start
	case *Subscript:
		e.Start = start
	case *Call:
		e.Start = start
	}
	return e
}

func (l *lowerer) attribute(n *cst) Expr {
	object, name := n.child("object"), n.child("attribute")
	if object == nil || name == nil {
		return &BadExpr{n.rng()}
	}
	value, wrap := hoist(object, l.expr(object))
	return wrap(&Attribute{n.rng(), value, l.identifier(name), name.rng()})
}

// memberType lowers "list[int].x" in an annotation.
func (l *lowerer) memberType(n *cst) Expr {
	if n.last == nil || n.last.kind != "identifier" {
		return &BadExpr{n.rng()}
	}
	return &Attribute{n.rng(), l.inner(n), l.identifier(n.last), n.last.rng()}
}

func (l *lowerer) subscript(n *cst) Expr {
	object := n.child("value")
	if object == nil {
		return &BadExpr{n.rng()}
	}
	value, wrap := hoist(object, l.expr(object))
	return wrap(&Subscript{n.rng(), value, l.index(n.of("["), n.end)})
}

// genericType lowers "list[int]" in an annotation.
func (l *lowerer) genericType(n *cst) Expr {
	if n.first == nil || n.last.kind != "type_parameter" {
		return &BadExpr{n.rng()}
	}
	return &Subscript{n.rng(), &Name{n.first.rng(), l.identifier(n.first)}, l.index(n.last.of("["), n.end)}
}

// index lowers what stands between brackets, from the opening one on.
func (l *lowerer) index(open *cst, end int) Expr {
	if open == nil {
		return &BadExpr{Range{end, end}}
	}
	var elts []Expr
	rng := Range{-1, open.end}
	comma := false
	for c := open.next; c != nil && c.kind != "]"; c = c.next {
		if rng.Start < 0 {
			rng.Start = c.start
		}
		rng.End = c.end
		if c.named {
			elts = append(elts, l.expr(c))
		}
		comma = comma || c.kind == ","
	}
	switch {
	case len(elts) == 0:
		return &BadExpr{Range{open.end, open.end}}
	case len(elts) == 1 && !comma:
		if _, star := elts[0].(*Starred); !star {
			return elts[0]
		}
	}
	return &Tuple{rng, elts}
}

// slice lowers "lower:upper:step".
func (l *lowerer) slice(n *cst) Expr {
	s := &Slice{Range: n.rng()}
	parts := []*Expr{&s.Lower, &s.Upper, &s.Step}
	at := 0
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.kind == ":" && at < 2:
			at++
		case c.named && c.kind != errorKind:
			*parts[at] = l.expr(c)
		}
	}
	return s
}

func (l *lowerer) call(n *cst) Expr {
	function, args := n.child("function"), n.child("arguments")
	if function == nil || args == nil {
		return &BadExpr{n.rng()}
	}
	value, wrap := hoist(function, l.expr(function))
	c := &Call{Range: n.rng(), Func: value}
	if args.kind == "generator_expression" {
		c.Args = []Expr{l.expr(args)}
	} else {
		c.Args, c.Keywords = l.arguments(args)
	}
	return wrap(c)
}

// arguments lowers an argument list and checks its order.
func (l *lowerer) arguments(n *cst) (args []Expr, keywords []*Keyword) {
	seen := map[string]bool{}
	named, unpacked := false, false
	l.loneComma(n)
	for c := n.first; c != nil; c = c.next {
		switch {
		case !c.named || c.kind == errorKind:
		case c.kind == "keyword_argument":
			k := l.keyword(c)
			if k == nil {
				continue
			}
			if seen[k.Name] {
				l.errorf(k.Range, "keyword argument repeated: %s", k.Name)
			}
			seen[k.Name], named = true, true
			keywords = append(keywords, k)
		case c.kind == "dictionary_splat":
			keywords = append(keywords, &Keyword{Range: c.rng(), Value: l.inner(c)})
			unpacked = true
		default:
			arg := l.expr(c)
			_, star := arg.(*Starred)
			switch {
			case star && unpacked:
				l.errorf(c.rng(), "iterable argument unpacking follows keyword argument unpacking")
			case !star && unpacked:
				l.errorf(c.rng(), "positional argument follows keyword argument unpacking")
			case !star && named:
				l.errorf(c.rng(), "positional argument follows keyword argument")
			}
			args = append(args, arg)
		}
	}
	return args, keywords
}

func (l *lowerer) keyword(n *cst) *Keyword {
	name := n.child("name")
	if name == nil {
		return nil
	}
	return &Keyword{n.rng(), l.identifier(name), name.rng(), l.field(n, "value")}
}

// boolean lowers a chain of one operator. The grammar nests it to the left.
func (l *lowerer) boolean(n *cst) Expr {
	op := n.child("operator")
	if op == nil {
		return &BadExpr{n.rng()}
	}
	spine := []*cst{n}
	for {
		left := spine[len(spine)-1].child("left")
		if left == nil || left.kind != n.kind || left.child("operator") == nil || left.child("operator").kind != op.kind {
			break
		}
		spine = append(spine, left)
	}
	innermost := spine[len(spine)-1]
	b := &BoolOp{Range: n.rng(), Op: Op(op.kind), Values: []Expr{l.field(innermost, "left")}}
	for i := len(spine) - 1; i >= 0; i-- {
		b.Values = append(b.Values, l.field(spine[i], "right"))
		l.disjunction(spine[i].child("right"))
	}
	if left := innermost.child("left"); left != nil {
		first, wrap := hoist(left, b.Values[0])
		l.needArgument(n, left)
		b.Values[0] = first
		return wrap(b)
	}
	return b
}

func (l *lowerer) comparison(n *cst) Expr {
	c := &Compare{Range: n.rng()}
	var first *cst
	for child := n.first; child != nil; child = child.next {
		switch {
		case child.field == "operators" && (child.kind == "not" || child.kind == "is") && child.next != nil && child.next.field == "operators":
			child = child.next // "not" and "in", "is" and "not" may come as two tokens
			if child.kind == "in" {
				c.Ops = append(c.Ops, "not in")
			} else {
				c.Ops = append(c.Ops, "is not")
			}
		case child.field == "operators":
			if child.kind == "<>" {
				l.errorf(child.rng(), "invalid syntax: use != for not equal")
			}
			c.Ops = append(c.Ops, Op(child.kind))
		case !child.named:
		case c.Left == nil:
			c.Left, first = l.expr(child), child
		default:
			c.Rights = append(c.Rights, l.expr(child))
		}
	}
	if first == nil || len(c.Ops) != len(c.Rights) || len(c.Ops) == 0 {
		return &BadExpr{n.rng()}
	}
	left, wrap := hoist(first, c.Left)
	l.needArgument(n, first)
	c.Left = left
	return wrap(c)
}

func (l *lowerer) conditional(n *cst) Expr {
	var parts []*cst
	for c := n.first; c != nil; c = c.next {
		if c.named && c.kind != errorKind {
			parts = append(parts, c)
		}
	}
	if len(parts) != 3 {
		return &BadExpr{n.rng()}
	}
	if parts[0].kind == "named_expression" {
		parts[0].parent, parts[0].field = n.parent, n.field // where it stands in Python
	}
	body, wrap := hoist(parts[0], l.expr(parts[0]))
	l.needArgument(n, parts[0])
	return wrap(&IfExp{Range: n.rng(), Body: body, Test: l.expr(parts[1]), Orelse: l.expr(parts[2])})
}

func (l *lowerer) named(n *cst) Expr {
	name := n.child("name")
	if name == nil || name.kind != "identifier" {
		return &BadExpr{n.rng()}
	}
	if !mayHoldWalrus(n) {
		l.errorf(n.rng(), "invalid syntax: put parentheses around the := expression")
	}
	return &NamedExpr{n.rng(), l.name(name), l.field(n, "value")}
}

// mayHoldWalrus reports whether an unparenthesised := may stand where n does.
func mayHoldWalrus(n *cst) bool {
	switch n.parent.kind {
	case "if_clause":
		return n.parent.field == "guard"
	case "parenthesized_expression", "argument_list", "list", "tuple", "set", "subscript",
		"list_comprehension", "set_comprehension", "generator_expression", "decorator", errorKind:
		return true
	case "if_statement", "elif_clause", "while_statement":
		return n.field == "condition"
	case "match_statement":
		return n.field == "subject"
	case "named_expression": // not allowed; said once for a chain of them
		return n.parent.parent.kind == "named_expression"
	}
	return false
}

func (l *lowerer) lambda(n *cst) Expr {
	at := n.start + len("lambda")
	return &Lambda{n.rng(), l.params(n.child("parameters"), at), l.field(n, "body")}
}

// await lowers "await x". It binds more tightly than ** in Python, less tightly
// in the grammar.
func (l *lowerer) await(n *cst) Expr {
	operand := n.only()
	if operand == nil {
		return &BadExpr{n.rng()}
	}
	e := l.expr(operand)
	if power, ok := e.(*BinOp); ok && power.Op == "**" && operand.kind == "binary_operator" {
		power.Left = &Await{Range{n.start, power.Left.Span().End}, power.Left}
		power.Range = n.rng()
		return power
	}
	return &Await{n.rng(), e}
}

func (l *lowerer) yield(n *cst) Expr {
	switch n.parent.kind {
	case "list", "tuple", "set":
		l.errorf(clip(n.rng(), l.text), "invalid syntax: put parentheses around the yield expression")
	}
	if n.of("from") != nil {
		return &YieldFrom{n.rng(), l.inner(n)}
	}
	return &Yield{n.rng(), l.optional(n.only())}
}

func (l *lowerer) comprehension(n *cst) Expr {
	var generators []*Comprehension
	body := n.child("body")
	if body == nil {
		return &BadExpr{n.rng()}
	}
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.kind == "for_in_clause":
			generators = append(generators, l.forIn(c))
		case c.kind == "if_clause" && len(generators) > 0:
			g := generators[len(generators)-1]
			l.disjunction(c.only())
			g.Ifs = append(g.Ifs, l.inner(c))
			g.End = c.end
		}
	}
	switch n.kind {
	case "list_comprehension":
		return &ListComp{n.rng(), l.element(body), generators}
	case "set_comprehension":
		return &SetComp{n.rng(), l.element(body), generators}
	case "generator_expression":
		return &GeneratorExp{n.rng(), l.element(body), generators}
	}
	return &DictComp{n.rng(), l.field(body, "key"), l.field(body, "value"), generators}
}

// element lowers what a comprehension collects.
func (l *lowerer) element(n *cst) Expr {
	e := l.expr(n)
	if s, ok := e.(*Starred); ok {
		l.errorf(s.Range, "iterable unpacking cannot be used in comprehension")
	}
	return e
}

func (l *lowerer) forIn(n *cst) *Comprehension {
	c := &Comprehension{Range: n.rng(), Target: l.field(n, "left"), Async: n.of("async") != nil}
	var iters []Expr
	for child := n.first; child != nil; child = child.next {
		if child.field == "right" && child.named {
			l.disjunction(child)
			iters = append(iters, l.expr(child))
		}
	}
	switch {
	case len(iters) == 0:
		c.Iter = &BadExpr{Range{n.end, n.end}}
	case len(iters) > 1 || n.last.kind == ",":
		l.errorf(n.rng(), "invalid syntax: put parentheses around the tuple after 'in'")
		c.Iter = iters[0]
	default:
		c.Iter = iters[0]
	}
	return c
}

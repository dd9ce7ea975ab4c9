package lower

import (
	"fmt"
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// starList lowers [a, *b] one part after the other, since evaluating one may
// change what another one holds.
func (f *function) starList(e *syntax.List, want ir.List) ir.Expr {
	out := f.temp("items", want, e.Range)
	self := func() ir.Expr { return localOf(out, e.Range) }
	stmts := []ir.Stmt{&ir.Let{Place: place(e), Var: out, Value: &ir.ListLit{Base: base(want, e)}}}
	for _, elt := range e.Elts {
		var add ir.Expr
		if star, ok := elt.(*syntax.Starred); ok {
			add = f.extend(star, "list.extend", self(), star.Value)
		} else {
			add = f.must("PT509", elt, "list.append", self(), f.exprAs(elt, want.Elem))
		}
		stmts = append(stmts, &ir.ExprStmt{Place: place(elt), X: add})
	}
	return within(stmts, self())
}

// starDict lowers the dict display {k: v, **d}: what comes later wins, but keeps
// the place of the key.
func (f *function) starDict(e *syntax.Dict, want ir.Dict) ir.Expr {
	out := f.temp("items", want, e.Range)
	self := func() ir.Expr { return localOf(out, e.Range) }
	stmts := []ir.Stmt{&ir.Let{Place: place(e), Var: out, Value: &ir.DictLit{Base: base(want, e)}}}
	for i, key := range e.Keys {
		if key == nil {
			update := f.must("PT509", e.Values[i], "dict.update", self(), f.unwrapped(f.expr(e.Values[i])))
			stmts = append(stmts, &ir.ExprStmt{Place: place(e.Values[i]), X: update})
			continue
		}
		k, value := f.exprAs(key, want.Key), f.exprAs(e.Values[i], want.Value)
		if weigh(k) > steady && !commute(k, value) { // the key is evaluated first
			stmts = append(stmts, f.bindTemp("key", &k))
		}
		target := &ir.Item{Base: base(want.Value, key), Dict: self(), Key: k}
		stmts = append(stmts, &ir.Assign{Place: place(key), Target: target, Value: value})
	}
	return within(stmts, self())
}

// unpackStarred lowers a, *b, c = Value.
func (f *function) unpackStarred(s syntax.Stmt, targets []syntax.Expr, value syntax.Expr) []ir.Stmt {
	star := 0
	for _, ok := targets[star].(*syntax.Starred); !ok; _, ok = targets[star].(*syntax.Starred) {
		star++
	}
	if t, ok := f.typeOf(value).(ir.Tuple); ok {
		return f.unpackStarredTuple(s, targets, star, f.expr(value), t)
	}
	return f.unpackStarredList(s, targets, star, f.listOfAll(value))
}

// unpackStarredList takes a list apart, of which the target with index star gets what
// the others leave.
func (f *function) unpackStarredList(s syntax.Stmt, targets []syntax.Expr, star int, x ir.Expr) []ir.Stmt {
	var out []ir.Stmt
	if _, local := x.(*ir.Local); !local || f.assignsStarred(targets, x) {
		out = append(out, f.bindTemp("parts", &x))
	}
	list, ok := x.Type().(ir.List)
	if !ok {
		f.refuse("PT509", s, "taking %s apart is not translated", pythonType(x.Type()))
	}
	after := len(targets) - star - 1
	if n := int64(len(targets) - 1); n > 0 {
		length := func() ir.Expr { return f.must("PT521", s, "len", copyOf(x)) }
		few := &ir.Format{Base: base(ir.Str, s), Pieces: []ir.Piece{
			{Text: fmt.Sprintf("not enough values to unpack (expected at least %d, got ", n)}, {Value: length()}, {Text: ")"},
		}}
		raise := f.raised(s, "ValueError", few, false)
		out = append(out, &ir.IfStmt{Place: place(s), Cond: f.relate(s, "<", length(), intLit(n, s)), Then: []ir.Stmt{raise}})
	}
	bound := func(n int) ir.Expr {
		option := ir.Option{Elem: ir.Int}
		if n == 0 {
			return &ir.NoneLit{Base: base(option, s)}
		}
		return f.as(intLit(int64(n), s), option)
	}
	for i, t := range targets {
		var item ir.Expr
		switch {
		case i == star:
			item = f.must("PT509", t, "list.slice", copyOf(x), bound(star), bound(-after))
			t = t.(*syntax.Starred).Value
		case i < star:
			item = &ir.Index{Base: base(list.Elem, t), List: copyOf(x), Index: intLit(int64(i), t)}
		default:
			item = &ir.Index{Base: base(list.Elem, t), List: copyOf(x), Index: intLit(int64(i-len(targets)), t)}
		}
		out = append(out, f.store(s, t, f.as(item, f.wanted(t)))...)
	}
	return out
}

// assignsStarred is assigns for targets one of which has a star.
func (f *function) assignsStarred(targets []syntax.Expr, value ir.Expr) bool {
	plain := make([]syntax.Expr, len(targets))
	for i, t := range targets {
		plain[i] = t
		if star, ok := t.(*syntax.Starred); ok {
			plain[i] = star.Value
		}
	}
	return f.assigns(plain, value)
}

// unpackStarredTuple takes a tuple apart whose length is known.
func (f *function) unpackStarredTuple(s syntax.Stmt, targets []syntax.Expr, star int, x ir.Expr, t ir.Tuple) []ir.Stmt {
	after := len(targets) - star - 1
	if len(t.Elems) < len(targets)-1 {
		f.refuse("PT206", s, "a tuple of %d elements is too short for these targets: Python raises ValueError", len(t.Elems))
	}
	var pattern ir.Patterns
	var parts []ir.Expr
	for _, elem := range t.Elems {
		v := f.temp("part", elem, s.Span())
		pattern, parts = append(pattern, v), append(parts, localOf(v, s.Span()))
	}
	out := []ir.Stmt{&ir.LetPattern{Place: place(s), Pattern: pattern, Value: x}}
	for i, target := range targets {
		switch {
		case i < star:
			out = append(out, f.store(s, target, f.as(parts[i], f.wanted(target)))...)
		case i > star:
			out = append(out, f.store(s, target, f.as(parts[len(parts)-len(targets)+i], f.wanted(target)))...)
		default:
			name := target.(*syntax.Starred).Value
			want, ok := f.wanted(name).(ir.List)
			if !ok {
				f.refuse("PT509", target, "a starred target of this type is not translated")
			}
			made := &ir.ListLit{Base: base(want, target)}
			for _, p := range parts[star : len(parts)-after] {
				made.Elems = append(made.Elems, f.as(p, want.Elem))
			}
			out = append(out, f.store(s, name, made)...)
		}
	}
	return out
}

// listOfAll is a list of all that walking over e gives; e itself if it is a list.
func (f *function) listOfAll(e syntax.Expr) ir.Expr {
	if w, ok := f.walkOf(e); ok {
		var elem ir.Type
		if elem = walkedItem(f.typeOf(e)); elem == nil {
			f.refuse("PT509", e, "taking this apart is not translated")
		}
		item := w.item
		w.item = func() ir.Expr { return f.as(item(), elem) }
		return f.collect(e, w, ir.List{Elem: elem})
	}
	if !f.walker(e) {
		x := f.unwrapped(f.expr(e))
		if _, ok := x.Type().(ir.List); ok {
			return x
		}
		return f.gather(e, f.over(x))
	}
	return f.gather(e, f.iter(e))
}

// gather makes a list of the items of an iterator.
func (f *function) gather(at syntax.Node, iter ir.Expr) ir.Expr {
	elem := storable(itemOf(iter))
	if whole, ok := iter.(*ir.ListIter); ok && !whole.Reversed && ir.Same(whole.List.Type(), ir.List{Elem: elem}) {
		return f.must("PT402", at, "list", whole.List)
	}
	v := f.temp("item", itemOf(iter), at.Span())
	if elem == ir.Char {
		elem = ir.Str
	}
	return &ir.Comp{
		Base: base(ir.List{Elem: elem}, at), Kind: ir.ListComp, Clauses: []*ir.Clause{{Iter: iter, Target: v}},
		Elt: f.asItem(localOf(v, at.Span()), elem),
	}
}

// unpackItems lowers a, b = map(…) and the like: Python asks for one item more
// than there are targets, and no more.
func (f *function) unpackItems(s syntax.Stmt, targets []syntax.Expr, value syntax.Expr) []ir.Stmt {
	w, lazy := f.walkOf(value)
	if f.isGenerator(value) || f.typeOf(value) == ir.Range {
		return f.unpackSequence(s, targets, f.gather(value, f.atMost(value, f.iter(value), len(targets)+1)), "list")
	}
	if !lazy {
		return f.unpackSequence(s, targets, f.gather(value, f.iter(value)), "list")
	}
	if len(w.generators) > 1 {
		f.refuse("PT509", value, "taking this generator apart is not translated: make a list of it first")
	}
	elem := walkedItem(f.typeOf(value))
	if elem == nil {
		f.refuse("PT509", value, "taking this apart is not translated")
	}
	list := ir.List{Elem: elem}
	out := f.temp("parts", list, value.Span())
	self := func() ir.Expr { return localOf(out, value.Span()) }
	stmts := []ir.Stmt{&ir.Let{Place: place(s), Var: out, Value: &ir.ListLit{Base: base(list, value)}}}
	stmts = append(stmts, f.loop(value, w, func() []ir.Stmt {
		add := f.must("PT509", value, "list.append", self(), f.as(w.item(), list.Elem))
		full := f.relate(value, ">", f.must("PT509", value, "len", self()), intLit(int64(len(targets)), value))
		return []ir.Stmt{
			&ir.ExprStmt{Place: place(value), X: add},
			&ir.IfStmt{Place: place(value), Cond: full, Then: []ir.Stmt{&ir.Break{Place: place(value)}}},
		}
	})...)
	return append(stmts, f.unpackSequence(s, targets, self(), "list")...)
}

// printed is the text that print(*xs) writes, the items with sep between them, and
// what makes its words.
func (f *function) printed(e *syntax.Call, sep string) ([]ir.Stmt, ir.Expr) {
	star, ok := e.Args[0].(*syntax.Starred)
	if !ok || len(e.Args) > 1 {
		return f.printedWords(e, sep)
	}
	o := f.items(star.Value, func(x ir.Expr) ir.Expr { return f.str(star, x) })
	if o.x != nil {
		return nil, f.must("PT509", e, "str.join", strLit(sep, e), o.x)
	}
	return nil, f.joinComp(e, strLit(sep, e), o)
}

// printedWords is printed for print("a", *xs, "b"). Each argument becomes words when
// it is evaluated; Python makes text of them when all are, so none may change what the
// words of one before it show.
func (f *function) printedWords(e *syntax.Call, sep string) ([]ir.Stmt, ir.Expr) {
	words := f.temp("words", ir.List{Elem: ir.Str}, e.Range)
	self := func() ir.Expr { return localOf(words, e.Range) }
	stmts := []ir.Stmt{&ir.Let{Place: place(e), Var: words, Value: &ir.ListLit{Base: base(words.T, e)}}}
	push := func(x ir.Expr) []ir.Stmt {
		return []ir.Stmt{&ir.ExprStmt{Place: place(e), X: f.must("PT509", e, "list.append", self(), x)}}
	}
	for i, a := range e.Args {
		var value ir.Expr
		var add []ir.Stmt
		if star, ok := a.(*syntax.Starred); ok {
			o := f.items(star.Value, func(x ir.Expr) ir.Expr { return f.str(star, x) })
			if value = o.x; value == nil {
				value = &ir.Comp{Base: base(words.T, a), Kind: ir.ListComp, Clauses: o.clauses, Elt: o.elt}
				add = clauseLoops(place(a), o.clauses, push(o.elt))
			} else {
				add = []ir.Stmt{&ir.ExprStmt{Place: place(a), X: f.must("PT509", a, "list.extend", self(), value)}}
			}
		} else {
			value = f.str(a, f.expr(a))
			add = push(value)
		}
		if i > 0 && weigh(value) >= acts {
			f.refuse("PT509", a, "what is evaluated here might change what is printed before it: give it a name first")
		}
		stmts = append(stmts, add...)
	}
	return stmts, f.must("PT509", e, "str.join", strLit(sep, e), self())
}

// clauseLoops runs body for each turn of the clauses of a comprehension.
func clauseLoops(at ir.Place, clauses []*ir.Clause, body []ir.Stmt) []ir.Stmt {
	for _, c := range slices.Backward(clauses) {
		for _, cond := range slices.Backward(c.Conds) {
			body = []ir.Stmt{&ir.IfStmt{Place: at, Cond: cond, Then: body}}
		}
		body = []ir.Stmt{&ir.For{Place: at, Iter: c.Iter, Target: c.Target, Body: body}}
	}
	return body
}

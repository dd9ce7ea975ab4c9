package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// tupleLit is a tuple of any length made of elements that are written out.
func (f *function) tupleLit(at syntax.Node, want ir.VarTuple, elems []ir.Expr) ir.Expr {
	if len(elems) == 0 {
		return emptyTuple(want, at)
	}
	list := &ir.ListLit{Base: base(ir.List(want), at), Elems: elems}
	return f.must("PT523", at, "tuple:literals", f.over(list))
}

// emptyTuple is () of a type whose other values have elements.
func emptyTuple(t ir.VarTuple, at syntax.Node) ir.Expr {
	return &ir.Op{Base: base(t, at), Op: ir.Lookup("tuple:empty", nil)}
}

// isEmptyTuple reports whether x is () as it is written.
func isEmptyTuple(x ir.Expr) bool {
	op, ok := x.(*ir.Op)
	return ok && op.Op.Name == "tuple:empty"
}

// fitVarying makes a tuple of a known length one of any length, or returns nil.
func (f *function) fitVarying(x ir.Expr, want ir.VarTuple) ir.Expr {
	if isEmptyTuple(x) {
		return emptyTuple(want, x)
	}
	have, ok := x.Type().(ir.Tuple)
	if !ok {
		return nil
	}
	var lets []ir.Stmt
	if _, apart := fields(x); !apart {
		lets = append(lets, f.bindTemp("tuple", &x))
	}
	all, ok := fields(x)
	if !ok || len(all) != len(have.Elems) {
		return nil
	}
	for i := range all {
		if all[i] = f.fit(all[i], want.Elem); all[i] == nil {
			return nil
		}
	}
	return within(lets, f.tupleLit(x, want, all))
}

// varying is x as a tuple of any length; a tuple of a known length has elements
// of one type.
func (f *function) varying(at syntax.Node, x ir.Expr) ir.Expr {
	t, ok := x.Type().(ir.Tuple)
	if !ok {
		return x
	}
	for _, e := range t.Elems {
		if !ir.Same(e, t.Elems[0]) {
			f.refuse("PT203", at, "the elements of this tuple are of different types")
		}
	}
	out := f.fitVarying(x, ir.VarTuple{Elem: t.Elems[0]})
	if out == nil {
		f.refuse("PT523", at, "this tuple is not translated here")
	}
	return out
}

// tupleCall lowers tuple(x): of a tuple that is x itself.
func (f *function) tupleCall(e *syntax.Call, want ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 0, 1)
	t, varying := want.(ir.VarTuple)
	if !varying {
		t, varying = storable(f.typeOf(e)).(ir.VarTuple)
	}
	if len(e.Args) == 0 {
		if varying {
			return emptyTuple(t, e)
		}
		return &ir.TupleLit{Base: base(f.typeOf(e), e)}
	}
	arg := e.Args[0]
	if !varying {
		if x := f.expr(arg); ir.Same(x.Type(), f.typeOf(e)) {
			return x
		}
		f.refuse("PT402", e, "tuple(…) is not translated for this type")
	}
	if _, lazy := f.walkAll(arg); !lazy {
		if !f.walker(arg) {
			x := f.unwrapped(f.expr(arg))
			switch x.Type().(type) {
			case ir.VarTuple, ir.Tuple:
				return f.as(x, t)
			}
		}
	}
	o := f.items(arg, func(x ir.Expr) ir.Expr { return f.itemAs(x, t.Elem) })
	if x := f.aggregate(e, "tuple", o); x != nil {
		return x
	}
	f.refuse("PT402", e, "tuple is not translated for items of type %s", pythonType(o.item()))
	return nil
}

// itemAs is as for an item that is walked.
func (f *function) itemAs(x ir.Expr, want ir.Type) ir.Expr {
	if local, ok := x.(*ir.Local); ok && !ir.Same(x.Type(), want) {
		return f.asItem(local, want)
	}
	return f.as(x, want)
}

// tupleBinary lowers + and * of tuples of which the result has any length.
func (f *function) tupleBinary(e *syntax.BinOp, want ir.VarTuple) ir.Expr {
	left, right := f.typeOf(e.Left), f.typeOf(e.Right)
	switch {
	case e.Op == "+":
		return f.must("PT523", e, "tuple.add", f.exprAs(e.Left, want), f.exprAs(e.Right, want))
	case isNumber(left):
		count := f.exprAs(e.Left, ir.Int)
		return f.repeat(e, "tuple.mul", []int{1, 0}, f.exprAs(e.Right, want), count)
	case isNumber(right):
		return f.repeat(e, "tuple.mul", []int{0, 1}, f.exprAs(e.Left, want), f.exprAs(e.Right, ir.Int))
	}
	f.refuse("PT523", e, "%s is not translated for %s and %s", e.Op, pythonType(left), pythonType(right))
	return nil
}

// repeatTuple lowers t * n to a tuple of a known length.
func (f *function) repeatTuple(e *syntax.BinOp, want ir.Tuple) ir.Expr {
	x := f.unwrapped(f.expr(e.Left))
	t, ok := x.Type().(ir.Tuple)
	if !ok || e.Op != "*" || len(t.Elems) == 0 && len(want.Elems) > 0 {
		return nil
	}
	var lets []ir.Stmt
	if !simple(x) && (!inert(x) || len(want.Elems) != len(t.Elems)) {
		lets = append(lets, f.bindTemp("tuple", &x))
	}
	out := &ir.TupleLit{Base: base(want, e)}
	for len(out.Elems) < len(want.Elems) {
		all, ok := fields(copyTuple(x))
		if !ok {
			return nil
		}
		out.Elems = append(out.Elems, all...)
	}
	return within(lets, out)
}

func copyTuple(x ir.Expr) ir.Expr {
	if local, ok := x.(*ir.Local); ok {
		return localOf(local.Var, local.Range)
	}
	return x
}

// starredTuple lowers (a, *b): the parts are joined.
func (f *function) starredTuple(e *syntax.Tuple, want ir.VarTuple) ir.Expr {
	literal := func(elems []ir.Expr) ir.Expr { return f.tupleLit(e, want, elems) }
	return f.joinParts(e.Elts, want.Elem, "tuple", literal)
}

// starredList lowers [a, *b].
func (f *function) starredList(e *syntax.List, want ir.List) ir.Expr {
	literal := func(elems []ir.Expr) ir.Expr { return &ir.ListLit{Base: base(want, e), Elems: elems} }
	if x := f.joinParts(e.Elts, want.Elem, "list", literal); weigh(x) < acts {
		return x
	}
	return f.starList(e, want)
}

// joinParts joins the parts of a display with stars: those that literal makes of
// the elements that are written out, and those that kind makes of starred values.
func (f *function) joinParts(elts []syntax.Expr, elem ir.Type, kind string, literal func([]ir.Expr) ir.Expr) ir.Expr {
	var out ir.Expr
	var run []ir.Expr
	add := func(part ir.Expr) {
		if out == nil {
			out = part
			return
		}
		out = f.must("PT509", part, kind+".add", out, part)
	}
	flush := func() {
		if len(run) > 0 {
			add(literal(run))
			run = nil
		}
	}
	for _, e := range elts {
		star, ok := e.(*syntax.Starred)
		if !ok {
			run = append(run, f.exprAs(e, elem))
			continue
		}
		flush()
		add(f.starred(star, elem, kind, len(elts) == 1))
	}
	flush()
	return out
}

// starred is what a star stands for, as a container of a kind; alone tells that
// it is the whole display, which is a new container.
func (f *function) starred(star *syntax.Starred, elem ir.Type, kind string, alone bool) ir.Expr {
	if _, lazy := f.walkAll(star.Value); !lazy {
		switch t := f.m.storableOf(f.m.info.TypeOf(star.Value)).(type) {
		case ir.List:
			if ir.Same(t.Elem, elem) && kind == "list" {
				x := f.expr(star.Value)
				if alone {
					return f.must("PT509", star, "list", x)
				}
				return x
			}
		case ir.VarTuple:
			if ir.Same(t.Elem, elem) {
				x := f.expr(star.Value)
				if kind == "list" {
					return f.must("PT509", star, "list", x)
				}
				return x
			}
		}
	}
	o := f.items(star.Value, func(x ir.Expr) ir.Expr { return f.itemAs(x, elem) })
	part := f.aggregate(star, kind, o)
	if part == nil {
		f.refuse("PT509", star, "this star is not translated")
	}
	return part
}

func hasStar(elts []syntax.Expr) bool {
	for _, e := range elts {
		if _, ok := e.(*syntax.Starred); ok {
			return true
		}
	}
	return false
}

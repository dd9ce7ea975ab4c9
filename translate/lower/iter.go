package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// builtinCall gives the name of the builtin that e calls, or "".
func (f *function) builtinCall(e syntax.Expr) (*syntax.Call, string) {
	call, ok := e.(*syntax.Call)
	if !ok {
		return nil, ""
	}
	callee := f.m.info.CalleeOf(call)
	if callee == nil {
		return call, ""
	}
	if callee.Kind == types.Builtin || callee.Kind == types.Method {
		return call, callee.Name
	}
	return call, ""
}

// iter lowers an expression that is walked to an iterator.
func (f *function) iter(e syntax.Expr) ir.Expr {
	if f.made[e] != nil {
		return f.over(f.expr(e))
	}
	call, name := f.builtinCall(e)
	switch name {
	case "range":
		return f.rangeIter(call)
	case "enumerate":
		return f.enumerate(call)
	case "zip":
		if hasStar(call.Args) && len(call.Args) == 1 {
			return f.transposed(call, call.Args[0].(*syntax.Starred))
		}
		return f.zip(call)
	case "iter":
		return f.iterOfCall(call)
	case "reversed":
		return f.reversed(call)
	case "dict.keys", "dict.values", "dict.items":
		return f.dictIter(call.Func.(*syntax.Attribute).Value, name[len("dict."):], call)
	case "dict.elements":
		f.eagers = append(f.eagers, e)
		return f.over(f.must("PT403", call, "Counter.elements", f.unwrapped(f.expr(call.Func.(*syntax.Attribute).Value))))
	case "map", "filter":
		return f.eager(e)
	}
	if x := f.libraryIter(e); x != nil {
		return x
	}
	if _, ok := e.(*syntax.GeneratorExp); ok {
		return f.eager(e)
	}
	if f.anyOrder[e] {
		return setIter(f.unwrapped(f.expr(e)))
	}
	return f.over(f.expr(e))
}

// clauseIter is iter for a for, of a statement or a comprehension.
func (f *function) clauseIter(e syntax.Expr) ir.Expr {
	if set, ok := e.(*syntax.Set); ok && allConstant(set.Elts) && !f.anyOrder[e] {
		return f.constantSet(set)
	}
	return f.iter(e)
}

// over is the iterator of a value that is walked.
func (f *function) over(x ir.Expr) ir.Expr {
	x = f.unwrapped(x)
	at := x.Span()
	switch t := x.Type().(type) {
	case ir.List:
		return &ir.ListIter{Base: iterOf(t.Elem, at), List: x}
	case ir.Dict:
		return &ir.DictIter{Base: iterOf(t.Key, at), Dict: x, What: "keys"}
	case ir.Deque:
		return &ir.DictIter{Base: iterOf(t.Elem, at), Dict: x, What: "elements"}
	case ir.VarTuple:
		return &ir.ListIter{Base: iterOf(t.Elem, at), List: x}
	case ir.Set:
		if !ir.HasOrder(t.Elem) {
			f.refuse("PT307", x, "the order of this set is another one in each run of Python, and it may show here: walk over sorted(…)")
		}
		return setIter(x)
	case ir.Tuple:
		return f.tupleIter(x, t)
	case ir.Generator:
		return f.walked(x)
	case ir.Struct:
		if walk := f.ownGenerator(at, x); walk != nil {
			return f.walked(walk)
		}
		return f.over(f.walkedField(at, x))
	}
	switch x.Type() {
	case ir.Bytes:
		return f.must("PT521", x, "bytes.iter", x)
	case ir.Range:
		return f.must("PT521", x, "range.iter", x)
	}
	if isText(x.Type()) {
		return &ir.CharIter{Base: iterOf(ir.Char, at), Str: f.as(x, ir.Str)}
	}
	f.refuse("PT521", x, "walking over %s is not translated", pythonType(x.Type()))
	return nil
}

// setIter walks the elements of a set.
func setIter(x ir.Expr) ir.Expr {
	return &ir.DictIter{Base: iterOf(x.Type().(ir.Set).Elem, x.Span()), Dict: x, What: "elements"}
}

func iterOf(elem ir.Type, at syntax.Range) ir.Base {
	return ir.Base{T: ir.Iter{Elem: elem}, Range: at}
}

func itemOf(x ir.Expr) ir.Type { return x.Type().(ir.Iter).Elem }

func (f *function) tupleIter(x ir.Expr, t ir.Tuple) ir.Expr {
	if len(t.Elems) == 0 {
		f.refuse("PT521", x, "walking over an empty tuple is not translated")
	}
	for _, elem := range t.Elems[1:] {
		if !ir.Same(elem, t.Elems[0]) {
			f.refuse("PT203", x, "the elements of this tuple are of different types, so a loop variable would have several")
		}
	}
	return &ir.TupleIter{Base: iterOf(t.Elems[0], x.Span()), Tuple: x}
}

func (f *function) dictIter(dict syntax.Expr, what string, at syntax.Node) ir.Expr {
	x := f.unwrapped(f.expr(dict))
	t, ok := x.Type().(ir.Dict)
	if !ok {
		f.refuse("PT403", at, "this method is not translated for %s", pythonType(x.Type()))
	}
	elem := map[string]ir.Type{"keys": t.Key, "values": t.Value, "items": ir.Tuple{Elems: []ir.Type{t.Key, t.Value}}}[what]
	return &ir.DictIter{Base: iterOf(elem, at.Span()), Dict: x, What: what}
}

// rangeIter lowers range(…). A step that is not a literal is checked by the
// iterator itself.
func (f *function) rangeIter(e *syntax.Call) ir.Expr {
	args := f.rangeArgs(e)
	out := &ir.RangeIter{Base: iterOf(ir.Int, e.Range), Start: args[0], Stop: args[1]}
	if lit, ok := args[2].(*ir.IntLit); !ok || lit.Value != 1 {
		out.Step = args[2]
		if !ok || lit.Value == 0 {
			out.OnFail = f.fail(set("ValueError"))
		}
	}
	return out
}

// rangeArgs are start, stop and step of a range.
func (f *function) rangeArgs(e *syntax.Call) []ir.Expr {
	if len(e.Keywords) > 0 || len(e.Args) == 0 || len(e.Args) > 3 {
		f.refuse("PT404", e, "range takes one to three arguments")
	}
	args := f.elements(e.Args, ir.Int)
	if len(args) == 1 {
		args = []ir.Expr{intLit(0, e), args[0]}
	}
	if len(args) == 2 {
		args = append(args, intLit(1, e))
	}
	return args
}

// keyword returns the value of a keyword argument, nil when it is not given. It
// refuses all keywords but those named.
func (f *function) keywords(e *syntax.Call, names ...string) []syntax.Expr {
	out := make([]syntax.Expr, len(names))
	for _, k := range e.Keywords {
		found := false
		for i, name := range names {
			if k.Name == name {
				out[i], found = k.Value, true
			}
		}
		if !found {
			f.refuse("PT404", k, "the argument %s is not translated here", k.Name)
		}
	}
	return out
}

func (f *function) enumerate(e *syntax.Call) ir.Expr {
	start := f.keywords(e, "start")[0]
	if len(e.Args) == 2 {
		start = e.Args[1]
	}
	if len(e.Args) < 1 || len(e.Args) > 2 {
		f.refuse("PT404", e, "enumerate takes one or two arguments")
	}
	x := f.iter(e.Args[0])
	elem := ir.Tuple{Elems: []ir.Type{ir.Int, itemOf(x)}}
	out := &ir.EnumerateIter{Base: iterOf(elem, e.Range), X: x}
	if start != nil {
		out.Start = f.exprAs(start, ir.Int)
		if lit, ok := out.Start.(*ir.IntLit); ok && lit.Value == 0 {
			out.Start = nil
		}
	}
	return out
}

func (f *function) zip(e *syntax.Call) ir.Expr {
	if len(e.Keywords) > 0 || len(e.Args) < 2 {
		f.refuse("PT404", e, "this form of zip is not translated")
	}
	out := &ir.ZipIter{}
	var elems []ir.Type
	for _, a := range e.Args {
		x := f.iter(a)
		out.Xs, elems = append(out.Xs, x), append(elems, itemOf(x))
	}
	out.Base = iterOf(ir.Tuple{Elems: elems}, e.Range)
	return out
}

func (f *function) reversed(e *syntax.Call) ir.Expr {
	f.keywords(e)
	if len(e.Args) != 1 {
		f.refuse("PT404", e, "reversed takes one argument")
	}
	if call, name := f.builtinCall(e.Args[0]); name == "range" {
		return f.reversedRange(e, call)
	}
	if x := f.kept(e.Args[0]); x != nil {
		return f.must("PT404", e, "range.reversed", x)
	}
	switch x := f.iter(e.Args[0]).(type) {
	case *ir.ListIter:
		x.Reversed = true
		return x
	case *ir.CharIter:
		x.Reversed = true
		return x
	}
	f.refuse("PT404", e, "reversed is translated for lists, strings and ranges")
	return nil
}

// reversedRange walks a range from its other end.
func (f *function) reversedRange(e, call *syntax.Call) ir.Expr {
	args := f.rangeArgs(call)
	lit, ok := args[2].(*ir.IntLit)
	if !ok || lit.Value != 1 && lit.Value != -1 || !commute(args[0], args[1]) {
		return f.must("PT404", e, "range.reversed", f.rangeOf(call, args))
	}
	step := intLit(lit.Value, e)
	before := func(x ir.Expr) ir.Expr {
		if bound, ok := x.(*ir.IntLit); ok {
			return intLit(bound.Value-lit.Value, e)
		}
		return f.must("PT404", e, "int.sub", x, step)
	}
	return &ir.RangeIter{
		Base: iterOf(ir.Int, e.Range), Start: before(args[1]), Stop: before(args[0]), Step: intLit(-lit.Value, e),
	}
}

// A target of a loop or comprehension is bound to pattern; variables that
// another piece of code owns get a fresh one and an assignment.
//
// bindClause makes the pattern of a comprehension's target, whose variables are
// its own.
func (f *function) bindClause(target syntax.Expr, elem ir.Type) ir.Pattern {
	switch t := target.(type) {
	case *syntax.Name:
		v := f.m.info.VarOf(t)
		if v == nil {
			f.refuse("PT521", t, "%s is not translated as the target of a comprehension", t.ID)
		}
		if elem == ir.Never {
			f.refuse("PT201", t, "the type of %s is not known", t.ID)
		}
		out := &ir.Var{Name: v.Name, T: elem, Range: t.Range}
		f.vars[v] = out
		if f.inlined {
			f.temps[out] = true
		}
		return out
	case *syntax.Tuple:
		return f.bindParts(t, t.Elts, elem, f.bindClause)
	case *syntax.List:
		return f.bindParts(t, t.Elts, elem, f.bindClause)
	}
	f.refuse("PT521", target, "this target is not translated")
	return nil
}

// bindAround is bindParts where the i-th target has a star, and nobody reads what
// it takes.
func (f *function) bindAround(parts []syntax.Expr, i int, tuple ir.Tuple, bind func(syntax.Expr, ir.Type) ir.Pattern) ir.Pattern {
	star := parts[i].(*syntax.Starred)
	if name, ok := star.Value.(*syntax.Name); !ok || !f.unread(name, parts) {
		f.refuse("PT509", star, "a starred target that is used is translated only in an assignment")
	}
	out := make(ir.Patterns, len(tuple.Elems))
	after := len(parts) - i - 1
	for j, part := range parts {
		at := j
		switch {
		case j == i:
			continue
		case j > i:
			at = len(tuple.Elems) - after + j - i - 1
		}
		out[at] = bind(part, tuple.Elems[at])
	}
	return out
}

// unread reports whether the variable of a target is mentioned nowhere but among
// the targets.
func (f *function) unread(target *syntax.Name, targets []syntax.Expr) bool {
	v := f.m.info.VarOf(target)
	bound := map[*syntax.Name]bool{}
	for _, t := range targets {
		types.Inspect(t, func(e syntax.Expr) bool {
			if name, ok := e.(*syntax.Name); ok {
				bound[name] = true
			}
			return true
		})
	}
	unread := v != nil
	syntax.Walk(f.src.Body, func(n syntax.Node) bool {
		if name, ok := n.(*syntax.Name); ok && !bound[name] && f.m.info.VarOf(name) == v {
			unread = false
		}
		return unread
	})
	return unread
}

func isStarred(e syntax.Expr) bool {
	_, ok := e.(*syntax.Starred)
	return ok
}

// bindParts makes the pattern of a tuple of targets.
func (f *function) bindParts(at syntax.Node, parts []syntax.Expr, elem ir.Type, bind func(syntax.Expr, ir.Type) ir.Pattern) ir.Pattern {
	tuple, ok := elem.(ir.Tuple)
	if i := slices.IndexFunc(parts, isStarred); ok && i >= 0 && len(parts)-1 <= len(tuple.Elems) {
		return f.bindAround(parts, i, tuple, bind)
	}
	if !ok || len(tuple.Elems) != len(parts) {
		f.refuse("PT521", at, "taking %s apart into %d targets is not translated", pythonType(elem), len(parts))
	}
	out := make(ir.Patterns, len(parts))
	for i, p := range parts {
		out[i] = bind(p, tuple.Elems[i])
	}
	return out
}

// eager walks a list of the items of a lazy iterator, when nobody can tell
// whether they are made one by one: making them does nothing and cannot fail.
func (f *function) eager(e syntax.Expr) ir.Expr {
	list := f.listOfAll(e)
	if weigh(list) > reads {
		f.tooEager(e)
	}
	f.eagers = append(f.eagers, e)
	return f.over(list)
}

func (f *function) tooEager(e syntax.Expr) {
	f.refuse("PT503", e, "the items of this are made one by one as they are walked, which is not translated here: make a list of it")
}

// lazily refuses eager iterators that lower used, when what is done with their
// items may change what they are made of.
func (f *function) lazily(before int, acting bool) {
	if acting && len(f.eagers) > before {
		f.tooEager(f.eagers[before])
	}
}

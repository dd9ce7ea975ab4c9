package rust

import (
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// A walk is a loop's iterator as Rust: what stands behind "in", and the pattern.
type walk struct {
	n       node
	chained bool // n is an iterator already, not something to make one of
}

// iterator makes an iterator of w that methods can be called on.
func (w walk) iterator(consume bool) node {
	if w.chained {
		return w.n
	}
	if u, ok := w.n.(unaryNode); ok && (u.op == "&" || u.op == "&mut ") {
		name := "iter"
		if u.op == "&mut " {
			name = "iter_mut"
		}
		return method(unparen(u.x), name)
	}
	if _, array := w.n.(arrayNode); array || consume { // an array is made for the walk
		return method(w.n, "into_iter")
	}
	return method(w.n, "iter")
}

// walkOf writes what a loop with mode walks; head says that it stands behind
// "in", where Rust makes an iterator of a reference by itself.
func (p *printer) walkOf(iter ir.Expr, target ir.Pattern, mode ir.LoopMode) walk {
	switch iter := iter.(type) {
	case *ir.RangeIter:
		return p.rangeWalk(iter, target)
	case *ir.ListIter:
		w := p.containerWalk(iter.List, mode, itemOf(iter))
		if iter.Reversed {
			return walk{method(w.iterator(mode == ir.ByMove), "rev"), true}
		}
		return w
	case *ir.CharIter:
		n := method(p.recv(iter.Str), "chars")
		if iter.Reversed {
			n = method(n, "rev")
		}
		return walk{n, true}
	case *ir.TupleIter:
		return p.tupleWalk(iter, mode)
	case *ir.DictIter:
		return p.dictWalk(iter, mode)
	case *ir.EnumerateIter:
		return p.enumerateWalk(iter, target, mode)
	case *ir.ZipIter:
		return p.zipWalk(iter, target, mode)
	}
	return walk{p.expr(iter, ir.Value).n, true}
}

func itemOf(iter ir.Expr) ir.Type {
	if t, ok := iter.Type().(ir.Iter); ok {
		return t.Elem
	}
	return ir.Unit
}

func (p *printer) containerWalk(list ir.Expr, mode ir.LoopMode, item ir.Type) walk {
	p.spell(list)
	if lit, ok := list.(*ir.ListLit); ok && len(lit.Elems) > 0 {
		return walk{arrayNode{p.all(lit.Elems)}, false}
	}
	switch mode {
	case ir.ByMove:
		return walk{p.owned(list), false}
	case ir.ByMutRef:
		if slice, ok := p.sliceMut(list); ok {
			return walk{method(slice, "iter_mut"), true}
		}
		v := p.expr(list, ir.RecvMut)
		if v.form == formMut {
			return walk{method(v.n, "iter_mut"), true}
		}
		return walk{unary("&mut ", v.n), false}
	}
	v := p.expr(list, ir.Recv)
	w := walk{v.n, false}
	switch v.form {
	case formMut:
		w = walk{method(v.n, "iter"), true}
	case formPlace, formValue:
		w = walk{unary("&", v.n), false}
		if v.lazy {
			w = walk{method(v.n, "iter"), true}
		}
	}
	if mode == ir.ByClone {
		name := "cloned"
		if ir.IsCopy(item) {
			name = "copied"
		}
		return walk{method(w.iterator(false), name), true}
	}
	return w
}

// sliceMut writes a slice through which the elements of the list can be changed.
func (p *printer) sliceMut(e ir.Expr) (node, bool) {
	op, ok := e.(*ir.Op)
	if !ok || op.Op.Name != "list.slice" {
		return nil, false
	}
	list, nested := p.sliceMut(op.Args[0])
	if !nested {
		list = p.lentMut(op.Args[0])
	}
	return call("rt::list::slice_mut", list, p.owned(op.Args[1]), p.owned(op.Args[2])), true
}

func (p *printer) tupleWalk(iter *ir.TupleIter, mode ir.LoopMode) walk {
	var elems []node
	if lit, ok := iter.Tuple.(*ir.TupleLit); ok {
		for _, x := range lit.Elems {
			elems = append(elems, p.tupleItem(x, mode))
		}
		return walk{arrayNode{elems}, false}
	}
	t := iter.Tuple.Type().(ir.Tuple)
	base := p.expr(iter.Tuple, ir.Recv).n
	for i, et := range t.Elems {
		n := field(base, strconv.Itoa(i))
		switch {
		case ir.IsCopy(et):
		case mode == ir.ByRef && et == ir.Str:
			n = method(n, "as_str")
		case mode == ir.ByRef:
			n = unary("&", n)
		case mode == ir.ByMutRef:
			n = unary("&mut ", n)
		default:
			n = method(n, "clone")
		}
		elems = append(elems, n)
	}
	return walk{arrayNode{elems}, false}
}

func (p *printer) tupleItem(x ir.Expr, mode ir.LoopMode) node {
	if ir.IsCopy(x.Type()) || mode != ir.ByRef {
		return p.owned(x)
	}
	return p.branch(x, ir.Ref)
}

func (p *printer) dictWalk(iter *ir.DictIter, mode ir.LoopMode) walk {
	if iter.What == "elements" || iter.What == "items" && mode != ir.ByMutRef && mode != ir.ByClone {
		return p.containerWalk(iter.Dict, mode, itemOf(iter))
	}
	p.spell(iter.Dict)
	t := iter.Dict.Type().(ir.Dict)
	if mode == ir.ByMove {
		names := map[string]string{"keys": "into_keys", "values": "into_values", "items": "into_iter"}
		return walk{method(p.owned(iter.Dict), names[iter.What]), true}
	}
	name := map[string]string{"keys": "keys", "values": "values", "items": "iter"}[iter.What]
	inner := ir.Recv
	if mode == ir.ByMutRef {
		inner = ir.RecvMut
		name = map[string]string{"keys": "keys", "values": "values_mut", "items": "iter_mut"}[iter.What]
	}
	n := method(p.expr(iter.Dict, inner).n, name)
	if mode != ir.ByClone {
		return walk{n, true}
	}
	if iter.What == "items" {
		return walk{method(n, "map", pairClosure(t)), true}
	}
	item := t.Key
	if iter.What == "values" {
		item = t.Value
	}
	return walk{method(n, clonedName(item)), true}
}

func clonedName(t ir.Type) string {
	if ir.IsCopy(t) {
		return "copied"
	}
	return "cloned"
}

// pairClosure makes an owned pair of references to key and value.
func pairClosure(t ir.Dict) node {
	part := func(t ir.Type, name string) (string, node) {
		if ir.IsCopy(t) {
			return "&" + name, atom(name)
		}
		return name, method(atom(name), "clone")
	}
	k, key := part(t.Key, "key")
	v, val := part(t.Value, "value")
	return closureNode{params: "(" + k + ", " + v + ")", body: tupleNode{[]node{key, val}}}
}

func (p *printer) enumerateWalk(iter *ir.EnumerateIter, target ir.Pattern, mode ir.LoopMode) walk {
	count, sub := splitPattern(target)
	if v, ok := target.(ir.Patterns); ok && len(v) == 2 && (count == nil || p.unused(count)) && iter.Start == nil {
		return p.walkOf(iter.X, sub, mode)
	}
	inner := p.walkOf(iter.X, sub, mode)
	if t, ok := itemOf(iter).(ir.Tuple); ok && t.Elems[0] == ir.Usize {
		return walk{method(inner.iterator(mode == ir.ByMove), "enumerate"), true}
	}
	start := node(atom("0_i64"))
	if iter.Start != nil {
		start = p.typed(iter.Start)
	}
	return walk{method(parenNode{rangeNode{"..", start, nil}}, "zip", inner.n), true}
}

func splitPattern(target ir.Pattern) (*ir.Var, ir.Pattern) {
	parts, ok := target.(ir.Patterns)
	if !ok || len(parts) != 2 {
		return nil, nil
	}
	v, _ := parts[0].(*ir.Var)
	return v, parts[1]
}

func (p *printer) zipWalk(iter *ir.ZipIter, target ir.Pattern, mode ir.LoopMode) walk {
	parts, _ := target.(ir.Patterns)
	part := func(i int) ir.Pattern {
		if len(parts) == len(iter.Xs) {
			return parts[i]
		}
		return nil
	}
	n := p.walkOf(iter.Xs[0], part(0), mode).iterator(mode == ir.ByMove)
	for i, x := range iter.Xs[1:] {
		n = method(n, "zip", iterable(p.walkOf(x, part(i+1), mode).n))
	}
	if target != nil && len(parts) != len(iter.Xs) && len(iter.Xs) > 2 {
		n = method(n, "map", flatten(len(iter.Xs)))
	}
	return walk{n, true}
}

// iterable is an operand that takes whatever can be iterated: into_iter is not
// needed there.
func iterable(n node) node {
	c, ok := n.(chainNode)
	if !ok || !c.links[len(c.links)-1].call || c.links[len(c.links)-1].name != "into_iter" {
		return unparen(n)
	}
	if len(c.links) == 1 {
		return unparen(c.head)
	}
	return chainNode{c.head, c.links[:len(c.links)-1]}
}

// flatten turns ((a, b), c) into (a, b, c).
func flatten(n int) node {
	pattern, names := "x0", []node{atom("x0")}
	for i := 1; i < n; i++ {
		name := "x" + strconv.Itoa(i)
		pattern = "(" + pattern + ", " + name + ")"
		names = append(names, atom(name))
	}
	return closureNode{params: pattern, body: tupleNode{names}}
}

// rangeWalk writes range(a, b, step).
func (p *printer) rangeWalk(iter *ir.RangeIter, target ir.Pattern) walk {
	start, stop := iter.Start, iter.Stop
	v, _ := target.(*ir.Var)
	ambiguous := p.ambiguous(start) && p.ambiguous(stop) && (v == nil || !p.isPinned(v))
	step := int64(1)
	if iter.Step != nil {
		lit, ok := iter.Step.(*ir.IntLit)
		if !ok || lit.Value == 0 || lit.Value >= 1<<31 || lit.Value <= -1<<31 { // step_by takes a usize
			n := call("rt::iter::range", p.owned(start), p.owned(stop), p.owned(iter.Step))
			if iter.OnFail != ir.Stop {
				n = p.failing(call("rt::iter::try_range", p.owned(start), p.owned(stop), p.owned(iter.Step)), iter.OnFail)
			}
			return walk{n, true}
		}
		step = lit.Value
	}
	if ambiguous && step > 0 {
		p.suffix(start)
	}
	var n node
	switch {
	case step > 0:
		n = p.span(p.owned(start), stop)
	default:
		n = parenNode{p.downward(start, stop, ambiguous)}
		n = method(n, "rev")
		step = -step
	}
	if step == 1 {
		_, isRange := n.(rangeNode)
		return walk{n, !isRange}
	}
	if r, ok := n.(rangeNode); ok {
		n = parenNode{r}
	}
	return walk{method(n, "step_by", atom(strconv.FormatInt(step, 10))), true}
}

// span writes a..b, or a..=b for a stop of b + 1.
func (p *printer) span(start node, stop ir.Expr) node {
	if x, ok := plusOne(stop); ok {
		return rangeNode{"..=", atLeast(start, precOr), atLeast(p.owned(x), precOr)}
	}
	return rangeNode{"..", atLeast(start, precOr), atLeast(p.owned(stop), precOr)}
}

// downward writes the numbers from start down to before stop, in ascending
// order; spelled says that they have to say their type.
func (p *printer) downward(start, stop ir.Expr, spelled bool) node {
	var low node
	if lit, ok := stop.(*ir.IntLit); ok && lit.Value < 1<<62 {
		next := &ir.IntLit{Base: lit.Base, Value: lit.Value + 1}
		p.spelled[next] = spelled
		low = p.intLit(next)
	} else {
		if spelled {
			p.suffix(stop)
		}
		low = binary("+", p.owned(stop), atom("1"))
	}
	if x, ok := minusOne(start); ok {
		return rangeNode{"..", atLeast(low, precOr), atLeast(p.owned(x), precOr)}
	}
	return rangeNode{"..=", atLeast(low, precOr), atLeast(p.owned(start), precOr)}
}

func plusOne(e ir.Expr) (ir.Expr, bool)  { return offByOne(e, "int.add") }
func minusOne(e ir.Expr) (ir.Expr, bool) { return offByOne(e, "int.sub") }

func offByOne(e ir.Expr, name string) (ir.Expr, bool) {
	op, ok := e.(*ir.Op)
	if !ok || op.Op.Name != name || len(op.Args) != 2 {
		return nil, false
	}
	lit, ok := op.Args[1].(*ir.IntLit)
	return op.Args[0], ok && lit.Value == 1
}

// iterOperand writes an iterator of owned items; refs are enough for a sum.
func (p *printer) iterOperand(e ir.Expr, refs bool) node {
	switch e := e.(type) {
	case *ir.ListIter:
		_, keeps := ir.Roots(e.List)
		if !keeps {
			w := p.containerWalk(e.List, ir.ByMove, itemOf(e))
			n := w.iterator(true)
			if e.Reversed {
				n = method(n, "rev")
			}
			return n
		}
		n := p.containerWalk(e.List, ir.ByRef, itemOf(e)).iterator(false)
		if e.Reversed {
			n = method(n, "rev")
		}
		if refs {
			return n
		}
		return method(n, clonedName(itemOf(e)))
	case *ir.DictIter:
		if e.What == "elements" {
			return p.setOperand(e, refs)
		}
	case *ir.EnumerateIter:
		start := node(atom("0_i64"))
		if e.Start != nil {
			start = p.typed(e.Start)
		}
		return method(parenNode{rangeNode{"..", start, nil}}, "zip", p.iterOperand(e.X, false))
	case *ir.ZipIter:
		n := p.iterOperand(e.Xs[0], false)
		for _, x := range e.Xs[1:] {
			n = method(n, "zip", iterable(p.iterOperand(x, false)))
		}
		if len(e.Xs) > 2 {
			n = method(n, "map", flatten(len(e.Xs)))
		}
		return n
	case *ir.Op:
		n := p.expr(e, ir.Value).n
		if e.Op.View && itemOf(e) == ir.Str {
			return method(n, "map", atom("str::to_owned"))
		}
		return n
	case *ir.RangeIter:
		w := p.rangeWalk(e, nil)
		if r, ok := w.n.(rangeNode); ok {
			return parenNode{r}
		}
		return w.n
	case *ir.TupleIter:
		return p.tupleWalk(e, ir.ByClone).iterator(true)
	case *ir.Comp:
		return p.comp(e)
	}
	return p.walkOf(e, nil, ir.ByClone).iterator(false)
}

// setOperand is iterOperand for the elements of a set.
func (p *printer) setOperand(e *ir.DictIter, refs bool) node {
	if _, keeps := ir.Roots(e.Dict); !keeps {
		return p.containerWalk(e.Dict, ir.ByMove, itemOf(e)).iterator(true)
	}
	n := p.containerWalk(e.Dict, ir.ByRef, itemOf(e)).iterator(false)
	if refs {
		return n
	}
	return method(n, clonedName(itemOf(e)))
}

// plainItems writes a list made on the spot for a function that makes an
// iterator of it by itself; nil for anything else.
func (p *printer) plainItems(e ir.Expr) node {
	switch e := e.(type) {
	case *ir.ListIter:
		if _, keeps := ir.Roots(e.List); !keeps && !e.Reversed {
			return p.containerWalk(e.List, ir.ByMove, itemOf(e)).n
		}
	case *ir.TupleIter:
		return p.tupleWalk(e, ir.ByClone).n
	case *ir.RangeIter:
		return p.rangeWalk(e, nil).n
	}
	return nil
}

// pattern writes what a loop binds. refs says that the item is a reference.
func (p *printer) pattern(pat ir.Pattern, iter ir.Expr, mode ir.LoopMode) string {
	parts, split := pat.(ir.Patterns)
	switch iter := iter.(type) {
	case *ir.EnumerateIter:
		if split && len(parts) == 2 {
			count, _ := parts[0].(*ir.Var)
			sub := p.pattern(parts[1], iter.X, mode)
			if (count == nil || p.unused(count)) && iter.Start == nil {
				return sub
			}
			return "(" + p.leaf(parts[0], false) + ", " + sub + ")"
		}
	case *ir.ZipIter:
		if split && len(parts) == len(iter.Xs) {
			out := p.pattern(parts[0], iter.Xs[0], mode)
			for i, x := range iter.Xs[1:] {
				out = "(" + out + ", " + p.pattern(parts[i+1], x, mode) + ")"
			}
			return out
		}
	case *ir.DictIter:
		if mode != ir.ByMove && mode != ir.ByClone {
			if iter.What == "items" && split && len(parts) == 2 {
				return "(" + p.refPattern(parts[0], true) + ", " + p.refPattern(parts[1], true) + ")"
			}
			return p.refPattern(pat, true)
		}
	case *ir.ListIter:
		if _, lit := iter.List.(*ir.ListLit); !lit && mode != ir.ByMove && mode != ir.ByClone && mode != ir.ByPosition {
			return p.refPattern(pat, true)
		}
	case *ir.TupleIter:
		if (mode == ir.ByRef || mode == ir.ByMutRef) && !ir.IsCopy(itemOf(iter)) { // what is copied is not lent
			return p.refPattern(pat, itemOf(iter) != ir.Str)
		}
	case *ir.Op:
		if iter.Op.View {
			return p.plainPattern(pat, false)
		}
	}
	return p.plainPattern(pat, true)
}

// refPattern binds a reference to an item.
func (p *printer) refPattern(pat ir.Pattern, strict bool) string {
	vars := ir.PatternVars(pat)
	owned := true
	for _, v := range vars {
		owned = owned && v.Binding == ir.Owns && ir.IsCopy(v.T)
		p.strict[v] = strict
		p.plainRef(v)
	}
	if _, isVar := pat.(*ir.Var); !isVar && pat != nil || len(vars) == 1 {
		if owned && len(vars) > 0 && !p.allUnused(vars) {
			inner := p.plainPattern(pat, strict)
			if strings.HasPrefix(inner, "mut ") {
				inner = "(" + inner + ")"
			}
			return "&" + inner
		}
	}
	return p.plainPattern(pat, strict)
}

func (p *printer) allUnused(vars []*ir.Var) bool {
	for _, v := range vars {
		if !p.unused(v) {
			return false
		}
	}
	return true
}

func (p *printer) plainPattern(pat ir.Pattern, strict bool) string {
	parts, ok := pat.(ir.Patterns)
	if !ok {
		return p.leaf(pat, strict)
	}
	out := "("
	for i, q := range parts {
		if i > 0 {
			out += ", "
		}
		out += p.plainPattern(q, strict)
	}
	if len(parts) == 1 {
		out += ","
	}
	return out + ")"
}

func (p *printer) leaf(pat ir.Pattern, strict bool) string {
	v, ok := pat.(*ir.Var)
	if !ok || v == nil || p.unused(v) && !v.Mut || p.hidden[v] {
		return "_"
	}
	p.strict[v] = strict
	if v.Mut && v.Binding == ir.Owns {
		return "mut " + p.binding(v)
	}
	return p.binding(v)
}

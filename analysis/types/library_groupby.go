package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// A group that groupby gives is used up when the next one is asked for, and as it
// is walked. It is as good as a list where a loop over groupby walks it once, at
// once:
//
//	for key, group in groupby(xs):
//	    out.append((key, len(list(group))))

// GroupIterator is what Iterator.Of says of the groups of itertools.groupby.
const GroupIterator = "itertools._grouper"

// groupby is groupby(xs) and groupby(xs, key).
func (w *walker) groupby(c call) val {
	it := w.newIter(c.node, c.name, nil)
	pos, kw, ok := w.args(c, 1, 2, "key")
	if !ok {
		return val{set: set{iter: it}}
	}
	key := kw["key"]
	if len(pos) == 2 {
		key = pos[1]
	}
	s := w.elementSlot(w.value(pos[0]), pos[0], 0)
	t := w.newTuple(c.node, 1, 2)
	group := site(w, c.node, 2, func() *iterT { return &iterT{of: GroupIterator, elem: &slot{}} })
	w.unify(group.elem, s)
	w.put(t.elems[1], set{iter: group})
	by := val{set: w.get(s), src: s}
	if key != nil && !isNoneLiteral(key) {
		result, ok := w.applied(key, []val{by})
		if !ok {
			w.eval(key)
			w.refuse("PT510", key, "a key is translated only when it is a lambda or the name of a function")
		}
		by = result
	}
	w.flow(t.elems[0], by)
	w.put(t.elems[0], by.set)
	w.put(it.elem, set{tuple: t})
	if w.record && !walkedAtOnce(w.u.body, c.node) {
		w.refuse("PT521", c.node, "groupby is translated in a loop that walks each group once, at once: for key, group in groupby(xs): … list(group)")
	}
	return val{set: set{iter: it}}
}

func isNoneLiteral(e syntax.Expr) bool {
	_, ok := e.(*syntax.None)
	return ok
}

// walkedAtOnce reports whether a call of groupby is the iterator of a loop or of a
// comprehension that uses up each group where it gets it.
func walkedAtOnce(body []syntax.Stmt, call *syntax.Call) bool {
	found := false
	syntax.Walk(body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.For:
			if n.Iter == syntax.Expr(call) {
				found = len(n.Orelse) == 0 && groupUsedOnce(n.Target, body, stmtNodes(n.Body))
			}
		case *syntax.ListComp:
			found = found || groupsWalked(n.Generators, call, body, n.Elt)
		case *syntax.SetComp:
			found = found || groupsWalked(n.Generators, call, body, n.Elt)
		case *syntax.GeneratorExp:
			found = found || groupsWalked(n.Generators, call, body, n.Elt)
		case *syntax.DictComp:
			found = found || groupsWalked(n.Generators, call, body, n.Key, n.Value)
		}
		return !found
	})
	return found
}

func stmtNodes(body []syntax.Stmt) []syntax.Node {
	out := make([]syntax.Node, len(body))
	for i, s := range body {
		out[i] = s
	}
	return out
}

// groupsWalked is walkedAtOnce for a comprehension with one clause, or whose
// second clause walks the group.
func groupsWalked(gens []*syntax.Comprehension, call *syntax.Call, body []syntax.Stmt, elts ...syntax.Node) bool {
	if gens[0].Iter != syntax.Expr(call) || len(gens) > 2 {
		return false
	}
	in := elts
	for _, test := range gens[0].Ifs {
		in = append(in, test)
	}
	if len(gens) == 2 {
		group := groupName(gens[0].Target)
		walked, ok := gens[1].Iter.(*syntax.Name)
		return ok && group != nil && walked.ID == group.ID && mentions(body, group.ID) == 2
	}
	return groupUsedOnce(gens[0].Target, body, in)
}

// groupName is the name of the group in "key, group".
func groupName(target syntax.Expr) *syntax.Name {
	t, ok := target.(*syntax.Tuple)
	if !ok || len(t.Elts) != 2 {
		return nil
	}
	name, _ := t.Elts[1].(*syntax.Name)
	return name
}

// mentions counts where a name stands in a body.
func mentions(body []syntax.Stmt, name string) int {
	count := 0
	syntax.Walk(body, func(n syntax.Node) bool {
		if m, ok := n.(*syntax.Name); ok && m.ID == name {
			count++
		}
		return true
	})
	return count
}

// groupUsedOnce reports whether what gets the group of a loop target is walked once
// among nodes, at once, and mentioned nowhere else; or not mentioned at all.
func groupUsedOnce(target syntax.Expr, body []syntax.Stmt, nodes []syntax.Node) bool {
	group := groupName(target)
	if group == nil {
		return false
	}
	switch mentions(body, group.ID) {
	case 1:
		return true
	case 2:
	default:
		return false
	}
	for _, n := range nodes {
		if usesUp(n, group.ID) {
			return true
		}
	}
	return false
}

// walkingBuiltins are the builtins that walk their first argument at once.
var walkingBuiltins = map[string]bool{
	"list": true, "tuple": true, "set": true, "frozenset": true, "sorted": true, "sum": true, "max": true,
	"min": true, "any": true, "all": true,
}

// usesUp finds in n the place where a group is walked, which must not be inside
// something that may run more than once or later.
func usesUp(n syntax.Node, name string) bool {
	is := func(e syntax.Expr) bool {
		m, ok := e.(*syntax.Name)
		return ok && m.ID == name
	}
	switch n := n.(type) {
	case *syntax.Call:
		if len(n.Args) > 0 && is(n.Args[0]) {
			switch f := n.Func.(type) {
			case *syntax.Name:
				return walkingBuiltins[f.ID]
			case *syntax.Attribute:
				_, literal := f.Value.(*syntax.Str)
				return literal && f.Attr == "join"
			}
			return false
		}
	case *syntax.For:
		return is(n.Iter) || usesUp(n.Iter, name)
	case *syntax.While, *syntax.Lambda, *syntax.FunctionDef, *syntax.ClassDef, *syntax.GeneratorExp:
		if g, ok := n.(*syntax.GeneratorExp); ok && is(g.Generators[0].Iter) {
			return true // the generator cannot be kept
		}
		return false
	case *syntax.ListComp:
		return is(n.Generators[0].Iter)
	case *syntax.SetComp:
		return is(n.Generators[0].Iter)
	case *syntax.DictComp:
		return is(n.Generators[0].Iter)
	}
	for _, c := range syntax.Children(n) {
		if usesUp(c, name) {
			return true
		}
	}
	return false
}

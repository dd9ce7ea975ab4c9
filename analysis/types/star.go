package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// walrus evaluates target := value.
func (w *walker) walrus(e *syntax.NamedExpr) val {
	x := w.value(e.Value)
	w.checkKept(e.Value, x)
	w.assign(e.Target, x, e.Value)
	v := w.lookupName(e.Target)
	if v == nil {
		return x
	}
	v.used = true
	if v.owner != w.u {
		w.checkGlobal(v, e.Target)
		return x
	}
	return val{set: w.env.get(v.index).without(bUnbound), src: v.slot}
}

// unpackStarred binds the targets a, *b, c, of which the one with index star
// takes a list of what the others leave.
func (w *walker) unpackStarred(targets []syntax.Expr, star int, x val, from syntax.Node) {
	after := len(targets) - star - 1
	list := w.newList(targets[star], 0)
	rest := val{set: set{list: list}}
	inner := targets[star].(*syntax.Starred).Value
	if x.tuple != nil && x.varying == nil && !x.has(bBasic) {
		elems := x.tuple.elems
		if len(elems) < len(targets)-1 {
			w.refuse("PT206", from, "%d values cannot be unpacked into %d names: Python raises ValueError", len(elems), len(targets)-1)
			return
		}
		at := func(i int) val { return val{set: w.get(elems[i]), src: elems[i]} }
		for i := range star {
			w.assign(targets[i], at(i), from)
		}
		for i := star; i < len(elems)-after; i++ {
			w.store(list.elem, at(i), from)
		}
		w.assign(inner, rest, from)
		for i := range after {
			w.assign(targets[star+1+i], at(len(elems)-after+i), from)
		}
		return
	}
	if x.has(bNone) {
		w.optional(from, x, "unpacked")
	}
	elem := w.elements(x, from)
	w.store(list.elem, elem, from)
	for i, t := range targets {
		if i == star {
			w.assign(inner, rest, from)
		} else {
			w.assign(t, elem, from)
		}
	}
}

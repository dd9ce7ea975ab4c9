package lower

import (
	"fmt"
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// assign lowers Targets[0] = Targets[1] = … = Value: the value is evaluated
// once, then the targets get it from left to right.
func (f *function) assign(s *syntax.Assign) []ir.Stmt {
	if len(s.Targets) == 1 {
		return f.assignOne(s, s.Targets[0], s.Value)
	}
	value := f.exprAs(s.Value, f.wanted(s.Targets[0]))
	var out []ir.Stmt
	if !isLiteralValue(value) {
		if name, ok := s.Targets[0].(*syntax.Name); ok {
			out = f.store(s, name, value)
			s2 := s.Targets[1:]
			for _, t := range s2 {
				out = append(out, f.store(s, t, f.as(f.name(name), f.wanted(t)))...)
			}
			return out
		}
		out = append(out, f.bindTemp("value", &value))
	}
	for _, t := range s.Targets {
		out = append(out, f.store(s, t, f.as(copyOf(value), f.wanted(t)))...)
	}
	return out
}

func isLiteralValue(x ir.Expr) bool {
	switch x := x.(type) {
	case *ir.IntLit, *ir.FloatLit, *ir.StrLit, *ir.BytesLit, *ir.BoolLit, *ir.NoneLit, *ir.CharLit:
		return true
	case *ir.Convert:
		return isLiteralValue(x.X)
	}
	return false
}

// assignOne lowers Target = Value.
func (f *function) assignOne(s syntax.Stmt, target, value syntax.Expr) []ir.Stmt {
	if targets := parts(target); targets != nil {
		return f.unpack(s, target, targets, value)
	}
	if out := f.tally(s, target, value); out != nil {
		return out
	}
	want := f.wanted(target)
	if list, ok := want.(ir.List); ok && isSlice(target) {
		return []ir.Stmt{&ir.ExprStmt{Place: place(s), X: f.assignSlice(target.(*syntax.Subscript), value, list)}}
	}
	return f.store(s, target, f.exprAs(value, want))
}

// parts are the targets of a tuple or list of targets; nil for a single one.
func parts(target syntax.Expr) []syntax.Expr {
	switch t := target.(type) {
	case *syntax.Tuple:
		return t.Elts
	case *syntax.List:
		return t.Elts
	}
	return nil
}

// wanted is the type of what a target holds.
func (f *function) wanted(target syntax.Expr) ir.Type {
	switch t := target.(type) {
	case *syntax.Name:
		if c := f.stateTarget(t); c != nil {
			return c.T
		}
		return f.targetVar(t).T
	case *syntax.Subscript:
		container := f.typeOf(t.Value)
		if option, ok := container.(ir.Option); ok {
			container = option.Elem
		}
		switch c := container.(type) {
		case ir.List:
			if _, slice := t.Index.(*syntax.Slice); slice {
				return storable(c)
			}
			return storable(c.Elem)
		case ir.Dict:
			return storable(c.Value)
		case ir.Struct:
			if fn := f.m.funcs[c.Class.Method("__setitem__")]; fn != nil && len(fn.Params) == 3 {
				return fn.Params[2].T
			}
		}
		f.refuse("PT523", t, "assigning to an element of %s is not translated", pythonType(container))
	case *syntax.Tuple, *syntax.List:
		elems := parts(t)
		out := ir.Tuple{Elems: make([]ir.Type, len(elems))}
		for i, e := range elems {
			out.Elems[i] = f.wanted(e)
		}
		return out
	case *syntax.Starred:
		f.refuse("PT509", t, "a starred target is not translated")
	case *syntax.Attribute:
		return f.memberWanted(t)
	}
	f.refuse("PT521", target, "this target is not translated")
	return nil
}

// targetVar is the variable that a name assigns.
func (f *function) targetVar(e *syntax.Name) *ir.Var {
	for i := range f.errors {
		if f.errors[i].name == e.ID {
			f.refuse("PT519", e, "%s is the name of an exception here; use another variable", e.ID)
		}
	}
	v := f.m.info.VarOf(e)
	if v == nil || v.Kind == types.Global {
		f.refuse("PT507", e, "assigning to %s is not translated", e.ID)
	}
	return f.local(v, e)
}

// store assigns a lowered value, which fits, to a target.
func (f *function) store(s syntax.Stmt, target syntax.Expr, value ir.Expr) []ir.Stmt {
	switch t := target.(type) {
	case *syntax.Name:
		if c := f.stateTarget(t); c != nil {
			return []ir.Stmt{f.setState(s, c, value)}
		}
		v := f.targetVar(t)
		if l, ok := value.(*ir.Local); ok && l.Var == v {
			return nil // x = x does nothing
		}
		if grown := f.textGrown(s, localOf(v, t.Range), value); grown != nil {
			return grown
		}
		return []ir.Stmt{&ir.Assign{Place: place(s), Target: localOf(v, t.Range), Value: value}}
	case *syntax.Subscript:
		return f.storeElement(s, t, value)
	case *syntax.Attribute:
		return f.storeMember(s, t, value)
	}
	return f.spread(s, target, value)
}

// storeElement assigns to Value[Index]. Python evaluates the value first; Rust
// does so too, but for an insertion in a dict.
func (f *function) storeElement(s syntax.Stmt, t *syntax.Subscript, value ir.Expr) []ir.Stmt {
	x := f.unwrapped(f.expr(t.Value))
	if slice, ok := t.Index.(*syntax.Slice); ok {
		return []ir.Stmt{&ir.ExprStmt{Place: place(s), X: f.storeSlice(t, slice, x, value, false)}}
	}
	if _, ok := x.Type().(ir.Struct); ok {
		return f.storeInstanceItem(s, t, x, f.expr(t.Index), value)
	}
	target := f.element(t, x)
	if !ir.Same(value.Type(), target.Type()) { // ints of attributes have 64 bits, whatever goes there
		value = f.as(value, target.Type())
	}
	var out []ir.Stmt
	switch item := target.(type) {
	case *ir.Field:
		f.refuse("PT206", t, "a tuple cannot be changed")
	case *ir.Index:
		if _, varying := item.List.Type().(ir.VarTuple); varying {
			f.refuse("PT206", t, "a tuple cannot be changed")
		}
		if placedByItself(item) && !commute(value, item) {
			out = append(out, f.bindTemp("value", &value)) // before the index is computed
		}
	case *ir.Item:
		item.OnFail = ir.Stop // it inserts
		if !commute(value, item.Key) || !commute(value, item.Dict) || asksItself(item, value) && !simple(value) {
			out = append(out, f.bindTemp("value", &value))
		}
		if asksItself(item, item.Key) {
			if len(out) == 0 && !simple(value) {
				out = append(out, f.bindTemp("value", &value))
			}
			out = append(out, f.bindTemp("key", &item.Key))
		}
	}
	return append(out, &ir.Assign{Place: place(s), Target: target, Value: value})
}

// placedByItself reports whether the index of a place looks at the list it is in.
func placedByItself(at *ir.Index) bool {
	root := ir.Root(at.List)
	for root != nil {
		if mentions(at.Index, root) {
			return true
		}
		outer, ok := at.List.(*ir.Index)
		if !ok {
			return false
		}
		at = outer
	}
	return false
}

// asksItself reports whether x looks at the dict that gets an item, which is of a
// class that Rust reaches through another borrow.
func asksItself(item *ir.Item, x ir.Expr) bool {
	t, ok := item.Dict.Type().(ir.Dict)
	root := ir.Root(item.Dict)
	if !ok || t.Kind == ir.PlainDict || root == nil {
		return false
	}
	return mentions(x, root)
}

// unpack lowers a, b = Value.
func (f *function) unpack(s syntax.Stmt, target syntax.Expr, targets []syntax.Expr, value syntax.Expr) []ir.Stmt {
	if hasStar(targets) {
		return f.unpackStarred(s, targets, value)
	}
	if values := parts(value); len(values) == len(targets) && len(values) > 0 && f.flat(targets) {
		return f.pairwise(s, target, targets, values)
	}
	want := f.wanted(target)
	switch t := f.typeOf(value).(type) {
	case ir.Tuple:
		if len(t.Elems) != len(targets) {
			f.refuse("PT206", s, "a tuple of %d elements cannot be taken apart into %d: Python raises ValueError", len(t.Elems), len(targets))
		}
		if x := f.fit(f.expr(value), want); x != nil && f.flat(targets) && !f.givesState(targets) {
			if places := f.places(targets); !entangled(places, x) {
				return []ir.Stmt{&ir.AssignTuple{Place: place(s), Targets: places, Value: x}}
			}
		}
		return f.spread(s, target, f.expr(value))
	case ir.List, ir.VarTuple:
		return f.unpackSequence(s, targets, f.expr(value), "list")
	case ir.Iter, ir.Generator:
		return f.unpackItems(s, targets, value)
	case ir.Struct:
		return f.spread(s, target, f.expr(value))
	case ir.Basic:
		switch t {
		case ir.Str:
			return f.unpackSequence(s, targets, f.expr(value), "str")
		case ir.Range:
			return f.unpackItems(s, targets, value)
		}
	}
	f.refuse("PT521", s, "taking %s apart is not translated", pythonType(f.typeOf(value)))
	return nil
}

// flat reports whether no target is a tuple of targets itself, or belongs to an
// instance, whose class says how it is set.
func (f *function) flat(targets []syntax.Expr) bool {
	for _, t := range targets {
		switch t := t.(type) {
		case *syntax.Attribute:
			if !f.plainField(t) {
				return false
			}
		case *syntax.Subscript:
			if _, instance := f.typeOf(t.Value).(ir.Struct); instance {
				return false
			}
		}
		if parts(t) != nil {
			return false
		}
		if _, star := t.(*syntax.Starred); star {
			return false
		}
	}
	return true
}

// plainField reports whether an attribute is a field of a struct that a name stands for.
func (f *function) plainField(t *syntax.Attribute) bool {
	_, named := t.Value.(*syntax.Name)
	member := f.m.info.Members[t]
	return named && member != nil && member.Attr != nil && (!f.m.shared[member.Class] || f.fields != nil && f.isSelf(t.Value))
}

// places lowers targets to places.
func (f *function) places(targets []syntax.Expr) []ir.Expr {
	out := make([]ir.Expr, len(targets))
	for i, t := range targets {
		switch t := t.(type) {
		case *syntax.Name:
			out[i] = localOf(f.targetVar(t), t.Range)
		case *syntax.Subscript:
			if _, slice := t.Index.(*syntax.Slice); slice {
				f.refuse("PT404", t, "a slice among several targets is not translated")
			}
			out[i] = f.element(t, f.unwrapped(f.expr(t.Value)))
			if item, ok := out[i].(*ir.Item); ok {
				item.OnFail = ir.Stop
			}
		case *syntax.Attribute:
			out[i] = f.memberPlace(t)
		default:
			f.refuse("PT521", t, "this target is not translated")
		}
	}
	return out
}

// pairwise lowers a, b = x, y. Where nobody can tell, it is one assignment
// after the other.
func (f *function) pairwise(s syntax.Stmt, target syntax.Expr, targets, values []syntax.Expr) []ir.Stmt {
	var elems []ir.Expr
	want := ir.Tuple{}
	for i, v := range values {
		t := f.wanted(targets[i])
		elems, want.Elems = append(elems, f.exprAs(v, t)), append(want.Elems, t)
	}
	if f.givesState(targets) {
		return f.spread(s, target, &ir.TupleLit{Base: base(want, s), Elems: elems})
	}
	places := f.places(targets)
	if independent(places, elems) {
		var out []ir.Stmt
		for i := range places {
			out = append(out, &ir.Assign{Place: place(s), Target: places[i], Value: elems[i]})
		}
		return out
	}
	value := &ir.TupleLit{Base: base(want, s), Elems: elems}
	if entangled(places, value) {
		return f.spread(s, target, value)
	}
	return []ir.Stmt{&ir.AssignTuple{Place: place(s), Targets: places, Value: value}}
}

// entangled reports whether the place of one target depends on a target before
// it, as in i, xs[i] = …, or on what the value changes; then they are assigned one
// after the other.
func entangled(places []ir.Expr, value ir.Expr) bool {
	for i, p := range places {
		// An index that looks at its own list is computed before anything is assigned.
		if at, ok := p.(*ir.Index); ok && placedByItself(at) && (weigh(value) == acts || i > 0 && !byLength(at)) {
			return true
		}
		local, isLocal := p.(*ir.Local)
		for _, later := range places[i+1:] {
			if _, plain := later.(*ir.Local); plain {
				continue
			}
			if isLocal && mentions(later, local.Var) || !isLocal && looksUp(later) {
				return true
			}
		}
	}
	return false
}

// byLength reports whether an index looks at its list, which a name stands for, for its
// length alone: what is assigned to other elements does not change that.
func byLength(at *ir.Index) bool {
	list, ok := at.List.(*ir.Local)
	if !ok {
		return false
	}
	ir.WalkExpr(at.Index, nil, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Local:
			ok = ok && e.Var != list.Var
		case *ir.Op:
			if len(e.Args) == 1 && e.Op.Name == "len" {
				_, plain := e.Args[0].(*ir.Local)
				return !plain
			}
		}
		return ok
	})
	return ok
}

// looksUp reports whether finding a place takes a look into containers, other
// than for the place itself.
func looksUp(place ir.Expr) bool {
	switch p := place.(type) {
	case *ir.Index:
		return weigh(p.Index) >= fails || looksUp(p.List)
	case *ir.Item:
		return weigh(p.Key) >= fails || looksUp(p.Dict)
	}
	return false
}

// independent reports whether each value may be evaluated after the targets
// before it were assigned.
func independent(places, values []ir.Expr) bool {
	for i, p := range places {
		local, ok := p.(*ir.Local)
		if !ok {
			return false
		}
		for _, later := range values[i+1:] {
			if mentions(later, local.Var) || weigh(later) > reads && !stopsOnly(later) {
				return false
			}
		}
	}
	return true
}

// stopsOnly reports whether no failure in x leaves it in another way than by
// stopping the program.
func stopsOnly(x ir.Expr) bool {
	ok := true
	ir.WalkExpr(x, nil, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Index:
			ok = ok && e.OnFail == ir.Stop
		case *ir.Item:
			ok = ok && e.OnFail == ir.Stop
		case *ir.Op:
			ok = ok && e.OnFail == ir.Stop
		case *ir.Call:
			ok = ok && e.OnFail == ir.Stop
		case *ir.CallValue:
			ok = ok && e.OnFail == ir.Stop
		case *ir.Comp, *ir.RangeIter, *ir.Block:
			ok = false
		}
		return ok
	})
	return ok
}

// mentions reports whether x reads v.
func mentions(x ir.Expr, v *ir.Var) bool {
	found := false
	ir.WalkExpr(x, nil, func(e ir.Expr) bool {
		if local, ok := e.(*ir.Local); ok && local.Var == v {
			found = true
		}
		return !found
	})
	return found
}

// spread assigns the elements of a tuple to nested targets, or where they have
// to be converted: into variables of their own first.
func (f *function) spread(s syntax.Stmt, target syntax.Expr, value ir.Expr) []ir.Stmt {
	if lets, tuple := f.asTuple(s, value); tuple != nil {
		return append(lets, f.spread(s, target, tuple)...)
	}
	pattern, stores := f.bindTarget(s, target, value.Type())
	patterns, ok := pattern.(ir.Patterns)
	if !ok {
		f.refuse("PT521", target, "this target is not translated")
	}
	return append([]ir.Stmt{&ir.LetPattern{Place: place(s), Pattern: patterns, Value: value}}, stores...)
}

// bindTarget makes a pattern of new variables for a target and the assignments
// from them to the target's own; binding the variables drops those that are not
// needed.
func (f *function) bindTarget(s syntax.Stmt, target syntax.Expr, elem ir.Type) (ir.Pattern, []ir.Stmt) {
	if elems := parts(target); elems != nil {
		if t, ok := elem.(ir.Struct); ok && t.Class.Kind == types.NamedTupleClass {
			v := f.temp("item", elem, target.Span())
			return v, f.spread(s, target, localOf(v, target.Span()))
		}
		if v := f.temp("item", elem, target.Span()); f.ofAnyLength(elem, elems) {
			return v, f.takeApart(s, elems, localOf(v, target.Span()))
		}
		var stores []ir.Stmt
		pattern := f.bindParts(target, elems, elem, func(t syntax.Expr, elem ir.Type) ir.Pattern {
			p, more := f.bindTarget(s, t, elem)
			stores = append(stores, more...)
			return p
		})
		return pattern, stores
	}
	name := "value"
	if n, ok := target.(*syntax.Name); ok {
		name = "next_" + n.ID
	}
	if elem == ir.Never {
		f.refuse("PT201", target, "the type of this variable is not known, since nothing is ever walked")
	}
	v := f.temp(name, elem, target.Span())
	return v, f.store(s, target, f.as(localOf(v, target.Span()), f.wanted(target)))
}

// unpackSequence lowers a, b = xs for a list or str, whose length Python checks.
func (f *function) unpackSequence(s syntax.Stmt, targets []syntax.Expr, value ir.Expr, kind string) []ir.Stmt {
	var out []ir.Stmt
	if _, local := value.(*ir.Local); !local || f.assigns(targets, value) {
		out = append(out, f.bindTemp("parts", &value))
	}
	n := int64(len(targets))
	length := func() ir.Expr { return f.must("PT521", s, "len", copyOf(value)) }
	few := &ir.Format{Base: base(ir.Str, s), Pieces: []ir.Piece{
		{Text: fmt.Sprintf("not enough values to unpack (expected %d, got ", n)}, {Value: length()}, {Text: ")"},
	}}
	many := strLit(fmt.Sprintf("too many values to unpack (expected %d)", n), s)
	for _, check := range []struct {
		op      syntax.Op
		message ir.Expr
	}{{"<", few}, {">", many}} {
		raise := f.raised(s, "ValueError", check.message, false)
		cond := f.relate(s, check.op, length(), intLit(n, s))
		out = append(out, &ir.IfStmt{Place: place(s), Cond: cond, Then: []ir.Stmt{raise}})
	}
	for i, t := range targets {
		var item ir.Expr
		if kind == "str" {
			item = f.must("PT521", s, "str.getitem", copyOf(value), intLit(int64(i), s))
			item.(*ir.Op).OnFail = ir.Stop
		} else {
			elem := elementOf(value.Type())
			item = &ir.Index{Base: base(elem, s), List: copyOf(value), Index: intLit(int64(i), s)}
		}
		out = append(out, f.store(s, t, f.as(item, f.wanted(t)))...)
	}
	return out
}

// ofAnyLength reports whether a value of type t, whose length only the run tells, can
// be taken apart into targets.
func (f *function) ofAnyLength(t ir.Type, targets []syntax.Expr) bool {
	switch t := t.(type) {
	case ir.List:
		return true
	case ir.VarTuple:
		return !hasStar(targets)
	case ir.Basic:
		return t == ir.Str && !hasStar(targets)
	}
	return false
}

// takeApart assigns the items of such a value to targets.
func (f *function) takeApart(s syntax.Stmt, targets []syntax.Expr, value ir.Expr) []ir.Stmt {
	if star := slices.IndexFunc(targets, isStarred); star >= 0 {
		return f.unpackStarredList(s, targets, star, value)
	}
	kind := "list"
	if value.Type() == ir.Str {
		kind = "str"
	}
	return f.unpackSequence(s, targets, value, kind)
}

// elementOf is the type of the elements of a list or tuple of any length.
func elementOf(t ir.Type) ir.Type {
	if varying, ok := t.(ir.VarTuple); ok {
		return varying.Elem
	}
	return t.(ir.List).Elem
}

// assigns reports whether one of targets is the variable that value reads.
func (f *function) assigns(targets []syntax.Expr, value ir.Expr) bool {
	for _, t := range targets {
		name, ok := t.(*syntax.Name)
		if !ok || !f.givesState([]syntax.Expr{t}) && mentions(value, f.targetVar(name)) {
			return true
		}
	}
	return false
}

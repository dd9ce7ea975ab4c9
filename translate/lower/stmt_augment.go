package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// compounds has the names of the augmented operators in operation names.
var compounds = map[syntax.Op]string{
	"+": "iadd", "-": "isub", "*": "imul", "/": "itruediv", "&": "iand", "|": "ior", "^": "ixor", ">>": "irshift",
}

// augAssign lowers Target Op= Value. Python evaluates the container and index
// of the target, reads it, evaluates the value, and stores the result.
func (f *function) augAssign(s *syntax.AugAssign) []ir.Stmt {
	switch t := s.Target.(type) {
	case *syntax.Name:
		if c := f.stateTarget(t); c != nil {
			return f.augState(s, t, c)
		}
		v := f.targetVar(t)
		if f.m.info.IsUnset(t) {
			return f.augment(s, func() ir.Expr { return localOf(v, t.Range) }, f.setValue(t))
		}
		return f.augment(s, func() ir.Expr { return localOf(v, t.Range) }, f.name(t))
	case *syntax.Subscript:
		return f.augElement(s, t)
	case *syntax.Attribute:
		return f.augMember(s, t)
	}
	f.refuse("PT521", s.Target, "augmented assignment to this target is not translated")
	return nil
}

// augElement lowers xs[i] Op= Value and d[k] Op= Value.
func (f *function) augElement(s *syntax.AugAssign, t *syntax.Subscript) []ir.Stmt {
	if _, slice := t.Index.(*syntax.Slice); slice {
		f.refuse("PT404", t, "augmented assignment to a slice is not translated")
	}
	x := f.unwrapped(f.expr(t.Value))
	if out := f.augEntry(s, t, x); out != nil {
		return out
	}
	if out := f.augInstanceItem(s, t, x); out != nil {
		return out
	}
	place := f.element(t, x)
	if _, tuple := place.(*ir.Field); tuple {
		f.refuse("PT206", t, "a tuple cannot be changed")
	}
	lets := f.steadyPath(place)
	return append(lets, f.augment(s, func() ir.Expr { return copyPath(place) }, copyPath(place))...)
}

// steadyPath puts what is not simple in the indexes of a place into variables,
// so that the place can be written twice.
func (f *function) steadyPath(x ir.Expr) []ir.Stmt {
	switch x := x.(type) {
	case *ir.Index:
		lets := f.steadyPath(x.List)
		return append(lets, f.steadyIndex("index", x.List, &x.Index)...)
	case *ir.Item:
		lets := f.steadyPath(x.Dict)
		return append(lets, f.steadyIndex("key", x.Dict, &x.Key)...)
	case *ir.Field:
		return f.steadyPath(x.Tuple)
	case *ir.Unwrap:
		return f.steadyPath(x.X)
	case *ir.Op:
		if x.Op.Name == "dict.entry" {
			return append(f.steadyPath(x.Args[0]), f.steadyIndex("key", x.Args[0], &x.Args[1])...)
		}
	case *ir.Local:
		return nil
	}
	f.refuse("PT521", x, "changing an element of this value is not translated")
	return nil
}

// steadyIndex puts the index of an element of a container into a variable, where it
// is not simple. That evaluates it before the container, which must not show.
func (f *function) steadyIndex(name string, container ir.Expr, x *ir.Expr) []ir.Stmt {
	if weigh(*x) == steady && short(*x) {
		return nil
	}
	if !f.readsBefore(container, *x) {
		f.refuse("PT521", *x, "this could fail, or change something, before Python knows what it is an index of; assign it to a variable first")
	}
	return []ir.Stmt{f.bindTemp(name, x)}
}

// short reports whether an index may be written twice: simple values and sums
// and differences of them.
func short(x ir.Expr) bool {
	if op, ok := x.(*ir.Op); ok && (op.Op.Name == "int.add" || op.Op.Name == "int.sub") {
		return simple(op.Args[0]) && simple(op.Args[1])
	}
	return simple(x)
}

// copyPath makes second nodes for a place whose indexes are short.
func copyPath(x ir.Expr) ir.Expr {
	switch x := x.(type) {
	case *ir.Index:
		c := *x
		c.List, c.Index = copyPath(x.List), copyOf(x.Index)
		return &c
	case *ir.Item:
		c := *x
		c.Dict, c.Key = copyPath(x.Dict), copyOf(x.Key)
		return &c
	case *ir.Field:
		c := *x
		c.Tuple = copyPath(x.Tuple)
		return &c
	case *ir.Unwrap:
		c := *x
		c.X = copyPath(x.X)
		return &c
	case *ir.Op:
		if x.Op.Name == "dict.entry" {
			c := *x
			c.Args = []ir.Expr{copyPath(x.Args[0]), copyOf(x.Args[1])}
			return &c
		}
	}
	return copyOf(x)
}

// augment lowers place Op= Value; current is the value of the place.
func (f *function) augment(s *syntax.AugAssign, place func() ir.Expr, current ir.Expr) []ir.Stmt {
	if out := f.augInstance(s, place, current); out != nil {
		return out
	}
	switch t := current.Type().(type) {
	case ir.List:
		return f.augList(s, place(), t)
	case ir.VarTuple:
		if s.Op == "+" {
			value := f.must("PT523", s, "tuple.add", current, f.exprAs(s.Value, t))
			return []ir.Stmt{&ir.Assign{Place: placeOf(s), Target: place(), Value: value}}
		}
	case ir.Set:
		if !t.Frozen {
			return f.augSet(s, place(), t)
		}
	case ir.Dict:
		if s.Op == "|" {
			return f.compound(s, place(), "dict.ior", f.exprAs(s.Value, t))
		}
	}
	value := f.unwrapped(f.expr(s.Value))
	target := place()
	if out := f.augScalar(s, target, current, value); out != nil {
		return out
	}
	if weigh(value) == acts && nested(target) {
		f.refuse("PT521", s, "the value may change what the target lies in; assign it to a variable first")
	}
	var out []ir.Stmt
	if _, attribute := target.(*ir.Field); attribute && weigh(value) == acts && ir.IsCopy(current.Type()) {
		out = append(out, f.bindTemp("value", &current)) // Python reads it first; Rust's compound operators read it last
	}
	result := f.as(f.arithmetic(s, s.Op, current, value, f.m.info.TypeOf(s.Target)), target.Type())
	if item, ok := target.(*ir.Item); ok {
		item.OnFail = ir.Stop // it inserts
		if !ir.IsCopy(item.Key.Type()) {
			out = append(out, f.bindTemp("value", &result)) // which reads the key that the dict will own
		}
	}
	return append(out, &ir.Assign{Place: placeOf(s), Target: target, Value: result})
}

func placeOf(s syntax.Node) ir.Place { return place(s) }

// nested reports whether a place lies in another that could be replaced.
func nested(x ir.Expr) bool {
	switch x := x.(type) {
	case *ir.Index:
		_, local := x.List.(*ir.Local)
		return !local
	case *ir.Item:
		_, local := x.Dict.(*ir.Local)
		return !local
	}
	return false
}

// augScalar uses Rust's compound operator where there is one that does the same,
// or gives nil.
func (f *function) augScalar(s *syntax.AugAssign, target, current, value ir.Expr) []ir.Stmt {
	t := target.Type()
	if _, optional := t.(ir.Option); optional {
		return nil
	}
	if !f.readsBefore(target, value) {
		return nil
	}
	name := compounds[s.Op]
	if name == "" {
		return nil
	}
	switch {
	case t == ir.Str && s.Op == "+" && isText(value.Type()):
		if ir.Root(target) != nil && mentions(value, ir.Root(target)) {
			return nil
		}
		if lit, ok := charLit(value); ok {
			value = lit
		}
		return f.compound(s, target, "str.iadd", value)
	case t == ir.Bool && value.Type() == ir.Bool:
		return f.compound(s, target, "bool."+name, value)
	case t == ir.Int && (value.Type() == ir.Int || value.Type() == ir.Bool):
		value = f.as(value, ir.Int)
		if s.Op == ">>" && literal(s.Op, value) {
			name += ":lit"
		}
		return f.compound(s, target, "int."+name, value)
	case t == ir.Big && (value.Type() == ir.Big || value.Type() == ir.Int || value.Type() == ir.Bool):
		if value.Type() == ir.Bool {
			value = f.as(value, ir.Big)
		}
		if ir.Root(target) != nil && mentions(value, ir.Root(target)) {
			return nil
		}
		return f.compound(s, target, "int."+name, value)
	case t == ir.Float && isNumber(value.Type()):
		value = f.float(value)
		if s.Op == "/" && literal(s.Op, value) {
			name += ":lit"
		}
		return f.compound(s, target, "float."+name, value)
	}
	return nil
}

// readsBefore reports whether it makes no difference that Rust evaluates the
// value before it looks at the target.
func (f *function) readsBefore(target, value ir.Expr) bool {
	if _, local := target.(*ir.Local); local {
		return true
	}
	w := weigh(value)
	return w <= reads || w == fails && onlyIndexes(target) && onlyIndexes(value)
}

// onlyIndexes reports whether nothing in x can fail but the indexes of lists,
// whose exceptions are all alike.
func onlyIndexes(x ir.Expr) bool {
	ok := true
	ir.WalkExpr(x, nil, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Item, *ir.Call, *ir.Comp, *ir.Block, *ir.RangeIter:
			ok = false
		case *ir.Op:
			ok = ok && len(e.Op.Raises) == 0
		}
		return ok
	})
	return ok
}

// compound applies an operation in place; nil when there is no row.
func (f *function) compound(s *syntax.AugAssign, target ir.Expr, name string, value ir.Expr) []ir.Stmt {
	op, args := f.find(name, []ir.Expr{target, value})
	if op == nil {
		return nil
	}
	return []ir.Stmt{&ir.AugAssign{Place: placeOf(s), Target: target, Op: op, Value: args[1], OnFail: f.opFails(op, args)}}
}

// augList lowers xs += … and xs *= n, which change the list itself.
func (f *function) augList(s *syntax.AugAssign, target ir.Expr, t ir.List) []ir.Stmt {
	switch s.Op {
	case "+":
		x := f.extend(s, "list.iadd", target, s.Value)
		op, ok := x.(*ir.Op)
		if !ok {
			return []ir.Stmt{&ir.ExprStmt{Place: placeOf(s), X: x}}
		}
		value := op.Args[1]
		var lets []ir.Stmt
		if root := ir.Root(target); root != nil && mentions(value, root) {
			if weigh(value) == acts && f.m.mayReplace(s.Target) {
				f.refuse("PT521", s, "the value may change what the target lies in; assign it to a variable first")
			}
			value = f.copied(s, value)
			lets = append(lets, f.bindTemp("items", &value))
		}
		return append(lets, &ir.AugAssign{Place: placeOf(s), Target: target, Op: op.Op, Value: value, OnFail: op.OnFail})
	case "*":
		if out := f.compound(s, target, "list.imul", f.exprAs(s.Value, ir.Int)); out != nil {
			return out
		}
	}
	f.refuse("PT523", s, "%s= is not translated for %s", s.Op, pythonType(t))
	return nil
}

// copied is a copy of a list that is about to change.
func (f *function) copied(at syntax.Node, x ir.Expr) ir.Expr {
	if _, local := x.(*ir.Local); local {
		return f.must("PT523", at, "list.copy", x)
	}
	if _, iter := x.Type().(ir.Iter); iter {
		return f.must("PT523", at, "list", x)
	}
	return x
}

package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// Operators and subscripts of instances are calls of special methods.

// operatorMethods has the special methods of the binary operators, and those of
// the right operand.
var operatorMethods = map[syntax.Op][2]string{
	"+": {"__add__", "__radd__"}, "-": {"__sub__", "__rsub__"}, "*": {"__mul__", "__rmul__"}, "/": {"__truediv__", "__rtruediv__"},
	"//": {"__floordiv__", "__rfloordiv__"}, "%": {"__mod__", "__rmod__"}, "**": {"__pow__", "__rpow__"}, "@": {"__matmul__", "__rmatmul__"},
	"&": {"__and__", "__rand__"}, "|": {"__or__", "__ror__"}, "^": {"__xor__", "__rxor__"}, "<<": {"__lshift__", "__rlshift__"}, ">>": {"__rshift__", "__rrshift__"},
}

// unaryMethods has those of the unary operators.
var unaryMethods = map[syntax.Op]string{"-": "__neg__", "+": "__pos__", "~": "__invert__"}

// binaryInstances applies a binary operator to an instance; nil when left and
// right are no instances.
func (f *function) binaryInstances(e syntax.Node, op syntax.Op, left, right ir.Expr) ir.Expr {
	l, isLeft := left.Type().(ir.Struct)
	_, isRight := right.Type().(ir.Struct)
	if !isLeft && !isRight {
		return nil
	}
	names := operatorMethods[op]
	if isLeft && l.Class.Method(names[0]) != nil {
		return f.special(e, names[0], left, right)
	}
	if isRight {
		if out := f.specialIn(e, names[1], []int{1, 0}, right, left); out != nil {
			return out
		}
	}
	f.refuse("PT501", e, "%s of %s and %s is not translated", op, pythonType(left.Type()), pythonType(right.Type()))
	return nil
}

// specialIn is special for operands that Python evaluates in another order.
func (f *function) specialIn(at syntax.Node, name string, python []int, args ...ir.Expr) ir.Expr {
	if t, ok := args[0].Type().(ir.Struct); !ok || t.Class.Method(name) == nil {
		return nil
	}
	rust := make([]int, len(args))
	for i := range rust {
		rust[i] = i
	}
	lets := f.inSequence(args, python, rust)
	return within(lets, f.special(at, name, args...))
}

// augInstance lowers x Op= value of an instance; nil when current is none. The
// method for it changes x and gives it back, or a new object takes its place.
func (f *function) augInstance(s *syntax.AugAssign, place func() ir.Expr, current ir.Expr) []ir.Stmt {
	t, ok := current.Type().(ir.Struct)
	if !ok {
		return nil
	}
	value := f.expr(s.Value)
	name := "__i" + operatorMethods[s.Op][0][2:]
	fn := t.Class.Method(name)
	if fn == nil {
		out := f.binaryInstances(s, s.Op, current, value)
		return []ir.Stmt{&ir.Assign{Place: placeOf(s), Target: place(), Value: f.as(out, place().Type())}}
	}
	if !givesSelf(fn) {
		f.refuse("PT501", s, "%s is translated where all that it returns is self", name)
	}
	return []ir.Stmt{&ir.ExprStmt{Place: placeOf(s), X: f.special(s, name, current, value)}}
}

// givesSelf reports whether all that a method returns is its instance.
func givesSelf(fn *types.Function) bool {
	if len(fn.Body) == 0 || len(fn.Params) == 0 {
		return false
	}
	if _, ok := fn.Body[len(fn.Body)-1].(*syntax.Return); !ok {
		return false
	}
	all := true
	syntax.Walk(fn.Body, func(n syntax.Node) bool {
		if s, ok := n.(*syntax.Return); ok {
			name, isName := s.Value.(*syntax.Name)
			all = all && isName && name.ID == fn.Params[0].Name
		}
		return true
	})
	return all
}

// itemOfInstance lowers x[index] of an instance; nil when x is none.
func (f *function) itemOfInstance(e *syntax.Subscript, x ir.Expr) ir.Expr {
	t, ok := x.Type().(ir.Struct)
	if !ok {
		return nil
	}
	if t.Class.Kind == types.NamedTupleClass {
		return f.fieldAt(e, x, t)
	}
	if out := f.special(e, "__getitem__", x, f.expr(e.Index)); out != nil {
		return out
	}
	f.refuse("PT523", e, "indexing is not translated for %s", pythonType(t))
	return nil
}

// fieldAt is an element of a named tuple, whose index has to be a literal.
func (f *function) fieldAt(e *syntax.Subscript, x ir.Expr, t ir.Struct) ir.Expr {
	lit, ok := f.expr(e.Index).(*ir.IntLit)
	n := 0
	if ok {
		n = int(lit.Value)
		if n < 0 {
			n += len(t.Class.Fields)
		}
	}
	if !ok || n < 0 || n >= len(t.Class.Fields) {
		f.refuse("PT501", e, "a named tuple is indexed with a literal, or by name")
	}
	return f.fieldOf(e, x, slot(t.Class, t.Class.Fields[n].Attr))
}

// storeInstanceItem lowers x[index] = value of an instance. Python evaluates the value
// first.
func (f *function) storeInstanceItem(s syntax.Stmt, t *syntax.Subscript, x, index, value ir.Expr) []ir.Stmt {
	out := f.specialIn(t, "__setitem__", []int{2, 0, 1}, x, index, value)
	if out == nil {
		f.refuse("PT523", t, "assigning to an item of %s is not translated", pythonType(x.Type()))
	}
	return []ir.Stmt{&ir.ExprStmt{Place: place(s), X: out}}
}

// augInstanceItem lowers x[index] Op= value of an instance; nil when x is none. Python
// evaluates x and the index once.
func (f *function) augInstanceItem(s *syntax.AugAssign, t *syntax.Subscript, x ir.Expr) []ir.Stmt {
	if _, ok := x.Type().(ir.Struct); !ok {
		return nil
	}
	var lets []ir.Stmt
	if !simple(x) {
		lets = append(lets, f.bindTemp("object", &x))
	}
	index := f.expr(t.Index)
	value := f.unwrapped(f.expr(s.Value))
	if !simple(index) || weigh(value) > steady {
		lets = append(lets, f.bindTemp("index", &index))
	}
	current := f.special(t, "__getitem__", copyOf(x), copyOf(index))
	if current == nil || ir.IsMutable(current.Type()) {
		f.refuse("PT523", s, "%s= of an item of %s is not translated", s.Op, pythonType(x.Type()))
	}
	lets = append(lets, f.bindTemp("item", &current))
	result := f.as(f.arithmetic(s, s.Op, current, value, f.m.info.TypeOf(s.Target)), f.wanted(t))
	lets = append(lets, f.bindTemp("value", &result))
	return append(lets, f.storeInstanceItem(s, t, x, index, result)...)
}

// inInstance lowers left in x of an instance; nil when x is none.
func (f *function) inInstance(at syntax.Node, left, x ir.Expr) ir.Expr {
	t, ok := x.Type().(ir.Struct)
	if !ok {
		return nil
	}
	out := f.specialIn(at, "__contains__", []int{1, 0}, x, left)
	switch {
	case out == nil && commute(left, x):
		if walk := f.ownGenerator(at, x); walk != nil {
			if found := f.apply(at, "contains.iter", f.walked(walk), left); found != nil {
				return found
			}
		}
		fallthrough
	case out == nil:
		f.refuse("PT501", at, "in is not translated for objects of class %s: define __contains__", t.Class.Name)
	case out.Type() != ir.Bool:
		return f.truth(out)
	}
	return out
}

// ownGenerator is the generator that __iter__ of an instance makes; nil where it makes
// none, or only walks over an attribute.
func (f *function) ownGenerator(at syntax.Node, x ir.Expr) ir.Expr {
	t, ok := x.Type().(ir.Struct)
	if !ok {
		return nil
	}
	fn := t.Class.Method("__iter__")
	if fn == nil || len(fn.Params) != 1 || types.WalkedBy(fn) != nil {
		return nil
	}
	if _, generator := f.m.results[fn].(ir.Generator); !generator {
		return nil
	}
	return f.special(at, "__iter__", x)
}

// walkedField is the attribute that walking over an instance walks over, when
// __iter__ says no more than that: return iter(self.items), or yield each of them.
func (f *function) walkedField(e syntax.Node, x ir.Expr) ir.Expr {
	t, ok := x.Type().(ir.Struct)
	if !ok {
		return nil
	}
	fn := t.Class.Method("__iter__")
	if fn == nil || len(fn.Params) != 1 {
		f.refuse("PT501", e, "walking over objects of class %s is not translated: define an __iter__ that walks over an attribute", t.Class.Name)
	}
	n := -1
	if attr := types.WalkedBy(fn); attr != nil {
		n = slices.IndexFunc(t.Class.Slots(), func(a *types.Attr) bool { return a.Name == attr.Attr })
	}
	if n < 0 {
		f.refuse("PT501", e, "this __iter__ of %s is not translated: only return iter(self.items) and a loop that yields each of them are", t.Class.Name)
	}
	return f.fieldOf(e, x, n)
}

// setProperty lowers x.name = value where the class has a setter; nil for others.
func (f *function) setProperty(s syntax.Stmt, t *syntax.Attribute, value ir.Expr) []ir.Stmt {
	member := f.m.info.Members[t]
	if member == nil || member.Func == nil {
		return nil
	}
	if f.fields != nil && f.isSelf(t.Value) {
		f.refuse("PT501", t, "a property is assigned in __init__ before all attributes have a value")
	}
	args := []ir.Expr{f.unwrapped(f.expr(t.Value)), value}
	lets := f.inSequence(args, []int{1, 0}, []int{0, 1})
	call := within(lets, f.userCall(t, member.Func, args))
	return []ir.Stmt{&ir.ExprStmt{Place: place(s), X: call}}
}

// augProperty lowers x.name Op= value where the class has a setter; nil for others.
func (f *function) augProperty(s *syntax.AugAssign, t *syntax.Attribute) []ir.Stmt {
	member := f.m.info.Members[t]
	if member == nil || member.Func == nil {
		return nil
	}
	object := f.unwrapped(f.expr(t.Value))
	var out []ir.Stmt
	getter := member.Class.Method(t.Attr)
	if getter == nil || getter.Role != types.PropertyOf || !simple(object) {
		f.refuse("PT501", t, "an augmented assignment to this property is not translated")
	}
	current := f.userCall(t, getter, []ir.Expr{object})
	out = append(out, f.bindTemp("value", &current))
	value := f.unwrapped(f.expr(s.Value))
	result := f.arithmetic(s, s.Op, current, value, f.m.info.TypeOf(s.Target))
	args := []ir.Expr{f.unwrapped(f.expr(t.Value)), result}
	lets := f.inSequence(args, []int{1, 0}, []int{0, 1})
	out = append(out, lets...)
	return append(out, &ir.ExprStmt{Place: place(s), X: f.userCall(t, member.Func, args)})
}

// hidden reports whether the first parameter of a method has no place in Rust: in
// __init__ the instance that is made, in a class method the class.
func hidden(fn *types.Function) bool {
	return isInit(fn) || fn.Class != nil && fn.Role == types.ClassOf
}

// plainName reports whether e can be left out: it is a name.
func plainName(e syntax.Expr) bool {
	_, ok := e.(*syntax.Name)
	return ok
}

// boundArgs are the arguments of a call of a method through an instance.
func (f *function) boundArgs(e *syntax.Call, callee *types.Callee) []syntax.Expr {
	bound := slices.Clone(callee.Args)
	attr, ok := e.Func.(*syntax.Attribute)
	switch {
	case callee.Name == "__call__" && callee.Func.Role == types.InstanceOf && !(ok && attr.Attr == "__call__"):
		bound[0] = e.Func
	case !ok:
		f.refuse("PT501", e, "this call of a method is not translated")
	case callee.Func.Role == types.InstanceOf:
		bound[0] = attr.Value
	case !plainName(attr.Value):
		f.refuse("PT501", e, "a static or class method is called through the class or a variable")
	}
	return bound
}

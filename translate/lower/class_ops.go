package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// truthOfInstance is the truth of an instance, or of one that may be None; nil
// for other values.
func (f *function) truthOfInstance(x ir.Expr) ir.Expr {
	t, ok := x.Type().(ir.Struct)
	option, optional := x.Type().(ir.Option)
	switch {
	case optional && option.Elem == ir.Error: // exceptions are true
		return f.must("PT523", x, "is_some", x)
	case x.Type() == ir.Error && inert(x):
		return boolLit(true, x)
	case optional:
		t, ok = option.Elem.(ir.Struct)
	}
	if !ok {
		return nil
	}
	decides := t.Class.Method("__bool__") != nil || t.Class.Method("__len__") != nil
	switch {
	case optional && decides:
		f.refuse("PT501", x, "the truth of an object that may be None, and has __bool__ or __len__, is not translated: compare it with None")
	case optional:
		return f.must("PT523", x, "is_some", x)
	}
	if out := f.special(x, "__bool__", x); out != nil {
		if out.Type() != ir.Bool {
			f.refuse("PT206", x, "__bool__ gives no bool: Python raises TypeError")
		}
		return out
	}
	if out := f.special(x, "__len__", x); out != nil {
		return f.truth(out)
	}
	if !inert(x) {
		f.refuse("PT501", x, "the truth of a new object is always True")
	}
	return boolLit(true, x)
}

// comparisons has the special methods of comparisons, and the one of the other
// side that Python tries next.
var comparisons = map[syntax.Op]string{"==": "__eq__", "!=": "__ne__", "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__"}

// relateInstances compares instances by their special methods; nil when left and
// right are no instances.
func (f *function) relateInstances(at syntax.Node, op syntax.Op, left, right ir.Expr) ir.Expr {
	if !ir.HasStruct(left.Type()) && !ir.HasStruct(right.Type()) {
		return nil
	}
	l, ok := left.Type().(ir.Struct)
	_, other := right.Type().(ir.Struct)
	if !ok && !other && ir.Same(left.Type(), right.Type()) {
		return nil // containers, which compare what they hold
	}
	if (op == "==" || op == "!=") && !ir.Same(left.Type(), right.Type()) && ir.Same(notNone(left.Type()), notNone(right.Type())) {
		return nil // one of them may be None
	}
	if !ok || !ir.Same(left.Type(), right.Type()) {
		f.refuse("PT501", at, "comparing objects of a class with other values is not translated")
	}
	if out := f.relateFields(at, op, l, left, right); out != nil {
		return out
	}
	name := comparisons[op]
	if op == "!=" && l.Class.Method("__ne__") == nil {
		if out := f.special(at, "__eq__", left, right); out != nil && out.Type() == ir.Bool {
			return f.not(out)
		}
	}
	out := f.special(at, name, left, right)
	if out == nil {
		out = f.reflected(at, op, left, right)
	}
	switch {
	case out == nil && (op == "==" || op == "!="):
		f.refuse("PT501", at, "objects of class %s are compared by identity, or field by field, which is not translated: define __eq__", l.Class.Name)
	case out == nil:
		f.refuse("PT501", at, "%s of objects of class %s is not translated: define %s", op, l.Class.Name, name)
	case out.Type() != ir.Bool:
		f.refuse("PT501", at, "%s gives something else than a bool, which is not translated", name)
	}
	return out
}

// mirrored has the special method by which Python compares the other way round when
// the left object has none of its own.
var mirrored = map[syntax.Op]string{"<": "__gt__", "<=": "__ge__", ">": "__lt__", ">=": "__le__"}

// reflected lowers a > b as b < a, with a evaluated first; nil where there is no
// method for that either.
func (f *function) reflected(at syntax.Node, op syntax.Op, left, right ir.Expr) ir.Expr {
	name := mirrored[op]
	if name == "" || left.Type().(ir.Struct).Class.Method(name) == nil {
		return nil
	}
	var lets []ir.Stmt
	if !commute(left, right) {
		lets = append(lets, f.bindTemp("left", &left))
	}
	return within(lets, f.special(at, name, right, left))
}

// notNone is t without its None.
func notNone(t ir.Type) ir.Type {
	if option, ok := t.(ir.Option); ok {
		return option.Elem
	}
	return t
}

// relateFields compares instances of a dataclass or named tuple field by field,
// and those that have no __eq__ by identity; nil where a special method does it.
func (f *function) relateFields(at syntax.Node, op syntax.Op, t ir.Struct, left, right ir.Expr) ir.Expr {
	switch {
	case t.Class.Method(comparisons[op]) != nil, op == "!=" && t.Class.Method("__eq__") != nil:
		return nil
	case op == "==" || op == "!=":
		f.need(at, t, ir.SameTrait)
		return f.operation(at, sameObject[op], []int{0, 1}, []ir.Expr{left, right})
	case t.Class.Kind == types.NamedTupleClass || t.Class.Data.Order:
		return f.must("PT501", at, relations[op], left, right)
	}
	return nil
}

// sameObject are the operations == and != of objects.
var sameObject = map[syntax.Op]*ir.Operation{"==": compareObjects("eq", "=="), "!=": compareObjects("ne", "!=")}

func compareObjects(name, symbol string) *ir.Operation {
	object := ir.Operand{Type: ir.Param("T"), Mode: ir.Recv}
	return &ir.Operation{
		Name: name, Params: []ir.Operand{object, object}, Result: ir.Bool,
		Rust: "{0} " + symbol + " {1}", Prec: ir.PrecCompare, OperandPrec: []ir.Prec{ir.PrecBitOr, ir.PrecBitOr},
	}
}

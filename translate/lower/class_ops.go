package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// handlesInstances are the operations that do with instances of classes what they
// do with any value: they move, copy or drop them, and look at none.
var handlesInstances = map[string]bool{
	"len": true, "len:usize": true, "is_none": true, "is_some": true, "not": true, "bool": true,
	"list.append": true, "list.pop": true, "list.insert": true, "list.clear": true, "list.reverse": true, "list.extend": true,
	"list.sort:key": true, "list.sort:key:reverse": true, "sorted:key": true, "sorted:key:reverse": true,
	"list.delitem": true, "list.copy": true, "list.slice": true,
	"dict.get": true, "dict.clear": true, "dict.delitem": true, "dict.pop": true,
	"contains": true,
}

// checkInstances refuses an operation that would look into instances of classes,
// such as one that compares or shows them.
func (f *function) checkInstances(name string, args []ir.Expr) {
	for i, x := range args {
		t := x.Type()
		if !ir.HasStruct(t) {
			continue
		}
		_, single := t.(ir.Struct)
		if dict, ok := t.(ir.Dict); ok {
			single = ir.HasStruct(dict.Key)
		}
		if _, isList := t.(ir.List); isList && name == "contains" {
			single = true
		}
		if !handlesInstances[name] || single && i == 0 {
			f.refuse("PT501", x, "%s of %s, which holds objects of a class, is not translated", name, pythonType(t))
		}
	}
}

// truthOfInstance is the truth of an instance, or of one that may be None; nil
// for other values.
func (f *function) truthOfInstance(x ir.Expr) ir.Expr {
	t, ok := x.Type().(ir.Struct)
	option, optional := x.Type().(ir.Option)
	if optional {
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
	if !ok || !ir.Same(left.Type(), right.Type()) {
		f.refuse("PT501", at, "comparing objects of a class with other values is not translated")
	}
	name := comparisons[op]
	if op == "!=" && l.Class.Method("__ne__") == nil {
		if out := f.special(at, "__eq__", left, right); out != nil && out.Type() == ir.Bool {
			return f.not(out)
		}
	}
	out := f.special(at, name, left, right)
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

// operatorMethods has the special methods of the binary operators.
var operatorMethods = map[syntax.Op]string{
	"+": "__add__", "-": "__sub__", "*": "__mul__", "/": "__truediv__", "//": "__floordiv__", "%": "__mod__", "**": "__pow__",
}

// binaryInstances applies a binary operator to an instance; nil when left and
// right are no instances.
func (f *function) binaryInstances(e *syntax.BinOp, left, right ir.Expr) ir.Expr {
	_, isLeft := left.Type().(ir.Struct)
	_, isRight := right.Type().(ir.Struct)
	if !isLeft && !isRight {
		return nil
	}
	if isLeft && operatorMethods[e.Op] != "" {
		if out := f.special(e, operatorMethods[e.Op], left, right); out != nil {
			return out
		}
	}
	f.refuse("PT501", e, "%s of %s and %s is not translated", e.Op, pythonType(left.Type()), pythonType(right.Type()))
	return nil
}

package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// slot is the position of an attribute among those of the instances, -1 for none.
func slot(c *types.Class, a *types.Attr) int {
	n := slices.Index(c.Slots(), a)
	if n >= 0 && isException(c) {
		n++ // after the field for the base
	}
	return n
}

// memberValue lowers an attribute of an instance or a class; nil when e is none.
func (f *function) memberValue(e *syntax.Attribute) ir.Expr {
	member := f.m.info.Members[e]
	if member == nil {
		return nil
	}
	if why := f.m.unfits[member.Class]; why == "" && (member.Class == nil || isException(member.Class)) {
		return f.exceptionMember(e, member)
	} else if why != "" {
		f.refuse("PT501", e, "the class %s is not translated: %s", member.Class.Name, why)
	}
	if member.Func != nil {
		recv := f.unwrapped(f.expr(e.Value))
		return f.userCall(e, member.Func, []ir.Expr{recv})
	}
	a := member.Attr
	if isEnum(member.Class) {
		switch {
		case member.Enum == "name" || member.Enum == "value":
			return f.enumAttribute(e, member.Class, member.Enum)
		case a != nil && a.OfClass:
			return f.memberNamed(e, member.Class, a.Name)
		}
	}
	if a == nil {
		f.refuse("PT501", e, "the attribute %s is not translated", e.Attr)
	}
	n := slot(member.Class, a)
	if n < 0 {
		return f.classConstant(e, a)
	}
	if _, ok := f.m.info.TypeOf(e.Value).(types.ClassValue); ok || f.isClass(e.Value) {
		f.refuse("PT501", e, "the default of a field, named on its class, is not translated")
	}
	var x ir.Expr
	if f.fields != nil && f.isSelf(e.Value) {
		if f.fields[n] == nil {
			f.refuse("PT501", e, "%s may have no value here", e.Attr)
		}
		x = localOf(f.fields[n], e.Range)
	} else {
		x = f.fieldOf(e, f.unwrapped(f.expr(e.Value)), n)
	}
	return f.notNone(e, x)
}

// fieldOf is the field n of an instance.
func (f *function) fieldOf(at syntax.Node, x ir.Expr, n int) ir.Expr {
	t, ok := x.Type().(ir.Struct)
	if !ok {
		f.refuse("PT501", at, "the attribute of %s is not translated", pythonType(x.Type()))
	}
	if t.Form == ir.SharedForm {
		return f.sharedField(at, x, t, n)
	}
	return &ir.Field{Base: base(f.m.structs[t.Class].Fields[n].T, at), Tuple: x, N: n}
}

// isClass reports whether e names a class of the module.
func (f *function) isClass(e syntax.Expr) bool {
	n, ok := e.(*syntax.Name)
	return ok && f.m.info.VarOf(n) == nil
}

// classConstant is an attribute of a class that never changes.
func (f *function) classConstant(e *syntax.Attribute, a *types.Attr) ir.Expr {
	t, ok := f.m.convert(a.Type)
	if a.Rebound || a.Value == nil || !ok || ir.IsMutable(t) || !literalOnly(a.Value) {
		f.refuse("PT501", e, "the attribute %s of the class is not a constant: only literals that never change are translated", e.Attr)
	}
	return f.exprAs(a.Value, storable(t))
}

// literalOnly reports whether an expression is made of literals.
func literalOnly(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Int, *syntax.Float, *syntax.Str, *syntax.Bytes, *syntax.Bool:
		return true
	case *syntax.UnaryOp:
		return e.Op == "-" && literalOnly(e.Operand)
	}
	return false
}

// storeMember assigns to an attribute of an instance.
func (f *function) storeMember(s syntax.Stmt, t *syntax.Attribute, value ir.Expr) []ir.Stmt {
	if out := f.setProperty(s, t, value); out != nil {
		return out
	}
	if out := f.setShared(s, t, value); out != nil {
		return out
	}
	return []ir.Stmt{&ir.Assign{Place: place(s), Target: f.memberPlace(t), Value: value}}
}

// memberPlace is the field that an attribute means where it is assigned.
func (f *function) memberPlace(t *syntax.Attribute) ir.Expr {
	member := f.m.info.Members[t]
	if member == nil || member.Attr == nil || slot(member.Class, member.Attr) < 0 || f.m.unfits[member.Class] != "" {
		f.refuse("PT501", t, "assigning to the attribute %s is not translated", t.Attr)
	}
	n := slot(member.Class, member.Attr)
	if f.fields != nil && f.isSelf(t.Value) {
		return localOf(f.fieldVar(n, t), t.Range)
	}
	return f.fieldOf(t, f.unwrapped(f.expr(t.Value)), n)
}

// memberWanted is the type of an attribute that is assigned.
func (f *function) memberWanted(t *syntax.Attribute) ir.Type {
	member := f.m.info.Members[t]
	if member != nil && member.Func != nil && f.m.unfits[member.Class] == "" && f.m.funcs[member.Func] != nil && len(f.m.funcs[member.Func].Params) == 2 {
		return f.m.funcs[member.Func].Params[1].T
	}
	if member == nil || member.Attr == nil || slot(member.Class, member.Attr) < 0 || f.m.unfits[member.Class] != "" {
		f.refuse("PT501", t, "assigning to the attribute %s is not translated", t.Attr)
	}
	return f.m.structs[member.Class].Fields[slot(member.Class, member.Attr)].T
}

// augMember lowers x.name Op= Value.
func (f *function) augMember(s *syntax.AugAssign, t *syntax.Attribute) []ir.Stmt {
	if out := f.augProperty(s, t); out != nil {
		return out
	}
	if out := f.augShared(s, t); out != nil {
		return out
	}
	place := f.memberPlace(t)
	if f.fields != nil && f.isSelf(t.Value) && !f.given[place.(*ir.Local).Var] {
		f.refuse("PT501", t, "%s may have no value here", t.Attr)
	}
	lets := f.steadyPath(place)
	current := f.notNone(t, copyPath(place))
	return append(lets, f.augment(s, func() ir.Expr { return copyPath(place) }, current)...)
}

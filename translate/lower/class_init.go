package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// __init__ becomes the function new, which gives the instance. As long as the
// body only assigns and reads attributes of self, each is a variable; once all
// have a value, or where self itself is needed, the instance is made of them.

// initBody lowers the body of __init__.
func (f *function) initBody() []ir.Stmt {
	c := f.src.Class
	def := f.m.structs[c]
	f.fields, f.given = make([]*ir.Var, len(def.Fields)), map[*ir.Var]bool{}
	for i, n := range givenFields(f.src) {
		v := f.out.Params[i]
		f.fields[n], f.given[v] = v, true
	}
	end := syntax.Range{Start: f.src.Def.End, End: f.src.Def.End}
	out := f.keptArgs()
	for _, s := range f.src.Body {
		if f.fields != nil && f.needsSelf(s) {
			f.attempt(func() { out = append(out, f.makeSelf(s.Span())) })
		}
		f.attempt(func() {
			if returnIn(s) {
				f.refuse("PT501", s, "a return in __init__ is not translated")
			}
			out = append(out, f.stmtWithComments(s)...)
		})
		if len(f.findings) > 0 {
			return nil
		}
		for _, n := range f.assigned(s) {
			f.given[f.fields[n]] = true
		}
	}
	f.attempt(func() {
		var value ir.Expr
		if f.fields != nil {
			value = f.instance(end)
			out = inPlace(out, value.(*ir.TupleLit))
		} else {
			value = localOf(f.self, end)
		}
		out = append(out, &ir.Return{Place: ir.Place{Range: end}, Value: value})
	})
	return out
}

// isSelf reports whether e is the instance that __init__ is for.
func (f *function) isSelf(e syntax.Expr) bool {
	n, ok := e.(*syntax.Name)
	return ok && f.m.info.VarOf(n) == f.src.Params[0]
}

// fieldVar is the variable that holds an attribute until the instance is made.
// Only a statement of the body itself may give it its first value.
func (f *function) fieldVar(n int, at syntax.Node) *ir.Var {
	if v := f.fields[n]; v != nil {
		return v
	}
	field := f.m.structs[f.src.Class].Fields[n]
	v := &ir.Var{Name: field.Name, T: field.T, Range: at.Span()}
	f.fields[n] = v
	return v
}

// assigned are the fields that a statement of the body of __init__ itself assigns.
func (f *function) assigned(s syntax.Stmt) (out []int) {
	var targets []syntax.Expr
	switch s := s.(type) {
	case *syntax.ExprStmt:
		if f.fields != nil && f.isBaseInit(s.Value) {
			return []int{0}
		}
	case *syntax.Assign:
		targets = s.Targets
	case *syntax.AnnAssign:
		if s.Value != nil {
			targets = []syntax.Expr{s.Target}
		}
	}
	for _, t := range singles(targets) {
		a, ok := t.(*syntax.Attribute)
		if !ok || f.fields == nil || !f.isSelf(a.Value) || f.m.info.Members[a] == nil {
			continue
		}
		if n := slot(f.src.Class, f.m.info.Members[a].Attr); n >= 0 && f.fields[n] != nil {
			out = append(out, n)
		}
	}
	return out
}

// singles are the targets that are no tuples, with those in tuples.
func singles(targets []syntax.Expr) (out []syntax.Expr) {
	for _, t := range targets {
		if elems := parts(t); elems != nil {
			out = append(out, singles(elems)...)
		} else {
			out = append(out, t)
		}
	}
	return out
}

// isBaseInit reports whether e is the call of the __init__ of the base in that of
// an exception.
func (f *function) isBaseInit(e syntax.Expr) bool {
	call, ok := e.(*syntax.Call)
	return ok && isInit(f.src) && isException(f.src.Class) && types.BaseInit(f.src) == call
}

// needsSelf reports whether a statement needs the instance itself: it uses self in
// another way than for its fields, or assigns one in a block.
func (f *function) needsSelf(s syntax.Stmt) bool {
	needs := false
	top := map[syntax.Node]bool{}
	switch s := s.(type) {
	case *syntax.Assign:
		for _, t := range singles(s.Targets) {
			top[t] = true
		}
	case *syntax.AnnAssign:
		top[s.Target] = true
	}
	fields := map[syntax.Node]bool{}
	syntax.Inspect(s, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Attribute:
			if !f.isSelf(n.Value) {
				return true
			}
			m := f.m.info.Members[n]
			if m != nil && m.Attr != nil {
				if i := slot(f.src.Class, m.Attr); i < 0 || top[n] || f.fields[i] != nil && f.given[f.fields[i]] {
					fields[n.Value] = true
				}
			}
		case *syntax.Name:
			needs = needs || f.isSelf(n) && !fields[n]
		}
		return true
	})
	return needs
}

// makeSelf declares self, made of the fields.
func (f *function) makeSelf(at syntax.Range) ir.Stmt {
	value := f.instance(at)
	f.fields = nil
	f.self = &ir.Var{Name: "this", T: value.Type(), Range: at}
	f.vars[f.src.Params[0]] = f.self
	return &ir.Assign{Place: ir.Place{Range: at}, Target: localOf(f.self, at), Value: value}
}

// instance is the instance made of the variables that hold its fields.
func (f *function) instance(at syntax.Range) ir.Expr {
	c := f.src.Class
	out := &ir.TupleLit{Base: ir.Base{T: f.m.instanceType(c), Range: at}}
	for i, field := range f.m.structs[c].Fields {
		v := f.fields[i]
		if v == nil || !f.given[v] {
			f.refuse("PT501", f.src.Def.NameRange, "the attribute %s gets no value at the start of __init__, before self is used in another way", field.Name)
		}
		out.Elems = append(out.Elems, localOf(v, at))
	}
	return out
}

// inPlace puts the values of the fields into the instance, when the statements only
// assign one field each, in order, or in one that nobody can tell from it.
func inPlace(body []ir.Stmt, instance *ir.TupleLit) []ir.Stmt {
	if len(body) != len(instance.Elems) {
		return body
	}
	values := make([]ir.Expr, len(body))
	var order []int
	for i, s := range body {
		a, ok := s.(*ir.Assign)
		if !ok || len(a.Comments) > 0 || a.Trailing != "" {
			return body
		}
		target, ok := a.Target.(*ir.Local)
		if !ok {
			return body
		}
		field := slices.IndexFunc(instance.Elems, func(e ir.Expr) bool { return e.(*ir.Local).Var == target.Var })
		if field < 0 || values[field] != nil || field != i && !isException(instance.T.(ir.Struct).Class) {
			return body
		}
		for _, elem := range instance.Elems {
			if mentions(a.Value, elem.(*ir.Local).Var) {
				return body
			}
		}
		for _, before := range order {
			if before > field && !commute(values[before], a.Value) {
				return body
			}
		}
		values[field], order = a.Value, append(order, field)
	}
	instance.Elems = values
	return nil
}

// returnIn reports whether a statement may return.
func returnIn(s syntax.Stmt) bool {
	found := false
	syntax.Inspect(s, func(n syntax.Node) bool {
		if _, ok := n.(*syntax.Return); ok {
			found = true
		}
		_, inner := n.(*syntax.FunctionDef)
		return !inner
	})
	return found
}

// isInit reports whether fn is the __init__ of a class.
func isInit(fn *types.Function) bool {
	return fn.Class != nil && (fn.Name == "__init__" || isPostInit(fn))
}

// isPostInit reports whether fn is the __post_init__ of a dataclass, which becomes
// the function that makes an instance of the fields given.
func isPostInit(fn *types.Function) bool {
	return fn.Class != nil && fn.Name == "__post_init__" && fn.Class.Kind == types.DataClass && fn.Class.Method("__init__") == nil
}

// givenFields are the slots that have a value before __post_init__ runs.
func givenFields(fn *types.Function) []int {
	if !isPostInit(fn) {
		return nil
	}
	var out []int
	for i, field := range fn.Class.Fields {
		if !field.NoInit || field.Default != nil || field.Factory != nil {
			out = append(out, i)
		}
	}
	return out
}

package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// WalkedBy is the attribute self.items in an __iter__ that only walks over it.
func WalkedBy(fn *Function) *syntax.Attribute {
	body := fn.Def.Body
	if fn.Def.Docstring != nil && len(body) == 2 {
		body = body[1:]
	}
	if len(body) != 1 {
		return nil
	}
	var walked syntax.Expr
	switch s := body[0].(type) {
	case *syntax.Return:
		if call, ok := s.Value.(*syntax.Call); ok && len(call.Args) == 1 && len(call.Keywords) == 0 {
			if n, isName := call.Func.(*syntax.Name); isName && n.ID == "iter" {
				walked = call.Args[0]
			}
		}
	case *syntax.For:
		if len(s.Body) == 1 && len(s.Orelse) == 0 {
			if target, ok := s.Target.(*syntax.Name); ok && yields(s.Body[0], target.ID) {
				walked = s.Iter
			}
		}
	}
	attr, ok := walked.(*syntax.Attribute)
	if !ok {
		return nil
	}
	if base, isName := attr.Value.(*syntax.Name); !isName || base.ID != fn.Params[0].Name {
		return nil
	}
	return attr
}

// yields reports whether a statement is "yield name".
func yields(s syntax.Stmt, name string) bool {
	e, ok := s.(*syntax.ExprStmt)
	if !ok {
		return false
	}
	y, ok := e.Value.(*syntax.Yield)
	if !ok {
		return false
	}
	n, ok := y.Value.(*syntax.Name)
	return ok && n.ID == name
}

// enumNamed is the enum that a name means, or nil.
func (w *walker) enumNamed(e syntax.Expr) *class {
	if c := w.classNamed(e); c != nil && (c.c.Kind == EnumClass || c.c.Kind == IntEnumClass) {
		return c
	}
	return nil
}

// walkedElements are the elements of the attribute that walking over an instance
// walks over.
func (w *walker) walkedElements(t *instT, at syntax.Node) (out val, ok bool) {
	for _, c := range t.classes {
		fn := c.method("__iter__")
		if fn == nil || len(fn.params) != 1 {
			return val{}, false
		}
		attr := WalkedBy(fn.f)
		if attr == nil || c.find(attr.Attr) == nil {
			return val{}, false
		}
		s := c.find(attr.Attr).slot
		one := w.elements(val{set: w.get(s), src: s}, at)
		out.src = one.src
		out.set, _ = w.merge(out.set, one.set)
	}
	return out, true
}

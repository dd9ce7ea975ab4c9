package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// newInstance lowers the call of a class.
func (f *function) newInstance(e *syntax.Call, callee *types.Callee) ir.Expr {
	c := callee.Class
	if why := f.m.unfits[c]; why != "" {
		f.refuse("PT501", e, "the class %s is not translated: %s", c.Name, why)
	}
	if isException(c) {
		return f.makeException(e, callee)
	}
	if isEnum(c) {
		return f.memberByValue(e, c)
	}
	if callee.Func != nil {
		return f.callUser(e, callee)
	}
	out := &ir.TupleLit{Base: base(f.m.instanceType(c), e)}
	var sources []int
	given := 0
	for i, field := range c.Fields {
		want := f.m.structs[c].Fields[i].T
		var arg syntax.Expr
		if !field.NoInit {
			arg = callee.Args[given]
			given++
		}
		switch {
		case arg != nil:
			out.Elems = append(out.Elems, f.exprAs(arg, want))
			sources = append(sources, i)
		case field.Default != nil && literalOrNone(field.Default):
			out.Elems = append(out.Elems, f.exprAs(field.Default, want))
		case field.Factory != nil:
			out.Elems = append(out.Elems, f.factory(e, field.Factory, want))
		case field.NoInit && field.Default == nil && c.Method("__post_init__") != nil:
			continue // which __post_init__ gives its value
		default:
			f.refuse("PT501", e, "the default of the field %s is not translated", field.Attr.Name)
		}
	}
	inOrder := slices.IsSortedFunc(sources, func(a, b int) int {
		return argOf(callee, c, a).Span().Start - argOf(callee, c, b).Span().Start
	})
	if !inOrder {
		for _, i := range sources {
			if weigh(out.Elems[i]) > steady {
				f.refuse("PT501", e, "arguments in another order than the fields of %s are not translated unless they are variables or literals", c.Name)
			}
		}
	}
	if fn := c.Method("__post_init__"); fn != nil {
		return f.userCall(e, fn, out.Elems)
	}
	return out
}

// argOf is the argument of a call for the i-th field.
func argOf(callee *types.Callee, c *types.Class, i int) syntax.Expr {
	n := 0
	for _, f := range c.Fields[:i] {
		if !f.NoInit {
			n++
		}
	}
	return callee.Args[n]
}

func literalOrNone(e syntax.Expr) bool {
	_, none := e.(*syntax.None)
	return none || literalOnly(e)
}

// factory is what the default_factory of a field makes.
func (f *function) factory(at syntax.Node, e syntax.Expr, want ir.Type) ir.Expr {
	if n, ok := e.(*syntax.Name); ok {
		switch t := want.(type) {
		case ir.List:
			if n.ID == "list" {
				return &ir.ListLit{Base: base(t, at)}
			}
		case ir.Dict:
			if n.ID == "dict" && t.Kind == ir.PlainDict {
				return &ir.DictLit{Base: base(t, at)}
			}
		case ir.Set:
			if n.ID == "set" && !t.Frozen {
				return emptySet(t, at.Span())
			}
		}
	}
	f.refuse("PT501", at, "this default_factory is not translated: only list, dict and set are")
	return nil
}

// callMethod lowers the call of a method of an instance.
func (f *function) callMethod(e *syntax.Call, callee *types.Callee) ir.Expr {
	if attr, ok := e.Func.(*syntax.Attribute); ok && callee.Func == nil && callee.Name == "_replace" {
		x := f.unwrapped(f.expr(attr.Value))
		if t, ok := x.Type().(ir.Struct); ok {
			return f.replaced(e, x, t)
		}
	}
	if len(callee.Overrides) > 0 || callee.Func == nil {
		f.refuse("PT501", e, "this call of a method is not translated")
	}
	if attr, ok := e.Func.(*syntax.Attribute); ok && isException(callee.Func.Class) {
		return f.exceptionMethod(e, attr, callee)
	}
	bound := f.boundArgs(e, callee)
	return f.callUser(e, &types.Callee{Kind: types.User, Name: callee.Name, Func: callee.Func, Args: bound})
}

// callStatic lowers C.method(…) of a static method.
func (f *function) callStatic(e *syntax.Call, callee *types.Callee) ir.Expr {
	if callee.Func == nil && (callee.Name == "__str__" || callee.Name == "__repr__") {
		return f.superText(e, callee)
	}
	if f.isSuper(e) && callee.Func != nil && callee.Func.Role == types.InstanceOf && isException(callee.Func.Class) {
		self := localOf(f.local(f.src.Params[0], e), e.Span())
		return f.callWith(e, callee, f.asObject(e, self, callee.Func.Class))
	}
	if callee.Func == nil || callee.Func.Role != types.StaticOf && callee.Func.Role != types.ClassOf {
		f.refuse("PT501", e, "this call of a method through its class is not translated")
	}
	return f.callUser(e, &types.Callee{Kind: types.User, Name: callee.Name, Func: callee.Func, Args: callee.Args})
}

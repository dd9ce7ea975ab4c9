package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// special lowers an operation on an instance that a special method does. It
// returns nil when there is no such method.
func (f *function) special(at syntax.Node, name string, args ...ir.Expr) ir.Expr {
	t, ok := args[0].Type().(ir.Struct)
	if !ok {
		return nil
	}
	fn := t.Class.Method(name)
	if fn == nil || fn.Role != types.InstanceOf {
		return nil
	}
	if name == "__len__" && !givesLengths(fn.Def.Body) {
		f.refuse("PT501", at, "__len__ is translated only where it returns len(…): Python raises ValueError for what is below 0")
	}
	return f.userCall(at, fn, args)
}

// givesLengths reports whether all that statements return are lengths.
func givesLengths(body []syntax.Stmt) bool {
	ok := true
	syntax.Walk(body, func(n syntax.Node) bool {
		if s, is := n.(*syntax.Return); is {
			call, isCall := s.Value.(*syntax.Call)
			name, isName := syntax.Expr(nil), false
			if isCall {
				name = call.Func
				var id *syntax.Name
				if id, isName = name.(*syntax.Name); isName {
					isName = id.ID == "len"
				}
			}
			ok = ok && isName
		}
		return true
	})
	return ok
}

// shown is the text of an instance as str() or repr() gives it.
func (f *function) shown(at syntax.Node, x ir.Expr, repr bool) ir.Expr {
	t, ok := x.Type().(ir.Struct)
	if !ok {
		return nil
	}
	if t.Class.Method("__format__") != nil {
		f.refuse("PT501", at, "__format__ is not translated")
	}
	if isEnum(t.Class) && t.Class.Method("__str__") == nil && !repr {
		f.need(at, t, ir.ReprTrait)
		return nil
	}
	names := []string{"__str__", "__repr__"}
	if repr {
		names = names[1:]
	}
	for _, name := range names {
		if out := f.special(at, name, x); out != nil {
			if out.Type() != ir.Str {
				f.refuse("PT206", at, "%s gives no str: Python raises TypeError", name)
			}
			return out
		}
	}
	if f.m.lacks(t, ir.ReprTrait) != "" {
		f.refuse("PT501", at, "the text of an object of class %s is not translated: define __str__ or __repr__", t.Class.Name)
	}
	f.need(at, t, ir.ReprTrait)
	return nil
}

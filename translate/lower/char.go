package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A definition tells how a name gets its value.
type definition int

const (
	byValue definition = iota // the value itself
	byWalk                    // the items of the value, one by one
	byOther                   // in another way
)

// definitions calls visit for each name that statements bind: with the value it
// is bound to, or walked over for.
func definitions(body []syntax.Stmt, visit func(*syntax.Name, syntax.Expr, definition)) {
	syntax.Walk(body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Assign:
			for _, t := range n.Targets {
				define(t, n.Value, byValue, visit)
			}
		case *syntax.AnnAssign:
			if n.Value != nil {
				define(n.Target, n.Value, byValue, visit)
			}
		case *syntax.AugAssign:
			define(n.Target, nil, byOther, visit)
		case *syntax.For:
			define(n.Target, n.Iter, byWalk, visit)
		case *syntax.Comprehension:
			define(n.Target, n.Iter, byWalk, visit)
		case *syntax.NamedExpr:
			define(n.Target, n.Value, byValue, visit)
		}
		return true
	})
}

func define(target, value syntax.Expr, how definition, visit func(*syntax.Name, syntax.Expr, definition)) {
	if name, ok := target.(*syntax.Name); ok {
		visit(name, value, how)
		return
	}
	elems := parts(target)
	for i, t := range elems {
		values := parts(value)
		if how == byValue && len(values) == len(elems) {
			define(t, values[i], byValue, visit)
		} else if sub := walkedPart(value, i, len(elems)); how == byWalk && sub != nil {
			define(t, sub, byWalk, visit)
		} else {
			define(t, nil, byOther, visit)
		}
	}
}

// walkedPart is what part i of the items of enumerate or zip walks over; nil
// when it is something else.
func walkedPart(value syntax.Expr, i, n int) syntax.Expr {
	call, ok := value.(*syntax.Call)
	if !ok {
		return nil
	}
	name, ok := call.Func.(*syntax.Name)
	switch {
	case ok && name.ID == "enumerate" && n == 2 && i == 1 && len(call.Args) > 0:
		return call.Args[0]
	case ok && name.ID == "zip" && len(call.Args) == n:
		return call.Args[i]
	}
	return nil
}

// charVars finds the str variables of which every value is one code point:
// they may be a char in Rust.
func (f *function) charVars() map[*types.Var]bool {
	chars := map[*types.Var]bool{}
	for _, v := range f.src.Locals {
		if v.Kind == types.Local && isStr(v.Type) {
			chars[v] = true
		}
	}
	for changed := true; changed; {
		changed = false
		definitions(f.src.Body, func(target *syntax.Name, value syntax.Expr, how definition) {
			v := f.m.info.VarOf(target)
			if !chars[v] || how == byValue && f.isChar(value, chars) || how == byWalk && f.walksChars(value) {
				return
			}
			delete(chars, v)
			changed = true
		})
	}
	return chars
}

func isStr(t types.Type) bool {
	basic, ok := t.(types.Basic)
	return ok && basic == types.Str
}

// isChar reports whether a str expression always is one code point.
func (f *function) isChar(e syntax.Expr, chars map[*types.Var]bool) bool {
	switch e := e.(type) {
	case *syntax.Str:
		return len([]rune(e.Value)) == 1 && !e.Surrogate
	case *syntax.Name:
		return chars[f.m.info.VarOf(e)]
	case *syntax.Subscript:
		_, slice := e.Index.(*syntax.Slice)
		return !slice && isStr(f.m.info.TypeOf(e.Value))
	case *syntax.IfExp:
		return f.isChar(e.Body, chars) && f.isChar(e.Orelse, chars)
	case *syntax.Call:
		callee := f.m.info.CalleeOf(e)
		return callee != nil && callee.Kind == types.Builtin && callee.Name == "chr"
	}
	return false
}

// walksChars reports whether walking over e gives code points.
func (f *function) walksChars(e syntax.Expr) bool {
	if call, name := f.builtinCall(e); name == "reversed" && len(call.Args) == 1 {
		return f.walksChars(call.Args[0])
	}
	return isStr(f.m.info.TypeOf(e))
}

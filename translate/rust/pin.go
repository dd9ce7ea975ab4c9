package rust

import (
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// Rust takes an integer literal for an i32 where nothing around it says more.
// The printer has to see to it that something does: this file finds what Rust
// could not know.

// ambiguous reports whether nothing in e says of what integer type it is.
func (p *printer) ambiguous(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.IntLit:
		return true
	case *ir.FloatLit:
		return false
	case *ir.Local:
		return false
	case *ir.Op:
		if !plainOperator(e.Op) || e.T != ir.Int && e.T != ir.Usize {
			return false
		}
		for _, a := range e.Args {
			if !p.ambiguous(a) {
				return false
			}
		}
		return len(e.Args) > 0
	case *ir.If:
		return p.ambiguous(e.Then) && p.ambiguous(e.Else)
	case *ir.ListLit:
		for _, x := range e.Elems {
			if !p.ambiguous(x) {
				return false
			}
		}
		return len(e.Elems) > 0
	case *ir.TupleLit:
		for _, x := range e.Elems {
			if p.ambiguous(x) {
				return true
			}
		}
	case *ir.DictLit:
		for i := range e.Keys {
			if p.ambiguous(e.Keys[i]) || p.ambiguous(e.Values[i]) {
				return true
			}
		}
	case *ir.Convert:
		if _, ok := e.T.(ir.Option); ok {
			return p.ambiguous(e.X)
		}
	case *ir.Comp:
		return e.Kind != ir.Aggregate && p.ambiguous(e.Elt)
	}
	return false
}

// plainOperator reports whether an operation is a Rust operator or method,
// which takes its type from its operands.
func plainOperator(op *ir.Operation) bool {
	return strings.HasPrefix(op.Rust, "{0}") && !strings.Contains(op.Rust, " as ") || strings.HasPrefix(op.Rust, "-") || strings.HasPrefix(op.Rust, "!")
}

// pinned writes e where nothing around it says its type: the first literal of an
// ambiguous e gets a suffix, and a tuple's each on its own.
func (p *printer) pinned(e ir.Expr, write func() node) node {
	if !p.ambiguous(e) {
		return write()
	}
	switch e := e.(type) {
	case *ir.TupleLit:
		elems := make([]node, len(e.Elems))
		for i, x := range e.Elems {
			elems[i] = p.pinned(x, func() node { return p.owned(x) })
		}
		return tupleNode{elems}
	case *ir.DictLit, *ir.Comp:
		return write()
	}
	p.pin = true
	n := write()
	p.pin = false
	return n
}

// isPinned reports whether something that Rust looks at early enough says the
// type of integer variable v.
func (p *printer) isPinned(v *ir.Var) bool {
	if known, ok := p.pins[v]; ok {
		return known
	}
	p.pins[v] = false // while we look
	found, method := false, false
	is := func(e ir.Expr) bool {
		l, ok := e.(*ir.Local)
		return ok && l.Var == v
	}
	ir.Walk(p.fn.Body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Return:
			found = found || s.Value != nil && is(s.Value)
		case *ir.AugAssign:
			found = found || is(s.Target) && s.Value != nil && p.sure(s.Value, v)
		case *ir.Assign:
			found = found || is(s.Target) && p.sure(s.Value, v)
		}
		return true
	}, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Call:
			for _, a := range e.Args {
				found = found || is(a)
			}
		case *ir.Index:
			found = found || is(e.Index)
		case *ir.RangeIter:
			found = found || is(e.Start) && p.sure(e.Stop, v) || is(e.Stop) && p.sure(e.Start, v)
		case *ir.Op:
			for i, a := range e.Args {
				if !is(a) {
					continue
				}
				place := "{" + string(rune('0'+i)) + "}."
				if strings.Contains(e.Op.Rust, place) && !strings.HasPrefix(e.Op.Rust, place+"cmp") {
					method = true
				}
				found = found || p.typedOperand(e, i, v)
			}
		}
		return true
	})
	p.pins[v] = found && !method
	return p.pins[v]
}

// typedOperand reports whether operation e says the type of its operand i.
func (p *printer) typedOperand(e *ir.Op, i int, v *ir.Var) bool {
	if i < len(e.Op.Params) {
		if _, generic := e.Op.Params[i].Type.(ir.Param); !generic && (strings.HasPrefix(e.Op.Rust, "rt::") || strings.HasPrefix(e.Op.Rust, "i64::")) {
			return true
		}
	}
	if plainOperator(e.Op) && len(e.Args) == 2 && strings.Count(e.Op.Rust, " ") == 2 {
		return p.sure(e.Args[1-i], v)
	}
	return false
}

// sure reports whether Rust knows the type of e without looking at variable v.
func (p *printer) sure(e ir.Expr, v *ir.Var) bool {
	switch e := e.(type) {
	case *ir.Local:
		return e.Var != v && (e.Var.Param || p.annotated[e.Var] || p.isPinned(e.Var))
	case *ir.Index, *ir.Item, *ir.Field, *ir.Call, *ir.Unwrap:
		return true
	case *ir.Convert:
		return true
	case *ir.Op:
		if !plainOperator(e.Op) {
			return true
		}
		for _, a := range e.Args {
			if p.sure(a, v) {
				return true
			}
		}
	}
	return false
}

// needsType reports whether the declaration of v with value e has to say its type.
func (p *printer) needsType(v *ir.Var, e ir.Expr) bool {
	if e == nil {
		return v.T == ir.Int && !p.isPinned(v) || !ir.IsCopy(v.T) && v.T != ir.Str
	}
	switch e := e.(type) {
	case *ir.NoneLit:
		return true
	case *ir.ListLit:
		return len(e.Elems) == 0 || p.ambiguous(e) || unknownInside(e)
	case *ir.DictLit:
		return len(e.Keys) == 0 || p.ambiguous(e) || unknownInside(e)
	case *ir.Comp:
		return e.Kind != ir.Aggregate
	case *ir.FloatLit:
		return p.callsMethod(v)
	}
	if v.T == ir.Int || v.T == ir.Usize {
		return p.ambiguous(e) && !p.isPinned(v)
	}
	return p.ambiguous(e) || unknownInside(e)
}

// unknownInside reports whether e holds an empty list, dict or None, whose type
// shows only in what is done with it.
func unknownInside(e ir.Expr) bool {
	found := false
	ir.WalkExpr(e, nil, func(x ir.Expr) bool {
		switch x := x.(type) {
		case *ir.Call, *ir.Comp:
			return false
		case *ir.ListLit:
			found = found || len(x.Elems) == 0
		case *ir.DictLit:
			found = found || len(x.Keys) == 0
		case *ir.NoneLit:
			found = true
		}
		return true
	})
	return found
}

// callsMethod reports whether a method is called on variable v itself.
func (p *printer) callsMethod(v *ir.Var) bool {
	found := false
	ir.Walk(p.fn.Body, nil, func(e ir.Expr) bool {
		op, ok := e.(*ir.Op)
		if !ok {
			return true
		}
		for i, a := range op.Args {
			if l, ok := a.(*ir.Local); ok && l.Var == v && strings.Contains(op.Op.Rust, "{"+string(rune('0'+i))+"}.") {
				found = true
			}
		}
		return true
	})
	return found
}

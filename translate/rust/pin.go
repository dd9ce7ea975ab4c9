package rust

import (
	"slices"
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
		return e.T != ir.Big
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

// untyped reports whether operands of a result that is no integer leave Rust to take
// them for i32, and it matters: two small literals are compared alike.
func (p *printer) untyped(operands ...ir.Expr) bool {
	small := true
	for _, e := range operands {
		if t := e.Type(); t != ir.Int && t != ir.Usize || !p.ambiguous(e) {
			return false
		}
		lit, ok := e.(*ir.IntLit)
		small = small && ok && lit.Value == int64(int32(lit.Value))
	}
	return !small
}

// plainOperator reports whether an operation is a Rust operator or method,
// which takes its type from its operands.
func plainOperator(op *ir.Operation) bool {
	return strings.HasPrefix(op.Rust, "{0}") && !strings.Contains(op.Rust, " as ") || strings.HasPrefix(op.Rust, "-") || strings.HasPrefix(op.Rust, "!")
}

// pinned writes e where nothing around it says its type: what is in it has to.
func (p *printer) pinned(e ir.Expr, write func() node) node {
	p.spell(e)
	return write()
}

// spell makes e say its own type: literals get a suffix, as few as will do, and
// what is empty says of what.
func (p *printer) spell(e ir.Expr) {
	if p.ambiguous(e) {
		p.suffix(e)
	}
	for _, x := range unknownIn(e) {
		p.spelled[x] = true
	}
}

// suffix marks the literals of an ambiguous e that get a suffix.
func (p *printer) suffix(e ir.Expr) {
	switch e := e.(type) {
	case *ir.IntLit:
		p.spelled[e] = true
	case *ir.Op:
		p.suffix(e.Args[0])
	case *ir.If:
		p.suffix(e.Then)
	case *ir.ListLit:
		p.suffix(e.Elems[0])
	case *ir.TupleLit:
		for _, x := range e.Elems {
			if p.ambiguous(x) {
				p.suffix(x)
			}
		}
	case *ir.DictLit:
		for _, x := range []ir.Expr{e.Keys[0], e.Values[0]} {
			if p.ambiguous(x) {
				p.suffix(x)
			}
		}
	case *ir.Convert:
		p.suffix(e.X)
	}
}

// spelledType is the Rust of t, where what never is may be anything.
func spelledType(t ir.Type) string { return strings.ReplaceAll(t.Rust(), "!", "i64") }

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
		case *ir.CallValue:
			for _, a := range e.Args {
				found = found || is(a)
			}
		case *ir.Index:
			found = found || is(e.Index)
		case *ir.RangeIter:
			found = found || is(e.Start) && p.sure(e.Stop, v) || is(e.Stop) && p.sure(e.Start, v)
		case *ir.Op:
			for i, a := range e.Args {
				place := "{" + string(rune('0'+i)) + "}."
				if strings.Contains(e.Op.Rust, place) && !strings.HasPrefix(e.Op.Rust, place+"cmp") && p.ofType(a, v) {
					method = true
				}
				if !is(a) {
					continue
				}
				found = found || p.typedOperand(e, i, v)
			}
		}
		return true
	})
	p.pins[v] = found && !method
	return p.pins[v]
}

// ofType reports whether Rust takes the type of e, a variable, a choice or what
// operators make of them, from that of variable v.
func (p *printer) ofType(e ir.Expr, v *ir.Var) bool {
	switch e := e.(type) {
	case *ir.Local:
		return e.Var == v
	case *ir.If:
		return mentions(e.Then, v) || mentions(e.Else, v)
	case *ir.Op:
		of := func(a ir.Expr) bool { return p.ofType(a, v) }
		return plainOperator(e.Op) && slices.ContainsFunc(e.Args, of) && !p.sure(e, v)
	}
	return false
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
		if v.Binding == ir.Borrows && v.T == ir.Str {
			return p.ofTexts(v)
		}
		return v.T == ir.Int && !p.isPinned(v) || !ir.IsCopy(v.T) && v.T != ir.Str
	}
	switch e := e.(type) {
	case *ir.NoneLit:
		return true
	case *ir.ListLit:
		return len(e.Elems) == 0 || p.ambiguous(e) || unknownInside(e)
	case *ir.DictLit:
		return len(e.Keys) == 0 || p.ambiguous(e) || unknownInside(e)
	case *ir.Op:
		if makesEmpty(e.Op) {
			return true
		}
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

// ofTexts reports whether v is given a literal in one place and a part of something
// in another, which Rust takes for different types of text.
func (p *printer) ofTexts(v *ir.Var) bool {
	literal, other := false, false
	ir.Walk(p.fn.Body, func(s ir.Stmt) bool {
		a, ok := s.(*ir.Assign)
		if !ok {
			return true
		}
		if l, ok := a.Target.(*ir.Local); ok && l.Var == v {
			_, lit := a.Value.(*ir.StrLit)
			literal, other = literal || lit, other || !lit
		}
		return true
	}, nil)
	return literal && other
}

// unknownInside reports whether e holds an empty list, dict or None, whose type
// shows only in what is done with it.
func unknownInside(e ir.Expr) bool { return len(unknownIn(e)) > 0 }

// unknownIn returns the empty lists and dicts and the Nones in e.
func unknownIn(e ir.Expr) []ir.Expr {
	var found []ir.Expr
	ir.WalkExpr(e, nil, func(x ir.Expr) bool {
		switch x := x.(type) {
		case *ir.Call, *ir.Comp:
			return false
		case *ir.ListLit:
			if len(x.Elems) == 0 {
				found = append(found, x)
			}
		case *ir.DictLit:
			if len(x.Keys) == 0 {
				found = append(found, x)
			}
		case *ir.NoneLit:
			found = append(found, x)
		case *ir.Op:
			if makesEmpty(x.Op) {
				found = append(found, x)
			}
		}
		return true
	})
	return found
}

// neverSome reports whether e is None by whatever way it is chosen.
func neverSome(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.NoneLit:
		return true
	case *ir.If:
		return neverSome(e.Then) && neverSome(e.Else)
	case *ir.Block:
		return neverSome(e.Value)
	}
	return false
}

// makesEmpty reports whether an operation makes an empty container, of what only
// its type tells.
func makesEmpty(op *ir.Operation) bool {
	if len(op.Params) > 0 || op.Name == "state.get" {
		return false
	}
	switch op.Result.(type) {
	case ir.Set, ir.Dict, ir.Deque, ir.VarTuple:
		return true
	}
	return false
}

// emptied writes an empty container; spelled says of what.
func (p *printer) emptied(e *ir.Op) node {
	if !p.spelled[e] {
		return parseTemplate(e.Op.Rust, nil)
	}
	path, rest, _ := strings.Cut(spelledType(e.T), "<")
	return call(path + "::<" + rest + e.Op.Rust[strings.LastIndex(e.Op.Rust, "::"):len(e.Op.Rust)-len("()")])
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
			if p.ofType(a, v) && strings.Contains(op.Op.Rust, "{"+string(rune('0'+i))+"}.") {
				found = true
			}
		}
		return true
	})
	return found
}

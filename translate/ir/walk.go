package ir

import "slices"

// A Child is an operand of an expression and how the expression wants it.
type Child struct {
	X    Expr
	Want Mode
}

// EachChild calls use with the operands of e in order of evaluation, each with the
// mode in which it is wanted. want is the mode in which e itself is wanted: branches
// and places pass it on. It is the one place that knows; ownership and the
// printer both ask it. Conditions and patterns of a Comp, and the iterators
// below it, are not operands but parts of a loop: see Comp.
func EachChild(e Expr, want Mode, use func(x Expr, want Mode)) {
	switch e := e.(type) {
	case *Index:
		use(e.List, receiver(want))
		use(e.Index, Value)
	case *Item:
		use(e.Dict, receiver(want))
		use(e.Key, Ref)
	case *Field:
		use(e.Tuple, receiver(want))
	case *Unwrap:
		use(e.X, want)
	case *Op:
		for i, a := range e.Args {
			use(a, e.Op.wants(i))
		}
	case *Call:
		for i, a := range e.Args {
			use(a, e.Func.Params[i].Passed())
		}
	case *CallValue:
		for _, c := range callArguments(e) {
			use(c.X, c.Want)
		}
	case *Closure:
		values(e.Captured, use)
	case *Logic:
		use(e.L, Value)
		use(e.R, Value)
	case *Not:
		use(e.X, Value)
	case *If:
		use(e.Cond, Value)
		use(e.Then, want)
		use(e.Else, want)
	case *IfSome:
		use(e.X, Recv)
		use(e.Then, want)
		use(e.Else, want)
	case *Block:
		use(e.Value, want)
	case *Convert:
		use(e.X, converted(e))
	case *TupleLit:
		values(e.Elems, use)
	case *ListLit:
		values(e.Elems, use)
	case *DictLit:
		for i := range e.Keys {
			use(e.Keys[i], Value)
			use(e.Values[i], Value)
		}
	case *Format:
		for _, p := range e.Pieces {
			if p.Value != nil {
				use(p.Value, Recv)
			}
		}
	case *NewError:
		for _, a := range e.Args {
			use(a, Ref)
		}
	case *RangeIter:
		present(e.Start, use)
		present(e.Stop, use)
		present(e.Step, use)
	case *ListIter:
		use(e.List, Recv)
	case *TupleIter:
		use(e.Tuple, Recv)
	case *CharIter:
		use(e.Str, Recv)
	case *DictIter:
		use(e.Dict, Recv)
	case *EnumerateIter:
		present(e.X, use)
		present(e.Start, use)
	case *ZipIter:
		values(e.Xs, use)
	}
}

// Children returns what EachChild gives.
func Children(e Expr, want Mode) []Child {
	var all []Child
	EachChild(e, want, func(x Expr, want Mode) { all = append(all, Child{x, want}) })
	return all
}

// receiver is how a place wants the place it lies in.
func receiver(want Mode) Mode {
	if want == RefMut || want == RecvMut {
		return RecvMut
	}
	return Recv
}

// converted is how a conversion wants its operand: a Some, and a value of several
// types, keep what they hold.
func converted(e *Convert) Mode {
	if _, dynamic := e.X.Type().(Dynamic); dynamic {
		return Ref
	}
	switch e.T.(type) {
	case Option, Dynamic:
		return Value
	}
	return Recv
}

// wants is the mode in which an operation wants its i-th operand.
func (op *Operation) wants(i int) Mode {
	switch {
	case i < len(op.Params):
		return op.Params[i].Mode
	case len(op.Params) > 0:
		return op.Params[len(op.Params)-1].Mode
	}
	return Value
}

// Passed is the mode in which a call wants the argument for parameter v.
func (v *Var) Passed() Mode {
	switch v.Binding {
	case Borrows:
		return Ref
	case BorrowsMut:
		return RefMut
	}
	return Value
}

func values(xs []Expr, use func(x Expr, want Mode)) {
	for _, x := range xs {
		use(x, Value)
	}
}

func present(x Expr, use func(x Expr, want Mode)) {
	if x != nil {
		use(x, Value)
	}
}

// Parts returns all expressions directly inside e, those of a Comp and its
// clauses included, and the statements of a Block. They are not to be changed.
func Parts(e Expr) (exprs []Expr, stmts []Stmt) {
	switch e := e.(type) {
	case *Comp:
		for _, c := range e.Clauses {
			exprs = append(exprs, c.Iter)
			exprs = append(exprs, c.Conds...)
		}
		if e.Key != nil {
			exprs = append(exprs, e.Key)
		}
		exprs = append(exprs, e.Elt)
		return append(exprs, e.Rest...), nil
	case *Lambda:
		return []Expr{e.Body}, nil
	case *Block:
		return []Expr{e.Value}, e.Stmts
	case *Op: // the most frequent ones, of which nothing is copied
		return e.Args, nil
	case *Call:
		return e.Args, nil
	case *TupleLit:
		return e.Elems, nil
	case *ListLit:
		return e.Elems, nil
	}
	EachChild(e, Value, func(x Expr, _ Mode) { exprs = append(exprs, x) })
	return exprs, nil
}

// EachPart calls expr for the expressions directly inside s, and then block for the
// blocks.
func EachPart(s Stmt, expr func(Expr), block func([]Stmt)) {
	some := func(x Expr) {
		if x != nil {
			expr(x)
		}
	}
	switch s := s.(type) {
	case *Let:
		some(s.Value)
	case *LetPattern:
		expr(s.Value)
	case *Assign:
		expr(s.Value)
		expr(s.Target)
	case *AssignTuple:
		expr(s.Value)
		for _, t := range s.Targets {
			expr(t)
		}
	case *AugAssign:
		expr(s.Target)
		some(s.Value)
	case *ExprStmt:
		expr(s.X)
	case *Print:
		expr(s.Line)
	case *Return:
		some(s.Value)
	case *Yield:
		expr(s.Value)
	case *Raise:
		expr(s.Error)
	case *IfStmt:
		expr(s.Cond)
		block(s.Then)
		block(s.Else)
	case *While:
		some(s.Cond)
		block(s.Body)
	case *For:
		expr(s.Iter)
		block(s.Body)
	case *Labelled:
		block(s.Body)
	case *Try:
		block(s.Body)
		for _, h := range s.Handlers {
			block(h.Body)
		}
		block(s.Else)
		block(s.Finally)
	}
}

// StmtParts returns what EachPart gives.
func StmtParts(s Stmt) (exprs []Expr, blocks [][]Stmt) {
	EachPart(s, func(x Expr) { exprs = append(exprs, x) }, func(b []Stmt) { blocks = append(blocks, b) })
	return exprs, blocks
}

// Walk calls expr and stmt (either may be nil) for every expression and
// statement in body, parents first. It goes into a node when its function
// returns true.
func Walk(body []Stmt, stmt func(Stmt) bool, expr func(Expr) bool) {
	for _, s := range body {
		if stmt != nil && !stmt(s) {
			continue
		}
		EachPart(s, func(x Expr) { WalkExpr(x, stmt, expr) }, func(b []Stmt) { Walk(b, stmt, expr) })
	}
}

// WalkExpr is Walk for one expression.
func WalkExpr(e Expr, stmt func(Stmt) bool, expr func(Expr) bool) {
	if e == nil || expr != nil && !expr(e) {
		return
	}
	switch x := e.(type) {
	case *Call: // whose parameters may not be known yet
		for _, a := range x.Args {
			WalkExpr(a, stmt, expr)
		}
	case *Comp, *Lambda, *Block:
		exprs, stmts := Parts(e)
		Walk(stmts, stmt, expr)
		for _, x := range exprs {
			WalkExpr(x, stmt, expr)
		}
	default:
		EachChild(e, Value, func(x Expr, _ Mode) { WalkExpr(x, stmt, expr) })
	}
}

// PatternVars returns the variables that p binds, from left to right.
func PatternVars(p Pattern) []*Var {
	switch p := p.(type) {
	case *Var:
		if p != nil {
			return []*Var{p}
		}
	case Patterns:
		var all []*Var
		for _, q := range p {
			all = append(all, PatternVars(q)...)
		}
		return all
	}
	return nil
}

// Root returns the variable that a place lies in, through indexes, items,
// fields and unwrapping; nil when e is not a place in a variable.
func Root(e Expr) *Var {
	switch e := e.(type) {
	case *Local:
		return e.Var
	case *Index:
		return Root(e.List)
	case *Item:
		return Root(e.Dict)
	case *Field:
		return Root(e.Tuple)
	case *Unwrap:
		return Root(e.X)
	}
	return nil
}

// SetUse records how the value in place e is taken; other expressions are left.
func SetUse(e Expr, u Use) {
	switch e := e.(type) {
	case *Local:
		e.Use = u
	case *ConstRef:
		e.Use = u
	case *Index:
		e.Use = u
	case *Item:
		e.Use = u
	case *Field:
		e.Use = u
	case *Unwrap:
		e.Use = u
	}
}

// UseOf returns how the value in place e is taken, Unset for other expressions.
func UseOf(e Expr) Use {
	switch e := e.(type) {
	case *Local:
		return e.Use
	case *ConstRef:
		return e.Use
	case *Index:
		return e.Use
	case *Item:
		return e.Use
	case *Field:
		return e.Use
	case *Unwrap:
		return e.Use
	}
	return Unset
}

// IsPlace reports whether e is a place: a variable, a constant or a part of one.
func IsPlace(e Expr) bool {
	switch e := e.(type) {
	case *Local, *ConstRef:
		return true
	case *Index:
		return IsPlace(e.List)
	case *Item:
		return IsPlace(e.Dict)
	case *Field:
		return IsPlace(e.Tuple)
	case *Unwrap:
		return IsPlace(e.X)
	}
	return false
}

// Roots returns the variables that a reference to e would borrow from; false
// when e is a value of its own, which nothing keeps.
func Roots(e Expr) ([]*Var, bool) {
	switch e := e.(type) {
	case *Local:
		return []*Var{e.Var}, true
	case *ConstRef, *StrLit, *BytesLit:
		return nil, true
	case *Index:
		return Roots(e.List)
	case *Item:
		return Roots(e.Dict)
	case *Field:
		return Roots(e.Tuple)
	case *Unwrap:
		return Roots(e.X)
	case *Op:
		if !e.Op.View || len(e.Args) == 0 {
			return nil, false
		}
		return Roots(e.Args[0])
	case *If:
		then, ok := Roots(e.Then)
		other, ok2 := Roots(e.Else)
		return append(append([]*Var(nil), then...), other...), ok && ok2
	}
	return nil, false
}

// BranchMode is how e, which has branches or a block in it, wants them: a
// reference to a value that nothing keeps cannot leave them, so it is a value.
func BranchMode(e Expr, want Mode) Mode {
	if want == Value || IsCopy(e.Type()) {
		return want
	}
	if x, ok := e.(*If); ok {
		if _, ok := Roots(x); ok {
			return want
		}
	}
	return Value
}

// Swapped reports whether st swaps two elements of one list: xs[i], xs[j] =
// xs[j], xs[i].
func Swapped(st *AssignTuple) (a, b *Index, ok bool) {
	values, isTuple := st.Value.(*TupleLit)
	if !isTuple || len(st.Targets) != 2 || len(values.Elems) != 2 {
		return nil, nil, false
	}
	a, ok = st.Targets[0].(*Index)
	if !ok {
		return nil, nil, false
	}
	b, ok = st.Targets[1].(*Index)
	return a, b, ok && SamePlace(a.List, b.List) && SamePlace(a, values.Elems[1]) && SamePlace(b, values.Elems[0])
}

// SamePlace reports whether a and b are the same expression over variables and
// literals, without calls, so that they mean the same place.
func SamePlace(a, b Expr) bool {
	switch a := a.(type) {
	case *Local:
		b, ok := b.(*Local)
		return ok && a.Var == b.Var
	case *IntLit:
		b, ok := b.(*IntLit)
		return ok && a.Value == b.Value && Same(a.T, b.T)
	case *Index:
		b, ok := b.(*Index)
		return ok && SamePlace(a.List, b.List) && SamePlace(a.Index, b.Index)
	case *Field:
		b, ok := b.(*Field)
		return ok && a.N == b.N && SamePlace(a.Tuple, b.Tuple)
	case *Unwrap:
		b, ok := b.(*Unwrap)
		return ok && SamePlace(a.X, b.X)
	case *Convert:
		b, ok := b.(*Convert)
		return ok && Same(a.T, b.T) && SamePlace(a.X, b.X)
	case *Op:
		b, ok := b.(*Op)
		if !ok || a.Op != b.Op || len(a.Args) != len(b.Args) {
			return false
		}
		for i := range a.Args {
			if !SamePlace(a.Args[i], b.Args[i]) {
				return false
			}
		}
		return len(a.Op.Raises) == 0
	}
	return false
}

// FailureOf is what happens when e itself fails.
func FailureOf(e Expr) Failure {
	switch e := e.(type) {
	case *Index:
		return e.OnFail
	case *Item:
		return e.OnFail
	case *Op:
		return e.OnFail
	case *Call:
		return e.OnFail
	case *CallValue:
		return e.OnFail
	case *RangeIter:
		return e.OnFail
	case *Comp:
		return e.OnFail
	}
	return Stop
}

// Callees are the functions that fn calls, also through values, each once and in source
// order.
func Callees(fn *Func) []*Func {
	all := Named(fn)
	Walk(fn.Body, nil, func(e Expr) bool {
		if call, ok := e.(*CallValue); ok {
			all = append(all, call.Sig().Funcs...)
		}
		return true
	})
	return inOrder(all)
}

// Named are the functions that fn calls by their names or makes values of.
func Named(fn *Func) []*Func {
	var all []*Func
	Walk(fn.Body, nil, func(e Expr) bool {
		switch e := e.(type) {
		case *Call:
			all = append(all, e.Func)
		case *Closure:
			all = append(all, e.Target)
		}
		return true
	})
	return inOrder(all)
}

func inOrder(all []*Func) []*Func {
	slices.SortStableFunc(all, func(a, b *Func) int { return a.Range.Start - b.Range.Start })
	return slices.Compact(all)
}

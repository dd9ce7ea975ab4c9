package ir

// A Child is an operand of an expression and how the expression wants it.
type Child struct {
	X    Expr
	Want Mode
}

// Children returns the operands of e in order of evaluation, each with the mode
// in which it is wanted. want is the mode in which e itself is wanted: branches
// and places pass it on. It is the one place that knows; ownership and the
// printer both ask it. Conditions and patterns of a Comp, and the iterators
// below it, are not operands but parts of a loop: see Comp.
func Children(e Expr, want Mode) []Child {
	switch e := e.(type) {
	case *Index:
		return []Child{{e.List, receiver(want)}, {e.Index, Value}}
	case *Item:
		return []Child{{e.Dict, receiver(want)}, {e.Key, Ref}}
	case *Field:
		return []Child{{e.Tuple, receiver(want)}}
	case *Unwrap:
		return []Child{{e.X, want}}
	case *Op:
		return operands(e.Op, e.Args)
	case *Call:
		return arguments(e)
	case *CallValue:
		return callArguments(e)
	case *Closure:
		return values(e.Captured)
	case *Logic:
		return []Child{{e.L, Value}, {e.R, Value}}
	case *Not:
		return []Child{{e.X, Value}}
	case *If:
		return []Child{{e.Cond, Value}, {e.Then, want}, {e.Else, want}}
	case *IfSome:
		return []Child{{e.X, Recv}, {e.Then, want}, {e.Else, want}}
	case *Block:
		return []Child{{e.Value, want}}
	case *Convert:
		return []Child{{e.X, converted(e)}}
	case *TupleLit:
		return values(e.Elems)
	case *ListLit:
		return values(e.Elems)
	case *DictLit:
		var all []Child
		for i := range e.Keys {
			all = append(all, Child{e.Keys[i], Value}, Child{e.Values[i], Value})
		}
		return all
	case *Format:
		var all []Child
		for _, p := range e.Pieces {
			if p.Value != nil {
				all = append(all, Child{p.Value, Recv})
			}
		}
		return all
	case *NewError:
		var all []Child
		for _, a := range e.Args {
			all = append(all, Child{a, Ref})
		}
		return all
	case *RangeIter:
		return present(e.Start, e.Stop, e.Step)
	case *ListIter:
		return []Child{{e.List, Recv}}
	case *TupleIter:
		return []Child{{e.Tuple, Recv}}
	case *CharIter:
		return []Child{{e.Str, Recv}}
	case *DictIter:
		return []Child{{e.Dict, Recv}}
	case *EnumerateIter:
		return present(e.X, e.Start)
	case *ZipIter:
		return values(e.Xs)
	}
	return nil
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

func operands(op *Operation, args []Expr) []Child {
	all := make([]Child, len(args))
	for i, a := range args {
		mode := Value
		switch {
		case i < len(op.Params):
			mode = op.Params[i].Mode
		case len(op.Params) > 0:
			mode = op.Params[len(op.Params)-1].Mode
		}
		all[i] = Child{a, mode}
	}
	return all
}

func arguments(e *Call) []Child {
	all := make([]Child, len(e.Args))
	for i, a := range e.Args {
		all[i] = Child{a, e.Func.Params[i].Passed()}
	}
	return all
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

func values(xs []Expr) []Child {
	all := make([]Child, len(xs))
	for i, x := range xs {
		all[i] = Child{x, Value}
	}
	return all
}

func present(xs ...Expr) []Child {
	var all []Child
	for _, x := range xs {
		if x != nil {
			all = append(all, Child{x, Value})
		}
	}
	return all
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
	children := Children(e, Value)
	if len(children) == 0 {
		return nil, nil
	}
	exprs = make([]Expr, len(children))
	for i, c := range children {
		exprs[i] = c.X
	}
	return exprs, nil
}

// StmtParts returns the expressions and the blocks directly inside s.
func StmtParts(s Stmt) (exprs []Expr, blocks [][]Stmt) {
	switch s := s.(type) {
	case *Let:
		if s.Value != nil {
			exprs = []Expr{s.Value}
		}
	case *LetPattern:
		exprs = []Expr{s.Value}
	case *Assign:
		exprs = []Expr{s.Value, s.Target}
	case *AssignTuple:
		exprs = append([]Expr{s.Value}, s.Targets...)
	case *AugAssign:
		exprs = []Expr{s.Target}
		if s.Value != nil {
			exprs = append(exprs, s.Value)
		}
	case *ExprStmt:
		exprs = []Expr{s.X}
	case *Print:
		exprs = []Expr{s.Line}
	case *Return:
		if s.Value != nil {
			exprs = []Expr{s.Value}
		}
	case *Yield:
		exprs = []Expr{s.Value}
	case *Raise:
		exprs = []Expr{s.Error}
	case *IfStmt:
		return []Expr{s.Cond}, [][]Stmt{s.Then, s.Else}
	case *While:
		if s.Cond != nil {
			exprs = []Expr{s.Cond}
		}
		return exprs, [][]Stmt{s.Body}
	case *For:
		return []Expr{s.Iter}, [][]Stmt{s.Body}
	case *Labelled:
		return nil, [][]Stmt{s.Body}
	case *Try:
		blocks = [][]Stmt{s.Body}
		for _, h := range s.Handlers {
			blocks = append(blocks, h.Body)
		}
		return nil, append(blocks, s.Else, s.Finally)
	}
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
		exprs, blocks := StmtParts(s)
		for _, x := range exprs {
			WalkExpr(x, stmt, expr)
		}
		for _, b := range blocks {
			Walk(b, stmt, expr)
		}
	}
}

// WalkExpr is Walk for one expression.
func WalkExpr(e Expr, stmt func(Stmt) bool, expr func(Expr) bool) {
	if e == nil || expr != nil && !expr(e) {
		return
	}
	exprs, stmts := Parts(e)
	Walk(stmts, stmt, expr)
	for _, x := range exprs {
		WalkExpr(x, stmt, expr)
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

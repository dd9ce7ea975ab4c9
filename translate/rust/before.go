package rust

import "github.com/portalis-dev/portalis/translate/ir"

// Rust borrows a list before it computes the index of an element to change. An index
// that looks at the list itself is computed in a statement before, unless what the
// statement evaluates until then may change it, or it may not be evaluated at all: then
// it is computed in place, in a block.

// A sooner walks a statement in the order in which it is evaluated.
type sooner struct {
	inPlace map[*ir.Index]bool
	acted   bool // something that is evaluated before may have changed a list
	failed  bool // or failed
	perhaps bool // what is looked at is evaluated under a condition
	often   bool // or more than once
}

// indexesInPlace finds the indexes in s that a statement before would compute too soon.
func (p *printer) indexesInPlace(s ir.Stmt) {
	w := &sooner{inPlace: p.inPlace}
	switch s := s.(type) {
	case *ir.Assign:
		w.visit(s.Value, ir.Value)
		w.visit(s.Target, ir.RecvMut)
	case *ir.AssignTuple:
		w.visit(s.Value, ir.Value)
		for _, t := range s.Targets {
			w.visit(t, ir.RecvMut)
		}
	case *ir.AugAssign:
		w.visit(s.Target, ir.RecvMut)
		if s.Value != nil {
			w.visit(s.Value, ir.Value)
		}
	case *ir.IfStmt:
		w.conditions(s)
	default:
		ir.EachPart(s, func(e ir.Expr) { w.visit(e, ir.Recv) }, func([]ir.Stmt) {})
	}
}

// conditions visits the conditions of a chain of ifs.
func (w *sooner) conditions(s *ir.IfStmt) {
	w.visit(s.Cond, ir.Value)
	if next, ok := elif(s); ok {
		w.perhaps = true
		w.conditions(next)
	}
}

// elif is the if that s goes on with.
func elif(s *ir.IfStmt) (*ir.IfStmt, bool) {
	if !s.Elif || len(s.Else) != 1 {
		return nil, false
	}
	next, ok := s.Else[0].(*ir.IfStmt)
	return next, ok
}

func (w *sooner) visit(e ir.Expr, want ir.Mode) {
	switch e := e.(type) {
	case *ir.Logic:
		w.visit(e.L, ir.Value)
		w.under(&w.perhaps, func() { w.visit(e.R, ir.Value) })
		return
	case *ir.If:
		w.visit(e.Cond, ir.Value)
		w.under(&w.perhaps, func() { w.visit(e.Then, want); w.visit(e.Else, want) })
		return
	case *ir.IfSome:
		w.visit(e.X, ir.Recv)
		w.under(&w.perhaps, func() { w.visit(e.Then, want); w.visit(e.Else, want) })
		return
	case *ir.Comp, *ir.Lambda:
		parts, _ := ir.Parts(e)
		w.under(&w.often, func() {
			for _, x := range parts {
				w.visit(x, ir.Value)
			}
		})
		return
	case *ir.Block: // whose statements are written by themselves
		w.acted = w.acted || len(e.Stmts) > 0
		w.visit(e.Value, want)
		return
	case *ir.Index:
		if looksAtItself(e, want) {
			fails := operandsFail(e.Index)
			w.inPlace[e] = w.acted || w.often || fails && (w.failed || w.perhaps)
		}
	}
	ir.EachChild(e, want, func(x ir.Expr, want ir.Mode) {
		w.visit(x, want)
	})
	w.evaluated(e, want)
}

// under visits with a flag set.
func (w *sooner) under(flag *bool, visit func()) {
	old := *flag
	*flag = true
	visit()
	*flag = old
}

// evaluated notes what evaluating e, but for its operands, does.
func (w *sooner) evaluated(e ir.Expr, want ir.Mode) {
	w.failed = w.failed || failsItself(e)
	switch e := e.(type) {
	case *ir.Call, *ir.CallValue:
		w.acted = true
	case *ir.Op:
		w.acted = w.acted || ir.WalksGenerator(e.Op)
	}
	ir.EachChild(e, want, func(_ ir.Expr, want ir.Mode) {
		w.acted = w.acted || (want == ir.RefMut || want == ir.RecvMut) && !isPart(e)
	})
}

// isPart reports whether e is a place in another, of which nothing changes by itself.
func isPart(e ir.Expr) bool {
	switch e.(type) {
	case *ir.Index, *ir.Item, *ir.Field, *ir.Unwrap:
		return true
	}
	return false
}

// looksAtItself reports whether e is a place to change whose index looks at its list.
func looksAtItself(e *ir.Index, want ir.Mode) bool {
	root := ir.Root(e.List)
	return (want == ir.RefMut || want == ir.RecvMut) && root != nil && mentions(e.Index, root)
}

// operandsFail reports whether anything in e can raise.
func operandsFail(e ir.Expr) bool {
	found := false
	ir.WalkExpr(e, nil, func(x ir.Expr) bool {
		found = found || failsItself(x)
		return !found
	})
	return found
}

func failsItself(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Call, *ir.CallValue, *ir.Item, *ir.Index, *ir.Block:
		return true
	case *ir.Op:
		return len(e.Op.Raises) > 0
	}
	return false
}

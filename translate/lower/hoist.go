package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/translate/ir"
)

// hoist takes the blocks that statements evaluate first out of their
// expressions: "x = { s; v } + y" becomes "s; x = v + y".
func hoist(body *[]ir.Stmt) {
	eachList(body, hoistIn)
	ir.Walk(*body, func(s ir.Stmt) bool {
		if branch, ok := s.(*ir.IfStmt); ok && branch.Elif {
			_, single := branch.Else[0].(*ir.IfStmt)
			branch.Elif = single && len(branch.Else) == 1
		}
		return true
	}, nil)
}

func hoistIn(body *[]ir.Stmt) {
	var out []ir.Stmt
	for _, s := range *body {
		first := firstSlot(s)
		if first != nil {
			before := hoisted(first)
			if len(before) > 0 {
				at, from := s.At(), before[0].At()
				from.Comments, at.Comments = append(at.Comments, from.Comments...), nil
			}
			out = append(out, before...)
		}
		out = append(out, s)
	}
	*body = out
}

// firstSlot is the expression that s evaluates first and once.
func firstSlot(s ir.Stmt) *ir.Expr {
	switch s := s.(type) {
	case *ir.Let:
		return &s.Value
	case *ir.LetPattern:
		return &s.Value
	case *ir.Assign:
		return &s.Value
	case *ir.AssignTuple:
		return &s.Value
	case *ir.ExprStmt:
		return &s.X
	case *ir.Return:
		return &s.Value
	case *ir.IfStmt:
		return &s.Cond
	case *ir.For:
		return &s.Iter
	case *ir.Raise:
		return &s.Error
	}
	return nil
}

// hoisted returns the statements of the block that *x evaluates first, if there
// is one, and leaves its value in place.
func hoisted(x *ir.Expr) []ir.Stmt {
	switch e := (*x).(type) {
	case nil:
		return nil
	case *ir.Block:
		for _, s := range e.Stmts {
			if _, isAssign := s.(*ir.Assign); isAssign {
				continue
			}
			if _, isTuple := s.(*ir.AssignTuple); !isTuple {
				return nil
			}
		}
		*x = e.Value
		return append(e.Stmts, hoisted(x)...)
	case *ir.Logic:
		return hoisted(&e.L)
	case *ir.If:
		return hoisted(&e.Cond)
	case *ir.Op:
		if !slices.IsSorted(rustOrder(e.Op.Rust, len(e.Args))) {
			return nil
		}
	case *ir.Call, *ir.Not, *ir.Convert, *ir.TupleLit, *ir.ListLit, *ir.Field, *ir.Unwrap, *ir.Index:
	default:
		return nil
	}
	var found []ir.Stmt
	var earlier []ir.Expr
	done := false
	ir.Slots(*x, func(e *ir.Expr) {
		if done {
			return
		}
		if weigh(*e) <= steady {
			earlier = append(earlier, *e)
			return
		}
		done = true
		for _, other := range earlier {
			if disturbs(*e, other) {
				return
			}
		}
		found = hoisted(e)
	})
	return found
}

package rust

import (
	"math"

	"github.com/portalis-dev/portalis/translate/ir"
)

// filled joins "xs = []" with the appends that follow it at once, n of them, as
// one list; n is 0 where there are none.
func (p *printer) filled(body []ir.Stmt) (*ir.Let, int) {
	let, ok := body[0].(*ir.Let)
	if !ok || let.Value == nil {
		return nil, 0
	}
	empty, ok := let.Value.(*ir.ListLit)
	if !ok || len(empty.Elems) > 0 || let.Var.Binding != ir.Owns {
		return nil, 0
	}
	out := *let
	list := *empty
	n := 0
	for _, s := range body[1:] {
		x := appended(s, let.Var)
		if x == nil {
			break
		}
		list.Elems = append(list.Elems, x)
		out.Comments = append(append([]string(nil), out.Comments...), s.At().Comments...)
		if t := s.At().Trailing; t != "" {
			out.Comments = append(out.Comments, t)
		}
		n++
	}
	if n == 0 {
		return nil, 0
	}
	if p.changes(let.Var) <= n && p.defs[let.Var] <= 1 {
		let.Var.Mut = false
	}
	out.Value = &list
	return &out, n
}

// appended is what s appends to v, nil when it does anything else.
func appended(s ir.Stmt, v *ir.Var) ir.Expr {
	e, ok := s.(*ir.ExprStmt)
	if !ok {
		return nil
	}
	op, ok := e.X.(*ir.Op)
	if !ok || op.Op.Name != "list.append" || len(op.Args) != 2 {
		return nil
	}
	l, ok := op.Args[0].(*ir.Local)
	if !ok || l.Var != v || mentions(op.Args[1], v) {
		return nil
	}
	if _, block := op.Args[1].(*ir.Block); block {
		return nil
	}
	return op.Args[1]
}

// changes counts the places that change v in place.
func (p *printer) changes(v *ir.Var) int {
	n := 0
	ir.Walk(p.fn.Body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Assign:
			if _, local := s.Target.(*ir.Local); !local && ir.Root(s.Target) == v {
				n = math.MaxInt32
			}
		case *ir.AssignTuple:
			for _, t := range s.Targets {
				if ir.Root(t) == v {
					n = math.MaxInt32
				}
			}
		}
		return n < math.MaxInt32
	}, func(e ir.Expr) bool {
		if l, ok := e.(*ir.Local); ok && l.Var == v && l.Use == ir.LentMut && n < math.MaxInt32 {
			n++
		}
		return true
	})
	return n
}

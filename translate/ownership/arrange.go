package ownership

import (
	"fmt"
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// checkArguments looks for operands that are borrowed mutably beside others in
// the same place: it has the others evaluated first, where that is the same
// thing, and refuses the rest.
func (f *flow) checkArguments() {
	f.plan.hoist = map[ir.Expr][]int{}
	ir.Walk(f.fn.Body, func(s ir.Stmt) bool {
		if s, ok := s.(*ir.AugAssign); ok {
			f.augmented(s)
		}
		return true
	}, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Call:
			f.callArguments(e)
			f.lentOperands(e)
		case *ir.Op:
			f.operands(e)
			f.lentOperands(e)
		case *ir.Index, *ir.Item:
			f.lentOperands(e)
		case *ir.Format:
			f.pieces(e)
		}
		return true
	})
}

// pieces looks for a piece of a text that is borrowed when a later one changes
// what it lies in: format! borrows all before it shows any.
func (f *flow) pieces(e *ir.Format) {
	children := ir.Children(e, ir.Value)
	for j := len(children) - 1; j > 0; j-- {
		for i := range j {
			if f.changesPlaceOf(children[j].X, children[i].X) {
				for k := range j + 1 {
					f.plan.hoist[e] = append(f.plan.hoist[e], k)
				}
				return
			}
		}
	}
}

// changesPlaceOf reports whether evaluating e lends, to be changed, what other uses.
func (f *flow) changesPlaceOf(e, other ir.Expr) bool {
	found := false
	ir.WalkExpr(e, nil, func(x ir.Expr) bool {
		for _, c := range ir.Children(x, ir.Value) {
			found = found || changes(c.Want) && f.overlaps(other, c.X)
		}
		return !found
	})
	return found
}

// overlaps reports whether expression e uses what place lies in.
func (f *flow) overlaps(e, place ir.Expr) bool {
	roots, _ := ir.Roots(place)
	found := false
	ir.WalkExpr(e, nil, func(x ir.Expr) bool {
		l, ok := x.(*ir.Local)
		if !ok {
			return true
		}
		for _, r := range roots {
			if l.Var == r || f.touches(l.Var, r) || f.touches(r, l.Var) {
				found = true
			}
		}
		return true
	})
	return found
}

func (f *flow) callArguments(e *ir.Call) {
	children := ir.Children(e, ir.Value)
	for i, c := range children {
		if !changes(c.Want) {
			continue
		}
		for j, d := range children {
			if i == j || !f.overlaps(d.X, c.X) {
				continue
			}
			_, place := ir.Roots(d.X)
			if place && d.Want != ir.Value && !ir.IsCopy(d.X.Type()) {
				f.plan.refuse("PT602", d.X.Span(), fmt.Sprintf("%s is passed for %s, which %s changes, and for %s too; pass a copy for one of them",
					describe(c.X), e.Func.Params[i].Name, e.Func.Name, e.Func.Params[j].Name), nil)
				continue
			}
			if j > i && f.mayReplace(d.X, c.X) {
				f.refuseReplaced(d.X, c.X)
				continue
			}
			f.plan.hoist[e] = append(f.plan.hoist[e], j)
		}
	}
}

func (f *flow) operands(e *ir.Op) {
	children := ir.Children(e, ir.Value)
	if len(children) == 0 || !changes(children[0].Want) {
		return
	}
	target := children[0]
	_, plain := target.X.(*ir.Local)
	method := target.Want == ir.RecvMut && strings.HasPrefix(e.Op.Rust, "{0}.") && plain
	for j, c := range children[1:] {
		if !f.overlaps(c.X, target.X) {
			continue
		}
		// Rust lets an argument look at the receiver, but not change it.
		apart := !method || f.changesPlaceOf(c.X, target.X)
		if _, iter := c.X.Type().(ir.Iter); iter {
			f.plan.refuse("PT304", c.X.Span(), fmt.Sprintf("%s changes while it is walked here; walk over a copy", describe(target.X)), nil)
			continue
		}
		if f.mayReplace(c.X, target.X) {
			f.refuseReplaced(c.X, target.X)
			continue
		}
		_, lent := ir.Roots(c.X)
		if lent && c.Want != ir.Value && !ir.IsCopy(c.X.Type()) || apart {
			f.plan.hoist[e] = append(f.plan.hoist[e], j+1)
		}
	}
}

// augmented has what a place is extended by evaluated first, where that looks at what
// the place lies in. It is noted at the target.
func (f *flow) augmented(s *ir.AugAssign) {
	if _, plain := s.Target.(*ir.Local); plain || s.Value == nil || ir.IsCopy(s.Target.Type()) || len(s.Op.Params) < 2 {
		return
	}
	if _, iter := s.Value.Type().(ir.Iter); !iter && f.overlaps(s.Value, s.Target) {
		f.plan.hoist[s.Target] = []int{1}
	}
}

// arrange puts the operands that checkArguments found into variables of their
// own, before the statement that uses them, and returns those that it cannot.
func arrange(fn *ir.Func, hoist map[ir.Expr][]int) []refusal {
	if len(hoist) == 0 {
		return nil
	}
	a := &arranger{hoist: hoist, names: map[string]bool{}}
	ir.Walk(fn.Body, nil, func(e ir.Expr) bool {
		if l, ok := e.(*ir.Local); ok {
			a.names[l.Var.RustName] = true
		}
		return true
	})
	fn.Body = a.block(fn.Body)
	var left []refusal
	ir.Walk(fn.Body, nil, func(e ir.Expr) bool {
		if len(a.hoist[e]) > 0 {
			left = append(left, refusal{code: "PT602", at: e.Span(), message: "this changes an object that another operand of the same expression uses; give that operand a name in a statement of its own"})
		}
		return true
	})
	return left
}

type arranger struct {
	hoist map[ir.Expr][]int
	names map[string]bool
}

func (a *arranger) block(body []ir.Stmt) []ir.Stmt {
	var out []ir.Stmt
	for _, s := range body {
		if top := topExpr(s); top != nil && len(a.hoist[top]) > 0 {
			out = append(out, a.lift(s, top)...)
		}
		if aug, ok := s.(*ir.AugAssign); ok && len(a.hoist[aug.Target]) > 0 {
			delete(a.hoist, aug.Target)
			out = append(out, a.let(s, &aug.Value))
		}
		a.inside(s)
		out = append(out, s)
	}
	return out
}

// inside goes into the blocks of s.
func (a *arranger) inside(s ir.Stmt) {
	switch s := s.(type) {
	case *ir.IfStmt:
		s.Then, s.Else = a.block(s.Then), a.block(s.Else)
	case *ir.While:
		s.Body = a.block(s.Body)
	case *ir.For:
		s.Body = a.block(s.Body)
	case *ir.Labelled:
		s.Body = a.block(s.Body)
	case *ir.Try:
		s.Body, s.Else, s.Finally = a.block(s.Body), a.block(s.Else), a.block(s.Finally)
		for _, h := range s.Handlers {
			h.Body = a.block(h.Body)
		}
	}
}

// topExpr is the expression that a statement evaluates first and whole.
func topExpr(s ir.Stmt) ir.Expr {
	switch s := s.(type) {
	case *ir.ExprStmt:
		return s.X
	case *ir.Let:
		return s.Value
	case *ir.LetPattern:
		return s.Value
	case *ir.Assign:
		return s.Value
	case *ir.Print:
		return s.Line
	case *ir.Return:
		return s.Value
	}
	return nil
}

// lift makes variables of the operands of top, in order, up to the last that has
// to be one.
func (a *arranger) lift(s ir.Stmt, top ir.Expr) []ir.Stmt {
	var args []*ir.Expr
	switch e := top.(type) {
	case *ir.Op:
		args = pointers(e.Args)
	case *ir.Call:
		args = pointers(e.Args)
	case *ir.Index:
		args = []*ir.Expr{&e.List, &e.Index}
	case *ir.Item:
		args = []*ir.Expr{&e.Dict, &e.Key}
	case *ir.Format:
		return a.liftPieces(s, e)
	}
	must := map[int]bool{}
	last := 0
	for _, j := range a.hoist[top] {
		must[j] = true
		last = max(last, j)
	}
	delete(a.hoist, top)
	var lets []ir.Stmt
	wants := ir.Children(top, ir.Value)
	for j := 0; j <= last; j++ {
		if simple(*args[j]) && !must[j] || changes(wants[j].Want) || wants[j].Want != ir.Value && standing(*args[j]) && !must[j] {
			continue
		}
		lets = append(lets, a.let(s, args[j]))
	}
	return lets
}

func pointers(args []ir.Expr) []*ir.Expr {
	out := make([]*ir.Expr, len(args))
	for i := range args {
		out[i] = &args[i]
	}
	return out
}

// liftPieces makes variables of the pieces of a text, in order.
func (a *arranger) liftPieces(s ir.Stmt, e *ir.Format) []ir.Stmt {
	n := 0
	for _, k := range a.hoist[e] {
		n = max(n, k+1)
	}
	delete(a.hoist, e)
	var lets []ir.Stmt
	for i := range e.Pieces {
		p := &e.Pieces[i]
		if p.Value == nil {
			continue
		}
		if n--; n < 0 {
			break
		}
		if x := &p.Value; !isLiteral(*x) {
			if op, ok := (*x).(*ir.Op); ok && strings.HasPrefix(op.Op.Name, "display") {
				x = &op.Args[0]
			}
			lets = append(lets, a.let(s, x))
		}
	}
	return lets
}

// isLiteral reports whether e is the same wherever it is evaluated.
func isLiteral(e ir.Expr) bool {
	_, local := e.(*ir.Local)
	return simple(e) && !local
}

func simple(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Convert: // an int as an Option, say
		return ir.IsCopy(e.T) && simple(e.X)
	case *ir.Local, *ir.IntLit, *ir.StrLit, *ir.BytesLit, *ir.FloatLit, *ir.BoolLit, *ir.CharLit, *ir.NoneLit, *ir.ConstRef, *ir.Lambda:
		return true
	}
	return false
}

func (a *arranger) let(s ir.Stmt, arg *ir.Expr) ir.Stmt {
	x := *arg
	name := "value"
	for n := 2; a.names[name]; n++ {
		name = fmt.Sprint("value", n)
	}
	a.names[name] = true
	v := &ir.Var{Name: name, RustName: name, T: x.Type(), Range: x.Span()}
	use := ir.Moved
	if ir.IsCopy(v.T) {
		use = ir.Copied
	} else if _, lent := ir.Roots(x); lent {
		ir.SetUse(x, ir.Cloned)
	}
	*arg = &ir.Local{Base: ir.Base{T: v.T, Range: x.Span()}, Var: v, Use: use}
	return &ir.Let{Place: ir.Place{Range: s.At().Range}, Var: v, Value: x}
}

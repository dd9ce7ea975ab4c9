package rust

import "github.com/portalis-dev/portalis/translate/ir"

// counted finds a loop in rest that counts its turns in a variable of its own,
// "n = 0", then "n += 1" in each turn, and writes it as an enumeration. It
// returns the index of the loop in rest, -1 when there is none.
func (p *printer) counted(let *ir.Let, rest []ir.Stmt) (*ir.For, int) {
	start, ok := let.Value.(*ir.IntLit)
	if !ok || let.Var.T != ir.Int || let.Trailing != "" {
		return nil, -1
	}
	v := let.Var
	for i, s := range rest {
		if !usesVar([]ir.Stmt{s}, v) {
			continue
		}
		loop, ok := s.(*ir.For)
		if !ok || usesVar(rest[i+1:], v) || loop.Mode == ir.ByPosition {
			return nil, -1
		}
		body, ok := withoutCount(loop.Body, v)
		_, ranged := loop.Iter.(*ir.RangeIter)
		_, enumerated := loop.Iter.(*ir.EnumerateIter)
		_, zipped := loop.Iter.(*ir.ZipIter)
		if !ok || ranged || enumerated || zipped || mentions(loop.Iter, v) {
			return nil, -1
		}
		out := *loop
		iter := &ir.EnumerateIter{X: loop.Iter}
		iter.T = ir.Iter{Elem: ir.Tuple{Elems: []ir.Type{ir.Int, itemOf(loop.Iter)}}}
		if start.Value != 0 {
			iter.Start = start
		}
		out.Iter, out.Target, out.Body = iter, ir.Patterns{v, loop.Target}, body
		out.Comments = append(append([]string(nil), let.Comments...), loop.Comments...)
		v.Mut = false
		return &out, i
	}
	return nil, -1
}

// withoutCount is body without its only "v += 1", which has to stand for itself
// with no use of v behind it and no turn that leaves before.
func withoutCount(body []ir.Stmt, v *ir.Var) ([]ir.Stmt, bool) {
	var out []ir.Stmt
	found := false
	for i, s := range body {
		a, ok := s.(*ir.AugAssign)
		if !ok || found {
			out = append(out, s)
			continue
		}
		t, isLocal := a.Target.(*ir.Local)
		one, isLit := a.Value.(*ir.IntLit)
		if !isLocal || t.Var != v || !isLit || one.Value != 1 || a.Op.Rust != "{0} += {1}" {
			out = append(out, s)
			continue
		}
		if usesVar(body[i+1:], v) || assignedIn(body[:i], v) || jumps(body[:i]) || len(a.Comments) > 0 {
			return nil, false
		}
		found = true
	}
	return out, found && len(out) > 0
}

// jumps reports whether a continue in body may skip what follows.
func jumps(body []ir.Stmt) bool {
	found := false
	ir.Walk(body, func(s ir.Stmt) bool {
		if _, ok := s.(*ir.Continue); ok {
			found = true
		}
		return true
	}, nil)
	return found
}

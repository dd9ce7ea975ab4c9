package lower

import "github.com/portalis-dev/portalis/translate/ir"

// A short text that is added to a str variable is added piece by piece, each where
// it belongs, instead of being made as a text of its own first:
//
//	out += str(n) + c       rt::text::push_int(&mut out, n); out.push(c);
//
// What has several pieces reads better as one format!.
const mostPushes = 3

// pushPieces does so in a body whose variables are declared.
func pushPieces(body *[]ir.Stmt) {
	var out []ir.Stmt
	for _, s := range *body {
		for _, b := range ir.Blocks(s) {
			pushPieces(b)
		}
		if a, ok := s.(*ir.AugAssign); ok && a.Op.Name == "str.iadd" {
			out = append(out, pushes(a)...)
		} else {
			out = append(out, s)
		}
	}
	*body = out
}

// pushes are the statements that add the pieces of s one after the other, or s itself.
func pushes(s *ir.AugAssign) []ir.Stmt {
	target, ok := s.Target.(*ir.Local)
	if !ok {
		return []ir.Stmt{s}
	}
	var pieces []ir.Piece
	switch x := s.Value.(type) {
	case *ir.Format:
		pieces = x.Pieces
	case *ir.Op:
		if x.Op.Name == "str" && len(x.Args) == 1 {
			pieces = []ir.Piece{{Value: x.Args[0]}}
		}
	}
	if len(pieces) == 0 || len(pieces) > mostPushes {
		return []ir.Stmt{s}
	}
	var out []ir.Stmt
	for i, p := range pieces {
		push := pushed(s, target, p, i == 0)
		if push == nil {
			return []ir.Stmt{s}
		}
		out = append(out, push)
	}
	*out[0].At() = s.Place
	return out
}

// pushed adds one piece; nil for one that only format! can show, and for one of
// which it would be noticed that others were added before.
func pushed(s *ir.AugAssign, target *ir.Local, p ir.Piece, first bool) ir.Stmt {
	value := p.Value
	switch {
	case value == nil:
		value = strLit(p.Text, s.Value)
		if c, ok := charLit(value); ok {
			value = c
		}
	case p.Rust != "" || isShown(value) || mentions(value, target.Var):
		return nil
	case !first && (weigh(value) > fails || !onlyStops(value)):
		return nil
	}
	if value.Type() == ir.Usize {
		value = &ir.Convert{Base: ir.Base{T: ir.Int, Range: value.Span()}, X: value}
	}
	name := "str.iadd"
	if value.Type() == ir.Int {
		name = "str.iadd:int"
	}
	op := ir.Lookup(name, []ir.Type{ir.Str, value.Type()})
	if op == nil {
		return nil
	}
	return &ir.AugAssign{
		Place: ir.Place{Range: s.Range}, Target: localOf(target.Var, target.Range), Op: op, Value: value,
	}
}

// onlyStops reports whether whatever fails in x stops the program.
func onlyStops(x ir.Expr) bool {
	stops := true
	ir.WalkExpr(x, nil, func(e ir.Expr) bool {
		stops = stops && ir.FailureOf(e) == ir.Stop
		return stops
	})
	return stops
}

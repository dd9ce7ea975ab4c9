package lower

import "github.com/portalis-dev/portalis/translate/ir"

// keepWalked gives a name to each str that a loop walks and whose place the body
// may give another one: Python walks the str that was there at the start.
//
//	for c in s: s += c
//
// Whether the name borrows or copies is for package ownership to say.
func (f *function) keepWalked(body *[]ir.Stmt) {
	var out []ir.Stmt
	for _, s := range *body {
		for _, b := range ir.Blocks(s) {
			f.keepWalked(b)
		}
		if loop, ok := s.(*ir.For); ok {
			for _, iter := range charIters(loop.Iter) {
				if !mayReplace(loop.Body, iter.Str) {
					continue
				}
				v := f.temp("text", ir.Str, iter.Str.Span())
				out = append(out, &ir.Let{Place: ir.Place{Range: iter.Str.Span()}, Var: v, Value: iter.Str})
				iter.Str = localOf(v, iter.Str.Span())
			}
			if n := len(out); n > 0 {
				if let, ok := out[n-1].(*ir.Let); ok && let.Range == loop.Iter.Span() {
					let.Comments, loop.Comments = loop.Comments, nil
				}
			}
		}
		out = append(out, s)
	}
	*body = out
}

// charIters are the walks over a str in what a loop walks.
func charIters(iter ir.Expr) []*ir.CharIter {
	switch iter := iter.(type) {
	case *ir.CharIter:
		return []*ir.CharIter{iter}
	case *ir.EnumerateIter:
		return charIters(iter.X)
	case *ir.ZipIter:
		var all []*ir.CharIter
		for _, x := range iter.Xs {
			all = append(all, charIters(x)...)
		}
		return all
	}
	return nil
}

// mayReplace reports whether body may put another str where str is.
func mayReplace(body []ir.Stmt, str ir.Expr) bool {
	roots, place := ir.Roots(str)
	if !place {
		return false
	}
	changed := assignedIn(body)
	if _, local := str.(*ir.Local); !local {
		inspectVars(body, func(v *ir.Var) { changed = append(changed, v) })
	}
	for _, root := range roots {
		for _, v := range changed {
			if v == root {
				return true
			}
		}
	}
	return false
}

package ownership

import "github.com/portalis-dev/portalis/translate/ir"

// calm reports whether a statement surely does not fail: it prints what is there.
// Nothing leaves the body of a try from there.
func calm(st ir.Stmt) bool {
	if _, print := st.(*ir.Print); !print {
		return false
	}
	fine := true
	ir.Walk([]ir.Stmt{st}, nil, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Local, *ir.Format, *ir.StrLit, *ir.IntLit, *ir.FloatLit, *ir.BoolLit, *ir.CharLit, *ir.NoneLit:
		case *ir.Op:
			fine = fine && len(e.Op.Raises) == 0 && !ir.WalksGenerator(e.Op)
		default:
			fine = false
		}
		return fine
	})
	return fine
}

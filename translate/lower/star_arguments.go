package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// starParts gives a name to the tuple that a star of a call takes apart, f(*g(x)), if
// nobody can tell that it is evaluated before the other arguments; its elements,
// which are arguments, then look at the name.
func (f *function) starParts(e *syntax.Call, recv ir.Expr) []ir.Stmt {
	i := slices.IndexFunc(e.Args, func(a syntax.Expr) bool {
		star, ok := a.(*syntax.Starred)
		return ok && !isDisplay(star.Value)
	})
	if i < 0 || recv != nil && !simple(recv) {
		return nil
	}
	whole := e.Args[i].(*syntax.Starred).Value
	if _, ok := f.typeOf(whole).(ir.Tuple); !ok {
		return nil
	}
	x := f.unwrapped(f.expr(whole))
	if isPlace(x) {
		return nil
	}
	for _, before := range e.Args[:i] {
		if !plainOperand(before) || !commute(f.expr(before), x) {
			return nil
		}
	}
	let := f.bindTemp("parts", &x)
	f.made[whole] = let.Var
	return []ir.Stmt{let}
}

func isDisplay(e syntax.Expr) bool {
	_, ok := e.(*syntax.Tuple)
	return ok
}

// isPlace reports whether x is a variable or a part of one, so that looking at it
// again gives the same and does nothing else.
func isPlace(x ir.Expr) bool {
	switch x := x.(type) {
	case *ir.Local, *ir.ConstRef:
		return true
	case *ir.Field:
		return isPlace(x.Tuple)
	case *ir.Unwrap:
		return isPlace(x.X)
	case *ir.Index:
		return isPlace(x.List) && simple(x.Index)
	case *ir.Item:
		return isPlace(x.Dict) && simple(x.Key)
	}
	return false
}

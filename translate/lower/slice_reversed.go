package lower

import (
	"math"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A part of a list that is assigned to its own place the other way round is reversed
// where it stands, with no list made of it:
//
//	xs[i:j] = xs[i:j][::-1]
//	xs[i:] = reversed(xs[i:])
//	xs[: k + 1] = xs[k::-1]

// reverseInPlace is the assignment of value to x[start:stop], if it is such a one.
func (f *function) reverseInPlace(at syntax.Node, x, start, stop, value ir.Expr) ir.Expr {
	if _, list := x.Type().(ir.List); !list || weigh(x) > fails {
		return nil
	}
	if from := backwards(value); from != nil {
		if leftOut(start) && leftOut(stop) && ir.SamePlace(from, x) {
			return f.apply(at, "list.reverse", x)
		}
		op, ok := from.(*ir.Op)
		if ok && op.Op.Name == "list.slice" && ir.SamePlace(op.Args[0], x) && sameBound(op.Args[1], start) && sameBound(op.Args[2], stop) {
			return f.apply(at, "list.reverse:slice", x, start, stop)
		}
		return nil
	}
	op, ok := value.(*ir.Op)
	if !ok || op.Op.Name != "list.slice:step" || !ir.SamePlace(op.Args[0], x) || !isInt(op.Args[3], -1) {
		return nil
	}
	if !leftOut(op.Args[2]) || !leftOut(start) && !isInt(present(start), 0) {
		return nil
	}
	last := present(op.Args[1])
	if last == nil || !follows(present(stop), last) {
		return nil
	}
	return f.apply(at, "list.reverse:prefix", x, last)
}

// backwards is the list that value has from its end to its start; nil when it is none.
func backwards(value ir.Expr) ir.Expr {
	switch x := value.(type) {
	case *ir.Op:
		if x.Op.Name == "list.slice:reverse" {
			return x.Args[0]
		}
		if x.Op.Name == "list" && len(x.Args) == 1 {
			return backwards(x.Args[0])
		}
	case *ir.ListIter:
		if x.Reversed {
			return x.List
		}
	}
	return nil
}

// sameBound reports whether two bounds of slices are the same, evaluated once or twice.
func sameBound(a, b ir.Expr) bool {
	if leftOut(a) || leftOut(b) {
		return leftOut(a) && leftOut(b)
	}
	return weigh(a) <= reads && ir.SamePlace(a, b)
}

// leftOut reports whether a bound of a slice is not there, or None.
func leftOut(bound ir.Expr) bool {
	_, none := bound.(*ir.NoneLit)
	return none
}

// present is the int that a bound is known to be; nil when it may be None.
func present(bound ir.Expr) ir.Expr {
	if x, ok := bound.(*ir.Convert); ok && x.X.Type() == ir.Int {
		return x.X
	}
	return nil
}

func isInt(x ir.Expr, value int64) bool {
	lit, ok := x.(*ir.IntLit)
	return ok && lit.Value == value
}

// follows reports whether next is known to be last + 1.
func follows(next, last ir.Expr) bool {
	if next == nil || weigh(next) > reads || weigh(last) > reads {
		return false
	}
	a, ok1 := next.(*ir.IntLit)
	b, ok2 := last.(*ir.IntLit)
	if ok1 && ok2 {
		return b.Value < math.MaxInt64 && a.Value == b.Value+1
	}
	return moved(next, "int.add", last) || moved(last, "int.sub", next)
}

// moved reports whether x is by + 1 or by - 1, as the operation says.
func moved(x ir.Expr, name string, by ir.Expr) bool {
	op, ok := x.(*ir.Op)
	return ok && op.Op.Name == name && isInt(op.Args[1], 1) && ir.SamePlace(op.Args[0], by)
}

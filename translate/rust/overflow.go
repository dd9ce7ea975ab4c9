package rust

import (
	"math"
	"math/big"

	"github.com/portalis-dev/portalis/translate/ir"
)

// rustc refuses arithmetic of which it can tell, at compile time, that it
// overflows. What the user wrote may do so, and then has to stop when it runs,
// as all overflow does.

// mayOverflow reports whether rustc may find such arithmetic in fn: how large what
// is known at compile time can get, each statement taken once, as rustc does.
func mayOverflow(fn *ir.Func) bool {
	b := &bounds{vars: map[*ir.Var]*big.Int{}, made: map[*ir.Var]ir.Expr{}}
	ir.Walk(fn.Body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Let:
			b.define(s.Var, s.Value)
			b.made[s.Var] = s.Value
		case *ir.Assign:
			if l, ok := s.Target.(*ir.Local); ok {
				b.define(l.Var, s.Value)
			}
		case *ir.AugAssign:
			if l, ok := s.Target.(*ir.Local); ok {
				if x := b.apply(s.Op.Rust, s.Target, s.Value); x != nil {
					b.vars[l.Var] = x
				}
			}
		}
		return !b.over
	}, func(e ir.Expr) bool {
		b.of(e)
		return !b.over
	})
	return b.over
}

// comparesExtremes reports whether fn compares with the greatest or the least integer
// there is, of which rustc knows the outcome.
func comparesExtremes(fn *ir.Func) bool {
	found := false
	ir.Walk(fn.Body, nil, func(e ir.Expr) bool {
		op, ok := e.(*ir.Op)
		if !ok || len(op.Args) != 2 {
			return true
		}
		switch op.Op.Name {
		case "lt", "le", "gt", "ge":
			for _, a := range op.Args {
				lit, ok := a.(*ir.IntLit)
				found = found || ok && (lit.Value == math.MaxInt64 || lit.Value == math.MinInt64)
			}
		}
		return true
	})
	return found
}

// comparesNaN reports whether fn compares something with the number that is equal to
// none, which Rust knows to be of no use, and Python does all the same.
func comparesNaN(fn *ir.Func) bool {
	found := false
	nan := func(e ir.Expr) bool {
		op, ok := e.(*ir.Op)
		return ok && op.Op.Rust == "f64::NAN"
	}
	ir.Walk(fn.Body, nil, func(e ir.Expr) bool {
		if op, ok := e.(*ir.Op); ok && len(op.Args) == 2 && op.T == ir.Bool {
			found = found || nan(op.Args[0]) || nan(op.Args[1])
		}
		return true
	})
	return found
}

// bounds has for each variable a bound of its values that are known, by amount.
type bounds struct {
	vars map[*ir.Var]*big.Int
	made map[*ir.Var]ir.Expr // what objects and tuples are made of
	over bool                // something goes beyond
}

func (b *bounds) define(v *ir.Var, value ir.Expr) {
	if x := b.of(value); x != nil && (b.vars[v] == nil || b.vars[v].Cmp(x) < 0) {
		b.vars[v] = x
	}
}

// of is a bound of e, nil when nothing is known of it.
func (b *bounds) of(e ir.Expr) *big.Int {
	switch e := e.(type) {
	case *ir.IntLit:
		return new(big.Int).Abs(big.NewInt(e.Value))
	case *ir.ConstRef:
		if e.T == ir.Int && e.Const.Value != nil {
			return b.of(e.Const.Value)
		}
	case *ir.Local:
		return b.vars[e.Var]
	case *ir.Field:
		made := e.Tuple
		if l, ok := made.(*ir.Local); ok {
			made = b.made[l.Var]
		}
		if lit, ok := made.(*ir.TupleLit); ok {
			return b.of(lit.Elems[e.N])
		}
	case *ir.If:
		then, other := b.of(e.Then), b.of(e.Else)
		if then == nil || other != nil && then.Cmp(other) < 0 {
			return other
		}
		return then
	case *ir.Op:
		if len(e.Args) == 1 && e.Op.Name == "int.neg" {
			x := b.of(e.Args[0])
			b.check(x)
			return x
		}
		if len(e.Args) == 1 && e.Op.Rust == "!{0}" && e.T == ir.Int {
			if x := b.of(e.Args[0]); x != nil {
				return new(big.Int).Add(x, big.NewInt(1))
			}
			return nil
		}
		if len(e.Args) == 2 {
			return b.apply(e.Op.Rust, e.Args[0], e.Args[1])
		}
	}
	return nil
}

func (b *bounds) apply(template string, l, r ir.Expr) *big.Int {
	if l == nil || r == nil {
		return nil
	}
	x, y := b.of(l), b.of(r)
	if x == nil || y == nil {
		return nil
	}
	z := new(big.Int)
	switch template {
	case "{0} + {1}", "{0} - {1}", "{0} += {1}", "{0} -= {1}":
		z.Add(x, y)
	case "{0} * {1}", "{0} *= {1}":
		z.Mul(x, y)
	case "{0} & {1}", "{0} | {1}", "{0} ^ {1}", "{0} &= {1}", "{0} |= {1}", "{0} ^= {1}":
		return z.Lsh(big.NewInt(1), uint(max(x.BitLen(), y.BitLen()))) // at most the sign bit alone
	default:
		return nil
	}
	b.check(z)
	return z
}

func (b *bounds) check(x *big.Int) {
	if x != nil && x.Cmp(big.NewInt(math.MaxInt64)) > 0 {
		b.over = true
	}
}

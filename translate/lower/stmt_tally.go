package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// tally lowers d[k] = d.get(k, start) Op x, the common way to count, so that the
// key is looked up once and copied only when it is new; nil for any other
// assignment.
func (f *function) tally(s syntax.Stmt, target, value syntax.Expr) []ir.Stmt {
	sub, get, sum := f.tallied(target, value)
	if sub == nil || f.closures > 0 {
		return nil
	}
	t, ok := f.typeOf(sub.Value).(ir.Dict)
	if !ok || t.Kind != ir.PlainDict || t.Value != ir.Int && t.Value != ir.Float && t.Value != ir.Str {
		return nil
	}
	dict, local := f.expr(sub.Value).(*ir.Local)
	key, start, x := f.exprAs(sub.Index, t.Key), f.exprAs(get.Args[1], t.Value), f.unwrapped(f.expr(sum.Right))
	// What is not simple could see that the key is there too early.
	if !local || !simple(key) || !simple(start) || !simple(x) || mentions(x, dict.Var) {
		return nil
	}
	slot := f.apply(sub, "dict.slot", dict, key, start)
	if slot == nil {
		return nil
	}
	augmented := &syntax.AugAssign{Range: s.Span(), Target: target, Op: sum.Op, Value: sum.Right}
	return f.augScalar(augmented, slot, slot, x)
}

// tallied takes d[k] = d.get(k, start) Op x apart, where d and k are names or k is
// a literal.
func (f *function) tallied(target, value syntax.Expr) (*syntax.Subscript, *syntax.Call, *syntax.BinOp) {
	sub, ok1 := target.(*syntax.Subscript)
	sum, ok2 := value.(*syntax.BinOp)
	if !ok1 || !ok2 || compounds[sum.Op] == "" {
		return nil, nil, nil
	}
	get, name := f.builtinCall(sum.Left)
	if name != "dict.get" || len(get.Args) != 2 || len(get.Keywords) > 0 {
		return nil, nil, nil
	}
	method, ok := get.Func.(*syntax.Attribute)
	if !ok || !f.sameName(method.Value, sub.Value) || !f.sameName(get.Args[0], sub.Index) {
		return nil, nil, nil
	}
	return sub, get, sum
}

// sameName reports whether both are the same variable.
func (f *function) sameName(a, b syntax.Expr) bool {
	return f.variable(a) != nil && f.variable(a) == f.variable(b)
}

func (f *function) variable(e syntax.Expr) *types.Var {
	name, ok := e.(*syntax.Name)
	if !ok {
		return nil
	}
	return f.m.info.VarOf(name)
}

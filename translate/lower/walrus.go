package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// walrus lowers target := value to an assignment and a read of the variable. In
// a comprehension that becomes closures, of which only one could assign the
// variable, it asks for loops.
func (f *function) walrus(e *syntax.NamedExpr) ir.Expr {
	if c := f.stateTarget(e.Target); c != nil {
		set := f.setState(e, c, f.exprAs(e.Value, c.T))
		return &ir.Block{Base: base(c.T, e), Stmts: []ir.Stmt{set}, Value: getState(c, e)}
	}
	f.rebinds = true
	if f.closures > 0 {
		f.escapes++
		f.inClosure = e
	}
	v := f.targetVar(e.Target)
	assign := &ir.Assign{Place: place(e), Target: localOf(v, e.Target.Range), Value: f.exprAs(e.Value, v.T)}
	read := f.name(e.Target)
	return &ir.Block{Base: base(read.Type(), e), Stmts: []ir.Stmt{assign}, Value: read}
}

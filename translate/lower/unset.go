package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A local that may have no value where it is read is an Option, None as long as it
// has none. Where it is read, Python raises UnboundLocalError then.

// findUnset finds these variables.
func (f *function) findUnset() {
	f.unset = map[*types.Var]bool{}
	syntax.Walk(f.src.Body, func(n syntax.Node) bool {
		if name, ok := n.(*syntax.Name); ok && f.m.info.IsUnset(name) && f.m.info.VarOf(name) != nil {
			f.unset[f.m.info.VarOf(name)] = true
		}
		return true
	})
}

// withoutValue is the type of such a variable whose values are of type t.
func (f *function) withoutValue(v *types.Var, t ir.Type, at syntax.Node) ir.Type {
	_, optional := t.(ir.Option)
	if optional || isDynamic(t) || ir.IsMutable(t) || ir.HasIter(t) || f.chars[v] {
		f.refuse("PT302", at, "%s may have no value here: give it one before the branch or loop that sets it", v.Name)
	}
	return ir.Option{Elem: t}
}

// startUnset gives these variables their None.
func (f *function) startUnset(body []ir.Stmt) []ir.Stmt {
	var out []ir.Stmt
	for _, v := range f.src.Locals {
		if made := f.vars[v]; made != nil && f.unset[v] {
			none := &ir.NoneLit{Base: ir.Base{T: made.T, Range: v.Def}}
			out = append(out, &ir.Assign{Place: ir.Place{Range: v.Def}, Target: localOf(made, v.Def), Value: none})
		}
	}
	return append(out, body...)
}

// setValue is the value of a variable that may have none, which raises; where it is
// known to have one, nothing does.
func (f *function) setValue(e *syntax.Name) ir.Expr {
	v := f.local(f.m.info.VarOf(e), e)
	t := v.T.(ir.Option).Elem
	of := ""
	if t == ir.Str {
		of = "::<String>" // where a &str is wanted, Rust would look for an Option<str>
	}
	op := &ir.Operation{
		Name: "local", Params: []ir.Operand{{Type: v.T, Mode: ir.Ref}, {Type: ir.Str, Mode: ir.Ref}}, Result: ir.Param("T"),
		Rust: "rt::local" + of + "({0}, {1})", Try: "rt::try_local" + of + "({0}, {1})", Raises: []string{"UnboundLocalError"}, Prec: ir.PrecCall, View: true,
	}
	out := &ir.Op{Base: base(t, e), Op: op, Args: []ir.Expr{localOf(v, e.Range), strLit(e.ID, e)}}
	if f.m.info.IsUnset(e) {
		out.OnFail = f.fail(set("UnboundLocalError"))
	}
	return out
}

// deleted takes its value from a variable that may have none later on.
func (f *function) deleted(s *syntax.Delete, e *syntax.Name) []ir.Stmt {
	var out []ir.Stmt
	if f.m.info.IsUnset(e) {
		out = append(out, &ir.ExprStmt{Place: place(s), X: f.setValue(e)})
	}
	if v := f.m.info.VarOf(e); f.unset[v] {
		local := f.local(v, e)
		none := &ir.NoneLit{Base: base(local.T, e)}
		out = append(out, &ir.Assign{Place: place(s), Target: localOf(local, e.Range), Value: none})
	}
	return out
}

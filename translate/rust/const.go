package rust

import (
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// How a constant is written.
type constant int

const (
	constPlain constant = iota // pub const X: T
	constStr                   // pub const X: &str
	constLazy                  // pub static X: LazyLock<T>
)

func constKind(c *ir.Const) constant {
	if _, lit := c.Value.(*ir.StrLit); lit && c.T == ir.Str {
		return constStr
	}
	if ir.IsCopy(c.T) && isConst(c.Value) {
		return constPlain
	}
	return constLazy
}

// isConst reports whether Rust can evaluate e when it compiles.
func isConst(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.IntLit, *ir.FloatLit, *ir.BoolLit, *ir.CharLit, *ir.UnitLit, *ir.NoneLit:
		return true
	case *ir.ConstRef:
		return constKind(e.Const) == constPlain
	case *ir.Op:
		if strings.Contains(e.Op.Rust, "(") || strings.Contains(e.Op.Rust, "rt::") {
			return false
		}
		for _, a := range e.Args {
			if !isConst(a) {
				return false
			}
		}
		return true
	case *ir.TupleLit:
		for _, x := range e.Elems {
			if !isConst(x) {
				return false
			}
		}
		return true
	case *ir.Convert:
		return isConst(e.X) && e.X.Type() != ir.Bool
	}
	return false
}

func constText(c *ir.Const, links *linkTable) string {
	p := newPrinter(&ir.Func{Result: ir.Unit}, links)
	st := stmt{comments: comments(c.Comments), semi: true, src: links.add(c.Range)}
	switch constKind(c) {
	case constStr:
		st.let, st.x = "pub const "+c.RustName+": &str", p.expr(c.Value, ir.Ref).n
	case constPlain:
		st.let, st.x = "pub const "+c.RustName+": "+c.T.Rust(), p.knownValue(c.Value)
		if lit, ok := c.Value.(*ir.FloatLit); ok && nearConstant(floatLit(lit.Value)) {
			st.attr = "#[allow(clippy::approx_constant)]"
		}
	default:
		st.let = "pub static " + c.RustName + ": LazyLock<" + c.T.Rust() + ">"
		st.x = call("LazyLock::new", closureNode{params: "", body: p.knownValue(c.Value)})
	}
	return formatStmt(st, 0)
}

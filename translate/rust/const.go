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
	constState                 // thread_local! { static X: Cell<T> }
)

func constKind(c *ir.Const) constant {
	if c.State {
		return constState
	}
	value := valueOf(c)
	if _, lit := value.(*ir.StrLit); lit && c.T == ir.Str {
		return constStr
	}
	if ir.IsCopy(c.T) && isConst(value) {
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

func constText(c *ir.Const, structs structTable, links *linkTable) string {
	fn := c.Maker
	if fn == nil {
		fn = &ir.Func{Result: ir.Unit}
	}
	p := newPrinter(fn, links)
	p.structs = structs
	st := stmt{comments: comments(c.Comments), semi: true, src: links.add(c.Range)}
	value := valueOf(c)
	switch constKind(c) {
	case constState:
		return p.state(c)
	case constStr:
		st.let, st.x = "pub const "+c.RustName+": &str", p.expr(value, ir.Ref).n
	case constPlain:
		st.let, st.x = "pub const "+c.RustName+": "+c.T.Rust(), p.knownValue(value)
		if lit, ok := value.(*ir.FloatLit); ok && nearConstant(floatLit(lit.Value)) {
			st.attr = "#[allow(clippy::approx_constant)]"
		}
	default:
		st.let = "pub static " + c.RustName + ": LazyLock<" + c.T.Rust() + ">"
		if ir.HasCallable(c.T) && complexity(c.T, 2) > 250 {
			st.attr = "#[allow(clippy::type_complexity)]"
		}
		st.x = call("LazyLock::new", closureNode{params: "", body: p.computed(c)})
	}
	return formatStmt(st, 0)
}

// valueOf is the expression that gives a constant its value; nil where it takes more.
func valueOf(c *ir.Const) ir.Expr {
	if c.Maker == nil {
		return c.Value
	}
	if len(c.Maker.Body) == 1 {
		if only, ok := c.Maker.Body[0].(*ir.Return); ok && len(only.Comments) == 0 {
			return only.Value
		}
	}
	return nil
}

// computed is what the closure of a LazyLock does.
func (p *printer) computed(c *ir.Const) node {
	if c.Maker == nil {
		return p.knownValue(c.Value)
	}
	return asBody(p.body())
}

package rust

import (
	"slices"

	"github.com/portalis-dev/portalis/translate/ir"
)

// state writes a variable of the module that functions give new values. rustfmt
// leaves what stands in the braces of a macro as it is.
func (p *printer) state(c *ir.Const) string {
	cell, value := "RefCell", valueOf(c)
	if ir.IsCopy(c.T) {
		cell = "Cell"
	}
	cell = p.structs.standard("std::cell::" + cell)
	st := stmt{let: "static " + c.RustName + ": " + cell + "<" + c.T.Rust() + ">", semi: true, src: p.links.add(c.Range)}
	st.x = call(cell+"::new", p.computed(c))
	if value != nil && startsConst(value) {
		st.x = atom("const { " + cell + "::new(" + format(p.knownValue(value), shape{}) + ") }")
	}
	st.comments = comments(c.Comments)
	return formatStmt(st, tab)
}

// startsConst reports whether Rust can make the first value of state when it compiles.
func startsConst(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.TupleLit:
		return !slices.ContainsFunc(e.Elems, func(x ir.Expr) bool { return !startsConst(x) })
	case *ir.Convert:
		_, option := e.T.(ir.Option)
		return isConst(e) || option && startsConst(e.X)
	case *ir.Op:
		_, tuple := e.T.(ir.VarTuple)
		return isConst(e) || tuple && makesEmpty(e.Op)
	}
	return isConst(e) || isEmpty(e)
}

// isState reports whether the i-th of items is such a variable.
func isState(items []any, i int) bool {
	if i < 0 || i >= len(items) {
		return false
	}
	c, ok := items[i].(*ir.Const)
	return ok && c.State
}

// statesText puts those that follow each other between the same braces; text is the
// i-th of items.
func statesText(items []any, i int, text string) string {
	if !isState(items, i) {
		return text
	}
	if !isState(items, i-1) {
		text = "thread_local! {\n" + text
	}
	if !isState(items, i+1) {
		text += "}\n"
	}
	return text
}

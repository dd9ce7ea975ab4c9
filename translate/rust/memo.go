package rust

import (
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// memoBody writes a function whose results are kept: what computes one is a closure
// that the cache calls for arguments it does not know.
func (p *printer) memoBody(compute []stmt) []stmt {
	var types []string
	var parts []node
	for _, v := range p.fn.Params {
		types = append(types, v.T.Rust())
		parts = append(parts, p.keyOf(v))
	}
	kind, key := "("+strings.Join(types, ", ")+")", node(tupleNode{parts})
	if len(parts) == 1 {
		kind, key = types[0], parts[0]
	}
	name, made := "get_or", "new()"
	if p.fn.Fallible {
		name = "try_get_or"
	}
	if size := p.fn.Memo.Size; size >= 0 {
		made = "of_size(" + strconv.Itoa(size) + ")"
	}
	body := asBody(compute)
	static := "    static CACHE: rt::functools::Cache<" + kind + ", " + p.fn.Result.Rust() + "> ="
	value := "const { rt::functools::Cache::" + made + " };"
	if p.indent+tab+width(static)+1+width(value) > maxWidth {
		static += "\n        " + value
	} else {
		static += " " + value
	}
	got := method(atom("cache"), name, key, closureNode{body: body})
	return []stmt{
		{x: atom("thread_local! {\n" + static + "\n}")},
		{x: method(atom("CACHE"), "with", closureNode{params: "cache", body: got})},
	}
}

// asBody is the body of a closure: an expression, or a block.
func asBody(compute []stmt) node {
	if len(compute) == 1 && compute[0].let == "" && compute[0].lhs == nil && !compute[0].semi && len(compute[0].comments) == 0 {
		return compute[0].x
	}
	return &blockNode{stmts: compute}
}

// keyOf is the value of a parameter, which the call that computes needs too.
func (p *printer) keyOf(v *ir.Var) node {
	if !ir.IsCopy(v.T) && v.Binding == ir.Owns {
		return method(atom(p.name(v)), "clone")
	}
	return p.owned(&ir.Local{Base: ir.Base{T: v.T}, Var: v})
}

package rust

import (
	"sort"
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// allowed are the lints that what the user wrote sets off, and that a
// faithful translation cannot avoid: a loop that never loops, a comparison of a
// value with itself. They are said at the function, which shows the reader too.
func (p *printer) allowed() []string {
	found := p.lints
	if len(p.fn.Params) > 7 {
		found["too_many_arguments"] = true
	}
	body := p.fn.Body
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.For:
			found["never_loop"] = found["never_loop"] || ends(s.Body) && !jumps(s.Body)
			found["unnecessary_to_owned"] = found["unnecessary_to_owned"] || copiesFirst(s.Iter)
		case *ir.While:
			found["never_loop"] = found["never_loop"] || ends(s.Body) && !jumps(s.Body)
		}
		_, blocks := ir.StmtParts(s)
		for _, b := range blocks {
			found["manual_swap"] = found["manual_swap"] || swapsByHand(b)
		}
		return true
	}, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Op:
			if sameOperands(e) {
				found["eq_op"] = true
			}
		case *ir.Logic:
			if alikeExprs(e.L, e.R) {
				found["eq_op"], found["nonminimal_bool"] = true, true
			}
			for _, side := range []ir.Expr{e.L, e.R} {
				if op, ok := side.(*ir.Op); ok && sameOperands(op) {
					found["nonminimal_bool"] = true
				}
			}
		case *ir.FloatLit:
			found["approx_constant"] = found["approx_constant"] || nearConstant(floatLit(e.Value))
		}
		return true
	})
	found["manual_swap"] = found["manual_swap"] || swapsByHand(body)
	found["manual_find"] = findsByHand(body)
	found["useless_vec"] = looksOnly(body)
	found["type_complexity"] = found["type_complexity"] || tooComplex(p.fn)
	var names []string
	for name, yes := range found {
		if yes {
			names = append(names, "clippy::"+name)
		}
	}
	if mayOverflow(p.fn) {
		names = append(names, "arithmetic_overflow")
	}
	if comparesExtremes(p.fn) {
		names = append(names, "unused_comparisons", "clippy::absurd_extreme_comparisons")
	}
	if comparesNaN(p.fn) {
		names = append(names, "invalid_nan_comparisons")
	}
	if dropsFields(p.fn) {
		names = append(names, "unused_assignments")
	}
	sort.Strings(names)
	return names
}

// copiesFirst reports whether a loop walks a copy of a list.
func copiesFirst(iter ir.Expr) bool {
	list, ok := iter.(*ir.ListIter)
	if !ok {
		return false
	}
	op, ok := list.List.(*ir.Op)
	return ok && op.Op.Rust == "{0}.to_vec()"
}

// sameOperands reports whether an operator is applied to one thing twice.
func sameOperands(e *ir.Op) bool {
	parts := strings.Fields(e.Op.Rust)
	if len(parts) != 3 || len(e.Args) != 2 || binaryPrec[parts[1]] == 0 || parts[1] == "+" || parts[1] == "*" {
		return false
	}
	return ir.SamePlace(e.Args[0], e.Args[1])
}

// alikeExprs reports whether two conditions are the same, or the same turned
// around.
func alikeExprs(a, b ir.Expr) bool {
	if ir.SamePlace(a, b) {
		return true
	}
	x, ok := a.(*ir.Op)
	y, ok2 := b.(*ir.Op)
	if !ok || !ok2 || len(x.Args) != 2 || len(y.Args) != 2 {
		return false
	}
	return ir.SamePlace(x.Args[0], y.Args[1]) && ir.SamePlace(x.Args[1], y.Args[0])
}

// swapsByHand reports whether body has "t = a; a = b; b = t".
func swapsByHand(body []ir.Stmt) bool {
	for i := 0; i+2 < len(body); i++ {
		let, ok := body[i].(*ir.Let)
		first, ok2 := body[i+1].(*ir.Assign)
		second, ok3 := body[i+2].(*ir.Assign)
		if !ok || !ok2 || !ok3 || let.Value == nil {
			continue
		}
		t, ok := second.Value.(*ir.Local)
		if ok && t.Var == let.Var && ir.SamePlace(let.Value, first.Target) && ir.SamePlace(first.Value, second.Target) {
			return true
		}
	}
	return false
}

// findsByHand reports whether body ends in a loop that returns the first item
// for which something holds.
func findsByHand(body []ir.Stmt) bool {
	if len(body) < 2 {
		return false
	}
	loop, ok := body[len(body)-2].(*ir.For)
	ret, ok2 := body[len(body)-1].(*ir.Return)
	if !ok || !ok2 || len(loop.Body) != 1 {
		return false
	}
	if _, none := ret.Value.(*ir.NoneLit); !none {
		return false
	}
	test, ok := loop.Body[0].(*ir.IfStmt)
	if !ok || len(test.Else) > 0 || len(test.Then) != 1 {
		return false
	}
	found, ok := test.Then[0].(*ir.Return)
	return ok && found.Value != nil
}

// looksOnly reports whether a list is written out, bound to a variable, and then
// only looked into: it stays a Vec, as other lists are.
func looksOnly(body []ir.Stmt) bool {
	written := map[*ir.Var]bool{}
	uses, looks := map[*ir.Var]int{}, map[*ir.Var]int{}
	look := func(e ir.Expr) {
		if l, ok := e.(*ir.Local); ok {
			looks[l.Var]++
		}
	}
	ir.Walk(body, func(s ir.Stmt) bool {
		if let, ok := s.(*ir.Let); ok {
			lit, list := let.Value.(*ir.ListLit)
			written[let.Var] = list && len(lit.Elems) > 0
		}
		return true
	}, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Local:
			uses[e.Var]++
		case *ir.Index:
			look(e.List)
		case *ir.ListIter:
			look(e.List)
		case *ir.Op:
			if e.Op.Name == "len" {
				look(e.Args[0])
			}
		}
		return true
	})
	for v, yes := range written {
		if yes && uses[v] > 0 && uses[v] == looks[v] {
			return true
		}
	}
	return false
}

// attrWidth is rustfmt's attr_fn_like_width.
const attrWidth = 70

// allowing writes the attribute that allows lints.
func allowing(lints []string, in string) string {
	list := strings.Join(lints, ", ")
	if len(list) > attrWidth {
		inner := in + pad(tab)
		list = "\n" + inner + strings.Join(lints, ",\n"+inner) + "\n" + in
	}
	return in + "#[allow(" + list + ")]\n"
}

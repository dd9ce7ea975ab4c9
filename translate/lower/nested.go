package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A function inside a function becomes one of the module whose last parameters
// are its captures (analysis/types, nested.go). One that gives captures new
// values returns these after its result, and each call assigns them:
//
//	(result, count) = step(n, count)
//
// This is exact as long as the function returns. When it stops, nobody is left
// to see the captures; when it raises into a try, they would be lost, so that is
// refused.

// given are the captures of fn that a call may give new values, as indexes of
// its parameters.
func given(fn *types.Function) []int {
	var out []int
	first := len(fn.Params) - len(fn.Captures)
	for i, written := range fn.Captures {
		if written {
			out = append(out, first+i)
		}
	}
	return out
}

// definesFunction reports whether s is a def, or gives a lambda a name.
func (f *function) definesFunction(s syntax.Stmt) bool {
	switch s := s.(type) {
	case *syntax.FunctionDef:
		return true
	case *syntax.Assign:
		_, ok := s.Value.(*syntax.Lambda)
		return ok && f.m.info.RefOf(s.Value) == nil
	}
	return false
}

// nestedDef lowers the definition of a function inside the one being lowered:
// nothing is left of it here, and its comments are its own.
func (f *function) nestedDef(s syntax.Stmt) []ir.Stmt {
	f.cursor = max(f.cursor, s.Span().End)
	return nil
}

// withGiven is the type of what a function returns in Rust: its result and the
// captures that it may have given new values.
func withGiven(fn *types.Function, result ir.Type, params []*ir.Var) ir.Type {
	var all []ir.Type
	if result != ir.Unit {
		all = append(all, result)
	}
	for _, i := range given(fn) {
		all = append(all, params[i].T)
	}
	if len(all) == 1 {
		return all[0]
	}
	return ir.Tuple{Elems: all}
}

// returnGiven adds the captures to what each return in body gives, and to its end.
func (f *function) returnGiven(body []ir.Stmt, end syntax.Range) []ir.Stmt {
	indexes := given(f.src)
	if len(indexes) == 0 {
		return body
	}
	result := withGiven(f.src, f.result, f.out.Params)
	value := func(x ir.Expr, at syntax.Range) ir.Expr {
		var all []ir.Expr
		if f.result != ir.Unit {
			all = append(all, x)
		}
		for _, i := range indexes {
			all = append(all, localOf(f.out.Params[i], at))
		}
		if len(all) == 1 {
			return all[0]
		}
		return &ir.TupleLit{Base: ir.Base{T: result, Range: at}, Elems: all}
	}
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Return:
			if s.Value != nil && weigh(s.Value) > steady && f.result != ir.Unit && rebindsAny(s.Value, f.out.Params) {
				f.refuse("PT507", s.Range, "what is returned here gives a variable of an enclosing function a new value: put it into a variable first")
			}
			s.Value = value(s.Value, s.Range)
		case *ir.Try:
			if len(s.Finally) > 0 && hasReturn(s.Body) && givesIn(s.Finally, f.out.Params) {
				f.refuse("PT507", s.Range, "a variable of an enclosing function gets a new value after the return: in a finally")
			}
		}
		return true
	}, nil)
	if newGraph(f.out.Params, body, precise).end.reachable {
		body = append(body, &ir.Return{Place: ir.Place{Range: end}, Value: value(nil, end)})
	}
	return body
}

// hasReturn reports whether a return stands in body.
func hasReturn(body []ir.Stmt) bool {
	found := false
	ir.Walk(body, func(s ir.Stmt) bool {
		if _, ok := s.(*ir.Return); ok {
			found = true
		}
		return !found
	}, nil)
	return found
}

// givesIn reports whether body assigns one of params.
func givesIn(body []ir.Stmt, params []*ir.Var) bool {
	found := false
	for _, v := range assignedIn(body) {
		for _, p := range params {
			found = found || v == p
		}
	}
	return found
}

func rebindsAny(x ir.Expr, params []*ir.Var) bool {
	for _, p := range params {
		if rebinds(x, p) {
			return true
		}
	}
	return false
}

// assignGiven makes of a call of fn, which returns its captures too, an
// expression that assigns them and is fn's own result.
func (f *function) assignGiven(call *ir.Call, fn *types.Function, result ir.Type) ir.Expr {
	indexes := given(fn)
	if len(indexes) == 0 {
		return call
	}
	f.rebinds = true
	if f.closures > 0 {
		f.refuse("PT507", call.Range, "%s gives a variable a new value, which is not translated in a comprehension or key function: write a loop", fn.Name)
	}
	if call.OnFail == ir.Leave {
		f.refuse("PT507", call.Range, "%s gives a variable a new value and may raise an exception that is caught, which is not translated", fn.Name)
	}
	call.T = withGiven(fn, result, call.Func.Params)
	var targets []ir.Expr
	var value ir.Expr = &ir.UnitLit{Base: ir.Base{T: ir.Unit, Range: call.Range}}
	if result != ir.Unit {
		v := f.temp("result", result, call.Range)
		value = localOf(v, call.Range)
		targets = append(targets, localOf(v, call.Range))
	}
	for _, i := range indexes {
		arg, ok := call.Args[i].(*ir.Local)
		if !ok {
			f.refuse("PT507", call.Range, "%s gives a variable a new value that is not a plain variable here", fn.Name)
		}
		targets = append(targets, localOf(arg.Var, call.Range))
	}
	p := ir.Place{Range: call.Range}
	var assign ir.Stmt = &ir.AssignTuple{Place: p, Targets: targets, Value: call}
	if len(targets) == 1 {
		assign = &ir.Assign{Place: p, Target: targets[0], Value: call}
	}
	return &ir.Block{Base: ir.Base{T: result, Range: call.Range}, Stmts: []ir.Stmt{assign}, Value: value}
}

// assignedIn are the variables that statements assign.
func assignedIn(body []ir.Stmt) []*ir.Var {
	var out []*ir.Var
	target := func(x ir.Expr) {
		if l, ok := x.(*ir.Local); ok {
			out = append(out, l.Var)
		}
	}
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Assign:
			target(s.Target)
		case *ir.AugAssign:
			target(s.Target)
		case *ir.AssignTuple:
			for _, t := range s.Targets {
				target(t)
			}
		}
		return true
	}, nil)
	return out
}

// rebinds reports whether evaluating x assigns variable v: in x is a call that
// gives a capture a new value, or an assignment expression.
func rebinds(x ir.Expr, v *ir.Var) bool {
	found := false
	ir.WalkExpr(x, nil, func(e ir.Expr) bool {
		if b, ok := e.(*ir.Block); ok {
			for _, assigned := range assignedIn(b.Stmts) {
				found = found || assigned == v
			}
		}
		return !found
	})
	return found
}

// disturbs reports whether evaluating a assigns a variable that b reads.
func disturbs(a, b ir.Expr) bool {
	found := false
	ir.WalkExpr(b, nil, func(e ir.Expr) bool {
		if l, ok := e.(*ir.Local); ok && rebinds(a, l.Var) {
			found = true
		}
		return !found
	})
	return found
}

// checkRebound refuses statements in which a variable is looked at before the
// same expression gives it a new value: what Rust then sees depends on the type.
func (f *function) checkRebound(body []ir.Stmt) {
	for _, s := range body {
		if aug, ok := s.(*ir.AugAssign); ok && aug.Value != nil && disturbs(aug.Value, aug.Target) {
			f.refuse("PT520", aug.Value, "this gives a variable on the left a new value: assign it on a line of its own")
		}
		seen := map[*ir.Var]bool{}
		var look func(x ir.Expr)
		look = func(x ir.Expr) {
			if x == nil {
				return
			}
			switch x := x.(type) {
			case *ir.Local:
				seen[x.Var] = true
				return
			case *ir.Block:
				for _, v := range assignedIn(x.Stmts) {
					if seen[v] {
						f.refuse("PT520", x, "%s is used before this gives it a new value in the same expression: assign it on a line of its own", v.Name)
					}
				}
				f.checkRebound(x.Stmts)
				look(x.Value)
				return
			}
			ir.Slots(x, func(e *ir.Expr) { look(*e) })
		}
		ir.StmtSlots(s, func(e *ir.Expr) { look(*e) })
		for _, b := range ir.Blocks(s) {
			f.checkRebound(*b)
		}
	}
}

// reached are the functions that become Rust: those of the module that are not
// refused, and of the functions inside them those that are called or made values.
func (m *module) reached() map[*ir.Func]bool {
	out := map[*ir.Func]bool{}
	var reach func(fn *ir.Func)
	reach = func(fn *ir.Func) {
		if out[fn] || len(m.refused[fn.Source]) > 0 { // which holds its parts too
			return
		}
		out[fn] = true
		for _, callee := range m.named(fn) {
			reach(callee)
		}
	}
	for _, fn := range m.info.Funcs {
		if fn.Outer == nil && !fn.Lambda {
			reach(m.funcs[fn])
		}
	}
	for _, c := range m.consts {
		if c.Maker != nil {
			reach(c.Maker)
		}
	}
	return out
}

// disturbed reports whether evaluating one of others assigns a variable that x
// reads.
func disturbed(x ir.Expr, others []ir.Expr) bool {
	for _, other := range others {
		if other != x && disturbs(other, x) {
			return true
		}
	}
	return false
}

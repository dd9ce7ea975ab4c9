package ownership

import (
	"fmt"
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A name for a part of something, "a = bodies[i]", borrows that part in Rust. Where two
// such names, or one and what it is a part of, are changed by turns, none of them can
// borrow. Then a name is written as the place that it stands for, "bodies[i]", at each
// use, which Python would not tell apart as long as that place is found by the same
// variables and holds the same object. What comes out is judged as if it had been
// written so: this only ever turns a program into another one that means the same.

// A rewriting is what was done to one function, and how to take it back.
type rewriting struct {
	fn    *ir.Func
	made  []*ir.Var
	notes []ir.Note
	undo  []func()
}

func (r *rewriting) takeBack() {
	for _, undo := range slices.Backward(r.undo) {
		undo()
	}
	r.undo, r.notes = nil, nil
}

// next writes the first name that is refused, and can be, as its place.
func (r *rewriting) next(f *flow) bool {
	for _, no := range f.plan.refused {
		if r.name(f, no.at) || r.walk(f, no) {
			return true
		}
	}
	return false
}

// name looks for a name that is bound to the place at a range of the source.
func (r *rewriting) name(f *flow, at syntax.Range) bool {
	return r.eachStmt(&r.fn.Body, func(block *[]ir.Stmt, i int) bool {
		let, ok := (*block)[i].(*ir.Let)
		if !ok || let.Value == nil || let.Value.Span() != at || !f.standsForPlace(let) {
			return false
		}
		place, lets := r.steady(let.Var, let.Value)
		if len(lets) > 0 {
			lets[0].(*ir.Let).Place = let.Place
		} else if i+1 < len(*block) {
			r.comment((*block)[i+1], let.At())
		}
		r.splice(block, i, lets)
		r.replace(let.Var, place)
		return true
	})
}

// standsForPlace reports whether the name that let binds can be written as its value.
func (f *flow) standsForPlace(let *ir.Let) bool {
	v := let.Var
	if _, plain := let.Value.(*ir.Local); plain || !isPart(v.T) || len(f.defs[v]) != 1 {
		return false
	}
	p, ok := f.pathOf(let.Value)
	if !ok {
		return false
	}
	live := f.liveness()
	for i := range f.steps {
		if live.after(i, v) && p.disturbed(&f.steps[i]) {
			return false
		}
	}
	return true
}

// isPart reports whether a value of type t is an object that is a part of another and
// nothing else: not a handle, and not None.
func isPart(t ir.Type) bool {
	switch t.(type) {
	case ir.Option, ir.Generator, ir.Dynamic:
		return false
	}
	return ir.IsMutable(t)
}

// A path is the way to a place: the variables that lead there, and the objects that it
// goes through, with the slots in which they hold the next.
type path struct {
	vars  []*ir.Var
	slots []slot
}

type slot struct {
	objs set
	name string
}

// pathOf is the way to a place, if it is one in a variable and looking for it changes
// nothing.
func (f *flow) pathOf(e ir.Expr) (path, bool) {
	switch e := e.(type) {
	case *ir.Local:
		return path{vars: []*ir.Var{e.Var}}, true
	case *ir.Field:
		p, ok := f.pathOf(e.Tuple)
		p.slots = append(p.slots, slot{f.exprs[e.Tuple], slotOf(e)})
		return p, ok
	case *ir.Index:
		p, ok := f.pathOf(e.List)
		p.slots = append(p.slots, slot{f.exprs[e.List], elem})
		if isCertain(e) {
			p.vars = append(p.vars, e.Index.(*ir.Local).Var)
		} else if _, list := e.List.Type().(ir.List); !list || !isPure(e.Index) {
			return p, false
		}
		return p, ok
	}
	return path{}, false
}

// disturbed reports whether a step may change where the path leads.
func (p path) disturbed(s *step) bool {
	switch s.kind {
	case define, declare:
		return slices.ContainsFunc(p.vars, func(v *ir.Var) bool {
			return s.v == v || s.v.RustName == v.RustName // which would hide it
		})
	case mutate, called:
		return slices.ContainsFunc(p.slots, func(at slot) bool {
			return (s.slot == "" || s.slot == at.name) && s.objs.meets(at.objs)
		})
	}
	return false
}

// isCertain reports whether e is found by a variable that is not out of range.
func isCertain(e *ir.Index) bool {
	_, local := e.Index.(*ir.Local)
	return local && e.Index.Type() == ir.Usize && e.OnFail == ir.Stop
}

// isPure reports whether evaluating e only looks at variables and what is in them.
func isPure(e ir.Expr) bool {
	pure := true
	ir.WalkExpr(e, nil, func(x ir.Expr) bool {
		switch x := x.(type) {
		case *ir.Call, *ir.CallValue, *ir.Block, *ir.Comp, *ir.Lambda, *ir.Closure:
			pure = false
		case *ir.Op:
			pure = pure && !slices.ContainsFunc(x.Op.Params, func(p ir.Operand) bool { return changes(p.Mode) })
		}
		return pure
	})
	return pure
}

// steady is place with indexes that are evaluated once, and resolved where they count
// from the end: by the statements lets.
func (r *rewriting) steady(v *ir.Var, place ir.Expr) (steady ir.Expr, lets []ir.Stmt) {
	switch e := place.(type) {
	case *ir.Field:
		part := *e
		part.Tuple, lets = r.steady(v, e.Tuple)
		return &part, lets
	case *ir.Index:
		part := *e
		part.List, lets = r.steady(v, e.List)
		if isCertain(e) {
			return &part, lets
		}
		at := r.variable(v.RustName+"_index", v.Range)
		index := e.Index
		if index.Type() == ir.Usize {
			index = &ir.Convert{Base: ir.Base{T: ir.Int, Range: index.Span()}, X: index}
		}
		operands := []ir.Expr{copyPlace(part.List, e.Range), index}
		found := &ir.Op{
			Base: ir.Base{T: ir.Usize, Range: e.Range}, Args: operands, OnFail: e.OnFail,
			Op: ir.Lookup("list.position", []ir.Type{e.List.Type(), ir.Int}),
		}
		lets = append(lets, &ir.Let{Place: ir.Place{Range: e.Range}, Var: at, Value: found})
		part.Index, part.OnFail = localOf(at, e.Range), ir.Stop
		return &part, lets
	}
	return place, nil
}

// replace writes place for every use of v.
func (r *rewriting) replace(v *ir.Var, place ir.Expr) {
	ir.ReplaceExprs(r.fn.Body, func(at *ir.Expr) {
		l, ok := (*at).(*ir.Local)
		if ok && l.Var == v {
			*at = copyPlace(place, l.Range)
			r.undo = append(r.undo, func() { *at = l })
		}
	})
	what := fmt.Sprintf("%s stands for %s, which is written in its place, since what it is a part of is used meanwhile", v.Name, describe(place))
	r.notes = append(r.notes, ir.Note{Python: v.Range, Text: what})
}

// copyPlace is a place of its own that is the same, for a use at a range of the source.
func copyPlace(place ir.Expr, at syntax.Range) ir.Expr {
	switch e := place.(type) {
	case *ir.Local:
		return &ir.Local{Base: ir.Base{T: e.T, Range: at}, Var: e.Var}
	case *ir.Field:
		return &ir.Field{Base: ir.Base{T: e.T, Range: at}, Tuple: copyPlace(e.Tuple, at), N: e.N}
	case *ir.Index:
		return &ir.Index{Base: ir.Base{T: e.T, Range: at}, List: copyPlace(e.List, at), Index: copyPlace(e.Index, at), OnFail: e.OnFail}
	}
	return place
}

func localOf(v *ir.Var, at syntax.Range) *ir.Local {
	return &ir.Local{Base: ir.Base{T: v.T, Range: at}, Var: v}
}

// variable makes a usize whose name no variable of the function has.
func (r *rewriting) variable(name string, at syntax.Range) *ir.Var {
	taken, fresh := r.taken(), name
	for n := 2; taken[fresh]; n++ {
		fresh = fmt.Sprint(name, n)
	}
	v := &ir.Var{Name: fresh, RustName: fresh, T: ir.Usize, Range: at}
	r.made = append(r.made, v)
	return v
}

// taken are the names that variables have.
func (r *rewriting) taken() map[string]bool {
	taken := map[string]bool{}
	for _, v := range slices.Concat(r.fn.Params, r.made) {
		taken[v.RustName] = true
	}
	for v := range variables(r.fn.Body) {
		taken[v.RustName] = true
	}
	return taken
}

// eachStmt calls visit with every statement of a block, and of those inside it, until
// it returns true.
func (r *rewriting) eachStmt(block *[]ir.Stmt, visit func(block *[]ir.Stmt, i int) bool) bool {
	for i := range *block {
		if visit(block, i) {
			return true
		}
		for _, inner := range ir.Blocks((*block)[i]) {
			if r.eachStmt(inner, visit) {
				return true
			}
		}
	}
	return false
}

// splice puts other statements into the place of one.
func (r *rewriting) splice(block *[]ir.Stmt, i int, by []ir.Stmt) {
	old := *block
	*block = slices.Concat(old[:i], by, old[i+1:])
	r.undo = append(r.undo, func() { *block = old })
}

// comment keeps the comments of a statement that is not written with the next one.
func (r *rewriting) comment(next ir.Stmt, from *ir.Place) {
	to := next.At()
	old := to.Comments
	lines := slices.Clone(from.Comments)
	if from.Trailing != "" {
		lines = append(lines, from.Trailing)
	}
	to.Comments = append(lines, old...)
	r.undo = append(r.undo, func() { to.Comments = old })
}

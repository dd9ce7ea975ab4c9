package ownership

import (
	"fmt"

	"github.com/portalis-dev/portalis/translate/ir"
)

// Python looks a place up before it evaluates what is done with it there:
// "rows[0].append(f())" appends to the list that was rows[0] before f ran. Rust can
// only borrow the place afterwards, which is the same unless f puts something else there.

// mayReplace reports whether evaluating e may put another value where place is, or
// move what is there.
func (f *flow) mayReplace(e, place ir.Expr) bool {
	if !f.changesPlaceOf(e, place) {
		return false
	}
	for {
		switch at := place.(type) {
		case *ir.Local:
			return false // a new value of the variable itself is refused when it is lowered
		case *ir.Unwrap:
			place = at.X
		case *ir.Field:
			if assignsField(e, at, map[*ir.Func]bool{}) {
				return true
			}
			place = at.Tuple
		default:
			return true // elements may be anything then
		}
	}
}

// lentOperands looks for operands that are borrowed when a later one changes what they
// lie in: "rows[rows.pop()]" takes from the list as it is after the pop, "name + f()"
// the text as it was before f ran.
func (f *flow) lentOperands(e ir.Expr) {
	children := ir.Children(e, ir.Value)
	for i, c := range children {
		roots, place := ir.Roots(c.X)
		if !place || len(roots) == 0 || c.Want == ir.Value || changes(c.Want) || ir.IsCopy(c.X.Type()) {
			continue
		}
		for j := i + 1; j < len(children); j++ {
			later := children[j].X
			switch {
			case !f.changesPlaceOf(later, c.X):
			case !ir.IsMutable(c.X.Type()):
				f.plan.hoist[e] = append(f.plan.hoist[e], i, j)
			case f.mayReplace(later, c.X) || !standing(c.X):
				f.refuseReplaced(later, c.X)
			default:
				f.plan.hoist[e] = append(f.plan.hoist[e], j)
			}
		}
	}
}

// standing reports whether looking up a place does nothing that shows, so that it can
// be done later as long as the same object stays there.
func standing(place ir.Expr) bool {
	switch at := place.(type) {
	case *ir.Local, *ir.ConstRef:
		return true
	case *ir.Field:
		return standing(at.Tuple)
	case *ir.Unwrap:
		return standing(at.X)
	}
	return false
}

// refuseReplaced refuses an argument that may put something else where the object is
// that it is an argument for.
func (f *flow) refuseReplaced(e, place ir.Expr) {
	f.plan.refuse("PT602", e.Span(), fmt.Sprintf("this may change what %s is, which Python has looked up before; give this a name in a statement of its own", describe(place)), nil)
}

// assignsField reports whether evaluating e may assign such a field, of any object.
func assignsField(e ir.Expr, field *ir.Field, seen map[*ir.Func]bool) bool {
	found := false
	ir.WalkExpr(e, func(s ir.Stmt) bool {
		found = found || givesField(s, field)
		return !found
	}, func(x ir.Expr) bool {
		found = found || callAssigns(x, field, seen)
		return !found
	})
	return found
}

// callAssigns reports whether x is a call of what may assign such a field.
func callAssigns(x ir.Expr, field *ir.Field, seen map[*ir.Func]bool) bool {
	switch x := x.(type) {
	case *ir.CallValue:
		return true // of whatever function
	case *ir.Call:
		if seen[x.Func] {
			return false
		}
		seen[x.Func] = true
		found := false
		ir.Walk(x.Func.Body, func(s ir.Stmt) bool {
			found = found || givesField(s, field)
			return !found
		}, func(e ir.Expr) bool {
			found = found || callAssigns(e, field, seen)
			return !found
		})
		return found
	}
	return false
}

// givesField reports whether s assigns such a field.
func givesField(s ir.Stmt, field *ir.Field) bool {
	var targets []ir.Expr
	switch s := s.(type) {
	case *ir.Assign:
		targets = []ir.Expr{s.Target}
	case *ir.AugAssign:
		targets = []ir.Expr{s.Target}
	case *ir.AssignTuple:
		targets = s.Targets
	}
	for _, t := range targets {
		to, ok := t.(*ir.Field)
		if ok && to.N == field.N && ir.Same(to.Tuple.Type(), field.Tuple.Type()) {
			return true
		}
	}
	return false
}

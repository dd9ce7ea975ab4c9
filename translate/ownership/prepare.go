package ownership

import (
	"fmt"

	"github.com/portalis-dev/portalis/translate/ir"
)

// prepare sets the first way in which parameters are passed, borrowed, and gives
// a str parameter that gets a new value a variable of its own for it.
func prepare(functions []*ir.Func) {
	for _, fn := range functions {
		for _, v := range fn.Params {
			v.Binding = ir.Owns
			if ir.IsCopy(v.T) || fn.Yields { // a generator keeps what it is made of
				continue
			}
			v.Binding = ir.Borrows
			if reassigns(fn.Body, v) {
				split(fn, v)
			}
		}
	}
}

// reassigns reports whether v gets a new value in body, or, being a str, is
// appended to.
func reassigns(body []ir.Stmt, v *ir.Var) bool {
	found := false
	is := func(e ir.Expr) {
		if l, ok := e.(*ir.Local); ok && l.Var == v {
			found = true
		}
	}
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Assign:
			is(s.Target)
		case *ir.AssignTuple:
			for _, t := range s.Targets {
				is(t)
			}
		case *ir.AugAssign:
			if !ir.IsMutable(v.T) {
				is(s.Target)
			}
		}
		return true
	}, nil)
	return found
}

// split makes the value that parameter v gets a variable that shadows it: where
// the first new value is given by a statement of the function's own block, from
// there on; else from the start, with a copy. A list or dict is taken by value
// in that case instead, see passParams.
func split(fn *ir.Func, v *ir.Var) {
	own := &ir.Var{Name: v.Name, RustName: v.RustName, T: v.T, Range: v.Range}
	for i, s := range fn.Body {
		if a, ok := s.(*ir.Assign); ok {
			if t, ok := a.Target.(*ir.Local); ok && t.Var == v && !reassigns(fn.Body[:i], v) {
				own.Range = t.Range
				fn.Body[i] = &ir.Let{Place: a.Place, Var: own, Value: a.Value}
				rename(fn.Body[i+1:], v, own)
				return
			}
		}
	}
	if v.T != ir.Str {
		return
	}
	first := &ir.Local{Base: ir.Base{T: v.T, Range: v.Range}, Var: v}
	rename(fn.Body, v, own)
	let := &ir.Let{Place: ir.Place{Range: v.Range}, Var: own, Value: first}
	fn.Body = append([]ir.Stmt{let}, fn.Body...)
}

// rename makes all reads and writes of v in body those of own.
func rename(body []ir.Stmt, v, own *ir.Var) {
	ir.Walk(body, nil, func(e ir.Expr) bool {
		if l, ok := e.(*ir.Local); ok && l.Var == v {
			l.Var = own
		}
		return true
	})
}

// checkConsts refuses changes of module-level constants, and of a parameter
// that also gets a new value.
func (f *flow) checkConsts() {
	for i := range f.steps {
		s := &f.steps[i]
		if s.kind != mutate && s.kind != called {
			continue
		}
		for o := range s.objs {
			if o.konst {
				f.plan.refuse("PT601", s.at, "this changes a module-level list or dict that every call shares; pass it as an argument, or copy it", nil)
				break
			}
		}
	}
	for i, v := range f.fn.Params {
		if f.params[i] != nil && v.Binding == ir.BorrowsMut && reassigns(f.fn.Body, v) {
			f.plan.refuse("PT604", v.Range, fmt.Sprintf("parameter %s is changed for the caller and also given a new value; use another name for the new value", v.Name), nil)
		}
	}
	for i, v := range f.fn.Params {
		if f.params[i] != nil && v.Binding == ir.BorrowsMut && hasOption(v.T) {
			f.plan.refuse("PT604", v.Range, fmt.Sprintf("parameter %s may be None and is changed for the caller, which is not translated; take None out before the call", v.Name), nil)
		}
	}
}

func hasOption(t ir.Type) bool {
	_, ok := t.(ir.Option)
	return ok
}

// passedNotes says how the parameters are passed and why.
func passedNotes(fn *ir.Func) []ir.Note {
	var notes []ir.Note
	for _, v := range fn.Params {
		if ir.IsCopy(v.T) {
			continue
		}
		text := "is only read, so it is borrowed"
		switch v.Binding {
		case ir.BorrowsMut:
			text = "is changed for the caller to see, so it is &mut"
		case ir.Owns:
			text = "is kept, so it is passed by value"
		}
		notes = append(notes, ir.Note{Python: v.Range, Text: v.Name + " " + text})
	}
	return notes
}

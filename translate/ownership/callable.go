package ownership

import "github.com/portalis-dev/portalis/translate/ir"

// A function value lends its arguments to whatever it calls: what a target keeps,
// it keeps a copy of. What it holds is its own.

// callValue sees the summaries of all functions that may be called.
func (s *shape) callValue(e *ir.CallValue) set {
	s.eval(e.Func)
	for _, a := range e.Args {
		s.eval(a)
	}
	var out set
	for _, c := range e.Calls() {
		out = union(out, s.call(c))
	}
	return out
}

func (f *flow) callValue(e *ir.CallValue) {
	children := ir.Children(e, ir.Value)
	for _, c := range children {
		f.into = "the argument of a function value"
		f.visit(c.X, c.Want)
	}
	for _, c := range children {
		f.holdChild(c)
	}
	for _, c := range e.Calls() {
		for i, a := range e.Args {
			if m := f.summary(c.Func); m != nil && m.kept[i] && ir.IsMutable(a.Type()) {
				f.emit(step{kind: copied, objs: f.exprs[a].reach(), e: a, at: e.Range})
			}
		}
		f.emit(step{kind: called, e: c, objs: f.calls[c].mutated, echo: f.calls[c].echoed, into: f.into, at: e.Range})
	}
}

// closure takes what a function value holds.
func (f *flow) closure(e *ir.Closure) {
	t := e.T.(ir.Callable)
	for _, x := range e.Captured {
		f.into = "the function " + e.Target.Name
		f.visit(x, ir.Value)
	}
	for i, v := range e.Target.Params {
		_, optional := v.T.(ir.Option)
		switch {
		case ir.IsCopy(v.T):
		case v.Binding == ir.BorrowsMut:
			f.plan.refuse("PT604", e.Range, e.Target.Name+" changes "+v.Name+", which is not translated in a function that is a value: call it by name", nil)
		case i < len(t.Params) && optional && v.Binding == ir.Owns:
			f.plan.refuse("PT604", e.Range, e.Target.Name+" keeps "+v.Name+", which may be None: that is not translated in a function that is a value", nil)
		}
	}
}

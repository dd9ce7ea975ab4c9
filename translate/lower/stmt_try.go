package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// try lowers a try statement. One with handlers and a finally is, as Python
// defines it, a try with handlers inside a try with the finally.
func (f *function) try(s *syntax.Try) []ir.Stmt {
	if s.Star {
		f.refuse("PT519", s, "except* is not translated")
	}
	if len(s.Finalbody) == 0 {
		return f.tryExcept(s)
	}
	if leavesAlways(s.Finalbody) {
		return f.tryDiscarding(s)
	}
	scope := &tryScope{catches: anything(), leaves: classes{}}
	body := f.inTry(scope, func() []ir.Stmt { return f.tryBody(s) })
	out := &ir.Try{Place: place(s), Body: body}
	f.jumps = append(f.jumps, &jumpScope{})
	out.Finally = f.block(s.Finalbody)
	f.leave()
	if ends(out.Finally) {
		f.refuse("PT519", s, "a finally that never ends is not translated: end it by return, break, continue or raise")
	}
	if len(scope.leaves) == 0 && !jumpsOut(body) {
		return append(body, out.Finally...)
	}
	out.Label = f.labels.pick("cleanup")
	out.OnFail = f.failing(scope.leaves, scope.raised)
	return []ir.Stmt{out}
}

// tryBody lowers what the finally of s follows.
func (f *function) tryBody(s *syntax.Try) []ir.Stmt {
	if len(s.Handlers) > 0 {
		return f.tryExcept(s)
	}
	return f.block(s.Body)
}

// inTry lowers the body of a try.
func (f *function) inTry(scope *tryScope, body func() []ir.Stmt) []ir.Stmt {
	f.tries = append(f.tries, scope)
	f.jumps = append(f.jumps, &jumpScope{})
	out := body()
	f.leave()
	f.tries = f.tries[:len(f.tries)-1]
	return out
}

// tryExcept lowers the part of a try statement without its finally. Where
// nothing in the body can raise what is caught, the body is all that is left.
func (f *function) tryExcept(s *syntax.Try) []ir.Stmt {
	scope := &tryScope{catches: classes{}, leaves: classes{}}
	caught := make([][]ir.ExceptionClass, len(s.Handlers))
	all := classes{}
	for i, h := range s.Handlers {
		caught[i] = f.classesOf(h)
		if len(caught[i]) == 0 {
			all.add(anything())
		}
		for _, c := range caught[i] {
			all.add(set(keyOf(c)))
		}
	}
	scope.catches.add(all)
	body := f.inTry(scope, func() []ir.Stmt { return f.block(s.Body) })
	switch left := len(scope.leaves) > 0 && isLeft(body); {
	case !left && ends(body):
		return body
	case !left:
		return append(body, f.block(s.Orelse)...)
	}
	out := &ir.Try{Place: place(s), Body: body, Label: f.labels.pick("attempt")}
	f.jumps = append(f.jumps, &jumpScope{})
	for i, h := range s.Handlers {
		out.Handlers = append(out.Handlers, f.handler(h, caught[i]))
	}
	if !ends(body) {
		out.Else = f.block(s.Orelse)
	}
	f.leave()
	out.OnFail = f.failing(scope.leaves.without(all), scope.raised)
	return []ir.Stmt{out}
}

// isLeft reports whether anything in the body of a try leaves it with an exception:
// what could fail may have become something that does not, such as an item of a dict
// that is given a value.
func isLeft(body []ir.Stmt) bool {
	stored := map[ir.Expr]bool{}
	found := false
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Assign:
			_, item := s.Target.(*ir.Item)
			stored[s.Target] = item
		case *ir.AssignTuple:
			for _, t := range s.Targets {
				_, item := t.(*ir.Item)
				stored[t] = item
			}
		case *ir.AugAssign:
			found = found || s.OnFail == ir.Leave
		case *ir.Raise:
			found = found || s.OnFail == ir.Leave
		case *ir.Try:
			found = found || s.OnFail == ir.Leave
		}
		return !found
	}, func(e ir.Expr) bool {
		found = found || !stored[e] && ir.FailureOf(e) == ir.Leave
		return !found
	})
	return found
}

// classesOf reads the classes that a handler names; none for a bare except, or
// for one that catches everything.
func (f *function) classesOf(h *syntax.ExceptHandler) []ir.ExceptionClass {
	if h.Type == nil {
		return nil
	}
	var out []ir.ExceptionClass
	for _, c := range f.m.info.CaughtBy(h) {
		if c.Builtin == "BaseException" {
			return nil
		}
		if c.Class != nil && f.m.unfits[c.Class] != "" {
			f.refuse("PT501", h.Type, "the class %s is not translated: %s", c.Class.Name, f.m.unfits[c.Class])
		}
		out = append(out, ir.ExceptionClass{Builtin: c.Builtin, Own: c.Class})
	}
	if len(out) == 0 {
		f.refuse("PT519", h, "a handler of no class is not translated")
	}
	return out
}

// handler lowers one except clause.
func (f *function) handler(h *syntax.ExceptHandler, caught []ir.ExceptionClass) *ir.Handler {
	name := h.Name
	v := f.temp("error", ir.Error, h.Range)
	if name != "" {
		v.Name = name
		f.checkErrorName(h)
	}
	f.errors = append(f.errors, errorName{name: name, v: v})
	out := &ir.Handler{Place: place(h), Classes: caught}
	trailing, end := f.m.doc.trailing(h.Start)
	out.Trailing, f.cursor = trailing, max(f.cursor, end)
	out.Body = f.block(h.Body)
	last := f.errors[len(f.errors)-1]
	f.errors = f.errors[:len(f.errors)-1]
	if last.used {
		out.Var = v
	}
	return out
}

// checkErrorName refuses a handler's name that is also another variable, since
// Python deletes it at the end of the handler.
func (f *function) checkErrorName(h *syntax.ExceptHandler) {
	for _, p := range f.src.Params {
		if p.Name == h.Name {
			f.refuse("PT519", h, "%s is a parameter too; give the exception another name", h.Name)
		}
	}
	inHandlers := map[*syntax.Name]bool{}
	syntax.Walk(f.src.Body, func(n syntax.Node) bool {
		if handler, ok := n.(*syntax.ExceptHandler); ok && handler.Name == h.Name {
			syntax.Walk(handler.Body, func(n syntax.Node) bool {
				if name, ok := n.(*syntax.Name); ok {
					inHandlers[name] = true
				}
				return true
			})
		}
		return true
	})
	syntax.Walk(f.src.Body, func(n syntax.Node) bool {
		name, ok := n.(*syntax.Name)
		if v := f.m.info.VarOf(name); ok && name.ID == h.Name && !inHandlers[name] && (v == nil || v.Kind != types.CompVar) {
			f.refuse("PT519", h, "%s is used outside of this handler too; give the exception another name", h.Name)
		}
		return true
	})
}

// raise lowers a raise statement.
func (f *function) raise(s *syntax.Raise) []ir.Stmt {
	if s.Cause != nil && !plainOperand(s.Cause) {
		f.refuse("PT519", s.Cause, "this cause of an exception is not translated")
	}
	if s.Exc == nil {
		return f.reraise(s)
	}
	x := f.raisable(s.Exc)
	return []ir.Stmt{f.raiseError(s, x, f.raisedBy(s.Exc))}
}

// raisable lowers what a raise statement raises: an exception, or a class of which
// it makes one.
func (f *function) raisable(e syntax.Expr) ir.Expr {
	if class, ok := f.m.info.TypeOf(e).(types.ClassValue); ok && class.Class.Kind == types.ExceptionClass {
		callee := &types.Callee{Kind: types.New, Name: class.Class.Name, Class: class.Class, Func: class.Class.Method("__init__")}
		if callee.Func != nil {
			callee.Args = make([]syntax.Expr, len(callee.Func.Params))
		}
		return f.makeException(&syntax.Call{Range: e.Span(), Func: e}, callee)
	}
	if ref := f.m.info.RefOf(e); ref != nil && types.IsException(ref.Name) {
		return f.newError(e, ref.Name, nil)
	}
	if n, ok := e.(*syntax.Name); ok && f.m.info.VarOf(n) == nil && !f.isErrorName(n) && types.IsException(n.ID) {
		return f.newError(e, n.ID, nil)
	}
	x := f.expr(e)
	if x.Type() != ir.Error {
		f.refuse("PT519", e, "this is not an exception that can be raised")
	}
	return x
}

func (f *function) isErrorName(n *syntax.Name) bool {
	return slices.ContainsFunc(f.errors, func(e errorName) bool { return e.name == n.ID })
}

// raisedBy is what is known of the class of an exception.
func (f *function) raisedBy(e syntax.Expr) classes {
	if ref := f.m.info.RefOf(e); ref != nil && types.IsException(ref.Name) {
		return set(ref.Name)
	}
	switch t := f.m.info.TypeOf(e).(type) {
	case types.Exception:
		return set(t.Class)
	case types.Instance:
		return set(classKey(t.Class))
	case types.ClassValue:
		return set(classKey(t.Class))
	}
	return anything()
}

// reraise lowers a raise without an exception, which raises the one that is
// being handled again.
func (f *function) reraise(s *syntax.Raise) []ir.Stmt {
	if len(f.errors) == 0 {
		f.refuse("PT519", s, "there is no exception here to raise again")
	}
	last := &f.errors[len(f.errors)-1]
	last.used = true
	return []ir.Stmt{f.raiseError(s, localOf(last.v, s.Range), anything())}
}

func (f *function) raiseError(s syntax.Node, x ir.Expr, raised classes) *ir.Raise {
	return &ir.Raise{Place: place(s), Error: x, OnFail: f.failing(raised, true)}
}

// raised raises an exception that Python itself would raise; as with operations,
// it stops the program unless something catches it.
func (f *function) raised(s syntax.Node, class string, message ir.Expr, explicit bool) *ir.Raise {
	x := &ir.NewError{Base: base(ir.Error, s), Class: class}
	if message != nil {
		x.Args = []ir.Expr{message}
	}
	return &ir.Raise{Place: place(s), Error: x, OnFail: f.failing(set(class), explicit)}
}

// newError makes an exception object of a builtin class.
func (f *function) newError(at syntax.Node, class string, args []syntax.Expr) ir.Expr {
	out := &ir.NewError{Base: base(ir.Error, at), Class: class}
	for _, a := range args {
		out.Args = append(out.Args, f.argument(a))
	}
	order := make([]int, len(args))
	for i := range order {
		order[i] = i
	}
	return within(f.inSequence(out.Args, order, order), out)
}

// argument lowers the argument of an exception; what str() and repr() of the
// exception make of it, rt knows.
func (f *function) argument(e syntax.Expr) ir.Expr {
	x := f.expr(e)
	f.refuseOrder(e, "repr", []ir.Expr{x})
	switch {
	case x.Type() == ir.Char:
		return f.as(x, ir.Str)
	case x.Type() == ir.Unit && inert(x):
	case x.Type() == ir.Unit || x.Type() == ir.Error:
		f.refuse("PT519", e, "this argument of an exception is not translated; give it a message")
	}
	return x
}

// assert lowers assert Test, Msg; the message is evaluated only when it fails.
func (f *function) assert(s *syntax.Assert) []ir.Stmt {
	cond := f.not(f.condOperand(s.Test))
	if lit, ok := cond.(*ir.BoolLit); ok && !lit.Value {
		return nil
	}
	var message ir.Expr
	if s.Msg != nil {
		message = f.argument(s.Msg)
	}
	raise := f.raised(s, "AssertionError", message, true)
	return []ir.Stmt{&ir.IfStmt{Place: place(s), Cond: cond, Then: []ir.Stmt{raise}}}
}

// jumpsOut reports whether lowered statements leave by return, break or continue.
func jumpsOut(body []ir.Stmt) bool {
	found := false
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s.(type) {
		case *ir.Return, *ir.Break, *ir.Continue:
			found = true
		}
		return !found
	}, nil)
	return found
}

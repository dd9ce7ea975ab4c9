package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// tryDiscarding lowers a try whose finally never ends normally: what was on its
// way when the finally began, an exception, a return or a jump, is dropped there.
// So all of it only leads to the finally, which is what follows.
func (f *function) tryDiscarding(s *syntax.Try) []ir.Stmt {
	scope := &tryScope{catches: anything(), leaves: classes{}}
	discard := &jumpScope{discards: true, breakTo: f.labels.pick("finally")}
	f.jumps = append(f.jumps, discard)
	body := f.inTry(scope, func() []ir.Stmt { return f.tryBody(s) })
	f.leave()
	if len(scope.leaves) > 0 {
		caught := &ir.Handler{Place: place(s)}
		body = []ir.Stmt{&ir.Try{Place: place(s), Label: f.labels.pick("attempt"), Body: body, Handlers: []*ir.Handler{caught}}}
	}
	if n := len(body); n > 0 {
		if last, ok := body[n-1].(*ir.Break); ok && last.Label == discard.breakTo {
			body = body[:n-1] // the finally comes next anyway
		}
	}
	if breaks(body, discard.breakTo, false) {
		body = []ir.Stmt{&ir.Labelled{Place: place(s), Label: discard.breakTo, Body: body}}
	}
	if ends(body) {
		return body // it goes on forever
	}
	return append(body, f.block(s.Finalbody)...)
}

// discarding is the innermost try around that drops a return, if there is one.
func (f *function) discarding() *jumpScope {
	for i := len(f.jumps) - 1; i >= 0; i-- {
		if f.jumps[i].discards {
			return f.jumps[i]
		}
	}
	return nil
}

// discard leaves a try whose finally drops what leaves it.
func discard(s syntax.Stmt, to *jumpScope) []ir.Stmt {
	return []ir.Stmt{&ir.Break{Place: place(s), Label: to.breakTo}}
}

// discardReturn lowers a return that never takes effect: its value is evaluated
// for what that does.
func (f *function) discardReturn(s *syntax.Return, to *jumpScope) []ir.Stmt {
	if s.Value == nil {
		return discard(s, to)
	}
	x := f.expr(s.Value)
	if inert(x) {
		return discard(s, to)
	}
	return append([]ir.Stmt{&ir.ExprStmt{Place: place(s), X: x}}, discard(s, to)...)
}

// leavesAlways reports whether body surely leaves itself by a jump or an exception.
func leavesAlways(body []syntax.Stmt) bool {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.Return, *syntax.Break, *syntax.Continue, *syntax.Raise:
			return true
		case *syntax.If:
			if len(s.Orelse) > 0 && leavesAlways(s.Body) && leavesAlways(s.Orelse) {
				return true
			}
		case *syntax.Try:
			if leavesAlways(s.Finalbody) {
				return true
			}
		}
	}
	return false
}

package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A jumpScope is something around a statement that break and continue have to do
// with: a loop, or a block with a label of its own between them and the loop.
type jumpScope struct {
	loop    bool
	label   string // of the loop, "" until something needs it
	breakTo string // the block that holds the loop and its else; "" for the loop itself
	broken  bool   // whether there is a break
	name    string // for a label, should it be needed
	// discards says that it is the body of a try whose finally drops all jumps out
	// of it; they go to breakTo.
	discards bool
}

func (f *function) while(s *syntax.While) []ir.Stmt {
	cond := f.cond(s.Test)
	if lit, ok := cond.(*ir.BoolLit); ok {
		if !lit.Value {
			return f.block(s.Orelse)
		}
		cond = nil
	}
	loop := &ir.While{Place: place(s), Cond: cond}
	scope := f.enterLoop("outer", len(s.Orelse) > 0 && cond != nil)
	loop.Body = f.loopBody(s.Body)
	f.leave()
	loop.Label = scope.label
	if cond == nil {
		return []ir.Stmt{loop} // its else never runs
	}
	return f.orElse(s, scope, loop, s.Orelse)
}

// loopBody lowers the body of a loop, without a continue at its end.
func (f *function) loopBody(body []syntax.Stmt) []ir.Stmt {
	out := f.block(body)
	if n := len(out); n > 0 {
		if c, ok := out[n-1].(*ir.Continue); ok && c.Label == "" {
			out = out[:n-1]
		}
	}
	return out
}

// enterLoop begins the body of a loop; orElse tells that the loop has an else.
func (f *function) enterLoop(name string, orElse bool) *jumpScope {
	scope := &jumpScope{loop: true, name: name}
	if orElse {
		scope.breakTo = f.labels.pick("search")
	}
	f.jumps = append(f.jumps, scope)
	return scope
}

func (f *function) leave() { f.jumps = f.jumps[:len(f.jumps)-1] }

// orElse adds the else of a loop, which runs unless the loop was broken.
func (f *function) orElse(s syntax.Stmt, scope *jumpScope, loop ir.Stmt, body []syntax.Stmt) []ir.Stmt {
	if len(body) == 0 {
		return []ir.Stmt{loop}
	}
	if !scope.broken {
		return append([]ir.Stmt{loop}, f.block(body)...)
	}
	f.jumps = append(f.jumps, &jumpScope{})
	orElse := f.block(body)
	f.leave()
	return []ir.Stmt{&ir.Labelled{Place: place(s), Label: scope.breakTo, Body: append([]ir.Stmt{loop}, orElse...)}}
}

// jump finds the loop that a break or continue belongs to, and whether a label
// is needed to reach it.
func (f *function) jump(s syntax.Stmt) (scope *jumpScope, far bool) {
	for i := len(f.jumps) - 1; i >= 0; i-- {
		if f.jumps[i].loop || f.jumps[i].discards {
			return f.jumps[i], far
		}
		far = true
	}
	f.refuse("PT101", s, "this is outside of a loop")
	return nil, false
}

func (f *function) breakStmt(s *syntax.Break) []ir.Stmt {
	scope, far := f.jump(s)
	if scope.discards {
		return discard(s, scope)
	}
	scope.broken = true
	out := &ir.Break{Place: place(s)}
	switch {
	case scope.breakTo != "":
		out.Label = scope.breakTo
	case far:
		out.Label = f.labelOf(scope)
	}
	return []ir.Stmt{out}
}

func (f *function) continueStmt(s *syntax.Continue) []ir.Stmt {
	scope, far := f.jump(s)
	if scope.discards {
		return discard(s, scope)
	}
	out := &ir.Continue{Place: place(s)}
	if far {
		out.Label = f.labelOf(scope)
	}
	return []ir.Stmt{out}
}

func (f *function) labelOf(scope *jumpScope) string {
	if scope.label == "" {
		scope.label = f.labels.pick(scope.name)
	}
	return scope.label
}

func (f *function) forStmt(s *syntax.For) []ir.Stmt {
	if s.Async {
		f.refuse("PT504", s, "async loops are not translated")
	}
	if w, ok := f.walkOf(s.Iter); ok {
		return f.forWalk(s, w)
	}
	eagers := len(f.eagers)
	iter := f.loopIter(s.Iter)
	f.lazily(eagers, true)
	loop := &ir.For{Place: place(s), Iter: iter}
	scope := f.enterLoop("outer", len(s.Orelse) > 0)
	pattern, stores := f.bindTarget(s, s.Target, itemOf(iter))
	loop.Target = pattern
	loop.Body = append(stores, f.loopBody(s.Body)...)
	f.leave()
	loop.Label = scope.label
	if f.m.info.Endless(s.Iter) && !scope.broken {
		return []ir.Stmt{loop, f.neverReached(s)}
	}
	return f.orElse(s, scope, loop, s.Orelse)
}

// neverReached stands after a loop over what has no end, which Rust cannot know.
func (f *function) neverReached(s syntax.Stmt) ir.Stmt {
	return &ir.ExprStmt{Place: place(s), X: f.must("PT503", s, "endless")}
}

// forWalk lowers a loop over a generator, map or filter: the body becomes the
// innermost part of the loops that give the items, as they are made one by one.
func (f *function) forWalk(s *syntax.For, w walk) []ir.Stmt {
	if len(s.Orelse) > 0 {
		f.refuse("PT503", s, "a loop over a generator with an else is not translated; make the generator a list")
	}
	scope := f.enterLoop("items", false)
	if len(w.generators) > 1 {
		scope.breakTo = f.labels.pick("items")
	}
	f.inlined = true // the body may assign variables that the clauses would hide
	loops := f.loop(s, w, func() []ir.Stmt {
		f.inlined = false
		item := w.item()
		stores := f.storeItem(s, item)
		return append(stores, f.block(s.Body)...)
	})
	f.leave()
	if len(loops) == 1 {
		if loop, ok := loops[0].(*ir.For); ok && scope.breakTo == "" {
			loop.Label = scope.label
			return loops
		}
	}
	if scope.label != "" {
		f.refuse("PT503", s, "this loop over a generator is not translated; make the generator a list")
	}
	if !scope.broken {
		return loops
	}
	return []ir.Stmt{&ir.Labelled{Place: place(s), Label: scope.breakTo, Body: loops}}
}

func (f *function) storeItem(s *syntax.For, item ir.Expr) []ir.Stmt {
	if parts(s.Target) != nil {
		return f.spread(s, s.Target, item)
	}
	return f.store(s, s.Target, f.as(item, f.wanted(s.Target)))
}

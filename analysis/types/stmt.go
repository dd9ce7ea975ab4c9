package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

func (w *walker) block(body []syntax.Stmt) {
	for _, s := range body {
		if w.u.kind == doctestUnit {
			if place, ok := w.u.places[s]; ok {
				w.u.place = place
			}
		}
		w.stmt(s)
	}
}

func (w *walker) stmt(s syntax.Stmt) {
	if with, ok := s.(*syntax.With); ok && w.u.kind == sampleUnit && expectsError(with) {
		return
	}
	if len(w.plan.managers) > 0 {
		for _, e := range w.plan.managers[s] {
			w.enter(e)
		}
	}
	switch s := s.(type) {
	case *syntax.ExprStmt:
		if _, empty := s.Value.(*syntax.Ellipsis); empty { // says that nothing is done
			return
		}
		if !w.yieldStmt(s.Value) {
			w.value(s.Value)
		}
	case *syntax.Assign:
		w.assignStmt(s)
	case *syntax.AugAssign:
		w.augAssign(s)
	case *syntax.AnnAssign:
		w.annAssign(s)
	case *syntax.Return:
		w.returnStmt(s)
	case *syntax.If:
		yes, no := w.cond(s.Test)
		w.env = yes
		w.block(s.Body)
		yes, w.env = w.env, no
		w.block(s.Orelse)
		w.env = w.join(yes, w.env)
	case *syntax.For:
		w.forStmt(s)
	case *syntax.While:
		w.loop(s, s.Body, s.Orelse, func() (*env, *env) { return w.cond(s.Test) })
	case *syntax.Break:
		if l := w.innermost(); l != nil {
			l.breaks = w.join(l.breaks, w.env)
		}
		w.die()
	case *syntax.Continue:
		if l := w.innermost(); l != nil {
			l.continues = w.join(l.continues, w.env)
		}
		w.die()
	case *syntax.Try:
		w.tryStmt(s)
	case *syntax.Raise:
		w.raiseStmt(s)
	case *syntax.Assert:
		w.assertStmt(s)
	case *syntax.Delete:
		w.deleteStmt(s)
	case *syntax.Match:
		w.matchStmt(s)
	case *syntax.Pass, *syntax.BadStmt:
	default:
		w.unsupportedStmt(s)
	}
}

// die marks the rest of the block as unreachable.
func (w *walker) die() {
	w.env = w.env.clone()
	w.env.dead = true
}

func (w *walker) innermost() *loop {
	if len(w.loops) == 0 {
		return nil
	}
	return w.loops[len(w.loops)-1]
}

// loop walks a loop until what is known at its head no longer grows. The head
// evaluates test or target and gives the environments that enter the body and
// leave the loop.
func (w *walker) loop(s syntax.Stmt, body, orelse []syntax.Stmt, head func() (enter, exit *env)) {
	const rounds = 100 // never reached: sets only grow, and are small
	state := w.env.clone()
	if known := w.u.loops[s]; known != nil && !state.dead {
		w.absorb(state, known)
	}
	hints, flows := w.hints.mark()
	for i := 0; ; i++ {
		w.hints.cut(hints, flows)
		l := &loop{}
		w.env = state.clone()
		enter, exit := head()
		w.env = enter
		w.loops = append(w.loops, l)
		w.block(body)
		w.loops = w.loops[:len(w.loops)-1]
		back := w.join(w.env, l.continues)
		changed := !back.dead && w.absorb(state, back)
		w.u.remember(s, state)
		if !changed || i == rounds {
			w.env = exit
			w.block(orelse)
			w.env = w.join(w.env, l.breaks)
			return
		}
	}
}

// remember keeps what is known at the head of a loop for the next walk.
func (u *unit) remember(loop syntax.Stmt, head *env) {
	if u.loops == nil {
		u.loops = map[syntax.Stmt]*env{}
	}
	u.loops[loop] = head
}

func (w *walker) forStmt(s *syntax.For) {
	if s.Async {
		w.find("PT504", keyword(s), "async for is not translated")
	}
	elem := w.iterate(s.Iter)
	w.loop(s, s.Body, s.Orelse, func() (*env, *env) {
		exit := w.env.clone()
		exit.dead = exit.dead || w.endless(s.Iter)
		w.assign(s.Target, elem, s.Iter)
		return w.env, exit
	})
}

func (w *walker) assignStmt(s *syntax.Assign) {
	if _, ok := s.Value.(*syntax.Lambda); ok {
		if def := definition(s); def != nil && w.defineNested(def) {
			if name := s.Targets[0].(*syntax.Name); w.record {
				v := w.lookup(name.ID)
				w.info.vars[name], w.info.exprs[name] = v.v, w.slotType(v.slot)
			}
			return
		}
	}
	x := w.eval(s.Value)
	for _, t := range s.Targets {
		if _, ok := t.(*syntax.Name); !ok && x.parts == nil {
			w.check(s.Value, x)
		}
		w.assign(t, x, s.Value)
	}
	if len(s.Targets) > 1 || !takesApart(s.Targets[0]) {
		w.checkKept(s.Value, x)
	}
}

// takesApart reports whether a target takes the items of what is assigned to it.
func takesApart(t syntax.Expr) bool {
	switch t := t.(type) {
	case *syntax.Tuple, *syntax.List:
		return true
	case *syntax.Subscript:
		_, slice := t.Index.(*syntax.Slice)
		return slice
	}
	return false
}

// assign binds the target to x, the value of the expression from.
func (w *walker) assign(t syntax.Expr, x val, from syntax.Node) {
	switch t := t.(type) {
	case *syntax.Name:
		v := w.lookupName(t)
		if v == nil {
			return
		}
		if w.record {
			w.noteTargetName(t, v, x)
		}
		w.write(v, x, from)
		w.define(v, t)
	case *syntax.Tuple:
		w.unpack(t, t.Elts, x, from)
	case *syntax.List:
		w.unpack(t, t.Elts, x, from)
	case *syntax.Subscript:
		w.storeSubscript(t, x, from)
	case *syntax.Attribute:
		w.storeAttribute(t, x, from)
	default:
		w.refuse("PT521", t, "this cannot be assigned to")
	}
}

// noteTargetName records what a name that is assigned means. A name that is
// never read, such as "_", may be given values of any types: each assignment is
// then a variable of its own.
func (w *walker) noteTargetName(t *syntax.Name, v *variable, x val) {
	w.info.vars[t] = v.v
	w.info.exprs[t] = w.slotType(v.slot)
	if _, bad := Untranslated(w.info.exprs[t]); !bad || !v.discarded() || w.u.fn == nil {
		return
	}
	own := *v.v
	own.Def, own.Type = t.Range, w.typeOf(x.set)
	w.info.vars[t] = &own
	w.info.exprs[t] = own.Type
	w.u.fn.f.Locals = append(w.u.fn.f.Locals, &own)
}

// discarded reports whether v is a local that nothing reads.
func (v *variable) discarded() bool { return !v.used && v.v.Kind == Local && !v.v.Declared }

func (w *walker) unpack(t syntax.Node, targets []syntax.Expr, x val, from syntax.Node) {
	if w.record {
		if e, ok := t.(syntax.Expr); ok {
			w.info.exprs[e] = w.typeOf(x.set)
		}
	}
	if i := slices.IndexFunc(targets, isStarred); i >= 0 {
		w.unpackStarred(targets, i, x, from)
		return
	}
	if x.parts != nil && len(x.parts) == len(targets) {
		tuple, _ := from.(*syntax.Tuple)
		for i, e := range targets {
			at := from
			if tuple != nil && len(tuple.Elts) == len(targets) {
				at = tuple.Elts[i]
			}
			if _, plain := e.(*syntax.Name); !plain {
				if expr, ok := at.(syntax.Expr); ok && at != from {
					w.check(expr, x.parts[i])
				}
			}
			w.assign(e, x.parts[i], at)
		}
		return
	}
	if x.has(bNone) {
		w.optional(from, x, "unpacked")
	}
	if fields, ok := w.fieldsOf(x, len(targets)); ok {
		for i, e := range targets {
			w.assign(e, fields[i], from)
		}
		return
	}
	if x.tuple != nil {
		if len(x.tuple.elems) != len(targets) {
			w.refuse("PT206", from, "%d values cannot be unpacked into %d names: Python raises ValueError", len(x.tuple.elems), len(targets))
			return
		}
		for i, e := range targets {
			s := x.tuple.elems[i]
			w.assign(e, val{set: w.get(s), src: s}, from)
		}
		return
	}
	if x.unknown() {
		w.suggestTuple(x, len(targets))
	}
	elem := w.elements(x, from)
	for _, e := range targets {
		w.assign(e, elem, from)
	}
}

func (w *walker) augAssign(s *syntax.AugAssign) {
	switch t := s.Target.(type) {
	case *syntax.Name, *syntax.Subscript, *syntax.Attribute:
		left := w.eval(t)
		right := w.eval(s.Value)
		var result val
		if left.list != nil && s.Op == "+" && !left.has(bBasic) {
			// xs += ys extends the list in place, by anything that can be walked.
			w.check(s.Value, right)
			elem := w.elements(right, s.Value)
			w.store(left.list.elem, elem, s.Value)
			result.set = left.set
		} else if out, ok := w.inPlace(s, left, right); ok {
			result = out
		} else {
			result = w.binary(s, s.Op, left, right, t, s.Value)
		}
		if sub, ok := t.(*syntax.Subscript); ok {
			w.checkBlend(s, result)
			w.storeInto(sub, result, s)
			return
		}
		w.assign(t, result, s)
	default:
		w.assign(t, w.value(s.Value), s.Value)
	}
}

func (w *walker) annAssign(s *syntax.AnnAssign) {
	name, ok := s.Target.(*syntax.Name)
	if ok {
		if v := w.lookupName(name); v != nil && v.owner == w.u {
			w.annotateVar(v, s.Annotation)
			if w.record {
				w.info.vars[name] = v.v
			}
		}
	}
	if s.Value != nil {
		x := w.eval(s.Value)
		if !ok {
			w.check(s.Value, x)
		}
		w.assign(s.Target, x, s.Value)
		w.checkKept(s.Value, x)
	}
}

func (w *walker) returnStmt(s *syntax.Return) {
	fn := w.u.fn
	x := val{set: basic(bNone)}
	if s.Value != nil {
		w.returning = endsWith(s.Value) && !w.u.runsAfter()
		x = w.eval(s.Value)
		w.returning = false
	}
	if fn != nil && fn.yields != nil {
		w.put(fn.returned, x.set)
	} else if fn != nil && !w.env.never {
		if s.Value != nil {
			if !fn.declared || !fn.result.root().set.has(bFloat) {
				w.check(s.Value, x)
			}
			w.checkKept(s.Value, x)
		}
		at := syntax.Node(s)
		if s.Value != nil {
			at = s.Value
		}
		w.accept(fn.result, x.set, at, "result")
		w.flow(fn.result, x)
		w.put(fn.result, x.set)
	}
	w.die()
}

func (w *walker) tryStmt(s *syntax.Try) {
	if s.Star {
		w.find("PT519", keyword(s), "except* is not translated")
	}
	caught, all := w.env.clone(), w.env.clone()
	if len(s.Finalbody) > 0 {
		w.tries = append(w.tries, all)
	}
	w.tries = append(w.tries, caught)
	w.block(s.Body)
	w.tries = w.tries[:len(w.tries)-1]
	w.block(s.Orelse)
	out := w.env
	for _, h := range s.Handlers {
		w.env = caught.clone()
		w.handler(h)
		out = w.join(out, w.env)
	}
	w.env = out
	if len(s.Finalbody) == 0 {
		return
	}
	w.tries = w.tries[:len(w.tries)-1]
	normal := out.clone()
	w.env = w.join(out, all)
	w.block(s.Finalbody)
	written := map[int]bool{}
	bindings(s.Finalbody, func(name string, _ syntax.Range, _ syntax.Node) {
		if v := w.lookup(name); v != nil && v.owner == w.u {
			written[v.index] = true
		}
	})
	for i := range normal.vars {
		if !written[i] {
			w.env.set(i, normal.get(i))
		}
	}
	w.env.dead = w.env.dead || normal.dead
}

func (w *walker) handler(h *syntax.ExceptHandler) {
	caught := w.caught(h)
	var v *variable
	if h.Name != "" {
		if v = w.lookup(h.Name); v != nil {
			w.write(v, val{set: caught}, h)
		}
	}
	w.block(h.Body)
	if v != nil && v.owner == w.u {
		w.env.set(v.index, basic(bUnbound)) // Python deletes the name
	}
}

func (w *walker) assertStmt(s *syntax.Assert) {
	yes, no := w.cond(s.Test)
	if s.Msg != nil {
		w.env = no
		m := w.value(s.Msg)
		if !m.only(bStr) && !m.empty() {
			w.refuse("PT522", s.Msg, "only a str can be the message of an assert")
		}
	}
	w.env = yes
}

func (w *walker) deleteStmt(s *syntax.Delete) {
	for _, t := range s.Targets {
		if name, ok := t.(*syntax.Name); ok && w.deleteName(name) {
			continue
		}
		sub, ok := t.(*syntax.Subscript)
		if !ok {
			w.refuse("PT514", s, "only a local variable, or an element of a list or dict, can be deleted")
			continue
		}
		base := w.value(sub.Value)
		if _, isSlice := sub.Index.(*syntax.Slice); isSlice {
			w.subscript(sub, base)
			if base.list == nil || base.composed() && len(base.atoms()) > 1 {
				w.refuse("PT514", s, "del of a slice is translated for lists only")
			}
			continue
		}
		if base.anyTuple() || base.has(bStr) {
			w.refuse("PT206", s, "%s does not support deleting elements", w.typeOf(base.set))
		}
		w.subscript(sub, base)
	}
}

// unsupportedStmt refuses a statement; what it binds counts as bound, so that
// one construct gives one finding.
func (w *walker) unsupportedStmt(s syntax.Stmt) {
	if w.u.kind == moduleUnit {
		if _, ok := s.(*syntax.With); !ok {
			return // judged by the module's own rules
		}
	}
	switch s.(type) {
	case *syntax.Import, *syntax.ImportFrom:
		if w.hoisted(s) {
			return
		}
	}
	code, what := "PT521", "this statement is not translated"
	rng := keyword(s)
	switch s := s.(type) {
	case *syntax.FunctionDef:
		if w.defineNested(s) {
			return
		}
		code, what, rng = "PT502", "a function is translated only when nothing else binds its name: give each its own", s.NameRange
	case *syntax.ClassDef:
		code, what, rng = "PT501", "classes are not translated yet", s.NameRange
	case *syntax.With:
		code, what = "PT505", "this context manager is not translated: it is of no class that is known, or asks in __exit__ for more than the exception"
	case *syntax.Import, *syntax.ImportFrom:
		code, what, rng = "PT515", "an import inside a function is not translated: import at the top of the module", s.Span()
	case *syntax.Global:
		name := w.untranslatedGlobal(s)
		if name == nil {
			return // what it names is state
		}
		w.find("PT507", s.Span(), "%s is not translated as a variable that functions give new values: define it at the top of the module, once, by a value that is computed from literals; or pass the value in and return it", name.ID)
		return
	case *syntax.Nonlocal:
		return // what it names is a capture
	case *syntax.TypeAlias:
		code, what, rng = "PT524", "type aliases are not translated", s.Span()
	}
	w.find(code, rng, "%s", what)
	bindings([]syntax.Stmt{s}, func(name string, _ syntax.Range, _ syntax.Node) {
		if v := w.lookup(name); v != nil && v.owner == w.u {
			w.env.set(v.index, w.env.get(v.index).without(bUnbound))
			w.put(v.slot, set{other: "something defined by a statement that is not translated"})
			w.env.set(v.index, set{other: "something defined by a statement that is not translated"})
		}
	})
	if with, ok := s.(*syntax.With); ok {
		w.block(with.Body)
	}
}

// keyword is the place of a compound statement's first word, where a finding
// about all of it is shown.
func keyword(n syntax.Node) syntax.Range {
	r := n.Span()
	length := 4
	switch n.(type) {
	case *syntax.For, *syntax.Try:
		length = 3
	case *syntax.Match:
		length = 5
	case *syntax.With:
		length = 4
	default:
		return r
	}
	return syntax.Range{Start: r.Start, End: min(r.End, r.Start+length)}
}

// deleteName unbinds a local variable, which must have a value.
func (w *walker) deleteName(n *syntax.Name) bool {
	v := w.lookupName(n)
	if v == nil || v.owner != w.u || w.u.fn == nil || w.u.fn.captured(v) || v.fn != nil {
		return false
	}
	w.read(v, n)
	w.env.set(v.index, basic(bUnbound))
	for _, t := range w.tries {
		t.set(v.index, t.get(v.index).with(bUnbound))
	}
	return true
}

func (s set) with(b bits) set {
	s.bits |= b
	return s
}

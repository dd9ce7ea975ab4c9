package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// cond evaluates e as a condition and returns what is known where it is true
// and where it is false.
func (w *walker) cond(e syntax.Expr) (yes, no *env) {
	x, yes, no := w.test(e, true)
	if x.iter != nil && !x.isRange() {
		w.refuse("PT521", e, "the truth of an iterator is always True: compare a list or a length")
	}
	return yes, no
}

// test evaluates e, once, and splits the environment by its truth. Where only
// the truth counts, the operands of "and" and "or" may differ in type.
func (w *walker) test(e syntax.Expr, condition bool) (x val, yes, no *env) {
	switch e := e.(type) {
	case *syntax.BoolOp:
		return w.testBoolOp(e, condition)
	case *syntax.UnaryOp:
		if e.Op == "not" {
			_, no, yes = w.test(e.Operand, true)
			x = val{set: basic(bBool)}
			w.note(e, x)
			return x, yes, no
		}
	case *syntax.Compare:
		x = w.eval(e)
		yes, no = w.env, w.env.clone()
		w.narrowCompare(e, yes, no)
		w.narrowClass(e, yes, no)
		return x, yes, no
	case *syntax.Name, *syntax.Attribute:
		x = w.eval(e)
		w.truth(e, x)
		yes, no = w.env, w.env.clone()
		w.narrow(e, yes, set.truthy)
		w.narrow(e, no, set.falsy)
		return x, yes, no
	case *syntax.Call:
		if test, subject, items := patternTest(e); test != "" {
			x = w.eval(e)
			yes, no = w.env, w.env.clone()
			if test == testLast {
				no.dead = no.dead || w.leavesNone(e, w.eval(subject).set)
				return x, yes, no
			}
			w.narrow(subject, yes, func(s set) set { passed, _ := s.passes(test, items); return passed })
			w.narrow(subject, no, func(s set) set { _, failed := s.passes(test, items); return failed })
			w.exclude(e, subject, yes, no)
			return x, yes, no
		}
		if tested, classes, ok := w.instanceTest(e); ok {
			x = w.eval(e)
			yes, no = w.env, w.env.clone()
			w.narrow(tested, yes, func(s set) set { return w.ofClasses(s, classes) })
			w.narrow(tested, no, func(s set) set { return w.notOfClasses(s, classes) })
			w.exclude(e, tested, yes, no)
			return x, yes, no
		}
	case *syntax.NamedExpr:
		x = w.eval(e)
		yes, no = w.env, w.env.clone()
		if e.Target != nil {
			w.narrow(e.Target, yes, set.truthy)
			w.narrow(e.Target, no, set.falsy)
		}
		return x, yes, no
	}
	x = w.eval(e)
	w.truth(e, x)
	yes, no = w.env, w.env.clone()
	if truth, ok := constant(e); ok {
		if truth {
			no.dead = true
		} else {
			yes = yes.clone()
			yes.dead = true
		}
	}
	return x, yes, no
}

// constant reports the truth of a literal, as in "while True".
func constant(e syntax.Expr) (truth, ok bool) {
	switch e := e.(type) {
	case *syntax.Bool:
		return e.Value, true
	case *syntax.Int:
		return e.Value != 0 || e.Big != "", true
	}
	return false, false
}

func (w *walker) testBoolOp(e *syntax.BoolOp, condition bool) (x val, yes, no *env) {
	var result set
	for i, operand := range e.Values {
		last := i == len(e.Values)-1
		v, t, f := w.test(operand, condition)
		part := v.set
		if e.Op == "and" {
			w.env, no = t, w.join(no, f)
			if !last {
				part = part.falsy()
			}
			yes = t
		} else {
			w.env, yes = f, w.join(yes, t)
			if !last {
				part = part.truthy()
			}
			no = f
		}
		if i == 0 {
			x.src = v.src
		} else {
			x.src = nil
		}
		if condition {
			w.settle(operand, v)
		} else {
			if w.plan.mixed[e] {
				w.check(operand, v)
			}
			result, _ = w.merge(result, part)
		}
	}
	if condition {
		result = basic(bBool)
	}
	x.set = result
	if w.plan.mixed[e] {
		x.set = x.widened()
	} else if result.blend() {
		w.check(e, x)
	}
	w.note(e, x)
	if yes == no {
		no = no.clone()
	}
	return x, yes, no
}

// narrow changes what is known about a variable in one environment.
func (w *walker) narrow(e syntax.Expr, in *env, f func(set) set) {
	if a, ok := e.(*syntax.Attribute); ok {
		w.narrowAttribute(a, in, f)
		return
	}
	name, ok := e.(*syntax.Name)
	if !ok {
		return
	}
	v := w.lookupName(name)
	if v == nil || v.owner != w.u || in.dead {
		return
	}
	in.set(v.index, f(in.get(v.index)))
}

func (w *walker) narrowCompare(e *syntax.Compare, yes, no *env) {
	if len(e.Ops) != 1 {
		return
	}
	target := e.Left
	if _, ok := e.Rights[0].(*syntax.None); !ok {
		if _, ok := e.Left.(*syntax.None); !ok {
			return
		}
		target = e.Rights[0]
	}
	if n, ok := target.(*syntax.NamedExpr); ok && n.Target != nil {
		target = n.Target
	}
	isNone := func(s set) set { return set{bits: s.bits & (bNone | bUnbound)} }
	notNone := func(s set) set { return s.without(bNone) }
	switch e.Ops[0] {
	case "is", "==":
		w.narrow(target, yes, isNone)
		w.narrow(target, no, notNone)
	case "is not", "!=":
		w.narrow(target, yes, notNone)
		w.narrow(target, no, isNone)
	}
}

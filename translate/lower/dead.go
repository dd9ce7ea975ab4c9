package lower

import "github.com/portalis-dev/portalis/translate/ir"

// dropDead removes assignments whose value nobody reads. A value that has to be
// computed all the same goes to a variable whose name begins with "_".
func (f *function) dropDead(body *[]ir.Stmt) {
	for {
		d := &deadStores{f: f, locals: map[*ir.Local]bool{}, patterns: map[*ir.Var]bool{}}
		for _, e := range newGraph(f.out.Params, *body, merged).deadStores() {
			switch e.stmt.(type) {
			case *ir.Assign, *ir.AugAssign, *ir.AssignTuple:
				d.locals[e.local] = true
			case *ir.For, *ir.LetPattern:
				d.patterns[e.v] = true
			}
		}
		d.list(body)
		if !d.changed {
			return
		}
	}
}

type deadStores struct {
	f        *function
	locals   map[*ir.Local]bool
	patterns map[*ir.Var]bool
	comments []string // of statements that were dropped
	changed  bool
}

func (d *deadStores) list(body *[]ir.Stmt) {
	var out []ir.Stmt
	for _, s := range *body {
		place := s.At()
		comments := place.Comments
		place.Comments = nil
		kept := d.stmt(s)
		if len(kept) == 0 {
			d.comments = append(d.comments, comments...)
			if place.Trailing != "" {
				d.comments = append(d.comments, place.Trailing)
			}
			continue
		}
		first := kept[0].At()
		first.Comments = append(append(d.comments, comments...), first.Comments...)
		d.comments = nil
		ir.StmtSlots(s, func(e *ir.Expr) { d.expr(*e) })
		for _, b := range ir.Blocks(s) {
			d.list(b)
		}
		out = append(out, kept...)
	}
	*body = out
}

func (d *deadStores) expr(x ir.Expr) {
	if b, ok := x.(*ir.Block); ok {
		d.list(&b.Stmts)
	}
	ir.Slots(x, func(e *ir.Expr) { d.expr(*e) })
}

// dead reports whether an assignment to target is dead.
func (d *deadStores) dead(target ir.Expr) bool {
	local, ok := target.(*ir.Local)
	return ok && d.locals[local]
}

// stmt is what remains of s.
func (d *deadStores) stmt(s ir.Stmt) []ir.Stmt {
	switch s := s.(type) {
	case *ir.Assign:
		if to, ok := s.Target.(*ir.Local); ok {
			if from, ok := s.Value.(*ir.Local); ok && from.Var == to.Var {
				d.changed = true
				return nil
			}
		}
		if d.dead(s.Target) {
			return d.evaluate(s.Place, s.Target.(*ir.Local).Var, s.Value)
		}
	case *ir.AugAssign:
		if d.dead(s.Target) {
			return d.evaluate(s.Place, s.Target.(*ir.Local).Var, s.Value)
		}
	case *ir.AssignTuple:
		return d.tuple(s)
	case *ir.For:
		s.Target = d.pattern(s.Target)
	case *ir.LetPattern:
		s.Pattern, _ = d.pattern(s.Pattern).(ir.Patterns)
		if len(ir.PatternVars(s.Pattern)) == 0 {
			d.changed = true
			if inert(s.Value) {
				return nil
			}
			return []ir.Stmt{&ir.ExprStmt{Place: s.Place, X: s.Value}}
		}
	}
	return []ir.Stmt{s}
}

// evaluate keeps a value that is not only computed.
func (d *deadStores) evaluate(at ir.Place, v *ir.Var, value ir.Expr) []ir.Stmt {
	d.changed = true
	if inert(value) {
		return nil
	}
	unread := *v
	unread.Param, unread.T = false, value.Type()
	return []ir.Stmt{&ir.Let{Place: at, Var: &unread, Value: value}}
}

// tuple drops the dead targets of an assignment to several.
func (d *deadStores) tuple(s *ir.AssignTuple) []ir.Stmt {
	any := false
	for i, t := range s.Targets {
		any = any || d.dead(t) || givesItself(s, i)
	}
	if !any {
		return []ir.Stmt{s}
	}
	d.changed = true
	if lit, ok := s.Value.(*ir.TupleLit); ok {
		return d.display(s, lit)
	}
	out := &ir.LetPattern{Place: s.Place, Value: s.Value}
	stmts := []ir.Stmt{out}
	elems := s.Value.Type().(ir.Tuple).Elems
	for i, t := range s.Targets {
		if d.dead(t) {
			out.Pattern = append(out.Pattern, nil)
			continue
		}
		name := "value"
		if local, ok := t.(*ir.Local); ok {
			name = "next_" + local.Var.Name
		}
		v := d.f.temp(name, elems[i], t.Span())
		out.Pattern = append(out.Pattern, v)
		stmts = append(stmts, &ir.Assign{Place: ir.Place{Range: s.Range}, Target: t, Value: localOf(v, t.Span())})
	}
	return stmts
}

// givesItself reports whether s gives its target i, a variable, its own value.
func givesItself(s *ir.AssignTuple, i int) bool {
	lit, ok := s.Value.(*ir.TupleLit)
	if !ok {
		return false
	}
	to, ok := s.Targets[i].(*ir.Local)
	from, ok2 := lit.Elems[i].(*ir.Local)
	return ok && ok2 && to.Var == from.Var
}

// display drops the dead targets of a, b = x, y with their values.
func (d *deadStores) display(s *ir.AssignTuple, lit *ir.TupleLit) []ir.Stmt {
	var targets, values []ir.Expr
	var types []ir.Type
	var out []ir.Stmt
	for i, t := range s.Targets {
		if d.dead(t) && inert(lit.Elems[i]) || givesItself(s, i) {
			continue
		}
		targets, values, types = append(targets, t), append(values, lit.Elems[i]), append(types, lit.Elems[i].Type())
	}
	switch len(targets) {
	case 0:
	case 1:
		out = append(out, &ir.Assign{Place: s.Place, Target: targets[0], Value: values[0]})
	default:
		tuple := ir.Tuple{Elems: types}
		value := &ir.TupleLit{Base: ir.Base{T: tuple, Range: lit.Range}, Elems: values}
		next := &ir.AssignTuple{Place: s.Place, Targets: targets, Value: value}
		if len(targets) < len(s.Targets) {
			return []ir.Stmt{next}
		}
		return d.unread(next, value)
	}
	return out
}

// unread evaluates a tuple of which some elements are computed for nothing.
func (d *deadStores) unread(s *ir.AssignTuple, value ir.Expr) []ir.Stmt {
	out := &ir.LetPattern{Place: s.Place, Value: value}
	stmts := []ir.Stmt{out}
	for _, t := range s.Targets {
		if d.dead(t) {
			out.Pattern = append(out.Pattern, nil)
			continue
		}
		v := d.f.temp("value", t.Type(), t.Span())
		out.Pattern = append(out.Pattern, v)
		stmts = append(stmts, &ir.Assign{Place: ir.Place{Range: s.Range}, Target: t, Value: localOf(v, t.Span())})
	}
	return stmts
}

// pattern drops the variables of a pattern that nobody reads.
func (d *deadStores) pattern(p ir.Pattern) ir.Pattern {
	switch p := p.(type) {
	case *ir.Var:
		if d.patterns[p] {
			d.changed = true
			return nil
		}
	case ir.Patterns:
		out := make(ir.Patterns, len(p))
		for i, sub := range p {
			out[i] = d.pattern(sub)
		}
		return out
	}
	return p
}

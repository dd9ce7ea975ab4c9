package lower

import (
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/translate/ir"
)

// bind brings Python's variables, which live from their first assignment to the
// end of the function, into Rust's blocks. In body they are only assigned; bind
//
//   - refuses uses that may come before every assignment,
//   - drops assignments that nobody reads, about which rustc would warn,
//   - makes separate variables of parts that have nothing to do with each other,
//   - lets loops bind the variable itself where nothing else assigns it, as a
//     usize where that reads better (usize.go),
//   - declares each variable in the smallest block around all that mentions it,
//   - keeps the characters of strs that loops index (indexed_text.go), and adds short texts to strs
//     by pieces (text_pushes.go).
func (f *function) bind(body []ir.Stmt) []ir.Stmt {
	f.checkAssigned(body)
	f.dropDead(&body)
	f.separate(&body)
	f.fuse(&body)
	f.useUsize(body)
	f.declare(&body)
	f.indexText(&body)
	pushPieces(&body)
	return body
}

// checkAssigned refuses variables that may be unbound where they are used.
func (f *function) checkAssigned(body []ir.Stmt) {
	reported := map[*ir.Var]bool{}
	for _, e := range newGraph(f.out.Params, body, precise).unassigned() {
		if reported[e.v] || e.local == nil {
			continue
		}
		reported[e.v] = true
		f.findings = append(f.findings, compat.New("PT302", e.local.Range,
			"%s may have no value here; give it one before the branch or loop that assigns it", e.v.Name))
	}
}

// A step is one level of the way to a place in the code.
type step struct {
	list *[]ir.Stmt
	i    int
}

// A path leads from the body of the function to the statement that mentions a
// variable.
type path []step

// paths finds where each mention of a variable stands.
func paths(body *[]ir.Stmt) map[*ir.Local]path {
	out := map[*ir.Local]path{}
	var list func(*[]ir.Stmt, path)
	var expr func(ir.Expr, path)
	expr = func(x ir.Expr, at path) {
		if local, ok := x.(*ir.Local); ok {
			out[local] = at
		}
		if b, ok := x.(*ir.Block); ok {
			list(&b.Stmts, at)
			at = extend(at, step{&b.Stmts, len(b.Stmts)})
		}
		ir.Slots(x, func(e *ir.Expr) { expr(*e, at) })
	}
	list = func(body *[]ir.Stmt, up path) {
		for i, s := range *body {
			at := extend(up, step{body, i})
			ir.StmtSlots(s, func(e *ir.Expr) { expr(*e, at) })
			for _, b := range ir.Blocks(s) {
				list(b, at)
			}
		}
	}
	list(body, nil)
	return out
}

func extend(p path, s step) path { return append(p[:len(p):len(p)], s) }

// A region is where a variable is known: a block, from one of its statements on.
type region struct {
	list   *[]ir.Stmt
	first  int
	direct bool // statement first assigns it, and can declare it
}

// regionOf finds the smallest block around all locals, which are mentions of
// one variable.
func regionOf(locals []*ir.Local, where map[*ir.Local]path) region {
	if len(locals) == 0 {
		return region{first: -1}
	}
	common := where[locals[0]]
	for _, l := range locals[1:] {
		common = commonPath(common, where[l])
	}
	last := common[len(common)-1]
	r := region{list: last.list, first: last.i}
	depth := len(common) - 1
	for _, l := range locals {
		r.first = min(r.first, where[l][depth].i)
	}
	r.direct = assignsDirectly(r, locals)
	return r
}

// commonPath is what two paths share, down to the block where they part; the
// index of its last step is the lower one.
func commonPath(a, b path) path {
	n := 0
	for n < len(a) && n < len(b) && a[n].list == b[n].list {
		n++
		if a[n-1].i != b[n-1].i {
			break
		}
	}
	out := append(path(nil), a[:n]...)
	out[n-1].i = min(a[n-1].i, b[n-1].i)
	return out
}

// assignsDirectly reports whether the first statement of r is an assignment of
// the variable, whose value does not mention it.
func assignsDirectly(r region, locals []*ir.Local) bool {
	if r.first >= len(*r.list) {
		return false
	}
	s, ok := (*r.list)[r.first].(*ir.Assign)
	if !ok {
		return false
	}
	target, ok := s.Target.(*ir.Local)
	if !ok {
		return false
	}
	own := map[ir.Expr]bool{}
	for _, l := range locals {
		own[l] = true
	}
	alone := own[target]
	ir.WalkExpr(s.Value, nil, func(x ir.Expr) bool {
		alone = alone && !own[x]
		return alone
	})
	return alone
}

// holds reports whether one of locals stands where a variable of region r is known.
func (r region) holds(locals []*ir.Local, where map[*ir.Local]path) bool {
	for _, l := range locals {
		for _, s := range where[l] {
			if s.list == r.list && (s.i > r.first || s.i == r.first && !r.direct) {
				return true
			}
		}
	}
	return false
}

// separate makes separate variables of the webs of a variable, where each can be
// declared without hiding another that is still used.
func (f *function) separate(body *[]ir.Stmt) {
	byVar := map[*ir.Var][]*web{}
	var order []*ir.Var
	for _, w := range newGraph(f.out.Params, *body, merged).webs() {
		if byVar[w.v] == nil {
			order = append(order, w.v)
		}
		byVar[w.v] = append(byVar[w.v], w)
	}
	where := paths(body)
	for _, v := range order {
		if webs := byVar[v]; len(webs) > 1 && !f.temps[v] {
			splitVar(v, webs, where, body)
		}
	}
}

func splitVar(v *ir.Var, webs []*web, where map[*ir.Local]path, body *[]ir.Stmt) {
	u := newUnion(len(webs))
	for changed := true; changed; {
		changed = false
		groups := merge(u, webs)
		for i, a := range groups {
			for j, b := range groups {
				if i < j && a != nil && b != nil && u.find(i) != u.find(j) && clash(a, b, where, body) {
					u.join(i, j)
					changed = true
				}
			}
		}
	}
	groups := merge(u, webs)
	kept := false
	for _, g := range groups {
		if g != nil && g.entry {
			kept = true // the parameter itself
		}
	}
	for _, g := range groups {
		if g == nil || g.entry {
			continue
		}
		if !kept {
			kept = true
			continue
		}
		part := *v
		part.Param = false
		for _, l := range g.locals {
			l.Var = &part
		}
	}
}

// merge makes one web of those that belong to one class of u, at its root.
func merge(u union, webs []*web) []*web {
	out := make([]*web, len(webs))
	for i, w := range webs {
		root := u.find(i)
		if out[root] == nil {
			out[root] = &web{v: w.v}
		}
		out[root].locals = append(out[root].locals, w.locals...)
		out[root].entry = out[root].entry || w.entry
	}
	return out
}

// clash reports whether two webs cannot be variables of one name: each is
// mentioned where the other is known.
func clash(a, b *web, where map[*ir.Local]path, body *[]ir.Stmt) bool {
	of := func(w *web) region {
		if w.entry {
			return region{list: body, first: -1}
		}
		return regionOf(w.locals, where)
	}
	return of(a).holds(b.locals, where) && of(b).holds(a.locals, where)
}

// fuse lets loops and patterns bind a variable itself where they bind a
// temporary that is only copied to it.
func (f *function) fuse(body *[]ir.Stmt) {
	counts := mentionCounts(*body)
	where := paths(body)
	byVar := map[*ir.Var][]*ir.Local{}
	for l := range where {
		byVar[l.Var] = append(byVar[l.Var], l)
	}
	can := func(s *ir.Assign, t *ir.Var, list *[]ir.Stmt) bool {
		target, ok := s.Target.(*ir.Local)
		if !ok || target.Var.Param || !ir.Same(target.T, t.T) || counts[t].uses != 1 || counts[target.Var].defs != 1 {
			return false
		}
		r := regionOf(byVar[target.Var], where)
		return r.list == list && r.direct && (*r.list)[r.first] == ir.Stmt(s)
	}
	eachList(body, func(list *[]ir.Stmt) {
		for i, s := range *list {
			switch s := s.(type) {
			case *ir.For:
				s.Target = fusePattern(s.Target, &s.Body, 0, can)
			case *ir.LetPattern:
				s.Pattern, _ = fusePattern(s.Pattern, list, i+1, can).(ir.Patterns)
			}
		}
	})
}

// fusePattern replaces temporaries of a pattern by the variables that the
// statements of list from index from on copy them to.
func fusePattern(p ir.Pattern, list *[]ir.Stmt, from int, can func(*ir.Assign, *ir.Var, *[]ir.Stmt) bool) ir.Pattern {
	temps := map[*ir.Var]bool{}
	for _, v := range ir.PatternVars(p) {
		temps[v] = true
	}
	replaced := map[*ir.Var]*ir.Var{}
	var kept []ir.Stmt
	i := from
	for ; i < len(*list); i++ {
		s, ok := (*list)[i].(*ir.Assign)
		if !ok {
			break
		}
		source, ok := s.Value.(*ir.Local)
		if !ok || !temps[source.Var] {
			break
		}
		if can(s, source.Var, list) {
			replaced[source.Var] = s.Target.(*ir.Local).Var
		} else {
			kept = append(kept, s)
		}
	}
	if len(replaced) > 0 {
		*list = append(append((*list)[:from:from], kept...), (*list)[i:]...)
	}
	return replacePattern(p, replaced)
}

func replacePattern(p ir.Pattern, replaced map[*ir.Var]*ir.Var) ir.Pattern {
	switch p := p.(type) {
	case *ir.Var:
		if v := replaced[p]; v != nil {
			return v
		}
	case ir.Patterns:
		out := make(ir.Patterns, len(p))
		for i, sub := range p {
			out[i] = replacePattern(sub, replaced)
		}
		return out
	}
	return p
}

// A count is how often a variable is assigned and mentioned otherwise.
type count struct{ defs, uses int }

func mentionCounts(body []ir.Stmt) map[*ir.Var]count {
	out := map[*ir.Var]count{}
	add := func(v *ir.Var, defs, uses int) {
		c := out[v]
		out[v] = count{c.defs + defs, c.uses + uses}
	}
	target := func(x ir.Expr) {
		if local, ok := x.(*ir.Local); ok {
			add(local.Var, 1, -1)
		}
	}
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Assign:
			target(s.Target)
		case *ir.AugAssign:
			if local, ok := s.Target.(*ir.Local); ok && ir.IsCopy(local.T) {
				add(local.Var, 1, 0)
			}
		case *ir.AssignTuple:
			for _, t := range s.Targets {
				target(t)
			}
		}
		return true
	}, func(x ir.Expr) bool {
		if local, ok := x.(*ir.Local); ok {
			add(local.Var, 0, 1)
		}
		return true
	})
	return out
}

// eachList calls visit with every list of statements in body, outermost first.
func eachList(body *[]ir.Stmt, visit func(*[]ir.Stmt)) {
	visit(body)
	for _, s := range *body {
		ir.StmtSlots(s, func(e *ir.Expr) { eachBlock(*e, visit) })
		for _, b := range ir.Blocks(s) {
			eachList(b, visit)
		}
	}
}

func eachBlock(x ir.Expr, visit func(*[]ir.Stmt)) {
	if b, ok := x.(*ir.Block); ok {
		eachList(&b.Stmts, visit)
	}
	ir.Slots(x, func(e *ir.Expr) { eachBlock(*e, visit) })
}

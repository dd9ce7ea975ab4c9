package lower

import "github.com/portalis-dev/portalis/translate/ir"

// useUsize makes the variables of loops over range(len(xs)) and the counts of
// enumerate usizes, where that reads better: "for i in 0..xs.len() { xs[i] }".
// Such a variable is never negative. xs[i] is written plainly only where xs
// cannot have changed its length, so that it cannot be out of range; where an
// int is wanted the variable is converted.
func (f *function) useUsize(body []ir.Stmt) {
	u := &usizes{f: f, assigned: map[*ir.Var]bool{}, aliased: map[*ir.Var]bool{}, loops: map[*ir.Var]*countedLoop{}}
	u.survey(body)
	for u.drop(body) {
	}
	if len(u.loops) == 0 {
		return
	}
	for v, loop := range u.loops {
		v.T = ir.Usize
		loop.retype(u)
	}
	u.rewriteStmts(body)
}

// A countedLoop is a loop or clause whose variable may be a usize.
type countedLoop struct {
	v         *ir.Var
	over      *ir.Var // the list whose indexes it runs through; nil when there is none
	ranges    *ir.RangeIter
	enumerate *ir.EnumerateIter
	iter      *ir.Expr // the iterator of the loop, for its type
	plain     int      // uses as a usize
	converted int      // uses as an int
}

type usizes struct {
	f        *function
	assigned map[*ir.Var]bool // assigned somewhere, not only by a loop
	aliased  map[*ir.Var]bool // lists of other names, or that may be resized
	loops    map[*ir.Var]*countedLoop
}

// survey finds candidates and the lists that may change their length.
func (u *usizes) survey(body []ir.Stmt) {
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.For:
			u.candidate(s.Target, &s.Iter)
		case *ir.Let:
			u.alias(s.Value)
		case *ir.Assign:
			u.assign(s.Target)
			u.alias(s.Value)
		case *ir.AugAssign:
			u.assign(s.Target)
		case *ir.AssignTuple:
			for _, t := range s.Targets {
				u.assign(t)
			}
		}
		return true
	}, func(x ir.Expr) bool {
		switch x := x.(type) {
		case *ir.Comp:
			for _, c := range x.Clauses {
				u.candidate(c.Target, &c.Iter)
			}
		case *ir.Op:
			u.resizes(x)
		case *ir.Call:
			for i, a := range x.Args {
				if u.f.mayMutate(x.Func, i) {
					u.alias(a)
				}
			}
		case *ir.TupleLit:
			u.aliasAll(x.Elems)
		case *ir.ListLit:
			u.aliasAll(x.Elems)
		}
		return true
	})
}

// mayMutate reports whether a call may change its argument i.
func (f *function) mayMutate(callee *ir.Func, i int) bool {
	if callee.Part {
		return true
	}
	eff := f.m.res.Effects[callee.Source]
	return eff == nil || i >= len(eff.Mutates) || eff.Mutates[i]
}

func (u *usizes) assign(target ir.Expr) {
	if local, ok := target.(*ir.Local); ok {
		u.assigned[local.Var] = true
		u.aliased[local.Var] = true
	}
}

func (u *usizes) alias(x ir.Expr) {
	if local, ok := x.(*ir.Local); ok {
		u.aliased[local.Var] = true
	}
}

func (u *usizes) aliasAll(xs []ir.Expr) {
	for _, x := range xs {
		u.alias(x)
	}
}

// resizes notes the list that an operation may change the length of.
func (u *usizes) resizes(x *ir.Op) {
	for i, p := range x.Op.Params {
		if i >= len(x.Args) || keepsLength[x.Op.Name] {
			break
		}
		if p.Mode == ir.RefMut || p.Mode == ir.RecvMut || p.Mode == ir.Value {
			u.alias(x.Args[i])
		}
	}
}

// keepsLength has the operations that change a list, but not its length.
var keepsLength = map[string]bool{
	"list.sort": true, "list.sort:reverse": true, "list.sort:key": true, "list.sort:cmp": true, "list.sort:cmp:reverse": true, "list.sort:key:reverse": true, "list.reverse": true, "list.reverse:slice": true,
	"heapq.heapify": true, "heapq.heappushpop": true, "heapq.heapreplace": true,
}

// candidate notes a loop over range(…len(xs)) or enumerate.
func (u *usizes) candidate(target ir.Pattern, iter *ir.Expr) {
	switch x := (*iter).(type) {
	case *ir.RangeIter:
		v, ok := target.(*ir.Var)
		if !ok || v == nil || x.Step != nil || !isLen(x.Stop) {
			return
		}
		if !u.natural(x.Start) {
			return
		}
		loop := &countedLoop{v: v, ranges: x, iter: iter}
		if local, ok := x.Stop.(*ir.Op).Args[0].(*ir.Local); ok {
			if _, list := local.T.(ir.List); list {
				loop.over = local.Var
			}
		}
		u.loops[v] = loop
	case *ir.EnumerateIter:
		pattern, ok := target.(ir.Patterns)
		if !ok || len(pattern) != 2 || x.Start != nil {
			return
		}
		v, ok := pattern[0].(*ir.Var)
		if !ok || v == nil {
			return
		}
		loop := &countedLoop{v: v, enumerate: x, iter: iter}
		if list, ok := x.X.(*ir.ListIter); ok && !list.Reversed {
			if local, ok := list.List.(*ir.Local); ok {
				loop.over = local.Var
			}
		}
		u.loops[v] = loop
	}
}

// isLen reports whether x is the length of something, which has a usize form.
func isLen(x ir.Expr) bool {
	op, ok := x.(*ir.Op)
	return ok && op.Op.Name == "len" && ir.Lookup("len:usize", typesOf(op.Args)) != nil
}

// natural reports whether x can be a usize: a literal that is not negative, a
// candidate, or a candidate plus such a literal.
func (u *usizes) natural(x ir.Expr) bool {
	switch x := x.(type) {
	case *ir.IntLit:
		return x.Value >= 0
	case *ir.Local:
		return u.loops[x.Var] != nil
	case *ir.Op:
		if x.Op.Name != "int.add" {
			return false
		}
		local, ok1 := x.Args[0].(*ir.Local)
		lit, ok2 := x.Args[1].(*ir.IntLit)
		return ok1 && ok2 && u.loops[local.Var] != nil && lit.Value >= 0
	}
	return false
}

// drop takes out the candidates that are better an int, and reports whether
// there were any.
func (u *usizes) drop(body []ir.Stmt) bool {
	for _, loop := range u.loops {
		loop.plain, loop.converted = 0, 0
	}
	count := func(x ir.Expr) bool {
		u.count(x)
		return true
	}
	ir.Walk(body, nil, count)
	dropped := false
	for v, loop := range u.loops {
		good := loop.plain > 0 && loop.converted <= loop.plain
		if loop.enumerate != nil {
			good = loop.converted <= loop.plain+2
		} else if !u.natural(loop.ranges.Start) {
			good = false
		}
		if u.assigned[v] || !good {
			delete(u.loops, v)
			dropped = true
		}
	}
	return dropped
}

// count counts the direct uses of candidates in x.
func (u *usizes) count(x ir.Expr) {
	ir.Slots(x, func(e *ir.Expr) {
		local, ok := (*e).(*ir.Local)
		if !ok || u.loops[local.Var] == nil {
			return
		}
		if u.takes(x, e) {
			u.loops[local.Var].plain++
		} else {
			u.loops[local.Var].converted++
		}
	})
}

// takes reports whether x has a use for the usize at slot e.
func (u *usizes) takes(x ir.Expr, e *ir.Expr) bool {
	local := (*e).(*ir.Local)
	switch x := x.(type) {
	case *ir.Index:
		return e == &x.Index && u.inRange(x, local.Var)
	case *ir.Format:
		return true
	case *ir.RangeIter:
		return e == &x.Start && u.counts(x)
	case *ir.Op:
		switch x.Op.Name {
		case "str.getitem", "bool", "not", "display":
			return true
		case "int.add":
			return u.startsLoop(x)
		}
		return u.comparable(x)
	}
	return false
}

// inRange reports whether the index v of x cannot be out of range.
func (u *usizes) inRange(x *ir.Index, v *ir.Var) bool {
	list, ok := x.List.(*ir.Local)
	return ok && u.loops[v].over == list.Var && !u.aliased[list.Var]
}

// counts reports whether x is the range of a candidate.
func (u *usizes) counts(x *ir.RangeIter) bool {
	for _, loop := range u.loops {
		if loop.ranges == x {
			return true
		}
	}
	return false
}

// startsLoop reports whether x is where the range of a candidate starts.
func (u *usizes) startsLoop(x ir.Expr) bool {
	for _, loop := range u.loops {
		if loop.ranges != nil && loop.ranges.Start == x {
			return u.natural(x)
		}
	}
	return false
}

// comparable reports whether x compares what both can be usizes.
func (u *usizes) comparable(x *ir.Op) bool {
	if _, order := oppositeOrder[x.Op.Name]; !order && x.Op.Name != "eq" && x.Op.Name != "ne" {
		return false
	}
	if vacuous(x) {
		return false // rustc knows what comes of it
	}
	for _, a := range x.Args {
		lit, isLit := a.(*ir.IntLit)
		local, isLocal := a.(*ir.Local)
		if !(isLit && lit.Value >= 0 || isLocal && u.loops[local.Var] != nil || isLen(a)) {
			return false
		}
	}
	return true
}

// vacuous reports whether x asks of a number that is never negative whether it is.
func vacuous(x *ir.Op) bool {
	zero := func(e ir.Expr) bool {
		lit, ok := e.(*ir.IntLit)
		return ok && lit.Value == 0
	}
	switch x.Op.Name {
	case "lt", "ge":
		return zero(x.Args[1])
	case "gt", "le":
		return zero(x.Args[0])
	}
	return false
}

// retype gives the iterator of the loop its new type.
func (l *countedLoop) retype(u *usizes) {
	if l.enumerate != nil {
		item := itemOf(l.enumerate).(ir.Tuple)
		l.enumerate.T = ir.Iter{Elem: ir.Tuple{Elems: []ir.Type{ir.Usize, item.Elems[1]}}}
		return
	}
	l.ranges.T = ir.Iter{Elem: ir.Usize}
	if lit, ok := l.ranges.Start.(*ir.IntLit); ok {
		l.ranges.Start = &ir.IntLit{Base: ir.Base{T: ir.Usize, Range: lit.Range}, Value: lit.Value}
	}
	l.ranges.Stop = usizeOf(l.ranges.Stop)
}

// usizeOf is a length or literal as a usize.
func usizeOf(x ir.Expr) ir.Expr {
	at := ir.Base{T: ir.Usize, Range: x.Span()}
	switch x := x.(type) {
	case *ir.IntLit:
		return &ir.IntLit{Base: at, Value: x.Value}
	case *ir.Op:
		if isLen(x) {
			return &ir.Op{Base: at, Op: ir.Lookup("len:usize", typesOf(x.Args)), Args: x.Args}
		}
	}
	return x
}

func (u *usizes) rewriteStmts(body []ir.Stmt) {
	ir.Walk(body, func(s ir.Stmt) bool {
		if _, print := s.(*ir.Print); !print { // its line is a Format, which takes them
			ir.StmtSlots(s, func(e *ir.Expr) { u.direct(e) })
		}
		return true
	}, func(x ir.Expr) bool {
		u.rewrite(x)
		return true
	})
}

// direct converts a candidate that a statement uses as it is.
func (u *usizes) direct(e *ir.Expr) {
	if local, ok := (*e).(*ir.Local); ok && u.loops[local.Var] != nil && local.T == ir.Int {
		*e = u.convert(local)
	}
}

func (u *usizes) convert(local *ir.Local) ir.Expr {
	x := localOf(local.Var, local.Range)
	return &ir.Convert{Base: ir.Base{T: ir.Int, Range: local.Range}, X: x}
}

// rewrite gives the direct uses of candidates in x their new type.
func (u *usizes) rewrite(x ir.Expr) {
	if op, ok := x.(*ir.Op); ok {
		u.rewriteOp(op)
		return
	}
	ir.Slots(x, func(e *ir.Expr) {
		local, ok := (*e).(*ir.Local)
		if !ok || u.loops[local.Var] == nil || local.T == ir.Usize {
			return
		}
		if u.takes(x, e) {
			*e = localOf(local.Var, local.Range)
		} else {
			*e = u.convert(local)
		}
	})
}

// rewriteOp rewrites the operands of an operation and finds the row for them.
func (u *usizes) rewriteOp(x *ir.Op) {
	compares := u.comparable(x)
	found, taken := false, false
	for i := range x.Args {
		local, ok := x.Args[i].(*ir.Local)
		if !ok || u.loops[local.Var] == nil || local.T == ir.Usize {
			continue
		}
		found = true
		if u.takes(x, &x.Args[i]) {
			x.Args[i] = localOf(local.Var, local.Range)
			taken = true
		} else {
			x.Args[i] = u.convert(local)
		}
	}
	if !found || !taken {
		return
	}
	if compares || x.Op.Name == "int.add" {
		for i := range x.Args {
			x.Args[i] = usizeOf(x.Args[i])
		}
	}
	if op := ir.Lookup(x.Op.Name, typesOf(x.Args)); op != nil {
		x.Op = op
		x.T = ir.ResultType(op, typesOf(x.Args))
	}
}

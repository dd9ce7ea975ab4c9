package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// block lowers statements. What follows a statement that never ends is left
// out, as Python never runs it.
func (f *function) block(body []syntax.Stmt) []ir.Stmt {
	var out []ir.Stmt
	for _, s := range body {
		if ends(out) {
			break
		}
		f.attempt(func() { out = append(out, f.stmtWithComments(s)...) })
	}
	return out
}

// stmtWithComments lowers a statement and gives it the comments around it that
// no statement has yet.
func (f *function) stmtWithComments(s syntax.Stmt) []ir.Stmt {
	if f.definesFunction(s) {
		return f.nestedDef(s)
	}
	rng := s.Span()
	comments := f.m.doc.take(f.cursor, rng.Start)
	f.cursor = max(f.cursor, rng.Start)
	last := rng.Start
	if isSimple(s) {
		comments = append(comments, f.m.doc.take(rng.Start, rng.End)...)
		last = max(rng.Start, rng.End-1)
		f.cursor = max(f.cursor, rng.End)
	}
	trailing, end := f.m.doc.trailing(last)
	f.cursor = max(f.cursor, end)
	comments = append(f.waiting, comments...)
	f.waiting = nil
	out := f.stmt(s)
	if len(out) == 0 { // the next statement gets them
		if trailing != "" {
			comments = append(comments, trailing)
		}
		f.waiting = append(comments, f.waiting...)
		return nil
	}
	first := out[0].At()
	first.Comments = append(comments, first.Comments...)
	if first.Trailing == "" {
		first.Trailing = trailing
	}
	return out
}

// isSimple reports whether s is a simple statement, which holds no others.
func isSimple(s syntax.Stmt) bool {
	switch s.(type) {
	case *syntax.For, *syntax.While, *syntax.If, *syntax.Try, *syntax.With, *syntax.Match,
		*syntax.FunctionDef, *syntax.ClassDef:
		return false
	}
	return true
}

// stmt lowers one statement.
func (f *function) stmt(s syntax.Stmt) []ir.Stmt {
	switch s := s.(type) {
	case *syntax.Assign:
		return f.assign(s)
	case *syntax.AnnAssign:
		if s.Value == nil {
			return nil
		}
		return f.assignOne(s, s.Target, s.Value)
	case *syntax.AugAssign:
		return f.augAssign(s)
	case *syntax.ExprStmt:
		return f.exprStmt(s)
	case *syntax.Return:
		return f.returns(s)
	case *syntax.If:
		return f.ifStmt(s)
	case *syntax.While:
		return f.while(s)
	case *syntax.For:
		return f.forStmt(s)
	case *syntax.Break:
		return f.breakStmt(s)
	case *syntax.Continue:
		return f.continueStmt(s)
	case *syntax.Raise:
		return f.raise(s)
	case *syntax.Assert:
		return f.assert(s)
	case *syntax.Try:
		return f.try(s)
	case *syntax.Delete:
		return f.deletes(s)
	case *syntax.Pass, *syntax.Global, *syntax.Nonlocal, *syntax.Import, *syntax.ImportFrom:
		return nil
	}
	f.refuse("PT521", s, "this statement is not translated")
	return nil
}

// exprStmt lowers an expression that is evaluated for what it does.
func (f *function) exprStmt(s *syntax.ExprStmt) []ir.Stmt {
	if out, ok := f.yieldStmt(s); ok {
		return out
	}
	switch e := s.Value.(type) {
	case *syntax.Ellipsis, *syntax.Str:
		return nil
	case *syntax.Call:
		if _, name := f.builtinCall(e); name == "print" {
			out := f.print(e)
			out[len(out)-1].At().Range = s.Range
			return out
		}
		if f.isBaseInit(e) {
			return f.baseInit(e)
		}
	}
	x := f.expr(s.Value)
	if inert(x) {
		return nil
	}
	if b, ok := x.(*ir.Block); ok && inert(b.Value) && len(b.Stmts) > 0 {
		b.Stmts[0].At().Range = s.Range
		return b.Stmts // nobody reads the value
	}
	return []ir.Stmt{&ir.ExprStmt{Place: place(s), X: x}}
}

func (f *function) returns(s *syntax.Return) []ir.Stmt {
	if to := f.discarding(); to != nil {
		return f.discardReturn(s, to)
	}
	if f.src.Yields {
		return f.returnsFrom(s)
	}
	out := &ir.Return{Place: place(s)}
	if f.result == ir.Unit {
		if s.Value == nil || isNone(s.Value) {
			return []ir.Stmt{out}
		}
		x := f.expr(s.Value)
		if x.Type() != ir.Unit {
			f.refuse("PT203", s, "%s returns a value here and None elsewhere", f.src.Name)
		}
		if inert(x) {
			return []ir.Stmt{out}
		}
		return []ir.Stmt{&ir.ExprStmt{Place: place(s), X: x}, out}
	}
	if s.Value == nil {
		if _, option := f.result.(ir.Option); !option {
			f.refuse("PT203", s, "this returns None where %s is expected", f.src.Result)
		}
		out.Value = &ir.NoneLit{Base: base(f.result, s)}
		return []ir.Stmt{out}
	}
	out.Value = f.exprAs(s.Value, f.result)
	return []ir.Stmt{out}
}

// ifStmt lowers an if; a condition that inference has settled leaves one branch.
func (f *function) ifStmt(s *syntax.If) []ir.Stmt {
	cond := f.cond(s.Test)
	if lit, ok := cond.(*ir.BoolLit); ok {
		if lit.Value {
			return f.block(s.Body)
		}
		return f.block(s.Orelse)
	}
	out := &ir.IfStmt{Place: place(s), Cond: cond, Then: f.block(s.Body), Else: f.block(s.Orelse)}
	if len(s.Orelse) == 1 && len(out.Else) == 1 {
		elif, ok := s.Orelse[0].(*syntax.If)
		_, single := out.Else[0].(*ir.IfStmt)
		out.Elif = ok && elif.Elif && single
	}
	return []ir.Stmt{out}
}

// deletes lowers del xs[i], del xs[a:b] and del d[k].
func (f *function) deletes(s *syntax.Delete) []ir.Stmt {
	var out []ir.Stmt
	for _, target := range s.Targets {
		if name, ok := target.(*syntax.Name); ok {
			out = append(out, f.deleted(s, name)...) // nothing reads other variables
			continue
		}
		sub, ok := target.(*syntax.Subscript)
		if !ok {
			f.refuse("PT514", target, "del of this is not translated")
		}
		out = append(out, &ir.ExprStmt{Place: place(s), X: f.deletion(sub)})
	}
	return out
}

func (f *function) deletion(e *syntax.Subscript) ir.Expr {
	x := f.unwrapped(f.expr(e.Value))
	if slice, ok := e.Index.(*syntax.Slice); ok {
		step, stepped := f.step(slice)
		start, stop := f.bounds(slice, slice)
		if stepped {
			return f.must("PT514", e, "list.delslice:step", x, start, stop, step)
		}
		return f.must("PT514", e, "list.delslice", x, start, stop)
	}
	if dict, ok := x.Type().(ir.Dict); ok {
		return f.must("PT514", e, "dict.delitem", x, f.exprAs(e.Index, dict.Key))
	}
	return f.must("PT514", e, "list.delitem", x, f.exprAs(e.Index, ir.Int))
}

// ends reports whether control never comes out of the end of body.
func ends(body []ir.Stmt) bool {
	if len(body) == 0 {
		return false
	}
	switch s := body[len(body)-1].(type) {
	case *ir.Return, *ir.Raise, *ir.Break, *ir.Continue:
		return true
	case *ir.ExprStmt:
		return ir.Same(s.X.Type(), ir.Never)
	case *ir.IfStmt:
		return ends(s.Then) && ends(s.Else)
	case *ir.While:
		return s.Cond == nil && !breaks(s.Body, s.Label, true)
	case *ir.Labelled:
		return ends(s.Body) && !breaks(s.Body, s.Label, false)
	case *ir.Try:
		return endsTry(s)
	}
	return false
}

func endsTry(s *ir.Try) bool {
	if ends(s.Finally) {
		return true
	}
	for _, h := range s.Handlers {
		if !ends(h.Body) {
			return false
		}
	}
	return ends(s.Body) || len(s.Else) > 0 && ends(s.Else)
}

// breaks reports whether a break in body leaves the loop or block called label;
// plain tells whether breaks without a label belong to it.
func breaks(body []ir.Stmt, label string, plain bool) bool {
	for _, s := range body {
		if b, ok := s.(*ir.Break); ok && (b.Label == "" && plain || b.Label != "" && b.Label == label) {
			return true
		}
		inner := plain
		switch s.(type) {
		case *ir.For, *ir.While:
			inner = false
		}
		for _, b := range ir.Blocks(s) {
			if breaks(*b, label, inner) {
				return true
			}
		}
	}
	return false
}

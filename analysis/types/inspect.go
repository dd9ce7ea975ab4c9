package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// Blocks returns the statement lists directly inside s that run in the same
// scope, in source order.
func Blocks(s syntax.Stmt) [][]syntax.Stmt {
	switch s := s.(type) {
	case *syntax.For:
		return [][]syntax.Stmt{s.Body, s.Orelse}
	case *syntax.While:
		return [][]syntax.Stmt{s.Body, s.Orelse}
	case *syntax.If:
		return [][]syntax.Stmt{s.Body, s.Orelse}
	case *syntax.With:
		return [][]syntax.Stmt{s.Body}
	case *syntax.Match:
		var blocks [][]syntax.Stmt
		for _, c := range s.Cases {
			blocks = append(blocks, c.Body)
		}
		return blocks
	case *syntax.Try:
		blocks := [][]syntax.Stmt{s.Body}
		for _, h := range s.Handlers {
			blocks = append(blocks, h.Body)
		}
		return append(blocks, s.Orelse, s.Finalbody)
	}
	return nil
}

// StmtExprs returns the expressions directly in s, those of blocks inside it not
// included, in the order of the source.
func StmtExprs(s syntax.Stmt) []syntax.Expr {
	switch s := s.(type) {
	case *syntax.Return:
		return some(s.Value)
	case *syntax.Delete:
		return s.Targets
	case *syntax.Assign:
		return append(s.Targets[:len(s.Targets):len(s.Targets)], some(s.Value)...)
	case *syntax.AugAssign:
		return some(s.Target, s.Value)
	case *syntax.AnnAssign:
		return some(s.Target, s.Value)
	case *syntax.For:
		return some(s.Target, s.Iter)
	case *syntax.While:
		return some(s.Test)
	case *syntax.If:
		return some(s.Test)
	case *syntax.With:
		var all []syntax.Expr
		for _, item := range s.Items {
			all = append(all, some(item.Context, item.Vars)...)
		}
		return all
	case *syntax.Match:
		all := some(s.Subject)
		for _, c := range s.Cases {
			all = append(all, some(c.Guard)...)
		}
		return all
	case *syntax.Raise:
		return some(s.Exc, s.Cause)
	case *syntax.Try:
		var all []syntax.Expr
		for _, h := range s.Handlers {
			all = append(all, some(h.Type)...)
		}
		return all
	case *syntax.Assert:
		return some(s.Test, s.Msg)
	case *syntax.ExprStmt:
		return some(s.Value)
	}
	return nil
}

// InspectStmts calls f for every expression in the statements, nested blocks
// included; not inside nested functions and classes.
func InspectStmts(body []syntax.Stmt, f func(syntax.Expr) bool) {
	for _, s := range body {
		for _, e := range StmtExprs(s) {
			Inspect(e, f)
		}
		for _, block := range Blocks(s) {
			InspectStmts(block, f)
		}
	}
}

// Inspect calls f for e and, where f returns true, for the expressions in it.
func Inspect(e syntax.Expr, f func(syntax.Expr) bool) {
	syntax.Inspect(e, func(n syntax.Node) bool {
		x, ok := n.(syntax.Expr)
		return !ok || f(x)
	})
}

// some returns the expressions that are there.
func some(exprs ...syntax.Expr) []syntax.Expr {
	kept := make([]syntax.Expr, 0, len(exprs))
	for _, e := range exprs {
		if e != nil {
			kept = append(kept, e)
		}
	}
	return kept
}

package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// Blocks returns the statement lists directly inside s that run in the same
// scope, in source order.
func Blocks(s syntax.Stmt) [][]syntax.Stmt { return AppendBlocks(nil, s) }

// AppendBlocks is Blocks into room of the caller, which then needs none of the heap:
// every pass goes over all blocks, and over many of them for each run of inference.
func AppendBlocks(out [][]syntax.Stmt, s syntax.Stmt) [][]syntax.Stmt {
	switch s := s.(type) {
	case *syntax.For:
		out = append(out, s.Body, s.Orelse)
	case *syntax.While:
		out = append(out, s.Body, s.Orelse)
	case *syntax.If:
		out = append(out, s.Body, s.Orelse)
	case *syntax.With:
		out = append(out, s.Body)
	case *syntax.Match:
		for _, c := range s.Cases {
			out = append(out, c.Body)
		}
	case *syntax.Try:
		out = append(out, s.Body)
		for _, h := range s.Handlers {
			out = append(out, h.Body)
		}
		out = append(out, s.Orelse, s.Finalbody)
	}
	return out
}

// StmtExprs returns the expressions directly in s, those of blocks inside it not
// included, in the order of the source.
func StmtExprs(s syntax.Stmt) []syntax.Expr { return AppendExprs(nil, s) }

// AppendExprs is StmtExprs into room of the caller.
func AppendExprs(out []syntax.Expr, s syntax.Stmt) []syntax.Expr {
	switch s := s.(type) {
	case *syntax.Return:
		return add(out, s.Value)
	case *syntax.Delete:
		return append(out, s.Targets...)
	case *syntax.Assign:
		return add(append(out, s.Targets...), s.Value)
	case *syntax.AugAssign:
		return add(add(out, s.Target), s.Value)
	case *syntax.AnnAssign:
		return add(add(out, s.Target), s.Value)
	case *syntax.For:
		return add(add(out, s.Target), s.Iter)
	case *syntax.While:
		return add(out, s.Test)
	case *syntax.If:
		return add(out, s.Test)
	case *syntax.With:
		for _, item := range s.Items {
			out = add(add(out, item.Context), item.Vars)
		}
	case *syntax.Match:
		out = add(out, s.Subject)
		for _, c := range s.Cases {
			out = add(out, c.Guard)
		}
	case *syntax.Raise:
		return add(add(out, s.Exc), s.Cause)
	case *syntax.Try:
		for _, h := range s.Handlers {
			out = add(out, h.Type)
		}
	case *syntax.Assert:
		return add(add(out, s.Test), s.Msg)
	case *syntax.ExprStmt:
		return add(out, s.Value)
	}
	return out
}

// add appends an expression that is there.
func add(out []syntax.Expr, e syntax.Expr) []syntax.Expr {
	if e != nil {
		out = append(out, e)
	}
	return out
}

// InspectStmts calls f for every expression in the statements, nested blocks
// included; not inside nested functions and classes.
func InspectStmts(body []syntax.Stmt, f func(syntax.Expr) bool) {
	var exprs [4]syntax.Expr
	var blocks [4][]syntax.Stmt
	for _, s := range body {
		for _, e := range AppendExprs(exprs[:0], s) {
			Inspect(e, f)
		}
		for _, block := range AppendBlocks(blocks[:0], s) {
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

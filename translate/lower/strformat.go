package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// strFormat lowers "…".format(…), which means an f-string in whose fields are the
// nodes of the arguments. Python evaluates all of them before it formats the first.
func (f *function) strFormat(e *syntax.Call, meant *syntax.JoinedStr) ir.Expr {
	args := types.FormatArguments(e)
	values := make([]ir.Expr, len(args))
	for i, a := range args {
		values[i] = f.expr(a)
	}
	uses := map[syntax.Expr]int{}
	shown := map[syntax.Expr]bool{}
	countUses(meant, uses, shown)
	calm := len(values) < 2 || allInert(values[1:])
	still := calm && (len(values) == 0 || inert(values[0]))
	if len(args) > 0 && !still {
		still = calm && firstShown(meant) == args[0]
	}
	var lets []ir.Stmt
	for i, a := range args {
		x := values[i]
		switch {
		case uses[a] == 0 && inert(x), simple(x) && !disturbed(x, values):
		case uses[a] == 1 && (still || calm && i > 0) && (shown[a] || inert(x)):
			if shown[a] {
				f.ready[a] = x
			}
		case uses[a] == 0:
			lets = append(lets, &ir.ExprStmt{Place: place(a), X: x})
		default:
			let := f.bindTemp("value", &x)
			f.made[a] = let.Var
			lets = append(lets, let)
		}
	}
	out := f.joined(meant)
	for _, a := range args {
		delete(f.ready, a)
		delete(f.made, a)
	}
	return within(lets, out)
}

// countUses counts how often the fields of a format string mean an expression, and
// notes which are shown as they are.
func countUses(e *syntax.JoinedStr, uses map[syntax.Expr]int, shown map[syntax.Expr]bool) {
	for _, p := range e.Parts {
		field, ok := p.(*syntax.FormattedValue)
		if !ok {
			continue
		}
		shown[field.Value] = true
		x := field.Value
		for {
			uses[x]++
			if s, ok := x.(*syntax.Subscript); ok {
				x = s.Value
			} else if a, ok := x.(*syntax.Attribute); ok {
				x = a.Value
			} else {
				break
			}
		}
		if field.Spec != nil {
			countUses(field.Spec, uses, shown)
		}
	}
}

// firstShown is what the first field of a format string means.
func firstShown(e *syntax.JoinedStr) syntax.Expr {
	for _, p := range e.Parts {
		if field, ok := p.(*syntax.FormattedValue); ok {
			return field.Value
		}
	}
	return nil
}

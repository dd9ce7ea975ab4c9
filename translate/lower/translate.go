package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// maketrans lowers str.maketrans.
func (f *function) maketrans(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 3)
	args := make([]ir.Expr, len(e.Args))
	for i, a := range e.Args {
		args[i] = f.asText(f.unwrapped(f.expr(a)))
	}
	return f.must("PT403", e, "str.maketrans", args...)
}

// translate lowers text.translate(table). A dict that makes up what it lacks would do
// so for every character.
func (f *function) translate(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 1, 1)
	table := f.unwrapped(f.expr(e.Args[0]))
	if d, ok := table.Type().(ir.Dict); ok && d.Kind != ir.PlainDict {
		f.refuse("PT404", e.Args[0], "str.translate is not translated for %s", pythonType(d))
	}
	return f.must("PT403", e, "str.translate", f.asText(x), table)
}

// translateBytes lowers b.translate(table, delete).
func (f *function) translateBytes(e *syntax.Call, x ir.Expr) ir.Expr {
	dropped := f.keywords(e, "delete")[0]
	if len(e.Args) == 2 {
		dropped = e.Args[1]
	}
	if len(e.Args) == 0 || len(e.Args) > 2 {
		f.refuse("PT404", e, "bytes.translate with %d argument(s) is not translated", len(e.Args))
	}
	none := isNone(e.Args[0])
	args := []ir.Expr{x}
	if !none {
		args = append(args, f.expr(e.Args[0]))
	}
	if dropped == nil {
		args = append(args, bytesLit(nil, e))
	} else {
		args = append(args, f.expr(dropped))
	}
	if none {
		return f.must("PT403", e, "bytes.translate:none", args...)
	}
	return f.must("PT403", e, "bytes.translate", args...)
}

// padBytes lowers ljust, rjust and center of bytes.
func (f *function) padBytes(e *syntax.Call, x ir.Expr) ir.Expr {
	f.methodArity(e, 1, 2)
	fill := ir.Expr(bytesLit([]byte(" "), e))
	width := f.exprAs(e.Args[0], ir.Int)
	if len(e.Args) == 2 {
		fill = f.expr(e.Args[1])
	}
	return f.must("PT403", e, f.methodName(e), x, width, fill)
}

// expandBytes lowers expandtabs of bytes.
func (f *function) expandBytes(e *syntax.Call, x ir.Expr) ir.Expr {
	size := f.keywords(e, "tabsize")[0]
	if len(e.Args) == 1 {
		size = e.Args[0]
	}
	width := ir.Expr(intLit(8, e))
	if size != nil {
		width = f.exprAs(size, ir.Int)
	}
	return f.must("PT403", e, f.methodName(e), x, width)
}

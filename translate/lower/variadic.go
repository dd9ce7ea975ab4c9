package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// extremeStarred lowers max(*xs), max(a, *xs) and the like. Of fewer than two
// arguments Python makes another call: max(*[3]) is max(3).
func (f *function) extremeStarred(e *syntax.Call, name string) ir.Expr {
	named := f.keywords(e, "key", "default")
	elem := storable(f.typeOf(e))
	class := notIterable[elem]
	if class == "" {
		f.refuse("PT509", e, "%s of arguments of this type is another call when there is one of them: pass the list itself", name)
	}
	list := ir.List{Elem: elem}
	display := &syntax.List{Range: e.Range, Elts: e.Args}
	all := f.starredList(display, list)
	items := []ir.Stmt{f.bindTemp("items", &all)}
	written := 0
	for _, a := range e.Args {
		if _, star := a.(*syntax.Starred); !star {
			written++
		}
	}
	fewer := func(n int64, message string) {
		if int64(written) >= n {
			return
		}
		raise := f.raised(e, "TypeError", strLit(message, e), false)
		cond := f.relate(e, "<", f.must("PT509", e, "len", copyOf(all)), intLit(n, e))
		items = append(items, &ir.IfStmt{Place: place(e), Cond: cond, Then: []ir.Stmt{raise}})
	}
	fewer(1, name+" expected at least 1 argument, got 0")
	fewer(2, "'"+class+"' object is not iterable")
	return within(items, f.extremeOf(e, name, operand{x: f.over(copyOf(all))}, named))
}

// notIterable names the types of Python whose values cannot be walked.
var notIterable = map[ir.Type]string{ir.Int: "int", ir.Float: "float", ir.Bool: "bool"}

// checkOptions refuses a function that changes the dict of its **options: what it
// is called with has no such dict to compare.
func (f *function) checkOptions(i int) {
	p := f.src.Params[i].Param
	if p == nil || p.Kind != syntax.VarKeyword {
		return
	}
	if eff := f.m.res.Effects[f.src]; eff == nil || i >= len(eff.Mutates) || eff.Mutates[i] {
		f.refuse("PT509", p, "this function changes the dict of its keyword arguments: copy it with dict(%s) first", p.Name)
	}
}

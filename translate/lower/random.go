package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// randomCall lowers the functions of random that a row describes.
func (f *function) randomCall(e *syntax.Call, name string, args []ir.Expr) ir.Expr {
	return f.numericCall("PT404", e, name, args)
}

// population is what is drawn from, as a list.
func (f *function) population(e syntax.Expr) ir.Expr {
	if f.typeOf(e) == ir.Range {
		return f.listOfAll(e)
	}
	return f.unwrapped(f.expr(e))
}

// choice lowers random.choice(xs).
func (f *function) choice(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 1)
	return f.randomCall(e, f.builtinName(e), []ir.Expr{f.unwrapped(f.expr(e.Args[0]))})
}

// sample lowers random.sample(xs, k).
func (f *function) sample(e *syntax.Call, _ ir.Type) ir.Expr {
	count := f.keywords(e, "k")[0]
	f.arity(e, 1, 2)
	if len(e.Args) == 2 {
		count = e.Args[1]
	}
	if count == nil {
		f.refuse("PT404", e, "sample without k raises TypeError")
	}
	return f.must("PT404", e, f.builtinName(e), f.population(e.Args[0]), f.exprAs(count, ir.Int))
}

// quantiles lowers statistics.quantiles(xs, n=n, method=method).
func (f *function) quantiles(e *syntax.Call, _ ir.Type) ir.Expr {
	named := f.keywords(e, "n", "method")
	f.arity(e, 1, 1)
	list := f.listOfAll(e.Args[0])
	n, inclusive := ir.Expr(intLit(4, e)), false
	if named[0] != nil {
		n = f.exprAs(named[0], ir.Int)
	}
	if named[1] != nil {
		method, ok := named[1].(*syntax.Str)
		if !ok || method.Value != "inclusive" && method.Value != "exclusive" {
			f.refuse("PT404", named[1], "quantiles is translated for the methods inclusive and exclusive, written out")
		}
		inclusive = method.Value == "inclusive"
	}
	return f.must("PT404", e, f.builtinName(e), list, n, boolLit(inclusive, base(ir.Bool, e)))
}

// choicesOf lowers random.choices(xs, weights, k=k).
func (f *function) choicesOf(e *syntax.Call, _ ir.Type) ir.Expr {
	named := f.keywords(e, "weights", "k")
	f.arity(e, 1, 2)
	if len(e.Args) == 2 {
		named[0] = e.Args[1]
	}
	args := []ir.Expr{f.unwrapped(f.expr(e.Args[0]))}
	name := f.builtinName(e)
	if named[0] != nil && !isNone(named[0]) {
		name += ":weights"
		args = append(args, f.unwrapped(f.expr(named[0])))
	}
	count := ir.Expr(intLit(1, e))
	if named[1] != nil {
		count = f.exprAs(named[1], ir.Int)
	}
	return f.must("PT404", e, name, append(args, count)...)
}

// average lowers the functions of statistics over a list. Of ints some give an int
// where the result is whole, which shows unless a float is wanted.
func (f *function) average(e *syntax.Call, want ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 1)
	name := f.builtinName(e)
	list := f.listOfAll(e.Args[0])
	if t, ok := list.Type().(ir.List); ok && t.Elem == ir.Int && want != ir.Float {
		switch name {
		case "statistics.mean", "statistics.median", "statistics.variance", "statistics.pvariance":
			name += ":ints"
		}
	}
	return f.must("PT404", e, name, list)
}

// mode lowers statistics.mode and multimode.
func (f *function) mode(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 1)
	return f.must("PT404", e, f.builtinName(e), f.walkable(e.Args[0]))
}

// sharesObjects reports whether a copy of a value of type t would have handles of
// objects that are to be copied.
func sharesObjects(t ir.Type, deep bool) bool {
	if option, ok := t.(ir.Option); ok {
		t = option.Elem
	}
	inside := ir.StructsIn(t)
	if _, object := t.(ir.Struct); !object && !deep {
		return false
	}
	return slices.ContainsFunc(inside, func(s ir.Struct) bool { return s.Form == ir.SharedForm })
}

// copyCall lowers copy(x) and deepcopy(x).
func (f *function) copyCall(e *syntax.Call, want ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 1)
	deep := f.builtinName(e) == "copy.deepcopy"
	x := f.expr(e.Args[0])
	if _, optional := f.typeOf(e.Args[0]).(ir.Option); !optional {
		x = f.unwrapped(x)
	}
	_, generator := x.Type().(ir.Generator)
	if generator || ir.HasGenerator(x.Type()) && deep {
		f.refuse("PT206", e, "a generator cannot be copied: Python raises TypeError")
	}
	if sharesObjects(x.Type(), deep) {
		f.refuse("PT404", e, "%s of %s is not translated: its objects are shared by all that hold them", f.builtinName(e), pythonType(x.Type()))
	}
	if !ir.IsMutable(x.Type()) {
		return x
	}
	if deep {
		if t, ok := x.Type().(ir.Dict); ok && t.Kind != ir.PlainDict {
			f.refuse("PT404", e, "deepcopy is not translated for %s", pythonType(t))
		}
		return f.must("PT404", e, "copy.deepcopy", x)
	}
	switch x.Type().(type) {
	case ir.List:
		return f.must("PT404", e, "list.copy", x)
	case ir.Dict:
		return f.must("PT404", e, "dict.copy", x)
	case ir.Set:
		return f.must("PT404", e, "set.copy", x)
	case ir.Deque:
		return f.must("PT404", e, "deque.copy", x)
	}
	f.refuse("PT404", e, "copy is not translated for %s", pythonType(x.Type()))
	return nil
}

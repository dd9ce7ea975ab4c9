package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// A method of an object as a function that is passed on, as in
// max(xs, key=counts.get), means a lambda that calls it. Python looks at the object
// when the method is named, so the variable must hold the same object whenever it
// is called: a key is called at once, and for map and filter the variable must
// never get another value.

// boundLambda is lambda x: obj.method(x), nil for what is no method of the object
// in a variable.
func (w *walker) boundLambda(e syntax.Expr, n int, atOnce bool) *syntax.Lambda {
	a, ok := e.(*syntax.Attribute)
	if !ok {
		return nil
	}
	switch of := a.Value.(type) {
	case *syntax.Str:
	case *syntax.Name:
		v := w.lookupName(of)
		if v == nil || v.fn != nil || !atOnce && !v.fixed() {
			return nil
		}
		if x := w.eval(of); x.class != nil || x.other != "" || x.has(bNone) {
			return nil
		}
	default:
		return nil
	}
	return site(w, e, 3, func() *syntax.Lambda {
		form, special := specialForms[a.Attr]
		if !special || n != 1 {
			return callOf(e, n)
		}
		return lambdaOf(e.Span(), n, func(at syntax.Range, args []syntax.Expr) syntax.Expr {
			return form(at, namedAgain(a.Value), args[0])
		}, first(e))
	})
}

// specialForms are the expressions that special methods of builtin types stand for,
// of which the functions of module operator take the operands.
var specialForms = map[string]func(at syntax.Range, of, arg syntax.Expr) syntax.Expr{
	"__getitem__": func(at syntax.Range, of, arg syntax.Expr) syntax.Expr {
		return operatorForms["getitem"].make(at, []syntax.Expr{of, arg})
	},
	"__contains__": func(at syntax.Range, of, arg syntax.Expr) syntax.Expr {
		return operatorForms["contains"].make(at, []syntax.Expr{of, arg})
	},
}

// appliedAtOnce is applied for a function that is called before anything else runs.
func (w *walker) appliedAtOnce(e syntax.Expr, args []val) (val, bool) {
	if meant := w.boundLambda(e, len(args), true); meant != nil {
		return w.appliedAs(e, meant, args), true
	}
	return w.applied(e, args)
}

// appliedAs applies the lambda that e means.
func (w *walker) appliedAs(e syntax.Expr, meant *syntax.Lambda, args []val) val {
	if w.record {
		w.info.Means[e] = meant
	}
	return w.lambda(meant, args)
}

// ownValue is lambda k: d[k] for the key d.get of the keys of d itself, which all
// have a value; nil for anything else.
func (w *walker) ownValue(key, walked syntax.Expr) *syntax.Lambda {
	get, ok := key.(*syntax.Attribute)
	if !ok || get.Attr != "get" {
		return nil
	}
	if c, ok := walked.(*syntax.Call); ok && len(c.Args) == 0 && len(c.Keywords) == 0 {
		if keys, ok := c.Func.(*syntax.Attribute); ok && keys.Attr == "keys" {
			walked = keys.Value
		}
	}
	d, ok := get.Value.(*syntax.Name)
	of, same := walked.(*syntax.Name)
	if !ok || !same || of.ID != d.ID || w.lookupName(d) == nil || w.lookupName(d) != w.lookupName(of) {
		return nil
	}
	x := w.eval(d)
	if len(x.atoms()) != 1 || x.dict == nil {
		return nil
	}
	making := x.dict.class == defaultClass // an element where it is read
	if making && !w.get(x.dict.val).only(bInt) {
		return nil
	}
	return site(w, key, 4, func() *syntax.Lambda {
		return lambdaOf(key.Span(), 1, func(at syntax.Range, args []syntax.Expr) syntax.Expr {
			if making {
				get := &syntax.Attribute{Range: at, Value: namedAgain(d), Attr: "get", AttrRange: get.AttrRange}
				return &syntax.Call{Range: at, Func: get, Args: []syntax.Expr{args[0], &syntax.Int{Range: at}}}
			}
			return &syntax.Subscript{Range: at, Value: namedAgain(d), Index: args[0]}
		}, d.ID)
	})
}

package types

import (
	"slices"
	"strings"
	"unicode"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// The functions of module operator mean expressions: operator.add is
// lambda a, b: a + b, and itemgetter(1) is lambda x: x[1]. Info.Means has what
// stands for each.

// An operatorForm makes the expression that a function of operator means.
type operatorForm struct {
	params int
	make   func(at syntax.Range, args []syntax.Expr) syntax.Expr
}

func binaryForm(op syntax.Op) operatorForm {
	return operatorForm{2, func(at syntax.Range, args []syntax.Expr) syntax.Expr {
		return &syntax.BinOp{Range: at, Op: op, Left: args[0], Right: args[1]}
	}}
}

func unaryForm(op syntax.Op) operatorForm {
	return operatorForm{1, func(at syntax.Range, args []syntax.Expr) syntax.Expr {
		return &syntax.UnaryOp{Range: at, Op: op, Operand: args[0]}
	}}
}

func compareForm(op syntax.Op) operatorForm {
	return operatorForm{2, func(at syntax.Range, args []syntax.Expr) syntax.Expr {
		return &syntax.Compare{Range: at, Left: args[0], Ops: []syntax.Op{op}, Rights: args[1:2]}
	}}
}

var operatorForms = map[string]operatorForm{
	"add": binaryForm("+"), "concat": binaryForm("+"), "sub": binaryForm("-"), "mul": binaryForm("*"),
	"truediv": binaryForm("/"), "floordiv": binaryForm("//"), "mod": binaryForm("%"), "pow": binaryForm("**"),
	"and_": binaryForm("&"), "or_": binaryForm("|"), "xor": binaryForm("^"),
	"lshift": binaryForm("<<"), "rshift": binaryForm(">>"),
	"is_": compareForm("is"), "is_not": compareForm("is not"),
	"truth": {1, func(at syntax.Range, args []syntax.Expr) syntax.Expr {
		return &syntax.UnaryOp{Range: at, Op: "not", Operand: &syntax.UnaryOp{Range: at, Op: "not", Operand: args[0]}}
	}},
	"neg": unaryForm("-"), "pos": unaryForm("+"), "inv": unaryForm("~"), "invert": unaryForm("~"), "not_": unaryForm("not"),
	"eq": compareForm("=="), "ne": compareForm("!="), "lt": compareForm("<"), "le": compareForm("<="),
	"gt": compareForm(">"), "ge": compareForm(">="),
	"contains": {2, func(at syntax.Range, args []syntax.Expr) syntax.Expr {
		return &syntax.Compare{Range: at, Left: args[1], Ops: []syntax.Op{"in"}, Rights: args[:1]}
	}},
	"getitem": {2, func(at syntax.Range, args []syntax.Expr) syntax.Expr {
		return &syntax.Subscript{Range: at, Value: args[0], Index: args[1]}
	}},
}

func operatorSpecials() map[string]special {
	out := map[string]special{
		"operator.itemgetter":   (*walker).getterMade,
		"operator.attrgetter":   (*walker).getterMade,
		"operator.methodcaller": (*walker).getterMade,
	}
	for name := range operatorForms {
		out["operator."+name] = (*walker).operatorCall
	}
	for name := range valueForms {
		out["operator."+name] = (*walker).operatorOfValues
	}
	return out
}

// valueForms are the functions that mean these expressions only of some types. Those
// for augmented assignment change a list in place, and give another number or str.
var valueForms = map[string]operatorForm{
	"iadd": binaryForm("+"), "iconcat": binaryForm("+"), "isub": binaryForm("-"), "imul": binaryForm("*"),
	"itruediv": binaryForm("/"), "ifloordiv": binaryForm("//"), "imod": binaryForm("%"), "ipow": binaryForm("**"),
	"iand": binaryForm("&"), "ior": binaryForm("|"), "ixor": binaryForm("^"),
	"ilshift": binaryForm("<<"), "irshift": binaryForm(">>"),
	"index": unaryForm("+"),
	"countOf": {2, func(at syntax.Range, args []syntax.Expr) syntax.Expr {
		return &syntax.Call{Range: at, Func: &syntax.Attribute{Range: at, Value: args[0], Attr: "count", AttrRange: at}, Args: args[1:2]}
	}},
}

// operatorOfValues evaluates a call of a function that means an expression if its
// first argument is a number or str, for index an int, and for countOf a list.
func (w *walker) operatorOfValues(c call) val {
	name := c.name[len("operator."):]
	form := valueForms[name]
	pos, _, ok := w.args(c, form.params, form.params)
	if !ok {
		return val{}
	}
	x := w.value(pos[0])
	fits := x.only(bInts | bFloat | bBool | bStr | bBytes)
	switch {
	case x.unknown() || x.other != "":
		fits = true // what it is decides a later run
	case name == "countOf":
		fits = x.set == (set{list: x.list})
	case name == "index":
		fits = x.only(bInts)
	}
	if !fits {
		w.arguments(c.node)
		w.refuse("PT401", c.node, "%s is not translated for %s", c.name, w.typeOf(x.set))
		return val{}
	}
	return w.means(c.node, site(w, c.node, 3, func() syntax.Expr { return form.make(c.node.Range, pos) }))
}

// getterMade refuses an itemgetter that is not passed on at once.
func (w *walker) getterMade(c call) val {
	if meant := w.operatorLambda(c.node); meant != nil {
		return w.lift(c.node, c.name[len("operator."):], func() *syntax.Lambda { return meant })
	}
	w.arguments(c.node)
	w.refuse("PT510", c.node, "%s is translated only with literals", c.name)
	return val{set: set{other: "a function"}}
}

// operatorCall evaluates operator.add(a, b), which is a + b.
func (w *walker) operatorCall(c call) val {
	form := operatorForms[c.name[len("operator."):]]
	pos, _, ok := w.args(c, form.params, form.params)
	if !ok {
		return val{}
	}
	meant := site(w, c.node, 3, func() syntax.Expr { return form.make(c.node.Range, pos) })
	if c.name == "operator.contains" { // evaluates its arguments in the other order
		for _, a := range pos {
			if !unnoticed(a) {
				w.arguments(c.node)
				w.refuse("PT401", c.node, "operator.contains is translated for names and literals")
				return val{}
			}
		}
	}
	return w.means(c.node, meant)
}

// means evaluates what stands for e.
func (w *walker) means(e, meant syntax.Expr) val {
	if w.record {
		w.info.Means[e] = meant
	}
	return w.eval(meant)
}

// unnoticed reports whether nothing tells when e is evaluated.
func unnoticed(e syntax.Expr) bool {
	switch e.(type) {
	case *syntax.Name, *syntax.Int, *syntax.Float, *syntax.Str, *syntax.Bool, *syntax.None:
		return true
	}
	return false
}

// operatorLambda is the lambda that a function of operator passed by name, or a
// call of itemgetter, means; nil for anything else.
func (w *walker) operatorLambda(e syntax.Expr) *syntax.Lambda {
	call, _ := e.(*syntax.Call)
	named := e
	if call != nil {
		named = call.Func
	}
	name, ok := w.libraryName(named)
	const module = "operator."
	if !ok || len(name) < len(module) || name[:len(module)] != module {
		return nil
	}
	name = name[len(module):]
	switch {
	case call == nil:
		form, ok := operatorForms[name]
		if !ok {
			return nil
		}
		return site(w, e, 3, func() *syntax.Lambda { return lambdaOf(e.Span(), form.params, form.make) })
	case name == "itemgetter" && len(call.Args) > 0 && len(call.Keywords) == 0:
		for _, a := range call.Args {
			if _, literal := intConstant(a); !literal {
				if _, text := a.(*syntax.Str); !text {
					return nil
				}
			}
		}
		return site(w, e, 3, func() *syntax.Lambda { return lambdaOf(e.Span(), 1, itemOf(call)) })
	case name == "attrgetter" && len(call.Args) > 0 && len(call.Keywords) == 0:
		for _, a := range call.Args {
			if path, text := a.(*syntax.Str); !text || !isPath(path.Value) {
				return nil
			}
		}
		return site(w, e, 3, func() *syntax.Lambda { return lambdaOf(e.Span(), 1, attributeOf(call)) })
	case name == "methodcaller" && len(call.Args) > 0:
		method, text := call.Args[0].(*syntax.Str)
		if !text || !isPath(method.Value) || strings.Contains(method.Value, ".") || !allConstant(call) {
			return nil
		}
		return site(w, e, 3, func() *syntax.Lambda { return lambdaOf(e.Span(), 1, calledOf(call, method)) })
	}
	return nil
}

// isPath reports whether a text is names with dots between them.
func isPath(text string) bool {
	for name := range strings.SplitSeq(text, ".") {
		if !isIdentifier(name) {
			return false
		}
	}
	return true
}

// isIdentifier reports whether a text can be the name of an attribute.
func isIdentifier(text string) bool {
	for i, c := range text {
		if c != '_' && !unicode.IsLetter(c) && (i == 0 || !unicode.IsDigit(c)) {
			return false
		}
	}
	return text != ""
}

// allConstant reports whether the arguments of a call are literals.
func allConstant(call *syntax.Call) bool {
	literal := func(e syntax.Expr) bool {
		_, name := e.(*syntax.Name)
		_, negative := intConstant(e)
		return unnoticed(e) && !name || negative
	}
	for _, a := range call.Args {
		if !literal(a) {
			return false
		}
	}
	return !slices.ContainsFunc(call.Keywords, func(k *syntax.Keyword) bool { return k.Name == "" || !literal(k.Value) })
}

// attributeOf makes x.a, or (x.a, x.b.c…), of attrgetter("a", "b.c"…).
func attributeOf(call *syntax.Call) func(syntax.Range, []syntax.Expr) syntax.Expr {
	return func(at syntax.Range, args []syntax.Expr) syntax.Expr {
		var values []syntax.Expr
		for _, path := range call.Args {
			value := namedAgain(args[0])
			for name := range strings.SplitSeq(path.(*syntax.Str).Value, ".") {
				value = &syntax.Attribute{Range: at, Value: value, Attr: name, AttrRange: at}
			}
			values = append(values, value)
		}
		if len(values) == 1 {
			return values[0]
		}
		return &syntax.Tuple{Range: at, Elts: values}
	}
}

// calledOf makes x.method(…) of methodcaller("method", …).
func calledOf(call *syntax.Call, method *syntax.Str) func(syntax.Range, []syntax.Expr) syntax.Expr {
	return func(at syntax.Range, args []syntax.Expr) syntax.Expr {
		f := &syntax.Attribute{Range: at, Value: args[0], Attr: method.Value, AttrRange: at}
		return &syntax.Call{Range: at, Func: f, Args: call.Args[1:], Keywords: call.Keywords}
	}
}

// itemOf makes x[i], or (x[i], x[j]…), of itemgetter(i, j…).
func itemOf(call *syntax.Call) func(syntax.Range, []syntax.Expr) syntax.Expr {
	return func(at syntax.Range, args []syntax.Expr) syntax.Expr {
		name := args[0].(*syntax.Name)
		var items []syntax.Expr
		for _, index := range call.Args {
			value := *name
			items = append(items, &syntax.Subscript{Range: at, Value: &value, Index: index})
		}
		if len(items) == 1 {
			return items[0]
		}
		return &syntax.Tuple{Range: at, Elts: items}
	}
}

// lambdaOf makes a lambda with n parameters whose names are not among those to avoid.
func lambdaOf(at syntax.Range, n int, make func(syntax.Range, []syntax.Expr) syntax.Expr, avoid ...string) *syntax.Lambda {
	params := &syntax.Params{Range: at}
	var args []syntax.Expr
	for id := 'a'; len(args) < n; id++ {
		name := string(id)
		if slices.Contains(avoid, name) {
			continue
		}
		params.List = append(params.List, &syntax.Param{Range: at, Name: name, NameRange: at})
		args = append(args, &syntax.Name{Range: at, ID: name})
	}
	return &syntax.Lambda{Range: at, Params: params, Body: make(at, args)}
}

// libraryName is the full name of what e means, when that is part of a module
// that is known.
func (w *walker) libraryName(e syntax.Expr) (string, bool) {
	switch e := e.(type) {
	case *syntax.Name:
		imp, ok := w.scope.imports[e.ID]
		return imp.name, ok && imp.known && w.lookup(e.ID) == nil && w.scope.functions[e.ID] == nil
	case *syntax.Attribute:
		n, ok := e.Value.(*syntax.Name)
		if !ok || w.lookup(n.ID) != nil {
			return "", false
		}
		imp, ok := w.scope.imports[n.ID]
		return imp.name + "." + e.Attr, ok && imp.known && w.scope.functions[n.ID] == nil
	}
	return "", false
}

package types

import (
	"maps"
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A wrapper is the function that a decorator returns in the place of another.
type wrapper struct {
	at    syntax.Expr            // the decorator as it is written
	def   *syntax.FunctionDef    // nil when the decorator returns what it is given
	of    string                 // what the decorated function is called there
	name  string                 // __name__ of what is returned
	wraps bool                   // whether that is the name of the decorated function
	given map[string]syntax.Expr // the arguments of the decorator
	pack  string                 // *args
	named string                 // **kwargs
	order map[string]string      // what its own parameters are called in the decorated one
	bound map[string]bool        // the names that it binds, parameters left out
}

// wrapper finds what a decorator of the module returns.
func (x *expander) wrapper(d syntax.Expr) *wrapper {
	call, called := d.(*syntax.Call)
	name, isName := d.(*syntax.Name)
	if called {
		name, isName = call.Func.(*syntax.Name)
	}
	const unknown = "a decorator can replace the function by anything, so a decorated function is not translated"
	if !isName {
		x.fail(d, unknown)
		return nil
	}
	deco := x.defAbove(name.ID)
	if deco == nil {
		x.fail(d, unknown)
		return nil
	}
	w := &wrapper{at: d, given: map[string]syntax.Expr{}, order: map[string]string{}, bound: map[string]bool{}}
	if called {
		if !x.giveDecorator(w, deco, call) {
			x.fail(d, "a decorator is translated with literals and names of functions and classes as arguments")
			return nil
		}
		made, _ := returned(deco)
		if made == nil {
			x.fail(d, "what "+name.ID+" returns is not known: it has to define one function and return it")
			return nil
		}
		deco = made
	}
	made, ok := returned(deco)
	if !ok || deco.Params == nil || len(deco.Params.List) != 1 {
		x.fail(d, "what "+name.ID+" returns is not known: it has to define one function and return it, and do nothing else")
		return nil
	}
	w.of, w.def = deco.Params.List[0].Name, made
	if made != nil {
		take(x.foreign, made)
		x.readWrapper(w)
	}
	x.out.used = append(x.out.used, name.ID)
	return w
}

// defAbove is the only function of the module with a name, if its def has run when
// that of the decorated one does.
func (x *expander) defAbove(name string) *syntax.FunctionDef {
	if x.scope.bindings[name] != 1 {
		return nil
	}
	for _, s := range x.info.Top {
		if def, ok := s.(*syntax.FunctionDef); ok && def.Name == name && def.Start < x.def.Start && !def.Async && len(def.Decorators) == 0 {
			return def
		}
	}
	return nil
}

// returned is the function that a def makes and returns, nil for its parameter; ok
// says that it does nothing else.
func returned(def *syntax.FunctionDef) (made *syntax.FunctionDef, ok bool) {
	body := def.Body
	if len(body) == 0 || def.Async {
		return nil, false
	}
	last, isReturn := body[len(body)-1].(*syntax.Return)
	if !isReturn {
		return nil, false
	}
	if lambda, isLambda := last.Value.(*syntax.Lambda); isLambda && len(body) == 1 {
		return functionOf("<lambda>", lambda.Range, lambda), true
	}
	name, isName := last.Value.(*syntax.Name)
	if !isName {
		return nil, false
	}
	if len(body) == 1 {
		params := def.Params
		return nil, params != nil && len(params.List) == 1 && params.List[0].Name == name.ID
	}
	made, isDef := body[0].(*syntax.FunctionDef)
	return made, isDef && len(body) == 2 && made.Name == name.ID && !made.Async
}

// giveDecorator binds the arguments of a decorator that is called.
func (x *expander) giveDecorator(w *wrapper, deco *syntax.FunctionDef, call *syntax.Call) bool {
	var params []*syntax.Param
	if deco.Params != nil {
		params = deco.Params.List
	}
	if len(call.Args) > len(params) {
		return false
	}
	for i, p := range params {
		switch {
		case p.Kind == syntax.VarPositional || p.Kind == syntax.VarKeyword:
			return false
		case i < len(call.Args):
			if p.Kind == syntax.KeywordOnly {
				return false
			}
			w.given[p.Name] = call.Args[i]
		case p.Default != nil:
			w.given[p.Name] = p.Default
		}
	}
	for _, k := range call.Keywords {
		i := paramNamed(deco, k.Name)
		if i < len(call.Args) || params[i].Kind == syntax.PositionalOnly {
			return false
		}
		w.given[k.Name] = k.Value
	}
	for _, p := range params {
		if w.given[p.Name] == nil || !x.steadyArgument(w.given[p.Name]) {
			return false
		}
	}
	return true
}

// paramNamed is the place of a parameter, -1 for none.
func paramNamed(def *syntax.FunctionDef, name string) int {
	if def.Params != nil {
		for i, p := range def.Params.List {
			if p.Name == name {
				return i
			}
		}
	}
	return -1
}

// steadyArgument reports whether an expression means the same wherever it stands.
func (x *expander) steadyArgument(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Int, *syntax.Float, *syntax.Str, *syntax.Bool, *syntax.None:
		return true
	case *syntax.UnaryOp:
		return x.steadyArgument(e.Operand)
	case *syntax.Tuple:
		for _, item := range e.Elts {
			if !x.steadyArgument(item) {
				return false
			}
		}
		return true
	case *syntax.Name:
		if x.scope.bindings[e.ID] == 0 {
			return isBuiltin(e.ID)
		}
		_, variable := x.scope.globals[e.ID]
		return x.scope.bindings[e.ID] == 1 && !variable && x.scope.imports[e.ID].name == ""
	}
	return false
}

// readWrapper finds out about a wrapper, and refuses what is not translated in one.
func (x *expander) readWrapper(w *wrapper) {
	w.name = w.def.Name
	for _, d := range w.def.Decorators {
		call, ok := d.(*syntax.Call)
		if !ok || x.qualified(call.Func) != "functools.wraps" || len(call.Args) != 1 || !isName(call.Args[0], w.of) {
			x.fail(w.at, "a function that "+w.name+" replaces it by is decorated itself")
			return
		}
		w.wraps = true
	}
	if firstYield(w.def) != nil {
		x.fail(w.at, "a decorator that makes a generator is not translated")
		return
	}
	bindings(w.def.Body, func(name string, _ syntax.Range, _ syntax.Node) { w.bound[name] = true })
	syntax.Walk(w.def.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.FunctionDef, *syntax.ClassDef:
			x.fail(w.at, "a decorator whose function defines others is not translated")
		case *syntax.Nonlocal, *syntax.Global:
			x.fail(w.at, "a decorator that keeps something between calls is not translated")
		case *syntax.Import, *syntax.ImportFrom:
			x.fail(w.at, "a decorator whose function imports is not translated")
		case *syntax.Param: // of a lambda
			w.bound[n.Name] = true
		case *syntax.Comprehension:
			Inspect(n.Target, func(e syntax.Expr) bool {
				if name, ok := e.(*syntax.Name); ok {
					w.bound[name.ID] = true
				}
				return true
			})
		}
		return true
	})
	x.matchParams(w)
	if w.bound[w.of] || w.bound[w.pack] || w.bound[w.named] {
		x.fail(w.at, "a decorator whose function gives its parameters new values is not translated")
	}
	for name := range w.given {
		if w.bound[name] || w.order[name] != "" || name == w.of {
			x.fail(w.at, "a decorator whose function gives "+name+" another value is not translated")
		}
	}
}

// matchParams finds what the parameters of a wrapper are in the decorated function.
func (x *expander) matchParams(w *wrapper) {
	var own, params []*syntax.Param
	if x.def.Params != nil {
		own = x.def.Params.List
	}
	if w.def.Params != nil {
		params = w.def.Params.List
	}
	for i, p := range params {
		switch {
		case p.Kind == syntax.VarPositional && i == 0:
			w.pack = p.Name
		case p.Kind == syntax.VarKeyword && w.pack != "":
			w.named = p.Name
		case w.pack != "" || p.Default != nil || i >= len(own) || p.Kind == syntax.KeywordOnly || p.Kind == syntax.VarKeyword:
			x.fail(w.at, "the function that takes its place has other parameters: that is translated for *args, **kwargs and for the same number of them without defaults")
			return
		default:
			w.order[p.Name] = own[i].Name
		}
	}
	if w.pack == "" && len(params) != len(own) {
		x.fail(w.at, "the function that takes its place takes another number of arguments")
		return
	}
	for i, p := range own {
		if w.pack == "" && (p.Default != nil || p.Name != params[i].Name && p.Kind != syntax.PositionalOnly) {
			w.positional(x)
		}
	}
	if w.pack != "" && w.named == "" {
		w.positional(x)
	}
}

// positional notes that Python takes no keywords for the decorated function, or
// others; a default there is of no use.
func (w *wrapper) positional(x *expander) {
	x.out.positional = true
	for _, p := range x.def.Params.List {
		if p.Default != nil && w.pack == "" {
			x.fail(w.at, "the function that takes its place has no default for "+p.Name)
		}
	}
}

// wrapped is the body of a wrapper as it stands in the decorated function: its own
// names mean what they do there, and what it wraps is the function inner, whose
// __name__ is named.
func (x *expander) wrapped(w *wrapper, inner, named string) []syntax.Stmt {
	return x.filled(w, x.renamed(w, inner), inner, named)
}

// renamed is a wrapper in which each name is one of the decorated function.
func (x *expander) renamed(w *wrapper, inner string) *syntax.FunctionDef {
	rename := map[string]string{w.of: inner}
	for own, name := range w.order {
		rename[own] = name
	}
	for _, name := range slices.Sorted(maps.Keys(w.bound)) {
		if rename[name] != "" {
			continue
		}
		rename[name] = name
		if x.taken[name] {
			rename[name] = x.fresh(name)
		}
		x.taken[name] = true
	}
	made := syntax.CloneAt(w.def, w.at.Span(), nil)
	syntax.Walk(made.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Name:
			if to := rename[n.ID]; to != "" {
				n.ID = to
			} else if w.given[n.ID] == nil && n.ID != w.pack && n.ID != w.named && paramNamed(x.def, n.ID) >= 0 {
				x.fail(w.at, "its function uses "+n.ID+", which is a parameter of this one: give that another name")
			}
		case *syntax.Param:
			n.Name = rename[n.Name]
		case *syntax.ExceptHandler:
			if n.Name != "" {
				n.Name = rename[n.Name]
			}
		}
		return true
	})
	return made
}

// filled is the body of a renamed wrapper with what its names stand for: the
// arguments of the decorator, and those of the decorated function for *args and
// **kwargs.
func (x *expander) filled(w *wrapper, def *syntax.FunctionDef, inner, named string) []syntax.Stmt {
	at := w.at.Span()
	packs := map[syntax.Expr]bool{} // what stands for args as a value
	made := syntax.CloneAt(def, at, func(e syntax.Expr) syntax.Expr {
		switch e := e.(type) {
		case *syntax.Attribute:
			if isName(e.Value, inner) && e.Attr == "__name__" {
				return &syntax.Str{Range: at, Value: named}
			}
		case *syntax.Name:
			switch {
			case w.given[e.ID] != nil:
				return copyAt(w.given[e.ID], at)
			case e.ID == w.pack:
				pack := &syntax.Tuple{Range: at, Elts: x.arguments(at)}
				packs[pack] = true
				return pack
			}
		}
		return nil
	})
	syntax.Walk(made.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Call:
			x.spreadPack(w, n, packs)
		case *syntax.Name:
			if n.ID == w.named && w.named != "" {
				x.fail(w.at, "its function does more with "+w.named+" than to pass it on")
			}
		}
		return true
	})
	if len(packs) > 0 { // which is empty of what is given by name, or not given
		x.out.positional = true
		for _, p := range x.def.Params.List {
			if p.Default != nil {
				x.fail(w.at, "its function looks at "+w.pack+", in which "+p.Name+" may be missing")
			}
		}
	}
	return made.Body
}

// spreadPack puts the arguments of the decorated function in the place of *args and
// **kwargs in a call.
func (x *expander) spreadPack(w *wrapper, call *syntax.Call, packs map[syntax.Expr]bool) {
	var args []syntax.Expr
	spread := false
	for _, a := range call.Args {
		star, ok := a.(*syntax.Starred)
		if !ok || !packs[star.Value] {
			args = append(args, a)
			continue
		}
		delete(packs, star.Value)
		args = append(args, star.Value.(*syntax.Tuple).Elts...)
		spread = true
	}
	call.Args = args
	kept := slices.DeleteFunc(slices.Clone(call.Keywords), func(k *syntax.Keyword) bool {
		return k.Name == "" && w.named != "" && isName(k.Value, w.named)
	})
	if spread == (len(kept) == len(call.Keywords)) && w.named != "" { // one goes without the other
		x.out.positional = true
	}
	call.Keywords = kept
}

// copyAt is a copy of an expression that stands elsewhere.
func copyAt(e syntax.Expr, at syntax.Range) syntax.Expr {
	def := &syntax.FunctionDef{Body: []syntax.Stmt{&syntax.Return{Value: e}}}
	return syntax.CloneAt(def, at, nil).Body[0].(*syntax.Return).Value
}

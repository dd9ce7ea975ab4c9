package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// A constant of the module is bound once: to what constantExpr takes, or to what is
// computed from such by means that always give the same and do nothing else. The
// latter has a function of its own that computes it, Var.Maker.

// computing are the builtins that a computed constant may call: the same arguments
// give the same value, and nothing else happens. Those that make iterators are among
// them, since the type of a constant must be one that can be kept.
var computing = map[string]bool{
	"abs": true, "all": true, "any": true, "bin": true, "bool": true, "bytes": true, "chr": true, "dict": true,
	"divmod": true, "enumerate": true, "filter": true, "float": true, "format": true, "frozenset": true, "hex": true,
	"int": true, "len": true, "list": true, "map": true, "max": true, "min": true, "oct": true, "ord": true, "pow": true,
	"range": true, "repr": true, "reversed": true, "round": true, "set": true, "sorted": true, "str": true, "sum": true,
	"tuple": true, "zip": true,
}

// computingModules are the modules of which all that is translated always gives the
// same and does nothing else.
var computingModules = map[string]bool{"math": true, "string": true, "operator": true, "statistics": true}

// computedExpr reports whether e is computed from constants alone, by means that
// always give the same and do nothing else. bound are the variables of the
// comprehensions and lambdas around it. Functions of the module are taken to be such:
// whoever translates e asks their effects.
func (in *solver) computedExpr(e syntax.Expr, bound map[string]bool) bool {
	switch e := e.(type) {
	case nil:
		return true
	case *syntax.NamedExpr, *syntax.Await, *syntax.Yield, *syntax.YieldFrom, *syntax.Lambda:
		return false
	case *syntax.Name:
		return bound[e.ID] || in.constantExpr(e)
	case *syntax.Attribute:
		return in.constantExpr(e) || in.computedExpr(e.Value, bound) && !mutators[e.Attr]
	case *syntax.ListComp:
		return in.computedParts(e, with(bound, targetNames(e.Generators)))
	case *syntax.SetComp:
		return in.computedParts(e, with(bound, targetNames(e.Generators)))
	case *syntax.DictComp:
		return in.computedParts(e, with(bound, targetNames(e.Generators)))
	case *syntax.GeneratorExp:
		return in.computedParts(e, with(bound, targetNames(e.Generators)))
	case *syntax.Call:
		return in.computedCallee(e.Func, bound) && in.computedArgs(e, bound)
	}
	return in.constantExpr(e) || in.computedParts(e, bound)
}

// computedElem is computedExpr for an element of a display or an argument, which may
// be a function.
func (in *solver) computedElem(e syntax.Expr, bound map[string]bool) bool {
	switch e := e.(type) {
	case *syntax.Lambda:
		return in.computedParts(e, with(bound, paramNames(e.Params)))
	case *syntax.Name, *syntax.Attribute:
		return in.computedExpr(e, bound) || in.computedCallee(e, bound)
	}
	return in.computedExpr(e, bound)
}

// computedParts is computedExpr for all that n is made of.
func (in *solver) computedParts(n syntax.Node, bound map[string]bool) bool {
	part := in.computedExpr
	switch n.(type) {
	case *syntax.Dict, *syntax.List, *syntax.Tuple:
		part = in.computedElem
	}
	for _, c := range syntax.Children(n) {
		switch c := c.(type) {
		case syntax.Expr:
			if !part(c, bound) {
				return false
			}
		default: // a clause of a comprehension, the parameters of a lambda
			if !in.computedParts(c, bound) {
				return false
			}
		}
	}
	return true
}

// computedCallee reports whether what a call calls always gives the same.
func (in *solver) computedCallee(f syntax.Expr, bound map[string]bool) bool {
	switch f := f.(type) {
	case *syntax.Name:
		if bound[f.ID] {
			return false
		}
		return in.defined(f) || in.computingBuiltin(f.ID) || in.computingPath(in.scope.imports[f.ID].name)
	case *syntax.Attribute:
		if n, ok := f.Value.(*syntax.Name); ok && !bound[n.ID] {
			if in.computingPath(in.scope.imports[n.ID].name+"."+f.Attr) || in.computingBuiltin(n.ID) && !mutators[f.Attr] {
				return true // the latter of a type: str.maketrans
			}
		}
		return in.computedExpr(f, bound)
	}
	return false
}

// computedArgs reports whether the arguments of a call are computed; a function may
// be passed by name.
func (in *solver) computedArgs(e *syntax.Call, bound map[string]bool) bool {
	for _, a := range e.Args {
		if !in.computedElem(a, bound) {
			return false
		}
	}
	for _, k := range e.Keywords {
		if !in.computedElem(k.Value, bound) {
			return false
		}
	}
	return true
}

// defined reports whether a name means a function that the module has defined before,
// and nothing else.
func (in *solver) defined(name *syntax.Name) bool {
	if in.scope.bindings[name.ID] != 1 {
		return false
	}
	for _, s := range in.info.Top {
		if def, ok := s.(*syntax.FunctionDef); ok && def.Name == name.ID {
			return def.End <= name.Start
		}
	}
	return false
}

// computingBuiltin reports whether a name means a builtin that always gives the same.
func (in *solver) computingBuiltin(name string) bool {
	return computing[name] && in.scope.bindings[name] == 0 && len(in.scope.stars) == 0
}

// computingPath reports whether a function of the library always gives the same.
func (in *solver) computingPath(path string) bool {
	for i := range path {
		if path[i] == '.' {
			return computingModules[path[:i]] && inLibrary(path)
		}
	}
	return false
}

// maker is the function that computes a constant.
func maker(name *syntax.Name, s syntax.Stmt, value syntax.Expr) *Function {
	def := &syntax.FunctionDef{Name: name.ID, NameRange: name.Range, Range: s.Span()}
	return &Function{Name: name.ID, Def: def, Body: []syntax.Stmt{&syntax.Return{Range: s.Span(), Value: value}}}
}

// with is bound and some more names.
func with(bound map[string]bool, names []string) map[string]bool {
	out := map[string]bool{}
	for name := range bound {
		out[name] = true
	}
	for _, name := range names {
		out[name] = true
	}
	return out
}

func paramNames(params *syntax.Params) []string {
	var out []string
	if params != nil {
		for _, p := range params.List {
			out = append(out, p.Name)
		}
	}
	return out
}

// targetNames are the variables of a comprehension.
func targetNames(generators []*syntax.Comprehension) []string {
	var out []string
	for _, g := range generators {
		syntax.Inspect(g.Target, func(n syntax.Node) bool {
			if name, ok := n.(*syntax.Name); ok {
				out = append(out, name.ID)
			}
			return true
		})
	}
	return out
}

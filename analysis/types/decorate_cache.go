package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// A function inside another one whose results are kept has its cache there, as long
// as the call of that lasts:
//
//	@cache
//	def ways(n):
//	    …
//
// means
//
//	ways_cache = {}
//	def ways(n):
//	    def uncached(n):
//	        …
//	    if n in ways_cache:
//	        return ways_cache[n]
//	    result = uncached(n)
//	    ways_cache[n] = result
//	    return result
//
// How many results Python keeps cannot be told from outside, as such a function must
// do nothing but compute.

// nested expands a def inside a function.
func (x *expander) nested(around *keeper) {
	d := x.def.Decorators[0]
	memo, is := x.memo(d)
	switch {
	case !is || len(x.def.Decorators) > 1:
		x.fail(d, "a decorator can replace the function by anything, so a decorated function is not translated")
	case !x.plain():
		x.fail(d, "a cached function with parameters by name only, or any number of them, is not translated")
	}
	if x.out.why != "" {
		return
	}
	take(x.taken, x.def)
	at := d.Span()
	for x.out.cache = around.fresh(x.def.Name+"_cache", at).ID; x.taken[x.out.cache]; {
		x.out.cache = around.fresh(x.out.cache, at).ID
	}
	name := func(id string) *syntax.Name { return &syntax.Name{Range: at, ID: id} }
	entry := func() *syntax.Subscript {
		return &syntax.Subscript{Range: at, Value: name(x.out.cache), Index: x.key(at)}
	}
	inner := x.inner(x.def.Body, d, nil)
	result := x.fresh("result")
	made := *x.def
	made.Decorators = nil
	made.Body = append(x.made,
		&syntax.If{
			Range: at, Test: &syntax.Compare{Range: at, Left: x.key(at), Ops: []syntax.Op{"in"}, Rights: []syntax.Expr{name(x.out.cache)}},
			Body: []syntax.Stmt{&syntax.Return{Range: at, Value: entry()}},
		},
		&syntax.Assign{Range: at, Targets: []syntax.Expr{name(result)}, Value: &syntax.Call{Range: at, Func: name(inner), Args: x.arguments(at)}},
		&syntax.Assign{Range: at, Targets: []syntax.Expr{entry()}, Value: name(result)},
		&syntax.Return{Range: at, Value: name(result)},
	)
	x.out.def = &made
	x.plan.stands[&made] = &standIn{memo: &Memo{Size: memo.Size, Local: x.out.cache}}
}

// key is what the results are kept by.
func (x *expander) key(at syntax.Range) syntax.Expr {
	switch args := x.arguments(at); len(args) {
	case 0:
		return &syntax.Int{Range: at}
	case 1:
		return args[0]
	default:
		return &syntax.Tuple{Range: at, Elts: args}
	}
}

// decorated is what a def in a block means; nil where it is what it is.
func (k *keeper) decorated(def *syntax.FunctionDef) []syntax.Stmt {
	e := k.expansion(def, k)
	if e == nil || e.def == nil {
		return nil
	}
	at := def.NameRange
	cache := &syntax.Name{Range: at, ID: e.cache}
	if k.caches == nil {
		k.caches = map[string]string{}
	}
	k.caches[def.Name] = e.cache
	return []syntax.Stmt{&syntax.Assign{Range: at, Targets: []syntax.Expr{cache}, Value: &syntax.Dict{Range: at}}, e.def}
}

// cleared is what f.cache_clear() means; nil for anything else.
func (k *keeper) cleared(s syntax.Stmt) syntax.Stmt {
	x, ok := s.(*syntax.ExprStmt)
	if !ok {
		return nil
	}
	call, ok := x.Value.(*syntax.Call)
	if !ok || len(call.Args)+len(call.Keywords) > 0 {
		return nil
	}
	f, ok := call.Func.(*syntax.Attribute)
	if !ok || f.Attr != "cache_clear" {
		return nil
	}
	name, ok := f.Value.(*syntax.Name)
	switch {
	case !ok:
	case k.caches[name.ID] != "":
		at := name.Range
		return &syntax.ExprStmt{Range: s.Span(), Value: method(&syntax.Name{Range: at, ID: k.caches[name.ID]}, "clear", at)}
	case k.cached(name.ID) && !binds(k.def.Body, name.ID) && paramNamed(k.def, name.ID) < 0: // which computes the same again
		return &syntax.Pass{Range: s.Span()}
	}
	return nil
}

// cachedAbove reports whether a name means a function at the top of the module whose
// results are kept.
func (in *solver) cachedAbove(name string) bool {
	if in.scope.bindings[name] != 1 {
		return false
	}
	for _, s := range in.info.Top {
		if def, ok := s.(*syntax.FunctionDef); ok && def.Name == name {
			s := in.plan.stands[in.expanded(def)]
			return s != nil && s.memo != nil
		}
	}
	return false
}

package types

import (
	"slices"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// superOf reads super().name or super(C, self).name; name is "" for anything else.
func (in *solver) superOf(e syntax.Expr) (name string) {
	a, ok := e.(*syntax.Attribute)
	if !ok {
		return ""
	}
	call, ok := a.Value.(*syntax.Call)
	if !ok || in.qualified(call.Func) != "super" || len(call.Keywords) > 0 || len(call.Args) != 0 && len(call.Args) != 2 {
		return ""
	}
	return a.Attr
}

// A hidden method is one of a base that a class needs beside its own of that name,
// since super() finds it.
type hidden struct {
	from *class
	def  *syntax.FunctionDef
	name string
}

// source is the def of a name in the body of c, nil for none.
func (c *class) source(name string) *syntax.FunctionDef {
	if c.c.Def == nil {
		return nil
	}
	for _, s := range c.c.Def.Body {
		if def, ok := s.(*syntax.FunctionDef); ok && def.Name == name {
			return def
		}
	}
	return nil
}

// visible is the class whose method of a name objects of c have.
func (c *class) visible(name string) *class {
	for _, one := range append([]*class{c}, c.ancestors()...) {
		if one.source(name) != nil {
			return one
		}
	}
	return nil
}

// callSupers lets a copied method, written in the class from, call methods of c in
// the place of super().
func (in *solver) callSupers(c, from *class, def *syntax.FunctionDef) (needs []hidden, ok bool) {
	ok = true
	syntax.Walk(def.Body, func(n syntax.Node) bool {
		e, is := n.(syntax.Expr)
		if !is {
			return true
		}
		name := in.superOf(e)
		if name == "" {
			return true
		}
		a := e.(*syntax.Attribute)
		i := slices.IndexFunc(from.ancestors(), func(up *class) bool { return up.source(name) != nil })
		if i < 0 || name == "__init__" || name == "__post_init__" || def.Params == nil || len(def.Params.List) == 0 {
			ok = false
			return true
		}
		up := from.ancestors()[i]
		method := up.source(name)
		if len(method.Decorators) > 0 {
			ok = false
			return true
		}
		a.Value = &syntax.Name{Range: a.Value.Span(), ID: def.Params.List[0].Name}
		if c.visible(name) == up {
			return true
		}
		a.Attr = strings.ToLower(up.c.Name) + "_" + strings.Trim(name, "_")
		needs = append(needs, hidden{up, method, a.Attr})
		return true
	})
	return needs, ok
}

// baseInitCall reports whether a statement is super().__init__(…).
func (in *solver) baseInitCall(s syntax.Stmt) *syntax.Call {
	x, ok := s.(*syntax.ExprStmt)
	if !ok {
		return nil
	}
	call, ok := x.Value.(*syntax.Call)
	if !ok || in.superOf(call.Func) != "__init__" {
		return nil
	}
	return call
}

// inlineInit is the body of an __init__ written in a class, with those of its bases
// in the place of super().__init__(…).
func (in *solver) inlineInit(def *syntax.FunctionDef, from *class) ([]syntax.Stmt, []initCall, bool) {
	x := &inliner{solver: in, def: def, used: map[string]bool{}, taken: map[string]bool{}, ok: true}
	syntax.Walk(def.Body, func(n syntax.Node) bool {
		if name, ok := n.(*syntax.Name); ok {
			x.used[name.ID] = true
		}
		return true
	})
	if def.Params == nil || len(def.Params.List) == 0 {
		return def.Body, nil, false
	}
	for _, p := range def.Params.List {
		x.used[p.Name], x.taken[p.Name] = true, true
	}
	bindings(def.Body, func(name string, _ syntax.Range, _ syntax.Node) { x.taken[name] = true })
	body := x.body(def.Body, from, def.Params.List[0].Name)
	return body, x.inits, x.ok
}

// An inliner puts the bodies of the __init__ of bases into one.
type inliner struct {
	*solver
	def  *syntax.FunctionDef
	used map[string]bool // the names that it mentions
	// taken are those that it binds: what an __init__ that is put into it means by such
	// a name, but does not bind itself, would become another thing.
	taken map[string]bool
	ok    bool

	inits []initCall
}

func (x *inliner) body(body []syntax.Stmt, from *class, self string) []syntax.Stmt {
	var out []syntax.Stmt
	for _, s := range body {
		call := x.baseInitCall(s)
		if call == nil {
			out = append(out, s)
			continue
		}
		out = append(out, x.inline(call, from, self)...)
	}
	if len(out) == 0 {
		out = append(out, &syntax.Pass{Range: x.def.NameRange})
	}
	return out
}

// inline is what super().__init__(…), written in a class, does.
func (x *inliner) inline(call *syntax.Call, from *class, self string) []syntax.Stmt {
	for _, base := range from.ancestors() {
		if base.c.Kind == DataClass {
			break
		}
		if init := base.source("__init__"); init != nil {
			made, _ := syntax.Clone(init)
			x.inits = append(x.inits, initCall{base.c.Name, call})
			before, ok := x.bind(made, call, self)
			if x.ok = x.ok && ok; !x.ok {
				return nil
			}
			return append(before, x.body(made.Body, base, self)...)
		}
	}
	if len(call.Args)+len(call.Keywords) > 0 || slices.ContainsFunc(from.ancestors(), func(c *class) bool { return c.c.Kind == DataClass }) {
		x.ok = false
	}
	return nil
}

// bind gives the parameters of an __init__ that is put into another what the call
// passes, under names that mean nothing else there.
func (x *inliner) bind(def *syntax.FunctionDef, call *syntax.Call, self string) ([]syntax.Stmt, bool) {
	args, ok := x.arguments(def, call)
	if !ok {
		return nil, false
	}
	bound := map[string]bool{}
	bindings(def.Body, func(name string, _ syntax.Range, _ syntax.Node) { bound[name] = true })
	outside := map[string]bool{}
	bindings(x.def.Body, func(name string, _ syntax.Range, _ syntax.Node) { outside[name] = true })
	to := map[string]string{def.Params.List[0].Name: self}
	if bound[def.Params.List[0].Name] || !x.meansTheSame(def, bound) {
		return nil, false
	}
	inner := innerNames(def.Body)
	var out []syntax.Stmt
	for _, a := range args {
		if n, ok := a.value.(*syntax.Name); ok && !bound[a.name] && !bound[n.ID] && !inner[n.ID] && !outside[n.ID] && x.isParam(n.ID) {
			to[a.name] = n.ID
			continue
		}
		to[a.name] = x.fresh(a.name)
		target := &syntax.Name{Range: a.value.Span(), ID: to[a.name]}
		out = append(out, &syntax.Assign{Range: call.Range, Targets: []syntax.Expr{target}, Value: a.value})
	}
	for name := range bound {
		if to[name] == "" {
			to[name] = x.fresh(name)
		}
	}
	return out, rename(def.Body, to)
}

func (x *inliner) isParam(name string) bool {
	return slices.ContainsFunc(x.def.Params.List, func(p *syntax.Param) bool { return p.Name == name })
}

func (x *inliner) fresh(name string) string {
	out := name
	for i := 2; x.used[out]; i++ {
		out = name + "_" + strconv.Itoa(i)
	}
	x.used[out], x.taken[out] = true, true
	return out
}

// meansTheSame reports whether the names that an __init__ mentions and does not bind
// mean the same in the one that it is put into. They are not to be bound there either.
func (x *inliner) meansTheSame(def *syntax.FunctionDef, bound map[string]bool) bool {
	own := with(bound, paramNames(def.Params))
	same := true
	for _, name := range freeNames(def.Body) {
		if !own[name] {
			same = same && !x.taken[name]
			x.used[name] = true
		}
	}
	for name := range innerNames(def.Body) {
		x.used[name] = true
	}
	return same
}

// innerNames are the names that comprehensions and lambdas in statements bind.
func innerNames(body []syntax.Stmt) map[string]bool {
	var names []string
	syntax.Walk(body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Lambda:
			names = append(names, paramNames(n.Params)...)
		case *syntax.Comprehension:
			names = append(names, targetNames([]*syntax.Comprehension{n})...)
		}
		return true
	})
	return with(nil, names)
}

// A passedTo is what a parameter gets.
type passedTo struct {
	name  string
	value syntax.Expr
}

// arguments are what a call passes, in the order in which Python evaluates it.
func (x *inliner) arguments(def *syntax.FunctionDef, call *syntax.Call) ([]passedTo, bool) {
	if def.Params == nil || len(def.Params.List) == 0 || len(def.Decorators) > 0 {
		return nil, false
	}
	params := def.Params.List[1:]
	var out []passedTo
	given := map[string]bool{}
	for i, a := range call.Args {
		if i >= len(params) || isStarred(a) || params[i].Kind != syntax.PositionalOrKeyword && params[i].Kind != syntax.PositionalOnly {
			return nil, false
		}
		out = append(out, passedTo{params[i].Name, a})
		given[params[i].Name] = true
	}
	for _, k := range call.Keywords {
		i := slices.IndexFunc(params, func(p *syntax.Param) bool { return p.Name == k.Name })
		if i < 0 || given[k.Name] || params[i].Kind != syntax.PositionalOrKeyword && params[i].Kind != syntax.KeywordOnly {
			return nil, false
		}
		out = append(out, passedTo{k.Name, k.Value})
		given[k.Name] = true
	}
	for _, p := range params {
		if given[p.Name] {
			continue
		}
		if p.Default == nil || !unnoticed(p.Default) {
			return nil, false
		}
		if _, name := p.Default.(*syntax.Name); name {
			return nil, false
		}
		out = append(out, passedTo{p.Name, p.Default})
	}
	return out, true
}

// rename gives names in statements other ones. It reports whether it can: not where
// names are bound otherwise than by assignments, and not where something returns.
func rename(body []syntax.Stmt, to map[string]string) bool {
	ok := true
	syntax.Walk(body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Name:
			if name := to[n.ID]; name != "" {
				n.ID = name
			}
		case *syntax.FunctionDef, *syntax.ClassDef, *syntax.Lambda, *syntax.Global, *syntax.Nonlocal, *syntax.Return,
			*syntax.Import, *syntax.ImportFrom, *syntax.Match, *syntax.With, *syntax.Try, *syntax.ListComp, *syntax.SetComp,
			*syntax.DictComp, *syntax.GeneratorExp:
			if comp, is := n.(syntax.Expr); is {
				if _, lambda := comp.(*syntax.Lambda); !lambda {
					return true // names of its own are renamed alike
				}
			}
			ok = false
		}
		return true
	})
	return ok
}

package types

import (
	"slices"
	"strconv"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A decorated function is inferred as what its decorators make of it, where that is
// known:
//
//	@twice
//	def inc(n):
//	    return n + 1
//
// with a decorator twice(g) that returns def inner(n): return g(g(n)) means
//
//	def inc(n):
//	    def undecorated(n):
//	        return n + 1
//	    return undecorated(undecorated(n))
//
// A decorator is called once, when the def runs; so it must do no more than return
// a function, and keep nothing.

// A Memo says that the results of a function are kept, as functools.cache does.
type Memo struct {
	Size  int    // how many of them at most; negative for all
	Local string // the variable of the function around it that holds them, as Body says
}

// A standIn is what a definition stands for that decorators make.
type standIn struct {
	memo       *Memo
	made       bool                // it is inside that of a decorated function
	replaced   bool                // by what a function of the module returns
	wrapper    *syntax.FunctionDef // whose body and parameters it has, in a decorator
	positional bool                // Python takes no arguments by name, or others
}

// Called are the functions of the source that f calls, or what stands for it does.
func (f *Function) Called() []*Function {
	var out []*Function
	for _, g := range f.Calls {
		called := []*Function{g}
		if g.Made {
			called = g.Called()
		}
		for _, h := range called {
			if !slices.Contains(out, h) {
				out = append(out, h)
			}
		}
	}
	return out
}

// An expansion is what a decorated def means.
type expansion struct {
	def   *syntax.FunctionDef // nil where that is not known
	why   string              // it is not
	at    syntax.Expr         // which decorator is to blame
	cache string              // of a nested function whose results are kept: the dict that holds them
	used  []string            // the functions of the module that decorate it

	positional bool // Python takes no arguments by name, or others
}

// expanded is the def that is inferred for one at the top of the module.
func (in *solver) expanded(def *syntax.FunctionDef) *syntax.FunctionDef {
	if e := in.expansion(def, nil); e != nil && e.def != nil {
		return e.def
	}
	return def
}

// expansion is what a def with decorators means; nil for one without. The keeper is
// that of the function around the def, nil at the top of the module.
func (in *solver) expansion(def *syntax.FunctionDef, around *keeper) *expansion {
	if len(def.Decorators) == 0 {
		return nil
	}
	e := in.plan.expansions[def]
	if e == nil {
		e = &expansion{}
		in.plan.expansions[def] = e
		x := &expander{solver: in, def: def, out: e, taken: map[string]bool{}, foreign: map[string]bool{}}
		if around != nil {
			x.nested(around)
		} else {
			x.top()
		}
		if e.why != "" {
			e.def = nil
		}
	}
	return e
}

// An expander finds what one def means.
type expander struct {
	*solver
	def   *syntax.FunctionDef
	out   *expansion
	taken map[string]bool // names that mean something in what is put together

	foreign map[string]bool // names in the decorators
	made    []syntax.Stmt   // the functions inside the one that is made
}

func (x *expander) fail(at syntax.Expr, why string) {
	if x.out.why == "" {
		x.out.at, x.out.why = at, why
	}
}

// plain reports whether all parameters are given by position, one for one.
func (x *expander) plain() bool {
	if x.def.Params != nil {
		for _, p := range x.def.Params.List {
			if p.Kind != syntax.PositionalOrKeyword && p.Kind != syntax.PositionalOnly {
				return false
			}
		}
	}
	return true
}

// top expands a def at the top of the module: its decorators make, from the last to
// the first, a function of what the one below made.
func (x *expander) top() {
	if x.isContextManager(x.def) {
		x.fail(x.def.Decorators[0], "what "+x.def.Name+" does is part of the with statements that call it, and it is no function in Rust")
		return
	}
	take(x.taken, x.def)
	var layers []layer
	for _, d := range x.def.Decorators {
		if memo, is := x.memo(d); is {
			layers = append(layers, layer{d, memo, nil})
		} else if w := x.wrapper(d); w != nil && w.def != nil { // nil returns what it is given
			layers = append(layers, layer{d, nil, w})
		}
	}
	switch {
	case x.out.why != "":
		return
	case !x.plain():
		x.fail(x.def.Decorators[0], "a decorator of a function with parameters by name only, or any number of them, is not translated")
		return
	}
	made := *x.def
	made.Decorators = nil
	x.out.def = &made
	if len(layers) == 0 {
		return
	}
	stands := &standIn{memo: layers[0].memo, positional: x.out.positional}
	inner := x.inner(x.def.Body, layers[len(layers)-1].at, nil)
	named := x.def.Name
	for i := len(layers) - 1; i >= 0; i-- {
		l := layers[i]
		body, wrapper := x.passOn(inner, l.at), (*syntax.FunctionDef)(nil)
		if l.wrapper != nil {
			body = x.wrapped(l.wrapper, inner, named)
			if l.wrapper.pack == "" {
				wrapper = l.wrapper.def
			}
			if !l.wrapper.wraps {
				named = l.wrapper.name
			}
		}
		if i > 0 {
			inner = x.inner(body, layers[i-1].at, l.memo)
			x.plan.stands[x.made[len(x.made)-1].(*syntax.FunctionDef)].wrapper = wrapper
		} else {
			made.Body = append(x.made, body...)
			stands.wrapper = wrapper
		}
	}
	for _, l := range layers {
		if l.wrapper != nil {
			made.Returns, stands.replaced = nil, true // what is annotated is the function that is decorated
		}
	}
	x.plan.stands[&made] = stands
}

// A layer is what one decorator makes: a cache, or the function of a wrapper.
type layer struct {
	at      syntax.Expr
	memo    *Memo
	wrapper *wrapper
}

// inner makes a function inside the one that is made, and gives its name.
func (x *expander) inner(body []syntax.Stmt, d syntax.Expr, memo *Memo) string {
	made := *x.def
	made.Name = x.fresh("undecorated")
	if _, cached := x.cache(d); cached {
		made.Name = x.fresh("uncached")
	}
	made.NameRange, made.Decorators, made.Docstring, made.Body = d.Span(), nil, nil, body
	made.Params = bare(x.def.Params)
	if len(x.made) > 0 {
		made.Returns = nil
	}
	x.made = append(x.made, &made)
	x.plan.stands[&made] = &standIn{memo: memo, made: true}
	return made.Name
}

// passOn is return name(parameters).
func (x *expander) passOn(name string, d syntax.Expr) []syntax.Stmt {
	at := d.Span()
	call := &syntax.Call{Range: at, Func: &syntax.Name{Range: at, ID: name}, Args: x.arguments(at)}
	return []syntax.Stmt{&syntax.Return{Range: at, Value: call}}
}

// arguments names the parameters of the function.
func (x *expander) arguments(at syntax.Range) []syntax.Expr {
	var out []syntax.Expr
	if x.def.Params != nil {
		for _, p := range x.def.Params.List {
			out = append(out, &syntax.Name{Range: at, ID: p.Name})
		}
	}
	return out
}

// take notes the names in a def.
func take(taken map[string]bool, def *syntax.FunctionDef) {
	syntax.Inspect(def, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Name:
			taken[n.ID] = true
		case *syntax.Param:
			taken[n.Name] = true
		case *syntax.FunctionDef:
			taken[n.Name] = true
		case *syntax.ExceptHandler:
			taken[n.Name] = true
		}
		return true
	})
}

// fresh is a name that nothing has.
func (x *expander) fresh(base string) string {
	name := base
	for n := 2; x.taken[name] || x.foreign[name]; n++ {
		name = base + "_" + strconv.Itoa(n)
	}
	x.taken[name] = true
	return name
}

// memo reads @cache and @lru_cache(…).
func (x *expander) memo(d syntax.Expr) (*Memo, bool) {
	memo, is := x.cache(d)
	if is && firstYield(x.def) != nil {
		x.fail(d, "a generator that is kept is empty once it was walked: a cached generator function is not translated")
	}
	return memo, is
}

func (x *expander) cache(d syntax.Expr) (*Memo, bool) {
	call, called := d.(*syntax.Call)
	named := d
	if called {
		named = call.Func
	}
	switch name := x.qualified(named); {
	case name == "functools.cache" && !called:
		return &Memo{Size: -1}, true
	case name == "functools.lru_cache" && !called:
		return &Memo{Size: 128}, true
	case name == "functools.lru_cache":
		return x.sized(call), true
	}
	return nil, false
}

// sized reads lru_cache(maxsize, typed).
func (x *expander) sized(call *syntax.Call) *Memo {
	given := [2]syntax.Expr{}
	fits := len(call.Args) <= 2
	for i, a := range call.Args {
		if fits && !isStarred(a) {
			given[i] = a
		}
	}
	for _, k := range call.Keywords {
		switch {
		case k.Name == "maxsize" && given[0] == nil:
			given[0] = k.Value
		case k.Name == "typed" && given[1] == nil:
			given[1] = k.Value
		default:
			fits = false
		}
	}
	memo := &Memo{Size: 128}
	switch size := given[0].(type) {
	case nil:
	case *syntax.None:
		memo.Size = -1
	default:
		n, literal := intConstant(size)
		fits = fits && literal && n < 1<<31
		fits = fits && n > 0
		memo.Size = int(n)
	}
	if typed, literal := given[1].(*syntax.Bool); given[1] != nil && (!literal || typed.Value) {
		fits = false
	}
	if !fits {
		x.fail(call, "lru_cache is translated with None or a number above 0 as maxsize, and without typed")
	}
	return memo
}

// findDecorators finds the functions of the module that do nothing but decorate:
// they became part of what they decorate.
func (in *solver) findDecorators() {
	left := map[string]int{} // how often each decorates, but for the mentions that were seen
	for _, s := range in.info.Top {
		if def, ok := s.(*syntax.FunctionDef); ok {
			if e := in.expansion(def, nil); e != nil && e.def != nil {
				for _, name := range e.used {
					left[name]++
				}
			}
		}
	}
	if len(left) == 0 {
		return
	}
	syntax.Walk(in.info.Module.Body, func(n syntax.Node) bool {
		if name, ok := n.(*syntax.Name); ok {
			if _, decorates := left[name.ID]; decorates {
				left[name.ID]--
			}
		}
		return true
	})
	in.decorating = map[*syntax.FunctionDef]bool{}
	for _, s := range in.info.Top {
		if def, ok := s.(*syntax.FunctionDef); ok {
			if n, decorates := left[def.Name]; decorates && n == 0 {
				in.decorating[def] = true
			}
		}
	}
}

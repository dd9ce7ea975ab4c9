package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A parameter *xs takes a tuple of the positional arguments that are left, and
// **options a dict of the keyword arguments. The tuple and the dict are
// expressions that stand in no source: f(1, 2, *t) of def f(a, *xs) means f with
// xs = (2, *t). A star before the last positional parameter gives the elements of
// a tuple of known length one by one: f(*t) means f(t[0], t[1]).

// A packKey names an expression that a call stands for.
type packKey struct {
	call  *syntax.Call
	param *syntax.Param // that takes it; nil for an element of a starred tuple
	arg   int           // index of the starred argument
	elem  int
}

// packed is an expression that a call stands for, the same in every run.
func (p *plan) packed(key packKey, make func() syntax.Expr) syntax.Expr {
	if p.packs[key] == nil {
		p.packs[key] = make()
	}
	return p.packs[key]
}

// A binder matches the arguments of a call with parameters as Python does.
type binder struct {
	w      *walker
	e      *syntax.Call
	fn     *function
	params []*Var
	skip   int
	bound  []syntax.Expr
	ok     bool
	quiet  bool // the call is refused, or not yet known, for another reason
}

// bindUser matches arguments with parameters; the first skip parameters are those
// that Python itself passes values for.
func (w *walker) bindUser(e *syntax.Call, fn *function, skip int) (bound []syntax.Expr, ok bool) {
	params := fn.f.Params[:fn.own()]
	b := &binder{w: w, e: e, fn: fn, params: params, skip: skip, bound: make([]syntax.Expr, len(params)), ok: true}
	if len(e.Keywords) > 0 && fn.positional {
		b.refuse(e, "%s is decorated by a function that tells arguments by name from those by position: pass them by position", fn.f.Name)
	}
	b.positional()
	b.keywords()
	for i, p := range params {
		if b.ok && i >= skip && b.bound[i] == nil && fn.f.Defaults[i] == nil {
			b.fail(e, "%s needs the argument %s: Python raises TypeError", fn.f.Name, p.Name)
		}
	}
	return b.bound, b.ok
}

func (b *binder) fail(n syntax.Node, format string, args ...any) {
	if !b.quiet {
		b.w.refuse("PT206", n, format, args...)
	}
	b.ok = false
}

// give up on the call because of what is refused at n.
func (b *binder) refuse(n syntax.Node, format string, args ...any) {
	b.w.refuse("PT509", n, format, args...)
	b.quiet, b.ok = true, false
}

// taking is the index of the parameter of a kind, or -1.
func (b *binder) taking(kind syntax.ParamKind) int {
	return slices.IndexFunc(b.params, func(p *Var) bool { return p.Param.Kind == kind })
}

// positional binds positional arguments.
func (b *binder) positional() {
	places := b.skip // of positional parameters, which come first
	for places < len(b.params) && b.params[places].Param.Kind < syntax.VarPositional {
		places++
	}
	var rest []syntax.Expr
	next := b.skip
	for i, arg := range b.e.Args {
		if isStarred(arg) && len(b.e.Keywords) > 0 && b.e.Keywords[0].Start < arg.Span().Start {
			b.w.argument(arg.(*syntax.Starred).Value)
			b.refuse(arg, "Python evaluates what stands behind a star before the keywords: put it before them")
			continue
		}
		for _, x := range b.spread(i, arg, next < places) {
			switch {
			case next < places:
				b.bound[next] = x
				next++
			case b.taking(syntax.VarPositional) >= 0:
				rest = append(rest, x)
			default:
				if star, ok := arg.(*syntax.Starred); ok {
					arg = star.Value
				}
				b.w.argument(arg)
				b.fail(arg, "%s takes fewer positional arguments: Python raises TypeError", b.fn.f.Name)
			}
		}
	}
	if i := b.taking(syntax.VarPositional); i >= 0 {
		key := packKey{call: b.e, param: b.params[i].Param, elem: len(rest)}
		b.bound[i] = b.w.plan.packed(key, func() syntax.Expr { return &syntax.Tuple{Range: b.around(rest), Elts: rest} })
	}
}

// spread is what a positional argument gives: itself, or the elements of a
// starred tuple where they are for parameters of their own.
func (b *binder) spread(i int, arg syntax.Expr, apart bool) []syntax.Expr {
	star, ok := arg.(*syntax.Starred)
	if !ok || !apart {
		return []syntax.Expr{arg}
	}
	if display, ok := star.Value.(*syntax.Tuple); ok && !slices.ContainsFunc(display.Elts, isStarred) {
		return display.Elts
	}
	x := b.w.value(star.Value)
	b.w.note(star, x)
	switch {
	case x.tuple != nil && x.set == (set{tuple: x.tuple}):
		var out []syntax.Expr
		for n := range x.tuple.elems {
			out = append(out, b.w.plan.packed(packKey{call: b.e, arg: i, elem: n}, func() syntax.Expr { return elementOf(star, n) }))
		}
		return out
	case x.empty():
		b.quiet, b.ok = true, false
	default:
		b.refuse(arg, "how many arguments this gives is known only when it runs: pass them one by one")
	}
	return nil
}

// elementOf is the argument that is element n of a starred tuple.
func elementOf(star *syntax.Starred, n int) *syntax.Subscript {
	at := syntax.Range{Start: star.Start, End: star.Start} // where no index stands in any source
	return &syntax.Subscript{Range: star.Range, Value: star.Value, Index: &syntax.Int{Range: at, Value: int64(n)}}
}

// IsStarElement reports whether e is an argument that a starred tuple gives. Several
// of them have the tuple in common, which is evaluated once.
func IsStarElement(e *syntax.Subscript) bool {
	return e.Index.Span() == syntax.Range{Start: e.Start, End: e.Start} && e.End > e.Start
}

// around is the range of the arguments that are packed together.
func (b *binder) around(rest []syntax.Expr) syntax.Range {
	if len(rest) == 0 {
		return syntax.Range{Start: b.e.End, End: b.e.End}
	}
	return syntax.Range{Start: rest[0].Span().Start, End: rest[len(rest)-1].Span().End}
}

// keywords binds keyword arguments.
func (b *binder) keywords() {
	var rest []*syntax.Keyword
	last := -1
	catch := b.taking(syntax.VarKeyword)
	for n, k := range b.e.Keywords {
		i := paramIndex(b.params, k.Name)
		switch {
		case k.Name == "" && (catch < 0 || len(b.e.Keywords) > 1 || b.named()):
			b.w.eval(k.Value)
			b.refuse(k, "which parameters ** gives is known only when it runs: pass them by name")
		case k.Name != "" && i >= 0 && (i < b.skip || b.bound[i] != nil):
			b.w.eval(k.Value)
			b.fail(k, "%s gets %s twice: Python raises TypeError", b.fn.f.Name, k.Name)
		case k.Name != "" && i >= 0:
			b.bound[i] = k.Value
		case catch < 0:
			b.w.eval(k.Value)
			b.fail(k, "%s has no parameter %s: Python raises TypeError", b.fn.f.Name, k.Name)
		case last >= 0 && last != n-1:
			b.w.eval(k.Value)
			b.refuse(k, "put the arguments that **%s takes side by side, so that they are evaluated in order", b.params[catch].Name)
		default:
			rest, last = append(rest, k), n
		}
	}
	if catch >= 0 {
		key := packKey{call: b.e, param: b.params[catch].Param, elem: len(rest)}
		b.bound[catch] = b.w.plan.packed(key, func() syntax.Expr { return b.options(rest) })
	}
}

// named reports whether a parameter can be given by name.
func (b *binder) named() bool {
	return slices.ContainsFunc(b.params[b.skip:], func(p *Var) bool {
		return p.Param.Kind == syntax.PositionalOrKeyword || p.Param.Kind == syntax.KeywordOnly
	})
}

// options is the dict of keyword arguments.
func (b *binder) options(rest []*syntax.Keyword) syntax.Expr {
	values := make([]syntax.Expr, len(rest))
	out := &syntax.Dict{}
	for i, k := range rest {
		values[i] = k.Value
		var key syntax.Expr
		if k.Name != "" {
			key = &syntax.Str{Range: k.NameRange, Value: k.Name}
		}
		out.Keys, out.Values = append(out.Keys, key), append(out.Values, k.Value)
	}
	out.Range = b.around(values)
	return out
}

// variadic reports whether a parameter takes any number of arguments.
func variadic(p *syntax.Param) bool {
	return p != nil && (p.Kind == syntax.VarPositional || p.Kind == syntax.VarKeyword)
}

// pack gives a parameter *xs or **options the type that it always has, and its
// parts what the annotation says.
func (in *solver) pack(p *variable) {
	elem := &slot{}
	switch p.v.Param.Kind {
	case syntax.VarPositional:
		p.slot.set = set{varying: &varyingT{elem: elem}}
	case syntax.VarKeyword:
		p.slot.set = set{dict: &dictT{key: &slot{set: basic(bStr)}, val: elem}}
	}
	if p.v.Param.Annotation == nil {
		return
	}
	a := in.annotate(p.v.Param.Annotation)
	switch {
	case a.wrong != "":
		in.refuseAnnotation(p, a)
	case !a.open:
		elem.declare(a)
		elem.claim()
		p.v.Declared = true
		p.claim = in.slotType(p.slot)
	}
}

// stars reports whether fn takes any number of arguments.
func (fn *function) stars() bool {
	return slices.ContainsFunc(fn.f.Params, func(p *Var) bool { return variadic(p.Param) })
}

// unknownPack is the type of a parameter *xs or **options of which nothing is known.
func unknownPack(p *syntax.Param) Type {
	unknown := Dynamic{Reason: "nothing says what it is"}
	if p.Kind == syntax.VarKeyword {
		return Dict{Key: Str, Value: unknown}
	}
	return VarTuple{unknown}
}

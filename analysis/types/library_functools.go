package types

import (
	"strconv"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

func functoolsSpecials() map[string]special {
	return map[string]special{"functools.reduce": (*walker).reduce, "functools.partial": (*walker).partial}
}

// reduce is reduce(f, xs) and reduce(f, xs, start): what f makes of what came out
// so far and the next item.
func (w *walker) reduce(c call) val {
	pos, _, ok := w.args(c, 2, 3)
	if !ok {
		return notKnown()
	}
	out := site(w, c.node, 0, func() *slot { return &slot{} })
	elem := w.elements(w.value(pos[1]), pos[1])
	if len(pos) == 3 {
		start := w.value(pos[2])
		w.flow(out, start)
		w.put(out, start.set)
	} else {
		w.flow(out, elem)
		w.put(out, elem.set)
	}
	result, ok := w.appliedAtOnce(pos[0], []val{{set: w.get(out), src: out}, elem})
	if !ok {
		w.eval(pos[0])
		w.refuse("PT510", pos[0], "reduce is translated only with a lambda or the name of a function")
		return notKnown()
	}
	w.flow(out, result)
	w.put(out, result.set)
	return val{set: w.get(out), src: out}
}

// cmpKey is key=cmp_to_key(compare) of what is sorted: compare is called with two of
// its elements, and gives a number.
func (w *walker) cmpKey(key syntax.Expr, elem val) bool {
	c, ok := key.(*syntax.Call)
	if !ok || len(c.Args) != 1 || len(c.Keywords) > 0 || w.qualified(c.Func) != "functools.cmp_to_key" {
		return false
	}
	answer, ok := w.applied(c.Args[0], []val{elem, elem})
	switch {
	case !ok:
		w.eval(c.Args[0])
		w.refuse("PT510", key, "cmp_to_key is translated only with a lambda or the name of a function")
	case answer.set.without(bInts|bBool|bFloat) != set{}:
		w.refuse("PT510", key, "cmp_to_key is translated with a function that always gives a number, and this one gives %s", w.typeOf(answer.set))
	default:
		w.resolve(c, Callee{Kind: Library, Name: "functools.cmp_to_key"})
	}
	return true
}

// partial is partial(f, given…): a function of the arguments that are left, which
// holds those that are given.
func (w *walker) partial(c call) val {
	if w.u.lifted[c.node] == nil {
		meant := w.partialLambda(c.node)
		if meant == nil {
			w.arguments(c.node)
			w.refuse("PT510", c.node, "partial is translated for a function of the file by name, with plain parameters of which it gives the first, or the last by name")
			return notKnown()
		}
		return w.lift(c.node, "partial", func() *syntax.Lambda { return meant })
	}
	return w.lift(c.node, "partial", nil)
}

// partialLambda is lambda rest…, given=…: f(given…, rest…), nil where partial means
// something else.
func (w *walker) partialLambda(e *syntax.Call) *syntax.Lambda {
	if len(e.Args) == 0 {
		return nil
	}
	name, ok := e.Args[0].(*syntax.Name)
	if !ok {
		return nil
	}
	fn := w.scope.functions[name.ID]
	if v := w.lookupName(name); v != nil {
		fn = v.fn
	}
	if fn == nil || len(e.Args)-1 > fn.own() {
		return nil
	}
	at := e.Range
	call := &syntax.Call{Range: at, Func: namedAgain(name)}
	params := &syntax.Params{Range: at}
	var given []*syntax.Param
	hold := func(x syntax.Expr) *syntax.Name {
		p := &syntax.Param{Range: at, Name: "given_" + strconv.Itoa(len(given)+1), NameRange: at, Default: x}
		given = append(given, p)
		return &syntax.Name{Range: at, ID: p.Name}
	}
	named := map[string]syntax.Expr{}
	for _, k := range e.Keywords {
		named[k.Name] = k.Value
	}
	for i, p := range fn.f.Params[:fn.own()] {
		switch {
		case p.Param.Kind != syntax.PositionalOrKeyword, i+1 < len(e.Args) && (isStarred(e.Args[i+1]) || named[p.Name] != nil):
			return nil
		case i+1 < len(e.Args):
			call.Args = append(call.Args, hold(e.Args[i+1]))
		case named[p.Name] != nil:
			call.Keywords = append(call.Keywords, &syntax.Keyword{Range: at, Name: p.Name, NameRange: at, Value: hold(named[p.Name])})
			delete(named, p.Name)
		case fn.f.Defaults[i] != nil:
		case len(call.Keywords) > 0: // which Python would give by position to another
			return nil
		default:
			rest := &syntax.Param{Range: at, Name: "rest_" + strconv.Itoa(len(params.List)+1), NameRange: at}
			params.List = append(params.List, rest)
			call.Args = append(call.Args, &syntax.Name{Range: at, ID: rest.Name})
		}
	}
	if len(named) > 0 || len(e.Keywords) > 1 { // which are evaluated in the order in which they stand
		return nil
	}
	params.List = append(params.List, given...)
	return &syntax.Lambda{Range: at, Params: params, Body: call}
}

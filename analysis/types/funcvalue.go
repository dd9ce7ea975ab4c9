package types

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A function as a value is known by the functions it may be: all values that meet
// in one place may be the functions of each, and share the slots of parameters and
// results (0-CFA by unification, since Rust has one signature for one place). A
// call of the value is a call of each of its functions.
//
// A lambda that is kept, and a builtin or operator that is, becomes a function of
// its own (plan.lifted) with the variables around it as captures, as a function
// inside a function has them (nested.go).

// A FuncSet is the functions that a value may be.
type FuncSet struct{ Funcs []*Function }

// root is the set of functions that t was made one with.
func (t *fnT) root() *fnT {
	for t.parent != nil {
		t = t.parent
	}
	return t
}

// meetFunctions makes one of two sets of functions.
func (in *solver) meetFunctions(a, b *fnT) {
	a, b = a.root(), b.root()
	if a == b {
		return
	}
	b.parent = a
	for i, p := range b.params {
		if i < len(a.params) {
			in.unify(a.params[i], p)
		} else {
			a.params = append(a.params, p)
		}
	}
	in.unify(a.result, b.result)
	for _, target := range b.targets {
		if !slices.Contains(a.targets, target) {
			a.targets = append(a.targets, target)
		}
	}
	switch {
	case b.given == 0 || a.given == b.given:
	case a.given == 0:
		a.given = b.given
	default:
		a.given = severalCounts
	}
	a.readers = append(a.readers, b.readers...)
	in.changes++
	in.news(a.readers)
}

// severalCounts stands for calls with different numbers of arguments.
const severalCounts = -1

// arguments are the slots of the parameters that calls give.
func (t *fnT) arguments() []*slot {
	t = t.root()
	if t.given > 0 && t.given <= len(t.params) {
		return t.params[:t.given-1]
	}
	return t.params
}

// setOf is the set of functions as it is shown.
func (in *solver) setOf(t *fnT) *FuncSet {
	t = t.root()
	if in.funcSets[t] == nil {
		in.funcSets[t] = &FuncSet{}
	}
	out := in.funcSets[t]
	if !in.frozen || out.Funcs != nil {
		return out
	}
	for _, target := range t.targets {
		if target.unit.kind == functionUnit {
			out.Funcs = append(out.Funcs, target.f)
		}
	}
	slices.SortStableFunc(out.Funcs, func(a, b *Function) int { return a.Def.NameRange.Start - b.Def.NameRange.Start })
	return out
}

// functionValue evaluates a function that is not called but used as a value.
func (w *walker) functionValue(e syntax.Expr, fn *function) val {
	if fn.outer == nil && !fn.f.Lambda {
		fn = w.instance(e, nil, w.u.fn, fn)
	}
	switch {
	case fn.twice:
		w.refuse("PT502", e, "%s is bound more than once, so which function this is depends on when", fn.f.Name)
		return notKnown()
	case fn.lazy || fn.f.Yields:
		w.refuse("PT503", e, "%s is a generator or async function, which is not translated as a value", fn.f.Name)
		return notKnown()
	case w.u.fn != nil && w.u.fn.f.Yields && len(fn.captures) > 0:
		w.refuse("PT503", e, "%s uses variables of a generator, which is not translated in a function that is a value", fn.f.Name)
		return notKnown()
	case fn.stars():
		w.refuse("PT509", e, "%s takes any number of arguments, so it is not translated as a value", fn.f.Name)
		return notKnown()
	}
	w.checkDefined(fn, e)
	args := make([]syntax.Expr, fn.own())
	for i, p := range fn.f.Params[:fn.own()] {
		if p.Param.Kind == syntax.KeywordOnly && fn.f.Defaults[i] == nil {
			w.refuse("PT510", e, "%s has a parameter that is given by name only, so it is not translated as a value", fn.f.Name)
		}
		if d := fn.f.Defaults[i]; d != nil && fn.evaluatesAtValue(d) {
			w.give(fn, i, w.value(d), d)
			args[i] = d
		}
	}
	args = append(args, w.passed(fn, e)...)
	fn.isValue = true
	if w.record {
		w.info.refs[e] = &Callee{Kind: User, Name: fn.f.Name, Func: fn.f, Args: args, Holds: w.checkCaptures(e, fn)}
		w.u.fn.use(fn, e.Span())
	}
	return val{set: set{fn: fn.value}}
}

// checkCaptures refuses a function as a value whose captures may get new values
// while it is kept: it would see them in Python. In a return nothing follows that
// could give them any, so that the function may even be the one that does. It
// reports whether it is.
func (w *walker) checkCaptures(e syntax.Expr, fn *function) bool {
	holds := false
	for _, c := range fn.captures {
		if !c.written && c.from.fixed() {
			continue
		}
		name := c.from.v.Name
		switch {
		case !w.returning || c.from.owner != w.u || len(w.scopes) > 0 || len(w.tries) > 0:
			w.refuse("PT502", e, "%s uses %s, which may get another value while this function is kept: return it at once, or pass %s=%s as a default", fn.f.Name, name, name, name)
		case c.from.sharers() > 1:
			w.refuse("PT507", e, "several functions that are kept share %s, which gets new values", name)
		case c.written && fn.callsValues(map[*function]bool{}):
			w.refuse("PT507", e, "%s gives %s a new value and calls functions that are not known by name, which may call it again", fn.f.Name, name)
		}
		holds = holds || c.written
	}
	return holds
}

// fixed reports whether v has one value from where it is bound.
func (v *variable) fixed() bool {
	times := timesBound(v.owner.body, v.v.Name)
	if v.v.Kind == Parameter {
		return times == 0 && !v.writtenInside()
	}
	return times == 1 && v.web == 0 && !v.writtenInside() && !boundInLoop(v.owner.body, v.v.Name)
}

// writtenInside reports whether a function inside that of v gives v new values.
func (v *variable) writtenInside() bool {
	return v.anyCapture(func(_ *function, c *capture) bool { return c.written })
}

// sharers counts the functions as values that capture v.
func (v *variable) sharers() int {
	n := 0
	v.anyCapture(func(fn *function, _ *capture) bool {
		if fn.isValue {
			n++
		}
		return false
	})
	return n
}

// anyCapture reports whether a capture of v, by any function inside that of v, is so.
func (v *variable) anyCapture(is func(*function, *capture) bool) bool {
	var visit func(fn *function) bool
	visit = func(fn *function) bool {
		return slices.ContainsFunc(fn.children, func(child *function) bool {
			return visit(child) || slices.ContainsFunc(child.captures, func(c *capture) bool { return c.from == v && is(child, c) })
		})
	}
	return v.owner.fn != nil && visit(v.owner.fn)
}

// boundInLoop reports whether a statement in a loop binds a name.
func boundInLoop(body []syntax.Stmt, name string) bool {
	return slices.ContainsFunc(body, func(s syntax.Stmt) bool {
		switch s.(type) {
		case *syntax.For, *syntax.While:
			return timesBound([]syntax.Stmt{s}, name) > 0
		}
		return slices.ContainsFunc(Blocks(s), func(b []syntax.Stmt) bool { return boundInLoop(b, name) })
	})
}

// callsValues reports whether fn, or what it calls, calls a function value.
func (fn *function) callsValues(seen map[*function]bool) bool {
	if seen[fn] {
		return false
	}
	seen[fn] = true
	return fn.callsValue || slices.ContainsFunc(fn.uses, func(u use) bool { return u.fn.callsValues(seen) })
}

// evaluatesAtValue reports whether a default of fn is computed where fn becomes a
// value: that of a lambda, in the scope around it.
func (fn *function) evaluatesAtValue(d syntax.Expr) bool { return fn.f.Lambda && !nameless(d) }

// callFunction evaluates the call of a value that may be several functions.
func (w *walker) callFunction(e *syntax.Call, x val) val {
	if x.has(bNone) {
		w.optional(e.Func, x, "a call")
	}
	if len(e.Keywords) > 0 || slices.ContainsFunc(e.Args, isStarred) {
		w.arguments(e)
		w.refuse("PT510", e, "a function in a variable is called with plain arguments only: pass them by position")
		return notKnown()
	}
	if w.u.fn != nil {
		w.u.fn.callsValue = true
	}
	t := x.fn.root()
	t.readers = readBy(t.readers, w.u)
	for i, arg := range e.Args {
		a := w.eval(arg)
		w.checkKept(arg, a)
		if t = t.root(); i >= len(t.params) {
			w.refuse("PT206", arg, "this is called with more arguments than it takes as a value")
			continue
		}
		p := t.params[i]
		if !p.root().declared || !p.root().set.has(bFloat) {
			w.check(arg, a)
		}
		if w.seeds(a.set) {
			w.accept(p, a.set, arg, "parameter")
			w.flow(p, a)
			w.put(p, a.set)
		}
	}
	t = t.root()
	switch n := len(e.Args) + 1; {
	case t.given == 0:
		t.given = n
	case t.given != n:
		t.given = severalCounts
		w.refuse("PT510", e, "functions in one variable are called with different numbers of arguments")
	}
	callee := &Callee{Kind: Value, Set: w.setOf(t)}
	for _, target := range t.targets {
		w.reaches(e, target, len(e.Args))
	}
	w.loseAttributes()
	if len(t.targets) > 0 {
		w.resolve(e, *callee)
	}
	return val{set: w.get(t.result), src: t.result}
}

// reaches notes that a call with n arguments may call target.
func (w *walker) reaches(e *syntax.Call, target *function, n int) {
	for i := range target.own() {
		switch {
		case i < n && w.u != target.unit:
			if w.u.kind == doctestUnit {
				target.seen[i].doctest = true
			} else {
				target.seen[i].call = true
			}
		case i >= n && target.f.Defaults[i] == nil:
			w.refuse("PT206", e, "this may be %s, which needs the argument %s: Python raises TypeError", target.f.Name, target.f.Params[i].Name)
		}
	}
	if target.own() < n {
		w.refuse("PT206", e, "this may be %s, which is translated as a value with %d argument(s)", target.f.Name, target.own())
	}
	w.forget(target)
	if w.record && target.unit.kind == functionUnit {
		w.u.fn.use(target, e.Range)
	}
}

// A lifted is a function that is made of an expression in one unit.
type lifted struct {
	def     *syntax.FunctionDef
	builtin bool // it stands for a function that has no text here
}

// lift evaluates an expression that stands for a function without a def. The run
// that finds it asks for one more, in which it is a function.
func (w *walker) lift(e syntax.Expr, name string, made func() *syntax.Lambda) val {
	if fn := w.u.lifted[e]; fn != nil {
		return w.functionValue(e, fn)
	}
	if w.plan.lifted[e] != nil || w.last {
		w.refuse("PT510", e, "this function is not translated as a value here")
		return notKnown()
	}
	lambda := made()
	if name := w.fleeting(lambda); name != "" {
		w.refuse("PT502", e, "this function uses %s, a variable of a comprehension or lambda around it: pass it as a default, %s=%s", name, name, name)
		return notKnown()
	}
	w.plan.lifted[e] = &lifted{def: functionOf(name, e.Span(), lambda), builtin: syntax.Expr(lambda) != e}
	w.again, w.lifts = true, true
	return val{}
}

// copied is l for a copy of its expression.
func (l *lifted) copied(e syntax.Expr) *lifted {
	if lambda, ok := e.(*syntax.Lambda); ok && !l.builtin {
		return &lifted{def: functionOf(l.def.Name, e.Span(), lambda)}
	}
	def, _ := syntax.Clone(l.def)
	return &lifted{def: def, builtin: l.builtin}
}

// functionOf is the def that a lambda stands for.
func functionOf(name string, at syntax.Range, lambda *syntax.Lambda) *syntax.FunctionDef {
	params := lambda.Params
	if params == nil {
		params = &syntax.Params{Range: syntax.Range{Start: lambda.Start, End: lambda.Start}}
	}
	return &syntax.FunctionDef{
		Range: at, Name: name, NameRange: at, Params: params,
		Body: []syntax.Stmt{&syntax.Return{Range: lambda.Body.Span(), Value: lambda.Body}},
	}
}

// fleeting is a name in a lambda that a comprehension, or a lambda that is not a
// function of its own, around it binds.
func (w *walker) fleeting(lambda *syntax.Lambda) string {
	if len(w.scopes) == 0 {
		return ""
	}
	body := []syntax.Stmt{&syntax.Return{Range: lambda.Range, Value: &syntax.Lambda{Range: lambda.Range, Params: bare(lambda.Params), Body: lambda.Body}}}
	for _, name := range freeNames(body) {
		for _, scope := range w.scopes {
			if scope[name] != nil {
				return name
			}
		}
	}
	return ""
}

// bare are parameters without their defaults.
func bare(params *syntax.Params) *syntax.Params {
	if params == nil {
		return nil
	}
	out := &syntax.Params{Range: params.Range}
	for _, p := range params.List {
		plain := *p
		plain.Default = nil
		out.List = append(out.List, &plain)
	}
	return out
}

// addLifted makes the functions of the lambdas in body, nested blocks included,
// that the plan has as functions. It reports whether there are any.
func (in *solver) addLifted(u *unit, outer *function, body []syntax.Stmt) (any bool) {
	if len(in.plan.lifted) == 0 {
		return false
	}
	var few [4]syntax.Expr
	var blocks [4][]syntax.Stmt
	for _, s := range body {
		exprs := AppendExprs(few[:0], s)
		if def := definition(s); def != nil && isLambda(def) && u.names[def.Name] != nil && u.names[def.Name].fn != nil {
			exprs = nil // which is a function already
		}
		for _, e := range exprs {
			Inspect(e, func(x syntax.Expr) bool {
				l := in.plan.lifted[x]
				if l == nil {
					return true
				}
				any = true
				i := 0
				if outer != nil {
					i = outer.f.Instance
				}
				fn := in.newLifted(l, u, outer, i)
				if u.lifted == nil {
					u.lifted = map[syntax.Expr]*function{}
				}
				u.lifted[x] = fn
				if outer != nil {
					outer.children = append(outer.children, fn)
				}
				return l.builtin
			})
		}
		for _, b := range AppendBlocks(blocks[:0], s) {
			if in.addLifted(u, outer, b) {
				any = true
			}
		}
	}
	return any
}

func (in *solver) newLifted(l *lifted, u *unit, outer *function, i int) *function {
	fn := in.newFunction(l.def, outer, i)
	fn.f.Lambda = true
	fn.unit.scope = u.scope
	if u.kind == doctestUnit || u.kind == sampleUnit {
		fn.unit.kind = seedUnit
	}
	return fn
}

// builtinCounts says with how many arguments builtins are called as values.
var builtinCounts = map[string]int{
	"abs": 1, "all": 1, "any": 1, "bin": 1, "bool": 1, "chr": 1, "divmod": 2, "float": 1, "hex": 1, "int": 1, "len": 1,
	"list": 1, "max": 1, "min": 1, "oct": 1, "ord": 1, "pow": 2, "print": 1, "repr": 1, "round": 1, "set": 1, "sorted": 1,
	"str": 1, "sum": 1, "tuple": 1,
}

// callOf is a lambda with n parameters that calls f with them.
func callOf(f syntax.Expr, n int) *syntax.Lambda {
	return lambdaOf(f.Span(), n, func(at syntax.Range, args []syntax.Expr) syntax.Expr {
		return &syntax.Call{Range: at, Func: namedAgain(f), Args: args}
	}, first(f))
}

// first is the name that e begins with, if it is one or an attribute of one.
func first(e syntax.Expr) string {
	if n := Base(e); n != nil {
		return n.ID
	}
	return ""
}

// namedAgain is e, a name or attributes of one, in nodes of its own.
func namedAgain(e syntax.Expr) syntax.Expr {
	switch e := e.(type) {
	case *syntax.Name:
		made := *e
		return &made
	case *syntax.Attribute:
		made := *e
		made.Value = namedAgain(e.Value)
		return &made
	}
	return e
}

// libraryValue is a function of a library module as a value.
func (w *walker) libraryValue(e syntax.Expr, name string) (val, bool) {
	short := name[strings.LastIndex(name, ".")+1:]
	if meant := w.operatorLambda(e); meant != nil {
		return w.lift(e, short, func() *syntax.Lambda { return meant }), true
	}
	s := library[name]
	if strings.HasPrefix(name, "re.") { // whose result depends on the text of the pattern
		return val{}, false
	}
	if s == nil || required(s) == 0 || required(s) > 4 {
		return val{}, false
	}
	return w.lift(e, short, func() *syntax.Lambda { return callOf(e, required(s)) }), true
}

// required counts the parameters of a signature that calls must give.
func required(s *signature) int {
	n := 0
	for _, p := range s.params {
		if !p.optional {
			n++
		}
	}
	return n
}

// boundMethod is a method of a value as a value: xs.append is the function that
// appends to the list which xs is now.
func (w *walker) boundMethod(e *syntax.Attribute, x val) (val, bool) {
	if w.u.lifted[e] == nil && (x.other != "" || x.empty() || x.inst != nil || x.class != nil || x.has(bNone)) {
		return val{}, false
	}
	if kinds := x.atoms(); w.u.lifted[e] == nil {
		if x.only(bInts) || len(kinds) != 1 {
			return val{}, false
		}
		_, table := methodTable(kinds[0])
		receiver, named := e.Value.(*syntax.Name)
		if table[e.Attr] == nil || !named || required(table[e.Attr]) > 3 {
			return val{}, false
		}
		n := required(table[e.Attr])
		return w.lift(e, e.Attr, func() *syntax.Lambda { return methodOf(e, receiver, n) }), true
	}
	return w.lift(e, e.Attr, nil), true
}

// methodOf is a lambda with n parameters that calls the method e of receiver, or
// of its first parameter.
func methodOf(e *syntax.Attribute, receiver *syntax.Name, n int) *syntax.Lambda {
	return lambdaOf(e.Span(), n, func(at syntax.Range, args []syntax.Expr) syntax.Expr {
		made := *e
		if receiver != nil {
			made.Value = namedAgain(receiver)
		} else {
			made.Value, args = args[0], args[1:]
		}
		return &syntax.Call{Range: at, Func: &made, Args: args}
	}, first(e))
}

// variableLambda is lambda x: f(x) for a variable f that holds a function, nil for
// anything else.
func (w *walker) variableLambda(f *syntax.Name, n int) *syntax.Lambda {
	if v := w.lookupName(f); v == nil || v.fn != nil {
		return nil
	}
	if x := w.eval(f); x.fn == nil || x.set.without(bUnbound|bNone) != (set{fn: x.fn}) {
		return nil
	}
	return site(w, f, 3, func() *syntax.Lambda { return callOf(f, n) })
}

// callable evaluates callable(x), which the type of x tells.
func (w *walker) callable(e *syntax.Call) val {
	if len(e.Args) != 1 || len(e.Keywords) > 0 || isStarred(e.Args[0]) || !unnoticed(e.Args[0]) {
		w.arguments(e)
		w.refuse("PT404", e, "callable is translated for one name")
		return val{set: basic(bBool)}
	}
	if n, ok := e.Args[0].(*syntax.Name); ok && (w.free(n.ID) && isBuiltin(n.ID) || w.scope.functions[n.ID] != nil && w.lookup(n.ID) == nil) {
		return w.means(e, site(w, e, 3, func() *syntax.Bool { return &syntax.Bool{Range: e.Range, Value: true} }))
	}
	x := w.eval(e.Args[0])
	known := x.set.without(bUnbound)
	is := known == set{fn: x.fn} && x.fn != nil || known == set{class: x.class} && x.class != nil
	if x.other != "" || x.empty() || !is && (x.fn != nil || x.class != nil || x.inst != nil) {
		if x.other == "" && !x.empty() {
			w.refuse("PT404", e, "callable is not translated for %s", w.typeOf(x.set))
		}
		return val{set: basic(bBool)}
	}
	return w.means(e, site(w, e, 3, func() *syntax.Bool { return &syntax.Bool{Range: e.Range, Value: is} }))
}

// endsWith reports whether nothing that e evaluates gives a variable a value, so
// that after a return of it none gets one.
func endsWith(e syntax.Expr) bool {
	quiet := true
	Inspect(e, func(x syntax.Expr) bool {
		switch x.(type) {
		case *syntax.Call, *syntax.NamedExpr:
			quiet = false
		case *syntax.Lambda:
			return false
		}
		return quiet
	})
	return quiet
}

// runsAfter reports whether something may run after a return in the unit.
func (u *unit) runsAfter() bool {
	if u.after == nil {
		after := hasFinally(u.body)
		u.after = &after
	}
	return *u.after
}

// hasFinally reports whether something may run after a return in body.
func hasFinally(body []syntax.Stmt) bool {
	return slices.ContainsFunc(body, func(s syntax.Stmt) bool {
		switch s := s.(type) {
		case *syntax.Try:
			if len(s.Finalbody) > 0 {
				return true
			}
		case *syntax.With:
			return true
		}
		return slices.ContainsFunc(Blocks(s), hasFinally)
	})
}

// builtinClasses are those of builtinCounts that are classes.
var builtinClasses = map[string]bool{"bool": true, "float": true, "int": true, "list": true, "set": true, "str": true, "tuple": true}

// compared evaluates an operand of a comparison: a builtin class there is asked
// for, not kept.
func (w *walker) compared(e syntax.Expr) val {
	w.comparing, _ = e.(*syntax.Name)
	x := w.eval(e)
	w.comparing = nil
	return x
}

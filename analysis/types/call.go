package types

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// call evaluates a call and says in Info what it calls.
func (w *walker) call(e *syntax.Call) val {
	switch f := e.Func.(type) {
	case *syntax.Name:
		return w.callName(e, f)
	case *syntax.Attribute:
		return w.callAttribute(e, f)
	case *syntax.Subscript: // Stack[int]()
		if c := w.classNamed(f.Value); c != nil && c.parametric() {
			return w.callClass(e, c)
		}
	}
	x := w.value(e.Func)
	if fn := w.u.lifted[e.Func]; fn != nil { // a lambda that is called where it stands
		return w.callUser(e, fn)
	}
	if out, ok := w.callValue(e, x); ok {
		return out
	}
	w.arguments(e)
	if x.other != "" || x.empty() {
		return follows(x)
	}
	w.refuse("PT521", e, "only functions and methods can be called by name")
	return notKnown()
}

// resolve records what a call calls.
func (w *walker) resolve(e *syntax.Call, c Callee) {
	if w.record {
		kept := c // only this one is allocated, and most walks record nothing
		w.info.calls[e] = &kept
	}
}

// arguments evaluates the arguments of a call that is refused.
func (w *walker) arguments(e *syntax.Call) {
	for _, a := range e.Args {
		if s, ok := a.(*syntax.Starred); ok {
			a = s.Value
		}
		w.argument(a)
	}
	for _, k := range e.Keywords {
		w.argument(k.Value)
	}
}

// argument evaluates an argument of a refused call, which is not judged itself.
func (w *walker) argument(a syntax.Expr) {
	switch a := a.(type) {
	case *syntax.Lambda:
	case *syntax.Name:
		if w.lookup(a.ID) != nil {
			w.eval(a)
		}
	case *syntax.Tuple: // as in isinstance(x, (int, str))
		for _, e := range a.Elts {
			w.argument(e)
		}
	default:
		w.eval(a)
	}
}

func (w *walker) callName(e *syntax.Call, f *syntax.Name) val {
	if test, subject, _ := patternTest(e); test != "" {
		return w.asked(e, test, subject)
	}
	if f.ID == testInstance {
		w.resolve(e, Callee{Kind: Builtin, Name: "isinstance"})
		return w.fitting(func() val { return w.isinstance(call{e, "isinstance"}) })
	}
	if v := w.lookupName(f); v != nil && v.fn != nil {
		v.used = true
		w.checkDefined(v.fn, f)
		return w.callUser(e, v.fn)
	} else if v != nil {
		before := len(w.info.Findings)
		x := w.read(v, f)
		w.note(f, x)
		if out, ok := w.callValue(e, x); ok {
			return out
		}
		w.arguments(e)
		switch {
		case len(w.info.Findings) > before: // said enough
		case x.other != "" || x.empty():
			if v.owner == w.u && x.other == "" {
				w.refuse("PT517", e, "what %s holds is not known, so it cannot be called", f.ID)
			}
		default:
			w.refuse("PT206", e, "%s is %s, which cannot be called: Python raises TypeError", f.ID, w.typeOf(x.set))
		}
		return follows(x)
	}
	if fn := w.scope.functions[f.ID]; fn != nil && w.scope.unsure[f.ID] {
		w.arguments(e)
		w.refuse("PT517", e, "what %s means here is not known: the module binds it in several ways", f.ID)
		return notKnown()
	} else if fn != nil {
		return w.callUser(e, fn)
	}
	if c := w.scope.classes[f.ID]; c != nil {
		return w.callClass(e, c)
	}
	if imp, ok := w.scope.imports[f.ID]; ok {
		if imp.export != nil {
			return w.callLinked(e, imp.export, imp.from)
		}
		if !inLibrary(imp.name) {
			w.refuse("PT401", e, "%s is imported from a module, or is a part of it, that is not translated", f.ID)
			return w.callUntranslated(e, imp.name)
		}
		return w.callLibrary(e, imp.name)
	}
	if w.scope.obscure(f.ID) {
		w.arguments(e)
		w.refuse("PT517", e, "what %s means here is not known: the module binds it in a way that is not translated", f.ID)
		return notKnown()
	}
	if f.ID == "callable" {
		return w.callable(e)
	}
	return w.callBuiltin(e, f.ID)
}

func (w *walker) callAttribute(e *syntax.Call, f *syntax.Attribute) val {
	if n, ok := f.Value.(*syntax.Name); ok && w.scope.self[n.ID] && w.lookup(n.ID) == nil {
		if fn := w.solver.scope.functions[f.Attr]; fn != nil {
			return w.callUser(e, fn)
		}
	}
	if x, from := w.linked(f); x != nil {
		return w.callLinked(e, x, from)
	}
	if name, ok := w.moduleAttr(f); ok {
		if !inLibrary(name) {
			return w.callUntranslated(e, name)
		}
		return w.callLibrary(e, name)
	}
	if n, ok := f.Value.(*syntax.Name); ok && w.free(n.ID) {
		switch n.ID + "." + f.Attr {
		case "dict.fromkeys":
			return w.fromKeys(e)
		case "str.maketrans":
			return w.maketrans(e)
		}
		if s := staticMethods[n.ID+"."+f.Attr]; s != nil {
			w.resolve(e, Callee{Kind: Builtin, Name: n.ID + "." + f.Attr})
			return w.apply(call{e, n.ID + "." + f.Attr}, s, val{})
		}
		if isBuiltin(n.ID) && exceptions[n.ID] == "" {
			w.refuse("PT403", e, "%s.%s is not translated in this form: call the method on a value", n.ID, f.Attr)
			return w.untranslatedStatic(e, n.ID+"."+f.Attr)
		}
	}
	if out, ok := w.superCall(e, f); ok {
		return out
	}
	if c := w.classNamed(f.Value); c != nil {
		return w.callOnClass(e, f, c)
	}
	recv := w.value(f.Value)
	return w.callMethod(e, f, recv)
}

// free reports whether a name is not bound in the file, so that it may be a builtin.
func (w *walker) free(name string) bool {
	if w.lookup(name) != nil || w.scope.obscure(name) || w.scope.functions[name] != nil || w.scope.classes[name] != nil {
		return false
	}
	_, ok := w.scope.imports[name]
	return !ok
}

func (w *walker) callMethod(e *syntax.Call, f *syntax.Attribute, recv val) val {
	if recv.unknown() {
		w.hintMethod(recv, f.Attr)
	}
	if recv.other != "" || recv.empty() {
		w.arguments(e)
		return follows(recv)
	}
	if recv.has(bNone) {
		if recv.object == nil || recv.object.class != reMatch {
			w.optional(f.Value, recv, "."+f.Attr) // of no match the call raises AttributeError
		}
		recv.set = recv.set.without(bNone)
	}
	if recv.inst != nil && recv.set.without(bUnbound) == (set{inst: recv.inst}) {
		return w.callInstance(e, f, recv)
	}
	if recv.class != nil && recv.set.without(bUnbound) == (set{class: recv.class}) {
		return w.callOnClass(e, f, recv.class)
	}
	kinds := recv.atoms()
	if recv.only(bInts) {
		kinds = []set{basic(bInt)}
	}
	if len(kinds) != 1 {
		w.arguments(e)
		w.refuse("PT523", f, "this may be one of %s: test which with isinstance before a method is called", w.typeOf(recv.set))
		return notKnown()
	}
	typ, table := methodTable(kinds[0])
	if d := kinds[0].dict; d != nil && classMethods[d.class][f.Attr] != nil {
		table = classMethods[d.class]
	}
	c := call{e, typ + "." + f.Attr}
	if special := specialMethods[c.name]; special != nil {
		w.resolve(e, Callee{Kind: Method, Name: c.name})
		return w.fitting(func() val { return special(w, c, recv) })
	}
	if s := table[f.Attr]; s != nil {
		w.resolve(e, Callee{Kind: Method, Name: c.name})
		return w.apply(c, s, recv)
	}
	if out, ok := w.untranslatedMethod(e, f, c.name, recv); ok {
		return out
	}
	w.arguments(e)
	switch {
	case knownMethods[c.name]:
		w.find("PT403", f.AttrRange, "the method %s is not translated", c.name)
	case strings.HasPrefix(f.Attr, "__"):
		w.find("PT403", f.AttrRange, "the method %s is not translated: write the operation that it stands for", f.Attr)
	case recv.fn != nil:
		w.find("PT403", f.AttrRange, "%s of a function is not translated", f.Attr)
	default:
		w.find("PT206", f.AttrRange, "%s has no method %s that is known: Python raises AttributeError unless it is new", w.typeOf(recv.set), f.Attr)
	}
	return notKnown()
}

func methodTable(a set) (string, map[string]*signature) {
	switch {
	case a.has(bStr):
		return "str", strMethods
	case a.has(bBytes):
		return "bytes", bytesMethods
	case a.has(bComplex):
		return "complex", nil
	case a.list != nil:
		return "list", listMethods
	case a.dict != nil:
		return "dict", dictMethods
	case a.isDeque():
		return "deque", dequeMethods
	case a.sets != nil:
		return "set", anySetMethods
	case a.frozen != nil:
		return "frozenset", setMethods
	case a.anyTuple():
		return "tuple", nil
	case a.has(bFloat):
		return "float", floatMethods
	case a.has(bInts):
		return "int", intMethods
	case a.has(bBool):
		return "bool", nil
	case a.exc != "":
		return a.exc, nil
	case a.object != nil:
		return a.object.class, objectMethods(a.object.class)
	case a.isRange():
		return rangeKind, rangeMethods
	}
	return "iterator", nil
}

// callUser evaluates a call of a function of this file.
func (w *walker) callUser(e *syntax.Call, fn *function) val {
	if fn.outer == nil {
		fn = w.instance(e, e.Args, w.u.fn, fn)
	}
	bound, ok := w.bindUser(e, fn, 0)
	for i, arg := range bound {
		if arg == nil {
			w.omit(fn, i)
			continue
		}
		x := w.eval(arg)
		p := fn.params[i]
		if !p.slot.root().declared || !p.slot.root().set.has(bFloat) {
			w.check(arg, x)
		}
		w.checkKept(arg, x)
		w.give(fn, i, x, arg)
	}
	bound = append(bound, w.passed(fn, e)...)
	if w.record {
		w.recordCall(e, fn, bound, ok)
	}
	w.forget(fn)
	w.loseAttributes()
	if fn.lazy {
		return val{set: set{other: "a generator or coroutine"}}
	}
	return val{set: w.get(fn.result), src: fn.result}
}

// omit notes that a call leaves a parameter to its default.
func (in *solver) omit(fn *function, i int) {
	if i < len(fn.omitted) && !fn.omitted[i] && fn.kept == nil {
		fn.omitted[i] = true
		in.enqueue(fn.unit)
	}
}

// give passes a value to a parameter.
func (w *walker) give(fn *function, i int, x val, at syntax.Node) {
	p := fn.params[i]
	if !w.seeds(x.set) {
		return
	}
	if w.record {
		w.accept(p.slot, x.set, at, "parameter "+p.v.Name)
	}
	if !x.unknown() && w.u != fn.unit {
		if w.u.kind == doctestUnit {
			fn.seen[i].doctest = true
		} else {
			fn.seen[i].call = true
		}
	}
	if w.hints != nil && x.unknown() {
		w.hints.vague = append(w.hints.vague, p.slot)
	}
	w.flow(p.slot, x)
	w.put(p.slot, x.set)
	if fn.origin != nil && i >= fn.passed() && i < len(fn.origin.params) && x.inst == nil {
		w.give(fn.origin, i, x, at)
	}
}

func isStarred(e syntax.Expr) bool {
	_, ok := e.(*syntax.Starred)
	return ok
}

func paramIndex(params []*Var, name string) int {
	for i, p := range params {
		if p.Name == name && p.Param.Kind != syntax.PositionalOnly {
			return i
		}
	}
	return -1
}

func (w *walker) recordCall(e *syntax.Call, fn *function, bound []syntax.Expr, ok bool) {
	switch {
	case fn.twice && fn.outer != nil:
		w.refuse("PT502", e, "%s is bound more than once, so which function is called depends on when", fn.f.Name)
		return
	case fn.twice:
		w.refuse("PT517", e, "%s is defined more than once in this file: which one is called depends on when", fn.f.Name)
		return
	case fn.lazy:
		w.refuse("PT517", e, "%s is a generator or async function, which is not translated", fn.f.Name)
		return
	case !ok:
		return
	}
	w.info.calls[e] = &Callee{Kind: User, Name: fn.f.Name, Func: fn.f, Args: bound}
	w.u.fn.use(fn, e.Range)
}

// use notes that caller, if it is a function, needs fn.
func (caller *function) use(fn *function, at syntax.Range) {
	if caller == nil {
		return
	}
	caller.uses = append(caller.uses, use{fn, at})
	if !slices.Contains(caller.f.Calls, fn.f) {
		caller.f.Calls = append(caller.f.Calls, fn.f)
	}
}

// function evaluates a function passed by name or as a lambda, applied to
// arguments: a key, or the first argument of map and filter.
func (w *walker) applied(e syntax.Expr, args []val) (val, bool) {
	ref := func(c *Callee, result val) (val, bool) {
		if w.record {
			w.info.refs[e] = c
		}
		return result, true
	}
	if meant := w.operatorLambda(e); meant != nil {
		return w.appliedAs(e, meant, args), true
	}
	if meant := w.boundLambda(e, len(args), false); meant != nil {
		return w.appliedAs(e, meant, args), true
	}
	switch f := e.(type) {
	case *syntax.Lambda:
		return w.lambda(f, args), true
	case *syntax.Name:
		if meant := w.variableLambda(f, len(args)); meant != nil {
			return w.appliedAs(e, meant, args), true
		}
		if v := w.lookup(f.ID); v != nil && v.fn != nil {
			v.used = true
			w.checkDefined(v.fn, f)
			return w.appliedUser(f, v.fn, args)
		}
		if fn := w.scope.functions[f.ID]; fn != nil && w.lookup(f.ID) == nil {
			return w.appliedUser(f, fn, args)
		}
		if imp, ok := w.scope.imports[f.ID]; ok && w.lookup(f.ID) == nil {
			if s := library[imp.name]; s != nil {
				return ref(&Callee{Kind: Library, Name: imp.name}, w.appliedSignature(e, imp.name, s, args, val{}))
			}
			return val{}, false
		}
		if !w.free(f.ID) {
			return val{}, false
		}
		if result, ok := w.appliedBuiltin(f, args); ok {
			return ref(&Callee{Kind: Builtin, Name: f.ID}, result)
		}
	case *syntax.Attribute:
		if n, ok := f.Value.(*syntax.Name); ok && n.ID == "str" && w.free("str") && len(args) == 1 {
			if s := strMethods[f.Attr]; s != nil {
				return ref(&Callee{Kind: Method, Name: "str." + f.Attr}, w.appliedSignature(e, "str."+f.Attr, s, nil, args[0]))
			}
		}
		if name, ok := w.moduleAttr(f); ok && library[name] != nil {
			return ref(&Callee{Kind: Library, Name: name}, w.appliedSignature(e, name, library[name], args, val{}))
		}
	}
	return val{}, false
}

func (w *walker) appliedUser(e *syntax.Name, fn *function, args []val) (val, bool) {
	if fn.outer == nil {
		fn = w.instance(e, nil, w.u.fn, fn)
	}
	if fn.stars() {
		w.refuse("PT509", e, "%s takes any number of arguments, so it is not translated as a value: write a loop", fn.f.Name)
		return val{}, true
	}
	if len(args) > fn.own() {
		w.refuse("PT206", e, "%s takes fewer arguments: Python raises TypeError", fn.f.Name)
		return val{}, true
	}
	for i, p := range fn.f.Params[:fn.own()] {
		if i >= len(args) && fn.f.Defaults[i] == nil {
			w.refuse("PT206", e, "%s needs the argument %s: Python raises TypeError", fn.f.Name, p.Name)
		}
	}
	for i, x := range args {
		w.give(fn, i, x, e)
	}
	captured := w.passed(fn, e)
	w.forget(fn)
	w.loseAttributes()
	if w.record {
		if fn.twice || fn.lazy {
			w.refuse("PT517", e, "%s is not translated", fn.f.Name)
		} else {
			args := append(make([]syntax.Expr, fn.own()), captured...)
			w.info.refs[e] = &Callee{Kind: User, Name: fn.f.Name, Func: fn.f, Args: args}
			w.u.fn.use(fn, e.Range)
		}
	}
	return val{set: w.get(fn.result), src: fn.result}, true
}

// appliedSignature applies what a signature describes to values.
func (w *walker) appliedSignature(e syntax.Expr, name string, s *signature, args []val, recv val) val {
	required := 0
	for _, p := range s.params {
		if !p.optional {
			required++
		}
	}
	if len(args) < required || len(args) > len(s.params) {
		w.refuse("PT404", e, "%s with %d argument(s) is not translated", name, len(args))
		return notKnown()
	}
	if recv.set != (set{}) && !recv.only(bStr) && strings.HasPrefix(name, "str.") {
		w.refuse("PT206", e, "%s needs a str, not %s: Python raises TypeError", name, w.typeOf(recv.set))
	}
	for i, x := range args {
		w.match(call{nil, name}, s.params[i], e, x, recv)
	}
	return val{set: w.build(s.result, recv, e, nil)}
}

// appliedBuiltin applies a builtin of one argument to a value.
func (w *walker) appliedBuiltin(e *syntax.Name, args []val) (val, bool) {
	if len(args) == 2 && (e.ID == "min" || e.ID == "max") {
		merged, _ := w.merge(args[0].set, args[1].set)
		both := val{set: merged, src: args[0].src}
		w.comparable(call{nil, e.ID}, e, both, nil)
		if merged.blend() {
			w.check(e, both)
		}
		return both, true
	}
	if len(args) != 1 {
		return val{}, false
	}
	x := args[0]
	switch e.ID {
	case "len":
		w.sized(e, x)
		return val{set: basic(bInt)}, true
	case "str", "repr":
		w.check(e, x)
		w.printable(e, x)
		return val{set: basic(bStr)}, true
	case "int":
		w.match(call{nil, "int"}, sigParam{name: "x", typ: intArgument}, e, x, val{})
		return val{set: basic(bInt)}, true
	case "abs":
		if x.unknown() {
			w.suggest(x, weakest, basic(bInt))
		}
		w.match(call{nil, "abs"}, sigParam{name: "x", typ: numberArgument}, e, x, val{})
		return val{set: absolute(x.set)}, true
	case "list":
		l := w.newList(e, 0)
		w.unify(l.elem, w.elementSlot(x, e, 0))
		return val{set: set{list: l}}, true
	case "sorted":
		l := w.newList(e, 0)
		s := w.elementSlot(x, e, 0)
		w.comparable(call{nil, "sorted"}, e, val{set: w.get(s), src: s}, nil)
		w.unify(l.elem, s)
		return val{set: set{list: l}}, true
	case "tuple":
		return w.tupleOf(e, e, x), true
	case "set", "frozenset":
		s := w.newSet(e, 0)
		elem := w.elementSlot(x, e, 0)
		w.hashable(e, val{set: w.get(elem)})
		w.unify(s.elem, elem)
		if e.ID == "frozenset" {
			return val{set: set{frozen: s}}, true
		}
		return val{set: set{sets: s}}, true
	case "min", "max":
		elem := w.elements(x, e)
		w.comparable(call{nil, e.ID}, e, elem, nil)
		return elem, true
	case "sum":
		return w.sumOf(e, x, val{}, false), true
	case "bool", "bin", "chr", "float", "hex", "oct", "ord", "all", "any":
		return w.appliedSignature(e, e.ID, simpleBuiltins[e.ID], args, val{}), true
	}
	return val{}, false
}

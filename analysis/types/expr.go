package types

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// value evaluates an expression whose value can be seen: a blend of int and
// float would show.
func (w *walker) value(e syntax.Expr) val {
	x := w.eval(e)
	w.check(e, x)
	return x
}

// eval evaluates an expression. The caller answers for blends: it uses the value
// where 0 and 0.0 are the same, or checks it.
func (w *walker) eval(e syntax.Expr) val {
	if len(w.given) > 0 {
		if x, ok := w.given[e]; ok {
			return x
		}
	}
	x := w.expr(e)
	if len(w.plan.mixed) > 0 && w.plan.mixed[e] {
		x.set = x.widened()
	}
	w.note(e, x)
	return x
}

// note records the type of an expression.
func (w *walker) note(e syntax.Expr, x val) {
	if w.record {
		w.info.exprs[e] = w.typeOf(x.set)
	}
}

func (w *walker) expr(e syntax.Expr) val {
	switch e := e.(type) {
	case *syntax.Name:
		return w.name(e)
	case *syntax.Int:
		return w.intLiteral(e)
	case *syntax.Float:
		return val{set: basic(bFloat)}
	case *syntax.Str:
		if e.Surrogate {
			w.refuse("PT105", e, "a lone surrogate cannot be part of a Rust string")
		}
		return val{set: basic(bStr)}
	case *syntax.Bool:
		return val{set: basic(bBool)}
	case *syntax.None:
		return val{set: basic(bNone)}
	case *syntax.JoinedStr:
		w.joined(e)
		return val{set: basic(bStr)}
	case *syntax.BinOp:
		l := w.eval(e.Left)
		r := w.eval(e.Right)
		return w.binary(e, e.Op, l, r, e.Left, e.Right)
	case *syntax.UnaryOp:
		if e.Op == "not" {
			x, yes, no := w.test(e, true)
			w.env = w.join(yes, no)
			return x
		}
		return w.unary(e)
	case *syntax.BoolOp:
		x, yes, no := w.test(e, false)
		w.env = w.join(yes, no)
		return x
	case *syntax.Compare:
		return w.compare(e)
	case *syntax.IfExp:
		return w.ifExp(e)
	case *syntax.Call:
		return w.call(e)
	case *syntax.Attribute:
		return w.attribute(e)
	case *syntax.Subscript:
		base := w.value(e.Value)
		return w.subscript(e, base)
	case *syntax.List:
		l := w.newList(e, 0)
		for _, x := range w.elts(e.Elts) {
			w.store(l.elem, x.val, x.at)
		}
		return val{set: set{list: l}}
	case *syntax.Tuple:
		return w.tuple(e)
	case *syntax.Dict:
		return w.dict(e)
	case *syntax.Set:
		return w.setDisplay(e)
	case *syntax.ListComp, *syntax.DictComp, *syntax.GeneratorExp, *syntax.SetComp:
		return w.comprehension(e)
	case *syntax.NamedExpr:
		return w.walrus(e)
	}
	return w.unsupportedExpr(e)
}

func (w *walker) unsupportedExpr(e syntax.Expr) val {
	other := func(what string) val { return val{set: set{other: what}} }
	switch e := e.(type) {
	case *syntax.Imag:
		w.refuse("PT512", e, "complex numbers are not translated")
		return val{set: basic(bComplex)}
	case *syntax.Bytes:
		return val{set: basic(bBytes)}
	case *syntax.Lambda:
		return w.lift(e, "lambda", func() *syntax.Lambda { return e })
	case *syntax.Yield:
		w.yields(e)
		w.refuse("PT503", e, "the value of a yield is what send() passes, which is not translated")
	case *syntax.YieldFrom:
		w.yieldsFrom(e)
		w.refuse("PT503", e, "what a generator returns to yield from is not translated: let it return the value in another way")
	case *syntax.Await:
		w.value(e.Value)
		w.refuse("PT504", e, "await is not translated")
	case *syntax.Starred:
		w.value(e.Value)
		w.refuse("PT509", e, "a star takes a number of values known only at run time")
	case *syntax.Ellipsis:
		w.refuse("PT521", e, "... is not translated")
		return other("...")
	case *syntax.Slice:
		w.sliceBounds(e)
	case *syntax.BadExpr:
	default:
		w.refuse("PT521", e, "this expression is not translated")
	}
	return notKnown()
}

func (w *walker) intLiteral(e *syntax.Int) val {
	const exact = 1 << 53
	switch {
	case e.Big != "":
		w.refuse("PT303", e, "%s does not fit in 64 bits", shorten(e.Big))
		return val{set: basic(bInt)}
	case e.Value > exact || e.Value < -exact:
		return val{set: basic(bInt)}
	}
	return val{set: basic(bLit)}
}

func shorten(digits string) string {
	if len(digits) > 24 {
		return digits[:20] + "…"
	}
	return digits
}

func (w *walker) name(e *syntax.Name) val {
	if x, ok := w.nameInBody(e); ok {
		return x
	}
	if v := w.lookupName(e); v != nil && v.fn != nil && v.owner.fn != nil {
		v.used = true
		return w.functionValue(e, v.fn)
	} else if v != nil {
		return w.read(v, e)
	}
	other := val{set: set{other: "something that is not a value"}}
	switch {
	case w.scope.obscure(e.ID), w.scope.functions[e.ID] != nil && w.scope.unsure[e.ID]:
		w.refuse("PT517", e, "what %s means here is not known: the module binds it in a way that is not translated", e.ID)
		return notKnown()
	case w.scope.functions[e.ID] != nil:
		return w.functionValue(e, w.scope.functions[e.ID])
	case w.enumNamed(e) != nil:
		return val{set: set{class: w.enumNamed(e)}} // which can be walked and indexed
	case w.scope.classes[e.ID] != nil:
		w.refuse("PT501", e, "%s is a class, which is translated only where it is called", e.ID)
		if c := w.classNamed(e); c != nil {
			return val{set: set{class: c}}
		}
		other.other = "a class"
	case e.ID == "NotImplemented":
		w.refuse("PT501", e, "NotImplemented is not translated")
		return val{}
	case w.scope.imports[e.ID].name != "":
		return w.importedName(e, w.scope.imports[e.ID])
	case e.ID == "__name__":
		w.refuse("PT516", e, "__name__ is not known to translated code")
		return val{set: basic(bStr)}
	case isBuiltin(e.ID):
		if n := builtinCounts[e.ID]; n > 0 && !((w.u.kind == moduleUnit || w.comparing == e) && builtinClasses[e.ID]) { // which may be an alias for annotations
			return w.lift(e, e.ID, func() *syntax.Lambda { return callOf(e, n) })
		}
		w.refuse("PT521", e, "the builtin %s is used as a value, which is translated only as a key, in map and in filter", e.ID)
		other.other = "a function"
	default:
		w.refuse("PT302", e, "%s is not defined: Python raises NameError", e.ID)
		return val{}
	}
	return other
}

func (w *walker) joined(e *syntax.JoinedStr) {
	for _, p := range e.Parts {
		f, ok := p.(*syntax.FormattedValue)
		if !ok {
			w.note(p, val{set: basic(bStr)})
			continue
		}
		x := w.eval(f.Value)
		if !(f.Conversion == 0 && f.Debug == "" && fixedFormat(f.Spec)) {
			w.check(f.Value, x)
		}
		w.printable(f.Value, x)
		w.note(f, val{set: basic(bStr)})
		if f.Spec != nil {
			w.joined(f.Spec)
			w.note(f.Spec, val{set: basic(bStr)})
		}
	}
}

// fixedFormat reports whether a format specification writes ints and floats alike.
func fixedFormat(spec *syntax.JoinedStr) bool {
	if spec == nil || len(spec.Parts) == 0 {
		return false
	}
	last, ok := spec.Parts[len(spec.Parts)-1].(*syntax.Str)
	return ok && last.Value != "" && strings.ContainsRune("fFeE%", rune(last.Value[len(last.Value)-1]))
}

// printable refuses to show what has no stable text.
func (w *walker) printable(at syntax.Node, x val) {
	if x.inst != nil {
		w.showInstance(at, x.inst)
	}
	if x.iter != nil && !x.isRange() || x.fn != nil {
		w.refuse("PT521", at, "the text of an iterator or function is an address: make a list of it first")
	}
}

func (w *walker) ifExp(e *syntax.IfExp) val {
	yes, no := w.cond(e.Test)
	w.env = yes
	a := w.eval(e.Body)
	yes, w.env = w.env, no
	b := w.eval(e.Orelse)
	w.env = w.join(yes, w.env)
	merged, _ := w.merge(a.set, b.set)
	if w.plan.mixed[e] {
		w.check(e.Body, a)
		w.check(e.Orelse, b)
	} else if merged.blend() {
		w.check(e, val{set: merged})
	}
	return val{set: merged}
}

// An element is one value of a display and its place.
type element struct {
	val
	at syntax.Expr
}

func (w *walker) elts(exprs []syntax.Expr) []element {
	out := make([]element, 0, len(exprs))
	for _, e := range exprs {
		if s, ok := e.(*syntax.Starred); ok {
			x := w.value(s.Value)
			w.note(s, x)
			out = append(out, element{w.elements(x, s.Value), s})
			continue
		}
		out = append(out, element{w.kept(e), e})
	}
	return out
}

func (w *walker) tuple(e *syntax.Tuple) val {
	if slices.ContainsFunc(e.Elts, isStarred) {
		return w.starredTuple(e)
	}
	t := w.newTuple(e, 0, len(e.Elts))
	x := val{set: set{tuple: t}, parts: make([]val, len(e.Elts))}
	for i, elt := range e.Elts {
		x.parts[i] = w.eval(elt)
		w.checkKept(elt, x.parts[i])
		w.store(t.elems[i], x.parts[i], elt)
	}
	return x
}

func (w *walker) dict(e *syntax.Dict) val {
	d := w.newDict(e, 0)
	for i, v := range e.Values {
		if e.Keys[i] == nil {
			x := w.value(v)
			if x.has(bNone) || x.bits&^(bUnbound|bNone) != 0 {
				w.refuse("PT206", v, "%s is no mapping: Python raises TypeError", w.typeOf(x.set))
			}
			if x.dict != nil {
				w.unify(d.key, x.dict.key)
				w.unify(d.val, x.dict.val)
			}
			continue
		}
		k := w.value(e.Keys[i])
		w.hashable(e.Keys[i], k)
		w.store(d.key, k, e.Keys[i])
		w.store(d.val, w.kept(v), v)
	}
	return val{set: set{dict: d}}
}

func (w *walker) hashable(at syntax.Node, k val) {
	if k.inst != nil {
		w.callSpecial(k.inst, "__hash__", nil, at)
		w.callSpecial(k.inst, "__eq__", []val{{set: set{inst: k.inst}}}, at)
	}
	if k.fn != nil {
		w.refuse("PT305", at, "a function is looked up by its identity, which values in Rust do not have")
	}
	if k.isRange() {
		w.refuse("PT523", at, "looking a range up by its hash is not translated: take a tuple of its bounds")
	}
	if k.list != nil || k.dict != nil || k.sets != nil {
		w.refuse("PT206", at, "%s cannot be hashed: Python raises TypeError", w.typeOf(k.set))
	}
}

// comprehension evaluates any kind of comprehension in a scope of its own.
func (w *walker) comprehension(e syntax.Expr) val {
	var gens []*syntax.Comprehension
	switch e := e.(type) {
	case *syntax.ListComp:
		gens = e.Generators
	case *syntax.DictComp:
		gens = e.Generators
	case *syntax.SetComp:
		gens = e.Generators
	case *syntax.GeneratorExp:
		gens = e.Generators
	}
	outer := w.env.clone()
	depth := len(w.scopes)
	for i, g := range gens {
		if g.Async {
			w.refuse("PT504", g, "async comprehensions are not translated")
		}
		elem := w.iterate(g.Iter)
		if i == 0 {
			w.scopes = append(w.scopes, w.compScope(e, gens))
		}
		w.assign(g.Target, elem, g.Iter)
		for _, c := range g.Ifs {
			w.env, _ = w.cond(c)
		}
	}
	x := w.compResult(e)
	w.scopes = w.scopes[:depth]
	w.env = w.join(outer, w.env)
	return x
}

func (w *walker) compResult(e syntax.Expr) val {
	switch e := e.(type) {
	case *syntax.ListComp:
		l := w.newList(e, 0)
		w.store(l.elem, w.kept(e.Elt), e.Elt)
		return val{set: set{list: l}}
	case *syntax.DictComp:
		d := w.newDict(e, 0)
		k := w.kept(e.Key)
		w.hashable(e.Key, k)
		w.store(d.key, k, e.Key)
		w.store(d.val, w.kept(e.Value), e.Value)
		return val{set: set{dict: d}}
	case *syntax.GeneratorExp:
		it := w.newIter(e, GeneratorIterator, nil)
		w.store(it.elem, w.kept(e.Elt), e.Elt)
		return val{set: set{iter: it}}
	case *syntax.SetComp:
		return w.setComp(e)
	}
	return val{}
}

// kept evaluates an expression whose value is stored.
func (w *walker) kept(e syntax.Expr) val {
	x := w.value(e)
	w.checkKept(e, x)
	return x
}

func (w *walker) compScope(e syntax.Node, gens []*syntax.Comprehension) map[string]*variable {
	if s := w.u.scopes[e]; s != nil {
		return s
	}
	s := map[string]*variable{}
	for _, g := range gens {
		bindTarget(g.Target, e, func(name string, def syntax.Range, _ syntax.Node) {
			if s[name] == nil {
				s[name] = w.inner(name, def)
			}
		})
	}
	w.u.keepScope(e, s)
	return s
}

// keepScope keeps the variables of a comprehension or lambda for the next walk.
func (u *unit) keepScope(e syntax.Node, names map[string]*variable) {
	if u.scopes == nil {
		u.scopes = map[syntax.Node]map[string]*variable{}
	}
	u.scopes[e] = names
}

// inner makes a variable of a comprehension or lambda.
func (w *walker) inner(name string, def syntax.Range) *variable {
	v := w.u.newVariable(name, CompVar, def)
	w.u.inner = append(w.u.inner, v)
	return v
}

// lambda applies a lambda to arguments.
func (w *walker) lambda(e *syntax.Lambda, args []val) val {
	scope := w.u.scopes[e]
	if scope == nil {
		scope = map[string]*variable{}
		if e.Params != nil {
			for _, p := range e.Params.List {
				scope[p.Name] = w.inner(p.Name, p.NameRange)
				scope[p.Name].v.Param = p
			}
		}
		w.u.keepScope(e, scope)
	}
	var params []*syntax.Param
	if e.Params != nil {
		params = e.Params.List
	}
	if len(params) != len(args) {
		w.refuse("PT510", e, "this lambda must take %d argument(s) and no defaults", len(args))
	}
	outer := w.env.clone()
	w.scopes = append(w.scopes, scope)
	fn := site(w, e, 0, func() *fnT { return &fnT{result: &slot{}} })
	for i, p := range params {
		v := scope[p.Name]
		if p.Default != nil || p.Kind > syntax.PositionalOnly {
			w.refuse("PT510", p, "a lambda with defaults or stars is not translated")
		}
		if len(fn.params) <= i {
			fn.params = append(fn.params, v.slot)
		}
		if i < len(args) {
			w.write(v, args[i], e)
		}
	}
	x := w.value(e.Body)
	w.put(fn.result, x.set)
	w.scopes = w.scopes[:len(w.scopes)-1]
	w.env = outer
	w.note(e, val{set: set{fn: fn}})
	return x
}

func (w *walker) attribute(e *syntax.Attribute) val {
	if x, _ := w.linked(e); x != nil {
		return w.linkedValue(e, x)
	}
	if name, ok := w.moduleAttr(e); ok {
		c, isConst := constants[name]
		switch {
		case isConst:
			if w.record {
				w.info.attrs[e] = name
			}
			return val{set: c}
		case inLibrary(name):
			if x, ok := w.libraryValue(e, name); ok {
				return x
			}
			w.refuse("PT521", e, "the function %s is used as a value, which is translated only as a key, in map and in filter", name)
		}
		if p := untranslatedConstants[name]; p != nil {
			return val{set: w.build(p, val{}, e, nil)}
		}
		return val{set: set{other: name}}
	}
	if c := w.classNamed(e.Value); c != nil {
		return w.classAttribute(e, c)
	}
	if out, ok := w.className(e); ok {
		return out
	}
	if n, ok := e.Value.(*syntax.Name); ok && n.ID == "str" && w.free("str") && strMethods[e.Attr] != nil {
		return w.lift(e, e.Attr, func() *syntax.Lambda { return methodOf(e, nil, 1+required(strMethods[e.Attr])) })
	}
	if n, ok := e.Value.(*syntax.Name); ok && builtinCounts[n.ID] > 0 && w.free(n.ID) {
		w.refuse("PT521", e, "the attribute %s of the builtin %s is not translated", e.Attr, n.ID)
		return notKnown()
	}
	x := w.value(e.Value)
	if out, ok := w.boundMethod(e, x); ok {
		return out
	}
	if out, ok := w.objectAttribute(e, x); ok {
		return out
	}
	if out, ok := w.exceptionAttribute(e, x); ok {
		return out
	}
	if out, ok := w.rangeAttribute(e, x); ok {
		return out
	}
	switch known := x.set.without(bNone | bUnbound); {
	case x.inst != nil && known == (set{inst: x.inst}):
		if x.has(bNone) {
			w.optional(e.Value, x, "."+e.Attr)
		}
		return w.instanceAttribute(e, x)
	case x.class != nil && known == (set{class: x.class}):
		return w.classAttribute(e, x.class)
	}
	switch {
	case x.other != "" || x.empty():
	case x.has(bNone):
		w.optional(e.Value, x, "."+e.Attr)
	case x.only(bComplex) && (e.Attr == "real" || e.Attr == "imag"):
		w.refuse("PT512", e, "complex numbers are not translated")
		return val{set: basic(bFloat)}
	default:
		w.refuse("PT403", e, "the attribute %s of %s is not translated", e.Attr, w.typeOf(x.set))
		return notKnown()
	}
	return follows(x)
}

// moduleAttr resolves "math.pi", where math is an imported module, and refuses
// what has no translation.
func (w *walker) moduleAttr(e *syntax.Attribute) (name string, ok bool) {
	if inner, ok := e.Value.(*syntax.Attribute); ok { // itertools.chain.from_iterable
		if n, ok := inner.Value.(*syntax.Name); ok && w.lookup(n.ID) == nil {
			name = w.scope.imports[n.ID].name + "." + inner.Attr + "." + e.Attr
			return name, inLibrary(name)
		}
	}
	n, ok := e.Value.(*syntax.Name)
	if !ok || w.lookup(n.ID) != nil {
		return "", false
	}
	imp, ok := w.scope.imports[n.ID]
	if !ok || w.scope.functions[n.ID] != nil {
		return "", false
	}
	name = imp.name + "." + e.Attr
	if !imp.known {
		w.refuse("PT401", e, "the module %s is not translated", imp.name)
	} else if _, isConst := constants[name]; !isConst && !inLibrary(name) {
		w.refuse("PT401", e, "%s has no translation", name)
	}
	return name, true
}

// importedName is the value of a name that an import brought.
func (w *walker) importedName(e *syntax.Name, imp imported) val {
	c, isConst := constants[imp.name]
	switch {
	case imp.export != nil:
		return w.linkedValue(e, imp.export)
	case !imp.known:
		w.refuse("PT401", e, "%s is imported from a module that is not translated", e.ID)
	case isConst:
		if w.record {
			w.info.refs[e] = &Callee{Kind: Library, Name: imp.name}
		}
		return val{set: c}
	case knownModules[imp.name]:
		w.refuse("PT521", e, "a module cannot be used as a value")
	case inLibrary(imp.name):
		if x, ok := w.libraryValue(e, imp.name); ok {
			return x
		}
		w.refuse("PT521", e, "the function %s is used as a value, which is translated only as a key, in map and in filter", imp.name)
	default:
		w.refuse("PT401", e, "%s has no translation", imp.name)
	}
	if p := untranslatedConstants[imp.name]; p != nil {
		return val{set: w.build(p, val{}, e, nil)}
	}
	return val{set: set{other: imp.name}}
}

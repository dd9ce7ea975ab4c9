package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// callClass evaluates the call of a class, which makes an instance.
func (w *walker) callClass(e *syntax.Call, c *class) val {
	if c.c.Opaque != "" {
		w.arguments(e)
		w.refuse("PT501", e, "the class %s is not translated: %s", c.c.Name, c.c.Opaque)
		return val{set: set{other: "an object of class " + c.c.Name}}
	}
	if c.abstract {
		w.refuse("PT501", e, "%s has an abstract method: where its metaclass is ABCMeta, Python raises TypeError", c.c.Name)
	}
	out := val{set: set{inst: c.inst}}
	callee := &Callee{Kind: New, Name: c.c.Name, Class: c.c}
	switch init := c.method("__init__"); {
	case c.c.Kind == EnumClass || c.c.Kind == IntEnumClass:
		w.memberOf(e, c)
	case c.c.Kind == ExceptionClass:
		return w.makeException(e, c)
	case init != nil:
		if bound, ok := w.passTo(e, init, 1); ok {
			callee.Func, callee.Args = init.f, bound
		} else {
			callee = nil
		}
	case len(c.c.Fields) > 0:
		bound, ok := w.passFields(e, c)
		if callee.Args = bound; !ok {
			callee = nil
		}
	default:
		w.arguments(e)
		if len(e.Args)+len(e.Keywords) > 0 {
			w.refuse("PT206", e, "%s takes no arguments: Python raises TypeError", c.c.Name)
		}
	}
	if callee != nil {
		w.resolve(e, *callee)
	}
	if fn := c.method("__post_init__"); fn != nil && c.c.Kind == DataClass {
		w.applyTo(fn, nil, e)
	}
	return out
}

// memberOf evaluates the call of an enum, which looks a member up by its value.
func (w *walker) memberOf(e *syntax.Call, c *class) {
	w.arguments(e)
	if len(e.Args) != 1 || len(e.Keywords) > 0 {
		w.refuse("PT501", e, "an enum is called with the value of a member")
	}
}

// passTo passes the arguments of a call to a method, after those that Python
// itself passes: skip is how many these are.
func (w *walker) passTo(e *syntax.Call, fn *function, skip int) (bound []syntax.Expr, ok bool) {
	bound, ok = w.bindUser(e, fn, skip)
	for i, arg := range bound {
		if arg == nil {
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
	if w.record && ok {
		w.u.fn.use(fn, e.Range)
	}
	w.loseAttributes()
	return bound, ok
}

// passFields passes the arguments of a call to the fields of a dataclass or named
// tuple.
func (w *walker) passFields(e *syntax.Call, c *class) (bound []syntax.Expr, ok bool) {
	var fields []*Field
	for _, f := range c.c.Fields {
		if !f.NoInit {
			fields = append(fields, f)
		}
	}
	bound = make([]syntax.Expr, len(fields))
	ok = true
	fail := func(n syntax.Node, format string, args ...any) {
		if ok {
			w.refuse("PT206", n, format, args...)
		}
		ok = false
	}
	for i, arg := range e.Args {
		switch {
		case isStarred(arg):
			w.value(arg)
			w.refuse("PT509", arg, "a star takes a number of values known only at run time")
			return bound, false
		case i < len(fields):
			bound[i] = arg
		default:
			w.eval(arg)
			fail(arg, "%s takes fewer arguments: Python raises TypeError", c.c.Name)
		}
	}
	for _, k := range e.Keywords {
		i := slices.IndexFunc(fields, func(f *Field) bool { return f.Attr.Name == k.Name })
		if i < 0 || bound[i] != nil {
			w.eval(k.Value)
			fail(k, "%s has no field %s, or gets it twice: Python raises TypeError", c.c.Name, k.Name)
			continue
		}
		bound[i] = k.Value
	}
	for i, f := range fields {
		switch {
		case bound[i] != nil:
			x := w.kept(bound[i])
			s := c.find(f.Attr.Name).slot
			w.accept(s, x.set, bound[i], "field "+f.Attr.Name)
			w.flow(s, x)
			w.put(s, x.set)
		case f.Default == nil && f.Factory == nil:
			fail(e, "%s needs the argument %s: Python raises TypeError", c.c.Name, f.Attr.Name)
		}
	}
	return bound, ok
}

// applyTo runs a method on values: args are those after the ones that Python
// itself passes.
func (w *walker) applyTo(fn *function, args []val, at syntax.Node) val {
	skip := fn.passed()
	for i, x := range args {
		if skip+i >= fn.own() {
			w.refuse("PT206", at, "%s takes fewer arguments: Python raises TypeError", fn.f.Name)
			return notKnown()
		}
		w.give(fn, skip+i, x, at)
	}
	if w.record {
		w.u.fn.use(fn, at.Span())
		if ops := w.info.Operators[at]; !slices.Contains(ops, fn.f) {
			w.info.Operators[at] = append(ops, fn.f)
		}
	}
	w.loseAttributes()
	return w.returned(fn)
}

// returned is what a call of a method gives.
func (w *walker) returned(fn *function) val {
	if !fn.touched {
		fn.touched = true
		w.enqueue(fn.unit)
	}
	if fn.lazy {
		return val{set: set{other: "a generator or coroutine"}}
	}
	return val{set: w.get(fn.result), src: fn.result}
}

// isClass reports whether v is the class that a class method is called on, which
// has no place in Rust.
func (v *variable) isClass() bool {
	fn := v.owner.fn
	return fn != nil && fn.f.Role == ClassOf && len(fn.params) > 0 && fn.params[0] == v
}

// passed is the number of arguments that Python itself passes to a method.
func (fn *function) passed() int {
	if fn.class == nil || fn.f.Role == StaticOf || fn.f.Role == Plain {
		return 0
	}
	return 1
}

// callSpecial runs the special method of a name on an instance of one of some
// classes. It reports whether there is such a method in all of them.
func (w *walker) callSpecial(t *instT, name string, args []val, at syntax.Node) (out val, ok bool) {
	for _, c := range t.classes {
		fn := c.method(name)
		if fn == nil {
			return val{}, false
		}
		for _, target := range append([]*function{fn}, c.overrides(name)...) {
			x := w.applyTo(target, args, at)
			out.src = x.src
			if x.other != "" {
				out.other = x.other
			}
			out.set, _ = w.merge(out.set, x.set)
		}
	}
	return out, true
}

// callInstance evaluates the call of a method of an instance.
func (w *walker) callInstance(e *syntax.Call, f *syntax.Attribute, recv val) val {
	var out val
	callee := &Callee{Kind: Bound, Name: f.Attr}
	for _, c := range recv.inst.classes {
		fn := c.method(f.Attr)
		targets := c.overrides(f.Attr)
		if fn != nil {
			targets = append([]*function{fn}, targets...)
		}
		if len(targets) == 0 {
			return w.noMethod(e, f, c)
		}
		for _, target := range targets {
			if target.f.Role == PropertyOf {
				w.arguments(e)
				w.refuse("PT501", f, "calling what a property gives is not translated")
				return notKnown()
			}
			bound, ok := w.passTo(e, target, target.passed())
			x := w.returned(target)
			out.src = x.src
			out.set, _ = w.merge(out.set, x.set)
			if !ok {
				callee = nil
			} else if callee != nil && callee.Func == nil {
				callee.Func, callee.Args, callee.Class = target.f, bound, c.c
			} else if callee != nil {
				callee.Overrides = append(callee.Overrides, target.f)
			}
		}
	}
	if len(recv.inst.classes) > 1 {
		out.src = nil
	}
	if callee != nil {
		w.resolve(e, *callee)
	}
	return out
}

// noMethod is the call of what no class defines as a method.
func (w *walker) noMethod(e *syntax.Call, f *syntax.Attribute, c *class) val {
	if f.Attr == "_replace" && c.c.Kind == NamedTupleClass && len(e.Args) == 0 {
		return w.replaceFields(e, c)
	}
	if of, ok := f.Value.(*syntax.Name); ok && f.Attr == "_asdict" && c.c.Kind == NamedTupleClass && len(e.Args)+len(e.Keywords) == 0 {
		w.resolve(e, Callee{Kind: Bound, Name: "_asdict", Class: c.c})
		return w.means(e, w.dictOfFields(e, of, c))
	}
	w.arguments(e)
	switch {
	case c.find(f.Attr) != nil:
		w.refuse("PT501", f, "calling what an attribute holds is not translated")
	case c.c.Kind == NamedTupleClass || c.c.Kind == EnumClass || c.c.Kind == IntEnumClass || c.c.Kind == ExceptionClass:
		w.refuse("PT501", f, "the method %s of %s is not translated", f.Attr, c.c.Name)
		return val{set: set{other: "what " + f.Attr + " gives"}}
	case c.given(f.Attr):
		w.refuse("PT501", f, "%s, which Python gives to %s, is not translated", f.Attr, c.c.Name)
	default:
		w.refuse("PT206", f, "%s has no method %s: Python raises AttributeError", c.c.Name, f.Attr)
	}
	return notKnown()
}

// replaceFields is p._replace(x=…) of a named tuple.
func (w *walker) replaceFields(e *syntax.Call, c *class) val {
	for _, k := range e.Keywords {
		x := w.kept(k.Value)
		if a := c.find(k.Name); a != nil {
			w.accept(a.slot, x.set, k.Value, "field "+k.Name)
			w.flow(a.slot, x)
			w.put(a.slot, x.set)
		} else {
			w.refuse("PT206", k, "%s has no field %s: Python raises ValueError", c.c.Name, k.Name)
		}
	}
	w.resolve(e, Callee{Kind: Bound, Name: "_replace", Class: c.c})
	return val{set: set{inst: c.inst}}
}

// callOnClass evaluates C.method(…) and cls.method(…).
func (w *walker) callOnClass(e *syntax.Call, f *syntax.Attribute, c *class) val {
	fn := c.method(f.Attr)
	if fn == nil {
		return w.noMethod(e, f, c)
	}
	skip := 0
	if fn.f.Role == ClassOf {
		skip = 1
	}
	bound, ok := w.passTo(e, fn, skip)
	if ok {
		w.resolve(e, Callee{Kind: Static, Name: f.Attr, Func: fn.f, Args: bound, Class: c.c})
	}
	return w.returned(fn)
}

// superCall evaluates super().method(…).
func (w *walker) superCall(e *syntax.Call, f *syntax.Attribute) (val, bool) {
	call, ok := f.Value.(*syntax.Call)
	if !ok || !isName(call.Func, "super") || !w.free("super") || w.u.fn == nil || w.u.fn.class == nil || len(call.Keywords) > 0 {
		return val{}, false
	}
	if len(call.Args) != 0 && (len(call.Args) != 2 || !isName(call.Args[0], w.u.fn.class.c.Name)) {
		return val{}, false
	}
	c := w.u.fn.class
	var fn *function
	if c.base != nil {
		fn = c.base.method(f.Attr)
	}
	if fn == nil {
		if c.c.Kind == ExceptionClass {
			return w.superException(e, f.Attr, c), true
		}
		w.arguments(e)
		if f.Attr == "__init__" {
			if len(e.Args) > 0 && c.c.Kind != DataClass {
				w.refuse("PT206", e, "object.__init__ takes no arguments: Python raises TypeError")
			}
			w.resolve(e, Callee{Kind: Static, Name: f.Attr, Class: c.c.Base, Args: e.Args})
			return val{set: basic(bNone)}, true
		}
		w.refuse("PT501", f, "what super().%s means is not known", f.Attr)
		return val{}, true
	}
	bound, ok := w.passTo(e, fn, fn.passed())
	if ok {
		w.resolve(e, Callee{Kind: Static, Name: f.Attr, Func: fn.f, Args: bound, Class: c.c.Base})
	}
	return w.returned(fn), true
}

// classNamed is the class of the module that a name means here, or nil.
func (w *walker) classNamed(e syntax.Expr) *class {
	n, ok := e.(*syntax.Name)
	if !ok || w.lookup(n.ID) != nil {
		return nil
	}
	if c := w.scope.classes[n.ID]; c != nil && c.c.Opaque == "" {
		return c
	}
	return nil
}

// classBody walks what the body of a class assigns, and the defaults of its fields.
func (w *walker) classBody(c *class) {
	w.body = c
	defer func() { w.body = nil }()
	put := func(name string, e syntax.Expr) {
		x := w.eval(e)
		s := c.find(name).slot
		w.accept(s, x.set, e, "attribute "+name)
		w.flow(s, x)
		w.put(s, x.set)
	}
	for _, a := range c.order {
		if a.a.Value == nil || !a.a.OfClass {
			continue
		}
		if c.c.Kind == EnumClass || c.c.Kind == IntEnumClass {
			x := w.eval(a.a.Value)
			if isAuto(w.solver, a.a.Value) {
				w.info.Auto[a.a.Value.(*syntax.Call)] = true
				x = val{set: basic(bInt)}
			}
			w.put(c.valueSlot(), x.set)
			continue
		}
		put(a.a.Name, a.a.Value)
	}
	for _, f := range c.c.Fields {
		switch {
		case f.Default != nil:
			put(f.Attr.Name, f.Default)
		case f.Factory != nil:
			if x, ok := w.made(f.Factory); ok {
				s := c.find(f.Attr.Name).slot
				w.accept(s, x.set, f.Factory, "field "+f.Attr.Name)
				w.put(s, x.set)
			}
		}
	}
}

// made is what the factory of a field gives.
func (w *walker) made(e syntax.Expr) (val, bool) {
	switch e := e.(type) {
	case *syntax.Lambda:
		if e.Params == nil || len(e.Params.List) == 0 {
			return w.eval(e.Body), true
		}
	case *syntax.Name:
		if c := w.classNamed(e); c != nil {
			return val{set: set{inst: c.inst}}, true
		}
		if !w.free(e.ID) {
			return val{}, false
		}
		switch e.ID {
		case "list":
			return val{set: set{list: w.newList(e, 0)}}, true
		case "dict":
			return val{set: set{dict: w.newDict(e, 0)}}, true
		case "set":
			return val{set: set{sets: w.newSet(e, 0)}}, true
		case "int":
			return val{set: basic(bInt)}, true
		case "float":
			return val{set: basic(bFloat)}, true
		case "str":
			return val{set: basic(bStr)}, true
		case "bool":
			return val{set: basic(bBool)}, true
		}
	}
	return val{}, false
}

// callValue evaluates the call of a class in a variable, or of an instance.
func (w *walker) callValue(e *syntax.Call, x val) (out val, ok bool) {
	switch {
	case x.class != nil && x.set.without(bUnbound) == (set{class: x.class}):
		return w.callClass(e, x.class), true
	case x.fn != nil && x.set.without(bUnbound|bNone) == (set{fn: x.fn}):
		return w.callFunction(e, x), true
	case x.inst == nil || x.set.without(bUnbound) != (set{inst: x.inst}):
		return val{}, false
	}
	callee := &Callee{Kind: Bound, Name: "__call__"}
	for _, c := range x.inst.classes {
		fn := c.method("__call__")
		if fn == nil {
			return val{}, false
		}
		for _, target := range append([]*function{fn}, c.overrides("__call__")...) {
			bound, fits := w.passTo(e, target, target.passed())
			one := w.returned(target)
			out.set, _ = w.merge(out.set, one.set)
			switch {
			case !fits:
				callee = nil
			case callee != nil && callee.Func == nil:
				callee.Func, callee.Args, callee.Class = target.f, bound, c.c
			case callee != nil:
				callee.Overrides = append(callee.Overrides, target.f)
			}
		}
	}
	if callee != nil {
		w.resolve(e, *callee)
	}
	return out, true
}

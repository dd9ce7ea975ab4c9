package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// Exceptions as objects: what they are made of, and their arguments.

// exceptionArgs evaluates the arguments of an exception of a builtin class, which
// it keeps.
func (w *walker) exceptionArgs(e *syntax.Call, builtin string) {
	for _, a := range e.Args {
		if isStarred(a) {
			w.value(a)
			w.refuse("PT509", a, "a star takes a number of values known only at run time")
			continue
		}
		x := w.value(a)
		w.put(w.argSlot(builtin), x.set)
	}
	for _, k := range e.Keywords {
		w.value(k.Value)
	}
	if len(e.Args) > 1 && IsSubclass(builtin, "OSError") {
		w.refuse("PT519", e, "an OSError with an error number is of a class that depends on the number, which is not translated")
	}
}

// argSlot holds the arguments that the module gives exceptions of a builtin class,
// and of its own classes that derive from it directly.
func (in *solver) argSlot(builtin string) *slot {
	if in.excArgs == nil {
		in.excArgs = map[string]*slot{}
	}
	if in.excArgs[builtin] == nil {
		in.excArgs[builtin] = &slot{}
	}
	return in.excArgs[builtin]
}

// argsOf is e.args. Python itself raises exceptions of builtin classes, with a str,
// and KeyErrors with keys; when an argument turns out to be something else than is
// known here, the program stops.
func (w *walker) argsOf(class string, builtin bool) val {
	key := class
	if builtin {
		key += " of Python"
	}
	if w.excTuples == nil {
		w.excTuples = map[string]*varyingT{}
	}
	if w.excTuples[key] == nil {
		w.excTuples[key] = &varyingT{elem: &slot{}}
	}
	out := w.excTuples[key]
	if builtin {
		w.put(out.elem, basic(bStr))
	}
	for name := range exceptions {
		if IsSubclass(name, class) {
			w.put(out.elem, w.get(w.argSlot(name)))
		}
	}
	return val{set: set{varying: out}}
}

// makeException evaluates the call of an exception class of the module.
func (w *walker) makeException(e *syntax.Call, c *class) val {
	callee := &Callee{Kind: New, Name: c.c.Name, Class: c.c}
	if init := c.method("__init__"); init != nil {
		bound, ok := w.passTo(e, init, 1)
		if !ok {
			callee = nil
		} else {
			callee.Func, callee.Args = init.f, bound
		}
		if !c.callsSuperInit() {
			for _, a := range e.Args { // BaseException.__new__ keeps them
				w.put(w.argSlot(c.c.Builtin), w.eval(a).set)
			}
		}
	} else {
		w.exceptionArgs(e, c.c.Builtin)
		callee.Args = e.Args
		if len(e.Keywords) > 0 {
			w.refuse("PT206", e, "%s takes no keyword arguments: Python raises TypeError", c.c.Name)
		}
	}
	if callee != nil {
		w.resolve(e, *callee)
	}
	return val{set: set{inst: c.inst}}
}

// callsSuperInit reports whether the __init__ of c names that of its base.
func (c *class) callsSuperInit() bool {
	init := c.method("__init__")
	return init != nil && BaseInit(init.f) != nil
}

// BaseInit is the statement of __init__ that calls that of the base class; nil
// where there is none.
func BaseInit(init *Function) *syntax.Call {
	for _, s := range init.Body {
		x, ok := s.(*syntax.ExprStmt)
		if !ok {
			continue
		}
		if call, ok := x.Value.(*syntax.Call); ok {
			if a, ok := call.Func.(*syntax.Attribute); ok && a.Attr == "__init__" {
				return call
			}
		}
	}
	return nil
}

// superException evaluates super().name(…) where the base class is builtin.
func (w *walker) superException(e *syntax.Call, name string, c *class) val {
	switch name {
	case "__init__":
		w.exceptionArgs(e, c.c.Builtin)
		if len(e.Keywords) > 0 {
			w.refuse("PT206", e, "%s takes no keyword arguments: Python raises TypeError", c.c.Builtin)
		}
		w.resolve(e, Callee{Kind: Static, Name: name, Class: c.c.Base, Args: e.Args})
		return val{set: basic(bNone)}
	case "__str__", "__repr__":
		w.arguments(e)
		w.resolve(e, Callee{Kind: Static, Name: name, Class: c.c.Base})
		return val{set: basic(bStr)}
	}
	w.arguments(e)
	w.refuse("PT519", e, "what super().%s means is not translated", name)
	return notKnown()
}

// exceptionAttribute is the value of an attribute of an exception of a builtin class.
func (w *walker) exceptionAttribute(e *syntax.Attribute, x val) (val, bool) {
	if x.exc == "" || x.set.without(bUnbound) != (set{exc: x.exc}) {
		return val{}, false
	}
	if e.Attr != "args" {
		return val{}, false
	}
	if w.record {
		w.info.Members[e] = &Member{}
	}
	return w.argsOf(x.exc, true), true
}

// className is type(e).__name__ or e.__class__.__name__ of an exception.
func (w *walker) className(e *syntax.Attribute) (val, bool) {
	if e.Attr != "__name__" {
		return val{}, false
	}
	var of syntax.Expr
	var maybe bits
	switch v := e.Value.(type) {
	case *syntax.Call:
		raised := isName(v.Func, typeOfRaised)
		if !raised && (!isName(v.Func, "type") || !w.free("type")) || len(v.Args) != 1 || len(v.Keywords) > 0 {
			return val{}, false
		}
		if of = v.Args[0]; raised {
			maybe = bNone
		}
	case *syntax.Attribute:
		if v.Attr != "__class__" {
			return val{}, false
		}
		of = v.Value
	default:
		return val{}, false
	}
	x := w.eval(of)
	if c := w.exactClass(of, x); c != nil && maybe == 0 {
		return w.means(e, site(w, e, 3, func() *syntax.Str { return &syntax.Str{Range: e.Range, Value: c.c.Name} })), true
	}
	if s := w.oneException(x.set.without(bUnbound | maybe)); s != (set{exc: s.exc}) && (s.inst == nil || s != (set{inst: s.inst}) || s.inst.classes[0].c.Kind != ExceptionClass) {
		return val{}, false
	}
	if w.record {
		w.info.attrs[e] = "type.__name__"
	}
	return val{set: basic(bStr)}, true
}

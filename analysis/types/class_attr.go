package types

import (
	"slices"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// attr is the attribute of c or of a class it derives from, made if there is none.
func (c *class) attr(name string, def syntax.Range) *attr {
	for up := c; up != nil; up = up.base {
		if a := up.attrs[name]; a != nil {
			return a
		}
	}
	a := &attr{a: &Attr{Name: name, Def: def, Class: c.c}, slot: &slot{}}
	c.attrs[name] = a
	c.order = append(c.order, a)
	return a
}

// addClassAttrs notes what a statement in the body of a class binds.
func (in *solver) addClassAttrs(c *class, s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.Assign:
		for _, t := range s.Targets {
			n, ok := t.(*syntax.Name)
			if !ok {
				c.c.Opaque = "its body does more than to define methods and attributes"
				return
			}
			if n.ID == "__slots__" || n.ID == "__match_args__" {
				continue
			}
			a := c.attr(n.ID, n.Range)
			a.a.OfClass, a.a.Value = true, s.Value
			if c.c.Kind == EnumClass || c.c.Kind == IntEnumClass {
				c.members = append(c.members, n.ID)
			}
		}
	case *syntax.AnnAssign:
		n, ok := s.Target.(*syntax.Name)
		if !ok {
			c.c.Opaque = "its body does more than to define methods and attributes"
			return
		}
		a := c.attr(n.ID, n.Range)
		a.ann = s.Annotation
		a.a.Value = s.Value
		a.a.OfClass = s.Value != nil
	case *syntax.Pass, *syntax.ExprStmt:
	default:
		c.c.Opaque = "its body does more than to define methods and attributes"
	}
}

// addInstanceAttrs notes what a method assigns to attributes of its instance.
func (in *solver) addInstanceAttrs(c *class, fn *function) {
	if fn.f.Role == StaticOf || fn.f.Role == ClassOf || len(fn.params) == 0 {
		return
	}
	facts := in.plan.factsOf(fn.f.Def, in)
	if !facts.isMethod {
		facts.assigned, facts.isMethod = assignedTo(fn.params[0].v.Name, fn.f.Body), true
	}
	for _, assigned := range facts.assigned {
		if c.setter(assigned.at.Attr) != nil {
			continue
		}
		a := c.attr(assigned.at.Attr, assigned.at.AttrRange)
		a.a.Instance = true
		if assigned.ann != nil && a.ann == nil {
			a.ann = assigned.ann
		}
	}
}

func (c *class) setter(name string) *function {
	for ; c != nil; c = c.base {
		if fn := c.setters[name]; fn != nil {
			return fn
		}
	}
	return nil
}

// attributesIn are the attributes that a target assigns.
func attributesIn(t syntax.Expr) []*syntax.Attribute {
	var out []*syntax.Attribute
	switch t := t.(type) {
	case *syntax.Attribute:
		out = append(out, t)
	case *syntax.Tuple:
		for _, e := range t.Elts {
			out = append(out, attributesIn(e)...)
		}
	case *syntax.List:
		for _, e := range t.Elts {
			out = append(out, attributesIn(e)...)
		}
	case *syntax.Starred:
		return attributesIn(t.Value)
	}
	return out
}

// annotateAttr gives an attribute the type that its annotation says.
func (in *solver) annotateAttr(at *attr) {
	if at.ann == nil {
		return
	}
	ann := at.ann
	if sub, ok := ann.(*syntax.Subscript); ok && in.qualified(sub.Value) == "typing.ClassVar" {
		ann = sub.Index
	}
	before := in.generic
	if def := at.a.Class.Def; def != nil {
		in.generic = append(slices.Clone(before), typeParams(def.TypeParams))
	}
	a := in.annotate(ann)
	in.generic = before
	if a.wrong == "" && !a.open {
		at.slot.root().declare(a)
		at.a.Declared = true
	}
}

// find is the attribute of a name of c, or of a class it derives from.
func (c *class) find(name string) *attr {
	for ; c != nil; c = c.base {
		if a := c.attrs[name]; a != nil {
			return a
		}
	}
	return nil
}

// findBelow is the attribute of a name in a class that derives from c.
func (c *class) findBelow(name string) (found []*attr) {
	for _, sub := range c.subs {
		if a := sub.attrs[name]; a != nil {
			found = append(found, a)
		} else {
			found = append(found, sub.findBelow(name)...)
		}
	}
	return found
}

// instanceAttribute is the value of an attribute of an instance.
func (w *walker) instanceAttribute(e *syntax.Attribute, x val) val {
	var out val
	for _, c := range x.inst.classes {
		one, ok := w.attributeOf(e, c)
		if !ok {
			w.noAttribute(e, c)
			if c.given(e.Attr) {
				out.other = "what " + e.Attr + " is"
			}
			continue
		}
		out.src = one.src
		out.set, _ = w.merge(out.set, one.set)
		if one.other != "" {
			out.other = one.other
		}
	}
	if len(x.inst.classes) > 1 {
		out.src = nil
	}
	if known, ok := w.known(e); ok && out.src != nil {
		out.set = known
	}
	return out
}

func (w *walker) attributeOf(e *syntax.Attribute, c *class) (val, bool) {
	member := &Member{Class: c.c}
	note := func() {
		if w.record {
			w.info.Members[e] = member
		}
	}
	enum := c.c.Kind == EnumClass || c.c.Kind == IntEnumClass
	switch {
	case enum && (e.Attr == "name" || e.Attr == "value"):
		member.Enum = e.Attr
		note()
		if e.Attr == "name" {
			return val{set: basic(bStr)}, true
		}
		return val{set: w.get(c.valueSlot()), src: c.valueSlot()}, true
	case c.c.Kind == ExceptionClass && e.Attr == "args":
		note()
		return w.argsOf(c.c.Builtin, false), true
	}
	if fn := c.method(e.Attr); fn != nil {
		if fn.f.Role != PropertyOf {
			w.refuse("PT501", e, "a method used as a value is not translated: call it")
			return val{set: set{other: "a method"}}, true
		}
		var out val
		for _, target := range append([]*function{fn}, c.overrides(e.Attr)...) {
			x := w.applyTo(target, nil, e)
			out.src = x.src
			out.set, _ = w.merge(out.set, x.set)
		}
		member.Func = fn.f
		note()
		return out, true
	}
	if a := c.find(e.Attr); a != nil {
		member.Attr = a.a
		note()
		if enum && a.a.OfClass {
			return val{set: set{inst: c.inst}}, true
		}
		return val{set: w.get(a.slot), src: a.slot}, true
	}
	below := c.findBelow(e.Attr)
	var out val
	for _, a := range below {
		out.set, _ = w.merge(out.set, w.get(a.slot))
	}
	return out, len(below) > 0
}

// noAttribute refuses an attribute that no class of the module makes.
func (w *walker) noAttribute(e *syntax.Attribute, c *class) {
	if c.given(e.Attr) {
		w.refuse("PT501", e, "%s, which Python gives to %s, is not translated", e.Attr, c.c.Name)
		return
	}
	w.refuse("PT206", e, "%s has no attribute %s: Python raises AttributeError", c.c.Name, e.Attr)
}

// given reports whether Python itself may give an attribute to a class or its objects,
// as it does all with such names to some (Python reference, "Reserved classes of
// identifiers").
func (c *class) given(name string) bool {
	if strings.HasPrefix(name, "__") && strings.HasSuffix(name, "__") {
		return true
	}
	switch c.c.Kind {
	case NamedTupleClass:
		return strings.HasPrefix(name, "_") || name == "count" || name == "index"
	case EnumClass, IntEnumClass:
		return strings.HasPrefix(name, "_")
	}
	return false
}

// classAttribute is the value of C.name.
func (w *walker) classAttribute(e *syntax.Attribute, c *class) val {
	member := &Member{Class: c.c}
	if e.Attr == "__name__" {
		w.refuse("PT501", e, "the name of a class is not translated")
		return val{set: basic(bStr)}
	}
	a := c.find(e.Attr)
	switch {
	case a == nil && c.method(e.Attr) != nil:
		w.refuse("PT501", e, "a method used as a value is not translated: call it")
		return val{set: set{other: "a method"}}
	case a == nil:
		w.noAttribute(e, c)
		return notKnown()
	}
	member.Attr = a.a
	if w.record {
		w.info.Members[e] = member
	}
	if (c.c.Kind == EnumClass || c.c.Kind == IntEnumClass) && a.a.OfClass {
		member.Enum = e.Attr
		return val{set: set{inst: c.inst}}
	}
	return val{set: w.get(a.slot), src: a.slot}
}

// storeAttribute is base.name = x.
func (w *walker) storeAttribute(t *syntax.Attribute, x val, from syntax.Node) {
	if c := w.classNamed(t.Value); c != nil {
		w.storeIn(t, c, x, from)
		w.rebind(t, c)
		return
	}
	base := w.value(t.Value)
	if base.class != nil {
		w.storeIn(t, base.class, x, from)
		w.rebind(t, base.class)
		return
	}
	if base.has(bNone) {
		w.optional(t.Value, base, "."+t.Attr)
	}
	if base.inst == nil {
		if !base.empty() && base.other == "" && !base.only(bNone) {
			w.refuse("PT206", t, "%s has no attribute that can be assigned", w.typeOf(base.set.without(bNone)))
		}
		if base.empty() || base.other != "" {
			w.refuse("PT521", t, "the attribute of an object that is not known cannot be assigned")
		}
		return
	}
	for _, c := range base.inst.classes {
		if fn := c.setter(t.Attr); fn != nil {
			w.applyTo(fn, []val{x}, t)
			w.noteMember(t, &Member{Class: c.c, Func: fn.f})
			continue
		}
		method := c.method(t.Attr)
		switch property := method != nil && method.f.Role == PropertyOf; {
		case property || c.c.Data.Frozen || c.c.Kind == NamedTupleClass:
			w.refuse("PT206", t, "%s of %s cannot be assigned: Python raises AttributeError", t.Attr, c.c.Name)
			continue
		case method != nil || c.c.Kind == EnumClass || c.c.Kind == IntEnumClass:
			w.refuse("PT501", t, "assigning to %s of %s is not translated", t.Attr, c.c.Name)
			continue
		}
		w.storeIn(t, c, x, from)
	}
	w.learn(t, x.set)
}

// rebind notes that an attribute of a class gets another value.
func (w *walker) rebind(t *syntax.Attribute, c *class) {
	if a := c.find(t.Attr); a != nil {
		a.a.Rebound = true
	}
	w.refuse("PT501", t, "assigning to an attribute of a class is not translated")
}

// storeIn stores a value in the attribute of a class or of its instances.
func (w *walker) storeIn(t *syntax.Attribute, c *class, x val, from syntax.Node) {
	a := c.find(t.Attr)
	if a == nil {
		for _, below := range c.findBelow(t.Attr) {
			w.put(below.slot, x.set)
		}
		w.refuse("PT501", t, "%s gets the attribute %s from outside its methods", c.c.Name, t.Attr)
		a = c.attr(t.Attr, t.AttrRange)
		a.a.Instance = true
	}
	w.accept(a.slot, x.set, from, "attribute "+t.Attr)
	w.flow(a.slot, x)
	w.put(a.slot, x.set)
	w.noteMember(t, &Member{Class: c.c, Attr: a.a})
	if w.record {
		w.info.exprs[t] = w.slotType(a.slot)
	}
}

func (w *walker) noteMember(t *syntax.Attribute, m *Member) {
	if w.record {
		w.info.Members[t] = m
	}
}

// What a test or an assignment has shown of an attribute is remembered by the path
// to it from a variable, such as that of self.head.next, until something may have changed it: an
// assignment to an attribute of that name, to the variable it starts from, or any
// call of a function of the module.

// path is the path to an attribute from a variable, "" when there is none.
func (w *walker) path(e syntax.Expr) string {
	switch e := e.(type) {
	case *syntax.Name:
		if v := w.lookupName(e); v != nil && v.owner == w.u {
			return strconv.Itoa(v.index)
		}
	case *syntax.Attribute:
		if base := w.path(e.Value); base != "" {
			return base + "." + e.Attr
		}
	}
	return ""
}

// known is what is remembered of an attribute.
func (w *walker) known(e *syntax.Attribute) (set, bool) {
	if len(w.env.paths) == 0 {
		return set{}, false
	}
	s, ok := w.env.paths[w.path(e)]
	return s, ok
}

// learn remembers what an assignment has put into an attribute.
func (w *walker) learn(t *syntax.Attribute, x set) {
	for _, env := range append([]*env{w.env}, w.tries...) {
		for path := range env.paths {
			if slices.Contains(strings.Split(path, ".")[1:], t.Attr) {
				delete(env.ownPaths(), path)
			}
		}
	}
	if path := w.path(t); path != "" && !x.empty() && x.other == "" {
		w.env.remember(path, x.widened())
	}
}

// loseAttributes forgets what is known of attributes that a call may change.
func (w *walker) loseAttributes() {
	making := w.u.fn != nil && isConstructor(w.u.fn.f.Name) // then a call may be one of super().__init__
	for _, e := range append([]*env{w.env}, w.tries...) {
		for path := range e.paths {
			if making || !w.steady(path) {
				delete(e.ownPaths(), path)
			}
		}
	}
}

// losePaths forgets what is known of the attributes of what a variable held.
func (w *walker) losePaths(v *variable) {
	lose := func(e *env) {
		if len(e.paths) == 0 {
			return
		}
		prefix := strconv.Itoa(v.index) + "."
		for path := range e.paths {
			if strings.HasPrefix(path, prefix) {
				delete(e.ownPaths(), path)
			}
		}
	}
	lose(w.env)
	for _, t := range w.tries {
		lose(t)
	}
}

// narrowAttribute changes what is known of an attribute in one environment.
func (w *walker) narrowAttribute(e *syntax.Attribute, in *env, f func(set) set) {
	path := w.path(e)
	if path == "" || in.dead {
		return
	}
	now := w.env
	w.env = in
	x := w.eval(e)
	w.env = now
	if x.src == nil || x.other != "" {
		return // a property, or nothing that is known
	}
	in.remember(path, f(x.set))
}

func (e *env) remember(path string, s set) {
	if e.paths == nil {
		e.paths, e.pathOwner = map[string]set{}, true
	}
	e.ownPaths()[path] = s
}

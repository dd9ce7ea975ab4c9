package types

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A class that derives from another of the module is inferred as if all that it
// inherits stood in it: it gets copies of the methods, attributes and fields of its
// bases, and of the methods that super() finds. So each class is a struct of its
// own. That is what Python means as long as no place holds objects of two related
// classes: where one does, or an annotation names a class that others derive from,
// or an attribute of a class gets another value, the classes of that family keep
// their bases (plan.poly) and are not translated.

// An inheritedKey is a method as one class has it.
type inheritedKey struct {
	class  *syntax.ClassDef
	method *syntax.FunctionDef
}

// An inheritedMethod is the definition that a class has instead of one that was written.
type inheritedMethod struct {
	def   *syntax.FunctionDef
	nodes map[syntax.Node]syntax.Node // which node became which
	needs []hidden
	inits []initCall
}

// up is the class that c derives from, nil for none.
func (c *class) up() *class {
	if c.base != nil {
		return c.base
	}
	return c.flat
}

// descends reports whether objects of c are objects of other in Python.
func (c *class) descends(other *class) bool {
	for ; c != nil; c = c.up() {
		if c == other {
			return true
		}
	}
	return false
}

// root is the first class of the family of c.
func (c *class) root() *class {
	for c.up() != nil {
		c = c.up()
	}
	return c
}

// flatten takes the bases away from classes that can have what they inherit as
// their own. Bases come first.
func (in *solver) flatten(all []*class) {
	for _, c := range all {
		if c.base != nil && !in.plan.poly[c.root().c.Def] && in.nameless(c) {
			in.plan.poly[c.root().c.Def] = true
		}
	}
	for _, c := range all {
		base := c.base
		if base == nil || in.plan.poly[c.root().c.Def] {
			continue
		}
		c.base, c.flat = nil, base
		c.c.Base, c.c.Flat = nil, base.c
		base.subs, base.c.Subs = nil, nil
		base.derived = true
	}
	in.noteBare(all)
}

// nameless reports whether c, or its base, has something for which a copy would not
// mean the same.
func (in *solver) nameless(c *class) bool {
	for _, one := range []*class{c, c.base} {
		def := one.c.Def
		if one.c.Kind != PlainClass && one.c.Kind != DataClass || one.c.Opaque != "" || one.protocol || def == nil || def.TypeParams != nil {
			return true
		}
		for _, b := range def.Bases {
			if _, generic := b.(*syntax.Subscript); generic {
				return true
			}
		}
		if private(def) || in.oddBody(one) {
			return true
		}
	}
	if redeclared(c) {
		return true
	}
	data, ofData := c.c.Kind == DataClass, c.base.c.Kind == DataClass
	return ofData && (!data || c.c.Data.Frozen != c.base.c.Data.Frozen)
}

// redeclared reports whether c declares an attribute again without a value, so that
// it has that of a base.
func redeclared(c *class) bool {
	return slices.ContainsFunc(c.c.Def.Body, func(s syntax.Stmt) bool {
		again, ok := s.(*syntax.AnnAssign)
		if !ok || again.Value != nil {
			return false
		}
		name, _ := again.Target.(*syntax.Name)
		for up := c.base; up != nil && name != nil; up = up.up() {
			found := false
			bindings(up.c.Def.Body, func(bound string, _ syntax.Range, _ syntax.Node) { found = found || bound == name.ID })
			if found {
				return true
			}
		}
		return false
	})
}

// private reports whether a class has attributes whose names depend on it.
func private(def *syntax.ClassDef) bool {
	found := false
	syntax.Walk(def.Body, func(n syntax.Node) bool {
		name := ""
		switch n := n.(type) {
		case *syntax.Attribute:
			name = n.Attr
		case *syntax.FunctionDef:
			name = n.Name
		case *syntax.Name:
			name = n.ID
			found = found || name == "__class__"
		}
		found = found || strings.HasPrefix(name, "__") && !strings.HasSuffix(name, "__")
		return !found
	})
	return found
}

// oddBody reports whether the body of a class assigns what a copy would not share.
func (in *solver) oddBody(c *class) bool {
	constant := func(e syntax.Expr) bool {
		switch e := e.(type) {
		case *syntax.Call:
			return c.c.Kind == DataClass && in.qualified(e.Func) == "dataclasses.field"
		case *syntax.Tuple:
			return !slices.ContainsFunc(e.Elts, func(x syntax.Expr) bool { return !unnoticed(x) })
		}
		_, name := e.(*syntax.Name)
		_, negative := intConstant(e)
		return unnoticed(e) && !name || negative
	}
	return slices.ContainsFunc(c.c.Def.Body, func(s syntax.Stmt) bool {
		switch s := s.(type) {
		case *syntax.Assign:
			return !constant(s.Value)
		case *syntax.AnnAssign:
			return s.Value != nil && !constant(s.Value)
		}
		return false
	})
}

// ancestors are the classes that c has copies of, the nearest first.
func (c *class) ancestors() []*class {
	var out []*class
	for up := c.flat; up != nil; up = up.flat {
		out = append(out, up)
	}
	return out
}

// generated are the methods that the decorator dataclass makes, whatever is inherited.
func (c *class) generated(name string) bool {
	if c.c.Kind != DataClass {
		return false
	}
	switch name {
	case "__init__", "__repr__":
		return true
	case "__eq__", "__hash__":
		return c.c.Data.Eq
	case "__lt__", "__le__", "__gt__", "__ge__":
		return c.c.Data.Order
	}
	return false
}

// inherit gives c the methods of the classes that it derives from.
func (in *solver) inherit(c *class) {
	have := map[string]bool{}
	defined := func(body []syntax.Stmt) (defs []*syntax.FunctionDef) {
		for _, s := range body {
			if def, ok := s.(*syntax.FunctionDef); ok {
				defs = append(defs, def)
			}
		}
		return defs
	}
	note := func(defs []*syntax.FunctionDef) {
		for _, def := range defs {
			have[def.Name] = true
			if def.Name == "__eq__" {
				have["__hash__"] = true // which is None then
			}
		}
	}
	for _, s := range c.c.Def.Body {
		if _, ok := s.(*syntax.FunctionDef); !ok {
			bindings([]syntax.Stmt{s}, func(name string, _ syntax.Range, _ syntax.Node) { have[name] = true })
		}
	}
	note(defined(c.c.Def.Body))
	for _, from := range c.ancestors() {
		defs := defined(from.c.Def.Body)
		for _, def := range defs {
			if !have[def.Name] && !c.generated(def.Name) {
				in.addCopy(c, from, def)
			}
		}
		note(defs)
	}
	for i := 0; i < len(c.needs); i++ { // these may need more
		in.addHidden(c, c.needs[i])
	}
}

// judgeInherited gives up the copies of a class where one name is that of a method
// and of an attribute, or where a method is missing.
func (in *solver) judgeInherited(c *class) {
	for name, fn := range c.methods {
		if c.attrs[name] != nil {
			in.met(c)
		}
		if slices.ContainsFunc(fn.f.Def.Decorators, func(d syntax.Expr) bool { return in.qualified(d) == "abc.abstractmethod" }) {
			c.abstract = true
		}
	}
}

// addHidden adds the copy of a method that only super() finds.
func (in *solver) addHidden(c *class, h hidden) {
	if old := c.methods[h.name]; old != nil && old.f.Def.NameRange == h.def.NameRange {
		return
	}
	if c.methods[h.name] != nil || c.find(h.name) != nil {
		in.met(c)
		return
	}
	made := in.inherited(c, h.from, h.def)
	made.def.Name = h.name
	in.addMethod(c, made.def)
	fn := c.funcs[len(c.funcs)-1]
	fn.f.Name, fn.f.Alias = h.def.Name, h.name
	in.noteCopy(fn, h.from, h.def)
}

// noteCopy says what a method is a copy of.
func (in *solver) noteCopy(fn *function, from *class, def *syntax.FunctionDef) {
	fn.copied = true
	if from.c.Bare {
		fn.origin = from.methods[def.Name]
	}
}

// addOwn adds a method that stands in c, or what it is without super().
func (in *solver) addOwn(c *class, def *syntax.FunctionDef) {
	if c.flat == nil || !in.callsSuper(def) {
		in.addMethod(c, def)
		return
	}
	made := in.addCopy(c, c, def)
	if r := in.plan.bodies[made.def]; r != nil {
		for old, fresh := range made.nodes {
			if e, ok := old.(syntax.Expr); ok {
				r.nodes[e] = fresh.(syntax.Expr)
			}
		}
	}
}

// callsSuper reports whether there is a super().name in a method.
func (in *solver) callsSuper(def *syntax.FunctionDef) bool {
	calls := false
	syntax.Walk(def.Body, func(n syntax.Node) bool {
		e, ok := n.(syntax.Expr)
		calls = calls || ok && in.superOf(e) != ""
		return !calls
	})
	return calls
}

// addCopy adds a copy of a method, and notes what that needs.
func (in *solver) addCopy(c, from *class, def *syntax.FunctionDef) *inheritedMethod {
	made := in.inherited(c, from, def)
	in.addMethod(c, made.def)
	fn := c.funcs[len(c.funcs)-1]
	if fn.inits = made.inits; c != from {
		in.noteCopy(fn, from, def)
	}
	return made
}

// An initCall is a call of the __init__ of a base that was put into another.
type initCall struct {
	of   string // the class
	call *syntax.Call
}

// passToBases says what the __init__ of bases that have no objects get, of which the
// class that u belongs to has copies.
func (w *walker) passToBases(fn *function) {
	before := w.record
	w.record = false
	for _, init := range fn.inits {
		c := w.solver.scope.classes[init.of]
		if c == nil || !c.c.Bare || c.methods["__init__"] == nil {
			continue
		}
		bound, _ := w.bindUser(init.call, c.methods["__init__"], 1)
		for i, arg := range bound {
			if arg != nil {
				w.give(c.methods["__init__"], i, w.eval(arg), arg)
			}
		}
	}
	w.record = before
}

// dormant reports whether fn is a copy of a method that nothing calls: what it would
// do with the objects of its class says nothing. Special methods are called by what
// does not name them.
func (fn *function) dormant() bool {
	special := strings.HasPrefix(fn.f.Name, "__") && fn.f.Alias == ""
	return fn.copied && !fn.touched && !special
}

// leaveUnused takes out what there is no need for: classes without objects, and
// copies of methods that nobody calls.
func (in *solver) leaveUnused() {
	for _, c := range in.scope.classes {
		for _, fn := range c.funcs {
			if c.c.Bare || fn.dormant() {
				fn.leave()
			}
		}
		if !c.c.Bare {
			c.c.Methods = slices.DeleteFunc(c.c.Methods, func(f *Function) bool { return f.Unused })
		}
	}
}

// leave takes a function out, with all that is defined in it.
func (fn *function) leave() {
	fn.f.Unused = true
	fn.unit.kind = seedUnit
	for _, inner := range fn.children {
		inner.leave()
	}
}

// exactClass is the class of x, the value of e, where that is known: nothing derives
// from it whose objects may be there, and nothing tells whether e is evaluated.
func (w *walker) exactClass(e syntax.Expr, x val) *class {
	if x.inst == nil || len(x.inst.classes) != 1 || x.set.without(bUnbound) != (set{inst: x.inst}) || !unnoticed(e) {
		return nil
	}
	c := x.inst.classes[0]
	if c.base != nil || len(c.subs) > 0 || c.c.Kind == ExceptionClass {
		return nil
	}
	return c
}

// noteBare finds the classes that nothing names but as a base.
func (in *solver) noteBare(all []*class) {
	if !slices.ContainsFunc(all, func(c *class) bool { return c.derived }) {
		return
	}
	named := map[string]int{}
	count := func(n syntax.Node, by int) {
		syntax.Inspect(n, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.Name:
				named[n.ID] += by
			case *syntax.Str:
				for _, c := range all {
					if strings.Contains(n.Value, c.c.Name) {
						named[c.c.Name] += by
					}
				}
			}
			return true
		})
	}
	for _, s := range in.info.Top {
		count(s, 1)
		if def, ok := s.(*syntax.ClassDef); ok {
			for _, b := range def.Bases {
				count(b, -1)
			}
		}
	}
	for _, c := range all {
		if !c.derived {
			continue
		}
		outside := named[c.c.Name]
		count(c.c.Def, -1)
		c.c.Bare = named[c.c.Name] <= 0
		count(c.c.Def, 1)
		c.c.Bare = c.c.Bare && outside >= 0
	}
}

// inherited is the definition that c has of a method written in the class from.
func (in *solver) inherited(c, from *class, def *syntax.FunctionDef) *inheritedMethod {
	key := inheritedKey{c.c.Def, def}
	made := in.plan.inherited[key]
	if made == nil {
		copied, nodes := syntax.Clone(def)
		made = &inheritedMethod{def: copied, nodes: nodes}
		in.plan.inherited[key] = made
		renameAnnotations(copied, from.c.Name, c.c.Name)
		done := true
		if def.Name == "__init__" {
			copied.Body, made.inits, done = in.inlineInit(copied, from)
		}
		var ok bool
		if made.needs, ok = in.callSupers(c, from, copied); !ok || !done {
			in.met(c)
		}
	}
	c.needs = append(c.needs, made.needs...)
	return made
}

// renameAnnotations lets annotations of a method that name the class around it name
// the one that has the copy.
func renameAnnotations(def *syntax.FunctionDef, from, to string) {
	rename := func(e syntax.Expr) {
		if e == nil {
			return
		}
		syntax.Inspect(e, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.Name:
				if n.ID == from {
					n.ID = to
				}
			case *syntax.Str:
				if n.Value == from {
					n.Value = to
				}
			}
			return true
		})
	}
	rename(def.Returns)
	if def.Params != nil {
		for _, p := range def.Params.List {
			rename(p.Annotation)
		}
	}
}

// met notes that the family of c cannot be told apart, so that its classes keep
// their bases from the next run on.
func (in *solver) met(c *class) {
	if c.flat == nil && !c.derived {
		return
	}
	if in.related == nil {
		in.related = map[*syntax.ClassDef]bool{}
	}
	in.related[c.root().c.Def] = true
}

// meetRelated notes the families of which two classes are among some.
func (in *solver) meetRelated(classes []*class) {
	for i, c := range classes {
		for _, other := range classes[:i] {
			if c != other && c.root() == other.root() {
				in.met(c)
			}
		}
	}
}

// judgeFamilies plans which classes keep their bases in the next run.
func (in *solver) judgeFamilies() {
	for _, c := range in.scope.classes {
		for _, a := range c.order {
			if a.a.Rebound {
				in.met(c)
			}
		}
	}
	for def := range in.related {
		if !in.plan.poly[def] {
			in.plan.poly[def] = true
			in.again = true
		}
	}
}

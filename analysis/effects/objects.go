package effects

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// name adds the effects of mentioning a name: those of a function, since it may be
// called from here on, and of state that changes.
func (c *collector) name(e *syntax.Name, out escape) {
	v := c.info.VarOf(e)
	if v != nil && v.Kind == types.Global && (v.Value == nil || c.isChanged(variable{c.names.module, v.Name})) {
		c.global()
	}
	owner, found := c.names.lookup(c.unit.scope, e.ID)
	for _, b := range found {
		switch b.kind {
		case byDef:
			if c.info.RefOf(e) == nil {
				c.uses(c.of[b.def], out)
			}
			if !c.plainlyDecorated(b.def) {
				c.unresolved["calls the decorator of "+e.ID] = true
			}
		case byClass:
			if c.isChanged(variable{b.class.scope, e.ID}) {
				c.global()
			}
		case byImport:
			if dotted(b.path) { // from sys import argv
				c.mention(e, b.path)
			}
		case byValue, byOther:
			if v == nil && owner == c.names.module && !c.constant(e.ID) {
				c.global()
			}
		}
	}
	if owner == nil {
		c.mention(e, e.ID)
	}
}

// mention adds what something of the library does when it is read or handed on;
// a call has effects of its own, and a module is not what is taken from it.
func (c *collector) mention(e syntax.Expr, path string) {
	if !c.part[e] {
		d, _ := ofLibrary(path)
		c.does(d)
	}
}

// global notes the use of module state that changes; a module's own statements
// make that state.
func (c *collector) global() {
	if c.unit.def != nil {
		c.effects.Globals = true
	}
}

// constant reports whether a module variable never changes.
func (c *collector) constant(name string) bool {
	return c.steady[name] && !c.isChanged(variable{c.names.module, name})
}

// attribute adds the effects of reading an attribute: of a property, of a method
// that is passed on, or of something in the library.
func (c *collector) attribute(e *syntax.Attribute, out escape) {
	if path, ok := c.names.path(c.unit.scope, e); ok {
		c.part[e.Value] = true
		c.mention(e, path)
		return
	}
	c.accesses(e)
	methods := c.module.methods[e.Attr]
	if len(methods) == 0 || builtinType(c.info.TypeOf(e)) {
		return
	}
	if known := c.receivers(e.Value); len(known) > 0 {
		methods = nil
		for _, class := range known {
			for _, m := range class.find(e.Attr) {
				methods = append(methods, c.of[m])
			}
		}
	}
	for _, m := range methods {
		if isProperty(m.scope.def) || !c.part[e] {
			c.uses(m, out)
		}
	}
}

func isProperty(def *syntax.FunctionDef) bool {
	for _, d := range def.Decorators {
		switch d := d.(type) {
		case *syntax.Name:
			if d.ID == "property" || strings.HasSuffix(d.ID, "cached_property") {
				return true
			}
		case *syntax.Attribute:
			if strings.HasSuffix(d.Attr, "cached_property") || d.Attr == "setter" || d.Attr == "getter" {
				return true
			}
		}
	}
	return false
}

// plainlyDecorated reports whether a function's decorators leave it what it is.
func (c *collector) plainlyDecorated(s *scope) bool {
	for _, d := range s.def.Decorators {
		if !c.plainDecorator(s.outer, d) {
			return false
		}
	}
	return true
}

func (c *collector) plainDecorator(s *scope, d syntax.Expr) bool {
	if call, ok := d.(*syntax.Call); ok {
		d = call.Func
	}
	if a, ok := d.(*syntax.Attribute); ok && (a.Attr == "setter" || a.Attr == "getter" || a.Attr == "deleter") {
		return true
	}
	path, ok := c.names.path(s, d)
	return ok && plainDecorator(path)
}

// definition adds what a def or class statement does when it runs: it evaluates
// decorators, defaults and bases, calls the decorators, and runs a class body.
func (c *collector) definition(s syntax.Stmt, out escape) {
	decorate := func(list []syntax.Expr) {
		for _, d := range list {
			c.expr(d, out)
			if c.plainDecorator(c.unit.scope, d) {
				continue
			}
			if name, ok := d.(*syntax.Name); ok {
				if b, ok := c.names.only(c.unit.scope, name.ID); ok && b.kind == byDef {
					continue // its name has its effects
				}
			}
			c.unresolved["calls the decorator "+c.text(d)] = true
		}
	}
	switch s := s.(type) {
	case *syntax.FunctionDef:
		if c.info.Expanded[s] == nil { // else its decorators are part of it
			decorate(s.Decorators)
		}
		if s.Params != nil {
			for _, p := range s.Params.List {
				c.annotation(p.Annotation, out)
				if p.Default != nil {
					c.expr(p.Default, out)
				}
			}
		}
		c.annotation(s.Returns, out)
	case *syntax.ClassDef:
		decorate(s.Decorators)
		for _, b := range s.Bases {
			if _, generic := b.(*syntax.Subscript); generic {
				c.annotation(b, out)
			} else {
				c.expr(b, out)
			}
		}
		for _, k := range s.Keywords {
			c.expr(k.Value, out)
		}
		if class := c.names.classAt(s); class != nil {
			if _, whole := class.family(); !whole {
				c.unresolved["derives "+class.name+" from a class that is not known"] = true
			}
			for _, base := range class.bases {
				if m := base.methods["__init_subclass__"]; m != nil {
					c.uses(c.of[m], out)
				}
			}
		}
		c.stmts(s.Body, out)
	}
}

func (n *names) classAt(def *syntax.ClassDef) *class {
	for _, c := range n.classes {
		if c.def.NameRange == def.NameRange {
			return c
		}
	}
	return nil
}

func (c *collector) imports(s syntax.Stmt) {
	check := func(module string) {
		switch path := c.names.library(module); {
		case !importable(path):
			c.unresolved["imports "+path] = true
		case len(c.names.hidden) > 0: // which the library itself may import, too
			c.unresolved["imports "+module+", which may load "+c.names.hidden[0]+" of this project"] = true
		}
	}
	switch s := s.(type) {
	case *syntax.Import:
		for _, a := range s.Names {
			check(a.Name)
		}
	case *syntax.ImportFrom:
		check(strings.Repeat(".", s.Level) + s.Module)
	}
}

// with adds what entering and leaving context managers does.
func (c *collector) with(s *syntax.With, out escape) {
	for _, item := range s.Items {
		if call, ok := item.Context.(*syntax.Call); ok {
			if path, ok := c.names.path(c.unit.scope, call.Func); ok {
				if _, known := ofLibrary(path); known {
					continue // judged as a call
				}
			}
			if class := c.names.classOf(c.unit.scope, call.Func); class != nil {
				c.enters(class, out)
				continue
			}
			if name, ok := call.Func.(*syntax.Name); ok {
				if b, ok := c.names.only(c.unit.scope, name.ID); ok && b.kind == byDef && c.plainlyDecorated(b.def) {
					continue
				}
			}
		}
		c.unresolved["enters "+c.text(item.Context)] = true
	}
}

// match adds what comparing a subject with patterns may run: special methods, and
// the properties that class patterns look at.
func (c *collector) match(s *syntax.Match, out escape) {
	c.special(compared, s.Subject)
	for _, clause := range s.Cases {
		syntax.Inspect(clause.Pattern, func(n syntax.Node) bool {
			if k, ok := n.(*syntax.KeywordPattern); ok {
				for _, m := range c.module.methods[k.Attr] {
					if isProperty(m.scope.def) {
						c.uses(m, out)
					}
				}
			}
			return true
		})
	}
}

func (c *collector) enters(class *class, out escape) {
	for _, name := range []string{"__enter__", "__exit__", "__aenter__", "__aexit__"} {
		for _, m := range class.find(name) {
			c.uses(c.of[m], out)
		}
	}
}

// find is the method of a class and of what it derives from.
func (c *class) find(name string) []*scope {
	var found []*scope
	all, _ := c.family()
	for _, member := range all {
		if m := member.methods[name]; m != nil {
			found = append(found, m)
		}
	}
	return found
}

// construct adds the effects of making an object.
func (c *collector) construct(class *class, e *syntax.Call, out escape) {
	for _, name := range []string{"__new__", "__init__", "__post_init__", "__del__"} {
		for _, m := range class.find(name) {
			c.uses(c.of[m], out)
			c.passes(c.of[m], argument(c.of[m], e, true))
		}
	}
	if _, whole := class.family(); !whole {
		c.unresolved["calls "+class.name] = true
	}
	for _, d := range class.def.Decorators {
		if !c.plainDecorator(class.scope, d) {
			c.unresolved["calls "+class.name] = true
		}
	}
}

// methods are those of the module that a call of an attribute may mean, if that is
// all it may mean.
func (c *collector) methods(f *syntax.Attribute) ([]*scope, bool) {
	start := c.receivers(f.Value)
	var found []*scope
	known := len(start) > 0
	for _, from := range start {
		own := from.find(f.Attr)
		if _, whole := from.family(); len(own) == 0 && !(whole && from.inherits(f.Attr) && c.names.attributes[f.Attr] == nil) {
			known = false
		}
		found = append(found, own...)
	}
	slices.SortFunc(found, func(a, b *scope) int { return a.def.Start - b.def.Start })
	found = slices.Compact(found)
	for _, m := range found {
		known = known && c.plainlyDecorated(m)
	}
	return found, known
}

// inherits reports whether a method may come from a builtin base of a class.
func (c *class) inherits(method string) bool {
	if strings.HasPrefix(method, "__") {
		return true
	}
	all, _ := c.family()
	return slices.ContainsFunc(all, func(m *class) bool { return len(m.foreign) > 0 })
}

// receivers are the classes of the module that e is, or is an object of.
func (c *collector) receivers(e syntax.Expr) []*class {
	s := c.unit.scope
	if named := c.names.classOf(s, e); named != nil {
		return []*class{named}
	}
	if call, ok := e.(*syntax.Call); ok {
		if name, ok := call.Func.(*syntax.Name); ok && name.ID == "super" && s.class != nil {
			if len(s.class.bases) > 0 {
				return s.class.bases
			}
			return []*class{{def: &syntax.ClassDef{}, foreign: s.class.foreign}}
		}
	}
	if name, ok := e.(*syntax.Name); ok {
		if own := c.receiver(name); own != nil {
			return own.below()
		}
	}
	if held := c.instance(s, e, 0); held != nil {
		return held.below()
	}
	return c.inferred(c.info.TypeOf(e))
}

// inferred are the classes of the module that types say a value is an object of.
func (c *collector) inferred(t types.Type) []*class {
	switch t := t.(type) {
	case types.Instance:
		if t.Class.Def == nil || t.Class.Opaque != "" {
			return nil
		}
		if of := c.names.classAt(t.Class.Def); of != nil {
			return of.below()
		}
	case types.Optional:
		return c.inferred(t.Elem)
	case types.Union:
		var all []*class
		for _, member := range t.Members {
			of := c.inferred(member)
			if of == nil {
				return nil
			}
			all = append(all, of...)
		}
		return all
	}
	return nil
}

// receiver is the class whose method has name as its self or cls.
func (c *collector) receiver(name *syntax.Name) *class {
	owner, found := c.names.lookup(c.unit.scope, name.ID)
	if owner == nil || owner.class == nil || len(found) != 1 || found[0].kind != byParam || found[0].index != 0 {
		return nil
	}
	for _, d := range owner.def.Decorators {
		if n, ok := d.(*syntax.Name); ok && n.ID == "staticmethod" {
			return nil
		}
	}
	return owner.class
}

// bindsFirst reports whether a call through an attribute passes the receiver.
func (c *collector) bindsFirst(m *scope, f *syntax.Attribute) bool {
	for _, d := range m.def.Decorators {
		if n, ok := d.(*syntax.Name); ok && n.ID == "staticmethod" {
			return false
		}
		if n, ok := d.(*syntax.Name); ok && n.ID == "classmethod" {
			return true
		}
	}
	return c.names.classOf(c.unit.scope, f.Value) == nil
}

// instance is the class of the module that e is an object of, or of one derived
// from it, as displays, annotations of parameters and results, and assignments to
// attributes of self have it.
func (c *collector) instance(s *scope, e syntax.Expr, depth int) *class {
	if depth > 4 {
		return nil
	}
	switch e := e.(type) {
	case *syntax.Call:
		if made := c.names.classOf(s, e.Func); made != nil {
			return made
		}
		return c.result(s, e, depth)
	case *syntax.Name:
		owner, found := c.names.lookup(s, e.ID)
		if owner == nil {
			return nil
		}
		var values []attribute
		for _, b := range found {
			switch b.kind {
			case byValue:
				values = append(values, attribute{value: b.value})
			case byParam:
				values = append(values, attribute{annotation: b.value})
			default:
				return nil
			}
		}
		return c.sameClass(owner, values, depth)
	case *syntax.Attribute:
		if name, ok := e.Value.(*syntax.Name); ok && c.receiver(name) != nil {
			return c.sameClass(c.names.module, c.names.attributes[e.Attr], depth)
		}
	}
	return nil
}

// sameClass is the class that all of some assignments give an object of.
func (c *collector) sameClass(s *scope, values []attribute, depth int) *class {
	var class *class
	for _, v := range values {
		of := c.annotatedClass(s, v.annotation)
		if of == nil && v.value != nil {
			of = c.instance(s, v.value, depth+1)
		}
		if of == nil || class != nil && of != class {
			return nil
		}
		class = of
	}
	return class
}

// annotatedClass is the class of the module that an annotation names.
func (c *collector) annotatedClass(s *scope, e syntax.Expr) *class {
	if text, ok := e.(*syntax.Str); ok { // a forward reference
		e = &syntax.Name{ID: text.Value}
	}
	if e == nil {
		return nil
	}
	return c.names.classOf(s, e)
}

// result is the class that the annotation of what a call calls says it gives.
func (c *collector) result(s *scope, e *syntax.Call, depth int) *class {
	switch f := e.Func.(type) {
	case *syntax.Name:
		if b, ok := c.names.only(s, f.ID); ok && b.kind == byDef {
			return c.annotatedClass(s, b.def.def.Returns)
		}
	case *syntax.Attribute:
		var from *class
		if name, ok := f.Value.(*syntax.Name); ok && c.receiver(name) != nil {
			from = c.receiver(name)
		} else {
			from = c.instance(s, f.Value, depth+1)
		}
		if from != nil {
			if own := from.find(f.Attr); len(own) > 0 {
				return c.annotatedClass(c.names.module, own[0].def.Returns)
			}
		}
	}
	return nil
}

package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// annotateClass reads the name of a class of the module. That of a protocol says
// nothing about the class of an object but that it has the methods: the calls tell
// which it is, or else the module, if one class in it does.
func (in *solver) annotateClass(c *class) annotation {
	if !c.protocol {
		return annotation{set: set{inst: c.inst}}
	}
	var able []*class
	for _, s := range in.info.Top {
		def, ok := s.(*syntax.ClassDef)
		if !ok {
			continue
		}
		other := in.scope.classes[def.Name]
		if other != nil && other.c.Def == def && !other.protocol && other.c.Opaque == "" && other.implements(c) {
			able = append(able, other)
		}
	}
	if len(able) != 1 {
		return annotation{open: true}
	}
	return annotation{open: true, likely: set{inst: able[0].inst}}
}

// protocolOnly makes of a protocol that no class derives from what it is to the
// run: names that are asked for. There are no objects of it.
func (c *class) protocolOnly() {
	c.c.Opaque = "it is a protocol, of which there are no objects"
	for _, s := range c.c.Def.Body {
		switch s := s.(type) {
		case *syntax.FunctionDef:
			c.methods[s.Name] = nil
		case *syntax.AnnAssign:
			if n, ok := s.Target.(*syntax.Name); ok {
				c.attr(n.ID, n.Range)
			}
		}
	}
}

// implements reports whether a class has all that a protocol asks for.
func (c *class) implements(p *class) bool {
	for name := range p.methods {
		if c.method(name) == nil {
			return false
		}
	}
	return !slices.ContainsFunc(p.order, func(want *attr) bool {
		for up := c; up != nil; up = up.base {
			if up.attrs[want.a.Name] != nil {
				return false
			}
		}
		return true
	})
}

// parametric reports whether Class[T] means the class.
func (c *class) parametric() bool {
	def := c.c.Def
	if def == nil {
		return false
	}
	return def.TypeParams != nil || slices.ContainsFunc(def.Bases, func(b syntax.Expr) bool {
		_, ok := b.(*syntax.Subscript)
		return ok
	})
}

// standsForType reports whether a statement of the module names a type.
func (in *solver) standsForType(s syntax.Stmt) bool {
	name, value := constantBinding(s)
	if name == nil || in.aliases[name.ID] == nil {
		return false
	}
	if ann, ok := s.(*syntax.AnnAssign); ok && in.qualified(ann.Annotation) == "typing.TypeAlias" {
		return true
	}
	switch value.(type) {
	case *syntax.Subscript, *syntax.BinOp, *syntax.Name, *syntax.Attribute:
		return in.annotate(name).wrong == ""
	}
	return false
}

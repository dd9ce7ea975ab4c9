package effects

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// The order of a set of strings differs from run to run, since their hashes do.

// iterates adds what walking over a value does.
func (c *collector) iterates(e syntax.Expr, out escape) {
	c.special(walked, e)
	c.ordered(e)
}

// ordered notes that the order of a set may show.
func (c *collector) ordered(e syntax.Expr) {
	if c.unordered(e, 0) {
		c.effects.Random = true
	}
}

// unordered reports whether e is a set whose order may differ from run to run, or
// something made by walking over one.
func (c *collector) unordered(e syntax.Expr, depth int) bool {
	if depth > 4 {
		return false
	}
	t := c.info.TypeOf(e)
	if set, ok := t.(types.Set); ok {
		return !numeric(set.Elem)
	}
	if builtinType(t) && c.unit.fn != nil {
		return false
	}
	switch e := e.(type) {
	case *syntax.Set:
		for _, elt := range e.Elts {
			switch elt.(type) {
			case *syntax.Int, *syntax.Bool, *syntax.Float:
			default:
				return true
			}
		}
	case *syntax.SetComp:
		return true
	case *syntax.ListComp:
		return c.unordered(e.Generators[0].Iter, depth+1)
	case *syntax.GeneratorExp:
		return c.unordered(e.Generators[0].Iter, depth+1)
	case *syntax.Call:
		if path, ok := c.names.path(c.unit.scope, e.Func); ok {
			return (path == "set" || path == "frozenset") && len(e.Args) > 0
		}
	case *syntax.Name:
		owner, found := c.names.lookup(c.unit.scope, e.ID)
		for _, b := range found {
			switch {
			case owner == nil:
			case b.kind == byValue && c.unordered(b.value, depth+1):
				return true
			case b.kind == byParam:
				if kind := c.annotatedKind(owner.outer, b.value); kind == "set" || kind == "frozenset" {
					return !numberAnnotation(b.value)
				}
			}
		}
	case *syntax.Attribute:
		return c.attributeKind(e, 0) == "set"
	}
	return false
}

// numeric reports whether hashes of values of a type are the same in every run.
func numeric(t types.Type) bool {
	switch t := t.(type) {
	case types.Basic:
		return t == types.Int || t == types.Bool || t == types.Float
	case types.Tuple:
		for _, e := range t.Elems {
			if !numeric(e) {
				return false
			}
		}
		return true
	case types.VarTuple:
		return numeric(t.Elem)
	}
	return false
}

// numberAnnotation reports whether an annotation is set[int] or the like.
func numberAnnotation(e syntax.Expr) bool {
	s, ok := e.(*syntax.Subscript)
	if !ok {
		return false
	}
	n, ok := s.Index.(*syntax.Name)
	return ok && (n.ID == "int" || n.ID == "float" || n.ID == "bool")
}

// walks notes that a comprehension gives things in the order of a set.
func (c *collector) walks(e syntax.Expr, gens []*syntax.Comprehension) {
	for _, g := range gens {
		if !c.calm[e] {
			c.ordered(g.Iter)
		}
	}
}

// order adds what a builtin shows of the order of its arguments.
func (c *collector) order(name string, e *syntax.Call) {
	if e == nil {
		return
	}
	switch name {
	case "list", "tuple", "enumerate", "zip", "map", "filter", "iter", "next", "str", "repr", "print", "dict", "dict.fromkeys":
	case "min", "max", "sorted":
		if !hasKeyword(e, "key") { // of equal keys the first is taken
			c.calmArguments(e)
			return
		}
	case "any", "all", "len", "set", "frozenset", "sum":
		c.calmArguments(e)
		return
	default:
		return
	}
	for _, a := range e.Args {
		c.ordered(a)
	}
}

// methodOrder is order for methods.
func (c *collector) methodOrder(name string, e *syntax.Call) {
	if e == nil {
		return
	}
	switch name {
	case "str.join", "list.extend", "dict.fromkeys", "str.format":
		for _, a := range e.Args {
			c.ordered(a)
		}
	case "set.pop":
		if f, ok := e.Func.(*syntax.Attribute); ok {
			c.ordered(f.Value)
		}
	}
}

// calmArguments notes that the order of what a call is given does not matter.
func (c *collector) calmArguments(e *syntax.Call) {
	for _, a := range e.Args {
		c.calm[a] = true
	}
}

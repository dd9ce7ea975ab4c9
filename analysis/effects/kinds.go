package effects

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// Kinds: what type a value surely has, by its syntax or by package types.

// builtinType reports whether a type has no methods written in Python.
func builtinType(t types.Type) bool {
	switch t.(type) {
	case types.Basic:
		return t != types.Type(types.Never)
	case types.List, types.Set, types.Dict, types.Tuple, types.VarTuple, types.Optional, types.Iterator, types.Union:
		return !slices.ContainsFunc(types.Parts(t), func(part types.Type) bool { return !builtinType(part) })
	}
	return false
}

// builtinKind is the builtin type that e surely has by its syntax: "list", "dict",
// "set", "str", "tuple", "int" or "float", or "".
func (c *collector) builtinKind(e syntax.Expr, depth int) string {
	if depth > 4 {
		return ""
	}
	switch e := e.(type) {
	case *syntax.List, *syntax.ListComp:
		return "list"
	case *syntax.Dict, *syntax.DictComp:
		return "dict"
	case *syntax.Set, *syntax.SetComp:
		return "set"
	case *syntax.Str, *syntax.JoinedStr:
		return "str"
	case *syntax.Tuple:
		return "tuple"
	case *syntax.Int, *syntax.Bool:
		return "int"
	case *syntax.Float:
		return "float"
	case *syntax.Call:
		return c.builtinResult(e, depth)
	case *syntax.Name:
		owner, found := c.names.lookup(c.unit.scope, e.ID)
		if owner == nil {
			return ""
		}
		return c.sameKind(found, owner, depth)
	case *syntax.Attribute:
		return c.attributeKind(e, depth)
	}
	return ""
}

func (c *collector) sameKind(found []binding, owner *scope, depth int) string {
	kind := ""
	for _, b := range found {
		k := ""
		switch b.kind {
		case byValue:
			k = c.builtinKind(b.value, depth+1)
		case byParam:
			k = c.annotatedKind(owner.outer, b.value)
		}
		if k == "" || kind != "" && k != kind {
			return ""
		}
		kind = k
	}
	return kind
}

// annotatedKind is the builtin type that an annotation names.
func (c *collector) annotatedKind(s *scope, e syntax.Expr) string {
	if sub, ok := e.(*syntax.Subscript); ok {
		e = sub.Value
	}
	if e == nil {
		return ""
	}
	path, _ := c.names.path(s, e)
	switch path {
	case "list", "dict", "set", "str", "tuple", "int", "float", "frozenset":
		return path
	case "typing.List", "typing.Dict", "typing.Set", "typing.Tuple":
		return strings.ToLower(strings.TrimPrefix(path, "typing."))
	}
	return ""
}

// builtinResult is the type of what a builtin, or a method of a builtin type, gives.
func (c *collector) builtinResult(e *syntax.Call, depth int) string {
	switch f := e.Func.(type) {
	case *syntax.Name:
		switch path, _ := c.names.path(c.unit.scope, f); path {
		case "list", "dict", "set", "str", "tuple", "int", "float", "frozenset":
			return path
		case "sorted":
			return "list"
		case "len", "ord", "id", "hash":
			return "int"
		case "repr", "chr", "input", "format", "hex", "bin", "oct":
			return "str"
		case "collections.defaultdict", "collections.Counter", "collections.OrderedDict":
			return "dict"
		case "collections.deque":
			return "list"
		}
	case *syntax.Attribute:
		if path, ok := c.names.path(c.unit.scope, f); ok {
			switch path {
			case "collections.defaultdict", "collections.Counter", "collections.OrderedDict":
				return "dict"
			case "collections.deque":
				return "list"
			}
			return ""
		}
		if c.builtinKind(f.Value, depth+1) == "str" {
			switch f.Attr {
			case "split", "rsplit", "splitlines":
				return "list"
			case "strip", "lstrip", "rstrip", "lower", "upper", "title", "capitalize", "replace", "join", "format", "center", "ljust", "rjust", "zfill", "removeprefix", "removesuffix", "casefold", "swapcase":
				return "str"
			}
		}
	}
	return ""
}

// attributeKind is the builtin type that every assignment to an attribute of self
// gives it.
func (c *collector) attributeKind(e *syntax.Attribute, depth int) string {
	name, ok := e.Value.(*syntax.Name)
	if !ok || c.receiver(name) == nil {
		return ""
	}
	kind := ""
	for _, a := range c.names.attributes[e.Attr] {
		k := ""
		if a.value != nil {
			k = c.literalKind(a.value)
		}
		if k == "" {
			k = c.annotatedKind(c.names.module, a.annotation)
		}
		if k == "" || kind != "" && k != kind {
			return ""
		}
		kind = k
	}
	return kind
}

// literalKind is the type of a display, whatever the names in it mean.
func (c *collector) literalKind(e syntax.Expr) string {
	switch e := e.(type) {
	case *syntax.Name, *syntax.Attribute:
		return ""
	case *syntax.Call:
		return c.builtinResult(e, 4)
	}
	return c.builtinKind(e, 0)
}

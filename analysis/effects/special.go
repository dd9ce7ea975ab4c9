package effects

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// An operation may run special methods of the classes of its operands.
type operation int

const (
	binary operation = iota
	compared
	unary
	tested // for its truth
	indexed
	walked
	shown
	sized
	handed // to a builtin that may do any of it
)

// specials are the methods that each operation may run.
var specials = map[operation][]string{
	compared: {"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__contains__", "__iter__", "__getitem__", "__hash__"},
	unary:    {"__neg__", "__pos__", "__invert__", "__bool__", "__len__"},
	tested:   {"__bool__", "__len__"},
	indexed:  {"__getitem__", "__setitem__", "__delitem__", "__missing__", "__index__", "__hash__", "__eq__", "__class_getitem__"},
	walked:   {"__iter__", "__next__", "__getitem__", "__aiter__", "__anext__"},
	shown:    {"__str__", "__repr__", "__format__"},
	sized:    {"__len__", "__length_hint__"},
}

// notImplicit are the special methods that no operation runs.
var notImplicit = []string{
	"__init__", "__new__", "__post_init__", "__enter__", "__exit__", "__aenter__", "__aexit__", "__init_subclass__",
	"__call__", "__getattr__", "__getattribute__", "__setattr__", "__delattr__",
}

// notBinary are those of other operations.
func notBinary(name string) bool {
	for op, names := range specials {
		if op != compared && slices.Contains(names, name) {
			return true
		}
	}
	return false
}

func (op operation) runs(name string) bool {
	if !strings.HasPrefix(name, "__") || slices.Contains(notImplicit, name) {
		return false
	}
	switch op {
	case handed:
		return true
	case binary:
		return !notBinary(name)
	}
	return slices.Contains(specials[op], name)
}

// handing says what a builtin does with its arguments.
func handing(builtin string) operation {
	switch builtin {
	case "print", "str", "repr", "format", "ascii":
		return shown
	case "len":
		return sized
	case "bool":
		return tested
	}
	return handed
}

// special adds the effects of the special methods of the module's classes that an
// operation may run on values of unknown type.
func (c *collector) special(op operation, operands ...syntax.Expr) {
	if len(c.names.classes) == 0 || c.ran[op] {
		return
	}
	if !slices.ContainsFunc(operands, func(e syntax.Expr) bool {
		return e != nil && !builtinType(c.info.TypeOf(e)) && c.builtinKind(e, 0) == ""
	}) {
		return
	}
	c.ran[op] = true // once is enough
	for _, u := range c.running(op) {
		c.mayRun(u)
	}
}

// running are the special methods that an operation may run.
func (m *module) running(op operation) []*unit {
	if known, ok := m.runs[op]; ok {
		return known
	}
	var all []*unit
	for _, class := range m.names.classes {
		for name, method := range class.methods {
			if op.runs(name) {
				all = append(all, m.of[method])
			}
		}
	}
	m.runs[op] = all
	return all
}

// accesses adds those of looking up an attribute.
func (c *collector) accesses(e *syntax.Attribute) {
	if c.looked || len(c.lookups) == 0 || builtinType(c.info.TypeOf(e.Value)) || c.builtinKind(e.Value, 0) != "" {
		return
	}
	c.looked = true // once is enough
	for _, u := range c.lookups {
		c.mayRun(u)
	}
}

// mayRun adds what a special method does, but not what it raises: it is not known
// whether it is run.
func (c *collector) mayRun(u *unit) {
	known := c.known(u)
	u.users[c.unit] = true
	c.flags(known)
	if u != c.unit && len(known.Unresolved) > 0 {
		c.unresolved["may run "+u.scope.name+notAllKnown] = true
	}
}

// notAllKnown ends the mention of a function with unresolved calls.
const notAllKnown = ", of which not all is known"

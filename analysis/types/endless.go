package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// Endless reports whether a loop over e never ends by itself, so that nothing
// comes after it but a break.
func (info *Info) Endless(e syntax.Expr) bool {
	c, ok := e.(*syntax.Call)
	if !ok || info.CalleeOf(c) == nil {
		return false
	}
	return endless(c, func(c *syntax.Call) string {
		if callee := info.CalleeOf(c); callee != nil && (callee.Kind == Builtin || callee.Kind == Library) {
			return callee.Name
		}
		return ""
	})
}

// endless is Endless while it is inferred.
func (w *walker) endless(e syntax.Expr) bool {
	c, ok := e.(*syntax.Call)
	return ok && endless(c, func(c *syntax.Call) string {
		if name, ok := w.libraryName(c.Func); ok {
			return name
		}
		if n, ok := c.Func.(*syntax.Name); ok && w.free(n.ID) {
			return n.ID
		}
		return ""
	})
}

// endless reports whether the iterator that a call makes has no end; named is what
// a call calls. An itertools.cycle of nothing ends at once.
func endless(c *syntax.Call, named func(*syntax.Call) string) bool {
	if slices.ContainsFunc(c.Args, isStarred) {
		return false
	}
	inner := func(e syntax.Expr) bool {
		c, ok := e.(*syntax.Call)
		return ok && endless(c, named)
	}
	switch named(c) {
	case "itertools.count":
		return true
	case "itertools.repeat":
		return len(c.Args) == 1 && len(c.Keywords) == 0
	case "itertools.cycle":
		return len(c.Args) == 1 && hasItems(c.Args[0])
	case "enumerate":
		return len(c.Args) > 0 && inner(c.Args[0])
	case "zip":
		return len(c.Args) > 0 && len(c.Keywords) == 0 && !slices.ContainsFunc(c.Args, func(e syntax.Expr) bool { return !inner(e) })
	}
	return false
}

// hasItems reports whether a display or text shows an item.
func hasItems(e syntax.Expr) bool {
	plain := func(e syntax.Expr) bool { return !isStarred(e) }
	switch e := e.(type) {
	case *syntax.List:
		return slices.ContainsFunc(e.Elts, plain)
	case *syntax.Tuple:
		return slices.ContainsFunc(e.Elts, plain)
	case *syntax.Str:
		return e.Value != ""
	}
	return false
}

package types

import (
	"maps"
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// known is what inference knows of the nodes of syntax.
type known struct {
	exprs  map[syntax.Expr]Type
	vars   map[*syntax.Name]*Var
	unset  map[*syntax.Name]bool
	calls  map[*syntax.Call]*Callee
	attrs  map[*syntax.Attribute]string
	refs   map[syntax.Expr]*Callee
	caught map[*syntax.ExceptHandler][]CaughtClass
	tests  map[*syntax.Call][]CaughtClass
}

func newKnown() known {
	return known{
		exprs: map[syntax.Expr]Type{}, vars: map[*syntax.Name]*Var{}, unset: map[*syntax.Name]bool{},
		calls: map[*syntax.Call]*Callee{}, attrs: map[*syntax.Attribute]string{}, refs: map[syntax.Expr]*Callee{},
		caught: map[*syntax.ExceptHandler][]CaughtClass{}, tests: map[*syntax.Call][]CaughtClass{},
	}
}

// TypeOf is the type of an expression in a function body or in the module's constants,
// after narrowing: in "if x is not None: x + 1" the second x is an int though the
// variable is int | None. The types are as Python sees them: an int passed where float
// is declared is still Int. It is nil for what is not known.
func (info *Info) TypeOf(e syntax.Expr) Type {
	if t, ok := info.exprs[e]; ok || e == nil {
		return t
	}
	return info.knownAt(e).exprs[e]
}

// VarOf is the variable that a name in the source means, definitions included; nil for
// names of functions, builtins and modules.
func (info *Info) VarOf(n *syntax.Name) *Var {
	if v, ok := info.vars[n]; ok || n == nil {
		return v
	}
	return info.knownAt(n).vars[n]
}

// IsUnset reports whether a local variable may have no value where it is read by a name.
func (info *Info) IsUnset(n *syntax.Name) bool {
	return n != nil && (info.unset[n] || info.knownAt(n).unset[n])
}

// CalleeOf is what a call calls, nil if it was refused.
func (info *Info) CalleeOf(c *syntax.Call) *Callee {
	if callee, ok := info.calls[c]; ok || c == nil {
		return callee
	}
	return info.knownAt(c).calls[c]
}

// AttrOf is what an attribute outside a call means, such as "math.pi".
func (info *Info) AttrOf(a *syntax.Attribute) string {
	if name, ok := info.attrs[a]; ok || a == nil {
		return name
	}
	return info.knownAt(a).attrs[a]
}

// RefOf is the function that is meant where one is passed by name, as in
// sorted(xs, key=len), map(str, xs) or max(ws, key=score), and the library constant
// that a name imported from a module means, such as "math.pi".
func (info *Info) RefOf(e syntax.Expr) *Callee {
	if callee, ok := info.refs[e]; ok || e == nil {
		return callee
	}
	return info.knownAt(e).refs[e]
}

// CaughtBy are the classes that a handler names.
func (info *Info) CaughtBy(h *syntax.ExceptHandler) []CaughtClass {
	if caught, ok := info.caught[h]; ok || h == nil {
		return caught
	}
	return info.knownAt(h).caught[h]
}

// TestedBy are the classes of exceptions that a call of isinstance tests for.
func (info *Info) TestedBy(c *syntax.Call) []CaughtClass {
	if tests, ok := info.tests[c]; ok || c == nil {
		return tests
	}
	return info.knownAt(c).tests[c]
}

// EachType calls f for the type of every expression that has one.
func (info *Info) EachType(f func(Type)) {
	for _, t := range info.exprs {
		f(t)
	}
	for _, v := range info.views {
		for _, t := range v.known().exprs {
			f(t)
		}
	}
}

// Retyped is a copy of what is known in which expressions may be given other types.
func (info *Info) Retyped() *Info {
	made := *info
	made.exprs = maps.Clone(info.exprs)
	return &made
}

// SetType gives an expression another type in what Retyped has made.
func (info *Info) SetType(e syntax.Expr, t Type) { info.exprs[e] = t }

// knownAt is what is known of a statement that was carried over, by its nodes; empty
// elsewhere.
func (info *Info) knownAt(n syntax.Node) known {
	if len(info.views) == 0 {
		return known{}
	}
	at := n.Span().Start
	i, exact := slices.BinarySearchFunc(info.views, at, func(v *view, at int) int { return v.span.Start - at })
	if !exact {
		i--
	}
	if i < 0 || at >= info.views[i].span.End {
		return known{}
	}
	return info.views[i].known()
}

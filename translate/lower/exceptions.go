package lower

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A class of exceptions is named by a string: a builtin one by its own name, one
// of the module by those of the classes it derives from as well, as in
// "ValueError>BankError>InsufficientFunds".

// classKey names a class of exceptions of the module.
func classKey(c *types.Class) string {
	if c.Base != nil {
		return classKey(c.Base) + ">" + c.Name
	}
	return c.Builtin + ">" + c.Name
}

// keyOf names the class that a handler names.
func keyOf(c ir.ExceptionClass) string {
	if c.Own != nil {
		return classKey(c.Own)
	}
	return c.Builtin
}

// derives reports whether class is base or a class derived from it.
func derives(class, base string) bool {
	if strings.HasPrefix(class+">", base+">") {
		return true
	}
	builtin, _, _ := strings.Cut(class, ">")
	return !strings.Contains(base, ">") && types.IsSubclass(builtin, base)
}

// classes is a set of exception classes, each standing for itself and all that
// derive from it.
type classes map[string]bool

// anything is the set of all exceptions.
func anything() classes { return classes{"BaseException": true} }

// add puts the members of other into c and reports whether c has grown.
func (c classes) add(other classes) bool {
	grown := false
	for class := range other {
		if !c[class] {
			c[class], grown = true, true
		}
	}
	return grown
}

// meets reports whether some exception is in both sets.
func (c classes) meets(other classes) bool {
	for a := range c {
		for b := range other {
			if derives(a, b) || derives(b, a) {
				return true
			}
		}
	}
	return false
}

// without is c less what handlers of the given classes catch for certain.
func (c classes) without(caught classes) classes {
	out := classes{}
	for class := range c {
		safe := false
		for base := range caught {
			safe = safe || derives(class, base)
		}
		if !safe {
			out[class] = true
		}
	}
	return out
}

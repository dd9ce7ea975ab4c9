package parity

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/translate"
)

// Consent says what the user agreed to run.
type Consent int

// From nothing to everything.
const (
	// Unasked is for runs that start by themselves: only what nobody could notice
	// runs, pure functions of modules that do nothing when they are imported.
	Unasked Consent = iota
	// Asked is for a comparison that the user asked for: also what prints when it is
	// imported, has state, or depends on chance or the time, since none of it
	// reaches beyond the process.
	Asked
	// AskedForEffects is for what the user named knowing what it does: all runs.
	AskedForEffects
)

// allows reports whether code with these effects may run.
func (c Consent) allows(e *effects.Effects) bool {
	switch {
	case c == AskedForEffects:
		return true
	case e == nil:
		return false
	case c == Unasked:
		return e.Pure()
	}
	purity := e.Purity()
	return purity != effects.Outside && purity != effects.Unknown
}

// allowsImport reports whether a module whose import has these effects may run.
func (c Consent) allowsImport(e *effects.Effects) bool {
	return c.allows(e) && (c > Unasked || !e.Prints)
}

// sideEffect says what keeps f from running.
func (c Consent) sideEffect(f *translate.Function) string {
	does := []string{"may do more than compute"}
	if f.Effects != nil {
		does = f.Effects.Reasons()
	}
	return "it " + strings.Join(does, " and ") + c.runsOnly()
}

// importEffect says what keeps a module from being imported.
func (c Consent) importEffect(imported *effects.Effects) string {
	does := imported.Reasons()
	if imported.Prints {
		does = append([]string{"prints"}, does...)
	}
	return "importing the module " + strings.Join(does, " and ") + c.runsOnly()
}

// runsOnly says what is missing for the user to have agreed.
func (c Consent) runsOnly() string {
	if c == Unasked {
		return ", so it runs only when you ask for it"
	}
	return ", so it runs only when you agree to its effects"
}

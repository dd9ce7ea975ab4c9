package parity

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/translate"
)

// pure reports whether f may run without being asked to.
func pure(f *translate.Function) bool { return f.Effects != nil && f.Effects.Pure() }

// sideEffect says what keeps f from running by itself.
func sideEffect(f *translate.Function) string {
	does := []string{"may do more than compute"}
	if f.Effects != nil {
		does = f.Effects.Reasons()
	}
	return "it " + strings.Join(does, " and ") + ", so it runs only when you ask for it"
}

// importEffect says why importing the module does more than define names, ""
// when it does not.
func importEffect(imported *effects.Effects) string {
	does := imported.Reasons()
	if imported.Prints {
		does = append([]string{"prints"}, does...)
	}
	if len(does) == 0 {
		return ""
	}
	return "importing the module " + strings.Join(does, " and ") + ", so it runs only when you ask for it"
}

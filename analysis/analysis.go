// Package analysis turns Python source into what is known about it: syntax
// tree, types, effects and findings. It does no input or output, never fails,
// and works on byte offsets and plain data.
package analysis

import (
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A Result is all that analysis knows about one file. It is immutable.
type Result struct {
	Path      string // as given; used in messages and for the module's name
	Lines     *source.Lines
	Module    *syntax.Module
	Info      *types.Info
	Effects   effects.Table   // of the functions that types know
	Behaviour *effects.Module // of every def, and of the import of the module
	// Findings has every finding of the file: syntax, types, compat; sorted by
	// place, then code.
	Findings []compat.Finding
}

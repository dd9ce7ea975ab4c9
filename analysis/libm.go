package analysis

import (
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// inexact are the functions whose results CPython takes from the C library, of which
// no two round all results alike. Those that are exact, such as sqrt, fsum and hypot,
// are not among them, nor exp2, in which no difference was found.
var inexact = map[string]bool{
	"math.sin": true, "math.cos": true, "math.tan": true, "math.asin": true, "math.acos": true, "math.atan": true,
	"math.atan2": true, "math.exp": true, "math.expm1": true, "math.log": true, "math.log2": true, "math.log10": true,
	"math.log1p": true, "math.sinh": true, "math.cosh": true, "math.tanh": true, "math.pow": true,
}

// A digit is where a function first has such a result, counted from its def.
type digit struct {
	name string // "" if it has none
	at   syntax.Range
}

// lastDigits notes, once for each function, that a result of the C library may
// differ from CPython's in its last digit. Before has what was found in functions of
// the version before; it returns the same for this one.
func lastDigits(info *types.Info, before map[*types.Edition]digit) ([]compat.Finding, map[*types.Edition]digit) {
	var found []compat.Finding
	next := make(map[*types.Edition]digit, len(info.Funcs))
	seen := map[syntax.Range]bool{}
	for _, fn := range info.Funcs {
		if seen[fn.Def.Range] {
			continue
		}
		d, known := before[fn.Edition]
		if !known || fn.Edition == nil {
			d = firstDigit(info, fn)
		}
		next[fn.Edition] = d
		if d.name != "" {
			seen[fn.Def.Range] = true
			at := syntax.Range{Start: fn.Def.Start + d.at.Start, End: fn.Def.Start + d.at.End}
			found = append(found, compat.New("PT308", at, "a few results in ten thousand of %s differ from CPython's in the last digit", d.name))
		}
	}
	return found, next
}

func firstDigit(info *types.Info, fn *types.Function) (d digit) {
	syntax.Walk(fn.Body, func(n syntax.Node) bool {
		if d.name == "" {
			at := n.Span()
			d = digit{fromLibrary(info, n), syntax.Range{Start: at.Start - fn.Def.Start, End: at.End - fn.Def.Start}}
		}
		return d.name == ""
	})
	return d
}

// fromLibrary names the function of the C library that computes a node, if one does.
func fromLibrary(info *types.Info, n syntax.Node) string {
	switch n := n.(type) {
	case *syntax.Call:
		if callee := info.CalleeOf(n); callee != nil && callee.Kind == types.Library && inexact[callee.Name] {
			return callee.Name
		}
	case *syntax.BinOp:
		if _, whole := n.Right.(*syntax.Int); n.Op == "**" && !whole && types.Equal(info.TypeOf(n), types.Float) {
			return "** of floats"
		}
	}
	return ""
}

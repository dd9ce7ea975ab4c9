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

// lastDigits notes, once for each function, that a result of the C library may
// differ from CPython's in its last digit.
func lastDigits(info *types.Info) []compat.Finding {
	var found []compat.Finding
	seen := map[syntax.Range]bool{}
	for _, fn := range info.Funcs {
		if seen[fn.Def.Range] {
			continue
		}
		syntax.Walk(fn.Body, func(n syntax.Node) bool {
			if seen[fn.Def.Range] {
				return false
			}
			if name := fromLibrary(info, n); name != "" {
				seen[fn.Def.Range] = true
				found = append(found, compat.New("PT308", n.Span(), "a few results in ten thousand of %s differ from CPython's in the last digit", name))
			}
			return true
		})
	}
	return found
}

// fromLibrary names the function of the C library that computes a node, if one does.
func fromLibrary(info *types.Info, n syntax.Node) string {
	switch n := n.(type) {
	case *syntax.Call:
		if callee := info.Calls[n]; callee != nil && callee.Kind == types.Library && inexact[callee.Name] {
			return callee.Name
		}
	case *syntax.BinOp:
		if _, whole := n.Right.(*syntax.Int); n.Op == "**" && !whole && types.Equal(info.Exprs[n], types.Float) {
			return "** of floats"
		}
	}
	return ""
}

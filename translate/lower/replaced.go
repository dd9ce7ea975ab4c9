package lower

import "github.com/portalis-dev/portalis/analysis/syntax"

// Python looks up the list of "o.xs += [f()]" before it calls f, which may put another
// one there: then it is the old one that grows. The Rust would look it up afterwards.

// mayReplace reports whether a call may put another value where a list is that is added
// to: into a container, or into an attribute that more than a constructor assigns.
func (m *module) mayReplace(target syntax.Expr) bool {
	for place := target; ; {
		switch at := place.(type) {
		case *syntax.Name:
			return false // a new value of the variable itself is refused where it is captured
		case *syntax.Attribute:
			// Adding to a list keeps it; adding to what holds it may make another.
			if m.assignedAgain(at.Attr, place != target) {
				return true
			}
			place = at.Value
		default:
			return true // elements may be anything then
		}
	}
}

// assignedAgain reports whether the module assigns an attribute of that name, be it by
// an operation if that counts, other than to the instance that a constructor makes.
func (m *module) assignedAgain(name string, augmented bool) bool {
	first := map[*syntax.Attribute]bool{}
	syntax.Walk(m.res.Module.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.AugAssign:
			if a, ok := n.Target.(*syntax.Attribute); ok && !augmented {
				first[a] = true
			}
		case *syntax.FunctionDef:
			if n.Name == "__init__" && len(n.Params.List) > 0 {
				attributesOf(n.Params.List[0].Name, n.Body, first)
			}
		}
		return true
	})
	for a := range m.assigned {
		if a.Attr == name && !first[a] {
			return true
		}
	}
	return false
}

// attributesOf adds the attributes of a variable in body to out.
func attributesOf(variable string, body []syntax.Stmt, out map[*syntax.Attribute]bool) {
	syntax.Walk(body, func(n syntax.Node) bool {
		if a, ok := n.(*syntax.Attribute); ok {
			if of, ok := a.Value.(*syntax.Name); ok && of.ID == variable {
				out[a] = true
			}
		}
		return true
	})
}

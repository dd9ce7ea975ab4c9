package lower

import (
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// refuseObjects refuses the methods of classes, and functions that handle their
// instances.
func (m *module) refuseObjects(fn *types.Function) {
	if len(m.refused[fn]) > 0 {
		return
	}
	if fn.Class != nil {
		m.refused[fn] = []compat.Finding{compat.New("PT501", fn.Class.Def.NameRange, "classes are not translated yet")}
		return
	}
	for _, p := range fn.Params {
		if c := instanceIn(p.Type); c != nil {
			m.refuse(fn, compat.New("PT501", p.Def, "objects of class %s are not translated yet", c.Name))
			return
		}
	}
	syntax.Inspect(fn.Def, func(n syntax.Node) bool {
		e, ok := n.(syntax.Expr)
		if !ok || len(m.refused[fn]) > 0 {
			return len(m.refused[fn]) == 0
		}
		if c := instanceIn(m.info.Exprs[e]); c != nil {
			m.refuse(fn, compat.New("PT501", e.Span(), "objects of class %s are not translated yet", c.Name))
		}
		return true
	})
}

// instanceIn is the class of the first instance in a type, nil without one.
func instanceIn(t types.Type) *types.Class {
	switch t := t.(type) {
	case nil:
		return nil
	case types.Instance:
		return t.Class
	case types.ClassValue:
		return t.Class
	}
	for _, part := range types.Parts(t) {
		if c := instanceIn(part); c != nil {
			return c
		}
	}
	return nil
}

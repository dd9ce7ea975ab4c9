package lower

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/types"
)

// functionName is the Rust name that a function should have. Where Python calls
// one function with values of several types, Rust has a function for each, named
// after the types in which they differ: largest_int, largest_str.
func (m *module) functionName(fn *types.Function) string {
	name := snake(fn.Name)
	if fn.Instances < 2 {
		return name
	}
	var siblings []*types.Function
	for _, other := range m.info.Funcs {
		if other.Name == fn.Name && other.Def.Range == fn.Def.Range {
			siblings = append(siblings, other)
		}
	}
	for i, p := range fn.Params {
		for _, other := range siblings {
			if !types.Equal(other.Params[i].Type, p.Type) {
				name = strings.TrimPrefix(name, "r#") + "_" + slug(p.Type)
				break
			}
		}
	}
	return name
}

// slug is a type as part of a name: "list_int".
func slug(t types.Type) string {
	words := strings.FieldsFunc(t.String(), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')
	})
	return strings.ToLower(strings.Join(words, "_"))
}

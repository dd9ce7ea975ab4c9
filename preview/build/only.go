package build

import (
	"slices"

	"github.com/portalis-dev/portalis/translate"
)

// Only returns m with the Rust of the functions of these Python names and of what
// they call, so that there is less to compile. The places of what is left stay as
// they are, and so do the indexes of the functions.
func Only(m *translate.Module, names []string) *translate.Module {
	needed := map[string]bool{}
	for todo := slices.Clone(names); len(todo) > 0; {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if needed[name] {
			continue
		}
		needed[name] = true
		for _, f := range m.Functions {
			if f.Name == name {
				todo = append(todo, f.Calls...)
			}
		}
	}
	out := *m
	out.Functions = slices.Clone(m.Functions)
	rust := []byte(m.Rust)
	for i, f := range m.Functions {
		if needed[f.Name] || !f.Translated() {
			continue
		}
		blank(rust, f.Place)
		for _, inner := range f.Inner {
			blank(rust, inner)
		}
		left := *f
		left.Apart = true // there is nothing to call
		out.Functions[i] = &left
	}
	out.Rust = string(rust)
	return &out
}

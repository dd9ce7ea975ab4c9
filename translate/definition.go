package translate

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A Definition is one def at module level and all functions that it became: one,
// or several when it is called with values of different types. It is never empty.
type Definition []*Function

// Definitions returns the defs of a module, in source order.
func (m *Module) Definitions() []Definition {
	var defs []Definition
	at := map[syntax.Range]int{}
	for _, f := range m.Functions {
		i, known := at[f.NameRange]
		if !known {
			i = len(defs)
			at[f.NameRange] = i
			defs = append(defs, nil)
		}
		defs[i] = append(defs[i], f)
	}
	return defs
}

// Name is the name in Python.
func (d Definition) Name() string { return d[0].Name }

// Python is where the def stands, decorators included.
func (d Definition) Python() syntax.Range { return d[0].Python }

// NameRange is where its name stands.
func (d Definition) NameRange() syntax.Range { return d[0].NameRange }

// Translated returns the functions that there is Rust for.
func (d Definition) Translated() []*Function {
	return slices.DeleteFunc(slices.Clone(d), func(f *Function) bool { return !f.Translated() })
}

// Complete reports whether there is Rust for all calls.
func (d Definition) Complete() bool {
	return !slices.ContainsFunc(d, func(f *Function) bool { return !f.Translated() })
}

// Refused has what keeps any of the functions from being translated, once each.
func (d Definition) Refused() []compat.Finding {
	var all []compat.Finding
	for _, f := range d {
		for _, finding := range f.Refused {
			same := func(other compat.Finding) bool {
				return other.Code == finding.Code && other.Range == finding.Range && other.Message == finding.Message
			}
			if !slices.ContainsFunc(all, same) {
				all = append(all, finding)
			}
		}
	}
	return all
}

// Title is the name of f in Python, with the types of its parameters where they
// tell it from others of the same def: "largest(list[int])".
func (f *Function) Title() string { return Title(f.Name, f.VariantTypes()) }

// VariantTypes are the types of the parameters of one function among several of
// the same def; nil if it is the only one.
func (f *Function) VariantTypes() []string {
	if f.Variants == nil {
		return nil
	}
	names := make([]string, len(f.Types))
	for i, t := range f.Types {
		names[i] = t.String()
	}
	return names
}

// Title puts a function's name and the types of its parameters together, if any
// are given.
func Title(name string, types []string) string {
	if types == nil {
		return name
	}
	return name + "(" + strings.Join(types, ", ") + ")"
}

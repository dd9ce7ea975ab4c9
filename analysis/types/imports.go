package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// importsInside lets the imports at the top of a function's body count as imports
// of the module, where nothing can tell: the names mean nothing else in the file,
// and every function that uses one imports it first.
func (in *solver) importsInside(fn *function) {
	for _, s := range fn.unit.body {
		switch s := s.(type) {
		case *syntax.Import:
			for _, a := range s.Names {
				name, module := aliasName(a), a.Name
				if a.AsName == "" {
					module = name
				}
				module, _ = in.scope.library(module)
				_, known := in.scope.library(a.Name)
				in.importInside(fn, name, imported{name: module, known: known, node: a})
			}
		case *syntax.ImportFrom:
			for _, a := range s.Names {
				if a.Name != "*" && s.Level == 0 {
					module, known := in.scope.library(s.Module)
					in.importInside(fn, aliasName(a), imported{name: module + "." + a.Name, known: known, node: a})
				}
			}
		}
	}
}

func (in *solver) importInside(fn *function, name string, imp imported) {
	other, taken := in.scope.imports[name]
	switch {
	case !imp.known, taken && other.name != imp.name:
		return
	case in.scope.classes[name] != nil, in.scope.globals[name] != nil, !taken && in.scope.bindings[name] > 0:
		return
	}
	for _, s := range in.info.Top {
		if def, ok := s.(*syntax.FunctionDef); ok && (def.Name == name || !importsFirst(def, name)) {
			return
		}
	}
	in.scope.imports[name] = imp
	if v := fn.unit.names[name]; v != nil {
		delete(fn.unit.names, name)
		fn.f.Locals = slices.DeleteFunc(fn.f.Locals, func(local *Var) bool { return local == v.v })
	}
}

// importsFirst reports whether a function imports a name before it mentions it,
// and binds it in no other way; or does not mention it.
func importsFirst(def *syntax.FunctionDef, name string) bool {
	first, others := -1, 0
	for _, s := range def.Body {
		switch s.(type) {
		case *syntax.Import, *syntax.ImportFrom:
			bindings([]syntax.Stmt{s}, func(bound string, at syntax.Range, _ syntax.Node) {
				if bound == name && first < 0 {
					first = s.Span().Start
				}
			})
		default:
			bindings([]syntax.Stmt{s}, func(bound string, _ syntax.Range, _ syntax.Node) {
				if bound == name {
					others++
				}
			})
		}
	}
	ok := others == 0
	if def.Params != nil {
		for _, p := range def.Params.List {
			ok = ok && p.Name != name
		}
	}
	syntax.Walk(def.Body, func(n syntax.Node) bool {
		if mention, is := n.(*syntax.Name); is && mention.ID == name && (first < 0 || mention.Start < first) {
			ok = false
		}
		return ok
	})
	return ok
}

// hoisted reports whether all that an import in a function brings counts as an
// import of the module.
func (w *walker) hoisted(s syntax.Stmt) bool {
	all := true
	bindings([]syntax.Stmt{s}, func(name string, _ syntax.Range, _ syntax.Node) {
		if _, ok := w.scope.imports[name]; !ok || w.lookup(name) != nil {
			all = false
		}
	})
	return all
}

package types

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A Sample is another file that calls functions of the module: its tests, say.
// What it passes them seeds their parameters, as calls in the module do. Nothing
// is reported about it.
type Sample struct {
	Module *syntax.Module
	// Of is how the sample imports the module: "inventory", "shop.inventory". The
	// last part counts.
	Of string
}

// addSamples makes units of the files that call functions of the module.
func (in *solver) addSamples() {
	for _, s := range in.Samples {
		if scope := in.sampleScope(s); scope != nil {
			u := in.addSample(scope, s.Module.Body, in.factsOfSample(scope, s.Of, s.Module))
			for name := range u.names {
				if _, imported := scope.imports[name]; imported || scope.functions[name] != nil || scope.self[name] {
					delete(u.names, name) // what an import brings
				}
			}
			scope.globals = u.names
			for _, stmt := range s.Module.Body {
				in.addSampleDef(scope, s.Of, stmt)
			}
		}
	}
}

// addSampleDef makes a unit of each function of a sample, and of the methods of
// its classes, as unittest has them.
func (in *solver) addSampleDef(scope *scope, of string, s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.FunctionDef:
		if facts := in.factsOfSample(scope, of, s); facts.tells {
			in.addSample(scope, s.Body, facts)
		}
	case *syntax.ClassDef:
		for _, inner := range s.Body {
			in.addSampleDef(scope, of, inner)
		}
	}
}

// mentionsOwn reports whether code of a sample names a function of the module.
func (in *solver) mentionsOwn(scope *scope, s syntax.Stmt) bool {
	found := false
	syntax.Inspect(s, func(n syntax.Node) bool {
		if n, ok := n.(*syntax.Name); ok {
			found = found || scope.functions[n.ID] != nil || scope.self[n.ID]
		}
		return !found
	})
	return found
}

// factsOfSample are what the text of a sample, or of a def in it, says.
func (in *solver) factsOfSample(scope *scope, of string, n syntax.Node) *sampleFacts {
	key := sampleKey{of, n}
	f := in.plan.samples[key]
	if f == nil {
		f = &sampleFacts{}
		in.plan.samples[key] = f
		switch n := n.(type) {
		case *syntax.Module:
			f.bound = boundIn(n.Body)
		case *syntax.FunctionDef:
			if f.tells = in.mentionsOwn(scope, n); f.tells {
				f.bound = boundIn(n.Body)
			}
		}
	}
	return f
}

func (in *solver) addSample(scope *scope, body []syntax.Stmt, facts *sampleFacts) *unit {
	u := in.newUnit(sampleUnit, nil, body)
	u.scope = scope
	u.declare(Local, facts.bound)
	return u
}

// sampleScope is what names mean in a sample; nil when it does not import the
// module.
func (in *solver) sampleScope(s Sample) *scope {
	last := s.Of[strings.LastIndex(s.Of, ".")+1:]
	out := &scope{
		functions: map[string]*function{}, classes: map[string]*class{}, imports: map[string]imported{},
		globals: map[string]*variable{}, bindings: map[string]int{}, self: map[string]bool{},
	}
	bindings(s.Module.Body, func(name string, _ syntax.Range, at syntax.Node) {
		out.bindings[name]++
		switch at := at.(type) {
		case *syntax.Import:
			out.importNames(at)
			for _, a := range at.Names {
				if name == aliasName(a) && a.Name[strings.LastIndex(a.Name, ".")+1:] == last && (a.AsName != "" || a.Name == last) {
					out.self[name] = true
				}
			}
		case *syntax.ImportFrom:
			out.importFrom(at)
			in.sampleImport(out, at, name, last)
		}
	})
	for _, stmt := range s.Module.Body {
		if from, ok := stmt.(*syntax.ImportFrom); ok && from.Module[strings.LastIndex(from.Module, ".")+1:] == last {
			for _, a := range from.Names {
				if a.Name == "*" {
					for name, fn := range in.scope.functions {
						out.functions[name] = fn
					}
				}
			}
		}
	}
	for name := range out.functions {
		delete(out.imports, name)
	}
	if len(out.functions) == 0 && len(out.self) == 0 {
		return nil
	}
	return out
}

// sampleImport binds what "from module import name" brings.
func (in *solver) sampleImport(out *scope, s *syntax.ImportFrom, name, last string) {
	from := s.Module[strings.LastIndex(s.Module, ".")+1:]
	for _, a := range s.Names {
		if aliasName(a) != name {
			continue
		}
		if a.Name == last {
			out.self[name] = true
		}
		if fn := in.scope.functions[a.Name]; fn != nil && from == last {
			out.functions[name] = fn
		}
	}
}

// expectsError reports whether a with statement expects its body to raise, as
// tests have it: what it passes is wrong on purpose, and seeds nothing.
func expectsError(s *syntax.With) bool {
	for _, item := range s.Items {
		c, ok := item.Context.(*syntax.Call)
		if !ok {
			continue
		}
		name := ""
		switch f := c.Func.(type) {
		case *syntax.Name:
			name = f.ID
		case *syntax.Attribute:
			name = f.Attr
		}
		if name == "raises" || strings.HasPrefix(name, "assertRaises") {
			return true
		}
	}
	return false
}

// seeds reports whether an argument seeds a parameter: one in a sample of which
// something is not known does not.
func (w *walker) seeds(x set) bool {
	if w.u.kind != sampleUnit {
		return true
	}
	_, unknown := FindDynamic(w.typeOf(x))
	return !unknown && !x.unknown()
}

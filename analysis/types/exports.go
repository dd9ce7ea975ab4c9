package types

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// Exports is what a module shows to the modules of its project that import it. It
// holds nothing of the tree it was made from, and is never changed.
type Exports struct {
	Module string            // its full name
	Names  map[string]Export // bound at its top
	// Star is what a star import of it binds. Vague says why that is not known, if
	// it is not.
	Star  []string
	Vague string
	// Keeps says that its functions may keep what they are given, or give out what
	// the module keeps.
	Keeps bool

	text func() string // of all that, to tell whether it is the same
}

// An Export is what a name of a module stands for.
type Export struct {
	// Functions are, of a function, its signatures for the types that it is called
	// with.
	Functions []FunctionExport
	Module    *Exports // of a name that is a module
	// Value is the type of anything else; Dynamic if that is not known.
	Value Type
	// Declared says that an annotation claims Value.
	Declared bool
}

// A FunctionExport is a function for some types of arguments.
type FunctionExport struct {
	Params   []ParamExport
	Result   Type
	Declared bool // whether an annotation claims the result
}

// A ParamExport is a parameter. That of *args and **kwargs has the type of one
// argument.
type ParamExport struct {
	Name     string
	Kind     syntax.ParamKind
	Type     Type
	Declared bool
	Optional bool
}

// Imports has what the modules export that a file imports, by how the file names
// them: "shop.prices", ".prices", "..". What it does not have is not known.
type Imports map[string]*Exports

// NewExports finishes exports.
func NewExports(e Exports) *Exports {
	e.Star = slices.Sorted(slices.Values(e.Star))
	e.text = sync.OnceValue(e.write) // which nobody asks for while one file alone is edited
	return &e
}

func (e Exports) write() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %t\n*: %v %s\n", e.Module, e.Keeps, e.Star, e.Vague)
	for _, name := range slices.Sorted(maps.Keys(e.Names)) {
		b.WriteString(name + ": " + e.Names[name].String() + "\n")
	}
	return b.String()
}

// String writes exports so that two are the same if their texts are.
func (e *Exports) String() string {
	if e == nil {
		return "not known"
	}
	return e.text()
}

func (e Export) String() string {
	switch {
	case e.Module != nil:
		return "module\n" + indent(e.Module.String())
	case e.Functions != nil:
		var all []string
		for _, f := range e.Functions {
			all = append(all, f.String())
		}
		return strings.Join(all, "; ")
	}
	text := exportText(e.Value)
	if e.Declared {
		text += ", declared"
	}
	return text
}

func (f FunctionExport) String() string {
	var params []string
	for _, p := range f.Params {
		text := strconv.Itoa(int(p.Kind)) + " " + p.Name + ": " + exportText(p.Type)
		if p.Declared {
			text += ", declared"
		}
		if p.Optional {
			text += " = ..."
		}
		params = append(params, text)
	}
	text := "(" + strings.Join(params, "; ") + ") -> " + exportText(f.Result)
	if f.Declared {
		text += ", declared"
	}
	return text
}

// exportText tells types apart that look alike to a person.
func exportText(t Type) string {
	if b, ok := t.(Basic); ok { // as most are
		return "basic " + b.String()
	}
	return fmt.Sprintf("%T %s %+v", t, t, t)
}

func indent(text string) string { return "\t" + strings.ReplaceAll(text, "\n", "\n\t") }

// Same reports whether imports say the same.
func (i Imports) Same(other Imports) bool {
	return maps.EqualFunc(i, other, func(a, b *Exports) bool { return a == b || a.String() == b.String() })
}

// unknownExport is what a name stands for of which nothing is known.
func unknownExport(why string) Export { return Export{Value: Dynamic{Reason: why}} }

// exported is what the names at the top of a module stand for, as far as importers
// may rely on it.
func (in *solver) exported() map[string]Export {
	names := map[string]Export{}
	if in.bindsByName() {
		for name := range in.scope.bindings {
			names[name] = unknownExport("the module binds names in ways that its text does not say")
		}
		return names
	}
	in.decorated = in.findDecorated()
	for name := range in.scope.bindings {
		names[name] = in.export(name)
	}
	for name, imp := range in.scope.imports { // by stars, too
		if imp.export != nil && in.scope.bindings[name] == 0 {
			names[name] = *imp.export
		}
	}
	return names
}

func (in *solver) export(name string) Export {
	defs := in.scope.bindings[name]
	switch imp, imported := in.scope.imports[name]; {
	case slices.Contains(in.Outside, name), slices.Contains(in.Outside, "*"):
		return unknownExport("another module sets it")
	case in.scope.unsure[name]:
		return unknownExport("it is bound in several ways")
	case imported && imp.export != nil:
		return *imp.export
	case imported:
		return unknownExport("it comes from elsewhere")
	}
	if fn := in.scope.functions[name]; fn != nil {
		if defs > 1 {
			return unknownExport("it is bound more than once")
		}
		return in.exportFunction(fn)
	}
	v := in.scope.globals[name]
	if v == nil || in.scope.classes[name] != nil {
		return unknownExport("classes of other modules are not known")
	}
	t := in.exportable(v.v.Type)
	if d, open := FindDynamic(t); open {
		return Export{Value: d}
	}
	if changeable(t) && !v.v.Declared {
		return unknownExport("any module may put something else into it: annotate it")
	}
	return Export{Value: t, Declared: v.v.Declared}
}

// exportFunction is a function with all its instances.
func (in *solver) exportFunction(fn *function) Export {
	var out Export
	def := in.plan.originOf(fn.f.Def)
	if in.decorated[fn.f.Name] || in.plan.stands[def] != nil {
		return unknownExport("its decorators may have made something else of it")
	}
	for _, instance := range in.plan.instances(def) {
		f := in.byDef[instance]
		if f == nil || f.unit.kind != functionUnit || f.twice {
			return unknownExport("it is no function that is understood")
		}
		s := FunctionExport{Result: in.exportable(f.f.Result), Declared: f.declared}
		for i, p := range f.f.Params[:f.own()] {
			t := in.exportable(taken(p))
			if _, open := t.(Dynamic); open && !s.Declared {
				s.Result = t // for what that gives was not looked at
			}
			s.Params = append(s.Params, ParamExport{p.Name, p.Param.Kind, t, p.Declared, f.f.Defaults[i] != nil})
		}
		out.Functions = append(out.Functions, s)
	}
	if out.Functions == nil {
		return unknownExport("it is no function that is understood")
	}
	return out
}

// findDecorated finds the functions at the top that have decorators, so that they may
// not be what their defs say.
func (in *solver) findDecorated() map[string]bool {
	decorated := map[string]bool{}
	for _, s := range in.info.Top {
		if def, ok := s.(*syntax.FunctionDef); ok && len(def.Decorators) > 0 {
			decorated[def.Name] = true
		}
	}
	return decorated
}

// bindsByName reports whether the module may bind names that its text does not say:
// by globals(), exec, vars() or sys.modules.
func (in *solver) bindsByName() bool {
	if in.portions == nil {
		return in.findsBinder()
	}
	mentioned := false
	for i := range in.info.Module.Body {
		mentioned = mentioned || slices.ContainsFunc(in.portion(i).names, func(name string) bool { return bindersByName[name] })
	}
	return mentioned && in.findsBinder()
}

// bindersByName are the names without which nothing binds another by name.
var bindersByName = map[string]bool{"globals": true, "exec": true, "vars": true, "locals": true, "sys": true}

func (in *solver) findsBinder() bool {
	found := false
	inside := 0 // where the last def ends
	syntax.Walk(in.info.Top, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.FunctionDef:
			inside = max(inside, n.End)
		case *syntax.Name:
			found = found || n.ID == "globals" || n.ID == "exec" ||
				(n.ID == "vars" || n.ID == "locals") && n.Start >= inside
		case *syntax.Attribute:
			base, ok := n.Value.(*syntax.Name)
			found = found || ok && base.ID == "sys" && n.Attr == "modules"
		}
		return !found
	})
	return found
}

// taken is the type of one argument of a parameter.
func taken(p *Var) Type {
	switch t := p.Type.(type) {
	case VarTuple:
		if p.Param.Kind == syntax.VarPositional {
			return t.Elem
		}
	case Dict:
		if p.Param.Kind == syntax.VarKeyword {
			return t.Value
		}
	}
	return p.Type
}

// exportable is t, or why another module cannot be told that type.
func (in *solver) exportable(t Type) Type {
	var open Type
	eachPart(t, func(part Type) {
		switch part := part.(type) {
		case Dynamic:
			open = part
		case Func:
			open = Dynamic{Reason: "functions as values are known in one module only"}
		case Instance, ClassValue:
			open = Dynamic{Reason: "classes of other modules are not known"}
		case Object:
			if part.Class == rePattern || part.Class == reMatch {
				open = Dynamic{Reason: "patterns and matches are known in one module only"}
			}
		case Basic:
			if part == Never {
				open = Dynamic{Reason: "nothing says what it holds"}
			}
		}
	})
	if open != nil && t != Type(Never) {
		return open
	}
	return t
}

// eachPart calls f for t and all its parts.
func eachPart(t Type, f func(Type)) {
	f(t)
	for _, part := range Parts(t) {
		eachPart(part, f)
	}
}

// changeable reports whether what a value of the type holds can be changed in place.
func changeable(t Type) bool {
	found := false
	eachPart(t, func(part Type) {
		switch part := part.(type) {
		case List, Dict, Object, Iterator:
			found = true
		case Set:
			found = found || !part.Frozen
		}
	})
	return found
}

// keeps reports whether functions of the module may keep what they are given, or
// give out what it keeps.
func (in *solver) keeps() bool {
	for _, v := range in.order {
		if changeable(v.v.Type) {
			return true
		}
	}
	for _, imp := range in.scope.imports {
		if imp.from != nil && imp.from.Keeps || imp.export != nil && imp.export.Module != nil && imp.export.Module.Keeps {
			return true
		}
	}
	for _, fn := range in.functions {
		if fn.f.Memo != nil || slices.ContainsFunc(fn.f.Defaults, func(e syntax.Expr) bool { return e != nil && holdsDisplay(e) }) {
			return true
		}
	}
	return len(in.scope.classes) > 0
}

package types

import (
	"maps"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// What a module imports from others of its project is not translated, but has
// types: those that inference found there. They hold for arguments of the types
// that it knew; what any other argument gives is not known.

// A linkedCall is what a function of another module takes and gives in one call.
// Containers of one type share their slots: they may be one object.
type linkedCall struct {
	params []set
	result set
}

// linkName is how a from statement names its module: "..pkg.mod".
func linkName(s *syntax.ImportFrom) string { return strings.Repeat(".", s.Level) + s.Module }

// linkNames finds what import statements bind that lead into the project.
func (in *solver) linkNames(s *syntax.Import) {
	for _, a := range s.Names {
		imp := in.scope.imports[aliasName(a)]
		imp.export = in.links[aliasName(a)]
		if in.linkImport(&imp, a); imp.export != nil {
			in.links[aliasName(a)] = imp.export
			in.scope.imports[aliasName(a)] = imp
		}
	}
}

func (in *solver) linkNamesFrom(s *syntax.ImportFrom) {
	for _, a := range s.Names {
		if imp, ok := in.scope.imports[aliasName(a)]; ok && a.Name != "*" {
			in.linkFrom(&imp, s, a)
			in.scope.imports[aliasName(a)] = imp
		}
	}
}

// markOutside notes that other modules bind names of this one.
func (in *solver) markOutside() {
	names := in.Outside
	if slices.Contains(names, "*") {
		names = slices.Sorted(maps.Keys(in.scope.bindings))
	}
	for _, name := range names {
		if in.scope.bindings[name] > 0 {
			in.scope.bindings[name]++
		}
		if v := in.scope.globals[name]; v != nil {
			in.put(v.slot, set{other: "what another module sets"})
		}
	}
}

// linkImport finds what "import a.b" or "import a.b as m" binds to a name.
func (in *solver) linkImport(imp *imported, a *syntax.Alias) {
	if a.AsName != "" || !strings.Contains(a.Name, ".") {
		if m := in.Imports[a.Name]; m != nil {
			imp.link(Export{Module: m})
		}
		return
	}
	if m := in.Imports[a.Name]; m != nil {
		imp.link(Export{Module: in.around(imp.export, a.Name, m)})
	}
}

// around is the package that "import a.b.c" binds, in which b and c are known. What
// it was known for before stays known.
func (in *solver) around(before *Export, name string, m *Exports) *Exports {
	top, rest, inner := strings.Cut(name, ".")
	if !inner {
		return m
	}
	return in.nest(before, top, rest, m)
}

func (in *solver) nest(before *Export, at, rest string, m *Exports) *Exports {
	made := Exports{Module: at, Names: map[string]Export{}}
	for _, known := range []*Exports{in.Imports[at], moduleOf(before)} {
		if known != nil {
			made.Keeps = made.Keeps || known.Keeps
			for name, x := range known.Names {
				made.Names[name] = x
			}
		}
	}
	next, rest, deeper := strings.Cut(rest, ".")
	if !deeper {
		made.Names[next] = Export{Module: m}
	} else {
		was := made.Names[next]
		made.Names[next] = Export{Module: in.nest(&was, at+"."+next, rest, m)}
	}
	made.Keeps = made.Keeps || m.Keeps
	return NewExports(made)
}

func moduleOf(x *Export) *Exports {
	if x == nil {
		return nil
	}
	return x.Module
}

// linkFrom finds what a name of a from statement is: what the module binds to it, or
// else a module in the package.
func (in *solver) linkFrom(imp *imported, s *syntax.ImportFrom, a *syntax.Alias) {
	from := in.Imports[linkName(s)]
	if from != nil {
		imp.from = from
		if x, ok := from.Names[a.Name]; ok {
			imp.link(x)
			return
		}
	}
	name := linkName(s)
	if s.Module != "" {
		name += "."
	}
	if m := in.Imports[name+a.Name]; m != nil {
		imp.link(Export{Module: m})
	}
}

// linkStar binds what "from m import *" brings, if that is known.
func (in *solver) linkStar(s *syntax.ImportFrom, a *syntax.Alias) bool {
	from := in.Imports[linkName(s)]
	if from == nil || from.Vague != "" {
		return false
	}
	for _, name := range from.Star {
		x, ok := from.Names[name]
		if !ok {
			x = unknownExport("the module may bind it in any way")
		}
		if in.scope.bindings[name] > 0 {
			in.scope.bindings[name]++
			in.scope.unsure[name] = true
			continue
		}
		if old, taken := in.scope.imports[name]; taken && (old.export == nil || old.export.String() != x.String()) {
			x = unknownExport("it is bound in several ways")
		}
		imp := imported{name: linkName(s) + "." + name, node: a, from: from}
		imp.link(x)
		in.scope.imports[name] = imp
	}
	return true
}

func (imp *imported) link(x Export) {
	imp.known, imp.export = false, &x
}

// linked is what an expression stands for in a module of the project: a name that
// an import binds, or an attribute of such a module.
func (w *walker) linked(e syntax.Expr) (x *Export, from *Exports) {
	switch e := e.(type) {
	case *syntax.Name:
		imp, ok := w.scope.imports[e.ID]
		if !ok || imp.export == nil || w.lookup(e.ID) != nil || w.scope.functions[e.ID] != nil || w.scope.classes[e.ID] != nil {
			return nil, nil
		}
		return imp.export, imp.from
	case *syntax.Attribute:
		from, _ := w.linked(e.Value)
		if from == nil || from.Module == nil {
			return nil, nil
		}
		if x, ok := from.Module.Names[e.Attr]; ok {
			return &x, from.Module
		}
		x := unknownExport("the module does not bind it in a way that is understood")
		return &x, from.Module
	}
	return nil, nil
}

// linkedValue is the value of a name of another module.
func (w *walker) linkedValue(e syntax.Expr, x *Export) val {
	switch {
	case x.Module != nil:
		w.refuse("PT401", e, "%s is a module of the project, which is not translated together with this one", w.textOf(e))
		return val{set: set{other: "a module"}}
	case x.Functions != nil:
		w.refuse("PT401", e, "%s is a function of another module, which is not translated together with this one", w.textOf(e))
		return val{set: set{other: "a function of another module"}}
	}
	if d, open := FindDynamic(x.Value); open {
		w.refuse("PT401", e, "%s comes from another module, and its type is not known here: %s", w.textOf(e), d.Reason)
		return notKnown()
	}
	w.refuse("PT401", e, "%s comes from another module, which is not translated together with this one", w.textOf(e))
	if !changeable(x.Value) {
		return val{set: (&builder{}).set(x.Value)}
	}
	key := exportText(x.Value) + w.textOf(e)
	if in := w.solver; in.held[key] == (set{}) {
		in.held[key] = (&builder{declared: true}).set(x.Value)
	}
	return val{set: w.held[key]}
}

func (in *solver) textOf(e syntax.Expr) string {
	switch e := e.(type) {
	case *syntax.Name:
		return e.ID
	case *syntax.Attribute:
		return in.textOf(e.Value) + "." + e.Attr
	}
	return "this"
}

// callLinked evaluates a call of something of another module.
func (w *walker) callLinked(e *syntax.Call, x *Export, from *Exports) val {
	if x.Module != nil || x.Functions == nil {
		w.linkedValue(e.Func, x)
	} else {
		w.refuse("PT401", e, "%s is a function of another module, which is not translated together with this one", w.textOf(e.Func))
	}
	args := w.linkedArguments(e)
	w.env.paths = nil // what is there may assign to any
	for _, t := range w.tries {
		t.paths = nil
	}
	waiting := false
	for i, f := range x.Functions {
		bound, ok := f.bind(e)
		if !ok {
			continue
		}
		switch w.taken(f, bound, args) {
		case isCovered:
			return w.linkedResult(e, i, f, bound, args, from)
		case mayBeCovered:
			waiting = true
			w.suggestLinked(f, bound, args, len(x.Functions))
		}
	}
	if waiting {
		return val{}
	}
	if x.Functions != nil {
		w.refuse("PT201", e, "what %s gives is not known: it is not called so in any file that is looked at for its types", w.textOf(e.Func))
	}
	for _, arg := range args {
		w.spoil(arg.set, map[*slot]bool{})
	}
	return notKnown()
}

// linkedArguments evaluates arguments, those by name last.
func (w *walker) linkedArguments(e *syntax.Call) []val {
	var out []val
	for _, a := range e.Args {
		if s, ok := a.(*syntax.Starred); ok {
			a = s.Value
		}
		out = append(out, w.linkedArgument(a))
	}
	for _, k := range e.Keywords {
		out = append(out, w.linkedArgument(k.Value))
	}
	return out
}

// linkedArgument evaluates an argument. What another module passes to a function
// that it is given is not known.
func (w *walker) linkedArgument(a syntax.Expr) val {
	switch a := a.(type) {
	case *syntax.Lambda:
		return notKnown()
	case *syntax.Name:
		v := w.lookup(a.ID)
		fn := w.scope.functions[a.ID]
		if v != nil {
			fn = v.fn
		}
		if fn != nil {
			for _, p := range fn.params {
				w.put(p.slot, set{other: "what another module passes"})
			}
			return notKnown()
		}
		if x, _ := w.linked(a); v == nil && x == nil {
			return notKnown()
		}
	}
	return w.eval(a)
}

// bind says which parameter each argument is for, those by name last.
func (f FunctionExport) bind(e *syntax.Call) (params []int, ok bool) {
	given := make([]bool, len(f.Params))
	take := func(i int) bool {
		if i < 0 || given[i] {
			return false
		}
		given[i] = f.Params[i].Kind != syntax.VarPositional && f.Params[i].Kind != syntax.VarKeyword
		params = append(params, i)
		return true
	}
	for i, a := range e.Args {
		if isStarred(a) || !take(f.position(i)) {
			return nil, false
		}
	}
	for _, k := range e.Keywords {
		if k.Name == "" || !take(f.named(k.Name)) {
			return nil, false
		}
	}
	for i, p := range f.Params {
		if !given[i] && !p.Optional && p.Kind != syntax.VarPositional && p.Kind != syntax.VarKeyword {
			return nil, false
		}
	}
	return params, true
}

// position is the parameter that takes the i-th argument, -1 for none.
func (f FunctionExport) position(i int) int {
	for n, p := range f.Params {
		switch {
		case p.Kind == syntax.VarPositional:
			return n
		case p.Kind != syntax.PositionalOrKeyword && p.Kind != syntax.PositionalOnly:
			return -1
		case n == i:
			return n
		}
	}
	return -1
}

// named is the parameter that takes an argument by name, -1 for none.
func (f FunctionExport) named(name string) int {
	rest := -1
	for n, p := range f.Params {
		switch {
		case p.Kind == syntax.VarKeyword:
			rest = n
		case p.Name == name && (p.Kind == syntax.PositionalOrKeyword || p.Kind == syntax.KeywordOnly):
			return n
		}
	}
	return rest
}

// taken reports whether a signature is for arguments of such types.
func (w *walker) taken(f FunctionExport, bound []int, args []val) coverage {
	all := isCovered
	for i, p := range bound {
		all = min(all, w.covers(args[i].set, f.Params[p].Type, f.Params[p].Declared))
	}
	return all
}

// suggestLinked says of arguments of which nothing is known that they are what the
// only signature takes.
func (w *walker) suggestLinked(f FunctionExport, bound []int, args []val, signatures int) {
	if w.hints == nil || signatures > 1 {
		return
	}
	for i, p := range bound {
		if t := f.Params[p].Type; args[i].unknown() && !changeable(t) {
			if _, open := FindDynamic(t); !open {
				w.suggest(args[i], medium, (&builder{}).set(t))
			}
		}
	}
}

// linkedResult is what a function of another module gives. What it takes may hold
// afterwards whatever is in such containers there.
func (w *walker) linkedResult(e *syntax.Call, variant int, f FunctionExport, bound []int, args []val, from *Exports) val {
	c := site(w, e, variant, func() *linkedCall {
		b := &builder{}
		if from != nil && from.Keeps {
			b = w.sharedBuilder(from)
		}
		made := &linkedCall{result: b.set(f.Result)}
		for _, p := range f.Params {
			made.params = append(made.params, b.set(p.Type))
		}
		return made
	})
	for i, p := range bound {
		w.merge(args[i].set, c.params[p].containers())
	}
	if _, open := FindDynamic(f.Result); open {
		w.refuse("PT201", e, "what %s gives is not known: annotate its result", w.textOf(e.Func))
	}
	return val{set: c.result}
}

// sharedBuilder makes the containers that go into a module and come out of it.
func (in *solver) sharedBuilder(m *Exports) *builder {
	if in.shared[m.Module] == nil {
		in.shared[m.Module] = &builder{}
	}
	return in.shared[m.Module]
}

// containers is s without what has no parts.
func (s set) containers() set {
	s.bits, s.other = 0, ""
	return s
}

// spoil notes that something which is not known may be put into what a value holds.
func (w *walker) spoil(s set, seen map[*slot]bool) {
	for _, part := range parts(s) {
		if part = part.root(); !seen[part] {
			seen[part] = true
			w.spoil(w.get(part), seen)
			if s.tuple == nil && s.varying == nil && s.frozen == nil {
				w.put(part, set{other: "what another module puts there"})
			}
		}
	}
}

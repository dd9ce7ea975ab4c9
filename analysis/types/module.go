package types

import (
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// knownModules are the modules whose import is understood. Some serve
// annotations only.
var knownModules = map[string]bool{
	"math": true, "re": true, "typing": true, "__future__": true, "collections.abc": true,
	"collections": true, "enum": true, "heapq": true, "bisect": true, "functools": true, "itertools": true,
	"sys": true, "string": true, "operator": true, "copy": true, "statistics": true, "random": true,
	"contextlib": true, "dataclasses": true,
}

// collect finds the functions, imports and variables of the module and makes
// the units to walk.
func (in *solver) collect() {
	in.scope = scope{
		functions: map[string]*function{},
		classes:   map[string]*class{},
		imports:   map[string]imported{},
		globals:   map[string]*variable{},
		bindings:  map[string]int{},
		hidden:    in.Hidden,
	}
	in.scope.unsure = in.unsureImports()
	module := in.newUnit(moduleUnit, nil, in.info.Top)
	for _, b := range in.plan.module.bound {
		in.scope.bindings[b.name]++
		switch at := b.at.(type) {
		case *syntax.FunctionDef:
		case *syntax.ClassDef:
			in.scope.classes[b.name] = newClass(b.name, at)
		case *syntax.Import:
			in.scope.importNames(at)
			in.linkNames(at)
		case *syntax.ImportFrom:
			in.scope.importFrom(at)
			in.linkNamesFrom(at)
		default:
			in.addGlobal(module, b.name, b.def)
		}
	}
	for name := range in.scope.unsure {
		delete(in.scope.imports, name)
	}
	for _, name := range in.plan.module.globals {
		in.scope.bindings[name.ID]++
		in.addGlobal(module, name.ID, name.Range)
	}
	in.markOutside()
	for _, s := range in.info.Top {
		in.findObscure(s)
	}
	for name, v := range in.scope.globals {
		if _, imported := in.scope.imports[name]; imported || in.scope.unsure[name] {
			delete(in.scope.imports, name)
			in.scope.unsure[name] = true
			in.put(v.slot, set{other: "what an import brings"})
		}
	}
	module.names = in.scope.globals
	in.findConstants()
	in.findState()
	in.findAliases()
	in.findDecorators()
	for _, s := range in.info.Top {
		if def, ok := s.(*syntax.FunctionDef); ok {
			in.home = def
			made := in.expanded(def)
			for i, instance := range in.plan.instances(made) {
				in.addFunction(instance, i)
			}
			in.byDef[def] = in.byDef[made]
		}
	}
	in.home = nil
	in.noteTops()
	in.addLifted(module, nil, in.info.Top)
	in.addClasses()
	for _, fn := range in.functions {
		for i := range fn.params {
			in.annotateParam(fn, i)
		}
		in.annotateResult(fn)
	}
	in.addDoctests()
	in.addSamples()
	in.noteDeclared()
}

// noteTops numbers the functions at the top of the module by their statements.
func (in *solver) noteTops() {
	in.info.tops, in.info.numbers = make([]*Function, len(in.info.Module.Body)), map[*Function]int{}
	for i, s := range in.info.Module.Body {
		if def, ok := s.(*syntax.FunctionDef); ok && in.byDef[def] != nil {
			in.info.tops[i] = in.byDef[def].f
			in.info.numbers[in.info.tops[i]] = i + 1
		}
	}
}

// addGlobal makes a variable of the module, once.
func (in *solver) addGlobal(module *unit, name string, def syntax.Range) {
	if in.scope.globals[name] == nil {
		v := module.newVariable(name, Global, def)
		in.scope.globals[name] = v
		in.order = append(in.order, v)
	}
}

// findObscure finds the statements of the module that bind names nobody can list.
func (in *solver) findObscure(s syntax.Stmt) {
	if s, ok := s.(*syntax.ImportFrom); ok {
		for _, a := range s.Names {
			if a.Name == "*" && !in.linkStar(s, a) {
				in.scope.stars = append(in.scope.stars, linkName(s))
			}
		}
	}
	for _, block := range Blocks(s) {
		for _, inner := range block {
			in.findObscure(inner)
		}
	}
}

func (sc *scope) importNames(s *syntax.Import) {
	for _, a := range s.Names {
		name := aliasName(a)
		module := a.Name
		if a.AsName == "" {
			module = name
		}
		module, _ = sc.library(module)
		_, known := sc.library(a.Name)
		sc.imports[name] = imported{name: module, known: known, node: a}
	}
}

func (sc *scope) importFrom(s *syntax.ImportFrom) {
	from, known := linkName(s), false
	if s.Level == 0 {
		from, known = sc.library(s.Module)
	}
	for _, a := range s.Names {
		if a.Name == "*" {
			continue
		}
		sc.imports[aliasName(a)] = imported{name: from + "." + a.Name, known: known, node: a}
	}
}

// addFunction makes a function of a def at module level, or of its copy for
// other types; i counts the copies.
func (in *solver) addFunction(def *syntax.FunctionDef, i int) {
	fn := in.newFunction(def, nil, i)
	in.byDef[def] = fn
	if other := in.scope.functions[def.Name]; other != nil && i > 0 {
		fn.twice = other.twice
	} else if other != nil {
		other.twice, fn.twice = true, true
	} else {
		in.scope.functions[def.Name] = fn
	}
	if in.scope.bindings[def.Name] > 1 {
		fn.twice = true
	}
}

// newFunction makes a function of a def; outer is the function around it.
func (in *solver) newFunction(def *syntax.FunctionDef, outer *function, i int) *function {
	fn := &function{
		f:      &Function{Name: def.Name, Edition: new(Edition), Def: def, Result: Never, Instance: i, Instances: len(in.plan.instances(in.plan.originOf(def)))},
		result: &slot{top: true},
		lazy:   def.Async,
		outer:  outer,
	}
	if in.plan.factsOf(def, in).yields && !def.Async {
		fn.f.Yields = true
		fn.yields, fn.returned = &slot{}, &slot{}
		fn.result.set = set{iter: &iterT{of: GeneratorIterator, elem: fn.yields, returned: fn.returned}}
	}
	fn.value = &fnT{result: fn.result, targets: []*function{fn}}
	kind := functionUnit
	if fn.lazy || in.decorating[def] {
		kind = seedUnit
	}
	if outer != nil {
		fn.f.Outer = outer.f
		kind = max(kind, outer.unit.kind)
	}
	if s := in.plan.stands[def]; s != nil {
		fn.f.Memo, fn.f.Made, fn.f.Replaced, fn.positional = s.memo, s.made, s.replaced, s.positional
		fn.f.Wrapper = s.wrapper
	}
	fn.f.Body = in.plan.rewritten(def, in).body
	fn.unit = in.newUnit(kind, fn, fn.f.Body)
	if def.Params != nil {
		for _, p := range def.Params.List {
			v := fn.unit.newVariable(p.Name, Parameter, p.NameRange)
			v.v.Param = p
			fn.unit.names[p.Name] = v
			fn.params = append(fn.params, v)
			fn.f.Params = append(fn.f.Params, v.v)
			fn.f.Defaults = append(fn.f.Defaults, p.Default)
		}
	}
	fn.seen, fn.omitted = make([]seen, len(fn.params)), make([]bool, len(fn.params))
	fn.unit.declare(Local, in.plan.factsOf(def, in).bound)
	in.importsInside(fn)
	in.globalNames(fn)
	for _, p := range fn.params {
		fn.value.params = append(fn.value.params, p.slot)
	}
	in.functions = append(in.functions, fn)
	if kind == functionUnit {
		in.info.Funcs = append(in.info.Funcs, fn.f)
	}
	in.addNested(fn)
	return fn
}

// firstYield is the first yield of a def, nil for one that is no generator.
func firstYield(def *syntax.FunctionDef) syntax.Expr {
	var found syntax.Expr
	InspectStmts(def.Body, func(e syntax.Expr) bool {
		switch e.(type) {
		case *syntax.Yield, *syntax.YieldFrom:
			if found == nil {
				found = e
			}
		case *syntax.Lambda:
			return false
		}
		return true
	})
	return found
}

// globalNames takes the names in global and nonlocal statements out of a function's scope.
func (in *solver) globalNames(fn *function) {
	for _, name := range in.plan.factsOf(fn.f.Def, in).outside {
		delete(fn.unit.names, name)
	}
}

// forGlobals calls f for each name in a global statement.
func forGlobals(body []syntax.Stmt, f func(name string)) {
	for _, s := range body {
		if g, ok := s.(*syntax.Global); ok {
			for _, n := range g.Names {
				f(n.ID)
			}
		}
		for _, b := range Blocks(s) {
			forGlobals(b, f)
		}
	}
}

// constantBinding is the name and value of "name = value" or "name: T = value".
func constantBinding(s syntax.Stmt) (*syntax.Name, syntax.Expr) {
	switch s := s.(type) {
	case *syntax.Assign:
		if len(s.Targets) == 1 {
			n, _ := s.Targets[0].(*syntax.Name)
			return n, s.Value
		}
	case *syntax.AnnAssign:
		n, _ := s.Target.(*syntax.Name)
		return n, s.Value
	}
	return nil, nil
}

// mutators are the methods that change their receiver.
var mutators = map[string]bool{
	"append": true, "extend": true, "insert": true, "pop": true, "remove": true, "sort": true,
	"reverse": true, "clear": true, "update": true, "setdefault": true, "popitem": true,
	"add": true, "discard": true, "appendleft": true, "popleft": true, "extendleft": true, "rotate": true, "move_to_end": true, "subtract": true, "difference_update": true, "intersection_update": true, "symmetric_difference_update": true,
}

// IsMutator reports whether a method of list or dict changes its receiver.
func IsMutator(method string) bool { return mutators[method] }

// findChanged collects the variables that statements change in place. A local of
// the same name counts too: that only refuses more.
func findChanged(body []syntax.Stmt, changed map[string]bool) {
	base := func(e syntax.Expr) {
		if n := Base(e); n != nil {
			changed[n.ID] = true
		}
	}
	target := func(e syntax.Expr) {
		if s, ok := e.(*syntax.Subscript); ok {
			base(s)
		}
	}
	var visit func(body []syntax.Stmt)
	visit = func(body []syntax.Stmt) {
		for _, s := range body {
			switch s := s.(type) {
			case *syntax.Assign:
				for _, t := range s.Targets {
					Inspect(t, func(e syntax.Expr) bool { target(e); return true })
				}
			case *syntax.AugAssign:
				target(s.Target)
			case *syntax.Delete:
				for _, t := range s.Targets {
					target(t)
				}
			case *syntax.For:
				Inspect(s.Target, func(e syntax.Expr) bool { target(e); return true })
			}
			for _, b := range Blocks(s) {
				visit(b)
			}
		}
	}
	visit(body)
	InspectStmts(body, func(e syntax.Expr) bool {
		if c, ok := e.(*syntax.Call); ok {
			if a, ok := c.Func.(*syntax.Attribute); ok && mutators[a.Attr] {
				base(a.Value)
			}
		}
		return true
	})
}

// Base is the variable that a chain of subscripts starts from, or nil.
func Base(e syntax.Expr) *syntax.Name {
	for {
		switch x := e.(type) {
		case *syntax.Name:
			return x
		case *syntax.Subscript:
			e = x.Value
		default:
			return nil
		}
	}
}

// checkGlobal judges the use of a module variable in a function.
func (w *walker) checkGlobal(v *variable, at *syntax.Name) {
	if v.v.Kind != Global || w.constants[v] || v.v.State {
		return
	}
	w.refuse("PT507", at, "%s is a module variable that is not a constant: pass it as an argument", at.ID)
}

// judgeModule reports what of the module itself is not translated.
func (in *solver) judgeModule() {
	add := func(code string, rng syntax.Range, format string, args ...any) {
		in.report(compat.New(code, rng, format, args...))
	}
	for _, s := range in.info.Top {
		switch s := s.(type) {
		case *syntax.FunctionDef:
			in.judgeDef(s, add)
		case *syntax.ClassDef:
			in.judgeClass(s)
		case *syntax.Import:
			for _, a := range s.Names {
				if in.Imports[a.Name] != nil {
					add("PT401", a.Range, "%s is a module of the project, which is not translated together with this one: functions that use it stay in Python", a.Name)
				} else if name, known := in.scope.library(a.Name); name != a.Name {
					add("PT401", a.Range, "%s is a file of this project here, and not Python's own module: functions that use it stay in Python", a.Name)
				} else if !known {
					add("PT401", a.Range, "the module %s is not translated: functions that use it stay in Python", a.Name)
				}
			}
		case *syntax.ImportFrom:
			in.judgeImportFrom(s, add)
		case *syntax.TypeAlias:
			if a := in.annotate(s.Name); s.Name != nil && a.wrong != "" {
				add("PT524", s.Range, "what this alias stands for is not understood: %s", a.wrong)
			}
		case *syntax.Pass, *syntax.Assert, *syntax.ExprStmt, *syntax.BadStmt:
		case *syntax.If:
			if !isMain(s.Test) {
				add("PT513", firstWord(s, 2), "statements at module level are not translated: move this into a function")
			}
		case *syntax.Assign, *syntax.AnnAssign:
			name, value := constantBinding(s)
			if name != nil && in.scope.classes[name.ID] != nil {
				continue // a named tuple
			}
			if name != nil && in.namesExceptions(value) {
				continue // for handlers
			}
			if name == nil || value != nil && !in.constants[in.scope.globals[name.ID]] && !in.scope.globals[name.ID].v.State && in.typeVars[name.ID] == nil && !in.standsForType(s) {
				add("PT513", s.Span(), "only constants at module level are translated: bound once, to what is computed from literals, and never changed")
			}
		case *syntax.AugAssign, *syntax.Delete, *syntax.Raise:
			add("PT513", s.Span(), "statements at module level are not translated: move this into a function")
		case *syntax.For:
			add("PT513", firstWord(s, 3), "statements at module level are not translated: move this into a function")
		case *syntax.While:
			add("PT513", firstWord(s, 5), "statements at module level are not translated: move this into a function")
		default:
			add("PT513", keyword(s), "statements at module level are not translated: move this into a function")
		}
	}
	in.judgeBlocks(in.top)
	for _, s := range in.info.Top {
		if _, value := constantBinding(s); value != nil {
			in.judgeConstant(s)
		}
	}
}

// judgeConstant refuses a constant whose type is not known: the functions that
// use it cannot be translated.
func (in *solver) judgeConstant(s syntax.Stmt) {
	name, value := constantBinding(s)
	if name == nil {
		return
	}
	v := in.scope.globals[name.ID]
	if v == nil || !in.constants[v] {
		return
	}
	if d, bad := Untranslated(v.v.Type); bad {
		in.report(compat.New("PT203", value.Span(), "%s holds values of several types: %s", name.ID, d.Reason))
	}
}

func (in *solver) judgeImportFrom(s *syntax.ImportFrom, add func(string, syntax.Range, string, ...any)) {
	name, _ := in.scope.library(s.Module)
	hidden := name != s.Module
	for _, a := range s.Names {
		switch {
		case a.Name == "*" && in.Imports[linkName(s)] != nil && in.Imports[linkName(s)].Vague == "":
			add("PT401", a.Range, "what this brings comes from a module that is not translated together with this one: functions that use it stay in Python")
		case a.Name == "*":
			add("PT515", s.Range, "a star import does not say which names it brings: import them by name")
		case s.Level == 0 && hidden:
			add("PT401", a.Range, "%s is a file of this project here, and not Python's own module: functions that use %s stay in Python", s.Module, a.Name)
		case s.Level > 0 || !knownModules[s.Module]:
			add("PT401", a.Range, "%s comes from a module that is not translated: functions that use it stay in Python", a.Name)
		}
	}
}

func (in *solver) judgeDef(s *syntax.FunctionDef, add func(string, syntax.Range, string, ...any)) {
	if e := in.expansion(s, nil); e != nil && e.def == nil {
		add("PT508", e.at.Span(), "%s", e.why)
	}
	if in.decorating[s] {
		add("PT508", s.NameRange, "%s is a decorator: what it does is part of the functions that it decorates, and it is no function in Rust", s.Name)
	}
	if s.Async {
		add("PT504", s.NameRange, "async functions are not translated")
	}
	if in.scope.bindings[s.Name] > 1 {
		add("PT521", s.NameRange, "%s is defined more than once in this file: which one a call means depends on when it runs", s.Name)
	}
}

// isMain reports whether e is __name__ == "__main__".
func isMain(e syntax.Expr) bool {
	c, ok := e.(*syntax.Compare)
	if !ok || len(c.Ops) != 1 || c.Ops[0] != "==" {
		return false
	}
	name, text := c.Left, c.Rights[0]
	if _, ok := name.(*syntax.Str); ok {
		name, text = text, name
	}
	n, ok := name.(*syntax.Name)
	s, isText := text.(*syntax.Str)
	return ok && isText && n.ID == "__name__" && s.Value == "__main__"
}

func firstWord(n syntax.Node, length int) syntax.Range {
	r := n.Span()
	return syntax.Range{Start: r.Start, End: min(r.End, r.Start+length)}
}

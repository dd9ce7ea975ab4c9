package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A typeVar is a type variable: what an annotation leaves to each call. Where it
// stands nothing is declared, so that a function is specialised by its calls.
type typeVar struct {
	name string
	any  []syntax.Expr // the types that it may stand for: its bound, or one of its constraints; none for any
}

// An alias is a name for a type: Grid = list[list[int]], or type Pair[T] = ….
type alias struct {
	value  syntax.Expr
	params []string // type parameters
}

// variableMakers are what makes a type variable when called.
var variableMakers = map[string]bool{"TypeVar": true, "ParamSpec": true, "TypeVarTuple": true}

// typeVariables are the names that the module defines by TypeVar and its like.
func typeVariables(m *syntax.Module) map[string]*typeVar {
	out := map[string]*typeVar{}
	for _, s := range m.Body {
		a, ok := s.(*syntax.Assign)
		if !ok || len(a.Targets) != 1 {
			continue
		}
		n, ok := a.Targets[0].(*syntax.Name)
		c, isCall := a.Value.(*syntax.Call)
		if !ok || !isCall {
			continue
		}
		maker := ""
		switch f := c.Func.(type) {
		case *syntax.Name:
			maker = f.ID
		case *syntax.Attribute:
			maker = f.Attr
		}
		if variableMakers[maker] {
			out[n.ID] = madeVariable(n.ID, c)
		}
	}
	return out
}

// madeVariable reads TypeVar("T", int, str) and TypeVar("T", bound=Base).
func madeVariable(name string, c *syntax.Call) *typeVar {
	v := &typeVar{name: name}
	if len(c.Args) > 2 {
		v.any = c.Args[1:]
	}
	for _, k := range c.Keywords {
		if k.Name == "bound" {
			v.any = []syntax.Expr{k.Value}
		}
	}
	return v
}

// typeParams are the type parameters of a def or class, by name.
func typeParams(p *syntax.TypeParams) map[string]*typeVar {
	if p == nil {
		return nil
	}
	out := map[string]*typeVar{}
	for _, t := range p.List {
		v := &typeVar{name: t.Name}
		switch bound := t.Bound.(type) {
		case nil:
		case *syntax.Tuple:
			v.any = bound.Elts
		default:
			v.any = []syntax.Expr{bound}
		}
		out[t.Name] = v
	}
	return out
}

// typeVar is the type variable that a name means in the annotation that is read,
// nil for none.
func (in *solver) typeVar(name string) *typeVar {
	for _, scope := range slices.Backward(in.generic) {
		if v := scope[name]; v != nil {
			return v
		}
	}
	return in.typeVars[name]
}

// within has annotations be read where the type parameters of a function, and of
// the class and functions around it, are known.
func (in *solver) within(fn *function) (leave func()) {
	before, self := in.generic, in.self
	in.self = nil
	var around []*function
	for ; fn != nil; fn = fn.outer {
		around = append(around, fn)
	}
	for _, fn := range slices.Backward(around) {
		if fn.class != nil && fn.class.c.Def != nil {
			in.self = fn.class
			in.generic = append(in.generic, typeParams(fn.class.c.Def.TypeParams))
		}
		in.generic = append(in.generic, typeParams(fn.f.Def.TypeParams))
	}
	return func() { in.generic, in.self = before, self }
}

// findAliases finds the names that the module binds once, at its top, to what may
// be a type. Whether it is one is seen where an annotation names it.
func (in *solver) findAliases() {
	in.aliases = map[string]*alias{}
	for _, s := range in.info.Top {
		name, value := constantBinding(s)
		var params []string
		if t, ok := s.(*syntax.TypeAlias); ok && t.Name != nil {
			name, value = t.Name, t.Value
			if t.TypeParams != nil {
				for _, p := range t.TypeParams.List {
					params = append(params, p.Name)
				}
			}
		}
		if name == nil || value == nil || in.scope.bindings[name.ID] != 1 {
			continue
		}
		if params == nil {
			params = in.variablesIn(value)
		}
		in.aliases[name.ID] = &alias{value, params}
	}
}

// variablesIn are the type variables of the module in a type, in the order in
// which they first stand there.
func (in *solver) variablesIn(e syntax.Expr) []string {
	var out []string
	Inspect(e, func(e syntax.Expr) bool {
		if n, ok := e.(*syntax.Name); ok && in.typeVars[n.ID] != nil && !slices.Contains(out, n.ID) {
			out = append(out, n.ID)
		}
		return true
	})
	return out
}

// annotateAlias reads an alias, for whose parameters args stand. It reports
// whether the name is one.
func (in *solver) annotateAlias(n *syntax.Name, args []syntax.Expr) (annotation, bool) {
	a := in.aliases[n.ID]
	if a == nil {
		return annotation{}, false
	}
	if slices.Contains(in.reading, a) {
		return annotation{wrong: "the type " + n.ID + " is made of itself, which is not told apart from any other", at: n}, true
	}
	if len(args) > 0 && len(args) != len(a.params) {
		return annotation{wrong: "the type " + n.ID + " takes another number of parameters", at: n}, true
	}
	scope := map[string]*typeVar{}
	for i, name := range a.params {
		scope[name] = &typeVar{name: name}
		if len(args) > 0 {
			in.meaning[scope[name]] = meaning{args[i], in.generic}
		}
	}
	before := in.generic
	in.reading = append(in.reading, a)
	in.generic = append(slices.Clone(before), scope)
	out := in.annotate(a.value)
	in.generic = before
	in.reading = in.reading[:len(in.reading)-1]
	if out.wrong != "" {
		out.at = n
	}
	return out, true
}

// A meaning is what is written for a parameter of an alias, and the type variables
// that are known where it is written.
type meaning struct {
	of    syntax.Expr
	scope []map[string]*typeVar
}

// annotateVariable reads a type variable.
func (in *solver) annotateVariable(v *typeVar) annotation {
	if m, ok := in.meaning[v]; ok {
		before := in.generic
		in.generic = m.scope
		defer func() { in.generic = before }()
		return in.annotate(m.of)
	}
	out := annotation{open: true, variable: v}
	if len(v.any) == 1 { // a bound: so it is called, if nothing else tells
		if bound := in.annotate(v.any[0]); bound.wrong == "" && !bound.open {
			out.likely = bound.set
		}
	}
	return out
}

// leave notes what is known of a slot that an annotation leaves open.
func (in *solver) leave(s *slot, a annotation) {
	if a.likely != (set{}) {
		in.likely = append(in.likely, likely{s, a.likely})
	}
	if a.variable != nil && len(a.variable.any) > 0 {
		in.bounded = append(in.bounded, bounded{s, a.variable})
	}
}

// A likely is what a slot holds if no call tells: an annotation names a kind of
// thing, such as Iterable[int], of which this is the usual one.
type likely struct {
	slot *slot
	set  set
}

// adoptLikely gives slots of which nothing is known what they likely hold. It
// reports whether there are any.
func (in *solver) adoptLikely() bool {
	adopted := map[*slot]bool{}
	for _, l := range in.likely {
		if s := l.slot.root(); s.set.unknown() || unfilled(s.set, l.set) {
			in.put(s, l.set)
			adopted[s.root()] = true
		}
	}
	for _, fn := range in.functions {
		for i, p := range fn.params {
			fn.seen[i].likely = adopted[p.slot.root()]
		}
	}
	return len(adopted) > 0
}

// unfilled reports whether a value is a container as another one is, but one of
// whose elements nothing is known.
func unfilled(s, as set) bool {
	same := s.list != nil && as.list != nil || s.dict != nil && as.dict != nil || s.sets != nil && as.sets != nil
	return same && !slices.ContainsFunc(parts(s), func(inner *slot) bool { return !inner.root().set.unknown() })
}

// A bounded is a slot for which a type variable stands that may not be any type.
type bounded struct {
	slot *slot
	of   *typeVar
}

// checkBounds reports the parameter of a function that holds what the type
// variable in its annotation may not stand for.
func (in *solver) checkBounds(fn *function, p *variable) {
	if p.v.Param == nil || p.v.Param.Annotation == nil {
		return
	}
	defer in.within(fn)()
	for _, b := range in.bounded {
		if !holds(p.slot, b.slot.root(), nil) {
			continue
		}
		var allowed []Type
		open := false
		for _, e := range b.of.any {
			a := in.annotate(e)
			open = open || a.open || a.wrong != ""
			allowed = append(allowed, in.typeOf(a.set))
		}
		for _, t := range alternativesOf(in.slotType(b.slot)) {
			if _, dynamic := t.(Dynamic); open || dynamic || t == Type(Never) || fitsOne(t, allowed) {
				continue
			}
			in.report(compat.New("PT202", p.v.Param.NameRange, "%s holds %s, but %s stands only for %s", p.v.Name, t, b.of.name, list(allowed)))
			return
		}
	}
}

// holds reports whether a slot is, or holds somewhere, another one.
func holds(s, other *slot, within []*slot) bool {
	s = s.root()
	if s == other {
		return true
	}
	if slices.Contains(within, s) {
		return false
	}
	return slices.ContainsFunc(parts(s.set), func(inner *slot) bool { return holds(inner, other, append(within, s)) })
}

// alternativesOf are the types that a value of type t may be of.
func alternativesOf(t Type) []Type {
	switch t := t.(type) {
	case Union:
		return t.Members
	case Optional:
		return append(alternativesOf(t.Elem), NoneType)
	}
	return []Type{t}
}

// fitsOne reports whether t is one of the types, or of a class that derives from one.
func fitsOne(t Type, allowed []Type) bool {
	return slices.ContainsFunc(allowed, func(want Type) bool {
		i, isInstance := t.(Instance)
		base, ofClass := want.(Instance)
		if isInstance && ofClass {
			return i.Class.Inherits(base.Class)
		}
		for _, one := range alternativesOf(want) {
			if _, ok := joinTypes(t, one); ok || t == Type(Bool) && one == Type(Int) || t == Type(Int) && one == Type(Float) {
				return true
			}
		}
		return false
	})
}

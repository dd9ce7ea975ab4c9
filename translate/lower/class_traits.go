package lower

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// What Python does to an object inside a container (compares, orders, shows, hashes
// it) runs special methods that nothing in the source calls. In Rust they are
// traits: a class that is used so gets them, made of its methods or of its fields.

// handlesInstances are the operations that do with instances of classes what they
// do with any value: they move, copy or drop them, and look at none.
var handlesInstances = map[string]bool{
	"len": true, "len:usize": true, "is_none": true, "is_some": true, "not": true, "bool": true,
	"list.append": true, "list.pop": true, "list.insert": true, "list.clear": true, "list.reverse": true, "list.reverse:slice": true, "list.reverse:prefix": true, "list.extend": true, "list.iadd": true, "list.add": true,
	"list.sort:cmp": true, "list.sort:cmp:reverse": true, "sorted:cmp": true, "sorted:cmp:reverse": true,
	"min:cmp": true, "max:cmp": true, "min:cmp:default": true, "max:cmp:default": true,
	"list.sort:key": true, "list.sort:key:reverse": true, "sorted:key": true, "sorted:key:reverse": true,
	"min:key": true, "max:key": true, "min:key:default": true, "max:key:default": true,
	"list.delitem": true, "list.copy": true, "list.slice": true, "list": true, "list.delslice": true, "list.delslice:step": true, "list.slice:reverse": true, "list.mul": true,
	"dict.get": true, "dict.clear": true, "dict.delitem": true, "dict.pop": true, "dict.setdefault": true, "dict.keys": true, "dict.values": true,
	"dict.items": true, "dict.entry": true, "contains.dict": true, "list:dict": true, "dict.get:default": true, "dict.pop:default": true, "dict.slot": true,
	"deque.append": true, "deque.appendleft": true, "deque.pop": true, "deque.popleft": true, "deque": true, "deque.extend": true, "deque.clear": true,
	"set.add": true, "set.discard": true, "set.remove": true, "set.clear": true, "contains.set": true, "set": true, "set.pop": true, "set:empty": true,
}

// asksOf has the traits of their items that operations use.
var asksOf = map[string]ir.Trait{
	"eq": ir.EqualTrait, "ne": ir.EqualTrait, "contains.list": ir.EqualTrait, "contains.tuple": ir.EqualTrait, "contains.iter": ir.EqualTrait,
	"contains.deque": ir.EqualTrait, "list.index": ir.EqualTrait, "list.count": ir.EqualTrait, "list.remove": ir.EqualTrait,
	"tuple.index": ir.EqualTrait, "tuple.count": ir.EqualTrait,
	"lt": ir.OrderTrait, "le": ir.AtMostTrait, "gt": ir.GreaterTrait, "ge": ir.AtLeastTrait,
	"sorted": ir.OrderTrait, "sorted:reverse": ir.OrderTrait, "list.sort": ir.OrderTrait, "list.sort:reverse": ir.OrderTrait,
	"min": ir.OrderTrait, "max": ir.GreaterTrait, "min:default": ir.OrderTrait, "max:default": ir.GreaterTrait,
	"max:key": ir.GreaterTrait, "max:key:default": ir.GreaterTrait,
	"heapq.heapify": ir.OrderTrait, "heapq.heappop": ir.OrderTrait, "heapq.heappush": ir.OrderTrait, "heapq.heappushpop": ir.OrderTrait,
	"heapq.heapreplace": ir.OrderTrait, "heapq.nlargest": ir.OrderTrait, "heapq.nsmallest": ir.OrderTrait,
	"bisect.bisect_left": ir.OrderTrait, "bisect.bisect_right": ir.OrderTrait, "bisect.insort_left": ir.OrderTrait, "bisect.insort_right": ir.OrderTrait,
	"str": ir.ReprTrait, "repr": ir.ReprTrait, "display": ir.ReprTrait, "display:repr": ir.ReprTrait,
}

// checkInstances refuses an operation that looks into instances of classes in a
// way that is not translated, and notes what it needs of the others.
func (f *function) checkInstances(name string, args []ir.Expr) {
	for i, x := range args {
		t := x.Type()
		fn, isKey := t.(ir.Fn)
		if isKey {
			t = fn.Result
		}
		held := ir.StructsIn(t)
		if len(held) == 0 {
			continue
		}
		trait, asks := asksOf[name]
		switch {
		case isKey && !asks:
			trait, asks = ir.OrderTrait, true
		case !isKey && strings.Contains(name, ":key"):
			asks = false // of what the key gives alone
		}
		_, single := t.(ir.Struct)
		switch {
		case asks:
			_, inTuple := itemType(t).(ir.Tuple)
			for _, s := range held {
				f.need(x, s, trait)
				if name == "list.index" || name == "list.remove" || name == "tuple.index" {
					f.m.showsInErrors(s)
				}
				if ir.Relates(trait) && (inTuple || name == "lt" || name == "le" || name == "gt" || name == "ge") && !single {
					f.need(x, s, ir.EqualTrait)
				}
				if name == "heapq.nlargest" {
					f.greater(x, s)
				}
			}
		case !handlesInstances[name] || single && i == 0:
			f.refuse("PT501", x, "%s of %s, which holds objects of a class, is not translated", name, pythonType(t))
		}
	}
}

// itemType is the type of the items of a container, or t.
func itemType(t ir.Type) ir.Type {
	switch t := t.(type) {
	case ir.List:
		return t.Elem
	case ir.Iter:
		return t.Elem
	case ir.Deque:
		return t.Elem
	}
	return t
}

// greater refuses what asks by > where > is not < the other way round.
func (f *function) greater(at syntax.Node, s ir.Struct) {
	for _, name := range []string{"__gt__", "__ge__", "__le__"} {
		if s.Class.Method(name) != nil && s.Class.Method("__lt__") != nil {
			f.refuse("PT501", at, "this asks by > and %s defines %s as well as __lt__: sort, or use min", s.Class.Name, name)
		}
	}
}

// checkKeys notes the classes whose instances are keys of dicts or elements of
// sets in a value of type t.
func (f *function) checkKeys(at syntax.Node, t ir.Type) {
	var visit func(t ir.Type)
	visit = func(t ir.Type) {
		switch t := t.(type) {
		case ir.Dict:
			for _, s := range ir.StructsIn(t.Key) {
				f.need(at, s, ir.KeyTrait)
			}
			visit(t.Value)
		case ir.Set:
			for _, s := range ir.StructsIn(t.Elem) {
				f.need(at, s, ir.KeyTrait)
			}
		case ir.List:
			visit(t.Elem)
		case ir.Deque:
			visit(t.Elem)
		case ir.VarTuple:
			visit(t.Elem)
		case ir.Option:
			visit(t.Elem)
		case ir.Iter:
			visit(t.Elem)
		case ir.Tuple:
			for _, e := range t.Elems {
				visit(e)
			}
		}
	}
	visit(t)
}

// checkBodyKeys is checkKeys for all values of a lowered body.
func (f *function) checkBodyKeys(body []ir.Stmt) {
	ir.Walk(body, nil, func(x ir.Expr) bool {
		if ir.HasStruct(x.Type()) {
			f.checkKeys(x, x.Type())
		}
		if comp, ok := x.(*ir.Comp); ok && comp.Op != nil && comp.Elt != nil && ir.HasStruct(comp.Elt.Type()) {
			f.checkInstances(comp.Op.Name, []ir.Expr{items{comp.Elt}})
		}
		return true
	})
}

// items stands for the items of a walk that yields what an expression gives.
type items struct{ ir.Expr }

// Type is the type of the walk.
func (x items) Type() ir.Type { return ir.Iter{Elem: x.Expr.Type()} }

// need notes that a trait of a class is used, and refuses one that it cannot have.
func (f *function) need(at syntax.Node, s ir.Struct, t ir.Trait) {
	def := f.m.structs[s.Class]
	if def == nil {
		f.refuse("PT501", at, "the class %s is not translated: %s", s.Class.Name, f.m.unfits[s.Class])
	}
	if why := f.m.lacks(s, t); why != "" {
		f.refuse("PT501", at, "%s", why)
	}
	answers := answersOf(s.Class, t)
	if answers != nil && f.mayCatch(answers) {
		f.refuse("PT501", at, "this runs %s of %s, whose exceptions may be caught here: that is not translated", answers.Name, s.Class.Name)
	}
	if ir.Relates(t) && t != ir.OrderTrait {
		f.need(at, s, ir.OrderTrait) // which the others belong to
	}
	if def.Needs[t] {
		return
	}
	def.Needs[t] = true
	if t == ir.KeyTrait {
		f.need(at, s, ir.SameTrait)
		f.m.showsInErrors(s)
	}
	if answers != nil {
		return
	}
	for _, field := range traitFields(s.Class, t) {
		held := def.Fields[slot(s.Class, field.Attr)].T
		_, object := held.(ir.Struct)
		if ir.Relates(t) && !ir.IsOrdered(held) {
			f.refuse("PT501", at, "objects of class %s are ordered by %s, and Python may raise TypeError for %s", s.Class.Name, field.Attr.Name, pythonType(held))
		}
		for _, inner := range ir.StructsIn(held) {
			f.need(at, inner, t)
			if t == ir.SameTrait && !object {
				f.need(at, inner, ir.EqualTrait)
			}
			if ir.Relates(t) {
				f.need(at, inner, ir.EqualTrait)
			}
		}
	}
}

// showsInErrors makes a class one whose objects have a text: that of an exception
// such as KeyError shows it. Without a __repr__ it is an address in Python, which
// no program can know.
func (m *module) showsInErrors(s ir.Struct) {
	def := m.structs[s.Class]
	if def == nil || def.Needs[ir.ErrorTrait] {
		return
	}
	def.Needs[ir.ErrorTrait] = true
	for _, field := range traitFields(s.Class, ir.ReprTrait) {
		for _, inner := range ir.StructsIn(def.Fields[slot(s.Class, field.Attr)].T) {
			m.showsInErrors(inner)
		}
	}
}

// traitMethods has the special methods that make a trait.
var traitMethods = map[ir.Trait]string{
	ir.SameTrait: "__eq__", ir.EqualTrait: "__eq__", ir.ReprTrait: "__repr__", ir.KeyTrait: "__hash__",
}

// answersOf is the special method that makes a trait of a class, nil for none.
func answersOf(c *types.Class, t ir.Trait) *types.Function {
	if ir.Relates(t) {
		fn, _ := ir.Answers(c, t)
		return fn
	}
	return c.Method(traitMethods[t])
}

// traitFields are the fields of a dataclass or named tuple that a trait looks at.
func traitFields(c *types.Class, t ir.Trait) []*types.Field {
	var out []*types.Field
	for _, field := range c.Fields {
		if t == ir.ReprTrait && field.NoRepr || t != ir.ReprTrait && field.NoEq {
			continue
		}
		out = append(out, field)
	}
	return out
}

// lacks says why a class has no trait, "" when it has.
func (m *module) lacks(s ir.Struct, t ir.Trait) string {
	c := s.Class
	if fn := answersOf(c, t); fn != nil {
		if why := m.unseenCall(fn); why != "" {
			return "objects of " + c.Name + " are used here in a way that runs " + fn.Name + ", which " + why
		}
		if t == ir.KeyTrait {
			if c.Method("__eq__") == nil && c.Kind != types.NamedTupleClass && !c.Data.Eq {
				return c.Name + " defines __hash__ and no __eq__, so that keys are told apart by identity"
			}
			return m.lacks(s, ir.SameTrait)
		}
		return ""
	}
	fields := c.Kind == types.DataClass && c.Method("__init__") == nil || c.Kind == types.NamedTupleClass
	switch {
	case isEnum(c) && ir.Relates(t) && c.Kind == types.EnumClass:
		return "members of " + c.Name + " have no order: Python raises TypeError"
	case isEnum(c):
		return ""
	case (t == ir.EqualTrait || t == ir.SameTrait) && (c.Kind == types.NamedTupleClass || fields && c.Data.Eq):
		return ""
	case t == ir.EqualTrait || t == ir.SameTrait:
		return m.identityOnly(s, "objects of class "+c.Name+" are compared by identity: define __eq__")
	case ir.Relates(t) && (c.Kind == types.NamedTupleClass || fields && c.Data.Order && c.Data.Eq):
		return ""
	case ir.Relates(t):
		return "objects of class " + c.Name + " have no order that is translated: define " + map[ir.Trait]string{ir.OrderTrait: "__lt__", ir.AtMostTrait: "__le__", ir.GreaterTrait: "__gt__", ir.AtLeastTrait: "__ge__"}[t]
	case t == ir.ReprTrait && fields:
		return ""
	case t == ir.ReprTrait:
		return "the text of an object of class " + c.Name + " in a container is an address: define __repr__"
	case t == ir.KeyTrait && (c.Kind == types.NamedTupleClass || fields && c.Data.Eq && c.Data.Frozen):
		return ""
	case t == ir.KeyTrait && (c.Method("__eq__") != nil || c.Data.Eq):
		return c.Name + " cannot be hashed: Python raises TypeError"
	}
	return m.identityOnly(s, "objects of class "+c.Name+" are told apart by identity: define __eq__ and __hash__")
}

// identityOnly is the reason why a trait that asks for identity is missing: only
// objects that are shared have one.
func (m *module) identityOnly(s ir.Struct, why string) string {
	if s.Form == ir.SharedForm {
		return ""
	}
	return why
}

// unseenCall says why a special method cannot be called where nothing in the
// source shows it; "" when it can.
func (m *module) unseenCall(fn *types.Function) string {
	lowered, eff := m.funcs[fn], m.res.Effects[fn]
	switch {
	case len(m.refused[fn]) > 0 || lowered == nil:
		return "is not translated"
	case lowered.Fallible || m.facts[fn].fallible:
		return "may raise an exception that is caught"
	case eff != nil && (eff.Prints || eff.IO || len(eff.Writes) > 0):
		return "does more than to give a value"
	case eff != nil:
		for _, changed := range eff.Mutates {
			if changed {
				return "changes an object"
			}
		}
	}
	want := map[string]ir.Type{"__eq__": ir.Bool, "__lt__": ir.Bool, "__le__": ir.Bool, "__gt__": ir.Bool, "__ge__": ir.Bool, "__repr__": ir.Str, "__str__": ir.Str, "__hash__": ir.Int}[fn.Name]
	if lowered.Result == nil || !ir.Same(lowered.Result, want) {
		return "gives a value of another type than Python expects"
	}
	for _, p := range lowered.Params {
		if s, ok := p.T.(ir.Struct); !ok || s.Class != fn.Class {
			return "takes a value of another class"
		}
	}
	return ""
}

// mayCatch reports whether an exception of fn may be caught where f uses it.
func (f *function) mayCatch(fn *types.Function) bool {
	eff := f.m.res.Effects[fn]
	return (eff == nil || len(eff.Faults)+len(eff.Raises) > 0) && (len(f.tries) > 0 || len(f.facts.watched) > 0)
}

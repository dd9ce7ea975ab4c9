package types

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// addFields makes the fields of a dataclass or NamedTuple.
func (in *solver) addFields(c *class) {
	if c.c.Kind != DataClass && c.c.Kind != NamedTupleClass {
		return
	}
	if c.base != nil && c.base.c.Kind == DataClass {
		c.c.Fields = slices.Clone(c.base.c.Fields)
	}
	var body []syntax.Stmt
	for _, from := range slices.Backward(c.ancestors()) {
		if from.c.Kind == DataClass {
			body = append(body, from.c.Def.Body...)
		}
	}
	for _, s := range append(body, c.c.Def.Body...) {
		ann, ok := s.(*syntax.AnnAssign)
		if !ok {
			continue
		}
		if sub, ok := ann.Annotation.(*syntax.Subscript); ok && in.qualified(sub.Value) == "typing.ClassVar" {
			continue
		}
		n, ok := ann.Target.(*syntax.Name)
		if !ok {
			continue
		}
		a := c.attr(n.ID, n.Range)
		a.a.Instance = true
		f := &Field{Attr: a.a, Default: ann.Value}
		if call, ok := ann.Value.(*syntax.Call); ok && in.qualified(call.Func) == "dataclasses.field" {
			a.a.OfClass, a.a.Value = false, nil
			in.readField(c, f, call)
		}
		if i := slices.IndexFunc(c.c.Fields, func(old *Field) bool { return old.Attr.Name == n.ID }); i >= 0 {
			c.c.Fields[i] = f
		} else {
			c.c.Fields = append(c.c.Fields, f)
		}
	}
}

// readField reads field(default=…, default_factory=…).
func (in *solver) readField(c *class, f *Field, call *syntax.Call) {
	f.Default = nil
	for _, k := range call.Keywords {
		on, isBool := k.Value.(*syntax.Bool)
		switch {
		case k.Name == "default":
			f.Default = k.Value
		case k.Name == "default_factory":
			f.Factory = k.Value
		case k.Name == "init" && isBool:
			f.NoInit = !on.Value
		case k.Name == "repr" && isBool:
			f.NoRepr = !on.Value
		case k.Name == "compare" && isBool:
			f.NoEq = !on.Value
		default:
			c.c.Opaque = "a field of it is defined in a way that is not known"
		}
	}
}

// namedTupleCall makes a class of P = namedtuple("P", …).
func (in *solver) namedTupleCall(s *syntax.Assign) *class {
	call, ok := s.Value.(*syntax.Call)
	if !ok || len(s.Targets) != 1 || in.qualified(call.Func) != "collections.namedtuple" || len(call.Args) != 2 || len(call.Keywords) > 0 {
		return nil
	}
	n, ok := s.Targets[0].(*syntax.Name)
	if !ok || in.scope.bindings[n.ID] != 1 {
		return nil
	}
	names, ok := fieldNames(call.Args[1])
	if !ok {
		return nil
	}
	c := newClass(n.ID, nil)
	c.made = call
	c.c.Kind = NamedTupleClass
	for _, name := range names {
		a := c.attr(name, s.Range)
		a.a.Instance = true
		c.c.Fields = append(c.c.Fields, &Field{Attr: a.a})
		c.c.Attrs = append(c.c.Attrs, a.a)
	}
	in.scope.classes[n.ID] = c
	delete(in.scope.globals, n.ID)
	in.order = slices.DeleteFunc(in.order, func(v *variable) bool { return v.v.Name == n.ID })
	return c
}

func fieldNames(e syntax.Expr) ([]string, bool) {
	var elts []syntax.Expr
	switch e := e.(type) {
	case *syntax.List:
		elts = e.Elts
	case *syntax.Tuple:
		elts = e.Elts
	case *syntax.Str:
		return strings.Fields(strings.ReplaceAll(e.Value, ",", " ")), true
	default:
		return nil, false
	}
	var names []string
	for _, e := range elts {
		s, ok := e.(*syntax.Str)
		if !ok {
			return nil, false
		}
		names = append(names, s.Value)
	}
	return names, true
}

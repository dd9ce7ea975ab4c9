package effects

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// Methods that no call names: special methods, properties and descriptors run when
// an object is compared, shown, copied or only looked at (Python reference, section
// 3.3), and a class of the library may call any method of what derives from it. What
// an import does decides whether a save runs anything, so it has the effects of all
// of them, of every class that its code names.

// implicit adds to the effects of the import those of methods that may run by
// themselves.
func (m *module) implicit() {
	if len(m.names.classes) == 0 {
		return
	}
	top := m.of[m.names.module]
	sum := *top.effects
	seen, touched := map[*unit]bool{top: true}, map[*class]bool{}
	reach := []*unit{top}
	add := func(u *unit) {
		if u != nil && !seen[u] {
			seen[u] = true
			reach = append(reach, u)
		}
	}
	for len(reach) > 0 {
		u := reach[len(reach)-1]
		reach = reach[:len(reach)-1]
		for callee := range u.calls {
			add(callee)
		}
		for _, c := range m.mentioned(u) {
			if touched[c] {
				continue
			}
			touched[c] = true
			for _, method := range c.runsByItself() {
				u := m.of[method]
				sum.IO = sum.IO || u.effects.IO
				sum.Environment = sum.Environment || u.effects.Environment
				sum.Unresolved = append(sum.Unresolved[:len(sum.Unresolved):len(sum.Unresolved)], u.effects.Unresolved...)
				add(u)
			}
		}
	}
	slices.Sort(sum.Unresolved)
	sum.Unresolved = slices.Compact(sum.Unresolved)
	top.effects = &sum
}

// runsByItself lists the methods of a class and its bases that may run without a
// call that names them.
func (c *class) runsByItself() []*scope {
	family, _ := c.family()
	foreign := false
	for _, member := range family {
		for _, base := range member.foreign {
			foreign = foreign || !passive(base)
		}
	}
	var out []*scope
	for _, member := range family {
		for name, method := range member.methods {
			if foreign || strings.HasPrefix(name, "_") && strings.HasSuffix(name, "_") || isDescriptor(method.def) {
				out = append(out, method)
			}
		}
	}
	return out
}

// passive reports whether a base calls none but special methods.
func passive(base string) bool {
	switch firstPart(base) {
	case "string", "collections", "dataclasses":
		return false
	}
	return plainBase(base)
}

// isDescriptor reports whether looking a method up may run it, or what its
// decorators make of it.
func isDescriptor(def *syntax.FunctionDef) bool {
	for _, d := range def.Decorators {
		if name, ok := d.(*syntax.Name); !ok || name.ID != "staticmethod" && name.ID != "classmethod" {
			return true
		}
	}
	return false
}

// mentioned lists the classes of the module that code of a unit names: all objects
// that it can have come from them. Of an annotation that names a class nothing runs
// but what the class does with an operator.
func (m *module) mentioned(u *unit) []*class {
	body := u.body(m.info)
	if u.def == nil {
		body = imported(body)
	}
	var out []*class
	var visit func(n syntax.Node) bool
	each := func(list []syntax.Expr) {
		for _, e := range list {
			syntax.Inspect(e, visit)
		}
	}
	annotation := func(e syntax.Expr) {
		if e != nil {
			out = append(out, m.evaluated(e, visit)...)
		}
	}
	visit = func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Name:
			out = append(out, m.names.byName[n.ID]...)
		case *syntax.Attribute:
			out = append(out, m.names.byName[n.Attr]...)
		case *syntax.AnnAssign:
			annotation(n.Annotation)
			syntax.Inspect(n.Target, visit)
			if n.Value != nil {
				syntax.Inspect(n.Value, visit)
			}
			return false
		case *syntax.FunctionDef: // its body is another unit
			each(n.Decorators)
			annotation(n.Returns)
			if n.Params != nil {
				for _, p := range n.Params.List {
					annotation(p.Annotation)
					if p.Default != nil {
						syntax.Inspect(p.Default, visit)
					}
				}
			}
			return false
		case *syntax.ClassDef:
			each(n.Decorators)
			for _, b := range n.Bases {
				annotation(b)
			}
			for _, k := range n.Keywords {
				syntax.Inspect(k.Value, visit)
			}
			if c := m.names.classAt(n); c != nil && slices.ContainsFunc(c.foreign, func(base string) bool { return firstPart(base) == "enum" }) {
				out = append(out, c) // which makes its members at once
			}
			syntax.Walk(n.Body, visit)
			return false
		}
		return true
	}
	syntax.Walk(body, visit)
	return out
}

// evaluated lists the classes of which evaluating an annotation, or a base, may run
// something: those that are asked for an element.
func (m *module) evaluated(e syntax.Expr, visit func(syntax.Node) bool) []*class {
	var out []*class
	syntax.Inspect(e, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Subscript:
			if name, ok := n.Value.(*syntax.Name); ok {
				for _, c := range m.names.byName[name.ID] {
					if family, _ := c.family(); slices.ContainsFunc(family, func(c *class) bool { return c.methods["__class_getitem__"] != nil }) {
						out = append(out, c)
					}
				}
			}
		case syntax.Expr:
			if runs(n) {
				syntax.Inspect(n, visit)
				return false
			}
		}
		return true
	})
	return out
}

// runs reports whether an expression of an annotation does more than naming types.
func runs(e syntax.Expr) bool {
	switch e.(type) {
	case *syntax.Call, *syntax.NamedExpr, *syntax.Await, *syntax.Yield, *syntax.YieldFrom, *syntax.JoinedStr, *syntax.IfExp, *syntax.Compare, *syntax.BoolOp,
		*syntax.ListComp, *syntax.SetComp, *syntax.DictComp, *syntax.GeneratorExp, *syntax.Dict, *syntax.Set:
		return true
	}
	return false
}

// annotation adds what evaluating an annotation does, as far as it is more than
// naming types.
func (c *collector) annotation(e syntax.Expr, out escape) {
	if e == nil {
		return
	}
	syntax.Inspect(e, func(n syntax.Node) bool {
		if n, ok := n.(syntax.Expr); ok && runs(n) {
			c.expr(n, out)
			return false
		}
		return true
	})
}

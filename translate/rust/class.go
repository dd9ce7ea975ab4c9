package rust

import (
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// structNode is Name { field: value, … }.
type structNode struct {
	name   string
	fields []string
	values []node
}

// structWidth is how much rustfmt lets stand between the braces of a struct on
// one line.
const structWidth = 18

func flatStruct(n structNode) (string, bool) {
	parts := make([]string, len(n.fields))
	for i, name := range n.fields {
		value, ok := flat(n.values[i])
		if !ok {
			return "", false
		}
		parts[i] = name + ": " + value
		if unmarked(value) == name {
			parts[i] = value
		}
	}
	body := strings.Join(parts, ", ")
	if body == "" {
		return n.name + " {}", true
	}
	return n.name + " { " + body + " }", width(body) <= structWidth
}

func formatStruct(n structNode, s shape) string {
	out, in := n.name+" {\n", s.indent+tab
	for i, name := range n.fields {
		out += pad(in)
		if value, ok := flat(n.values[i]); ok && unmarked(value) == name {
			out += value
		} else {
			out += name + ": " + format(n.values[i], at(in, in+len(name)+2, 1))
		}
		out += ",\n"
	}
	return out + pad(s.indent) + "}"
}

// instance writes an instance of a class.
func (p *printer) instance(e *ir.TupleLit, t ir.Struct) node {
	out := structNode{name: t.Class.Name, values: p.all(e.Elems)}
	for i, f := range p.structs[t.Class].Fields {
		out.fields = append(out.fields, f.RustName)
		if f.Slot {
			out.values[i] = call("rt::Attr::new", out.values[i])
		}
	}
	if t.Form == ir.SharedForm {
		return call("Rc::new", out)
	}
	return out
}

// methodCall writes the call of a method: x.name(args) or Class::name(args).
func (p *printer) methodCall(e *ir.Call) node {
	children := ir.Children(e, ir.Value)
	var args []node
	for i, c := range children {
		if i > 0 || !e.Func.Receiver {
			args = append(args, p.argument(c, e.Func.Params[i]))
		}
	}
	if !e.Func.Receiver {
		return callNode{atom(e.Func.Owner.Source.Name + "::" + e.Func.RustName), args}
	}
	var recv node
	switch c := children[0]; c.Want {
	case ir.Ref, ir.Recv:
		recv = p.expr(c.X, ir.Recv).n
	case ir.RefMut, ir.RecvMut:
		recv = p.expr(c.X, ir.RecvMut).n
	default:
		recv = p.as(c.X, c.Want)
	}
	return method(recv, e.Func.RustName, args...)
}

// receiver is how a method takes its instance.
func receiver(fn *ir.Func) string {
	v := fn.Params[0]
	if isLent(v) && escapes(fn, v, map[*ir.Var]bool{}) {
		return "self: &Rc<Self>"
	}
	own := "self"
	if t, ok := v.T.(ir.Struct); ok && t.Form == ir.SharedForm {
		own = "self: Rc<Self>"
	}
	switch {
	case v.Binding == ir.Borrows:
		return "&self"
	case v.Binding == ir.BorrowsMut:
		return "&mut self"
	case v.Mut:
		return "mut " + own
	}
	return own
}

// lookedAt is an attribute of a shared object that is only looked at where it is, so
// that it needs no clone; nil for all else. The object is lent itself: one of its own
// could be moved in the same expression.
func (p *printer) lookedAt(e *ir.Op, want ir.Mode) node {
	text, cloned := strings.CutSuffix(e.Op.Rust, ".clone()")
	if e.Op.Name != "attr.get" || !cloned || want != ir.Recv && want != ir.Ref {
		return nil
	}
	if l, ok := e.Args[0].(*ir.Local); !ok || l.Var.Binding != ir.Borrows {
		return nil
	}
	return parseTemplate(text, []node{p.operand(e.Op, 0, e.Args[0], text)})
}

// escapes reports whether fn uses the handle in parameter v itself, and not only
// the attributes behind it.
func escapes(fn *ir.Func, v *ir.Var, seen map[*ir.Var]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	found := false
	inside := map[ir.Expr]bool{}
	ir.Walk(fn.Body, nil, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Op:
			if e.Op.Name == "attr.get" || e.Op.Name == "attr.set" {
				inside[e.Args[0]] = true
			}
		case *ir.Call:
			for i, p := range e.Func.Params {
				if i < len(e.Args) && isLent(p) && !escapes(e.Func, p, seen) {
					inside[e.Args[i]] = true
				}
			}
		case *ir.Local:
			found = found || e.Var == v && !inside[e]
		}
		return !found
	})
	return found
}

// isLent reports whether v borrows the handle of an object that is shared.
func isLent(v *ir.Var) bool {
	t, ok := v.T.(ir.Struct)
	return ok && t.Form == ir.SharedForm && v.Binding == ir.Borrows
}

// selfLint allows names of methods that mean something in Rust when they take
// their instance in another way, and methods that do not use it.
func (p *printer) selfLint() {
	if !p.fn.Receiver {
		return
	}
	name, v := p.fn.RustName, p.fn.Params[0]
	for prefix, fits := range map[string]bool{
		"is_": v.Binding == ir.Borrows, "to_": v.Binding == ir.Borrows, "as_": v.Binding != ir.Owns, "into_": v.Binding == ir.Owns, "from_": false,
	} {
		if strings.HasPrefix(name, prefix) && !fits {
			p.lints["wrong_self_convention"] = true
		}
	}
	if p.reads[v] == 0 {
		p.lints["unused_self"] = true
	}
}

// classText writes a struct and its methods.
func classText(def *ir.StructDef, structs structTable, links *linkTable) string {
	if def.Form == ir.EnumForm {
		return enumText(def, structs, links)
	}
	var out strings.Builder
	out.WriteString(headText(def))
	if derives := (traitWriter{def, def.Source}).derives(); derives != "" {
		out.WriteString("#[derive(" + derives + ")]\n")
	}
	out.WriteString(fieldsText(def, true))
	if len(def.Methods) == 0 {
		return out.String() + exceptionText(def) + traitsText(def)
	}
	out.WriteString("\nimpl " + def.Source.Name + " {\n")
	for i, fn := range def.Methods {
		if i > 0 {
			out.WriteString("\n")
		}
		p := newPrinter(fn, links)
		p.structs, p.indent = structs, tab
		text, _ := p.function()
		out.WriteString(text)
	}
	out.WriteString("}\n")
	out.WriteString(exceptionText(def))
	for _, fn := range def.Methods {
		if fn.RustName == "new" && len(fn.Params) == 0 && !fn.Fallible && def.Form != ir.SharedForm {
			out.WriteString("\nimpl Default for " + def.Source.Name + " {\n    fn default() -> Self {\n        Self::new()\n    }\n}\n")
		}
	}
	return out.String() + traitsText(def)
}

// fieldsText writes the struct of a class, with its private fields or with a word
// that there are some.
func fieldsText(def *ir.StructDef, private bool) string {
	head := "pub struct " + def.Source.Name
	var lines []string
	hidden := false
	for _, f := range def.Fields {
		t, access := f.T.Rust(), "pub "
		if f.Slot {
			t = "rt::Attr<" + t + ">"
		}
		if f.Private {
			access = ""
		}
		if f.Private && !private {
			hidden = true
			continue
		}
		lines = append(lines, tab1+access+f.RustName+": "+t+",\n")
	}
	if hidden {
		lines = append(lines, tab1+"// and private fields\n")
	}
	if len(lines) == 0 {
		return head + " {}\n"
	}
	return head + " {\n" + strings.Join(lines, "") + "}\n"
}

// exceptionText makes an exception of the struct of such a class.
func exceptionText(def *ir.StructDef) string {
	if !def.IsException() {
		return ""
	}
	args := def.Source.Name
	for _, hook := range [][2]string{{"__str__", "str"}, {"__repr__", "repr"}} {
		for _, fn := range def.Methods {
			if fn.Source.Name == hook[0] {
				args += ", " + hook[1] + " = " + fn.RustName
			}
		}
	}
	return "\nrt::exception!(" + args + ");\n"
}

// dropsFields reports whether a function assigns a field of an instance that it
// owns: rustc then sees, unlike in Python, where the value is never read.
func dropsFields(fn *ir.Func) bool {
	found := false
	owned := func(target ir.Expr) {
		if f, ok := target.(*ir.Field); ok {
			root := ir.Root(f)
			found = found || root != nil && root.Binding == ir.Owns
		}
	}
	ir.Walk(fn.Body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Assign:
			owned(s.Target)
		case *ir.AugAssign:
			owned(s.Target)
		}
		return true
	}, nil)
	return found
}

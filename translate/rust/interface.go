package rust

import (
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// Interface writes what module m offers to Rust and nothing of how it does it. Types
// stand there as they are in the crate; functions, methods and constants are items of
// traits, which say what there is and have no bodies: so the text compiles, and
// nothing in it can be called that is not there. raises gives the exceptions that a
// function raises or lets out, and those that builtins may raise in it.
func Interface(m *ir.Module, raises func(*ir.Func) (raised, faults []string)) string {
	w := interfaceWriter{structs: structsOf(m), raises: raises, taken: map[string]bool{}}
	for _, def := range m.Structs {
		w.taken[def.Source.Name] = true
	}
	for _, item := range m.Items {
		switch item := item.(type) {
		case *ir.Const:
			w.constant(item)
		case *ir.StructDef:
			w.class(item)
		case *ir.Func:
			w.function(item)
		}
	}
	head := ""
	for _, line := range docLines(m.Doc) {
		head += strings.TrimRight("//! "+line, " ") + "\n"
	}
	parts := w.types
	if len(w.items) > 0 {
		name := w.traitName("Module")
		parts = append(parts, traitText("The functions and constants of the module.", name, "", w.items))
	}
	if head != "" {
		head += "\n"
	}
	body := strings.Join(parts, "\n")
	if uses := imports(func(path string) bool { return mentionsPath(body, path) }, w.structs); uses != "" {
		head += uses
	}
	return head + body
}

// An interfaceWriter gathers the parts of an interface.
type interfaceWriter struct {
	structs structTable
	raises  func(*ir.Func) (raised, faults []string)
	taken   map[string]bool
	types   []string // structs, enums and their traits
	items   []string // of the trait of the module
}

// traitName is a name for a trait that no class has.
func (w *interfaceWriter) traitName(name string) string {
	for w.taken[name] {
		name += "Interface"
	}
	w.taken[name] = true
	return name
}

// boundsWidth is how far rustfmt lets the head of a trait go with its bounds on one
// line.
const boundsWidth = 90

// traitText writes a trait.
func traitText(doc, name, bounds string, items []string) string {
	head := "pub trait " + name
	text := "/// " + doc + "\n" + head
	broken := bounds != "" && width(head+": "+bounds) > boundsWidth
	switch {
	case broken && width(bounds) > maxWidth:
		text += ":\n" + tab1 + strings.ReplaceAll(bounds, " + ", "\n"+tab1+"+ ") + "\n{"
	case broken:
		text += ":\n" + tab1 + bounds + "\n{"
	case bounds != "":
		text += ": " + bounds + " {"
	default:
		text += " {"
	}
	if len(items) == 0 && !broken {
		return text + "}\n"
	}
	return text + "\n" + strings.Join(items, "\n") + "}\n"
}

func (w *interfaceWriter) constant(c *ir.Const) {
	t := c.T.Rust()
	switch constKind(c) {
	case constState:
		return // which only functions of the module see
	case constStr:
		t = "&str"
	case constLazy:
		t = "&LazyLock<" + t + ">"
		w.items = append(w.items, tab1+"/// A static, which is computed when it is first used.\n"+tab1+"const "+c.RustName+": "+t+";\n")
		return
	}
	w.items = append(w.items, tab1+"const "+c.RustName+": "+t+";\n")
}

func (w *interfaceWriter) function(fn *ir.Func) {
	if !fn.Private && !fn.Part {
		w.items = append(w.items, w.declared(fn))
	}
}

// declared writes a function without its body.
func (w *interfaceWriter) declared(fn *ir.Func) string {
	p := newPrinter(fn, &linkTable{})
	p.structs, p.indent = w.structs, tab
	var list []string
	for i, v := range fn.Params {
		if i == 0 && fn.Receiver {
			list = append(list, strings.TrimPrefix(receiver(fn), "mut "))
		} else {
			list = append(list, p.binding(v)+": "+paramType(fn, v))
		}
	}
	one, many := p.heading(list)
	head := one
	if tab-len("pub ")+width(one+";") > maxWidth {
		head = strings.ReplaceAll(many, "\n", "\n"+tab1)
	}
	var out strings.Builder
	doc := docLines(fn.Doc)
	if fn.Fallible {
		if len(doc) > 0 {
			doc = append(doc, "")
		}
		doc = append(doc, w.errors(fn)...)
	}
	for _, line := range doc {
		out.WriteString(strings.TrimRight(tab1+"/// "+line, " ") + "\n")
	}
	return out.String() + tab1 + strings.TrimPrefix(head, "pub ") + ";\n"
}

// errors says what the error of a function may be.
func (w *interfaceWriter) errors(fn *ir.Func) []string {
	raised, faults := w.raises(fn)
	out := []string{"# Errors", ""}
	if len(raised) > 0 {
		out = append(out, "Raises "+quoted(raised)+".")
	}
	if len(faults) > 0 {
		out = append(out, "Python's own "+quoted(faults)+" is an error where a caller of the module could catch it, and stops the program elsewhere.")
	}
	return out
}

// quoted lists names as code.
func quoted(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }

// class writes the type of a class, and a trait with what it implements and its
// methods.
func (w *interfaceWriter) class(def *ir.StructDef) {
	name := def.Source.Name
	var items []string
	bounds := []string{"Sized"}
	text := ""
	for _, line := range docLines(def.Doc) {
		text += strings.TrimRight("/// "+line, " ") + "\n"
	}
	if def.Form == ir.EnumForm {
		text += enumHead(def)
		for _, i := range enumItems(def) {
			items = append(items, tab1+strings.TrimPrefix(i.head, "pub ")+";\n")
		}
		bounds = append(bounds, enumDerives...)
		bounds = append(bounds, traitNames(enumTraits(def))...)
	} else {
		text += fieldsText(def, false)
		writer := traitWriter{def, def.Source}
		if derives := writer.derives(); derives != "" {
			for _, d := range strings.Split(derives, ", ") {
				if d == "Debug" {
					d = "std::fmt::Debug"
				}
				bounds = append(bounds, d)
			}
		}
		bounds = append(bounds, traitNames(writer.traits())...)
	}
	if def.IsException() {
		bounds = append(bounds, "rt::Exception")
	}
	for _, fn := range def.Methods {
		if !fn.Private {
			items = append(items, w.declared(fn))
		}
		if fn.RustName == "new" && len(fn.Params) == 0 && !fn.Fallible && def.Form != ir.EnumForm {
			bounds = append(bounds, "Default")
		}
	}
	doc := "What [`" + name + "`] implements, and its methods."
	w.types = append(w.types, text, traitText(doc, w.traitName(name+"Methods"), strings.Join(bounds, " + "), items))
}

func traitNames(impls []impl) []string {
	var out []string
	for _, i := range impls {
		out = append(out, i.trait)
	}
	return out
}

// Package rust writes the IR as Rust text that rustfmt would leave as it is.
//
// It goes in two steps: expr.go, stmt.go and their like turn the IR into a small
// tree of Rust (tree.go), and layout.go breaks that into lines by rustfmt's
// rules. Who owns, borrows and copies is decided before, by package ownership;
// here it only decides the spelling.
package rust

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// An Output is the Rust of a module.
type Output struct {
	Text        string
	UsesRuntime bool
	UsesBig     bool // integers of any size
	Map         []ir.Link
	Functions   map[*ir.Func]Function
}

// A Function is the Rust of one function.
type Function struct {
	Signature string
	Text      string // with its doc comment
	Place     syntax.Range
	Params    []Param
	Owned     string
}

// A Param is the Rust of one parameter.
type Param struct {
	Name  string // in Python
	Rust  string // as in the signature: "&[i64]"
	Owned string // the type of a value to pass or borrow: "Vec<i64>"
	Mode  ir.Mode
}

// Print writes module m.
func Print(m *ir.Module) Output {
	out, _ := PrintAfter(m, nil)
	return out
}

// PrintAfter is Print for a module of whose functions some were printed before.
func PrintAfter(m *ir.Module, before Memory) (Output, Memory) {
	p := &modulePrinter{structs: structsOf(m), next: Memory{}}
	written := writeAll(m, p.structs, before)
	for i, item := range m.Items {
		switch item := item.(type) {
		case *ir.Const:
			links := &linkTable{}
			text := statesText(m.Items, i, constText(item, p.structs, links))
			if i+1 == len(m.Items) || !joins(m.Items[i+1]) {
				text += "\n"
			}
			p.pieces = append(p.pieces, newPiece(text, links))
		case *ir.StructDef:
			links := &linkTable{}
			p.pieces = append(p.pieces, newPiece(classText(item, p.structs, links)+"\n", links))
		case *ir.Func:
			p.next[item] = cmp.Or(before[item], written[item]).movedTo(item.Range.Start)
			p.pieces = append(p.pieces, p.next[item])
		}
	}
	return p.output(m), p.next
}

// joins reports whether an item stands right below a constant.
func joins(item any) bool {
	_, is := item.(*ir.Const)
	return is
}

// A modulePrinter writes a module, piece by piece.
type modulePrinter struct {
	structs structTable
	pieces  []*piece
	next    Memory
}

// mention reports whether the text of a module names a path outside of comments and
// string literals.
func (p *modulePrinter) mention(path string) bool {
	return slices.ContainsFunc(p.pieces, func(pc *piece) bool {
		found, known := pc.mentions[path]
		if !known {
			found = mentionsPath(pc.text, path)
			pc.mentions[path] = found
		}
		return found
	})
}

// output puts the pieces together.
func (p *modulePrinter) output(m *ir.Module) Output {
	var b strings.Builder
	for _, line := range docLines(m.Doc) {
		b.WriteString(strings.TrimRight("//! "+line, " ") + "\n")
	}
	if m.Doc != "" {
		b.WriteString("\n")
	}
	b.WriteString(imports(p.mention, p.structs))
	head := b.Len()
	out := Output{
		Functions:   map[*ir.Func]Function{},
		UsesRuntime: p.mention("rt::"),
		UsesBig:     p.mention("rt::BigInt") || p.mention("rt::big::"),
	}
	for _, pc := range p.pieces {
		at := b.Len()
		b.WriteString(pc.text)
		for _, l := range pc.links {
			out.Map = append(out.Map, ir.Link{Python: l.Python, Rust: syntax.Range{Start: at + l.Rust.Start, End: at + l.Rust.End}})
		}
		if pc.fn != nil {
			place := syntax.Range{Start: at, End: b.Len()}
			out.Functions[pc.fn] = Function{Signature: pc.sig, Text: pc.text, Place: place, Params: pc.params, Owned: pc.fn.Result.Rust()}
			b.WriteString("\n")
		}
	}
	text := b.String()
	if text = text[:head] + strings.TrimRight(text[head:], "\n") + "\n"; strings.TrimSpace(text) != "" {
		out.Text = text
	}
	return out
}

// imports are the use declarations of a module, whose text mentions paths.
func imports(mention func(path string) bool, structs structTable) string {
	uses := ""
	if mention("rt::") {
		uses += "use portalis_rt as rt;\n"
	}
	for _, path := range []string{"std::cell::Cell", "std::cell::RefCell"} {
		name := structs.standard(path)
		if name != path && (mention(name+"::new(") || mention(name+"<")) {
			uses += "use " + path + ";\n"
		}
	}
	if mention("Ordering::") || mention("Ordering>") {
		uses += "use std::cmp::Ordering;\n"
	}
	if mention("Rc<") || mention("Rc::") {
		uses += "use std::rc::Rc;\n"
	}
	if mention("LazyLock<") {
		uses += "use std::sync::LazyLock;\n"
	}
	if uses != "" {
		uses += "\n"
	}
	return uses
}

// A structTable has the structs of the classes.
type structTable map[*types.Class]*ir.StructDef

func structsOf(m *ir.Module) structTable {
	structs := structTable{}
	for _, def := range m.Structs {
		structs[def.Source] = def
	}
	return structs
}

// standard returns how a type of the standard library is written: by its name,
// or by its path where a class of the module has that name.
func (t structTable) standard(path string) string {
	name := path[strings.LastIndex(path, ":")+1:]
	for c := range t {
		if c.Name == name {
			return path
		}
	}
	return name
}

// A printer writes one function.
type printer struct {
	fn        *ir.Func
	structs   structTable
	indent    int // of the function
	links     *linkTable
	merged    map[ir.Stmt]*ir.Let // statements that give a variable declared before its value
	lints     map[string]bool     // of clippy, that the body sets off
	forms     map[*ir.Var]val     // variables seen in another form for a while
	narrowed  map[*ir.Var]val     // Option variables that stand for what is inside
	strict    map[*ir.Var]bool    // references to a String or Vec itself
	annotated map[*ir.Var]bool
	hidden    map[*ir.Var]bool // not named by the pattern that is being written
	pins      map[*ir.Var]bool
	reads     map[*ir.Var]int
	defs      map[*ir.Var]int
	taken     map[string]bool
	before    []stmt             // to stand before the statement that is being written
	inPlace   map[*ir.Index]bool // indexes that are computed where they stand
	tries     []*tryBody
	finals    []*finalBody
	spelled   map[ir.Expr]bool // literals that say their own type
	expected  map[ir.Expr]bool // functions as values whose type Rust knows from around them
	known     bool             // the type of the value being written is known around it
	asResult  ir.Expr          // the call whose Result is passed on as it is
	items     string           // in a generator: where it puts its items
}

func newPrinter(fn *ir.Func, links *linkTable) *printer {
	p := &printer{
		fn: fn, links: links, forms: map[*ir.Var]val{}, narrowed: map[*ir.Var]val{}, strict: map[*ir.Var]bool{},
		annotated: map[*ir.Var]bool{}, pins: map[*ir.Var]bool{}, reads: map[*ir.Var]int{}, defs: map[*ir.Var]int{},
		taken: map[string]bool{}, merged: map[ir.Stmt]*ir.Let{}, lints: map[string]bool{}, spelled: map[ir.Expr]bool{}, expected: map[ir.Expr]bool{},
		inPlace: map[*ir.Index]bool{},
	}
	p.count()
	return p
}

// count counts how often each variable is read and given a value.
func (p *printer) count() {
	targets := map[ir.Expr]bool{}
	ir.Walk(p.fn.Body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Let:
			p.taken[s.Var.RustName] = true
			if s.Value != nil {
				p.defs[s.Var]++
			}
		case *ir.Assign:
			if l, ok := s.Target.(*ir.Local); ok {
				targets[l] = true
				p.defs[l.Var]++
				if x := augmented(s, l.Var); x != nil {
					targets[x] = true // printed as v += …, which Rust takes for no use of v
				}
			}
		case *ir.AugAssign:
			if l, ok := s.Target.(*ir.Local); ok && ir.IsCopy(l.T) && arithmetic(s.Op) != "" {
				targets[l] = true
			}
		case *ir.AssignTuple:
			for _, t := range s.Targets {
				if l, ok := t.(*ir.Local); ok {
					targets[l] = true
					p.defs[l.Var]++
				}
			}
		}
		return true
	}, func(e ir.Expr) bool {
		if l, ok := e.(*ir.Local); ok {
			p.taken[l.Var.RustName] = true
			if !targets[l] {
				p.reads[l.Var]++
			}
		}
		return true
	})
	for _, v := range p.fn.Params {
		p.taken[v.RustName] = true
	}
}

// arithmetic is the operator of Rust that op is, as in a + b or a += b, "" when
// it is none.
func arithmetic(op *ir.Operation) string {
	parts := strings.Fields(op.Rust)
	if len(parts) != 3 || parts[0] != "{0}" || parts[2] != "{1}" {
		return ""
	}
	operator := strings.TrimSuffix(parts[1], "=")
	if binaryPrec[operator] < precBitOr {
		return ""
	}
	return operator
}

// augmented returns the operand v of "v = v + …", which is printed as "v += …",
// nil for any other assignment.
func augmented(s *ir.Assign, v *ir.Var) ir.Expr {
	op, ok := s.Value.(*ir.Op)
	if !ok || !ir.IsCopy(v.T) || len(op.Args) != 2 || op.OnFail != ir.Stop {
		return nil
	}
	operator := arithmetic(op.Op)
	if operator == "" {
		return nil
	}
	for i, x := range op.Args {
		l, ok := x.(*ir.Local)
		if ok && l.Var == v && (i == 0 || strings.Contains("+*&|^", operator)) {
			return l
		}
	}
	return nil
}

func (p *printer) unused(v *ir.Var) bool { return p.reads[v] == 0 }

// name is a variable where it is used.
func (p *printer) name(v *ir.Var) string { return p.binding(v) }

// binding is a variable where it is declared; Rust wants the name of one that
// is never read to begin with "_".
func (p *printer) binding(v *ir.Var) string {
	name := v.RustName
	if name == "" {
		name = v.Name
	}
	if name == "self" {
		return name
	}
	if p.unused(v) && !strings.HasPrefix(name, "_") {
		return "_" + strings.TrimPrefix(name, "r#")
	}
	return name
}

// fresh is a name that the function does not use yet.
func (p *printer) fresh(base string) string {
	name := base
	for n := 2; p.taken[name]; n++ {
		name = base + strconv.Itoa(n)
	}
	p.taken[name] = true
	return name
}

// function writes the whole item and its signature.
func (p *printer) function() (text, signature string) {
	var out strings.Builder
	in := pad(p.indent)
	for _, c := range comments(p.fn.Comments) {
		out.WriteString(in + c + "\n")
	}
	for _, line := range docLines(p.fn.Doc) {
		out.WriteString(in + strings.TrimRight("/// "+line, " ") + "\n")
	}
	body := p.body()
	p.selfLint()
	if lints := p.allowed(); len(lints) > 0 {
		out.WriteString(allowing(lints, in))
	}
	one, many := p.signature()
	head := one
	if p.indent+width(one)+2 > maxWidth {
		head = strings.ReplaceAll(many, "\n", "\n"+in)
	}
	out.WriteString(in + p.links.open(p.fn))
	out.WriteString(head)
	if len(body) == 0 {
		out.WriteString(" {}")
	} else {
		out.WriteString(" {\n" + formatStmts(body, p.indent+tab) + in + "}")
	}
	out.WriteString(p.links.end())
	return out.String() + "\n", one
}

// body writes the statements of the function.
func (p *printer) body() []stmt {
	if p.fn.Yields {
		return p.generatorBody()
	}
	more := p.fn.Fallible && p.fn.Result == ir.Unit && !ends(p.fn.Body)
	out := p.stmts(p.fn.Body, !more)
	if more {
		out = append(out, stmt{x: call("Ok", atom("()"))})
	}
	if p.fn.Memo != nil {
		return p.memoBody(out)
	}
	return out
}

// signature writes the head of the function on one line and on several.
func (p *printer) signature() (one, many string) {
	var list []string
	for i, v := range p.fn.Params {
		if i == 0 && p.fn.Receiver {
			list = append(list, receiver(p.fn))
			continue
		}
		mut := ""
		if v.Mut && v.Binding == ir.Owns {
			mut = "mut "
		}
		list = append(list, mut+p.binding(v)+": "+paramType(p.fn, v))
	}
	return p.heading(list)
}

// heading writes the head of the function, whose parameters are given.
func (p *printer) heading(list []string) (one, many string) {
	result := p.fn.Result.Rust()
	if p.fn.Fallible {
		result = "Result<" + result + ", rt::Error>"
	}
	if result == "()" {
		result = ""
	} else {
		result = " -> " + result
	}
	head := "pub fn " + p.fn.RustName
	if p.fn.Private {
		head = "fn " + p.fn.RustName
	}
	one = head + "(" + strings.Join(list, ", ") + ")" + result
	many = head + "(\n"
	for _, item := range list {
		many += "    " + item + ",\n"
	}
	return one, many + ")" + result
}

// paramType is the type of a parameter as it is passed.
func paramType(fn *ir.Func, v *ir.Var) string {
	switch v.Binding {
	case ir.Borrows:
		if isLent(v) && !escapes(fn, v, map[*ir.Var]bool{}) {
			return "&" + v.T.(ir.Struct).Class.Name
		}
		return ir.Borrowed(v.T)
	case ir.BorrowsMut:
		if list, ok := v.T.(ir.List); ok && !resizes(fn, v) {
			return "&mut [" + list.Elem.Rust() + "]"
		}
		return "&mut " + v.T.Rust()
	}
	return v.T.Rust()
}

// sliceOps are the operations that change a list without changing its length.
var sliceOps = map[string]bool{
	"list.sort": true, "list.sort:reverse": true, "list.sort:key": true, "list.sort:cmp": true, "list.sort:cmp:reverse": true, "list.sort:key:reverse": true, "list.reverse": true, "list.reverse:slice": true,
	"heapq.heapify": true, "heapq.heappushpop": true, "heapq.heapreplace": true,
}

// mayBe reports whether e is variable v itself, at least in one of its branches.
func mayBe(e ir.Expr, v *ir.Var) bool {
	switch e := e.(type) {
	case *ir.Local:
		return e.Var == v
	case *ir.If:
		return mayBe(e.Then, v) || mayBe(e.Else, v)
	}
	return false
}

// resizes reports whether fn needs v to be a Vec rather than a slice.
func resizes(fn *ir.Func, v *ir.Var) bool {
	found := false
	is := func(e ir.Expr) bool { return mayBe(e, v) }
	ir.Walk(fn.Body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.AugAssign:
			found = found || is(s.Target)
		case *ir.Let:
			// Another name for the whole list: what it does with it is not followed.
			found = found || s.Value != nil && is(s.Value) && s.Var.Binding == ir.BorrowsMut
		}
		return true
	}, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Op:
			for i, a := range e.Args {
				if is(a) && i < len(e.Op.Params) && (e.Op.Params[i].Mode == ir.RefMut || e.Op.Params[i].Mode == ir.RecvMut) {
					found = found || !sliceOps[e.Op.Name]
				}
			}
		case *ir.Call:
			for i, a := range e.Args {
				if is(a) && e.Func.Params[i].Binding == ir.BorrowsMut && e.Func != fn {
					found = found || resizes(e.Func, e.Func.Params[i])
				}
			}
		}
		return true
	})
	return found
}

// params describes the parameters for callers.
func params(fn *ir.Func) []Param {
	var out []Param
	for _, v := range fn.Params {
		out = append(out, Param{Name: v.Name, Rust: paramType(fn, v), Owned: v.T.Rust(), Mode: v.Passed()})
	}
	return out
}

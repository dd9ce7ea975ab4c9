package project

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// An Outline is what other modules need to know of one: what it imports and what
// it defines. It holds nothing of the tree it was made from.
type Outline struct {
	Module  Module
	Imports []Import
	Names   []string // defined at module level, sorted; imported ones too
	All     []string // of __all__, in its order
	HasAll  bool     // whether there is an __all__ that could be read in full
	Unsure  bool     // whether there is one that could not
}

// An Import is one imported module, or one "from" statement.
type Import struct {
	Level  int      // leading dots
	Module string   // "a.b"; may be empty after dots
	From   bool     // whether it is a from statement
	Names  []string // of a from statement; a star import has "*"
	Line   int      // from 1
	Typing bool     // only type checkers see it: below "if TYPE_CHECKING:"
	Lazy   bool     // it is in a function, so that it waits for a call
	Guard  bool     // a try around it goes on when it fails
}

// Star reports whether all public names are imported.
func (i Import) Star() bool { return slices.Contains(i.Names, "*") }

// Text is the imported module as it is written: "..pkg.mod".
func (i Import) Text() string { return strings.Repeat(".", i.Level) + i.Module }

// NewOutline reads the outline of a parsed file.
func NewOutline(m Module, tree *syntax.Module) Outline {
	o := outliner{out: Outline{Module: m}, lines: source.NewLines(tree.Source), names: map[string]bool{}}
	o.block(tree.Body, Import{}, true)
	for name := range o.names {
		o.out.Names = append(o.out.Names, name)
	}
	slices.Sort(o.out.Names)
	if o.out.Unsure {
		o.out.All, o.out.HasAll = nil, false
	}
	return o.out
}

type outliner struct {
	out   Outline
	lines *source.Lines
	names map[string]bool
}

// block reads statements that are imported under the circumstances that as says;
// atTop says whether they bind names of the module.
func (o *outliner) block(body []syntax.Stmt, as Import, atTop bool) {
	for _, s := range body {
		o.stmt(s, as, atTop)
	}
}

func (o *outliner) stmt(s syntax.Stmt, as Import, atTop bool) {
	if atTop {
		for _, e := range header(s) {
			o.walrus(e)
		}
	}
	switch s := s.(type) {
	case *syntax.Import:
		for _, a := range s.Names {
			o.importModule(s, a, as, atTop)
		}
	case *syntax.ImportFrom:
		o.importFrom(s, as, atTop)
	case *syntax.FunctionDef:
		o.define(s.Name, atTop)
		as.Lazy = true
		o.block(s.Body, as, false)
	case *syntax.ClassDef:
		o.define(s.Name, atTop)
		o.block(s.Body, as, false)
	case *syntax.If:
		inner := as
		inner.Typing = as.Typing || isTypeChecking(s.Test)
		o.block(s.Body, inner, atTop)
		o.block(s.Orelse, as, atTop)
	case *syntax.Try:
		inner := as
		inner.Guard = as.Guard || slices.ContainsFunc(s.Handlers, catchesImportError)
		o.block(s.Body, inner, atTop)
		for _, h := range s.Handlers {
			o.block(h.Body, as, atTop)
		}
		o.block(s.Orelse, as, atTop)
		o.block(s.Finalbody, as, atTop)
	case *syntax.For:
		o.target(s.Target, atTop)
		o.block(s.Body, as, atTop)
		o.block(s.Orelse, as, atTop)
	case *syntax.While:
		o.block(s.Body, as, atTop)
		o.block(s.Orelse, as, atTop)
	case *syntax.With:
		for _, item := range s.Items {
			o.target(item.Vars, atTop)
		}
		o.block(s.Body, as, atTop)
	case *syntax.Match:
		for _, c := range s.Cases {
			o.block(c.Body, as, atTop)
		}
	default:
		if atTop {
			o.bind(s)
		}
	}
}

func (o *outliner) importModule(s *syntax.Import, a *syntax.Alias, as Import, atTop bool) {
	line, _ := o.lines.Human(s.Start)
	as.Module, as.Line = a.Name, line
	o.out.Imports = append(o.out.Imports, as)
	bound := a.AsName
	if bound == "" {
		bound, _, _ = strings.Cut(a.Name, ".")
	}
	o.define(bound, atTop)
}

func (o *outliner) importFrom(s *syntax.ImportFrom, as Import, atTop bool) {
	as.Line, _ = o.lines.Human(s.Start)
	as.From, as.Level, as.Module = true, s.Level, s.Module
	for _, a := range s.Names {
		as.Names = append(as.Names, a.Name)
		if a.AsName != "" {
			o.define(a.AsName, atTop)
		} else if a.Name != "*" {
			o.define(a.Name, atTop)
		}
	}
	o.out.Imports = append(o.out.Imports, as)
}

func (o *outliner) define(name string, atTop bool) {
	if atTop && name != "" {
		o.names[name] = true
	}
}

// bind reads the names that a simple statement binds.
func (o *outliner) bind(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.Assign:
		for _, t := range s.Targets {
			o.target(t, true)
			if isAll(t) {
				o.out.All, o.out.HasAll = nil, true
				o.extendAll(s.Value)
			}
		}
	case *syntax.AnnAssign:
		if s.Value == nil {
			return
		}
		o.target(s.Target, true)
		if isAll(s.Target) {
			o.out.All, o.out.HasAll = nil, true
			o.extendAll(s.Value)
		}
	case *syntax.AugAssign:
		o.target(s.Target, true)
		if isAll(s.Target) {
			o.extendAll(s.Value)
		}
	case *syntax.TypeAlias:
		o.target(s.Name, true)
	case *syntax.ExprStmt:
		o.changeAll(s.Value)
	}
	o.walrus(s)
}

// walrus reads the names that assignment expressions in a node bind.
func (o *outliner) walrus(n syntax.Node) {
	syntax.Inspect(n, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.NamedExpr:
			o.target(n.Target, true)
		case *syntax.Lambda:
			return false
		}
		return true
	})
}

// header are the expressions of a statement with a block that run in its scope,
// outside of the block.
func header(s syntax.Stmt) []syntax.Expr {
	var all []syntax.Expr
	switch s := s.(type) {
	case *syntax.FunctionDef:
		all = append(all, s.Decorators...)
		for _, p := range s.Params.List {
			all = append(all, p.Default)
		}
	case *syntax.ClassDef:
		all = append(append(all, s.Decorators...), s.Bases...)
	case *syntax.If:
		all = append(all, s.Test)
	case *syntax.While:
		all = append(all, s.Test)
	case *syntax.For:
		all = append(all, s.Iter)
	case *syntax.With:
		for _, item := range s.Items {
			all = append(all, item.Context)
		}
	case *syntax.Match:
		all = append(all, s.Subject)
	}
	return slices.DeleteFunc(all, func(e syntax.Expr) bool { return e == nil })
}

// target reads the names in the target of an assignment.
func (o *outliner) target(e syntax.Expr, atTop bool) {
	switch e := e.(type) {
	case *syntax.Name:
		if e != nil {
			o.define(e.ID, atTop)
		}
	case *syntax.Tuple:
		for _, x := range e.Elts {
			o.target(x, atTop)
		}
	case *syntax.List:
		for _, x := range e.Elts {
			o.target(x, atTop)
		}
	case *syntax.Starred:
		o.target(e.Value, atTop)
	}
}

func isAll(e syntax.Expr) bool {
	n, ok := e.(*syntax.Name)
	return ok && n.ID == "__all__"
}

// extendAll adds the names that a value of __all__ has.
func (o *outliner) extendAll(value syntax.Expr) {
	var elts []syntax.Expr
	switch v := value.(type) {
	case *syntax.List:
		elts = v.Elts
	case *syntax.Tuple:
		elts = v.Elts
	case *syntax.BinOp:
		if v.Op == "+" && !isAll(v.Left) {
			o.extendAll(v.Left)
		}
		o.out.Unsure = o.out.Unsure || v.Op != "+"
		o.extendAll(v.Right)
		return
	default:
		o.out.Unsure = true
	}
	for _, e := range elts {
		if s, ok := e.(*syntax.Str); ok {
			o.out.All = append(o.out.All, s.Value)
		} else {
			o.out.Unsure = true
		}
	}
}

// changeAll reads __all__.append("x") and its like.
func (o *outliner) changeAll(e syntax.Expr) {
	call, ok := e.(*syntax.Call)
	if !ok {
		return
	}
	method, ok := call.Func.(*syntax.Attribute)
	if !ok || !isAll(method.Value) {
		return
	}
	switch {
	case len(call.Args) != 1:
		o.out.Unsure = true
	case method.Attr == "append":
		o.extendAll(&syntax.List{Elts: call.Args})
	case method.Attr == "extend":
		o.extendAll(call.Args[0])
	case method.Attr == "remove":
		if s, ok := call.Args[0].(*syntax.Str); ok {
			if i := slices.Index(o.out.All, s.Value); i >= 0 {
				o.out.All = slices.Delete(o.out.All, i, i+1)
			}
		} else {
			o.out.Unsure = true
		}
	default:
		o.out.Unsure = true
	}
}

// isTypeChecking recognises "TYPE_CHECKING" and "typing.TYPE_CHECKING".
func isTypeChecking(test syntax.Expr) bool {
	switch e := test.(type) {
	case *syntax.Name:
		return e.ID == "TYPE_CHECKING"
	case *syntax.Attribute:
		return e.Attr == "TYPE_CHECKING"
	}
	return false
}

// catchesImportError reports whether a handler goes on after a failed import.
func catchesImportError(h *syntax.ExceptHandler) bool {
	types := []syntax.Expr{h.Type}
	if t, ok := h.Type.(*syntax.Tuple); ok {
		types = t.Elts
	}
	for _, t := range types {
		switch t := t.(type) {
		case nil:
			return true
		case *syntax.Name:
			switch t.ID {
			case "ImportError", "ModuleNotFoundError", "Exception", "BaseException":
				return true
			}
		}
	}
	return false
}

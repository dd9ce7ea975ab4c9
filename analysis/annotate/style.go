package annotate

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A spelling is how a name in the text of a type is written.
type spelling struct {
	module string // to import it from; "" for a builtin
	typing string // its name in typing, which versions before 3.9 want in front of brackets
}

// spellings are the names that may stand in an annotation.
var spellings = map[string]spelling{
	"int": {}, "float": {}, "bool": {}, "str": {}, "bytes": {}, "complex": {},
	"list": {typing: "List"}, "dict": {typing: "Dict"}, "tuple": {typing: "Tuple"},
	"set": {typing: "Set"}, "frozenset": {typing: "FrozenSet"},
	"Callable": {module: "collections.abc", typing: "Callable"},
	"deque":    {module: "collections", typing: "Deque"}, "Counter": {module: "collections", typing: "Counter"},
	"defaultdict": {module: "collections", typing: "DefaultDict"}, "OrderedDict": {module: "collections", typing: "OrderedDict"},
	"Match": {module: "re", typing: "Match"}, "Pattern": {module: "re", typing: "Pattern"},
}

// A style is how a file writes annotations.
type style struct {
	generic bool // list[int] rather than List[int]
	union   bool // int | None rather than Optional[int]
	bound   map[string]bool
	imports *imports
}

// newStyle follows the annotations that are there; where there are none, the
// forms of today, as far as the file's Python knows them.
func newStyle(m *syntax.Module, python int) style {
	s := style{bound: boundNames(m), imports: newImports(m)}
	later := s.imports.future
	var oldGeneric, newGeneric, oldUnion, newUnion bool
	for _, e := range annotations(m) {
		syntax.Inspect(e, func(n syntax.Node) bool {
			name := ""
			switch n := n.(type) {
			case *syntax.Name:
				name = n.ID
			case *syntax.Attribute:
				name = n.Attr
			case *syntax.BinOp:
				newUnion = newUnion || n.Op == "|"
			case *syntax.Subscript:
				base, ok := n.Value.(*syntax.Name)
				newGeneric = newGeneric || ok && spellings[base.ID].typing != "" && spellings[base.ID].module == ""
			}
			switch name {
			case "List", "Dict", "Tuple", "Set", "FrozenSet":
				oldGeneric = true
			case "Optional", "Union":
				oldUnion = true
			}
			return true
		})
	}
	s.generic = newGeneric || !oldGeneric && (python == 0 || python >= 9 || later)
	oldUnion = oldUnion || !s.generic // who writes List[int] writes Optional[int]
	s.union = newUnion || !oldUnion && (python == 0 || python >= 10 || later)
	return s
}

// write is a type as an annotation of a def at some place; it fails for a type
// that is not fully known or cannot be written there.
func (s *style) write(t types.Type, at int) (string, bool) {
	m := syntax.Parse([]byte(t.String()))
	if len(m.Errors) > 0 || len(m.Body) != 1 {
		return "", false
	}
	e, ok := m.Body[0].(*syntax.ExprStmt)
	if !ok {
		return "", false
	}
	w := speller{s, at, nil}
	text, ok := w.expr(e.Value)
	if ok {
		s.imports.need(w.needed)
	}
	return text, ok
}

// speller writes one annotation, and gathers what it needs to be imported.
type speller struct {
	*style
	at     int
	needed []imported
}

func (w *speller) expr(e syntax.Expr) (string, bool) {
	switch e := e.(type) {
	case *syntax.None:
		return "None", true
	case *syntax.Ellipsis:
		return "...", true
	case *syntax.Name:
		return w.name(e.ID, false)
	case *syntax.Tuple:
		text, ok := w.list(e.Elts)
		if len(e.Elts) == 0 {
			text = "()"
		}
		return text, ok
	case *syntax.List:
		text, ok := w.list(e.Elts)
		return "[" + text + "]", ok
	case *syntax.Subscript:
		base, ok := e.Value.(*syntax.Name)
		if !ok {
			return "", false
		}
		name, ok := w.name(base.ID, true)
		args, known := w.expr(e.Index)
		return name + "[" + args + "]", ok && known
	case *syntax.BinOp:
		return w.either(members(e))
	}
	return "", false
}

func (w *speller) list(elts []syntax.Expr) (string, bool) {
	var parts []string
	for _, e := range elts {
		text, ok := w.expr(e)
		if !ok {
			return "", false
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", "), true
}

// either writes A | B, or with the names of typing.
func (w *speller) either(parts []syntax.Expr) (string, bool) {
	none := slices.ContainsFunc(parts, isNone)
	if w.union {
		var texts []string
		for _, p := range parts {
			text, ok := w.expr(p)
			if !ok {
				return "", false
			}
			texts = append(texts, text)
		}
		return strings.Join(texts, " | "), true
	}
	parts = slices.DeleteFunc(parts, isNone)
	text, ok := w.list(parts)
	for _, wrap := range []struct {
		wanted bool
		name   string
	}{{len(parts) > 1, "Union"}, {none, "Optional"}} {
		if wrap.wanted && ok {
			var name string
			name, ok = w.imported(imported{"typing", wrap.name})
			text = name + "[" + text + "]"
		}
	}
	return text, ok
}

func isNone(e syntax.Expr) bool { _, ok := e.(*syntax.None); return ok }

func members(e syntax.Expr) []syntax.Expr {
	if b, ok := e.(*syntax.BinOp); ok && b.Op == "|" {
		return append(members(b.Left), members(b.Right)...)
	}
	return []syntax.Expr{e}
}

// name writes the name of a class, with or without brackets behind it.
func (w *speller) name(name string, brackets bool) (string, bool) {
	spelled, ok := spellings[name]
	switch {
	case !ok:
		return "", false
	case brackets && !w.generic && spelled.typing != "":
		return w.imported(imported{"typing", spelled.typing})
	case spelled.module != "":
		return w.imported(imported{spelled.module, name})
	}
	return name, !w.bound[name]
}

// imported writes a name that must be imported: as the file has it, or as it will
// be imported.
func (w *speller) imported(name imported) (string, bool) {
	if text, ok := w.imports.find(name, w.at); ok {
		return text, true
	}
	w.needed = append(w.needed, name)
	return name.name, !w.bound[name.name]
}

// annotations are all annotations of a module.
func annotations(m *syntax.Module) []syntax.Expr {
	var all []syntax.Expr
	syntax.Inspect(m, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.FunctionDef:
			all = append(all, n.Returns)
			for _, p := range n.Params.List {
				all = append(all, p.Annotation)
			}
		case *syntax.AnnAssign:
			all = append(all, n.Annotation)
		}
		return true
	})
	return slices.DeleteFunc(all, func(e syntax.Expr) bool { return e == nil })
}

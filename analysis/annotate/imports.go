package annotate

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// An imported name.
type imported struct{ module, name string }

// imports are those at the top level of a file, and those that it still needs.
type imports struct {
	future  bool // whether annotations are not evaluated
	names   map[imported]*syntax.ImportFrom
	modules map[string]importedModule
	needed  []imported
}

// An importedModule is a module under the name that it has in the file.
type importedModule struct {
	name string
	at   int
}

func newImports(m *syntax.Module) *imports {
	in := &imports{names: map[imported]*syntax.ImportFrom{}, modules: map[string]importedModule{}}
	for _, s := range m.Body {
		switch s := s.(type) {
		case *syntax.Import:
			for _, a := range s.Names {
				if a.AsName != "" || !strings.Contains(a.Name, ".") {
					in.modules[a.Name] = importedModule{cmp.Or(a.AsName, a.Name), s.Start}
				}
			}
		case *syntax.ImportFrom:
			for _, a := range s.Names {
				if s.Level == 0 && (a.AsName == "" || a.AsName == a.Name) {
					in.names[imported{s.Module, a.Name}] = s
				}
			}
		}
	}
	in.future = in.names[imported{"__future__", "annotations"}] != nil
	return in
}

// find is how the file writes a name before some place, if it has imported it.
func (in *imports) find(name imported, at int) (string, bool) {
	if s := in.names[name]; s != nil && s.Start < at {
		return name.name, true
	}
	if m, ok := in.modules[name.module]; ok && m.at < at {
		return m.name + "." + name.name, true
	}
	return "", false
}

// need notes names to import.
func (in *imports) need(names []imported) {
	for _, n := range names {
		if !slices.Contains(in.needed, n) {
			in.needed = append(in.needed, n)
		}
	}
}

// edits import what is needed: in a statement that imports from the module
// already, or in one of its own before the others.
func (in *imports) edits(r *analysis.Result) []Edit {
	slices.SortFunc(in.needed, func(a, b imported) int {
		return cmp.Or(cmp.Compare(a.module, b.module), cmp.Compare(a.name, b.name))
	})
	var edits []Edit
	var lines []string
	for i := 0; i < len(in.needed); {
		module := in.needed[i].module
		var names []string
		for ; i < len(in.needed) && in.needed[i].module == module; i++ {
			names = append(names, in.needed[i].name)
		}
		if s := importBefore(r, module); s != nil {
			end := s.Names[len(s.Names)-1].End
			edits = append(edits, Edit{syntax.Range{Start: end, End: end}, ", " + strings.Join(names, ", ")})
		} else {
			lines = append(lines, "from "+module+" import "+strings.Join(names, ", "))
		}
	}
	if len(lines) > 0 {
		edits = append(edits, newImport(r, lines))
	}
	return edits
}

// importBefore is a statement that imports from a module, before any function.
func importBefore(r *analysis.Result, module string) *syntax.ImportFrom {
	for _, s := range r.Module.Body {
		switch s := s.(type) {
		case *syntax.ImportFrom:
			if s.Level == 0 && s.Module == module && s.Names[0].Name != "*" {
				return s
			}
		case *syntax.FunctionDef, *syntax.ClassDef:
			return nil
		}
	}
	return nil
}

// firstLines are those that must stay first: which program runs the file, and how
// its text is encoded.
var firstLines = regexp.MustCompile(`^(\xef\xbb\xbf)?(#!.*(\r\n|\r|\n))?(#.*coding[:=].*(\r\n|\r|\n))?`)

// newImport puts import statements behind the docstring and what is imported from
// __future__, before all others.
func newImport(r *analysis.Result, lines []string) Edit {
	src := r.Module.Source
	newline := "\n"
	if i := bytes.IndexByte(src, '\n'); i > 0 && src[i-1] == '\r' {
		newline = "\r\n"
	}
	text := strings.Join(lines, newline)
	after := -1 // the end of what stays before
	if d := r.Module.Docstring; d != nil {
		after = d.End
	}
	for _, s := range r.Module.Body {
		if from, ok := s.(*syntax.ImportFrom); ok && from.Module == "__future__" {
			after = s.Span().End
			continue
		}
		switch s.(type) {
		case *syntax.Import, *syntax.ImportFrom:
			line, column := r.Lines.Position(s.Span().Start)
			if start := r.Lines.Offset(line, 0); strings.TrimSpace(string(src[start:start+column])) == "" {
				return Edit{syntax.Range{Start: start, End: start}, text + newline}
			}
		}
		break
	}
	if after < 0 {
		at := len(firstLines.Find(src))
		return Edit{syntax.Range{Start: at, End: at}, text + newline + newline + newline}
	}
	line, _ := r.Lines.Position(after)
	at := r.Lines.Offset(line, len(r.Lines.Line(line)))
	return Edit{syntax.Range{Start: at, End: at}, newline + newline + text}
}

// boundNames are the names that anything in a module binds: an annotation that
// uses one could mean something else.
func boundNames(m *syntax.Module) map[string]bool {
	bound := map[string]bool{}
	var target func(e syntax.Expr)
	target = func(e syntax.Expr) {
		switch e := e.(type) {
		case *syntax.Name:
			if e != nil {
				bound[e.ID] = true
			}
		case *syntax.Tuple:
			for _, x := range e.Elts {
				target(x)
			}
		case *syntax.List:
			for _, x := range e.Elts {
				target(x)
			}
		case *syntax.Starred:
			target(e.Value)
		}
	}
	syntax.Inspect(m, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.FunctionDef:
			bound[n.Name] = true
		case *syntax.ClassDef:
			bound[n.Name] = true
		case *syntax.Param:
			bound[n.Name] = true
		case *syntax.Alias:
			name, _, _ := strings.Cut(cmp.Or(n.AsName, n.Name), ".")
			bound[name] = true
		case *syntax.Assign:
			for _, t := range n.Targets {
				target(t)
			}
		case *syntax.AugAssign:
			target(n.Target)
		case *syntax.AnnAssign:
			target(n.Target)
		case *syntax.For:
			target(n.Target)
		case *syntax.Comprehension:
			target(n.Target)
		case *syntax.WithItem:
			target(n.Vars)
		case *syntax.NamedExpr:
			target(n.Target)
		case *syntax.ExceptHandler:
			bound[n.Name] = true
		case *syntax.TypeAlias:
			target(n.Name)
		}
		return true
	})
	return bound
}

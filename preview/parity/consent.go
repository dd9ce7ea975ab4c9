package parity

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate"
)

// pure reports whether f may run without being asked to.
func pure(f *translate.Function) bool { return f.Effects != nil && f.Effects.Pure() }

// sideEffect says what keeps f from running by itself.
func sideEffect(f *translate.Function) string {
	var does []string
	if e := f.Effects; e != nil {
		for _, effect := range []struct {
			has  bool
			what string
		}{
			{e.IO, "reads input or touches files"},
			{e.Random, "depends on chance"},
			{e.Time, "depends on the time"},
			{e.Globals, "uses state of the module"},
		} {
			if effect.has {
				does = append(does, effect.what)
			}
		}
	}
	if len(does) == 0 {
		does = []string{"may do more than compute"}
	}
	return "it " + strings.Join(does, " and ") + ", so it runs only when you ask for it"
}

// harmless are the modules whose import does nothing that shows.
var harmless = []string{
	"__future__", "abc", "bisect", "collections", "copy", "dataclasses", "datetime", "decimal", "enum",
	"fractions", "functools", "heapq", "itertools", "json", "math", "numbers", "operator", "random", "re",
	"statistics", "string", "sys", "textwrap", "time", "types", "typing", "unicodedata",
}

// importEffect says why importing the module does more than define names, ""
// when it does not. What stands under if __name__ == "__main__" does not run.
func importEffect(m *syntax.Module) string {
	for _, stmt := range m.Body {
		if what := statementEffect(stmt); what != "" {
			return "importing the module " + what + ", so it runs only when you ask for it"
		}
	}
	return ""
}

func statementEffect(stmt syntax.Stmt) string {
	switch stmt := stmt.(type) {
	case *syntax.Import:
		for _, name := range stmt.Names {
			if !slices.Contains(harmless, name.Name) {
				return "imports " + name.Name
			}
		}
	case *syntax.ImportFrom:
		if stmt.Level > 0 || !slices.Contains(harmless, stmt.Module) {
			return "imports " + strings.Repeat(".", stmt.Level) + stmt.Module
		}
	case *syntax.FunctionDef:
		if len(stmt.Decorators) > 0 {
			return "calls a decorator"
		}
		for _, p := range stmt.Params.List {
			if p.Default != nil && !plain(p.Default) {
				return "calls functions"
			}
		}
	case *syntax.Assign:
		if !plain(stmt.Value) {
			return "calls functions"
		}
	case *syntax.AnnAssign:
		if stmt.Value != nil && !plain(stmt.Value) {
			return "calls functions"
		}
	case *syntax.ExprStmt:
		if !plain(stmt.Value) {
			return "calls functions"
		}
	case *syntax.If:
		if !isMainBlock(stmt) {
			return "runs statements"
		}
	case *syntax.Pass, *syntax.TypeAlias:
	default:
		return "runs statements"
	}
	return ""
}

// plain reports whether evaluating e does nothing that shows: it holds no call
// but of builtins that only make values.
func plain(e syntax.Expr) bool {
	ok := true
	syntax.Inspect(e, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Call:
			name, isName := n.Func.(*syntax.Name)
			makes := []string{"abs", "bool", "dict", "float", "frozenset", "int", "len", "list", "max", "min", "range", "set", "str", "sum", "tuple"}
			if !isName || !slices.Contains(makes, name.ID) {
				ok = false
			}
		case *syntax.Lambda: // is not called here
			return false
		}
		return ok
	})
	return ok
}

// isMainBlock reports whether stmt is if __name__ == "__main__", with no else.
func isMainBlock(stmt *syntax.If) bool {
	test, ok := stmt.Test.(*syntax.Compare)
	if !ok || len(test.Ops) != 1 || test.Ops[0] != "==" || len(stmt.Orelse) > 0 {
		return false
	}
	name, ok1 := test.Left.(*syntax.Name)
	text, ok2 := test.Rights[0].(*syntax.Str)
	return ok1 && ok2 && name.ID == "__name__" && text.Value == "__main__"
}

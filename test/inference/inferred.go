package inference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/preview/truth"
)

// inferred compares what a case expects with what inference finds.
func inferred(c Case, r *analysis.Result) (failures []string) {
	fail := func(line int, format string, args ...any) {
		failures = append(failures, fmt.Sprintf("line %d: %s", line+1, fmt.Sprintf(format, args...)))
	}
	for _, e := range r.Module.Errors {
		n, _ := r.Lines.Position(e.Start)
		fail(n, "not valid Python: %s", e.Message)
	}
	for _, e := range c.Lines {
		s := statementAt(r, e.Line)
		if s == nil {
			fail(e.Line, "no statement starts here")
			continue
		}
		if e.Value != "" {
			if got := valueType(r, s); !truth.Equal(got, e.Value) {
				fail(e.Line, "the value is %s, want %s", got, e.Value)
			}
		}
		for _, want := range e.Names {
			if got := nameType(r, s, want.Name); !truth.Equal(got, want.Type) {
				fail(e.Line, "%s is %s, want %s", want.Name, got, want.Type)
			}
		}
		if def, ok := s.(*syntax.FunctionDef); ok && len(e.Calls) > 0 {
			if got, want := signatures(r, def), normal(e.Calls); !slices.Equal(got, want) {
				fail(e.Line, "%s is %s, want %s", def.Name, strings.Join(got, "; "), strings.Join(want, "; "))
			}
		}
	}
	return append(failures, findings(c, r)...)
}

// optional are the findings that say what the translation of a type lacks, and
// nothing about the type; they may come and go where none is expected.
var optional = map[string]bool{"PT202": true, "PT203": true, "PT208": true}

// findings compares the findings about types.
func findings(c Case, r *analysis.Result) (failures []string) {
	got, messages := map[int][]string{}, map[int]string{}
	for _, f := range r.Findings {
		if strings.HasPrefix(f.Code, "PT2") {
			n, _ := r.Lines.Position(f.Range.Start)
			got[n] = append(got[n], f.Code)
			messages[n] += "\n\t\t" + f.Code + " " + f.Message
		}
	}
	want := map[int][]string{}
	for _, e := range c.Lines {
		want[e.Line] = e.Findings
	}
	for n := range r.Lines.Count() {
		slices.Sort(got[n])
		got[n] = slices.DeleteFunc(slices.Compact(got[n]), func(code string) bool {
			return optional[code] && !slices.Contains(want[n], code)
		})
		if !slices.Equal(got[n], want[n]) {
			failures = append(failures, fmt.Sprintf("line %d: the findings are %v, want %v%s", n+1, got[n], want[n], messages[n]))
		}
	}
	return failures
}

// statementAt returns the statement that starts on a line; a definition starts
// where its name is, after its decorators.
func statementAt(r *analysis.Result, line int) (found syntax.Stmt) {
	syntax.Inspect(r.Module, func(n syntax.Node) bool {
		s, ok := n.(syntax.Stmt)
		if !ok || found != nil {
			return found == nil
		}
		at := s.Span().Start
		switch s := s.(type) {
		case *syntax.FunctionDef:
			at = s.NameRange.Start
		case *syntax.ClassDef:
			at = s.NameRange.Start
		}
		if n, _ := r.Lines.Position(at); n == line {
			found = s
		}
		return found == nil
	})
	return found
}

// value returns the expression whose type a bare annotation gives.
func value(s syntax.Stmt) syntax.Expr {
	if f, ok := s.(*syntax.For); ok {
		return f.Target
	}
	exprs := types.StmtExprs(s)
	if len(exprs) == 0 {
		return nil
	}
	return exprs[len(exprs)-1]
}

func valueType(r *analysis.Result, s syntax.Stmt) string {
	if e := value(s); e != nil {
		if t := typeOf(r, e); t != "" {
			return t
		}
	}
	return "not known"
}

func typeOf(r *analysis.Result, e syntax.Expr) string {
	if t := r.Info.TypeOf(e); t != nil {
		return t.String()
	}
	if name, ok := e.(*syntax.Name); ok {
		if v := r.Info.VarOf(name); v != nil && v.Type != nil {
			return v.Type.String()
		}
	}
	return ""
}

// nameType is the type of the variable that a name in a statement means, or of an
// attribute of a class.
func nameType(r *analysis.Result, s syntax.Stmt, id string) string {
	if def, ok := s.(*syntax.ClassDef); ok {
		return attributeType(r, def, id)
	}
	if n := name(s, id); n != nil {
		if v := r.Info.VarOf(n); v != nil && v.Type != nil {
			return v.Type.String()
		}
	}
	return "not known"
}

// attributeType is the type of an attribute of a class.
func attributeType(r *analysis.Result, def *syntax.ClassDef, id string) string {
	for _, c := range r.Info.Classes {
		for _, a := range c.Attrs {
			if c.Def == def && a.Name == id && a.Type != nil {
				return a.Type.String()
			}
		}
	}
	return "not known"
}

// name returns the first place in the head of a statement that bears a name: the
// one that is bound, if it is.
func name(s syntax.Stmt, id string) (found *syntax.Name) {
	for _, e := range types.StmtExprs(s) {
		types.Inspect(e, func(e syntax.Expr) bool {
			if n, ok := e.(*syntax.Name); ok && n.ID == id && found == nil {
				found = n
			}
			return found == nil
		})
	}
	return found
}

// signatures are the ways in which a function is inferred.
func signatures(r *analysis.Result, def *syntax.FunctionDef) []string {
	var all []Signature
	for _, fn := range r.Info.Funcs {
		if fn.Def.NameRange != def.NameRange && fn.Wrapper != def {
			continue
		}
		s := Signature{Result: fn.Result.String()}
		for _, p := range truth.Own(fn) {
			s.Params = append(s.Params, p.Type.String())
		}
		all = append(all, s)
	}
	if len(all) == 0 {
		return []string{"not known"}
	}
	return normal(all)
}

// normal spells signatures alike, in one order.
func normal(all []Signature) []string {
	var out []string
	for _, s := range all {
		params := make([]string, len(s.Params))
		for i, p := range s.Params {
			params[i] = truth.Normal(p)
		}
		out = append(out, Signature{params, truth.Normal(s.Result)}.String())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

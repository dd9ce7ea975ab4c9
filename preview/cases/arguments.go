package cases

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/translate"
)

// Arguments returns the arguments of a call of f that is written out, such as
// "f(1, b=[2, 3])", as For would have them. It reports false when the source is
// not such a call or its arguments do not fit f.
func (s *Source) Arguments(f *translate.Function, source string) ([]value.Value, bool) {
	def := s.defs[f.Name]
	parsed := syntax.Parse([]byte(source))
	if def == nil || len(parsed.Errors) > 0 || len(parsed.Body) != 1 {
		return nil, false
	}
	stmt, ok := parsed.Body[0].(*syntax.ExprStmt)
	if !ok {
		return nil, false
	}
	one := scanner{&Source{defs: s.defs, found: map[string][]found{}}, Call}
	one.expr(stmt.Value, nil)
	calls := one.found[f.Name]
	if len(calls) == 0 {
		return nil, false
	}
	return bind(calls[len(calls)-1], def, f)
}

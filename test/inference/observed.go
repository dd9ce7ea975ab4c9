package inference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/truth"
)

// observed compares what a case expects with what CPython did. It returns where
// they contradict each other, and how many expectations CPython's run reached.
func observed(c Case, r *analysis.Result, seen *python.Observed) (failures []string, reached int) {
	o := &observer{Result: r, seen: seen, classes: truth.Classes(seen), at: map[syntax.Range][]string{}}
	for _, s := range seen.Observations {
		if s.Kind == python.ExpressionValue {
			at := syntax.Range{Start: s.Start, End: s.End}
			o.at[at] = append(o.at[at], s.Type)
		}
	}
	for _, e := range c.Lines {
		s := statementAt(r, e.Line)
		if s == nil {
			continue
		}
		before := o.reached
		if e.Value != "" && value(s) != nil {
			o.check(e, "the value", o.at[value(s).Span()], e.Value, false)
		}
		for _, want := range e.Names {
			if n := name(s, want.Name); n != nil {
				o.check(e, want.Name, o.at[n.Range], want.Type, true)
			}
			if class, ok := s.(*syntax.ClassDef); ok {
				o.check(e, want.Name, o.attribute(class.Name+"."+want.Name), want.Type, true)
			}
		}
		if def, ok := s.(*syntax.FunctionDef); ok && len(e.Calls) > 0 {
			o.calls(e, def)
		}
		if o.reached > before {
			reached++
		}
	}
	return o.failures, reached
}

type observer struct {
	*analysis.Result
	seen     *python.Observed
	classes  map[string][]string
	at       map[syntax.Range][]string
	failures []string
	reached  int
}

// check compares types that were seen with the expected one. A variable may have
// started as an int where float is expected.
func (o *observer) check(e Expectation, what string, seen []string, want string, promote bool) {
	for _, t := range seen {
		o.reached++
		if !truth.Admits(t, want, o.classes, promote) {
			o.fail(e.Line, "%s is expected to be %s and was %s", what, want, t)
		}
	}
}

func (o *observer) attribute(name string) (seen []string) {
	for _, s := range o.seen.Observations {
		if s.Kind == python.AttributeValue && s.Call == name {
			seen = append(seen, s.Type)
		}
	}
	return seen
}

// calls makes sure that each call fits one of the expected signatures, in its
// parameters and in what came back.
func (o *observer) calls(e Expectation, def *syntax.FunctionDef) {
	for _, s := range o.seen.Observations {
		if s.Kind != python.ReturnValue || s.Start != def.NameRange.Start {
			continue
		}
		o.reached++
		params := split(s.Call[1 : len(s.Call)-1])
		fits := func(want Signature) bool {
			if len(params) != len(want.Params) || !truth.Admits(s.Type, want.Result, o.classes, false) {
				return false
			}
			for i, p := range params {
				if !truth.Admits(p, want.Params[i], o.classes, true) { // float may be claimed of an int
					return false
				}
			}
			return true
		}
		if !slices.ContainsFunc(e.Calls, fits) {
			o.fail(e.Line, "%s was called with %s and gave %s", def.Name, s.Call, s.Type)
		}
	}
}

func (o *observer) fail(line int, format string, args ...any) {
	o.failures = append(o.failures, fmt.Sprintf("line %d: %s", line+1, strings.TrimSpace(fmt.Sprintf(format, args...))))
}

package compat

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A Rule is one entry of the catalogue. Documentation, "portalis explain" and
// the links in editors are all made from it.
type Rule struct {
	Code        string // "PTnnn", for ever the same
	Title       string // a short noun phrase
	Severity    Severity
	Explanation string // why it matters, in a few sentences
	Example     string // Python that the rule applies to
	Fix         string // what the reader can do about it
}

// A Family is a hundred of codes about one thing.
type Family struct {
	Prefix string // "PT1"
	Title  string
	Rules  []Rule
}

// Families lists the families in order of their codes.
func Families() []Family {
	return []Family{
		{"PT1", "Syntax", syntaxRules},
		{"PT2", "Types", typeRules},
		{"PT3", "Semantics that differ", semanticRules},
		{"PT4", "Standard library and builtins", libraryRules},
		{"PT5", "Language features", featureRules},
		{"PT6", "Ownership", ownershipRules},
		{"PT7", "Parity", parityRules},
		{"PT8", "Comments", commentRules},
		{"PT9", "Internal", internalRules},
	}
}

// Catalogue holds every rule, in order of code. Nobody writes to it.
var Catalogue = func() []Rule {
	var all []Rule
	for _, f := range Families() {
		all = append(all, f.Rules...)
	}
	slices.SortStableFunc(all, func(a, b Rule) int { return cmp.Compare(a.Code, b.Code) })
	return all
}()

// Find returns the rule with the given code.
func Find(code string) (Rule, bool) {
	i, ok := slices.BinarySearchFunc(Catalogue, code, func(r Rule, code string) int {
		return cmp.Compare(r.Code, code)
	})
	if !ok {
		return Rule{}, false
	}
	return Catalogue[i], true
}

// New makes a finding of the rule with the given code, with the severity the
// catalogue gives it. A code that is not in the catalogue is a mistake in the
// program, and New panics.
func New(code string, rng syntax.Range, format string, args ...any) Finding {
	rule, ok := Find(code)
	if !ok {
		panic("compat: no rule " + code + " in the catalogue")
	}
	return Finding{Code: code, Severity: rule.Severity, Range: rng, Message: fmt.Sprintf(format, args...)}
}

// FromSyntax makes a finding of each error and warning the parser reported.
func FromSyntax(m *syntax.Module) []Finding {
	var found []Finding
	for _, e := range slices.Concat(m.Errors, m.Warnings) {
		found = append(found, New(e.Code, e.Range, "%s", e.Message))
	}
	return found
}

// Sort orders findings by place, then code, then message, and drops exact
// repeats, so that the same input always gives the same list.
func Sort(findings []Finding) []Finding {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Range.Start, b.Range.Start),
			cmp.Compare(a.Range.End, b.Range.End),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return slices.CompactFunc(findings, func(a, b Finding) bool {
		return a.Code == b.Code && a.Range == b.Range && a.Message == b.Message
	})
}

// String names the severity in a listing: "error", "refused", "notice", "hint".
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Refused:
		return "refused"
	case Notice:
		return "notice"
	case Hint:
		return "hint"
	}
	return fmt.Sprintf("Severity(%d)", int(s))
}

package lsp

import (
	"fmt"
	"strings"

	"github.com/portalis-dev/portalis/preview/parity"
)

// previewVerdict says in a line what the comparisons found of a function, or of all of
// a module when the name is ""; "" where there is nothing that could be compared.
func (s *server) previewVerdict(doc *document, snap *snapshot, function string) string {
	defs := snap.module().Definitions()
	if function != "" {
		defs = nil
		if d := snap.function(function); d != nil {
			defs = append(defs, d)
		}
	}
	var known []verdict
	missing := 0
	for _, d := range defs {
		if len(d.Translated()) == 0 {
			continue
		}
		if v, ok := s.verdictOf(doc, snap, d); ok {
			known = append(known, v)
		} else {
			missing++
		}
	}
	switch hint := s.parityHint(doc); {
	case len(known) == 0 && missing == 0:
		return ""
	case len(known) == 0 && hint != "":
		return hint
	case len(known) == 0:
		return "not compared yet"
	}
	line := known[0].mark() + " parity " + known[0].title()
	if len(known) > 1 {
		line = ofAll(known)
	}
	if missing > 0 {
		line += fmt.Sprintf(" · %s not compared yet", counted(missing, "function"))
	}
	return line
}

// ofAll sums verdicts up: how many calls agree in all, and the first that do not.
func ofAll(verdicts []verdict) string {
	var bad []verdict
	calls, agreeing := 0, 0
	word := parity.Identical
	for _, v := range verdicts {
		calls += v.Calls
		agreeing += v.Agreeing
		switch v.Verdict {
		case parity.Wrong, parity.Trapped, parity.Unstable:
			bad = append(bad, v)
		case parity.Equal:
			word = parity.Equal
		}
	}
	if len(bad) == 0 {
		return fmt.Sprintf("%s parity %d/%d %s", mark(word), agreeing, calls, word)
	}
	line := fmt.Sprintf("%s parity %d/%d %s · %s: %s", bad[0].mark(), agreeing, calls, word, bad[0].of.Name(), bad[0].title())
	if more := len(bad) - 1; more > 0 {
		line += fmt.Sprintf(" (and %s more)", counted(more, "function"))
	}
	return line
}

// mark is the sign of a verdict.
func mark(v parity.Verdict) string { return verdict{Function: parity.Function{Verdict: v}}.mark() }

// allVerdicts is what of the verdicts the previews of a document show, to see whether
// it is another; "" where nothing was compared.
func (s *server) allVerdicts(doc *document, snap *snapshot) string {
	var b strings.Builder
	b.WriteString(s.parityHint(doc))
	for _, v := range s.verdictsOf(doc, snap) {
		fmt.Fprintf(&b, "\n%s %s", v.of.Name(), v.title())
	}
	return b.String()
}

package lsp

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/translate"
)

// A fingerprint stands for all that decides how a function behaves: its Python
// and its Rust, those of what it calls, and the module around them. A verdict is
// shown for as long as the fingerprint is the one it was found for, so that an
// edit elsewhere in the file does not hide it and one that matters does.
type fingerprint string

// fingerprints works them out for every function of a module.
func fingerprints(source []byte, m *translate.Module) map[*translate.Function]fingerprint {
	around := outsideFunctions(source, m)
	byName := map[string][]*translate.Function{}
	for _, f := range m.Functions {
		byName[f.Name] = append(byName[f.Name], f)
	}
	all := map[*translate.Function]fingerprint{}
	for _, f := range m.Functions {
		h := sha256.New()
		h.Write(around)
		for _, name := range reachable(f, byName) {
			for _, g := range byName[name] {
				fmt.Fprintf(h, "\x00%s\x00%s\x00", name, g.Rust)
				h.Write(textOf(source, g.Python))
			}
		}
		fmt.Fprintf(h, "\x00%s\x00", f.Rust)
		h.Write(textOf(source, f.Python))
		all[f] = fingerprint(hex.EncodeToString(h.Sum(nil)))
	}
	return all
}

// outsideFunctions is the source with its functions cut out, and blank lines
// with them: constants, imports and calls at module level.
func outsideFunctions(source []byte, m *translate.Module) []byte {
	var b strings.Builder
	at := 0
	for _, f := range m.Functions {
		if f.Python.Start >= at {
			writeSolid(&b, source[at:min(f.Python.Start, len(source))])
			at = min(f.Python.End, len(source))
		}
	}
	writeSolid(&b, source[at:])
	return []byte(b.String())
}

func writeSolid(w io.StringWriter, part []byte) {
	for line := range strings.Lines(string(part)) {
		if line = strings.TrimRight(line, " \t\r\n"); line != "" {
			_, _ = w.WriteString(line + "\n") // a strings.Builder does not fail
		}
	}
}

// reachable lists the names of what f calls, and what that calls, sorted.
func reachable(f *translate.Function, byName map[string][]*translate.Function) []string {
	seen := map[string]bool{}
	todo := slices.Clone(f.Calls)
	for len(todo) > 0 {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if callees := byName[name]; callees != nil && !seen[name] {
			seen[name] = true
			for _, callee := range callees {
				todo = append(todo, callee.Calls...)
			}
		}
	}
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func textOf(source []byte, r syntax.Range) []byte {
	return source[max(0, r.Start):min(r.End, len(source))]
}

// verdicts has what parity said, by what it said it about.
type verdicts map[fingerprint]parity.Function

// A verdict is what parity said about a def as it now is.
type verdict struct {
	parity.Function
	of translate.Definition
}

// verdictsOf returns the verdicts that hold for a snapshot, in source order.
func (s *server) verdictsOf(doc *document, snap *snapshot) []verdict {
	if !s.compared(doc) {
		return nil
	}
	var found []verdict
	for _, d := range snap.module().Definitions() {
		if v, ok := s.verdictOf(doc, snap, d); ok {
			found = append(found, v)
		}
	}
	return found
}

// compared reports whether any function of a document was compared yet.
func (s *server) compared(doc *document) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(doc.verdicts) > 0
}

// verdictOf returns the verdict on one def, if there is one that holds: that of
// all functions that it became.
func (s *server) verdictOf(doc *document, snap *snapshot, d translate.Definition) (verdict, bool) {
	if !s.compared(doc) {
		return verdict{}, false
	}
	prints := snap.fingerprints()
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []parity.Function
	for _, f := range d.Translated() {
		v, ok := doc.verdicts[prints[f]]
		if !ok {
			return verdict{}, false
		}
		all = append(all, v)
	}
	if len(all) == 0 {
		return verdict{}, false
	}
	return verdict{parity.Merge(all), d}, true
}

// forgetOld drops the verdicts on functions that are no more as they were.
func (s *server) forgetOld(doc *document, snap *snapshot) {
	hold := map[fingerprint]bool{}
	for _, print := range snap.fingerprints() {
		hold[print] = true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for print := range doc.verdicts {
		if !hold[print] {
			delete(doc.verdicts, print)
		}
	}
}

// title says the verdict in a few words: "24/24 identical · 12x".
func (v verdict) title() string {
	switch v.Verdict {
	case parity.Skipped, parity.Refused:
		if v.Reason != "" {
			return "not run: " + v.Reason
		}
		return "not run"
	case parity.NotCompared:
		return "nothing to compare: Python did not finish"
	case parity.Identical, parity.Equal:
		title := fmt.Sprintf("%d/%d %s", v.Agreeing, v.Calls, v.Verdict)
		if v.Speed > 0 {
			title += " · " + times(v.Speed)
		}
		return title
	}
	title := fmt.Sprintf("%d/%d %s", v.Agreeing, v.Calls, parity.Identical)
	if v.Verdict == parity.Wrong {
		title = fmt.Sprintf("%d/%d wrong", v.Calls-v.Agreeing, v.Calls)
	}
	if len(v.Failures) > 0 {
		title += " · " + v.Explain(v.Failures[0])
	}
	return title
}

// times says a ratio as people do: "12x", "1.4x".
func times(ratio float64) string {
	if ratio >= 10 {
		return fmt.Sprintf("%.0fx", ratio)
	}
	return fmt.Sprintf("%.1fx", ratio)
}

// mark is the sign that stands before a verdict at the end of a def line.
func (v verdict) mark() string {
	switch v.Verdict {
	case parity.Identical, parity.Equal:
		return "✓"
	case parity.Wrong:
		return "✗"
	case parity.Trapped, parity.Unstable:
		return "!"
	}
	return "–"
}

// findings returns what the verdict adds to the diagnostics.
func (v verdict) findings() []compat.Finding {
	code := map[parity.Verdict]string{
		parity.Wrong:       "PT701",
		parity.Trapped:     "PT702",
		parity.Unstable:    "PT703",
		parity.NotCompared: "PT704",
	}[v.Verdict]
	if code == "" {
		return nil
	}
	rule, _ := compat.Find(code)
	message := rule.Title + "."
	switch {
	case len(v.Failures) > 0:
		message = v.Explain(v.Failures[0])
	case v.Reason != "":
		message = v.Reason
	}
	return []compat.Finding{compat.New(code, v.of.NameRange(), "%s", message)}
}

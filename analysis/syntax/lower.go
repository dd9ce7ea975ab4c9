package syntax

import (
	"cmp"
	"fmt"
	"slices"
)

// Codes of the errors this package reports; compat's catalogue explains them.
const (
	codeSyntax    = "PT101"
	codeEncoding  = "PT102"
	codeDeep      = "PT103"
	codeNewer     = "PT104"
	codeSurrogate = "PT105"
	codeTooLarge  = "PT106"
	codeUnicode   = "PT107"
	codeEscape    = "PT108"
)

// maxDepth is how deeply expressions and blocks may be nested. Python's own
// compiler has a limit of the same order, and so do the layers after this one.
const maxDepth = 500

// A lowerer turns a concrete tree into the syntax tree. Text has the offsets of
// the source.
type lowerer struct {
	text     []byte
	lines    []line
	errors   []Error
	warnings []Error
	depth    int
}

func (l *lowerer) errorf(rng Range, format string, args ...any) {
	l.report(codeSyntax, rng, format, args...)
}

func (l *lowerer) report(code string, rng Range, format string, args ...any) {
	l.errors = append(l.errors, Error{rng, code, fmt.Sprintf(format, args...)})
}

// source returns the text of n.
func (l *lowerer) source(n *cst) string { return string(l.text[n.start:n.end]) }

// enter counts one more level of nesting and reports whether that is still
// allowed; if so, the caller must leave again.
func (l *lowerer) enter(n *cst) bool {
	if l.depth >= maxDepth {
		l.report(codeDeep, clip(n.rng(), l.text), "nested too deeply: more than %d levels; split it into named parts", maxDepth)
		return false
	}
	l.depth++
	return true
}

func (l *lowerer) leave() { l.depth-- }

// clip shortens a range to its first line, so that a message points at a place
// and does not underline half the file.
func clip(r Range, text []byte) Range {
	for i := r.Start; i < r.End; i++ {
		if text[i] == '\n' || text[i] == '\r' {
			return Range{r.Start, max(i, min(r.Start+1, r.End))}
		}
	}
	return r
}

// sortErrors orders errors by place and drops repeats.
func sortErrors(errors []Error) []Error {
	slices.SortStableFunc(errors, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return slices.CompactFunc(errors, func(a, b Error) bool { return a == b })
}

// removed returns the line whose placeholder n is, if it is one.
func (l *lowerer) removed(n *cst) (Range, bool) {
	i, ok := slices.BinarySearchFunc(l.lines, n.start, func(b line, at int) int { return cmp.Compare(b.Start, at) })
	if !ok || l.lines[i].bad == nil {
		return Range{}, false
	}
	return l.lines[i].Range, true
}

package compat

import (
	"bytes"
	"strings"

	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// An Insertion is text to put into a source.
type Insertion struct {
	Offset int
	Text   string
}

// longestLine is how long a line may become by a comment at its end (PEP 8 has 79,
// most formatters 88).
const longestLine = 88

// Ignorable reports whether a comment may suppress findings of a rule with good
// reason: broken syntax stays broken, and comments should not be about comments.
func Ignorable(code string) bool {
	for _, family := range []string{"PT1", "PT8", "PT9"} {
		if strings.HasPrefix(code, family) {
			return false
		}
	}
	return true
}

// Ignore is the comment that suppresses a finding: its code in the brackets of a
// comment that is there, else a comment at the end of the line, or above where
// there is no room for it.
func Ignore(m *syntax.Module, lines *source.Lines, f Finding) Insertion {
	line, _ := lines.Position(f.Range.Start)
	existing, _ := suppressions(m, lines)
	for _, s := range existing {
		if s.first <= line && line <= s.last && len(s.codes) > 0 {
			return Insertion{s.codes[len(s.codes)-1].at.End, ", " + f.Code}
		}
	}
	comment := "# portalis: ignore[" + f.Code + "]"
	first := line // of the statement whose head the line is part of
	for start, end := range headLines(m, lines) {
		if start <= line && line <= end && (first == line || start > first) {
			first = start
		}
	}
	text := lines.Line(line)
	if headEnd(m, lines, first) == first && len([]rune(string(text)))+2+len(comment) <= longestLine {
		at := lines.Offset(line, len(bytes.TrimRight(text, " \t\r")))
		return Insertion{at, "  " + comment}
	}
	above := lines.Line(first)
	indent := string(above[:len(above)-len(bytes.TrimLeft(above, " \t"))])
	return Insertion{lines.Offset(first, 0), indent + comment + lineEnd(m.Source)}
}

// headEnd is the last line of the head of the statement that starts in a line, or
// the line itself.
func headEnd(m *syntax.Module, lines *source.Lines, first int) int {
	return max(first, headLines(m, lines)[first])
}

// lineEnd is how the lines of a source end.
func lineEnd(src []byte) string {
	if at := bytes.IndexByte(src, '\n'); at > 0 && src[at-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// printFinding prints a finding as compilers do: where, how bad, which rule and
// what, then the line with a caret under the place.
func printFinding(w io.Writer, path string, lines *source.Lines, f compat.Shown) {
	line, column := lines.Human(f.Range.Start)
	fmt.Fprintf(w, "%s:%d:%d: %s %s: %s\n", path, line, column, f.Word(), f.Code, f.Message)
	printSource(w, lines, f.Range)
	for _, r := range f.Related {
		line, column := lines.Human(r.Range.Start)
		fmt.Fprintf(w, "%s:%d:%d: note: %s\n", path, line, column, r.Message)
		printSource(w, lines, r.Range)
	}
}

// longestLine is how much of a line is shown. Lines of generated files can have
// any length.
const longestLine = 160

func printSource(w io.Writer, lines *source.Lines, r syntax.Range) {
	number, start := lines.Position(r.Start)
	text := strings.ToValidUTF8(string(lines.Line(number)), "\uFFFD")
	if len(text) > longestLine || start > len(text) || text == "" {
		return
	}
	endLine, end := lines.Position(r.End)
	if endLine != number || end > len(text) {
		end = len(text)
	}
	gutter := fmt.Sprintf("%5d | ", number+1)
	fmt.Fprintf(w, "%s%s\n", gutter, text)
	blank := strings.Repeat(" ", len(gutter)-2) + "| "
	fmt.Fprintf(w, "%s%s%s\n", blank, padding(text[:start]), strings.Repeat("^", max(1, uniseg.StringWidth(text[start:max(start, end)]))))
}

// padding is as wide as the text before a place, its tabs kept.
func padding(before string) string {
	var b strings.Builder
	for i, part := range strings.Split(before, "\t") {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(strings.Repeat(" ", uniseg.StringWidth(part)))
	}
	return b.String()
}

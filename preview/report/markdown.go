package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/portalis-dev/portalis/preview/parity"
)

// WriteMarkdown writes the report for a pull request: what is worse or wrong
// first, then a table of the files, the functions of each folded away.
func (r *Report) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "### Portalis: Python and Rust compared\n\n%s %s\n", r.sign(), r.summary())
	r.markRegressions(&b)
	r.markFailures(&b)
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "\n> **%s** could not be compared: %s\n", cell(p.Path), cell(p.Message))
	}
	if len(r.Files) > 0 {
		b.WriteString("\n| file | functions | calls | speed, typically | WASM |\n|---|---|---|---|---|\n")
	}
	for _, f := range r.Files {
		fmt.Fprintf(&b, "| %s | %d/%d | %d/%d | %s | %s |\n", cell(f.File),
			agreeing(f.Totals.Verdicts), f.Totals.Functions, f.Totals.Agreeing, f.Totals.Calls,
			speedOf(f.TypicalSpeed()), sizeOf(f.WasmSize))
	}
	for _, f := range r.Files {
		markFunctions(&b, f)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// sign is what is seen first.
func (r *Report) sign() string {
	switch {
	case r.Wrong(), len(r.Regressions) > 0:
		return "❌"
	case len(r.Problems) > 0, agreeing(r.Totals.Verdicts) < r.Totals.Functions:
		return "⚠️"
	}
	return "✅"
}

func (r *Report) markRegressions(b *strings.Builder) {
	if len(r.Regressions) == 0 {
		return
	}
	b.WriteString("\n**Worse than before**\n\n| where | what | was | is |\n|---|---|---|---|\n")
	for _, g := range r.Regressions {
		where := g.File
		if g.Function != "" {
			where += ": " + g.Function
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", cell(where), g.Kind, cell(g.Was), cell(g.Is))
	}
}

// markFailures lists the smallest counterexample of each function that is wrong.
func (r *Report) markFailures(b *strings.Builder) {
	first := true
	for _, f := range r.Files {
		for _, d := range f.Definitions() {
			if d.Verdict != parity.Wrong || len(d.Failures) == 0 {
				continue
			}
			if first {
				b.WriteString("\n**Wrong**\n\n")
				first = false
			}
			fmt.Fprintf(b, "- `%s:%d` %s\n", f.File, d.Line, code(d.Explain(d.Failures[0])))
		}
	}
}

func markFunctions(b *strings.Builder, f File) {
	if f.Totals.Functions == 0 {
		return
	}
	fmt.Fprintf(b, "\n<details><summary>%s</summary>\n\n", escape(f.File))
	b.WriteString("| function | verdict | calls | speed | |\n|---|---|---|---|---|\n")
	for _, d := range f.Definitions() {
		why := d.Reason
		if why == "" && len(d.Failures) > 0 {
			why = d.Explain(d.Failures[0])
		}
		calls := ""
		if d.Calls > 0 {
			calls = fmt.Sprintf("%d/%d", d.Agreeing, d.Calls)
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", code(d.Name), d.Verdict, calls, speedOf(d.Speed), cell(why))
	}
	b.WriteString("\n</details>\n")
}

func speedOf(speed float64) string {
	if speed == 0 {
		return ""
	}
	return parity.Ratio(speed)
}

func sizeOf(bytes int) string {
	if bytes == 0 {
		return ""
	}
	return fmt.Sprintf("%d kB", (bytes+1023)/1024)
}

// escape keeps a text from being taken as HTML.
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// cell makes a text fit for a cell of a table, whatever is in it.
func cell(text string) string {
	escaped := strings.NewReplacer("|", "\\|", "\r", " ", "\n", " ", "*", "\\*", "_", "\\_", "`", "\\`", "[", "\\[").Replace(escape(text))
	return cut(escaped)
}

// code makes a text a piece of code, whatever is in it (CommonMark 6.1).
func code(text string) string {
	text = cut(strings.NewReplacer("\r", " ", "\n", " ", "|", "\\|").Replace(text))
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}

// cut keeps a row on the screen.
func cut(text string) string {
	const most = 300
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

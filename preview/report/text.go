package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/portalis-dev/portalis/preview/parity"
)

// WriteJSON writes the report for programs; docs/schema/parity.schema.json
// describes it.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

// WriteText writes the report for a terminal.
func (r *Report) WriteText(w io.Writer) error {
	for i, f := range r.Files {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		if err := f.WriteText(w); err != nil {
			return err
		}
	}
	var b strings.Builder
	if len(r.Files) != 1 {
		fmt.Fprintf(&b, "\n%s\n", r.summary())
	}
	for _, g := range r.Regressions {
		fmt.Fprintf(&b, "worse than before: %s\n", g)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// summary is the report in one line.
func (r *Report) summary() string {
	t := r.Totals
	parts := []string{
		counted(t.Files, "file"),
		fmt.Sprintf("functions %d/%d", agreeing(t.Verdicts), t.Functions),
	}
	if t.Classes > 0 {
		parts = append(parts, fmt.Sprintf("classes %d/%d", t.ClassesTranslated, t.Classes))
	}
	if t.Tests > 0 {
		parts = append(parts, fmt.Sprintf("tests %d/%d", t.Passing, t.Tests))
	}
	parts = append(parts, fmt.Sprintf("calls %d/%d", t.Agreeing, t.Calls))
	for _, v := range verdicts(t.Verdicts) {
		if v != parity.Identical && v != parity.Equal {
			parts = append(parts, fmt.Sprintf("%d %s", t.Verdicts[v], v))
		}
	}
	return strings.Join(parts, " · ")
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

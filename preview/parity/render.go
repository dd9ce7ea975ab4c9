package parity

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portalis-dev/portalis/preview/value"
)

// WriteJSON writes the report as JSON.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

// shownFailures is how many failures of a function the text has.
const shownFailures = 3

// WriteText writes the report for people: a line for each function, below it
// the calls that do not agree, and a line for the file.
func (r *Report) WriteText(w io.Writer) error {
	rows := [][]string{{"function", "verdict", "calls", "speed", "Rust"}}
	for _, f := range r.Functions {
		row := []string{f.Title(), string(f.Verdict), "", "", f.Signature}
		if f.Calls > 0 {
			row[2] = fmt.Sprintf("%d/%d", f.Agreeing, f.Calls)
		}
		if f.Speed > 0 {
			row[3] = Ratio(f.Speed)
		}
		rows = append(rows, row)
	}
	widths := make([]int, 4)
	for _, row := range rows {
		for i := range widths {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: Python %s, %s, seed %d\n\n", r.File, r.Python, r.Toolchain, r.Seed)
	for i, row := range rows {
		line := ""
		for c, width := range widths {
			line += fmt.Sprintf("%-*s  ", width, row[c])
		}
		b.WriteString(strings.TrimRight(line+row[4], " ") + "\n")
		if i > 0 {
			writeDetails(&b, r.Functions[i-1])
		}
	}
	if len(r.Big) > 0 {
		fmt.Fprintf(&b, "\nIntegers beyond 64 bits occur in %s: compared with big integers there, and where their ints go.\n"+
			"portalis convert --validate uses them by itself; the comment \"# portalis: int=big\" above a def asks for them.\n", strings.Join(r.Big, ", "))
	}
	if r.NoSpeed != "" {
		fmt.Fprintf(&b, "\nThe speed could not be measured: %s\n", r.NoSpeed)
	}
	b.WriteString("\n" + r.Summary() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func writeDetails(b *strings.Builder, f Function) {
	if f.Reason != "" {
		fmt.Fprintf(b, "    %s\n", f.Reason)
	}
	for _, args := range f.Unfit {
		fmt.Fprintf(b, "    the pinned call with %s does not fit its parameters any more\n", args)
	}
	for _, c := range f.Failures[:min(len(f.Failures), shownFailures)] {
		fmt.Fprintf(b, "    %s\n", f.Explain(c))
	}
	if more := f.Calls - f.Agreeing - shownFailures; more > 0 && len(f.Failures) > shownFailures {
		fmt.Fprintf(b, "    and %d more\n", more)
	}
}

// Ratio says how many times as fast as CPython something is: "2.3x".
func Ratio(speed float64) string {
	if speed >= 10 {
		return fmt.Sprintf("%.0fx", speed)
	}
	return fmt.Sprintf("%.1fx", speed)
}

// Summary is the report in one line, such as
// "utils  functions 25/25 · calls 142/150 · 2.3x".
func (r *Report) Summary() string {
	agreeing := r.Totals.Verdicts[Identical] + r.Totals.Verdicts[Equal]
	name := strings.TrimSuffix(filepath.Base(r.File), filepath.Ext(r.File))
	parts := []string{fmt.Sprintf("functions %d/%d", agreeing, r.Totals.Functions)}
	if t := r.Totals; t.Classes > 0 {
		parts = append(parts, fmt.Sprintf("classes %d/%d", t.ClassesTranslated, t.Classes))
	}
	if t := r.Totals; t.Tests > 0 {
		parts = append(parts, fmt.Sprintf("tests %d/%d", t.Passing, t.Tests))
	}
	parts = append(parts, fmt.Sprintf("calls %d/%d", r.Totals.Agreeing, r.Totals.Calls))
	if speed := r.TypicalSpeed(); speed > 0 {
		parts = append(parts, "typically "+Ratio(speed))
	}
	if r.WasmSize > 0 {
		parts = append(parts, fmt.Sprintf("%d kB of WASM", (r.WasmSize+1023)/1024))
	}
	if most := r.mostMemory(); most > 0 {
		parts = append(parts, fmt.Sprintf("up to %d kB of memory", most/1024))
	}
	return name + "  " + strings.Join(parts, " · ")
}

// mostMemory is that of the function whose calls took most.
func (r *Report) mostMemory() int64 {
	var most int64
	for _, f := range r.Functions {
		most = max(most, f.Memory)
	}
	return most
}

// TypicalSpeed is the median of the speeds that were measured, or 0.
func (r *Report) TypicalSpeed() float64 {
	var speeds []float64
	for _, f := range r.Functions {
		if f.Speed > 0 {
			speeds = append(speeds, f.Speed)
		}
	}
	if len(speeds) == 0 {
		return 0
	}
	slices.Sort(speeds)
	return speeds[len(speeds)/2]
}

// Explain says in one line how the outcomes of a call of f differ:
// "f(-7, 2): Python -4, Rust -3".
func (f Function) Explain(c Call) string {
	call := fmt.Sprintf("%s(%s): ", f.Name, strings.Join(c.Args, ", "))
	if c.Verdict == Unstable {
		return call + "Python gives something else every time"
	}
	p, w := c.Python, c.Wasm
	if p.String() != w.String() || w.Trap != "" {
		return call + "Python " + p.String() + ", Rust " + w.String()
	}
	if p.Stdout != w.Stdout {
		return call + "Python prints " + value.StrRepr(p.Stdout) + ", Rust " + value.StrRepr(w.Stdout)
	}
	if pa, wa := after(p), after(w); pa != wa {
		return call + "Python leaves " + pa + ", Rust " + wa
	}
	return call + "Python and Rust give " + p.String() + ", of different types"
}

// after lists the arguments that a call changed.
func after(o Outcome) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(o.ArgsAfter)) {
		parts = append(parts, name+" = "+o.ArgsAfter[name])
	}
	if len(parts) == 0 {
		return "the arguments as they were"
	}
	return strings.Join(parts, ", ")
}

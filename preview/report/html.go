package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"

	"github.com/portalis-dev/portalis/preview/parity"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"speed": speedOf, "size": sizeOf, "bar": barOf, "agreeing": agreeing,
	"class":   func(v parity.Verdict) string { return strings.ReplaceAll(string(v), " ", "-") },
	"explain": func(f parity.Function, c parity.Call) string { return f.Explain(c) },
}).Parse(pageText))

// WriteHTML writes the report as one page that needs nothing else: no script, no
// font, no network.
func (r *Report) WriteHTML(w io.Writer) error {
	type function struct {
		parity.Function
		Source
	}
	type file struct {
		File
		All []function
	}
	data := struct {
		*Report
		Summary  string
		Sections []file
	}{Report: r, Summary: r.summary()}
	for _, f := range r.Files {
		section := file{File: f}
		for i, d := range f.Definitions() {
			one := function{Function: d}
			if i < len(f.Sources) {
				one.Source = f.Sources[i]
			}
			section.All = append(section.All, one)
		}
		data.Sections = append(data.Sections, section)
	}
	if err := page.Execute(w, data); err != nil {
		return fmt.Errorf("writing HTML: %w", err)
	}
	return nil
}

// widest is the speed whose bar is full; bars grow with its logarithm.
const widest = 100

// barOf is the width of the bar of a speed in percent: that of CPython is at 20.
func barOf(speed float64) int {
	const own = 20
	if speed <= 0 {
		return 0
	}
	return max(1, min(100, own+int(math.Round((100-own)*math.Log(speed)/math.Log(widest)))))
}

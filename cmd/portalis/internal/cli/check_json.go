package cli

import (
	"bytes"
	"fmt"
	"io"
	"sync"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/project"
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/cmd/portalis/internal/pretty"
)

// What "portalis check --json" prints. docs/schema/check.schema.json describes it:
// an object with the version of this form, then "files", a list of fileReport,
// and the members of checkEnd.

const checkVersion = 1

// A fileReport is what is known of one file. Its summary is that of the analysis,
// but for the findings: there are those that are reported.
type fileReport struct {
	Path       string                     `json:"path"`
	Module     string                     `json:"module"` // the name it is imported by
	Functions  []analysis.FunctionSummary `json:"functions"`
	Import     analysis.EffectSummary     `json:"import"` // what importing it does
	Imports    []string                   `json:"imports"`
	Findings   []findingReport            `json:"findings"`
	Suppressed []analysis.FindingSummary  `json:"suppressed"` // by comments
	Off        int                        `json:"off"`        // findings that the configuration switches off
	Counts     analysis.Counts            `json:"counts"`
}

// A findingReport is a finding with its level, which the user may have configured.
type findingReport struct {
	analysis.FindingSummary
	Level string `json:"level"`
}

// checkEnd is what follows the files.
type checkEnd struct {
	Projects []projectReport `json:"projects"`
	Problems []problemReport `json:"problems"` // what could not be read
	Totals   totalsReport    `json:"totals"`
}

type problemReport struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

// totalsReport counts over all files.
type totalsReport struct {
	Files       int            `json:"files"`
	Lines       int            `json:"lines"`
	Functions   int            `json:"functions"`
	Convertible int            `json:"convertible"`
	Classes     int            `json:"classes"`
	Levels      map[string]int `json:"levels"` // findings that are reported
	Suppressed  int            `json:"suppressed"`
	Off         int            `json:"off"`
	Cycles      int            `json:"cycles"`
}

// projectReport is how the modules of a project hang together.
type projectReport struct {
	Root     string             `json:"root"`
	Config   string             `json:"config"` // the file that configures it; "" if none does
	Modules  []moduleReport     `json:"modules"`
	Cycles   []cycleReport      `json:"cycles"`
	Stdlib   []dependencyReport `json:"stdlib"`
	External []dependencyReport `json:"external"`
	Missing  []dependencyReport `json:"missing"`
}

type moduleReport struct {
	Path    string         `json:"path"`
	Name    string         `json:"name"`
	Root    string         `json:"root"` // the folder that the name starts from
	Package bool           `json:"package"`
	Imports []importReport `json:"imports"`
	Exports []string       `json:"exports"` // what a star import binds
	Unsure  bool           `json:"unsure"`  // whether exports is a guess
}

type importReport struct {
	Kind    project.Kind `json:"kind"`
	Module  string       `json:"module"`
	Path    string       `json:"path,omitempty"` // of an internal one
	Line    int          `json:"line"`
	Typing  bool         `json:"typing"`
	Lazy    bool         `json:"lazy"`
	Guarded bool         `json:"guarded"`
	Star    bool         `json:"star"`
}

type cycleReport struct {
	Modules []string `json:"modules"`
	Way     []string `json:"way"`
	Loading bool     `json:"loading"`
}

type dependencyReport struct {
	Name       string   `json:"name"`
	Since      string   `json:"since,omitempty"` // the first version of Python that has it, if later than 3.8
	Until      string   `json:"until,omitempty"` // the last, if earlier than 3.14
	Optional   bool     `json:"optional"`
	ImportedBy []string `json:"importedBy"`
}

func newFileReport(f selected, s analysis.Summary, r compat.Report, lines *source.Lines) fileReport {
	report := fileReport{
		Path: f.path, Module: f.module.Name, Functions: s.Functions, Import: s.Import, Imports: s.Imports,
		Findings: []findingReport{}, Suppressed: analysis.FindingSummaries(lines, r.Suppressed),
		Off: r.Off, Counts: s.Counts,
	}
	for _, shown := range r.Shown {
		summary := analysis.FindingSummaries(lines, []compat.Finding{shown.Finding})[0]
		report.Findings = append(report.Findings, findingReport{summary, shown.Level.String()})
	}
	return report
}

func newTotals() totalsReport {
	t := totalsReport{Levels: map[string]int{}}
	for _, l := range []compat.Level{compat.LevelError, compat.LevelWarning, compat.LevelInformation, compat.LevelHint} {
		t.Levels[l.String()] = 0
	}
	return t
}

func (t *totalsReport) add(f fileReport) {
	t.Files++
	t.Lines += f.Counts.Lines
	t.Functions += f.Counts.Functions
	t.Convertible += f.Counts.Convertible
	t.Classes += f.Counts.Classes
	for _, finding := range f.Findings {
		t.Levels[finding.Level]++
	}
	t.Suppressed += len(f.Suppressed)
	t.Off += f.Off
}

// join adds the counts of other files.
func (t *totalsReport) join(other totalsReport) {
	t.Files += other.Files
	t.Lines += other.Lines
	t.Functions += other.Functions
	t.Convertible += other.Convertible
	t.Classes += other.Classes
	for level, n := range other.Levels {
		t.Levels[level] += n
	}
	t.Suppressed += other.Suppressed
	t.Off += other.Off
}

// A jsonStream prints the reports of files as they come.
type jsonStream struct {
	w     io.Writer
	files int
}

func newJSONStream(w io.Writer) *jsonStream { return &jsonStream{w: w} }

// file prints the report of a file, encoded already.
func (j *jsonStream) file(text []byte) error {
	start := ",\n    "
	if j.files == 0 {
		start = fmt.Sprintf("{\n  \"version\": %d,\n  \"files\": [\n    ", checkVersion)
	}
	j.files++
	return j.write(start, text)
}

func (j *jsonStream) finish(s *selection, graphs []project.Graph, totals totalsReport) error {
	start := "\n  ],\n  "
	if j.files == 0 {
		start = fmt.Sprintf("{\n  \"version\": %d,\n  \"files\": [],\n  ", checkVersion)
	}
	end := checkEnd{Projects: []projectReport{}, Problems: append([]problemReport{}, s.problems...), Totals: totals}
	for i, p := range s.projects {
		end.Projects = append(end.Projects, newProjectReport(p, graphs[i]))
	}
	text, err := indented(end, "")
	if err != nil {
		return err
	}
	return j.write(start, bytes.TrimPrefix(text, []byte("{\n  ")), []byte("\n"))
}

func (j *jsonStream) write(start string, rest ...[]byte) error {
	for _, part := range append([][]byte{[]byte(start)}, rest...) {
		if _, err := j.w.Write(part); err != nil {
			return fmt.Errorf("writing JSON: %w", err)
		}
	}
	return nil
}

// rooms are for texts while they are encoded: they grow often until they are done.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// indented encodes a value whose first line stands behind prefix already.
func indented(v any, prefix string) ([]byte, error) {
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	text, err := pretty.Append((*room)[:0], v, prefix)
	if err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	*room = text
	return bytes.Clone(text), nil
}

func newProjectReport(p *checkedProject, g project.Graph) projectReport {
	report := projectReport{
		Root: p.path("."), Config: p.config, Modules: []moduleReport{}, Cycles: []cycleReport{},
		Stdlib: dependencyReports(p, g.Standard), External: dependencyReports(p, g.External), Missing: dependencyReports(p, g.Missing),
	}
	if p.config != "" && p.shown != p.root {
		report.Config = near(p.config)
	}
	for _, n := range g.Modules {
		m := moduleReport{
			Path: p.path(n.Path), Name: n.Name, Root: p.path(n.Root), Package: n.Package,
			Imports: []importReport{}, Exports: append([]string{}, n.Exports...), Unsure: n.Unsure,
		}
		for _, e := range n.Imports {
			edge := importReport{e.Kind, e.Module, "", e.Line, e.Typing, e.Lazy, e.Guard, e.Star}
			if e.Path != "" {
				edge.Path = p.path(e.Path)
			}
			m.Imports = append(m.Imports, edge)
		}
		report.Modules = append(report.Modules, m)
	}
	for _, c := range g.Cycles {
		report.Cycles = append(report.Cycles, cycleReport{shownPaths(p, c.Modules), shownPaths(p, c.Way), c.Loading})
	}
	return report
}

func dependencyReports(p *checkedProject, list []project.Dependency) []dependencyReport {
	reports := []dependencyReport{}
	for _, d := range list {
		reports = append(reports, dependencyReport{
			d.Name, pythonVersion(d.Lifetime.Since), pythonVersion(d.Lifetime.Until), d.Optional, shownPaths(p, d.ImportedBy),
		})
	}
	return reports
}

func pythonVersion(minor int) string {
	if minor == 0 {
		return ""
	}
	return fmt.Sprintf("3.%d", minor)
}

func shownPaths(p *checkedProject, paths []string) []string {
	shown := []string{}
	for _, path := range paths {
		shown = append(shown, p.path(path))
	}
	return shown
}

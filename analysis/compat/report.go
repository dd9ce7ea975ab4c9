package compat

import (
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A Report is what the user is told of a file: all its findings, less those that
// a comment suppresses and those that are switched off.
type Report struct {
	Shown      []Shown   // sorted as by Sort
	Suppressed []Finding // by comments; sorted as by Sort
	Off        int       // how many the configuration switches off
}

// Shown is a finding that is reported, and how loudly.
type Shown struct {
	Finding
	Level Level
}

// Word is what stands before the message in a listing: the severity, or the level
// if the user chose another.
func (s Shown) Word() string {
	if s.Level == s.Severity.Level() {
		return s.Severity.String()
	}
	return s.Level.String()
}

// Loud reports whether the finding counts against the file: whether it is an
// error or a warning.
func (s Shown) Loud() bool { return s.Level == LevelError || s.Level == LevelWarning }

// NewReport makes the report of a file from its findings. Comments that suppress
// nothing become findings themselves. Suppression and levels silence only the
// report: a function that is refused stays so.
func NewReport(m *syntax.Module, lines *source.Lines, findings []Finding, levels Levels) Report {
	comments, wrong := suppressions(m, lines)
	var r Report
	kept := wrong
	for _, f := range findings {
		line, _ := lines.Position(f.Range.Start)
		if comments.cover(f, line) {
			r.Suppressed = append(r.Suppressed, f)
		} else {
			kept = append(kept, f)
		}
	}
	kept = append(kept, comments.unused()...)
	for _, f := range Sort(kept) {
		if level := levels.of(f); level == Off {
			r.Off++
		} else {
			r.Shown = append(r.Shown, Shown{f, level})
		}
	}
	r.Suppressed = Sort(r.Suppressed)
	return r
}

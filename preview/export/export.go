// Package export writes what became of a Python file to disk: a cargo crate, and a
// report of how it came about. It overwrites nothing but what it wrote itself.
package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/translate"
	"github.com/portalis-dev/portalis/translate/crate"
)

// ReportName is the file of a crate that says how it came about.
const ReportName = "report.json"

// generator marks the reports that are ours.
const generator = "portalis"

// A Source is a Python file that was translated.
type Source struct {
	Path    string           // as the report names it
	Version string           // of Portalis
	Result  *analysis.Result // with the findings of the translation
	Module  *translate.Module
	Parity  *parity.Report // nil when it was not compared
}

// Files are those of the crate by their slash-separated names, its report included.
// The crate does what Python 3.python does.
func (s Source) Files(python int) (map[string][]byte, error) {
	files := crate.Files(s.Module, python)
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(s.report(files)); err != nil {
		return nil, fmt.Errorf("writing the report: %w", err)
	}
	files[ReportName] = b.Bytes()
	return files, nil
}

// A report says what became of a Python file. The same input gives the same report,
// but for the speed.
type report struct {
	Generator string           `json:"generator"`
	Version   string           `json:"version"`
	Source    string           `json:"source"`
	Crate     string           `json:"crate"`
	Functions []function       `json:"functions"`
	Summary   analysis.Summary `json:"summary"`
	Parity    *parity.Report   `json:"parity,omitempty"`
	// Files has the hash of every other file, so that portalis knows later which
	// of them are still as it wrote them.
	Files map[string]string `json:"files"`
}

// A function says what became of one.
type function struct {
	Name       string   `json:"name"`
	Types      []string `json:"types,omitempty"` // of the parameters, where the def became several functions
	Line       int      `json:"line"`
	Translated bool     `json:"translated"`
	Rust       string   `json:"rust,omitempty"`    // its signature
	Reasons    []string `json:"reasons,omitempty"` // why it stays Python
}

func (s Source) report(files map[string][]byte) report {
	r := report{
		Generator: generator, Version: s.Version, Source: s.Path, Crate: s.Module.Name,
		Functions: []function{}, Summary: s.Result.Summary(), Parity: s.Parity, Files: map[string]string{},
	}
	for _, f := range s.Module.Functions {
		line, _ := s.Result.Lines.Human(f.NameRange.Start)
		one := function{Name: f.Name, Types: f.VariantTypes(), Line: line, Translated: f.Translated(), Rust: f.Signature}
		for _, reason := range f.Refused {
			one.Reasons = append(one.Reasons, reason.Code+": "+reason.Message)
		}
		r.Functions = append(r.Functions, one)
	}
	for name, content := range files {
		r.Files[name] = hashOf(content)
	}
	return r
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return "sha256:" + hex.EncodeToString(sum[:])
}

package cli

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/parity"
)

// reportName is the file of a crate that says how it came about.
const reportName = "report.json"

// generator marks the reports that are ours.
const generator = "portalis"

// A crateReport says what became of a Python file. The same input gives the same
// report, but for the speed.
type crateReport struct {
	Generator string           `json:"generator"`
	Version   string           `json:"version"`
	Source    string           `json:"source"`
	Crate     string           `json:"crate"`
	Functions []functionReport `json:"functions"`
	Summary   analysis.Summary `json:"summary"`
	Parity    *parity.Report   `json:"parity,omitempty"`
	// Files has the hash of every other file, so that portalis knows later which
	// of them are still as it wrote them.
	Files map[string]string `json:"files"`
}

// A functionReport says what became of one function.
type functionReport struct {
	Name       string   `json:"name"`
	Types      []string `json:"types,omitempty"` // of the parameters, where the def became several functions
	Line       int      `json:"line"`
	Translated bool     `json:"translated"`
	Rust       string   `json:"rust,omitempty"`    // its signature
	Reasons    []string `json:"reasons,omitempty"` // why it stays Python
}

func newReport(l *loaded, files map[string][]byte, compared *parity.Report) crateReport {
	complete := *l.result
	complete.Findings = l.findings()
	r := crateReport{
		Generator: generator, Version: Version(), Source: l.path, Crate: l.module.Name,
		Functions: []functionReport{}, Summary: complete.Summary(), Parity: compared, Files: map[string]string{},
	}
	for _, f := range l.module.Functions {
		line, _ := l.result.Lines.Human(f.NameRange.Start)
		function := functionReport{Name: f.Name, Types: f.VariantTypes(), Line: line, Translated: f.Translated(), Rust: f.Signature}
		for _, reason := range f.Refused {
			function.Reasons = append(function.Reasons, reason.Code+": "+reason.Message)
		}
		r.Functions = append(r.Functions, function)
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

package report

import (
	"encoding/json"
	"fmt"

	"github.com/portalis-dev/portalis/preview/parity"
)

// Bounds say from when on a change for the worse counts. Factors are at least 1.
type Bounds struct {
	Slower float64 // how many times as slow a function may become
	Larger float64 // how many times as large the WASM of a file may become
}

// DefaultBounds leave room for the noise of a shared machine.
var DefaultBounds = Bounds{Slower: 2, Larger: 1.1}

// A Regression is something that was better in the baseline.
type Regression struct {
	File     string `json:"file"`
	Function string `json:"function,omitempty"` // "" for the file as a whole
	Kind     Kind   `json:"kind"`
	Was      string `json:"was"`
	Is       string `json:"is"`
}

// Kind says what became worse.
type Kind string

// The kinds.
const (
	Verdict Kind = "verdict"
	Speed   Kind = "speed"
	Size    Kind = "size"
)

// String says it in one line.
func (r Regression) String() string {
	of := r.File
	if r.Function != "" {
		of += ": " + r.Function
	}
	return fmt.Sprintf("%s: the %s was %s and is %s", of, r.Kind, r.Was, r.Is)
}

// Read reads what WriteJSON wrote.
func Read(text []byte) (*Report, error) {
	var r Report
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, fmt.Errorf("reading a report: %w", err)
	}
	if r.Version != Version {
		return nil, fmt.Errorf("reading a report: its version is %d, and this program knows version %d", r.Version, Version)
	}
	return &r, nil
}

// Compare finds what became worse since the baseline. Functions and files that
// are new, or no longer there, are not compared; speeds and sizes only where both
// reports have them.
func (r *Report) Compare(baseline *Report, bounds Bounds) {
	before := map[string]File{}
	for _, f := range baseline.Files {
		before[f.File] = f
	}
	r.Regressions = nil
	for _, f := range r.Files {
		if old, ok := before[f.File]; ok {
			r.Regressions = append(r.Regressions, worse(old, f, bounds)...)
		}
	}
}

func worse(old, now File, bounds Bounds) []Regression {
	var out []Regression
	before := map[string]parity.Function{}
	for _, f := range old.Functions {
		before[f.Title()] = f
	}
	for _, f := range now.Functions {
		was, ok := before[f.Title()]
		if !ok {
			continue
		}
		if parity.Severity(f.Verdict) > parity.Severity(was.Verdict) {
			out = append(out, Regression{now.File, f.Title(), Verdict, string(was.Verdict), string(f.Verdict)})
		}
		if f.Speed > 0 && was.Speed > bounds.Slower*f.Speed {
			out = append(out, Regression{now.File, f.Title(), Speed, parity.Ratio(was.Speed), parity.Ratio(f.Speed)})
		}
	}
	if old.WasmSize > 0 && float64(now.WasmSize) > bounds.Larger*float64(old.WasmSize) {
		out = append(out, Regression{now.File, "", Size, bytesOf(old.WasmSize), bytesOf(now.WasmSize)})
	}
	return out
}

func bytesOf(n int) string { return fmt.Sprintf("%d bytes", n) }

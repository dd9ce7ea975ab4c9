package build

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate"
)

// A CompileError says that rustc refused emitted Rust. That is a mistake of
// Portalis, never the user's.
type CompileError struct {
	Findings []compat.Finding      // PT901, at the functions that do not compile, or at the start of the file
	Broken   []*translate.Function // those functions; all of them when the mistake is outside any
	Output   string                // all that rustc said
}

func (e *CompileError) Error() string {
	messages := make([]string, len(e.Findings))
	for i, f := range e.Findings {
		messages[i] = f.Code + ": " + f.Message
	}
	return strings.Join(messages, "\n")
}

// A message is one of rustc's, as --error-format=json gives it
// (https://doc.rust-lang.org/rustc/json.html).
type message struct {
	Message  string `json:"message"`
	Level    string `json:"level"`
	Rendered string `json:"rendered"`
	Code     *struct {
		Code string `json:"code"`
	} `json:"code"`
	Spans []span `json:"spans"`
}

// A span is a place that a message is about.
type span struct {
	File    string `json:"file_name"`
	Start   int    `json:"byte_start"`
	End     int    `json:"byte_end"`
	Primary bool   `json:"is_primary"`
	// Expansion is where the macro was called that the place is inside of.
	Expansion *struct {
		Span span `json:"span"`
	} `json:"expansion"`
}

// inModule is the place in the module that s, possibly inside a macro, is in.
func (s span) inModule() (span, bool) {
	for !strings.HasSuffix(s.File, "lib.rs") || strings.HasPrefix(s.File, "/rustc/") {
		if s.Expansion == nil {
			return span{}, false
		}
		s = s.Expansion.Span
	}
	return s, true
}

// run runs rustc, which is killed with all that it started when ctx is done.
func run(ctx context.Context, rustc string, args []string) ([]message, error) {
	var stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, rustc, args...)
	cmd.Stderr = &stderr
	cmd.WaitDelay = time.Second
	killGroup(cmd)
	err := cmd.Run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var messages []message
	for line := range bytes.Lines(stderr.Bytes()) {
		var m message
		if json.Unmarshal(line, &m) != nil || m.Level == "" {
			m = message{Level: "output", Message: strings.TrimSpace(string(line))}
		}
		messages = append(messages, m)
	}
	var exit *exec.ExitError
	switch {
	case err == nil:
		return messages, nil
	case !errors.As(err, &exit):
		return nil, fmt.Errorf("cannot run rustc: %w", err)
	case exit.ExitCode() < 0:
		return nil, fmt.Errorf("rustc was stopped (%w); free some memory, or try again", err)
	}
	return messages, &rustcError{err, strings.Join(texts(messages), "\n")}
}

// A rustcError says that rustc ran and refused its input.
type rustcError struct {
	err    error
	output string
}

func (e *rustcError) Error() string { return fmt.Sprintf("rustc failed: %v\n%s", e.err, e.output) }
func (e *rustcError) Unwrap() error { return e.err }

func texts(messages []message) []string {
	var out []string
	for _, m := range messages {
		out = append(out, strings.TrimSpace(cmp.Or(m.Rendered, m.Message)))
	}
	return out
}

// explain makes an error of a failed run of rustc over m.
func explain(err error, messages []message, m *translate.Module) error {
	failed, ok := errors.AsType[*rustcError](err)
	if !ok {
		return err
	}
	e := &CompileError{Output: failed.output}
	for _, msg := range messages {
		// A warning stands here only when warnings are denied.
		if msg.Level != "error" && msg.Level != "warning" || len(msg.Spans) == 0 {
			continue
		}
		f := enclosing(msg, m)
		var at syntax.Range
		if f != nil {
			at = f.NameRange
			e.Broken = append(e.Broken, f)
		}
		text := msg.Message
		if msg.Code != nil {
			text += " (" + msg.Code.Code + ")"
		}
		e.Findings = append(e.Findings, compat.Finding{
			Code: "PT901", Severity: compat.Refused, Range: at,
			Message: "The Rust made for this does not compile, which is a mistake of Portalis: " + text + ".",
		})
	}
	if len(e.Broken) == 0 {
		for _, f := range m.Functions {
			if f.Translated() {
				e.Broken = append(e.Broken, f)
			}
		}
	}
	if len(e.Findings) == 0 {
		return err
	}
	return e
}

// enclosing returns the function that a message is about.
func enclosing(msg message, m *translate.Module) *translate.Function {
	for _, found := range msg.Spans {
		span, ok := found.inModule()
		if !found.Primary || !ok {
			continue
		}
		for _, f := range m.Functions {
			for _, place := range append([]syntax.Range{f.Place}, f.Inner...) {
				if f.Translated() && place.Start <= span.Start && span.Start < place.End {
					return f
				}
			}
		}
	}
	return nil
}

// Without returns m without the Rust of the functions in broken, and of those
// that call them.
func Without(m *translate.Module, broken []*translate.Function, why []compat.Finding) *translate.Module {
	out := *m
	out.Functions = append([]*translate.Function(nil), m.Functions...)
	gone := map[string]bool{}
	for _, f := range broken {
		gone[f.Name] = true
	}
	for changed := true; changed; {
		changed = false
		for _, f := range m.Functions {
			for _, callee := range f.Calls {
				if gone[callee] && !gone[f.Name] {
					gone[f.Name], changed = true, true
				}
			}
		}
	}
	rust := []byte(m.Rust)
	for i, f := range m.Functions {
		if !gone[f.Name] || !f.Translated() {
			continue
		}
		blank(rust, f.Place)
		for _, inner := range f.Inner {
			blank(rust, inner)
		}
		refused := *f
		refused.Refused = findingsFor(f, why)
		out.Functions[i] = &refused
	}
	out.Rust = string(rust)
	return &out
}

// blank removes a place; blanks keep every other place where it is.
func blank(rust []byte, place syntax.Range) {
	for at := place.Start; at < place.End; at++ {
		if rust[at] != '\n' {
			rust[at] = ' '
		}
	}
}

// findingsFor returns what of why is about f, or else says that f calls a
// function that is broken.
func findingsFor(f *translate.Function, why []compat.Finding) []compat.Finding {
	var own []compat.Finding
	for _, finding := range why {
		if finding.Range == f.NameRange {
			own = append(own, finding)
		}
	}
	if len(own) > 0 {
		return own
	}
	for _, finding := range why {
		if finding.Range == (syntax.Range{}) {
			own = append(own, finding) // about the file as a whole
		}
	}
	if len(own) == 0 {
		own = []compat.Finding{{
			Code: "PT901", Severity: compat.Refused, Range: f.NameRange,
			Message: "This calls a function whose Rust does not compile, which is a mistake of Portalis.",
		}}
	}
	return own
}

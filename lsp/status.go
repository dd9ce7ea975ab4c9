package lsp

import "github.com/portalis-dev/portalis/preview/parity"

// methodStatus is our notification that says how the server is.
const methodStatus = "portalis/status"

// statusParams are its parameters (docs/lsp-extensions.md).
type statusParams struct {
	// Health is "ok", "warning" when something is missing, or "error".
	Health string `json:"health"`
	// Quiescent tells whether nothing is being built or run.
	Quiescent bool `json:"quiescent"`
	// Activity is what is done where it is not quiescent.
	Activity parity.Stage `json:"activity,omitempty"`
	// Mismatches is how many functions of the open documents do not agree with Python.
	Mismatches int    `json:"mismatches,omitzero"` // zero is not empty to JSON
	Message    string `json:"message,omitempty"`   // what is wrong and what mends it
	Toolchain  string `json:"toolchain,omitempty"` // "rustc 1.96.0"
	Python     string `json:"python,omitempty"`    // "3.11.7"
}

// tellStatus sends the status, if it is not what the client knows already.
func (s *server) tellStatus() {
	s.mu.Lock()
	defer s.mu.Unlock() // held while sending, so that the last to be sent is the last
	status := statusParams{Health: "ok", Quiescent: s.active == 0}
	switch {
	case !s.tools.known:
		return
	case s.tools.problem != "":
		status.Health, status.Message = "warning", s.tools.problem
	case !s.settings.Trusted:
		status.Health, status.Message = "warning", untrusted
	}
	if s.active > 0 {
		status.Activity = s.stage
	}
	for _, doc := range s.documents {
		status.Mismatches += doc.mismatches
	}
	status.Toolchain, status.Python = s.tools.rustc, s.tools.python
	if status == s.status || !s.settings.Status {
		return
	}
	s.status = status
	s.notify(methodStatus, status)
}

const untrusted = "parity is off: the workspace is not trusted"

// countMismatches takes in how many functions of a snapshot do not agree with Python.
func (s *server) countMismatches(doc *document, snap *snapshot) {
	s.mu.Lock()
	none := len(doc.verdicts) == 0 && doc.mismatches == 0
	s.mu.Unlock()
	if none {
		return
	}
	// They are counted under the lock, lest an older count take the place of a newer one.
	doc.counting.Lock()
	n := 0
	for _, v := range s.verdictsOf(doc, snap) {
		if v.Verdict == parity.Wrong || v.Verdict == parity.Trapped {
			n++
		}
	}
	s.mu.Lock()
	if doc.current == snap {
		doc.mismatches = n
	}
	s.mu.Unlock()
	doc.counting.Unlock()
	s.tellStatus()
}

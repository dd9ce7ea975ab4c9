package lsp

// methodStatus is our notification that says how the server is.
const methodStatus = "portalis/status"

// statusParams are its parameters (docs/lsp-extensions.md).
type statusParams struct {
	// Health is "ok", "warning" when something is missing, or "error".
	Health string `json:"health"`
	// Quiescent tells whether nothing is being built or run.
	Quiescent bool   `json:"quiescent"`
	Message   string `json:"message,omitempty"`   // what is wrong and what mends it
	Toolchain string `json:"toolchain,omitempty"` // "rustc 1.96.0"
	Python    string `json:"python,omitempty"`    // "3.11.7"
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
	status.Toolchain, status.Python = s.tools.rustc, s.tools.python
	if status == s.status || !s.settings.Status {
		return
	}
	s.status = status
	s.notify(methodStatus, status)
}

const untrusted = "parity is off: the workspace is not trusted"

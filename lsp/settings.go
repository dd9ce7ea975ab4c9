package lsp

import (
	"context"
	"encoding/json"
	"log/slog"
	"strings"

	"go.lsp.dev/protocol"
)

// settings are what the user can choose, under "portalis" in the editor's
// configuration or in the initialization options.
type settings struct {
	ParityOnSave bool
	Python       string // the interpreter; "" means to look for one
	Rustc        string // the compiler; "" means to look for one
	Trusted      bool   // whether the workspace's code may run
	InlayHints   bool
	LogLevel     string // "error", "warn", "info" or "debug"
	NoStatus     bool   // "status": false, for clients that complain of notifications they do not know
}

func defaultSettings() settings {
	return settings{ParityOnSave: true, Trusted: true, InlayHints: true, LogLevel: "info"}
}

// merge returns the settings with those that given has replaced. Given may hold
// them directly or under "portalis"; what it says of anything else, or in a
// wrong type, is ignored.
func (s settings) merge(given []byte) settings {
	var members map[string]json.RawMessage
	if json.Unmarshal(given, &members) != nil {
		return s
	}
	if inner, ok := members["portalis"]; ok {
		return s.merge(inner)
	}
	var parity map[string]json.RawMessage
	if json.Unmarshal(members["parity"], &parity) == nil {
		set(&s.ParityOnSave, parity["onSave"])
	}
	set(&s.ParityOnSave, members["parity.onSave"])
	set(&s.Python, members["python"])
	set(&s.Rustc, members["rustc"])
	set(&s.Trusted, members["trusted"])
	set(&s.InlayHints, members["inlayHints"])
	set(&s.LogLevel, members["logLevel"])
	status := !s.NoStatus
	set(&status, members["status"])
	s.NoStatus = !status
	return s
}

func set[T any](field *T, given json.RawMessage) {
	var v *T
	if json.Unmarshal(given, &v) == nil && v != nil {
		*field = *v
	}
}

func (s settings) level() slog.Level {
	switch strings.ToLower(s.LogLevel) {
	case "error":
		return slog.LevelError
	case "warn", "warning":
		return slog.LevelWarn
	case "debug", "trace":
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

// registerConfiguration asks to be told when the configuration changes.
func (s *server) registerConfiguration() {
	if !s.can().watchConfiguration {
		return
	}
	err := s.callClient(s.ctx, protocol.MethodClientRegisterCapability, &protocol.RegistrationParams{
		Registrations: []protocol.Registration{{
			ID:              "portalis-configuration",
			Method:          protocol.MethodWorkspaceDidChangeConfiguration,
			RegisterOptions: raw(map[string]string{"section": "portalis"}),
		}},
	}, nil)
	if err != nil {
		s.log.Info("cannot watch the configuration", "error", err)
	}
}

// pullConfiguration asks the client for the configuration, where it can say it.
func (s *server) pullConfiguration() {
	if !s.can().configuration {
		return
	}
	var answer []protocol.LSPAny
	err := s.callClient(s.ctx, protocol.MethodWorkspaceConfiguration, &protocol.ConfigurationParams{
		Items: []protocol.ConfigurationItem{{Section: ptr("portalis")}},
	}, &answer)
	if err != nil || len(answer) == 0 {
		s.log.Info("no configuration", "error", err)
		return
	}
	s.useSettings(answer[0])
}

// didChangeConfiguration handles workspace/didChangeConfiguration. Some clients
// send the settings, others want to be asked.
func (s *server) didChangeConfiguration(_ context.Context, params *protocol.DidChangeConfigurationParams) error {
	given := append([]byte(nil), params.Settings...)
	s.goBackground(func() {
		if s.can().configuration {
			s.pullConfiguration()
		} else {
			s.useSettings(given)
		}
		s.lookForTools()
	})
	return nil
}

// useSettings takes new settings into use, and shows what they change.
func (s *server) useSettings(given []byte) {
	s.mu.Lock()
	before := s.settings
	s.settings = before.merge(given)
	s.level.Set(s.settings.level())
	changed := s.settings != before
	s.mu.Unlock()
	if changed {
		s.refreshViews()
	}
}

// can returns what the client can do.
func (s *server) can() client {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.client
}

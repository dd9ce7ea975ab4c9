package lsp

import (
	"context"
	"encoding/json"
	"log/slog"
	"strings"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// settings are what the user can choose, under "portalis" in the editor's
// configuration or in the initialization options; settingsTable describes them.
type settings struct {
	ParityOnSave         bool
	Python               string // the interpreter; "" means to look for one
	Rustc                string // the compiler; "" means to look for one
	Trusted              bool   // whether the workspace's code may run
	InlayHints           bool
	ConvertFolder        string // where the crate of a file goes; "" means beside it
	WorkspaceDiagnostics bool   // of files that are not open, too
	LogLevel             string // "error", "warn", "info" or "debug"
	Status               bool   // whether to send portalis/status
}

// merge returns the settings with those that given has replaced. Given may hold
// them directly or under "portalis", and "parity.onSave" as one name or as a member
// of "parity"; what it says of anything else, or in a wrong type, is ignored.
func (s settings) merge(given []byte) settings {
	var members map[string]json.RawMessage
	if json.Unmarshal(given, &members) != nil {
		return s
	}
	if inner, ok := members["portalis"]; ok {
		return s.merge(inner)
	}
	for _, one := range settingsTable {
		if one.take == nil {
			continue
		}
		if group, name, ok := strings.Cut(one.name, "."); ok {
			var nested map[string]json.RawMessage
			if json.Unmarshal(members[group], &nested) == nil {
				one.take(&s, nested[name])
			}
		}
		one.take(&s, members[one.name])
	}
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

// pullConfiguration asks the client for the configuration, where it can say it: for
// all, and for each folder of the workspace.
func (s *server) pullConfiguration() {
	if !s.can().configuration {
		return
	}
	s.configuring.Lock() // so that an older answer does not take the place of a newer one
	defer s.configuring.Unlock()
	items := []protocol.ConfigurationItem{{Section: ptr("portalis")}}
	folders := s.workspaceFolders()
	for _, folder := range folders {
		items = append(items, protocol.ConfigurationItem{Section: ptr("portalis"), ScopeURI: &folder})
	}
	var answer []protocol.LSPAny
	err := s.callClient(s.ctx, protocol.MethodWorkspaceConfiguration, &protocol.ConfigurationParams{Items: items}, &answer)
	if err != nil || len(answer) == 0 {
		s.log.Info("no configuration", "error", err)
		return
	}
	ofFolder := map[uri.URI]protocol.LSPAny{}
	for i, folder := range folders {
		if i+1 < len(answer) {
			ofFolder[folder] = answer[i+1]
		}
	}
	s.useSettings(answer[0], ofFolder)
}

// didChangeConfiguration handles workspace/didChangeConfiguration. Some clients
// send the settings, others want to be asked.
func (s *server) didChangeConfiguration(_ context.Context, params *protocol.DidChangeConfigurationParams) error {
	given := append([]byte(nil), params.Settings...)
	s.goBackground(func() {
		if s.can().configuration {
			s.pullConfiguration()
		} else {
			s.useSettings(given, nil)
		}
		s.lookForTools()
	})
	return nil
}

// useSettings takes new settings into use, those of all and those of some folders,
// and shows what they change.
func (s *server) useSettings(given []byte, ofFolder map[uri.URI]protocol.LSPAny) {
	s.mu.Lock()
	before, scopedBefore := s.settings, s.scoped
	s.settings = before.merge(given)
	s.scoped = map[uri.URI]settings{}
	changed := s.settings != before
	for folder, given := range ofFolder {
		s.scoped[folder] = s.settings.merge(given)
		was, known := scopedBefore[folder]
		changed = changed || s.scoped[folder] != was && known || s.scoped[folder] != before && !known
	}
	for folder, was := range scopedBefore {
		_, still := s.scoped[folder]
		changed = changed || !still && was != s.settings
	}
	s.level.Set(s.settings.level())
	s.mu.Unlock()
	if changed {
		s.refreshViews()
	}
}

// settingsOf are those that hold for a document: of the folder it is in, of the
// nearest if it is in several.
func (s *server) settingsOf(u uri.URI) settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	best, found := "", s.settings
	for folder, scoped := range s.scoped {
		if within := strings.TrimSuffix(string(folder), "/") + "/"; strings.HasPrefix(string(u), within) && len(within) > len(best) {
			best, found = within, scoped
		}
	}
	return found
}

// can returns what the client can do.
func (s *server) can() client {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.client
}

package lsp

import (
	"context"
	"path/filepath"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/analysis/config"
	"github.com/portalis-dev/portalis/analysis/project"
)

// configOf is how the project of a document is configured, as far as findings are
// concerned. What is wrong in the configuration is shown in its own file.
func (s *server) configOf(snap *snapshot) (c config.Config, excluded bool) {
	if !snap.uri.IsFile() {
		return config.Config{}, false
	}
	c, problems := config.Find(filepath.Dir(snap.path))
	s.showProblems(c.Path, problems)
	if c.Path == "" {
		return c, false
	}
	rel, err := filepath.Rel(filepath.Dir(c.Path), snap.path)
	return c, err == nil && project.Excluded(c.Exclude, filepath.ToSlash(rel))
}

// showProblems shows what is not understood in a configuration file, and takes
// back what was shown of it before.
func (s *server) showProblems(path string, problems []config.Problem) {
	list := []protocol.Diagnostic{}
	text := ""
	for _, p := range problems {
		at := protocol.Position{Line: uint32(p.Line - 1), Character: uint32(p.Column - 1)}
		list = append(list, protocol.Diagnostic{
			Range:    protocol.Range{Start: at, End: protocol.Position{Line: at.Line + 1}},
			Severity: protocol.DiagnosticSeverityWarning,
			Source:   protocol.NewOptional("portalis"),
			Message:  protocol.String(p.Message),
		})
		text += p.Message + "\x00"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if path == "" || s.configProblems[path] == text {
		return
	}
	s.configProblems[path] = text
	s.notify(protocol.MethodTextDocumentPublishDiagnostics, &protocol.PublishDiagnosticsParams{
		URI: uri.File(path), Diagnostics: list,
	})
}

// watchProjectFiles asks to be told when a configuration file changes.
func (s *server) watchProjectFiles() {
	if !s.can().watchFiles {
		return
	}
	type watcher struct {
		GlobPattern string `json:"globPattern"`
	}
	err := s.callClient(s.ctx, protocol.MethodClientRegisterCapability, &protocol.RegistrationParams{
		Registrations: []protocol.Registration{{
			ID:     "portalis-project-files",
			Method: protocol.MethodWorkspaceDidChangeWatchedFiles,
			RegisterOptions: raw(map[string][]watcher{
				"watchers": {{"**/" + config.OwnFile}, {"**/" + config.Pyproject}},
			}),
		}},
	}, nil)
	if err != nil {
		s.log.Info("cannot watch the configuration of projects", "error", err)
	}
}

// didChangeWatchedFiles handles workspace/didChangeWatchedFiles: a project is
// configured otherwise than before.
func (s *server) didChangeWatchedFiles(context.Context, *protocol.DidChangeWatchedFilesParams) error {
	if s.engine.links != nil {
		s.engine.links.forget()
	}
	s.goBackground(func() {
		s.mu.Lock()
		clear(s.unopenedFiles)
		current := map[*document]*snapshot{}
		for _, doc := range s.documents {
			current[doc] = doc.current
		}
		s.mu.Unlock()
		for doc, snap := range current {
			if s.ready(s.ctx, doc, snap) == nil {
				s.publish(doc, snap)
			}
		}
		s.refreshViews()
	})
	return nil
}

package lsp

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/analysis/config"
	"github.com/portalis-dev/portalis/analysis/project"
	"github.com/portalis-dev/portalis/lsp/text"
)

// workspaceDiagnostic handles workspace/diagnostic: what there is to say about the
// documents that are open, and, if the user wants that, about the other Python files
// of the workspace. What the client has already is said to be unchanged.
func (s *server) workspaceDiagnostic(_ context.Context, params *protocol.WorkspaceDiagnosticParams) (func(context.Context) (*protocol.WorkspaceDiagnosticReport, error), error) {
	previous := map[uri.URI]string{}
	for _, p := range params.PreviousResultIds {
		previous[p.URI] = p.Value
	}
	s.mu.Lock()
	var open []*document
	for _, doc := range s.documents {
		open = append(open, doc)
	}
	s.mu.Unlock()
	slices.SortFunc(open, func(a, b *document) int { return strings.Compare(string(a.uri), string(b.uri)) })
	return func(ctx context.Context) (*protocol.WorkspaceDiagnosticReport, error) {
		report := &protocol.WorkspaceDiagnosticReport{Items: []protocol.WorkspaceDocumentDiagnosticReport{}}
		known := map[uri.URI]bool{}
		for _, doc := range open {
			snap, err := s.newest(ctx, doc)
			if errors.Is(err, protocol.ErrContentModified) {
				continue // closed meanwhile
			}
			if err != nil {
				return nil, err
			}
			known[doc.uri] = true
			list, hash := s.diagnostics(doc, snap)
			report.Items = append(report.Items, workspaceReport(doc.uri, &snap.version, list, hash, previous[doc.uri]))
		}
		err := s.unopened(ctx, func(u uri.URI, list []protocol.Diagnostic, hash string) {
			if !known[u] {
				known[u] = true
				report.Items = append(report.Items, workspaceReport(u, nil, list, hash, previous[u]))
			}
		})
		if err != nil {
			return nil, err
		}
		for _, p := range params.PreviousResultIds {
			if !known[p.URI] { // it was closed, or is gone
				report.Items = append(report.Items, workspaceReport(p.URI, nil, []protocol.Diagnostic{}, "", ""))
			}
		}
		return report, nil
	}, nil
}

func workspaceReport(u uri.URI, version *int32, list []protocol.Diagnostic, hash, previous string) protocol.WorkspaceDocumentDiagnosticReport {
	if hash != "" && hash == previous {
		same := &protocol.WorkspaceUnchangedDocumentDiagnosticReport{URI: u, Version: version}
		same.Kind, same.ResultID = "unchanged", hash
		return same
	}
	full := &protocol.WorkspaceFullDocumentDiagnosticReport{URI: u, Version: version}
	full.Kind, full.Items = "full", list
	if hash != "" {
		full.ResultID = &hash
	}
	return full
}

// mostUnopened is how many files of a workspace that are not open are reported on.
const mostUnopened = 1000

// An unopenedFile is what there was to say about a file when it was last read.
type unopenedFile struct {
	stamp string // when it was written
	list  []protocol.Diagnostic
	hash  string
}

// unopened calls each for the Python files of the workspace. What it has found out
// it keeps until the file is another.
func (s *server) unopened(ctx context.Context, each func(uri.URI, []protocol.Diagnostic, string)) error {
	n := 0
	for _, folder := range s.workspaceFolders() {
		if !folder.IsFile() || !s.settingsOf(folder).WorkspaceDiagnostics {
			continue
		}
		settings, _ := config.Find(folder.FsPath())
		files, _ := project.New(os.DirFS(folder.FsPath()), project.Options{Exclude: settings.Exclude}).Files(".")
		for _, file := range files {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if n++; n > mostUnopened {
				return nil
			}
			u := uri.File(filepath.Join(folder.FsPath(), filepath.FromSlash(file.Path)))
			if found, ok := s.unopenedFile(u); ok {
				each(u, found.list, found.hash)
			}
		}
	}
	return nil
}

func (s *server) unopenedFile(u uri.URI) (unopenedFile, bool) {
	path := u.FsPath()
	info, err := os.Stat(path)
	if err != nil || info.Size() > largest {
		return unopenedFile{}, false
	}
	stamp := info.ModTime().String()
	s.mu.Lock()
	found, ok := s.unopenedFiles[u]
	s.mu.Unlock()
	if ok && found.stamp == stamp {
		return found, true
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return unopenedFile{}, false
	}
	doc := &document{uri: u, parser: newParser(), verdicts: verdicts{}, broken: map[fingerprint]string{}}
	snap := &snapshot{uri: u, path: path, text: text.New(content)}
	snap.prepare(s.ctx, doc.parser, s.engine, func() map[fingerprint]string { return nil })
	found.stamp = stamp
	found.list, found.hash = s.diagnostics(doc, snap)
	s.mu.Lock()
	s.unopenedFiles[u] = found
	s.mu.Unlock()
	return found, true
}

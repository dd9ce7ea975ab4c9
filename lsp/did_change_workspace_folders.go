package lsp

import (
	"context"
	"slices"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// foldersOf are the folders that a client has open when it starts. Old ones have one
// and call it their root.
func foldersOf(params *protocol.InitializeParams) []uri.URI {
	var folders []uri.URI
	if given, ok := params.WorkspaceFolders.Get(); ok {
		for _, folder := range given {
			folders = append(folders, folder.URI)
		}
	}
	//lint:ignore SA1019 that is what the old ones send
	root := params.RootURI
	if len(folders) == 0 && root != nil && *root != "" {
		folders = append(folders, *root)
	}
	return folders
}

// workspaceFolders are those that are open now.
func (s *server) workspaceFolders() []uri.URI {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.folders)
}

// didChangeWorkspaceFolders handles workspace/didChangeWorkspaceFolders: what is
// configured for a new folder is asked for, and what was for one that is gone holds
// no more.
func (s *server) didChangeWorkspaceFolders(_ context.Context, params *protocol.DidChangeWorkspaceFoldersParams) error {
	s.mu.Lock()
	for _, removed := range params.Event.Removed {
		s.folders = slices.DeleteFunc(s.folders, func(u uri.URI) bool { return u == removed.URI })
	}
	for _, added := range params.Event.Added {
		if !slices.Contains(s.folders, added.URI) {
			s.folders = append(s.folders, added.URI)
		}
	}
	s.mu.Unlock()
	s.goBackground(s.pullConfiguration)
	return nil
}

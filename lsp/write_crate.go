package lsp

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/analysis/config"
	"github.com/portalis-dev/portalis/preview/export"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/translate"
)

// kindConvertCrate is that of the code action that writes the crate of a file.
const kindConvertCrate protocol.CodeActionKind = "refactor.rewrite.portalis.crate"

// crateWritten is the result of portalis.writeCrate (docs/lsp-extensions.md): where
// the Rust is, or what is in its way, in which case nothing was written.
type crateWritten struct {
	URI        uri.URI  `json:"uri,omitempty"` // of its src/lib.rs
	Folder     string   `json:"folder"`
	Functions  int      `json:"functions"`
	Translated int      `json:"translated"`
	InTheWay   []string `json:"inTheWay,omitempty"`
}

// crateAction offers to write the crate of a file. A client that has the command for
// it asks where to, and gets our proposal; for others it goes where we say.
func (s *server) crateAction(snap *snapshot) (title string, command protocol.Command, ok bool) {
	folder := s.crateFolder(snap)
	if s.can().convert {
		title = "Convert this file to Rust…"
		return title, protocol.Command{Title: title, Command: commandConvert, Arguments: []protocol.LSPAny{raw(snap.uri), raw(folder)}}, true
	}
	if folder == "" {
		return "", protocol.Command{}, false
	}
	title = "Convert this file to a crate in " + relativeTo(filepath.Dir(snap.path), folder)
	return title, protocol.Command{Title: title, Command: commandWriteCrate, Arguments: []protocol.LSPAny{raw(snap.uri)}}, true
}

// crateFolder is where the crate of a document goes when nobody says otherwise: where
// the settings say, else beside the file; "" for a document that is no file.
func (s *server) crateFolder(snap *snapshot) string {
	if !snap.uri.IsFile() {
		return ""
	}
	folder := s.settingsOf(snap.uri).ConvertFolder
	if folder == "" {
		folder = "${fileBasenameNoExtension}-rs"
	}
	name := strings.TrimSuffix(filepath.Base(snap.path), filepath.Ext(snap.path))
	folder = strings.ReplaceAll(folder, "${fileBasenameNoExtension}", name)
	folder = strings.ReplaceAll(folder, "${workspaceFolder}", s.workspaceFolderOf(snap))
	return inFolderOf(snap, folder)
}

// workspaceFolderOf is the innermost folder of the workspace that a document is in,
// else the document's own.
func (s *server) workspaceFolderOf(snap *snapshot) string {
	best := ""
	for _, folder := range s.workspaceFolders() {
		if folder.IsFile() && strings.HasPrefix(snap.path, folder.FsPath()+string(filepath.Separator)) && len(folder.FsPath()) > len(best) {
			best = folder.FsPath()
		}
	}
	if best == "" {
		return filepath.Dir(snap.path)
	}
	return best
}

// inFolderOf makes a path absolute that may be relative to the folder of a document.
func inFolderOf(snap *snapshot, path string) string {
	if filepath.IsAbs(path) || !snap.uri.IsFile() {
		return filepath.Clean(path)
	}
	return filepath.Join(filepath.Dir(snap.path), path)
}

// writeCrateCommand writes the crate of a file: [uri, folder?, overwrite?].
func (s *server) writeCrateCommand(ctx context.Context, call commandCall) (any, error) {
	folder, err := s.folderFor(call)
	if err != nil {
		return nil, err
	}
	overwrite, _ := argument[bool](call.rest, 1)
	module := call.snap.module()
	result := crateWritten{Folder: folder}
	for _, d := range module.Definitions() {
		result.Functions++
		if d.Complete() {
			result.Translated++
		}
	}
	if reason := nothingTranslated(module); reason != "" {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s", reason)
	}
	files, err := s.crateFiles(ctx, call.snap)
	if err != nil {
		return nil, err
	}
	err = export.Write(folder, files, overwrite)
	var foreign *export.Foreign
	switch {
	case errors.As(err, &foreign):
		result.InTheWay = foreign.Files
		if !s.can().convert {
			var files []string
			for _, file := range foreign.Files {
				files = append(files, s.shownPath(call.snap, file))
			}
			s.message(protocol.MessageTypeWarning, "Nothing was written: "+(&export.Foreign{Files: files}).Error()+".")
		}
		return result, nil
	case err != nil:
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s", s.shownError(call.snap, folder, err))
	}
	lib := filepath.Join(folder, "src", "lib.rs")
	result.URI = uri.File(lib)
	if !s.can().convert { // a client that asked where to opens it as well
		s.message(protocol.MessageTypeInfo, fmt.Sprintf("%d of %d functions became Rust in %s", result.Translated, result.Functions, s.shownPath(call.snap, folder)))
		s.tellWhere(shown{URI: result.URI, Path: lib}, "The Rust is in ")
	}
	return result, nil
}

// folderFor is the folder that a call of portalis.writeCrate names: an address, a
// path, or none for the one that we propose.
func (s *server) folderFor(call commandCall) (string, error) {
	folder := ""
	if len(call.rest) > 0 {
		var err error
		if folder, err = argument[string](call.rest, 0); err != nil {
			return "", jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s wants a folder: %v", commandWriteCrate, err)
		}
	}
	if strings.HasPrefix(folder, "file:") {
		parsed, err := uri.Parse(folder)
		if err != nil {
			return "", jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s: %v", commandWriteCrate, err)
		}
		folder = parsed.FsPath()
	}
	if folder == "" {
		folder = s.crateFolder(call.snap)
	}
	if folder = inFolderOf(call.snap, folder); !filepath.IsAbs(folder) {
		return "", jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%s wants the path of a folder for a document that is no file", commandWriteCrate)
	}
	return folder, nil
}

// crateFiles are the files of the crate of a document.
func (s *server) crateFiles(ctx context.Context, snap *snapshot) (map[string][]byte, error) {
	complete := *snap.analysis()
	complete.Findings = translate.Findings(snap.analysis(), snap.module())
	source := export.Source{Path: snap.path, Version: s.opts.Version, Result: &complete, Module: snap.module()}
	files, err := source.Files(s.pythonOf(snap))
	if err == nil {
		err = ctx.Err()
	}
	return files, err
}

// pythonOf is the version of Python that the crate of a document does the same as: 11
// for 3.11. It is the one that its project declares, else the one that we found.
// Nothing of the project runs for it.
func (s *server) pythonOf(snap *snapshot) int {
	dir := filepath.Dir(snap.path)
	if minor := python.Declared(dir); minor > 0 {
		return minor
	}
	s.mu.Lock()
	version := s.tools.python
	s.mu.Unlock()
	if parts := strings.Split(version, "."); len(parts) > 1 {
		if minor, err := strconv.Atoi(parts[1]); err == nil {
			return minor
		}
	}
	c, _ := config.Find(dir)
	return c.Python
}

// shownPath is how a message of a document calls a file: from the folder of the
// workspace that the document is in, where the file is there too.
func (s *server) shownPath(snap *snapshot, path string) string {
	return relativeTo(s.workspaceFolderOf(snap), path)
}

// relativeTo is path from a folder that it is in, with slashes, and else as it is.
func relativeTo(folder, path string) string {
	if rel, err := filepath.Rel(folder, path); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return path
}

// shownError is how a message of a document says an error about a file.
func (s *server) shownError(snap *snapshot, path string, err error) string {
	return strings.ReplaceAll(err.Error(), path, s.shownPath(snap, path))
}

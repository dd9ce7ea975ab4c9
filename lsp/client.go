package lsp

import (
	"encoding/json"
	"slices"

	"go.lsp.dev/protocol"

	"github.com/portalis-dev/portalis/lsp/text"
)

// client is what the editor can do, worked out once from its capabilities.
type client struct {
	encoding            text.Encoding
	pull                bool // asks for diagnostics, and can be told to ask again
	configuration       bool // answers workspace/configuration
	watchConfiguration  bool // lets us register for didChangeConfiguration
	watchFiles          bool // lets us register for didChangeWatchedFiles
	refreshLens         bool
	refreshHints        bool
	workDoneProgress    bool
	showDocument        bool
	textDocumentContent bool
	disabledActions     bool
	relatedInformation  bool
	resolveEdit         bool // asks for the edit of a code action once it is chosen
	resolveHints        bool // asks for the tooltip and the edits of a hint once it is pointed at
	resolveLens         bool // asks for the command of a lens once it is seen
	showRust            bool // has the client-side command portalis.showRust
	convert             bool // has the client-side command portalis.convert, which asks where to
}

func is(b *bool) bool { return b != nil && *b }

// newClient reads the capabilities. Any part of them may be missing.
func newClient(params *protocol.InitializeParams) client {
	var c client
	caps := params.Capabilities
	if general := caps.General; general != nil {
		c.encoding = chooseEncoding(general.PositionEncodings)
	}
	if window := caps.Window; window != nil {
		c.workDoneProgress = is(window.WorkDoneProgress)
		c.showDocument = window.ShowDocument != nil && window.ShowDocument.Support
	}
	refreshDiagnostics := false
	if workspace := caps.Workspace; workspace != nil {
		c.configuration = is(workspace.Configuration)
		c.watchConfiguration = workspace.DidChangeConfiguration != nil && is(workspace.DidChangeConfiguration.DynamicRegistration)
		c.watchFiles = workspace.DidChangeWatchedFiles != nil && is(workspace.DidChangeWatchedFiles.DynamicRegistration)
		c.refreshLens = workspace.CodeLens != nil && is(workspace.CodeLens.RefreshSupport)
		c.refreshHints = workspace.InlayHint != nil && is(workspace.InlayHint.RefreshSupport)
		c.textDocumentContent = workspace.TextDocumentContent != nil
		refreshDiagnostics = workspace.Diagnostics != nil && is(workspace.Diagnostics.RefreshSupport)
	}
	if document := caps.TextDocument; document != nil {
		// A client that cannot be told to ask again would not learn of a verdict.
		c.pull = document.Diagnostic != nil && refreshDiagnostics
		c.resolveEdit = document.CodeAction != nil && is(document.CodeAction.DataSupport) && slices.Contains(document.CodeAction.ResolveSupport.Properties, "edit")
		if hints := document.InlayHint; hints != nil {
			c.resolveHints = slices.Contains(hints.ResolveSupport.Properties, "tooltip") && slices.Contains(hints.ResolveSupport.Properties, "textEdits")
		}
		c.resolveLens = document.CodeLens != nil && slices.Contains(document.CodeLens.ResolveSupport.Properties, "command")
		c.disabledActions = document.CodeAction != nil && is(document.CodeAction.DisabledSupport)
		c.relatedInformation = document.PublishDiagnostics != nil && is(document.PublishDiagnostics.RelatedInformation) ||
			document.Diagnostic != nil && is(document.Diagnostic.RelatedInformation)
	}
	var options struct {
		ClientCommands []string `json:"clientCommands"`
	}
	if json.Unmarshal(params.InitializationOptions, &options) == nil {
		c.showRust = slices.Contains(options.ClientCommands, commandShowRust)
		c.convert = slices.Contains(options.ClientCommands, commandConvert)
	}
	return c
}

// chooseEncoding takes the encoding that costs us least of those offered.
func chooseEncoding(offered []protocol.PositionEncodingKind) text.Encoding {
	switch {
	case slices.Contains(offered, protocol.PositionEncodingKindUTF8):
		return text.UTF8
	case slices.Contains(offered, protocol.PositionEncodingKindUTF16), len(offered) == 0:
		return text.UTF16
	case slices.Contains(offered, protocol.PositionEncodingKindUTF32):
		return text.UTF32
	}
	return text.UTF16
}

func encodingKind(enc text.Encoding) protocol.PositionEncodingKind {
	switch enc {
	case text.UTF8:
		return protocol.PositionEncodingKindUTF8
	case text.UTF32:
		return protocol.PositionEncodingKindUTF32
	}
	return protocol.PositionEncodingKindUTF16
}

// serverCapabilities says what the server can do for this client. Some clients ask
// for the diagnostics of the workspace every other second if they may.
func (c client) serverCapabilities(set settings) protocol.ServerCapabilities {
	caps := protocol.ServerCapabilities{
		PositionEncoding: encodingKind(c.encoding),
		TextDocumentSync: &protocol.TextDocumentSyncOptions{
			OpenClose: ptr(true),
			Change:    ptr(protocol.TextDocumentSyncKindIncremental),
			Save:      &protocol.SaveOptions{IncludeText: ptr(false)},
		},
		HoverProvider: protocol.Boolean(true),
		CodeActionProvider: &protocol.CodeActionOptions{
			CodeActionKinds: []protocol.CodeActionKind{kindConvertFunction, kindConvertModule, kindConvertCrate, kindAnnotateFunction, kindAnnotateModule},
			ResolveProvider: ptr(c.resolveEdit),
		},
		CodeLensProvider:  &protocol.CodeLensOptions{ResolveProvider: ptr(c.resolveLens)},
		InlayHintProvider: &protocol.InlayHintOptions{ResolveProvider: ptr(c.resolveHints)},
		ExecuteCommandProvider: protocol.ExecuteCommandOptions{
			WorkDoneProgressOptions: protocol.WorkDoneProgressOptions{WorkDoneProgress: ptr(true)},
			Commands:                commandNames(),
		},
		Experimental: raw(map[string]any{"portalis": map[string]any{
			"requests":      []string{methodPreview},
			"notifications": []string{methodStatus, methodPreviewChanged},
		}}),
	}
	if c.pull {
		caps.DiagnosticProvider = &protocol.DiagnosticOptions{InterFileDependencies: true, WorkspaceDiagnostics: set.WorkspaceDiagnostics}
	}
	caps.Workspace = &protocol.WorkspaceOptions{
		WorkspaceFolders: &protocol.WorkspaceFoldersServerCapabilities{Supported: ptr(true), ChangeNotifications: protocol.Boolean(true)},
	}
	if c.textDocumentContent {
		caps.Workspace.TextDocumentContent = &protocol.TextDocumentContentOptions{Schemes: []string{previewScheme}}
	}
	return caps
}

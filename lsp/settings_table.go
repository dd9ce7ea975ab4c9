package lsp

import "encoding/json"

// A setting is one thing that the user can choose. The table of them is the only
// place where they are described: the manifest of the VS Code extension, the page
// on our extensions of the protocol and the types of the Neovim plugin are written
// from it, and a test fails when they differ.
type setting struct {
	name    string   // below "portalis", in VS Code's way: "parity.onSave"
	initial any      // a bool or a string
	choices []string // of a string that cannot be any
	about   string   // one paragraph of Markdown
	scope   string   // in VS Code; "" for one that is not there
	neovim  bool     // an option of the Neovim plugin
	oneOf   string   // other types in Lua, as an alternative
	take    func(*settings, json.RawMessage)
}

var settingsTable = []setting{
	{
		name: "path", initial: "", scope: "machine-overridable", neovim: true,
		about: "The `portalis` program to run. When empty: the one in `PATH`, else the one that came with the extension. `~` and `${workspaceFolder}` are replaced.",
	},
	{
		name: "python", initial: "", scope: "machine-overridable", neovim: true,
		about: "The Python interpreter that translations are compared with. When empty: the workspace's virtual environment, else `python3`.",
		take:  func(s *settings, v json.RawMessage) { set(&s.Python, v) },
	},
	{
		name: "rustc", initial: "", scope: "machine-overridable", neovim: true,
		about: "The `rustc` that builds previews. When empty, the newest one that can build for `wasm32-wasip1` is found by itself.",
		take:  func(s *settings, v json.RawMessage) { set(&s.Rustc, v) },
	},
	{
		name: "parity.onSave", initial: true, scope: "resource", neovim: true,
		about: "Compare each function with CPython whenever a file is saved. Only functions without side effects are run by themselves, and only in a trusted workspace.",
		take:  func(s *settings, v json.RawMessage) { set(&s.ParityOnSave, v) },
	},
	{
		name: "inlayHints", initial: true, scope: "resource", neovim: true,
		about: "Show inferred types and the verdict of each function in the text.",
		take:  func(s *settings, v json.RawMessage) { set(&s.InlayHints, v) },
	},
	{
		name: "convert.folder", initial: "", scope: "resource", neovim: true,
		about: "The folder that *Convert to Rust* writes the crate of a file to, relative to that of the file. `${fileBasenameNoExtension}` and `${workspaceFolder}` are replaced. When empty: editors that can ask do so, the others take `${fileBasenameNoExtension}-rs`.",
		take:  func(s *settings, v json.RawMessage) { set(&s.ConvertFolder, v) },
	},
	{
		name: "diagnostics.workspace", initial: false, scope: "resource",
		about: "Report on all Python files of the workspace, not only on those that are open, where the editor asks for the diagnostics of the workspace. Takes effect when the server starts.",
		take:  func(s *settings, v json.RawMessage) { set(&s.WorkspaceDiagnostics, v) },
	},
	{
		name: "logLevel", initial: "info", choices: []string{"error", "warn", "info", "debug"}, scope: "window", neovim: true,
		about: "How much the server writes to its log, on standard error.",
		take:  func(s *settings, v json.RawMessage) { set(&s.LogLevel, v) },
	},
	{
		name: "trace.server", initial: "off", choices: []string{"off", "messages", "verbose"}, scope: "window",
		about: "Write the messages between VS Code and the server to the output channel *Portalis Trace*.",
	},
	{
		name: "codeLens", initial: true, neovim: true,
		about: "Show code lenses.",
	},
	{
		name: "autostart", initial: true, neovim: true,
		about: "Start with the first Python file.",
	},
	{
		name: "trusted", initial: true, neovim: true, oneOf: "fun(root: string): boolean",
		about: "Whether the code of the workspace may run at all. A client that knows of workspace trust must say `false` where it is not given.",
		take:  func(s *settings, v json.RawMessage) { set(&s.Trusted, v) },
	},
	{
		name: "status", initial: true,
		about: "Send `portalis/status`; `false` is for clients that complain of notifications they do not know.",
		take:  func(s *settings, v json.RawMessage) { set(&s.Status, v) },
	},
}

// kind is the JSON type of a setting.
func (s setting) kind() string {
	if _, ok := s.initial.(bool); ok {
		return "boolean"
	}
	return "string"
}

// defaultSettings are what the table says.
func defaultSettings() settings {
	var s settings
	for _, one := range settingsTable {
		if one.take != nil {
			one.take(&s, json.RawMessage(raw(one.initial)))
		}
	}
	return s
}

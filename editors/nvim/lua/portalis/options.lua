--- Written from lsp/settings_table.go.
--- @class portalis.Options
--- @field path string The `portalis` program to run. When empty: the one in `PATH`, else the one that came with the extension. `~` and `${workspaceFolder}` are replaced.
--- @field python string The Python interpreter that translations are compared with. When empty: the workspace's virtual environment, else `python3`.
--- @field rustc string The `rustc` that builds previews. When empty, the newest one that can build for `wasm32-wasip1` is found by itself.
--- @field inlayHints boolean Show inferred types and the verdict of each function in the text.
--- @field logLevel 'error'|'warn'|'info'|'debug' How much the server writes to its log, on standard error.
--- @field codeLens boolean Show code lenses.
--- @field autostart boolean Start with the first Python file.
--- @field trusted boolean|fun(root: string): boolean Whether the code of the workspace may run at all. A client that knows of workspace trust must say `false` where it is not given.
--- @field parity { onSave: boolean }
--- @field convert { folder: string }
return {
  path = '',
  python = '',
  rustc = '',
  inlayHints = true,
  logLevel = 'info',
  codeLens = true,
  autostart = true,
  trusted = true,
  parity = { onSave = true },
  convert = { folder = '' },
}

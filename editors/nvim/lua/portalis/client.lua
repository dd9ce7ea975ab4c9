--- How the server is started and what it is told.
local config = require('portalis.config')
local preview = require('portalis.preview')
local verdict = require('portalis.verdict')

local M = {}

--- The commands that this client runs itself, in code actions and lenses.
M.own_commands = { 'portalis.showRust', 'portalis.convert' }

local root_markers = { 'portalis.toml', 'pyproject.toml', 'setup.py', 'setup.cfg', '.git' }

--- What the server said last of itself, by client.
--- @type table<integer, { health: string, quiescent: boolean?, activity: string?, mismatches: integer?, message: string? }>
M.status = {}

--- The program to run, or nil and why there is none.
--- @return string?, string?
function M.program()
  local path = config.get().path
  if path ~= '' then
    local expanded = vim.fn.expand(path)
    if vim.fn.executable(expanded) == 1 then return expanded end
    return nil, ('the option "path" names %s, and there is no program there that can be run'):format(expanded)
  end
  local found = vim.fn.exepath('portalis')
  if found ~= '' then return found end
  return nil, '"portalis" is not in PATH; install it, or name it in the option "path" of vim.g.portalis'
end

--- The folder of the project that a file is in: the nearest with a marker, else its own.
--- @param file string
--- @return string
function M.root(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  local here = folder
  while true do
    for _, marker in ipairs(root_markers) do
      if vim.loop.fs_stat(here .. '/' .. marker) then return here end
    end
    local above = vim.fn.fnamemodify(here, ':h')
    if above == here then return folder end
    here = above
  end
end

local function capabilities()
  local caps = vim.lsp.protocol.make_client_capabilities()
  caps.workspace = vim.tbl_deep_extend('force', caps.workspace or {}, {
    codeLens = { refreshSupport = true },
    inlayHint = { refreshSupport = true },
  })
  caps.textDocument = vim.tbl_deep_extend('force', caps.textDocument or {}, {
    inlayHint = { dynamicRegistration = false },
  })
  return caps
end

-- What the server may ask for at any time.
local function settings()
  local options = config.get()
  return {
    python = options.python,
    rustc = options.rustc,
    parity = options.parity,
    inlayHints = options.inlayHints,
    convert = options.convert,
    logLevel = options.logLevel,
  }
end

local function initialization_options(root)
  return vim.tbl_extend('error', settings(), {
    clientCommands = M.own_commands,
    trusted = config.trusted(root),
  })
end

local function on_status(_, params, ctx)
  local before = M.status[ctx.client_id]
  M.status[ctx.client_id] = params
  local client = vim.lsp.get_client_by_id(ctx.client_id)
  local root = client and client.config.root_dir
  local wanted = params.health == 'error' or not root or config.trusted(root) -- who trusts not, knows
  if params.message and params.health ~= 'ok' and wanted and not (before and before.message == params.message) then
    local level = params.health == 'error' and vim.log.levels.ERROR or vim.log.levels.WARN
    vim.notify('Portalis: ' .. params.message, level)
  end
  vim.cmd('redrawstatus')
end

local function handlers()
  local own = {
    ['portalis/status'] = on_status,
    ['portalis/previewChanged'] = function(_, params, ctx) preview.changed(params.uri, ctx.client_id) end,
  }
  return vim.tbl_extend('error', own, verdict.handlers())
end

--- The client's configuration, for vim.lsp.start_client and vim.lsp.config alike.
function M.config()
  return {
    name = 'portalis',
    cmd = { M.program() or 'portalis', 'lsp' },
    filetypes = { 'python' },
    root_markers = root_markers,
    capabilities = capabilities(),
    settings = { portalis = settings() },
    handlers = handlers(),
    before_init = function(params, cfg)
      local root = cfg.root_dir or (params.rootUri and params.rootUri ~= vim.NIL and vim.uri_to_fname(params.rootUri))
      params.initializationOptions = initialization_options(root or vim.fn.getcwd())
    end,
    on_attach = function(client, buf)
      verdict.attach(client, buf)
      preview.attach(buf)
    end,
    on_exit = function(_, _, id) M.status[id] = nil end,
  }
end

--- The client at work for a buffer, or nil.
--- @param buf integer
function M.of(buf)
  local all = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = buf }) or vim.lsp.buf_get_clients(buf)
  for _, client in pairs(all) do
    if client.name == 'portalis' then return client end
  end
end

local complained = false

--- Attaches a client to a buffer, before Neovim 0.11: one per project folder.
--- @param buf integer
function M.start(buf)
  local file = vim.api.nvim_buf_get_name(buf)
  if file == '' or vim.bo[buf].buftype ~= '' then return end
  local program, why = M.program()
  if not program then
    if not complained then vim.notify('Portalis: ' .. why, vim.log.levels.WARN) end
    complained = true
    return
  end
  local root = M.root(file)
  for _, client in ipairs(vim.lsp.get_active_clients()) do
    if client.name == 'portalis' and client.config.root_dir == root and not client.is_stopped() then
      vim.lsp.buf_attach_client(buf, client.id)
      return
    end
  end
  local id = vim.lsp.start_client(vim.tbl_extend('force', M.config(), { root_dir = root }))
  if id then vim.lsp.buf_attach_client(buf, id) end
end

--- Stops a client; works for every Neovim.
function M.stop(client, force)
  if vim.fn.has('nvim-0.11') == 1 then client:stop(force) else client.stop(force) end
end

--- Sends a request and calls back with (error message, result); works for every Neovim.
function M.request(client, method, params, buf, callback)
  local function handler(err, result) callback(err and (err.message or tostring(err)), result) end
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, params, handler, buf)
  else
    client.request(method, params, handler, buf)
  end
end

--- Runs a command of a code action: here if it is one of the client's, else on the server.
function M.execute(client, command, buf)
  local own = vim.lsp.commands[command.command]
  if own then return own(command, { client_id = client.id, bufnr = buf }) end
  local params = { command = command.command, arguments = command.arguments }
  M.request(client, 'workspace/executeCommand', params, buf, function(err)
    if err then vim.notify('Portalis: ' .. err, vim.log.levels.ERROR) end
  end)
end

return M

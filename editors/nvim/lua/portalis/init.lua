--- Portalis for Neovim: Python to Rust, checked call by call. See |portalis.txt|.
local M = {}

--- Sets options, in place of vim.g.portalis.
--- @param options portalis.Options?
function M.setup(options)
  vim.g.portalis = vim.tbl_deep_extend('force', vim.g.portalis or {}, options or {})
end

--- What the server said last of itself, for a statusline: '' when it is at rest and well.
--- @param buf integer?
--- @return string
function M.status(buf)
  local client = require('portalis.client').of(buf or vim.api.nvim_get_current_buf())
  if not client then return '' end
  local status = require('portalis.client').status[client.id]
  if not status or (status.health == 'ok' and status.quiescent ~= false) then return '' end
  return 'Portalis: ' .. (status.message or (status.quiescent == false and 'working' or status.health))
end

-- The client of the current buffer; tells the user when there is none.
local function client_here()
  local client = require('portalis.client').of(vim.api.nvim_get_current_buf())
  if not client then vim.notify('Portalis: no server is at work for this buffer; see :checkhealth portalis', vim.log.levels.WARN) end
  return client
end

local function run_action(client, action, buf)
  local clients = require('portalis.client')
  local function run(complete)
    if complete.edit then vim.lsp.util.apply_workspace_edit(complete.edit, client.offset_encoding) end
    local command = complete.command
    if type(command) == 'table' then clients.execute(client, command, buf) end
  end
  local provider = client.server_capabilities.codeActionProvider
  if not action.edit and not action.command and type(provider) == 'table' and provider.resolveProvider then
    clients.request(client, 'codeAction/resolve', action, buf, function(err, resolved)
      if err then return vim.notify('Portalis: ' .. err, vim.log.levels.ERROR) end
      run(resolved)
    end)
  else
    run(action)
  end
end

--- Does what the server's code action does: for the function at the cursor, or for the file.
--- @param whole boolean
function M.convert(whole)
  local client = client_here()
  if not client then return end
  local buf = vim.api.nvim_get_current_buf()
  local kind = 'refactor.rewrite.portalis.' .. (whole and 'module' or 'function')
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  params.context = { diagnostics = {}, only = { kind } }
  require('portalis.client').request(client, 'textDocument/codeAction', params, buf, function(err, actions)
    if err then return vim.notify('Portalis: ' .. err, vim.log.levels.ERROR) end
    for _, action in ipairs(actions or {}) do
      if action.kind == kind then
        if action.disabled then return vim.notify('Portalis: ' .. action.disabled.reason, vim.log.levels.WARN) end
        return run_action(client, action, buf)
      end
    end
    local nothing = whole and 'there is nothing to convert in this file' or 'put the cursor in a function to convert it'
    vim.notify('Portalis: ' .. nothing, vim.log.levels.INFO)
  end)
end

--- Shows the Rust of the current file, or of one of its functions, beside it.
--- @param func string?
function M.preview(func)
  local client = client_here()
  if client then require('portalis.preview').show(vim.uri_from_bufnr(0), func, client.id) end
end

--- Writes the current file and compares its functions with CPython.
function M.parity()
  local client = client_here()
  if not client then return end
  vim.cmd('silent update')
  local command = { command = 'portalis.runParity', arguments = { vim.uri_from_bufnr(0) } }
  require('portalis.client').execute(client, command, vim.api.nvim_get_current_buf())
end

--- Stops the server of the current buffer and starts one again.
function M.restart()
  local clients = require('portalis.client')
  local buf = vim.api.nvim_get_current_buf()
  local client = clients.of(buf)
  if client then
    local gone = function() return vim.lsp.get_client_by_id(client.id) == nil end
    if vim.lsp.enable then vim.lsp.enable('portalis', false) end
    clients.stop(client)
    -- The server is given a while to take its leave; then it is ended.
    if not vim.wait(2000, gone, 20) then
      clients.stop(client, true)
      vim.wait(2000, gone, 20)
    end
  end
  if vim.lsp.enable then vim.lsp.enable('portalis') else clients.start(buf) end
end

local function register_commands()
  local function command(name, run, options) vim.api.nvim_create_user_command(name, run, options) end
  command('PortalisConvert', function(args) M.convert(args.bang) end, { bang = true, desc = 'Show the Rust of the function at the cursor; with ! of the file' })
  command('PortalisPreview', function(args) M.preview(args.args ~= '' and args.args or nil) end, { nargs = '?', desc = 'Show the Rust of the file, or of a function of it' })
  command('PortalisParity', M.parity, { desc = 'Compare the functions of the file with CPython' })
  command('PortalisRestart', M.restart, { desc = 'Restart the Portalis server' })
end

--- Called once by the plugin file: commands, and the client for Python files.
function M.register()
  register_commands()
  vim.lsp.commands['portalis.showRust'] = function(command, ctx)
    local uri, func = command.arguments[1], command.arguments[2]
    require('portalis.preview').show(uri, func ~= vim.NIL and func or nil, ctx.client_id)
  end
  if not require('portalis.config').get().autostart then return end
  if vim.lsp.enable then
    vim.lsp.enable('portalis')
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('portalis', { clear = true }),
    pattern = 'python',
    callback = function(args) require('portalis.client').start(args.buf) end,
  })
end

return M

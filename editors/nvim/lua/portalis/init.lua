--- Portalis for Neovim: Python to Rust, checked call by call. See |portalis.txt|.
local M = {}

--- Sets options, in place of vim.g.portalis.
--- @param options portalis.Options?
function M.setup(options)
  vim.g.portalis = vim.tbl_deep_extend('force', vim.g.portalis or {}, options or {})
end

--- What a status says, in a few words.
local function state(status)
  if status.message then return status.message end
  local told = {}
  if status.quiescent == false then table.insert(told, status.activity or 'working') end
  local mismatches = status.mismatches or 0
  if mismatches > 0 then table.insert(told, mismatches == 1 and '1 mismatch' or mismatches .. ' mismatches') end
  if #told > 0 then return table.concat(told, ', ') end
  return (status.health or 'ok') == 'ok' and 'ready' or status.health
end

-- What the server said last of itself, for a statusline: '' when it is at rest and well.
--- @param buf integer?
--- @return string
function M.status(buf)
  local client = require('portalis.client').of(buf or vim.api.nvim_get_current_buf())
  if not client then return '' end
  local status = require('portalis.client').status[client.id]
  if not status then return '' end
  local told = state(status)
  if told == 'ready' then return '' end
  return 'Portalis: ' .. told
end

-- The client of the current buffer; tells the user when there is none.
local function client_here()
  local client = require('portalis.client').of(vim.api.nvim_get_current_buf())
  if not client then vim.notify('Portalis: no server is at work for this buffer; see :checkhealth portalis', vim.log.levels.WARN) end
  return client
end

local function complain(problem) vim.notify('Portalis: ' .. problem, vim.log.levels.ERROR) end

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
      if err then return complain(err) end
      run(resolved)
    end)
  else
    run(action)
  end
end

-- Does the code action at the cursor that is wanted, or says that there is none.
local function do_action(kind, nothing, wanted)
  local client = client_here()
  if not client then return end
  local buf = vim.api.nvim_get_current_buf()
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  params.context = { diagnostics = {}, only = { kind } }
  require('portalis.client').request(client, 'textDocument/codeAction', params, buf, function(err, actions)
    if err then return complain(err) end
    for _, action in ipairs(actions or {}) do
      if action.kind == kind and (not wanted or wanted(action)) then
        if action.disabled then return vim.notify('Portalis: ' .. action.disabled.reason, vim.log.levels.WARN) end
        return run_action(client, action, buf)
      end
    end
    vim.notify('Portalis: ' .. nothing, vim.log.levels.INFO)
  end)
end

-- Whether a code action runs a command of the server.
local function runs(name)
  return function(action) return type(action.command) == 'table' and action.command.command == name end
end

--- Shows the Rust of a function that is named, or of the one at the cursor, or of the
--- file, beside it. It follows the Python.
--- @param name string?
--- @param whole boolean?
function M.preview(name, whole)
  if name then
    local client = client_here()
    if client then require('portalis.preview').show(vim.uri_from_bufnr(0), name, client.id) end
  elseif whole then
    do_action('refactor.rewrite.portalis.module', 'there is nothing to show of this file')
  else
    do_action('refactor.rewrite.portalis.function', 'put the cursor in a function to see its Rust')
  end
end

--- Writes the crate of the current file to a folder, or asks where to.
--- @param folder string?
function M.convert(folder)
  if not folder then
    return do_action('refactor.rewrite.portalis.crate', 'there is nothing to convert in this file')
  end
  local client = client_here()
  if client then
    require('portalis.convert').write(client, vim.uri_from_bufnr(0), vim.fn.fnamemodify(vim.fn.expand(folder), ':p'))
  end
end

--- Writes the current file and compares its functions with CPython.
function M.check()
  local client = client_here()
  if not client then return end
  vim.cmd('silent update')
  local params = { command = 'portalis.runParity', arguments = { vim.uri_from_bufnr(0) } }
  require('portalis.client').request(client, 'workspace/executeCommand', params, 0, function(err, report)
    if err then return complain(err) end
    local totals = type(report) == 'table' and report.totals
    if totals then
      vim.notify(('Portalis: %d functions, %d of %d calls agree'):format(totals.functions, totals.agreeing, totals.calls))
    end
  end)
end

--- Keeps the smallest call of the function at the cursor that does not agree as a test.
function M.pin()
  do_action('quickfix', 'there is no call of a function at the cursor that does not agree', runs('portalis.pin'))
end

--- Shows what Python and Rust did in the calls of the function at the cursor that do not agree.
function M.runs()
  do_action('quickfix', 'there is no call of a function at the cursor that does not agree', runs('portalis.showRuns'))
end

--- Writes the types that were inferred into the current file.
function M.annotate()
  do_action('source.portalis.annotate', 'all is annotated that has a type')
end

--- Says how the server is.
function M.tell_status()
  local client = client_here()
  if not client then return end
  local status = require('portalis.client').status[client.id] or {}
  local tools = {}
  if status.python then table.insert(tools, 'Python ' .. status.python) end
  if status.toolchain then table.insert(tools, status.toolchain) end
  vim.notify(('Portalis: %s (%s)'):format(state(status), #tools > 0 and table.concat(tools, ', ') or 'looking for its tools'))
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

--- Called once by the plugin file: commands, and the client for Python files.
function M.register()
  vim.api.nvim_create_user_command('Portalis', function(args) require('portalis.commands').run(args) end, {
    nargs = 1,
    bang = true,
    complete = function(lead, line) return require('portalis.commands').complete(lead, line) end,
    desc = 'Python to Rust, checked call by call',
  })
  vim.lsp.commands['portalis.showRust'] = function(command, ctx)
    local uri, func = command.arguments[1], command.arguments[2]
    require('portalis.preview').show(uri, func ~= vim.NIL and func or nil, ctx.client_id)
  end
  vim.lsp.commands['portalis.convert'] = function(command, ctx)
    local client = vim.lsp.get_client_by_id(ctx.client_id)
    require('portalis.convert').ask(client, command.arguments[1], command.arguments[2])
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

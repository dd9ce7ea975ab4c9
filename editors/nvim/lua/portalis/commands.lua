--- What `:Portalis` does. See |portalis-commands|.
local M = {}

--- @class portalis.Command
--- @field run fun(argument: string?, whole: boolean)
--- @field complete? fun(lead: string): string[] what the argument may be
--- @field argument? boolean whether there may be one
--- @field whole? boolean whether it knows `!`

local function portalis() return require('portalis') end

-- The names of the functions of the current buffer that may be shown.
local function functions()
  local names = {}
  for _, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local name = line:match('^def%s+([%w_\128-\255]+)') or line:match('^class%s+([%w_\128-\255]+)')
    if name then table.insert(names, name) end
  end
  return names
end

--- @type table<string, portalis.Command>
M.all = {
  annotate = { run = function() portalis().annotate() end },
  check = { run = function() portalis().check() end },
  convert = {
    run = function(folder) portalis().convert(folder) end,
    argument = true,
    complete = function(lead) return vim.fn.getcompletion(lead, 'dir') end,
  },
  health = { run = function() vim.cmd('checkhealth portalis') end },
  log = { run = function() vim.cmd('tabedit ' .. vim.fn.fnameescape(vim.lsp.get_log_path and vim.lsp.get_log_path() or vim.lsp.log.get_filename())) end },
  pin = { run = function() portalis().pin() end },
  preview = {
    run = function(name, whole) portalis().preview(name, whole) end,
    argument = true,
    complete = functions,
    whole = true,
  },
  restart = { run = function() portalis().restart() end },
  runs = { run = function() portalis().runs() end },
  status = { run = function() portalis().tell_status() end },
}

--- The names of all commands, sorted.
--- @return string[]
function M.names()
  local names = vim.tbl_keys(M.all)
  table.sort(names)
  return names
end

local function warn(message) vim.notify('Portalis: ' .. message, vim.log.levels.WARN) end

--- Runs what was typed.
--- @param args table as nvim_create_user_command gives it
function M.run(args)
  local name, argument = args.args:match('^(%S+)%s*(.-)%s*$')
  local command = M.all[name]
  if not command then
    warn(('there is no ":Portalis %s", but %s'):format(name or '', table.concat(M.names(), ', ')))
  elseif argument ~= '' and not command.argument then
    warn(('":Portalis %s" takes no argument'):format(name))
  elseif args.bang and not command.whole then
    warn(('":Portalis! %s" is the same as ":Portalis %s"'):format(name, name))
  else
    command.run(argument ~= '' and argument or nil, args.bang)
  end
end

--- What can follow what was typed so far.
--- @return string[]
function M.complete(lead, line)
  local typed = line:match('^%A*Portalis!?%s+(.*)$') or ''
  local name = typed:match('^(%S+)%s')
  local command = name and M.all[name]
  local candidates = M.names()
  if name then candidates = command and command.complete and command.complete(lead) or {} end
  return vim.tbl_filter(function(candidate) return vim.startswith(candidate, lead) end, candidates)
end

return M

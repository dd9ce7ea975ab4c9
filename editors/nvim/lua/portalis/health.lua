--- :checkhealth portalis
local M = {}

local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local err = health.error or health.report_error

local function check_options()
  start('portalis: options')
  local problems = require('portalis.config').problems()
  for _, problem in ipairs(problems) do err(problem) end
  if #problems == 0 then ok('vim.g.portalis is as it should be') end
end

local function check_server()
  start('portalis: server')
  local program, why = require('portalis.client').program()
  if not program then return err(why) end
  local version = vim.fn.system({ program, 'version' })
  if vim.v.shell_error ~= 0 or not version:match('^portalis') then
    return err(('%s does not seem to be Portalis: "portalis version" says %q'):format(program, vim.trim(version)))
  end
  ok(('%s: %s'):format(program, vim.trim(version)))
  local report = vim.trim(vim.fn.system({ program, 'doctor' }))
  if vim.v.shell_error == 0 then
    ok('portalis doctor finds everything it needs')
  else
    warn('portalis doctor says:\n' .. report)
  end
end

local function check_neovim()
  start('portalis: Neovim')
  if vim.fn.has('nvim-0.11') == 1 then
    ok('started with vim.lsp.enable')
  elseif vim.fn.has('nvim-0.7') == 1 then
    ok('started with vim.lsp.start_client' .. (vim.fn.has('nvim-0.10') == 0 and '; inlay hints stand at the end of their line' or ''))
  else
    err('Neovim 0.7 or newer is needed')
  end
end

function M.check()
  check_neovim()
  check_options()
  check_server()
end

return M

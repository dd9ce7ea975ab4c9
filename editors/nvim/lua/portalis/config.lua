--- The options, as the user set them in vim.g.portalis or with setup().
local M = {}

--- What there is to choose, and what holds when nothing is chosen.
M.defaults = require('portalis.options')

local log_levels = { error = true, warn = true, info = true, debug = true }

--- The options in force.
--- @return portalis.Options
function M.get()
  return vim.tbl_deep_extend('force', M.defaults, vim.g.portalis or {})
end

--- Whether the code of the workspace at root may be run.
--- @param root string
--- @return boolean
function M.trusted(root)
  local trusted = M.get().trusted
  if type(trusted) == 'function' then return trusted(root) == true end
  return trusted == true
end

--- What is wrong with the options, one line each.
--- @return string[]
function M.problems()
  local problems = {}
  local function compare(given, default, prefix)
    for name, value in pairs(given) do
      local expected = default[name]
      local full = prefix .. name
      if expected == nil then
        table.insert(problems, ('there is no option %q'):format(full))
      elseif type(value) ~= type(expected) and not (full == 'trusted' and type(value) == 'function') then
        table.insert(problems, ('option %q must be a %s, and is a %s'):format(full, type(expected), type(value)))
      elseif type(expected) == 'table' then
        compare(value, expected, full .. '.')
      end
    end
  end
  compare(vim.g.portalis or {}, M.defaults, '')
  local level = M.get().logLevel
  if not log_levels[level] then
    table.insert(problems, ('option "logLevel" must be error, warn, info or debug, and is %q'):format(tostring(level)))
  end
  table.sort(problems)
  return problems
end

return M

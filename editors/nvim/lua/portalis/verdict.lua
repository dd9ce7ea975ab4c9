--- Verdicts and types in the text: code lenses and inlay hints.
---
--- Neovim draws inlay hints since 0.10, and since 0.12 it keeps lenses up to date,
--- which it could draw before. What it does not do is done here; hints then stand at
--- the end of their line.
local config = require('portalis.config')

local M = {}

local namespace = vim.api.nvim_create_namespace('portalis.hints')
local native_hints = vim.fn.has('nvim-0.10') == 1
local native_lenses = vim.lsp.codelens.enable ~= nil

local function label_of(hint)
  if type(hint.label) == 'string' then return hint.label end
  local parts = {}
  for _, part in ipairs(hint.label) do table.insert(parts, part.value) end
  return table.concat(parts)
end

--- What to write at the end of a line for a hint, and whether it belongs there.
--- One that belongs inside the line is written with the name it follows, since
--- ": int" alone would not say of what.
--- @param line string
--- @param hint table
--- @return string, boolean
function M.at_end(line, hint)
  local label = vim.trim(label_of(hint))
  local ok, byte = pcall(vim.str_byteindex, line, hint.position.character, true)
  if not ok or byte >= #line then return label, true end
  local name = line:sub(1, byte):match('[%w_\128-\255]+$')
  return (name or '') .. label, false
end

local function draw_hints(buf, hints)
  vim.api.nvim_buf_clear_namespace(buf, namespace, 0, -1)
  table.sort(hints, function(a, b)
    if a.position.line ~= b.position.line then return a.position.line < b.position.line end
    return a.position.character < b.position.character
  end)
  local by_line = {}
  for _, hint in ipairs(hints) do
    local row = hint.position.line
    local line = vim.api.nvim_buf_get_lines(buf, row, row + 1, false)[1]
    if line then
      by_line[row] = by_line[row] or {}
      local text, belongs = M.at_end(line, hint)
      -- The verdict comes first: the rest may not fit in a narrow window.
      table.insert(by_line[row], belongs and 1 or #by_line[row] + 1, text)
    end
  end
  for row, texts in pairs(by_line) do
    vim.api.nvim_buf_set_extmark(buf, namespace, row, 0, {
      virt_text = { { table.concat(texts, '  '), 'Comment' } },
      virt_text_pos = 'eol',
      priority = 1, -- before the lenses, which have the default
    })
  end
end

local function refresh_hints(client, buf)
  if native_hints or not client.server_capabilities.inlayHintProvider then return end
  local tick = vim.api.nvim_buf_get_changedtick(buf)
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(buf),
    range = {
      start = { line = 0, character = 0 },
      ['end'] = { line = vim.api.nvim_buf_line_count(buf), character = 0 },
    },
  }
  require('portalis.client').request(client, 'textDocument/inlayHint', params, buf, function(err, hints)
    if err or not vim.api.nvim_buf_is_loaded(buf) or vim.api.nvim_buf_get_changedtick(buf) ~= tick then return end
    draw_hints(buf, hints or {})
  end)
end

local function refresh_lenses(client, buf)
  if not client.server_capabilities.codeLensProvider then return end
  if native_lenses then return end
  if native_hints then
    vim.lsp.codelens.refresh({ bufnr = buf })
  elseif buf == vim.api.nvim_get_current_buf() then
    vim.lsp.codelens.refresh() -- of the current buffer, in these versions
  end
end

local function refresh(client, buf)
  local options = config.get()
  if options.codeLens then refresh_lenses(client, buf) end
  if options.inlayHints then refresh_hints(client, buf) end
end

local function refresh_all(client_id, one)
  local client = vim.lsp.get_client_by_id(client_id)
  if not client then return end
  local buffers = vim.lsp.get_buffers_by_client_id(client_id)
  for _, buf in ipairs(buffers) do
    if vim.api.nvim_buf_is_loaded(buf) then one(client, buf) end
  end
end

--- Handlers of what the server asks to have drawn again, where Neovim has none.
function M.handlers()
  local handlers = {}
  if not native_lenses then
    handlers['workspace/codeLens/refresh'] = function(_, _, ctx)
      if config.get().codeLens then refresh_all(ctx.client_id, refresh_lenses) end
      return vim.NIL
    end
  end
  if not native_hints then
    handlers['workspace/inlayHint/refresh'] = function(_, _, ctx)
      if config.get().inlayHints then refresh_all(ctx.client_id, refresh_hints) end
      return vim.NIL
    end
  end
  return handlers
end

--- Shows lenses and hints in a buffer from now on.
function M.attach(client, buf)
  local options = config.get()
  if native_hints and options.inlayHints then vim.lsp.inlay_hint.enable(true, { bufnr = buf }) end
  if native_lenses and options.codeLens then vim.lsp.codelens.enable(true, { bufnr = buf }) end
  local group = vim.api.nvim_create_augroup('portalis.verdict.' .. buf, { clear = true })
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'TextChanged' }, {
    group = group,
    buffer = buf,
    callback = function()
      if not vim.lsp.buf_is_attached(buf, client.id) then return true end
      refresh(client, buf)
    end,
  })
  refresh(client, buf)
end

return M

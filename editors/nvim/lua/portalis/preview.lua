--- The Rust beside the Python: scratch buffers that follow their source.
local M = {}

local namespace = vim.api.nvim_create_namespace('portalis.preview')

--- @class portalis.Preview
--- @field uri string of the Python document
--- @field func string? the function shown, or nil for the whole document
--- @field client integer
--- @field links table[] pieces of Rust and the Python they are made of
--- @field asked integer counts requests, so that a late answer is dropped

--- @type table<integer, portalis.Preview> by buffer
local previews = {}

local function request(preview, callback)
  local client = vim.lsp.get_client_by_id(preview.client)
  if not client then return callback('the server is not running') end
  local params = { uri = preview.uri, ['function'] = preview.func }
  local source = vim.uri_to_bufnr(preview.uri)
  if vim.lsp.util.buf_versions and vim.lsp.util.buf_versions[source] then
    params.version = vim.lsp.util.buf_versions[source]
  end
  require('portalis.client').request(client, 'portalis/preview', params, source, callback)
end

local function set_text(buf, text)
  local lines = vim.split((text:gsub('\n$', '')), '\n', { plain = true })
  if vim.deep_equal(lines, vim.api.nvim_buf_get_lines(buf, 0, -1, false)) then return end
  vim.bo[buf].modifiable = true
  vim.api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  vim.bo[buf].modifiable = false
  vim.bo[buf].modified = false
end

local function refresh(buf)
  local preview = previews[buf]
  preview.asked = preview.asked + 1
  local ticket = preview.asked
  request(preview, function(err, result)
    if not vim.api.nvim_buf_is_valid(buf) or previews[buf] ~= preview or preview.asked ~= ticket then return end
    if err then
      preview.links = {}
      set_text(buf, '// There is no Rust to show: ' .. err:gsub('\n', '\n// '))
    else
      local map = result.map
      preview.links = type(map) == 'table' and map or {}
      set_text(buf, result.text)
    end
    -- What was marked is elsewhere in the new text.
    vim.api.nvim_buf_clear_namespace(buf, namespace, 0, -1)
    if vim.uri_from_bufnr(0) == preview.uri then M.follow(vim.api.nvim_get_current_buf()) end
  end)
end

local function name_of(uri, func)
  local stem = vim.fn.fnamemodify(vim.uri_to_fname(uri), ':r')
  return 'portalis-rust://' .. stem .. (func and '.' .. func or '') .. '.rs'
end

local function find(uri, func)
  for buf, preview in pairs(previews) do
    if preview.uri == uri and preview.func == func and vim.api.nvim_buf_is_valid(buf) then return buf end
  end
end

local function create(uri, func, client_id)
  local buf = vim.api.nvim_create_buf(false, true)
  previews[buf] = { uri = uri, func = func, client = client_id, links = {}, asked = 0 }
  vim.api.nvim_buf_set_name(buf, name_of(uri, func))
  vim.bo[buf].bufhidden = 'wipe'
  vim.bo[buf].filetype = 'rust'
  vim.bo[buf].modifiable = false
  vim.api.nvim_create_autocmd('BufWipeout', { buffer = buf, callback = function() previews[buf] = nil end })
  vim.api.nvim_create_autocmd('CursorMoved', { buffer = buf, callback = function() M.follow(buf) end })
  return buf
end

--- Shows the Rust of a document, or of one function of it, beside the window
--- that has the focus and keeps it. Returns the buffer.
--- @param uri string
--- @param func string?
--- @param client_id integer
--- @return integer
function M.show(uri, func, client_id)
  local buf = find(uri, func) or create(uri, func, client_id)
  previews[buf].client = client_id
  if vim.fn.bufwinid(buf) == -1 then
    local home = vim.api.nvim_get_current_win()
    vim.cmd('rightbelow vertical split')
    vim.api.nvim_win_set_buf(0, buf)
    vim.wo.number = false
    vim.wo.relativenumber = false
    vim.api.nvim_set_current_win(home)
  end
  refresh(buf)
  return buf
end

--- Fetches again what is shown of a document.
--- @param uri string
--- @param client_id integer
function M.changed(uri, client_id)
  for buf, preview in pairs(previews) do
    if preview.uri == uri then
      preview.client = client_id
      refresh(buf)
    end
  end
end

-- The last line a range has text on: one that ends where a line begins does not reach it.
local function last_line(range)
  local to = range['end']
  if to.character == 0 and to.line > range.start.line then return to.line - 1 end
  return to.line
end

--- What on the other side belongs to a line: the partners of the shortest links around it.
--- @param links table[]
--- @param from 'python'|'rust'
--- @param line integer zero-based
--- @return table[] ranges
function M.partners(links, from, line)
  local to = from == 'python' and 'rust' or 'python'
  local best, found = math.huge, {}
  for _, link in ipairs(links) do
    local range = link[from]
    local last = last_line(range)
    if range.start.line <= line and line <= last then
      local height = last - range.start.line
      if height < best then best, found = height, {} end
      if height == best then table.insert(found, link[to]) end
    end
  end
  return found
end

local function mark(buf, ranges)
  vim.api.nvim_buf_clear_namespace(buf, namespace, 0, -1)
  local count = vim.api.nvim_buf_line_count(buf)
  for _, range in ipairs(ranges) do
    local first, last = range.start.line, math.min(last_line(range), count - 1)
    if first <= last then
      vim.api.nvim_buf_set_extmark(buf, namespace, first, 0, {
        end_row = last + 1,
        end_col = 0,
        strict = false,
        hl_group = 'Visual',
        hl_eol = true,
      })
    end
  end
  return ranges[1]
end

-- Brings a line into view in the windows of a buffer without taking the focus.
local function reveal(buf, line)
  for _, win in ipairs(vim.fn.win_findbuf(buf)) do
    local seen = vim.fn.getwininfo(win)[1]
    if line + 1 < seen.topline or line + 1 > seen.botline then
      -- A text that fits stays at its top: before a redraw botline may be old.
      local fits = vim.api.nvim_buf_line_count(buf) <= seen.height
      vim.api.nvim_win_call(win, function()
        vim.fn.winrestview({ topline = fits and 1 or math.max(1, line - 2), lnum = line + 1 })
      end)
    end
  end
end

--- Marks, on the other side, what belongs to the line of the cursor in a buffer.
--- @param buf integer
function M.follow(buf)
  local line = vim.api.nvim_win_get_cursor(0)[1] - 1
  local own = previews[buf]
  if own then
    local source = vim.uri_to_bufnr(own.uri)
    if not vim.api.nvim_buf_is_loaded(source) then return end
    vim.api.nvim_buf_clear_namespace(buf, namespace, 0, -1)
    local first = mark(source, M.partners(own.links, 'rust', line))
    if first then reveal(source, first.start.line) end
    return
  end
  local uri = vim.uri_from_bufnr(buf)
  vim.api.nvim_buf_clear_namespace(buf, namespace, 0, -1)
  for other, preview in pairs(previews) do
    if preview.uri == uri and vim.api.nvim_buf_is_valid(other) then
      local first = mark(other, M.partners(preview.links, 'python', line))
      if first then reveal(other, first.start.line) end
    end
  end
end

--- Links the cursor of a Python buffer to its previews.
--- @param buf integer
function M.attach(buf)
  local group = vim.api.nvim_create_augroup('portalis.preview.' .. buf, { clear = true })
  vim.api.nvim_create_autocmd({ 'CursorMoved', 'CursorMovedI' }, {
    group = group,
    buffer = buf,
    callback = function() M.follow(buf) end,
  })
end

return M

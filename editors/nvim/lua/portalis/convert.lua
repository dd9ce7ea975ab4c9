--- Writing the crate of a file where the user says.
local M = {}

local function open(uri)
  local file = vim.uri_to_fname(uri)
  if vim.fn.bufwinid(file) == -1 then
    vim.cmd('rightbelow vertical split ' .. vim.fn.fnameescape(file))
  else
    vim.fn.win_gotoid(vim.fn.bufwinid(file))
  end
  vim.cmd('silent! checktime')
end

-- How a message calls a folder: from the current one, or from that of the user, where it is in there.
local function shown(folder) return (vim.fn.fnamemodify(folder, ':~:.'):gsub('/$', '')) end

--- Writes the crate of a document and opens it.
--- @param client table
--- @param uri string
--- @param folder string an absolute path
--- @param overwrite boolean? also files that Portalis did not write
function M.write(client, uri, folder, overwrite)
  local params = { command = 'portalis.writeCrate', arguments = { uri, folder, overwrite == true } }
  require('portalis.client').request(client, 'workspace/executeCommand', params, vim.uri_to_bufnr(uri), function(err, result)
    if err then return vim.notify('Portalis: ' .. err, vim.log.levels.ERROR) end
    if result.inTheWay then
      local names = vim.tbl_map(function(file) return (vim.fn.fnamemodify(file, ':t')) end, result.inTheWay)
      local question = ('%s has files that Portalis did not write: %s'):format(shown(folder), table.concat(names, ', '))
      vim.ui.select({ 'Leave them', 'Overwrite them' }, { prompt = question }, function(_, choice)
        if choice == 2 then M.write(client, uri, folder, true) end
      end)
      return
    end
    open(result.uri)
    vim.notify(('Portalis: %d of %d functions became Rust in %s'):format(result.translated, result.functions, shown(result.folder)))
  end)
end

--- Asks where to write the crate of a document, unless an option says it, and writes it.
--- @param client table
--- @param uri string
--- @param proposal string
function M.ask(client, uri, proposal)
  if require('portalis.config').get().convert.folder ~= '' then return M.write(client, uri, proposal) end
  vim.ui.input({ prompt = 'Write the crate to: ', default = proposal, completion = 'dir' }, function(folder)
    if folder and folder ~= '' then M.write(client, uri, vim.fn.fnamemodify(vim.fn.expand(folder), ':p')) end
  end)
end

return M

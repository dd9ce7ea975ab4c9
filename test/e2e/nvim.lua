-- What a user of Neovim sees, on the plugin and the real server.
--
--   SERVER=portalis FILE=demo.py OUT=result.txt nvim --headless --clean -i NONE -n -S nvim.lua
--
-- With PICTURE set to a file it stays, once all is shown, and writes the file:
-- then the screen can be photographed.
local began = vim.loop.hrtime()
local lines = {}

local function report(line)
  table.insert(lines, line)
  vim.fn.writefile(lines, os.getenv('OUT'))
end

local function wait(what, probe, timeout)
  if not vim.wait(timeout or 90000, probe, 20) then error('timed out: ' .. what, 2) end
end

local function step(name, run)
  local passed, problem = xpcall(run, debug.traceback)
  if not passed then
    report('not ok Neovim: ' .. name)
    error(problem, 0)
  end
  report(('ok Neovim: %s (%.1fs)'):format(name, (vim.loop.hrtime() - began) / 1e9))
end

local function texts(buf) return table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), '\n') end

local function row_of(buf, text)
  for i, line in ipairs(vim.api.nvim_buf_get_lines(buf, 0, -1, false)) do
    if line:find(text, 1, true) then return i end
  end
  error('not in the file: ' .. text)
end

local function row_of_later(buf, text)
  wait(text, function() return pcall(row_of, buf, text) end)
end

local function same(wanted, got)
  assert(vim.deep_equal(wanted, got), vim.inspect({ wanted = wanted, got = got }))
end

-- What Portalis told the user.
local said = {}
vim.notify = function(message) table.insert(said, message) end

-- The virtual text on a line, whoever put it there.
local function virtual_text(buf, row)
  local all = {}
  for _, namespace in pairs(vim.api.nvim_get_namespaces()) do
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(buf, namespace, { row - 1, 0 }, { row - 1, -1 }, { details = true })) do
      for _, chunk in ipairs(mark[4].virt_text or {}) do table.insert(all, chunk[1]) end
      for _, line in ipairs(mark[4].virt_lines or {}) do
        for _, chunk in ipairs(line) do table.insert(all, chunk[1]) end
      end
    end
  end
  return table.concat(all, ' ')
end

local function hints_text(buf, row)
  if not vim.lsp.inlay_hint then return virtual_text(buf, row) end
  local all = {}
  local range = { start = { line = row - 1, character = 0 }, ['end'] = { line = row, character = 0 } }
  for _, hint in ipairs(vim.lsp.inlay_hint.get({ bufnr = buf, range = range })) do
    local label = hint.inlay_hint.label
    table.insert(all, type(label) == 'string' and label or table.concat(vim.tbl_map(function(part) return part.value end, label)))
  end
  return table.concat(all, ' ')
end

-- Whether there is a lens with a verdict on a line. Neovim 0.12 asks what a lens says
-- when it is drawn, and here nothing is: there it is that one beside the one that shows Rust.
local function has_verdict_lens(buf, row)
  local native = vim.lsp.codelens.enable ~= nil
  local count = 0
  for _, lens in ipairs(vim.lsp.codelens.get(native and { bufnr = buf } or buf)) do
    lens = lens.lens or lens
    if lens.range.start.line == row - 1 then
      count = count + 1
      if lens.command and lens.command.title:match('%d+/%d+') then return true end
    end
  end
  return native and count == 2
end

local function preview_of(name)
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_get_name(buf):find('portalis%-rust://.*/' .. vim.pesc(name) .. '$') then return buf end
  end
end

local function run()
  vim.g.portalis = { path = os.getenv('SERVER') }
  vim.opt.runtimepath:append(os.getenv('PLUGIN'))
  vim.cmd('filetype plugin on')
  vim.cmd('syntax on')
  vim.cmd('runtime plugin/portalis.lua')
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('FILE')))
  local buf, win = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  local clients = require('portalis.client')

  step('the server starts with a Python file', function()
    wait('a client', function()
      local client = clients.of(buf)
      return client and client.initialized
    end)
  end)

  step('the unsupported construct is reported, and nothing else', function()
    wait('a diagnostic', function() return #vim.diagnostic.get(buf) > 0 end)
    local first = row_of(buf, 'def countdown') - 1
    for _, found in ipairs(vim.diagnostic.get(buf)) do
      assert(found.source == 'portalis', found.source)
      assert(tostring(found.code or found.user_data.lsp.code):match('^PT%d%d%d$'), 'a code')
      assert(found.lnum >= first and found.lnum <= first + 3, vim.inspect(found))
    end
  end)

  step('a code action shows the Rust beside the Python', function()
    local offered
    vim.ui.select = function(items, options, choose)
      offered = vim.tbl_map(options.format_item, items)
      for i, title in ipairs(offered) do
        if title:match('Rust') and title:match('is_prime') then return choose(items[i], i) end
      end
      choose(nil)
    end
    vim.api.nvim_win_set_cursor(win, { row_of(buf, 'def is_prime'), 5 })
    vim.lsp.buf.code_action()
    wait('the preview', function()
      local preview = preview_of('demo.is_prime.rs')
      return preview and texts(preview):find('pub fn is_prime', 1, true)
    end)
    assert(#offered >= 2, 'the module is offered too: ' .. vim.inspect(offered))
    local preview = preview_of('demo.is_prime.rs')
    assert(vim.bo[preview].filetype == 'rust' and not vim.bo[preview].modifiable)
    assert(vim.api.nvim_get_current_win() == win, 'the focus stays')
    assert(vim.fn.bufwinid(preview) ~= -1, 'it is in a window')
    vim.api.nvim_buf_delete(preview, {})
  end)

  step(':Portalis preview does so too', function()
    vim.api.nvim_win_set_cursor(win, { row_of(buf, 'i += 1'), 0 })
    vim.cmd('Portalis preview')
    wait('the preview', function()
      local preview = preview_of('demo.is_prime.rs')
      return preview and texts(preview):find('pub fn is_prime', 1, true)
    end)
    vim.cmd('only')
    vim.cmd('Portalis! preview')
    wait('the preview of the file', function()
      local preview = preview_of('demo.rs')
      return preview and texts(preview):find('pub fn word_counts', 1, true)
    end)
  end)

  step('the preview follows edits', function()
    local preview = preview_of('demo.rs')
    local count = vim.api.nvim_buf_line_count(buf)
    vim.api.nvim_buf_set_lines(buf, count, count, false, { '', '', 'def doubled(n: int) -> int:', '    return n + n' })
    wait('the new function', function() return texts(preview):find('pub fn doubled', 1, true) end)
    vim.api.nvim_buf_set_lines(buf, count, count + 4, false, {})
    wait('it goes again', function() return not texts(preview):find('pub fn doubled', 1, true) end)
  end)

  step('the line of the cursor is marked in the Rust', function()
    local namespace = vim.api.nvim_get_namespaces()['portalis.preview']
    vim.api.nvim_win_set_cursor(win, { row_of(buf, 'i += 1'), 0 })
    vim.cmd('Portalis preview is_prime')
    for _, name in ipairs({ 'demo.rs', 'demo.is_prime.rs' }) do
      wait('a mark in ' .. name, function()
        local preview = preview_of(name)
        local mark = preview and vim.api.nvim_buf_get_extmarks(preview, namespace, 0, -1, {})[1]
        local line = mark and vim.api.nvim_buf_get_lines(preview, mark[2], mark[2] + 1, false)[1]
        return line and line:find('i += 1', 1, true)
      end)
    end
  end)

  step('hover shows the signature', function()
    local client = clients.of(buf)
    local answer
    vim.api.nvim_win_set_cursor(win, { row_of(buf, 'def is_prime'), 5 })
    local params = vim.lsp.util.make_position_params(win, client.offset_encoding)
    clients.request(client, 'textDocument/hover', params, buf, function(problem, result) answer = problem or result end)
    wait('an answer', function() return answer end)
    assert(vim.inspect(answer):find('fn is_prime', 1, true), vim.inspect(answer))
  end)

  step('after a write the verdict stands at the def', function()
    local row = row_of(buf, 'i = 2')
    vim.api.nvim_buf_set_lines(buf, row - 1, row, false, { '    i = 2  # the smallest divisor to try' })
    vim.cmd('silent write')
    for _, name in ipairs({ 'is_prime', 'word_counts' }) do
      local def = row_of(buf, 'def ' .. name)
      wait('the hint on ' .. name, function() return hints_text(buf, def):match('%d+/%d+') end, 180000)
      wait('the lens on ' .. name, function() return has_verdict_lens(buf, def) end)
    end
    assert(vim.fn.join(vim.fn.readfile(os.getenv('FILE')), '\n'):find('the smallest divisor', 1, true))
  end)

  step(':Portalis check, status and restart', function()
    vim.cmd('Portalis check')
    wait('the totals', function()
      for _, line in ipairs(said) do
        local all, agreeing, calls = line:match('^Portalis: (%d+) functions, (%d+) of (%d+) calls agree$')
        if all == '2' and agreeing == calls then return true end
      end
    end, 180000)
    wait('rest', function()
      vim.cmd('Portalis status')
      return said[#said]:match('^Portalis: ready %(Python 3%.%d+%.%d+, rustc 1%.%d+%.%d+')
    end)
    local before = clients.of(buf).id
    vim.cmd('Portalis restart')
    wait('another server', function()
      local client = clients.of(buf)
      return client and client.initialized and client.id ~= before
    end)
    wait('findings again', function() return #vim.diagnostic.get(buf) > 0 end)
  end)

  step(':Portalis says what it cannot do', function()
    vim.api.nvim_win_set_cursor(win, { row_of(buf, 'def is_prime'), 5 })
    for typed, answer in pairs({
      ['Portalis fly'] = 'there is no ":Portalis fly"',
      ['Portalis check demo.py'] = '":Portalis check" takes no argument',
      ['Portalis! check'] = '":Portalis! check" is the same',
      ['Portalis pin'] = 'there is no call',
      ['Portalis runs'] = 'there is no call',
    }) do
      local count = #said
      vim.cmd(typed)
      wait('an answer to ' .. typed, function() return said[count + 1] and said[#said]:find(answer, 1, true) end)
    end
  end)

  step(':Portalis convert asks where to, writes the crate and opens it', function()
    local folder = vim.fn.fnamemodify(os.getenv('FILE'), ':h')
    vim.cmd('cd ' .. vim.fn.fnameescape(folder))
    local function converted(typed, where)
      local lib = folder .. '/' .. where .. '/src/lib.rs'
      vim.cmd(typed)
      wait(lib, function() return vim.fn.bufwinid(lib) ~= -1 end)
      assert(vim.fn.filereadable(folder .. '/' .. where .. '/Cargo.toml') == 1)
      assert(texts(vim.fn.bufnr(lib)):find('pub fn is_prime', 1, true))
      assert(vim.api.nvim_get_current_buf() == vim.fn.bufnr(lib), 'it has the focus')
      assert(said[#said]:find('2 of 3 functions became Rust in ' .. where, 1, true), said[#said])
      vim.cmd('close')
      vim.api.nvim_set_current_win(win)
    end
    local asked
    vim.ui.input = function(options, answer)
      asked = options
      answer(folder .. '/asked')
    end
    converted('Portalis convert', 'asked')
    same(folder .. '/demo-rs', asked.default)
    converted('Portalis convert ' .. vim.fn.fnameescape(folder .. '/named'), 'named')

    vim.fn.mkdir(folder .. '/taken')
    vim.fn.writefile({ 'mine' }, folder .. '/taken/Cargo.toml')
    local question
    vim.ui.select = function(_, options, answer)
      question = options.prompt
      answer(nil, nil)
    end
    vim.cmd('Portalis convert ' .. vim.fn.fnameescape(folder .. '/taken'))
    wait('the question', function() return question end)
    assert(question:find('Cargo.toml', 1, true), question)
    same({ 'mine' }, vim.fn.readfile(folder .. '/taken/Cargo.toml'))
    vim.ui.select = function(items, _, answer) answer(items[2], 2) end
    converted('Portalis convert ' .. vim.fn.fnameescape(folder .. '/taken'), 'taken')
  end)

  step('a call that does not agree is reported, shown and pinned', function()
    local file = vim.fn.fnamemodify(os.getenv('FILE'), ':h') .. '/limits.py'
    vim.cmd('edit ' .. vim.fn.fnameescape(file))
    local limits = vim.api.nvim_get_current_buf()
    wait('the client', function() return clients.of(limits) end)
    vim.cmd('Portalis check')
    local function mismatch()
      for _, found in ipairs(vim.diagnostic.get(limits)) do
        if tostring(found.code or found.user_data.lsp.code):match('^PT70[12]$') then return found end
      end
    end
    wait('a diagnostic', mismatch, 180000)
    same(row_of(limits, 'def square') - 1, mismatch().lnum)
    assert(mismatch().message:match('^square%(%-?%d+%): Python %d+, Rust stops'), mismatch().message)
    wait('its count', function()
      vim.cmd('Portalis status')
      return said[#said]:match('^Portalis: 1 mismatch %(')
    end, 180000)
    same('Portalis: 1 mismatch', require('portalis').status(limits))

    vim.api.nvim_win_set_cursor(win, { row_of(limits, 'def square'), 5 })
    vim.cmd('Portalis pin')
    local pins = vim.fn.fnamemodify(file, ':h') .. '/.portalis/cases/limits.toml'
    wait('the test', function() return vim.fn.filereadable(pins) == 1 end)
    wait('its text', function() return vim.fn.join(vim.fn.readfile(pins), '\n'):match('function = .square.\nargs = ') end)
    if vim.lsp.handlers['window/showDocument'] then
      vim.cmd('Portalis runs')
      wait('both runs', function()
        for _, each in ipairs(vim.api.nvim_list_bufs()) do
          if vim.api.nvim_buf_get_name(each):find('limits.square.runs.txt', 1, true) then
            return texts(each):match('square%(.*\n  Python\n.*\n  Rust\n')
          end
        end
      end)
    end
    vim.api.nvim_set_current_win(win)
    vim.cmd('buffer ' .. buf)
    vim.cmd('only')
  end)

  step(':Portalis annotate writes the types', function()
    vim.cmd('Portalis annotate')
    row_of_later(buf, 'def is_prime(n: int) -> bool:')
    vim.cmd('silent write')
  end)

  step('the help has every command and every option, and completion too', function()
    local help = table.concat(vim.fn.readfile(os.getenv('PLUGIN') .. '/doc/portalis.txt'), '\n')
    local documented = {}
    for name in help:gmatch('%*:Portalis%-(%l+)%*') do table.insert(documented, name) end
    table.sort(documented)
    same(require('portalis.commands').names(), documented)
    same(require('portalis.commands').names(), vim.fn.getcompletion('Portalis ', 'cmdline'))
    same({ 'is_prime' }, vim.fn.getcompletion('Portalis preview is', 'cmdline'))
    for name in pairs(require('portalis.options')) do assert(help:find('\n      ' .. name .. ' = ', 1, true), name) end
    for name in pairs(require('portalis')) do
      local inside = name == 'register' or name == 'tell_status'
      assert(inside or help:find("require('portalis')." .. name .. '(', 1, true), name)
    end
    vim.cmd('helptags ' .. vim.fn.fnameescape(os.getenv('PLUGIN') .. '/doc')) -- as every plugin manager does
    vim.cmd('silent help :Portalis-preview')
    assert(vim.bo.buftype == 'help')
    vim.cmd('helpclose')
  end)

  step(':checkhealth finds nothing wrong with the plugin', function()
    vim.cmd('silent checkhealth portalis')
    local text = texts(0)
    assert(text:find('vim.g.portalis is as it should be', 1, true), text)
    assert(not text:find('ERROR', 1, true), text)
    vim.g.portalis = { path = os.getenv('SERVER'), loglevel = 'info', parity = { onSave = 1 } }
    local problems = require('portalis.config').problems()
    assert(vim.deep_equal(problems, {
      'option "parity.onSave" must be a boolean, and is a number',
      'there is no option "loglevel"',
    }), vim.inspect(problems))
  end)

  step('the server leaves with its client', function()
    local client = clients.of(buf)
    clients.stop(client)
    wait('no client', function() return vim.lsp.get_client_by_id(client.id) == nil end)
  end)
end

-- The same screen as a user's, drawn for the photographer.
local function picture()
  vim.g.portalis = { path = os.getenv('SERVER') }
  vim.opt.runtimepath:append(os.getenv('PLUGIN'))
  vim.o.number, vim.o.ruler, vim.o.signcolumn, vim.o.termguicolors, vim.o.background = true, false, 'yes', true, 'dark'
  vim.o.fillchars = 'eob: '
  vim.o.laststatus, vim.o.statusline = 2, ' %t'
  vim.cmd('filetype plugin on | syntax on')
  for group, colour in pairs({
    Normal = { fg = '#d8dee9', bg = '#1b2230' }, LineNr = { fg = '#556074' }, SignColumn = { bg = '#1b2230' },
    Comment = { fg = '#7f8ea3' }, String = { fg = '#a9c98f' }, Constant = { fg = '#d9a47a' }, Number = { fg = '#d9a47a' },
    Statement = { fg = '#c792ea' }, Function = { fg = '#82aaff' }, Identifier = { fg = '#82aaff' }, Type = { fg = '#ffcb6b' },
    PreProc = { fg = '#89ddff' }, Special = { fg = '#89ddff' }, Visual = { bg = '#2b3a55' },
    StatusLine = { fg = '#d8dee9', bg = '#2b3446' }, StatusLineNC = { fg = '#8a94a6', bg = '#232b3a' },
    VertSplit = { fg = '#2b3446', bg = '#1b2230' }, LspCodeLens = { fg = '#f2c14e' },
    DiagnosticError = { fg = '#ff6e67' }, DiagnosticWarn = { fg = '#f2a93b' },
  }) do vim.api.nvim_set_hl(0, group, colour) end
  vim.cmd('runtime plugin/portalis.lua')
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('FILE')))
  local buf, win = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  step('a terminal shows findings, Rust and verdicts at once', function()
    wait('a diagnostic', function() return #vim.diagnostic.get(buf) > 0 end)
    vim.api.nvim_win_set_cursor(win, { row_of(buf, 'def is_prime'), 4 })
    vim.cmd('silent write')
    wait('the verdict', function() return hints_text(buf, row_of(buf, 'def is_prime')):match('%d+/%d+') end, 180000)
    local clients = require('portalis.client')
    wait('the speed', function() return clients.status[clients.of(buf).id].quiescent end)
    vim.cmd('Portalis preview')
    wait('the preview', function()
      local preview = preview_of('demo.is_prime.rs')
      return preview and texts(preview):find('pub fn is_prime', 1, true)
    end)
    vim.api.nvim_win_set_cursor(win, { row_of(buf, 'i += 1'), 8 })
  end)
  vim.cmd('doautocmd CursorMoved | redraw!')
  vim.fn.writefile({ 'ready' }, os.getenv('PICTURE'))
end

local function main()
  local passed, problem = xpcall(os.getenv('PICTURE') and picture or run, debug.traceback)
  if not passed then
    vim.fn.writefile(vim.split('# ' .. problem, '\n'), os.getenv('OUT'), 'a')
    vim.cmd('cquit!')
  end
  if not os.getenv('PICTURE') then vim.cmd('qall!') end
end

vim.defer_fn(main, 0) -- when Neovim has started

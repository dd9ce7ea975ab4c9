" What a user of Vim with ALE sees, with the README's configuration and the real server.
"
"   FILE=demo.py OUT=result.txt vim -N -u vimrc -S vim.vim

let s:began = reltime()

function! s:Report(line) abort
    call writefile([a:line], $OUT, 'a')
endfunction

" Waits until the expression holds.
function! s:Wait(what, expression) abort
    let l:start = reltime()

    while !eval(a:expression)
        if reltimefloat(reltime(l:start)) > 180
            throw 'timed out: ' . a:what
        endif

        sleep 20m
    endwhile
endfunction

function! s:Goto(text) abort
    call cursor(1, 1)

    if !search('\V' . a:text, 'cW')
        throw 'not in the file: ' . a:text
    endif
endfunction

" What ALE says, top down, and the signs it set for it.
function! s:Findings() abort
    return map(copy(ale#engine#GetLoclist(s:python)), 'v:val.lnum . " " . v:val.code')
endfunction

function! s:Signs() abort
    return map(copy(sign_getplaced(s:python, {'group': '*'})[0].signs), 'v:val.lnum')
endfunction

" What the screen shows in the row of a line of the Python.
function! s:Shown(text) abort
    call s:Goto(a:text)
    redraw
    let l:row = screenpos(bufwinid(s:python), line('.'), 1).row

    return join(map(range(1, &columns), 'screenstring(l:row, v:val)'), '')
endfunction

" The Rust in a window at the right of the Python.
function! s:Rust(name) abort
    for l:window in getwininfo()
        if bufname(l:window.bufnr) =~# '\V\^portalis-rust://\.\*/' . a:name . '\$' && l:window.wincol > 1
            return join(getbufline(l:window.bufnr, 1, '$'), "\n")
        endif
    endfor

    return ''
endfunction

" Chooses a code action by its title, and does what is asked for then.
function! s:CodeAction(title) abort
    let s:title = a:title
    let s:menu = ''
    ALECodeAction
    call s:Wait('the menu with ' . a:title, 's:menu isnot# ""')
endfunction

runtime autoload/ale/util.vim

function! ale#util#Input(menu, value, ...) abort
    let s:menu = a:menu

    return matchstr(a:menu, '\d\+\ze) [^' . "\n" . ']*' . s:title)
endfunction

function! s:Changed() abort
    doautocmd TextChanged
endfunction

let s:steps = []

function! s:Starts() abort
    execute 'edit' fnameescape($FILE)
    let s:python = bufnr('')
    call s:Wait('findings', '!empty(s:Findings())')
endfunction
call add(s:steps, ['ALE starts the server with a Python file', function('s:Starts')])

function! s:Marks() abort
    call s:Goto('def countdown')
    let l:first = line('.')

    for l:finding in ale#engine#GetLoclist(s:python)
        call assert_equal('portalis', l:finding.linter_name)
        call assert_match('^PT\d\d\d$', l:finding.code)
        call assert_inrange(l:first, l:first + 3, l:finding.lnum)
    endfor

    call s:Wait('signs', '!empty(s:Signs())')
    call assert_equal(uniq(sort(map(copy(ale#engine#GetLoclist(s:python)), 'v:val.lnum'))), uniq(sort(s:Signs())))
endfunction
call add(s:steps, ['the unsupported construct is marked and has a sign, and nothing else', function('s:Marks')])

function! s:Edits() abort
    let l:before = s:Findings()
    let l:last = line('$')
    call append('$', ['', '', 'async def later():', '    return 1'])
    call s:Changed()
    call s:Wait('one more', printf('match(map(s:Findings(), "str2nr(v:val) > %d"), 1) != -1', l:last))
    call deletebufline('', l:last + 1, '$')
    call s:Changed()
    call s:Wait('as before', 's:Findings() ==# ' . string(l:before))
endfunction
call add(s:steps, ['an edit brings a finding and takes it again', function('s:Edits')])

function! s:Fixes() abort
    call s:Goto('countdown')
    call s:CodeAction('Add inferred annotations')
    call s:Wait('the annotation', 'search("def countdown(n: int)", "nw")')
    call s:Wait('its finding is gone', 'match(s:Findings(), "PT207") == -1')
endfunction
call add(s:steps, ['a quick fix writes what was inferred', function('s:Fixes')])

function! s:Converts() abort
    call s:Goto('i += 1')
    call s:CodeAction('Convert is_prime to Rust')
    call assert_match('Convert this file to Rust', s:menu)
    call s:Wait('the Rust', 's:Rust("demo.is_prime.rs") =~# "pub fn is_prime"')
    call assert_equal(s:python, bufnr(''), 'the focus stays')
    only
endfunction
call add(s:steps, ['a code action shows the Rust beside the Python', function('s:Converts')])

function! s:Previews() abort
    call s:Goto('i += 1')
    Portalis preview
    call s:Wait('the Rust', 's:Rust("demo.is_prime.rs") =~# "i += 1;"')
    Portalis! preview
    call s:Wait('the Rust of the file', 's:Rust("demo.rs") =~# "pub fn word_counts"')
    substitute/1/11/
    call s:Changed()
    call s:Wait('the edit', 's:Rust("demo.rs") =~# "i += 11;" && s:Rust("demo.is_prime.rs") =~# "i += 11;"')
    substitute/11/1/
    call s:Changed()
    call s:Wait('the edit back', 's:Rust("demo.rs") =~# "i += 1;" && s:Rust("demo.is_prime.rs") =~# "i += 1;"')
    call assert_equal(['check', 'preview'], getcompletion('Portalis ', 'cmdline'))
endfunction
call add(s:steps, [':Portalis preview does so too, and it follows edits', function('s:Previews')])

function! s:Writes() abort
    call s:CodeAction('Convert this file to a crate in demo-rs')
    let s:lib = fnamemodify($FILE, ':h') . '/demo-rs/src/lib.rs'
    call s:Wait('the crate', 'expand("%:p") ==# s:lib')
    call assert_match('pub fn is_prime', join(getline(1, '$'), "\n"))
    close
    call win_gotoid(bufwinid(s:python))
endfunction
call add(s:steps, ['a code action writes the crate and opens it', function('s:Writes')])

function! s:Verdicts() abort
    only " or there is no room for them
    call s:Goto('i = 2')
    normal! A  # the smallest divisor to try
    silent write

    for l:name in ['is_prime', 'word_counts']
        call s:Wait('the verdict of ' . l:name, 's:Shown("def ' . l:name . '") =~# "\\v\\d+/\\d+ identical"')
    endfor

    call assert_match('def is_prime(n: int) -> bool: ', s:Shown('def is_prime'))
endfunction
call add(s:steps, ['after a write the verdict stands at the def', function('s:Verdicts')])

function! s:Checks() abort
    Portalis check
    call s:Wait('the totals', 'execute("messages") =~# "\\v2 functions, (\\d+) of \\1 calls agree"')
endfunction
call add(s:steps, [':Portalis check tells the totals', function('s:Checks')])

for [s:name, s:Step] in s:steps
    try
        call s:Step()

        if !empty(v:errors)
            throw join(v:errors, "\n")
        endif

        call s:Report(printf('ok Vim: %s (%.1fs)', s:name, reltimefloat(reltime(s:began))))
    catch
        call s:Report('not ok Vim: ' . s:name)
        call s:Report('# ' . substitute(v:exception . ' at ' . v:throwpoint, "\n", ' ', 'g'))
        cquit!
    endtry
endfor

qall!

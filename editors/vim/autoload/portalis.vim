" :Portalis

let s:commands = {
\   'preview': {whole -> s:Convert(whole)},
\   'check': {-> s:Check()},
\}

function! portalis#Complete(lead, line, position) abort
    return filter(sort(keys(s:commands)), {_, name -> stridx(name, a:lead) == 0})
endfunction

" Does one of the commands; with a bang for the whole file.
function! portalis#Run(name, whole) abort
    if has_key(s:commands, a:name)
        call s:commands[a:name](a:whole)
    else
        call portalis#Warn('there is no ":Portalis ' . a:name . '", but ' . join(sort(keys(s:commands)), ' and '))
    endif
endfunction

function! portalis#Warn(text) abort
    echohl WarningMsg
    echomsg 'Portalis: ' . a:text
    echohl None
endfunction

" Shows the Rust of the function at the cursor, or of the file.
function! s:Convert(whole) abort
    let l:kind = 'refactor.rewrite.portalis.' . (a:whole ? 'module' : 'function')
    let l:here = {'line': line('.') - 1, 'character': 0}
    call portalis#server#Request(bufnr(''), 'textDocument/codeAction', {
    \   'range': {'start': l:here, 'end': l:here},
    \   'context': {'diagnostics': [], 'only': [l:kind]},
    \}, {actions -> s:Choose(bufnr(''), actions, a:whole)})
endfunction

function! s:Choose(buffer, actions, whole) abort
    if type(a:actions) isnot v:t_list || empty(a:actions)
        call portalis#Warn(a:whole
        \   ? 'no function of this file can become Rust'
        \   : 'no function here that can become Rust; its diagnostics say why')
    else
        call portalis#preview#Show(a:buffer, get(a:actions[0].command.arguments, 1, ''))
    endif
endfunction

" Writes the file and compares its functions with CPython.
function! s:Check() abort
    silent update
    call portalis#server#Request(bufnr(''), 'workspace/executeCommand', {
    \   'command': 'portalis.runParity',
    \   'arguments': [portalis#server#Uri(bufnr(''))],
    \}, function('s:TellTotals'))
endfunction

function! s:TellTotals(report) abort
    if type(a:report) is v:t_dict && has_key(a:report, 'totals')
        let l:totals = a:report.totals
        echomsg printf('Portalis: %d functions, %d of %d calls agree', l:totals.functions, l:totals.agreeing, l:totals.calls)
    endif
endfunction

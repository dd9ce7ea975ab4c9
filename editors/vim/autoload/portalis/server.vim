" The server's connection, which is ALE's.

let s:answers = {}
let s:connecting = 0

" The address of a buffer's file.
function! portalis#server#Uri(buffer) abort
    return ale#util#ToURI(expand('#' . a:buffer . ':p'))
endfunction

" Calls back with ALE's details of the connection for a buffer; 0 where there is none.
function! s:Connect(buffer, Callback) abort
    let l:linters = filter(ale#linter#Get(getbufvar(a:buffer, '&filetype')), {_, linter -> linter.name is# 'portalis'})

    if empty(l:linters)
        return 0
    endif

    " ALE says each time that it has started, which is news only where ALE began it.
    let s:connecting += 1

    try
        return ale#lsp_linter#StartLSP(a:buffer, l:linters[0], {_, details -> a:Callback(details)})
    finally
        let s:connecting -= 1
    endtry
endfunction

" Hears from now on what the server says, and keeps what is shown of the current buffer up to date.
function! portalis#server#Listen() abort
    if s:connecting || !s:Connect(bufnr(''), {details -> ale#lsp#RegisterCallback(details.connection_id, function('s:Hear'))})
        return
    endif

    call portalis#hints#Keep(bufnr(''))
endfunction

function! s:Hear(connection, message) abort
    let l:method = get(a:message, 'method', '')
    let l:result = get(a:message, 'result')

    if l:method is# 'portalis/status' && get(a:message.params, 'quiescent', v:false)
        call portalis#hints#RequestAll()
    elseif l:method is# 'portalis/previewChanged'
        call portalis#preview#Changed(a:message.params.uri)
    elseif has_key(a:message, 'id') && has_key(s:answers, a:message.id)
        call remove(s:answers, a:message.id)(a:message)
    elseif type(l:result) is v:t_dict && has_key(l:result, 'path')
        call portalis#preview#Open(l:result.path) " what an action of :ALECodeAction made
    elseif type(l:result) is v:t_dict && has_key(l:result, 'inTheWay')
        call portalis#Warn(fnamemodify(l:result.folder, ':~:.') . ' has files that Portalis did not write: '
        \   . join(map(copy(l:result.inTheWay), {_, file -> fnamemodify(file, ':t')}), ', '))
    elseif type(l:result) is v:t_dict && has_key(l:result, 'folder')
        execute 'silent rightbelow vertical split' fnameescape(l:result.folder . '/src/lib.rs')
        echomsg printf('Portalis: %d of %d functions became Rust in %s', l:result.translated, l:result.functions, fnamemodify(l:result.folder, ':~:.'))
    endif
endfunction

" Asks the server about a buffer as it is now, and calls back with the answer.
function! portalis#server#Request(buffer, method, params, Callback) abort
    let l:params = extend({'textDocument': {'uri': portalis#server#Uri(a:buffer)}}, a:params)
    let l:Send = {details -> s:Send(details, [0, a:method, l:params], a:Callback)}

    if !s:Connect(a:buffer, l:Send)
        call portalis#Warn('no server is at work for this file; :ALEInfo says more')
    endif
endfunction

function! s:Send(details, message, Callback) abort
    call ale#lsp#RegisterCallback(a:details.connection_id, function('s:Hear'))
    call ale#lsp#NotifyForChanges(a:details.connection_id, a:details.buffer)
    let s:answers[ale#lsp#Send(a:details.connection_id, a:message)] = {answer ->
    \   has_key(answer, 'error') ? s:Refused(answer.error) : a:Callback(answer.result)
    \}
endfunction

function! s:Refused(error) abort
    " The text is another by now; it is asked about again.
    if a:error.code != -32801 && a:error.code != -32800
        call portalis#Warn(a:error.message)
    endif
endfunction

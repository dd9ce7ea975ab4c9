" The Rust beside the Python: scratch buffers that follow their source.

let s:previews = {} " by their number: the buffer of the Python and the function, '' for all of it

" Shows the Rust of a function, or of all of a buffer, beside the window that keeps the focus.
function! portalis#preview#Show(source, function) abort
    let l:stem = fnamemodify(bufname(a:source), ':p:r')
    let l:name = 'portalis-rust://' . l:stem . (empty(a:function) ? '' : '.' . a:function) . '.rs'
    let l:buffer = bufadd(l:name)
    let s:previews[l:buffer] = {'source': a:source, 'function': a:function}

    if bufwinid(l:buffer) == -1
        let l:home = win_getid()
        execute 'silent rightbelow vertical sbuffer' l:buffer
        setlocal buftype=nofile bufhidden=hide noswapfile nobuflisted nomodifiable nonumber filetype=rust
        call win_gotoid(l:home)
    endif

    call s:Refresh(l:buffer)
endfunction

" Fetches again what is shown of a document.
function! portalis#preview#Changed(uri) abort
    for [l:buffer, l:preview] in items(s:previews)
        if bufwinid(str2nr(l:buffer)) != -1 && portalis#server#Uri(l:preview.source) is# a:uri
            call s:Refresh(str2nr(l:buffer))
        endif
    endfor
endfunction

" Opens a file that the server wrote: Rust, whose preview is shown instead, or a report.
function! portalis#preview#Open(path) abort
    let l:stem = expand('%:t:r')
    let l:name = fnamemodify(a:path, ':t')

    if l:name is# l:stem . '.rs'
        call portalis#preview#Show(bufnr(''), '')
    elseif l:name =~# '\.rs$' && stridx(l:name, l:stem . '.') == 0
        call portalis#preview#Show(bufnr(''), l:name[len(l:stem) + 1 : -4])
    else
        execute 'silent rightbelow vertical split' fnameescape(a:path)
        setlocal autoread readonly
        wincmd p
    endif
endfunction

function! s:Refresh(buffer) abort
    let l:preview = s:previews[a:buffer]
    let l:params = {'uri': portalis#server#Uri(l:preview.source)}

    if !empty(l:preview.function)
        let l:params.function = l:preview.function
    endif

    call portalis#server#Request(l:preview.source, 'portalis/preview', l:params, {answer -> s:Write(a:buffer, answer.text)})
endfunction

function! s:Write(buffer, text) abort
    let l:lines = split(a:text, "\n")
    call setbufvar(a:buffer, '&modifiable', 1)
    call setbufline(a:buffer, 1, l:lines)
    silent call deletebufline(a:buffer, len(l:lines) + 1, '$')
    call setbufvar(a:buffer, '&modifiable', 0)
endfunction

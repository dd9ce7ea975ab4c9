" Types and verdicts in the text, as Vim shows text that is not there since 9.0.67.

let s:possible = has('patch-9.0.0067')

" Shows them in a buffer from now on.
function! portalis#hints#Keep(buffer) abort
    if !s:possible
        return
    endif

    if empty(prop_type_get('portalis_hint'))
        highlight default link PortalisHint Comment
        call prop_type_add('portalis_hint', {'highlight': 'PortalisHint'})
    endif

    augroup portalis_hints
        execute printf('autocmd! * <buffer=%d>', a:buffer)
        execute printf('autocmd TextChanged,InsertLeave <buffer=%d> call portalis#hints#Request(%d)', a:buffer, a:buffer)
    augroup END

    call portalis#hints#Request(a:buffer)
endfunction

" Asks for those of all Python buffers that can be seen.
function! portalis#hints#RequestAll() abort
    for l:buffer in uniq(sort(map(getwininfo(), 'v:val.bufnr')))
        if s:possible && exists('#portalis_hints#TextChanged#<buffer=' . l:buffer . '>')
            call portalis#hints#Request(l:buffer)
        endif
    endfor
endfunction

function! portalis#hints#Request(buffer) abort
    let l:tick = getbufvar(a:buffer, 'changedtick')
    let l:end = {'line': line('$', bufwinid(a:buffer)), 'character': 0}
    call portalis#server#Request(a:buffer, 'textDocument/inlayHint', {
    \   'range': {'start': {'line': 0, 'character': 0}, 'end': l:end},
    \}, {hints -> s:Draw(a:buffer, l:tick, hints)})
endfunction

function! s:Draw(buffer, tick, hints) abort
    if getbufvar(a:buffer, 'changedtick') != a:tick
        return
    endif

    call prop_remove({'type': 'portalis_hint', 'bufnr': a:buffer, 'all': 1})

    for l:hint in a:hints
        let l:row = l:hint.position.line + 1
        let l:line = get(getbufline(a:buffer, l:row), 0, '')
        let l:text = type(l:hint.label) is v:t_string ? l:hint.label : join(map(copy(l:hint.label), 'v:val.value'), '')
        let l:text = (get(l:hint, 'paddingLeft', v:false) ? ' ' : '') . l:text . (get(l:hint, 'paddingRight', v:false) ? ' ' : '')
        let l:byte = s:Byte(l:line, l:hint.position.character)
        let l:place = l:byte >= len(l:line) ? {'text_align': 'after'} : {}
        call prop_add(l:row, empty(l:place) ? l:byte + 1 : 0, extend(l:place, {
        \   'type': 'portalis_hint', 'bufnr': a:buffer, 'text': l:text,
        \}))
    endfor
endfunction

" How many bytes of a line so many units of UTF-16 are.
function! s:Byte(line, units) abort
    let l:byte = 0
    let l:left = a:units

    for l:char in split(a:line, '\zs')
        if l:left <= 0
            break
        endif

        let l:byte += len(l:char)
        let l:left -= char2nr(l:char) > 0xFFFF ? 2 : 1
    endfor

    return l:byte
endfunction

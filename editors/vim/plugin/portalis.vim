" What ALE does not show of Portalis: the Rust, and verdicts and types in the text.

if exists('g:loaded_portalis') || has('nvim')
    finish
endif

let g:loaded_portalis = 1

command! -nargs=1 -bang -complete=customlist,portalis#Complete Portalis call portalis#Run(<q-args>, <bang>0)

augroup portalis
    autocmd!
    autocmd User ALELSPStarted call portalis#server#Listen()
augroup END

" Description: Portalis, Python to Rust, checked call by call

call ale#Set('python_portalis_executable', 'portalis')
call ale#Set('python_portalis_trusted', 1)
call ale#Set('python_portalis_config', {})

function! ale_linters#python#portalis#GetInitializationOptions(buffer) abort
    return extend(
    \   copy(ale#Var(a:buffer, 'python_portalis_config')),
    \   {'trusted': ale#Var(a:buffer, 'python_portalis_trusted') ? v:true : v:false},
    \)
endfunction

call ale#linter#Define('python', {
\   'name': 'portalis',
\   'lsp': 'stdio',
\   'executable': {buffer -> ale#Var(buffer, 'python_portalis_executable')},
\   'command': '%e lsp',
\   'project_root': function('ale#python#FindProjectRoot'),
\   'initialization_options': function('ale_linters#python#portalis#GetInitializationOptions'),
\})

" Drives Vim with ALE as its user would. See ../scenario.py.

let s:seen = {'version': v:version, 'actions': []}
" ALE shows information as a warning.
let s:severities = {'E': '1', 'W': '2'}

" A user answers 1 to the question which code action to apply.
function! s:Answer() abort
  runtime autoload/ale/util.vim
  function! ale#util#Input(message, value) abort
    let s:seen.actions = map(
    \ filter(split(a:message, "\n"), 'v:val =~# ''^\d\+) '''),
    \ 'substitute(v:val, ''^\d\+) '', '''', '''')')
    return '1'
  endfunction
endfunction

function! s:Found() abort
  return get(get(g:ale_buffer_info, bufnr(''), {}), 'loclist', [])
endfunction

function! s:Text() abort
  return join(getline(1, '$'), "\n") . "\n"
endfunction

function! s:WaitFor(what, condition) abort
  let l:start = reltime()
  while !eval(a:condition)
    if reltimefloat(reltime(l:start)) > 50
      throw 'waited in vain for ' . a:what
    endif
    sleep 20m
  endwhile
endfunction

function! s:Describe(item) abort
  return {
  \ 'line': a:item.lnum - 1,
  \ 'character': a:item.col - 1,
  \ 'piece': getline(a:item.lnum)[a:item.col - 1 : a:item.end_col - 1],
  \ 'severity': str2nr(s:severities[a:item.type]),
  \ 'code': a:item.code,
  \ 'message': a:item.text,
  \}
endfunction

function! s:Drive() abort
  call s:WaitFor('the diagnostic',
  \ '!empty(s:Found()) && s:severities[s:Found()[0].type] is# $ARMLENS_SEVERITY')
  let s:seen.before = map(copy(s:Found()), 's:Describe(v:val)')
  call s:Answer()
  call cursor(s:Found()[0].lnum, s:Found()[0].col)
  let s:unfixed = s:Text()
  ALECodeAction
  call s:WaitFor('the fixed text', 's:Text() isnot# s:unfixed')
  " Without an event loop nothing tells ALE of the change but this.
  ALELint
  call s:WaitFor('the diagnostic to go', 'empty(s:Found())')
  let s:seen.text = s:Text()
endfunction

try
  call s:Drive()
catch
  let s:seen.error = v:exception
  let s:seen.found = s:Found()
endtry
call writefile([json_encode(s:seen)], $ARMLENS_SEEN)
qall!

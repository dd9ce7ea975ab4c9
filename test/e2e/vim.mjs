// Vim with ALE, with the configuration of the README and the real server.
//
//   node vim.mjs SERVER
import { configuration, runEditor } from './lib/editor.mjs';

await runEditor('Vim', {
  terminal: true,
  config: `packadd! ale\nfiletype plugin on\n${configuration('vim', 'vim')}`,
  init: 'vimrc',
  script: 'vim.vim',
  command: ({ init, script }) => ['vim', '-N', '-n', '-i', 'NONE', '-u', init, '-S', script],
});

// Emacs with eglot, with the configuration of the README and the real server.
//
//   node emacs.mjs SERVER
import { configuration, runEditor } from './lib/editor.mjs';

await runEditor('Emacs', {
  config: `(package-activate-all)\n${configuration('emacs', 'elisp')}`,
  init: 'init.el',
  script: 'emacs.el',
  command: ({ init, script }) => ['emacs', '-q', '--batch', '-l', init, '-l', script],
});

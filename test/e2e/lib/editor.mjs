// Editors that run a script of their own: what is common to their tests.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { cleanEnvironment, copyWorkspace, root, scratchFolder } from './machine.mjs';

/** The first block in a language of an editor's README, as a user would copy it, with the folder where this repository is. */
export function configuration(editor, language) {
  const readme = fs.readFileSync(path.join(root, 'editors', editor, 'README.md'), 'utf8');
  const [, block] = readme.match(new RegExp('```' + language + '\n([^]*?)```')) ?? [];
  if (!block) throw new Error(`editors/${editor}/README.md has no configuration in ${language}`);
  return block.replaceAll('/path/to/portalis', root);
}

/** A folder for PATH in which the server is called as users call it. */
export function serverFolder(folder, server) {
  fs.symlinkSync(path.resolve(server), path.join(folder, 'portalis'));
  return folder;
}

/**
 * Runs an editor on the sample with a script that writes a line for each step to
 * the file OUT, and prints those. `config` is the text of its configuration, which
 * is written to the file `init`; `command` gives what to run.
 */
export function runEditor(name, { config, init, script, command, stdin = 'ignore' }) {
  const { folder, below } = scratchFolder(name.toLowerCase());
  const out = path.join(folder, 'out.txt');
  const initFile = path.join(below('config'), init);
  fs.writeFileSync(initFile, config);
  const [program, ...args] = command({ init: initFile, script: path.join(import.meta.dirname, '..', script) });
  const env = cleanEnvironment({
    HOME: below('home'),
    FILE: path.join(copyWorkspace(folder), 'demo.py'),
    OUT: out,
    TERM: 'dumb',
    LC_ALL: 'C.UTF-8',
  });
  env.PATH = `${serverFolder(below('bin'), process.argv[2])}:${env.PATH}`;
  const ended = spawnSync(program, args, { env, stdio: [stdin, 'pipe', 'pipe'], encoding: 'utf8', timeout: 180_000 });
  console.log(fs.existsSync(out) ? fs.readFileSync(out, 'utf8').trimEnd() : `not ok ${name}: nothing was reported`);
  if (ended.status === 0) {
    fs.rmSync(folder, { recursive: true, force: true });
    return;
  }
  console.error(`${name} ended with ${ended.status ?? ended.signal ?? ended.error}:\n${ended.stdout}\n${ended.stderr}`);
  console.log(`# kept ${folder}`);
  process.exitCode = 1;
}

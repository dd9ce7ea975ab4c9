// Editors that run a script of their own: what is common to their tests.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { cleanEnvironment, copyWorkspace, root, scratchFolder } from './machine.mjs';
import { until } from './steps.mjs';
import { startTerminal } from './terminal.mjs';

const limit = 300_000;

/** The first block in a language of an editor's README, as a user would copy it, with the folder where this repository is. */
export function configuration(editor, language) {
  const readme = fs.readFileSync(path.join(root, 'editors', editor, 'README.md'), 'utf8');
  const [, block] = readme.match(new RegExp('```' + language + '\n([^]*?)```')) ?? [];
  if (!block) throw new Error(`editors/${editor}/README.md has no configuration in ${language}`);
  return block.replaceAll('/path/to/portalis', root);
}

/** PATH with a folder before it in which the server is called as users call it. */
export function pathWith(folder, server) {
  fs.symlinkSync(path.resolve(server), path.join(folder, 'portalis'));
  return `${folder}:${process.env.PATH}`;
}

/**
 * Runs an editor on the sample with a script that writes a line for each step to
 * the file OUT, and prints those. `config` is the text of its configuration, which
 * is written to the file `init`; `command` gives what to run, in a terminal if that
 * is so said.
 */
export async function runEditor(name, { config, init, script, command, terminal = false }) {
  const { folder, below } = scratchFolder(name.toLowerCase());
  const out = path.join(folder, 'out.txt');
  const initFile = path.join(below('config'), init);
  fs.writeFileSync(initFile, config);
  const env = cleanEnvironment({
    HOME: below('home'),
    PATH: pathWith(below('bin'), process.argv[2]),
    FILE: path.join(copyWorkspace(folder), 'demo.py'),
    OUT: out,
    LC_ALL: 'C.UTF-8',
  });
  const run = terminal ? inTerminal : inBatch;
  const problem = await run(command({ init: initFile, script: path.join(import.meta.dirname, '..', script) }), env, folder);
  const lines = fs.existsSync(out) ? fs.readFileSync(out, 'utf8').trimEnd() : `not ok ${name}: nothing was reported`;
  console.log(lines);
  if (problem === '' && !/^not ok/m.test(lines)) {
    fs.rmSync(folder, { recursive: true, force: true });
    return;
  }
  console.error(`${name}: ${problem}`);
  console.log(`# kept ${folder}`);
  process.exitCode = 1;
}

// Each gives what went wrong, if anything.

function inBatch([program, ...args], env) {
  const ended = spawnSync(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', timeout: limit });
  return ended.status === 0 ? '' : `ended with ${ended.status ?? ended.signal ?? ended.error}\n${ended.stdout}\n${ended.stderr}`;
}

async function inTerminal(command, env, folder) {
  const status = path.join(folder, 'status');
  const wrapped = ['sh', '-c', 'status=$1; shift; "$@"; echo $? >"$status"', 'sh', status, ...command];
  const terminal = startTerminal(wrapped, env, folder, { columns: 160, rows: 40 });
  let shown = '';
  try {
    await until('the editor ends', () => {
      const now = terminal.screen();
      shown = now ?? shown;
      return now === undefined;
    }, limit);
    const ended = fs.existsSync(status) ? fs.readFileSync(status, 'utf8').trim() : 'a signal';
    return ended === '0' ? '' : `ended with ${ended}\n${shown}`;
  } catch (error) {
    return `${error.message}\n${shown}`;
  } finally {
    terminal.end();
  }
}

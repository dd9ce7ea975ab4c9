// Makes the .vsix for a machine, server included.
//
//   npm run package [-- --target TARGET] [--server FILE] [--out FILE]
//
// TARGET is one of VS Code's names, as linux-arm64; this machine's when it is left out.
// Without --server the server is built from the repository with go, which for another
// machine needs a C compiler for it, named in CC. A server that is not for the target is
// refused.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { programName, targetOf, targets } from './target.mjs';

const { values } = parseArgs({ options: { target: { type: 'string' }, server: { type: 'string' }, out: { type: 'string' } } });
const root = path.dirname(import.meta.dirname);
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const target = values.target ?? `${process.platform}-${process.arch}`;
const machine = targets[target];
if (machine === undefined) {
  console.error(`package: there is no target ${target}; it can be ${Object.keys(targets).join(', ')}`);
  process.exit(2);
}
const out = path.resolve(values.out ?? path.join(root, `portalis-${target}-${manifest.version}.vsix`));
const server = path.join(root, 'bin', programName(target));

/** @param {string} command @param {string[]} args @param {string} cwd @param {NodeJS.ProcessEnv} env */
const run = (command, args, cwd, env = process.env) => execFileSync(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });

fs.rmSync(path.dirname(server), { recursive: true, force: true });
fs.mkdirSync(path.dirname(server));
if (values.server) fs.copyFileSync(path.resolve(values.server), server);
else run('go', ['build', '-trimpath', '-o', server, './cmd/portalis'], path.dirname(root), { ...process.env, CGO_ENABLED: '1', GOOS: machine.os, GOARCH: machine.arch });
fs.chmodSync(server, 0o755);
if (targetOf(server) !== target) {
  console.error(`package: the server is for ${targetOf(server) ?? 'none of the machines'}, not for ${target}`);
  fs.rmSync(server);
  process.exit(1);
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
run(npm, ['run', '--silent', 'bundle'], root);
run(process.execPath, [
  path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce'),
  'package', '--no-dependencies', '--target', target, '--out', out,
], root);

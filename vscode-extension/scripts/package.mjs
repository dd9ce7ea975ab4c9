// Makes the .vsix for this machine, server included.
//
//   npm run package [-- --server FILE] [--out FILE]
//
// Without --server the server is built from the repository with go.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { server: { type: 'string' }, out: { type: 'string' } } });
const root = path.dirname(import.meta.dirname);
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const target = `${process.platform}-${process.arch}`;
const out = path.resolve(values.out ?? path.join(root, `portalis-${target}-${manifest.version}.vsix`));
const server = path.join(root, 'bin', process.platform === 'win32' ? 'portalis.exe' : 'portalis');

/** @param {string} command @param {string[]} args @param {string} cwd */
const run = (command, args, cwd) => execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });

fs.rmSync(path.dirname(server), { recursive: true, force: true });
fs.mkdirSync(path.dirname(server));
if (values.server) fs.copyFileSync(path.resolve(values.server), server);
else run('go', ['build', '-trimpath', '-o', server, './cmd/portalis'], path.dirname(root));
fs.chmodSync(server, 0o755);

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
run(npm, ['run', '--silent', 'bundle'], root);
run(process.execPath, [
  path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce'),
  'package', '--no-dependencies', '--target', target, '--out', out,
], root);

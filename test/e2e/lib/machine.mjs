// Where things are, and child processes that do not outlive the test.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** The repository. */
export const root = path.resolve(import.meta.dirname, '..', '..', '..');

/** What scripts/setup-editors.sh installed. */
export const tools = process.env.PORTALIS_EDITORS
  ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'portalis-editors');

/** The browser driver, from the tools. */
export const { chromium } = createRequire(path.join(tools, 'package.json'))('playwright-core');

/** The workbench to test, the newest unless WORKBENCH names another: its modules, and the Node that it needs, which may be another than this one. */
export const workbenchModules = path.join(tools, process.env.WORKBENCH ?? '', 'node_modules');
export const workbenchNode = path.join(workbenchModules, `node-linux-${process.arch}`, 'bin', 'node');

/** Where screenshots go: into the documentation when asked to, else to a place that is not kept. */
export function imageFolder(scratch) {
  const folder = process.env.UPDATE_IMAGES === '1' ? path.join(root, 'docs', 'images') : path.join(process.env.E2E_IMAGES ?? scratch, 'images');
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** Where a screenshot goes: those that the documentation has are renewed there when asked to. */
export function imageFile(scratch, name) {
  const documented = path.join(root, 'docs', 'images', name);
  if (process.env.UPDATE_IMAGES === '1' && fs.existsSync(documented)) return documented;
  const folder = path.join(process.env.E2E_IMAGES ?? scratch, 'images');
  fs.mkdirSync(folder, { recursive: true });
  return path.join(folder, name);
}

/** A new scratch folder, and a function that makes folders in it. */
export function scratchFolder(name) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `portalis-${name}-`));
  const below = (...parts) => {
    const made = path.join(folder, ...parts);
    fs.mkdirSync(made, { recursive: true });
    return made;
  };
  return { folder, below };
}

/** A copy of the sample workspace, named so that pictures of it look like one of a user. */
export function copyWorkspace(parent) {
  const folder = path.join(parent, 'demo');
  fs.cpSync(path.join(root, 'test', 'e2e', 'workspace'), folder, { recursive: true });
  return folder;
}

/** The environment without what would make results depend on who runs the test. */
export function cleanEnvironment(extra) {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^(VSCODE_|XDG_(?!CACHE_HOME)|NVIM|VIM|TMUX|PORTALIS_(?!CACHE))/.test(name)) delete env[name];
  }
  // Toolchains and Portalis's own cache stay where they are, whatever HOME the test gives.
  const home = os.homedir();
  env.RUSTUP_HOME ??= path.join(home, '.rustup');
  env.CARGO_HOME ??= path.join(home, '.cargo');
  env.XDG_CACHE_HOME ??= path.join(home, '.cache');
  return { ...env, ...extra };
}

/** The ids of the processes that run a program with this argument. */
export function programs(file, argument) {
  return fs.readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const args = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return args[0] === file && args.includes(argument);
    } catch {
      return false; // it has ended meanwhile
    }
  }).map(Number);
}

/** A port that nothing listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts a process in a group of its own; stop() ends the group, and so does the end of this process. */
export function startGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  const kill = (signal) => {
    try {
      process.kill(-child.pid, signal);
      return true;
    } catch {
      return false; // the group is gone
    }
  };
  process.once('exit', () => kill('SIGKILL'));
  const stop = async () => {
    kill('SIGTERM');
    for (let i = 0; i < 100 && kill(0); i++) await new Promise((resolve) => setTimeout(resolve, 30));
    kill('SIGKILL');
  };
  return { child, stop };
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

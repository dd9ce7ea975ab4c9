/** Finds the server program and makes sure that it is one. Knows nothing of VS Code. */

import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';

/** The oldest server that this extension can talk to. */
export const oldestVersion = '0.1.0';

/** Where a server program was looked for. */
export type Origin = 'setting' | 'PATH' | 'bundled';

/** A server program that answered for itself. */
export interface Server {
  origin: Origin;
  path: string;
  /** As it says itself: `0.1.0`, or `devel` for one built without a version. */
  version: string;
}

/** What resolving needs of the machine; tests give their own. */
export interface Machine {
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  home: string;
  isProgram(file: string): Promise<boolean>;
  /** The standard output of `file args...`; rejects when it cannot be run or fails. */
  output(file: string, args: string[]): Promise<string>;
}

/** Where to look. */
export interface Places {
  /** The setting `portalis.path`; empty when not set. */
  setting: string;
  workspaceFolder: string | undefined;
  extensionFolder: string;
}

/** Nothing usable was found; the message says what to do. */
export class ServerNotFound extends Error {
  override name = 'ServerNotFound';
}

/**
 * The server to run: the one of the setting and no other, else the first of
 * those in PATH and in the extension that can be run and is new enough.
 */
export async function resolveServer(places: Places, machine: Machine = thisMachine): Promise<Server> {
  if (places.setting !== '') {
    const file = expand(places.setting, places, machine);
    try {
      return { origin: 'setting', path: file, version: await versionOf(file, machine) };
    } catch (e) {
      throw new ServerNotFound(`The setting "portalis.path" names ${file}, but ${messageOf(e)}. Correct the setting or clear it.`);
    }
  }
  const problems: string[] = [];
  for (const { origin, file } of await candidates(places, machine)) {
    try {
      return { origin, path: file, version: await versionOf(file, machine) };
    } catch (e) {
      problems.push(`${file}: ${messageOf(e)}`);
    }
  }
  const tried = problems.length === 0 ? '' : ` Tried and not usable: ${problems.join('; ')}.`;
  throw new ServerNotFound(
    `No Portalis server: "portalis" is not in PATH, and the extension came without one for ${machine.platform}.${tried} ` +
      'Install portalis, or name it in the setting "portalis.path".',
  );
}

async function candidates(places: Places, machine: Machine): Promise<{ origin: Origin; file: string }[]> {
  const name = machine.platform === 'win32' ? 'portalis.exe' : 'portalis';
  const separator = machine.platform === 'win32' ? ';' : ':';
  const folders = (machine.env.PATH ?? '').split(separator).filter((folder) => path.isAbsolute(folder));
  const all: { origin: Origin; file: string }[] = [
    ...folders.map((folder) => ({ origin: 'PATH' as const, file: path.join(folder, name) })),
    { origin: 'bundled', file: path.join(places.extensionFolder, 'bin', name) },
  ];
  const there = await Promise.all(all.map(({ file }) => machine.isProgram(file)));
  return all.filter((_, i) => there[i]);
}

/** Replaces `~` and `${workspaceFolder}`, and makes a relative path one of the workspace. */
export function expand(setting: string, places: Places, machine: Pick<Machine, 'home'>): string {
  const folder = places.workspaceFolder ?? '';
  let file = setting.replaceAll('${workspaceFolder}', folder);
  if (file === '~' || file.startsWith('~/') || file.startsWith('~\\')) file = machine.home + file.slice(1);
  return path.isAbsolute(file) ? file : path.resolve(folder, file);
}

async function versionOf(file: string, machine: Machine): Promise<string> {
  if (!(await machine.isProgram(file))) throw new Error('there is no program there that can be run');
  const said = (await machine.output(file, ['version'])).trim();
  const version = parseVersion(said);
  if (version === undefined) {
    throw new Error(`it does not seem to be Portalis ("portalis version" says ${JSON.stringify(said.slice(0, 80))})`);
  }
  if (isOlder(version, oldestVersion)) throw new Error(`it is version ${version}, and this extension needs ${oldestVersion} or newer`);
  return version;
}

/** The version in what `portalis version` prints, or undefined if that is not Portalis. */
export function parseVersion(said: string): string | undefined {
  const found = /^portalis(?: version)? v?(\d+\.\d+\.\d+\S*|devel\S*|\(devel\))/i.exec(said);
  return found?.[1];
}

/** Whether version a comes before b; one that is not of numbers (a development build) never does. */
export function isOlder(a: string, b: string): boolean {
  const parts = (version: string) => /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number);
  const x = parts(a);
  const y = parts(b);
  if (x === undefined || y === undefined) return false;
  for (const [i, part] of x.entries()) {
    const other = y[i] ?? 0;
    if (part !== other) return part < other;
  }
  return false;
}

function messageOf(e: unknown): string {
  return e instanceof Error ? e.message : String(e);
}

/** The machine that this runs on. */
export const thisMachine: Machine = {
  env: process.env,
  platform: process.platform,
  home: os.homedir(),
  async isProgram(file) {
    try {
      await access(file, constants.X_OK);
      return (await stat(file)).isFile();
    } catch {
      return false;
    }
  },
  output(file, args) {
    return new Promise((resolve, reject) => {
      execFile(file, args, { timeout: 10_000, windowsHide: true }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`it failed when asked for its version: ${(stderr || error.message).trim()}`));
      });
    });
  },
};

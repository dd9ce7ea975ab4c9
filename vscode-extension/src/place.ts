/** Where the crate of a Python file is written to. Knows nothing of VS Code. */

import * as path from 'node:path';

/** What was answered before in a workspace. */
export interface Memory {
  /** The folder that the last crate was put into. */
  parent?: string;
  /** The crates of files, by their addresses. */
  crates: Record<string, string>;
}

/** The folder to propose for a file: its own of before, else one beside the last, else the server's. */
export function proposed(memory: Memory, uri: string, fallback: string): string {
  const own = memory.crates[uri];
  if (own !== undefined) return own;
  if (memory.parent !== undefined && fallback !== '') return path.join(memory.parent, path.basename(fallback));
  return fallback;
}

/** The memory with an answer. */
export function remembered(memory: Memory, uri: string, folder: string): Memory {
  return { parent: path.dirname(folder), crates: { ...memory.crates, [uri]: folder } };
}

/** A path as it is shown: from the workspace if it is in it, else whole. */
export function shownFrom(workspace: string | undefined, folder: string): string {
  if (workspace === undefined || folder === '') return folder;
  const relative = path.relative(workspace, folder);
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? folder : relative;
}

/** The path that somebody typed, or why it is none. */
export function typed(workspace: string | undefined, home: string, text: string): { folder: string } | { problem: string } {
  let folder = text.trim();
  if (folder === '') return { problem: 'Name a folder.' };
  if (folder === '~' || folder.startsWith('~/') || folder.startsWith('~\\')) folder = path.join(home, folder.slice(1));
  if (path.isAbsolute(folder)) return { folder: path.normalize(folder) };
  if (workspace === undefined) return { problem: 'Name the whole path: no folder is open.' };
  return { folder: path.join(workspace, folder) };
}

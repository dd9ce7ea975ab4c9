/** The settings as the server gets them. */

import { command, type Options } from './protocol';

/** Reads one setting below `portalis.`, as `vscode.WorkspaceConfiguration.get` does. */
export type Reader = <T>(name: string, fallback: T) => T;

/** The initialization options for these settings. */
export function optionsFrom(read: Reader, trusted: boolean): Options {
  return {
    clientCommands: [command.showRust, command.convert],
    trusted,
    python: read('python', ''),
    rustc: read('rustc', ''),
    parity: { onSave: read('parity.onSave', true) },
    inlayHints: read('inlayHints', true),
    convert: { folder: read('convert.folder', '') },
    diagnostics: { workspace: read('diagnostics.workspace', false) },
    logLevel: read('logLevel', 'info'),
  };
}

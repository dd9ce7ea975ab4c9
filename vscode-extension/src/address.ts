/** The address of a preview document, which says what it is the Rust of. */

import * as path from 'node:path';

/** The scheme of preview documents. */
export const scheme = 'portalis-rust';

/** What a preview shows: a whole Python document, or one function of it. */
export interface Subject {
  /** Of the Python document. */
  uri: string;
  function?: string;
}

/** The parts of a URI that carry a subject; a `vscode.Uri` has them. */
export interface Address {
  scheme: string;
  path: string;
  query: string;
}

/** The address of the preview of a subject. Its file name is what the tab shows. */
export function addressOf(subject: Subject): Address {
  const file = decodeURIComponent(subject.uri.replace(/^[a-z][a-z0-9+.-]*:(\/\/[^/]*)?/i, '').replace(/[?#].*$/, ''));
  const stem = path.posix.basename(file).replace(/\.pyi?$/, '');
  const name = subject.function === undefined ? `${stem}.rs` : `${stem}.${subject.function}.rs`;
  return {
    scheme,
    path: path.posix.join('/', path.posix.dirname(file), name),
    query: JSON.stringify(subject.function === undefined ? [subject.uri] : [subject.uri, subject.function]),
  };
}

/** The subject at an address, or undefined if it is none of a preview. */
export function subjectOf(address: Address): Subject | undefined {
  if (address.scheme !== scheme) return undefined;
  let parts: unknown;
  try {
    parts = JSON.parse(address.query);
  } catch {
    // The server's own addresses, which are in what a diagnostic relates to.
    const query = new URLSearchParams(address.query);
    parts = [query.get('source'), query.get('function')];
  }
  return Array.isArray(parts) ? subjectFrom(parts) : undefined;
}

/** The subject in the arguments of `portalis.showRust`, or undefined if there is none. */
export function subjectFrom(args: readonly unknown[]): Subject | undefined {
  const [uri, name] = args;
  if (typeof uri !== 'string' || uri === '') return undefined;
  return typeof name === 'string' && name !== '' ? { uri, function: name } : { uri };
}

/** The messages between client and server that LSP does not have. */

/** A place in a document as LSP writes it: zero-based, characters in UTF-16 units. */
export interface Position {
  line: number;
  character: number;
}

/** A half-open stretch of text. */
export interface Range {
  start: Position;
  end: Position;
}

/** What the client tells the server at `initialize`. */
export interface Options {
  /** Commands in code actions and lenses that this client runs itself. */
  clientCommands: string[];
  /** Whether the user trusts the workspace; the server runs nothing where it is false. */
  trusted: boolean;
  python: string;
  rustc: string;
  parity: { onSave: boolean };
  inlayHints: boolean;
  convert: { folder: string };
  diagnostics: { workspace: boolean };
  logLevel: string;
}

/** Parameters of `portalis/preview`: the Rust of a Python document, or of one function of it. */
export interface PreviewParams {
  uri: string;
  function?: string;
  /** The version of the document that the preview should be of; the server waits for it. */
  version?: number;
}

/** A piece of Rust and the Python it was made of. */
export interface Link {
  python: Range;
  rust: Range;
}

/** The answer to `portalis/preview`. */
export interface Preview {
  /** Of the Python document. */
  uri: string;
  /** The Rust. */
  text: string;
  map: Link[] | null;
  /** The comments that say what stays Python, and what they are about. */
  refused?: Link[] | null;
  /** What the comparisons with CPython found, in a line. */
  verdict?: string;
}

/** The result of `portalis.writeCrate`. */
export interface CrateWritten {
  /** Of src/lib.rs; absent when nothing was written. */
  uri?: string;
  folder: string;
  functions: number;
  translated: number;
  /** Files that are not the server's to overwrite. */
  inTheWay?: string[];
}

/** Parameters of `portalis/previewChanged`: the Rust of this Python document is a new one. */
export interface PreviewChanged {
  uri: string;
}

/** Parameters of `portalis/status`. */
export interface Status {
  health: 'ok' | 'warning' | 'error';
  /** False while the server is at work. */
  quiescent?: boolean;
  /** What it does then: "building", "comparing", "measuring". */
  activity?: string;
  /** How many functions of the open documents do not agree with Python. */
  mismatches?: number;
  /** What is wrong, and what mends it. */
  message?: string;
  /** "rustc 1.96.0" */
  toolchain?: string;
  /** "3.11.7" */
  python?: string;
}

export const method = {
  preview: 'portalis/preview',
  previewChanged: 'portalis/previewChanged',
  status: 'portalis/status',
} as const;

export const command = {
  /** Run by the client: shows the Rust of `[uri, function?]` beside the Python. */
  showRust: 'portalis.showRust',
  /** Run by the client: asks where to write the crate of `[uri]`; its second argument is a proposal. */
  convert: 'portalis.convert',
  /** Run by the server: writes the crate of `[uri, folder, overwrite]`. */
  writeCrate: 'portalis.writeCrate',
  /** Run by the server: compares the functions of `[uri]` with CPython. */
  runParity: 'portalis.runParity',
} as const;

/** The kinds of the code actions that show Rust or write it. */
export const actionKind = {
  function: 'refactor.rewrite.portalis.function',
  module: 'refactor.rewrite.portalis.module',
  crate: 'refactor.rewrite.portalis.crate',
} as const;

import * as vscode from 'vscode';

import { addressOf, scheme, subjectOf, type Subject } from './address';
import { partners, type Side } from './links';
import { command, type PreviewParams, type Preview, type Range } from './protocol';

/** There is no server to fetch from. */
export class NotRunning extends Error {
  override name = 'NotRunning';
}

/** Fetches the Rust of something; rejects with NotRunning where there is no server. */
export type Fetch = (params: PreviewParams, token: vscode.CancellationToken) => Promise<Preview>;

/** The Rust shown beside the Python: read-only documents that follow their source. */
export class Previews implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly lensesChanged = new vscode.EventEmitter<void>();
  private readonly shown = new Map<string, Preview>();
  private readonly partner = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.wordHighlightForeground'),
    isWholeLine: true,
  });
  private readonly refused = vscode.window.createTextEditorDecorationType({
    borderColor: new vscode.ThemeColor('editorWarning.foreground'),
    borderStyle: 'solid',
    borderWidth: '0 0 0 3px',
    overviewRulerColor: new vscode.ThemeColor('editorWarning.foreground'),
    isWholeLine: true,
  });
  private readonly subscriptions: { dispose(): unknown }[];

  readonly onDidChange = this.changed.event;
  readonly onDidChangeCodeLenses = this.lensesChanged.event;

  constructor(private readonly fetch: Fetch) {
    this.subscriptions = [
      this.changed,
      this.lensesChanged,
      this.partner,
      this.refused,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.languages.registerCodeLensProvider({ scheme }, this),
      vscode.workspace.onDidCloseTextDocument((document) => this.shown.delete(document.uri.toString())),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        // What was marked in a preview is elsewhere in its new text.
        if (document.uri.scheme !== scheme) return;
        const active = vscode.window.activeTextEditor;
        if (active !== undefined) this.follow(active);
        this.markRefused();
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.markRefused();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.follow(textEditor);
      }),
    ];
  }

  /** Shows the Rust of a subject beside the Python, which keeps the focus. */
  async show(subject: Subject): Promise<void> {
    const address = vscode.Uri.from(addressOf(subject));
    const document = await vscode.workspace.openTextDocument(address);
    this.changed.fire(address); // in case it was open, and of a time without a server
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: false });
  }

  /** Fetches again what is open of a Python document, or all that is open. */
  refresh(uri?: string): void {
    for (const document of vscode.workspace.textDocuments) {
      const subject = subjectOf(document.uri);
      if (subject === undefined) continue;
      if (uri === undefined || sameUri(subject.uri, uri)) this.changed.fire(document.uri);
    }
  }

  async provideTextDocumentContent(address: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const subject = subjectOf(address);
    if (subject === undefined) return `// This is not the address of a preview: ${address.toString()}\n`;
    const source = vscode.workspace.textDocuments.find((document) => sameUri(document.uri.toString(), subject.uri));
    const params: PreviewParams = source === undefined ? subject : { ...subject, version: source.version };
    try {
      const preview = await this.fetch(params, token);
      this.shown.set(address.toString(), preview);
      this.lensesChanged.fire();
      return preview.text;
    } catch (e) {
      // Without a server what was shown stays until there is one again.
      const shown = vscode.workspace.textDocuments.find((document) => document.uri.toString() === address.toString());
      if (e instanceof NotRunning && shown !== undefined) return shown.getText();
      this.shown.delete(address.toString());
      this.lensesChanged.fire();
      const reason = e instanceof Error ? e.message : String(e);
      return `// There is no Rust to show: ${reason.replaceAll('\n', '\n// ')}\n`;
    }
  }

  /** The verdict, above the first line. */
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const preview = this.shown.get(document.uri.toString());
    const subject = subjectOf(document.uri);
    if (!preview?.verdict || subject === undefined) return [];
    const compare: vscode.Command = vscode.workspace.isTrusted
      ? { title: preview.verdict, command: command.runParity, arguments: subject.function === undefined ? [subject.uri] : [subject.uri, subject.function] }
      : { title: preview.verdict, command: 'workbench.trust.manage' };
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), compare)];
  }

  /** Marks the lines of previews that say what stays Python. */
  private markRefused(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const preview = this.shown.get(editor.document.uri.toString());
      if (preview !== undefined) editor.setDecorations(this.refused, (preview.refused ?? []).map(({ rust }) => toRange(rust)));
    }
  }

  /** Marks on the other side what belongs to the line that the cursor is on. */
  private follow(editor: vscode.TextEditor): void {
    const line = editor.selection.active.line;
    for (const other of vscode.window.visibleTextEditors) {
      if (other === editor) continue;
      const pair = pairOf(editor.document.uri, other.document.uri);
      if (pair === undefined) continue;
      const preview = this.shown.get(pair.preview);
      const ranges = partners([...(preview?.map ?? []), ...(preview?.refused ?? [])], pair.from, line).map(toRange);
      other.setDecorations(this.partner, ranges);
      const [first] = ranges;
      if (first !== undefined) other.revealRange(first, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
    editor.setDecorations(this.partner, []);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

/** How two documents belong together, if one is a preview of the other: its address, and the side that `a` is on. */
function pairOf(a: vscode.Uri, b: vscode.Uri): { preview: string; from: Side } | undefined {
  const ofA = subjectOf(a);
  const ofB = subjectOf(b);
  if (ofB !== undefined && sameUri(ofB.uri, a.toString())) return { preview: b.toString(), from: 'python' };
  if (ofA !== undefined && sameUri(ofA.uri, b.toString())) return { preview: a.toString(), from: 'rust' };
  return undefined;
}

/** Compares URIs whatever they leave percent-encoded, which client and server need not agree on. */
function sameUri(a: string, b: string): boolean {
  return a === b || vscode.Uri.parse(a).toString() === vscode.Uri.parse(b).toString();
}

function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

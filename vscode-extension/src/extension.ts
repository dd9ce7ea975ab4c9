import * as vscode from 'vscode';

import { subjectFrom } from './address';
import { Converter } from './convert';
import { actionKind, command } from './protocol';
import { Previews } from './preview';
import { Session } from './session';
import { StatusItem } from './status';

let session: Session | undefined;

/** Called by VS Code when the first Python file is opened or a command is run. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Portalis', { log: true });
  const status = new StatusItem();
  const current: Session = new Session(context.extensionPath, log, {
    stateChanged: (state) => {
      status.show(state);
    },
    previewChanged: (uri) => {
      previews.refresh(uri);
    },
    serverStarted: () => {
      previews.refresh();
    },
  });
  const previews = new Previews((params, token) => current.preview(params, token));
  const converter = new Converter(context.workspaceState);
  session = current;

  const register = (name: string, run: (...args: unknown[]) => unknown) => vscode.commands.registerCommand(name, run);
  context.subscriptions.push(
    log,
    status,
    current,
    previews,
    register(command.showRust, async (...args) => {
      const subject = subjectFrom(args);
      if (subject !== undefined) await previews.show(subject);
    }),
    register('portalis.showFunction', () => act(actionKind.function)),
    register('portalis.showFile', () => act(actionKind.module)),
    register('portalis.convert', async (...args) => {
      // With arguments it comes from the server's code action, which act() runs too.
      const [uri, folder] = args;
      if (typeof uri === 'string') await converter.convert(vscode.Uri.parse(uri), typeof folder === 'string' ? folder : '');
      else await act(actionKind.crate);
    }),
    register('portalis.parity', () => runParity(current)),
    register('portalis.restartServer', () => current.restart()),
    register('portalis.showLogs', () => {
      log.show();
    }),
    register('portalis.showVersion', () => showVersion(context, current)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => current.restart()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      // The server asks for the other settings by itself when they change.
      if (event.affectsConfiguration('portalis.path')) void current.restart();
    }),
  );
  void current.restart();
}

/** Called by VS Code before the extension goes. */
export async function deactivate(): Promise<void> {
  await session?.stop();
  session = undefined;
}

/** How many of the actions VS Code asks for are to be complete; there are a handful at most. */
const resolved = 20;

/** The Python editor that commands are about; tells the user when there is none. */
function pythonEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === 'python') return editor;
  void vscode.window.showInformationMessage('Open a Python file first.');
  return undefined;
}

/**
 * Does what the server's code action of a kind does at the cursor: the server
 * knows where functions begin and end, and which of them can become Rust.
 */
async function act(kind: string): Promise<void> {
  const editor = pythonEditor();
  if (editor === undefined) return;
  const { document, selection } = editor;
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[] | undefined>('vscode.executeCodeActionProvider', document.uri, selection, kind, resolved);
  const action = actions?.find((candidate) => candidate.kind?.value === kind);
  if (action?.disabled !== undefined) {
    void vscode.window.showWarningMessage(`Portalis: ${action.disabled.reason}`);
  } else if (action !== undefined) {
    if (action.edit !== undefined) await vscode.workspace.applyEdit(action.edit);
    if (action.command !== undefined) await vscode.commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
  } else {
    const what = kind === actionKind.function ? 'Put the cursor in a function to see its Rust.' : 'There is nothing to convert in this file.';
    void vscode.window.showInformationMessage(what);
  }
}

async function runParity(current: Session): Promise<void> {
  const editor = pythonEditor();
  if (editor === undefined) return;
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage('Portalis runs nothing in a workspace that is not trusted.');
  } else if ((await current.running()) === undefined) {
    void vscode.window.showWarningMessage('The Portalis server is not running.');
  } else {
    if (editor.document.isDirty) await editor.document.save();
    await vscode.commands.executeCommand(command.runParity, editor.document.uri.toString());
  }
}

async function showVersion(context: vscode.ExtensionContext, current: Session): Promise<void> {
  const { version } = context.extension.packageJSON as { version: string };
  const server = await current.running();
  const told = server === undefined ? 'server not running' : `server ${server.version} (${server.origin}: ${server.path})`;
  await vscode.window.showInformationMessage(`Portalis extension ${version}, ${told}`);
}

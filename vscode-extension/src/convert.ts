import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';

import { proposed, remembered, shownFrom, typed, type Memory } from './place';
import { command, type CrateWritten } from './protocol';

const key = 'portalis.crates';

/** Converts files to crates: asks where to, has the server write, and shows what came of it. */
export class Converter {
  constructor(private readonly memory: vscode.Memento) {}

  /** Converts a Python document; `fallback` is the folder that the server proposes. */
  async convert(uri: vscode.Uri, fallback: string): Promise<void> {
    const workspace = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const memory = this.memory.get<Memory>(key, { crates: {} });
    const configured = vscode.workspace.getConfiguration('portalis', uri).get<string>('convert.folder', '') !== '';
    const name = path.basename(uri.path);
    const folder = configured && fallback !== '' ? fallback : await ask(name, workspace, proposed(memory, uri.toString(), fallback));
    if (folder === undefined) return;
    const shown = shownFrom(workspace, folder);
    const written = await write(uri, folder, shown);
    if (written?.uri === undefined) return;
    if (!configured) await this.memory.update(key, remembered(memory, uri.toString(), folder));
    const lib = vscode.Uri.parse(written.uri);
    await vscode.window.showTextDocument(lib, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: false });
    const reveal = 'Reveal in Explorer';
    void vscode.window
      .showInformationMessage(`${written.translated} of ${written.functions} functions of ${name} became Rust in ${shown}.`, reveal)
      .then((choice) => (choice === reveal ? vscode.commands.executeCommand('revealInExplorer', lib) : undefined));
  }
}

/** Has the server write, over files of others only if the user says so. */
async function write(uri: vscode.Uri, folder: string, shown: string): Promise<CrateWritten | undefined> {
  const run = (overwrite: boolean) => vscode.commands.executeCommand<CrateWritten | undefined>(command.writeCrate, uri.toString(), folder, overwrite);
  const written = await run(false);
  if (!written?.inTheWay?.length) return written;
  const overwrite = 'Overwrite';
  const choice = await vscode.window.showWarningMessage(
    `${shown} has files that Portalis did not write, or that were changed since.`,
    { modal: true, detail: written.inTheWay.map((file) => shownFrom(folder, file)).join('\n') },
    overwrite,
  );
  return choice === overwrite ? run(true) : undefined;
}

/** Asks for a folder; undefined when the user changed their mind. */
function ask(name: string, workspace: string | undefined, proposal: string): Promise<string | undefined> {
  const input = vscode.window.createInputBox();
  const browse: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('folder-opened'), tooltip: 'Browse…' };
  input.title = `Convert ${name} to Rust`;
  input.prompt = workspace === undefined ? 'The folder of the crate' : 'The folder of the crate, from that of the workspace';
  input.value = shownFrom(workspace, proposal);
  input.buttons = [browse];
  input.ignoreFocusOut = true;
  return new Promise((resolve) => {
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidTriggerButton(async () => {
      const picked = await pick(workspace);
      if (picked !== undefined) input.value = shownFrom(workspace, path.join(picked, path.basename(proposal)));
    });
    input.onDidAccept(() => {
      const answer = typed(workspace, os.homedir(), input.value);
      if ('problem' in answer) {
        input.validationMessage = answer.problem;
        return;
      }
      resolve(answer.folder);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined); // unless there is an answer already
      input.dispose();
    });
    input.show();
  });
}

/** Asks for the folder that the crate's own is to be in. */
async function pick(workspace: string | undefined): Promise<string | undefined> {
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: 'Put the Crate Here',
    ...(workspace === undefined ? {} : { defaultUri: vscode.Uri.file(workspace) }),
  });
  return picked?.[0]?.fsPath;
}

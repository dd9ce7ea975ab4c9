import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State as ClientState, type LanguageClientOptions, type ShowDocumentParams, type ShowDocumentResult } from 'vscode-languageclient/node';

import { Crashes, memory, most } from './backoff';
import { latest } from './latest';
import { method, type Options, type PreviewChanged, type PreviewParams, type Preview, type Status } from './protocol';
import { NotRunning } from './preview';
import { resolveServer, ServerNotFound, type Server } from './server';
import { optionsFrom } from './settings';
import type { State } from './state';

/** What a session tells the rest of the extension. */
export interface Listener {
  stateChanged(state: State): void;
  previewChanged(uri: string): void;
  /** A server has started, maybe another than before: whatever was shown is out of date. */
  serverStarted(): void;
}

/** Something to do about a failure, as a button. */
interface Choice extends vscode.MessageItem {
  command: string;
  args: unknown[];
}

const openSettings: Choice = { title: 'Open Settings', command: 'workbench.action.openSettings', args: ['portalis.path'] };
const showLogs: Choice = { title: 'Show Logs', command: 'portalis.showLogs', args: [] };
const restartServer: Choice = { title: 'Restart Server', command: 'portalis.restartServer', args: [] };

/** A client that puts what goes wrong into its log and leaves it to the session to tell the user. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** The server process and the connection to it, through restarts. */
export class Session implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private server: Server | undefined;
  private status: Status | undefined;
  private readonly trace: vscode.OutputChannel;

  private settling: Promise<void> = Promise.resolve();
  private readonly crashes = new Crashes();
  private recovery: NodeJS.Timeout | undefined;

  private readonly coalesced = latest(async () => {
    clearTimeout(this.recovery);
    await this.stop();
    try {
      await this.start();
    } catch (e) {
      if (e instanceof ServerNotFound) this.fail(e.message, openSettings, showLogs);
      else this.crashed(`The Portalis server did not start (${e instanceof Error ? e.message : String(e)}).`);
    }
  });

  constructor(
    private readonly extensionFolder: string,
    private readonly log: vscode.LogOutputChannel,
    private readonly listener: Listener,
  ) {
    this.trace = vscode.window.createOutputChannel('Portalis Trace');
  }

  /** Stops the server, if one runs, and starts one. Coalesced, and never rejected: failures are shown. */
  restart(): Promise<void> {
    this.crashes.forget();
    return this.startAgain();
  }

  private startAgain(): Promise<void> {
    this.settling = this.coalesced();
    return this.settling;
  }

  /** The server that runs, or undefined; after the end of a restart that is under way. */
  async running(): Promise<Server | undefined> {
    await this.settling;
    return this.client?.isRunning() ? this.server : undefined;
  }

  /** The Rust of a Python document or of a function of it. */
  async preview(params: PreviewParams, token: vscode.CancellationToken): Promise<Preview> {
    const client = await this.connected();
    try {
      return await client.sendRequest(method.preview, params, token);
    } catch (e) {
      if (client.isRunning()) throw e;
      throw new NotRunning('the Portalis server ended'); // before it had answered
    }
  }

  private async connected(): Promise<LanguageClient> {
    await this.settling;
    if (!this.client?.isRunning()) throw new NotRunning('the Portalis server is not running');
    return this.client;
  }

  private async start(): Promise<void> {
    this.listener.stateChanged({ kind: 'starting' });
    const settings = vscode.workspace.getConfiguration('portalis');
    const server = await resolveServer({
      setting: settings.get('path', ''),
      workspaceFolder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
      extensionFolder: this.extensionFolder,
    });
    this.server = server;
    this.log.info(`server ${server.version} (${server.origin}): ${server.path}`);

    const client = new Client('portalis', 'Portalis', { command: server.path, args: ['lsp'] }, this.options());
    client.onNotification(method.status, (status: Status) => {
      this.status = status;
      this.showRunning();
    });
    client.onNotification(method.previewChanged, (params: PreviewChanged) => {
      this.listener.previewChanged(params.uri);
    });
    let started = false; // until then it is start() that fails
    client.onDidChangeState(({ newState }) => {
      if (newState === ClientState.Stopped && started && this.client === client) this.crashed('The Portalis server ended unexpectedly.');
    });
    this.client = client;
    await client.start();
    // One that ends while it starts is not a failure to the client.
    if (!client.isRunning()) throw new Error('it ended at once');
    started = true;
    this.showRunning();
    this.listener.serverStarted();
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [
        { scheme: 'file', language: 'python' },
        { scheme: 'untitled', language: 'python' },
      ],
      // Called at each start, so that a restart by the client itself has the settings of its time.
      initializationOptions: currentOptions,
      outputChannel: this.log,
      traceOutputChannel: this.trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      progressOnInitialization: false,
      initializationFailedHandler: () => false, // start() rejects, and that is shown
      middleware: {
        // What the server shows stands beside the Python, which is neither replaced nor left.
        window: { showDocument },
      },
      errorHandler: {
        error: (_error, _message, count) => ({ action: count !== undefined && count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true }),
        // It is started again by crashed(), which takes its time.
        closed: () => ({ action: CloseAction.DoNotRestart, handled: true, message: 'The connection to the server is closed.' }),
      },
    };
  }

  private showRunning(): void {
    if (this.server === undefined || !this.client?.isRunning()) return;
    this.listener.stateChanged({ kind: 'running', server: this.server, status: this.status });
  }

  /** Starts a server again that ended by itself, later each time, and in the end not at all. */
  private crashed(reason: string): void {
    const delay = this.crashes.note(Date.now());
    if (delay === undefined) {
      this.fail(`${reason} It is not started again by itself after ${most + 1} times in ${memory / 60_000} minutes.`, restartServer, showLogs);
      return;
    }
    this.log.warn(`${reason} Starting it again in ${delay / 1000} s.`);
    this.listener.stateChanged({ kind: 'recovering', reason });
    this.recovery = setTimeout(() => void this.startAgain(), delay);
  }

  /** Shows why there is no server, and what the user can do about it. */
  private fail(reason: string, ...choices: Choice[]): void {
    this.log.error(reason);
    this.listener.stateChanged({ kind: 'failed', reason });
    void vscode.window.showErrorMessage(reason, ...choices).then(async (choice) => {
      if (choice !== undefined) await vscode.commands.executeCommand(choice.command, ...choice.args);
    });
  }

  /** Ends the server and its connection, if there are any. */
  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.server = undefined;
    this.status = undefined;
    if (client === undefined) return;
    try {
      await client.dispose();
    } catch (e) {
      // A server that died or hangs cannot take its leave; its process is killed all the same.
      this.log.warn(`stopping the server: ${e instanceof Error ? e.message : String(e)}`);
    }
  }

  dispose(): void {
    clearTimeout(this.recovery);
    this.trace.dispose();
  }
}

function currentOptions(): Options {
  const settings = vscode.workspace.getConfiguration('portalis');
  return optionsFrom((name, fallback) => settings.get(name, fallback), vscode.workspace.isTrusted);
}

async function showDocument({ uri, external }: ShowDocumentParams): Promise<ShowDocumentResult> {
  const address = vscode.Uri.parse(uri);
  try {
    if (external === true) return { success: await vscode.env.openExternal(address) };
    await vscode.window.showTextDocument(address, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: false });
    return { success: true };
  } catch {
    return { success: false };
  }
}

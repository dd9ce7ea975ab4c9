import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State as ClientState, type LanguageClientOptions } from 'vscode-languageclient/node';

import { latest } from './latest';
import { method, type Options, type PreviewChanged, type PreviewParams, type Preview, type Status } from './protocol';
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

/** The server process and the connection to it, through restarts. */
export class Session implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private server: Server | undefined;
  private status: Status | undefined;
  private readonly trace: vscode.OutputChannel;

  private settling: Promise<void> = Promise.resolve();

  private readonly coalesced = latest(async () => {
    await this.stop();
    try {
      await this.start();
    } catch (e) {
      this.fail(e);
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
    this.settling = this.coalesced();
    return this.settling;
  }

  /** The server that runs, or undefined; after the end of a restart that is under way. */
  async running(): Promise<Server | undefined> {
    await this.settling;
    return this.client?.isRunning() ? this.server : undefined;
  }

  /** The Rust of a Python document or of a function of it. */
  preview(params: PreviewParams, token: vscode.CancellationToken): Promise<Preview> {
    return this.connected().sendRequest(method.preview, params, token);
  }

  private connected(): LanguageClient {
    if (this.client === undefined) throw new Error('the Portalis server is not running');
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

    const client = new LanguageClient('portalis', 'Portalis', { command: server.path, args: ['lsp'] }, this.options());
    client.onNotification(method.status, (status: Status) => {
      this.status = status;
      this.showRunning();
    });
    client.onNotification(method.previewChanged, (params: PreviewChanged) => {
      this.listener.previewChanged(params.uri);
    });
    client.onDidChangeState(({ newState }) => {
      if (newState === ClientState.Stopped && this.client === client) this.listener.stateChanged({ kind: 'stopped' });
    });
    this.client = client;
    await client.start();
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
    };
  }

  private showRunning(): void {
    if (this.server === undefined || !this.client?.isRunning()) return;
    this.listener.stateChanged({ kind: 'running', server: this.server, status: this.status });
  }

  private fail(e: unknown): void {
    const reason = e instanceof Error ? e.message : String(e);
    this.log.error(reason);
    this.listener.stateChanged({ kind: 'failed', reason });
    const settings = 'Open Settings';
    const logs = 'Show Logs';
    const shown = e instanceof ServerNotFound ? reason : `The Portalis server did not start: ${reason}`;
    void vscode.window.showErrorMessage(shown, settings, logs).then((choice) => {
      if (choice === settings) return vscode.commands.executeCommand('workbench.action.openSettings', 'portalis.path');
      if (choice === logs) this.log.show();
      return undefined;
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
    this.trace.dispose();
  }
}

function currentOptions(): Options {
  const settings = vscode.workspace.getConfiguration('portalis');
  return optionsFrom((name, fallback) => settings.get(name, fallback), vscode.workspace.isTrusted);
}

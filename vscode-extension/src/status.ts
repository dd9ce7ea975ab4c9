import * as vscode from 'vscode';

import { viewOf, type State } from './state';

const severities = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
};

const showLogs = { title: 'Show Logs', command: 'portalis.showLogs' };
const showProblems = { title: 'Show Problems', command: 'workbench.actions.view.problems' };

/** The item in the language status of Python files. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('portalis.status', { language: 'python' });

  constructor() {
    this.item.name = 'Portalis';
    this.show({ kind: 'starting' });
  }

  show(state: State): void {
    const view = viewOf(state);
    this.item.text = view.text;
    this.item.detail = view.detail;
    this.item.command = view.problems ? showProblems : showLogs;
    this.item.severity = severities[view.severity];
    this.item.busy = view.busy;
  }

  dispose(): void {
    this.item.dispose();
  }
}

// What the tests inside the extension host share.
'use strict';
const assert = require('node:assert/strict');
const vscode = require('vscode');

/** The kinds of code actions. */
const kinds = { function: 'refactor.rewrite.portalis.function', module: 'refactor.rewrite.portalis.module', quickFix: 'quickfix' };

/** Polls until probe() gives something truthy, and returns it. */
async function until(what, probe, timeout = 60_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const result = await probe();
    if (result) return result;
    if (Date.now() > end) throw new Error(`timed out: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Runs a command of VS Code. */
const run = (command, ...args) => vscode.commands.executeCommand(command, ...args);

/** Saves a document. VS Code says of a save that it came to nothing when the machine is busy; then it is done again. */
const save = (document) => until('the document is saved', () => document.save());

/** The line with this text, zero-based. */
function lineOf(document, text) {
  const found = document.getText().split('\n').findIndex((line) => line.includes(text));
  assert.notEqual(found, -1, text);
  return found;
}

/** The actions of a kind that are offered on a line and not disabled. */
async function actionsAt(document, line, kind) {
  const actions = await run('vscode.executeCodeActionProvider', document.uri, new vscode.Range(line, 4, line, 4), kind, 20);
  return actions.filter((action) => action.kind?.value === kind && !action.disabled);
}

/** The findings of Portalis in a document. */
const findings = (uri) => vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'portalis');

/** The open previews. */
const previews = () => vscode.workspace.textDocuments.filter((document) => document.uri.scheme === 'portalis-rust');

/** What the hints on a line say. */
async function hintsOn(document, line) {
  const hints = await run('vscode.executeInlayHintProvider', document.uri, new vscode.Range(line, 0, line + 1, 0));
  const label = (hint) => (typeof hint.label === 'string' ? hint.label : hint.label.map((part) => part.value).join(''));
  return hints.filter((hint) => hint.position.line === line).map(label).join(' ');
}

/** What the lenses on a line say. */
async function lensesOn(document, line) {
  const lenses = await run('vscode.executeCodeLensProvider', document.uri, 50);
  return lenses.filter((lens) => lens.range.start.line === line).map((lens) => lens.command?.title ?? '').join(' ');
}

/** Runs the tests in order on the sample, reports each, and fails if any did. */
async function runAll(suite, tests) {
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, 'demo.py'));
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
      await test({ document, editor });
      console.log(`ok ${suite}: ${name}`);
    } catch (error) {
      failed++;
      console.log(`not ok ${suite}: ${name}\n${error.stack}`);
    }
  }
  if (failed > 0) throw new Error(`${failed} failed`);
}

module.exports = { kinds, until, run, save, lineOf, actionsAt, findings, previews, hintsOn, lensesOn, runAll };

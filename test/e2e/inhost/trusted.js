// Runs inside the extension host, on VS Code's real API, in a workspace that is trusted.
'use strict';
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { kinds, until, run, save, lineOf, actionsAt, findings, previews, hintsOn, lensesOn, runAll } = require('./helpers');

const tests = {
  async 'activates with the first Python file'({ document }) {
    const extension = vscode.extensions.getExtension('portalis-dev.portalis');
    assert.ok(extension);
    await until('active', () => extension.isActive);
    assert.equal(document.languageId, 'python');
  },

  async 'reports the unsupported construct, and nothing else'({ document }) {
    const [finding] = await until('a diagnostic', () => findings(document.uri).length > 0 && findings(document.uri));
    const code = typeof finding.code === 'object' ? finding.code.value : finding.code;
    assert.match(String(code), /^PT\d{3}$/);
    const first = lineOf(document, 'def countdown');
    for (const each of findings(document.uri)) {
      assert.ok(each.range.start.line >= first && each.range.end.line <= first + 3, JSON.stringify(each));
    }
  },

  async 'offers the Rust of a function where it stands'({ document }) {
    const [action] = await actionsAt(document, lineOf(document, 'def is_prime'), kinds.function);
    assert.match(action.title, /is_prime/);
    assert.equal(action.command?.command, 'portalis.showRust');
    const inside = await actionsAt(document, lineOf(document, 'counts = {}'), kinds.function);
    assert.match(inside[0].title, /word_counts/);
  },

  async 'does not offer that of what is refused'({ document }) {
    assert.deepEqual(await actionsAt(document, lineOf(document, 'yield n'), kinds.function), []);
  },

  async 'offers the Rust of the module'({ document }) {
    assert.equal((await actionsAt(document, 0, kinds.module)).length, 1);
  },

  async 'shows the Rust of the function at the cursor, beside it'({ document, editor }) {
    const line = lineOf(document, 'while i * i');
    editor.selection = new vscode.Selection(line, 4, line, 4);
    await run('portalis.showFunction');
    const preview = await until('a preview', () => previews().find((each) => each.getText().includes('pub fn is_prime')));
    assert.equal(preview.languageId, 'rust');
    assert.equal(preview.uri.path.split('/').pop(), 'demo.is_prime.rs');
    assert.ok(!preview.getText().includes('word_counts'), 'only this function');
    const shown = vscode.window.visibleTextEditors.find((each) => each.document === preview);
    assert.equal(shown?.viewColumn, vscode.ViewColumn.Two);
    assert.equal(vscode.window.activeTextEditor?.document, document, 'the focus stays');
  },

  async 'shows the Rust of the whole file'({ document }) {
    await run('portalis.showFile');
    const preview = await until('a preview', () => previews().find((each) => each.uri.path.endsWith('/demo.rs')));
    await until('its text', () => /pub fn is_prime[^]*pub fn word_counts/.test(preview.getText()));
    assert.equal(vscode.window.activeTextEditor?.document, document, 'the focus stays');
  },

  async 'lets the preview follow edits'({ document, editor }) {
    const preview = previews().find((each) => each.uri.path.endsWith('/demo.rs'));
    const end = document.lineAt(document.lineCount - 1).range.end;
    await editor.edit((edit) => edit.insert(end, '\n\ndef doubled(n: int) -> int:\n    return n + n\n'));
    await until('the new function in Rust', () => preview.getText().includes('pub fn doubled'));
    await run('undo');
    await until('it goes again', () => !preview.getText().includes('pub fn doubled'));
  },

  async 'keeps its peace while a file is half written'({ document, editor }) {
    const before = document.getText();
    await editor.edit((edit) => edit.insert(new vscode.Position(document.lineCount - 1, 0), '\ndef broken(\n    x = """\n'));
    const from = lineOf(document, 'def broken');
    await until('the error is found', () => findings(document.uri).some((each) => each.range.end.line >= from));
    await run('undo');
    assert.equal(document.getText(), before);
    await until('the finding is back', () => findings(document.uri).length > 0 && findings(document.uri).every((each) => each.range.end.line < from));
  },

  async 'explains on hover'({ document }) {
    const line = lineOf(document, 'def is_prime');
    const hovers = await run('vscode.executeHoverProvider', document.uri, new vscode.Position(line, 6));
    const text = hovers.flatMap((hover) => hover.contents).map((part) => part.value ?? part).join('\n');
    assert.match(text, /fn is_prime/);
  },

  async 'shows a verdict at each def after a save'({ document, editor }) {
    await editor.edit((edit) => edit.insert(new vscode.Position(lineOf(document, 'i = 2'), 9), '  # begin'));
    await save(document);
    for (const name of ['is_prime', 'word_counts']) {
      const line = lineOf(document, `def ${name}`);
      await until(`the verdict on ${name}`, async () => /\d+\/\d+/.test(await hintsOn(document, line)), 180_000);
      assert.match(await lensesOn(document, line), /\d+\/\d+/);
    }
  },

  async 'runs parity by command'({ document }) {
    await run('portalis.parity');
    assert.ok(!document.isDirty);
  },

  async 'restarts the server, several times at once'({ document }) {
    await Promise.all([1, 2, 3].map(() => run('portalis.restartServer')));
    await until('findings again', () => findings(document.uri).length > 0);
    const preview = previews().find((each) => each.uri.path.endsWith('/demo.rs'));
    await until('the preview again', () => preview.getText().includes('pub fn is_prime'));
  },

  async 'says what is wrong when there is no server, and recovers'({ document }) {
    const settings = vscode.workspace.getConfiguration('portalis');
    await settings.update('path', '/nowhere/portalis', vscode.ConfigurationTarget.Global);
    await until('no findings', () => findings(document.uri).length === 0);
    await settings.update('path', undefined, vscode.ConfigurationTarget.Global);
    await until('findings again', () => findings(document.uri).length > 0);
  },
};

exports.run = () => runAll('trusted workspace', { ...tests, ...require('./preview').tests, ...require('./convert').tests, ...require('./counterexample').tests, ...require('./process').tests });

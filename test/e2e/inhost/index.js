// Runs inside the extension host, on VS Code's real API.
'use strict';
const assert = require('node:assert/strict');
const vscode = require('vscode');

const kinds = { function: 'refactor.rewrite.portalis.function', module: 'refactor.rewrite.portalis.module' };

async function until(what, probe, timeout = 30_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const result = await probe();
    if (result) return result;
    if (Date.now() > end) throw new Error(`timed out: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

const run = (command, ...args) => vscode.commands.executeCommand(command, ...args);

/** The line with this text, zero-based. */
function lineOf(document, text) {
  const lines = document.getText().split('\n');
  const found = lines.findIndex((line) => line.includes(text));
  assert.notEqual(found, -1, text);
  return found;
}

const actionsAt = (document, line, kind) =>
  run('vscode.executeCodeActionProvider', document.uri, new vscode.Range(line, 4, line, 4), kind, 20)
    .then((actions) => actions.filter((action) => action.kind?.value === kind && !action.disabled));

const previews = () => vscode.workspace.textDocuments.filter((document) => document.uri.scheme === 'portalis-rust');

const ours = (uri) => vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'portalis');

/** The parts of hints as one text. */
const labelOf = (hint) => (typeof hint.label === 'string' ? hint.label : hint.label.map((part) => part.value).join(''));

const tests = {
  async 'activates with the first Python file'({ document }) {
    const extension = vscode.extensions.getExtension('portalis-dev.portalis');
    assert.ok(extension);
    await until('active', () => extension.isActive);
    assert.equal(document.languageId, 'python');
  },

  async 'reports the unsupported construct, and nothing else'({ document }) {
    const [finding] = await until('a diagnostic', () => ours(document.uri).length > 0 && ours(document.uri));
    const code = typeof finding.code === 'object' ? finding.code.value : finding.code;
    assert.match(String(code), /^PT\d{3}$/);
    const first = lineOf(document, 'def countdown');
    for (const each of ours(document.uri)) {
      assert.ok(each.range.start.line >= first && each.range.end.line <= first + 3, JSON.stringify(each));
    }
  },

  async 'offers to convert a function where it stands'({ document }) {
    const [action] = await actionsAt(document, lineOf(document, 'def is_prime'), kinds.function);
    assert.match(action.title, /is_prime/);
    assert.equal(action.command?.command, 'portalis.showRust');
    const inside = await actionsAt(document, lineOf(document, 'counts = {}'), kinds.function);
    assert.match(inside[0].title, /word_counts/);
  },

  async 'does not offer to convert what is refused'({ document }) {
    assert.deepEqual(await actionsAt(document, lineOf(document, 'yield n'), kinds.function), []);
  },

  async 'offers to convert the module'({ document }) {
    assert.equal((await actionsAt(document, 0, kinds.module)).length, 1);
  },

  async 'shows the Rust of the function at the cursor, beside it'({ document, editor }) {
    const line = lineOf(document, 'while i * i');
    editor.selection = new vscode.Selection(line, 4, line, 4);
    await run('portalis.convert');
    const preview = await until('a preview', () => previews().find((each) => each.getText().includes('pub fn is_prime')));
    assert.equal(preview.languageId, 'rust');
    assert.equal(preview.uri.path.split('/').pop(), 'demo.is_prime.rs');
    assert.ok(!preview.getText().includes('word_counts'), 'only this function');
    const shown = vscode.window.visibleTextEditors.find((each) => each.document === preview);
    assert.equal(shown?.viewColumn, vscode.ViewColumn.Two);
    assert.equal(vscode.window.activeTextEditor?.document, document, 'the focus stays');
  },

  async 'shows the Rust of the whole file'({ document }) {
    await run('portalis.convertFile');
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
    await until('the error is found', () => vscode.languages.getDiagnostics(document.uri).length > 1 || ours(document.uri).length > 1);
    await run('undo');
    assert.equal(document.getText(), before);
    await until('the finding is back', () => ours(document.uri).length > 0 && ours(document.uri).every((each) => each.range.start.line < 24));
  },

  async 'explains on hover'({ document }) {
    const line = lineOf(document, 'def is_prime');
    const hovers = await run('vscode.executeHoverProvider', document.uri, new vscode.Position(line, 6));
    const text = hovers.flatMap((hover) => hover.contents).map((part) => part.value ?? part).join('\n');
    assert.match(text, /fn is_prime/);
  },

  async 'shows a verdict at each def after a save'({ document, editor }) {
    await editor.edit((edit) => edit.insert(new vscode.Position(lineOf(document, 'i = 2'), 9), '  # begin'));
    assert.ok(await document.save());
    for (const name of ['is_prime', 'word_counts']) {
      const line = lineOf(document, `def ${name}`);
      const range = new vscode.Range(line, 0, line + 1, 0);
      await until(`the verdict on ${name}`, async () => {
        const hints = await run('vscode.executeInlayHintProvider', document.uri, range);
        return hints.some((hint) => hint.position.line === line && /\d+\/\d+/.test(labelOf(hint)));
      }, 60_000);
      const lenses = await run('vscode.executeCodeLensProvider', document.uri, 50);
      assert.ok(lenses.some((lens) => lens.range.start.line === line && /\d+\/\d+/.test(lens.command?.title ?? '')), `the lens on ${name}`);
    }
  },

  async 'runs parity by command'({ document }) {
    await run('portalis.parity');
    assert.ok(!document.isDirty);
  },

  async 'restarts the server, several times at once'({ document }) {
    await Promise.all([1, 2, 3].map(() => run('portalis.restartServer')));
    await until('findings again', () => ours(document.uri).length > 0);
    const preview = previews().find((each) => each.uri.path.endsWith('/demo.rs'));
    await until('the preview again', () => preview.getText().includes('pub fn is_prime'));
  },

  async 'says what is wrong when there is no server, and recovers'({ document }) {
    const settings = vscode.workspace.getConfiguration('portalis');
    await settings.update('path', '/nowhere/portalis', vscode.ConfigurationTarget.Global);
    await until('no findings', () => ours(document.uri).length === 0);
    await settings.update('path', undefined, vscode.ConfigurationTarget.Global);
    await until('findings again', () => ours(document.uri).length > 0);
  },
};

exports.run = async () => {
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, 'demo.py'));
  const editor = await vscode.window.showTextDocument(document);
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test({ document, editor });
      console.log(`ok extension host: ${name}`);
    } catch (error) {
      failed++;
      console.log(`not ok extension host: ${name}\n${error.stack}`);
    }
  }
  if (failed > 0) throw new Error(`${failed} failed`);
};

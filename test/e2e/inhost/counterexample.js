// Of calls that do not agree: found on a save, shown, and kept as tests.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { kinds, until, run, save, lineOf, actionsAt, findings, hintsOn } = require('./helpers');

// The square does not fit in 64 bits: Python's is right, and the Rust stops rather than be wrong.
const square = '\n\ndef square(n: int) -> int:\n    """\n    >>> square(10_000_000_000)\n    100000000000000000000\n    """\n    return n * n\n';

const codeOf = (finding) => String(typeof finding.code === 'object' ? finding.code.value : finding.code);
const mismatches = (uri) => findings(uri).filter((each) => /^PT70[12]$/.test(codeOf(each)));

const tests = {
  async 'reports a call that does not agree, with what each side did'({ document, editor }) {
    const end = document.lineAt(document.lineCount - 1).range.end;
    await editor.edit((edit) => edit.insert(end, square));
    await save(document);
    const [finding] = await until('the counterexample', () => mismatches(document.uri).length > 0 && mismatches(document.uri), 180_000);
    assert.equal(finding.range.start.line, lineOf(document, 'def square'));
    assert.match(finding.message, /square\(.*\d.*\)/);
    await until('its hint', async () => /square\(/.test(await hintsOn(document, finding.range.start.line)));
  },

  async 'shows both runs of it'({ document }) {
    const actions = await actionsAt(document, lineOf(document, 'def square'), kinds.quickFix);
    const action = actions.find((each) => /^Show both runs of square$/.test(each.title));
    assert.ok(action, actions.map((each) => each.title).join(', '));
    await run(action.command.command, ...action.command.arguments);
    const shown = await until('the runs', () => vscode.workspace.textDocuments.find((each) => each.uri.path.endsWith('demo.square.runs.txt')));
    assert.match(shown.getText(), /square\(.*\)\n {2}Python\n(.*\n)* {2}Rust\n/);
    await until('they are beside', () => vscode.window.visibleTextEditors.some((each) => each.document === shown && each.viewColumn === vscode.ViewColumn.Two));
    assert.equal(vscode.window.activeTextEditor?.document, document, 'the focus stays');
  },

  async 'pins it: the action writes the test, once'({ document }) {
    const file = path.join(path.dirname(document.uri.fsPath), '.portalis', 'cases', 'demo.toml');
    assert.ok(!fs.existsSync(file));
    const actions = await actionsAt(document, lineOf(document, 'def square'), kinds.quickFix);
    const pin = actions.find((each) => /^Pin square\(.*\) as a test$/.test(each.title));
    assert.ok(pin, actions.map((each) => each.title).join(', '));
    for (const _ of ['first', 'again']) await run(pin.command.command, ...pin.command.arguments);
    const written = fs.readFileSync(file, 'utf8');
    assert.equal(written.match(/^\[\[case\]\]$/gm)?.length, 1, written);
    assert.match(written, /^function = ['"]square['"]$/m);
    assert.match(written, /^args = \[['"]\d+['"]\]$/m);
  },

  async 'compares the pinned call from then on'({ document, editor }) {
    // The doctest that had shown it goes; the pin has it now.
    const from = lineOf(document, '>>> square(') - 1;
    await editor.edit((edit) => edit.delete(new vscode.Range(from, 0, from + 4, 0)));
    assert.doesNotMatch(document.getText(), />>> square/);
    await until('the old verdict is gone', () => mismatches(document.uri).length === 0);
    await save(document);
    await until('the counterexample again', () => mismatches(document.uri).length > 0, 180_000);
  },

  async 'forgets it with the function'({ document, editor }) {
    const from = lineOf(document, 'def square') - 2;
    await editor.edit((edit) => edit.delete(new vscode.Range(from, 0, document.lineCount, 0)));
    await until('no counterexample', () => mismatches(document.uri).length === 0);
    await save(document);
  },
};

module.exports = { tests };

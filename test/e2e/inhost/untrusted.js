// Runs inside the extension host, in a workspace that is not trusted: it is checked
// and converted, and nothing of it is run.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { until, run, save, lineOf, findings, previews, hintsOn, lensesOn, runAll } = require('./helpers');

const tests = {
  async 'findings are shown'({ document }) {
    assert.equal(vscode.workspace.isTrusted, false);
    await until('a finding', () => findings(document.uri).length > 0);
  },

  async 'functions are converted'({ document, editor }) {
    const line = lineOf(document, 'while i * i');
    editor.selection = new vscode.Selection(line, 4, line, 4);
    await run('portalis.showFunction');
    await until('a preview', () => previews().find((each) => each.getText().includes('pub fn is_prime')));
  },

  async 'no folder to write to is taken from its settings'({ document }) {
    const settings = path.join(path.dirname(document.uri.fsPath), '.vscode', 'settings.json');
    assert.equal(JSON.parse(fs.readFileSync(settings, 'utf8'))['portalis.convert.folder'], '/tmp/elsewhere');
    const restricted = ['portalis.path', 'portalis.python', 'portalis.rustc', 'portalis.convert.folder'];
    for (const name of restricted) assert.equal(vscode.workspace.getConfiguration(undefined, document.uri).get(name), '', name);
  },

  async 'nothing is compared, neither on save nor by command'({ document, editor }) {
    await editor.edit((edit) => edit.insert(new vscode.Position(lineOf(document, 'i = 2'), 9), '  # begin'));
    await save(document);
    // The server answers in order: when it has refused this, it is done with the save.
    await assert.rejects(async () => run('portalis.runParity', document.uri.toString()), /not trusted/);
    const line = lineOf(document, 'def is_prime');
    assert.doesNotMatch(await hintsOn(document, line), /\d+\/\d+/);
    assert.doesNotMatch(await lensesOn(document, line), /\d+\/\d+/);
  },
};

exports.run = () => runAll('untrusted workspace', tests);

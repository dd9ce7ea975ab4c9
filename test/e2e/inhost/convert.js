// Of Convert to Rust, where it need not ask; the workbench test answers the question.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { until, run } = require('./helpers');

const tests = {
  async 'writes the crate where the settings say, and opens it beside'({ document }) {
    const settings = vscode.workspace.getConfiguration('portalis', document.uri);
    const folder = path.join(path.dirname(document.uri.fsPath), 'rust', 'demo');
    const lib = path.join(folder, 'src', 'lib.rs');
    assert.ok(!fs.existsSync(folder));
    await settings.update('convert.folder', 'rust/${fileBasenameNoExtension}', vscode.ConfigurationTarget.Global);
    try {
      // The server asks for its settings when they change; until it has, it proposes its own.
      await until('the server proposes it', async () => {
        const actions = await run('vscode.executeCodeActionProvider', document.uri, new vscode.Range(3, 4, 3, 4), 'refactor.rewrite.portalis.crate', 20);
        return actions.some((action) => action.command?.arguments?.[1] === folder);
      });
      await run('portalis.convert');
      const shown = await until('its Rust', () => vscode.window.visibleTextEditors.find((each) => each.document.uri.fsPath === lib));
      assert.equal(shown.viewColumn, vscode.ViewColumn.Two);
      assert.equal(vscode.window.activeTextEditor?.document, document, 'the focus stays');
      assert.match(fs.readFileSync(lib, 'utf8'), /pub fn is_prime[^]*pub fn word_counts/);
      assert.match(fs.readFileSync(path.join(folder, 'Cargo.toml'), 'utf8'), /^name = "demo"$/m);
      assert.equal(JSON.parse(fs.readFileSync(path.join(folder, 'report.json'), 'utf8')).crate, 'demo');
    } finally {
      await settings.update('convert.folder', undefined, vscode.ConfigurationTarget.Global);
    }
  },
};

module.exports = { tests };

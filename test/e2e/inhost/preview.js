// Of the preview: it follows in order, has the verdict on top, and says what stays Python.
'use strict';
const assert = require('node:assert/strict');
const vscode = require('vscode');
const { until, run, save, lineOf, previews, lensesOn } = require('./helpers');

const preview = () => previews().find((each) => each.uri.path.endsWith('/demo.rs'));

const tests = {
  async 'lets the preview follow what is typed, in order'({ document, editor }) {
    const shown = preview();
    const seen = [];
    const watching = vscode.workspace.onDidChangeTextDocument((event) => {
      const found = /n \+ (\d+)\b/.exec(shown.getText());
      if (event.document === shown && found) seen.push(found[1]);
    });
    try {
      await editor.edit((edit) => edit.insert(new vscode.Position(lineOf(document, 'def is_prime'), 0), 'def more(n: int) -> int:\n    return n + 1\n\n\n'));
      let typed = '1';
      for (const digit of '23456789') {
        await editor.edit((edit) => edit.insert(document.lineAt(lineOf(document, 'return n + ')).range.end, digit));
        typed += digit;
      }
      await until('all that was typed', () => shown.getText().includes(`n + ${typed}`));
      assert.equal(seen.at(-1), typed);
      for (const [i, text] of seen.entries()) {
        assert.ok(typed.startsWith(text), text);
        assert.ok(i === 0 || text.length >= seen[i - 1].length, `it went back: ${seen.join(' ')}`);
      }
    } finally {
      watching.dispose();
      const from = lineOf(document, 'def more');
      await editor.edit((edit) => edit.delete(new vscode.Range(from, 0, from + 4, 0)));
    }
    await until('it goes again', () => !shown.getText().includes('pub fn more'));
  },

  async 'has the verdict on top of the preview, for as long as it holds'({ document, editor }) {
    const shown = preview();
    await save(document);
    await until('the verdict', async () => /^✓ parity \d+\/\d+ identical$/.test(await lensesOn(shown, 0)), 180_000);
    const place = new vscode.Range(lineOf(document, 'i = 2'), 8, lineOf(document, 'i = 2'), 9);
    await editor.edit((edit) => edit.replace(place, '3'));
    await until('it is not that of the edited function', async () => /1 function not compared yet$/.test(await lensesOn(shown, 0)));
    await editor.edit((edit) => edit.replace(place, '2'));
    await until('the verdict is back', async () => /^✓ parity \d+\/\d+ identical$/.test(await lensesOn(shown, 0)));
  },

  async 'says in the preview what stays Python, and why'() {
    assert.match(preview().getText(), /^\/\/ countdown stays Python:\n\/\/ {3}line \d+: PT\d{3} \S/m);
  },
};

module.exports = { tests };

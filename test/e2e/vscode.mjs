// What a user sees: the packaged extension with its own server in a real workbench.
//
//   node vscode.mjs FILE.vsix
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { imageFile, programs } from './lib/machine.mjs';
import * as steps from './lib/steps.mjs';
import { startWorkbench, version } from './lib/workbench.mjs';

const { until } = steps;
const step = (name, run) => steps.step(`VS Code ${version}: ${name}`, run);

const vsix = path.resolve(process.argv[2]);

const bench = await step('the .vsix installs and the workbench starts', () => startWorkbench({ name: 'vscode', vsix }));
const page = await bench.page();
let passed = false;

/** Pictures are taken when nothing is under the mouse and all is drawn. */
async function picture(name) {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.screenshot({ path: imageFile(bench.folder, name), animations: 'disabled', caret: 'initial' });
}

const editors = page.locator('.editor-instance .monaco-editor[role="code"]');
const python = editors.first();
const rust = editors.nth(1);
const line = (text) => python.locator('.view-line', { hasText: text });

/** Runs a command by its title in the palette. */
async function palette(title) {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget:visible input.input');
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title.split(': ').pop() }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** Opens the code actions at the cursor and moves to the one with this title. */
async function chooseAction(title) {
  const row = page.locator('.action-widget .monaco-list-row', { hasText: title });
  // The menu is not there before the light bulb is, and a late redraw can dismiss it.
  await python.locator('[widgetid="LightBulbWidget"]').waitFor();
  await until(`the action ${title}`, async () => {
    await page.keyboard.press('Control+.');
    return row.first().waitFor({ timeout: 3000 }).then(() => true, () => false);
  });
  const focused = page.locator('.action-widget .monaco-list-row.focused', { hasText: title });
  for (let i = 0; (await focused.count()) === 0; i++) {
    assert.ok(i < 20, 'the action cannot be reached with the keyboard');
    await page.keyboard.press('ArrowDown');
  }
}

try {
  await step('a Python file opens', async () => {
    await page.goto(`${bench.origin}/?folder=${bench.workspace}`, { waitUntil: 'domcontentloaded' });
    await page.locator('.monaco-workbench').waitFor({ timeout: 180_000 });
    await page.getByRole('treeitem', { name: 'demo.py' }).dblclick();
    await line('def is_prime').waitFor();
    await page.keyboard.press('Control+B'); // the room is for the code
  });

  await step('an unsupported construct is underlined, with its reason', async () => {
    const squiggle = python.locator('.squiggly-error, .squiggly-warning, .squiggly-info');
    await squiggle.first().waitFor({ timeout: 180_000 });
    const word = line('yield').locator('span', { hasText: /yield/ }).last();
    await word.hover();
    const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: /PT\d{3}/ });
    await hover.waitFor();
    assert.match(await hover.innerText(), /portalis/i);
    await picture('vscode-finding.png');
    await page.mouse.move(640, 790);
    await hover.waitFor({ state: 'hidden' });
  });

  await step('the light bulb offers the Rust of the function', async () => {
    await line('def is_prime').locator('span', { hasText: /is_prime/ }).last().click();
    await chooseAction(/Show Rust of is_prime/);
    await picture('vscode-action.png');
  });

  await step('the Rust is shown beside the Python, which keeps the focus', async () => {
    await page.keyboard.press('Enter');
    await rust.locator('.view-line', { hasText: 'pub fn is_prime' }).waitFor();
    await page.getByRole('tab', { name: /demo\.is_prime\.rs/ }).waitFor();
    assert.ok(await python.evaluate((editor) => editor.contains(document.activeElement)), 'the focus has moved');
  });

  await step('after a save the verdict stands at the def', async () => {
    await line('i = 2').click();
    await page.keyboard.press('End');
    await page.keyboard.type('  # the smallest divisor to try');
    await page.keyboard.press('Control+S');
    const file = path.join(bench.workspace, 'demo.py');
    await until('the file is saved', () => fs.readFileSync(file, 'utf8').includes('the smallest divisor'));
    const hint = line('def is_prime').filter({ hasText: /\d+\/\d+/ });
    const lens = python.locator('.codelens-decoration a', { hasText: /\d+\/\d+/ });
    await hint.waitFor({ timeout: 180_000 });
    await lens.first().waitFor();
    await page.locator('.statusbar-item', { hasText: 'Comparing' }).first().waitFor({ state: 'hidden' }); // the speed comes last
    await page.mouse.move(640, 790);
    await picture('vscode-convert.png');
  });

  await step('the verdict stands on top of the Rust', async () => {
    await rust.locator('.codelens-decoration a', { hasText: /✓ parity \d+\/\d+ identical/ }).waitFor();
  });

  const marks = (editor) => editor.locator('.view-overlays [class*="ced-"]');

  await step('lines are linked both ways', async () => {
    const marked = (side, text) => until(`${text} is marked`, async () => {
      const [line, mark] = [side.locator('.view-line', { hasText: text }).first(), marks(side)];
      if ((await mark.count()) !== 1) return false;
      const [at, marked] = [await line.boundingBox(), await mark.boundingBox()];
      return at !== null && marked !== null && Math.abs(at.y - marked.y) < 5;
    });
    await line('i += 1').click();
    await marked(rust, 'i += 1');
    await rust.locator('.view-line', { hasText: 'let mut i' }).click();
    await marked(python, 'smallest divisor');
  });

  await step('the Rust of the file follows what is typed, and marks what stays Python', async () => {
    await page.keyboard.press('Control+1');
    await palette('Portalis: Show Rust of File');
    await page.getByRole('tab', { name: 'demo.rs' }).and(page.locator('.active')).first().waitFor();
    await line('the smallest divisor').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' first');
    await rust.locator('.view-line', { hasText: 'the smallest divisor to try first' }).waitFor();
    await rust.locator('.codelens-decoration a', { hasText: /1 function not compared yet$/ }).waitFor();
    await page.keyboard.press('Control+S');
    await rust.locator('.codelens-decoration a', { hasText: /✓ parity \d+\/\d+ identical$/ }).waitFor({ timeout: 180_000 });
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Control+End');
    await rust.locator('.view-line', { hasText: 'countdown stays Python:' }).waitFor();
    await until('the lines are marked', async () => (await marks(rust).count()) === 2);
    await page.keyboard.press('Control+1');
    await page.locator('.statusbar-item', { hasText: 'Comparing' }).first().waitFor({ state: 'hidden' });
    await picture('vscode-preview.png');
  });

  await step('the palette has the commands, and the server restarts', async () => {
    await palette('Portalis: Restart Server');
    await python.locator('.squiggly-error, .squiggly-warning, .squiggly-info').first().waitFor();
    await palette('Portalis: Show Version');
    await page.locator('.notifications-toasts', { hasText: /Portalis extension \d+\.\d+\.\d+, server \S+ \(bundled/ }).waitFor();
  });

  const inWorkspace = (...parts) => path.join(bench.workspace, ...parts);
  const findings = python.locator('.squiggly-error, .squiggly-warning, .squiggly-info');
  const toast = (text) => page.locator('.notifications-toasts .notification-list-item', { hasText: text });

  /** Opens a file in the first group, where the Python is. */
  async function open(name) {
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget:visible input.input').fill(inWorkspace(name)); // a path needs no search
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name }).and(page.locator('.active')).first().waitFor();
  }

  /** Asks for the conversion, and gives the field that the folder is asked for in. */
  async function convert() {
    await palette('Portalis: Convert to Rust…');
    await page.locator('.quick-input-widget:visible', { hasText: /Convert \S+ to Rust/ }).waitFor();
    return page.locator('.quick-input-widget:visible input.input');
  }

  await step('Convert to Rust asks where to, writes the crate there and opens it beside', async () => {
    await page.keyboard.press('Control+1');
    const folder = await convert();
    assert.equal(await folder.inputValue(), 'demo-rs');
    await picture('vscode-folder.png');
    await folder.fill('crates/demo');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'lib.rs' }).waitFor();
    await rust.locator('.view-line', { hasText: 'pub fn is_prime' }).waitFor();
    assert.ok(await python.evaluate((editor) => editor.contains(document.activeElement)), 'the focus has moved');
    assert.match(fs.readFileSync(inWorkspace('crates', 'demo', 'Cargo.toml'), 'utf8'), /^name = "demo"$/m);
    await toast('2 of 3 functions of demo.py became Rust in crates/demo.').waitFor();
    await picture('vscode-crate.png');
  });

  await step('it proposes the same folder again, and one beside it for another file', async () => {
    assert.equal(await (await convert()).inputValue(), 'crates/demo');
    await page.keyboard.press('Escape');
    await open('limits.py');
    await line('def square').waitFor();
    assert.equal(await (await convert()).inputValue(), 'crates/limits-rs');
    await page.keyboard.press('Escape');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    assert.deepEqual(fs.readdirSync(inWorkspace('crates')), ['demo'], 'nothing is written unless it is confirmed');
  });

  await step('it overwrites what was changed since only if told to', async () => {
    await open('demo.py');
    const manifest = inWorkspace('crates', 'demo', 'Cargo.toml');
    fs.appendFileSync(manifest, '# mine\n');
    const dialog = page.locator('.monaco-dialog-box');
    for (const [button, kept] of [['Cancel', true], ['Overwrite', false]]) {
      await convert();
      await page.keyboard.press('Enter');
      await dialog.filter({ hasText: 'Cargo.toml' }).waitFor();
      await dialog.getByRole('button', { name: button }).click();
      await dialog.waitFor({ state: 'hidden' });
      if (kept) assert.match(fs.readFileSync(manifest, 'utf8'), /# mine/);
      else await until('it is overwritten', () => !fs.readFileSync(manifest, 'utf8').includes('# mine'));
    }
  });

  await step('a call that does not agree is underlined, and pinned by its action', async () => {
    await open('limits.py');
    await line('def square').waitFor();
    await palette('Portalis: Run Parity');
    await findings.first().waitFor({ timeout: 180_000 });
    // What the rest of the run finds is drawn too, which would dismiss the menu.
    await page.locator('.statusbar-item', { hasText: 'Comparing with Python' }).waitFor({ state: 'hidden', timeout: 180_000 });
    await line('def square').locator('span', { hasText: /square/ }).first().click();
    await chooseAction(/Pin square\(.*\) as a test/);
    await picture('vscode-counterexample.png');
    await page.keyboard.press('Enter');
    const file = path.join(bench.workspace, '.portalis', 'cases', 'limits.toml');
    await until('the test is written', () => fs.existsSync(file) && /function = .square.\n/.test(fs.readFileSync(file, 'utf8')));
    await toast(/Pinned square\(/).waitFor();
  });

  await step('the language status counts it, and leads to the problems', async () => {
    const status = page.locator('[id="status.languageStatus"]');
    await status.and(page.locator('[aria-label*="Portalis: 1 mismatch, server "]')).waitFor();
    await status.click();
    const problems = page.locator('.hover-language-status', { hasText: 'Portalis: 1 mismatch' }).getByText('Show Problems');
    await problems.waitFor();
    await picture('vscode-status.png');
    await problems.press('Enter'); // a tooltip may lie over it
    await page.locator('.markers-panel .monaco-list-row', { hasText: /square\(/ }).first().waitFor();
    await palette('View: Toggle Panel Visibility');
    await line('def square').click();
    await problems.waitFor({ state: 'hidden' }); // it would lie over what comes
  });

  // The extension's own server, as VS Code installed it.
  const [installed] = fs.readdirSync(path.join(bench.folder, 'extensions')).filter((name) => name.startsWith('portalis-dev.portalis-'));
  const program = path.join(bench.folder, 'extensions', installed, 'bin', 'portalis');
  const server = (...others) => until('the server runs', () => {
    const found = programs(program, 'lsp');
    return found.length === 1 && !others.includes(found[0]) && found[0];
  });

  await step('the server is killed, and is back by itself', async () => {
    await open('demo.py');
    await findings.first().waitFor();
    const before = await server();
    process.kill(before, 'SIGKILL');
    await server(before); // what the old one had shown is gone before this one is started
    await findings.first().waitFor();
    assert.equal(await toast(/server/i).filter({ hasNotText: 'Portalis extension' }).count(), 0, 'nobody needs to know');
  });

  await step('a server that ends again and again is given up, with a way to start it', async () => {
    const pid = await server();
    fs.renameSync(program, `${program}.whole`);
    fs.writeFileSync(program, `#!/bin/sh\n[ "$1" = version ] && exec '${program}.whole' version\nexit 1\n`, { mode: 0o755 });
    process.kill(pid, 'SIGKILL');
    const told = toast(/not started again by itself/);
    await told.waitFor({ timeout: 180_000 });
    assert.equal(await findings.count(), 0);
    await picture('vscode-given-up.png');
    fs.renameSync(`${program}.whole`, program);
    await told.getByRole('button', { name: 'Restart Server' }).click();
    await findings.first().waitFor();
  });
  passed = true;
} catch (error) {
  console.error(error);
  await page.screenshot({ path: path.join(bench.folder, 'failure.png') }).catch(() => undefined);
  process.exitCode = 1;
} finally {
  await bench.stop(passed);
}

// Helix in a terminal, with the languages.toml of its README and the real server.
//
//   node helix.mjs SERVER
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathWith } from './lib/editor.mjs';
import { cleanEnvironment, copyWorkspace, root, scratchFolder } from './lib/machine.mjs';
import { step, until } from './lib/steps.mjs';
import { startTerminal } from './lib/terminal.mjs';

const { folder, below } = scratchFolder('helix');
const file = path.join(copyWorkspace(folder), 'demo.py');
const config = below('config', 'helix');
fs.copyFileSync(path.join(root, 'editors', 'helix', 'languages.toml'), path.join(config, 'languages.toml'));
fs.writeFileSync(path.join(config, 'config.toml'), '[editor]\nlsp.display-inlay-hints = true\n');
const env = cleanEnvironment({
  HOME: below('home'),
  XDG_CONFIG_HOME: path.dirname(config),
  PATH: pathWith(below('bin'), process.argv[2]),
  LC_ALL: 'C.UTF-8',
});

const terminal = startTerminal(['hx', file], env, folder, { columns: 150, rows: 40 });
let shown = '';

/** Waits until the screen matches, which is returned. */
const see = (what, pattern) => until(what, () => {
  const now = terminal.screen();
  if (now === undefined) throw new Error('Helix has ended');
  shown = now;
  return pattern.test(now) && now;
}, 60_000);

/** Types a command, and each key after the screen shows that the one before was understood. */
async function command(text) {
  terminal.keys(':');
  await see('the prompt', /^:/m);
  terminal.keys('-l', text);
  await see(`":${text}"`, new RegExp(`^:${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'm'));
  terminal.keys('Enter');
}

/** Chooses a code action; the menu has them in an order of its own, the first selected. */
async function choose(title) {
  terminal.keys('Space');
  await see('the menu', /Perform code action/);
  terminal.keys('a');
  const menu = await see(title, new RegExp(title));
  const titles = menu.match(/Convert \w+( file)? to Rust|Convert this file to a crate in|Add inferred annotations( to this file)?/g);
  for (let i = titles.indexOf(title); i > 0; i--) terminal.keys('Down');
  terminal.keys('Enter');
}

let passed = false;
try {
  await step('Helix: opens a Python file and shows inferred types', () => see('the types', /def is_prime\(n: int\) -> bool/));
  await step('Helix: the unsupported construct is listed, and nothing else', async () => {
    terminal.keys('Space');
    await see('the menu', /Open diagnostic picker/);
    terminal.keys('d');
    const list = await see('the findings', /PT503.*yield/);
    const codes = list.match(/PT\d{3}/g);
    assert.deepEqual([...new Set(codes)].sort(), ['PT207', 'PT503']);
    terminal.keys('Escape');
    await until('the list is gone', () => !/PT503/.test(terminal.screen() ?? 'PT503'));
  });
  await step('Helix: after a write hovering tells the verdict', async () => {
    terminal.keys('-l', 'i# ');
    await see('the edit', /# """Small/);
    terminal.keys('Escape');
    await see('normal mode', / NOR /);
    await command('w');
    await see('that it is written', /written, \d+L/);
    assert.match(fs.readFileSync(file, 'utf8'), /^# """Small/);
    await command('4');
    await see('the line', / 4:1$/m);
    terminal.keys('-l', 'ee');
    await see('the name', / 4:12$/m);
    await until('the verdict', async () => {
      terminal.keys('Space');
      await see('the menu', /Show docs for item/);
      terminal.keys('k');
      const told = await see('the hover', /fn is_prime\(n: i64\) -> bool/);
      terminal.keys('Escape');
      await until('the hover is gone', () => !/fn is_prime/.test(terminal.screen() ?? 'fn is_prime'));
      return /\d+\/\d+ identical/.test(told);
    }, 60_000);
  });
  await step('Helix: a code action writes the Rust and says where', async () => {
    await command('17');
    await see('the line', / 17:1$/m);
    await choose('Convert is_prime to Rust');
    const told = await see('where the Rust is', /The Rust is in \S+\.rs/);
    assert.match(fs.readFileSync(told.match(/The Rust is in (\S+\.rs)/)[1], 'utf8'), /pub fn is_prime\(n: i64\) -> bool/);
  });
  await step('Helix: a quick fix writes what was inferred', async () => {
    await choose('Add inferred annotations');
    await command('w');
    await until('the annotations', () => fs.readFileSync(file, 'utf8').includes('def is_prime(n: int) -> bool:'));
  });
  passed = true;
} catch (error) {
  console.error(`${error.stack}\n${shown}`);
  process.exitCode = 1;
} finally {
  terminal.end();
  if (passed) fs.rmSync(folder, { recursive: true, force: true });
  else console.log(`# kept ${folder}`);
}

// Neovim on the plugin and the real server: headless, and in a terminal to take its picture.
//
//   node nvim.mjs SERVER
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { toPage } from './lib/ansi.mjs';
import { chromium, cleanEnvironment, copyWorkspace, imageFolder, root, scratchFolder } from './lib/machine.mjs';
import { step, until } from './lib/steps.mjs';

const { folder, below } = scratchFolder('nvim');
const plugin = path.join(below('plugin'), 'portalis');
fs.cpSync(path.join(root, 'editors', 'nvim'), plugin, { recursive: true }); // its help gets tags
const script = path.join(import.meta.dirname, 'nvim.lua');
const size = { columns: 124, rows: 40 };

const environment = (name, extra) => cleanEnvironment({
  SERVER: path.resolve(process.argv[2]),
  PLUGIN: plugin,
  FILE: path.join(copyWorkspace(below(name)), 'demo.py'),
  OUT: path.join(folder, `${name}.txt`),
  XDG_CONFIG_HOME: below('config'),
  XDG_DATA_HOME: below('data'),
  XDG_STATE_HOME: below('state'),
  ...extra,
});
const nvim = ['--clean', '-i', 'NONE', '-n'];

function headless() {
  const env = environment('headless');
  const ended = spawnSync('nvim', ['--headless', ...nvim, '-S', script], { env, encoding: 'utf8', timeout: 500_000 });
  console.log(fs.existsSync(env.OUT) ? fs.readFileSync(env.OUT, 'utf8').trimEnd() : 'not ok Neovim: nothing was reported');
  if (ended.status !== 0) throw new Error(`nvim ended with ${ended.status ?? ended.signal}:\n${ended.stderr}`);
}

/** Runs Neovim in a terminal until all is shown, and gives the screen with its colours. */
async function screen() {
  const ready = path.join(folder, 'ready');
  const env = environment('picture', { PICTURE: ready, COLORTERM: 'truecolor', LC_ALL: 'C.UTF-8' });
  const socket = path.join(folder, 'tmux');
  const tmux = (...args) => execFileSync('tmux', ['-f', '/dev/null', '-S', socket, ...args], { env, encoding: 'utf8' });
  const end = () => spawnSync('tmux', ['-S', socket, 'kill-server'], { stdio: 'ignore' });
  process.once('exit', end);
  try {
    tmux('new-session', '-d', '-x', String(size.columns), '-y', String(size.rows), 'nvim', ...nvim, '-S', script);
    tmux('set-option', '-g', 'status', 'off');
    await until('the screen is ready', () => {
      if (fs.existsSync(env.OUT) && /^not ok/m.test(fs.readFileSync(env.OUT, 'utf8'))) throw new Error(fs.readFileSync(env.OUT, 'utf8'));
      return fs.existsSync(ready);
    }, 240_000);
    return await until('the screen shows it', () => {
      const shown = tmux('capture-pane', '-p', '-e', '-t', '0');
      return /fn/.test(shown) && shown;
    });
  } finally {
    end();
  }
}

let browser;
let passed = false;
try {
  headless();
  await step('Neovim: a terminal shows findings, Rust and verdicts at once', async () => {
    const shown = await screen();
    // eslint-disable-next-line no-control-regex
    const plain = shown.replace(/\x1b\[[0-9;:]*m/g, '');
    assert.match(plain, /def is_prime.*\d+\/\d+/);
    assert.match(plain, /pub fn is_prime/);
    assert.match(plain, /yield n.*\S/);
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'] });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.setContent(toPage(shown, size));
    await page.screenshot({ path: path.join(imageFolder(folder), 'nvim.png') });
  });
  passed = true;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser?.close();
  if (passed) fs.rmSync(folder, { recursive: true, force: true });
  else console.log(`# kept ${folder}`);
}

// A VS Code workbench in a browser: code-server on a free port, driven by playwright.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromium, cleanEnvironment, copyWorkspace, freePort, scratchFolder, startGroup, workbenchModules, workbenchNode } from './machine.mjs';
import { until } from './steps.mjs';

const codeServer = path.join(workbenchModules, 'code-server');
const entry = path.join(codeServer, 'out', 'node', 'entry.js');

/** The version of VS Code: "1.100". */
export const version = JSON.parse(fs.readFileSync(path.join(codeServer, 'lib', 'vscode', 'package.json'), 'utf8')).version.split('.').slice(0, 2).join('.');

/** The arguments that let a page run tests in the extension host, which older versions allow without. */
export const testDriver = fs.readFileSync(path.join(codeServer, 'out', 'node', 'cli.js'), 'utf8').includes('vscode-option')
  ? ['--vscode-option', 'enable-smoke-test-driver'] : [];

// Nothing is asked of the network, and nothing moves or pops up that the tests did not cause.
const settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'editor.hover.delay': 100,
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.stickyScroll.enabled': false,
  'breadcrumbs.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/**
 * Starts a workbench. Options: `vsix` to install; `args` for the server;
 * `trust` false to leave the workspace untrusted. Returns the page's address,
 * the workspace and scratch folders, `page()` and `stop()`.
 */
export async function startWorkbench({ name, vsix, args = [], trust = true }) {
  const { folder, below } = scratchFolder(name);
  const workspace = copyWorkspace(folder);
  const user = below('data', 'User');
  fs.writeFileSync(path.join(user, 'settings.json'), JSON.stringify(settings));
  const config = path.join(folder, 'config.yaml');
  fs.writeFileSync(config, 'auth: none\n');

  const nowhere = 'http://127.0.0.1:9/';
  const env = cleanEnvironment({
    HOME: below('home'),
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: nowhere, itemUrl: nowhere }),
  });
  const base = [entry, '--config', config, '--user-data-dir', path.dirname(user), '--extensions-dir', below('extensions')];
  if (vsix) execFileSync(workbenchNode, [...base, '--install-extension', vsix], { env, stdio: ['ignore', 'ignore', 'pipe'] });

  const port = await freePort();
  const log = path.join(folder, 'code-server.log');
  const out = fs.openSync(log, 'w');
  const server = startGroup(
    workbenchNode,
    [...base, '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', '--disable-telemetry', '--disable-update-check', '--ignore-last-opened', ...(trust ? ['--disable-workspace-trust'] : []), ...args],
    { env, stdio: ['ignore', out, out] },
  );
  const origin = `http://127.0.0.1:${port}`;
  let browser;
  const stop = async (passed) => {
    await browser?.close();
    await server.stop();
    if (passed) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    else console.log(`# kept ${folder}`);
  };
  try {
    await until('the workbench listens', async () => {
      if (server.child.exitCode !== null) throw new Error(`code-server ended:\n${fs.readFileSync(log, 'utf8').slice(-2000)}`);
      return fetch(`${origin}/healthz`).then((answer) => answer.ok, () => false);
    });
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb'],
    });
  } catch (error) {
    await stop(false);
    throw error;
  }
  const page = async () => {
    const opened = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    opened.setDefaultTimeout(60_000);
    await opened.route(/^https?:\/\/(?!127\.0\.0\.1[:/])/, (route) => route.abort());
    return opened;
  };
  return { origin, folder, workspace, page, stop };
}

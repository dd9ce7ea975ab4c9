// Runs tests inside the extension host of a real VS Code, on the unpacked extension.
//
//   node inhost.mjs trusted|untrusted
import fs from 'node:fs';
import path from 'node:path';
import { root } from './lib/machine.mjs';
import { step } from './lib/steps.mjs';
import { startWorkbench, testDriver, version } from './lib/workbench.mjs';

const limit = 540_000;
const suite = process.argv[2];
const bench = await step(`${suite} workspace: VS Code ${version} starts`, () =>
  startWorkbench({ name: 'inhost', trust: suite === 'trusted', args: testDriver }));
if (suite === 'untrusted') {
  // What a stranger's repository could say, and is not heard.
  const settings = path.join(bench.workspace, '.vscode', 'settings.json');
  fs.mkdirSync(path.dirname(settings));
  const restricted = { 'portalis.path': '/tmp/elsewhere', 'portalis.python': '/tmp/elsewhere', 'portalis.rustc': '/tmp/elsewhere', 'portalis.convert.folder': '/tmp/elsewhere' };
  fs.writeFileSync(settings, JSON.stringify(restricted));
}
const page = await bench.page();
let passed = false;
try {
  const { host } = new URL(bench.origin);
  const remote = (file) => `vscode-remote://${host}${file}`;
  const done = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  // The host's own log comes this way too; it is kept, for when something fails.
  const log = fs.openSync(path.join(bench.folder, 'host.log'), 'w');
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    const text = args.map(String).join(' ');
    if (/^(not )?ok /.test(text)) console.log(text);
    else fs.writeSync(log, `${text}\n`);
  });
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote(path.join(root, 'vscode-extension'))],
    ['extensionTestsPath', remote(path.join(import.meta.dirname, 'inhost', `${suite}.js`))],
    ['skipWelcome', 'true'],
  ]);
  await page.goto(`${bench.origin}/?folder=${bench.workspace}&payload=${encodeURIComponent(payload)}`);
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, limit, 'late'); });
  const code = await Promise.race([done, late]);
  clearTimeout(timer);
  if (code === 'late') {
    console.log(`not ok ${suite} workspace: no result in ${limit / 1000} s`);
    await page.screenshot({ path: path.join(bench.folder, 'failure.png') });
  }
  passed = code === 0;
} finally {
  await bench.stop(passed);
}
process.exitCode = passed ? 0 : 1;

// Of the server as a process: killed and back, and silent towards the network.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const vscode = require('vscode');
const { until, run, lineOf, findings, hintsOn, previews } = require('./helpers');

/** The language servers that this extension host has started. */
function servers() {
  return fs.readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return parent === process.pid && fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes('lsp');
    } catch {
      return false; // it has ended meanwhile
    }
  }).map(Number);
}

/** The one server there is, once there is one and it is none of these. */
function theServer(...others) {
  return until('a server', () => {
    const now = servers();
    return now.length === 1 && !others.includes(now[0]) && now[0];
  });
}

/** The addresses of the network that a process has sockets for. */
function connections(pid) {
  const sockets = fs.readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(fs.readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
    } catch {
      return undefined; // it was closed meanwhile
    }
  });
  return ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].flatMap((kind) => {
    const table = `/proc/${pid}/net/${kind}`;
    if (!fs.existsSync(table)) return [];
    const rows = fs.readFileSync(table, 'utf8').trim().split('\n').slice(1).map((row) => row.trim().split(/\s+/));
    return rows.filter((row) => sockets.includes(row[9])).map((row) => `${kind} ${row[1]} ${row[2]}`);
  });
}

/** The titles of all code actions of a document, from its first line to its last. */
async function allActions(document) {
  const titles = new Set();
  for (let line = 0; line < document.lineCount; line++) {
    const actions = await run('vscode.executeCodeActionProvider', document.uri, document.lineAt(line).range);
    for (const action of actions) titles.add(action.title);
  }
  return [...titles];
}

const tests = {
  async 'starts the server again after it was killed, and the findings are back'({ document, editor }) {
    const killed = [];
    for (let i = 0; i < 2; i++) {
      const pid = await theServer(...killed);
      await until('findings', () => findings(document.uri).length > 0);
      process.kill(pid, 'SIGKILL');
      killed.push(pid);
      await theServer(...killed); // what the old one had found is gone before this one is started
    }
    await until('findings again', () => findings(document.uri).length > 0);
    const preview = previews().find((each) => each.uri.path.endsWith('/demo.rs'));
    await editor.edit((edit) => edit.insert(new vscode.Position(lineOf(document, 'def is_prime'), 0), 'def half(n: int) -> int:\n    return n // 2\n\n\n'));
    await until('the preview follows the new server', () => preview.getText().includes('pub fn half'));
    await run('undo');
    await until('and again', () => !preview.getText().includes('pub fn half'));
  },

  async 'suggests nothing and sends nothing while no endpoint is set'({ document }) {
    // Whatever the server would send beyond this machine would come to this proxy. Keys
    // and addresses of others in the environment are not a reason to use them.
    let seen = 0;
    const trap = net.createServer((socket) => {
      seen++;
      socket.destroy();
    });
    await new Promise((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${trap.address().port}`;
    const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'OPENAI_BASE_URL', 'OPENAI_API_BASE', 'NVIDIA_BASE_URL', 'NIM_BASE_URL'];
    const keys = ['OPENAI_API_KEY', 'NVIDIA_API_KEY', 'NGC_API_KEY'];
    const folder = path.dirname(path.dirname(document.uri.fsPath));
    const wrapper = path.join(folder, 'portalis-watched');
    const real = path.join(vscode.extensions.getExtension('portalis-dev.portalis').extensionPath, 'bin', 'portalis');
    const set = [...names.flatMap((name) => [name, name.toLowerCase()]).map((name) => `${name}=${address}`), ...keys.map((name) => `${name}=secret`)];
    fs.writeFileSync(wrapper, `#!/bin/sh\nexec env NO_PROXY= no_proxy= ${set.join(' ')} '${real}' "$@"\n`, { mode: 0o755 });

    const before = await theServer();
    const settings = vscode.workspace.getConfiguration('portalis');
    await settings.update('path', wrapper, vscode.ConfigurationTarget.Global);
    try {
      const pid = await theServer(before);
      await until('it is the watched one', () => fs.readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HTTPS_PROXY=${address}`)); // a shell, before
      await until('findings', () => findings(document.uri).length > 0);
      const titles = await allActions(document);
      assert.ok(titles.some((title) => /Rust/.test(title)), 'there are actions');
      assert.deepEqual(titles.filter((title) => /suggest|endpoint|model|\bAI\b|\bNIM\b/i.test(title)), []);
      await run('portalis.parity');
      const line = lineOf(document, 'def is_prime');
      await until('the verdict', async () => /\d+\/\d+/.test(await hintsOn(document, line)), 180_000);
      assert.deepEqual(connections(pid), []);
      assert.equal(seen, 0, 'something was sent');
    } finally {
      await settings.update('path', undefined, vscode.ConfigurationTarget.Global);
      await new Promise((resolve) => trap.close(resolve));
    }
    await until('the usual server', () => servers().length === 1 && !fs.readFileSync(`/proc/${servers()[0]}/environ`, 'utf8').includes('secret'));
    await until('findings again', () => findings(document.uri).length > 0);
  },
};

module.exports = { tests };

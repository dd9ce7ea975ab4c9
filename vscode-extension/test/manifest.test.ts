import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

import { optionsFrom } from '../src/settings';

const root = process.cwd();
const source = fs.readdirSync(path.join(root, 'src')).map((name) => fs.readFileSync(path.join(root, 'src', name), 'utf8')).join('\n');
interface Step {
  description: string;
  media: { markdown: string };
  completionEvents: string[];
}

const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  version: string;
  icon: string;
  capabilities: { untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string }[];
    configuration: { properties: Record<string, { default: unknown; scope: string }> };
    walkthroughs: { steps: Step[] }[];
  };
};
const properties = manifest.contributes.configuration.properties;

describe('the manifest', () => {
  it('offers only commands that the extension registers', () => {
    for (const { command } of manifest.contributes.commands) assert.ok(source.includes(`register('${command}'`), command);
  });

  it('has every setting that the extension reads, with the same default', () => {
    const read: string[] = [];
    optionsFrom((name, fallback) => {
      read.push(name);
      assert.deepEqual(properties[`portalis.${name}`]?.default, fallback, name);
      return fallback;
    }, true);
    const others = ['path', 'trace.server'];
    assert.deepEqual([...read, ...others].map((name) => `portalis.${name}`).sort(), Object.keys(properties).sort());
  });
});

describe('what the manifest promises', () => {
  const commands = manifest.contributes.commands.map(({ command }) => command);

  it('is a walkthrough of things that there are', () => {
    for (const step of manifest.contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      assert.ok(fs.existsSync(path.join(root, step.media.markdown)), step.media.markdown);
      const linked = [...step.description.matchAll(/\(command:([\w.]+)\)/g)].map(([, name]) => name ?? '');
      const events = step.completionEvents.flatMap((event) => (event.startsWith('onCommand:') ? [event.slice('onCommand:'.length)] : []));
      for (const name of linked) assert.ok(commands.includes(name), name);
      for (const name of events) assert.ok(source.includes(`'${name}'`), name);
    }
  });

  it('is an icon of a size that the gallery takes', () => {
    const icon = fs.readFileSync(path.join(root, manifest.icon));
    assert.equal(icon.toString('latin1', 1, 4), 'PNG');
    const [width, height] = [icon.readUInt32BE(16), icon.readUInt32BE(20)];
    assert.equal(width, height);
    assert.ok(width >= 128);
  });

  it('is a change log of this version', () => {
    assert.ok(fs.readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8').includes(`## ${manifest.version}\n`));
  });

  it('is that a workspace which is not trusted chooses neither programs nor folders', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    const free = ['parity.onSave', 'inlayHints', 'diagnostics.workspace', 'logLevel', 'trace.server'].map((name) => `portalis.${name}`);
    assert.deepEqual([...restrictedConfigurations, ...free].sort(), Object.keys(properties).sort());
  });
});

describe('the extension', () => {
  it('sends nothing anywhere: it has neither telemetry nor ways to the network', () => {
    assert.doesNotMatch(source, /TelemetryLogger|telemetry|reportEvent|machineId|sessionId/i);
    assert.doesNotMatch(source, /\bfetch\(['"`]|XMLHttpRequest|WebSocket|sendBeacon/);
    const imported = [...source.matchAll(/from '([^'.][^']*)'/g)].map(([, name]) => name ?? '');
    const allowed = ['vscode', 'vscode-languageclient/node', 'node:child_process', 'node:fs/promises', 'node:os', 'node:path'];
    assert.deepEqual([...new Set(imported)].filter((name) => !allowed.includes(name)), []);
  });
});

describe('optionsFrom', () => {
  it('passes on what the user set, and the trust', () => {
    const set: Record<string, unknown> = { python: '/venv/bin/python', 'parity.onSave': false, logLevel: 'debug' };
    const options = optionsFrom(<T>(name: string, fallback: T) => (name in set ? (set[name] as T) : fallback), false);
    assert.deepEqual(options, {
      clientCommands: ['portalis.showRust', 'portalis.convert'],
      trusted: false,
      python: '/venv/bin/python',
      rustc: '',
      parity: { onSave: false },
      inlayHints: true,
      convert: { folder: '' },
      diagnostics: { workspace: false },
      logLevel: 'debug',
    });
  });
});

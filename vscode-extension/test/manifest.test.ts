import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

import { optionsFrom } from '../src/settings';

const root = process.cwd();
const source = fs.readdirSync(path.join(root, 'src')).map((name) => fs.readFileSync(path.join(root, 'src', name), 'utf8')).join('\n');
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  contributes: {
    commands: { command: string }[];
    configuration: { properties: Record<string, { default: unknown }> };
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
